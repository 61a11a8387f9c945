"""Gaps: spaces that stand for line breaks.

In: a segment and the spaces inside it. Out: where paragraphs begin behind them. One
space says little; many of one kind in a long line were its line breaks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.marker_syntax import IN_BRACKETS
from cnpolicy.lexical.numerals import ONE_TO_TEN
from cnpolicy.lexical.whitespace import BLANKS, GAP
from cnpolicy.segmentation.segment import Segment

# Punctuation behind which a wide space ends a paragraph.
_CLOSED = "。！？；：”）)〕】"

# Line breaks that were turned into a wide space, or into one space, are recognised by
# their number: in a line this long, at least this many markers stand behind gaps, or
# the gaps are this close to one another.
LONG_LINE = 160
FEWEST_GAPS = 2
WIDEST_APART = 400
_ENTITY = lazy(r"&(?:nbsp|ensp|emsp);")
# One space between two words that are no Latin words or figures.
_SINGLE_GAP = lazy(
    rf"[^\x00-\x28\x2a-\x39\x3c-\x7f{GAP}][{GAP}]"
    rf"(?=[^\x00-\x27\x29-\x7f{GAP}，。、；：！？”’）〕】》]"
    r"|[0-9]{1,2} ?[.．、][^0-9])"
)
# The gap behind a marker or a label is no line break (第一章　总则, 专栏1　…, 目　录).
_LABEL_END = lazy(
    f"(?:第[{ONE_TO_TEN}百千零〇0-9]{{1,7}}"
    f"(?:分?编|[篇章节]|条(?:之[{ONE_TO_TEN}]{{1,2}})?)"
    rf"(?:[{BLANKS}]+[\u4e00-\u9fff])?"
    f"|[{ONE_TO_TEN}0-9]{{1,3}}[、.．]|目|前"
    f"|(?:专栏|附件|附表|附图|[表图](?=[0-9{ONE_TO_TEN}]))"
    f"[0-9{ONE_TO_TEN}]{{0,3}}|{IN_BRACKETS})$"
)
LONGEST_LABEL = 16
# A space this close behind 《 or （ stands inside the brackets.
LONGEST_QUOTE = 120
# 第一章　总　　则: the space inside a short title is layout.
SHORTEST_PIECE = 4


def all_gaps(simplified: str) -> list[tuple[int, int]]:
    """Return where spaces stand between other characters, runs of them as one.

    An entity that a converter left (&nbsp;) is a space, too. Looking for one character
    at a time is faster than a pattern where there are few.
    """
    places: list[int] = []
    for sign in GAP:
        place = simplified.find(sign)
        while place >= 0:
            places.append(place)
            place = simplified.find(sign, place + 1)
    spaces = [(place, place + 1) for place in places]
    if "&" in simplified:
        spaces += [match.span() for match in _ENTITY.finditer(simplified)]
    spaces.sort()
    runs: list[tuple[int, int]] = []
    for start, end in spaces:
        if runs and runs[-1][1] == start:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


def separated(
    segment: Segment, simplified: str, gaps: list[tuple[int, int]]
) -> list[int]:
    """Return where paragraphs begin behind spaces that stand for line breaks."""
    first, last = segment.first, segment.last
    gaps = gaps[bisect_right(gaps, (first, last)) : bisect_left(gaps, (last, last))]
    if not gaps or is_bracketed(simplified, first, last):
        return []
    if last - first >= LONG_LINE:
        for is_break in (_is_wide, _is_single):
            breaks = [
                gap
                for gap in gaps
                if is_break(gap, simplified) and not _ends_label(gap, simplified, first)
            ]
            if len(breaks) >= FEWEST_GAPS and last - first < WIDEST_APART * len(breaks):
                return _long_pieces(breaks, segment, simplified)
    return [
        gap[1]
        for gap in gaps
        if _ends_paragraph(gap, simplified)
        and not _is_spread(gap, simplified, first)
        and not _ends_label(gap, simplified, first)
    ]


def _is_spread(gap: tuple[int, int], simplified: str, first: int) -> bool:
    """Tell whether one character stands before a gap: 标　　　　题：… is spread out."""
    return gap[0] - first == 1 or simplified[gap[0] - 2] in GAP


def _ends_label(gap: tuple[int, int], simplified: str, first: int) -> bool:
    """Tell whether what stands before a gap is a marker or a label."""
    start = max(first, gap[0] - LONGEST_LABEL)
    return _LABEL_END.search(simplified[start : gap[0]]) is not None


def _is_wide(gap: tuple[int, int], simplified: str) -> bool:
    """Tell whether a gap is more than one space."""
    return gap[1] - gap[0] > 1


def _is_single(gap: tuple[int, int], simplified: str) -> bool:
    """Tell whether a gap is one space between words that are no Latin ones."""
    return _SINGLE_GAP.match(
        simplified, gap[0] - 1
    ) is not None or simplified.startswith("附件", gap[1])


def _ends_paragraph(gap: tuple[int, int], simplified: str) -> bool:
    """Tell whether a gap alone says that a paragraph ends there.

    A wide space behind a closed sentence does; so does a very wide one, as before a
    right-aligned signature.
    """
    if simplified[gap[0] - 1] == "日" and simplified.startswith(("星期", "周"), gap[1]):
        return False  # 2024年11月20日    星期三
    if simplified[gap[0] - 1] in "\r\n":
        return False  # the indent of a line that was joined
    width = gap[1] - gap[0]
    return width >= 4 or (width > 1 and simplified[gap[0] - 1] in _CLOSED)


def _long_pieces(
    gaps: list[tuple[int, int]], segment: Segment, simplified: str
) -> list[int]:
    """Return the gaps that are breaks: not behind a marker, no short piece behind."""
    marker = segment.marker.span.end if segment.marker is not None else -1
    ends = [start for start, _ in gaps[1:]] + [segment.last]
    return [
        gap_end
        for (start, gap_end), end in zip(gaps, ends, strict=True)
        if start != marker
        and end - gap_end >= SHORTEST_PIECE
        and not _is_quoted(simplified, segment.first, start)
    ]


_BRACKETS = lazy(r"[（(）)]")


def is_bracketed(simplified: str, first: int, last: int) -> bool:
    """Tell whether a line is one bracket: the history of a law below its title."""
    if simplified[first] not in "（(" or simplified[last - 1] not in "）)":
        return False
    depth = 0
    for bracket in _BRACKETS.finditer(simplified, first, last):
        depth += 1 if bracket[0] in "（(" else -1
        if depth == 0:
            return bracket.end() == last
    return False


def _is_quoted(simplified: str, first: int, place: int) -> bool:
    """Tell whether a place stands inside 《》 or brackets."""
    start = max(first, place - LONGEST_QUOTE)
    return any(
        simplified.rfind(opening, start, place)
        > simplified.rfind(closing, start, place)
        for opening, closing in ("《》", "（）", "()", "〔〕", "［］", "[]", "【】")
    )
