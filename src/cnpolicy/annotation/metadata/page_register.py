"""Registers: what the page around a document states about it.

In: the Simplified view of the leaves of page furniture above a document. Out: the
文号, the title, the date and the 公开属性 that a register names:
`发文字号：某政发〔2021〕3号`, `成文日期：2021年3月4日`. They are the document's where
it says nothing itself.
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from cnpolicy.lexical.document_numbers import DECREE, NUMBER
from cnpolicy.lexical.lazy_regex import lazy

_GAP = r"[\s|｜]{0,40}+"
# The register of a page is not longer.
LONGEST_REGISTER = 6000
_LABEL_END = rf"{_GAP}[】\]]?{_GAP}[：:]?{_GAP}"
# 府行規字第1031301195號
_OF_TAIWAN = lazy(r"[\u4e00-\u9fff]{1,10}字第[0-9]{5,12}号")
_NUMBERED = lazy(rf"(?:发文字号|文件编号|公文字号|字{_GAP}号|文{_GAP}号){_LABEL_END}")
_NUMBERS = (NUMBER, DECREE, _OF_TAIWAN)
_PUBLICITY = lazy(
    rf"公开(?:方式|形式|属性|类别|类型){_LABEL_END}"
    r"(?P<open>(?:此件)?(?:主动公开|依申请公开|公开发布|不予公开|不公开|免予公开))"
)
_TITLE = lazy(
    rf"(?:法规标题|法规名称|文件标题|文件名称|信息名称|标{_GAP}题|名{_GAP}称){_LABEL_END}"
    r"(?P<title>[^|｜\r\n]{4,120})"
)
_DAY = (
    r"(?P<year>(?:19|20)[0-9]{2})\s?[-年./]\s?(?P<month>[0-9]{1,2})\s?[-月./]\s?"
    r"(?P<day>[0-9]{1,2})(?![0-9])"
)
# The longest time, in days, from the date of a document to its publication on a page.
_DATES = tuple(
    lazy(rf"(?:{labels}){_LABEL_END}{_DAY}")
    for labels in (
        "成文日期|成文时间|签发日期",
        "发文日期|发文时间|印发日期|生成日期|颁布日期|颁布时间|公布日期|公布时间",
        "发布日期",
    )
)
# 发布日期 beside a news item is no date of a document; in its register it is.
_REGISTER = lazy(
    rf"索{_GAP}引{_GAP}号|发文机[关构]|发文单位|发文字号|文{_GAP}号|法规标题"
)


class Register(NamedTuple):
    """What a page states about a document; None where it is silent."""

    number: str | None = None
    """The 文号."""

    title: str | None = None
    """The title."""

    publicity: str | None = None
    """The 公开属性."""

    date: datetime.date | None = None
    """The day it was made, else the day it was issued."""


def read_register(lines: list[tuple[str, str]]) -> Register:
    """Read the register above a document from its lines.

    Each line comes in the Simplified view and as it is written.
    """
    words = "\n".join(simplified for simplified, _ in lines)[:LONGEST_REGISTER]
    written = "\n".join(line for _, line in lines)
    title, open_ = _TITLE.search(words), _PUBLICITY.search(words)
    return Register(
        number=_number(words, written),
        title=None if title is None else _written(title, "title", written).strip(),
        publicity=None if open_ is None else _written(open_, "open", written),
        date=next((day for dates in _DATES if (day := _date(dates, words))), None)
        if _REGISTER.search(words)
        else None,
    )


def _number(words: str, written: str) -> str | None:
    """Return the first 文号 behind a label."""
    for label in _NUMBERED.finditer(words):
        for pattern in _NUMBERS:
            number = pattern.match(words, label.end())
            if number is not None:
                return "".join(written[number.start() : number.end()].split())
    return None


def _written(match: re.Match[str], group: str, written: str) -> str:
    """Return a group of a match as the text has it."""
    return written[match.start(group) : match.end(group)]


def _date(pattern: re.Pattern[str], words: str) -> datetime.date | None:
    """The first day of the calendar behind a label."""
    match = pattern.search(words)
    if match is None:
        return None
    try:
        return datetime.date(*(int(match[name]) for name in ("year", "month", "day")))
    except ValueError:
        return None
