"""The segment: one logical paragraph, or a run of empty lines.

In: nothing. Out: the class that every stage before the tree reads and writes.
"""

from __future__ import annotations

from enum import Enum

from cnpolicy.model.markers import Marker
from cnpolicy.model.nodes import Table


class Part(Enum):
    """What begins at a segment."""

    NOTICE = "NOTICE"
    """The notice that issues a plan."""

    MAIN = "MAIN"
    """The plan behind its notice."""

    ATTACHMENT = "ATTACHMENT"
    """A document attached."""

    BACK = "BACK"
    """What follows the numbered text."""


class Segment:
    """A piece of the text that is one logical paragraph.

    `start:end` is what it owns, indent and line ending included; `first:last` what is
    visible of it.
    """

    # Few segments have these two; the others are set on every one, since an attribute
    # of the instance is found faster than one of its class.
    cut: bool = False
    """Whether the end of a page cuts its paragraph in two."""

    certain: bool = True
    """Of the opening of a box: whether the text tells where the box ends."""

    def __init__(self, start: int, first: int, last: int, end: int, kind: str) -> None:
        self.start = start
        self.first = first
        self.last = last
        self.end = end
        self.kind = kind
        """TEXT, BLANK, BOX or CAPTION; later stages make it more precise."""
        self.marker: Marker | None = None
        """The number or sign that opens it; None if there is none."""
        self.rank = 0
        """Its level as a heading, 1 for the top one; 0 if it is none."""
        self.soft = False
        """Whether it begins inside a line, so that it may turn out to be no break."""
        self.part: Part | None = None
        """The part of the document that begins with it; None if none does."""
        self.boxed = False
        """Whether it is content of a box."""
        self.table: Table | None = None
        """Of a table: its node."""

    def __repr__(self) -> str:
        return f"Segment({self.start}:{self.end} {self.kind} {self.rank})"
