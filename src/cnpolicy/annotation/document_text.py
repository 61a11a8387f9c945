"""The text of a document: its leaves in order, each with the headings above it.

In: a tree. Out: a `DocumentText`: its text, the Simplified view of it, and its
`LeafInContext`s. Offsets count from the first character of the tree, so that they are
places in the text given to `parse`, and in the `unparse` of a tree made by hand alike.

Several annotators read the same document one after the other; the source of the last
document is kept as long as the document lives, so that its view is made only once.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from attrs import evolve

from cnpolicy.annotation.time_expressions.time_expressions import (
    Time,
    counts_from_republic,
    may_name_times,
    times_in,
)
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.simplified_view import simplified_view
from cnpolicy.model.nodes import (
    Addressees,
    AttachmentLine,
    Blank,
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
    ListItem,
    Node,
    Publicity,
    Row,
    Section,
    Signature,
    Table,
    Title,
)
from cnpolicy.model.spans import Span


class TreePath:
    """A branch on the way from the document down to a leaf."""

    __slots__ = ("end", "node", "start", "title", "up")

    def __init__(self, node: Branch, start: int, up: TreePath | None) -> None:
        """Make the place of a branch that begins at `start`, below `up`."""
        self.node = node
        """The branch; that at the top of the tree without its children."""
        self.start = start
        """Offset of its first character."""
        self.end = start
        """Offset behind its last character."""
        self.title = ""
        """The words of its heading in the Simplified view; empty if it has none."""
        self.up = up
        """The branch above; None for the document."""

    @property
    def span(self) -> Span:
        """Where the branch stands."""
        return Span(self.start, self.end)

    def upward(self) -> Iterator[TreePath]:
        """Yield this place and every one above it."""
        place: TreePath | None = self
        while place is not None:
            yield place
            place = place.up


class LeafInContext:
    """A leaf with its place."""

    __slots__ = ("end", "first", "leaf", "place", "start")

    def __init__(self, leaf: Leaf, start: int, first: int, place: TreePath) -> None:
        """Make the place of a leaf that begins at `start`."""
        self.leaf = leaf
        """The leaf."""
        self.start = start
        """Offset of its first character."""
        self.first = first
        """Offset of its first word, behind marker or label."""
        self.end = start + len(leaf.text)
        """Offset behind its last character."""
        self.place = place
        """The branch it belongs to."""

    @property
    def span(self) -> Span:
        """Where the leaf stands."""
        return Span(self.start, self.end)


class DocumentText:
    """A document as annotators read it."""

    __slots__ = (
        "_body",
        "_republic",
        "_times",
        "kept",
        "passages",
        "simplified",
        "text",
    )

    def __init__(self, root: Branch) -> None:
        """Take the leaves of `root` in order."""
        self.text, self.passages, titled = _passages(root)
        """The text of the tree, and its leaves without the blank ones and furniture."""
        self.simplified = simplified_view(self.text)
        """The text in Simplified characters, of the same length."""
        for place, title in titled:
            place.title = "".join(self.simplified[title.start : title.end].split())
        self.kept: dict[type, Any] = {}
        """What annotators share, one object of a class, made on first use."""
        self._body: list[tuple[TreePath | None, list[LeafInContext]]] | None = None
        self._times: dict[int, tuple[Time, ...]] = {}
        self._republic: bool | None = None

    @property
    def republic(self) -> bool:
        """Whether it counts its years from the Republic: 117年."""
        if self._republic is None:
            self._republic = counts_from_republic(self.simplified)
        return self._republic

    def body(self) -> list[tuple[TreePath | None, list[LeafInContext]]]:
        """Return the passages that may set targets and times, in order.

        Those of one table stand together, with the table; the others with None.
        """
        if self._body is None:
            self._body = [
                (table, [p for p in group if not isinstance(p.leaf, NO_BODY)])
                for table, group in groupby(self.passages, table_of)
            ]
        return self._body

    def times(self, passage: LeafInContext) -> tuple[Time, ...]:
        """Return the times a passage names outside the titles it quotes, in order."""
        kept = self._times.get(passage.start)
        if kept is None:
            times = _times(self.simplified, passage, self.republic)
            kept = self._times[passage.start] = tuple(times)
        return kept


def _times(simplified: str, passage: LeafInContext, republic: bool) -> Iterator[Time]:
    """Yield the times a passage names outside the titles it quotes, in order."""
    if not may_name_times(simplified, passage.first, passage.end):
        return
    quotes = Quotes(quoted_in(simplified, passage))
    first, end = passage.first, passage.end
    for time in times_in(simplified, first, end, republic=republic):
        if not quotes.hold(time.span.start):
            yield time


# Tuples, made once: a union in `isinstance` is made anew each time.
_MARKED = (Heading, ListItem)
_TITLED = (Heading, BoxHeading)
_NO_WORDS = (Blank, Furniture)


def _passages(
    root: Branch,
) -> tuple[str, list[LeafInContext], list[tuple[TreePath, Span]]]:
    """Return the text of a tree, its passages, and where titles of branches stand.

    Runs without recursion: trees made by hand may be of any depth.
    """
    pieces: list[str] = []
    passages: list[LeafInContext] = []
    titled: list[tuple[TreePath, Span]] = []
    offset = 0
    # Without its children, so that the source kept below lets go of the document.
    top = TreePath(evolve(root, children=()), 0, None)
    # A place on the stack without a node stands for the end of its branch.
    stack: list[tuple[Node | None, TreePath]] = [(None, top)]
    stack += [(child, top) for child in reversed(root.children)]
    while stack:
        node, place = stack.pop()
        if node is None:
            place.end = offset
        elif isinstance(node, Leaf):
            pieces.append(node.text)
            if not isinstance(node, _NO_WORDS):
                passage = LeafInContext(node, offset, offset + _words_at(node), place)
                passages.append(passage)
                title = _title_span(passage)
                if title is not None:
                    titled.append((place, title))
            offset += len(node.text)
        else:
            below = TreePath(node, offset, place)
            stack.append((None, below))
            stack += [(child, below) for child in reversed(node.children)]
    return "".join(pieces), passages, titled


def _words_at(leaf: Leaf) -> int:
    """Where in the text of a leaf its words begin."""
    if isinstance(leaf, _MARKED) and leaf.marker is not None:
        at = leaf.text.find(leaf.marker.text)
        return 0 if at < 0 else at + len(leaf.marker.text)
    if isinstance(leaf, BoxHeading):
        at = leaf.text.find(leaf.label)
        return 0 if at < 0 else at + len(leaf.label)
    return 0


def _title_span(passage: LeafInContext) -> Span | None:
    """Where the title of the branch stands whose heading this leaf is."""
    leaf = passage.leaf
    if not isinstance(leaf, _TITLED) or not leaf.title:
        return None
    if isinstance(leaf, Heading) and not isinstance(passage.place.node, Section):
        return None
    at = leaf.text.find(leaf.title, passage.first - passage.start)
    return (
        None
        if at < 0
        else Span(passage.start + at, passage.start + at + len(leaf.title))
    )


NO_BODY = (
    Addressees,
    AttachmentLine,
    Caption,
    DocumentNumber,
    IssueDate,
    Publicity,
    Signature,
    Title,
)
"""Leaves that say what the document or a table is; they set no target and no time."""


def table_of(passage: LeafInContext) -> TreePath | None:
    """Return the table a passage is a cell of; None if it is none."""
    up = passage.place.up
    in_row = isinstance(passage.leaf, Cell) and isinstance(passage.place.node, Row)
    return up if in_row and up is not None and isinstance(up.node, Table) else None


_QUOTED = lazy(r"《[^《》]{0,160}+》|\A[^《》]{0,160}+》")


def quoted_in(simplified: str, passage: LeafInContext) -> list[Span]:
    """Return where a leaf quotes titles: what stands there belongs to them.

    A title that began on the line before ends with its 》.
    """
    if simplified.find("》", passage.start, passage.end) < 0:
        return []
    shown = simplified[passage.start : passage.end]
    return [
        Span(passage.start + match.start(), passage.start + match.end())
        for match in _QUOTED.finditer(shown)
    ]


class Quotes:
    """Places in order; tells whether offsets, asked in order, lie inside one."""

    __slots__ = ("_next", "_places")

    def __init__(self, places: list[Span]) -> None:
        """Take the places, in the order of the text."""
        self._places = places
        self._next = 0

    def hold(self, offset: int) -> bool:
        """Tell whether `offset` lies inside a place."""
        places = self._places
        while self._next < len(places) and places[self._next].end <= offset:
            self._next += 1
        return self._next < len(places) and places[self._next].start <= offset


_last: tuple[weakref.ref[Document], DocumentText] | None = None


def document_text(document: Document) -> DocumentText:
    """Return the source of a document, kept from the last call if it was the same."""
    global _last
    kept = _last
    if kept is not None and kept[0]() is document:
        return kept[1]
    source = DocumentText(document)
    _last = (weakref.ref(document, _forget), source)
    return source


def _forget(gone: weakref.ref[Document]) -> None:
    """Forget the source of a document that was deleted."""
    global _last
    kept = _last
    if kept is not None and kept[0] is gone:
        _last = None


_BREAK = lazy(r"[。！？!?]")
"""Ends a sentence."""


def sentences(simplified: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences of `simplified[start:end]`, each with its final sign."""
    for match in _BREAK.finditer(simplified, start, end):
        yield Span(start, match.end())
        start = match.end()
    if start < end:
        yield Span(start, end)
