"""Lines of a width, as Chinese is set.

In: words and a width in columns of a terminal, where a Han character takes two. Out:
lines. None begins with a closing sign (、，。」) or ends with an opening one, and no
number, Latin word or short item of a list is broken.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from cnpolicy.lexical.lazy_regex import lazy

_CLOSING = "、，。；：！？）】》”’〉」』〕…—·,.;:!?)]}%％"
_OPENING = "（【《“‘〈「『〔([{"
# A number with the 年 of a date, a Latin word, one other character; each with the
# opening signs before it and the closing ones behind.
_UNIT = lazy(
    rf"[{_OPENING.replace('[', chr(92) + '[')}]*"
    rf"(?:[A-Za-z0-9][A-Za-z0-9._+/@~-]*[年月日]?|\s+|.)"
    rf"[{_CLOSING.replace(']', chr(92) + ']').replace('-', '')}]*"
)
_STOP = tuple("、，。；：,;")
_SHORT = 24


def width_of(words: str) -> int:
    """Return how many columns of a terminal words take."""
    return sum(map(_width, words))


def _width(sign: str) -> int:
    """Return how many columns a character takes; none for a combining one."""
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def wrap(words: str, width: int) -> list[str]:
    """Return words as lines of at most `width` columns; at least one.

    A unit that is wider than a line is broken, for it must stand somewhere.
    """
    lines: list[str] = []
    for paragraph in words.split("\n"):
        lines += _wrapped(paragraph, max(width, 4))
    return lines


def _wrapped(words: str, width: int) -> list[str]:
    """Wrap one paragraph."""
    lines, line, room = [], "", width
    for item in _items(words):
        pieces = [item]
        wide = width_of(item.rstrip())
        if wide > room and (wide > width or wide > _SHORT):
            pieces = _UNIT.findall(item)
        for unit in pieces:
            for piece in _narrow(unit, width):
                size = width_of(piece.rstrip())
                if size > room and line:
                    lines.append(line.rstrip())
                    line, room, piece = "", width, piece.lstrip()
                line += piece
                room -= width_of(piece)
    return [*lines, line.rstrip()]


def _items(words: str) -> Iterator[str]:
    """Yield the pieces of a line that better stay together: up to a stop."""
    item = ""
    for unit in _UNIT.findall(words):
        item += unit
        if unit.endswith(_STOP) or unit.isspace():
            yield item
            item = ""
    if item:
        yield item


def _narrow(unit: str, width: int) -> Iterator[str]:
    """Yield a unit, in pieces if no line is wide enough for it."""
    if width_of(unit.rstrip()) <= width:
        yield unit
        return
    piece = ""
    for sign in unit:
        if width_of(piece + sign) > width:
            yield piece
            piece = ""
        piece += sign
    yield piece
