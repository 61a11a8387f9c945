"""What a reader takes from a file, and what the file states about its own text.

Defines attrs classes, frozen, whose spans are places in the text that a reader took
from a file. What stands in a `Structure` is known and not guessed: where Word ends a
paragraph, which cells a web page merges, where a page ends. `parse(source)` builds on
it; of a bare text it has to be inferred.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from enum import Enum
from typing import ClassVar, Protocol, TypeVar

from attrs import field, frozen

from cnpolicy.model.notes import Note
from cnpolicy.model.short_repr import shown
from cnpolicy.model.spans import Span


@shown
@frozen(repr=False)
class SourceParagraph:
    """A paragraph of the file: `<w:p>`, `<p>`, indented lines of an OFD page."""

    span: Span
    """Its characters, without the line end behind it. Line ends inside divide it as
    they do in any text, unless they are among `Structure.wraps`."""

    heading_level: int | None = None
    """Its level as a heading, 1 for the highest (Heading 1, `<h1>`, `#`); None for
    body text."""

    number: Span | None = None
    """The number that the file holds only as a rule (an automatic 一、), at the start
    of the span; None without one."""


@shown
@frozen(repr=False)
class SourceCell:
    """A cell that holds words: `市住建局`, which may reach over several rows."""

    span: Span
    """Its words, without the tabs around them."""

    column: int
    """The first column it stands in, from 0."""

    columns: int = 1
    """Over how many columns it reaches, to the right."""

    rows: int = 1
    """Over how many rows it reaches, downwards from its own; also over those of a table
    that goes on with its own."""


@shown
@frozen(repr=False)
class SourceRow:
    """One row of a table: `1⇥改造老旧小区⇥市住建局⇥2025年底`.

    It is one line of the text with a tab between two columns. A column without a cell
    here is empty, or a cell of an earlier row or column reaches into it.
    """

    span: Span
    """From its first character to its last, without the line end."""

    cells: tuple[SourceCell, ...]
    """Its cells that hold words, from left to right."""

    header: bool = False
    """Whether the file says that it names the columns (`w:tblHeader`, `<th>`,
    `<thead>`); False says nothing."""


@shown
@frozen(repr=False)
class SourceTable:
    """A table of data. One that only arranges a page is no table here."""

    rows: tuple[SourceRow, ...]
    """Its rows in order, at least one; rows without any words are left out."""

    continued: bool = False
    """Whether it goes on with the table before it: at the top of the next page."""

    @property
    def span(self) -> Span:
        """From the first character of its first row to the last one of its last."""
        return Span(self.rows[0].span.start, self.rows[-1].span.end)


@shown
@frozen(repr=False)
class SourceBox:
    """Where words stand on a page: a line, or a table.

    Coordinates are points (1/72 inch) from the upper left corner of the page.
    """

    span: Span
    """The words."""

    page: int
    """The page, from 1."""

    left: float
    """Left edge."""

    top: float
    """Upper edge."""

    right: float
    """Right edge."""

    bottom: float
    """Lower edge."""


@shown
@frozen(repr=False)
class SourcePage:
    """One page of a file that has pages (PDF, OFD)."""

    span: Span
    """Its text; empty for a page without any."""

    number: int
    """Which page of the file it is, from 1."""

    furniture: tuple[Span, ...] = ()
    """Its running heads, its running feet and its page number, in order."""

    boxes: tuple[SourceBox, ...] = ()
    """Where its lines and tables stand, in the order of the text; those are missing
    whose place the file does not tell."""


@shown
@frozen(repr=False)
class SourceFootnote:
    """A footnote or endnote, which is not part of the text it belongs to."""

    offset: int
    """Where in the text its sign would stand."""

    text: str
    """All of its words."""

    where: str
    """Its place in the file, as in `Origin.where`."""


@shown
@frozen(repr=False)
class Structure:
    """What a file states about its text, each kind in the order of the text."""

    paragraphs: tuple[SourceParagraph, ...] = ()
    """Its paragraphs outside tables. Empty if the format does not tell them (plain
    text): then paragraphs are inferred from the lines."""

    wraps: tuple[int, ...] = ()
    """Offsets of line ends that are layout only: the paragraph goes on behind them."""

    tables: tuple[SourceTable, ...] = ()
    """Its tables; they and the paragraphs do not overlap."""

    pages: tuple[SourcePage, ...] = ()
    """Its pages; empty if the format has none."""

    footnotes: tuple[SourceFootnote, ...] = ()
    """Its footnotes and endnotes."""


NOTHING_STATED = Structure()
"""The structure of a text that nothing is known of."""


_PAGE = re.compile(r"page (\d+)")


class Kind(Enum):
    """In which format a document came."""

    TEXT = "text"
    """Plain text in any encoding."""

    HTML = "html"
    """A web page."""

    DOCX = "docx"
    """Office Open XML, as Word and WPS save it."""

    PDF = "pdf"
    """PDF with a text layer."""

    OFD = "ofd"
    """OFD, the format of official documents of GB/T 33190."""

    MARKDOWN = "markdown"
    """Markdown, recognised by the name of the file only."""

    DOC = "doc"
    """.doc, .wps or .rtf, converted by LibreOffice."""

    ODT = "odt"
    """Text of OpenDocument, the format of official documents in Taiwan."""

    XLSX = "xlsx"
    """A workbook: task tables as they are published."""

    XLS = "xls"
    """An older workbook, converted by LibreOffice."""

    MHTML = "mhtml"
    """A web archive: a page with its pictures in one file."""

    MAIL = "mail"
    """A message with its attachments."""

    ZIP = "zip"
    """An archive of documents."""


@shown
@frozen(repr=False)
class Origin:
    """Where a piece of the text comes from: `一、` from the numbering of `w:p[3]`.

    Origins are in order and do not overlap. What none of them covers (the line ends,
    the tabs between cells) was put there by the reader.
    """

    span: Span
    """The piece of `Source.text`."""

    where: str
    """Its place in the file: an XPath (HTML, DOCX), a page (PDF, OFD), a line and
    column (Markdown), `file` (plain text)."""

    synthetic: bool = False
    """True for characters that the file does not hold: automatic numbers."""

    outline_level: int | None = None
    """Heading level that the file states (1 is the highest), None without one."""

    @property
    def page(self) -> int | None:
        """The page it stands on, from 1; None if the format has no pages."""
        found = _PAGE.fullmatch(self.where)
        return int(found[1]) if found else None


def _plain(metadata: Mapping[str, str]) -> dict[str, str]:
    """Copy the metadata, so that later changes of the caller's mapping have no
    effect."""
    return dict(metadata)


class _Placed(Protocol):
    """Something with a place in the text."""

    @property
    def span(self) -> Span:
        """Where it stands."""


_P = TypeVar("_P", bound=_Placed)


def _touched(placed: tuple[_P, ...], span: Span) -> tuple[_P, ...]:
    """Return those, of things in order, of which a part stands in `span`."""
    first = bisect_right(placed, span.start, key=lambda one: one.span.end)
    last = bisect_left(placed, span.end, key=lambda one: one.span.start)
    return placed[first:last]


@shown
@frozen(repr=False)
class Source:
    """The text of one file with its source map: what `read` returns."""

    SHOWN: ClassVar = ("file", "kind")

    text: str
    """The text for `parse`: one paragraph a line, the cells of a table row divided by
    tabs. Text files are given as they are."""

    kind: Kind
    """The format that was found in the bytes."""

    metadata: Mapping[str, str] = field(factory=dict, converter=_plain, hash=False)
    """What the carrier states in its own words (索引号, 发文机构, 发布日期); the names
    of file properties begin with 文件. Empty if it states nothing."""

    origins: tuple[Origin, ...] = ()
    """The source map, in order."""

    notes: tuple[Note, ...] = ()
    """What was left out or moved, in the order of the file."""

    structure: Structure = NOTHING_STATED
    """What the format states about the text: paragraphs, tables, pages."""

    file: str | None = field(eq=False, default=None, kw_only=True)
    """The path that `read` was given; None for bytes."""

    def origin_at(self, offset: int) -> Origin | None:
        """Return the origin of the character at `offset`, None for the reader's own."""
        at = bisect_right(self.origins, offset, key=lambda origin: origin.span.start)
        if at == 0:
            return None
        origin = self.origins[at - 1]
        return origin if offset < origin.span.end else None

    def boxes_in(self, span: Span) -> tuple[SourceBox, ...]:
        """Return the boxes of which a part stands in `span`: one for each page.

        It is the box around the lines and tables there.
        """
        found = []
        for page in _touched(self.structure.pages, span):
            there = _touched(page.boxes, span)
            if there:
                found.append(
                    SourceBox(
                        Span(there[0].span.start, there[-1].span.end),
                        page.number,
                        min(box.left for box in there),
                        min(box.top for box in there),
                        max(box.right for box in there),
                        max(box.bottom for box in there),
                    )
                )
        return tuple(found)

    def origins_in(self, span: Span) -> tuple[Origin, ...]:
        """Return the origins of which a part stands in `span`, in order."""
        return _touched(self.origins, span)
