"""The five documents the project started from: what each must give.

The counts were made by hand, by reading; `golden/` holds what is said in full.
"""

from collections import Counter
from pathlib import Path

import pytest
from attrs import frozen

from cnpolicy import (
    Caption,
    Document,
    Furniture,
    ListItem,
    Paragraph,
    Script,
    outline,
    parse,
    unparse,
    walk,
)
from support.laws import boxes
from support.strategies import SEEDS, seed_text


@frozen
class Counts:
    """What one seed holds."""

    title: str | None
    sections: tuple[int, ...]
    clauses: int = 0
    mentions: int = 0
    leads: int = 0
    boxes: int = 0
    furniture: int = 0
    items: int = 0
    captions: int = 0
    script: Script = Script.SIMPLIFIED


EXPECTED = {
    "000-shanxi-traditional": Counts(
        "山西省“十四五”智慧財產權保護和運用規劃",
        (8, 24),
        clauses=19,
        mentions=79,
        leads=5,
        furniture=3,
        items=4,
        script=Script.TRADITIONAL,
    ),
    "001-zibo-notice-and-plan": Counts(
        "淄博市知识产权发展“十四五”规划", (4, 13, 35), furniture=2
    ),
    "002-jilin-machine-translated": Counts(None, (5, 18), furniture=3),
    "003-state-council": Counts(
        "“十四五”国家知识产权保护和运用规划",
        (8, 21),
        clauses=39,
        mentions=208,
        leads=39,
        furniture=3,
        items=4,
    ),
    "004-tongliao-boxes": Counts(None, (9, 26), leads=64, boxes=6, captions=1),
}

each_seed = pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)


def counted(document: Document) -> Counts:
    """Count what a document holds."""
    depths = Counter(item.depth for item in outline(document))
    nodes = list(walk(document))
    clauses = document.responsibilities
    return Counts(
        title=document.title,
        sections=tuple(depths[depth] for depth in sorted(depths)),
        clauses=len(clauses),
        mentions=sum(len(clause.organizations) for clause in clauses),
        leads=sum(isinstance(node, Paragraph) and bool(node.lead) for node in nodes),
        boxes=len(boxes(document)),
        furniture=sum(isinstance(node, Furniture) for node in nodes),
        items=sum(isinstance(node, ListItem) for node in nodes),
        captions=sum(isinstance(node, Caption) for node in nodes),
        script=document.script,
    )


def test_all_five_are_here() -> None:
    """No seed is missing, and none is unexpected."""
    assert [path.stem for path in SEEDS] == list(EXPECTED)


@each_seed
def test_counts(path: Path) -> None:
    """Sections by depth, clauses, leads, boxes: as counted by hand."""
    assert counted(parse(seed_text(path))) == EXPECTED[path.stem]


@each_seed
def test_the_text_is_whole(path: Path) -> None:
    """Not a character is lost or changed."""
    text = seed_text(path)
    assert unparse(parse(text)) == text


def test_one_series_in_two_scripts() -> None:
    """Seed 002 numbers (1)(二)(3)(4)(五)…(十八), and 一, 二是, 三是, 四., 五、."""
    items = outline(parse(seed_text(SEEDS[2])))
    assert [item.ordinal for item in items if item.depth == 1] == [1, 2, 3, 4, 5]
    assert [item.ordinal for item in items if item.depth == 2] == list(range(1, 19))


@pytest.mark.parametrize("index", [0, 3])
def test_numbering_that_runs_on_is_no_fault(index: int) -> None:
    """In seeds 000 and 003 （四） is the first child of 三、, and rightly so."""
    document = parse(seed_text(SEEDS[index]))
    below = [item for item in outline(document) if item.path[0] == "三、"]
    assert [item.ordinal for item in below[:3]] == [3, 4, 5]
    codes = {item.code for item in document.diagnostics}
    assert not {code for code in codes if code.startswith("numbering")}


def test_a_box_ends_where_the_section_resumes() -> None:
    """In seed 004 nothing marks the end of the first box; the lead sentence tells."""
    text = seed_text(SEEDS[4])
    first = boxes(parse(text))[0]
    assert not first.end_certain
    assert first.label == "重点工程一"
    behind = text[first.span.end :].lstrip()
    assert behind.startswith("不断拓展高价值知识产权培育范围。")


def test_the_traditional_names_stay_traditional() -> None:
    """Names are given in the characters of the text."""
    document = parse(seed_text(SEEDS[0]))
    clauses = document.responsibilities
    names = {body.name for clause in clauses for body in clause.organizations}
    assert "省市場監管局" in names
    assert not any("场" in name for name in names)
