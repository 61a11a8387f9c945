"""Wrapped text: hard line breaks inside paragraphs, as a PDF gives them.

In: segments cut at line ends. Out: the same text, with the lines of a paragraph
joined, and with what belongs to the page cut off (`page_furniture`). A marker at the
start of a line counts only if the line before it ended, or if its number fits: such a
cut is tentative (统⏎一、可持续的… is no heading).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.line_shapes import CLOSED, visible_width
from cnpolicy.lexical.whitespace import BLANKS
from cnpolicy.segmentation.join_open_lines import join_open_lines
from cnpolicy.segmentation.pages.page_furniture import cut_pages
from cnpolicy.segmentation.segment import BLANK, FURNITURE, TABLE, TEXT, Segment
from cnpolicy.vocabulary.profile import Profile

# Fewer full lines than this have no width that could tell a wrap, unless nearly all of
# them stop in mid-sentence, or the next line goes on behind lines of one width.
FEWEST_LINES = 8
FEWEST_SHORT = 3
FEWEST_SURE_LINES = 5
FEWEST_CONTINUED = 3
NARROWEST_SURE = 20
# Lines break at no width below this, in Han characters (two columns); and no text on
# paper is wider than this.
NARROWEST, WIDEST = 15, 60
# In characters, with the half-width ones of figures and Latin words.
LONGEST_LINE = 130
# Punctuation that may not begin a line makes some lines a little short or long.
SLACK = 2.5
# A line of an open sentence goes on if it has at least this share of the width.
SHORT_SHARE = 0.75
# A document is wrapped if at least this share of its full lines stop in mid-sentence.
UNFINISHED_SHARE = 0.35
UNFINISHED_SHORT = 0.7

# Paragraphs hang if at least this many lines stop in mid-sentence above an indented
# one, nearly all of one length.
FEWEST_HANGING, HANGING_SHARE, HANGING_SLACK, LONGEST_HANGING = 3, 0.8, 4, 60

_NO_TEXT = frozenset({BLANK, TABLE, FURNITURE})
# 索引号：… | 主题分类：…: the lines of a register may be of one width.
_REGISTER = lazy(
    rf"[|｜{BLANKS}]{{0,4}}(?:索[{BLANKS}]?引[{BLANKS}]?号|文[{BLANKS}]?号"
    r"|发[文布](?:机[关构]|单位|字号|日期|时间)|[成公]文(?:日期|时间|种类)|主题分类|信息分类)"
    f"[{BLANKS}]?[：:]"
)


def join_lines(
    segments: list[Segment], simplified: str, text: str, profile: Profile
) -> tuple[list[Segment], bool]:
    """Join the lines of wrapped paragraphs; tell whether the text is wrapped.

    Law: the result partitions the same text.
    """
    size = _hanging_size(segments, simplified)
    if size is not None:
        return joined(
            segments,
            simplified,
            lambda one: _hangs(one, simplified, size),
            LONGEST_LINE,
        ), True
    width = _wrap_width(segments, simplified)
    if width is None:
        return join_open_lines(segments, simplified), False
    margin = _margin(segments)
    lines = cut_pages(segments, simplified, text, profile)
    return joined(
        lines, simplified, lambda line: _ends_open(line, simplified, width), margin
    ), True


def _is_register(segment: Segment, simplified: str) -> bool:
    """Tell whether a line is of the register of a page."""
    return _REGISTER.match(simplified, segment.first, segment.last) is not None


def _margin(segments: list[Segment]) -> int:
    """Return how far every line is indented."""
    return min(
        (s.first - s.start for s in segments if s.kind not in _NO_TEXT), default=0
    )


def _columns(segment: Segment, simplified: str) -> float:
    """The visible width of a line."""
    return visible_width(simplified[segment.first : segment.last])


def _wrap_width(segments: list[Segment], simplified: str) -> float | None:
    """Return the width at which lines are broken; None if they are not."""
    lines = [
        one
        for one in segments
        if one.kind not in _NO_TEXT and not _is_register(one, simplified)
    ]
    short = sum(line.last - line.first <= LONGEST_LINE for line in lines)
    if len(lines) <= FEWEST_SHORT or len(lines) - short > len(lines) / 8:
        return None
    every = [_columns(line, simplified) for line in lines]
    widths = [
        width
        for line, width in zip(lines, every, strict=True)
        if line.last - line.first <= LONGEST_LINE
    ]
    long = sorted(width for width in widths if width >= NARROWEST)
    if len(long) < max(FEWEST_SHORT, len(lines) // 4):
        return _sure_width(lines, every, simplified)
    # The commonest width is where lines break; a few stick out (two lines glued).
    common = Counter(round(width) for width in long).most_common(3)
    width = max(value for value, count in common if count >= common[0][1] // 3)
    if (
        width > WIDEST
        or sum(one > width + 2 * SLACK for one in widths) > len(lines) / 8
    ):
        return None
    full = unfinished = continued = 0
    for (line, after), columns in zip(pairwise(lines), every, strict=False):
        if abs(columns - width) <= SLACK:
            full += 1
            if simplified[line.last - 1] not in CLOSED and after.start == line.end:
                unfinished += 1
                continued += after.kind is TEXT and after.marker is None
    if full >= FEWEST_LINES:
        return float(width) if unfinished >= UNFINISHED_SHARE * full else None
    # Of few lines, headings above headings may be as wide as one another.
    if full >= FEWEST_SHORT and continued >= UNFINISHED_SHORT * full:
        return float(width)
    return _sure_width(lines, every, simplified)


def _sure_width(
    lines: list[Segment], columns: list[float], simplified: str
) -> float | None:
    """Return the width of a few lines that are surely broken; None if they are not.

    No line is wider, and the line behind most of the full ones goes on in mid-sentence.
    """
    width, margin = max(columns), _margin(lines)
    if not NARROWEST_SURE <= width <= WIDEST:
        return None
    full = continued = 0
    for (line, after), own in zip(pairwise(lines), columns, strict=False):
        if own >= width - SLACK:
            full += 1
            continued += (
                simplified[line.last - 1] not in CLOSED
                and after.marker is None
                and after.start == line.end
                and after.first - after.start <= margin + 1
            )
    if full < FEWEST_SURE_LINES or continued < max(FEWEST_CONTINUED, full / 2):
        return None
    return width


def _hanging_size(segments: list[Segment], simplified: str) -> int | None:
    """Return how long the lines are whose paragraphs hang; None if none do.

    一、为落实推动城市美学之政策目标，有效⏎　　整合资源，…: a number stands out, and the
    lines behind are indented, as collections of the laws of Taiwan print them.
    """
    if not any(sign in simplified for sign in ("\n  ", "\n\u3000", "\n\xa0")):
        return None
    lines = [one for one in segments if one.kind not in _NO_TEXT]
    sizes = [
        line.last - line.start
        for line, after in pairwise(lines)
        if after.start == line.end
        and after.marker is None
        and after.first - after.start > max(1, line.first - line.start - 1)
        and simplified[line.last - 1] not in CLOSED
    ]
    if len(sizes) < FEWEST_HANGING:
        return None
    size = max(sizes)
    near = sum(one >= size - HANGING_SLACK for one in sizes)
    wide = sum(line.last - line.start > size for line in lines)
    if (
        not NARROWEST_SURE <= size <= LONGEST_HANGING
        or near < HANGING_SHARE * len(sizes)
        or wide > len(lines) / 8
    ):
        return None
    return size


def _hangs(segment: Segment, simplified: str, size: int) -> bool:
    """Tell whether a line of a hanging paragraph goes on in the next one."""
    return (
        segment.last - segment.start >= size - HANGING_SLACK
        and simplified[segment.last - 1] not in CLOSED
    )


# ------------------------------------------------------------------------------ joining


def joined(
    segments: list[Segment],
    simplified: str,
    ends_open: Callable[[Segment], bool],
    margin: int = 0,
) -> list[Segment]:
    """Join each line with those that continue it; `ends_open` tells where one may.

    An indent beyond the `margin` begins a paragraph.
    Law: the result partitions the same text.
    """
    found: list[Segment] = []
    before: Segment | None = None
    open_ended = False
    for segment in segments:
        if segment.kind in (BLANK, FURNITURE):
            found.append(segment)
            continue
        own = segment.kind is not TABLE and not _is_register(segment, simplified)
        ending = own and ends_open(segment)
        indented = segment.first - segment.start > margin + 1
        begins = before is None or not open_ended or indented or not own
        if before is None or begins or segment.kind is not TEXT:
            found.append(segment)
            before = segment
        elif segment.marker is not None:
            # 统⏎一、可持续的…: behind an open sentence, the number has to fit.
            segment.tentative = simplified[before.last - 1] not in CLOSED
            found.append(segment)
            before = segment
        elif found[-1] is before:
            before.end, before.last = segment.end, segment.last
        else:
            # Something of the page stands between: the text stays in two leaves.
            before.cut_by_page = segment.continues = True
            found.append(segment)
            before = segment
        open_ended = ending
    return found


def _ends_open(segment: Segment, simplified: str, width: float) -> bool:
    """Tell whether the next line may continue this one.

    A line as wide as the page does; a sentence cut in two may be a little shorter,
    where figures and Latin words could not be broken.
    """
    columns = _columns(segment, simplified)
    if columns >= width - SLACK:
        return True
    plain = segment.kind is TEXT and (
        segment.marker is None
        or simplified.find("，", segment.first, segment.last) >= 0
        or simplified.find(",", segment.first, segment.last) >= 0
    )
    closed = simplified[segment.last - 1] in CLOSED
    return plain and not closed and columns >= SHORT_SHARE * width
