"""The headings above a place of a document.

In: a document and an offset. Out: the headings with their numbers, from the top down:
三、主要任务, （四）加强保护; those of a box and of an attachment too.
"""

from __future__ import annotations

from bisect import bisect_right

from cnpolicy.analysis.provisions import heading_of
from cnpolicy.annotation.document_text import TreePath, document_text
from cnpolicy.model.nodes import Attachment, Box, Document


class HeadingPaths:
    """The headings above the places of one document."""

    def __init__(self, document: Document) -> None:
        """Look at `document`."""
        self._passages = document_text(document).passages
        self._starts = [passage.start for passage in self._passages]

    def at(self, offset: int) -> tuple[str, ...]:
        """Return the headings above the leaf at an offset, its own heading included."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return ()
        chain = [*self._passages[index].place.upward()]
        return tuple(filter(None, map(heading_line, reversed(chain))))


def heading_line(place: TreePath) -> str:
    """Return the heading of a branch on one line; empty if it has none."""
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
