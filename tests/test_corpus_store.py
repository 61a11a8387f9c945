"""Questions to a corpus: views, recipes, the report, the task table."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from cnpolicy.errors import CnpolicyError

pytest.importorskip("pyarrow")
pytest.importorskip("psutil")
pytest.importorskip("rensa")
duckdb = pytest.importorskip("duckdb")

from cnpolicy.corpus.building.build_corpus import build  # noqa: E402
from cnpolicy.corpus.building.parts import part_schemas  # noqa: E402
from cnpolicy.corpus.questions import questions  # noqa: E402
from cnpolicy.corpus.report import report, report_page, report_text  # noqa: E402
from cnpolicy.corpus.schema import TABLES  # noqa: E402
from cnpolicy.corpus.store import VIEWS, open_store  # noqa: E402
from cnpolicy.corpus.task_table import task_table  # noqa: E402

NATION = """国务院关于印发“十四五”知识产权规划的通知
国发〔2021〕20号
“十四五”知识产权规划
一、完善制度
（一）健全体系。到2025年，每万人口发明专利拥有量达到12件。（国家知识产权局牵头，财政部配合，2025年底前完成）
二、加强保护
（一）严格执法。建立机制。（最高人民法院、公安部按职责分工负责）
"""

PROVINCE = """山西省人民政府关于印发山西省“十四五”知识产权规划的通知
晋政发〔2022〕3号
山西省“十四五”知识产权规划
一、完善制度
（一）健全体系。根据《“十四五”知识产权规划》，到2025年，每万人口发明专利拥有量达到5件。（省市场监管局牵头，省财政厅、省教育厅配合，2026年6月底前完成）
（二）培养人才。开展培训。
"""

CITY = """太原市人民政府关于印发太原市教育方案的通知
并政发〔2023〕5号
太原市教育方案
一、重点任务
（一）办好学校。新建学校。（市教育局牵头，市财政局配合，2026年12月底前完成）
（二）治理校外培训。规范机构。（市教育局、市工商局负责，2025年6月底前完成）
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of a national plan, one of a province, one of a city, copies, damage."""
    folder = tmp_path_factory.mktemp("files")
    texts = {"a": NATION, "b": PROVINCE, "c": CITY, "d": CITY.replace("\n", "\r\n")}
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    (folder / "e.pdf").write_bytes(b"%PDF-1.7 damaged")
    built = tmp_path_factory.mktemp("corpus") / "out"
    build(folder, built, jobs=1)
    return built


@pytest.fixture
def store(out: Path) -> Iterator[Any]:
    """The corpus, open."""
    connection = open_store(out)
    yield connection
    connection.close()


def asked(store: Any, name: str, **given: str) -> list[dict[str, Any]]:
    """The answer to a question, a dict a row."""
    found = questions()[name].ask(store, **given)
    keys = [one[0] for one in found.description]
    return [dict(zip(keys, row, strict=True)) for row in found.fetchall()]


def test_there_is_a_view_for_every_table(store: Any) -> None:
    """The tables, and those that are made of them."""
    names = {row[0] for row in store.execute("show tables").fetchall()}
    assert names >= {one.name for one in TABLES} | {one.name for one in VIEWS}
    assert names >= part_schemas().keys()


def test_an_empty_corpus_answers(tmp_path: Path) -> None:
    """Before anything is read each question has an answer without rows."""
    (tmp_path / "in").mkdir()
    build(tmp_path / "in", tmp_path / "out")
    store = open_store(tmp_path / "out")
    for question in questions().values():
        assert question.ask(store).fetchall() == []
    assert report(store).figures["documents"] == 0
    assert "无" in report_text(report(store))


def test_there_are_fifteen_questions_in_two_languages() -> None:
    """Each has its words, and its parameters are those of its SQL."""
    assert len(questions()) == 15
    for question in questions().values():
        assert question.english.endswith("?")
        assert question.chinese.endswith("？")
        for name in question.parameters:
            assert f"${name}" in question.sql.partition("\nselect")[2] + question.sql


# What each question answers of the three documents: some rows by some of their columns.
ANSWERS: list[tuple[str, dict[str, str], list[dict[str, Any]]]] = [
    (
        "documents-by-province-and-year",
        {},
        [
            {"province": "全国", "year": 2021, "documents": 1},
            {"province": "山西省", "year": 2022, "documents": 1},
            {"province": "山西省", "year": 2023, "documents": 1},
        ],
    ),
    (
        "busiest-bodies",
        {},
        [
            {"body": "太原市教育局", "leads": 1, "responsible": 1, "tasks": 2},
            {"body": "太原市财政局", "supports": 1, "tasks": 1},
        ],
    ),
    (
        "who-leads-with-whom",
        {},
        [
            {"lead": "山西省市场监督管理局", "support": "山西省教育厅", "tasks": 1},
            {"lead": "山西省市场监督管理局", "support": "山西省财政厅", "tasks": 1},
        ],
    ),
    (
        "tasks-of-a-body",
        {"body": "市教育局"},
        [
            {"document": "太原市教育方案", "role": "responsible"},
            {"document": "太原市教育方案", "role": "lead"},
        ],
    ),
    (
        "tasks-due-by-quarter",
        {},
        [
            {"year": 2025, "quarter": 2, "tasks": 1},
            {"year": 2025, "quarter": 4, "tasks": 1},
            {"year": 2026, "quarter": 2, "tasks": 1},
            {"year": 2026, "quarter": 4, "tasks": 1},
        ],
    ),
    (
        "tasks-nobody-has",
        {},
        [{"document": "山西省“十四五”知识产权规划", "tasks": 2, "without_body": 1}],
    ),
    (
        "targets-over-provinces",
        {"target": "每万人口发明专利拥有量"},
        [
            {"province": "全国", "low": 12.0, "unit": "件", "year": 2025},
            {"province": "山西省", "low": 5.0, "unit": "件", "year": 2025},
        ],
    ),
    ("targets-by-year", {}, [{"year": 2025, "targets": 2, "documents": 2}]),
    (
        "kept-of-a-plan",
        {"plan": "“十四五”知识产权规划"},
        [
            {
                "province": "山西省",
                "headings": 2,
                "headings_of_the_plan": 4,
                "targets": 1,
                "targets_of_the_plan": 1,
            }
        ],
    ),
    (
        "most-cited",
        {},
        [{"cited": "“十四五”知识产权规划", "in_the_corpus": True}],
    ),
    (
        "citation-network",
        {},
        [{"citing": "山西省“十四五”知识产权规划", "cited": "“十四五”知识产权规划"}],
    ),
    (
        "dissolved-bodies",
        {},
        [{"document": "太原市教育方案", "name": "市工商局", "until": 2018}],
    ),
    ("most-copied", {}, [{"document": "太原市教育方案", "copies": 1}]),
    ("refused", {}, [{"files": 1}]),
    ("doubts", {}, [{"code": "furniture", "documents": 4}]),
]


@pytest.mark.parametrize(
    ("name", "given", "want"), ANSWERS, ids=[answer[0] for answer in ANSWERS]
)
def test_questions_are_answered(
    store: Any, name: str, given: dict[str, str], want: list[dict[str, Any]]
) -> None:
    """The rows that are to be there stand in this order, with these values."""
    rows = asked(store, name, **given)
    found = [row for row in rows for one in want if one.items() <= row.items()]
    assert found, rows
    kept = [{k: row[k] for k in one} for row, one in zip(found, want, strict=False)]
    assert kept == want


def test_every_question_has_an_answer_that_is_tested() -> None:
    """A question that is added here has to be answered above."""
    assert [answer[0] for answer in ANSWERS] == list(questions())


PAGE = Path(__file__).parents[1] / "docs" / "corpus.md"


def test_the_page_shows_the_questions(request: pytest.FixtureRequest) -> None:
    """Each with its words and its SQL; `pytest --update-golden` writes them anew."""
    shown = "".join(
        f"### `{one.name}`\n\n{one.english}<br>\n{one.chinese}\n\n"
        f"```sql\n{one.sql}```\n\n"
        for one in questions().values()
    )
    page = PAGE.read_text(encoding="utf-8")
    head, rest = page.split("<!-- questions -->\n\n")
    behind = "## One function" + rest.partition("## One function")[2]
    if request.config.getoption("--update-golden"):
        PAGE.write_text(
            f"{head}<!-- questions -->\n\n{shown}{behind}", encoding="utf-8"
        )
        page = PAGE.read_text(encoding="utf-8")
    assert f"<!-- questions -->\n\n{shown}## One function" in page


def test_questions_take_only_their_parameters(store: Any) -> None:
    """A misspelt parameter is told."""
    with pytest.raises(CnpolicyError, match="no parameter 'boddy'"):
        questions()["tasks-of-a-body"].ask(store, boddy="市教育局")


def test_no_corpus(tmp_path: Path) -> None:
    """A folder without parts is none."""
    with pytest.raises(CnpolicyError, match="no corpus"):
        open_store(tmp_path)


# ------------------------------------------------------------------------------ report


class Shown(HTMLParser):
    """The words of a page, and what its tags bring from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is loaded, and inline styles, which the policy forbids."""
        self.loads += [f"{tag} {key}" for key, _ in attrs if key in ("src", "style")]
        self.loads += [tag] * (tag in ("script", "link", "iframe"))

    def handle_data(self, data: str) -> None:
        """Note the words."""
        self.words.append(data)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_says_what_the_text_says(store: Any, language: Any) -> None:
    """Every figure and every cell stands on the page, which loads nothing."""
    pytest.importorskip("jinja2")
    found = report(store)
    text = report_text(found, language=language)
    page = Shown()
    page.feed(report_page(found, language=language))
    assert page.loads == []
    words = {" ".join(word.split()).replace(",", "") for word in page.words}
    for line in text.split("\n"):
        for cell in line.split("\t"):
            assert cell.replace(",", "") in words | {""}, cell
    assert found.figures["documents"] == 4
    assert found.figures["refused"] == 1


def test_names_of_files_are_escaped(tmp_path: Path) -> None:
    """A name or a title is words, whatever is in it."""
    pytest.importorskip("jinja2")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "<script>.pdf").write_bytes(b"%PDF-1.7")
    build(folder, tmp_path / "out", jobs=1)
    page = report_page(report(open_store(tmp_path / "out")))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


# ------------------------------------------------------------------------------- tasks


@pytest.mark.parametrize(
    ("given", "titles"),
    [
        ({"body": "市教育局"}, ["办好学校", "治理校外培训"]),
        ({"body": "太原市教育局", "due": "2026"}, ["办好学校"]),
        ({"due": "2026-06"}, ["健全体系"]),
        ({"due": "2026-06-30"}, ["健全体系"]),
        ({"body": "无"}, []),
        ({"body": "省教育厅"}, ["健全体系"]),
    ],
)
def test_tasks_of_a_body_or_a_year(
    store: Any, given: dict[str, str], titles: list[str]
) -> None:
    """By either name of the body, and by year, month or day."""
    sheet = task_table(store, **given)
    headings = [column.heading for column in sheet.columns]
    rows = [dict(zip(headings, row, strict=True)) for row in sheet.rows]
    assert [row["重点任务"].split("\n")[-1][3:] for row in rows] == titles
    assert [row["序号"] for row in rows] == list(range(1, len(rows) + 1))


def test_the_task_table_has_the_columns_of_that_of_documents(store: Any) -> None:
    """What the export of several documents writes, in the same order."""
    from cnpolicy import parse
    from cnpolicy.export.tables.portfolio import Portfolio
    from cnpolicy.export.tables.sheets import task_sheet

    want = task_sheet(Portfolio([parse(PROVINCE), parse(CITY)], "test"))
    found = task_table(store)
    assert found.columns == want.columns
    headings = [column.heading for column in want.columns]
    rows = [row for row in found.rows if row[1] == "山西省“十四五”知识产权规划"]
    for row, other in zip(rows, want.rows, strict=False):
        held = dict(zip(headings, row, strict=True))
        same = dict(zip(headings, other, strict=True))
        for key in ("文号", "重点任务", "具体举措", "牵头单位", "配合单位", "截止日期"):
            assert held[key] == same[key], key


def test_a_day_that_is_none(store: Any) -> None:
    """Words that are no year are told."""
    with pytest.raises(CnpolicyError, match="no year"):
        task_table(store, due="soon")
