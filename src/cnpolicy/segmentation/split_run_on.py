"""Run-on text: headings, items and boxes that stand inside a line.

In: segments cut at line ends. Out: the same, cut again where something may begin inside
a line: line breaks were lost, or turned into spaces. A cut before a marker is
*tentative*: whether it holds is for `numbering` to say, by how the number fits its
series. A cut at a wide space behind a closed sentence is hard: a paragraph ends there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.marker_syntax import (
    ENCLOSED,
    HAN_COMMA,
    IN_BRACKETS,
    MARKER,
    NTH,
    TOP,
    marker_of,
)
from cnpolicy.lexical.numerals import FORMAL, ONE_TO_TEN
from cnpolicy.lexical.whitespace import BLANKS, SPACES
from cnpolicy.model.markers import Marker, MarkerStyle
from cnpolicy.segmentation.cut_segment import cut_segment
from cnpolicy.segmentation.glued_subheadings import glued_child
from cnpolicy.segmentation.segment import (
    BLANK,
    BOX,
    FURNITURE,
    TABLE,
    TEXT,
    Segment,
    SegmentKind,
)
from cnpolicy.segmentation.spaces_as_breaks import LONG_LINE, all_gaps, separated
from cnpolicy.segmentation.split_lines import is_decimal, note_opening
from cnpolicy.vocabulary.profile import Profile

# A line shorter than this holds one thing.
SHORTEST = 12

# What a marker inside a line may begin with; a gap before it, or closing punctuation.
_OPENING = (
    f"(?:[（(]?[{ONE_TO_TEN}百0-9０-９]|[（(][{SPACES}][{ONE_TO_TEN}0-9]"
    f"|[第{ENCLOSED}]|[{FORMAL}]{{1,3}}、)"
)
# The first character, and the one before it, rule out nearly every place.
_BEHIND = lazy(
    f"[（(第{ONE_TO_TEN}百0-9０-９{ENCLOSED}{FORMAL}]"
    r"(?<=[。；：:;！？…”’）)〕\]】》].)"
)
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
# 一是… inside a line is an enumeration, unless a numbered child follows its few words.
_HEADS_CHILD = lazy(rf"[\u4e00-\u9fff、“”]{{4,40}}[{SPACES}]?{IN_BRACKETS}")
# 第二章 总体要求 may follow anything: a sentence hardly ever has such a number with a
# gap behind it.
_LAW = lazy(
    f"{NTH}(?:分?编|[篇章节]|部分|条(?:之[{ONE_TO_TEN}]{{1,2}})?)(?=[{BLANKS}])"
)
# …主要指标三、增加有效供给: a number of a series stuck to the words before it. Not
# 第二、三产业 and not 二十三、: another numeral stands beside it. Not 国家统一、主权
# either.
_TIGHT = lazy(
    f"(?:{HAN_COMMA}|[（(][{ONE_TO_TEN}]{{1,3}}[）)])"
    rf"(?=[\u4e00-\u9fff“])(?![{ONE_TO_TEN}百千万项条款])"
)
_NUMERALS = f"第{ONE_TO_TEN}百千万两几数之统唯单专同逐合归初"
# 见专栏1 mentions a box, it opens none.
_MENTION = "（(见如在和、“《及与按"
# Lines longer than this on average have lost their ends.
LONGEST_LINE = 600
# What may stand between two pieces of one paragraph.
_BETWEEN = frozenset({BLANK, FURNITURE})
_ENTITIES = ("&nbsp;", "&ensp;", "&emsp;")


@cache
def _boxes(labels: tuple[str, ...]) -> re.Pattern[str]:
    """Match a numbered box label at a place inside a line."""
    return re.compile(
        f"【?(?:{'|'.join(labels)})[{BLANKS}]?[0-9０-９]{{1,2}}】?"
        rf"(?:(?<=】)|(?=[{BLANKS}：:“]{{1,4}}[^\s：:“]))"
    )


@cache
def _tight_boxes(labels: tuple[str, ...]) -> re.Pattern[str]:
    """Match a box label between a full stop and its title: …机制。专栏1创新工程."""
    return re.compile(
        rf"(?<=[。；）”])(?:{'|'.join(labels)})[0-9０-９]{{1,2}}"
        r"(?=[\u4e00-\u9fff])(?![所中的列是为和及与至])"
    )


@cache
def _endings(labels: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return the labels by what they end with: those of 专栏 are 重点任务专栏, 专栏."""
    return {
        end: tuple(
            sorted((one for one in labels if one.endswith(end)), key=len, reverse=True)
        )
        for end in labels
        if not any(end != one and end.endswith(one) for one in labels)
    }


def _endings_in(
    simplified: str, endings: dict[str, tuple[str, ...]]
) -> Iterator[tuple[int, str]]:
    """Yield where the endings of labels end in a text, and which they are.

    Looking for few characters is faster than a pattern, or than whole words.
    """
    every = tuple(endings)
    for head in {end[0] for end in every}:
        place = simplified.find(head)
        while place >= 0:
            if simplified.startswith(every, place):
                for end in every:
                    if simplified.startswith(end, place):
                        yield place + len(end), end
            place = simplified.find(head, place + 1)


def _box_labels(simplified: str, labels: tuple[str, ...], unbroken: bool) -> list[int]:
    """Return where numbered box labels stand, in order; the longest one counts."""
    endings = _endings(labels)
    spans: set[tuple[int, int]] = set()
    for behind, end in _endings_in(simplified, endings):
        label = next(one for one in endings[end] if simplified.endswith(one, 0, behind))
        start = behind - len(label)
        bracketed = start - 1 if simplified[start - 1 : start] == "【" else start
        match = _boxes(labels).match(simplified, bracketed)
        if match is None and unbroken:
            match = _tight_boxes(labels).match(simplified, start)
        if match is not None:
            spans.add(match.span())
    found: list[int] = []
    last = 0
    for start, behind in sorted(spans):
        if start >= last:
            found.append(start)
            last = behind
    return found


def cut_lines(
    segments: list[Segment], simplified: str, text: str, profile: Profile
) -> list[Segment]:
    """Cut segments where a paragraph, a heading, an item or a box may begin.

    Law: the result partitions the same text.
    """
    places = _Places(simplified, profile)
    starts = [segment.first for segment in segments]
    touched = {bisect_left(starts, place) - 1 for place in places.all}
    found: list[Segment] = []
    for index, segment in enumerate(segments):
        marker = segment.marker
        if (
            (marker is None and index not in touched)
            or segment.last - segment.first < SHORTEST
            or segment.kind in (BLANK, TABLE)
            or not (
                places.any_between(segment.first, segment.last)
                or glued_child(marker, segment.last, simplified)
            )
        ):
            found.append(segment)
            continue
        cuts = _cuts(segment, simplified, text, places)
        found.extend(
            _pieces(segment, simplified, text, profile, cuts) if cuts else (segment,)
        )
    return found


class _Places:
    """Where in a text something may begin inside a line, found in one pass each."""

    def __init__(self, simplified: str, profile: Profile) -> None:
        self.gaps = all_gaps(simplified)
        self.decimal = is_decimal(simplified)
        found = [match.start() for match in _BEHIND.finditer(simplified)]
        found += [end for _, end in self.gaps]
        found = [place for place in found if _OPENS.match(simplified, place)]
        found += [
            match.start()
            for match in _LAW.finditer(simplified)
            if match.start() and simplified[match.start() - 1] >= "\u3400"
        ]
        # In a text with next to no line ends; elsewhere such a number is a word.
        ends = simplified.count("\n", 0, -1)
        unbroken = len(simplified) > (LONGEST_LINE * (ends + 1) if ends else LONG_LINE)
        if unbroken:
            found += [
                match.start()
                for match in _TIGHT.finditer(simplified)
                if match.start()
                and simplified[match.start() - 1] >= "\u3400"
                and simplified[match.start() - 1] not in _NUMERALS
            ]
        self.markers = sorted(set(found))
        self.boxes = [
            start
            for start in _box_labels(simplified, profile.box_labels, unbroken)
            if start and simplified[start - 1] not in _MENTION
        ]
        self.all = sorted(self.markers + self.boxes + [start for start, _ in self.gaps])

    def any_between(self, first: int, last: int) -> bool:
        """Tell whether something may begin behind `first` and before `last`."""
        place = bisect_right(self.all, first)
        return place < len(self.all) and self.all[place] < last


def _between(places: list[int], first: int, last: int) -> list[int]:
    """Return the places behind `first` and before `last`."""
    return places[bisect_right(places, first) : bisect_left(places, last)]


class Cut:
    """A place inside a line where something may begin."""

    __slots__ = ("kind", "marker", "start", "tentative")

    def __init__(
        self, start: int, kind: SegmentKind, marker: Marker | None, tentative: bool
    ) -> None:
        self.start = start
        """Offset of its first visible character."""
        self.kind = kind
        """TEXT or BOX."""
        self.marker = marker
        """The marker that stands there."""
        self.tentative = tentative
        """Whether it may turn out to be no break."""


def _cuts(segment: Segment, simplified: str, text: str, places: _Places) -> list[Cut]:
    """Find the cuts inside one segment, in order, at most one a place."""
    first, last = segment.first, segment.last
    cuts: dict[int, Cut] = {}
    for start in separated(segment, simplified, places.gaps):
        cuts[start] = Cut(start, TEXT, None, False)
    for start in _between(places.markers, first, last):
        _add_marker(cuts, start, simplified, text, last, decimal=places.decimal)
    for start in _between(places.boxes, first, last):
        cuts[start] = Cut(start, BOX, None, False)
    _add_glued(cuts, segment, simplified, text)
    return _outside_markers(segment, simplified, cuts) if cuts else []


def _outside_markers(
    segment: Segment, simplified: str, cuts: dict[int, Cut]
) -> list[Cut]:
    """Return the cuts in order, without those in a marker or right behind one."""
    marker = segment.marker
    guard = segment.first if marker is None else marker.span.end
    kept: list[Cut] = []
    for start in sorted(cuts):
        cut = cuts[start]
        if start > segment.first and start >= guard:
            if not simplified[guard:start].strip() and (
                cut.marker is None or _is_double(marker, cut.marker)
            ):
                continue
            kept.append(cut)
            guard = start if cut.marker is None else cut.marker.span.end
    return kept


def _is_double(marker: Marker | None, behind: Marker) -> bool:
    """Tell whether a number is written twice: 1. 1、本文档…"""
    return (
        marker is not None
        and marker.ordinal == behind.ordinal
        and marker.script is behind.script
        and {marker.style, behind.style} <= {MarkerStyle.DOT, MarkerStyle.COMMA}
    )


def _add_marker(
    cuts: dict[int, Cut],
    start: int,
    simplified: str,
    text: str,
    last: int,
    *,
    decimal: bool = False,
) -> None:
    """Note a marker at `start`, if one stands there; a hard cut stays hard.

    In a document of 1.1 a bare number may be one: 2组织体系.
    """
    match = MARKER.match(simplified, start, last)
    if match is None and decimal:
        match = TOP.match(simplified, start, last)
    marker = None if match is None else marker_of(match, text)
    if marker is None or (
        marker.style in _LINE_ONLY
        and not (decimal and marker.style is MarkerStyle.SPACE)
    ):
        return
    if marker.style is MarkerStyle.ORDINAL_IS and not _HEADS_CHILD.match(
        simplified, marker.span.end, last
    ):
        return
    known = cuts.get(start)
    cuts[start] = Cut(start, TEXT, marker, known is None or known.tentative)


def _add_glued(
    cuts: dict[int, Cut], segment: Segment, simplified: str, text: str
) -> None:
    """Note the first child of a heading that runs straight into it."""
    openings = [segment.marker, *(cut.marker for cut in cuts.values())]
    while openings:
        start = glued_child(openings.pop(), segment.last, simplified)
        if start and start not in cuts:
            _add_marker(cuts, start, simplified, text, segment.last)
            if start in cuts:
                openings.append(cuts[start].marker)


def _pieces(
    segment: Segment, simplified: str, text: str, profile: Profile, cuts: list[Cut]
) -> list[Segment]:
    """Cut one segment, and note on each piece what its cut says."""
    places = {cut.start: cut for cut in cuts}
    head, *rest = cut_segment(segment, simplified, list(places), segment.kind, _visible)
    head.marker, head.tentative = segment.marker, segment.tentative
    for piece in rest:
        cut = places[piece.start]
        piece.kind, piece.marker, piece.tentative = cut.kind, cut.marker, cut.tentative
        if not cut.tentative and cut.kind is TEXT:
            note_opening(piece, simplified, text, profile)
    return [head, *rest]


def _visible(words: str) -> str:
    """Return the words of a piece without the blanks and entities at their end."""
    words = words.rstrip()
    while words.endswith(_ENTITIES):
        words = words[: -len(_ENTITIES[0])].rstrip()
    return words


def join_rejected(segments: list[Segment]) -> list[Segment]:
    """Give tentative pieces that are no headings back to the piece before them.

    Where blank lines or something of the page stand between, the paragraph stays in
    two pieces; a table takes in no text.
    """
    found: list[Segment] = []
    before: Segment | None = None
    for segment in segments:
        kind = segment.kind
        if (
            segment.tentative
            and not segment.rank
            and kind is TEXT
            and before is not None
        ):
            if found[-1] is before:
                before.end, before.last = segment.end, segment.last
                continue
            before.cut_by_page = segment.continues = True
        found.append(segment)
        if kind is TABLE:
            before = None
        elif kind not in _BETWEEN:
            before = segment
    return found
