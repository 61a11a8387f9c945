"""Ten programs that a new user writes, each without a helper of his own.

They are as short as they would be in a notebook; what they need beside the library is
a development dependency, and a program is skipped without it.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from reader_files import pdf

import cnpolicy
from cnpolicy import Task

PLAN = """{city}知识产权保护规划
{city}政发〔2024〕{number}号
一、主要任务
（一）加强保护。健全机制，到2025年发明专利拥有量达到{figure}万件。（牵头单位：市法院；责任单位：市财政局；完成时限：2025年6月底）
（二）加强运用。完善政策。（市财政局负责）
（三）加强服务。持续推进。
"""


def plan(city: str, number: int, figure: str) -> str:
    """The text of a plan."""
    return PLAN.format(city=city, number=number, figure=figure)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the plans of three cities."""
    path = tmp_path_factory.mktemp("plans")
    cities = (("甲市", "8.5"), ("乙市", "9"), ("丙市", "10"))
    for number, (city, figure) in enumerate(cities, 1):
        file = path / f"{number}{city}.txt"
        file.write_text(plan(city, number, figure), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def document(folder: Path) -> cnpolicy.Document:
    """The first of them."""
    return cnpolicy.parse_file(folder / "1甲市.txt")


def test_tasks_to_a_data_frame(document: cnpolicy.Document) -> None:
    """One: who leads what, by when."""
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(cnpolicy.to_records(cnpolicy.tasks(document)))
    assert list(frame["title"]) == ["加强保护", "加强运用", "加强服务"]
    assert list(frame[frame["lead"] == "市法院"]["due"]) == ["2025-06-30"]
    assert frame["assigned"].sum() == 2


def test_an_endpoint(document: cnpolicy.Document) -> None:
    """Two: a service that answers with the tasks of the text it is sent."""
    fastapi = pytest.importorskip("fastapi")
    testclient = pytest.importorskip("fastapi.testclient")
    app = fastapi.FastAPI()

    @app.post("/tasks")
    def tasks(text: str = fastapi.Body(embed=True)) -> list[dict[str, Any]]:
        return [cnpolicy.to_dict(task) for task in cnpolicy.tasks(cnpolicy.parse(text))]

    with testclient.TestClient(app) as client:
        answer = client.post("/tasks", json={"text": cnpolicy.unparse(document)})
    found = [cnpolicy.from_dict(task, Task) for task in answer.json()]
    assert found == list(cnpolicy.tasks(document))


def test_a_model_of_the_user(document: cnpolicy.Document) -> None:
    """Two, with a model of pydantic: it takes what it knows of a record."""
    pydantic = pytest.importorskip("pydantic")
    measure = pydantic.create_model(
        "Measure", title=(str | None, ...), lead=(str, ...), due=(Any, None)
    )
    rows = cnpolicy.to_records(cnpolicy.tasks(document))
    found = pydantic.TypeAdapter(list[measure]).validate_python(rows)  # type: ignore[valid-type]
    assert [one.lead for one in found] == ["市法院", "", ""]


def test_the_page_of_a_task() -> None:
    """Three: where in the PDF a task stands."""
    pytest.importorskip("pypdfium2")
    head, *lines = plan("甲市", 1, "8.5").splitlines()
    document = cnpolicy.parse_file(pdf([[head, *lines[:2]], lines[2:]], width=60))
    task = next(task for task in cnpolicy.tasks(document) if task.assigned)
    assert document.origin_of(task.span).page == 2


class Tokenizer:
    """Stands for the tokenizer of a model."""

    def encode(self, text: str) -> list[int]:
        """Return a token for two characters."""
        return [ord(sign) for sign in text[::2]]


def test_chunks_by_a_tokenizer(document: cnpolicy.Document) -> None:
    """Four: pieces of at most so many tokens, ready to embed."""
    tokenizer = Tokenizer()
    found = cnpolicy.chunks(
        document, max_size=40, length=lambda text: len(tokenizer.encode(text))
    )
    assert max(len(tokenizer.encode(chunk.text)) for chunk in found) <= 40
    assert found[-1].content.startswith(
        "甲市知识产权保护规划（甲市政发〔2024〕1号） > 一、"
    )


def test_the_tasks_of_one_body_over_a_folder(folder: Path) -> None:
    """Five: what the finance offices of all cities have to do."""
    rows = [
        row
        for path in sorted(folder.iterdir())
        for document in [cnpolicy.parse_file(path)]
        for row in cnpolicy.to_records(cnpolicy.tasks(document), document=document)
        if "财政局" in row["bodies"]
    ]
    assert [(row["document"], row["title"]) for row in rows] == [
        (f"{city}市知识产权保护规划", title)
        for city in "甲乙丙"
        for title in ("加强保护", "加强运用")
    ]
    assert rows[0]["document_file"] == str(folder / "1甲市.txt")


def test_targets_of_three_plans_side_by_side(folder: Path) -> None:
    """Six: one row an indicator, one column a plan."""
    pandas = pytest.importorskip("pandas")
    documents = map(cnpolicy.parse_file, sorted(folder.iterdir()))
    frame = pandas.DataFrame(
        row
        for one in documents
        for row in cnpolicy.to_records(
            cnpolicy.targets(one), document=one, number=float
        )
    )
    table = frame.pivot(index="name", columns="document", values="normalized_low")
    assert table.loc["发明专利拥有量"].to_dict() == {
        "甲市知识产权保护规划": 85000,
        "乙市知识产权保护规划": 90000,
        "丙市知识产权保护规划": 100000,
    }


def test_two_versions_in_a_notebook(document: cnpolicy.Document) -> None:
    """Seven: a notebook shows the last value of a cell."""
    pytest.importorskip("rapidfuzz")
    newer = cnpolicy.parse(plan("甲市", 1, "9.5"))
    shown = cnpolicy.compare(document, newer)._repr_html_()
    assert ">8</del>" in shown
    assert ">9</ins>" in shown


def test_json_of_tasks_is_valid_and_comes_back(document: cnpolicy.Document) -> None:
    """Eight: checked by the published schema, read again by the library."""
    jsonschema = pytest.importorskip("jsonschema")
    text = cnpolicy.to_json(cnpolicy.tasks(document))
    jsonschema.validate(json.loads(text), cnpolicy.json_schema(tuple[Task, ...]))
    assert cnpolicy.from_json(text, tuple[Task, ...]) == cnpolicy.tasks(document)


def test_arrow_to_duckdb(folder: Path) -> None:
    """Nine: the tables of all documents, asked in SQL."""
    pyarrow, duckdb = pytest.importorskip("pyarrow"), pytest.importorskip("duckdb")
    documents = [cnpolicy.parse_file(path) for path in sorted(folder.iterdir())]
    tasks = pyarrow.concat_tables(
        cnpolicy.to_arrow(cnpolicy.tasks(one), document=one) for one in documents
    )
    with duckdb.connect() as database:
        database.register("tasks", tasks)
        found = database.sql(
            "select lead, count(*), max(due) from tasks where lead <> '' group by lead"
        ).fetchall()
    assert [(lead, count, str(due)) for lead, count, due in found] == [
        ("市法院", 3, "2025-06-30")
    ]


def test_documents_for_langchain(document: cnpolicy.Document) -> None:
    """Ten: text to embed, and metadata of plain values for any vector store."""
    found = cnpolicy.chunks(document, by="measure")
    documents = [
        {"page_content": chunk.content, "metadata": metadata}
        for chunk, metadata in zip(found, cnpolicy.to_records(found), strict=True)
    ]
    metadata = documents[1]["metadata"]
    assert isinstance(metadata, dict)
    assert metadata["title"] == "甲市知识产权保护规划"
    assert metadata["doc_number"] == "甲市政发〔2024〕1号"
    assert metadata["path"] == "一、主要任务 > （一）加强保护"
    assert metadata["bodies"] == "市法院、市财政局"
    assert all(
        value is None or isinstance(value, str | int) for value in metadata.values()
    )
