"""Pinpoints: 第十九条第二款第（三）项, 第二章第三节, 前款, 第八条之一.

In: the Simplified view of a text and a stretch of it. Out: where words point to a
place of a law, rule or plan by its number, and the steps they name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import ONE_TO_TEN, to_int
from cnpolicy.lexical.whitespace import SPACES
from cnpolicy.model.results.references import Pinpoint, Unit
from cnpolicy.model.spans import Span

_UNITS = {
    "部分": Unit.PART,
    "编": Unit.PART,
    "篇": Unit.PART,
    "分编": Unit.SUBPART,
    "章": Unit.CHAPTER,
    "节": Unit.SECTION,
    "条": Unit.ARTICLE,
    "款": Unit.PARAGRAPH,
    "项": Unit.ITEM,
    "目": Unit.SUBITEM,
}
_ORDER = tuple(dict.fromkeys(_UNITS.values()))

_NUMERAL = f"[0-9０-９]{{1,4}}|[{ONE_TO_TEN}百零〇两]{{1,7}}"
_NUMBER = rf"[（(]?(?:{_NUMERAL})[）)]?"
# A hard line break may stand between two characters of a pinpoint.
_GAP = rf"[{SPACES}\r\n]{{0,3}}+"
_ALL = "|".join(sorted(_UNITS, key=len, reverse=True))
_STEP = (
    rf"第{_GAP}{_NUMBER}(?:{_GAP}[、和至到]{_GAP}{_NUMBER}){{0,6}}{_GAP}(?:{_ALL})"
    rf"(?:之(?:{_NUMERAL}))?"
)
_ONE = lazy(
    rf"第(?P<numbers>{_NUMBER}(?:[、和至到]{_NUMBER}){{0,6}})(?P<unit>{_ALL})"
    rf"(?:之(?P<inserted>{_NUMERAL}))?"
)
_EACH = lazy(_NUMERAL)
_NEAR = {"本": 0, "前": -1, "上": -1}
_RELATIVE = (
    rf"(?P<near>[本前上])(?P<count>[两二三四五])?(?P<near_unit>[章节条款项])"
    rf"(?:{_GAP}{_STEP})*"
)

PINPOINT = lazy(rf"(?:{_STEP})(?:{_GAP}{_STEP}){{0,5}}|{_RELATIVE}")
"""Matches the words of a pinpoint."""

_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
# 前条例 is no 前条, 本条例 no 本条; 上款 and 前项 are followed by anything else.
_NOT_BEHIND = lazy(r"例|件|目录|数|额|点|约|子|课|能|奏|日|水|流|程|庄|幅")


class PinpointPlace(NamedTuple):
    """Where words point to a place, and which."""

    span: Span
    """Where they stand."""

    paths: tuple[tuple[Pinpoint, ...], ...]
    """The steps of each place they name; 第一、三款 names two."""


def pinpoints_in(simplified: str, start: int, end: int) -> Iterator[PinpointPlace]:
    """Yield the pinpoints of a stretch, in order; none overlaps another.

    >>> text = "依照本办法第十九条第二款第（三）项"
    >>> [place.span.of(text) for place in pinpoints_in(text, 0, len(text))]
    ['第十九条第二款第（三）项']
    """
    for match in PINPOINT.finditer(simplified, start, end):
        if _NOT_BEHIND.match(simplified, match.end(), end):
            continue
        paths = tuple(_paths(match))
        if paths:
            yield PinpointPlace(Span(*match.span()), paths)


def _paths(match: re.Match[str]) -> Iterator[tuple[Pinpoint, ...]]:
    """Read the steps; the last one may name several places."""
    words = "".join(match[0].split())
    path: tuple[Pinpoint, ...] = ()
    if match["near"]:
        unit = _UNITS[match["near_unit"]]
        ordinal = _NEAR[match["near"]]
        if match["count"]:
            if not ordinal:
                return
            ordinal = -_COUNTS[match["count"]]
        path = (Pinpoint(unit, ordinal),)
    last: list[Pinpoint] = []
    for step in _ONE.finditer(words):
        unit = _UNITS[step["unit"]]
        path += tuple(last[:1])
        if path and _ORDER.index(unit) <= _ORDER.index(path[-1].unit):
            return  # 第三条第二章 is no way down
        inserted = (to_int(step["inserted"]) if step["inserted"] else 0) or 0
        values = [to_int(one[0]) for one in _EACH.finditer(step["numbers"])]
        if "至" in step["numbers"] or "到" in step["numbers"]:
            values = [values[0], values[-1]]
        last = [Pinpoint(unit, value, inserted) for value in values if value]
        if not last:
            return
    if not last:
        yield path
    for one in last:
        yield (*path, one)
