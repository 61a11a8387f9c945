"""Automatic numbers of an ODT: 一、（一）1. ① before items and headings.

In: the list styles of the document, and each list, item and heading in order. Out: the
characters that an office program shows before the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import field, frozen
from lxml import etree

from cnpolicy.readers.list_numbers import format_number, plain_bullet
from cnpolicy.readers.xml_tree import attribute, child, local

# `style:num-format` by its first sign: programs write 一, 二, 三, ... for 一.
_FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "一": "chineseCountingThousand",
    "壹": "ideographLegalTraditional",
    "甲": "ideographTraditional",
    "子": "ideographZodiac",
    "①": "decimalEnclosedCircle",
    "１": "decimalFullWidth",
    "⑴": "decimalEnclosedParen",
    "⒈": "decimalEnclosedFullstop",
    "㈠": "ideographEnclosedCircle",
}
_MAX_LEVEL = 10
_PLACE = re.compile("%([0-9]{1,2})%")
_NUMBER = re.compile("[0-9]{1,9}\\Z")


def count_of(element: etree._Element, name: str, default: int) -> int:
    """Return an attribute that is a plain number, `default` for anything else."""
    stated = attribute(element, name)
    return int(stated) if stated is not None and _NUMBER.match(stated) else default


@frozen
class Level:
    """One level of a list style: `（一）`."""

    number_format: str = ""
    """The format of its numbers as `format_number` knows it; empty without numbers."""

    before: str = ""
    """What stands before the number."""

    after: str = ""
    """What stands behind it."""

    start: int = 1
    """Its first number."""

    shown: int = 1
    """How many levels are shown, this one the last: 2 for 1.1."""

    pattern: str = ""
    """The whole of its text, with %1% for the number of the first level; empty if it
    is made of the fields above."""

    bullet: str = ""
    """The sign of a level without numbers."""


class ListStyles:
    """The list styles of one document by name; the outline of headings is one."""

    OUTLINE = ""
    """The name of the style that numbers headings."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        """Read the styles in the parts of a document; the first of a name counts."""
        self._styles: dict[str, dict[int, Level]] = {}
        for root in roots:
            for element in root.iter():
                if local(element) == "list-style":
                    name = attribute(element, "name") or ""
                    self._styles.setdefault(name, _levels(element))
                elif local(element) == "outline-style":
                    self._styles.setdefault(self.OUTLINE, _levels(element))

    def levels(self, name: str) -> dict[int, Level]:
        """Return the levels of a style, from 1; none for an unknown one."""
        return self._styles.get(name, {})


def _levels(style: etree._Element) -> dict[int, Level]:
    """Read the levels of a list style."""
    levels = {}
    for element in style:
        at = count_of(element, "level", 0)
        if 0 < at <= _MAX_LEVEL:
            levels[at] = _level(element)
    return levels


def _level(element: etree._Element) -> Level:
    """Read one level."""
    stated = attribute(element, "num-format") or ""
    shown = count_of(element, "display-levels", 1)
    return Level(
        number_format=_FORMATS.get(stated[:1], "decimal" if stated else ""),
        before=attribute(element, "num-prefix") or "",
        after=attribute(element, "num-suffix") or "",
        start=count_of(element, "start-value", 1),
        shown=min(shown, _MAX_LEVEL),
        pattern=attribute(element, "num-list-format") or "",
        bullet=plain_bullet(attribute(element, "bullet-char") or ""),
    )


@frozen
class Counters:
    """Where the numbers of one list stand, which others may continue."""

    style: str
    """The name of its style."""

    values: dict[int, int] = field(factory=dict, hash=False)
    """The last number of each level, from 1."""


class ListCounter:
    """Counts the items and headings of one document."""

    def __init__(self, styles: ListStyles) -> None:
        """Begin with nothing counted."""
        self._styles = styles
        self._by_id: dict[str, Counters] = {}
        self._by_style: dict[str, Counters] = {}
        self._outline = Counters(ListStyles.OUTLINE)

    def open(self, element: etree._Element, outer: Counters | None) -> Counters:
        """Return the counters of a `text:list`; inside another one they are its."""
        style = attribute(element, "style-name") or (outer.style if outer else "")
        if outer is not None:
            return Counters(style, outer.values)
        continued = attribute(element, "continue-list")
        counters = self._by_id.get(continued) if continued else None
        if counters is None and attribute(element, "continue-numbering") == "true":
            counters = self._by_style.get(style)
        counters = counters or Counters(style)
        identity = attribute(element, "id")
        if identity:
            self._by_id[identity] = counters
        self._by_style[style] = counters
        return counters

    def item(self, counters: Counters, level: int, item: etree._Element) -> str:
        """Count an item at a level, from 1, and return its number."""
        start = attribute(item, "start-value")
        first = count_of(item, "start-value", 1) if start else None
        return self._next(counters, level, first)

    def heading(self, element: etree._Element, level: int) -> str:
        """Count a heading outside lists and return its number."""
        if attribute(element, "is-list-header") == "true":
            return ""
        stated = child(element, "number")
        number = self._next(self._outline, level, None)
        return number if stated is None else stated.text or ""

    def _next(self, counters: Counters, at: int, first: int | None) -> str:
        """Move a counter to its next number, and write it."""
        levels = self._styles.levels(counters.style)
        level = levels.get(at)
        if level is None:
            return ""
        values = counters.values
        for above in range(1, at):
            # A level that was skipped counts as used.
            values.setdefault(above, levels.get(above, Level()).start)
        values[at] = values.get(at, level.start - 1) + 1 if first is None else first
        for below in [one for one in values if one > at]:
            del values[below]
        return self._written(levels, at, values)

    @staticmethod
    def _written(levels: dict[int, Level], at: int, values: dict[int, int]) -> str:
        """Write the number of a level."""
        level = levels[at]
        if not level.number_format:
            return level.bullet

        def number(of: int) -> str:
            form = levels.get(of, Level()).number_format
            return format_number(values.get(of, 1), form) if form else ""

        if level.pattern:
            text = _PLACE.sub(lambda place: number(int(place[1])), level.pattern)
        else:
            shown = range(max(1, at - level.shown + 1), at + 1)
            numbers = ".".join(filter(None, map(number, shown)))
            text = level.before + numbers + level.after
        # A bare 1 would run into the words; 一、 and ① do not.
        bare = text[-1:].isascii() and text[-1:].isalnum()
        return text + " " if bare else text
