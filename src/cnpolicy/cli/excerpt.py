"""A line of a text, with a caret below the place that is meant.

In: a line, and columns in it. Out: one or two lines for a terminal: the words around
the place, and `^` below its characters.
"""

from __future__ import annotations

import re

from cnpolicy.cli.wrapping import width_of

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_MARGIN = "  "
_MARK = "^"


def excerpt(line: str, column: int, end: int | None, width: int) -> list[str]:
    """Return the words around a place, and the carets below it.

    `column` and `end` count characters from 1, `end` being behind the last; None for
    the end of the line. An empty line has nothing to show.
    """
    # One sign for one: the columns stay what they are.
    shown = _CONTROL.sub(" ", line)
    if not shown.strip():
        return []
    start = column - 1
    stop = max(start + 1, len(shown) if end is None else end - 1)
    room = max(width - len(_MARGIN) - 2, 8)
    first = _first(shown, start, room)
    last = first
    size = 0
    while last < len(shown) and size + width_of(shown[last]) <= room:
        size += width_of(shown[last])
        last += 1
    before = "…" if first else ""
    after = "…" if last < len(shown) else ""
    left = width_of(before + shown[first:start])
    marks = width_of(shown[start : min(stop, last)]) or 1
    return [
        f"{_MARGIN}{before}{shown[first:last]}{after}",
        f"{_MARGIN}{' ' * left}{_MARK * marks}",
    ]


def _first(shown: str, start: int, room: int) -> int:
    """Return where the words begin: far enough before the place to recognise it."""
    first = start
    size = width_of(shown[start : start + 1])
    while first > 0 and size + width_of(shown[first - 1]) <= room // 2:
        first -= 1
        size += width_of(shown[first])
    return 0 if width_of(shown) <= room else first
