"""Boxes: where a 专栏 or 重点工程 ends.

In: segments with ranks, and for each box how far it can reach: to the marker that would
end it (`BoxRange`, from `numbering`). Here a box can only become shorter.
Out: the segments that are content of a box, marked. A box has no closing mark. It ends
before the next marker of the document's own series, or where the section resumes its
own style: when its paragraphs open with lead sentences and the box's do not, the next
lead sentence is the section's again (seed 004:55); when the box is a list (1. 2. 3.,
●, 平台工程：…, the rows of a table), a paragraph that is no item is the section's.
"""

from __future__ import annotations

from enum import Enum

from cnpolicy.headings.lead_sentences import lead_words
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.numbering.candidates import BoxRange
from cnpolicy.segmentation.segment import BLANK, FURNITURE, TABLE, TEXT, Segment

# A box heading longer than this holds its whole content in the one line.
WHOLE_BOX = 60


def close_boxes(
    segments: list[Segment], simplified: str, boxes: list[BoxRange]
) -> None:
    """Mark the content of each box, and how its end is known."""
    place = 0
    leads = False
    for box in boxes:
        for segment in segments[place : box.opening]:
            if segment.rank:
                leads = False
            elif segment.kind is TEXT and not segment.boxed:
                leads = lead_words(simplified, segment.first, segment.last) > 0
        place = box.opening
        limit, certain = _end(segments, simplified, box, leads)
        while limit > box.opening + 1 and segments[limit - 1].kind is BLANK:
            limit -= 1
        segments[box.opening].box_end_is_certain = certain
        for segment in segments[box.opening + 1 : limit]:
            segment.boxed = True


def _end(
    segments: list[Segment], simplified: str, box: BoxRange, leads: bool
) -> tuple[int, bool]:
    """Return the index behind the last content of a box, and whether it is sure.

    `leads` tells whether the section's paragraphs before the box open with leads.
    """
    opening = segments[box.opening]
    if (
        opening.last - opening.first > WHOLE_BOX
        and simplified[opening.last - 1] in "。；"
    ):
        return box.opening + 1, False
    if leads:
        plain = False
        for index in range(box.opening + 1, box.limit):
            segment = segments[index]
            if segment.kind is TEXT:
                if not lead_words(simplified, segment.first, segment.last):
                    plain = True
                elif plain:
                    return index, False
    resumed = _resumed(segments, simplified, box)
    return (resumed, False) if resumed else (box.limit, box.certain)


class _Shape(Enum):
    """What a segment of a box looks like."""

    NUMBERED = "1.建设重点实验室。"
    BULLET = "●引进高端人才。"
    PROJECT = "平台工程：建设重点实验室。"
    ROW = "a table"
    NOTE = "注：指标为预期值。"
    SHORT = "what is no sentence: a title, a cell"
    PLAIN = "a paragraph"


_NOTE = lazy(r"[（(]?(?:注|备注|说明|数据来源|资料来源|其中)(?:[0-9]{1,2})?[：:]")
_PROJECT = lazy(
    r"[^。：:，；]{2,24}?(?:工程|项目|行动|计划|专项|平台|基地|试点|示范)[。：:]"
)
# A list has at least this many items; a table counts as a list.
FEWEST_ITEMS = 2


def _shape(segment: Segment, simplified: str) -> _Shape:
    """Tell what a segment of a box looks like."""
    if segment.kind is TABLE:
        return _Shape.ROW
    if segment.marker is not None:
        numbered = segment.marker.ordinal is not None
        return _Shape.NUMBERED if numbered else _Shape.BULLET
    if _NOTE.match(simplified, segment.first, segment.last):
        return _Shape.NOTE
    if _PROJECT.match(simplified, segment.first, segment.last):
        return _Shape.PROJECT
    closed = simplified[segment.last - 1] in "。；"
    return _Shape.PLAIN if closed else _Shape.SHORT


def _resumed(segments: list[Segment], simplified: str, box: BoxRange) -> int:
    """Return the index of the paragraph behind the list that fills a box; 0 if none.

    Each item is one paragraph that ends as a sentence does; what stands behind a title
    (1.平台工程⏎建设…。) is the item's own.
    """
    style: _Shape | None = None
    items, closed = 0, True
    for index in range(box.opening + 1, box.limit):
        segment = segments[index]
        if segment.kind in (BLANK, FURNITURE):
            continue
        shape = _shape(segment, simplified)
        if style is None and shape is _Shape.SHORT and index == box.opening + 1:
            continue  # 专栏1⏎创新能力提升工程
        if shape is _Shape.PLAIN:
            # What stands behind a wide gap is of the item's own line.
            if (
                style is None
                or not closed
                or simplified[segment.start - 1] not in "\r\n"
            ):
                return 0
            if items < FEWEST_ITEMS and style is not _Shape.ROW:
                return 0
            for behind in segments[index : box.limit]:
                if behind.boxed or _shape(behind, simplified) is style:
                    return 0  # the list goes on
            return index
        if shape is _Shape.NOTE:
            continue
        if style is None:
            style = shape
        if shape is not style or shape is _Shape.SHORT:
            return 0
        items += 1
        closed = shape is _Shape.ROW or simplified[segment.last - 1] in "。；"
        if not closed:
            return 0
    return 0
