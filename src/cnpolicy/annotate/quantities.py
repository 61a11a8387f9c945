"""Quantities: figures with units, and the words that bear on them.

In: the Simplified view of a text, the text, and a stretch of it (a leaf without its
marker). Out: `Quantity`s in order: where each stands, its bounds, unit, comparator,
and whether it is a change. What it measures, and when, is read by `targets`.

A figure with a unit is found by one regular expression that takes time in proportion
to the text; only the phrase around it goes to `grammar/target.lark`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import frozen

from cnpolicy.annotate.figures import han_figure, magnitude, plain_figure
from cnpolicy.annotate.phrases import (
    AMOUNT_LEXER,
    AMOUNTS,
    BEFORE,
    BEFORE_LEXER,
    BEFORE_WIDTH,
    FIGURES,
    HAN_AMOUNTS,
    WORDS,
)
from cnpolicy.annotate.units import (
    BOUNDS,
    CHANGES,
    CLOSES,
    CONVERSIONS,
    POINTS,
    RATES,
    RELATIVE,
    Change,
    Comparator,
)
from cnpolicy.grammars import load
from cnpolicy.spans import Span

if TYPE_CHECKING:
    from lark import Lark


@frozen
class Amount:
    """A figure counted in a unit without magnitude: 8.5万件 is 85000 件."""

    low: Decimal
    """The lower end; the figure itself if it is no range."""

    high: Decimal
    """The upper end; the figure itself if it is no range."""

    unit: str
    """What is counted, in Simplified characters: 件, %, 百分点; empty if unsaid."""


@frozen
class Quantity:
    """A figure with its unit and the words around it: `力争超过1.5亿元`."""

    span: Span
    """From the first digit to behind the unit."""

    whole: Span
    """The same with the words before (力争超过) and behind (以上) it."""

    low: Decimal
    """The lower end as written: 8.5 in 8.5万件."""

    high: Decimal
    """The upper end as written; equal to `low` if it is no range."""

    unit: str
    """The unit as written, with its magnitude, without space: 万件."""

    normalized: Amount
    """The same without magnitude."""

    comparator: Comparator
    """How the figure bounds what it measures."""

    change: Change | None
    """Which way it moves; None if it is a level."""

    pace: str | None
    """Over what it is counted, as said right before it: 年均; None if unsaid."""


class _Token:
    """A token as Lark wants it, without the weight of `lark.Token`."""

    __slots__ = ("end", "start", "text", "type")

    # Lark asks for these when it reports an error; nobody sees them.
    line = column = end_line = end_column = start_pos = end_pos = 0

    def __init__(self, kind: str, text: str, start: int, end: int) -> None:
        self.type = kind
        self.text = text
        self.start = start
        self.end = end

    value = property(lambda self: self.text)


class _Value(NamedTuple):
    """One figure with its magnitude and unit."""

    start: int
    end: int
    figure: Decimal | None
    scale: str
    unit: str
    more: bool


class _Bounded(NamedTuple):
    """One amount, a figure or a range, with the word behind it."""

    first: _Value
    last: _Value
    close: str


class _Phrase(NamedTuple):
    """What the grammar makes of a phrase."""

    words: list[_Token]
    amounts: list[_Bounded]


# ------------------------------------------------------------------------------ grammar


def _start(children: list[Any]) -> _Phrase:
    words = [child for child in children if type(child) is _Token]
    return _Phrase(words, children[len(words) :])


def _bounded(children: list[Any]) -> _Bounded:
    first, last = children[0]
    return _Bounded(first, last, children[1].text if len(children) > 1 else "")


def _amount(children: list[_Value]) -> tuple[_Value, _Value]:
    return children[0], children[-1]


def _value(tokens: list[_Token]) -> _Value:
    """A figure with what belongs to it; figures in Han numerals may be none."""
    parts = {token.type: token for token in tokens}
    written = parts["FIGURE"].text
    figure = (
        plain_figure(written) if written[0] in _ARABIC else han_figure(written)
    )
    unit = parts.get("PARTS") or parts.get("UNIT")
    return _Value(
        tokens[0].start,
        tokens[-1].end,
        figure,
        parts["SCALE"].text if "SCALE" in parts else "",
        unit.text if unit is not None else "",
        "MORE" in parts,
    )


_ARABIC = frozenset("0123456789０１２３４５６７８９")


@cache
def _grammar() -> Lark:
    """Build the parser of `target.lark`, once per process."""
    from lark import Lark
    from lark.lexer import Lexer

    class Tokens(Lexer):
        """Hands on the tokens that were made beforehand."""

        def __init__(self, _: object) -> None: ...

        def lex(self, data: Any) -> Iterator[Any]:
            return iter(data)

    rules = {"start": _start, "bounded": _bounded, "amount": _amount, "value": _value}
    return Lark(
        load("target"),
        parser="lalr",
        lexer=Tokens,
        strict=True,
        transformer=SimpleNamespace(**rules),  # type: ignore[arg-type]
    )


def _read(view: str, start: int, at: int, end: int) -> _Phrase | None:
    """Read a phrase: its words at `start:at`, its amounts at `at:end`."""
    from lark.exceptions import UnexpectedInput

    tokens = [
        _Token(WORDS[match[0]], match[0], match.start(), match.end())
        for match in BEFORE_LEXER.finditer(view, start, at)
        if match.lastgroup == "WORD"
    ]
    tokens += [
        _Token(match.lastgroup or "", match[0], match.start(), match.end())
        for match in AMOUNT_LEXER.finditer(view, at, end)
        if match.lastgroup != "SPACE"
    ]
    try:
        phrase: _Phrase = _grammar().parse(tokens)  # type: ignore[arg-type,assignment]
    except UnexpectedInput:
        # The expression that found the phrase and the grammar disagree: no quantity.
        return None
    return phrase


# ---------------------------------------------------------------------------- plausible

_RANKS = frozenset("第前每逢×xX*隔号")
_BEFORE_LABEL = re.compile(r"(?:附?表|附?图|附件|专栏|章|节|版本|型号|国标)[ \u3000]?\Z")
_RANK_UNITS = frozenset("位名强")
_TIME_UNITS = frozenset(("年", "日"))
_LONGEST_TERM = 50
_BOUND_WORDS = tuple(
    word
    for comparator, words in BOUNDS.items()
    if comparator is not Comparator.NEARLY and comparator is not Comparator.ABOUT
    for word in words
)
_CHANGE_WORDS = (
    *(word for words in CHANGES.values() for word in words),
    *(word for words in RATES.values() for word in words),
    "达到", "增长了", "增加了", "提高了", "提升了", "为", "至",
)  # fmt: skip


def _counts(view: str, start: int, at: int, end: int, value: _Value, limit: int) -> bool:
    """Tell whether a figure found in digits counts something.

    `start` is where its stretch begins, `at` its first digit, `end` behind its
    phrase, `limit` the end of the stretch.
    """
    before = view[at - 1] if at > start else ""
    if before in _RANKS and not (before == "前" and value.unit not in _RANK_UNITS):
        return False  # 第3位 (seed 001:41), 每10万人, 7×24小时, ×100%
    if before.isascii() and before.isalpha() and value.unit not in RELATIVE:
        return False  # PM2.5, GB50014; but GDP2.5%
    if end < limit and view[end] in _ARABIC and value.unit not in _TIME_UNITS:
        return False  # cells run together: 27.8%1316105 (document 019)
    if value.unit in _TIME_UNITS and (
        before == "月" or (value.figure or 0) > _LONGEST_TERM or view[at] in "0０"
    ):
        return value.unit == "日" and before != "月" and view[at] not in "0０"
    if not value.unit and value.scale[-1:] not in ("万", "亿"):
        return False
    return _BEFORE_LABEL.search(view, max(start, at - 4), at) is None


def _proves(view: str, at: int, match: re.Match[str]) -> bool:
    """Tell whether a figure in Han numerals counts something.

    一批, 三级 and 两个屏障 count nothing; a bound (两个以上, 不少于三家), a share
    (百分之五十) or a multiple behind a verb of change (翻一番) does.
    """
    if match["share"] or match["close"]:
        return True
    before = view[max(0, at - 5) : at].rstrip()
    if match[0][-1] in "番倍成":
        return before.endswith(_CHANGE_WORDS)
    return before.endswith(_BOUND_WORDS)


# ------------------------------------------------------------------------------ reading


def quantities_in(view: str, text: str, start: int, end: int) -> Iterator[Quantity]:
    """Yield the quantities of `view[start:end]` in order.

    Law: takes time in proportion to the stretch; they do not overlap.
    """
    done = start
    for run in FIGURES.finditer(view, start, end):
        at = run.start()
        if at < done:
            continue
        arabic = view[at] in _ARABIC
        match = (AMOUNTS if arabic else HAN_AMOUNTS).match(view, at, end)
        if match is None or not (
            view[at - 1] not in ".．" or at == start or view[at - 2] not in _ARABIC
            if arabic
            else _proves(view, start, match)
        ):
            continue
        first = max(done, at - BEFORE_WIDTH)
        backward = BEFORE.match(view[first:at][::-1])
        words_at = at - (backward.end() if backward else 0)
        phrase = _read(view, words_at, at, match.end())
        if phrase is None:
            continue
        for found in _quantities(view, text, phrase, words_at, match.end()):
            if not arabic or _counts(view, start, found, end):
                yield found
        done = match.end()


def _quantities(
    view: str, text: str, phrase: _Phrase, start: int, end: int
) -> Iterator[Quantity]:
    """Yield the quantities of a phrase; what bounds one of a list bounds them all."""
    words = [(word.type, word.text) for word in phrase.words]
    change = _change(words)
    pace = next((word for kind, word in words if kind == "PACE"), None)
    last = phrase.amounts[-1].close
    for number, amount in enumerate(phrase.amounts):
        ends = _ends(amount)
        if ends is None:
            continue
        low, high, scale, unit = ends
        close = amount.close or last
        more = amount.first.more or amount.last.more
        at, to = amount.first.start, amount.last.end
        count = unit not in RELATIVE
        moved = change
        if moved and count and _named(view, end):
            moved = None  # 打造提升10个区域公用品牌 (seed 004:45) is no change
        whole = Span(start if number == 0 else at, end if amount.close else to)
        yield Quantity(
            span=Span(at, to),
            whole=whole,
            low=low,
            high=high,
            unit=_written(text, view, amount, unit),
            normalized=_normalize(low, high, scale, unit),
            comparator=_comparator(words, more, close),
            change=moved,
            pace=pace,
        )
