"""What a document made by hand is, and how its boxes end."""

from __future__ import annotations

from typing import Any

from attrs import evolve, frozen

from cnpolicy import (
    Attachment,
    Box,
    Document,
    Metadata,
    Node,
    NodeTransformer,
    Notice,
    Section,
)
from forms import Duty


@frozen(repr=False)
class Made:
    """A document made by hand: what the parser is to make of its text."""

    text: str
    end: str
    """The line end it uses throughout."""
    tree: Document
    metadata: Metadata
    duties: tuple[Duty, ...]
    mixed: bool
    """Whether a level is written in more than one form."""

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Show a failing document as its text: the tree follows from it."""
        printer.text(f"Made({self.text!r})")

    @property
    def outline(self) -> list[tuple[int, int | None, str | None]]:
        """Depth, ordinal and title of each heading, boxes left out."""
        found: list[tuple[int, int | None, str | None]] = []

        def collect(node: Node, depth: int) -> None:
            for child in node.children:
                if isinstance(child, Section):
                    marker = child.marker
                    assert marker is not None
                    found.append((depth + 1, marker.ordinal, child.title))
                    collect(child, depth + 1)
                elif isinstance(child, Notice | Attachment):
                    collect(child, 0)

        collect(self.tree, 0)
        return found


class _OpenEnd(NodeTransformer):
    """Says of one box that nothing marks its end."""

    def __init__(self, box: Node) -> None:
        self.box = box

    def visit_Box(self, box: Box) -> Box:  # noqa: N802
        """Open the end of the one box."""
        return evolve(box, end_certain=False) if box is self.box else box


def with_open_end(tree: Document) -> Document:
    """Open the end of a box that no heading and no attachment follows."""
    last: Node = tree
    rest: list[Node] = [tree]
    while rest:
        node = rest.pop()
        if isinstance(node, Section | Attachment | Box):
            last = node
        if not isinstance(node, Box):
            rest.extend(reversed(node.children))
    opened = _OpenEnd(last).visit(tree)
    assert isinstance(opened, Document)
    return opened
