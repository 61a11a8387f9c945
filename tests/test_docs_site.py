"""The built documentation, opened as a reader does.

In: the folder `site`, which `.ci/run` builds (`zensical build`, and again with `-f
mkdocs.zh.yml`). Where it is missing or older than the pages, or no browser is there,
these tests are skipped and say so.
"""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from support.browser import Browser, started
from support.doc_pages import CHINESE, ENGLISH, ROOT, blocks

SITE = ROOT / "site"
NAMES = sorted(path.stem for path in ENGLISH.glob("*.md"))
SIZES = {"desktop": (1440, 900), "phone": (390, 780)}

# What people look for, and where it should lead. Pages of the Chinese site.
SEARCHES = {
    "安装": "install.html",
    "离线": "install.html#离线安装和使用",
    "任务分工表": "meaning.html#任务分工表",
    "牵头": "model.html#责任分工牵头负责配合",
    "完成时限": "meaning.html#完成时限",
    "两份文件对照": "meaning.html#两份文件对照",
    "繁体": "tutorial.html#繁体文本",
    "扫描件": "limits.html#做不到什么",
    "退出码": "cli.html#退出码",
    "numbering-gap": "diagnostics.html#numbering-gap",
    "to_xlsx": "api.html#cnpolicy.to_xlsx",
}

# The search stands in a shadow root of its own.
SEARCH = """
const root = [...document.querySelectorAll("*")]
  .find((one) => one.shadowRoot)?.shadowRoot;
"""
OPENED = f"{SEARCH} return Boolean(root?.querySelector('input'));"
RESULTS = f"{SEARCH} return [...root.querySelectorAll('a')].map((link) => link.href);"

# The browser gives no page the clipboard; what the button would put there is kept.
COPIED = """
const copied = [];
document.execCommand = () => {
  copied.push([...document.querySelectorAll("textarea")].pop().value);
  return true;
};
document.querySelectorAll("[data-md-type=copy]").forEach((button) => button.click());
return copied;
"""
PROMPTS = (">>> ", "... ", "$ ")


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server of files that says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serve the site as it is built now; skip if it is not."""
    built = SITE / "zh" / "search.json"
    pages = [*ENGLISH.rglob("*.md"), *ROOT.glob("mkdocs*.yml")]
    newest = max(path.stat().st_mtime for path in pages)
    if not built.is_file() or built.stat().st_mtime < newest:
        pytest.skip("the documentation is not built")
    handler = functools.partial(Quiet, directory=str(SITE))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser(address: str) -> Iterator[Browser]:
    """A browser for all tests of the module."""
    with started() as window:
        yield window


@pytest.mark.parametrize(("words", "target"), SEARCHES.items())
def test_the_search_finds_chinese_words(
    browser: Browser, address: str, words: str, target: str
) -> None:
    """The first result is where a reader should go."""
    browser.size(*SIZES["desktop"])
    browser.driver.get(f"{address}zh/index.html")
    browser.wait(OPENED)
    browser.click(".md-search__button")
    browser.run(f"{SEARCH} root.querySelector('input').focus();")
    browser.press(words)
    browser.wait(f"{RESULTS.rstrip(';')}.length > 0")
    first = unquote(browser.run(RESULTS)[0])
    assert first == f"{address}zh/{target}"


@pytest.mark.parametrize("folder", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_prompts_and_output_are_not_copied(
    browser: Browser, address: str, folder: Path
) -> None:
    """What the button copies of a command line can be pasted as it is."""
    place = folder.relative_to(ENGLISH) / "check.html"
    browser.driver.get(f"{address}{place.as_posix()}")
    browser.wait("return document.querySelector('[data-md-type=copy]') !== null")
    copied = browser.run(COPIED)
    shown = [block.code for block in blocks(folder / "check.md")]
    assert len(copied) == len(shown)
    for text, code in zip(copied, shown, strict=True):
        prompted = [line for line in code.splitlines() if line.startswith(PROMPTS)]
        wanted = [line.split(" ", 1)[1] for line in prompted] or code.splitlines()
        assert [line for line in text.splitlines() if line.strip()] == wanted


@pytest.mark.parametrize("name", NAMES)
def test_the_switch_leads_to_the_same_page(
    browser: Browser, address: str, name: str
) -> None:
    """From English to Chinese, and back."""
    browser.driver.get(f"{address}{name}.html")
    browser.click(".md-select__link[hreflang=zh]")
    browser.wait("return document.documentElement.lang === 'zh'")
    assert browser.driver.current_url == f"{address}zh/{name}.html"
    browser.click(".md-select__link[hreflang=en]")
    browser.wait("return document.documentElement.lang === 'en'")
    assert browser.driver.current_url == f"{address}{name}.html"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("prefix", ["", "zh/"], ids=["en", "zh"])
def test_no_page_is_wider_than_the_window(
    browser: Browser, address: str, prefix: str, size: str
) -> None:
    """What is too wide (tables, code) scrolls by itself; pictures are there."""
    browser.size(*SIZES[size])
    for name in NAMES:
        browser.driver.get(f"{address}{prefix}{name}.html")
        assert browser.run(
            "return document.documentElement.scrollWidth <= window.innerWidth"
        ), name
        assert browser.run(
            "return [...document.images].every((picture) => picture.naturalWidth > 0)"
        ), name
