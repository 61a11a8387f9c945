"""Responsibility clauses: the forms of real documents, as a table and as a property.

`data/clauses.jsonl` has one row for each form, with what it says, made by hand; every
row is read as it stands and with half-width and full-width punctuation.
"""

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from cnpolicy import grammars, parse
from cnpolicy.annotation.responsibilities.clauses import clause_grammar as clauses
from cnpolicy.annotation.responsibilities.clauses.clause_tokens import ClauseToken
from cnpolicy.annotation.responsibilities.responsibilities import read_responsibilities
from cnpolicy.model.nodes import Document, Heading, Paragraph, Section
from cnpolicy.model.spans import Span
from cnpolicy.vocabulary.responsibility_words import WORDS
from support.read_clauses import assert_lawful, paragraphs, read, said

HERE = Path(__file__).parent
ROWS = [
    json.loads(line)
    for line in (HERE / "data/clauses.jsonl").read_text("utf-8").splitlines()
]
HALF = str.maketrans("，：；（）［］", ",:;()[]")
FULL = str.maketrans(",:;()", "，：；（）")


def translated(value: Any, table: dict[int, int]) -> Any:
    """Return a row of the table in another width."""
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, list):
        return [translated(item, table) for item in value]
    if isinstance(value, dict):
        return {key: translated(item, table) for key, item in value.items()}
    return value


# ------------------------------------------------------------------------- the table


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
@pytest.mark.parametrize("table", [{}, HALF, FULL], ids=["as-written", "half", "full"])
def test_the_forms_of_real_documents(
    row: dict[str, Any], table: dict[int, int]
) -> None:
    """Every form is found where it stands and says what it says, in either width."""
    text = row["text"].translate(table)
    found, diagnostics = read(text, row.get("one_leaf", False))
    assert [said(clause, text) for clause in found] == translated(row["clauses"], table)
    assert [diagnostic.code for diagnostic in diagnostics] == row["diagnostics"]
    assert_lawful(text, (found, diagnostics))


@pytest.mark.parametrize(
    ("seed", "count", "bodies", "led"),
    [
        ("000-shanxi-traditional", 19, 79, 9),
        ("001-zibo-notice-and-plan", 0, 0, 0),
        ("002-jilin-machine-translated", 0, 0, 0),
        ("003-state-council", 39, 208, 15),
        ("004-tongliao-boxes", 0, 0, 0),
    ],
)
def test_the_seeds(seed: str, count: int, bodies: int, led: int) -> None:
    """Each seed has as many clauses, bodies and leads as were counted by hand."""
    path = HERE.parent / "seeds" / f"{seed}.txt"
    document = parse(path.read_bytes().decode("utf-8"))
    found = document.responsibilities
    assert len(found) == count
    assert sum(len(clause.organizations) for clause in found) == bodies
    assert sum(bool(clause.lead) for clause in found) == led
    assert all(clause.inferred_lead is None for clause in found)


def test_names_stay_in_the_script_of_the_text() -> None:
    """A Traditional name is found through the view and given as it is written."""
    text = "完善制度。(省市場監管局牽頭,太原海關等按職責分工負責)"
    (clause,), _ = read(text)
    assert [body.name for body in clause.organizations] == ["省市場監管局", "太原海關"]
    assert all(body.span.of(text) == body.name for body in clause.organizations)
    assert clause.manner == "按職責分工負責"


def test_a_part_of_a_document_is_read_by_itself() -> None:
    """Only the leaves of the branch that is given are looked at."""
    text = "完善制度。（省财政厅负责）\n健全机制。（省水利厅负责）\n"
    whole = paragraphs(text)
    last = whole.children[1]
    part = Document((last,), span=last.span)
    (clause,), _ = read_responsibilities(part, text, text)
    assert clause.clause.of(text) == "（省水利厅负责）"


def test_a_tree_without_a_span_of_its_own_is_read_whole() -> None:
    """A document made by hand needs spans in its leaves only."""
    text = "完善制度。（省财政厅负责）"
    made = Document((Paragraph(text, span=Span(0, len(text))),))
    assert len(read_responsibilities(made, text, text)[0]) == 1


# ------------------------------------------------------------------------- the scope

PLAN = """一、总体要求
（一）健全机制。
1.建立制度。
（1）制定清单。
（2）公开信息。
（责任单位：市财政局、市审计局）
2.加强管理。严格监督。（市教育局负责）
（二）扩大开放（市商务局牵头）
1.拓展市场。开展促销。（市文旅局负责）
2.优化服务。
提升效率。
牵头单位：市政务局
完成时限：2025年底
3.完善服务。（市医保局负责）
设立窗口。
延长时间。
4.守住底线。
排查隐患。
5.落实经费。（市交通局负责）
（三）减轻负担。规范收费。（市工信局负责）具体措施：
1.清理收费。（市税务局负责）
2.加强检查。（市市场监管局负责）
（四）保障措施
加强领导。压实责任。（市政府办负责）
加大投入。落实经费。（市发改委负责）
健全队伍。
（市人社局负责）
"""


@pytest.mark.parametrize(
    ("body", "begins", "ends"),
    [
        ("市财政局", "1.建立制度", "市审计局）\n"),  # the section of the items
        ("市教育局", "2.加强管理", "市教育局负责）\n"),  # the only one of a section
        ("市商务局", "（二）扩大开放", "市交通局负责）\n"),  # in the heading
        ("市文旅局", "1.拓展市场", "市文旅局负责）\n"),
        ("市政务局", "2.优化服务", "2025年底\n"),  # on lines of its own
        ("市医保局", "3.完善服务", "延长时间。\n"),  # closes the line of a heading
        ("市交通局", "5.落实经费", "市交通局负责）\n"),  # of the last item alone
        ("市工信局", "（三）减轻负担", "市市场监管局负责）\n"),  # before its items
        ("市政府办", "加强领导", "市政府办负责）\n"),  # one of several paragraphs
        ("市人社局", "健全队伍", "市人社局负责）\n"),  # a line below its paragraph
    ],
)
def test_what_a_clause_governs(body: str, begins: str, ends: str) -> None:
    """The scope is the paragraph, or the section that the clause closes or heads."""
    (clause,) = [
        clause
        for clause in parse(PLAN).responsibilities
        if clause.organizations[0].name == body
    ]
    governed = clause.scope.of(PLAN)
    assert governed.startswith(begins)
    assert governed.endswith(ends)


def test_a_clause_below_the_items_of_its_own_section() -> None:
    """A line of the section behind its items governs the section, items and all."""
    texts = (
        "1.建立制度。\n",
        "（1）制定清单。\n",
        "（2）公开信息。\n",
        "（市财政局负责）\n",
    )
    text = "".join(texts)
    places = itertools.pairwise(itertools.accumulate(map(len, texts), initial=0))
    spans = [Span(*place) for place in places]
    head, one, two = (
        Heading(text[span.start : span.end], span=span) for span in spans[:3]
    )
    items = [Section((item,), span=item.span) for item in (one, two)]
    line = Paragraph(texts[3], span=spans[3])
    whole = Span(0, len(text))
    made = Document((Section((head, *items, line), span=whole),), span=whole)
    (clause,), _ = read_responsibilities(made, text, text)
    assert clause.scope == whole


# ----------------------------------------------------------------------- the grammar

KINDS = (
    *("BODIES", "WITH", "LEADS", "DOES", "HELPS", "GUIDES"),
    *("LABEL", "DEADLINE", "RULE", "NOTE", "_END"),
)


def test_the_grammar_reads_or_refuses_every_sequence() -> None:
    """Lark never raises beyond what `read_clause` turns into None."""
    read_ones = 0
    for length in range(1, 5):
        for kinds in itertools.product(KINDS, repeat=length):
            tokens = [ClauseToken(kind, (0, 0), 0) for kind in kinds]
            for token in tokens:
                if token.type == "BODIES":
                    token.value = [(0, 2, False)]
            read_ones += clauses.read_clause(tokens) is not None
    assert read_ones > 100
    assert clauses.read_clause([]) is None


def test_a_clause_too_long_to_be_kept_is_read_alike() -> None:
    """Clauses of many groups are parsed each time, with the same result."""
    group = "市财政局牵头，市教育局负责；"
    (clause,), _ = read(f"完善制度。（{group * 20}）")
    assert len(clause.lead) == len(clause.responsible) == 20


def test_a_grammar_that_does_not_exist() -> None:
    """Asking for an unknown grammar is an error of the programmer."""
    assert "labelled" in grammars.load("responsibility")
    with pytest.raises(FileNotFoundError):
        grammars.load("nonsense")


def test_other_words() -> None:
    """A profile may read with words of its own."""
    from attrs import evolve

    words = evolve(WORDS, body_ends=WORDS.body_ends | {"堂"}, duty_verbs=("主理",))
    text = "完善制度。（同仁堂主理）"
    made = paragraphs(text)
    assert not read_responsibilities(made, text, text)[0]
    (clause,), _ = read_responsibilities(made, text, text, words)
    assert [body.name for body in clause.responsible] == ["同仁堂"]


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        (
            "某县方案\n一、翻修灯塔\n修灯塔。\n承办单位：县文旅局\n"
            "二、修桥\n修桥2座。\n承办单位：县交通局、县财政局\n",
            [["县文旅局"], ["县交通局", "县财政局"]],
        ),
        ("某县答复\n一、修桥\n已修。\n承办单位：县交通局\n联系人：李某\n", []),
        ("某县活动\n承办单位：县文旅局\n一、时间\n五月。\n承办单位：县文旅局\n", []),
    ],
)
def test_a_weak_label_counts_where_it_comes_again(
    text: str, bodies: list[list[str]]
) -> None:
    """承办单位： below each number says who does it; once, it is an imprint."""
    found = parse(text).responsibilities
    assert [[one.name for one in clause.responsible] for clause in found] == bodies
