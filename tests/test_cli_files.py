"""Files, folders, formats and processes of the command line, and its newer commands."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("click")

from click.testing import CliRunner, Result

import cnpolicy
from cnpolicy.cli.commands import cli
from cnpolicy.cli.inputs import ENDINGS, list_files
from cnpolicy.cli.reading import Plan, outcomes
from cnpolicy.export.row_formats import ROW_FORMATS, find_row_format
from cnpolicy.readers.source import Kind
from support.commands import process

PLAN = """某市教育发展规划
一、主要任务
（一）加强保护。2026年6月底前健全机制。（市教育局牵头，市财政局配合）
（二）加强运用。2027年底前，建成学校10所。（市司法局负责）
（三）加强宣传。深入开展活动。
二、保障措施
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with folders, hidden files, an archive, and what no reader knows."""
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.txt", "inner/c.md", ".hidden/d.txt", "inner/.e.txt"):
        path = tmp_path / "plans" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PLAN, encoding="utf-8")
    (tmp_path / "plans" / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "plans" / "link.txt").symlink_to("a.txt")
    with zipfile.ZipFile(tmp_path / "plans.zip", "w") as archive:
        archive.writestr("one.txt", PLAN)
        archive.writestr("two.txt", PLAN)


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    """Run the command line in this process; it may not fail by accident."""
    result = CliRunner().invoke(cli, ["--lang", "en", *arguments], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def objects(result: Result) -> list[dict[str, Any]]:
    """The objects that were printed, one a line."""
    return [json.loads(line) for line in result.stdout.splitlines()]


# ------------------------------------------------------------------------------- files


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (["plans"], ["plans/a.txt", "plans/b.txt", "plans/inner/c.md"]),
        (["plans", "--kind", "markdown"], ["plans/inner/c.md"]),
        (["plans", "--kind", "markdown,text"], None),
        (["plans/*.txt"], ["plans/a.txt", "plans/b.txt", "plans/link.txt"]),
        (["plans/**/*.md"], ["plans/inner/c.md"]),
        (["plans/b.txt", "plans/a.txt"], ["plans/b.txt", "plans/a.txt"]),
        (["plans.zip"], ["plans.zip/one.txt", "plans.zip/two.txt"]),
        (["plans/link.txt"], ["plans/link.txt"]),
    ],
)
def test_files_are_found(arguments: list[str], files: list[str] | None) -> None:
    """In a fixed order, without what is hidden."""
    files = files or ["plans/a.txt", "plans/b.txt", "plans/inner/c.md"]
    result = run("info", "--json", *arguments)
    assert [one["file"] for one in objects(result)] == files
    assert result.exit_code == 0


def test_what_no_reader_knows_is_counted() -> None:
    """Once for all folders; a file that is named is read, or refused by its reader."""
    said = run("info", "plans").stderr
    words = "files in folders whose format is not read: 1 (.png 1)"
    assert said == f"cnpolicy: {words}\n"
    assert run("info", "plans/picture.png").exit_code == 2
    assert run("info", "plans", "--kind", "pdf").exit_code == 2


def test_every_kind_has_endings() -> None:
    """So that `--kind` knows each format that is read."""
    assert ENDINGS.keys() == {kind.value for kind in Kind}


def test_an_output_in_the_folder_that_is_read_is_none_of_its_files() -> None:
    """The second run gives what the first gave."""
    for _ in range(2):
        assert run("tasks", "plans", "-o", "plans/tasks.csv").exit_code == 0
        assert run("targets", "plans", "-o", "plans/t.md").exit_code == 0
    rows = Path("plans/t.md").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 2 + 3
    listing = list_files(["plans"], (), Path("plans/a.txt"))
    assert "plans/a.txt" not in listing.files


def test_processes_give_what_one_gives() -> None:
    """In the same order."""
    files = [f"plans/{name}.txt" for name in "ab"] * 3 + ["plans.zip"]
    alone = list(outcomes(files, Plan(_title), 1))
    assert list(outcomes(files, Plan(_title), 2)) == alone
    assert len(alone) == 8


def _title(job: Any) -> str | None:
    """What is done in another process."""
    title: str | None = job.document.title
    return title


# ----------------------------------------------------------------------------- formats

ROWS = [
    "targets",
    "deadlines",
    "organizations",
    "citations",
    "references",
    "chunks",
    "tasks",
    "info",
]


@pytest.mark.parametrize("form", ROW_FORMATS, ids=lambda form: form.name)
@pytest.mark.parametrize("command", [*ROWS, "responsibilities", "outline", "check"])
def test_a_format_is_named_by_the_option_or_by_the_ending(
    command: str, form: Any
) -> None:
    """With the same file either way, and the same on the standard output."""
    if command == "tasks" and form.name in ("csv", "xlsx"):
        pytest.skip("these are the published table, see test_the_table…")
    pytest.importorskip("xlsxwriter")
    name = f"x{form.endings[-1]}"
    run(command, "plans/a.txt", "-o", name)
    run(command, "plans/a.txt", "-o", "y", "--format", form.name)
    made = Path(name).read_bytes()
    assert made == Path("y").read_bytes()
    assert run(command, "plans/a.txt", "--format", form.name).stdout_bytes == made


def test_rows_are_the_same_in_every_format() -> None:
    """As many, with the same values, whatever the form is."""
    found = objects(run("targets", "plans", "--json"))
    assert json.loads(run("targets", "plans", "--format", "json").stdout) == found
    for name, mark in (("csv", ","), ("tsv", "\t")):
        text = run("targets", "plans", "--format", name).stdout.removeprefix("\ufeff")
        rows = list(csv.DictReader(io.StringIO(text), delimiter=mark))
        assert [row["file"] for row in rows] == [one["file"] for one in found]
        assert [row["quantity"] for row in rows] == ["10所"] * 3


def test_a_workbook_and_a_table_speak_the_language() -> None:
    """Headings and values; CSV and JSON, which programs read, do not."""
    calamine = pytest.importorskip("python_calamine")
    assert run("targets", "plans/a.txt", "--lang", "zh", "-o", "t.xlsx").exit_code == 0
    book = calamine.CalamineWorkbook.from_path("t.xlsx")
    rows = book.get_sheet_by_index(0).to_python()
    assert "指标" in rows[1]
    assert "规划目标" in rows[2]
    table = run("targets", "plans/a.txt", "--lang", "zh", "--format", "md").stdout
    assert table.startswith("| 指标 |")
    assert "planned" in run("targets", "plans/a.txt", "--lang", "zh", "--csv").stdout


@pytest.mark.parametrize("command", [*ROWS, "responsibilities", "outline", "check"])
@pytest.mark.parametrize(
    "options",
    [("--json", "--csv"), ("--json", "--format", "md"), ("--csv", "--format", "csv")],
)
def test_formats_exclude_each_other(command: str, options: tuple[str, ...]) -> None:
    """Rather than one of them winning in silence."""
    assert run(command, "plans/a.txt", *options).exit_code == 2


def test_an_ending_that_names_no_format_is_refused() -> None:
    """Before anything is read."""
    for command in (*ROWS, "parse", "text", "check"):
        result = run(command, "nowhere.txt", "-o", "x.wps")
        assert result.exit_code == 2
        assert "names no format" in result.stderr
    assert find_row_format("x.wps") is None


# ------------------------------------------------------------------------------- tasks


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        (["--body", "市教育局"], ["加强保护"]),
        (["--body", "财政局"], ["加强保护"]),
        (["--body", "财政局", "--body", "司法局"], ["加强保护", "加强运用"]),
        (["--body", "市水务局"], []),
        (["--due", "2026"], ["加强保护"]),
        (["--due", "2026-06"], ["加强保护"]),
        (["--due", "2026-07"], []),
        (["--due", "2027-12-31"], ["加强运用"]),
        (["--due", "2027", "--body", "市教育局"], []),
        (["--assigned"], ["加强保护", "加强运用"]),
    ],
)
def test_tasks_are_filtered(options: list[str], titles: list[str]) -> None:
    """By body and by day, in rows and in the table alike."""
    found = objects(run("tasks", "plans/a.txt", "--json", *options))
    assert [one["title"] for one in found] == titles
    run("tasks", "plans/a.txt", "-o", "t.csv", *options)
    table = Path("t.csv").read_text(encoding="utf-8-sig")
    assert [t for t in ("加强保护", "加强运用", "加强宣传") if t in table] == titles


def test_the_table_of_tasks_is_the_published_one() -> None:
    """In a workbook, in Word and as CSV; of several files, with their names."""
    pytest.importorskip("docx")
    assert run("tasks", "plans", "-o", "t.docx").exit_code == 0
    assert Path("t.docx").read_bytes()[:2] == b"PK"
    assert run("tasks", "plans", "-o", "t.docx", "--assigned").exit_code == 0
    assert run("tasks", "plans", "-o", "t.docx", "--long").exit_code == 2
    assert run("tasks", "plans", "--long").exit_code == 2
    run("tasks", "plans", "-o", "t.csv", "--long")
    head = Path("t.csv").read_text(encoding="utf-8-sig").split("\n")[0]
    assert head.startswith("序号,文件名称")


# ---------------------------------------------------------------------- other commands


def test_compare_names_what_changed() -> None:
    """Bodies with their roles, deadlines, and targets by name."""
    pytest.importorskip("rapidfuzz")
    new = PLAN.replace("2026年6月", "2026年9月").replace("10所", "12所")
    Path("new.txt").write_text(new.replace("市财政局", "市民政局"), encoding="utf-8")
    found = objects(run("compare", "plans/a.txt", "new.txt", "--json"))
    first, second = found
    assert first["deadlines"] == "2026年6月底前→2026年9月底前"
    changes = {
        (one["body"], one["role"], one["added"]) for one in first["role_changes"]
    }
    assert changes == {("市财政局", "support", False), ("市民政局", "support", True)}
    assert second["targets"] == ["学校 10所→12所"]
    assert run("compare", "plans/a.txt", "plans", "--json").exit_code == 2


def test_compare_writes_tracked_changes() -> None:
    """What `to_redline` writes."""
    pytest.importorskip("rapidfuzz")
    pytest.importorskip("docx")
    Path("new.txt").write_text(PLAN.replace("10所", "12所"), encoding="utf-8")
    assert run("compare", "plans/a.txt", "new.txt", "-o", "c.docx").exit_code == 0
    sides = [cnpolicy.parse_file(name) for name in ("plans/a.txt", "new.txt")]
    cnpolicy.to_redline(*sides, "d.docx")
    assert Path("c.docx").read_bytes() == Path("d.docx").read_bytes()


def test_info_counts_what_there_is() -> None:
    """As the functions give it."""
    (found,) = objects(run("info", "--json", "plans/a.txt"))
    document = cnpolicy.parse(PLAN)
    assert found["title"] == document.title
    assert found["tasks"] == len(cnpolicy.tasks(document))
    assert found["deadlines"] == len(cnpolicy.deadlines(document)) == 2
    assert found["lines"] == 6
    assert found["chars"] == len(PLAN)


@pytest.mark.parametrize("command", ["deadlines", "organizations", "references"])
def test_rows_point_to_their_places(command: str) -> None:
    """The words at the span are those of the row, on its line."""
    text = PLAN + "第一条 目的\n第二条 依照第一条办理。\n"
    Path("p.txt").write_text(text, encoding="utf-8")
    found = objects(run(command, "--json", "p.txt"))
    assert found
    for one in found:
        start, end = one["span"]
        words = one.get("words") or one.get("name") or one.get("text")
        assert text[start:end] == words
        assert one["line"] == text.count("\n", 0, start) + 1


def test_the_demo_shows_a_plan_and_writes_it() -> None:
    """The packaged one; what it names as next steps are commands."""
    shown = run("demo").stdout
    assert "“十四五”国家知识产权保护和运用规划" in shown
    assert "demo -o plan.txt" in shown
    assert run("demo", "-o", "plan.txt").exit_code == 0
    assert cnpolicy.parse_file("plan.txt").title in shown
    assert "接下来" in run("--lang", "zh", "demo").stdout


def test_relevel_writes_one_file_or_a_folder() -> None:
    """Of a folder the Markdown and the text in it; never over a file that is read."""
    flat, made = "# 一、甲\n# （一）乙\n", "# 一、甲\n## （一）乙\n"
    for name in ("x/a.md", "x/b.txt", "x/c.docx"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(flat, encoding="utf-8")
    assert run("relevel", "x/a.md").stdout == made
    assert run("relevel", "-", stdin=flat.encode("gb18030")).stdout == made
    assert run("relevel", "x", "-o", "y").exit_code == 0
    assert sorted(path.name for path in Path("y").iterdir()) == ["a.md", "b.md"]
    assert Path("y/b.md").read_text(encoding="utf-8") == made
    assert run("relevel", "x/a.md", "x/b.txt", "-o", "x").exit_code == 2
    assert Path("x/a.md").read_text(encoding="utf-8") == flat
    assert run("relevel", "x").exit_code == 2
    assert run("relevel", "plans.zip", "-o", "z").exit_code == 2


def test_completion_offers_commands_and_options() -> None:
    """As the page says how it is switched on."""
    script = process(_CNPOLICY_COMPLETE="bash_source").stdout.decode()
    assert "_cnpolicy_completion" in script
    for words, offered in (("cnpolicy ta", "tasks"), ("cnpolicy tasks --bo", "--body")):
        found = process(
            _CNPOLICY_COMPLETE="bash_complete",
            COMP_WORDS=words,
            COMP_CWORD=str(words.count(" ")),
        ).stdout.decode()
        assert offered in found
