"""Whose document it is: the place that 省, 市 and 县 mean in it.

In: names of places (`data/places.tsv`), and the metadata of a document. Out: `Region`,
with the places above it. The place is stated by the title or the issuers; nothing is
concluded from the body of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from cnpolicy.annotation.organizations.gazetteer import data, read_rows
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.simplified_view import simplified_view
from cnpolicy.model.metadata import Script
from cnpolicy.model.nodes import Document
from cnpolicy.model.results.organizations import NATION, Region

_COLUMNS = frozenset(("full", "short", "names", "level", "parent"))

# The part of a name that `省市场监管局` carries before its department, with the levels
# of government at which a body of such a name can stand.
LEVEL_WORDS = {
    "自治区": "省",
    "自治州": "市",
    "兵团": "省",
    "省": "省",
    "市": "省市县",
    "州": "市",
    "盟": "市",
    "县": "县",
    "区": "县",
    "旗": "县",
}

# Names of counties that also are ordinary words; they count behind their city only.
_PLAIN = frozenset(("城区", "郊区", "东区", "西区", "矿区", "新城区"))

_NATIONAL = lazy(
    r"国务院|中共中央|中央|全国|国家|中华人民共和国|最高人民|“?十[一二三四五六七]五”?国家"
)
_NATIONAL_NUMBER = lazy(r"(?:国发|国办|国函|国令|中发|中办)")
_YEAR = lazy(r"[〔\[［【（(]\s*((?:19|20)\d\d)\s*[〕\]］】）)]")

# Words that make `simplified_view` convert what stands behind them.
_FORCE = "國\n"

# What may stand before the place in a title: 关于印发山西省…, 中共山西省委….
_BEFORE = lazy(r"关于|印发|转发|批转|发布|公布|修订|《|中共|共青团")


@cache
def places() -> dict[str, Region]:
    """Return the provinces and prefectures by every form of their names."""
    found: dict[str, Region] = {}
    for _, row in read_rows(data("places.tsv"), "places.tsv", "full", _COLUMNS):
        place = Region(row["full"], row["short"], row["level"], row["parent"] or None)
        for name in (row["full"], *row["names"].split("、")):
            if name:
                found.setdefault(name, place)
    return found


@cache
def short_names() -> dict[str, Region]:
    """Return the places by short name: 山西, 太原; a province wins over a city."""
    found: dict[str, Region] = {}
    for place in places().values():
        found.setdefault(place.short, place)
    return found


@cache
def _lengths() -> tuple[int, ...]:
    """The lengths of names of places, the longest first."""
    return tuple(sorted({len(name) for name in places()}, reverse=True))


@cache
def _counties() -> dict[str, tuple[Region, ...]]:
    """Return the counties by name; several places share a name at times (鼓楼区)."""
    found: dict[str, tuple[Region, ...]] = {}
    for _, row in read_rows(data("counties.tsv"), "counties.tsv", "full", _COLUMNS):
        name, parent = row["full"], row["parent"]
        # A district is called by its city (杭州市余杭区), a county by itself (沁县).
        full = parent + name if name.endswith("区") else name
        place = Region(full, name.rstrip("县区旗市"), "县", parent)
        found[name] = (*found.get(name, ()), place)
    return found


@cache
def _county_lengths() -> tuple[int, ...]:
    """The lengths of names of counties, the longest first."""
    return tuple(sorted({len(name) for name in _counties()}, reverse=True))


def place_at(text: str, start: int = 0) -> tuple[Region, int] | None:
    """Return the known place whose name stands at `start`, and where it ends.

    山东省淄博市 is 淄博市: of places that follow each other the innermost counts. A
    county whose name several places have is known behind its city only.
    """
    place: Region | None = None
    while True:
        name = _next(text, start, _lengths(), places())
        if name is None or (place and places()[name].parent != place.full):
            break
        place = places()[name]
        start += len(name)
    name = _next(text, start, _county_lengths(), _counties())
    if name is not None:
        inside = [
            county
            for county in _counties()[name]
            if (county.parent == place.full if place else name not in _PLAIN)
        ]
        if len(inside) == 1:
            return inside[0], start + len(name)
    return (place, start) if place else None


def _next(
    text: str, start: int, lengths: tuple[int, ...], names: Mapping[str, object]
) -> str | None:
    """Return the longest of `names` that stands at `start`; None if none does."""
    for length in lengths:
        if (word := text[start : start + length]) in names:
            return word
    return None


def jurisdiction(document: Document) -> Region | None:
    """Return the place a document is issued for; None if its frame does not say.

    Asked in this order: its title, the title of its notice, its issuers, its 文号.
    """
    meta = document.metadata
    for words in (meta.title, meta.notice_title, *meta.issuers):
        plain = "".join(simplified_words(words or "", document.script).split())
        if place := _place_in(plain):
            return place
    if meta.doc_number and _NATIONAL_NUMBER.match(meta.doc_number):
        return NATION
    return None


def simplified_words(words: str, script: Script) -> str:
    """Return a few words in Simplified characters, of the same length.

    They may have no character that alone tells a Traditional text (省檢察院), so the
    script of their document says whether to convert them.
    """
    if script is Script.SIMPLIFIED:
        return words
    return _converted(words)


@lru_cache(maxsize=4096)  # the same bodies stand in every clause
def _converted(words: str) -> str:
    return simplified_view(_FORCE + words)[len(_FORCE) :]


def year_of(document: Document) -> int | None:
    """Return the year of a document by its date or 文号; None if it has neither."""
    meta = document.metadata
    if meta.date is not None:
        return meta.date.year
    match = _YEAR.search(meta.doc_number or "")
    return int(match[1]) if match else None


def place_named(words: str) -> Region | None:
    """Return the place that a user named: 山西省, 山西, 杭州市余杭区, 全国."""
    words = simplified_words(words, Script.MIXED)
    if words in ("全国", "国家", "中国"):
        return NATION
    return _place_in(words) or short_names().get(words)


def above(place: Region) -> Iterator[Region]:
    """Yield the place and those it lies in: 淄博市, 山东省."""
    current: Region | None = place
    while current is not None:
        yield current
        current = places().get(current.parent) if current.parent else None


def _place_in(words: str) -> Region | None:
    """Return the place with which a title begins, at its start or behind 关于印发."""
    for start in (0, *(match.end() for match in _BEFORE.finditer(words))):
        if found := place_at(words, start):
            return found[0]
        if _NATIONAL.match(words, start):
            return NATION
    return None
