"""The page of the service in a browser: what a colleague sees and does.

Needs Chromium, its driver and selenium; skipped with a message where they are not.
"""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("uvicorn")
pytest.importorskip("python_multipart")
pytest.importorskip("jinja2")
pytest.importorskip("selenium")

from support.browser import Browser, started
from support.services import OTHER, PLAN, Service, running
from support.strategies import SEEDS

pytestmark = pytest.mark.slow

# What an event of the mouse brings cannot be made of a script's hands alone: the list
# of files is made as a browser makes it, and dropped on the page.
DROP = """
const carrier = new DataTransfer();
for (const [name, text] of JSON.parse(arguments[0])) {
  carrier.items.add(new File([text], name));
}
const event = new DragEvent("drop", { dataTransfer: carrier, bubbles: true });
document.querySelector("#drop").dispatchEvent(event);
"""


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with running() as service:
        yield service


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with started() as browser:
        yield browser


@pytest.fixture
def browser(chromium: Browser, service: Service) -> Iterator[Browser]:
    """The page, open; after it nothing may have been complained of."""
    chromium.size(1440, 900)
    visit(chromium, service.address)
    chromium.complaints()
    yield chromium
    assert chromium.complaints() == []
    for window in chromium.driver.window_handles[1:]:
        chromium.driver.switch_to.window(window)
        chromium.driver.close()
    chromium.driver.switch_to.window(chromium.driver.window_handles[0])


def visit(browser: Browser, address: str) -> None:
    """Open the page."""
    browser.driver.get(address)
    browser.wait("return document.documentElement.dataset.ready === 'yes'")


def drop(browser: Browser, *files: tuple[str, str]) -> None:
    """Drop files on the page."""
    browser.run(DROP, json.dumps(files))


def press(browser: Browser, name: str) -> None:
    """Press the button of an operation, as a finger does."""
    browser.driver.find_element("css selector", f"[data-name={name}]").click()


def other_window(browser: Browser) -> None:
    """Go to the tab that was opened, once its page stands."""
    end = time.monotonic() + 20
    while len(browser.driver.window_handles) < 2:
        assert time.monotonic() < end
        time.sleep(0.05)
    browser.driver.switch_to.window(browser.driver.window_handles[-1])
    browser.wait("return document.documentElement.dataset.ready === 'yes'")


def able(browser: Browser) -> set[str]:
    """The operations that can be pressed."""
    found: list[str] = browser.run(
        "return [...document.querySelectorAll('.action[aria-disabled=false]')]"
        ".map((one) => one.dataset.name)"
    )
    return set(found)


def status(browser: Browser) -> str:
    """What the page says of the last action."""
    (words,) = browser.texts("#status")
    return words


def test_a_dropped_file_opens_as_a_page(browser: Browser) -> None:
    """The view stands in a tab of its own, with its lists and charts alive."""
    seed = SEEDS[0]
    drop(browser, (seed.name, seed.read_text(encoding="utf-8")))
    assert browser.texts(".file-name") == [seed.name]
    press(browser, "view")
    other_window(browser)
    assert browser.run("return document.querySelectorAll('.card').length") > 10
    assert browser.run("return window.origin") == "null"


def test_the_page_of_a_document_can_ask_the_service_nothing(
    browser: Browser, service: Service
) -> None:
    """What a document might smuggle into its page could not read another."""
    drop(browser, ("a.txt", PLAN))
    press(browser, "view")
    other_window(browser)
    answer = browser.driver.execute_async_script(
        "const done = arguments[1];"
        "fetch(arguments[0]).then((got) => got.text()).then(done, () => done(null));",
        service.address,
    )
    assert answer is None
    assert browser.complaints()  # The browser says that it did not ask.


@pytest.mark.parametrize(
    ("files", "actions"),
    [
        ((), set()),
        (("a.txt",), {"view", "workbook", "word_table", "check"}),
        (("a.docx",), {"view", "workbook", "word_table", "check", "comments"}),
        (("a.txt", "b.txt"), {"workbook", "word_table", "view_compared", "redline"}),
    ],
)
def test_what_can_be_pressed(
    files: tuple[str, ...], actions: set[str], browser: Browser
) -> None:
    """What the documents at hand allow."""
    if files:
        drop(browser, *((name, PLAN) for name in files))
    assert able(browser) == actions


def test_two_files_side_by_side(browser: Browser) -> None:
    drop(browser, ("old.txt", PLAN))
    drop(browser, ("new.txt", OTHER))
    assert browser.texts(".which") == ["旧", "新"]
    press(browser, "view_compared")
    other_window(browser)
    assert "＋市财政局" in "".join(browser.texts(".delta"))


def test_a_third_file_is_refused_and_one_is_taken_away(browser: Browser) -> None:
    drop(browser, ("a.txt", PLAN), ("b.txt", PLAN), ("c.txt", PLAN))
    assert status(browser) == "一次最多两份文件"
    browser.click(".chosen-files button")
    assert browser.texts(".file-name") == ["b.txt"]


def test_pasted_text_is_checked_on_the_page(browser: Browser) -> None:
    browser.click("#paste summary")
    browser.driver.find_element("id", "text-1").send_keys("一、任务\n二.措施")
    press(browser, "check")
    browser.wait("return document.querySelectorAll('#findings-list li').length")
    (found,) = browser.texts("#findings-list li")
    assert found == "警告序号标点不规范：二.应为二、第 2 行建议：二、"


@pytest.mark.parametrize(
    ("name", "saved"),
    [("workbook", "规划-任务分工.xlsx"), ("word_table", "规划-任务分工.docx")],
)
def test_a_table_is_saved(
    name: str, saved: str, browser: Browser, tmp_path: Path
) -> None:
    """Under the name of its document."""
    browser.driver.execute_cdp_cmd(
        "Browser.setDownloadBehavior",
        {"behavior": "allow", "downloadPath": str(tmp_path)},
    )
    drop(browser, ("规划.txt", PLAN))
    press(browser, name)
    end = time.monotonic() + 20
    while not (tmp_path / saved).exists():
        assert time.monotonic() < end, list(tmp_path.iterdir())
        time.sleep(0.05)
    assert status(browser) == f"已生成 {saved}"


def test_what_cannot_be_read_is_said(browser: Browser) -> None:
    """On the page, in its language, where the answer would be a file."""
    drop(browser, ("规划.pdf", "%PDF-1.7 nothing"))
    press(browser, "workbook")
    browser.wait("return document.querySelector('#status.wrong')")
    assert status(browser)
    # A browser lists an answer of 422 as a failure to load.
    assert len(browser.complaints()) == 1


def test_names_and_findings_are_never_markup(browser: Browser) -> None:
    """Nothing of a document becomes an element of the page."""
    drop(browser, ("<img src=x onerror=alert(1)>.txt", "一、<b>任务</b>\n二.<i>甲</i>"))
    press(browser, "check")
    browser.wait("return document.querySelectorAll('#findings-list li').length")
    assert (
        browser.run("return document.querySelectorAll('main b, main i, img').length")
        == 0
    )


def test_the_other_language(browser: Browser, service: Service) -> None:
    """The page and what is opened from it."""
    browser.click("[hreflang=en]")
    browser.wait("return document.documentElement.lang === 'en'")
    browser.wait("return document.documentElement.dataset.ready === 'yes'")
    drop(browser, ("a.txt", PLAN))
    press(browser, "view")
    other_window(browser)
    assert browser.run("return document.documentElement.lang") == "en"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390, 320])
def test_nothing_sticks_out(
    width: int, dark: bool, browser: Browser, service: Service
) -> None:
    """Nothing is to be scrolled sideways; the theme is the system's."""
    browser.size(width, 800, dark)
    visit(browser, service.address)
    browser.run("localStorage.clear()")
    visit(browser, service.address)
    drop(browser, ("长" * 100 + ".txt", PLAN))
    press(browser, "check")
    browser.wait("return document.querySelectorAll('#findings-list li').length")
    assert browser.run("return document.documentElement.scrollWidth") <= width
    theme = browser.run("return document.documentElement.dataset.theme")
    assert theme == ("dark" if dark else "light")
