"""Items below decimal headings: the 1. and 2. of 1.2, which are no chapters.

In: the events of one part of a document. Out: the key of each such item is
`Key.DECIMAL_ITEM`. A document numbered 1, 1.1, 1.2, 2, 2.1 may list 1. and 2. below
1.2: they look like its chapters, and begin anew within one. A chapter is known by the
decimal right behind it (2 above 2.1), or by its sign (2 组织体系 beside 2.自然灾害).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cnpolicy.model.markers import MarkerStyle
from cnpolicy.numbering.candidates import Candidate, NumberingEvent
from cnpolicy.numbering.series import Key

_DECIMALS = (Key.DECIMAL_2, Key.DECIMAL_3, Key.DECIMAL_4)


def key_decimal_items(events: Sequence[NumberingEvent]) -> None:
    """Give the items below decimal headings a key of their own."""
    chapters = _Chapters()
    for item, behind in _with_next(events):
        if item.key is Key.ARABIC_DOT:
            if chapters.hold(item, behind):
                item.key = Key.DECIMAL_ITEM
        elif item.key in _DECIMALS:
            chapters.below = item.marker.path[:1] == (chapters.number,)
            chapters.expected = 1
        elif item.key < Key.ARABIC_DOT:
            chapters = _Chapters()  # 二、 ends what 1. and 1.1 have opened


def _with_next(
    events: Sequence[NumberingEvent],
) -> Iterator[tuple[Candidate, Candidate | None]]:
    """Yield each item with the one behind it."""
    before: Candidate | None = None
    for _, what in events:
        if isinstance(what, Candidate):
            if before is not None:
                yield before, what
            before = what
    if before is not None:
        yield before, None


class _Chapters:
    """The chapter that is open, and the items of the decimal heading that is open."""

    def __init__(self) -> None:
        self.number = 0
        """The number of the chapter; 0 for none that has decimals."""
        self.style: MarkerStyle | None = None
        """How its number is written."""
        self.below = False
        """Whether one of its decimals is open."""
        self.expected = 1
        """The number that the next item would have."""
        self.alone = False
        """Whether the last item stood alone on its line."""

    def hold(self, item: Candidate, behind: Candidate | None) -> bool:
        """Tell whether an item stands below a decimal heading of the chapter."""
        if behind is not None and behind.marker.path == (item.number, 1):
            self.number, self.style = item.number, item.marker.style
            self.below = False
            return False
        # Below one decimal （1） and （2） may each have a 1.
        held = self.below and item.number in (1, self.expected)
        if held and item.number == self.number + 1:
            # 2. may be the next chapter, without decimals: it looks like the first.
            held = item.marker.style is not self.style or item.alone is self.alone
        if held:
            self.expected, self.alone = item.number + 1, item.alone
        elif self.below and item.number == self.number + 1:
            self.number, self.below = 0, False
        return held
