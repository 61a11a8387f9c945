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

# The turn of one in this many characters of a page is read: words at a slant have more.
# A page is turned if at least this share of them is.
_STEP = 3
_TURNED_SHARE = 0.6
_QUARTER = pi / 2
# Scans lie less aslant than this, in quarters.
_SLANT = 0.06


class Frame:
    """Turns places of a page into those of its upright text."""

    def __init__(self, page: Any, text_page: Any) -> None:
        """Find out how the page is turned."""
        self._edges = left, bottom, right, top = page.get_bbox()
        self._turn, self.slanted = _turn_of(text_page)
        """The places of characters at a slant."""
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


def _turn_of(text_page: Any) -> tuple[int, set[int]]:
    """Return by how many quarters, clockwise, most characters of a page are turned.

    Beside it the places of those at a slant, as watermarks are, unless most are.
    """
    angles = _angles(text_page, _STEP)
    if any(angle is None for _, angle in angles):
        angles = _angles(text_page, 1)
    slanted = {unit for unit, angle in angles if angle is None}
    turns = Counter(angle for _, angle in angles if angle is not None)
    turn, most = turns.most_common(1)[0] if turns else (0, 0)
    if 2 * len(slanted) > len(angles):
        slanted = set()
    return turn if most >= _TURNED_SHARE * len(angles) else 0, slanted


def _angles(text_page: Any, step: int) -> list[tuple[int, int | None]]:
    """Return the turns of characters in quarters, by place; None of one at a slant."""
    from pypdfium2 import raw

    found: list[tuple[int, int | None]] = []
    for unit in range(0, text_page.count_chars(), step):
        if raw.FPDFText_IsGenerated(text_page, unit) == 1:
            continue
        turns = max(raw.FPDFText_GetCharAngle(text_page, unit), 0.0) / _QUARTER
        whole = round(turns)
        found.append((unit, None if abs(turns - whole) > _SLANT else whole % 4))
    return found
