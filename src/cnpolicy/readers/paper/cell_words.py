"""The words of the cells of a table on a page: their lines joined.

In: characters with their boxes, cell by cell. Out: the words of each cell. A line that
the width of its column broke is joined to the next one; one that ends before it had to
is a paragraph of its cell, and a blank stands behind it. Imports nothing of the
package: the process that reads a PDF loads this file by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

# What no line begins with, and what none ends with.
_CLOSERS = frozenset("，。、；：！？）》〉】”’〕,.;:!?)]")
_OPENERS = frozenset("（《〈【“‘〔([")
# A list goes on behind these, in whatever line.
_GOES_ON = frozenset("，、,；;")
# Behind a line that ends early there is room for this part of a character more.
_SLACK = 0.4


class Mark(NamedTuple):
    """A character with its box."""

    text: str
    """The character."""

    left: float
    """Its left edge."""

    top: float
    """Its upper edge."""

    right: float
    """Its right edge."""

    bottom: float
    """Its lower edge."""


Line = list[Mark]
"""The characters of a line, from the left."""


def lines_of(marks: Iterable[Mark]) -> list[Line]:
    """Put characters into lines from the top, each from the left."""
    lines: list[Line] = []
    for mark in sorted(marks, key=lambda one: (one.top + one.bottom) / 2):
        middle = (mark.top + mark.bottom) / 2
        last = lines[-1][-1] if lines else None
        if last is not None and middle - (last.top + last.bottom) / 2 < max(
            2.0, (last.bottom - last.top) * 0.4, (mark.bottom - mark.top) * 0.4
        ):
            lines[-1].append(mark)
        else:
            lines.append([mark])
    return [sorted(line, key=lambda one: one.left) for line in lines]


def words_of(
    cells: Sequence[tuple[Iterable[Mark], float, float]],
) -> list[str]:
    """Return the words of cells, each given with its left edge and its right one.

    How far words stay from the edges is told by the fullest lines of all of them.
    """
    lines = [lines_of(marks) for marks, _, _ in cells]
    indents, gaps = [0.0], [0.0]
    if any(len(own) > 1 for own in lines):
        edges = [
            (line[0].left - left, right - line[-1].right)
            for own, (_, left, right) in zip(lines, cells, strict=True)
            for line in own
        ]
        indents, gaps = map(list, zip(*edges, strict=True))
    margin = max(0.0, min(indents)) + max(0.0, min(gaps))
    return [
        _joined(own, right - left - margin)
        for own, (_, left, right) in zip(lines, cells, strict=True)
    ]


def _joined(lines: Sequence[Line], room: float) -> str:
    """Return the words of a cell whose lines are at most `room` wide."""
    text = ""
    last: Line = []
    for line in lines:
        words = _spaced(line).strip()
        if text and words:
            # 2025⏎12 are two words, 20⏎25 in a narrow cell would be one.
            letters = text[-1].isascii() and text[-1].isalpha() and words[0].isascii()
            if (letters and words[0].isalpha()) or _ends_early(last, line, room):
                text += " "
        text += words
        last = line
    return text


def _ends_early(line: Line, after: Line, room: float) -> bool:
    """Tell whether what comes first in the next line had room behind this one."""
    if line[-1].text in _GOES_ON or line[-1].text in _OPENERS:
        return False
    first = 0
    while first + 1 < len(after) and _clings(after[first].text, after[first + 1].text):
        first += 1
    need = after[first].right - after[0].left
    need += _SLACK * (after[0].bottom - after[0].top)
    return after[0].text not in _CLOSERS and line[-1].right - line[0].left + need < room


def _clings(one: str, other: str) -> bool:
    """Tell whether no line ends between two characters."""
    return one in _OPENERS or other in _CLOSERS or (one.isascii() and other.isascii())


def _spaced(line: Line) -> str:
    """Return a line with a blank where characters stand far apart."""
    text = ""
    last: Mark | None = None
    for mark in line:
        if last is not None and mark.left - last.right > 0.8 * max(
            last.bottom - last.top, last.right - last.left
        ):
            text += " "
        text += mark.text
        last = mark
    return text
