"""Headings without a number, which the file states to be headings.

In: segments on which the levels of the file are noted, and their ranks by the numbers.
Out: the same segments, with a rank on the headings that no number opens: `## 背景` in
Markdown, Heading 1 in Word. The levels of numbered headings say where they belong; a
level that none of them has stands above all numbers.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from cnpolicy.segmentation.segment import BLANK, HEADING, TABLE, TEXT, Segment

# A heading is no longer than this; longer body text with a heading style is a mistake
# of its author.
LONGEST_HEADING = 100
# The title of a document has at most this many lines.
MOST_TITLE_LINES = 4


class StatedHeadings(NamedTuple):
    """The headings of a document that no number opens."""

    levels: dict[int, int]
    """Their levels by the index of their segment."""

    breaks: frozenset[int]
    """Those of them behind which numbers begin afresh."""


NOTHING_STATED = StatedHeadings({}, frozenset())
"""Those of a text whose file says nothing of headings."""


def stated_headings(segments: list[Segment]) -> StatedHeadings:
    """Find the headings without number among segments that have no ranks yet.

    The title of the document is none, and the line that opens another part of it is
    none either.
    """
    levels: dict[int, int] = {}
    styled: set[int] = set()
    for index, segment in enumerate(segments):
        if not segment.stated_level:
            continue
        if segment.marker is not None and segment.marker.ordinal is not None:
            styled.add(segment.stated_level)
        elif (
            segment.kind is TEXT
            and segment.marker is None
            and segment.part is None
            and segment.last - segment.first <= LONGEST_HEADING
        ):
            levels[index] = segment.stated_level
    if levels:
        for index in _title_lines(segments, levels):
            del levels[index]
    top = min(styled, default=None)
    counts = Counter(levels.values())
    breaks = frozenset(
        index
        for index, level in levels.items()
        if (top is None or level < top)
        and (counts[level] > 1 or not _has_text(segments, index))
    )
    return StatedHeadings(levels, breaks)


def _title_lines(segments: list[Segment], levels: dict[int, int]) -> list[int]:
    """Return the headings that open the document and are its title.

    Nothing but lines of the frame stands above them, and no other is of their level.
    """
    top = min(levels.values())
    first = next(iter(levels))
    if levels[first] != top or any(
        segments[at].marker is not None or segments[at].kind is TABLE
        for at in range(first)
    ):
        return []
    lines = []
    for index in range(first, min(len(segments), first + 2 * MOST_TITLE_LINES)):
        if index in levels and levels[index] == top:
            lines.append(index)
        elif segments[index].kind is not BLANK:
            break
    others = sum(level == top for level in levels.values()) - len(lines)
    styled = any(
        segment.stated_level == top and segment.marker is not None
        for segment in segments
    )
    return [] if others or styled or len(lines) > MOST_TITLE_LINES else lines


def _has_text(segments: list[Segment], index: int) -> bool:
    """Tell whether a heading has text of its own before the next number."""
    for segment in segments[index + 1 : index + 4]:
        if segment.kind is not BLANK:
            return segment.marker is None and not segment.stated_level
    return False


def rank_stated(segments: list[Segment], stated: StatedHeadings, most: int) -> None:
    """Give the headings without number their ranks, between those of the numbers.

    No rank is above `most`.
    """
    seen: dict[int, Counter[int]] = {}
    for segment in segments:
        if segment.rank and not segment.boxed:
            seen.setdefault(segment.rank, Counter())[segment.stated_level] += 1
    order: list[tuple[int | None, int | None]] = []
    for rank in sorted(seen):
        said = Counter({level: n for level, n in seen[rank].items() if level})
        order.append((rank, said.most_common(1)[0][0] if said else None))
    top = order[0] if order else None
    beside_top = {
        level for index, level in stated.levels.items() if index not in stated.breaks
    }
    slots: dict[int, tuple[int | None, int | None]] = {}
    for level in sorted(set(stated.levels.values())):
        known = next((slot for slot in order if slot[1] == level), None)
        if known is None:
            above = [at for at, (_, own) in enumerate(order) if own and own < level]
            if not above and top is not None and level in beside_top:
                known = top
            else:
                known = (None, level)
                order.insert(above[-1] + 1 if above else 0, known)
        slots[level] = known
    ranks = {slot: min(at, most) for at, slot in enumerate(order, 1)}
    by_rank = {slot[0]: rank for slot, rank in ranks.items()}
    for index, segment in enumerate(segments):
        if segment.boxed:
            continue
        if segment.rank:
            segment.rank = by_rank[segment.rank]
        elif index in stated.levels and segment.kind is TEXT:
            segment.kind = HEADING
            segment.rank = ranks[slots[stated.levels[index]]]
