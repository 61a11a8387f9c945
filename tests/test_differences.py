"""Differences of two wordings: nothing is lost, and edits are those of a reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("rapidfuzz")

from cnpolicy.analysis.differences import Stretch, differences

WORDS = (
    *("司法部", "公安部", "保护", "保", "牵头", "年", "2025", "12.5%"),
    *("、", "，", "。", "（", "）", " ", "\n", "\u3000"),
    *("\x00", "\ud800", "𠮷", "e\u0301"),
)
words = st.lists(st.sampled_from(WORDS), max_size=30).map("".join)
texts = st.one_of(words, st.text(max_size=40))


def edits(left: str, right: str) -> list[tuple[str, str]]:
    """What was struck, and what was put in its place."""
    return [
        (left[slice(*step.left)], right[slice(*step.right)])
        for step in differences(left, right)
        if not step.equal
    ]


@pytest.mark.law
@given(texts, texts)
def test_stretches_cover_both_texts_in_order(left: str, right: str) -> None:
    """Each begins where the one before it ends, and none is empty on both sides."""
    at = (0, 0)
    for step in differences(left, right):
        assert (step.left[0], step.right[0]) == at
        at = step.left[1], step.right[1]
        assert step.left[0] < step.left[1] or step.right[0] < step.right[1]
        if step.equal:
            assert step.left[1] - step.left[0] > 0
    assert at == (len(left), len(right))


@given(texts)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    """One stretch, or none if there is no text."""
    whole = (0, len(text))
    assert differences(text, text) == ([Stretch(True, whole, whole)] if text else [])


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        # Where words begin and end.
        ("公安部等负责", "公安部、司法部等负责", [("", "、司法部")]),
        ("法院、检察院、公安部", "法院、公安部", [("检察院、", "")]),
        # A figure changes as a whole.
        ("达到12.5%。", "达到15.5%。", [("12.5%", "15.5%")]),
        ("到2025年", "到2030年", [("2025", "2030")]),
        # One character between two edits is no common ground.
        ("完善的机制", "健全的制度", [("完善的机制", "健全的制度")]),
        # Width, script and layout are no differences.
        ("目標（一）", "目标(一)", []),
        ("健全\n  机制", "健全 机制", []),
        ("", "新增", [("", "新增")]),
        ("删除", "", [("删除", "")]),
    ],
)
def test_edits_are_those_of_a_reader(
    left: str, right: str, expected: list[tuple[str, str]]
) -> None:
    """And the other way round they are the same."""
    assert edits(left, right) == expected
    assert [(old, new) for new, old in edits(right, left)] == expected


def test_long_texts_that_share_nothing_are_replaced_as_a_whole() -> None:
    """In time that does not grow with the square of their length."""
    left, right = "甲乙" * 100_000, "丙丁" * 100_000
    assert edits("同" + left + "尾", "同" + right + "尾") == [(left, right)]
