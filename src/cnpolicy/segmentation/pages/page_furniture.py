"""Page furniture in wrapped text: page numbers, running heads, lines of dots.

In: segments cut at line ends. Out: the same text, with what belongs to the page cut off
as segments of its own. Only where lines are broken at a width: `unwrap_lines` calls it.
The page numbers of any bare text are found by `page_numbers`, the words of web pages by
`Profile.furniture`.
"""

from __future__ import annotations

from itertools import pairwise

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.line_shapes import CLOSED
from cnpolicy.lexical.whitespace import BLANKS, SPACES
from cnpolicy.segmentation.segment import (
    BLANK,
    FURNITURE,
    TABLE,
    TEXT,
    Segment,
    SegmentKind,
)
from cnpolicy.segmentation.split_lines import is_decimal, note_opening
from cnpolicy.vocabulary.profile import Profile

_PAGE_ALONE = lazy(
    f"[-—–－{BLANKS}·•第]*(?P<page>[0-9０-９]{{1,4}}|[ivxlcIVXLC]{{1,6}})"
    f"(?:[{SPACES}]*[/／][{SPACES}]*[0-9]{{1,4}})?[-—–－{BLANKS}·•页]*"
)
_PAGE_GLUED = lazy(rf"(?P<page>[0-9]{{1,3}})[{BLANKS}]?(?=[\u4e00-\u9fff（(“《第])")
# 13．优化…: page 1 and item 3, or item 13.
_PAGE_NUMBERED = lazy(r"(?P<digits>[0-9]{2,5})(?=[.．、][^0-9])")
_PAGE_SIGNS = "0123456789ivxIVX"
_LEADER = lazy(
    rf"(?:\.{{4,}}|…{{2,}}|·{{4,}}|。{{4,}}|-{{6,}}|_{{4,}})[{BLANKS}]*[{_PAGE_SIGNS}]{{1,4}}$"
)
# The end of a line that is looked at for dots and a page number.
LONGEST_LEADER = 40
# Pages of one document count up by one, a few lines apart.
FEWEST_PAGES = 2
_SHORTEST_PAGE = 5
# A running head comes on at least this many pages, and is as long as a title.
FEWEST_HEADS = 4
_SHORTEST_HEAD, _LONGEST_HEAD = 4, 40
# At least this share of its lines stand beside page breaks; a head has at most this
# many lines.
_BESIDE_SHARE = 0.75
_MOST_HEAD_LINES = 2
# Between two breaks stand at least this many lines of text.
_SHORTEST_TEXT = 8
# What a running head does not begin or end with.
_NO_HEAD_ENDS = frozenset("。；：，、！？;:,!?）)】〕］]》”’…")
_NO_HEAD_BEGINS = frozenset("，、。；：）)】〕］]》”’")
# How far back the item before a number is looked for, in lines.
_FARTHEST_ITEM = 80


def cut_pages(
    segments: list[Segment], simplified: str, text: str, profile: Profile
) -> list[Segment]:
    """Cut off page numbers, alone or glued to the line behind them, and leaders."""
    pages = _pages(segments, simplified)
    heads = _running_heads(segments, simplified, pages)
    found: list[Segment] = []
    for index, segment in enumerate(segments):
        end = pages.get(index)
        if segment.kind in (TABLE, FURNITURE):
            pass
        elif (
            _has_leader(segment, simplified)
            or end == segment.last
            or (end is None and index in heads)
        ):
            segment.kind, segment.marker = FURNITURE, None
        elif end is not None:
            found.append(_piece(segment.start, segment.first, end, FURNITURE))
            segment.start = segment.first = end
            segment.kind, segment.marker = TEXT, None
            note_opening(segment, simplified, text, profile)
        found.append(segment)
    return found


def _has_leader(segment: Segment, simplified: str) -> bool:
    """Tell whether a line is an entry of a table of contents: dots, then a page."""
    start = max(segment.first, segment.last - LONGEST_LEADER)
    return (
        segment.kind is TEXT
        and simplified[segment.last - 1] in _PAGE_SIGNS
        and _LEADER.search(simplified, start, segment.last) is not None
    )


def _piece(start: int, first: int, end: int, kind: SegmentKind) -> Segment:
    return Segment(start, first, end, end, kind)


def _pages(segments: list[Segment], simplified: str) -> dict[int, int]:
    """Return, by segment, where a page number that opens (or is) the line ends.

    A number counts as a page if the one before or after it in the document is its
    neighbour: a lone 12 at the start of a line is a quantity.
    """
    candidates: list[tuple[int, int, int]] = []
    decimal = is_decimal(simplified)
    for index, segment in enumerate(segments):
        if segment.kind in (BLANK, TABLE, FURNITURE):
            continue
        first, last = segment.first, segment.last
        match = _PAGE_ALONE.fullmatch(simplified, first, last)
        if match is None and not (decimal and segment.marker is not None):
            # 1总则 above 1.1目的 is a heading.
            match = _PAGE_GLUED.match(simplified, first, last)
        if match is not None and match["page"].isdecimal():
            end = last if match.end() == last else match.end()
            if end < last and _goes_on_figure(
                segments, index, match["page"], simplified
            ):
                continue
            candidates.append((index, int(match["page"]), end))
        elif segment.marker is not None:
            candidates.extend(
                (index, page, first + size)
                for page, size in _glued_pages(segments, index, simplified)
            )
    # The longest run of numbers that count up by one wins.
    length = [1] * len(candidates)
    origin = [-1] * len(candidates)
    latest: dict[int, int] = {}
    for place, (index, page, _) in enumerate(candidates):
        before = latest.get(page - 1)
        if before is not None and index - candidates[before][0] >= _SHORTEST_PAGE:
            length[place], origin[place] = length[before] + 1, before
        if page not in latest or length[place] >= length[latest[page]]:
            latest[page] = place
    found: dict[int, int] = {}
    if candidates and max(length) >= FEWEST_PAGES:
        place = length.index(max(length))
        while place >= 0:
            index, _, end = candidates[place]
            found[index] = end
            place = origin[place]
    return found


def _goes_on_figure(
    segments: list[Segment], index: int, page: str, simplified: str
) -> bool:
    """Tell whether digits that open a line end a figure: 1⏎6件, 21.⏎01亿元."""
    for before in reversed(segments[max(0, index - _FARTHEST_ITEM) : index]):
        if before.kind is not BLANK:
            sign = simplified[before.last - 1 : before.last]
            return page[0] == "0" or sign == "." or sign.isdecimal()
    return page[0] == "0"


def _glued_pages(
    segments: list[Segment], index: int, simplified: str
) -> list[tuple[int, int]]:
    """Return the pages that may be glued to the number of an item, with their sizes.

    What is left must count on from the item before, or from 1, and the number as it
    stands must not.
    """
    segment = segments[index]
    match = _PAGE_NUMBERED.match(simplified, segment.first, segment.last)
    if match is None or segment.marker is None:
        return []
    style = segment.marker.style
    behind = (
        before.marker.ordinal or 0
        for before in reversed(segments[max(0, index - _FARTHEST_ITEM) : index])
        if before.marker is not None and before.marker.style is style
    )
    following = next(behind, 0) + 1
    digits = match["digits"]
    if int(digits) == following:
        return []
    return [
        (int(digits[:size]), size)
        for size in range(1, len(digits))
        if digits[size] != "0" and int(digits[size:]) in (1, following)
    ]


def _running_heads(
    segments: list[Segment], simplified: str, pages: dict[int, int]
) -> frozenset[int]:
    """Return the lines that are running heads or feet, by their index.

    Such a line comes again and again beside the breaks of pages: at a page number, at
    a form feed, or, where the text has neither, in the middle of sentences at an even
    distance. A numbered heading, the end of a sentence and a clause are none, however
    often they come (the headings of four annexes, …职责分工负责）).
    """
    places: dict[str, list[int]] = {}
    for index, segment in enumerate(segments):
        if (
            segment.kind is TEXT
            and _SHORTEST_HEAD <= segment.last - segment.first <= _LONGEST_HEAD
            and segment.marker is None
            and index not in pages
            and simplified[segment.last - 1] not in _NO_HEAD_ENDS
            and simplified[segment.first] not in _NO_HEAD_BEGINS
        ):
            places.setdefault(simplified[segment.first : segment.last], []).append(
                index
            )
    places = {words: at for words, at in places.items() if len(at) >= FEWEST_HEADS}
    heads: set[int] = set()
    if not places:
        return frozenset()
    breaks = {index for index, end in pages.items() if end == segments[index].last}
    numbered = len(breaks) >= FEWEST_HEADS or "\f" in simplified
    # A head may have two lines, and a foot stand above the number.
    for _ in range(_MOST_HEAD_LINES):
        for words, at in list(places.items()):
            beside = sum(
                _is_beside(segments, simplified, index, breaks) for index in at
            )
            if beside >= _BESIDE_SHARE * len(at) or (
                not numbered and _interrupts(segments, simplified, at)
            ):
                heads.update(at)
                breaks.update(at)
                del places[words]
    return frozenset(heads)


def _is_beside(
    segments: list[Segment], simplified: str, index: int, breaks: set[int]
) -> bool:
    """Tell whether a line stands at a page break; blank lines may stand between."""
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(segments) and segments[at].kind is BLANK:
            if "\f" in simplified[segments[at].start : segments[at].end]:
                return True
            at += step
        if at in breaks:
            return True
        if 0 <= at < len(segments):
            later = segments[max(at, index)]
            if simplified.find("\f", later.start, later.first) >= 0:
                return True
    return False


def _interrupts(segments: list[Segment], simplified: str, at: list[int]) -> bool:
    """Tell whether a line comes at an even distance, mostly inside a sentence."""
    apart = sorted(after - before for before, after in pairwise(at))
    middle = apart[len(apart) // 2]
    if middle < _SHORTEST_TEXT or apart[0] * 2 < middle or apart[-1] > 2 * middle:
        return False
    inside = 0
    for index in at:
        before = index - 1
        while before >= 0 and segments[before].kind is BLANK:
            before -= 1
        inside += before >= 0 and simplified[segments[before].last - 1] not in CLOSED
    return inside * 2 >= len(at)
