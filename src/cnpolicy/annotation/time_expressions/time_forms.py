"""The forms of times, as a table: how each is written, and how it is read.

Defines `FORMS`, in the order in which they are tried where a time may begin. Every
pattern begins with one of the signs of its form and is bounded, so that finding times
takes time in proportion to the text. What a match says: `time_readings`.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from cnpolicy.annotation.time_expressions.time_readings import (
    UNITS,
    YEAR_WORDS,
    Match,
    read_date,
    read_dated_duration,
    read_duration,
    read_event,
    read_every,
    read_figure_range,
    read_figures,
    read_month,
    read_months,
    read_now,
    read_part,
    read_parts,
    read_plan,
    read_relative_range,
    read_split_years,
    read_this,
    read_years,
)
from cnpolicy.annotation.time_expressions.time_values import Time
from cnpolicy.lexical.lazy_regex import any_of, lazy
from cnpolicy.lexical.numerals import ONE_TO_NINE, ONE_TO_TEN
from cnpolicy.lexical.whitespace import BLANKS_AND_BREAKS
from cnpolicy.vocabulary.time_words import EVENTS, STARTS


class Form(NamedTuple):
    """One way to write a time."""

    name: str
    """What it is called, with a real one: `a date: 2022年12月底前`."""

    firsts: str
    """The signs it may begin with."""

    pattern: re.Pattern[str]
    """How it is written."""

    read: Callable[[Match], Time | None]
    """What it says; None if the calendar has no such time."""


# ------------------------------------------------------------------------------- parts

_G = f"[{BLANKS_AND_BREAKS}]{{0,2}}"
_D = "0-9０-９"
_ARABIC = "0123456789０１２３４５６７８９"
_HAN = f"〇○零ＯO{ONE_TO_TEN}"
YEAR = f"(?:[12１２][0-9０-９]{{3}}|[一二][〇○零ＯO0九][〇○零ＯO0{ONE_TO_NINE}]{{2}})"
_MONTH = f"(?:[{_D}]{{1,2}}|[{ONE_TO_TEN}]{{1,2}})"
_DAY = f"(?:[{_D}]{{1,2}}|[{ONE_TO_TEN}]{{1,3}})"
_TO = r"[~～〜\-—–－―─至到]{1,2}"
_UNTIL = (
    "或之前|或以前|下班之前|下班前|底之前|底以前|底前|末之前|末以前|末前|之前|以前|前"
)
_QUARTER = "(?:第?[一二三四1-4]季度|Q[1-4])"
_AROUND = "期间|以来|之间|度|起|开始"
_CLOCK = (
    f"(?:{_G}(?:上午|下午|晚)?{_G}(?:(?:[{_D}]{{1,2}}|[{ONE_TO_TEN}]{{1,3}})[时点]"
    rf"(?:整|[{_D}]{{1,2}}分)?|[{_D}]{{1,2}}[:：][{_D}]{{2}}))"
)
# 7月20日（星期六）前, 11月30日24时前
_HOUR = rf"(?:[（(](?:星期|周)[一二三四五六日天][）)]{_CLOCK}?|{_CLOCK})"
# Behind a month: the end of it, a third of it, or a day with an hour.
# 2023年中完成, but 2023年中央一号文件
_MIDDLE = r"中(?=[前，,。；;、]|完成|实现|启动|推出|全面|建成|开工|开始|投|举|召)"
_IN_MONTH = rf"(?:份|(?P<third>[上中下])旬|{_G}(?P<day>{_DAY}){_G}[日号]{_HOUR}?)?"

_YEAR_WORD = any_of(YEAR_WORDS)
_NOT_INSIDE = rf"(?<![{_D}年{_HAN}—~\-./])"

# Behind the number of an item: 1.4月底前
_NUMBERED = r"(?<=[\s|｜：:。；][1-9１-９][.．])"

_COUNT = rf"(?:[{_D}]{{1,3}}|[一二两三四五六七八九十百]{{1,4}}|半)"
_LONG = rf"(?:{_COUNT}(?:{_TO}|或))?(?P<count>{_COUNT}){_G}(?P<unit>{any_of(UNITS)})"
_BEGUN = (
    rf"(?P<since>{any_of(STARTS)})[^，,。；;：:、0-9０-９]{{0,8}}?"
    r"(?:之日起?|日起|起|后|之后|以后)[的，,]?"
)


# ------------------------------------------------------------------------------- table

# 每年, 每两年, 每3个月; and the time in it: 年底前, 第一个月5日前, 6月底前.
_PERIOD = (
    rf"每(?:隔)?(?:[{_D}]{{1,2}}|[一两二三四五六七八九十半]{{1,2}})?{_G}个?"
    "(?:季度|年度|年|月份|月|周|旬|日|天|季|学期|学年)"
)
_IN_PERIOD = (
    rf"(?:第[一二三]个?|[首末])月(?:{_DAY}[日号])?(?:{_UNTIL})?"
    rf"|年?[底末初](?:{_UNTIL}|之前|以前|前)?"
    rf"|(?:[上下]半年|{_QUARTER}末?|年终)(?:{_UNTIL})?"
)
_IN_A_MONTH = rf"(?:份?[底末]|[上中下]旬|{_DAY}[日号])?"
_MONTH_IN_PERIOD = (
    rf"(?:{_MONTH}月{_IN_A_MONTH}[、和及]){{0,6}}{_MONTH}月{_IN_A_MONTH}"
    rf"(?:(?:{_UNTIL})|(?=[，,。；;向]))"
)
# Behind 6月底, when the 前 of 、12月底前 is its own too.
_OTHER = rf"(?:{YEAR}年)?{_MONTH}月{_IN_A_MONTH}"
SHARED_END = rf"(?:、{_OTHER}){{0,6}}[、和及]{_OTHER}(?:{_UNTIL})"
# How a clause goes on that begins with its time: 完成, 启动, 投入, 全面, 基本, 组织.
_STARTED = "完确启投全基组开建出制印力争实达形竣召举交通上验报总进推集对各将要须"
_LONG_YEAR = f"(?:20[0-9]{{2}}|二[〇○零Ｏ][{_HAN}]{{2}})"
_SHORT_YEAR = f"(?:[0-9]{{2}}|[{_HAN}]{{2}})"
_SPLIT = "[-–—－/／]"
_RANGE_TAIL = r"(?P<tail>底前|前|底|末|期间|内|止)?"
_NO_FIGURE = r"(?![0-9０-９.．%％‰万亿元个家人件亩])"

FORMS: tuple[Form, ...] = (
    Form(
        "years over the turn of a year: 2015-16年度, 2022-23至2031-32年度, 2024/25学年",
        "2二",
        lazy(
            rf"(?<![0-9.])(?P<from>{_LONG_YEAR}){_SPLIT}(?P<first>{_SHORT_YEAR})"
            rf"(?:(?:财政)?年度)?"
            rf"(?:{_TO}(?P<to>{_LONG_YEAR}){_SPLIT}(?P<last>{_SHORT_YEAR})"
            rf"(?:(?:财政)?年度|学年|(?=的|这))|(?:财政)?年度|学年)(?P<tail>或之前|或以前|之前|以前|底前|前|底|末|期间|内)?"
        ),
        read_split_years,
    ),
    Form(
        "a range of years: 2021—2025年, 2021年1月—2023年12月",
        "12１２一二",
        lazy(
            rf"(?P<from>{YEAR}){_G}(?:年度?(?:{_G}(?P<from_month>{_MONTH}){_G}月"
            rf"(?:[上中下]旬|{_G}(?P<from_day>{_DAY}){_G}日)?)?)?{_G}"
            rf"起?{_TO}{_G}(?P<to>{YEAR}){_G}年度?(?:{_G}(?P<to_month>{_MONTH}){_G}月"
            rf"(?:(?P<to_third>[上中下])旬|{_G}(?P<to_day>{_DAY}){_G}日)?)?{_RANGE_TAIL}"
        ),
        read_years,
    ),
    Form(
        "a range inside a year: 2024年6月25日至30日, 2024年11月至次年3月",
        "12１２一二",
        lazy(
            rf"(?P<year>{YEAR}){_G}年{_G}(?P<from_month>{_MONTH}){_G}"
            rf"(?:月(?:{_G}(?P<from_day>{_DAY}){_G}[日号]?)?)?{_G}起?{_TO}{_G}(?P<next>次年|翌年)?"
            rf"(?:(?P<to_month>{_MONTH}){_G}月)?(?:{_G}(?P<to_day>{_DAY}){_G}[日号])?"
            rf"{_HOUR}?{_RANGE_TAIL}"
        ),
        read_months,
    ),
    Form(
        "a range of quarters: 2024年二季度至四季度",
        "12１２一二",
        lazy(
            rf"(?P<year>{YEAR}){_G}年{_G}(?P<from>{_QUARTER}){_TO}(?P<to>{_QUARTER})"
            rf"{_RANGE_TAIL}"
        ),
        read_parts,
    ),
    Form(
        "a range in figures: 2024.05—2025.11",
        "12",
        lazy(
            r"(?<![0-9.])(?P<y>20[0-9]{2})[-./](?P<m>[01]?[0-9])(?:[-./](?P<d>[0-3]?[0-9]))?"
            r"[ ]?[~～—–－―至到-]{1,2}[ ]?(?:(?P<y2>20[0-9]{2})[-./])?"
            r"(?P<m2>[01]?[0-9])"
            rf"(?:[-./](?P<d2>[0-3]?[0-9]))?{_NO_FIGURE}(?![-/]){_RANGE_TAIL}"
        ),
        read_figure_range,
    ),
    Form(
        "a date in figures: 2025-11-30前, 2025.11, 2025/6/30",
        "12",
        lazy(
            r"(?<![0-9.])(?P<y>20[0-9]{2})(?P<sign>[-./])(?P<m>[01]?[0-9])"
            rf"(?:(?P=sign)(?P<d>[0-3]?[0-9]))?{_NO_FIGURE}(?![-/年]){_HOUR}?"
            rf"(?P<tail>{_UNTIL}|底)?"
        ),
        read_figures,
    ),
    Form(
        "the eve of an event in a year: 2025年春节前, 明年汛期前",
        "12１２一二今明后本当来次翌去",
        lazy(
            rf"(?:{YEAR}{_G}年|{_YEAR_WORD})(?:的)?[“\"]?(?P<event>{any_of(EVENTS)})[”\"]?"
            r"(?:到来|来临|开始|结束|节日)?(?P<tail>之前|以前|前)"
        ),
        read_event,
    ),
    Form(
        "a date: 2025年, 2022年12月底前, 2021年6月30日24时前, 2022年上半年",
        "12１２一二今明去本当",
        lazy(
            rf"(?:[今明去本当][（(])?(?P<year>{YEAR})[）)]?{_G}年"
            rf"(?:{_G}(?P<month>{_MONTH}){_G}月{_IN_MONTH})?"
            rf"(?P<part>上半年|下半年|{_QUARTER}末?|年底|年末|年中|年内|年初|底|末|内|初|中期|{_MIDDLE})?{_G}"
            rf"(?P<tail>{_UNTIL}|{_AROUND})?"
        ),
        read_date,
    ),
    Form(
        "a five-year period: “十四五”末, 第十四个五年规划",
        '十“"',
        lazy(
            r"(?:[“\"]?十(?P<plan>[一二三四五六七八])(?:个?五年规划|五[”\"]?(?:规划)?)"
            r"|[“\"](?P<old_plan>[五六七八九])五[”\"])"
            r"(?P<tail>期末|规划末|末|期间|时期|期|以来|中期|前期|后期)?"
        ),
        read_plan,
    ),
    Form(
        "a range of months or days: 6月25日至30日, 今年9月至11月",
        _ARABIC + f"{ONE_TO_TEN}今明后本当来去",
        lazy(
            rf"{_NOT_INSIDE}(?:(?P<word>{_YEAR_WORD}){_G})?(?P<from_month>{_MONTH}){_G}月"
            rf"(?:份|(?P<from_day>{_DAY})[日号]?)?{_G}起?{_TO}{_G}(?P<next>次年|翌年)?"
            rf"(?:(?P<to_month>{_MONTH}){_G}月份?)?"
            rf"(?:(?P<to_day>{_DAY})[日号])?{_HOUR}?{_RANGE_TAIL}"
        ),
        read_relative_range,
    ),
    Form(
        "a month or a day: 6月底前, 9月中旬前, 明年3月底, 9月30日18时前",
        _ARABIC + ONE_TO_TEN,
        lazy(
            rf"(?:{_NOT_INSIDE}|{_NUMBERED})(?P<word>)(?P<month>{_MONTH}){_G}月"
            rf"(?:份?(?P<end>底|末)|份|(?P<third>[上中下])旬|{_G}(?P<day>{_DAY}){_G}[日号]{_HOUR}?)?"
            rf"(?P<tail>{_UNTIL})"
        ),
        read_month,
    ),
    Form(
        "a day up to which: 至5月31日，继续发放",
        _ARABIC,
        lazy(
            rf"(?<=[^截0-9月日]至)(?P<word>)(?P<month>{_MONTH}){_G}月(?P<end>)(?P<third>)"
            rf"(?P<day>{_DAY})[日号](?P<tail>)(?=[，,])"
        ),
        read_month,
    ),
    Form(
        "a month or a day beside one that ends in 前: 6月底、12月底前",
        _ARABIC + ONE_TO_TEN,
        lazy(
            rf"(?:{_NOT_INSIDE}|{_NUMBERED})(?P<word>)(?P<month>{_MONTH}){_G}月"
            rf"(?:份?(?P<end>底|末)|(?P<third>[上中下])旬|(?P<day>{_DAY})[日号])?(?P<tail>)"
            rf"(?={SHARED_END})"
        ),
        read_month,
    ),
    Form(
        "a month at the beginning of a clause: 5月上旬完成摸底, 9月投入使用",
        _ARABIC + ONE_TO_TEN,
        lazy(
            rf"(?:{_NOT_INSIDE}|{_NUMBERED})(?P<word>)(?P<month>{_MONTH}){_G}月"
            rf"(?:份|(?P<third>[上中下])旬)?(?P<end>)(?P<day>)(?P<tail>)(?=[，,]?[{_STARTED}])"
        ),
        read_month,
    ),
    Form(
        "a month or a day of a year that is not numbered: 明年3月底前, 今年9月中旬",
        "今明后本当来次翌去",
        lazy(
            rf"(?P<word>{_YEAR_WORD})(?:的)?{_G}(?P<month>{_MONTH}){_G}月"
            rf"(?:份?(?P<end>底|末)|份|(?P<third>[上中下])旬|{_G}(?P<day>{_DAY}){_G}[日号]{_HOUR}?)?"
            rf"(?P<tail>{_UNTIL})?"
        ),
        read_month,
    ),
    Form(
        "a part of a year that is not numbered: 今年上半年, 明年一季度末前",
        "今明后本当来次翌去",
        lazy(
            rf"(?P<word>{_YEAR_WORD})(?:的)?{_G}(?P<part>上半年|下半年|{_QUARTER}末?|年中)"
            rf"(?P<tail>{_UNTIL}|底|内)?"
        ),
        read_part,
    ),
    Form(
        "the end of a part of the year: 三季度末前, 上半年前, 上半年内",
        "上下第一二三四1234Q年",
        lazy(
            rf"(?<![{_D}年{_HAN}每])(?P<word>)(?P<part>上半年|下半年|{_QUARTER}末|{_QUARTER}|年中)"
            rf"(?P<tail>{_UNTIL}|底|内)"
        ),
        read_part,
    ),
    Form(
        "the end of a quarter: 三季度末完成",
        "第一二三四1234Q",
        lazy(rf"(?<![{_D}年{_HAN}每])(?P<word>)(?P<part>{_QUARTER}末)(?P<tail>)"),
        read_part,
    ),
    Form(
        "a part of the year at the beginning of a clause: 下半年组织验收",
        "上下第一二三四1234Q",
        lazy(
            rf"(?<![{_D}年{_HAN}每])(?P<word>)(?P<part>上半年|下半年|{_QUARTER})(?P<tail>)"
            rf"(?=[，,]?[{_STARTED}])"
        ),
        read_part,
    ),
    Form(
        "this month or the next: 本月底前, 下月10日前, 本季度末前",
        "本下",
        lazy(
            r"(?P<this>本|下)个?(?P<period>月|季度|周[一二三四五六日天末]?|学期)"
            rf"(?:份?(?P<end>底|末)|(?P<third>[上中下])旬|(?P<day>{_DAY})[日号]{_HOUR}?)?"
            rf"(?P<tail>{_UNTIL}|内)"
        ),
        read_this,
    ),
    Form(
        "the end of this month: 月底前",
        "月",
        lazy(
            rf"(?<![{_D}{_HAN}每个本下当年次两单双上])(?P<this>)(?P<period>月)(?P<end>底|末)"
            r"(?P<third>)(?P<day>)(?P<tail>之前|以前|前)"
        ),
        read_this,
    ),
    Form(
        "again and again: 每年, 每半年, 每年年底前, 每月5日前, 逐年",
        "每逐",
        lazy(
            rf"(?:{_PERIOD}|逐年|逐月|逐季)(?:的?(?:[末底]{_DAY}[日号](?:{_UNTIL})?"
            rf"|{_IN_PERIOD}|{_MONTH_IN_PERIOD}"
            rf"|{_DAY}[日号](?:{_UNTIL})?|[一二三四五六日](?:{_UNTIL})))?"
        ),
        read_every,
    ),
    Form(
        "again and again before a report: 按月报送, 按季度向市政府报告",
        "按",
        lazy(
            r"按(?:月|季度?|半年|年度|周|旬)(?=[^，,。；;：:0-9０-９]{0,40}?"
            r"(?:报送|上报|报告|通报|调度|汇总|公布))"
        ),
        read_every,
    ),
    Form(
        "this year or the next: 年内, 年底前, 今年底, 明年, 本年度内",
        "年今明后本当来次翌去",
        lazy(
            rf"(?<![{_D}一二两三四五六七八九十半每])"
            rf"(?:(?P<word>{_YEAR_WORD})(?P<part>年底|年末|年内|年中|年初|底|末|初|以内|内)?"
            r"|(?P<now>年底|年末|年内))(?P<tail>之前|以前|前)?"
        ),
        read_now,
    ),
    Form(
        "so long from a day: 自2024年5月1日起一年内",
        "自从",
        lazy(
            rf"[自从](?P<year>{YEAR}){_G}年{_G}(?P<month>{_MONTH}){_G}月{_G}(?P<day>{_DAY})"
            rf"{_G}日(?:起|之后|后)的?[，,]?{_G}{_LONG}(?P<tail>内|之内|以内)"
        ),
        read_dated_duration,
    ),
    Form(
        "so long from something: 自本意见印发之日起45日内",
        "自从在于",
        lazy(
            rf"(?:自|从|在|于)[^，,。；;：:、自从0-9０-９]{{0,16}}?{_BEGUN}{_G}{_LONG}"
            r"(?P<tail>内|之内|以内)"
        ),
        read_duration,
    ),
    Form(
        "so long from some day: 自资金到位之日起15日内",
        "自从",
        lazy(
            rf"(?:自|从)[^，,。；;：:、自从0-9０-９]{{1,20}}?(?P<since>[\u4e00-\u9fff]{{2}})"
            rf"之日起的?[，,]?{_G}{_LONG}(?P<tail>内|之内|以内)"
        ),
        read_duration,
    ),
    Form(
        "so long behind something: 印发后3个月内, 收到申请之日起5个工作日内",
        "".join(sorted({start[0] for start in STARTS})),
        lazy(rf"{_BEGUN}{_G}{_LONG}(?P<tail>内|之内|以内)"),
        read_duration,
    ),
    Form(
        "so long: 6个月内, 三年内, 2—3年内",
        _ARABIC + "一二两三四五六七八九十半",
        lazy(
            rf"(?<![{_D}{_HAN}近每第前逾超过满连续.至到—~-]){_LONG}"
            r"(?:左右)?(?:的)?(?:时间)?(?P<tail>以内|之内|内)(?![部外容涵陆地资销需河湖城])"
        ),
        read_duration,
    ),
    Form(
        "in so much time: 用3年时间, 利用2—3年左右的时间, 经过五年努力",
        "用利通经花以",
        lazy(
            rf"(?:利用|用|通过|经过|花|以){_G}{_LONG}(?:左右|上下)?的?(?:时间|努力|建设|奋斗|实践)"
        ),
        read_duration,
    ),
    Form(
        "the eve of an event: 春节前, 汛期前, 国庆节前",
        "".join(sorted({event[0] for event in EVENTS})),
        lazy(
            rf"(?P<event>{any_of(EVENTS)})(?:到来|来临|开始|结束|节日)?"
            r"(?P<tail>之前|以前|前)(?![期后来往述款提列置线沿景途端身])"
        ),
        read_event,
    ),
)
"""The forms, in the order in which they are tried."""
