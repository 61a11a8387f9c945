"""Series: which number can follow which.

In: the numbers of a document one by one. Out: for each, how it fits what is open
(`Fit`). A `Series` is one context of numbering: a part of the document, or a box.

A style of marker is a *key*; keys have a rank in the order of this document. A key
may run on across the sections above it ((四) as the first child of 三、, seed 000) or
restart under each (seed 001): both fit. Two keys that differ in the numeral script
alone may be one series ((1)(二)(3)(4)(五), seed 002:6): they are kindred.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from functools import partial
from typing import NamedTuple

from cnpolicy.model.markers import Marker, MarkerStyle, NumeralScript


class Key(IntEnum):
    """A style of marker as a level, in the standard order (GB/T 9704-2012)."""

    PART = 1
    SUBPART = 2
    CHAPTER = 3
    SECTION = 4
    ARTICLE = 5
    FORMAL_COMMA = 6
    ROMAN = 7
    STEM_COMMA = 8  # of `UNPLACED`
    HAN_COMMA = 9
    HAN_PAREN = 10
    ARABIC_DOT = 11
    DECIMAL_2 = 12
    DECIMAL_3 = 13
    DECIMAL_4 = 14
    DECIMAL_ITEM = 15  # 1. below 1.2, see `decimal_items`
    ARABIC_PAREN = 16
    HALF_PAREN = 17
    CIRCLED = 18


UNPLACED = (Key.STEM_COMMA,)
"""Keys that have no place in the standard: they stand where the document puts them, and
head nothing unless a second number follows."""

_BY_STYLE = {  # whatever the script of the number
    MarkerStyle.PART: Key.PART,
    MarkerStyle.SUBPART: Key.SUBPART,
    MarkerStyle.CHAPTER: Key.CHAPTER,
    MarkerStyle.SECTION: Key.SECTION,
    MarkerStyle.ARTICLE: Key.ARTICLE,
    MarkerStyle.HALF_PAREN: Key.HALF_PAREN,
    MarkerStyle.CIRCLED: Key.CIRCLED,
    MarkerStyle.ORDINAL_IS: Key.HAN_COMMA,
    MarkerStyle.SPACE: Key.ARABIC_DOT,
}
_BY_SCRIPT = {
    (MarkerStyle.COMMA, NumeralScript.FORMAL): Key.FORMAL_COMMA,
    (MarkerStyle.DOT, NumeralScript.FORMAL): Key.FORMAL_COMMA,
    (MarkerStyle.COMMA, NumeralScript.HAN): Key.HAN_COMMA,
    (MarkerStyle.DOT, NumeralScript.HAN): Key.HAN_COMMA,
    (MarkerStyle.COMMA, NumeralScript.ARABIC): Key.ARABIC_DOT,
    (MarkerStyle.DOT, NumeralScript.ARABIC): Key.ARABIC_DOT,
    (MarkerStyle.DOT, NumeralScript.ROMAN): Key.ROMAN,
    (MarkerStyle.COMMA, NumeralScript.ROMAN): Key.ROMAN,
    (MarkerStyle.COMMA, NumeralScript.STEM): Key.STEM_COMMA,
    (MarkerStyle.PAREN, NumeralScript.FORMAL): Key.HAN_PAREN,
    (MarkerStyle.PAREN, NumeralScript.HAN): Key.HAN_PAREN,
    (MarkerStyle.PAREN, NumeralScript.ARABIC): Key.ARABIC_PAREN,
}
_KEYS = {
    (style, script): key for style, key in _BY_STYLE.items() for script in NumeralScript
} | _BY_SCRIPT
_DECIMALS = (Key.DECIMAL_2, Key.DECIMAL_3, Key.DECIMAL_4)

# Same delimiter, other numerals: one may stand in the other's series.
KINDRED: dict[Key, tuple[Key, ...]] = {
    Key.HAN_PAREN: (Key.ARABIC_PAREN,),
    Key.ARABIC_PAREN: (Key.HAN_PAREN, Key.HALF_PAREN),
    Key.HALF_PAREN: (Key.ARABIC_PAREN,),
    Key.HAN_COMMA: (Key.ARABIC_DOT,),
    Key.ARABIC_DOT: (Key.HAN_COMMA,),
}


def key_of(marker: Marker) -> Key | None:
    """Return the key of a marker; None for signs that number nothing (——)."""
    if marker.style is MarkerStyle.DECIMAL:
        depth = len(marker.path) - 2
        return _DECIMALS[depth] if depth < len(_DECIMALS) else None
    return _KEYS.get((marker.style, marker.script))


class Quality(IntEnum):
    """How a number fits, the clean ways first."""

    CONTINUES = 0
    """The next number of an open level."""

    OPENS = 1
    """1, at a level that is not open."""

    RUNS_ON = 2
    """The next number of its key, under a new parent."""

    JOINS = 3
    """The next number of an open level of a kindred key."""

    ANEW = 4
    """1 again, behind words that announce another list: 船员档案包括：（一）"""

    GAP = 5
    """A later number than the next."""

    START = 6
    """The first of its key here, and not 1."""

    RESTART = 7
    """1 again, with no new parent above it."""

    REPEAT = 8
    """The number before it, again."""

    BACKWARDS = 9
    """A number before the last one."""


CLEAN = frozenset(
    {
        Quality.CONTINUES,
        Quality.OPENS,
        Quality.RUNS_ON,
        Quality.JOINS,
        Quality.ANEW,
    }
)
"""The fits that are no fault of numbering."""


class Fit(NamedTuple):
    """How a number would fit, and where."""

    quality: Quality
    """How."""

    level: int
    """Index of the level it belongs to; the number of levels below it is kept."""

    expected: int
    """The number that would have been clean there."""

    opens: bool
    """Whether the level is new."""


new_fit: Callable[[tuple[Quality, int, int, bool]], Fit] = partial(tuple.__new__, Fit)
"""Make a `Fit` of its fields without calling a Python function; see `new_span`."""


class Level:
    """One open level: the last heading of a series."""

    __slots__ = ("key", "keys", "last", "path", "rank", "style")

    def __init__(self, key: Key, rank: int, marker: Marker) -> None:
        self.key = key
        self.keys = {key}
        """The key and the kindred ones that have stood in this level."""
        self.rank = rank
        self.last = marker.ordinal or 0
        self.path = marker.path
        self.style = marker.style


class Series:
    """The open levels of one context of numbering, the outermost first."""

    def __init__(self, ranks: dict[Key, int]) -> None:
        self.ranks = ranks
        self.levels: list[Level] = []
        self.last: dict[Key, int] = {}
        """The last number of each key, wherever it stood."""
        self.topmost: set[Key] = set()
        """The keys whose last number had no level above it."""

    def fit(self, key: Key, marker: Marker) -> Fit:
        """Tell how a marker would fit; nothing changes."""
        number = marker.ordinal or 0
        found = self._own(key, number, marker.path)
        if found.quality in CLEAN:
            return found
        joined = self._kindred(key, marker)
        return found if joined is None else joined

    def _own(self, key: Key, number: int, path: tuple[int, ...]) -> Fit:
        """The fit within the marker's own key."""
        levels = self.levels
        for index, level in enumerate(levels):
            if key in level.keys:
                expected = level.last + 1
                quality = _against(level.last, number)
                if path and key is Key.ARTICLE:
                    quality = _inserted(level, path)
                elif path and path[:-1] != level.path[:-1]:
                    quality = Quality.OPENS if number == 1 else Quality.GAP
                return new_fit((quality, index, expected, False))
        rank = self.ranks[key]
        index = len(levels)
        while index and levels[index - 1].rank >= rank:
            index -= 1
        if number == 1:
            return new_fit((Quality.OPENS, index, 1, True))
        if path and key is not Key.ARTICLE:
            # 2.2 counts on from 2.1 only.
            return new_fit((Quality.GAP, index, 1, True))
        expected = self.last.get(key, 0) + 1
        if number == expected or (path and number == expected - 1):
            return new_fit((Quality.RUNS_ON, index, expected, True))
        quality = Quality.START if expected == 1 else _against(expected - 1, number)
        return new_fit((quality, index, expected, True))

    def _kindred(self, key: Key, marker: Marker) -> Fit | None:
        """The fit in an open level of a kindred key, if it is the next number there."""
        number = marker.ordinal or 0
        kindred = KINDRED.get(key, ())
        for index in range(len(self.levels) - 1, -1, -1):
            level = self.levels[index]
            if (
                level.last + 1 == number
                and level.style is marker.style
                and not level.keys.isdisjoint(kindred)
            ):
                return new_fit((Quality.JOINS, index, number, False))
        return None

    def take(self, key: Key, marker: Marker, fit: Fit) -> int:
        """Accept a marker where `fit` says; return the rank of its level."""
        number = marker.ordinal or 0
        del self.levels[fit.level + (0 if fit.opens else 1) :]
        if fit.opens:
            self.levels.append(Level(key, self.ranks[key], marker))
        level = self.levels[-1]
        level.last, level.path, level.style = number, marker.path, marker.style
        level.keys.add(key)
        for name in level.keys:
            self.last[name] = number
        if len(self.levels) == 1:
            self.topmost.add(key)
        else:
            self.topmost.discard(key)
        return level.rank

    def sinks(self, key: Key, fit: Fit) -> bool:
        """Tell whether a number runs on below an article from one that stood above all.

        一、 above 第一条, but 二、 below 第二条: another order of the keys fits better.
        """
        return (
            fit.quality is _RUNS_ON
            and key in self.topmost
            and fit.level > 0
            and self.levels[fit.level - 1].key is Key.ARTICLE
        )


# Access to a member of an Enum is slow before Python 3.12; these names are fast.
_CONTINUES, _RUNS_ON = Quality.CONTINUES, Quality.RUNS_ON


def _inserted(level: Level, path: tuple[int, ...]) -> Quality:
    """How an article that was put in later follows: 第十条, 第十条之一, 第十条之二."""
    number, place = path
    if number != level.last:
        return Quality.GAP if number > level.last else Quality.BACKWARDS
    last = level.path[1] if level.path else 0
    return Quality.REPEAT if place == last else _against(last, place)


def _against(last: int, number: int) -> Quality:
    """How `number` follows `last` in one level."""
    if number == last + 1:
        return _CONTINUES
    if number == 1:
        return Quality.RESTART
    if number == last:
        return Quality.REPEAT
    return Quality.GAP if number > last else Quality.BACKWARDS
