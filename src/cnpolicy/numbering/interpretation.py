"""Interpretations: one pass over the markers with one order of the styles.

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

from cnpolicy.numbering.acceptance import accepts
from cnpolicy.numbering.candidates import (
    BoxRange,
    Candidate,
    Interruption,
    NumberingEvent,
    Preceding,
)
from cnpolicy.numbering.series import CLEAN, Fit, Key, Quality, Series, new_fit
from cnpolicy.numbering.stated_headings import NOTHING_STATED

BOX_RANKS = 3
"""Ranks the grammar has inside a box."""

# Behind these the lines may be cells of a table, or are known to be none.
_CELLS = (Interruption.TABLE, Interruption.TEXT)
# What opens a list: the next number, and whether it counts in Han numerals.
_LISTS: dict[Interruption, tuple[int, bool]] = {
    Interruption.LIST: (2, False),
    Interruption.HAN_LIST: (2, True),
    Interruption.NOTE: (1, False),
}
_HAN_KEYS = (Key.HAN_COMMA, Key.HAN_PAREN)
# Headings of these keys end what is laid out as a table.
_LASTING = Key.HAN_PAREN
# What stands before the items of an enumeration within a sentence: …；以及（四）…
_WITHIN = frozenset("；;，,、：:及与和")
# What stands before an item in the middle of a sentence.
_MIDWAY = frozenset("；;，,、及与和")
# Of an enumeration, this many items are tested for standing inside a line.
_FARTHEST_INSIDE = 12


class NumberedBy(Enum):
    """Which numbering an interpretation counts a marker to."""

    MAIN = "main"
    """A heading of the document."""

    BOX = "box"
    """A heading inside a box."""

    LIST = "list"
    """A line of a note or list."""

    TEXT = "text"
    """No heading."""


# Access to a member of an Enum is slow before Python 3.12; this name is fast.
_AS_HEADING, _IN_LIST, _IN_TEXT = NumberedBy.MAIN, NumberedBy.LIST, NumberedBy.TEXT
_TABLE, _LINE = Interruption.TABLE, Preceding.LINE


class Placed(NamedTuple):
    """What an interpretation makes of a candidate."""

    item: Candidate
    """The candidate."""

    place: NumberedBy
    """Where it belongs."""

    rank: int
    """Rank of its level there; 0 for text."""

    fit: Fit
    """How its number fits there."""


new_placed: Callable[[tuple[Candidate, NumberedBy, int, Fit]], Placed] = partial(
    tuple.__new__, Placed
)
"""Make a `Placed` of its fields without calling a Python function."""


class Interpretation:
    """The result of one pass."""

    def __init__(self) -> None:
        self.placed: list[Placed] = []
        self.boxes: list[BoxRange] = []
        self.faults = 0
        self.stated = NOTHING_STATED
        """The headings without number, which the file states."""


class _BoxNumbering:
    """A box whose end was not found yet."""

    def __init__(self, opening: int, ranks: dict[Key, int]) -> None:
        self.opening = opening
        self.series = Series(ranks)
        self.alone = False
        """Whether its last item stood alone on its line."""

    def owns(self, item: Candidate, main: Series) -> bool:
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

    def take(self, item: Candidate) -> Placed:
        """Accept an item into the box's own numbering."""
        fit = self.series.fit(item.key, item.marker)
        self.series.take(item.key, item.marker, fit)
        self.alone = item.alone
        return new_placed(
            (item, NumberedBy.BOX, min(len(self.series.levels), BOX_RANKS), fit)
        )


class _OpenList:
    """A list whose lines are no headings: of a note, of a law quoted, of a sentence."""

    def __init__(
        self, expected: int, han: bool, within: bool = False, quoted: bool = False
    ) -> None:
        self.expected = expected
        self.quoted = quoted
        """Whether it is quoted from a law, and not from its first item on."""
        self.han = han
        """Whether it counts in Han numerals."""
        self.within = within
        """Whether it stands within a sentence: …方面：（一）…；（二）…。"""

    def takes(self, item: Candidate) -> bool:
        """Tell whether an item is the next line of the list; if so, count it."""
        if (item.key in _HAN_KEYS) is not self.han:
            return False
        if self.within and item.sign not in _WITHIN:
            return False
        # Within a sentence of wrapped text a number may be torn: （⏎三）.
        lost = self.within and item.number == self.expected + 1
        # Of a law that is quoted by parts some are left out: （二）…；⏎（四）…
        left_out = self.quoted and item.sign in "；;" and item.number > self.expected
        if item.number != self.expected and not (lost or left_out):
            return False
        self.expected = item.number + 1
        return True


class _Reader:
    """Reads the events of a document one by one under one order of the keys."""

    def __init__(self, ranks: dict[Key, int]) -> None:
        self.found = Interpretation()
        self.ranks = ranks
        self.main = Series(ranks)
        self.box: _BoxNumbering | None = None
        self.listed: _OpenList | None = None
        self.tabular = False
        """Whether the lines behind a caption may be cells."""
        self.spoiled: set[Key] = set()
        """Keys whose last number was none."""
        self.latest: dict[Key, Candidate] = {}
        """The last heading of each key."""

    def interrupt(self, index: int, what: Interruption) -> None:
        """Note what stands between the numbers."""
        self.tabular = what is _TABLE
        if what in _CELLS:
            return
        if what in _LISTS:
            self.listed = _OpenList(*_LISTS[what])
            return
        self.close_box(index, True)
        self.listed = None
        if what is Interruption.BOX:
            self.box = _BoxNumbering(index, self.ranks)
        else:
            self.main, self.latest = Series(self.ranks), {}

    def close_box(self, index: int, certain: bool) -> None:
        """End the box that is open, if one is."""
        if self.box is not None:
            self.found.boxes.append(BoxRange(self.box.opening, index, certain))
            self.box = None

    def place(self, index: int, item: Candidate) -> None:
        """Place one item."""
        if self.listed is not None and self.listed.takes(item):
            own = new_fit((Quality.CONTINUES, 0, item.number, False))
            self.found.placed.append(new_placed((item, _IN_LIST, 0, own)))
            return
        if item.key <= _LASTING or item.long:
            self.tabular = False
        fit = None
        if self.tabular or (self.listed is not None and item.preceding is not _LINE):
            fit = self.main.fit(item.key, item.marker)
            if fit.quality is not Quality.CONTINUES:
                self.found.placed.append(new_placed((item, _IN_LIST, 0, fit)))
                return
        if self.box is not None and self.box.owns(item, self.main):
            self.found.placed.append(self.box.take(item))
            return
        fit = fit or self.main.fit(item.key, item.marker)
        within = _enumerates(item)
        if within or self._quotes(item, fit):
            later = not within and item.number != 1
            self.listed = _OpenList(
                item.number + 1, item.key in _HAN_KEYS, within, later
            )
            self.found.placed.append(new_placed((item, _IN_LIST, 0, fit)))
            return
        line = not item.segment.tentative
        if fit.quality is Quality.RESTART and item.announced and line:
            fit = fit._replace(quality=Quality.ANEW)
        if accepts(item, fit, self.main, spoiled=item.key in self.spoiled):
            self._take(index, item, fit)
        else:
            self.spoiled.add(item.key)
            self.found.placed.append(new_placed((item, _IN_TEXT, 0, fit)))

    def _take(self, index: int, item: Candidate, fit: Fit) -> None:
        """Let an item be a heading."""
        self.spoiled.discard(item.key)
        if (
            fit.quality not in CLEAN
            or self.main.sinks(item.key, fit)
            or (fit.quality is Quality.OPENS and item.announced and self._captures(fit))
        ):
            self.found.faults += 1
        rank = self.main.take(item.key, item.marker, fit)
        self.latest[item.key] = item
        self.found.placed.append(new_placed((item, _AS_HEADING, rank, fit)))
        self.listed = None
        self.close_box(index, True)

    def _quotes(self, item: Candidate, fit: Fit) -> bool:
        """Tell whether an item opens a list that is quoted from somewhere else.

        …应当遵守下列规定：⏎（三）密闭运输；⏎（四）…: it takes no place in the numbering
        of the document, above all where an open series goes on behind it.
        """
        if item.segment.tentative or not self.main.levels:
            return False
        if item.announced and item.parted and item.number != 1:
            return True  # …下列义务：⏎（二）…；: the quotation leaves out （一）
        if item.wrapped and fit.quality not in CLEAN and item.sign in _MIDWAY:
            return True  # …（四）甲；⏎（五）乙: the first ones were torn by the page
        if fit.quality is Quality.START:
            return item.announced or self._captures(fit)
        return fit.quality is Quality.RESTART and item.announced and self._captures(fit)

    def _captures(self, fit: Fit) -> bool:
        """Tell whether a heading would end a series that goes on behind it."""
        for level in self.main.levels[fit.level + (not fit.opens) :]:
            latest = self.latest.get(level.key)
            following = None if latest is None else latest.next
            if following is not None and following.number == level.last + 1:
                return True
        return False


def _enumerates(item: Candidate) -> bool:
    """Tell whether an item is the first of an enumeration within a sentence.

    In wrapped text one may come to stand at the start of a line; the others may stand
    inside lines or at their start: …方面：⏎（一）…；（二）…；⏎（三）…。
    """
    if item.number != 1 or not item.wrapped or item.sign not in ("：", ":"):
        return False
    follower = item.follower
    if item.preceding is Preceding.OPEN:
        return follower is not None and follower.sign in _WITHIN
    for _ in range(_FARTHEST_INSIDE):
        if follower is None or follower.sign not in _WITHIN:
            return False
        if follower.preceding is Preceding.OPEN:
            return True
        follower = follower.follower
    return False


def interpret(
    events: list[NumberingEvent], ranks: dict[Key, int], size: int
) -> Interpretation:
    """Read all events once; `size` is the number of segments."""
    reader = _Reader(ranks)
    for index, what in events:
        if isinstance(what, Candidate):
            reader.place(index, what)
        else:
            reader.interrupt(index, what)
    reader.close_box(size, False)
    return reader.found
