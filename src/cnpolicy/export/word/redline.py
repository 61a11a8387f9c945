"""Two versions of a document as one Word document with tracked changes.

In: the document before and the document after. Out: a DOCX file (extras `docx` and
`compare`): the words of the second, what it put in as insertions and what it took out
as deletions, which a word processor shows, accepts and rejects (w:ins, w:del). The
paper and the fonts are those of official documents (GB/T 9704).
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from cnpolicy.analysis.alignment import Pair, Wording, align
from cnpolicy.analysis.differences import differences
from cnpolicy.export.whole_files import write_whole
from cnpolicy.export.word.elements import Typeface, element, qualified, run
from cnpolicy.export.word.official_page import new_document, paragraph
from cnpolicy.lexical.line_ends import LINE_END
from cnpolicy.model.arguments import expect, expect_path
from cnpolicy.model.nodes import (
    Blank,
    BoxHeading,
    Branch,
    Document,
    Furniture,
    Heading,
    Leaf,
    Node,
    Row,
    Table,
    Title,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXT = Typeface("仿宋_GB2312", 32)  # 三号
_TITLE = Typeface("方正小标宋简体", 44)  # 二号
_HEADING = Typeface("黑体", 32)
_SUBHEADING = Typeface("楷体_GB2312", 32)

LEAST_ALIKE = 0.5
"""Paragraphs less alike than this, from 0 to 1, are two: one taken out, one put in."""

_AUTHOR = "cnpolicy"


class _Line(NamedTuple):
    """A paragraph of a document, or a row of a table with tabs between its cells."""

    words: str
    """What stands in it."""

    typeface: Typeface
    """How it is set."""

    centred: bool
    """Whether it stands in the middle, as titles do."""


def to_redline(
    before: Document,
    after: Document,
    path: str | os.PathLike[str] | BinaryIO,
) -> None:
    """Write what `after` changed of `before` as a Word document with tracked changes.

    Accepted, the changes give the paragraphs of `after`; rejected, those of `before`.
    A paragraph that moved is taken out and put in. Page furniture and empty lines are
    left out. An existing file is replaced; the same input gives the same file.

    Raises `CnpolicyError` without python-docx or rapidfuzz (extras `docx`, `compare`),
    `TypeError` for anything but documents, `OSError` if the file cannot be written.
    """
    expect(before, Document, "to_redline")
    expect(after, Document, "to_redline")
    if not hasattr(path, "write"):
        expect_path(path, "to_redline")
    data = redline(before, after)
    if isinstance(path, str | os.PathLike):
        write_whole(Path(path), data)
    else:
        path.write(data)


def redline(before: Document, after: Document) -> bytes:
    """Return the bytes of the file that `to_redline` writes."""
    old, new = list(_lines(before)), list(_lines(after))
    title = after.identity.title or before.identity.title or ""
    parts = _changed(old, new, _in_order(old, new))
    return new_document(title, parts, _TEXT, landscape=False)


def _lines(document: Document) -> Iterator[_Line]:
    """Yield what stands in a document, paragraph by paragraph, without recursion."""
    stack: list[tuple[Node, int]] = [(document, 0)]
    while stack:
        node, depth = stack.pop()
        if isinstance(node, Table):
            for row in node.children:
                if isinstance(row, Row):
                    yield from _row(row)
        elif isinstance(node, Branch):
            stack.extend((child, depth + 1) for child in reversed(node.children))
        elif isinstance(node, Leaf) and not isinstance(node, Blank | Furniture):
            yield from _leaf(node, depth)


def _row(row: Row) -> Iterator[_Line]:
    """Yield a row of a table as a line; one without words is none."""
    cells = [" ".join(cell.value.split()) for cell in row.cells]
    if any(cells):
        yield _Line("\t".join(cells), _TEXT, centred=False)


def _leaf(leaf: Leaf, depth: int) -> Iterator[_Line]:
    """Yield a leaf as a line; its own line breaks are those of a layout."""
    words = "".join(part.strip() for part in LINE_END.split(leaf.text))
    if not words:
        return
    centred = isinstance(leaf, Title)
    typeface = _TITLE if centred else _TEXT
    if isinstance(leaf, Heading | BoxHeading):
        typeface = _HEADING if depth <= _TOP else _SUBHEADING
    yield _Line(words, typeface, centred)


_TOP = 2
"""How deep a heading of the first rank stands: in a section of the document."""


def _in_order(old: Sequence[_Line], new: Sequence[_Line]) -> list[Pair]:
    """Pair the lines of two versions; no pair crosses another.

    Of pairs that cross, as many as can be are kept (the longest row of them that rises
    on both sides).
    """
    pairs = align(
        [Wording((), "", line.words) for line in old],
        [Wording((), "", line.words) for line in new],
        LEAST_ALIKE,
    )
    ends: list[int] = []  # the lowest right end of a row of each length
    last: list[int] = []  # the pair that it ends with
    before: list[int] = []  # for each pair, the one before it in its row
    for number, pair in enumerate(pairs):
        at = bisect_left(ends, pair.right)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1] = [pair.right]
        last[at : at + 1] = [number]
    kept: list[Pair] = []
    number = last[-1] if last else -1
    while number >= 0:
        kept.append(pairs[number])
        number = before[number]
    return kept[::-1]


def _changed(
    old: Sequence[_Line], new: Sequence[_Line], pairs: Sequence[Pair]
) -> Iterator[_Element]:
    """Yield the paragraphs of both versions, each change with a number of its own."""
    changes = count(1)
    left = right = 0
    for pair in [*pairs, Pair(len(old), len(new), 1.0)]:
        for line in old[left : pair.left]:
            yield _whole(line, "del", changes)
        for line in new[right : pair.right]:
            yield _whole(line, "ins", changes)
        if pair.left < len(old):
            yield _mended(old[pair.left].words, new[pair.right], changes)
        left, right = pair.left + 1, pair.right + 1


def _whole(line: _Line, kind: str, changes: Iterator[int]) -> _Element:
    """Return a paragraph that was put in or taken out, its end as well."""
    made = _paragraph(line, [_tracked(line.words, line.typeface, kind, changes)])
    properties = made.find(qualified("pPr"))
    assert properties is not None
    properties.append(element("rPr", _mark(kind, changes)))
    return made


def _mended(before: str, line: _Line, changes: Iterator[int]) -> _Element:
    """Return a paragraph that stayed, with the words that changed in it."""
    after, typeface = line.words, line.typeface
    runs: list[_Element] = []
    for stretch in differences(before, after):
        gone = before[slice(*stretch.left)]
        here = after[slice(*stretch.right)]
        if stretch.equal and gone == here:
            runs.append(run(here, typeface))
            continue
        if gone:
            runs.append(_tracked(gone, typeface, "del", changes))
        if here:
            runs.append(_tracked(here, typeface, "ins", changes))
    return _paragraph(line, runs)


def _paragraph(line: _Line, runs: Sequence[_Element]) -> _Element:
    """Return a paragraph: a title in the middle, other words two characters in."""
    if line.centred:
        return paragraph("center", *runs, space=160)
    indent = element("ind", firstLineChars=200, firstLine=20 * _TEXT.half_points)
    return paragraph("both", *runs, indent=indent)


def _tracked(
    words: str, typeface: Typeface, kind: str, changes: Iterator[int]
) -> _Element:
    """Return words as put in (`ins`) or taken out (`del`)."""
    made = run(words, typeface)
    if kind == "del":
        for text in made.iter(qualified("t")):
            text.tag = qualified("delText")
    change = _mark(kind, changes)
    change.append(made)
    return change


def _mark(kind: str, changes: Iterator[int]) -> _Element:
    """Return the mark of a change; without a date, so that equal input gives equal
    files."""
    return element(kind, id=next(changes), author=_AUTHOR)
