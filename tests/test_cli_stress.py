"""The command line where something fails: one line, the right code, no file harmed.

Each row is run in a process of its own. None may print a traceback.
"""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from support.commands import COMMAND, environment, shell

pytest.importorskip("click")

from click.testing import CliRunner

from cnpolicy.cli.commands import cli

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="a Unix shell is needed"),
]

PLAN = "某市规划\n一、任务\n（一）加强保护。健全机制。（市司法局负责）\n二、保障\n"
OLD = "what was there before"


class Row(NamedTuple):
    """A line of the shell, and what becomes of it."""

    script: str
    """The line; `plan.txt` is there, and `old.*` with other words in it."""

    code: int
    """The code it ends with."""

    said: str
    """A pattern of the one line on the standard error; nothing for silence."""


LONG = "x" * 300 + ".txt"
ROWS = [
    # Names.
    Row(f"cnpolicy outline {LONG}", 2, "cnpolicy: x+.txt: cannot be opened .*long"),
    Row(f"cnpolicy outline plan.txt/{LONG}", 2, "cnpolicy: .*: cannot be opened"),
    Row(f"cnpolicy tasks plan.txt -o {LONG[:-4]}.csv", 2, "cnpolicy: x.* too long"),
    Row("cnpolicy outline $'a\\xff.txt'", 2, "cnpolicy: a.*: no such file"),
    Row("cnpolicy outline 'none*.txt'", 2, "cnpolicy: none.*: no file matches"),
    Row("cnpolicy outline $'a\\x1b2J.txt'", 2, "cnpolicy: a 2J.txt: no such file"),
    Row("mkdir empty; cnpolicy outline empty", 2, "cnpolicy: empty: the folder holds"),
    # Streams.
    Row("cnpolicy outline - <&-", 2, "cnpolicy: -: cannot be opened"),
    Row("cnpolicy relevel - <&-", 2, "cnpolicy: -: cannot be opened"),
    Row("cnpolicy outline plan.txt >&-", 2, "cnpolicy: the standard output is closed"),
    Row("cnpolicy outline plan.txt 2>&- >found; wc -l <found >&2", 0, " *3"),
    Row("cnpolicy outline none.txt 2>&-", 2, ""),
    Row("cnpolicy --help >&-", 2, "cnpolicy: the standard output is closed"),
    *(
        Row(f"cnpolicy {command} plan.txt >/dev/full", 2, "cnpolicy: the output cannot")
        for command in (
            "outline",
            "tasks --json",
            "tasks --csv",
            "check --sarif",
            "info",
            "parse",
            "text",
            "view",
            "convert --to xlsx",
            "relevel",
        )
    ),
    Row("cnpolicy --help >/dev/full", 2, "cnpolicy: the output cannot"),
    Row("cnpolicy tasks plan.txt --csv -o /dev/full", 2, "cnpolicy: /dev/full: No sp"),
    Row("cnpolicy targets plan.txt -o /dev/null", 0, ""),
    Row(
        'yes "$(cat plan.txt)" | head -n 20000 >long.txt; set -o pipefail;'
        " cnpolicy outline long.txt long.txt | head -n 1",
        141,
        "",
    ),
    # Outputs that are inputs.
    *(
        Row(f"cnpolicy {line}", 2, ".*(read too).*")
        for line in (
            "tasks plan.txt -o plan.txt --csv",
            "tasks plan.txt -o ./plan.txt --format tsv",
            "targets plan.txt -o link.txt --format csv",
            "view plan.txt -o plan.txt",
            "parse plan.txt -o plan.txt --markdown",
            "text plan.txt -o plan.txt",
            "relevel plan.txt -o plan.txt",
            "convert plan.txt --to txt -o plan.txt",
            "convert plan.txt --to txt -o .",
            "compare plan.txt other.txt --csv -o other.txt",
            "compare plan.txt other.txt --csv -o plan.txt",
        )
    ),
    # Nothing to write.
    *(
        Row(f"cnpolicy {line} none.txt -o old.{ending}", 2, "cnpolicy: none.txt: no su")
        for line, ending in (
            ("tasks", "csv"),
            ("tasks", "xlsx"),
            ("tasks", "docx"),
            ("targets", "xlsx"),
            ("check", "sarif"),
            ("check", "csv"),
            ("info", "json"),
            ("view", "html"),
            ("convert", "md"),
            ("convert", "html"),
            ("relevel", "md"),
            ("text", "txt"),
            ("parse", "json"),
            ("profile init", "toml"),
        )
    ),
    # What cannot be written.
    Row("cnpolicy tasks plan.txt -o none/x.csv", 2, "cnpolicy: none/x.csv: No such"),
    Row("cnpolicy tasks plan.txt -o .", 2, ".*names no format.*"),
    Row("cnpolicy view plan.txt -o .", 2, "cnpolicy: .: Is a directory"),
    Row("cnpolicy convert plan.txt --to md -o plan.txt/x", 2, "cnpolicy: plan.txt/x"),
    Row("cnpolicy demo -o none/plan.txt", 2, "cnpolicy: none/plan.txt: No such file"),
    Row(
        "ulimit -f 0; cnpolicy tasks plan.txt -o old.csv", 2, "cnpolicy: old.csv: File"
    ),
    Row("ulimit -f 0; cnpolicy view plan.txt -o old.html", 2, "cnpolicy: old.html: F"),
    Row("ulimit -f 0; cnpolicy check --fix faulty.txt", 2, "cnpolicy: faulty.txt: not"),
    # Profiles.
    Row("cnpolicy tasks plan.txt --profile none.toml", 2, "cnpolicy: none.toml: no s"),
    Row("cnpolicy tasks plan.txt --profile plan.txt", 2, "cnpolicy: plan.txt: no p"),
    Row("cnpolicy profile show none", 2, "cnpolicy: none: no such file"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with plans, a link, and files that were there before."""
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "other.txt").write_text(PLAN.replace("司法", "财政"), encoding="utf-8")
    (tmp_path / "faulty.txt").write_text("一、总则\n二.分则，，甲\n", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to("plan.txt")
    for ending in ["csv", "xlsx", "docx", "sarif", "json", "html", "md", "txt", "toml"]:
        (tmp_path / f"old.{ending}").write_text(OLD, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.script[-60:])
def test_what_fails_is_said_in_one_line(folder: Path, row: Row) -> None:
    """With its code; no traceback, no half-written file, and no old one harmed."""
    before = {path: path.read_bytes() for path in folder.iterdir()}
    result = shell(row.script, folder)
    said = result.stderr.decode("utf-8", "replace")
    assert result.returncode == row.code, said
    assert "Traceback" not in said
    assert "Exception ignored" not in said
    lines = [one for one in said.splitlines() if not one.startswith(("Usage", "Try "))]
    lines = [one.removeprefix("Error: ") for one in lines if one]
    assert len(lines) == bool(row.said), said
    assert not row.said or re.match(row.said, lines[0]), said
    for path, data in before.items():
        assert path.read_bytes() == data, path.name
    assert not [path.name for path in folder.iterdir() if path.name.startswith(".")]


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root reads")
def test_an_unreadable_folder_is_said(folder: Path) -> None:
    """The others are read all the same."""
    closed = folder / "closed"
    closed.mkdir()
    closed.chmod(0)
    try:
        result = shell("cnpolicy outline . | wc -l", folder)
    finally:
        closed.chmod(0o755)
    assert b"closed: cannot be opened" in result.stderr
    assert int(result.stdout) > 0


def test_an_unreadable_folder_is_a_fault_of_the_listing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also for root, whom no folder is closed to: the system says it cannot be read."""
    from cnpolicy.cli.inputs import list_files

    (folder / "closed").mkdir()
    scan = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    listing = list_files([str(folder)])
    assert [Path(name).name for name, _ in listing.faults] == ["closed"]
    assert "plan.txt" in {Path(name).name for name in listing.files}


def test_a_file_that_cannot_be_read_costs_no_other(folder: Path) -> None:
    """What could be read is written, and the code is 2."""
    result = shell("cnpolicy tasks none.txt plan.txt -o old.csv", folder)
    assert result.returncode == 2
    assert "加强保护" in (folder / "old.csv").read_text(encoding="utf-8-sig")


def test_an_output_keeps_its_mode_and_its_link(folder: Path) -> None:
    """What takes the place of a file is what the file was."""
    file = folder / "old.csv"
    file.chmod(0o640)
    (folder / "link.csv").symlink_to(file)
    assert shell("cnpolicy tasks plan.txt -o link.csv", folder).returncode == 0
    assert (folder / "link.csv").is_symlink()
    assert file.stat().st_mode & 0o777 == 0o640
    shell("umask 027; cnpolicy tasks plan.txt -o new.csv", folder)
    assert (folder / "new.csv").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_with_130(folder: Path, jobs: str) -> None:
    """Quietly; the file that was there before stays, and no process stays behind."""
    (folder / "many").mkdir()
    long = PLAN * 3_000
    for number in range(24):
        (folder / "many" / f"{number}.txt").write_text(long, encoding="utf-8")
    child = subprocess.Popen(
        [*COMMAND, "tasks", "many", "-o", "old.csv", "--jobs", jobs],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment(),
        start_new_session=True,
        # A suite in the background ignores it, and so would the command.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    time.sleep(2.0)
    assert child.poll() is None, "the files are too short for this machine"
    os.killpg(child.pid, signal.SIGINT)
    out, err = child.communicate(timeout=60)
    assert (child.returncode, out, err) == (130, b"", b"")
    assert (folder / "old.csv").read_text(encoding="utf-8") == OLD
    for _ in range(100):
        if not is_there(child.pid):
            return
        time.sleep(0.1)
    pytest.fail("a process stayed behind")


def is_there(group: int) -> bool:
    """Tell whether a process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_process_that_ends_costs_its_own_file_only(folder: Path) -> None:
    """What ends one (here: the system, for want of memory) is said of that file."""
    (folder / "sitecustomize.py").write_text(
        "import os, sys\n"
        "import cnpolicy.parser as p\n"
        "parse = p.parse\n"
        "def deadly(source, **more):\n"
        "    if getattr(source, 'file', '').endswith('faulty.txt'):\n"
        "        os._exit(9)\n"
        "    return parse(source, **more)\n"
        "p.parse = deadly\n",
        encoding="utf-8",
    )
    path = os.pathsep.join([str(folder), environment()["PYTHONPATH"]])
    files = ["plan.txt", "faulty.txt", "other.txt"]
    result = subprocess.run(
        [sys.executable, "-m", "cnpolicy", "outline", "--jobs", "2", *files],
        capture_output=True,
        check=False,
        cwd=folder,
        env={**environment(), "PYTHONPATH": path},
    )
    said = result.stderr.decode()
    assert result.returncode == 2
    assert said.count("\n") == 1
    assert said.startswith("cnpolicy: faulty.txt: the process that read it has ended")
    named = {line.split("\t")[0] for line in result.stdout.decode().splitlines()}
    assert named == {"plan.txt", "other.txt"}


def test_control_characters_do_not_reach_a_terminal_or_json(folder: Path) -> None:
    """U+0080 to U+009F drive some terminals as ESC does."""
    file = folder / "driving.txt"
    file.write_text(
        "一、规划\x9b31m背景\x85甲\n（一）甲\x1b[2J。乙\x90。（市司法局负责）\n",
        encoding="utf-8",
    )
    driving = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
    for arguments in (
        ["outline"],
        ["outline", "--json"],
        ["tasks", "--json"],
        ["tasks", "--csv"],
        ["parse"],
        ["chunks", "--format", "json"],
        ["check"],
        ["check", "--sarif"],
        ["text"],
        ["text", "--json"],
        ["convert", "--to", "json"],
    ):
        out = CliRunner().invoke(cli, [*arguments, str(file)]).stdout_bytes.decode()
        out = out.replace("\r\n", "\n").removeprefix("\ufeff")
        assert out, arguments
        assert not driving.search(out), arguments
        if "--json" in arguments or arguments[0] == "parse":
            for line in out.splitlines():
                json.loads(line)
