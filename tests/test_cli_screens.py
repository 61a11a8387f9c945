"""What a person sees: screens of several widths, in both languages."""

import re
from pathlib import Path

import pytest

pytest.importorskip("click")
pytest.importorskip("rich")

from click.testing import CliRunner
from rich.cells import cell_len

from cnpolicy.cli import console
from cnpolicy.cli.commands import cli
from cnpolicy.cli.excerpt import excerpt
from cnpolicy.cli.wrapping import width_of, wrap
from support.commands import on_terminal

SEEDS = Path(__file__).parents[1] / "seeds"
COUNCIL = str(SEEDS / "003-state-council.txt")
ZIBO = str(SEEDS / "001-zibo-notice-and-plan.txt")
_BEGINS = re.compile(r"^\s*[、，。；：！？）】》”’〉」』〕]")
_ENDS = re.compile(r"[（【《“‘〈「『〔]\s*$")

FAULTY = "一、总则\n二.分则，，甲\n四、附则\n"
CLEAN = "一、总则\n二、分则\n"


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["tasks", COUNCIL],
        ["responsibilities", COUNCIL],
        ["targets", ZIBO],
        ["deadlines", COUNCIL],
        ["organizations", COUNCIL],
        ["citations", ZIBO],
        ["info", ZIBO],
        ["outline", COUNCIL],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_screen_fits_and_breaks_where_chinese_may(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], lang: str, columns: int
) -> None:
    """No line is too wide, begins with a closing sign or ends with an opening one."""
    monkeypatch.setattr(console, "is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", str(columns))
    result = CliRunner().invoke(cli, [*arguments, "--lang", lang])
    seen = result.stdout
    assert result.exit_code == 0
    for line in seen.split("\n"):
        assert cell_len(line) <= columns, line
    if columns < 100:
        for line in seen.split("\n"):
            assert not _BEGINS.match(line), line
            assert not _ENDS.search(line), line
        assert "│" not in seen
        assert "──" not in seen


def test_a_name_is_not_broken() -> None:
    """A body stands on one line, where a line has room for it."""
    for columns in (60, 80, 120):
        seen, _ = on_terminal("tasks", COUNCIL, columns=columns)
        for name in ("国家知识产权局", "工业和信息化部", "最高人民检察院"):
            assert name in seen


def test_values_are_in_the_chosen_language() -> None:
    """On a terminal; never in a pipe, which programs read."""
    seen, _ = on_terminal("targets", ZIBO, "--lang", "zh")
    assert "已实现" in seen
    assert "achieved" not in seen
    seen, _ = on_terminal("targets", ZIBO, "--lang", "en")
    assert "achieved" in seen


@pytest.mark.parametrize(
    ("text", "lang", "code", "words"),
    [
        (FAULTY, "zh", 1, ["错误", "  二.分则，，甲", "\n  ^^^", "1 处、警告 2 处。"]),
        (FAULTY, "en", 1, ["error numbering-gap", "1 error, 2 warnings."]),
        (CLEAN, "zh", 0, ["没有发现问题"]),
        (CLEAN, "en", 0, ["Nothing found"]),
    ],
)
def test_a_check_shows_the_line_and_sums_up(
    tmp_path: Path, text: str, lang: str, code: int, words: list[str]
) -> None:
    """With a caret below the place; a clean one says that it is."""
    file = tmp_path / "plan.txt"
    file.write_text(text, encoding="utf-8")
    seen, ended = on_terminal("check", "--lang", lang, str(file), columns=120)
    assert ended == code
    for one in words:
        assert one in seen


def test_colours_can_be_read_on_black_and_white(tmp_path: Path) -> None:
    """Bold and red are all there is: no yellow, no blue, no grey."""
    import os
    import subprocess

    from support.commands import COMMAND, environment

    file = tmp_path / "plan.txt"
    file.write_text(FAULTY, encoding="utf-8")
    for command in ("check", "tasks", "outline", "info"):
        ours, theirs = os.openpty()
        settings = environment(TERM="xterm-256color")
        settings.pop("NO_COLOR", None)
        child = subprocess.Popen(
            [*COMMAND, command, str(file)], stdout=theirs, env=settings
        )
        os.close(theirs)
        seen = b""
        try:
            while piece := os.read(ours, 65_536):
                seen += piece
        except OSError:
            pass
        child.wait()
        os.close(ours)
        styles = {one for one in re.findall(rb"\x1b\[([0-9;]*)m", seen) if one}
        assert styles <= {b"0", b"1", b"31"}, (command, styles)


def test_progress_is_shown_on_a_terminal_only(tmp_path: Path) -> None:
    """With the rate and the time left."""
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(CLEAN * 50, encoding="utf-8")
    target = str(tmp_path / "tasks.csv")
    seen, code = on_terminal("tasks", str(tmp_path), "-o", target, "--lang", "zh")
    assert code == 0
    assert "0/6" in seen
    assert "剩余" in seen


# ---------------------------------------------------------------------------- wrapping


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [
        ("市教育局、市财政局、市司法局", 20, ["市教育局、市财政局、", "市司法局"]),
        ("市教育局、市财政局", 9, ["市教育", "局、", "市财政局"]),
        ("市教育局、市财政局", 10, ["市教育局、", "市财政局"]),
        ("提高到2025年底", 10, ["提高到", "2025年底"]),
        ("见《条例》", 4, ["见", "《条", "例》"]),
        ("a long word", 6, ["a long", "word"]),
        ("甲\n乙", 8, ["甲", "乙"]),
        ("", 8, [""]),
    ],
)
def test_lines_break_as_chinese_is_set(
    words: str, width: int, lines: list[str]
) -> None:
    """A sign stays with its word, a number whole, a short name on one line."""
    assert wrap(words, width) == lines


def test_wrapping_loses_nothing() -> None:
    """But the blanks at which it breaks; and no line is too wide."""
    text = Path(COUNCIL).read_text(encoding="utf-8")
    for width in (8, 20, 33, 80):
        for line in text.split("\n"):
            wrapped = wrap(line, width)
            assert "".join("".join(wrapped).split()) == "".join(line.split())
            assert all(width_of(one) <= width for one in wrapped)


@pytest.mark.parametrize(
    ("line", "column", "end", "width", "shown"),
    [
        ("二.分则", 1, 3, 80, ["  二.分则", "  ^^^"]),
        ("甲，，乙", 2, 4, 80, ["  甲，，乙", "    ^^^^"]),
        ("\x1b甲", 2, 3, 80, ["   甲", "   ^^"]),
        ("甲" * 40, 30, 31, 24, ["  …" + "甲" * 10 + "…", "  " + " " * 9 + "^^"]),
        ("", 1, 1, 80, []),
    ],
)
def test_a_caret_stands_below_its_place(
    line: str, column: int, end: int, width: int, shown: list[str]
) -> None:
    """A Han character takes two columns, a long line is cut around the place."""
    assert excerpt(line, column, end, width) == shown
