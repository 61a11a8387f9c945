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
    """Return the value of a figure in digits, also with magnitudes inside.

    >>> plain_figure("１,200.50"), plain_figure("1亿5000万")
    (Decimal('1200.50'), Decimal('150000000'))
    """
    total = Decimal(0)
    rest = text.translate(_TO_ASCII)
    for sign in "兆亿万千":
        head, found, tail = rest.partition(sign)
        if found:
            total, rest = total + Decimal(head) * MAGNITUDES[sign], tail
    return total + Decimal(rest) if rest else total


def han_figure(text: str) -> Decimal | None:
    """Return the value of a figure in Han numerals; None if it is none.

    Two digits side by side (两三个) are an estimate, no figure.

    >>> han_figure("一万五千"), han_figure("三点五"), han_figure("两三")
    (Decimal('15000'), Decimal('3.5'), None)
    >>> han_figure("三亿五千万"), han_figure("十万零五百"), han_figure("一万五")
    (Decimal('350000000'), Decimal('100500'), Decimal('15000'))
    """
    for sign, below in (("亿", "千万"), ("万", "千")):
        head, found, rest = text.partition(sign)
        if found:
            high = _below_ten_thousand(head)
            low = _rest(rest, below)
            if high is None or low is None:
                return None
            return high * MAGNITUDES[sign] + low
    return _below_ten_thousand(text)


def _rest(text: str, below: str) -> Decimal | None:
    """The value of what follows a magnitude; a digit alone counts the next below."""
    if not text:
        return Decimal(0)
    if len(text) == 1 and text in HAN_DIGITS:
        return HAN_DIGITS[text] * magnitude(below)
    return han_figure(text)


def _below_ten_thousand(text: str) -> Decimal | None:
    """The value of 三百零五, 三点五, 一百五 (150)."""
    whole, point, decimals = text.partition("点")
    if len(whole) > 1 and not _MULTIPLIERS.intersection(whole):
        return None
    value = to_int(whole)
    if value is None:
        return None
    if len(whole) > 2 and whole[-1] in HAN_DIGITS and whole[-2] in "百千":
        digit = HAN_DIGITS[whole[-1]]
        value += digit * (int(MAGNITUDES[whole[-2]]) // 10 - 1)
    if not point:
        return Decimal(value)
    digits = [HAN_DIGITS.get(char) for char in decimals]
    if not digits or None in digits:
        return None
    return Decimal(f"{value}.{''.join(map(str, digits))}")


_MULTIPLIERS = frozenset("十百千廿卅卌拾佰仟")


def magnitude(text: str) -> Decimal:
    """Return what a magnitude multiplies by: 万亿 gives a million millions."""
    product = Decimal(1)
    for char in text:
        product *= MAGNITUDES[char]
    return product
