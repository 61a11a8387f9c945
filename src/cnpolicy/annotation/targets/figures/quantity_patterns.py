"""The expressions that find a quantity and cut its phrase, made from tables.

In: the tables of `units`. Out: patterns that compile on first use. Every repetition is
bounded or over a class that excludes what follows it, so that none of them takes more
than time in proportion to the text it passes (`9`*n, `一`*n, `1~`*n).
"""

import re
from collections.abc import Iterable, Iterator

from cnpolicy.lexical.lazy_regex import any_of, lazy
from cnpolicy.lexical.numerals import ONE_TO_NINE
from cnpolicy.lexical.whitespace import BLANKS_AND_BREAKS
from cnpolicy.vocabulary.quantity_words import (
    BOUNDS,
    CHANGES,
    CLOSES,
    FILLERS,
    GUARDED_UNITS,
    LATIN_UNITS,
    LONG_UNITS,
    MAGNITUDE,
    MORES,
    NOT_AFTER_INSIDE,
    NOT_BEFORE_BOUND,
    NOT_BEFORE_CHANGE,
    PACES,
    PAIRED_UNITS,
    PER_UNITS,
    PERCENT_SIGNS,
    PLAIN_UNITS,
    RATES,
    REACHES,
)

# Space that may stand inside a quantity: 245 项, and the break of a wrapped line.
_GAP = f"[{BLANKS_AND_BREAKS}]{{0,3}}+"
_HAN = "一二两三四五六七八九十百千零〇"

# 2.2, 1,200, 1亿5000万, 4兆8,530亿, 3万3,883; more than twelve in a row are cells of a
# table run together.
_FOUR = "(?:[0-9],[0-9]{3}|[0-9]{1,4})"
_DIGITS = (
    rf"(?:[0-9]{{1,4}}兆{_FOUR}亿(?:{_FOUR}万)?(?![万亿0-9])"
    rf"|[0-9]{{1,4}}亿{_FOUR}万(?:[0-9]千)?(?![亿0-9])"
    rf"|{_FOUR}万[0-9]{{1,2}}千(?![瓦克米伏卡赫帕焦字])"
    r"|[0-9]{1,4}万[0-9],?[0-9]{3}(?![0-9.,])"
    r"|(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}+(?![0-9])|[0-9０-９]{1,12}+)"
    r"(?:[.．][0-9０-９]{1,8}+)?)"
)
# 十二, 一万五千, 三亿五千万, 三点五
_HAN_DIGITS = (
    rf"[一二两三四五六七八九十][{_HAN}]{{0,6}}+"
    rf"(?:亿[{_HAN}]{{1,6}}+(?:万[{_HAN}]{{0,6}}+)?|万[{_HAN}]{{1,6}}+)?"
    f"(?:点[{ONE_TO_NINE}零〇]{{1,4}}+)?"
)


def _unit() -> str:
    """Return the expression of a unit: 件, 人次, 立方米/小时, 台（套）."""
    guarded = "|".join(
        f"{unit}(?![{others}])" for unit, others in GUARDED_UNITS.items()
    )
    single = (
        rf"{any_of(LONG_UNITS)}|{guarded}"
        rf"|[{''.join(PLAIN_UNITS)}]|(?:{any_of(LATIN_UNITS)})(?![A-Za-z]|[/／][0-9])"
        # 5年内, but 2025年, 6月30日, 3年级, 三年行动.
        r"|年(?![度级代底末初行计规中月])|日(?=内|以内|之内|以上|以下)"
        r"|(?<=[十百千万亿])方(?![式面法针向案便])"
    )
    per = (
        rf"[/／]每?(?:{MAGNITUDE})?(?:{any_of(PER_UNITS)})"
        r"(?:[·/／]?(?:人|年|月|日|天|户|亩|次)(?![\u4e00-\u9fff]))?"
    )
    return (
        rf"(?:[{PERCENT_SIGNS}]"
        rf"|(?:{single})(?:[（(](?:{any_of(PAIRED_UNITS)})[）)]|{per})?"
        r"|[/／]10?万(?:人|例)?"  # 16/10万
        # 缩小到1.5∶1左右 - but no 9:15 and no 4:3:2:1.
        r"|[:：∶]1(?![0-9０-９.．:：∶]))"
    )


UNIT = _unit()
"""The expression of a unit without magnitude."""

_MORE = f"[{''.join(MORES)}]"
_TO = r"[~～〜\-—–－―─至到]{1,2}+"
_CLOSE_WORDS = any_of(
    word for words in CLOSES.values() for word in words if word != "内"
)
CLOSE = rf"(?:{_CLOSE_WORDS}|内(?![{NOT_AFTER_INSIDE}]))"
"""The expression of a word behind a figure: 以上."""

CLAUSE_END = lazy(r"[，,。；;、：:！？）)\r\n]|\Z")
"""Matches where a clause ends."""


_FIGURES = lazy("[0-9０-９]+|[一二两三四五六七八九十百千]+")
# One class of characters is searched much faster than two alternatives.
_NUMERALS = lazy("[0-9０-９一二两三四五六七八九十百千]+")


def figures_in(simplified: str, start: int, end: int) -> Iterator[int]:
    """Yield where quantities may begin: at runs of digits, and of Han numerals."""
    for run in _NUMERALS.finditer(simplified, start, end):
        first, last = run.span()
        if last - first == 1:
            yield first
        else:
            for match in _FIGURES.finditer(simplified, first, last):
                yield match.start()


VALUE = lazy(
    rf"(?P<PARTS>(?:百|[二三四五六七八九十百千万]{{1,3}})分之)?"
    rf"(?P<FIGURE>{_DIGITS}|{_HAN_DIGITS})"
    rf"(?:{_GAP}(?P<MORE>{_MORE}))?(?:{_GAP}(?P<SCALE>{MAGNITUDE}))?"
    rf"(?:{_GAP}(?P<REST>{_MORE}))?(?:{_GAP}(?P<UNIT>{UNIT}))?"
    rf"(?:{_GAP}(?P<CLOSE>{CLOSE}))?"
    rf"(?P<JOINT>{_GAP}(?P<TO>{_TO}){_GAP}|[、和])?"
)
"""Matches a figure with all that belongs to it, and what joins it with a next one. Its
groups are the terminals of `target.lark`."""

CELL = lazy(
    rf"(?P<label>[\u4e00-\u9fff]{{0,12}}+)\s*(?P<open>[\[［〔【])?\s*"
    rf"(?P<bound>{any_of(w for ws in BOUNDS.values() for w in ws)})?\s*"
    rf"(?P<minus>[-－−])?(?P<low>{_DIGITS})(?:\s*{_TO}\s*(?P<high>{_DIGITS}))?{_GAP}"
    rf"(?P<unit>(?:{MAGNITUDE})?{UNIT})?{_GAP}(?:[\]］〕】])?\s*(?P<close>{CLOSE})?"
)
"""Finds the figures in a cell of a table: ≥1075, 18左右, [1000], 设区市≥25."""


# ------------------------------------------------------------------ words before a figu


def _backward(words: Iterable[str]) -> str:
    """Return an alternation of words written backward, with their guards."""
    guards = {**NOT_BEFORE_BOUND, **NOT_BEFORE_CHANGE}
    return "|".join(
        re.escape(word[::-1]) + (f"(?![{guards[word]}])" if word in guards else "")
        for word in sorted(dict.fromkeys(words), key=len, reverse=True)
    )


WORDS: dict[str, str] = {
    **{word: "BOUND" for words in BOUNDS.values() for word in words},
    **{word: "CHANGE" for words in CHANGES.values() for word in words},
    **{word: "RATE" for words in RATES.values() for word in words},
    **dict.fromkeys(PACES, "PACE"),
    **dict.fromkeys(REACHES, "REACH"),
}
"""The terminal of the grammar that each word before a figure stands for."""

LAST_OF_WORDS = frozenset(
    {word[-1] for word in (*WORDS, *FILLERS)} | {*BLANKS_AND_BREAKS}
)
"""The last characters of words before a figure, and the space that may follow them."""

PROOF = lazy(r"分之|以[上下内]|之?内|左右|上下|[≤≥＜＞]")
"""Finds what may prove behind a Han numeral that it counts: 百分之五十, 两个以上."""

PROOF_WIDTH = 40
"""How far behind a Han numeral that is looked for."""

BEFORE_WIDTH = 28
"""How far before a figure its words are looked for."""

MOST_WORDS = 8
"""How many words may stand before a figure."""

BEFORE = lazy(rf"{_GAP}(?P<word>{_backward([*WORDS, *FILLERS])})")
"""Matches the last word before a figure, in text that is written backward."""
