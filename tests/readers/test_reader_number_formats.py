"""Numbers in the formats of Word and of web browsers."""

import pytest

from cnpolicy.lexical.numerals import to_int
from cnpolicy.readers.list_numbers import custom_format, format_number

# ------------------------------------------------------------------------------ formats

FORMATS = {
    # name: the numbers 1, 2, 10, 11, 20, 21, 99, 100, 101, 110, 111, 1000, 1001
    "decimal": "1 2 10 11 20 21 99 100 101 110 111 1000 1001",
    "decimalHalfWidth": "1 2 10 11 20 21 99 100 101 110 111 1000 1001",
    "decimalZero": "01 02 10 11 20 21 99 100 101 110 111 1000 1001",
    "decimalFullWidth": (
        "１ ２ １０ １１ ２０ ２１ ９９ １００ １０１ １１０ １１１ １０００ １００１"
    ),
    "decimalFullWidth2": (
        "１ ２ １０ １１ ２０ ２１ ９９ １００ １０１ １１０ １１１ １０００ １００１"
    ),
    "chineseCounting": (
        "一 二 十 十一 二十 二十一 九十九 一○○ 一○一 一一○ 一一一 一○○○ 一○○一"
    ),
    "chineseCountingThousand": (
        "一 二 十 十一 二十 二十一 九十九 一百 "
        "一百〇一 一百一十 一百一十一 一千 一千〇一"
    ),
    "taiwaneseCounting": (
        "一 二 十 十一 二十 二十一 九十九 一○○ 一○一 一一○ 一一一 一○○○ 一○○一"
    ),
    "taiwaneseCountingThousand": (
        "一 二 十 十一 二十 二十一 九十九 一百 "
        "一百零一 一百一十 一百一十一 一千 一千零一"
    ),
    "taiwaneseDigital": (
        "一 二 一○ 一一 二○ 二一 九九 一○○ 一○一 一一○ 一一一 一○○○ 一○○一"
    ),
    "ideographDigital": (
        "一 二 一〇 一一 二〇 二一 九九 一〇〇 一〇一 一一〇 一一一 一〇〇〇 一〇〇一"
    ),
    "japaneseCounting": (
        "一 二 十 十一 二十 二十一 九十九 百 百一 百十 百十一 千 千一"
    ),
    "chineseLegalSimplified": (
        "壹 贰 壹拾 壹拾壹 贰拾 贰拾壹 玖拾玖 壹佰 "
        "壹佰零壹 壹佰壹拾 壹佰壹拾壹 壹仟 壹仟零壹"
    ),
    "ideographLegalTraditional": (
        "壹 貳 壹拾 壹拾壹 貳拾 貳拾壹 玖拾玖 壹佰 "
        "壹佰零壹 壹佰壹拾 壹佰壹拾壹 壹仟 壹仟零壹"
    ),
    "ideographTraditional": "甲 乙 癸 11 20 21 99 100 101 110 111 1000 1001",
    "ideographZodiac": "子 丑 酉 戌 20 21 99 100 101 110 111 1000 1001",
    "ideographZodiacTraditional": (
        "甲子 乙丑 癸酉 甲戌 癸未 甲申 99 100 101 110 111 1000 1001"
    ),
    "decimalEnclosedCircle": "① ② ⑩ ⑪ ⑳ 21 99 100 101 110 111 1000 1001",
    "decimalEnclosedCircleChinese": "① ② ⑩ ⑪ ⑳ 21 99 100 101 110 111 1000 1001",
    "decimalEnclosedFullstop": "⒈ ⒉ ⒑ ⒒ ⒛ 21 99 100 101 110 111 1000 1001",
    "decimalEnclosedParen": "⑴ ⑵ ⑽ ⑾ ⒇ 21 99 100 101 110 111 1000 1001",
    "ideographEnclosedCircle": "㈠ ㈡ ㈩ 11 20 21 99 100 101 110 111 1000 1001",
    "upperRoman": "I II X XI XX XXI XCIX C CI CX CXI M MI",
    "lowerRoman": "i ii x xi xx xxi xcix c ci cx cxi m mi",
    "upperLetter": "A B J K T U UUUU VVVV WWWW FFFFF GGGGG 1000 1001",
    "lowerLetter": "a b j k t u uuuu vvvv wwww fffff ggggg 1000 1001",
    "hex": "1 2 A B 14 15 63 64 65 6E 6F 3E8 3E9",
    "ordinal": (
        "1st 2nd 10th 11th 20th 21st 99th 100th 101st 110th 111th 1000th 1001st"
    ),
    "somethingNew": "1 2 10 11 20 21 99 100 101 110 111 1000 1001",
}
VALUES = (1, 2, 10, 11, 20, 21, 99, 100, 101, 110, 111, 1000, 1001)


@pytest.mark.parametrize("name", FORMATS)
def test_formats(name):
    written = [format_number(value, name) for value in VALUES]
    assert written == FORMATS[name].split()


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("value", [0, -1, 10**9])
def test_formats_at_their_ends(name, value):
    """Outside its range a format is written in decimal digits of some kind."""
    assert 0 < len(format_number(value, name)) < 20


@pytest.mark.parametrize(
    "name",
    [
        "chineseCounting",
        "chineseCountingThousand",
        "taiwaneseCountingThousand",
        "ideographDigital",
        "decimalFullWidth",
    ],
)
def test_han_formats_are_read_back(name):
    for value in range(1, 10_000):
        assert to_int(format_number(value, name)) == value


def test_formats_without_numbers():
    assert format_number(3, "none") == format_number(3, "bullet") == ""
    assert format_number(7, "numberInDash") == "- 7 -"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [("001, 002, 003, ...", "007"), ("1", "7"), ("a, b", None), ("", None)],
)
def test_custom_format(pattern, expected):
    assert custom_format(7, pattern) == expected
