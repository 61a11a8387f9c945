"""The years a document plans or reports on, by its title, else by its opening.

In: a document and its text. Out: a `Period`, or None.
"""

import re
from typing import NamedTuple

from cnpolicy.annotation.document_text import DocumentText
from cnpolicy.annotation.time_expressions.time_expressions import (
    TimeForm,
    common_year,
    times_in,
)
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import ONE_TO_NINE, to_int
from cnpolicy.lexical.simplified_view import figures_in_one_width, simplified_view
from cnpolicy.model.nodes import Document

# A text without title says in its first lines what it plans (seed 004:5).
_OPENING = 300

# 2025, or 114 as Taiwan counts: `_Years` knows whether a text does.
YEAR_IN_FIGURES = r"(?:19|20)[0-9]{2}|1[0-4][0-9]"
"""A year as it is written."""

# Not 落实2022年1月会议精神, 2035年远景目标 or 2020年度考核结果.
_TITLE_YEAR = lazy(
    rf"(?<![0-9—～~-])(?P<year>{YEAR_IN_FIGURES})年(?![底末]?(?:以前|之前|前)|度?(?:[0-9]|远景|考核|工作总结|通报))"
)
_HAN_YEAR = lazy(f"二[〇○零][〇○零{ONE_TO_NINE}]{{2}}(?=年)")

LONGEST_LINE = 24
"""How long a line without a number that heads what follows may be."""

ONLY_NAMES = lazy(r"(?:规划)?的?(?:良好|精彩|圆满)?(?:开局|收官|开篇|起步)")
"""Matches behind a five-year period that is only named: “十三五”良好开局."""

# “十五五”时期的主要目标任务 sets the last year of the five.
_AIMED = lazy(
    r"“?十[一二三四五六七八]五”?(?:时期|期间)?的?(?:经济社会)?(?:发展)?的?"
    r"(?:主要|总体|奋斗|预期|发展)?(?:目标|指标|任务)(?!完成|进展|落实|实现情况)"
)

_SENTENCE_STOPS = frozenset("。！？!?；;：:，,、")


class Period(NamedTuple):
    """The years a plan is for."""

    first: int
    """Its first year."""

    last: int
    """Its last year."""


def title_view(title: str) -> str:
    """A title as it is read: ２０２６年 is a year as well."""
    return figures_in_one_width(simplified_view(title))


def period_of(document: Document, source: DocumentText) -> Period | None:
    """The years a document plans or reports on, by its title, else by its opening."""
    metadata = document.metadata
    titles = (metadata.title, metadata.notice_title)
    for title in titles:
        if title:
            simplified = title_view(title).replace("《", " ")
            period = _named_period(
                simplified, len(simplified), source.republic
            ) or _named_year(simplified, source.republic)
            if period is not None:
                return period
    if any(titles):
        return None
    attached = {
        _named_year(title_view(one), source.republic) for one in metadata.attachments
    }
    attached.discard(None)
    if len(attached) == 1 and (one := attached.pop()) is not None:
        return one  # 附件：2026年重点工作责任分解
    end = min(_OPENING, len(source.simplified))
    opening = _named_period(source.simplified, end, source.republic)
    return opening or _named_year(_first_line(source), source.republic)


def _first_line(source: DocumentText) -> str:
    """The first line of a text, if it may be a title: 某区2023年民生实事."""
    first = next(iter(source.passages), None)
    if first is None or first.end - first.start > LONGEST_LINE:
        return ""
    words = source.simplified[first.start : first.end].strip()
    return "" if words[-1:] in _SENTENCE_STOPS else words


def aimed_plan(title: str) -> int | None:
    """The last year of the five for which a heading sets goals."""
    aimed = _AIMED.search(title)
    if aimed is None:
        return None
    times = times_in(title, *aimed.span())
    return next((time.year for time in times if time.form is TimeForm.PLAN), None)


def in_common(written: str, republic: bool) -> int | None:
    """Return a year in figures as a common year; None if the text counts none so."""
    if len(written) == len("2025"):
        return int(written)
    return common_year(written) if republic else None


def _named_year(title: str, republic: bool) -> Period | None:
    """The one year a title is about: 某市2023年重点工作任务分解方案."""
    # 2025年计划执行情况与2026年计划草案的报告: the last one is to come.
    years = _TITLE_YEAR.findall(_HAN_YEAR.sub(_in_figures, title))
    year = in_common(years[-1], republic) if years else None
    return Period(year, year) if year is not None else None


def _in_figures(year: re.Match[str]) -> str:
    """二〇二三年 in figures."""
    return str(to_int(year[0]))


def _named_period(simplified: str, end: int, republic: bool) -> Period | None:
    """The first five-year period or range of years that words outside 《》 name."""
    for time in times_in(simplified, 0, end, republic=republic):
        at = time.span.start
        quoted = simplified.rfind("《", 0, at) > simplified.rfind("》", 0, at)
        if quoted or time.form not in (TimeForm.PLAN, TimeForm.RANGE):
            continue
        if time.form is TimeForm.PLAN and ONLY_NAMES.match(simplified, time.span.end):
            continue  # 实现“十四五”良好开局
        if time.tail.endswith("止"):
            continue  # 自101年度至107年度止 is what was looked at
        if time.first is not None and time.last is not None:
            return Period(time.first.year, time.last.year)
    return None
