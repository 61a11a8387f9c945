"""`cnpolicy corpus` on the command line."""

import contextlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")
pytest.importorskip("psutil")
pytest.importorskip("rensa")
pytest.importorskip("click")

from click.testing import CliRunner, Result

from cnpolicy.cli.commands import cli
from cnpolicy.corpus.questions import questions
from support.corpus_folders import write_plans

pytestmark = pytest.mark.slow


def run(*arguments: object) -> Result:
    """Run `cnpolicy corpus` in this process."""
    return CliRunner().invoke(cli, ["corpus", *map(str, arguments)])


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of five plans and a damaged file."""
    folder = tmp_path_factory.mktemp("files")
    write_plans(folder, 5)
    (folder / "damaged.docx").write_bytes(b"PK\x03\x04")
    built = tmp_path_factory.mktemp("corpus") / "out"
    done = run("build", folder, "-o", built, "--jobs", 1)
    assert done.exit_code == 0
    assert done.output == (
        "6 documents read, 1 of them refused; inputs: 6 new, 0 changed, 0 removed, "
        "0 as they were\n"
    )
    return built


def test_query_in_sql(out: Path) -> None:
    """Lines with tabs, JSON, CSV; the names of the columns first."""
    sql = "select count(*) as n, null as nothing from documents"
    assert run("query", out, sql).output == "n\tnothing\n5\t\n"
    done = run("query", out, sql, "--json")
    assert json.loads(done.output) == {"n": 5, "nothing": None}
    assert run("query", out, sql, "--csv").output == "\ufeffn,nothing\n5,\n"


def test_days_and_lists_in_json(out: Path) -> None:
    """What JSON does not have is words."""
    done = run("query", out, "select date '2025-01-02' as day, [1, 2] as l", "--json")
    assert json.loads(done.output) == {"day": "2025-01-02", "l": [1, 2]}


def test_questions_are_listed_and_asked(out: Path) -> None:
    """By name, with what they ask about."""
    lines = run("query", out).output.rstrip("\n").split("\n")
    assert [line.split("\t")[0] for line in lines] == list(questions())
    done = run(
        "query", out, "-q", "tasks-of-a-body", "--set", "body=市财政局", "--json"
    )
    assert done.exit_code == 0
    rows = [json.loads(line) for line in done.output.split("\n") if line]
    assert rows
    assert {row["name"] for row in rows} == {"市财政局"}


def test_report(out: Path, tmp_path: Path) -> None:
    """As text, and as a page."""
    pytest.importorskip("jinja2")
    done = run("report", out, "--lang", "en")
    assert done.output.startswith("What the corpus holds\n\ndocuments\t5\nrefused\t1\n")
    page = tmp_path / "report.html"
    assert run("report", out, "-o", page).output == ""
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_tasks(out: Path, tmp_path: Path) -> None:
    """To the terminal, to CSV, to a workbook."""
    openpyxl = pytest.importorskip("openpyxl")
    done = run("tasks", out, "--body", "市财政局")
    lines = done.output.rstrip("\n").split("\n")
    assert lines[0].startswith("序号\t文件名称\t文号\t重点任务\t")
    assert len(lines) > 1
    assert all("市财政局" in line for line in lines[1:])
    table, book = tmp_path / "tasks.csv", tmp_path / "tasks.xlsx"
    for path in (table, book):
        assert run("tasks", out, "--body", "市财政局", "-o", path).exit_code == 0
    assert table.read_text(encoding="utf-8-sig").startswith("序号,文件名称,文号,")
    sheet = openpyxl.load_workbook(book).active
    assert sheet.cell(1, 1).value == "任务分工表（市财政局）"
    assert sheet.max_row == len(lines) + 1


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such terminal")
def test_progress_on_a_terminal(tmp_path: Path) -> None:
    """How many, how fast, how long still; then the line that a pipe gets too."""
    pytest.importorskip("rich")
    import pty

    write_plans(tmp_path / "in", 4)
    here, there = pty.openpty()
    build = ["corpus", "build", str(tmp_path / "in"), "-o", str(tmp_path / "out")]
    command = [sys.executable, "-m", "cnpolicy", *build]
    with subprocess.Popen(command, stdout=there, stderr=there) as process:
        os.close(there)
        seen = b""
        with contextlib.suppress(OSError):  # The end of a terminal is an error.
            while piece := os.read(here, 4096):
                seen += piece
        os.close(here)
    assert process.returncode == 0, seen
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", seen.decode())
    assert re.search(r"[1-4]/4 .*[0-9]/s [0-9.]+ MB/s", shown)
    assert "4 documents read, 0 of them refused" in shown


BAD: list[tuple[list[Any], str]] = [
    (["query", "{out}", "selec 1"], "Parser Error"),
    (["query", "{out}", "-q", "nothing"], "nothing: no question"),
    (["query", "{out}", "-q", "refused", "--set", "a=b"], "no parameter 'a'"),
    (["query", "{out}/missing", "select 1"], "No such corpus"),
    (["report", "{out}/missing"], "No such corpus"),
    (["tasks", "{out}", "--due", "soon"], "no year, month or day"),
    (["tasks", "{out}", "-o", "a.doc"], "a table is written to .xlsx or .csv"),
    (["tasks", "{out}", "-o", "missing/a.csv"], "No such file"),
    (["build", "{out}/missing", "-o", "{out}"], "no such file or folder"),
    (["build", "{out}"], "Missing option '-o'"),
]


@pytest.mark.parametrize(("arguments", "words"), BAD, ids=[words for _, words in BAD])
def test_what_is_wrong_is_one_line(
    out: Path, arguments: list[str], words: str, monkeypatch: Any, tmp_path: Path
) -> None:
    """Exit code 2, and no traceback."""
    monkeypatch.chdir(tmp_path)
    done = run(*(one.replace("{out}", str(out)) for one in arguments))
    assert done.exit_code == 2
    words = words.replace("No such corpus", "no corpus")
    assert words in done.output
    assert "Traceback" not in done.output
