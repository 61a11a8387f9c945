"""Figures: no layout, width or script changes what a text says of numbers."""

from collections.abc import Callable
from typing import Any

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnpolicy import deadlines, parse, targets, unparse
from support.golden_tables import seed
from support.relayout import joined, wrapped

SEEDS = ("000", "001", "002", "003", "004")


def figures(text: str) -> list[Any]:
    """What each figure of a text comes to, in order."""
    return [
        (
            target.normalized.low,
            target.normalized.high,
            target.normalized.unit,
            target.comparator.value,
        )
        for target in targets(parse(text))
    ]


def days(text: str) -> list[Any]:
    """When things are due, in order."""
    return [(item.kind.value, item.date) for item in deadlines(parse(text))]


_WIDE = str.maketrans(
    {
        **{ord("0") + n: 0xFF10 + n for n in range(10)},
        ord("%"): "％",
    }
)
_NARROW = str.maketrans("，；：（）", ",;:()")
_TO_TRADITIONAL = opencc.OpenCC("s2t")


def spaced(text: str) -> str:
    """A text with blanks around its figures, as a PDF has them."""
    found: list[str] = []
    for at, sign in enumerate(text):
        before = text[at - 1 : at]
        edge = sign.isdigit() != before.isdigit() and sign.isascii() != before.isascii()
        han = "\u4e00" <= max(sign, before or " ") <= "\u9fff"
        found += [" " if at and edge and han else "", sign]
    return "".join(found)


WRITTEN: dict[str, Callable[[str], str]] = {
    "wrapped at 24": wrapped(24, page=0, end="\n"),
    "wrapped at 31": wrapped(31, page=0),
    "wrapped at 38, with pages": wrapped(38, page=30),
    "full width": lambda text: text.translate(_WIDE),
    "half width": lambda text: text.translate(_NARROW),
    "traditional": _TO_TRADITIONAL.convert,
    "one space": joined(" "),
    "blanks around figures": spaced,
}
"""By name: another way to write the same."""


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("number", SEEDS)
def test_a_seed_written_otherwise(number: str, name: str) -> None:
    """No figure of a seed and no day changes with layout, width or script."""
    text = unparse(seed(number))
    other = WRITTEN[name](text)
    assert figures(other) == figures(text)


_NAMES = ("发明专利拥有量", "规模以上工业增加值", "农村公路总里程", "城镇污水处理能力")
_WORDS = ("达到", "超过", "不低于", "突破", "提高到", "稳定在", "控制在")
_UNITS = ("件", "亿元", "公里", "万吨/日", "%", "个百分点", "万人次", "家")
_FILL = (
    "各级各部门要进一步提高认识",
    "加强组织领导",
    "明确工作责任",
    "完善推进机制",
    "坚持目标导向和问题导向相统一",
    "统筹推进重点领域和关键环节改革",
    "围绕高质量发展主题",
    "着力补短板、强弱项",
    "强化要素保障",
    "落实惠企政策",
    "营造良好氛围",
    "推动各项任务落地见效",
)


@st.composite
def plans(draw: st.DrawFn) -> str:
    """A plan whose paragraphs hold figures, long enough to be wrapped."""
    lines = ["某县高质量发展行动方案", "一、主要目标"]
    for number in range(draw(st.integers(2, 4))):
        # No two lines of a page alike: those would be running heads.
        kind = "甲乙丙丁"[number]
        words = [*draw(st.permutations(_FILL)), *_FILL]
        fill = iter([f"{kind}类{word}" for word in words])
        parts = [f"{next(fill)}，{next(fill)}，"]
        for _ in range(draw(st.integers(1, 4))):
            figure = draw(
                st.one_of(
                    st.integers(2, 99_999).map(str),
                    st.decimals(1, 999, places=draw(st.integers(1, 2))).map(str),
                )
            )
            parts.append(
                f"{kind}类{draw(st.sampled_from(_NAMES))}"
                + draw(st.sampled_from(_WORDS))
                + figure
                + draw(st.sampled_from(_UNITS))
                + draw(st.sampled_from(("", "以上", "左右")))
                + "，"
            )
            parts.append(f"{next(fill)}，{next(fill)}，")
        lines.append("".join(parts).rstrip("，") + "。")
    return "\n".join(lines) + "\n"


@pytest.mark.law
@given(plans(), st.integers(20, 40), st.sampled_from(sorted(WRITTEN)))
def test_a_made_plan_written_otherwise(text: str, width: int, name: str) -> None:
    """Wherever a line ends, and in whatever width and script, figures are the same."""
    expected = figures(text)
    assert expected
    assert figures(wrapped(width, page=0, end="\n")(text)) == expected
    assert figures(WRITTEN[name](text)) == expected


@given(st.integers(10, 99_999), st.integers(1, 4))
def test_what_cannot_be_read_whole_is_said(value: int, cut: int) -> None:
    """A figure whose first digits may stand in the line above says so."""
    figure = str(value)
    cut = min(cut, len(figure) - 1)
    text = f"专利{figure[:cut]}\n\n{figure[cut:]}件，商标30件。\n"
    found = targets(parse(text))
    assert found[-1].whole
    assert all(not target.whole for target in found[:-1])
