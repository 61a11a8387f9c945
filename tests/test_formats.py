"""The table of formats, and the command that takes it from there."""

import importlib.util
import os
from pathlib import Path

import pytest

import cnpolicy
from cnpolicy.errors import CnpolicyError
from cnpolicy.export.formats import FORMATS, Format, Takes, find_format

pytest.importorskip("click")

from click.testing import CliRunner, Result

from cnpolicy.cli.commands import cli

PLAN = """某市知识产权保护规划
一、主要任务
（一）加强保护。健全机制。（市场监管局牵头，市法院配合）
"""

each_format = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with two plans of one name and one of another."""
    monkeypatch.chdir(tmp_path)
    for name in ("plan.txt", "other.txt", "old/plan.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(PLAN, encoding="utf-8")


def run(*arguments: str) -> Result:
    """Run `cnpolicy convert`; it may not fail by accident."""
    result = CliRunner().invoke(cli, ["convert", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def needs(form: Format) -> None:
    """Skip if the library of a format is not installed."""
    if form.library and importlib.util.find_spec(form.library) is None:
        pytest.skip(f"{form.library} is not installed")


def what(form: Format) -> object:
    """What a file of a format is made of."""
    source = cnpolicy.read(PLAN.encode())
    document = cnpolicy.parse(PLAN)
    return {
        Takes.DOCUMENT: document,
        Takes.DOCUMENTS: [document, document],
        Takes.SOURCE: source,
    }[form.takes]


# --------------------------------------------------------------------------- the table


def test_names_and_endings_are_unique() -> None:
    """A name or an ending means one format."""
    names = [one.name for one in FORMATS]
    endings = [ending for one in FORMATS for ending in one.endings]
    assert len({*names}) == len(names)
    assert len({*endings}) == len(endings)
    assert all(ending[0] == "." and ending.islower() for ending in endings)


@each_format
def test_a_format_makes_the_same_file_of_the_same_document(form: Format) -> None:
    """Nothing in a file depends on the clock, the machine or the order of a set."""
    needs(form)
    made = form.encoded(what(form))
    assert isinstance(made, bytes)
    assert made == form.encoded(what(form))


@each_format
def test_a_format_has_a_function_for_programs(form: Format) -> None:
    """What the command writes, a program gets from `cnpolicy`."""
    assert form.public in cnpolicy.__all__
    assert callable(getattr(cnpolicy, form.public))


@each_format
def test_an_extra_brings_the_library_of_a_format(form: Format) -> None:
    """A row names both or none."""
    assert (form.extra is None) == (form.library is None)


@each_format
def test_a_format_is_found_by_its_name_and_its_endings(form: Format) -> None:
    """Whatever the case."""
    assert find_format(form.name.upper()) is form
    for ending in form.endings:
        assert find_format(f"某规划{ending.upper()}") is form


def test_what_is_no_format_is_said_with_those_that_are() -> None:
    """The message names the choice."""
    with pytest.raises(CnpolicyError, match="json, md"):
        find_format("plan.wps")


def test_a_library_that_is_missing_is_said_with_the_remedy() -> None:
    """Not an ImportError from inside."""
    form = Format(
        "x", (".x",), Takes.DOCUMENT, "no:no", "to_x", "", "", "xlsx", "not_there"
    )
    with pytest.raises(CnpolicyError, match=r"cnpolicy\[xlsx\]"):
        form.make(None)


# ------------------------------------------------------------------------- the command


@each_format
def test_convert_writes_the_file_of_a_format(form: Format) -> None:
    """The ending names the format as well as --to does."""
    needs(form)
    for name in (f"one{form.endings[0]}", "two"):
        result = run("plan.txt", "-o", name, *(["--to", form.name] * (name == "two")))
        assert (result.exit_code, result.stderr) == (0, "")
    assert Path("two").read_bytes() == Path(f"one{form.endings[0]}").read_bytes() != b""


@each_format
def test_convert_takes_several_files(form: Format) -> None:
    """Into a folder, no file over another, or into the one file that they share."""
    needs(form)
    files = ["plan.txt", "other.txt", "old/plan.txt"]
    ending = form.endings[0]
    if form.takes is Takes.DOCUMENTS:
        assert run(*files, "-o", f"all{ending}").exit_code == 0
        assert Path(f"all{ending}").is_file()
        return
    assert run(*files, "--to", form.name, "-o", "out").exit_code == 0
    made = sorted(os.listdir("out"))  # noqa: PTH208
    assert made == sorted(f"{stem}{ending}" for stem in ("other", "plan", "plan-2"))
    assert run(*files, "-o", f"out{ending}").exit_code == 2


def test_text_goes_to_the_standard_output() -> None:
    """Without -o, for the next command in a pipe."""
    assert run("plan.txt", "--to", "txt").stdout == PLAN
    assert cnpolicy.from_json(run("plan.txt", "--to", "json").stdout).title


def test_bytes_go_to_a_pipe_whole() -> None:
    """A workbook in a pipe is the workbook in a file."""
    pytest.importorskip("xlsxwriter")
    assert run("plan.txt", "-o", "a.xlsx").exit_code == 0
    piped = run("plan.txt", "--to", "xlsx").stdout_bytes
    assert piped == Path("a.xlsx").read_bytes()


def test_convert_needs_a_format() -> None:
    """It does not guess."""
    for arguments in (["plan.txt"], ["plan.txt", "-o", "plan"], ["-o", "x.wps"]):
        assert run(*arguments).exit_code == 2


def test_a_file_that_cannot_be_read_costs_no_other() -> None:
    """One line on the standard error, and the code 2."""
    result = run("nowhere.txt", "plan.txt", "--to", "json", "-o", "out")
    assert result.exit_code == 2
    assert "nowhere.txt" in result.stderr
    assert Path("out/plan.json").is_file()


def test_a_file_that_cannot_be_written_is_said() -> None:
    """One line, no traceback."""
    result = run("plan.txt", "--to", "json", "-o", "nowhere/plan.json")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
