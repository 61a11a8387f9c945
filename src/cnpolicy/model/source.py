"""What a file states about its own text.

In: nothing. Out: attrs classes, frozen, whose spans are places in the text that a
reader took from a file. What stands here is known and not guessed: where Word ends a
paragraph, which cells a web page merges, where a page ends. `parse(source)` builds on
it; of a bare text it has to be inferred.
"""

from __future__ import annotations

from attrs import frozen

from cnpolicy.model.spans import Span


@frozen
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


@frozen
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


@frozen
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


@frozen
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


@frozen
class SourcePage:
    """One page of a file that has pages (PDF, OFD)."""

    span: Span
    """Its text; empty for a page without any."""

    number: int
    """Which page of the file it is, from 1."""

    furniture: tuple[Span, ...] = ()
    """Its running heads, its running feet and its page number, in order."""


@frozen
class SourceFootnote:
    """A footnote or endnote, which is not part of the text it belongs to."""

    offset: int
    """Where in the text its sign would stand."""

    text: str
    """All of its words."""

    where: str
    """Its place in the file, as in `Origin.where`."""


@frozen
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
