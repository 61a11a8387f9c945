"""Markdown whose headings are flat: the levels that `relevel` gives them."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cnpolicy import relevel
from support.strategies import anything, vocabulary

CASES = Path(__file__).parent / "data" / "releveled.txt"
_SIGNS = re.compile(r"(?m)^( {0,3})#{1,6}")
_LINES = st.sampled_from(
    [
        "# 一、总体要求",
        "## （一）指导思想",
        "#### 1.数量",
        "# 第一章 总则",
        "# 第一条",
        "# 某市规划",
        "### 附件",
        "# 前言",
        "## 3.1 Setup",
        "# 4 Data",
        "#无空格",
        "正文。",
        "",
        "```",
        "<table><tr><td>",
        "# 甲</td></tr></table>",
        "<!--",
        "-->",
        "> # 二、引用",
        "一、没有井号",
        "===",
        "---",
    ]
)
flat = st.lists(_LINES, max_size=24).map("\n".join)


def cases() -> list[tuple[str, str, list[str]]]:
    """Name, Markdown and expected headings of each block of the table."""
    found = []
    for block in CASES.read_text(encoding="utf-8").split("=== ")[1:]:
        name, _, rest = block.partition("\n")
        markdown, _, headings = rest.partition("\n---\n")
        found.append((name, markdown, headings.split("\n")[:-1]))
    return found


@pytest.mark.parametrize(
    ("markdown", "headings"),
    [pytest.param(text, want, id=name) for name, text, want in cases()],
)
def test_a_heading_gets_the_level_of_its_number(
    markdown: str, headings: list[str]
) -> None:
    """The rows of `data/releveled.txt`: a file, and the headings it should have."""
    lines = relevel(markdown).split("\n")
    code = "```" in markdown
    found = [line for line in lines if line.startswith("#")]
    assert [line for line in found if not (code and "不是标题" in line)] == headings


def without_signs(markdown: str) -> str:
    """The text without the signs that open its lines."""
    return _SIGNS.sub(r"\1", markdown)


@pytest.mark.law
@given(flat | anything | vocabulary)
@example("# 一、总则\r\n# （一）目的\r# 二、附则")
@example("# 一、\ud800\n\x00# （一）甲\u2028# 二、")
def test_nothing_but_the_signs_of_headings_changes(markdown: str) -> None:
    """No word, no blank, no line end; and a second time nothing at all."""
    once = relevel(markdown)
    assert without_signs(once) == without_signs(markdown)
    assert relevel(once) == once


@given(flat)
def test_levels_of_numbers_do_not_hang_on_those_of_the_file(markdown: str) -> None:
    """Flat or not: which numbered heading stands below which is told by the numbers."""
    every = [re.sub(r"(?m)^#{1,6}", sign, markdown) for sign in ("#", "##")]
    one, other = (
        [len(signs) for signs in re.findall(r"(?m)^#+", relevel(text))]
        for text in every
    )
    if one and max(other) < 6:
        first, second = (
            [level - min(levels) for level in levels] for levels in (one, other)
        )
        assert first == second


def test_only_a_text_is_releveled() -> None:
    """As of every function."""
    with pytest.raises(TypeError):
        relevel(b"# x")  # type: ignore[arg-type]
