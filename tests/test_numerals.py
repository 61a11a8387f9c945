"""Numerals there and back, exhaustively, and those that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnpolicy.lexical.numerals import (
    ARABIC,
    CIRCLED,
    DOTTED_ARABIC,
    ENCLOSED_ARABIC,
    ENCLOSED_HAN,
    HAN,
    MAX_DIGITS,
    ROMAN,
    to_han,
    to_int,
)

_DIGITS = "〇一二三四五六七八九"
_FORMAL = str.maketrans("〇一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")


def test_every_number_comes_back() -> None:
    """Law 11: `to_int(to_han(n)) == n`, for every n that is written at all."""
    written = [to_han(number) for number in range(10_000)]
    assert [to_int(words) for words in written] == list(range(10_000))
    assert len(set(written)) == 10_000


def test_every_number_comes_back_from_other_characters() -> None:
    """零 for 〇, formal characters, figures of both widths, digits by place."""
    for number in range(1, 10_000):
        words = to_han(number)
        assert to_int(words.replace("〇", "零")) == number
        assert to_int(words.translate(_FORMAL)) == number
        figures = str(number)
        assert to_int(figures) == number
        wide = "".join(chr(ord(figure) + 0xFEE0) for figure in figures)
        assert to_int(wide) == number
        if number > 9:
            by_place = "".join(_DIGITS[int(figure)] for figure in figures)
            assert to_int(by_place) == number
            assert to_int(by_place.replace("〇", "○")) == number


def test_a_leading_one_of_ten_may_be_written() -> None:
    """一十六 is 16 as 十六 is, and 一百十六 is 116 as 一百一十六 is."""
    for number in range(10, 20):
        assert to_int("一" + to_han(number)) == number
    for number in range(110, 1000):
        words = to_han(number)
        assert to_int(words.replace("百一十", "百十")) == number


def test_older_tens() -> None:
    """廿 is 20, 卅 is 30, 卌 is 40."""
    for sign, value in (("廿", 20), ("卅", 30), ("卌", 40)):
        assert to_int(sign) == value
        for one in range(1, 10):
            assert to_int(sign + _DIGITS[one]) == value + one


@pytest.mark.parametrize(
    ("table", "last"),
    [
        pytest.param(CIRCLED, "㊿", id="circled"),
        pytest.param(ENCLOSED_HAN, "㈩", id="enclosed-han"),
        pytest.param(ENCLOSED_ARABIC, "⒇", id="enclosed-arabic"),
        pytest.param(DOTTED_ARABIC, "⒛", id="dotted-arabic"),
        pytest.param(ROMAN, "Ⅻ", id="roman"),
    ],
)
def test_single_characters(table: dict[str, int], last: str) -> None:
    """One character is one number; each series is whole, from 1 to its last."""
    assert [to_int(sign) for sign in table] == list(table.values())
    assert sorted(set(table.values())) == list(range(1, table[last] + 1))


# An id, words, and their value.
ROWS: list[tuple[str, str, int | None]] = [
    ("ten", "十", 10),
    ("hundred", "百", 100),
    ("one-hundred", "一百", 100),
    ("hundred-and-five", "一百〇五", 105),
    ("hundred-and-five-zero", "一百零五", 105),
    ("hundred-and-fifty-short", "一百五十", 150),
    ("hundred-twenty-three", "一百二十三", 123),
    ("thousand-and-one", "一千〇一", 1001),
    ("thousand-and-ten", "一千〇一十", 1010),
    ("thousand-and-ten-bare", "一千〇十", 1010),
    ("largest", "九千九百九十九", 9999),
    ("year", "二〇二五", 2025),
    ("year-with-circle", "二○二五", 2025),
    ("year-by-figures", "2025", 2025),
    ("two-old", "两", 2),
    ("two-hundred", "两百", 200),
    ("full-width", "１６", 16),
    ("mixed-width", "1６", 16),
    ("zero", "0", 0),
    ("zero-han", "〇", 0),
    ("zero-han-other", "零", 0),
    ("leading-zeros", "007", 7),
    ("nine-figures", "9" * MAX_DIGITS, 10**MAX_DIGITS - 1),
    ("empty", "", None),
    ("ten-figures", "9" * (MAX_DIGITS + 1), None),
    ("five-thousand-figures", "9" * 5000, None),
    ("ten-ten", "十十", None),
    ("twenty-twenty", "廿廿", None),
    ("units-up", "十百", None),
    ("hundred-thousand", "一百千", None),
    ("digit-digit-unit", "一二十", None),
    ("ten-thousand", "一万", None),
    ("hundred-million", "亿", None),
    ("half", "半", None),
    ("stem", "甲", 1),
    ("stem-and-branch", "甲子", None),
    ("two-stems", "甲乙", None),
    ("han-and-figure", "十6", None),
    ("figure-and-han", "1十", None),
    ("space", "十 六", None),
    ("space-around", " 16", None),
    ("sign", "-1", None),
    ("plus", "+1", None),
    ("point", "1.5", None),
    ("underscore", "1_000", None),
    ("comma", "1,000", None),
    ("arabic-indic", "٣", None),
    ("devanagari", "३", None),
    ("superscript", "²", None),
    ("vulgar-half", "½", None),
    ("circled-two", "②②", None),
    ("circled-and-figure", "②2", None),
    ("enclosed-twice", "㈠㈡", None),
    ("roman-letters", "IV", None),
    ("small-roman", "ⅳ", None),
    ("kangxi", "⼀", None),
    ("surrogate", "\ud800", None),
    ("variation-selector", "一\ufe00", None),
    ("newline", "一\n", None),
]


@pytest.mark.parametrize(
    ("words", "value"), [pytest.param(*row[1:], id=row[0]) for row in ROWS]
)
def test_rows(words: str, value: int | None) -> None:
    """What is a numeral has its value; what is none has none, and nothing raises."""
    assert to_int(words) == value


@given(st.text(st.characters() | st.sampled_from(HAN + ARABIC), max_size=12))
def test_any_text_is_a_number_or_none(words: str) -> None:
    """No text raises, and a number is never below 0."""
    value = to_int(words)
    assert value is None or value >= 0


@given(st.text(st.sampled_from("〇一二三四五六七八九十百千"), min_size=1, max_size=9))
def test_no_two_numbers_share_a_numeral(words: str) -> None:
    """What is read as n and rewritten is read as n again."""
    value = to_int(words)
    if value is not None and value < 10_000:
        assert to_int(to_han(value)) == value


@pytest.mark.parametrize("value", [-1, 10_000, 10**9])
def test_what_cannot_be_written(value: int) -> None:
    """Beyond 9999 there is no Han numeral here, and that is said."""
    with pytest.raises(ValueError, match="0 to 9999"):
        to_han(value)


# A value, and the words that official texts write for it.
WRITTEN = [
    (0, "〇"),
    (1, "一"),
    (10, "十"),
    (11, "十一"),
    (19, "十九"),
    (20, "二十"),
    (21, "二十一"),
    (100, "一百"),
    (101, "一百〇一"),
    (110, "一百一十"),
    (111, "一百一十一"),
    (205, "二百〇五"),
    (1000, "一千"),
    (1001, "一千〇一"),
    (1010, "一千〇一十"),
    (1100, "一千一百"),
    (2025, "二千〇二十五"),
    (9999, "九千九百九十九"),
]


@pytest.mark.parametrize(("value", "words"), WRITTEN)
def test_as_official_texts_write_them(value: int, words: str) -> None:
    """十六, not 一十六; 一百〇五; 一百一十."""
    assert to_han(value) == words
