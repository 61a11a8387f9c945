"""Chunks: a document in pieces for retrieval, each with the headings above it.

In: a document. Out: `Chunk`s that together are its text: joined, they are
`unparse(document)`, nothing twice and nothing lost. A heading stays with the text it
heads, a box and a table stay whole where they fit, and a paragraph is cut at the end
of a sentence, only if it is longer than a chunk may be.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from cnpolicy.analysis.clause_coverage import clause_coverage
from cnpolicy.analysis.provisions import heading_of
from cnpolicy.annotation.document_text import (
    DocumentText,
    LeafInContext,
    TreePath,
    document_text,
)
from cnpolicy.annotation.targets.targets import targets
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.chunks import Chunk, ChunkKind
from cnpolicy.model.nodes import (
    Addressees,
    Attachment,
    AttachmentLine,
    Blank,
    Box,
    BoxHeading,
    Branch,
    Caption,
    Cell,
    Document,
    DocumentNumber,
    Furniture,
    Heading,
    IssueDate,
    Leaf,
    Node,
    Notice,
    Paragraph,
    Publicity,
    Signature,
    Table,
    Title,
)
from cnpolicy.model.responsibilities import Responsibility
from cnpolicy.model.spans import Span
from cnpolicy.model.targets import Target


def chunks(document: Document, *, max_chars: int = 1200) -> tuple[Chunk, ...]:
    """Cut a document into chunks of at most `max_chars` characters.

    Law: the texts of the chunks, joined, are `unparse(document)`. Neighbours in the
    same section share a chunk while they fit; chunks do not overlap. A heading is
    followed by its text, unless headings alone fill a chunk.

    Raises `ValueError` if `max_chars` is below 1.
    """
    if max_chars < 1:
        raise ValueError(f"max_chars must be at least 1, not {max_chars}")
    source = document_text(document)
    ranges = _Cutter(source.text, max_chars).cut(document)
    return tuple(_Maker(document, source).make(ranges))


# ----------------------------------------------------------------------------- cutting

_SENTENCE = lazy(r"[。！？!?；;][”’」』）)]*\s*")
_CLAUSE = lazy(r"[，,、：:\r\n][”’」』）)]*")
_ANNOUNCES = lazy(r"[：:]\s*$")
# A cell that may be the number of a row is not longer.
LONGEST_NUMBER = 6


class _Cutter:
    """Cuts a tree into ranges of its text."""

    def __init__(self, text: str, most: int) -> None:
        """Cut `text` into ranges of at most `most` characters."""
        self._text = text
        self._most = most
        self._lengths: dict[int, int] = {}

    def cut(self, root: Branch) -> list[Span]:
        """Return the ranges of a tree, in order; together they are its text."""
        self._measure(root)
        return [span for span in self._pack(root, 0, 0) if span.start < span.end]

    def _measure(self, node: Node) -> int:
        """Note the length of every branch."""
        if isinstance(node, Leaf):
            return len(node.text)
        length = sum(self._measure(child) for child in node.children)
        self._lengths[id(node)] = length
        return length

    def _length(self, node: Node) -> int:
        """Return the number of characters of a node."""
        return len(node.text) if isinstance(node, Leaf) else self._lengths[id(node)]

    def _pack(self, branch: Branch, start: int, head: int) -> list[Span]:
        """Cut a branch that begins at `start`, behind `head` characters of headings.

        The first range begins at those headings. A range is filled with what follows
        in the same branch while it fits.
        """
        done: list[Span] = []
        first = start - head  # where the open range begins
        bound = first  # up to where it must not be cut off: headings wait for text
        at = start
        for child in branch.children:
            end = at + self._length(child)
            empty = isinstance(child, Blank | Furniture)
            if empty and first == at and done and end - done[-1].start <= self._most:
                done[-1] = Span(done[-1].start, end)  # behind what a range ends with
                first = bound = at = end
                continue
            if end - first > self._most and bound > first:
                done.append(Span(first, bound))
                first = bound
            if end - first > self._most:
                if isinstance(child, Leaf):
                    pieces = list(self._sentences(first, at, end))
                    first = bound = pieces.pop().start
                    done += pieces
                else:
                    first = self._shorten(first, at, done)
                    done += self._pack(child, at, at - first)
                    first = bound = end  # the end of a long part is a good place
            # Blank lines behind a heading wait with it.
            if bound == at if empty else not _waits(child, self._most):
                bound = end
            at = end
        done.append(Span(first, at))
        return done

    def _shorten(self, first: int, at: int, done: list[Span]) -> int:
        """Cut off headings that alone fill a range; return where the rest begins."""
        while at - first >= self._most:
            done.append(Span(first, first + self._most))
            first += self._most
        return first

    def _sentences(self, first: int, at: int, end: int) -> Iterator[Span]:
        """Cut headings from `first` and a paragraph from `at` to `end`."""
        while end - first > self._most:
            limit = first + self._most
            cut = self._last(_SENTENCE, max(first, at), limit)
            cut = cut or self._last(_CLAUSE, max(first, at), limit) or limit
            yield Span(first, cut)
            first = cut
        yield Span(first, end)

    def _last(self, sign: re.Pattern[str], start: int, limit: int) -> int:
        """Return the last end of a sentence in a stretch; 0 without any."""
        last = 0
        for match in sign.finditer(self._text, start, limit):
            last = match.end()
        return last


def _waits(node: Node, most: int) -> bool:
    """Tell whether a node must not be parted from what follows it."""
    if isinstance(node, Heading):
        words = node.text.strip()
        marker = len(node.marker.text) if node.marker else 0
        return len(words) <= marker + len(node.title or "") + 2
    if isinstance(node, Paragraph):
        return len(node.text) * 2 < most and bool(_ANNOUNCES.search(node.text))
    if isinstance(node, Cell):
        # The number of a row is not parted from its task.
        return len(node.value) <= LONGEST_NUMBER
    return isinstance(node, BoxHeading | Caption | Title)


# -------------------------------------------------------------------------- the chunks


class _Maker:
    """Makes chunks of ranges."""

    def __init__(self, document: Document, source: DocumentText) -> None:
        """Make chunks of `document`."""
        self._source = source
        self._passages = source.passages
        self._starts = [passage.start for passage in source.passages]
        self._clauses = document.responsibilities
        self._territories = clause_coverage(self._clauses)
        self._territory_ends = [territory.end for territory in self._territories]
        self._targets = sorted(targets(document), key=lambda item: item.quantity)
        self._target_starts = [item.quantity.start for item in self._targets]
        meta = document.metadata
        name = meta.title or meta.notice_title or ""
        number = f"（{meta.doc_number}）" if meta.doc_number else ""
        self._name = name + number

    def make(self, ranges: list[Span]) -> Iterator[Chunk]:
        """Yield the chunks of ranges."""
        for span in ranges:
            passages = self._passages_of(span)
            path = _path(passages)
            yield Chunk(
                span.of(self._source.text),
                path,
                " > ".join(part for part in (self._name, *path) if part),
                _kind(passages),
                span,
                self._responsibilities_of(span),
                self._targets_of(span),
            )

    def _passages_of(self, span: Span) -> list[LeafInContext]:
        """Return the leaves that a range holds or cuts."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        last = bisect_left(self._starts, span.end)
        return [p for p in self._passages[first:last] if p.end > span.start]

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


def _path(passages: list[LeafInContext]) -> tuple[str, ...]:
    """Return the headings above all of these leaves.

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
    return tuple(words for place in common or () if (words := _heading(place)))


def _heads(passage: LeafInContext, after: LeafInContext) -> bool:
    """Tell whether a leaf is the heading of a branch that the next leaf lies in."""
    if not isinstance(passage.leaf, Heading | BoxHeading):
        return False
    return any(place is passage.place for place in after.place.upward())


def _heading(place: TreePath) -> str:
    """Write the heading of a branch on one line; empty if it has none."""
    node = place.node
    if heading := heading_of(place):
        mark = heading.marker.text if heading.marker else ""
        words = heading.title or ""
        # 第一章 总则, but 一、总则 and （一）总则.
        gap = " " if mark and words and mark[-1].isalnum() else ""
        return " ".join((mark + gap + words).split())
    if isinstance(node, Box):
        return " ".join(f"{node.label} {node.title or ''}".split())
    if isinstance(node, Attachment):
        return node.title or ""
    return ""
