"""Figures: the numbers of quantities, in digits or in Han numerals, as decimals.

In: the characters of a figure (2.2, １,２００, 三点五, 一万五千) or of a magnitude
(千万). Out: a `Decimal`; never a float.
"""

from decimal import Decimal

from cnpolicy.lexical.numerals import ARABIC_DIGITS, HAN_DIGITS, to_int
from cnpolicy.vocabulary.quantity_words import MAGNITUDES

_TO_ASCII = str.maketrans(
    {
        **{sign: str(value) for sign, value in ARABIC_DIGITS.items()},
        "．": ".",
        ",": None,
        "，": None,
    }
)


def plain_figure(text: str) -> Decimal:
    """Return the value of a figure in digits.

    >>> plain_figure("１,200.50")
    Decimal('1200.50')
    """
    return Decimal(text.translate(_TO_ASCII))


def han_figure(text: str) -> Decimal | None:
    """Return the value of a figure in Han numerals; None if it is none.

    >>> han_figure("一万五千"), han_figure("三点五"), han_figure("十十")
    (Decimal('15000'), Decimal('3.5'), None)
    """
    head, wan, rest = text.partition("万")
    if wan:
        high, low = han_figure(head), han_figure(rest) if rest else Decimal(0)
        return None if high is None or low is None else high * MAGNITUDES["万"] + low
    whole, point, decimals = text.partition("点")
    value = to_int(whole)
    if value is None:
        return None
    if not point:
        return Decimal(value)
    digits = [HAN_DIGITS.get(char) for char in decimals]
    if not digits or None in digits:
        return None
    return Decimal(f"{value}.{''.join(map(str, digits))}")


def magnitude(text: str) -> Decimal:
    """Return what a magnitude multiplies by: 万亿 gives a million millions."""
    product = Decimal(1)
    for char in text:
        product *= MAGNITUDES[char]
    return product
