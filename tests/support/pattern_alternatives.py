"""The alternatives of a regular expression, one by one, and text that each may find.

In: a pattern. Out: for every `|` in it and every alternative there, the pattern with
that alternative alone, and texts made at random from it. An alternative that finds none
of them, nor any example, may be one that cannot match: 与上年相比 where what follows
excludes 比. The texts are guesses: what a pattern asks of the text around it is mostly
left to chance.

The parsed form of an expression is private to the `re` of CPython; the tests that need
it are left out where it is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]
from typing import Any

Parsed = Any
"""A sequence of operations, as the private parser gives it."""

_SIGNS = (
    "一二三四五六七八九十0123456789年月日的。，、；：（）()《》“”‘’〔〕市省县局厅abcXYZ"
    " \t\n\u3000\xa0—-%％人元项个工程建设达到提高目标是在以不为将要对至由从了和与及等其"
)
_CLASSES = {
    _constants.CATEGORY_DIGIT: "0123456789",
    _constants.CATEGORY_SPACE: " \t\n\u3000",
    _constants.CATEGORY_WORD: "a一1_",
    _constants.CATEGORY_NOT_DIGIT: "一a。",
    _constants.CATEGORY_NOT_SPACE: "一a1。（",
    _constants.CATEGORY_NOT_WORD: "。， ",
}
_REPEATS = (
    _constants.MAX_REPEAT,
    _constants.MIN_REPEAT,
    _constants.POSSESSIVE_REPEAT,
)
_LONGEST = 3
"""How often a thing is repeated beyond what it must be."""

_BEFORE = ("", "", "一", "。", "，", "（", "1", " ", "于")
_BEHIND = ("", "", "一", "。", "，", "人", "：", "1", " ", "）")


def alternatives(
    pattern: re.Pattern[str], longest: int | None = None
) -> Iterator[tuple[str, Parsed]]:
    """Yield the whole pattern, then each alternative in it: what it is, and it alone.

    Of a list of more than `longest` alternatives, words mostly, the first is taken.
    Where a part of a pattern stands in several places of it, its alternatives are the
    same.
    """
    whole = _parser.parse(pattern.pattern, pattern.flags)
    yield "whole", whole
    for path, one in _paths(whole, longest):
        yield one, _alone(whole, path)


def compiled(alone: Parsed, flags: int) -> re.Pattern[str]:
    """The pattern of a parsed form."""
    found = _compiler.compile(alone, flags)
    assert isinstance(found, re.Pattern)
    return found


def texts(alone: Parsed, random: Random, count: int) -> Iterator[str]:
    """Yield texts that a parsed pattern may find, with something around them or not."""
    for _ in range(count):
        text = _Guess(random).text(alone)
        yield text
        yield random.choice(_BEFORE) + text + random.choice(_BEHIND)


# -------------------------------------------------------------------- one alternative


def _parts(operation: object, value: Any) -> list[Parsed]:
    """The sequences inside an operation; of what must not stand there none."""
    if operation is _constants.BRANCH:
        return list(value[1])
    if operation is _constants.SUBPATTERN:
        return [value[3]]
    if operation in _REPEATS:
        return [value[2]]
    if operation is _constants.ATOMIC_GROUP:
        return [value]
    return [value[1]] if operation is _constants.ASSERT else []


def _paths(
    sequence: Parsed, longest: int | None
) -> Iterator[tuple[tuple[int, ...], str]]:
    """Yield the way to each alternative, and what it is.

    The way is the place of an operation and the number of its part, again and again.
    """
    for at, (operation, value) in enumerate(sequence):
        parts = _parts(operation, value)
        if longest is not None and len(parts) > longest:
            del parts[1:]
        for number, part in enumerate(parts):
            if operation is _constants.BRANCH:
                yield (at, number), f"{number} of {parts}"
            for path, one in _paths(part, longest):
                yield (at, number, *path), one


def _alone(sequence: Parsed, path: tuple[int, ...]) -> Parsed:
    """The sequence with the alternative at the end of the path alone."""
    at, number, *rest = path
    operation, value = sequence[at]
    part = _parts(operation, value)[number]
    if rest:
        part = _alone(part, tuple(rest))
    if operation is _constants.BRANCH:
        new: Any = _constants.SUBPATTERN, (None, 0, 0, part)
    elif operation is _constants.SUBPATTERN:
        new = operation, (*value[:3], part)
    elif operation in _REPEATS:
        new = _once(sequence.state, operation, value, part)
    elif operation is _constants.ATOMIC_GROUP:
        new = operation, part
    else:
        new = operation, (value[0], part)
    items = list(sequence)
    items[at] = new
    return _parser.SubPattern(sequence.state, items)


def _once(state: Any, operation: object, value: Any, part: Parsed) -> Any:
    """A repeat in which one part occurs, with what is repeated before and behind it."""
    most, every = value[1], value[2]
    if most == 1:
        return operation, (1, 1, part)
    before = _constants.MAX_REPEAT, (0, most, every)
    around = [before, *part, (operation, (0, most, every))]
    return _constants.SUBPATTERN, (None, 0, 0, _parser.SubPattern(state, around))


# ------------------------------------------------------------------------- a text of it


class _Guess:
    """Makes one text; what groups held is kept for references to them."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.groups: dict[int, str] = {}
        self.ahead = ""

    def text(self, sequence: Parsed) -> str:
        """A text of the whole sequence, with what the last look ahead asked for."""
        words = self._sequence(sequence)
        return words + self.ahead if self.random.random() < 0.8 else words

    def _sequence(self, sequence: Parsed) -> str:
        words = ""
        for operation, value in sequence:
            asked, self.ahead = self.ahead, ""
            piece = self._operation(operation, value)
            if operation is _constants.ASSERT:
                if value[0] < 0:
                    # What must stand before is there, or nothing is there yet.
                    words, self.ahead = words or piece, asked
                else:
                    self.ahead = piece
            else:
                words += piece
                self.ahead = self.ahead if piece else self.ahead or asked
        return words

    def _operation(self, operation: object, value: Any) -> str:
        if operation is _constants.LITERAL:
            return chr(value)
        if operation is _constants.NOT_LITERAL:
            return self._sign([(_constants.NEGATE, None), (_constants.LITERAL, value)])
        if operation is _constants.IN:
            return self._sign(value)
        if operation is _constants.ANY:
            return self.random.choice("一二a1。，")
        if operation is _constants.GROUPREF:
            return self.groups.get(value, "")
        if operation in _REPEATS:
            least, most, part = value
            count = self.random.randint(least, min(most, least + _LONGEST))
            return "".join(self._sequence(part) for _ in range(count))
        parts = _parts(operation, value)
        words = self._sequence(self.random.choice(parts)) if parts else ""
        if operation is _constants.SUBPATTERN and value[0] is not None:
            self.groups[value[0]] = words
        return words

    def _sign(self, members: list[tuple[object, Any]]) -> str:
        """A character of a class."""
        ranges: list[tuple[int, int]] = []
        for kind, value in members:
            if kind is _constants.LITERAL:
                ranges.append((value, value))
            elif kind is _constants.RANGE:
                ranges.append(value)
            elif kind is _constants.CATEGORY:
                ranges += [(ord(sign), ord(sign)) for sign in _CLASSES[value]]
        if members[0][0] is not _constants.NEGATE:
            first, last = self.random.choice(ranges)
            return chr(self.random.randint(first, min(last, first + 2000)))
        free = [
            sign
            for sign in _SIGNS
            if not any(first <= ord(sign) <= last for first, last in ranges)
        ]
        return self.random.choice(free) if free else "龥"
