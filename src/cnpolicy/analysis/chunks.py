"""Chunks: a document in pieces for retrieval, each with the headings above it.

In: a document, and how long a piece may be. Out: `Chunk`s that together are its text:
joined, they are `unparse(document)`, nothing twice and nothing lost. A heading stays
with the text it heads, a box and a table row stay whole where they fit, and a paragraph
is cut at the end of a sentence, only if it is longer than a chunk may be.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import Literal, get_args

from cnpolicy.analysis.chunk_packing import packed
from cnpolicy.analysis.chunk_units import (
    Size,
    TableHeaders,
    last_words,
    open_measures,
    open_sections,
    units_of,
    without_long,
)
from cnpolicy.analysis.clause_coverage import clause_coverage, scope_of
from cnpolicy.analysis.heading_paths import heading_line
from cnpolicy.analysis.provisions import provisions
from cnpolicy.annotation.document_text import (
    DocumentText,
    LeafInContext,
    TreePath,
    document_text,
    table_of,
)
from cnpolicy.annotation.targets.targets import targets
from cnpolicy.model.arguments import expect
from cnpolicy.model.nodes import (
    Addressees,
    Attachment,
    AttachmentLine,
    Box,
    BoxHeading,
    Branch,
    Caption,
    Document,
    DocumentNumber,
    Heading,
    IssueDate,
    Notice,
    Publicity,
    Section,
    Signature,
    Table,
    Title,
    unparse,
)
from cnpolicy.model.provenance import Provenance
from cnpolicy.model.responsibilities import Responsibility
from cnpolicy.model.results.chunks import Chunk, ChunkKind
from cnpolicy.model.results.result_tuple import Results
from cnpolicy.model.results.targets import Target
from cnpolicy.model.spans import Span

By = Literal["section", "measure", "size"]
"""What a chunk may hold: text of one section, one measure, or whatever fits."""


def chunks(
    document: Document,
    *,
    by: By = "section",
    max_size: int = 1200,
    min_size: int | None = None,
    overlap: int = 0,
    length: Callable[[str], int] = len,
    max_chars: int | None = None,
) -> Results[Chunk]:
    """Cut a document into chunks of at most `max_size`.

    Law: the texts of the chunks, joined, are `unparse(document)`. Time is proportional
    to the length of the text (if `length` is).

    `by` tells what may share a chunk. "section": paragraphs of one section, never two
    sections side by side. "measure": one measure of `tasks`, however short. "size":
    neighbours of any section while they fit, chapters being parted first.

    Sizes are what `length` says of a text: characters, or the tokens of a model, as
    `lambda text: len(tokenizer.encode(text))`. `max_size` bounds `Chunk.text`; what
    `Chunk.content` puts before it comes on top. A cut leaves no piece below `min_size`
    where another place to cut is there (without it a tenth of `max_size`); a section
    that is shorter is a chunk all the same. `overlap` is how much of the end of a chunk
    is repeated in `Chunk.overlap` of the next one of the same section, from the
    beginning of a sentence if one begins there. `max_chars` is another name for a
    `max_size` in characters.

    Raises `ValueError` if `max_size` is below 1, `min_size` not between 0 and
    `max_size`, `overlap` not between 0 and `max_size`, or `by` none of these.
    """
    expect(document, Document, "chunks")
    if max_chars is not None:
        max_size, length = max_chars, len
    least = max_size // 10 if min_size is None else min_size
    _check(by, max_size, least, overlap)
    source = document_text(document)
    size = _size(source.text, length)
    headers = TableHeaders()
    units = units_of(source, headers)
    if by == "section":
        open_sections(units)
    elif by == "measure":
        open_measures(units, _measures(document))
    least = max(least, min(2, max_size // 2))  # a single character is no chunk
    short = list(without_long(units, source.text, size, max_size, least))
    ranges = list(packed(short, size, max_size, least))
    opened = {unit.start for unit in short if unit.opens}
    maker = _Maker(document, source, headers)
    return Results(maker.make(ranges, opened, size, overlap), Chunk)


def _check(by: object, most: int, least: int, overlap: int) -> None:
    """Refuse sizes that cannot be kept."""
    if by not in get_args(By):
        raise ValueError(f"by must be one of {', '.join(get_args(By))}, not {by!r}")
    if most < 1:
        raise ValueError(f"max_size must be at least 1, not {most}")
    if not 0 <= least <= most:
        raise ValueError(f"min_size must be from 0 to max_size, not {least}")
    if not 0 <= overlap < most:
        raise ValueError(f"overlap must be from 0 to below max_size, not {overlap}")


def _size(text: str, length: Callable[[str], int]) -> Size:
    """Return what tells the size of a stretch of the text."""
    if length is len:
        return lambda start, end: end - start
    return lambda start, end: length(text[start:end])


def _measures(document: Document) -> list[Span]:
    """Return where the measures of a document stand, cut as `tasks` cuts them."""
    cuts = [offset for one in document.responsibilities for offset in scope_of(one)]
    return [one.span for one in provisions(document, cuts)[1]]


# -------------------------------------------------------------------------- the chunks

_DIGEST = 12


class _Maker:
    """Makes chunks of ranges."""

    def __init__(
        self, document: Document, source: DocumentText, headers: TableHeaders
    ) -> None:
        """Make chunks of `document`."""
        self._document = document
        self._headers = headers
        self._source = source
        self._passages = source.passages
        self._starts = [passage.start for passage in source.passages]
        self._clauses = document.responsibilities
        self._territories = clause_coverage(self._clauses)
        self._territory_ends = [territory.end for territory in self._territories]
        self._targets = sorted(targets(document), key=lambda item: item.quantity)
        self._target_starts = [item.quantity.start for item in self._targets]
        self._identity = document.identity
        number = self._identity.doc_number
        self._name = (self._identity.title or "") + (f"（{number}）" if number else "")
        data = source.text.encode("utf-8", "surrogatepass")
        self._digest = hashlib.sha256(data).hexdigest()[:_DIGEST]

    def make(
        self, ranges: list[Span], opened: set[int], size: Size, overlap: int
    ) -> Iterator[Chunk]:
        """Yield the chunks of ranges; those at `opened` repeat nothing of the last."""
        text, starts = self._source.text, [span.start for span in ranges]
        for at, span in enumerate(ranges):
            passages = self._passages_of(span)
            chain = _chain(passages)
            path = tuple(words for place in chain if (words := heading_line(place)))
            around = [
                place
                for place in chain
                if isinstance(place.node, _PARTS) and place.start <= span.start
            ]
            again = ""
            if overlap and at and span.start not in opened:
                again = last_words(text, ranges[at - 1], size, overlap)
            yield Chunk(
                text=span.of(text),
                path=path,
                context=" > ".join(part for part in (self._name, *path) if part),
                kind=_kind(passages),
                span=span,
                id=self._id(span),
                parent=self._parent(around, span, ranges, starts),
                section=around[-1].span if around else None,
                size=size(*span),
                header=self._header(passages, span),
                overlap=again,
                document=self._identity,
                origin=self._origin_of(span),
                responsibilities=self._responsibilities_of(span),
                targets=self._targets_of(span),
            )

    def _origin_of(self, span: Span) -> Provenance | None:
        """Where a range stands in the file; None for a bare text."""
        document = self._document
        return document.origin_of(span) if document.source is not None else None

    def _id(self, span: Span) -> str:
        """The name of the chunk at a place."""
        return f"{self._digest}-{span.start}-{span.end}"

    def _parent(
        self,
        around: list[TreePath],
        span: Span,
        ranges: list[Span],
        starts: list[int],
    ) -> str | None:
        """The chunk with the innermost heading above that stands in another chunk."""
        for place in reversed(around):
            if place.start < span.start:
                return self._id(ranges[bisect_right(starts, place.start) - 1])
        return None

    def _passages_of(self, span: Span) -> list[LeafInContext]:
        """Return the leaves that a range holds or cuts."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        last = bisect_left(self._starts, span.end)
        return [p for p in self._passages[first:last] if p.end > span.start]

    def _header(self, passages: list[LeafInContext], span: Span) -> str:
        """Return the header of the table that a range goes on with, if any."""
        table = table_of(passages[0]) if passages else None
        if table is None or table.start >= span.start:
            return ""
        if self._headers.holds(passages[0]):
            return ""
        return "".join(map(unparse, self._headers.of(table)))

    def _responsibilities_of(self, span: Span) -> tuple[Responsibility, ...]:
        """Return the clauses that govern a part of a range."""
        owners: set[int] = set()
        at = bisect_right(self._territory_ends, span.start)
        while at < len(self._territories) and self._territories[at].start < span.end:
            owners.add(self._territories[at].owner)
            at += 1
        return tuple(self._clauses[owner] for owner in sorted(owners))

    def _targets_of(self, span: Span) -> tuple[Target, ...]:
        """Return the targets whose figures begin in a range."""
        first = bisect_left(self._target_starts, span.start)
        last = bisect_left(self._target_starts, span.end)
        return tuple(self._targets[first:last])


_PARTS = (Section, Box, Attachment, Notice)


_FRAME = (
    Title,
    DocumentNumber,
    Addressees,
    Signature,
    IssueDate,
    Publicity,
    AttachmentLine,
)


def _kind(passages: list[LeafInContext]) -> ChunkKind:
    """Tell what leaves are: one kind of thing, or text."""
    if not passages:
        return ChunkKind.FURNITURE
    if all(_inside(passage.place, Box) for passage in passages):
        return ChunkKind.BOX
    if all(
        _inside(passage.place, Table) or isinstance(passage.leaf, Caption)
        for passage in passages
    ):
        return ChunkKind.TABLE
    if all(isinstance(passage.leaf, _FRAME) for passage in passages):
        return ChunkKind.FRAME
    if all(_inside(passage.place, Notice) for passage in passages):
        return ChunkKind.NOTICE
    return ChunkKind.TEXT


def _inside(place: TreePath, kind: type[Branch]) -> bool:
    """Tell whether a place lies in a branch of some kind."""
    return any(isinstance(around.node, kind) for around in place.upward())


def _chain(passages: list[LeafInContext]) -> list[TreePath]:
    """Return the branches that hold all of these leaves, from the top down.

    A heading that opens a chunk is above what follows it, so that the chunk of
    三、 and its （四） stands under both.
    """
    first = 0
    while first + 1 < len(passages) and _heads(passages[first], passages[first + 1]):
        first += 1
    common: list[TreePath] | None = None
    for passage in passages[first:]:
        chain = [*passage.place.upward()][::-1]
        if common is None:
            common = chain
        else:
            same = 0
            while same < min(len(common), len(chain)) and common[same] is chain[same]:
                same += 1
            del common[same:]
    return common or []


def _heads(passage: LeafInContext, after: LeafInContext) -> bool:
    """Tell whether a leaf is the heading of a branch that the next leaf lies in."""
    if not isinstance(passage.leaf, Heading | BoxHeading):
        return False
    return any(place is passage.place for place in after.place.upward())
