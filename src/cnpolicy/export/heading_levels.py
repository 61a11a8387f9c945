"""Markdown whose headings a converter left flat gets their levels.

In: Markdown, with `#` before every heading whatever its place (as MinerU and docling
write it). Out: the same text with as many `#` as the numbering says. Nothing else of
it changes: not a table, not a blank, not a line of code.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from attrs import evolve

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.line_ends import LINE_END
from cnpolicy.model.arguments import expect
from cnpolicy.model.nodes import Document, Title
from cnpolicy.model.results.outline import outline
from cnpolicy.model.visitors import walk
from cnpolicy.parser import parse
from cnpolicy.readers.markdown.reader import HEADING, source_of
from cnpolicy.readers.source import Source

_MOST = 6
_LINE = lazy(r"line (\d+)")
# 3.1 Experimental Setup, A.2 Data: numbers that only other languages use.
_DECIMAL = lazy(r"(?:\d{1,3}|[A-Z](?=\.))(?:\.\d{1,3})*(?=\.?[ \t]+\S)")


class _Heading(NamedTuple):
    """One heading of the file: `# （一）指导思想`."""

    start: int
    """Where its first `#` stands."""

    own: int
    """How many `#` it has."""

    depth: int | None
    """How deep the numbering puts it, from 1; None for a heading without number."""

    is_title: bool
    """Whether it is the title of the document or of an attachment."""


def relevel(markdown: str) -> str:
    """Return Markdown in which each heading has the level of its number.

    Numbers are read as `parse` reads them, from the whole document: 一、 above （一）
    above 1., or 第一章 above 第一条, or 1 above 1.1. The highest stand below the title,
    if that is a heading too. A heading without number keeps its place among those that
    have as many `#` in the file, or else below the numbered heading before it; a title
    keeps its own level. No heading is added or taken away.

    Law: without the `#` that open its lines the text is the same, and
    `relevel(relevel(x)) == relevel(x)`. Raises `TypeError` for anything but a `str`,
    `ReadError` for a text of more lines and marks than can be kept.

    >>> relevel("# 一、总则\\n# （一）目的\\n# 二、附则\\n")
    '# 一、总则\\n## （一）目的\\n# 二、附则\\n'
    """
    expect(markdown, str, "relevel")
    headings = list(_headings(markdown))
    pieces: list[str] = []
    place = 0
    for heading, level in zip(headings, _levels(headings), strict=True):
        pieces += (markdown[place : heading.start], "#" * level)
        place = heading.start + heading.own
    return "".join((*pieces, markdown[place:]))


def _headings(markdown: str) -> Iterator[_Heading]:
    """Yield the headings that are written with `#`."""
    source = source_of(markdown)
    stated = {
        _line_of(source, one.span.start)
        for one in source.structure.paragraphs
        if one.heading_level is not None
    }
    depths, titles = _numbered(source)
    starts = [0, *(end.end() for end in LINE_END.finditer(markdown))]
    for number, start in enumerate(starts, 1):
        found = HEADING.match(_line(markdown, start)) if number in stated else None
        if found is None:
            continue
        depth = depths.get(number)
        if depth is None and number not in titles:
            decimal = _DECIMAL.match(markdown, start + found.end())
            depth = decimal[0].count(".") + 1 if decimal else None
        yield _Heading(start + found.start(1), len(found[1]), depth, number in titles)


def _line(markdown: str, start: int) -> str:
    """Return the line that begins at an offset."""
    end = LINE_END.search(markdown, start)
    return markdown[start : end.start() if end else len(markdown)]


def _numbered(source: Source) -> tuple[dict[int, int], set[int]]:
    """Return the depths of numbered headings, and the titles, by their lines.

    The levels of the file are left out of it, for these are what is wrong.
    """
    plain = evolve(
        source.structure,
        paragraphs=tuple(
            evolve(one, heading_level=None) for one in source.structure.paragraphs
        ),
    )
    document: Document = parse(evolve(source, structure=plain))
    depths: dict[int, int] = {}
    for item in outline(document):
        if item.marker is not None:
            depths.setdefault(_line_of(source, item.span.start), item.depth)
    titles = {
        _line_of(source, node.span.start)
        for node in walk(document)
        if isinstance(node, Title)
    }
    return depths, titles - depths.keys()


def _line_of(source: Source, offset: int) -> int:
    """Return the line of the file on which an offset of its text stands; 0 for none."""
    origin = source.origin_at(offset)
    found = _LINE.match(origin.where) if origin else None
    return int(found[1]) if found else 0


def _levels(headings: list[_Heading]) -> Iterator[int]:
    """Yield the new level of each heading."""
    depths = sorted({one.depth for one in headings if one.depth is not None})
    if not depths:
        yield from (one.own for one in headings)
        return
    # Depths without a heading in the file are closed up: they leave no gap.
    rank = {depth: at for at, depth in enumerate(depths)}
    title = next((one.own for one in headings if one.is_title), 0)
    top = min(one.own for one in headings if one.depth == depths[0])
    base = max(top, title + 1)
    beside: dict[int, int] = {}
    for one in headings:
        if one.depth is not None:
            level = min(base + rank[one.depth], _MOST)
            beside[one.own] = min(level, beside.get(one.own, _MOST))
    before = base
    for one in headings:
        if one.depth is not None:
            before = min(base + rank[one.depth], _MOST)
            yield before
        elif one.is_title or one.own < min(beside):
            yield one.own
        else:
            yield beside.get(one.own, min(before + 1, _MOST))
