"""The laws hold for the text of every file: of any tables, lists and paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader_files import (
    abstract_xml,
    assert_source,
    cell_xml,
    docx,
    level_xml,
    num_xml,
    ofd_of,
    page,
    para,
    table_xml,
)

from cnpolicy.readers import read
from support.byte_choices import Choices
from support.laws import assert_laws
from support.made_tables import Grid, blocks, grid

Block = str | Grid
"""A paragraph or a table."""

_LISTS = abstract_xml(
    1, level_xml(0, "chineseCountingThousand", "%1、"), level_xml(1, "decimal", "%2.")
) + num_xml(1, 1)


@st.composite
def contents(draw: st.DrawFn) -> list[Block]:
    """Paragraphs with a table or two between them."""
    choices = Choices(draw)
    found: list[Block] = [*blocks(choices)]
    for _ in range(choices.pick((1, 1, 2))):
        choices.begin()
        found.append(grid(choices))
        found += blocks(choices)
    return found


def as_html(content: Sequence[Block]) -> bytes:
    """A page: `<p>` and `<table>`."""
    pieces = []
    for block in content:
        if isinstance(block, str):
            pieces.append(f"<p>{escape(block)}</p>")
            continue
        rows = ["".join(f"<td>{escape(word)}</td>" for word in row) for row in block]
        pieces.append("<table><tr>" + "</tr><tr>".join(rows) + "</tr></table>")
    return page("<div id='zoom'>" + "\n".join(pieces) + "</div>")


def as_docx(content: Sequence[Block]) -> bytes:
    """A document of a word processor: some paragraphs have automatic numbers."""
    pieces = []
    for at, block in enumerate(content):
        if isinstance(block, str):
            pieces.append(para(block, num=1 if at % 3 == 1 else None, level=at % 2))
            continue
        rows = [
            [cell_xml(*map(para, word.split("\n"))) for word in row] for row in block
        ]
        pieces.append(table_xml(*rows))
    return docx("".join(pieces), numbering=_LISTS)


def as_markdown(content: Sequence[Block]) -> bytes:
    """Markdown: paragraphs with empty lines between them, and pipes."""
    pieces = []
    for block in content:
        if isinstance(block, str):
            pieces.append(block)
            continue
        rows = ["| " + " | ".join(row).replace("\n", " ") + " |" for row in block]
        rule = "|" + "---|" * len(block[0])
        pieces.append("\n".join([rows[0], rule, *rows[1:]]))
    return "\n\n".join(["# 某市规划", *pieces]).encode()


def as_ofd(content: Sequence[Block]) -> bytes:
    """Pages of lines: a row of a table is a line, broken where the page ends."""
    lines: list[str] = []
    for block in content:
        rows = [block] if isinstance(block, str) else ["  ".join(row) for row in block]
        lines += [row.replace("\n", " ") for row in rows if row.strip()]
    return ofd_of(lines or ["某市规划"])


@pytest.mark.law
@pytest.mark.parametrize("write", [as_html, as_docx, as_markdown, as_ofd])
@given(content=contents())
def test_files_obey_the_laws(
    write: Callable[[Sequence[Block]], bytes], content: list[Block]
) -> None:
    """What a reader makes of a file is a text like any other."""
    assert_laws(assert_source(read(write(content))).text)
