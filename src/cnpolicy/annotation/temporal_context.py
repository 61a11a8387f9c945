"""When a document was written, what period it plans, what it looks back on.

In: a document and its text. Out: a `TemporalContext`: the years of the plan, the year
of writing, which sections tell of the past, and the year a section sets for its goals.
All of it is inference from titles and dates; annotators keep it apart from what the
text states.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from cnpolicy.annotation.document_text import DocumentText, LeafInContext
from cnpolicy.annotation.goal_years import (
    YEARS_AHEAD,
    GoalHit,
    last_goal,
    planned_at_once,
)
from cnpolicy.annotation.plan_periods import (
    LONGEST_LINE,
    YEAR_IN_FIGURES,
    aimed_plan,
    in_common,
    period_of,
    title_view,
)
from cnpolicy.annotation.reporting import (
    heading_year,
    published_year,
    reports,
    tells_of_this_year,
    told_in_title,
    told_year,
)
from cnpolicy.lexical.lazy_regex import any_of, lazy
from cnpolicy.lexical.whitespace import BLANKS
from cnpolicy.model.nodes import Document, Heading, Paragraph, Section
from cnpolicy.vocabulary.title_words import ORDERS

# 一、发展基础与形势 looks back; 夯实发展基础 and 优化营商环境 do not.
_LOOKS_BACK = lazy(
    r"(?:背景|基础|现状|回顾|成就|成效|形势|问题|挑战|机遇|短板|情况|进展|成绩|成果|评价|分析|差距"
    r"|特征|总结|(?:基础|有利|发展|资源|现实|支撑|区位)条件"
    # 发展环境, 形势与环境; but 生态环境 and 营商环境 are what is worked at
    r"|(?:发展|面临的?|外部|宏观|国际|国内|国内外|内外部?|形势|时代|政策|经济|背景)[和与及、]?环境|“?十[一二三四五]五”?(?:时期|期间|以来)?(?:发展|工作|建设)?)\Z"
)
_LOOKS_BACK_START = lazy(
    r"“?十[一二三四五六]五”?(?:时期|期间|以来|末)?.{0,12}"
    r"(?:成就|成效|成绩|进展|回顾|情况|取得|基础|完成)"
    r"|(?:过去|近|前|上)[一二三四五十0-9]{1,2}(?:年|届)|[一二三四五十0-9]{1,2}年来|近年来|本届政府"
    r"|(?:20[0-9]{2}年|去年|上年)(?:以来|的?(?:主要)?工作(?:情况|回顾|总结|成效|完成))"
)
# 总预算案之重点分析 tells what is to be spent.
_BUDGETS = lazy(r"预算(?:案|草案|编列|安排)")
_REPORT_OF_WORK = lazy(r"政府工作报告|(?<!情况的)(?<!草案的)工作报告\Z")
_OF_GOVERNMENT = lazy(r"政府工作报告\Z")
# Under such a heading nothing looks back: 二、重点任务 / （一）突出环境问题.
_IS_WORK = lazy(r"(?:任务|措施|举措|行动|安排|部署|路径)\Z")
_ORDERS = lazy("|".join(ORDERS))
# 取得整治新成绩 in a plan is to come.
_TO_ACHIEVE = lazy(r"新(?:的)?(?:成绩|成效|成果|成就|进展)\Z")
# Lines that head what follows by a year alone: 2012：展翅起飞.
_HEADS_YEAR = lazy(r"20[0-9]{2}年?[：:]")
_YEAR = lazy(r"(?:19|20)[0-9]{2}")
# In a report, the chapter that does not report: 三、下一步工作打算.
_IS_NEXT = lazy(r"打算|下一?(?:步|阶段)|明年|今后|未来|工作(?:安排|计划|思路)")
_SETS_GOAL = lazy(r"目标|指标")
_IS_TO_COME = lazy(
    r"目标|指标|任务|安排|打算|重点工作|计划|下一?步|今年|明年|今后|未来|展望\Z"
)
# Not 达到2022年的2.5倍 and not 截至2020年底.
_GOAL_YEAR = lazy(
    f"(?:(?<!达)(?<!截止)(?<!恢复)到|(?<!截)(?<!恢复)至|力争)[{BLANKS}]{{0,2}}"
    rf"(?P<year>{YEAR_IN_FIGURES})"
    f"[{BLANKS}]{{0,2}}年(?!的?(?:基础|水平|同期|[0-9.]{{1,6}}(?:倍|%)|[一二两三四五]倍))"
)
# 2026年发展主要目标, 2026年重点任务 set the year for what is below them.
_AIMED_YEAR = lazy(
    rf"(?<![0-9])({YEAR_IN_FIGURES})年(?!以来|度?(?:工作)?(?:回顾|总结|完成))"
    r".{0,12}"
    r"(?:目标|指标|任务(?!完成|进展)|安排|打算|主要工作|重点(?:工作|项目|举措)|计划(?!完成|执行)|草案|部署|思路|展望)"
)
# 今年重点工作, 明年主要目标, seen from the day of the document.
_AIMED_TURN = lazy(
    rf"(?:对|关于)?({any_of(YEARS_AHEAD)})(?:的?(?:政府|全市|全县|全区|全省|全镇)?)?.{{0,10}}"
    r"(?:目标|指标|任务|安排|打算|重点(?:工作|项目|举措)|计划|部署|思路|建议)"
)
# 2026年全市经济社会发展主要预期目标是：… sets it for a text that has no title.
_AIM_OF_ALL = lazy(
    rf"(?<![0-9—～~至-])(?P<year>{YEAR_IN_FIGURES})年"
    r"[^，,。；;：:\r\n]{0,20}目标(?:任务)?(?:是|为|[：:])"
)
_SENTENCE_ENDS = "。！？!?"
_SENTENCE_STOPS = frozenset("。！？!?；;：:，,、")
# A chapter in which 预计 and 争取 tell of what was done: 2022年工作回顾.
_REVIEWS = lazy("回顾|总结|成就|成效|成绩|工作情况|完成情况|过去")


def temporal_context(document: Document, source: DocumentText) -> TemporalContext:
    """Return the setting of a document, kept with its source."""
    kept = source.kept.get(TemporalContext)
    if kept is None:
        kept = source.kept[TemporalContext] = TemporalContext(document, source)
    assert isinstance(kept, TemporalContext)
    return kept


class TemporalContext:
    """What is known about time in one document."""

    __slots__ = (
        "_goal",
        "_goals",
        "_hits",
        "_republic",
        "_titled",
        "_told",
        "_unmarked",
        "period",
        "plans",
        "reports",
        "simplified",
        "told_in_title",
        "written",
    )

    def __init__(self, document: Document, source: DocumentText) -> None:
        """Read titles, dates and lead-in sentences."""
        self.simplified = source.simplified
        self._republic = source.republic
        metadata = document.metadata
        self.period = period_of(document, source)
        """The years of the plan; None if it is none or does not say."""
        year = metadata.date.year if metadata.date else None
        if year is None and metadata.doc_number:
            number = _YEAR.search(metadata.doc_number)
            year = int(number[0]) if number else None
        self.written: int | None = (
            year or heading_year(source) or published_year(document)
        )
        """The year it was written in; None if it does not say."""
        self._hits: list[GoalHit] = []
        self._goals = self._goal_years(source)
        """The years each section sets for its goals, and whether it is about goals."""
        title = title_view(metadata.title or metadata.notice_title or "")
        self._titled = bool(title)
        self.reports: bool = reports(title, source.simplified)
        """Whether all of it tells of the past, as a bulletin does."""
        self.plans: bool = (
            self.period is not None
            and not self.reports
            and _REPORT_OF_WORK.search(title) is None
        )
        """Whether it says what years it plans; 2023年政府工作报告 looks both ways."""
        looks = self.reports or _REPORT_OF_WORK.search(title) is not None
        self.told_in_title: int | None = told_in_title(title)
        """The year that its title tells of: 2025 of 2025年工作总结和2026年工作打算."""
        self._told = self.told_in_title or (told_year(source) if looks else None)
        if self._told is None and self.reports and tells_of_this_year(self.simplified):
            self._told = self.written
        if self._told is None and self.written and _OF_GOVERNMENT.search(title):
            self._told = self.written - 1  # read out when its year has begun
        self._unmarked = _unmarked_headings(source)
        aims = {year for years, aim in self._goals.values() if aim for year in years}
        if not aims:
            found = _AIM_OF_ALL.finditer(self.simplified)
            aims = {
                year
                for match in found
                if (year := in_common(match["year"], self._republic))
                and (self.present is None or year >= self.present)
            }
        if self.written and _OF_GOVERNMENT.search(title):
            aims = {self.written}  # what it plans and does not date is of this year
        self._goal = aims.pop() if len(aims) == 1 else None
        if self._goal is None and not self._hits and not self.reports:
            self._goal = planned_at_once(self.simplified, self.written)

    @property
    def present(self) -> int | None:
        """The first year that is not past: of the plan, else of the writing."""
        return self.period.first if self.period else self.written

    @property
    def one_year(self) -> int | None:
        """The year the document plans, if it plans one: 2026年工作要点."""
        period = self.period
        one = period is not None and period.first == period.last
        return period.first if period and one else None

    @property
    def horizon(self) -> int | None:
        """The last year of the plan; else the one year its goals are set for."""
        return self.period.last if self.period else self._goal

    def looks_back(self, passage: LeafInContext) -> bool:
        """Tell whether the section of a passage, or one above it, tells of the past."""
        if self.reports:
            return not any(_IS_NEXT.search(title) for title in self._above(passage))
        back = False
        for above in self._above(passage):
            back = back or (
                _is_background(above)
                and not (self.plans and _TO_ACHIEVE.search(above) is not None)
            )
            if above and _IS_WORK.search(above):
                return _LOOKS_BACK_START.match(above) is not None
        return back

    def only_tells(self, passage: LeafInContext) -> bool:
        """Tell whether nothing says that a passage plans: no title, section or goal."""
        sets = self._titled or self._hits or self.horizon is not None
        return not sets and not isinstance(passage.place.node, Section)

    def reviews(self, passage: LeafInContext) -> bool:
        """Tell whether a section looks back on work that was done: 2023年工作回顾."""
        return any(
            _is_background(title) and _REVIEWS.search(title)
            for title in self._above(passage)
        )

    def past_year(self, passage: LeafInContext) -> int | None:
        """Return the one year that a look back is about: 2023 of 2023年工作回顾."""
        for title in self._above(passage):
            years = set(_YEAR.findall(title))
            if len(years) == 1 and _is_background(title):
                return int(years.pop())
        one = self.one_year
        over = one is not None and self.written is not None and one < self.written
        if self.period and (self.reports or over) and (one or not self._told):
            return self.period.last
        return self._told

    def turned(self, years: int | None) -> int | None:
        """Return 今年 (0), 明年 (1) or 去年 (-1) as a year, seen from the document."""
        now = self.written or self.one_year
        return None if years is None or now is None else now + years

    def is_about_goals(self, passage: LeafInContext) -> bool:
        """Tell whether a section is about goals, which are still to be reached."""
        return any(_IS_TO_COME.search(title) for title in self._above(passage))

    def _above(self, passage: LeafInContext) -> Iterator[str]:
        """Yield the titles above a passage, the nearest first."""
        at = bisect_right(self._unmarked, (passage.start, "\U0010ffff")) - 1
        if at >= 0 and not isinstance(passage.place.node, Section):
            yield self._unmarked[at][1]
        for above in passage.place.upward():
            yield above.title

    def goal_year(self, passage: LeafInContext) -> int | None:
        """Return the year that the section of a passage sets for its goals.

        None if neither it nor a section above says so, or if it sets several.
        """
        for place in passage.place.upward():
            found = self._goals.get(id(place))
            if found is not None:
                years = found[0]
                return next(iter(years)) if len(years) == 1 else None
        # Outside sections an unnumbered line may head what follows.
        year = self._aimed(next(self._above(passage), ""))
        past = year is not None and self.present is not None and year < self.present
        return None if past else year

    def goal_before(self, passage: LeafInContext) -> int | None:
        """Return the last goal year that a section of several has set so far."""
        place = passage.place
        if isinstance(place.node, Section) and not _SETS_GOAL.search(place.title):
            return None
        return last_goal(self.simplified, self._hits, passage.start, id(place))

    def _aimed(self, title: str) -> int | None:
        """Return the year that a heading sets: 2026年主要目标, 今年重点工作."""
        aimed = _AIMED_YEAR.search(title)
        if aimed:
            return in_common(aimed[1], self._republic)
        if (last := aimed_plan(title)) is not None:
            return last
        turn = _AIMED_TURN.match(title) if self.written else None
        return self.written + YEARS_AHEAD[turn[1]] if turn and self.written else None

    def _titled_years(self, source: DocumentText) -> dict[int, tuple[set[int], bool]]:
        """Find the headings that name the year of their goals: 2026年主要目标."""
        goals: dict[int, tuple[set[int], bool]] = {}
        for passage in source.passages:
            if isinstance(passage.leaf, Heading):
                title = passage.place.title
                year = self._aimed(title) if title else None
                if year and (self.present is None or year >= self.present):
                    aim = _SETS_GOAL.search(title) is not None
                    goals[id(passage.place)] = {year}, aim
        return goals

    def _goal_years(self, source: DocumentText) -> dict[int, tuple[set[int], bool]]:
        """Find the sentences that set a year for what follows in their section.

        A heading (到2025年的目标), a lead-in that ends in a colon (到2025年，重点达到
        以下目标要求：, seed 001:71), any paragraph of a section about goals.
        """
        goals = self._titled_years(source)
        hits = list(_GOAL_YEAR.finditer(source.simplified))
        if not hits:
            return goals
        number = 0
        for passage in source.passages:
            while number < len(hits) and hits[number].start() < passage.start:
                number += 1
            if number < len(hits) and hits[number].start() < passage.end:
                lead_in = _lead_in(source.simplified, passage.start, passage.end)
            while number < len(hits) and hits[number].start() < passage.end:
                hit = hits[number]
                number += 1
                place = passage.place
                year = in_common(hit["year"], self._republic)
                if year is None or (self.present and year < self.present):
                    continue  # 到100年, or what has been
                self._hits.append(GoalHit(hit.start(), year, id(place)))
                if not isinstance(place.node, Section) and hit.end() <= lead_in:
                    continue  # outside sections only what leads in sets a year
                aim = _SETS_GOAL.search(place.title) is not None
                leads = isinstance(passage.leaf, Heading) or aim or hit.end() > lead_in
                if leads:
                    goals.setdefault(id(place), (set(), aim))[0].add(year)
        return goals


def _unmarked_headings(source: DocumentText) -> list[tuple[int, str]]:
    """Find the lines outside sections that head what follows, without a number.

    Reports of a government have them: 2022年工作回顾, 2023年工作安排. Each with where
    it begins; only those that tell of the past or of what is to come count.
    """
    found: list[tuple[int, str]] = []
    for passage in source.passages:
        if isinstance(passage.leaf, Paragraph) and (
            passage.end - passage.start <= LONGEST_LINE
            and not isinstance(passage.place.node, Section)
        ):
            words = source.simplified[passage.start : passage.end].strip()
            if words[-1:] not in _SENTENCE_STOPS and (
                _is_background(words)
                or _IS_TO_COME.search(words)
                or _HEADS_YEAR.match(words)
            ):
                found.append((passage.start, words))
    return found


def _lead_in(simplified: str, start: int, end: int) -> int:
    """Return where the last sentence of a passage begins, if it ends in a colon.

    Without one, `end`: no place of the passage is behind it.
    """
    if not simplified[start:end].rstrip().endswith((":", "：")):
        return end
    return max(simplified.rfind(sign, start, end) for sign in _SENTENCE_ENDS)


@lru_cache(maxsize=512)
def _is_background(title: str) -> bool:
    """Tell whether a heading is about what has been."""
    if not title or len(title) > 30:
        return False
    if _LOOKS_BACK_START.match(title):
        return True
    if _BUDGETS.search(title):
        return False
    return bool(_LOOKS_BACK.search(title)) and not _ORDERS.match(title)
