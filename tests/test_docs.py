"""What the README and the documentation say is so.

Every block of Python is run and every command line, and what they print is compared
with what the page says; the tables of the pages are compared with those of the code.

A `pycon` block is a doctest. A `python` block is a script; a `text` block right behind
it is what it prints. A `console` block holds commands and what they print, and is run
if it calls `cnpolicy`; of `sh` blocks those of the tutorial are run. `...` stands for
anything. The blocks of a page share their names. That the pages say the same in both
languages is tested in `test_docs_zh.py`.
"""

import contextlib
import doctest
import importlib
import importlib.util
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import cnpolicy
from cnpolicy.model.diagnostics import CODES
from cnpolicy.readers import limits
from support.doc_pages import (
    CHINESE,
    ENGLISH,
    FENCE,
    PAGES,
    README,
    ROOT,
    SEEDS,
    Block,
    blocks,
    name_of,
    page,
    rows,
    sections,
)
from support.library_source import PACKAGE, files

_LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)\)")
_SETUP = re.compile(r"(?m)^python3 -m venv \.venv && .*$")

# `pycon` and `console` blocks have prompts, which the pages leave out when they are
# copied (docs/pages.css).
KINDS = {"python", "pycon", "text", "console", "sh", "lark", "json", "markdown"}
KINDS |= {"sql", "toml", "yaml"}


def with_blocks(*kinds: str) -> list[Any]:
    """Return the pages that have blocks of some kinds, as parameters."""
    return [
        pytest.param(path, id=name_of(path))
        for path in PAGES
        if any(block.kind in kinds for block in blocks(path))
    ]


def agrees(want: str, got: str) -> bool:
    """Tell whether output is as a page says, `...` standing for anything."""
    check = doctest.OutputChecker().check_output
    return check(want.rstrip() + "\n", got.rstrip() + "\n", doctest.ELLIPSIS)


# ------------------------------------------------------------------------------ blocks


@pytest.mark.parametrize("path", with_blocks("python", "pycon"))
def test_python_blocks_print_what_the_page_says(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run the Python blocks of a page in order, with the names of those before."""
    monkeypatch.chdir(ROOT)
    names: dict[str, Any] = {"__name__": "__main__"}
    for block in blocks(path):
        if block.kind not in {"python", "pycon"}:
            continue
        place = f"{name_of(path)}:{block.line}"
        if block.kind == "pycon":
            run_doctest(block, names, place)
            continue
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(block.code, place, "exec"), names)
        if block.output is not None or printed.getvalue():
            want = block.output or ""
            assert agrees(want, printed.getvalue()), f"{place}:\n{printed.getvalue()}"


def run_doctest(block: Block, names: dict[str, Any], place: str) -> None:
    """Run one block of examples; new names are added to `names`."""
    test = doctest.DocTestParser().get_doctest(
        block.code, names, place, place, block.line
    )
    report: list[str] = []
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS)
    result = runner.run(test, out=report.append, clear_globs=False)
    names.update(test.globs)
    assert not result.failed, "".join(report)


def consoles() -> dict[str, Block]:
    """Return the blocks of commands by where they stand.

    One that both languages show (`test_docs_zh.py` compares them) is run once.
    """
    found: dict[str, tuple[str, Block]] = {}
    for path in PAGES:
        for block in blocks(path):
            if block.kind == "console" and "cnpolicy " in block.code:
                found.setdefault(block.code, (f"{name_of(path)}:{block.line}", block))
    return dict(found.values())


@pytest.mark.skipif(sys.platform == "win32", reason="the commands are for a Unix shell")
@pytest.mark.parametrize(
    ("place", "block"),
    [pytest.param(place, block, id=place) for place, block in consoles().items()],
)
def test_commands_print_what_the_page_says(
    place: str, block: Block, tmp_path: Path
) -> None:
    """Run the commands of a block as a reader would who has the package installed."""
    pytest.importorskip("click")
    command = tmp_path / "cnpolicy"
    command.write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m cnpolicy "$@"\n',
        encoding="utf-8",
    )
    command.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(PACKAGE.parent),
    }
    for words, want in sessions(block.code):
        done = subprocess.run(
            ["/bin/sh", "-c", words],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert agrees(want, done.stdout), f"{place}: {words}\n{done.stdout}"


def sessions(code: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a block with what it prints."""
    for part in re.split(r"^\$ ", code, flags=re.MULTILINE)[1:]:
        words, _, output = part.partition("\n")
        yield words, output


@pytest.mark.parametrize("path", with_blocks("toml"))
def test_profiles_of_the_page_can_be_loaded(path: Path, tmp_path: Path) -> None:
    """A block of TOML is a profile that a reader may copy."""
    for block in blocks(path):
        if block.kind == "toml":
            file = tmp_path / "profile.toml"
            file.write_text(block.code, encoding="utf-8")
            assert cnpolicy.load_profile(file).name in block.code


def test_blocks_are_of_known_kinds() -> None:
    """A misspelt kind would never be run."""
    for path in PAGES:
        for block in blocks(path):
            assert block.kind in KINDS, f"{name_of(path)}:{block.line}"


def test_prompts_stand_where_they_are_not_copied() -> None:
    """What has prompts is a `pycon` or a `console` block, and no other is."""
    for path in PAGES:
        for kind, code, line, _ in blocks(path):
            prompts = {"pycon": ">>> ", "console": "$ "}.get(kind)
            started = tuple(filter(None, [prompts])) or (">>> ", "$ ")
            assert code.startswith(started) == bool(prompts), f"{name_of(path)}:{line}"


def test_examples_of_docstrings() -> None:
    """The examples of the docstrings are doctests too."""
    tried = 0
    for module in modules():
        result = doctest.testmod(
            importlib.import_module(module), optionflags=doctest.ELLIPSIS
        )
        assert not result.failed, module
        tried += result.attempted
    assert tried


def modules() -> Iterator[str]:
    """Yield the names of the modules that hold examples."""
    for path in files():
        if ">>> " in path.read_text(encoding="utf-8"):
            parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
            yield ".".join(parts).removesuffix(".__init__")


# ------------------------------------------------------------------------------ README


def test_example_of_the_readme_pasted_into_an_interpreter() -> None:
    """The first block runs line by line in a fresh interpreter, with its output."""
    example = blocks(README)[0]
    assert example.kind == "python"
    assert len(example.code.splitlines()) == 10
    done = subprocess.run(
        [sys.executable, "-i", "-q"],
        input=example.code,
        env={
            **os.environ,
            "PYTHONPATH": str(PACKAGE.parent),
            "PYTHONUTF8": "1",
            "PYTHON_BASIC_REPL": "1",
        },
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert not re.search("Error|Traceback", done.stderr), done.stderr
    assert agrees(example.output or "", done.stdout)


@pytest.mark.parametrize(
    ("readme", "index", "promise"),
    [
        pytest.param(README, ENGLISH / "index.md", "`parse` accepts", id="en"),
        pytest.param(
            ROOT / "README.zh-CN.md", CHINESE / "index.md", "承诺：`parse`", id="zh"
        ),
    ],
)
def test_index_shows_the_example_and_the_promise_of_the_readme(
    readme: Path, index: Path, promise: str
) -> None:
    """The start page of the documentation cannot drift from the README."""
    (example,) = (block for block in blocks(index) if block.kind == "python")
    assert example._replace(line=0) in [
        block._replace(line=0) for block in blocks(readme)
    ]
    found = re.search(rf"(?ms)^\*\*{promise}.*?\*\*$", page(readme))
    assert found is not None
    assert found[0] in page(index)


def test_setup_is_two_commands() -> None:
    """Two lines, one that shows a seed and one that runs the tests."""
    shows, tests = _SETUP.findall(page(README))
    assert "cnpolicy outline seeds/" in shows
    assert "cnpolicy responsibilities seeds/" in shows
    assert tests.count("pytest") == 1
    for seed in re.findall(r"seeds/\S+\.txt", shows):
        assert (ROOT / seed).is_file(), seed


def test_ci_runs_the_commands_of_the_readme() -> None:
    """CI takes the commands out of the README, with the pattern used here."""
    script = ROOT / ".ci" / "run"
    if not script.is_file():
        pytest.skip("a source distribution has no .ci")
    words = script.read_text(encoding="utf-8")
    assert "grep -E '^python3 -m venv \\.venv && ' README.md" in words
    assert 'bash -c "${commands[0]}"' in words
    assert 'bash -c "${commands[1]}"' in words


# ------------------------------------------------------------------------------- links


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    """A link into the project names a file that is there."""
    words = FENCE.sub("", page(path))
    for match in _LINK.finditer(words):
        target = match["target"].partition("#")[0]
        if target and not re.match(r"[a-z]+:", target):
            assert (path.parent / target).exists(), f"{name_of(path)}: {target}"


# ------------------------------------------------------------------ tables of the pages


DIAGNOSTICS = ROOT / "docs" / "diagnostics.md"


def test_diagnostics_page_has_the_codes_of_the_table() -> None:
    """One section for each code, in the order of the table."""
    assert list(sections(DIAGNOSTICS)) == list(CODES)


@pytest.mark.parametrize("code", CODES)
def test_diagnostics_page_tells_the_truth(code: str) -> None:
    """Severity and messages are those of the table, and the example gives the code."""
    words = sections(DIAGNOSTICS)[code]
    row = CODES[code]
    assert words.split()[0] == f"*{row.severity.value}*"
    assert f"`{row.english}`" in words
    assert f"`{row.chinese}`" in words
    if code == "internal-repair":
        return  # no text is known that gives it: one that does is a bug
    example = re.search(r"^```text\n(.*?)^```$", words, re.MULTILINE | re.DOTALL)
    place = re.search(r"^Reported at `([^`]+)`", words, re.MULTILINE)
    assert example is not None
    assert place is not None
    text = example[1]
    reported = [
        (item.code, item.span.of(text).split("\n")[0])
        for item in cnpolicy.parse(text).diagnostics
    ]
    assert (code, place[1]) in reported


@pytest.mark.parametrize("folder", [ENGLISH, CHINESE], ids=name_of)
def test_the_glossary_names_what_exists(folder: Path) -> None:
    """Each name of the code in the glossary can be imported."""
    words = page(folder / "glossary.md")
    names = re.findall(r"(?m)^\| [^`|]+ \| `(\w+)` \|", words)
    assert len(names) > 30
    assert [name for name in names if not hasattr(cnpolicy, name)] == []


@pytest.mark.parametrize(
    "path",
    [ROOT / "SECURITY.md", ENGLISH / "limits.md", CHINESE / "limits.md"],
    ids=name_of,
)
def test_the_limits_of_the_page_are_those_of_the_code(path: Path) -> None:
    """Every cap is named with its number."""
    sizes = {" MiB": limits.MIB, "": 1}
    assert len(rows(path)) > 20
    for name, value, *_ in rows(path):
        number, unit = re.fullmatch(r"([0-9]+)( MiB)?", value).groups("")  # type: ignore[union-attr]
        assert getattr(limits, name.strip("`")) == int(number) * sizes[unit], name


MODEL = ROOT / "docs" / "model.md"


@pytest.mark.parametrize("row", rows(MODEL), ids=lambda row: row[0].strip("`"))
def test_lines_of_the_model_are_read_as_the_page_says(row: list[str]) -> None:
    """The quoted line stands in the seed, in a node of that class."""
    kind, line, seed = row[0].strip("`"), row[1].strip("`"), row[2]
    (path,) = SEEDS.glob(f"{seed}-*.txt")
    document = cnpolicy.parse(path.read_text(encoding="utf-8"))
    assert any(
        line in cnpolicy.unparse(node)
        for node in cnpolicy.walk(document)
        if type(node).__name__ == kind
    )


def test_model_page_tells_of_every_class_of_the_tree() -> None:
    """A class of the tree that the page forgets fails here."""
    kinds = {
        name
        for name in cnpolicy.__all__
        if isinstance(kind := getattr(cnpolicy, name), type)
        and issubclass(kind, cnpolicy.Leaf | cnpolicy.Branch)
    }
    words = page(MODEL)
    assert [name for name in sorted(kinds) if f"`{name}`" not in words] == []


def test_grammar_page_quotes_the_grammars() -> None:
    """A line of Lark on the page stands in one of the grammars."""
    folder = cnpolicy.grammars.grammar_dir()
    there = "\n".join(p.read_text(encoding="utf-8") for p in folder.glob("*.lark"))
    lines = {" ".join(line.split("//")[0].split()) for line in there.split("\n")}
    for block in blocks(ROOT / "docs" / "grammar.md"):
        if block.kind == "lark":
            for line in block.code.splitlines():
                quoted = " ".join(line.split("//")[0].split())
                assert quoted in lines, line
