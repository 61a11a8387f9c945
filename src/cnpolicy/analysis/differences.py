"""Differences: which words of one text are not in the other.

In: two texts. Out: `Stretch`es that go through both from end to end, each the same in
both or not. Needs rapidfuzz (extra `compare`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cnpolicy.errors import CnpolicyError
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.simplified_view import simplified_view
from cnpolicy.lexical.whitespace import BLANKS_AND_BREAKS


class Stretch(NamedTuple):
    """A stretch of both texts: offsets, or while they are compared numbers of units."""

    equal: bool
    """Whether both say the same here."""

    left: tuple[int, int]
    """Where it stands in the first text."""

    right: tuple[int, int]
    """Where it stands in the second text."""


# A figure or a Latin word changes as a whole, Han characters one by one.
_UNIT = lazy(f"(?s)[A-Za-z0-9.%]+|[{BLANKS_AND_BREAKS}]+|.")

# Full-width and half-width signs mean the same to a reader.
_WIDTHS = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20, 0xA0: 0x20}

# One equal character between two edits may be chance: the edits are one.
_SHORTEST_COMMON = 2

# With more pairs of units than this, the middle is shown as replaced: comparing takes
# time and memory in proportion to the pairs.
_MOST_PAIRS = 40_000_000


def differences(left: str, right: str) -> list[Stretch]:
    """Return the stretches in which two texts agree and differ.

    Traditional and Simplified characters are the same, and so are full-width and
    half-width signs. Law: the stretches cover both texts, in order.

    Raises `CnpolicyError` without rapidfuzz.
    """
    ours, theirs = _units(left), _units(right)
    steps = _joined(_operations([key for key, _ in ours], [key for key, _ in theirs]))
    return [
        Stretch(step.equal, _at(ours, step.left), _at(theirs, step.right))
        for step in _settled(steps, ours, theirs)
        if step.left[0] < step.left[1] or step.right[0] < step.right[1]
    ]


_Range = tuple[int, int]
_Unit = tuple[str, _Range]


def _units(text: str) -> list[_Unit]:
    """Cut a text into what changes as a whole; each with its place."""
    view = simplified_view(text).translate(_WIDTHS)
    return [
        ("".join(match[0].split()) or " ", match.span())
        for match in _UNIT.finditer(view)
    ]


def _at(units: Sequence[_Unit], part: _Range) -> _Range:
    """Return where a range of units stands in its text."""
    first, last = part
    if first < last:
        return units[first][1][0], units[last - 1][1][1]
    place = units[first - 1][1][1] if first else 0
    return place, place


def _operations(left: Sequence[str], right: Sequence[str]) -> Iterator[Stretch]:
    """Yield in order where units are equal, and where they are not."""
    start, shorter = 0, min(len(left), len(right))
    while start < shorter and left[start] == right[start]:
        start += 1
    end = 0
    while end < shorter - start and left[-1 - end] == right[-1 - end]:
        end += 1
    ours, theirs = left[start : len(left) - end], right[start : len(right) - end]
    if start:
        yield Stretch(True, (0, start), (0, start))
    if not ours or not theirs or len(ours) * len(theirs) > _MOST_PAIRS:
        if ours or theirs:
            yield Stretch(False, (start, len(left) - end), (start, len(right) - end))
    else:
        yield from _compared(ours, theirs, start)
    if end:
        yield Stretch(
            True, (len(left) - end, len(left)), (len(right) - end, len(right))
        )


def _compared(
    left: Sequence[str], right: Sequence[str], offset: int
) -> Iterator[Stretch]:
    """Yield the operations of the middle of two texts, which differ at both ends."""
    try:
        from rapidfuzz.distance import Indel
    except ImportError as error:
        raise CnpolicyError(
            'a comparison needs rapidfuzz: pip install "cnpolicy[compare]"'
        ) from error
    for step in Indel.opcodes(left, right):
        yield Stretch(
            step.tag == "equal",
            (offset + step.src_start, offset + step.src_end),
            (offset + step.dest_start, offset + step.dest_end),
        )


def _joined(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    """Join edits that touch, or that have too few equal units between them."""
    held: list[Stretch] = []  # an edit, and the equal units behind it
    for stretch in stretches:
        short = stretch.left[1] - stretch.left[0] < _SHORTEST_COMMON
        if held and (not stretch.equal or (short and len(held) == 1)):
            if stretch.equal:
                held.append(stretch)
            else:
                held = [_together([*held, stretch])]
            continue
        yield from held
        held = [] if stretch.equal else [stretch]
        if stretch.equal:
            yield stretch
    yield from held


def _together(parts: Sequence[Stretch]) -> Stretch:
    """Make one edit of stretches that follow one another."""
    first, last = parts[0], parts[-1]
    return Stretch(
        False, (first.left[0], last.left[1]), (first.right[0], last.right[1])
    )


# Where words begin and end: an edit is best read from one of these to another.
_SEAMS = frozenset("、，。；：！？（）()《》“”,;: ")


def _settled(
    stretches: Iterable[Stretch], ours: Sequence[_Unit], theirs: Sequence[_Unit]
) -> Iterator[Stretch]:
    """Move what was only put in or taken out to where words begin and end.

    公安部、司法部 for 公安部 is 、司法部 put in, not 部、司法.
    """
    held: Stretch | None = None  # equal units, whose stretch may grow or shrink
    edit: Stretch | None = None
    for stretch in stretches:
        if not stretch.equal:
            edit = stretch
            continue
        if held is not None and edit is not None:
            shift = _shift(held, edit, stretch, ours, theirs)
            held = _moved(held, 0, shift)
            edit = _moved(edit, shift, shift)
            stretch = _moved(stretch, shift, 0)
        yield from (part for part in (held, edit) if part is not None)
        held, edit = stretch, None
    yield from (part for part in (held, edit) if part is not None)


def _moved(part: Stretch, start: int, end: int) -> Stretch:
    """Move the ends of a stretch on both sides."""
    (left, left_end), (right, right_end) = part.left, part.right
    return Stretch(
        part.equal, (left + start, left_end + end), (right + start, right_end + end)
    )


def _shift(
    before: Stretch,
    edit: Stretch,
    after: Stretch,
    ours: Sequence[_Unit],
    theirs: Sequence[_Unit],
) -> int:
    """Return by how many units an edit is moved; 0 if it has words on both sides."""
    (left, left_end), (right, right_end) = edit.left, edit.right
    if (left < left_end) == (right < right_end):
        return 0
    units, start, end = (
        (ours, left, left_end) if left < left_end else (theirs, right, right_end)
    )
    least = start
    floor = start - (before.left[1] - before.left[0])
    while least > floor and units[least - 1][0] == units[least + end - start - 1][0]:
        least -= 1
    most = start
    ceiling = start + (after.left[1] - after.left[0])
    while most < ceiling and units[most][0] == units[most + end - start][0]:
        most += 1
    return (
        max(
            range(least, most + 1),
            key=lambda at: (_seams(units, at, at + end - start), -abs(at - start)),
        )
        - start
    )


def _seams(units: Sequence[_Unit], start: int, end: int) -> int:
    """Count the ends of an edit at which a word begins or ends."""
    return sum(
        place in (0, len(units))
        or units[place - 1][0] in _SEAMS
        or units[place][0] in _SEAMS
        for place in (start, end)
    )
