"""Chunks as every framework takes them: a text, and flat metadata.

In: a document, and how to cut it. Out: chunks with their metadata: words and whole
numbers, as vector stores keep them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import field, frozen

from cnpolicy.analysis.chunks import By, chunks
from cnpolicy.export.records.records import to_records
from cnpolicy.model.nodes import Document
from cnpolicy.model.results.chunks import Chunk

_TEXTS = frozenset(["text", "content", "header", "overlap"])
"""What the text of a piece has already."""


@frozen
class Cut:
    """How documents are cut: the arguments of `chunks`."""

    by: By = "section"
    """What a chunk may hold."""

    max_size: int = 1200
    """The longest text of a chunk, by `length`."""

    min_size: int | None = None
    """The shortest that a cut leaves; None for a tenth of `max_size`."""

    overlap: int = 0
    """How much of the end of a chunk the next one repeats."""

    length: Callable[[str], int] = field(default=len, eq=False)
    """What measures a text."""

    def pieces(self, document: Document) -> Iterator[Piece]:
        """Yield the pieces of a document in order; their spans partition its text."""
        found = chunks(
            document,
            by=self.by,
            max_size=self.max_size,
            min_size=self.min_size,
            overlap=self.overlap,
            length=self.length,
        )
        for chunk, record in zip(found, to_records(found), strict=True):
            told = {
                key: value
                for key, value in record.items()
                if value is not None and key not in _TEXTS
            }
            yield Piece(chunk, told)


@frozen
class Piece:
    """A chunk with what a store keeps beside its text."""

    chunk: Chunk
    """The chunk; `content` is what to embed."""

    metadata: dict[str, str | int]
    """Its record (docs/records.md) without its texts and without what is missing:
    `context`, `path`, `kind`, `bodies`, `page`, `start`, `end` …"""
