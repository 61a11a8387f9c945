"""Counting: which figures with a unit count something.

In: the Simplified view of a text, and a quantity as it was cut. Out: whether it counts.
Digits count unless a rule of a table speaks against them (第3位, PM2.5, 2025年); Han
numerals count only if a rule speaks for them, for most are words (一批, 两个屏障).
The rules are named and tried in order.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from cnpolicy.annotation.targets.figures.quantity_grammar import Measured
from cnpolicy.annotation.targets.figures.quantity_patterns import (
    CLAUSE_END,
    LAST_OF_WORDS,
    PROOF,
    PROOF_WIDTH,
)
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import ARABIC_DIGITS
from cnpolicy.lexical.whitespace import SPACES
from cnpolicy.model.results.targets import Comparator
from cnpolicy.vocabulary.quantity_words import (
    ABSTRACT_UNITS,
    BOUNDS,
    CHANGES,
    DURATIONS,
    RATES,
    RELATIVE,
)


class Sight(NamedTuple):
    """A quantity where it stands."""

    simplified: str
    """The Simplified view of the text."""

    start: int
    """Where its stretch begins."""

    limit: int
    """Where its stretch ends."""

    amount: Measured
    """Its figures and its unit."""

    bounded: bool
    """Whether words or signs bound it."""

    @property
    def at(self) -> int:
        """Offset of its first digit."""
        return self.amount.first.start

    @property
    def end(self) -> int:
        """Offset behind its unit."""
        return self.amount.last.end

    @property
    def before(self) -> str:
        """The sign before it; empty at the beginning of the stretch."""
        return self.simplified[self.at - 1] if self.at > self.start else ""

    @property
    def behind(self) -> str:
        """The sign behind it; empty at the end of the stretch."""
        return self.simplified[self.end] if self.end < self.limit else ""

    @property
    def unit(self) -> str:
        """Its unit without magnitude."""
        return self.amount.unit


Rule = Callable[[Sight], bool]

# --------------------------------------------------------------------- against digits

_RANKS = frozenset("第每逢×xX*隔∶")
_GRADES = frozenset("AG")  # 5A, 5G
_HOUSEHOLDS = frozenset("户家个起例")
_OF_PEOPLE = lazy("[0-9]{1,7}[余多]?(?:万)?[余多]?[人名口户](?![0-9])")
_COLONS = frozenset(":：")
_RANK_UNITS = frozenset("位名强")
# 表3, but 户表300只
_LABEL = lazy(rf"(?:附?(?<![户水电气])表|附?图|附件|专栏|第|版本|型号)[{SPACES}]?\Z")
_VISITS = lazy(rf"(?:浏览|点击|阅读|访问)(?:次数|数|量)?[{SPACES}]?[：:][{SPACES}]?\Z")
_LONGEST_TERM = {"年": 50, "日": 366}
_DAY = 24
_CIRCLE = lazy(r"[\u4e00-\u9fff“”]{0,8}圈")
_QUOTES_END = frozenset("”」』》〉")
_MAGNITUDES_ALONE = frozenset("万亿")
_NO_NOUN = frozenset("，,。；;、：:！？）)】]〕的并且而但和或及与以时后前.．/")


def names_thing(simplified: str, at: int) -> bool:
    """Tell whether the thing counted follows: 10个|区域公用品牌."""
    return (
        at < len(simplified)
        and not simplified[at].isspace()
        and simplified[at] not in _NO_NOUN
    )


def _is_rank(it: Sight) -> bool:
    """第3位 (seed 001:41), 每10万人, 7×24小时, ×100%, 4:3:2:1, 前10名."""
    if it.before in _COLONS:  # 完成率：98% is none
        return it.simplified[it.at - 2 : it.at - 1] in ARABIC_DIGITS
    return it.before in _RANKS or (it.before == "前" and it.unit in _RANK_UNITS)


def _is_code(it: Sight) -> bool:
    """PM2.5, GB50014; but GDP2.5%."""
    letter = it.before.isascii() and it.before.isalpha()
    return letter and it.unit not in RELATIVE


def _is_run_of_cells(it: Sight) -> bool:
    """27.8%1316105: cells of a table that were run together; but 58个5A级景区."""
    if it.simplified[it.end + 1 : it.end + 2] in _GRADES:
        return False
    if it.unit in _HOUSEHOLDS and _OF_PEOPLE.match(it.simplified, it.end, it.limit):
        return False  # 68户260人
    return it.behind in ARABIC_DIGITS and it.unit not in _LONGEST_TERM


def _is_date(it: Sight) -> bool:
    """2025年, 6月30日, 08年, 近10年."""
    return it.unit in _LONGEST_TERM and (
        it.before in ("月", "近")
        or (it.amount.last.figure or 0) > _LONGEST_TERM[it.unit]
        or it.simplified[it.at] in "0０"
    )


def _is_span_back(it: Sight) -> bool:
    """为24年来新低."""
    return it.unit == "年" and it.behind == "来"


def _is_class(it: Sight) -> bool:
    """5000吨级码头, 10亿元级产业."""
    return it.behind == "级" and it.unit not in RELATIVE


def _lacks_unit(it: Sight) -> bool:
    """第15条 has none that counts; 9亿 may stand alone."""
    return not it.unit and it.amount.scale[-1:] not in _MAGNITUDES_ALONE


def _is_around_the_clock(it: Sight) -> bool:
    """24小时在线客服."""
    return (
        it.unit == "小时"
        and not it.bounded
        and it.amount.last.figure == _DAY
        and names_thing(it.simplified, it.end)
    )


def _is_circle(it: Sight) -> bool:
    """15分钟生活圈."""
    return it.unit in ("小时", "分钟") and (
        _CIRCLE.match(it.simplified, it.end, it.limit) is not None
    )


def _is_label(it: Sight) -> bool:
    """专栏3, 附表 2; 浏览：300次 of a page."""
    if it.unit == "次" and _VISITS.search(it.simplified, max(0, it.at - 8), it.at):
        return True
    return _LABEL.search(it.simplified, max(it.start, it.at - 4), it.at) is not None


def _is_name(it: Sight) -> bool:
    """“惠企20条”: what a set of measures is called."""
    return it.unit == "条" and it.behind in _QUOTES_END


AGAINST_DIGITS: tuple[Rule, ...] = (
    _is_rank,
    _is_code,
    _is_run_of_cells,
    _is_date,
    _is_span_back,
    _is_class,
    _lacks_unit,
    _is_around_the_clock,
    _is_circle,
    _is_label,
    _is_name,
)
"""What speaks against a figure in digits."""

# ------------------------------------------------------------------- for Han numerals

_NOT_BEFORE_HAN = frozenset("第每前上万亿几数零〇逢隔后这那近历")
_PROVING = tuple(
    word
    for comparator, words in BOUNDS.items()
    if comparator not in (Comparator.NEARLY, Comparator.ABOUT)
    for word in words
    if word != "过"  # 通过五年努力
)
_MOVING = (
    *(
        word + tail
        for words in CHANGES.values()
        for word in words
        for tail in ("", "了")
    ),
    *(word for words in RATES.values() for word in words),
    *("达到", "占", "达", "超", "超过", "近", "约"),
)
_IDIOMATIC_UNITS = frozenset("角分度周方节口")
# Units of few other words: no 长三角, no 两手.
_PLAIN_THINGS = frozenset(
    (*"所家座人名亩台辆户处栋间艘架只头株吨元宗笔", "公里", "人次")
)
_TEN, _HUNDRED = Decimal(10), Decimal(100)


def _is_share_or_close(it: Sight) -> bool:
    """百分之五十, 两个以上."""
    close = it.amount.close
    return it.unit.endswith("分之") or (bool(close) and close != "内")


def _is_multiple(it: Sight) -> bool:
    """翻一番, 增长一倍, 提高三成, 压减一半."""
    near = it.simplified[max(it.start, it.at - 5) : it.at].rstrip()
    return it.unit in ("番", "倍", "成", "半") and near.endswith(_MOVING)


def _is_bounded(it: Sight) -> bool:
    """不少于三家."""
    near = it.simplified[max(it.start, it.at - 5) : it.at].rstrip()
    return bool(it.unit) and near.endswith(_PROVING)


def _is_large(it: Sight) -> bool:
    """三万人, 四百亿元, 十余项: no word is made of these."""
    first = it.amount.first.figure
    large = bool(it.amount.scale) or it.amount.more or (first or 0) >= _HUNDRED
    return large and _is_countable(it)


def _is_number_of_things(it: Sight) -> bool:
    """新建小学十五所, 二十家企业; but 十项措施 is a slogan."""
    first = it.amount.first.figure or 0
    if not _is_countable(it) or first < _TEN:
        return False
    if it.unit in _IDIOMATIC_UNITS:
        return False  # 十分重要
    return it.unit not in ABSTRACT_UNITS or _ends_clause(it)


def _is_count_behind_its_noun(it: Sight) -> bool:
    """新建学校三所，改造医院两家。"""
    first = it.amount.first.figure or 0
    return (
        first > 1
        and _is_countable(it)
        and it.unit in _PLAIN_THINGS
        and "\u4e00" <= it.before <= "\u9fff"
        and _ends_clause(it)
    )


def _is_countable(it: Sight) -> bool:
    """Whether its unit counts anything but time."""
    return bool(it.unit) and it.unit not in DURATIONS and it.unit not in RELATIVE


def _ends_clause(it: Sight) -> bool:
    return CLAUSE_END.match(it.simplified, it.end, it.limit) is not None


FOR_HAN: tuple[Rule, ...] = (
    _is_share_or_close,
    _is_multiple,
    _is_bounded,
    _is_large,
    _is_number_of_things,
    _is_count_behind_its_noun,
)
"""What speaks for a figure in Han numerals."""


def counts(it: Sight) -> bool:
    """Tell whether a quantity counts something."""
    if it.simplified[it.at] in ARABIC_DIGITS:
        return not any(rule(it) for rule in AGAINST_DIGITS)
    return any(rule(it) for rule in FOR_HAN)


_HAN_RUN = lazy("[一二两三四五六七八九十百千零〇]+")
_SIZE_OR_UNIT = lazy(r"[余多来]?[万亿]|[余多来]")
_LONGEST_UNIT = 6


def may_count(simplified: str, at: int, end: int) -> bool:
    """Tell quickly whether Han numerals may count something.

    Most (一批, 进一步, “十四五”) have no word before them and none behind that could
    prove it.
    """
    before = simplified[at - 1 : at]
    if before in _NOT_BEFORE_HAN:
        return False
    if before in LAST_OF_WORDS:
        return True
    if PROOF.search(simplified, at, min(end, at + PROOF_WIDTH)) is not None:
        return True
    run = _HAN_RUN.match(simplified, at, end)
    if run is None:
        return False
    if run.end() - at > 1 or simplified[at] == "十":
        return True
    if _SIZE_OR_UNIT.match(simplified, run.end(), end):
        return True
    near = min(end, run.end() + _LONGEST_UNIT)
    return any(
        CLAUSE_END.match(simplified, place, end) is not None
        for place in range(run.end() + 1, near + 1)
    )
