"""Measures: what a document tells somebody to do, and what it says of itself."""

from pathlib import Path

import pytest

from cnpolicy import parse, tasks
from cnpolicy.analysis.measures import is_formal

TABLE = Path(__file__).parent / "data" / "formal_sentences.tsv"
ROWS = [
    line.split("\t")
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line and line[0] != "#"
]


@pytest.mark.parametrize(("kind", "words"), ROWS, ids=[row[1] for row in ROWS])
def test_formal_sentences(kind: str, words: str) -> None:
    """Entry into force, repeal, purpose, scope and definitions are no orders."""
    assert is_formal(words) == (kind == "formal")


def numbers(text: str) -> list[tuple[str, ...]]:
    """The numbers of the tasks of a text."""
    return [task.number for task in tasks(parse(text))]


def test_a_law_has_a_task_only_where_it_charges_somebody() -> None:
    """Rights and definitions are no measures; what a body has to do is one."""
    text = (
        "某市保护条例\n第一条 为了加强保护，制定本条例。\n"
        "第二条 任何人不得损坏设施。\n第三条 市水务局应当定期巡查。\n"
        "第四条 本条例自公布之日起施行。\n"
    )
    assert numbers(text) == [("第三条",)]


def test_a_bulletin_has_no_tasks() -> None:
    """What was is not what is to be done."""
    text = (
        "某县2023年统计公报\n一、综合\n全年生产总值210亿元，增长4.8%。\n"
        "二、农业\n产量5万吨。\n"
    )
    assert numbers(text) == []


def test_figures_of_the_past_are_no_measure_but_orders_among_them_are() -> None:
    """A section that only reports is none; one that goes on with an order is."""
    past = "2023年底已完成投资20亿元，已建成学校3所，已修路15公里。"
    text = (
        f"一、道路\n{past}\n二、学校\n{past}加快建设新校区。\n三、医院\n改造县医院。\n"
    )
    assert numbers(text) == [("二、",), ("三、",)]


def test_a_closing_paragraph_belongs_to_no_measure() -> None:
    """Entry into force behind the last measure is not part of its text."""
    text = (
        "一、任务\n（一）修路。修建道路。\n（二）架桥。修建桥梁。\n"
        "本方案自印发之日起施行。\n"
    )
    found = tasks(parse(text))
    assert [task.text for task in found] == ["修建道路。", "修建桥梁。"]
