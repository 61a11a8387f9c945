"""Boxes: where a 专栏 or 重点工程 ends.

In: segments with ranks, and for each box the place of the marker that would end it.
Out: the segments that are content of a box, marked. A box has no closing mark. It ends
before the next marker of the document's own series, or where the section resumes its
own style: when its paragraphs open with lead sentences and the box's do not, the next
lead sentence is the section's again (seed 004:55).
"""

from __future__ import annotations

from typing import NamedTuple

from cnpolicy.layout import Segment
from cnpolicy.titles import lead_words

# A box heading longer than this holds its whole content in the one line.
WHOLE_BOX = 60


class BoxRange(NamedTuple):
    """The segments of one box."""

    opening: int
    """Index of the segment that opens it."""

    limit: int
    """Index of the first segment that cannot be its content."""

    certain: bool
    """Whether a heading of the document stands at the limit."""


def close_boxes(segments: list[Segment], view: str, boxes: list[BoxRange]) -> None:
    """Mark the content of each box; `Segment.certain` tells how its end is known."""
    place = 0
    leads = False
    for box in boxes:
        for segment in segments[place : box.opening]:
            if segment.rank:
                leads = False
            elif segment.kind == "TEXT" and not segment.boxed:
                leads = lead_words(view, segment.first, segment.last) > 0
        place = box.opening
        limit, certain = _end(segments, view, box, leads)
        while limit > box.opening + 1 and segments[limit - 1].kind == "BLANK":
            limit -= 1
        segments[box.opening].certain = certain
        for segment in segments[box.opening + 1 : limit]:
            segment.boxed = True


def _end(
    segments: list[Segment], view: str, box: BoxRange, leads: bool
) -> tuple[int, bool]:
    """Return the index behind the last content of a box, and whether it is sure.

    `leads` tells whether the section's paragraphs before the box open with leads.
    """
    opening = segments[box.opening]
    if opening.last - opening.first > WHOLE_BOX and view[opening.last - 1] in "。；":
        return box.opening + 1, False
    if leads:
        plain = False
        for index in range(box.opening + 1, box.limit):
            segment = segments[index]
            if segment.kind == "TEXT":
                if not lead_words(view, segment.first, segment.last):
                    plain = True
                elif plain:
                    return index, False
    return box.limit, box.certain
