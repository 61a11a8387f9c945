"""Settings: when a document was written, what period it plans, what it looks back on.

In: a document and its `DocumentText`. Out: a `TemporalContext`: the years of the plan,
the year of writing, which sections tell of the past, and the year a section sets for
its goals. All of it is inference from titles and dates; annotators keep it apart from
what the text states.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from cnpolicy.annotation.document_text import DocumentText, LeafInContext, TreePath
from cnpolicy.annotation.time_expressions import TimeForm, times_in
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.simplified_view import simplified_view
from cnpolicy.model.nodes import Document, Heading, Section

# A text without title says in its first lines what it plans (seed 004:5).
_OPENING = 300

# 一、发展基础与形势 looks back; 夯实发展基础 and 优化营商环境 do not.
_LOOKS_BACK = lazy(
    r"(?:背景|基础|现状|回顾|成就|成效|形势|环境|问题|挑战|机遇|短板|情况|进展|成绩|成果|评价|分析|差距"
    r"|特征|(?:基础|有利|发展|资源|现实|支撑|区位)条件|“?十[一二三四五]五”?(?:时期|期间|以来)?(?:发展|工作|建设)?)\Z"
)
_LOOKS_BACK_START = lazy(
    r"“?十[一二三四五六]五”?(?:时期|期间|以来|末)?.{0,12}"
    r"(?:成就|成效|成绩|进展|回顾|情况|取得|基础|完成)"
)
_ORDERS = lazy(
    r"加强|加快|加大|夯实|筑牢|巩固|优化|营造|打造|改善|强化|健全|完善|提升|提高|推进|推动|坚持|建设|构建|落实|保障"
    r"|促进|创新|发展(?!基础|现状|背景|环境|形势|成就|成效|回顾|情况|条件|机遇|问题|评价|阶段)|深化|扩大|实施|培育"
    r"|增强|积极|着力|大力|全面|开展|破解|解决|防范|应对|治理|保护|支持|规范|严格|进一步|持续|环境影响|预期|绩效"
)
_YEAR = lazy(r"(?:19|20)[0-9]{2}")
_SETS_GOAL = lazy(r"目标|指标")
_GOAL_YEAR = lazy(
    r"(?:到|至|力争)[ \u3000\xa0]{0,2}(?P<year>(?:19|20)[0-9]{2})[ \u3000\xa0]{0,2}年"
)
# Not 落实2022年1月会议精神, 2035年远景目标 or 2020年度考核结果.
_TITLE_YEAR = lazy(
    r"(?<![0-9—～~-])(?P<year>(?:19|20)[0-9]{2})年(?!度?(?:[0-9]|远景|考核|工作总结|通报))"
)
_SENTENCE_ENDS = "。！？!?"


def temporal_context(document: Document, source: DocumentText) -> TemporalContext:
    """Return the setting of a document, kept with its source."""
    kept = source.kept.get(TemporalContext)
    if kept is None:
        kept = source.kept[TemporalContext] = TemporalContext(document, source)
    assert isinstance(kept, TemporalContext)
    return kept


class Period(NamedTuple):
    """The years a plan is for."""

    first: int
    """Its first year."""

    last: int
    """Its last year."""


class TemporalContext:
    """What is known about time in one document."""

    __slots__ = ("_goal", "_goals", "period", "view", "written")

    def __init__(self, document: Document, source: DocumentText) -> None:
        """Read titles, dates and lead-in sentences."""
        self.view = source.view
        metadata = document.metadata
        self.period = _period(document, source)
        """The years of the plan; None if it is none or does not say."""
        year = metadata.date.year if metadata.date else None
        if year is None and metadata.doc_number:
            number = _YEAR.search(metadata.doc_number)
            year = int(number[0]) if number else None
        self.written: int | None = year
        """The year it was written in; None if it does not say."""
        self._goals = self._goal_years(source)
        aims = {year for year, aim in self._goals.values() if aim}
        self._goal = aims.pop() if len(aims) == 1 else None

    @property
    def present(self) -> int | None:
        """The first year that is not past: of the plan, else of the writing."""
        return self.period.first if self.period else self.written

    @property
    def horizon(self) -> int | None:
        """The last year of the plan; else the one year its goals are set for."""
        return self.period.last if self.period else self._goal

    def looks_back(self, place: TreePath) -> bool:
        """Tell whether a section, or one above it, tells of the past."""
        return any(_is_background(above.title) for above in place.upward())

    def goal_year(self, passage: LeafInContext) -> int | None:
        """Return the year that the section of a passage sets for its goals.

        None if neither it nor a section above says so.
        """
        for place in passage.place.upward():
            found = self._goals.get(id(place))
            if found is not None:
                return found[0]
        return None

    def _goal_years(self, source: DocumentText) -> dict[int, tuple[int, bool]]:
        """Find the sentences that set a year for what follows in their section.

        A heading (到2025年的目标), a lead-in that ends in a colon (到2025年，重点达到
        以下目标要求：, seed 001:71), any paragraph of a section about goals.
        """
        goals: dict[int, tuple[int, bool]] = {}
        hits = list(_GOAL_YEAR.finditer(source.view))
        if not hits:
            return goals
        number = 0
        for passage in source.passages:
            while number < len(hits) and hits[number].start() < passage.start:
                number += 1
            if number < len(hits) and hits[number].start() < passage.end:
                lead_in = _lead_in(source.view, passage.start, passage.end)
            while number < len(hits) and hits[number].start() < passage.end:
                hit = hits[number]
                number += 1
                place = passage.place
                if not isinstance(place.node, Section):
                    continue
                aim = _SETS_GOAL.search(place.title) is not None
                leads = isinstance(passage.leaf, Heading) or aim or hit.end() > lead_in
                year = int(hit["year"])
                if leads and (self.present is None or year >= self.present):
                    goals.setdefault(id(place), (year, aim))
        return goals


def _lead_in(view: str, start: int, end: int) -> int:
    """Return where the last sentence of a passage begins, if it ends in a colon.

    Without one, `end`: no place of the passage is behind it.
    """
    if not view[start:end].rstrip().endswith((":", "：")):
        return end
    return max(view.rfind(sign, start, end) for sign in _SENTENCE_ENDS)


@lru_cache(maxsize=512)
def _is_background(title: str) -> bool:
    """Tell whether a heading is about what has been."""
    if not title or len(title) > 30:
        return False
    if _LOOKS_BACK_START.match(title):
        return True
    return bool(_LOOKS_BACK.search(title)) and not _ORDERS.match(title)


def _period(document: Document, source: DocumentText) -> Period | None:
    """The years a document plans, by its title, else by its opening."""
    titles = (document.metadata.title, document.metadata.notice_title)
    for title in titles:
        if title:
            view = simplified_view(title).replace("《", " ")
            period = _named_period(view, len(view)) or _named_year(view)
            if period is not None:
                return period
    if any(titles):
        return None
    return _named_period(source.view, min(_OPENING, len(source.view)))


def _named_year(title: str) -> Period | None:
    """The one year a title is about: 某市2023年重点工作任务分解方案."""
    match = _TITLE_YEAR.search(title)
    year = int(match["year"]) if match else None
    return Period(year, year) if year is not None else None


def _named_period(view: str, end: int) -> Period | None:
    """The first five-year period or range of years that words outside 《》 name."""
    for time in times_in(view, 0, end):
        at = time.span.start
        quoted = view.rfind("《", 0, at) > view.rfind("》", 0, at)
        if quoted or time.form not in (TimeForm.PLAN, TimeForm.RANGE):
            continue
        if time.first is not None and time.last is not None:
            return Period(time.first.year, time.last.year)
    return None
