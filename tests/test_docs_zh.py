"""The documentation says the same in English and in Chinese.

Every page stands in `docs/` and in `docs/zh/`, with the same headings, examples and
tables, so that what `test_docs.py` proves of the one holds for the other. Whoever adds
to a page adds to both.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import cnpolicy
from cnpolicy.model.diagnostics import CODES
from support.doc_pages import (
    CHINESE,
    ENGLISH,
    README,
    ROOT,
    SEEDS,
    blocks,
    headings,
    name_of,
    page,
    rows,
    sections,
)

NAMES = sorted(path.name for path in ENGLISH.glob("*.md"))
SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}
TYPES = {
    "text": "文字",
    "integer": "整数",
    "decimal": "小数",
    "number": "比例",
    "boolean": "是否",
    "date": "日期",
}
EXTRAS = "<!-- extras -->"

each_page = pytest.mark.parametrize("name", NAMES)
each_language = pytest.mark.parametrize("folder", [ENGLISH, CHINESE], ids=name_of)


def test_every_page_exists_in_both_languages() -> None:
    """A page without its counterpart is missing for half of the readers."""
    assert sorted(path.name for path in CHINESE.glob("*.md")) == NAMES


def test_both_sites_list_every_page_in_the_same_order() -> None:
    """A page that the navigation forgets is found by nobody."""
    listed = [
        re.findall(r"(?m)\S+\.md$", page(ROOT / config))
        for config in ("mkdocs.yml", "mkdocs.zh.yml")
    ]
    assert listed[0] == listed[1]
    assert sorted(listed[0]) == NAMES


def test_the_readmes_lead_to_each_other() -> None:
    """Each names the other in its first lines, and the command that installs all."""
    for path, other in ((README, "README.zh-CN.md"), (ROOT / "README.zh-CN.md", "R")):
        assert f"]({other}" in page(path)[:200]
        assert 'pip install "cnpolicy[all]"' in page(path)


# ------------------------------------------------------------------------ page by page


@each_page
def test_pages_have_the_same_headings(name: str) -> None:
    """As many of each level, in the same order; those in code font are the same."""
    there, here = (
        [re.findall("^#+|`[^`]+`", words) for words in headings(folder / name)]
        for folder in (ENGLISH, CHINESE)
    )
    assert there == here


@each_page
def test_pages_show_the_same_examples(name: str) -> None:
    """The same blocks in the same order; comments may be in another language."""
    there, here = (
        [
            (kind, re.sub(r"(?m)\s+# .*$", "", code))
            for kind, code, *_ in blocks(folder / name)
        ]
        for folder in (ENGLISH, CHINESE)
    )
    assert there == here


@each_page
def test_pages_have_the_same_tables(name: str) -> None:
    """As many rows with as many cells; what stands first in code font is the same."""
    there, here = (
        [(re.findall("`[^`]+`", row[0]), len(row)) for row in rows(folder / name)]
        for folder in (ENGLISH, CHINESE)
    )
    assert there == here


@each_page
def test_pages_show_the_same_pictures(name: str) -> None:
    """Both show the pictures of `docs/pictures`, none above 200 kB."""
    there, here = (
        re.findall(r"!\[[^\]]+\]\((?:\.\./)?(pictures/[^)]+)\)", page(folder / name))
        for folder in (ENGLISH, CHINESE)
    )
    assert there == here
    for picture in there:
        assert (ENGLISH / picture).stat().st_size < 200_000, picture


# ------------------------------------------------------------------- what is documented


@each_language
def test_every_command_is_documented(folder: Path) -> None:
    """Each command of the command line has a heading."""
    pytest.importorskip("click")
    from cnpolicy.cli.commands import cli

    there = " ".join(headings(folder / "cli.md"))
    assert [name for name in cli.commands if f"`cnpolicy {name}`" not in there] == []


@each_language
def test_every_public_name_is_documented(folder: Path) -> None:
    """Each public name stands on the page of the API once."""
    named = re.findall(r"(?m)^::: cnpolicy\.(\S+)$", page(folder / "api.md"))
    assert sorted(named) == sorted(cnpolicy.__all__)


def test_every_public_name_has_a_line_of_chinese() -> None:
    """The tables of the Chinese page name what its entries are, in their order."""
    words = page(CHINESE / "api.md")
    lines = re.findall(r"(?m)^\| \[`(\w+)`\]\[cnpolicy\.\1\] \| (.+) \|$", words)
    assert [name for name, _ in lines] == re.findall(
        r"(?m)^::: cnpolicy\.(\S+)$", words
    )
    assert [name for name, note in lines if not re.search("[一-龥]", note)] == []


@each_language
def test_every_extra_is_documented(folder: Path) -> None:
    """The table of the extras has those of pyproject.toml, each once."""
    text = page(ROOT / "pyproject.toml")
    extras = tomllib.loads(text)["project"]["optional-dependencies"]
    table = page(folder / "install.md").split(EXTRAS)[1].split("\n\n")[1]
    assert sorted(re.findall(r"(?m)^\| `([\w-]+)` ", table)) == sorted(extras)


def test_diagnostics_say_in_chinese_what_the_library_says() -> None:
    """Codes in the order of the table, with severity and messages."""
    found = sections(CHINESE / "diagnostics.md")
    assert list(found) == list(CODES)
    for code, words in found.items():
        row = CODES[code]
        line = f"*{SEVERITIES[row.severity.value]}* · `{row.english}` · `{row.chinese}`"
        assert words.strip().split("\n")[0] == line
        places = [
            re.findall(rf"(?m)^{reported} `([^`]+)`", text)
            for reported, text in (
                ("报告于", words),
                ("Reported at", sections(ENGLISH / "diagnostics.md")[code]),
            )
        ]
        assert places[0] == places[1]


def test_rules_of_check_are_told_in_the_same_words() -> None:
    """The messages of each rule stand on both pages, in English and in Chinese."""
    there, here = (
        [row[2:4] for row in rows(folder / "check.md") if len(row) == 5]
        for folder in (ENGLISH, CHINESE)
    )
    assert len(there) > 10
    assert there == here


def test_records_have_the_same_columns() -> None:
    """Keys and types of the Chinese page are those of the English one."""
    there, here = (
        [row[:2] for row in rows(f / "records.md")] for f in (ENGLISH, CHINESE)
    )
    assert [[key, TYPES[kind]] for key, kind in there] == here


def test_speed_is_that_of_the_readme() -> None:
    """The pages on accuracy and speed show the figures of the README."""
    figures = re.compile(r"(?m)^\| \W*(?P<who>[\w.-]+).* \| (\**[0-9.]+\**) \|$")
    wanted = figures.findall(page(README).split("| | speed |")[1].split("\n\n")[0])
    assert len(wanted) > 3
    for folder in (ENGLISH, CHINESE):
        shown = figures.findall(page(folder / "accuracy.md"))
        assert [row for row in wanted if row not in shown] == []


# ---------------------------------------------------------------------- the ten minutes


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the commands are for a Unix shell")
def test_the_ten_minutes_work(tmp_path: Path) -> None:
    """The commands of the tutorial, typed one after the other beside a DOCX."""
    docx = pytest.importorskip("docx")
    written = docx.Document()
    for line in page(SEEDS / "003-state-council.txt").splitlines():
        written.add_paragraph(line)
    (tmp_path / "plans").mkdir()
    for name in ("plan.docx", "plans/1.docx", "plans/2.docx"):
        written.save(str(tmp_path / name))
    commands = [
        line
        for block in blocks(CHINESE / "tutorial.md")
        if block.kind == "sh"
        for line in block.code.splitlines()
        if line.startswith("cnpolicy ")
    ]
    assert len(commands) > 5
    for command in commands:
        words = command.replace("cnpolicy ", f"{sys.executable} -m cnpolicy ", 1)
        done = subprocess.run(
            ["/bin/sh", "-c", words], cwd=tmp_path, capture_output=True, check=False
        )
        wanted = (0, 1) if " check " in command else (0,)
        assert done.returncode in wanted, (command, done.stderr)
        assert b"Traceback" not in done.stderr
    made = {path.name for path in tmp_path.iterdir()}
    assert {"plan.html", "tasks.xlsx", "tasks.docx", "reviewed.docx"} <= made
    assert {"all.html", "all.xlsx"} <= made
