"""References: which place of which document a text points to."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnpolicy import citations, parse, walk
from cnpolicy.annotation.references.references import references
from cnpolicy.lexical.numerals import to_han
from cnpolicy.lexical.pinpoints import pinpoints_in
from cnpolicy.model.results.references import Unit
from support import strategies
from support.jsonl import rows

CASES = rows("references.jsonl")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_text(case: dict[str, Any]) -> None:
    """Each text points to the places of the table and to no others."""
    text = case["text"]
    found = references(parse(text))
    assert [
        [
            item.text,
            item.document,
            item.target.of(text).strip() if item.target else None,
        ]
        for item in found
    ] == case["references"]


@given(st.one_of(strategies.vocabulary, strategies.edited()))
def test_places_stand_in_the_text(text: str) -> None:
    """Words stand where they say; a target is a node of the tree or a run of them."""
    document = parse(text)
    starts = {node.span.start for node in walk(document)}
    ends = {node.span.end for node in walk(document)}
    for item in references(document):
        assert "".join(item.span.of(text).split()) == item.text
        assert item.path
        if item.target is not None:
            assert item.document is None
            assert item.target.start in starts
            assert item.target.end in ends


_STEPS = ("编", "章", "节", "条", "款", "项", "目")


@given(
    st.lists(st.sampled_from(_STEPS), min_size=1, max_size=4, unique=True),
    st.lists(st.integers(1, 199), min_size=4, max_size=4),
)
def test_a_pinpoint_comes_back(units: list[str], numbers: list[int]) -> None:
    """Steps in their order are read as written, each with its number."""
    steps = list(zip(sorted(units, key=_STEPS.index), numbers, strict=False))
    words = "".join(f"第{to_han(number)}{unit}" for unit, number in steps)
    text = f"依照{words}。"
    (place,) = pinpoints_in(text, 0, len(text))
    assert place.span.of(text) == words
    (path,) = place.paths
    assert [(step.unit, step.ordinal) for step in path] == [
        (Unit(unit), number) for unit, number in steps
    ]


def test_a_citation_says_which_place_it_means() -> None:
    """The pinpoint of a title is beside it, and the role is read behind both."""
    text = (
        "一、总则\n将《奖补办法》第四条修改为：奖补五万元。"
        "依据《条例》第九条第二款执行。\n"
    )
    first, second = citations(parse(text))
    assert (first.pinpoint, first.role) == ("第四条", "修订")
    assert (second.pinpoint, second.role) == ("第九条第二款", "依据")
    assert second.pinpoint_span is not None
    assert second.pinpoint_span.of(text) == "第九条第二款"
