"""Run-on text: headings, items and boxes that stand inside a line.

In: segments cut at line ends. Out: the same, cut again where something may begin
inside a line: line breaks were lost, or turned into spaces. A cut before a marker is
*soft*: whether it holds is for `levels` to say, by how the number fits its series.
A cut at a wide space behind a closed sentence is hard: a paragraph ends there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache

from cnpolicy.layout import Segment, note_opening
from cnpolicy.markers import MARKER, Marker, MarkerStyle, marker_of
from cnpolicy.patterns import lazy
from cnpolicy.profiles import Profile

# A line shorter than this holds one thing.
SHORTEST = 12

_GAP = "\u3000\xa0 \t\u2002\u2003"

# What a marker inside a line may begin with; a gap before it, or closing punctuation.
_OPENING = (
    "(?:[（(]?[一二三四五六七八九十百0-9０-９]|[（(][ \u3000][一二三四五六七八九十0-9]"
    "|[第①-⑳㈠-㈩⑴-⒇⒈-⒛])"
)
_BEHIND = lazy(rf"[。；：:;！？…”’）)〕\]】》](?={_OPENING})")
_OPENS = lazy(_OPENING)
# Styles that number only at the start of a line.
_LINE_ONLY = frozenset(
    {
        MarkerStyle.DASH,
        MarkerStyle.BULLET,
        MarkerStyle.SPACE,
        MarkerStyle.HALF_PAREN,
        MarkerStyle.CIRCLED,
    }
)
# A heading that runs straight into its first child has its title in between.
LONGEST_GLUED = 45
_GLUED = lazy(
    r"(?<=[\u4e00-\u9fff”》])(?=[（(](?:[一二三四五六七八九十]{1,3}|[1１])[）)][\u4e00-\u9fff“]"
    r"|[1１][.．、][\u4e00-\u9fff“]"
    r"|第[一二三四五六七八九十百]{1,5}[条节章][\u4e00-\u9fff“【（(\u3000 \xa0]"
    r"|(?<![第十百])[一二三四五六七八九十]{1,3}、[\u4e00-\u9fff“])"
)
# 一是… inside a line is an enumeration, unless a numbered child follows its few words.
_HEADS_CHILD = lazy(
    r"[\u4e00-\u9fff、“”]{4,40}[ \u3000]?[（(][一二三四五六七八九十0-9]{1,3}[）)]"
)
# 第二章　总体要求 may follow anything: such a number is hardly ever said in a sentence
# with a gap behind it.
_LAW = lazy(r"第[一二三四五六七八九十百]{1,5}[编篇章节条](?=[ \u3000\xa0])")
# …主要指标三、增加有效供给: a number of a series stuck to the words before it. Not
# 第二、三产业 and not 二十三、: another numeral stands beside it.
_TIGHT = lazy(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])"
    r"(?=[\u4e00-\u9fff“])(?![一二三四五六七八九十百千万项条款])"
)
_NUMERALS = "第一二三四五六七八九十百千万两几数"
# 见专栏1 mentions a box, it opens none.
_MENTION = "（(见如在和、“《及与按"
_MAY_GLUE = frozenset(
    {
        MarkerStyle.PART,
        MarkerStyle.CHAPTER,
        MarkerStyle.SECTION,
        MarkerStyle.COMMA,
        MarkerStyle.PAREN,
        MarkerStyle.ORDINAL_IS,
    }
)
# Punctuation behind which a wide space ends a paragraph.
_CLOSED = "。！？；：”）)〕】"

# Line breaks that were turned into a wide space, or into one space, are told by how
# many there are: a line this long, with so many markers behind gaps, or gaps so dense.
LONG_LINE = 160
FEWEST_GAPS = 2
WIDEST_APART = 400
# Lines longer than this on average have lost their ends.
LONGEST_LINE = 600
_ENTITY = lazy(r"&(?:nbsp|ensp|emsp);")
_ENTITY_END = lazy(r"(?:\s|&(?:nbsp|ensp|emsp);)++$")
# One space between two words that are no Latin words or figures.
_SINGLE_GAP = lazy(
    rf"[^\x00-\x28\x2a-\x39\x3c-\x7f{_GAP}][{_GAP}]"
    rf"(?=[^\x00-\x27\x29-\x7f{_GAP}，。、；：！？”’）〕】》]|[0-9]{{1,2}}[.．、][^0-9])"
)
# The gap behind a marker or a label is no line break (第一章　总则, 专栏1　…, 目　录).
_LABEL_END = lazy(
    r"(?:第[一二三四五六七八九十百0-9]{1,5}[编篇章节条]|[一二三四五六七八九十0-9]{1,3}[、.．]|目|前"
    r"|(?:专栏|附件|附表|附图|[表图](?=[0-9一二三四五六七八九十]))[0-9一二三四五六七八九十]{0,3}|[（(][一二三四五六七八九十0-9]{1,3}[）)])$"
)
# A space this close behind 《 or （ stands inside the brackets.
LONGEST_QUOTE = 120
# 第一章　总　　则: the space inside a short title is layout.
SHORTEST_PIECE = 4


@cache
def _boxes(labels: tuple[str, ...]) -> re.Pattern[str]:
    """Match a numbered box label inside a line."""
    return re.compile(
        rf"【?(?:{'|'.join(labels)})[ \u3000\xa0]?[0-9０-９]{{1,2}}】?"
        r"(?:(?<=】)|(?=[ \u3000\xa0：:“]\S))"
    )


@cache
def _tight_boxes(labels: tuple[str, ...]) -> re.Pattern[str]:
    """Match a box label between a full stop and its title: …机制。专栏1创新工程."""
    return re.compile(
        rf"(?<=[。；）”])(?:{'|'.join(labels)})[0-9０-９]{{1,2}}"
        r"(?=[\u4e00-\u9fff])(?![所中的列是为和及与至])"
    )


def _gaps(view: str) -> list[tuple[int, int]]:
    """Return where spaces stand between other characters, runs of them as one.

    An entity that a converter left (&nbsp;) is a space, too. Looking for one character
    at a time is faster than a pattern where there are few.
    """
    places: list[int] = []
    for sign in _GAP:
        place = view.find(sign)
        while place >= 0:
            places.append(place)
            place = view.find(sign, place + 1)
    spaces = [(place, place + 1) for place in places]
    if "&" in view:
        spaces += [match.span() for match in _ENTITY.finditer(view)]
    spaces.sort()
    runs: list[tuple[int, int]] = []
    for start, end in spaces:
        if runs and runs[-1][1] == start:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


def cut_lines(
    segments: list[Segment], view: str, text: str, profile: Profile
) -> list[Segment]:
    """Cut segments where a paragraph, a heading, an item or a box may begin.

    Law: the result partitions the same text.
    """
    places = _Places(view, profile)
    found: list[Segment] = []
    for segment in segments:
        if (
            segment.last - segment.first < SHORTEST
            or segment.kind in ("BLANK", "TABLE")
            or not (
                places.any_between(segment.first, segment.last)
                or _glued_child(segment.marker, segment.last, view)
            )
        ):
            found.append(segment)
            continue
        cuts = _cuts(segment, view, text, places)
        found.extend(
            _pieces(segment, view, text, profile, cuts) if cuts else (segment,)
        )
    return found


class _Places:
    """Where in a text something may begin inside a line, found in one pass each."""

    def __init__(self, view: str, profile: Profile) -> None:
        self.gaps = _gaps(view)
        found = [match.end() for match in _BEHIND.finditer(view)]
        found += [end for _, end in self.gaps if _OPENS.match(view, end)]
        found += [
            match.start()
            for match in _LAW.finditer(view)
            if match.start() and view[match.start() - 1] >= "\u3400"
        ]
        # In a text with next to no line ends; elsewhere such a number is a word.
        unbroken = len(view) > LONGEST_LINE * (view.count("\n") + 1)
        if unbroken:
            found += [
                match.start()
                for match in _TIGHT.finditer(view)
                if match.start()
                and view[match.start() - 1] >= "\u3400"
                and view[match.start() - 1] not in _NUMERALS
            ]
        self.markers = sorted(set(found))
        labels = _present(profile.box_labels, view)
        self.boxes: list[int] = []
        if labels:
            self.boxes = [
                match.start()
                for match in _boxes(labels).finditer(view)
                if match.start() and view[match.start() - 1] not in _MENTION
            ]
            if unbroken:
                self.boxes += [m.start() for m in _tight_boxes(labels).finditer(view)]
        self.all = sorted(self.markers + self.boxes + [start for start, _ in self.gaps])

    def any_between(self, first: int, last: int) -> bool:
        """Tell whether something may begin behind `first` and before `last`."""
        place = bisect_right(self.all, first)
        return place < len(self.all) and self.all[place] < last


def _present(labels: tuple[str, ...], view: str) -> tuple[str, ...]:
    """Return the labels that occur in a text; without 专栏 no 重点任务专栏 does."""
    found: list[str] = []
    absent: tuple[str, ...] = ()
    for label in labels:
        if absent and label.endswith(absent):
            continue
        if label in view:
            found.append(label)
        else:
            absent = (*absent, label)
    return tuple(found)


def _between(places: list[int], first: int, last: int) -> list[int]:
    """Return the places behind `first` and before `last`."""
    return places[bisect_right(places, first) : bisect_left(places, last)]


class Cut:
    """A place inside a line where something may begin."""

    __slots__ = ("kind", "marker", "soft", "start")

    def __init__(
        self, start: int, kind: str, marker: Marker | None, soft: bool
    ) -> None:
        self.start = start
        """Offset of its first visible character."""
        self.kind = kind
        """TEXT or BOX."""
        self.marker = marker
        """The marker that stands there."""
        self.soft = soft
        """Whether it may turn out to be no break."""


def _cuts(segment: Segment, view: str, text: str, places: _Places) -> list[Cut]:
    """Find the cuts inside one segment, in order, at most one a place."""
    first, last = segment.first, segment.last
    cuts: dict[int, Cut] = {}
    for start in _separated(segment, view, places):
        cuts[start] = Cut(start, "TEXT", None, False)
    for start in _between(places.markers, first, last):
        _add_marker(cuts, start, view, text, last)
    for start in _between(places.boxes, first, last):
        cuts[start] = Cut(start, "BOX", None, False)
    _add_glued(cuts, segment, view, text)
    return _outside_markers(segment, view, cuts) if cuts else []


def _outside_markers(segment: Segment, view: str, cuts: dict[int, Cut]) -> list[Cut]:
    """Return the cuts in order, without those in a marker or right behind one."""
    marker = segment.marker
    guard = segment.first if marker is None else marker.span.end
    kept: list[Cut] = []
    for start in sorted(cuts):
        cut = cuts[start]
        if start > segment.first and start >= guard:
            if cut.marker is None and not view[guard:start].strip():
                continue
            kept.append(cut)
            guard = start if cut.marker is None else cut.marker.span.end
    return kept


def _separated(segment: Segment, view: str, places: _Places) -> list[int]:
    """Return where paragraphs begin behind spaces that stand for line breaks."""
    first, last = segment.first, segment.last
    low = bisect_right(places.gaps, (first, last))
    high = bisect_left(places.gaps, (last, last))
    gaps = places.gaps[low:high]
    if not gaps:
        return []
    if last - first >= LONG_LINE:
        for is_break in (_is_wide, _is_single):
            breaks = [
                gap
                for gap in gaps
                if is_break(gap, view)
                and not _LABEL_END.search(view[max(first, gap[0] - 8) : gap[0]])
            ]
            if len(breaks) >= FEWEST_GAPS and last - first < WIDEST_APART * len(breaks):
                return _long_pieces(breaks, segment, view)
    return [end for start, end in gaps if _ends_paragraph((start, end), view)]


def _is_wide(gap: tuple[int, int], view: str) -> bool:
    """Tell whether a gap is more than one space."""
    return gap[1] - gap[0] > 1


def _is_single(gap: tuple[int, int], view: str) -> bool:
    """Tell whether a gap is one space between words that are no Latin ones."""
    return _SINGLE_GAP.match(view, gap[0] - 1) is not None


def _ends_paragraph(gap: tuple[int, int], view: str) -> bool:
    """Tell whether a gap alone says that a paragraph ends there.

    A wide space behind a closed sentence does; so does a very wide one, as before a
    right-aligned signature.
    """
    width = gap[1] - gap[0]
    return width >= 4 or (width > 1 and view[gap[0] - 1] in _CLOSED)


def _long_pieces(gaps: list[tuple[int, int]], segment: Segment, view: str) -> list[int]:
    """Return the gaps that are breaks: not behind a marker, no short piece behind."""
    marker = segment.marker.span.end if segment.marker is not None else -1
    ends = [start for start, _ in gaps[1:]] + [segment.last]
    return [
        gap_end
        for (start, gap_end), end in zip(gaps, ends, strict=True)
        if start != marker
        and end - gap_end >= SHORTEST_PIECE
        and not _is_quoted(view, segment.first, start)
    ]


def _is_quoted(view: str, first: int, place: int) -> bool:
    """Tell whether a place stands inside 《》 or brackets."""
    start = max(first, place - LONGEST_QUOTE)
    return any(
        view.rfind(opening, start, place) > view.rfind(closing, start, place)
        for opening, closing in ("《》", "（）", "()", "〔〕", "［］", "[]", "【】")
    )


def _add_marker(
    cuts: dict[int, Cut], start: int, view: str, text: str, last: int
) -> None:
    """Note a marker at `start`, if one stands there; a hard cut stays hard."""
    match = MARKER.match(view, start, last)
    marker = None if match is None else marker_of(match, text)
    if marker is None or marker.style in _LINE_ONLY:
        return
    if marker.style is MarkerStyle.ORDINAL_IS and not _HEADS_CHILD.match(
        view, marker.span.end, last
    ):
        return
    known = cuts.get(start)
    cuts[start] = Cut(start, "TEXT", marker, known is None or known.soft)


def _add_glued(cuts: dict[int, Cut], segment: Segment, view: str, text: str) -> None:
    """Note the first child of a heading that runs straight into it."""
    openings = [segment.marker, *(cut.marker for cut in cuts.values())]
    while openings:
        start = _glued_child(openings.pop(), segment.last, view)
        if start and start not in cuts:
            _add_marker(cuts, start, view, text, segment.last)
            if start in cuts:
                openings.append(cuts[start].marker)


def _glued_child(marker: Marker | None, last: int, view: str) -> int:
    """Return where a heading runs straight into its first child; 0 if it does not."""
    if marker is None or marker.style not in _MAY_GLUE:
        return 0
    start = marker.span.end
    end = min(last, start + LONGEST_GLUED)
    stop = view.find("。", start, end)
    match = _GLUED.search(view, start + 2, end if stop < 0 else stop)
    return 0 if match is None else match.start()


def _pieces(
    segment: Segment, view: str, text: str, profile: Profile, cuts: list[Cut]
) -> list[Segment]:
    """Cut one segment; each piece keeps the space behind it."""
    starts = [segment.start, *(cut.start for cut in cuts), segment.end]
    pieces: list[Segment] = []
    for place, start in enumerate(starts[:-1]):
        end = starts[place + 1]
        first = segment.first if place == 0 else start
        last = start + len(_ENTITY_END.sub("", view[start:end]))
        piece = Segment(start, first, max(first, last), end, segment.kind)
        if place == 0:
            piece.marker, piece.soft = segment.marker, segment.soft
        else:
            cut = cuts[place - 1]
            piece.kind, piece.marker, piece.soft = cut.kind, cut.marker, cut.soft
            if not cut.soft and cut.kind == "TEXT":
                note_opening(piece, view, text, profile)
        pieces.append(piece)
    return pieces


def join_rejected(segments: list[Segment]) -> list[Segment]:
    """Give soft pieces that are no headings back to the piece before them."""
    found: list[Segment] = []
    for segment in segments:
        if segment.soft and not segment.rank and segment.kind == "TEXT" and found:
            before = found[-1]
            before.end, before.last = segment.end, segment.last
        else:
            found.append(segment)
    return found
