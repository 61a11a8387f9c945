"""The coordinates in which a page of a PDF is read, for the process that reads it.

In: a page of the library and its text. Out: boxes in points from the upper left corner
of the page, turned so that its text stands upright: a wide table is often drawn
sideways on a page, or on a page that is shown turned.
"""

from collections import Counter
from math import pi
from typing import Any

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""

# The turn of a page is asked of so many of its characters, and is that of this share.
_SAMPLES = 200
_TURNED_SHARE = 0.6
_QUARTER = pi / 2


class Frame:
    """Turns places of a page into those of its upright text."""

    def __init__(self, page: Any, text_page: Any) -> None:
        """Find out how the page is turned."""
        self._edges = left, bottom, right, top = page.get_bbox()
        self._turn = _turn_of(text_page)
        wide, high = right - left, top - bottom
        self.width, self.height = (high, wide) if self._turn % 2 else (wide, high)
        """Of the page as its text is upright."""

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a box of the page, whose heights are from its foot, as it is read."""
        first, lowest, last, highest = self._edges
        if self._turn == 0:
            return left - first, highest - top, right - first, highest - bottom
        if self._turn == 1:  # from the top downwards
            return highest - top, last - right, highest - bottom, last - left
        if self._turn == 2:  # upside down
            return last - right, bottom - lowest, last - left, top - lowest
        return bottom - lowest, left - first, top - lowest, right - first


def _turn_of(text_page: Any) -> int:
    """Return by how many quarters, clockwise, most characters of a page are turned."""
    from pypdfium2 import raw

    count = text_page.count_chars()
    turns: Counter[int] = Counter()
    for unit in range(0, count, max(1, count // _SAMPLES)):
        if raw.FPDFText_IsGenerated(text_page, unit) != 1:
            angle = raw.FPDFText_GetCharAngle(text_page, unit)
            turns[round(max(angle, 0.0) / _QUARTER) % 4] += 1
    turn, most = turns.most_common(1)[0] if turns else (0, 0)
    return turn if most >= _TURNED_SHARE * turns.total() else 0
