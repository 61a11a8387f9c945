"""Candidates: what takes part in the numbering of a document.

Defines the classes that the modules of this package share: a marker (`Candidate`) with
what stands before it (`Preceding`), an interruption (`Interruption`), and the place of
either (`NumberingEvent`).
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from cnpolicy.model.markers import Marker
from cnpolicy.numbering.series import Key
from cnpolicy.segmentation.segment import Segment


class Preceding(Enum):
    """What stands before a marker."""

    LINE = "line"
    """A line end."""

    CLOSED = "closed"
    """A closed sentence or bracket: …负责）（二）…"""

    WIDE = "wide"
    """A wide space, whatever stands before it."""

    SPACED = "spaced"
    """Space behind open words: 一、加强保障 （一）…"""

    WRAPPED = "wrapped"
    """A line as wide as the page, which the next one may continue."""

    OPEN = "open"
    """A colon or semicolon: …如下：（一）…；（二）…"""

    GLUED = "glued"
    """A heading that runs straight into it: 总体要求（一）指导思想。"""

    TIGHT = "tight"
    """Words of the body, without a mark between: …主要指标三、增加有效供给"""


# Access to a member of an Enum is slow before Python 3.12; this name is fast.
_LINE = Preceding.LINE


class Candidate:
    """A segment that takes part in the numbering; `levels` notes what stands around."""

    __slots__ = (
        "alone",
        "announced",
        "behind",
        "follower",
        "habit",
        "key",
        "listed",
        "long",
        "marker",
        "next",
        "number",
        "parted",
        "preceding",
        "run_on",
        "segment",
        "sign",
        "unfinished",
        "wrapped",
    )

    def __init__(
        self, segment: Segment, key: Key, marker: Marker, run_on: bool, wrapped: bool
    ) -> None:
        self.segment = segment
        """The segment."""
        self.key = key
        """The style of its marker as a level."""
        self.marker = marker
        """Its marker."""
        self.unfinished = False
        """Whether the line before it stops in the middle of a sentence."""
        self.alone = False
        """Whether the line is a heading alone, without body behind it."""
        self.long = False
        """Whether the line is too long for a cell of a table."""
        self.preceding = _LINE
        """What stands before it."""
        self.run_on = run_on
        """Whether most markers of the document stand inside lines."""
        self.wrapped = wrapped
        """Whether the lines of the document are broken at a width."""
        self.sign = ""
        """The last visible character before it; "" for the first of a text."""
        self.announced = False
        """Whether a sentence announces it: 应当遵守下列规定："""
        self.listed = False
        """Whether a semicolon alone parts it from the number before it, which has no
        sentence: 1.名称：…；2.日期：…"""
        self.parted = False
        """Whether it ends with a semicolon, as the items of a list do."""
        self.habit = False
        """Whether the headings of this key outside boxes stand alone on their lines."""
        self.number = marker.ordinal or 0
        """The value of its number."""
        self.behind: Candidate | None = None
        """The item behind it, whatever its key."""
        self.follower: Candidate | None = None
        """The next number of its key, if it comes before the level above resumes."""
        self.next: Candidate | None = None
        """The next item of its key, wherever it stands."""


class Interruption(Enum):
    """What interrupts the numbering."""

    BREAK = "break"
    """Another document begins; numbering starts afresh."""

    BOX = "box"
    """A box opens."""

    LIST = "list"
    """A note or list opens whose first number stands in the line: 注：1. …"""

    HAN_LIST = "han-list"
    """One that counts in Han numerals: 附件：一、…"""

    NOTE = "note"
    """One whose numbers all stand below its label: 注：⏎1. …"""

    TABLE = "table"
    """A caption: the lines behind it may be cells."""

    TEXT = "text"
    """A long paragraph: no cell."""


NumberingEvent = tuple[int, Candidate | Interruption]
"""The place of a segment in the list, and what stands there."""


class BoxRange(NamedTuple):
    """The segments of one box."""

    opening: int
    """Index of the segment that opens it."""

    limit: int
    """Index of the first segment that cannot be its content."""

    certain: bool
    """Whether a heading of the document stands at the limit."""
