"""What a reader gives back.

In: the pieces of text a reader finds, in order. Out: `Source`: the text, what the
carrier states about the document, the source map (`Origin`), what the format states
about the text (`Structure`), and `Note` for everything that was in the file and is not
in the text. The classes stand in `model.source`; here they are filled.
"""

from collections.abc import Mapping

from attrs import evolve

from cnpolicy.model.notes import NOTES, Note, NoteText
from cnpolicy.model.source import (
    Kind,
    Origin,
    Source,
    SourceFootnote,
    SourcePage,
    SourceParagraph,
    SourceTable,
    Structure,
)
from cnpolicy.model.spans import Span
from cnpolicy.readers import limits
from cnpolicy.readers.refusals import refused

__all__ = [
    "NOTES",
    "Kind",
    "Meter",
    "Note",
    "NoteText",
    "Origin",
    "Source",
    "SourceBuilder",
]

# Words of a note: enough to recognise the place, not enough to be a second text.
_DETAIL_CHARS = 60
# What people wrote beside the text is given in full.
_WHOLE = frozenset({"footnote", "comment"})


class Meter:
    """Counts the characters that a reader makes, and ends it at the cap.

    What a file says once (a number, a footnote, a template) may come a thousand times.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._taken = 0
        self._most = limits.scaled(limits.MAX_TEXT_CHARS)

    def take(self, chars: int) -> None:
        """Count `chars` characters. Raises `ReadError` beyond `MAX_TEXT_CHARS`."""
        self._taken += chars
        if self._taken > self._most:
            raise refused("characters", self._most)


class SourceBuilder:
    """Collects the pieces of a text and keeps their offsets.

    Raises `ReadError` where text and notes together outgrow `MAX_TEXT_CHARS`.
    """

    def __init__(self) -> None:
        """Begin with an empty text."""
        self._pieces: list[str] = []
        self._origins: list[Origin] = []
        self._notes: list[Note] = []
        self._length = 0
        self._meter = Meter()
        self._paragraphs: list[SourceParagraph] = []
        self._wraps: list[int] = []
        self._tables: list[SourceTable] = []
        self._pages: list[SourcePage] = []
        self._footnotes: list[SourceFootnote] = []

    @property
    def length(self) -> int:
        """How many characters were added."""
        return self._length

    def add(
        self,
        text: str,
        where: str | None = None,
        *,
        synthetic: bool = False,
        outline_level: int | None = None,
    ) -> None:
        """Add `text`, found at `where`; without a place it is the reader's own."""
        if not text:
            return
        start = self._length
        self._meter.take(len(text))
        self._pieces.append(text)
        self._length += len(text)
        if where is None:
            return
        last = self._origins[-1] if self._origins else None
        if (
            last is not None
            and last.span.end == start
            and last.where == where
            and last.synthetic == synthetic
            and last.outline_level == outline_level
        ):
            span = Span(last.span.start, self._length)
            self._origins[-1] = Origin(span, where, synthetic, outline_level)
        else:
            span = Span(start, self._length)
            self._origins.append(Origin(span, where, synthetic, outline_level))

    def note(self, code: str, where: str, detail: str = "") -> None:
        """Note that something of the file is not in the text here."""
        self._meter.take(len(detail))
        words = detail = " ".join(detail.split())
        if len(detail) > _DETAIL_CHARS and code not in _WHOLE:
            detail = detail[:_DETAIL_CHARS] + "…"
        self._notes.append(Note(code, self._length, where, detail, words))

    def footnote(self, where: str, words: str) -> None:
        """Keep the words of a footnote whose sign would stand here, and note it."""
        self._footnotes.append(SourceFootnote(self._length, words, where))
        self.note("footnote", where, words)

    def end_paragraph(
        self, start: int, heading_level: int | None = None, number: int = 0
    ) -> None:
        """State that what was added since the offset `start` is a paragraph.

        `number` characters at its beginning are its automatic number.
        """
        if start < self._length:
            own = Span(start, start + number) if number else None
            span = self.last_span(start)
            self._paragraphs.append(SourceParagraph(span, heading_level, own))

    def add_source(self, source: Source, where: str) -> None:
        """Add a document that stands inside another one, at `where` of it."""
        by = self._length
        place = 0
        for origin in source.origins:
            start, end = origin.span
            self.add(source.text[place:start])
            self.add(
                source.text[start:end],
                f"{where} {origin.where}",
                synthetic=origin.synthetic,
                outline_level=origin.outline_level,
            )
            place = end
        self.add(source.text[place:])
        for note in source.notes:
            self._meter.take(len(note.words))
            self._notes.append(
                evolve(note, offset=by + note.offset, where=f"{where} {note.where}")
            )
        stated = source.structure
        self._paragraphs += [_moved_paragraph(one, by) for one in stated.paragraphs]
        self._wraps += [by + wrap for wrap in stated.wraps]
        self._tables += [_moved_table(one, by) for one in stated.tables]
        self._footnotes += [
            evolve(one, offset=by + one.offset, where=f"{where} {one.where}")
            for one in stated.footnotes
        ]

    def mark_wrap(self) -> None:
        """State that the line end which is added next is layout only."""
        self._wraps.append(self._length)

    def end_table(self, table: SourceTable) -> None:
        """State that a table was added."""
        self._tables.append(table)

    def end_page(self, page: SourcePage) -> None:
        """State that a page was added."""
        self._pages.append(page)

    def last_span(self, start: int) -> Span:
        """Return the span since `start`, that of the last origin if it is the same."""
        span = Span(start, self._length)
        last = self._origins[-1].span if self._origins else None
        return last if last == span else span

    def build(self, kind: Kind, metadata: Mapping[str, str] | None = None) -> Source:
        """Return everything that was added as a `Source`."""
        return Source(
            text="".join(self._pieces),
            kind=kind,
            metadata=metadata or {},
            origins=tuple(self._origins),
            notes=tuple(self._notes),
            structure=Structure(
                tuple(self._paragraphs),
                tuple(self._wraps),
                tuple(self._tables),
                tuple(self._pages),
                tuple(self._footnotes),
            ),
        )


def _moved(span: Span, by: int) -> Span:
    """Return a place moved by `by` characters."""
    return Span(span.start + by, span.end + by)


def _moved_paragraph(paragraph: SourceParagraph, by: int) -> SourceParagraph:
    """Return a paragraph of a text that stands inside another one."""
    number = paragraph.number and _moved(paragraph.number, by)
    return evolve(paragraph, span=_moved(paragraph.span, by), number=number)


def _moved_table(table: SourceTable, by: int) -> SourceTable:
    """Return a table of a text that stands inside another one."""
    rows = tuple(
        evolve(
            row,
            span=_moved(row.span, by),
            cells=tuple(evolve(cell, span=_moved(cell.span, by)) for cell in row.cells),
        )
        for row in table.rows
    )
    return evolve(table, rows=rows)
