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
"""Make a `Placed` of its fields, likewise."""


class Interpretation:
    """The result of one pass."""

    def __init__(self) -> None:
        self.placed: list[Placed] = []
        self.boxes: list[BoxRange] = []
        self.faults = 0
        self.stated = NOTHING_STATED
        """The headings without number, which the file states."""


class _BoxNumbering:
    """A box whose end has not been met."""

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


def interpret(
    events: list[NumberingEvent], ranks: dict[Key, int], size: int
) -> Interpretation:
    """Read all events once; `size` is the number of segments."""
    found = Interpretation()
    main = Series(ranks)
    box: _BoxNumbering | None = None
    listed: int | None = None
    han = False
    tabular = False
    lasting, main_place, table = Key.HAN_PAREN, NumberedBy.MAIN, Interruption.TABLE
    spoiled: set[Key] = set()
    for index, what in events:
        if type(what) is not Candidate:
            tabular = what is table
            if what in _CELLS:
                continue
            if what in (Interruption.LIST, Interruption.HAN_LIST):
                listed, han = 2, what is Interruption.HAN_LIST
                continue
            if box is not None:
                found.boxes.append(BoxRange(box.opening, index, True))
                box = None
            listed = None
            if what is Interruption.BOX:
                box = _BoxNumbering(index, ranks)
            else:
                main = Series(ranks)
            continue
        if (
            listed is not None
            and what.number == listed
            and (what.key in (Key.HAN_COMMA, Key.HAN_PAREN)) is han
        ):
            fit = new_fit((Quality.CONTINUES, 0, listed, False))
            found.placed.append(new_placed((what, NumberedBy.LIST, 0, fit)))
            listed += 1
            continue
        if what.key <= lasting or what.long:
            tabular = False
        if tabular or (listed is not None and what.preceding is not Preceding.LINE):
            fit = main.fit(what.key, what.marker)
            if fit.quality is not Quality.CONTINUES:
                found.placed.append(new_placed((what, NumberedBy.LIST, 0, fit)))
                continue
        if box is not None and box.owns(what, main):
            found.placed.append(box.take(what))
            continue
        fit = main.fit(what.key, what.marker)
        if accepts(what, fit, main, spoiled=what.key in spoiled):
            spoiled.discard(what.key)
            rank = main.take(what.key, what.marker, fit)
            found.placed.append(new_placed((what, main_place, rank, fit)))
            found.faults += fit.quality not in CLEAN
            listed = None
            if box is not None:
                found.boxes.append(BoxRange(box.opening, index, True))
                box = None
        else:
            spoiled.add(what.key)
            found.placed.append(new_placed((what, NumberedBy.TEXT, 0, fit)))
    if box is not None:
        found.boxes.append(BoxRange(box.opening, size, False))
    return found
