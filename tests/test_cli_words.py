"""The words of the command line: everything it says, in two languages."""

import ast
import importlib
import os
import re
from enum import Enum
from pathlib import Path

import pytest

pytest.importorskip("click")

import click
from click.testing import CliRunner, Result

import cnpolicy
from cnpolicy.cli import language
from cnpolicy.cli.commands import NAMES, cli
from cnpolicy.cli.help import option_words
from cnpolicy.model.results.tasks import ROLES
from support.commands import every_command
from support.library_source import nodes_of

CLI = Path(cnpolicy.__file__).parent / "cli"
PAGE = Path(__file__).parents[1] / "docs" / "cli.md"
COMMANDS = dict(every_command())
_HAN = re.compile("[\u4e00-\u9fff]")
_FIELD = re.compile(r"\{(?:\d|\w+)?(?:!r)?\}")
# The same in both languages: names, and what is only signs.
_ALIKE = re.compile(
    r"list\.|demo\.|text\.metadata|value\.(pdf|ofd|markdown|odt)|click "
)


def run(*arguments: str) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(cli, arguments)


def options(command: click.Command) -> list[click.Parameter]:
    """The options and arguments of a command."""
    return command.get_params(click.Context(command))


# ------------------------------------------------------------------------- the table


def test_the_table_has_three_columns_and_no_key_twice() -> None:
    """A key, English, Chinese; a row that is cut off would be lost in silence."""
    text = (CLI / "words.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.removesuffix("\n").split("\n")]
    assert all(len(row) == 3 and all(row) for row in rows)
    keys = [row[0] for row in rows]
    assert len(keys) == len({*keys})
    assert len(language.table()) == len(rows)


def test_a_row_says_the_same_in_both_languages() -> None:
    """Chinese is Chinese, English is not, and both have the same details."""
    numbered = {"check.one", "check.some"}
    for key, words in language.table().items():
        if not _ALIKE.match(key):
            assert _HAN.search(words.zh) or not re.search("[a-z]{4}", words.zh), key
        if " --" not in key:  # an option may name an example: 山西省
            assert not _HAN.search(words.en), key
        if key not in numbered:
            # click says of a number only that it is none.
            here, there = ({*_FIELD.findall(one)} for one in words)
            assert there <= here if key.startswith("click ") else there == here, key


def said_in(path: Path) -> set[str]:
    """The keys that a module says, as far as they stand in it."""
    found = set()
    for node in nodes_of(path):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
            ("say", "both")
        ):
            found |= {
                one.value
                for one in ast.walk(node.args[0])
                if isinstance(one, ast.Constant) and isinstance(one.value, str)
            }
    return {key for key in found if "." in key and not key.endswith(".")}


def test_every_message_is_in_the_table() -> None:
    """What a module says, it takes from there."""
    said = {key for path in CLI.rglob("*.py") for key in said_in(path)}
    said -= {"value.", "title.", "column."}
    assert said - language.table().keys() == set()


def test_no_row_is_left_over() -> None:
    """A row that nothing says is taken out."""
    sources = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted(CLI.rglob("*.py"))
    )
    helped = {*COMMANDS, *(f"{name}.more" for name in COMMANDS), "cnpolicy"}
    helped |= {"cnpolicy.more", "--help", "--version"}
    for name, command in COMMANDS.items():
        for option in options(command):
            names = [*option.opts, option.metavar or ""]
            helped |= {f"{name} {one}" for one in names} | {*names}
    left = []
    for key in language.table().keys() - helped:
        head, _, tail = key.partition(".")
        if head in ("value", "title") or key.startswith("click "):
            continue
        used = tail if head == "column" else key
        if f'"{used}"' not in sources and f'"{tail}"' not in sources:
            left.append(key)
    assert left == []


CODED: list[type[Enum]] = [
    cnpolicy.TargetKind,
    cnpolicy.Direction,
    cnpolicy.DeadlineKind,
    cnpolicy.ChunkKind,
    cnpolicy.ChangeKind,
    cnpolicy.CitationRole,
    cnpolicy.Severity,
    cnpolicy.Layout,
    cnpolicy.Script,
    cnpolicy.Kind,
]


def test_every_column_and_value_has_words() -> None:
    """The headings of each table, and each word of the library that stands in one."""
    for name in NAMES:
        module = importlib.import_module(cli.modules[name])
        for column in getattr(module, "_COLUMNS", ()):
            assert column.heading
    for kind in CODED:
        for one in kind:
            assert f"value.{one.value}" in language.table()
    for role in ROLES:
        assert f"value.{role.value}" in language.table()


# ------------------------------------------------------------------------------- help


@pytest.mark.parametrize("lang", language.LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help(name: str, lang: str) -> None:
    """In the language that was asked for, wherever `--lang` stands."""
    for arguments in (["--lang", lang, *name.split()], [*name.split(), "--lang", lang]):
        help_ = run(*arguments, "--help")
        assert help_.exit_code == 0
        words = "".join(help_.stdout.split())
        language.choose(lang)  # type: ignore[arg-type]
        assert "".join(language.say(name).split()) in words
        for option in options(COMMANDS[name]):
            about = option_words(name, option)
            assert about, f"{name} {option.opts}"
            if isinstance(option, click.Option):
                assert "".join(about.split()) in words
    language.choose(None)


def test_help_in_chinese_fits_the_width() -> None:
    """A Han character takes two columns; no line begins with a closing sign."""
    from cnpolicy.cli.wrapping import width_of

    for name in COMMANDS:
        text = run(*name.split(), "--help", "--lang", "zh").stdout
        for line in text.split("\n"):
            assert width_of(line) <= 80, line
            assert not re.match(r"\s*[、，。；：！？）】》”]", line), line


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["taskss"], "没有命令"),
        (["tasks"], "缺少参数"),
        (["tasks", "--jbs", "x.txt"], "没有选项"),
        (["tasks", "--jobs", "0", "x.txt"], "值不正确"),
        (["tasks", "--due", "soon", "x.txt"], "不是年、月、日"),
        (["tasks", "--json", "--csv", "x.txt"], "不能同时使用"),
        (["tasks", "--format", "doc", "x.txt"], "不在可选值"),
        (["tasks", "none.txt"], "文件不存在"),
        (["compare", "a.txt"], "缺少参数"),
        (["convert", "x.txt"], "须用 --to"),
        (["profile", "show", "none"], "文件不存在"),
        (["check", "--ignore", "nothing", "x.txt"], "没有这个检查代码"),
    ],
)
def test_errors_are_said_in_chinese(arguments: list[str], words: str) -> None:
    """Those of click too."""
    result = run("--lang", "zh", *arguments)
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_missing_library_is_said_in_chinese() -> None:
    """With the command that brings it, as the exports say it in English."""
    error = cnpolicy.CnpolicyError('x needs jinja2: pip install "cnpolicy[view]"')
    language.choose("zh")
    assert language.said(error) == '缺少 jinja2，请运行：pip install "cnpolicy[view]"'
    language.choose("en")
    assert language.said(error) == str(error)
    language.choose(None)


@pytest.mark.parametrize(
    ("variables", "lang"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "C", "LC_MESSAGES": "zh_CN"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_language_is_that_of_the_locale(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], lang: str
) -> None:
    """As gettext has it."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setitem(os.environ, name, value)
    language.choose(None)
    assert language.language() == lang
    assert (lang == "zh") == ("用法" in run("--help").stdout)


# ------------------------------------------------------------------------------- docs


@pytest.mark.parametrize("name", COMMANDS)
def test_the_page_documents_every_command_and_option(name: str) -> None:
    """In the section of the command, or in one about all of them."""
    page = PAGE.read_text(encoding="utf-8")
    sections = re.split(r"(?m)^## ", page)
    own = [one for one in sections if f"`cnpolicy {name.split()[0]}" in one[:60]]
    assert len(own) == 1, "one section for each command"
    shared = "".join(one for one in sections if not one.startswith("`cnpolicy"))
    for option in options(COMMANDS[name]):
        if isinstance(option, click.Option):
            names = [f"`{one}" for one in option.opts]
            names += [f" {one}" for one in option.opts]
            assert any(one in own[0] or one in shared for one in names), option.opts
