"""Citations: titles, 文号, roles, and short names."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnpolicy import Document, Leaf, Paragraph, parse, unparse, walk
from cnpolicy.annotation.citations.citations import citations
from cnpolicy.annotation.citations.quoted_titles import LONGEST_TITLE, titles_in
from cnpolicy.lexical.document_numbers import normal_number
from cnpolicy.model.results.citations import Citation
from support import hostile_texts as hostile
from support import strategies
from support.golden_tables import seed
from support.jsonl import rows
from support.row_batches import about, batched

CASES = rows("citations.jsonl")


def said(citation: Citation, text: str, keys: set[str]) -> dict[str, Any]:
    """What a citation says, in the terms of the table."""
    everything = {
        "title": citation.title,
        "number": citation.number,
        "role": citation.role.value if citation.role else None,
        "abbreviation": citation.abbreviation,
        "resolves": citation.resolves,
        "span": citation.span.of(text),
    }
    return {key: everything[key] for key in everything if key in keys}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_sentence(case: dict[str, Any]) -> None:
    """Each sentence of the table names its documents and no others."""
    text = case["text"]
    found = citations(parse(text))
    expected = case["citations"]
    assert [item.title for item in found] == [row["title"] for row in expected]
    for citation, row in zip(found, expected, strict=True):
        assert said(citation, text, set(row)) == row


@pytest.mark.parametrize(
    ("number", "count", "numbered", "basis"),
    [
        ("000", 6, 0, 2),
        ("001", 6, 0, 2),
        ("002", 4, 2, 0),
        ("003", 4, 0, 2),
        ("004", 12, 0, 2),
    ],
)
def test_a_seed(number: str, count: int, numbered: int, basis: int) -> None:
    """The seeds name so many documents, so many with 文号, and rest on so many."""
    found = citations(seed(number))
    assert len(found) == count
    assert sum(item.number is not None for item in found) == numbered
    assert sum(item.role == "依据" for item in found) == basis


def test_a_title_over_two_lines() -> None:
    """A wrapped title is one title; its words have no line break."""
    document = Document((Paragraph("根据《中\n华人民共和国土地管理法》\n等法律。\n"),))
    [citation] = citations(document)
    assert citation.title == "中华人民共和国土地管理法"
    assert citation.title_span is not None
    assert "\n" in citation.title_span.of(unparse(document))


def test_a_short_name_holds_from_its_place_on() -> None:
    """In one document it holds in later leaves, in another document it holds not."""
    text = "一、依据\n《甲规划》（以下简称《规划》）。\n二、任务\n落实《规划》。\n"
    assert citations(parse(text))[-1].resolves == "甲规划"
    assert citations(parse("落实《规划》。\n"))[-1].resolves is None


# -------------------------------------------------------------------------- properties

_WORDS = st.text(
    "国家关于促进知识产权规划意见通知办法“”（）、2021—5年", min_size=1, max_size=40
)
_BRACKETS = ("〔〕", "[]", "［］", "（）", "()", "【】")


@pytest.mark.law
@given(
    st.text("国家关于促进知识产权规划意见通知办法“”", min_size=1, max_size=40),
    st.sampled_from(("国发", "渝府办发", "发改环资")),
    st.integers(1990, 2060),
    st.integers(1, 9999),
    st.sampled_from(_BRACKETS),
    st.sampled_from(("（）", "()", "")),
    st.sampled_from(("", " ")),
)
def test_a_made_citation_comes_back(
    title: str, organ: str, year: int, serial: int, inner: str, outer: str, space: str
) -> None:
    """Title and 文号 that were written are read, in every form of brackets."""
    number = f"{organ}{space}{inner[0]}{year}{inner[1]}{serial}号"
    behind = f"{outer[0]}{number}{outer[1]}" if outer else number
    text = f"一、总体要求\n为促进发展，根据《{title}》{behind}，制定本规划。\n"
    found = citations(parse(text))
    assert len(found) == 1
    assert found[0].title == title
    assert found[0].number == f"{organ}〔{year}〕{serial}号"
    assert found[0].number_span is not None
    assert found[0].number_span.of(text) == number
    assert found[0].role == "依据"


@pytest.mark.law
@given(st.lists(_WORDS, min_size=1, max_size=5))
def test_adjacent_titles_are_told_apart(titles: list[str]) -> None:
    """《…》《…》《…》 are as many titles."""
    text = "".join(f"《{title}》" for title in titles)
    assert [span.of(text) for span in titles_in(text, 0, len(text))] == [
        f"《{title}》" for title in titles
    ]


@given(st.text("《》〈〉。甲乙", max_size=60))
def test_titles_balance(text: str) -> None:
    """A title has as many 《 as 》, is not too long, and touches no other."""
    place = 0
    for span in titles_in(text, 0, len(text)):
        words = span.of(text)
        assert span.start >= place
        place = span.end
        assert words.count("《") == words.count("》") > 0
        assert words[0] == "《"
        assert words[-1] == "》"
        assert "。" not in words
        assert len(words) <= LONGEST_TITLE + 1


@given(
    st.one_of(
        strategies.anything,
        strategies.vocabulary,
        strategies.edited(),
        st.text("《》〈〉（）〔〕“”以下简称规划国发2018号，。和根据\n ", max_size=80),
    )
)
def test_any_text(text: str) -> None:
    """No text raises; places are right, in order, and inside one leaf."""
    document = parse(text)
    leaves = [node for node in walk(document) if isinstance(node, Leaf)]
    last = 0
    for citation in citations(document):
        assert citation.span.start >= last
        last = citation.span.start
        assert citation.title or citation.number
        inside = [leaf for leaf in leaves if leaf.span.contains(citation.span)]
        assert inside
        for place in (citation.title_span, citation.number_span):
            assert place is None or citation.span.contains(place)
        if citation.title_span is not None:
            words = "".join(citation.title_span.of(text).split())
            assert citation.title == words


@batched(hostile.BUILDERS)
def test_hostile_texts(rows: Sequence[hostile.Hostile]) -> None:
    """What is made to break readers does not break this one."""
    for row in rows:
        with about(row):
            document = parse(row.build(hostile.SMALL))
            assert citations(document) == citations(document)


def test_normal_numbers() -> None:
    """Brackets, width, space and 第 make no difference."""
    for written in ("国发[2018]8号", "国发 〔2018〕 8 号", "国发（２０１８）第８号"):
        assert normal_number(written) == "国发〔2018〕8号"
    assert normal_number("国务院令 第588号") == "国务院令第588号"
