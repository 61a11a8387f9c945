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
from enum import Enum

from attrs import field, frozen

from cnpolicy.annotate.passages import Passage, Place, Source, source_of
from cnpolicy.annotate.targets import Target, targets
from cnpolicy.nodes import (
    Attachment,
    Blank,
    Box,
    BoxHeading,
    Branch,
    Caption,
    Document,
    Heading,
    Leaf,
    Node,
    Notice,
    Paragraph,
    Responsibility,
    Section,
    Table,
    Title,
)
from cnpolicy.spans import Span
from cnpolicy.territories import territories


class ChunkKind(Enum):
    """What a chunk holds."""

    TEXT = "text"
    """Sections and paragraphs of the plan."""

    BOX = "box"
    """Nothing but a box (专栏), or a part of one."""

    TABLE = "table"
    """Nothing but a table, or a part of one."""

    NOTICE = "notice"
    """Nothing but the notice that issues the plan."""

    FRAME = "frame"
    """Title, 文号, 署名 and date, without text."""

    FURNITURE = "furniture"
    """Nothing of the document: page furniture or blank lines."""


@frozen
class Chunk:
    """A piece of a document: `（四）加强司法保护` with its paragraphs."""

    text: str
    """Its characters, unchanged: the chunks of a document, joined, are its text."""

    path: tuple[str, ...]
    """The headings above it, with their numbers; those of the box that holds it too."""

    context: str
    """One line that says where it stands: document, 文号 and headings, with ` > `."""

    kind: ChunkKind
    """What it holds."""

    span: Span = field(eq=False)
    """Where it stands."""

    responsibilities: tuple[Responsibility, ...] = field(default=(), repr=False)
    """The clauses that govern a part of it, also those that stand in another chunk."""

    targets: tuple[Target, ...] = field(default=(), repr=False)
    """The targets whose figures stand in it."""


def chunks(document: Document, *, max_chars: int = 1200) -> tuple[Chunk, ...]:
    """Cut a document into chunks of at most `max_chars` characters.

    Law: the texts of the chunks, joined, are `unparse(document)`. Neighbours in the
    same section share a chunk while they fit; chunks do not overlap. A heading is
    followed by its text, unless headings alone fill a chunk.

    Raises `ValueError` if `max_chars` is below 1.
    """
    if max_chars < 1:
        raise ValueError(f"max_chars must be at least 1, not {max_chars}")
    source = source_of(document)
    ranges = _Cutter(source.text, max_chars).cut(document)
    return tuple(_Maker(document, source).make(ranges))


# ----------------------------------------------------------------------------- cutting

_SENTENCE = re.compile(r"[。！？!?；;\r\n][”’」』）)]*[^\S\u3000]*")
_CLAUSE = re.compile(r"[，,、：:][”’」』）)]*")
_ANNOUNCES = re.compile(r"[：:]\s*$")


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
            if end - first > self._most:
                if bound > first:
                    done.append(Span(first, bound))
                    first = bound
                if end - first > self._most:
                    if isinstance(child, Leaf):
                        pieces = list(self._sentences(first, at, end))
                    else:
                        first = self._shorten(first, at, done)
                        pieces = self._pack(child, at, at - first)
                    done += pieces[:-1]
                    first = pieces[-1].start
                    if isinstance(child, Branch):  # its end is a good place to cut
                        done.append(pieces[-1])
                        first = end
            at = end
            if not _waits(child, self._most):
                bound = at
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
    return isinstance(node, BoxHeading | Caption | Title)


_ = (Attachment, Blank, Box, Passage, Place, Section, Table, Notice, bisect_left, bisect_right, territories, targets)
