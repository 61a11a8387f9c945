"""Measures: what a figure with its unit comes to.

In: a figure or a range as `quantity_grammar` read it, and the text. Out: its ends and
its unit as written, and the same without magnitude (8.5万件 is 85000 件).
"""

from decimal import Decimal
from typing import NamedTuple

from cnpolicy.annotation.targets.figures.decimals import han_figure, magnitude
from cnpolicy.annotation.targets.figures.quantity_grammar import Measured
from cnpolicy.model.results.targets import Amount
from cnpolicy.vocabulary.quantity_words import CONVERSIONS

PERCENT = Decimal(100)
# Thirds have no exact decimal; a hundredth of a percent is finer than any plan.
EXACT = Decimal("0.0001")


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


def below_zero(found: Measure) -> Measure:
    """The same with a minus before it: -1.48‰."""
    whole = found.normalized
    return Measure(
        -found.high,
        -found.low,
        found.unit,
        Amount(-whole.high, -whole.low, whole.unit),
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
    Amount(low=85000, high=85000, unit='件')
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
