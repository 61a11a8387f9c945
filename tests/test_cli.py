"""The command line: what it prints, to whom, and the code it ends with."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cnpolicy.export.json import from_dict, from_json
from cnpolicy.export.markdown import to_markdown
from cnpolicy.parser import parse

pytest.importorskip("click")

from click.testing import CliRunner, Result

from cnpolicy.cli.commands import cli
from support import commands

SRC = Path(__file__).parent.parent / "src"

PLAN = """某市知识产权保护规划
一、规划背景
到2025年，达到12件。
二、主要任务
（一）加强保护。健全机制。（市场监管局牵头，市法院、市司法局等配合）
（二）加强运用。完善政策。（市财政局负责）
"""
FAULTY = "一、规划背景\n二、主要任务\n四、组织实施\n"


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A plan in the current folder."""
    monkeypatch.chdir(tmp_path)
    Path("plan.txt").write_text(PLAN, encoding="utf-8")
    Path("faulty.txt").write_text(FAULTY, encoding="utf-8")
    return "plan.txt"


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    """Run a command in this process, as in a pipe; it may not fail by accident."""
    result = CliRunner().invoke(cli, arguments, input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def process(*arguments: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own, its output in a pipe."""
    path = os.pathsep.join([str(SRC), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "cnpolicy", *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": path, **settings},
    )


# ---------------------------------------------------------------------------- commands


def test_outline_prints_lines_and_indented_headings(plan: str) -> None:
    """One heading a line, its line number before it."""
    assert run("outline", plan).stdout.splitlines() == [
        "2\t一、规划背景",
        "4\t二、主要任务",
        "5\t  （一）加强保护",
        "6\t  （二）加强运用",
    ]


def test_outline_names_the_file_where_there_are_several(plan: str) -> None:
    """As grep does."""
    lines = run("outline", plan, "faulty.txt").stdout.splitlines()
    assert lines[0] == "plan.txt\t2\t一、规划背景"
    assert lines[-1] == "faulty.txt\t3\t四、组织实施"


COLUMNS = "section lead inferred_lead responsible support guide manner deadline line"


def test_responsibilities_prints_a_table_with_tabs(plan: str) -> None:
    """A row for each clause, the same columns in every row."""
    lines = run("responsibilities", plan).stdout.removesuffix("\n").split("\n")
    rows = [line.split("\t") for line in lines]
    assert " ".join(rows[0]) == COLUMNS
    first = dict(zip(rows[0], rows[1], strict=True))
    assert first["section"] == "二、（一）加强保护"
    assert first["lead"] == "市场监管局"
    assert first["support"] == "市法院、市司法局等"
    assert first["line"] == "5"
    second = dict(zip(rows[0], rows[2], strict=True))
    assert second["responsible"] == "市财政局"


def test_responsibilities_has_one_heading_for_all_files(plan: str) -> None:
    """So that what reads it needs to know of no files; a column names them."""
    lines = run("responsibilities", plan, "faulty.txt", plan).stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["file", *["plan.txt"] * 4]


def test_parse_prints_the_json_of_the_tree(plan: str) -> None:
    """On one line, in a pipe."""
    output = run("parse", plan).stdout
    assert output.count("\n") == 1
    assert from_json(output) == parse(PLAN)
    assert run("parse", "--json", plan).stdout == output


def test_parse_prints_an_object_a_line_for_several_files(plan: str) -> None:
    """With the name of the file, for one of them may have been left out."""
    result = run("parse", "faulty.txt", "missing.txt", plan)
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [item["file"] for item in found] == ["faulty.txt", "plan.txt"]
    assert from_dict(found[1]["document"]) == parse(PLAN)


def test_parse_says_what_several_files_state_and_do_not_give(
    plan: str, tmp_path: Path
) -> None:
    """Metadata of the carrier, and the notes of the reader."""
    page = tmp_path / "page.html"
    page.write_text(
        "<table><tr><td>文号：</td><td>某政发〔2024〕1号</td></tr></table>"
        '<div id="zoom"><p>一、总则</p><p>内容如下。<img src="a.png"></p></div>',
        encoding="utf-8",
    )
    first, _ = run("parse", str(page), plan).stdout.splitlines()
    found = json.loads(first)
    assert found["kind"] == "html"
    assert found["metadata"] == {"文号": "某政发〔2024〕1号"}
    assert [(note["code"], note["words"]) for note in found["notes"]] == [
        ("image", "a.png")
    ]


def test_parse_prints_markdown(plan: str) -> None:
    """Exactly that of the library."""
    assert run("parse", "--markdown", plan).stdout == to_markdown(parse(PLAN))
    both = run("parse", "--markdown", plan, "faulty.txt").stdout
    assert "<!-- faulty.txt -->\n\n## 一、规划背景" in both


def test_check_prints_what_an_editor_understands(plan: str) -> None:
    """File, line, column; and ends with 1, for the numbering contradicts itself."""
    result = run("check", "faulty.txt")
    assert (
        result.stdout
        == ("faulty.txt:3:1: error numbering-gap expected number 三, found 四、\n")
        or "faulty.txt:3:1: error numbering-gap" in result.stdout
    )
    assert result.exit_code == 1
    assert run("check", plan).exit_code == 0


def test_check_speaks_chinese(plan: str) -> None:
    """The code stays what it is."""
    result = run("check", "--lang", "zh", "faulty.txt")
    assert "faulty.txt:3:1: error numbering-gap 序号" in result.stdout
    assert result.exit_code == 1


@pytest.mark.parametrize("command", ["outline", "responsibilities", "check"])
def test_json_is_one_object_a_line(plan: str, command: str) -> None:
    """Each with its file and its place."""
    output = run(command, "--json", plan, "faulty.txt").stdout
    found = [json.loads(line) for line in output.splitlines()]
    assert found
    for item in found:
        text = PLAN if item["file"] == plan else FAULTY
        start, end = item["span"]
        assert 0 <= start <= end <= len(text)
        assert item["line"] == text.count("\n", 0, start) + 1


def test_json_of_a_clause_has_names_as_written(plan: str) -> None:
    """Lists of names, and which of them are left open by 等."""
    found = [
        json.loads(x)
        for x in run("responsibilities", "--json", plan).stdout.splitlines()
    ]
    assert found[0]["support"] == ["市法院", "市司法局"]
    assert found[0]["open"] == ["support"]
    assert found[0]["clause"] == "（市场监管局牵头，市法院、市司法局等配合）"


# ------------------------------------------------------------------------------- files


def test_a_dash_is_the_standard_input(plan: str) -> None:
    """Bytes of any encoding, as of a file."""
    for encoding in ("utf-8", "gb18030", "utf-16"):
        result = run("outline", "-", stdin=PLAN.encode(encoding))
        assert result.stdout.startswith("2\t一、规划背景\n")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("missing.txt", None, "no such file"),
        ("folder", None, "the folder holds no file that is read"),
        ("empty.txt", b"", "the file is empty"),
        ("blank.txt", "\ufeff \n　\n".encode(), "the file is empty"),
        ("binary.txt", bytes(range(256)) * 4, "binary"),
        ("cut.txt", PLAN.rstrip().encode()[:-1], "UTF-8, but damaged at byte"),
        ("wrong.txt", PLAN.encode().decode("latin-1").encode(), "mojibake"),
    ],
)
@pytest.mark.parametrize("command", ["outline", "responsibilities", "parse", "check"])
def test_what_cannot_be_read_is_said_and_the_rest_is_done(
    plan: str, command: str, name: str, content: bytes | None, reason: str
) -> None:
    """One line, code 2 at the end, and the files before and behind it are done."""
    Path("folder").mkdir()
    if content is not None:
        Path(name).write_bytes(content)
    result = run(command, "faulty.txt", name, plan)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith(f"cnpolicy: {name}: ")
    assert reason in result.stderr
    alone = run(command, "faulty.txt", plan)
    assert result.stdout == alone.stdout
    assert alone.exit_code == (command == "check")


@pytest.mark.parametrize(
    "arguments",
    ["", "outline", "outlines plan.txt", "outline --no", "check --lang fr plan.txt"],
)
def test_a_wrong_argument_ends_with_2(arguments: str) -> None:
    """And with a word about how it is right."""
    result = run(*arguments.split())
    assert result.exit_code == 2
    assert "Usage: " in result.stderr + result.stdout


def test_json_and_markdown_exclude_each_other(plan: str) -> None:
    """Rather than one of them winning in silence."""
    assert run("parse", "--json", "--markdown", plan).exit_code == 2


# ------------------------------------------------------------------------- the process


def test_the_module_is_the_command(plan: str) -> None:
    """`python -m cnpolicy`, with nothing on the standard error."""
    result = process("outline", plan)
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.decode("utf-8").startswith("2\t一、规划背景")
    assert process("--version").stdout.startswith(b"cnpolicy ")


def test_a_pipe_gets_utf8_whatever_the_system_speaks(plan: str) -> None:
    """ASCII, or the code page of Windows."""
    for encoding in ("ascii", "cp1252", "gbk"):
        result = process("outline", plan, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert result.stdout.decode("utf-8").startswith("2\t一、规划背景")


def test_a_pipe_gets_no_decoration(plan: str) -> None:
    """No colour, no lines of a box, no padding."""
    for command in ("outline", "responsibilities", "check"):
        output = process(command, plan, "faulty.txt", COLUMNS="40").stdout.decode()
        assert not set("\x1b─│┌╭━┃") & set(output)
        assert all(line == line.rstrip(" ") for line in output.splitlines())


@pytest.mark.skipif(os.name == "nt", reason="no pipes of that kind")
def test_a_pipe_that_closes_ends_it_quietly(plan: str) -> None:
    """As of `| head`."""
    Path("long.txt").write_text("一、规划背景\n" * 4_000, encoding="utf-8")
    command = f"{sys.executable} -m cnpolicy outline long.txt long.txt | head -n 1"
    result = subprocess.run(
        command,
        shell=True,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(SRC)},
    )
    assert result.stdout.decode() == "long.txt\t1\t一、规划背景\n"
    assert result.stderr == b""


def test_without_click_it_says_what_to_install() -> None:
    """In one line, with code 2, by the module and by the console script."""
    hide = "import sys; sys.modules['click'] = None; sys.argv = ['cnpolicy', '--help'];"
    for start in (
        "from cnpolicy.cli.main import main; main()",
        "import runpy; runpy.run_module('cnpolicy', run_name='__main__')",
        "import runpy; runpy.run_module('cnpolicy.cli.main', run_name='__main__')",
    ):
        result = subprocess.run(
            [sys.executable, "-c", hide + start],
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(SRC)},
        )
        assert result.returncode == 2
        assert result.stderr.count(b"\n") == 1
        assert b'pip install "cnpolicy[cli]"' in result.stderr


def test_what_a_document_holds_does_not_drive_the_terminal(plan: str) -> None:
    """Escape sequences and line separators in a heading are shown as spaces."""
    Path(plan).write_text(
        "一、规划\x1b[31m背\u2028景\t\x07\n二、目标\n", encoding="utf-8"
    )
    output = run("outline", plan).stdout
    assert output == "1\t一、规划 [31m背 景\n2\t二、目标\n"


# ---------------------------------------------------------------------- on a terminal


def on_terminal(*arguments: str, columns: int = 80) -> str:
    """What a person sees of a command that ends well."""
    seen, code = commands.on_terminal(*arguments, columns=columns)
    assert code == 0, seen
    return seen


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_terminal_gets_a_table_that_fits(plan: str, columns: int) -> None:
    """With Chinese headings, without empty columns, and nothing cut off."""
    cells = pytest.importorskip("rich.cells")
    seen = on_terminal("responsibilities", plan, "--lang", "zh", columns=columns)
    assert all(cells.cell_len(line) <= columns for line in seen.split("\n"))
    assert "…" not in seen
    assert "指导" not in seen
    together = "".join(seen.split())
    for character in "牵头责任配合市场监管局市财政局等":
        assert character in together


def test_a_terminal_gets_an_outline_with_title(plan: str) -> None:
    """The name of the file and the title over it, the numbers flush right."""
    lines = on_terminal("outline", plan).split("\n")
    assert "plan.txt" in lines[0]
    assert "某市知识产权保护规划" in lines[0]
    assert lines[3].rstrip().endswith("  （一）加强保护")


def test_a_terminal_gets_json_that_can_be_read(plan: str) -> None:
    """Indented."""
    seen = on_terminal("parse", plan, columns=1000)
    assert seen.count("\n") > 20
    assert from_json(seen) == parse(PLAN)
