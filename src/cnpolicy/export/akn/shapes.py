"""What nodes are in Akoma Ntoso: parts of the hierarchy, tables, front and back.

In: nodes of a tree. Out: which elements they become; and words put into an element.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cnpolicy.export.akn.names import DEEPER, LEVELS, PARTS, STYLES
from cnpolicy.model.nodes import (
    Blank,
    Branch,
    Furniture,
    Heading,
    Leaf,
    Node,
    Row,
    Section,
    Table,
)

if TYPE_CHECKING:
    from lxml.etree import _Element


def append(made: _Element, words: str) -> None:
    """Append words that XML can hold."""
    if not words:
        return
    last = made[-1] if len(made) else None
    if last is None:
        made.text = (made.text or "") + words
    else:
        last.tail = (last.tail or "") + words


def leading(children: Sequence[Node], kinds: tuple[type[Leaf], ...]) -> int:
    """How many of the first children are of certain classes, up to the last of words.

    Those that are blank only, or of the page, begin and end nothing.
    """
    last = 0
    for place, child in enumerate(children, 1):
        if not isinstance(child, kinds):
            break
        if not isinstance(child, Blank | Furniture):
            last = place
    return last


def is_part(node: Node) -> bool:
    """Tell whether a node stands in the hierarchy."""
    return type(node).__name__ in PARTS


def is_table(node: Node) -> bool:
    """Tell whether a node is a table whose children are rows and leaves."""
    return (
        isinstance(node, Table)
        and bool(node.children)
        and all(isinstance(child, Leaf | Row) for child in node.children)
        and all(
            row.children and all(isinstance(cell, Leaf) for cell in row.children)
            for row in node.rows
        )
    )


def name_of(part: Branch, depth: int) -> tuple[str | None, int]:
    """Return the element of a part, None for a container, and the depth below it."""
    if not isinstance(part, Section):
        return None, 0
    first = part.children[0] if part.children else None
    marker = first.marker if isinstance(first, Heading) else None
    if marker is not None and marker.style in STYLES:
        return STYLES[marker.style], depth
    name = LEVELS[depth] if depth < len(LEVELS) else DEEPER
    return name, depth + 1
