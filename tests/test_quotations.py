"""Which places of a text stand in passages in quotation marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cnpolicy.lexical.quotations import Quotations, quotations
from cnpolicy.segmentation.split_lines import is_decimal

_WORDS = "各单位应当按时报送材料"
_LONG = _WORDS * 12

texts = st.lists(
    st.sampled_from(["“", "”", "「", "」", "便民", _WORDS, _LONG, "修改为：", "\n"]),
    max_size=24,
).map("".join)


@given(texts)
def test_marks_in_pairs_are_told_by_the_last_one(text: str) -> None:
    """Each place is held if, and only if, one of all passages holds it."""
    passages = quotations(text)
    asked = Quotations(text)
    for place, sign in enumerate(text):
        if sign not in "“”「」":
            held = any(start <= place < end for start, end in passages)
            assert asked.hold(place) is held


def test_a_lost_mark_quotes_nothing_behind_it() -> None:
    """A mark that nothing closes is not that of the next passage."""
    text = f"坚持“便民原则。\n一、{_WORDS}。\n修改为：“二、{_WORDS}。”\n三、{_WORDS}。"
    asked = Quotations(text)
    assert [asked.hold(text.index(sign)) for sign in "一二三"] == [False, True, False]


def test_a_long_passage_is_announced() -> None:
    """A long passage that nothing announces is no quotation."""
    for before, held in (("修改为：", True), ("坚持", False)):
        text = f"{before}“{_LONG}\n一、总则”"
        assert Quotations(text).hold(text.index("一")) is held


def test_a_document_that_begins_with_a_later_number_is_decimal() -> None:
    """2 above 2.1, wherever it stands; an amount is no child of a number."""
    assert is_decimal(f"{_LONG}\n2组织体系\n2.1领导机构\n")
    assert is_decimal(f"4.1亿元。\n12 组织体系 12.1 领导机构\n{_LONG}")
    assert not is_decimal("2组织体系\n2.1亿元\n")
    assert not is_decimal("2组织体系\n3.1领导机构\n")
