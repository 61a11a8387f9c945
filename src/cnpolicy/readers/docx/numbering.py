"""Automatic numbers of a DOCX: 一、（一）1. ① before paragraphs that do not hold them.

In: the root of `numbering.xml`, and for each numbered paragraph in order its list and
level. Out: the characters that Word shows. Counting follows what Word does where that
is known from documents opened in it, and ECMA-376 17.9 elsewhere.
"""

import re
from collections.abc import Sequence

from attrs import evolve, field, frozen
from lxml import etree

from cnpolicy.lexical.numerals import (
    CIRCLED,
    DOTTED_ARABIC,
    ENCLOSED_ARABIC,
    ENCLOSED_HAN,
)
from cnpolicy.readers.docx.styles import Style, Styles, integer, is_on, value_of
from cnpolicy.readers.list_numbers import (
    custom_format,
    format_number,
    plain_bullet,
)
from cnpolicy.readers.xml_tree import attribute, child, local

# Marks that are complete in one character and need no space after them.
_SINGLE = frozenset([*CIRCLED, *ENCLOSED_HAN, *ENCLOSED_ARABIC, *DOTTED_ARABIC])

_PLACE = re.compile("%([1-9])")
_MAX_LEVEL = 8
# A list of a list of a list …: Word itself follows one link.
_MAX_LINKS = 4


@frozen
class Level:
    """One level of a list: `（%2）` in chineseCounting."""

    start: int = 1
    """Its first number."""

    number_format: str = "decimal"
    """`w:numFmt`: chineseCounting, decimal, decimalEnclosedCircle …"""

    pattern: str | None = None
    """The pattern of a `custom` format: `001, 002, …`."""

    text: str = ""
    """`w:lvlText`, with %1 to %9 for the numbers of the levels."""

    suffix: str = "tab"
    """What follows the number: tab, space or nothing."""

    is_legal: bool = False
    """Whether the levels above are shown in decimal here (`w:isLgl`)."""

    restart: int | None = None
    """Number of the lowest level (from 1) whose use restarts this one; 0 never, None
    any level above."""

    style: str | None = None
    """Id of the paragraph style that stands for this level."""

    start_override: bool = False
    """Whether the list begins at `start` when it is first used, wherever the lists
    that share its counters are."""


@frozen
class NumberedList:
    """One `w:num`: the levels of its abstract list with its own overrides."""

    num_id: str
    """Its id."""

    shared: str
    """Id of the abstract list, with whose other lists it shares its counters."""

    levels: dict[int, Level] = field(hash=False)
    """Its levels by number, from 0."""

    def level_of(self, chain: Sequence[Style]) -> int:
        """Return the level that a chain of styles, nearest first, stands for."""
        linked = {level.style: at for at, level in self.levels.items() if level.style}
        for style in chain:
            if style.identity in linked:
                return linked[style.identity]
            if style.ilvl is not None:
                return style.ilvl
        return 0


class Numbering:
    """The lists of one document."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        """Read the lists below the root of `numbering.xml`."""
        self._abstract: dict[str, etree._Element] = {}
        self._numbers: dict[str, etree._Element] = {}
        self._lists: dict[str, NumberedList | None] = {}
        self._shared: dict[str, dict[int, Level]] = {}
        self._styles = styles
        for element in root if root is not None else ():
            name = local(element)
            if name == "abstractNum":
                self._abstract[attribute(element, "abstractNumId") or ""] = element
            elif name == "num":
                self._numbers[attribute(element, "numId") or ""] = element

    def find(self, num_id: str) -> NumberedList | None:
        """Return a list by its id; None for `0` (no list) and unknown ones."""
        if num_id not in self._lists:
            self._lists[num_id] = self._read(num_id)
        return self._lists[num_id]

    def _read(self, num_id: str) -> NumberedList | None:
        """Read a `w:num` with its overrides."""
        element = self._numbers.get(num_id)
        shared = value_of(element, "abstractNumId")
        if element is None or shared is None or num_id == "0":
            return None
        if shared not in self._shared:
            self._shared[shared] = self._levels(shared)
        levels = dict(self._shared[shared])
        for override in element:
            at = integer(attribute(override, "ilvl"))
            if local(override) != "lvlOverride" or at is None or at > _MAX_LEVEL:
                continue
            replaced = child(override, "lvl")
            if replaced is not None:
                levels[at] = _level(replaced, levels.get(at, Level()))
            start = integer(value_of(override, "startOverride"))
            if start is not None:
                base = levels.get(at, Level())
                levels[at] = evolve(base, start=start, start_override=True)
        return NumberedList(num_id, shared, levels)

    def _levels(self, abstract: str) -> dict[int, Level]:
        """Return the levels of an abstract list, following links to styles."""
        for _ in range(_MAX_LINKS):
            element = self._abstract.get(abstract)
            if element is None:
                break
            levels = {}
            for inner in element:
                at = integer(attribute(inner, "ilvl"))
                if local(inner) == "lvl" and at is not None and at <= _MAX_LEVEL:
                    levels[at] = _level(inner, Level())
            style = value_of(element, "numStyleLink")
            linked = self._styles.num_id(style) if style and not levels else None
            following = value_of(self._numbers.get(linked or ""), "abstractNumId")
            if following is None:
                return levels
            abstract = following
        return {}


def _level(element: etree._Element, base: Level) -> Level:
    """Read a `w:lvl`; what it does not state is that of `base`."""
    number = child(element, "numFmt")
    if number is None:
        # A custom format stands beside a fallback for older programs.
        choice = child(element, "AlternateContent")
        branch = None if choice is None else child(choice, "Choice")
        number = None if branch is None else child(branch, "numFmt")
    start = integer(value_of(element, "start"))
    text = value_of(element, "lvlText")
    restart = integer(value_of(element, "lvlRestart"))
    return Level(
        start=base.start if start is None else start,
        number_format=(attribute(number, "val") if number is not None else None)
        or base.number_format,
        pattern=attribute(number, "format") if number is not None else base.pattern,
        text=base.text if text is None else text,
        suffix=value_of(element, "suff") or base.suffix,
        is_legal=is_on(element, "isLgl") or base.is_legal,
        restart=base.restart if restart is None else restart,
        style=value_of(element, "pStyle") or base.style,
    )


@frozen
class _Count:
    """Where the counter of one level stands."""

    value: int
    """The number it shows."""

    used: bool
    """Whether a paragraph has taken it."""

    waiting: bool
    """Whether a level above has reset it, so that the next paragraph takes the value
    itself and not the one after it."""


class Story:
    """The counters of one run of text: the body, or one text box.

    Word counts each text box on its own, and the body past it.
    """

    def __init__(self) -> None:
        """Begin with all counters unused."""
        self._counts: dict[tuple[str, int], _Count] = {}
        self._overridden: set[tuple[str, int]] = set()

    def number(self, numbered: NumberedList, at: int) -> str:
        """Count one paragraph of a list at a level and return its number.

        Returns an empty string for a level without number. Lists that share an
        abstract list continue one another.
        """
        level = numbered.levels.get(at)
        if level is None:
            return ""
        if not self._count(numbered, at).used:
            # A level above that was skipped counts as used: 1.1 and then 2.
            for above in range(at - 1, -1, -1):
                if above not in numbered.levels or self._count(numbered, above).used:
                    break
                self._step(numbered, above)
        self._step(numbered, at)
        for below, lower in numbered.levels.items():
            if below > at and (lower.restart is None or at < lower.restart):
                used = self._count(numbered, below).used
                self._counts[numbered.shared, below] = _Count(lower.start, used, True)
        return self._text(numbered, at, level)

    def _count(self, numbered: NumberedList, at: int) -> _Count:
        """Return the counter of a level; unused it shows its first number."""
        unused = _Count(numbered.levels[at].start, False, False)
        return self._counts.get((numbered.shared, at), unused)

    def _step(self, numbered: NumberedList, at: int) -> None:
        """Move the counter of a level to its next number."""
        level = numbered.levels[at]
        count = self._count(numbered, at)
        value = count.value if count.waiting else count.value + 1
        override = (numbered.num_id, at)
        first = level.start_override and override not in self._overridden
        if first or not count.used:
            value = level.start
            self._overridden.add(override)
        self._counts[numbered.shared, at] = _Count(value, True, False)

    def _text(self, numbered: NumberedList, at: int, level: Level) -> str:
        """Fill the text of a level with numbers."""
        if level.number_format == "bullet":
            return plain_bullet(level.text)

        def fill(place: re.Match[str]) -> str:
            shown = int(place[1]) - 1
            if shown > at or shown not in numbered.levels:
                return ""
            other = numbered.levels[shown]
            value = self._count(numbered, shown).value
            if level.is_legal and shown < at:
                return format_number(value, "decimal")
            if other.number_format == "custom":
                return custom_format(value, other.pattern or "") or str(value)
            return format_number(value, other.number_format)

        text = _PLACE.sub(fill, level.text)
        # A bare 1 or 第一章 would run into the words; 一、 and ① do not.
        if level.suffix != "nothing" and text[-1:].isalnum() and text not in _SINGLE:
            text += " "
        return text
