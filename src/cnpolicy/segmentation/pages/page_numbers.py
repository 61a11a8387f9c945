"""Page numbers that a text took in: `…务求实效。2⏎4. 稳步…`, a bare 5 between chapters.

In: segments cut at line ends. Out: the same text, with such numbers cut off as page
furniture. A number alone says nothing: those of pages count up through the text, by
one, or by a few where the numbers between were lost.
"""

from __future__ import annotations

from typing import NamedTuple

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.whitespace import BLANKS
from cnpolicy.segmentation.segment import BLANK, FURNITURE, TEXT, Segment

# The number of a page behind a closed sentence, and behind any word.
_BEHIND_SENTENCE = lazy(f"(?<=[。！？；”）)])[{BLANKS}]?(?P<page>[0-9]{{1,3}})$")
_BEHIND_WORD = lazy(rf"(?<=[\u4e00-\u9fff，、：])[{BLANKS}]?(?P<page>[0-9]{{1,3}})$")
# What goes on with a figure: 。2⏎.培育, 约3⏎个.
_GOES_ON = lazy(
    r"[0-9.．、，,）)%％‰年月日号]|[万亿千百多余]|[个家件项户名人亩元吨公里米类种级位次批所座]"
)
# This many numbers in a row are those of pages if their places confirm it, and this
# many if only their order does.
FEWEST_PAGES = 3
FEWEST_UNSURE = 5
# The numbers of at most this many pages may be lost between two.
MOST_LOST = 2
# Pages are at least this many lines apart.
SHORTEST_PAGE = 3
SHORTEST_UNSURE = 8
# A line that stands before or behind a bare number is a sentence or a heading.
SHORTEST_LINE = 12
_CLOSED = frozenset("。！？；：”）)")


class _Number(NamedTuple):
    """A figure that may be the number of a page."""

    line: int
    """Index of its segment."""

    page: int
    """Its value."""

    start: int
    """Offset of its first character."""

    sure: bool
    """Whether its place alone speaks for it."""


def cut_page_numbers(segments: list[Segment], simplified: str) -> list[Segment]:
    """Cut off the numbers of pages that stand behind the words of a line, or alone.

    Law: the result partitions the same text.
    """
    numbers = _numbers(segments, simplified)
    if len(numbers) < FEWEST_PAGES:
        return segments
    pages = {number.line: number for number in _run(numbers)}
    if not pages:
        return segments
    found: list[Segment] = []
    for index, segment in enumerate(segments):
        number = pages.get(index)
        found.append(segment)
        if number is None:
            continue
        if number.start == segment.first:
            segment.kind = FURNITURE
            continue
        start, last, end = number.start, segment.last, segment.end
        found.append(Segment(start, start, last, end, FURNITURE))
        segment.end = segment.last = start
    return found


def _numbers(segments: list[Segment], simplified: str) -> list[_Number]:
    """Return the figures at the ends of lines that may be numbers of pages."""
    lines = [i for i, one in enumerate(segments) if one.kind is not BLANK]
    found: list[_Number] = []
    for place, index in enumerate(lines):
        segment = segments[index]
        if not simplified[segment.last - 1].isdigit() or segment.kind is not TEXT:
            continue
        behind = segments[lines[place + 1]] if place + 1 < len(lines) else None
        if (
            behind is not None
            and (behind.marker is None or behind.marker.ordinal is None)
            and _GOES_ON.match(simplified, behind.first)
        ):
            continue
        first = max(segment.first, segment.last - 8)
        match = _BEHIND_SENTENCE.search(simplified, first, segment.last)
        sure = match is not None
        match = match or _BEHIND_WORD.search(simplified, first, segment.last)
        if match is not None:
            page, start = int(match["page"]), match.start()
            found.append(_Number(index, page, start, sure))
        elif segment.last - segment.first <= 3 and place:
            before = segments[lines[place - 1]]
            alone = simplified[segment.first : segment.last]
            if (
                alone.isascii()
                and alone.isdigit()
                and _parts(before, behind, simplified)
            ):
                found.append(_Number(index, int(alone), segment.first, True))
    return found


def _parts(before: Segment, behind: Segment | None, simplified: str) -> bool:
    """Tell whether a bare number stands between sentences or headings, not cells."""
    if before.kind is not TEXT or simplified[before.last - 1] not in _CLOSED:
        return False
    return (
        behind is None
        or (behind.marker is not None and behind.marker.ordinal is not None)
        or behind.last - behind.first >= SHORTEST_LINE
    )


def _run(numbers: list[_Number]) -> list[_Number]:
    """Return the longest run of numbers that count up; [] if it is too short.

    A figure behind a word belongs to one only where it is the very next page.
    """
    length = [1] * len(numbers)
    origin = [-1] * len(numbers)
    latest: dict[int, int] = {}
    for place, number in enumerate(numbers):
        for lost in range(MOST_LOST + 1):
            before = latest.get(number.page - 1 - lost)
            if (
                before is not None
                and _are_apart(numbers[before], number)
                and (lost == 0 or (number.sure and numbers[before].sure))
            ):
                own = length[before] + 1
                if own > length[place] or origin[place] < 0:
                    length[place], origin[place] = own, before
                break
        if number.page not in latest or length[place] >= length[latest[number.page]]:
            latest[number.page] = place
    best = length.index(max(length))
    found: list[_Number] = []
    while best >= 0:
        found.append(numbers[best])
        best = origin[best]
    sure = sum(number.sure for number in found)
    return found if sure >= FEWEST_PAGES or len(found) >= FEWEST_UNSURE else []


def _are_apart(before: _Number, behind: _Number) -> bool:
    """Tell whether two numbers stand as far apart as those of pages."""
    sure = before.sure and behind.sure
    return behind.line - before.line >= (SHORTEST_PAGE if sure else SHORTEST_UNSURE)
