"""Lines that are surely not the end of a paragraph, in a text that is not wrapped.

In: segments cut at line ends. Out: the same text, with two kinds of lines joined to the
one below: where that begins with what cannot begin a line (…办法⏎》要求), and where a
responsibility clause is open (…设施。（县教育⏎局牵头，县财政局配合）).
"""

from __future__ import annotations

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.segmentation.segment import TEXT, Segment

_CANNOT_BEGIN = frozenset("，。；、！？）〕］】》”’")
_CANNOT_END = frozenset("（(〔［【《“")
_CLOSED = frozenset("。；：！？!;:!?…")
# A bracket behind a full stop that says who does it.
_OPEN_CLAUSE = lazy(r"。[（(〔\[［](?P<inside>[^（(〔\[［）)〕\]］。；：:]{0,120})\Z")
_CLOSES = lazy(r"[^。；：:（(〔\[［]{0,120}?[）)〕\]］][。；]?\Z")
_DUTY = lazy(r"负责|牵头|配合|主办|协办|参与|落实")
# Of 第 4 页 共 9 页: the clause goes on behind it, in a leaf of its own.
_OF_A_PAGE = frozenset("第页共")
MOST_LINES = 4
# How much of a line is looked at.
_NEAR = 130


def join_open_lines(segments: list[Segment], simplified: str) -> list[Segment]:
    """Join each line that is surely open with the line below it.

    Law: the result partitions the same text.
    """
    found: list[Segment] = []
    clause = 0  # the index behind the lines of an open clause
    for index, segment in enumerate(segments):
        before = found[-1] if found else None
        if (
            before is not None
            and segment.kind is TEXT
            and segment.marker is None
            and before.kind is TEXT
            and before.end == segment.start
            and simplified[before.last - 1] not in _CLOSED
            and (
                index < clause
                or simplified[segment.first] in _CANNOT_BEGIN
                or simplified[before.last - 1] in _CANNOT_END
            )
        ):
            before.end, before.last = segment.end, segment.last
        else:
            found.append(segment)
            before = segment
        if index >= clause:
            clause = _behind_clause(segments, simplified, index)
    return found


def _behind_clause(segments: list[Segment], simplified: str, index: int) -> int:
    """Return the index behind the lines of the clause that a line leaves open."""
    segment = segments[index]
    if segment.kind is not TEXT:
        return index
    near = max(segment.first, segment.last - _NEAR)
    opened = _OPEN_CLAUSE.search(simplified[near : segment.last])
    if opened is None:
        return index
    words = opened["inside"]
    for number in range(index + 1, min(len(segments), index + MOST_LINES)):
        below = segments[number]
        if (
            below.kind is not TEXT
            or below.marker is not None
            or segments[number - 1].end != below.start
            or below.last - below.first > _NEAR
        ):
            break
        line = simplified[below.first : below.last]
        if _is_page_number(line):
            break
        words += line
        if _CLOSES.match(line):
            return number + 1 if _DUTY.search(words) else index
    return index


def _is_page_number(line: str) -> bool:
    """Tell whether a line has a figure and no words."""
    words = {sign for sign in line if "\u4e00" <= sign <= "\u9fff"}
    return words <= _OF_A_PAGE and any(map(str.isdigit, line))
