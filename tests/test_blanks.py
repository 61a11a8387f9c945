"""Blanks between figures and Chinese characters change nothing that is read.

Word processors set figures off (2025 年 12 月), and every PDF of them has blanks there.
"""

import json
import re
from pathlib import Path

import pytest

import cnpolicy
from cnpolicy import Document
from support.laws import assert_laws
from support.strategies import SEEDS, seed_text

DATA = Path(__file__).parent / "data"
_SET_OFF = re.compile(r"(?<=[\u4e00-\u9fff])(?=[0-9])|(?<=[0-9])(?=[\u4e00-\u9fff])")
# A line that begins 《甲》国发 〔… is cut as the head of a document.
# 人民政府2.健全机制 becomes a number that stands apart.
# A figure that a blank and a line end cut: what is behind the line end is lost.
_ODD = {
    *("number-bare-behind", "run-glued-marks"),
    *("break-behind-a-size", "break-before-a-bound"),
}


def set_off(text: str) -> str:
    """The text as a word processor sets it."""
    return _SET_OFF.sub(" ", text)


def squeezed(words: str | None) -> str:
    """Words without space."""
    return "".join((words or "").split())


def read(text: str) -> dict[str, list[object]]:
    """What is read in a text, without the space in it."""
    document: Document = cnpolicy.parse(text)
    return {
        "outline": [(i.depth, squeezed(i.title)) for i in cnpolicy.outline(document)],
        "clauses": [
            (
                [squeezed(body.name) for body in clause.organizations],
                squeezed(clause.deadline),
            )
            for clause in document.responsibilities
        ],
        "deadlines": [
            (squeezed(one.span.of(text)), one.kind, one.date)
            for one in cnpolicy.deadlines(document)
        ],
        "targets": [
            (squeezed(one.quantity.of(text)), one.name, one.low, one.unit, one.kind)
            for one in cnpolicy.targets(document)
        ],
        "citations": [
            (squeezed(one.title), one.number) for one in cnpolicy.citations(document)
        ],
        "findings": [one.code for one in cnpolicy.check(document)],
    }


def rows() -> list[tuple[str, str]]:
    """The texts of the tables of data, by their names."""
    found = []
    for name in ("clauses", "deadlines", "targets", "citations"):
        path = DATA / f"{name}.jsonl"
        for line in path.read_text(encoding="utf-8").split("\n"):
            row = json.loads(line) if line else {}
            if "text" in row and row["id"] not in _ODD:
                found.append((f"{name}-{row['id']}", row["text"]))
    return found


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_seeds_read_the_same_with_figures_set_off(path: Path) -> None:
    """Every annotation of a seed is the same, its spans are those of the text."""
    text = seed_text(path)
    assert read(set_off(text)) == read(text)


@pytest.mark.parametrize(("name", "text"), rows(), ids=[name for name, _ in rows()])
def test_rows_read_the_same_with_figures_set_off(name: str, text: str) -> None:
    """So is every annotation of the tables of data."""
    assert read(set_off(text)) == read(text)


@pytest.mark.parametrize(
    "text",
    [
        "一、目标\n（一）提高覆盖率。（市林草局负责；2025 年 12 月底前完成）\n",
        "一、目标\n到 2025 年，建成 12 个园区、覆盖 95% 以上。（市财政局牵头）\n",
        "任务表\n序号\t任务\t牵头单位\t完成时限\n1\t建台账\t市财政局\t2025 年 12 月\n",
        "专利 2 4.4\n商标 8 9\n",
    ],
)
def test_set_off_texts_obey_the_laws(text: str) -> None:
    """Nothing of the text is lost, and spans are places in it."""
    assert_laws(text)


def test_names_are_those_of_the_text() -> None:
    """A body is named as it is written, the deadline without the blanks."""
    text = "一、目标\n（一）建设。（市 12345 热线办牵头，2025 年底前完成）\n"
    (clause,) = cnpolicy.parse(text).responsibilities
    assert clause.deadline == "2025年底前完成"
    assert all(body.span.of(text) == body.name for body in clause.organizations)
    assert clause.clause.of(text).startswith("（市 12345")


def test_two_figures_beside_each_other_stay_apart() -> None:
    """2 4.4 are two columns of a lost table, no figure that was set off."""
    text = "一、目标\n专利 2 4.4\n商标 8 9.6\n"
    assert not any(
        "24" in t.quantity.of(text) for t in cnpolicy.targets(cnpolicy.parse(text))
    )
