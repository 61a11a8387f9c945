"""The expressions that find a quantity and cut its phrase, made from tables.

In: the tables of `units`. Out: compiled patterns. Every repetition is bounded or over
a class that excludes what follows it, so that none of them takes more than time in
proportion to the text it passes (`9`*n, `一`*n, `1~`*n).
"""

import re
from collections.abc import Iterable

from cnpolicy.annotate.units import (
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
    PERCENT_SIGNS,
    PLAIN_UNITS,
    RATES,
    REACHES,
)

_GAP = r"[ \t\u3000\xa0\r\n]{0,3}+"
# Space that may stand inside a quantity: 245 项, and the break of a wrapped line.

_HAN = "一二两三四五六七八九十百千零〇"

_DIGITS = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}+(?![0-9])|[0-9０-９]{1,12}+)"
    r"(?:[.．][0-9０-９]{1,8}+)?"
)
# 2.2, 1,200; more than twelve in a row are cells of a table run together.

_HAN_DIGITS = (
    rf"[一二两三四五六七八九十][{_HAN}]{{0,6}}+(?:万[{_HAN}]{{1,6}}+)?"
    r"(?:点[一二三四五六七八九零〇]{1,4}+)?"
)
# 十二, 一万五千, 三点五


def any_of(words: Iterable[str]) -> str:
    """Return an alternation of `words`, longer ones first."""
    return "|".join(re.escape(word) for word in sorted({*words}, key=len, reverse=True))


def _unit() -> str:
    """Return the expression of a unit without what it may be divided by."""
    guarded = "|".join(
        f"{unit}(?![{others}])" for unit, others in GUARDED_UNITS.items()
    )
    latin = any_of(LATIN_UNITS)
    return (
        rf"(?:[{PERCENT_SIGNS}]|{any_of(LONG_UNITS)}|[{''.join(PLAIN_UNITS)}]|{guarded}"
        rf"|(?:{latin})(?![A-Za-z])"
        # 5年内, but 2025年, 6月30日, 3年级, 三年行动.
        r"|年(?![度级代底末初行计规中月])"
        r"|日(?=内|以内|之内|后|以上|以下)"
        # 缩小到1.5∶1左右 - but no 9:15 and no 4:3:2:1.
        r"|[:：∶]1(?![0-9０-９.．:：∶])"
        rf"|(?<=[十百千万亿])方(?![式面法针向案便]))"
    )


_PER = rf"(?:[/／](?:每)?(?:{MAGNITUDE})?(?:{_unit()}|[日年月天时周季])(?:·[人年月日])?)"
_PAIR = "[（(](?:套|次|个|羽|处|项|名|家|只|张|例|组|节|人)[）)]"

_UNIT = rf"(?:{_unit()}(?:{_PAIR}|{_PER})?)"
# 件, 人次, 立方米/小时, 台（套）

_MORE = f"[{''.join(MORES)}]"
_SIZED = (
    rf"(?:{_MORE}{_GAP}(?:{MAGNITUDE}{_GAP})?{_UNIT}"
    rf"|(?:{MAGNITUDE})(?:{_GAP}{_MORE})?(?:{_GAP}{_UNIT})?|{_UNIT})"
)
_TO = r"[~～〜\-—–－―─至到]{1,2}+"
_RANGE = rf"(?:{_MORE})?(?:{_GAP}{MAGNITUDE})?(?:{_GAP}{_UNIT})?{_GAP}{_TO}{_GAP}"

_CLOSE_WORDS = any_of(
    word for words in CLOSES.values() for word in words if word != "内"
)
_CLOSE = rf"(?:{_CLOSE_WORDS}|内(?![{NOT_AFTER_INSIDE}]))"

_AMOUNT = rf"(?:{_DIGITS}{_RANGE})?{_DIGITS}{_GAP}{_SIZED}(?:{_GAP}{_CLOSE})?"

AMOUNTS = re.compile(
    rf"{_AMOUNT}(?:[、和]{_AMOUNT}){{0,9}}+"
)
"""Matches figures in digits with their units: 6.5％以上, 55％、70％以上, 50万—300万只."""

FIGURES = re.compile("[0-9０-９]+|[一二两三四五六七八九十百千]+")
"""Finds where a quantity may begin."""

_SHARE = rf"(?:百|[二三四五六七八九十百千万]{{1,3}})分之(?:{_DIGITS}|{_HAN_DIGITS})"

HAN_AMOUNTS = re.compile(
    rf"(?P<share>{_SHARE}(?:{_TO}{_SHARE})?(?:{_CLOSE})?)"
    rf"|{_HAN_DIGITS}(?:[万亿](?:{_MORE})?)?{_UNIT}(?P<close>{_CLOSE_WORDS})?"
)
"""Matches figures in Han numerals; most count nothing and must prove themselves."""


# ------------------------------------------------------------------ words before a figure


def _guards() -> dict[str, str]:
    """Return what must not stand before a short word, longest words untouched."""
    return {**NOT_BEFORE_BOUND, **NOT_BEFORE_CHANGE}


def _backward(words: Iterable[str]) -> str:
    """Return an alternation of words written backward, with their guards."""
    guards = _guards()
    return "|".join(
        re.escape(word[::-1]) + (f"(?![{guards[word]}])" if word in guards else "")
        for word in sorted({*words}, key=len, reverse=True)
    )


WORDS: dict[str, str] = {
    **{word: "BOUND" for words in BOUNDS.values() for word in words},
    **{word: "CHANGE" for words in CHANGES.values() for word in words},
    **{word: "RATE" for words in RATES.values() for word in words},
    **dict.fromkeys(PACES, "PACE"),
    **dict.fromkeys(REACHES, "REACH"),
}
"""The terminal of the grammar that each word before a figure stands for."""

BEFORE_WIDTH = 28
"""How far before a figure its words are looked for."""

BEFORE = re.compile(rf"(?:{_GAP}(?:{_backward([*WORDS, *FILLERS])})){{0,8}}+")
"""Matches the words before a figure, in text that is written backward."""

# --------------------------------------------------------------------------------- lexer

BEFORE_LEXER = re.compile(
    rf"(?P<WORD>{any_of(WORDS)})|(?P<FILLER>{any_of(FILLERS)})"
    r"|(?P<SPACE>[ \t\u3000\xa0\r\n]+)"
)
"""Cuts the words before a figure."""

AMOUNT_LEXER = re.compile(
    rf"(?P<PARTS>(?:百|[二三四五六七八九十百千万]{{1,3}})分之)"
    rf"|(?P<FIGURE>{_DIGITS}|{_HAN_DIGITS})"
    rf"|(?P<MORE>{_MORE})|(?P<CLOSE>{_CLOSE})|(?P<UNIT>{_UNIT})|(?P<SCALE>{MAGNITUDE})"
    rf"|(?P<_TO>{_TO})|(?P<_AND>[、和])|(?P<SPACE>[ \t\u3000\xa0\r\n]+)"
)
"""Cuts the figures and what stands between and behind them."""
