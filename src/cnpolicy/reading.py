"""Readings: one pass over the markers with one order of the styles.

In: the events of a document in order (markers, openings of boxes and of lists, breaks
between documents) and the rank of each key. Out: which markers are headings and at
which rank, which belong to a box, where each box is cut off, and how many numbers are
at fault.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import NamedTuple

from cnpolicy.boxes import BoxRange
from cnpolicy.layout import Segment
from cnpolicy.markers import Marker, MarkerStyle
from cnpolicy.series import CLEAN, Fit, Key, Quality, Series, new_fit

# A number further ahead than this is no heading of the series (1000、 in a table).
FAR_AHEAD = 20

BOX_RANKS = 3
"""Ranks the grammar has inside a box."""

# No series of headings is longer; 2023 is a year. The Civil Code has 1260 articles.
MOST_NUMBERS = 1500

# So many numbers may be missing before a marker inside a line.
LOST_NUMBERS = 2

_ORDINAL_IS = MarkerStyle.ORDINAL_IS
# Markers that stand inside a line for hardly anything else.
_ROBUST = frozenset(
    {Key.PART, Key.CHAPTER, Key.SECTION, Key.ARTICLE, Key.HAN_COMMA, Key.HAN_PAREN}
)


class Evidence(Enum):
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


# Looking a member up in its Enum goes through Python (until 3.12); the name is at hand.
_LINE = Evidence.LINE
_BEHIND_SENTENCE = (Evidence.CLOSED, Evidence.WIDE)
_APART = (Evidence.WIDE, Evidence.WRAPPED)


class Item:
    """A segment that takes part in the numbering."""

    __slots__ = (
        "alone",
        "behind",
        "evidence",
        "follower",
        "habit",
        "key",
        "long",
        "marker",
        "number",
        "run_on",
        "segment",
        "unfinished",
    )

    def __init__(
        self, segment: Segment, key: Key, marker: Marker, run_on: bool
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
        self.evidence = _LINE
        """What stands before it."""
        self.run_on = run_on
        """Whether most markers of the document stand inside lines."""
        self.habit = False
        """Whether the headings of this key outside boxes stand alone on their lines."""
        self.number = marker.ordinal or 0
        """The value of its number."""
        self.behind: Item | None = None
        """The item behind it, whatever its key."""
        self.follower: Item | None = None
        """The next number of its key, if it comes before the level above resumes."""


class Stop(Enum):
    """What interrupts the numbering."""

    BREAK = "break"
    """Another document begins; numbering starts afresh."""

    BOX = "box"
    """A box opens."""

    LIST = "list"
    """A note or list opens whose first number stands in the line: 注：1. …"""

    HAN_LIST = "han-list"
    """One that counts in Han numerals: 附件：一、…"""

    TABLE = "table"
    """A caption: the lines behind it may be cells."""

    TEXT = "text"
    """A long paragraph: no cell."""


# Behind these the lines may be cells of a table, or are known to be none.
_CELLS = (Stop.TABLE, Stop.TEXT)


class Event(NamedTuple):
    """A marker or an interruption, with the place of its segment."""

    place: int
    """Place of the segment in the list."""

    what: Item | Stop
    """What stands there."""


new_event: Callable[[tuple[int, Item | Stop]], Event] = partial(tuple.__new__, Event)
"""Make an `Event` of its fields, without the detour through Python; see `new_span`."""


class Place(Enum):
    """Where a reading puts a marker."""

    MAIN = "main"
    """A heading of the document."""

    BOX = "box"
    """A heading inside a box."""

    LIST = "list"
    """A line of a note or list."""

    TEXT = "text"
    """No heading."""


class Placed(NamedTuple):
    """What a reading makes of an item."""

    item: Item
    """The item."""

    place: Place
    """Where it belongs."""

    rank: int
    """Rank of its level there; 0 for text."""

    fit: Fit
    """How its number fits there."""


new_placed: Callable[[tuple[Item, Place, int, Fit]], Placed] = partial(
    tuple.__new__, Placed
)
"""Make a `Placed` of its fields, likewise."""


class Reading:
    """The result of one pass."""

    def __init__(self) -> None:
        self.placed: list[Placed] = []
        self.boxes: list[BoxRange] = []
        self.faults = 0


class _OpenBox:
    """A box whose end has not been met."""

    def __init__(self, opening: int, ranks: dict[Key, int]) -> None:
        self.opening = opening
        self.series = Series(ranks)
        self.alone = False
        """Whether its last item stood alone on its line."""

    def owns(self, item: Item, main: Series) -> bool:
        """Tell whether an item is numbered by the box, not by the document."""
        own = self.series.fit(item.key, item.marker)
        if item.number != 1:
            if main.fit(item.key, item.marker).quality in CLEAN:
                # Both expect this number: the look of the line decides.
                return own.quality is Quality.CONTINUES and item.alone is self.alone
            return own.quality in CLEAN
        if own.quality is not Quality.OPENS:
            return True
        if any(item.key in level.keys for level in main.levels):
            return True
        if not main.levels or main.ranks[item.key] <= main.levels[-1].rank:
            return item.key > Key.HAN_COMMA
        # 1. right below a box may be the section's own when its table is lost: the
        # document writes such headings alone on their lines, and this one is.
        return not (item.alone and item.habit)

    def take(self, item: Item) -> Placed:
        """Accept an item into the box's own numbering."""
        fit = self.series.fit(item.key, item.marker)
        self.series.take(item.key, item.marker, fit)
        self.alone = item.alone
        return new_placed(
            (item, Place.BOX, min(len(self.series.levels), BOX_RANKS), fit)
        )


def read(events: list[Event], ranks: dict[Key, int], size: int) -> Reading:
    """Read all events once; `size` is the number of segments."""
    reading = Reading()
    main = Series(ranks)
    box: _OpenBox | None = None
    listed: int | None = None
    han = False
    tabular = False
    lasting, main_place, table = Key.HAN_PAREN, Place.MAIN, Stop.TABLE
    spoiled: set[Key] = set()
    for index, what in events:
        if type(what) is not Item:
            tabular = what is table
            if what in _CELLS:
                continue
            if what in (Stop.LIST, Stop.HAN_LIST):
                listed, han = 2, what is Stop.HAN_LIST
                continue
            if box is not None:
                reading.boxes.append(BoxRange(box.opening, index, True))
                box = None
            listed = None
            if what is Stop.BOX:
                box = _OpenBox(index, ranks)
            else:
                main = Series(ranks)
            continue
        if (
            listed is not None
            and what.number == listed
            and (what.key in (Key.HAN_COMMA, Key.HAN_PAREN)) is han
        ):
            fit = new_fit((Quality.CONTINUES, 0, listed, False))
            reading.placed.append(new_placed((what, Place.LIST, 0, fit)))
            listed += 1
            continue
        if what.key <= lasting or what.long:
            tabular = False
        if tabular or (listed is not None and what.evidence is not Evidence.LINE):
            fit = main.fit(what.key, what.marker)
            if fit.quality is not Quality.CONTINUES:
                reading.placed.append(new_placed((what, Place.LIST, 0, fit)))
                continue
        if box is not None and box.owns(what, main):
            reading.placed.append(box.take(what))
            continue
        fit = main.fit(what.key, what.marker)
        if accepts(what, fit, main, spoiled=what.key in spoiled):
            spoiled.discard(what.key)
            rank = main.take(what.key, what.marker, fit)
            reading.placed.append(new_placed((what, main_place, rank, fit)))
            reading.faults += fit.quality not in CLEAN
            listed = None
            if box is not None:
                reading.boxes.append(BoxRange(box.opening, index, True))
                box = None
        else:
            spoiled.add(what.key)
            reading.placed.append(new_placed((what, Place.TEXT, 0, fit)))
    if box is not None:
        reading.boxes.append(BoxRange(box.opening, size, False))
    return reading


def accepts(item: Item, fit: Fit, main: Series, *, spoiled: bool = False) -> bool:
    """Decide whether an item is a heading, by how its number fits.

    `spoiled` tells whether the number of its key before it was none.
    """
    style = item.marker.style
    if style is _ORDINAL_IS:
        # 二是 is a heading only as the next number of a 一、 series (seed 002:5).
        clean = fit.quality in CLEAN and fit.quality is not Quality.OPENS
        return clean and item.alone
    if item.segment.soft:
        return _accepts_inside(item, fit, main, spoiled)
    if fit.quality in CLEAN:
        return True
    if style in (MarkerStyle.SPACE, MarkerStyle.DECIMAL):
        return False
    if item.unfinished:
        return False
    if fit.quality is Quality.START and (item.key <= Key.ARTICLE or item.long):
        # An excerpt may begin with any article, or with （99）.
        return item.number <= MOST_NUMBERS
    return item.number <= fit.expected + FAR_AHEAD


def _accepts_inside(item: Item, fit: Fit, main: Series, spoiled: bool) -> bool:
    """Decide whether a marker inside a line opens a heading.

    It must fit; and the less stands before it, the more must speak for it behind.
    """
    quality, evidence = fit.quality, item.evidence
    followed = item.follower is not None
    if item.marker.style is MarkerStyle.SPACE:
        # 2组织体系 before 2.1领导机构.
        behind = item.behind
        return (
            quality in CLEAN
            and behind is not None
            and behind.marker.path[:1] == (item.number,)
        )
    if quality is Quality.START:
        # An excerpt may begin anywhere: （六）…（七）…
        return item.run_on and followed and item.key in _ROBUST
    if quality is Quality.RESTART and evidence is Evidence.OPEN:
        # An article may hold two lists: …假种子：（一）…劣种子：（一）…
        return item.run_on and followed and _in_article(fit, main)
    if quality is Quality.RESTART and item.key <= Key.HAN_COMMA:
        # Another document begins in the same line: …执行。附件　一、分级标准…
        return item.run_on and followed and evidence in _BEHIND_SENTENCE
    if quality is Quality.REPEAT and item.key is Key.ARTICLE:
        # 第十条之一 was put in behind 第十条.
        return item.run_on and evidence in _BEHIND_SENTENCE
    if item.marker.path and quality is Quality.OPENS:
        # 3.1 right behind 3 needs no other sign.
        above = main.levels[fit.level - 1] if fit.level else None
        return above is not None and (
            (above.path or (above.last,)) == item.marker.path[:-1]
        )
    if evidence is Evidence.GLUED and fit.opens and item.key is Key.HAN_PAREN:
        # 五、继续夯实工作基础（十四）落实审查制度。 in an excerpt.
        return quality in CLEAN or quality is Quality.GAP
    if quality not in CLEAN:
        # One number lost in a long run-on series is no reason to lose the rest.
        return (
            (evidence is Evidence.WIDE or (item.run_on and evidence is Evidence.CLOSED))
            and quality is Quality.GAP
            and item.number <= fit.expected + LOST_NUMBERS
            and (item.key in _ROBUST or followed)
        )
    if evidence is Evidence.GLUED:
        return quality is not Quality.JOINS
    if evidence is Evidence.TIGHT:
        # 完成时限：2020年底前（二）推进改革。 Not the contacts 张三、李四.
        behind = item.behind
        leads = behind is not None and behind.evidence is Evidence.GLUED
        sure = followed or leads or item.key is Key.HAN_PAREN
        return item.run_on and sure and quality in (Quality.CONTINUES, Quality.RUNS_ON)
    follower = item.follower
    same = follower is not None and follower.key is item.key
    following = follower.evidence if follower is not None and same else None
    if evidence is Evidence.OPEN and following is Evidence.LINE:
        # …下列情形：（一）…⏎（二）…: one line break was lost.
        return quality in (Quality.OPENS, Quality.CONTINUES)
    if evidence is Evidence.OPEN:
        # Items of an article are parted by semicolons: （一）…；（二）… So may others
        # be, unless （1）…；（2）… is said within a sentence.
        listed = item.key is Key.HAN_PAREN and not spoiled
        listed = listed or _in_article(fit, main)
        if quality is Quality.OPENS:
            listed = listed or following is not Evidence.OPEN
            return item.run_on and followed and listed
        return item.run_on and listed
    if quality is Quality.OPENS:
        return followed and (item.run_on or evidence in _APART)
    spaced = evidence in (Evidence.SPACED, Evidence.WRAPPED)
    return item.run_on or not spaced or item.key in _ROBUST


def _in_article(fit: Fit, main: Series) -> bool:
    """Tell whether an item would stand in an article, or be one."""
    return any(level.key is Key.ARTICLE for level in main.levels[: fit.level + 1])
