"""Sharing: 分别 gives each figure of a list to a subject of its own.

In: the name before a list of figures (茶叶、油茶产量), and how many figures there are.
Out: a name for each (茶叶产量, 油茶产量), or nothing if they do not pair off.
What the last name has behind the part that corresponds to the others belongs to all:
城镇、农村居民人均可支配收入 tells of 城镇居民人均可支配收入 and of 农村居民….
"""

import re
from typing import NamedTuple

from cnpolicy.lexical.lazy_regex import any_of, lazy
from cnpolicy.lexical.numerals import ONE_TO_TEN
from cnpolicy.vocabulary.word_lists import listed

_MEASURES = listed(
    "产能 产量 产值 总产值 增加值 总量 总额 总数 数量 数 面积 规模 里程 比重 比例 "
    "占比 收入 支出 能力 覆盖率 普及率 达标率 合格率 利用率 完成率 参保率 入学率 率 "
    "强度 密度 水平 指数 价格 投资 额 量 值 人数 人口 人次 户数 家数 浓度 时间 期限 "
    "标准 床位数 种植面积 养殖面积 栽培面积 总产量 蓄积量 拥有量 消费量 排放量 装机 "
    "能耗 水耗 电耗 物耗 减排量 用水量 装机容量 容量 出栏 存栏 播种面积 成本 费用 "
    "效率 寿命 年限 企业 项目 基地 园区 示范区 出口 进口 进出口 销量 排放总量"
)
_MEASURE = lazy(rf"(?<!需氧)(?:{any_of(_MEASURES)})\Z")
_LONGEST_MODIFIER = 3
_ORDINAL = lazy(rf"第[{ONE_TO_TEN}]")
_OPPOSITES = frozenset(listed("存贷 城乡 进出 男女 内外"))
_AND = lazy(r"[、,，]|以及|(?<![参普顾])(?:和|与|及)(?![谐睦平县田时格第])")
_COMMAS = lazy("、")
_LATIN = lazy("[A-Z]")


def is_measure(words: str) -> bool:
    """Tell whether words end with the name of a measure: 产量, 覆盖率."""
    return _MEASURE.search(words) is not None


def is_amount(words: str) -> bool:
    """Tell whether words end with how much of something there is: 建屋量, 总数."""
    return words.endswith(("量", "数", "额", "总量", "规模", "面积"))


_SUCH = lazy(
    r"(?P<own>[^等]{2,20})(?<![高中初平同优均])等[^等]{2,8}?"
    rf"(?P<tail>排放总量|排放量|(?:{any_of(_MEASURES)}))"
)


_SHARE = lazy(r"占[^占]{0,20}(?:比重|比例|比|份额)\Z")
_IS_SHARE = lazy(r"占|[率比度]\Z|比重\Z|比例\Z")


class Share(NamedTuple):
    """The part of a name that is one subject."""

    start: int
    """Where its words begin in the name."""

    end: int
    """Where they end."""

    tail: str
    """What it shares with the last subject."""


def _parts(name: str, sign: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where the parts of a list begin and end, between its signs."""
    places = [0]
    for match in sign.finditer(name):
        places += match.span()
    places.append(len(name))
    return [
        (start, end)
        for start, end in zip(places[::2], places[1::2], strict=True)
        if start < end
    ]


def shares(name: str, count: int) -> tuple[Share, ...]:
    """Return the subjects of a name; empty unless there are `count` of them.

    >>> name = "茶叶、油茶产量"
    >>> [name[s.start : s.end] + s.tail for s in shares(name, 2)]
    ['茶叶产量', '油茶产量']
    """
    parts = _parts(name, _AND)
    if len(parts) != count:
        parts = _parts(name, _COMMAS)  # 京津冀及周边地区、长三角地区|煤炭消费量
    if len(parts) != count or count < 2:
        return ()
    last = name[parts[-1][0] :]
    if such := _SUCH.fullmatch(last):
        # 二氧化硫和挥发性有机物|等主要污染物|排放总量
        tail = such["tail"]
        ends = [end for _, end in parts[:-1]] + [parts[-1][0] + such.end("own")]
        return tuple(
            Share(start, end, tail) for (start, _), end in zip(parts, ends, strict=True)
        )
    widths = {end - start for start, end in parts[:-1]}
    width = widths.pop() if len(widths) == 1 else 0
    return tuple(
        Share(
            start, end, "" if at == count - 1 else _tail(name[start:end], width, last)
        )
        for at, (start, end) in enumerate(parts)
    )


def _tail(first: str, width: int, last: str) -> str:
    """What a subject takes over from the last one of its list.

    `width` is that of the others, if they have one.
    """
    if _ORDINAL.fullmatch(first) and (counted := _ORDINAL.match(last)):
        return last[counted.end() :]  # 第二、第三|产业增加值
    if first[-1:] + last[:1] in _OPPOSITES:
        return last[1:]  # 存、贷|款余额
    if _MEASURE.search(first):
        # 甲产业增加值、乙产业产值|占比
        share = None if _IS_SHARE.search(first) else _SHARE.search(last)
        return share[0] if share else ""
    if "的" in last and "的" not in first:
        return last[last.index("的") :]  # 有研发机构、研发活动|的企业占比
    if latin := _LATIN.search(last):
        return "" if _LATIN.search(first) else last[latin.start() :]  # PM2.5浓度
    for size in range(len(first) - 1, 0, -1):
        at = last.find(first[-size:], 1, -1 if size > 1 else _LONGEST_MODIFIER)
        if at > 0:
            return last[at + size :]  # 城镇|居民, 农村|居民|人均可支配收入
    measure = _MEASURE.search(last)
    if measure is None:
        return ""
    rest = last[width:]
    # Short modifiers have one length (城镇, 农村); of others only the measure is sure.
    # 原煤、原油、天然气|产量: one character left over is the end of another word.
    over = len(rest) - len(measure[0])
    paired = 0 < width <= _LONGEST_MODIFIER and (over != 1 or width == 1)
    if not (paired and over >= 0) and len(measure[0]) == 1:
        return ""  # 免签游客、免税销售|额
    return rest if paired and over >= 0 else measure[0]
