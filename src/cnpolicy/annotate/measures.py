"""Measures: the phrase of a quantity, read by the grammar.

In: the Simplified view of a text and the place of a figure. Out: a `Phrase`, if the
figure has a unit: the words before it (力争超过), and what it amounts to (1.5亿元). One
regular expression cuts the figures, one the words before them, backward; the tokens
are read by `grammar/target.lark`. Lark's exceptions stay here.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import frozen

from cnpolicy.annotate.figures import han_figure, magnitude, plain_figure
from cnpolicy.annotate.phrases import BEFORE, BEFORE_WIDTH, MOST_WORDS, VALUE, WORDS
from cnpolicy.annotate.units import CONVERSIONS
from cnpolicy.grammars import load
from cnpolicy.numerals import ARABIC_DIGITS

if TYPE_CHECKING:
    from lark import Lark

PERCENT = Decimal(100)
# Thirds have no exact decimal; a hundredth of a percent is finer than any plan.
EXACT = Decimal("0.0001")


@frozen
class Amount:
    """A figure counted in a unit without magnitude: 8.5万件 is 85000 件."""

    low: Decimal
    """The lower end; the figure itself if it is no range."""

    high: Decimal
    """The upper end; the figure itself if it is no range."""

    unit: str
    """What is counted, in Simplified characters: 件, %, 百分点; empty if unsaid."""


class Token:
    """A token as Lark wants it, without the weight of `lark.Token`."""

    __slots__ = ("end", "start", "type", "value")

    # Lark asks for these when it reports an error; nobody sees them.
    line = column = end_line = end_column = start_pos = end_pos = 0

    def __init__(self, kind: str, value: str, start: int, end: int) -> None:
        """Make a token of a terminal of the grammar."""
        self.type = kind
        self.value = value
        self.start = start
        self.end = end


class Value(NamedTuple):
    """One figure with its magnitude and unit: 8.5万件."""

    start: int
    """Offset of its first digit."""

    end: int
    """Offset behind it."""

    figure: Decimal | None
    """Its number; None if its Han numerals are none."""

    scale: Token | None
    """Its magnitude: 万."""

    unit: Token | None
    """Its unit: 件."""

    more: bool
    """Whether 余 or 多 stands in it."""


class Measured(NamedTuple):
    """A figure or a range with the word behind it: 50万—300万只, 70％以上."""

    first: Value
    """The figure, or the first of the range."""

    last: Value
    """The figure, or the last of the range."""

    close: str
    """The word behind it: 以上; empty if there is none."""

    @property
    def unit(self) -> str:
        """Its unit without magnitude, in Simplified characters; empty if unsaid."""
        token = self.last.unit or self.first.unit
        return token.value if token else ""

    @property
    def scale(self) -> str:
        """The magnitude of its last figure; empty if it has none."""
        return self.last.scale.value if self.last.scale else ""

    @property
    def more(self) -> bool:
        """Whether 余 or 多 stands in it."""
        return self.first.more or self.last.more


class Phrase(NamedTuple):
    """What the grammar makes of a phrase."""

    words: list[Token]
    """The words before the figures: 年均, 超过."""

    amounts: list[Measured]
    """What is measured; several if they are listed: 55％、70％以上."""

    start: int
    """Offset of the first word before the figures, or of the first figure."""

    end: int
    """Offset behind the last word: 以上."""


# ------------------------------------------------------------------------------ grammar


def _start(children: list[Any]) -> tuple[list[Token], list[Measured]]:
    words = [child for child in children if type(child) is Token]
    return words, children[len(words) :]


def _bounded(children: list[Any]) -> Measured:
    first, last = children[0]
    return Measured(first, last, children[1].value if len(children) > 1 else "")


def _amount(children: list[Value]) -> tuple[Value, Value]:
    return children[0], children[-1]


def _value(tokens: list[Token]) -> Value:
    parts = {token.type: token for token in tokens}
    written = parts["FIGURE"].value
    read = plain_figure if written[0] in ARABIC_DIGITS else han_figure
    return Value(
        tokens[0].start,
        tokens[-1].end,
        read(written),
        parts.get("SCALE"),
        parts.get("PARTS") or parts.get("UNIT"),
        "MORE" in parts,
    )


# One rule, one class.
_RULES = {"start": _start, "bounded": _bounded, "amount": _amount, "value": _value}


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

    return Lark(
        load("target"),
        parser="lalr",
        lexer=Tokens,
        strict=True,
        transformer=SimpleNamespace(**_RULES),  # type: ignore[arg-type]
    )


def find_phrase(view: str, start: int, at: int, end: int) -> Phrase | None:
    """Read the phrase whose figures begin at `at`; None if there is none.

    Its words are looked for behind `start`, its figures before `end`.
    """
    figures = list(_figures(view, at, end))
    if not figures:
        return None
    words = _words(view, max(start, at - BEFORE_WIDTH), at)
    first = words[0].start if words else at
    tokens = [word for word in words if word.type]
    for number, amount in enumerate(figures):
        if number:
            tokens.append(Token("_AND", "", amount[0].start, amount[0].start))
        tokens += amount
    from lark.exceptions import UnexpectedInput

    try:
        known, amounts = _grammar().parse(tokens)  # type: ignore[arg-type,misc]
    except UnexpectedInput:
        return None
    return Phrase(known, amounts, first, figures[-1][-1].end)


_CARRY = ("PARTS", "FIGURE", "MORE", "SCALE", "REST", "UNIT", "CLOSE")
_AMOUNTS = 12


def _figures(view: str, at: int, end: int) -> Iterator[list[Token]]:
    """Yield the tokens of each amount in a list of amounts (55％、70％以上).

    An amount without unit is none; it ends the list.
    """
    amount: list[Token] = []
    ranged = False
    for _ in range(_AMOUNTS):
        match = VALUE.match(view, at, end)
        if match is None:
            return
        amount += [
            Token("MORE" if name == "REST" else name, match[name], *match.span(name))
            for name in _CARRY
            if match[name] is not None
        ]
        at = match.end()
        following = at < end and match["JOINT"] and view[at] in STARTS
        if match["TO"] and following and not ranged and match["CLOSE"] is None:
            amount.append(Token("_TO", match["TO"], *match.span("TO")))
            ranged = True
            continue
        if not (match["UNIT"] or match["PARTS"] or match["SCALE"]):
            return
        yield amount
        if match["TO"] or not following:
            return
        amount, ranged = [], False


STARTS = frozenset("0123456789０１２３４５６７８９百二三四五六七八九")


def _words(view: str, start: int, at: int) -> list[Token]:
    """The words right before a figure, in order; fillers have no type."""
    backward = view[start:at][::-1]
    found: list[Token] = []
    place = 0
    for _ in range(MOST_WORDS):
        match = BEFORE.match(backward, place)
        if match is None:
            break
        word = match["word"][::-1]
        place = match.end()
        found.append(
            Token(WORDS.get(word, ""), word, at - place, at - match.start("word"))
        )
    return found[::-1]


# ----------------------------------------------------------------------------- measures


class Measure(NamedTuple):
    """What a figure or a range amounts to."""

    low: Decimal
    """The lower end as written."""

    high: Decimal
    """The upper end as written."""

    unit: str
    """The unit as written, with its magnitude."""

    normalized: Amount
    """The same without magnitude."""


def measure(amount: Measured, text: str) -> Measure | None:
    """Return what an amount comes to; None if a numeral of it is none.

    Of a range the first figure takes the magnitude of the second (3—5万), unless it
    has its own: then the ends are given in full (5000—1万元 is 5000 to 10000 元).
    """
    first, last = amount.first, amount.last
    low, high = first.figure, last.figure
    if low is None or high is None:
        return None
    scale, unit = amount.scale, amount.unit
    own = first.scale.value if first.scale else scale
    if own != scale or (low > high and scale and not first.scale):
        own = own if first.scale else ""
        low, high, scale = low * magnitude(own), high * magnitude(scale), ""
    low, high = min(low, high), max(low, high)
    return Measure(
        low,
        high,
        _written(amount, text, bool(scale)),
        normalize(low, high, scale, unit),
    )


def _written(amount: Measured, text: str, scaled: bool) -> str:
    """The unit of an amount as the text writes it, without the space inside."""
    token = amount.last.unit or amount.first.unit
    if token is not None and token.value == "百分之":
        return "%"
    tokens = (amount.last.scale if scaled else None, token)
    return "".join("".join(text[t.start : t.end].split()) for t in tokens if t)


def normalize(low: Decimal, high: Decimal, scale: str, unit: str) -> Amount:
    """Return a quantity without its magnitude, in the unit it is counted in.

    >>> normalize(Decimal("8.5"), Decimal("8.5"), "万", "件")
    Amount(low=Decimal('85000'), high=Decimal('85000'), unit='件')
    """
    factor = magnitude(scale)
    if unit.endswith("分之"):
        parts = PERCENT if unit == "百分之" else han_figure(unit[:-2]) or Decimal(1)
        if parts != PERCENT:
            low, high = ((n * PERCENT / parts).quantize(EXACT) for n in (low, high))
        unit = "%"
    else:
        times, unit = CONVERSIONS.get(unit, (Decimal(1), unit))
        factor *= times
    return Amount(_plain(low * factor), _plain(high * factor), unit)


def _plain(number: Decimal) -> Decimal:
    """A number without trailing zeros behind the point, and without exponent."""
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()
