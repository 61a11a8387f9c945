"""The text of a document as blocks: what becomes a paragraph, a heading, a cell.

In: the facts of a document. Out: nested `Group`s of `LeafView`s. Sections are not
nested: their headings say how deep they are. Law: the leaves of the blocks, in order,
are the leaves of the tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cnpolicy.export.html.facts import Facts
from cnpolicy.export.html.marks import Marker, Piece, marks_of
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
    DocumentNumber,
    Furniture,
    Heading,
    IssueDate,
    Leaf,
    ListItem,
    Node,
    Notice,
    Paragraph,
    Publicity,
    Row,
    Section,
    Signature,
    Table,
    Title,
)
from cnpolicy.model.row_kinds import RowKind


class LeafView(NamedTuple):
    """A leaf as the page shows it."""

    tag: str
    """The element: p, h2, td."""

    classes: str
    """Its classes in the style sheet."""

    start: int
    """Offset of its first character."""

    pieces: list[Piece]
    """Its text."""

    anchor: int | None = None
    """Which heading of the outline it is; None if it is none."""

    inherited: str = ""
    """Of a cell that is part of a merged one: the words of that one, which stand
    elsewhere in the text."""


class Group(NamedTuple):
    """Blocks that stand together: a box, a table, a row, a notice."""

    kind: str
    """flow (the whole document), notice, attachment, box, table, row, run, block."""

    items: list[Group | LeafView]
    """What is in it, in order."""

    classes: str = ""
    """Further classes of the style sheet."""


_FORMS: dict[type[Leaf], tuple[str, str]] = {
    Title: ("h1", "title"),
    DocumentNumber: ("p", "docnumber"),
    Addressees: ("p", "addressees"),
    Signature: ("p", "signature"),
    IssueDate: ("p", "issuedate"),
    Publicity: ("p", "publicity"),
    AttachmentLine: ("p", "annex"),
    Furniture: ("p", "furniture"),
    Blank: ("p", "blank"),
    Paragraph: ("p", "par"),
    ListItem: ("p", "item"),
    Caption: ("p", "caption"),
    BoxHeading: ("p", "boxhead"),
    Cell: ("td", "cell"),
    Heading: ("p", "bare"),
}
"""The element and class of each kind of leaf; headings with a title are h2 to h6."""

_DEEPEST_HEADING = 6

# About this many characters make a block: a browser lays out only blocks in sight.
_BLOCK = 1_500

_LINE_ENDS = ("\n", "\r")


def blocks_of(facts: Facts) -> Group:
    """Return the blocks of a document; law: their pieces, joined, are its text."""
    return _Builder(facts).group(facts.document, "flow")


class _Builder:
    """Makes the blocks of one document."""

    def __init__(self, facts: Facts) -> None:
        self._marker = Marker(marks_of(facts))
        self._anchors = {
            section.item.span.start: index
            for index, section in enumerate(facts.sections)
        }

    def group(self, branch: Branch, kind: str) -> Group:
        """Make the group of a part of the document, cut into blocks."""
        views = _runs(self._views(branch, 0))
        return Group(kind, list(_in_blocks(views)))

    def _views(self, branch: Branch, depth: int) -> Iterator[Group | LeafView]:
        """Yield what stands in a branch, its sections one after the other."""
        for child in branch.children:
            yield from self._view(child, depth)

    def _view(self, node: Node, depth: int) -> Iterator[Group | LeafView]:
        """Yield one node."""
        match node:
            case Section():
                yield from self._views(node, depth + 1)
            case Box():
                classes = "" if node.end_certain else "uncertain"
                views = _runs(self._views(node, depth))
                yield Group("box", list(views), classes)
            case Table():
                yield Group("table", list(self._rows(node)))
            case Notice() | Attachment():
                yield self.group(node, type(node).__name__.lower())
            case Branch():
                yield from self._views(node, depth)
            case Leaf():
                yield self._leaf(node, depth)

    def _rows(self, table: Table) -> Iterator[Group]:
        """Yield the rows of a table; what is none stands in a row of its own."""
        for child in table.children:
            if isinstance(child, Row):
                tag = "td" if child.kind is RowKind.DATA else "th"
                cells = [self._cell(cell, tag) for cell in child.children]
                yield Group("row", list(cells), f"row-{child.kind.value}")
            else:
                cells = [self._cell(leaf, "td") for leaf in _leaves(child)]
                yield Group("row", list(cells), "between")

    def _cell(self, node: Node, tag: str) -> LeafView:
        """Make the view of what stands in a row."""
        assert isinstance(node, Leaf)
        classes = _FORMS[type(node)][1]
        pieces = self._marker.pieces(node)
        if not isinstance(node, Cell):
            return LeafView("td", classes, node.span.start, pieces)
        inherited = node.value if node.inherited else ""
        return LeafView(tag, classes, node.span.start, pieces, inherited=inherited)

    def _leaf(self, leaf: Leaf, depth: int) -> LeafView:
        """Make the view of a leaf outside tables."""
        tag, classes = _FORMS.get(type(leaf), ("p", "par"))
        anchor = None
        if isinstance(leaf, Heading):
            classes = f"h h{min(depth, 5)}"
            if leaf.title:
                tag = f"h{min(depth + 1, _DEEPEST_HEADING)}"
            else:
                classes += " bare"
            marked = leaf.marker.span.start if leaf.marker else leaf.span.start
            anchor = self._anchors.get(marked)
        elif isinstance(leaf, Cell):
            tag = "p"
        pieces = self._marker.pieces(leaf)
        return LeafView(tag, classes, leaf.span.start, pieces, anchor)


def _leaves(node: Node) -> Iterator[Leaf]:
    """Yield the leaves of a node."""
    if isinstance(node, Leaf):
        yield node
    else:
        for child in node.children:
            yield from _leaves(child)


def _runs(views: Iterable[Group | LeafView]) -> Iterator[Group | LeafView]:
    """Put a heading and the body that goes on in its line into one group."""
    held: LeafView | None = None
    for view in views:
        if held is not None:
            if isinstance(view, LeafView) and view.classes == "par":
                yield Group("run", [held, view], held.classes)
                held = None
                continue
            yield held
            held = None
        if isinstance(view, LeafView) and _is_open_heading(view):
            held = view
        else:
            yield view
    if held is not None:
        yield held


def _is_open_heading(view: LeafView) -> bool:
    """Tell whether a view is a heading without a line end."""
    if not view.classes.startswith("h ") or not view.pieces:
        return False
    return not view.pieces[-1].text.endswith(_LINE_ENDS)


def _in_blocks(views: Iterable[Group | LeafView]) -> Iterator[Group | LeafView]:
    """Gather views into blocks of about the same length."""
    block: list[Group | LeafView] = []
    length = 0
    for view in views:
        if isinstance(view, Group) and view.kind in ("notice", "attachment"):
            if block:
                yield Group("block", block)
                block, length = [], 0
            yield view
            continue
        block.append(view)
        length += _length(view)
        if length >= _BLOCK:
            yield Group("block", block)
            block, length = [], 0
    if block:
        yield Group("block", block)


def _length(view: Group | LeafView) -> int:
    """Return how many characters a view holds."""
    if isinstance(view, Group):
        return sum(map(_length, view.items))
    return sum(len(piece.text) for piece in view.pieces)
