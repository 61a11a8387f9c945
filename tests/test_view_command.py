"""`cnpolicy view`: where the page goes, and what is said when it cannot."""

import webbrowser
from pathlib import Path

import pytest

import cnpolicy
from support.html_pages import data, shown_text

pytest.importorskip("click")
pytest.importorskip("jinja2")

from click.testing import CliRunner, Result

from cnpolicy.cli.commands import cli

PLAN = "某市规划\n一、任务\n（一）加强保护。健全机制。（市司法局负责）\n"
OTHER = PLAN.replace("市司法局", "市财政局")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with two plans."""
    monkeypatch.chdir(tmp_path)
    Path("old.txt").write_text(PLAN, encoding="utf-8")
    Path("new.txt").write_text(OTHER, encoding="utf-8")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were shown in the browser."""
    addresses: list[str] = []

    def show(address: str) -> bool:
        addresses.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", show)
    return addresses


def view(*arguments: str) -> Result:
    """Run `cnpolicy view`; it may not fail by accident."""
    result = CliRunner().invoke(cli, ["view", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def written(path: str) -> str:
    """The page in a file."""
    return Path(path).read_text(encoding="utf-8")


def test_a_page_goes_to_a_pipe() -> None:
    """Without -o."""
    result = view("old.txt")
    assert result.exit_code == 0
    assert shown_text(result.stdout) == PLAN
    assert data(result.stdout, "documents")[0]["file"] == "old.txt"


def test_a_page_goes_to_a_file() -> None:
    """The same page, and nothing is printed."""
    result = view("old.txt", "-o", "plan.html")
    assert (result.exit_code, result.output) == (0, "")
    assert written("plan.html") == view("old.txt").stdout


def test_several_files_share_a_page() -> None:
    """With a list of them; one that cannot be read costs a line and the exit code."""
    result = view("old.txt", "nowhere.txt", "new.txt", "-o", "all.html")
    assert result.exit_code == 2
    assert result.stderr == "cnpolicy: nowhere.txt: no such file\n"
    files = [row["file"] for row in data(written("all.html"), "documents")]
    assert files == ["old.txt", "new.txt"]


def test_two_files_can_be_compared() -> None:
    """And only two."""
    pytest.importorskip("rapidfuzz")
    page = view("--compare", "old.txt", "new.txt").stdout
    assert '<del class="del">司法</del>' in page
    assert '<ins class="ins">财政</ins>' in page
    assert view("--compare", "old.txt").exit_code == 2
    assert view("--compare", "old.txt", "new.txt", "old.txt").exit_code == 2
    missing = view("--compare", "old.txt", "nowhere.txt", "-o", "no.html")
    assert missing.exit_code == 2
    assert not Path("no.html").exists()


def test_the_language_can_be_chosen() -> None:
    """Chinese without it."""
    assert 'data-language="zh"' in view("old.txt").stdout
    assert 'data-language="en"' in view("--lang", "en", "old.txt").stdout


def test_the_page_is_shown_in_the_browser(opened: list[str]) -> None:
    """The file that was named, or one that stays behind the program."""
    assert view("old.txt", "--open", "-o", "plan.html").exit_code == 0
    assert opened == [Path("plan.html").resolve().as_uri()]
    assert view("old.txt", "--open").exit_code == 0
    path = Path(opened[1].removeprefix("file://"))
    assert path.suffix == ".html"
    assert shown_text(path.read_text(encoding="utf-8")) == PLAN
    path.unlink()


def test_without_a_browser_it_says_where_the_page_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With code 2."""
    monkeypatch.setattr(webbrowser, "open", lambda address: False)
    result = view("old.txt", "--open", "-o", "plan.html")
    assert result.exit_code == 2
    assert result.stderr == "cnpolicy: no browser was found; the page is plan.html\n"


def test_what_cannot_be_written_is_said_in_one_line() -> None:
    """And ends with 2."""
    result = view("old.txt", "-o", "nowhere/plan.html")
    assert result.exit_code == 2
    assert result.stderr == ("cnpolicy: nowhere/plan.html: No such file or directory\n")


def test_without_jinja2_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In one line."""
    from cnpolicy.export.html import page

    page._environment.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "jinja2", None)
    result = view("old.txt", "-o", "plan.html")
    assert result.exit_code == 2
    assert result.stderr == (
        'cnpolicy: a page needs jinja2: pip install "cnpolicy[view]"\n'
    )


def test_the_function_gives_what_the_command_writes() -> None:
    """Byte for byte."""
    page = cnpolicy.to_html(cnpolicy.parse_file("old.txt"))
    assert view("old.txt").stdout == page
