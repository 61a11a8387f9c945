"""Numerals as Chinese official texts write them, and the integers they stand for.

In: the characters of a numeral (十六, 廿一, 二〇二五, １６, ⑯, ㈠, Ⅳ). Out: its value
and its script; and back, `to_han`. Values are whole numbers from 0; 万 and 亿 belong
to quantities, not to numbering, and are not read here.
"""

from typing import NamedTuple

from cnpolicy.model.markers import MarkerStyle, NumeralScript

ONE_TO_NINE = "一二三四五六七八九"
"""The Han digits, for a class of a pattern: `f"[{ONE_TO_NINE}〇]{{4}}年"`."""

ONE_TO_TEN = ONE_TO_NINE + "十"
"""The characters of Han numbers below a hundred: `f"[{ONE_TO_TEN}]{{1,3}}、"`."""

FORMAL = "壹贰叁参肆伍陆柒捌玖拾"
"""The digits written in full, and ten, in the Simplified view: 参 is how 叁 was
written, and Taiwan numbers with it."""

HAN_DIGITS = {
    **{digit: value for value, digit in enumerate("〇" + ONE_TO_NINE)},
    **{digit: value for value, digit in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "参": 3,
    # U+25CB and U+3007 stand for each other in dates (二○○七年).
    "○": 0,
    "Ｏ": 0,
    "两": 2,
}
HAN_TENS = {"廿": 20, "卅": 30, "卌": 40}
HAN_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
ARABIC_DIGITS = {
    **{digit: value for value, digit in enumerate("0123456789")},
    **{digit: value for value, digit in enumerate("０１２３４５６７８９")},
}


def _series(first: str, count: int, start: int = 1) -> dict[str, int]:
    """Map `count` consecutive code points from `first` to numbers from `start`."""
    return {chr(ord(first) + i): start + i for i in range(count)}


CIRCLED = {
    **_series("①", 20),
    **_series("㉑", 15, 21),
    **_series("㊱", 15, 36),
    **_series("❶", 10),
}
"""① … ㊿: one character that is a marker by itself."""

ENCLOSED_HAN = _series("㈠", 10)
"""㈠ … ㈩: a bracketed Han numeral in one character."""

ENCLOSED_ARABIC = _series("⑴", 20)
"""⑴ … ⒇: a bracketed Arabic numeral in one character."""

DOTTED_ARABIC = _series("⒈", 20)
"""⒈ … ⒛: an Arabic numeral with its dot in one character."""

ROMAN = _series("Ⅰ", 12)
"""Ⅰ … Ⅻ."""

STEMS = {stem: value for value, stem in enumerate("甲乙丙丁戊己庚辛壬癸", 1)}
"""甲 … 癸, the ten heavenly stems."""


class Signs(NamedTuple):
    """Numbers of one character each, and the markers that they make."""

    script: NumeralScript
    """In which characters such a marker is written."""

    values: dict[str, int]
    """The characters, with their numbers."""

    style: MarkerStyle | None = None
    """The style of the marker that a character is by itself; None if it is none."""

    delimiters: str = ""
    """What may stand behind a character and make a marker of it: 、 or a full stop."""

    words: bool = False
    """Whether the characters are words as well: 甲、乙两地 has no marker."""


SIGNS = (
    Signs(NumeralScript.CIRCLED, CIRCLED, style=MarkerStyle.CIRCLED),
    Signs(NumeralScript.HAN, ENCLOSED_HAN, style=MarkerStyle.PAREN),
    Signs(NumeralScript.ARABIC, ENCLOSED_ARABIC, style=MarkerStyle.PAREN),
    Signs(NumeralScript.ARABIC, DOTTED_ARABIC, style=MarkerStyle.DOT),
    Signs(NumeralScript.ROMAN, ROMAN, delimiters="、."),
    Signs(NumeralScript.STEM, STEMS, delimiters="、", words=True),
)
"""Every such table: the forms of markers are made of it."""

_SINGLE = {sign: value for row in SIGNS for sign, value in row.values.items()}

HAN = "".join([*HAN_DIGITS, *HAN_TENS, *HAN_UNITS])
"""Every character of a Han numeral, for use inside a regular expression class."""

ARABIC = "".join(ARABIC_DIGITS)
"""Every digit of an Arabic numeral, half and full width."""

# Longer runs of digits are telephone or document numbers, and `int` refuses 4300 of
# them; a numbering never needs more.
MAX_DIGITS = 9


def to_int(text: str) -> int | None:
    """Return the value of a numeral, or None if `text` is not one.

    >>> [to_int(word) for word in ("二十一", "廿一", "二〇二五", "１６", "⑯")]
    [21, 21, 2025, 16, 16]
    >>> to_int("十十") is None
    True
    """
    if not text or len(text) > MAX_DIGITS:
        return None
    if text in _SINGLE:
        return _SINGLE[text]
    if text[0] in ARABIC_DIGITS:
        return _positional(text, ARABIC_DIGITS)
    if len(text) > 1 and all(char in HAN_DIGITS for char in text):
        return _positional(text, HAN_DIGITS)
    return _multiplicative(text)


def _positional(text: str, digits: dict[str, int]) -> int | None:
    """Read digits by their place: 16, 二〇二五."""
    value = 0
    for char in text:
        digit = digits.get(char)
        if digit is None:
            return None
        value = value * 10 + digit
    return value


def _multiplicative(text: str) -> int | None:
    """Read 三百二十一, 十六, 一百〇五, 廿一: units strictly descending."""
    total = 0
    digit: int | None = None
    smallest = 10_000
    for char in text:
        if char in HAN_DIGITS:
            if digit:
                return None
            digit = HAN_DIGITS[char]
        elif char in HAN_UNITS:
            unit = HAN_UNITS[char]
            if unit >= smallest or (digit == 0 and unit != 10):
                return None
            total += (digit or 1) * unit
            smallest, digit = unit, None
        elif char in HAN_TENS:
            if digit or smallest <= 10:
                return None
            total += HAN_TENS[char]
            smallest, digit = 10, None
        else:
            return None
    if digit and smallest == 1:
        return None
    return total + (digit or 0)


def to_han(value: int) -> str:
    """Return the Han numeral of 0 to 9999 as official texts write it: 十六, 一百〇五.

    Law: `to_int(to_han(n)) == n`. Raises `ValueError` outside the range.
    """
    if not 0 <= value <= 9999:
        raise ValueError(f"no Han numeral for {value}: the range is 0 to 9999")
    if value == 0:
        return "〇"
    written = ""
    gap = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            written += ("〇" if gap else "") + ("〇" + ONE_TO_NINE)[digit] + name
            gap = False
        elif written and value:
            gap = True
    return written.removeprefix("一") if written.startswith("一十") else written
