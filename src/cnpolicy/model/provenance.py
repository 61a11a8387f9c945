"""Where a document comes from, and where a piece of it stands in its file.

Defines `DocumentIdentity`, by which a document is told from others in a table of many,
and `Provenance`, the way from a span back to a page, a paragraph, an XPath.
"""

from __future__ import annotations

import datetime
from pathlib import PurePath
from typing import Any

from attrs import frozen

from cnpolicy.model.metadata import Metadata
from cnpolicy.model.short_repr import shown
from cnpolicy.model.source import Source, SourceBox
from cnpolicy.model.spans import Span


@shown
@frozen(repr=False)
class DocumentIdentity:
    """By what a document is known: `“十四五”…规划`, 国发〔2021〕20号, plan.pdf."""

    title: str | None = None
    """Its title, or that of its notice; that of the page or the file it came in where
    it has none; None without any."""

    doc_number: str | None = None
    """文号; None without one."""

    issuers: tuple[str, ...] = ()
    """Who signs it."""

    date: datetime.date | None = None
    """成文日期; None without one."""

    file: str | None = None
    """The path of its file; None for a text that came without one."""

    from_carrier: tuple[str, ...] = ()
    """Which of these the document does not say itself: the names of the fields that
    the page or the name of the file filled."""


@shown
@frozen(repr=False)
class Provenance:
    """Where a piece of a text stands in its file: page 3 of plan.pdf."""

    span: Span
    """The piece, in the text that was parsed."""

    file: str | None = None
    """The path of the file; None for a text that came without one."""

    places: tuple[str, ...] = ()
    """Its places in the file in order, each once: an XPath (HTML, DOCX), `page 3` (PDF,
    OFD), a line and column (Markdown), `file` (plain text). Empty without a file, and
    for what the reader put there itself."""

    pages: tuple[int, ...] = ()
    """The pages it stands on, from 1; empty if the format has none."""

    boxes: tuple[SourceBox, ...] = ()
    """The box around its lines on each page, in points from the upper left corner;
    empty if the file does not tell."""

    @property
    def page(self) -> int | None:
        """The page it begins on, from 1; None if the format has none."""
        return self.pages[0] if self.pages else None

    @property
    def place(self) -> str | None:
        """The place it begins at; None if there is none."""
        return self.places[0] if self.places else None


def identity_of(
    own: Metadata, carrier: Metadata | None, source: Source | None
) -> DocumentIdentity:
    """Return by what a document is known: what it says, and else what its carrier says.

    The name of its file is the last that it can be called by.
    """
    other = carrier or Metadata()
    file = source.file if source is not None else None
    name = PurePath(file).stem if file else None
    found: dict[str, tuple[Any, Any]] = {
        "title": (own.title or own.notice_title, other.title or name),
        "doc_number": (own.doc_number, other.doc_number),
        "issuers": (own.issuers, other.issuers),
        "date": (own.date, other.date),
    }
    filled = tuple(key for key, (said, given) in found.items() if given and not said)
    known = {key: said or given for key, (said, given) in found.items()}
    return DocumentIdentity(**known, file=file, from_carrier=filled)


def provenance_of(source: Source | None, span: Span) -> Provenance:
    """Return where a piece of a text stands in the file it is of."""
    if source is None:
        return Provenance(span)
    origins = source.origins_in(span)
    places = dict.fromkeys(origin.where for origin in origins)
    pages = dict.fromkeys(one.page for one in origins if one.page is not None)
    boxes = source.boxes_in(span) if pages else ()
    return Provenance(span, source.file, tuple(places), tuple(pages), boxes)
