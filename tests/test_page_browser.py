"""The page in a browser: what a reader sees and does.

Needs Chromium, its driver and selenium; skipped with a message where they are not.
"""

import base64
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import cnpolicy
from cnpolicy import Document, parse, parse_file, unparse
from cnpolicy.analysis.comparison import compare
from support import relayout, strategies
from support.browser import Browser, started
from support.hostile_titles import hostile_plan, hostile_titles

pytest.importorskip("jinja2")
pytest.importorskip("selenium")

from cnpolicy.export.html.page import to_html

pytestmark = pytest.mark.slow

SEEDS = strategies.SEEDS
STATE_COUNCIL = next(path for path in SEEDS if path.name.startswith("003"))
SHANXI = next(path for path in SEEDS if path.name.startswith("000"))
BOXES = next(path for path in SEEDS if path.name.startswith("004"))

each_seed = pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all."""
    with started() as browser:
        yield browser


@pytest.fixture
def browser(chromium: Browser) -> Iterator[Browser]:
    """The browser with a wide window; after it, nothing may have been complained of."""
    chromium.size(1440, 900)
    chromium.complaints()
    yield chromium
    assert chromium.complaints() == []


def shown(browser: Browser, number: int = 0) -> str:
    """The text of a document as the page has it."""
    # As numbers: the protocol carries no half of a surrogate pair.
    codes = browser.run(
        "return [...window.cnpolicy.documentText(arguments[0])]"
        ".map((sign) => sign.codePointAt(0))",
        number,
    )
    return "".join(map(chr, codes))


def count(browser: Browser) -> int:
    """How many rows the list says it has."""
    return int(browser.run("return document.querySelector('#count').dataset.shown"))


# --------------------------------------------------------------------------- the text


@each_seed
def test_a_seed_is_shown_whole(browser: Browser, tmp_path: Path, path: Path) -> None:
    """The text of the page, joined, is the text of the document."""
    document = parse_file(path)
    browser.open(to_html(document), tmp_path)
    assert shown(browser) == unparse(document)


def test_what_html_cannot_carry_is_shown_by_a_stand_in(
    browser: Browser, tmp_path: Path
) -> None:
    """NUL, half a surrogate pair, controls, carriage returns, directions."""
    text = "一、总则\r\n\t正文\x00\x01\x0b\x0c\x1b\x7f\x80\x85\x9f\r\n\r\n"
    text += (
        "二、附则\u200b\u202e\u2066\u2028\u2029\ufeff\ufffe\ud800。\udc00𠮷é\r　表\n"
    )
    browser.open(to_html(parse(text)), tmp_path)
    assert shown(browser) == text
    assert "[U+0000]" in browser.texts(".odd")


# -------------------------------------------------------------------- going about in it


def test_an_entry_of_the_outline_brings_its_heading_into_sight(
    browser: Browser, tmp_path: Path
) -> None:
    """And is marked, and has an address."""
    document = parse_file(STATE_COUNCIL)
    browser.open(to_html(document), tmp_path)
    entries = browser.texts(".outline a")
    assert len(entries) == len(cnpolicy.outline(document))
    at = len(entries) // 2
    browser.run("document.querySelectorAll('.outline a')[arguments[0]].click()", at)
    browser.wait(
        "return (document.querySelector('.outline a[aria-current]') || {}).textContent"
        f" === {entries[at]!r}"
    )
    top = browser.run(
        "return document.getElementById(location.hash.slice(1))"
        ".getBoundingClientRect().top"
    )
    assert 0 < top < 450
    assert browser.run("return location.hash") == f"#d0-s{at}"


@pytest.mark.parametrize("tab", ["tasks", "targets", "deadlines", "citations"])
def test_a_row_leads_to_its_place(browser: Browser, tmp_path: Path, tab: str) -> None:
    """The words that light up are those of its span, and they are in sight."""
    document = parse_file(BOXES)
    text = unparse(document)
    browser.open(to_html(document), tmp_path)
    browser.click(f"#tab-{tab}")
    spans = browser.run(
        "return JSON.parse(document.querySelector('#d0-data').textContent)"
        "[arguments[0]].map((row) => row.span)",
        tab,
    )
    for row in (0, len(spans) // 2):
        browser.run(
            "document.querySelectorAll('#list .card-main')[arguments[0]].click()", row
        )
        lit = browser.run(
            "const [range] = CSS.highlights.get('spot');"
            "return [range.toString(), range.getBoundingClientRect().top]"
        )
        assert "".join(lit[0].split()) == "".join(text[slice(*spans[row])].split())
        assert 0 <= lit[1] <= 900


def test_a_mark_says_what_it_is(browser: Browser, tmp_path: Path) -> None:
    """A body its full name, a target its kind; Escape closes it."""
    browser.open(to_html(parse_file(SHANXI)), tmp_path)
    browser.run(
        "[...document.querySelectorAll('.o')]"
        ".find((body) => body.textContent === '省市場監管局').click()"
    )
    card = browser.texts("#card")[0]
    assert "山西省市场监督管理局" in card
    assert "责任分工" in card
    browser.press("\ue00c")
    assert browser.run("return document.querySelector('#card').hidden")


def test_kinds_of_marks_can_be_taken_away(browser: Browser, tmp_path: Path) -> None:
    """By the legend."""
    browser.open(to_html(parse_file(BOXES)), tmp_path)
    colour = "return getComputedStyle(document.querySelector('.t-planned')).color"
    before = browser.run(colour)
    browser.click("[data-show=t]")
    assert browser.run(colour) != before
    browser.click("[data-show=t]")
    assert browser.run(colour) == before


# ------------------------------------------------------------------- lists and filters


def bodies_of(task: cnpolicy.Task) -> set[str]:
    """The full names of the bodies of a task, the inferred lead among them."""
    inferred = (task.inferred_lead,) if task.inferred_lead else ()
    return {body.normalized for body in (*task.organizations, *inferred)}


@each_seed
def test_counts_are_those_of_the_library(
    browser: Browser, tmp_path: Path, path: Path
) -> None:
    """On the tabs, in the list, in the bars of bodies and in the heat map."""
    document = parse_file(path)
    tasks = cnpolicy.tasks(document)
    browser.open(to_html(document), tmp_path)
    expected = [
        len(tasks),
        len(cnpolicy.targets(document)),
        len(cnpolicy.deadlines(document)),
        len(cnpolicy.citations(document)),
        len(cnpolicy.check(document)),
    ]
    assert [int(words) for words in browser.texts("#tabs .number")] == expected
    assert count(browser) == len(tasks)
    browser.click("[data-view=overview]")
    if browser.texts(".tile-chart_bodies .link"):
        browser.click(".tile-chart_bodies .link")
    bodies = cnpolicy.by_organization(tasks)
    assert browser.texts(".tile-chart_bodies .value") == [
        str(len(body.tasks)) for body in bodies
    ]
    cells = [int(words) for words in browser.texts(".heat-number")]
    assert sum(cells) == sum(len(body.tasks) for body in bodies)


def test_the_list_can_be_filtered_by_a_body(browser: Browser, tmp_path: Path) -> None:
    """By role too; and cleared again."""
    document = parse_file(STATE_COUNCIL)
    tasks = cnpolicy.tasks(document)
    browser.open(to_html(document), tmp_path)
    first = cnpolicy.by_organization(tasks)[0]
    browser.choose("#filter-body", first.normalized)
    assert count(browser) == len(first.tasks)
    assert len(browser.texts("#list .card")) == len(first.tasks)
    browser.choose("#filter-role", "lead")
    assert count(browser) == len(first.lead)
    assert browser.texts("#list strong") == [task.title for task in first.lead]
    browser.press("x")
    assert count(browser) == len(tasks)


def test_every_body_role_year_and_section_can_be_chosen(
    browser: Browser, tmp_path: Path
) -> None:
    """Each leaves what the library says; the options name their counts."""
    document = parse_file(SHANXI)
    tasks = cnpolicy.tasks(document)
    browser.open(to_html(document), tmp_path)
    named = Counter(name for task in tasks for name in bodies_of(task))
    roles = {
        role: sum(bool(getattr(task, role)) for task in tasks)
        for role in ("lead", "responsible", "support", "guide")
    }
    roles["inferred_lead"] = sum(task.inferred_lead is not None for task in tasks)
    chapters = [item for item in cnpolicy.outline(document) if item.depth == 1]
    starts = [item.span.start for item in chapters]
    inside = Counter(
        max(start for start in starts if start <= task.span.start) for task in tasks
    )
    expected = {
        "body": dict(named),
        "role": {role: found for role, found in roles.items() if found},
        "section": {
            str(index): inside[item.span.start]
            for index, item in enumerate(cnpolicy.outline(document))
            if item.depth == 1 and inside[item.span.start]
        },
    }
    for name, wanted in expected.items():
        for value, number in wanted.items():
            browser.choose(f"#filter-{name}", value)
            assert count(browser) == number, (name, value)
            chosen = browser.run(
                "return document.querySelector(arguments[0]).selectedOptions[0].text",
                f"#filter-{name}",
            )
            assert chosen.endswith(f"（{number}）")
        browser.press("x")


def test_a_filter_that_leaves_nothing_says_so(browser: Browser, tmp_path: Path) -> None:
    """With a way back."""
    document = parse_file(STATE_COUNCIL)
    browser.open(to_html(document), tmp_path)
    body = next(
        body
        for body in cnpolicy.by_organization(cnpolicy.tasks(document))
        if not body.lead
    )
    browser.choose("#filter-body", body.normalized)
    browser.choose("#filter-role", "lead")
    assert count(browser) == 0
    assert "没有符合筛选条件" in browser.texts("#list .empty")[0]
    browser.click("#list .empty .link")
    assert count(browser) > 0


def test_a_document_without_anything_has_words_for_it(
    browser: Browser, tmp_path: Path
) -> None:
    """Every list, the outline, the charts."""
    browser.open(to_html(parse("没有编号的一段话。\n")), tmp_path)
    for tab in ("tasks", "targets", "deadlines", "citations"):
        browser.click(f"#tab-{tab}")
        assert browser.texts("#list .empty")
    assert browser.texts(".outline .empty")
    browser.click("[data-view=overview]")
    assert len(browser.texts(".tile .empty")) == 2


def test_a_bar_and_a_cell_list_their_tasks(browser: Browser, tmp_path: Path) -> None:
    """As many as they say."""
    browser.open(to_html(parse_file(STATE_COUNCIL)), tmp_path)
    browser.click("[data-view=overview]")
    press = (
        "const part = document.querySelectorAll(arguments[0])[arguments[1]];"
        "part.dispatchEvent(new MouseEvent('click', { bubbles: true }));"
        "return Number(part.dataset.tip.match(/[0-9]+(?=[^0-9]*$)/)[0])"
    )
    for selector in (".tile-chart_bodies .press", ".tile-chart_heat .press"):
        for number in (0, 3):
            told = browser.run(press, selector, number)
            assert count(browser) == told


# --------------------------------------------------------------------------- the search


def test_the_search_finds_what_the_text_holds(browser: Browser, tmp_path: Path) -> None:
    """And Enter goes from hit to hit."""
    document = parse_file(STATE_COUNCIL)
    browser.open(to_html(document), tmp_path)
    browser.press("/")
    browser.press("知识产权强国")
    hits = "".join(unparse(document).split()).count("知识产权强国")
    browser.wait(
        f"return document.querySelector('#search-count').textContent === '{hits}'"
    )
    assert len(browser.texts("#list .card-hit")) == hits
    for place in (1, 2):
        browser.press("\ue007")
        assert browser.texts("#search-count") == [f"{place}/{hits}"]
        lit = browser.run(
            "const [range] = CSS.highlights.get('hit');"
            "return [range.toString(), range.getBoundingClientRect().top]"
        )
        assert lit[0] == "知识产权强国"
        assert 0 <= lit[1] <= 900


def test_the_search_looks_past_breaks_widths_and_case(
    browser: Browser, tmp_path: Path
) -> None:
    """A word that a line break divides is one word to its reader."""
    text = relayout.wrapped(24)(strategies.seed_text(STATE_COUNCIL))
    document = parse(text)
    paragraphs = [
        node.text for node in cnpolicy.walk(document) if isinstance(node, cnpolicy.Leaf)
    ]
    broken = next(words for words in paragraphs if words.count("\r\n") > 3)
    before, after = broken.split("\r\n")[1:3]
    divided = before[-3:] + after[:3]
    browser.open(to_html(document), tmp_path)
    for wanted in (divided, "ｇｄｐ", " ".join(divided)):
        browser.press("/")
        browser.press(wanted)
        plain = "".join(wanted.split()).replace("ｇｄｐ", "gdp")
        number = sum(
            "".join(words.split()).lower().count(plain) for words in paragraphs
        )
        assert number
        browser.wait(
            f"return document.querySelector('#search-count').textContent === '{number}'"
        )
        browser.press("\ue00c")


# ---------------------------------------------------------------- language, theme, keys


def test_the_language_can_be_switched(browser: Browser, tmp_path: Path) -> None:
    """All words around the text change, the text does not."""
    document = parse_file(STATE_COUNCIL)
    browser.open(to_html(document), tmp_path)
    assert browser.texts("#tab-tasks")[0].startswith("任务")
    browser.click("[data-do=language]")
    assert browser.texts("#tab-tasks")[0].startswith("Tasks")
    assert browser.run("return document.documentElement.lang") == "en"
    assert browser.texts(".topbar [data-view=overview] span") == ["Overview"]
    browser.click("[data-view=overview]")
    browser.click("[data-do=help]")
    around = browser.run(
        "return [...document.querySelectorAll('body *:not(script)')]"
        ".filter((e) => !e.closest('[lang], option, svg.chart'))"
        ".flatMap((e) => [...e.childNodes].filter((n) => n.nodeType === 3))"
        ".map((n) => n.data).join(' ')"
    )
    assert set(re.findall("[\u4e00-\u9fff]+", around)) <= {"中"}
    assert shown(browser) == unparse(document)
    browser.click("[data-do=close-help]")
    browser.press("l")
    assert browser.texts("#tab-tasks")[0].startswith("任务")


def test_the_theme_is_that_of_the_system_until_it_is_chosen(
    browser: Browser, tmp_path: Path
) -> None:
    """And the choice stays."""
    browser.size(1440, 900, dark=True)
    browser.open(to_html(parse("一、总则\n")), tmp_path)
    ground = "return getComputedStyle(document.documentElement).backgroundColor"
    assert browser.run(ground) == "rgb(20, 22, 26)"
    browser.press("d")
    assert browser.run(ground) == "rgb(242, 240, 234)"
    browser.driver.refresh()
    assert browser.run(ground) == "rgb(242, 240, 234)"


def test_everything_can_be_done_by_keys(browser: Browser, tmp_path: Path) -> None:
    """Rows, marks, lists, views, help."""
    browser.open(to_html(parse_file(STATE_COUNCIL)), tmp_path)
    browser.press("j")
    browser.press("j")
    assert (
        browser.run("return document.querySelector('#list .chosen').dataset.position")
        == "1"
    )
    browser.press("n")
    assert not browser.run("return document.querySelector('#card').hidden")
    browser.press("\ue00c")
    browser.press("2")
    assert browser.run("return window.cnpolicy.state.tab") == "targets"
    browser.press("v")
    assert browser.run("return window.cnpolicy.state.view") == "overview"
    browser.press("?")
    assert browser.run("return document.querySelector('#help').open")
    browser.press("\ue00c")
    assert not browser.run("return document.querySelector('#help').open")
    browser.press("v")
    browser.press("o")
    assert browser.run("return document.activeElement.closest('.outline') !== null")


# ------------------------------------------------------------ several, and side by side


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    """The seeds."""
    return [parse_file(path) for path in SEEDS]


def test_several_documents_begin_with_a_list_of_them(
    browser: Browser, tmp_path: Path, documents: list[Document]
) -> None:
    """With sums; a row opens its document; lists are of all or of one."""
    browser.open(to_html(documents), tmp_path)
    tasks = [cnpolicy.tasks(document) for document in documents]
    everything = [task for found in tasks for task in found]
    assert count(browser) == len(everything)
    assert len(browser.texts(".documents tbody tr")) == len(documents)
    sums = browser.texts(".documents tfoot td")
    assert str(len(everything)) in sums
    assert str(len(cnpolicy.by_organization(everything))) in sums
    body = cnpolicy.by_organization(everything)[0]
    browser.choose("#filter-body", body.normalized)
    assert count(browser) == len(body.tasks)
    browser.press("x")
    browser.run("document.querySelectorAll('.documents .open')[3].click()")
    assert count(browser) == len(tasks[3])
    assert browser.run("return document.querySelector('.document.current').id") == "d3"
    browser.choose("#document-switch", "4")
    assert count(browser) == len(tasks[4])
    assert shown(browser, 4) == unparse(documents[4])


def test_two_documents_are_shown_side_by_side(browser: Browser, tmp_path: Path) -> None:
    """What changed is shown, what was kept is folded away, kinds can be taken away."""
    old = parse_file(STATE_COUNCIL)
    changed = unparse(old).replace("达到4万人", "达到5万人")
    new = parse(changed.replace("\n版权", "\n九、附则\n自印发之日起施行。\n版权"))
    comparison = compare(old, new)
    browser.open(to_html([old, new], comparison=comparison), tmp_path)
    assert browser.run("return window.cnpolicy.state.view") == "compare"
    assert browser.texts("#changes del") == ["4"]
    assert browser.texts("#changes ins") == ["5"]
    visible = (
        "return document.querySelectorAll('#changes > .change:not([hidden])').length"
    )
    kept = len(comparison.kept)
    assert browser.run(visible) == len(comparison.changes) - kept
    browser.press("n")
    assert browser.run("return document.querySelectorAll('.change.chosen').length") == 1
    browser.click(".compare-tools .badge-added")
    assert browser.run(visible) == len(comparison.changed)
    browser.click("#changes .change-changed .side-1 .place")
    assert browser.run("return window.cnpolicy.state.doc") == 1
    assert browser.run("return window.cnpolicy.state.view") == "text"


# --------------------------------------------------------------------- widths and paper


@pytest.mark.parametrize("width", [390, 768, 1024, 1440])
def test_nothing_is_wider_than_the_window(
    browser: Browser, tmp_path: Path, documents: list[Document], width: int
) -> None:
    """In any view; what is wider scrolls by itself."""
    browser.size(width, 844)
    pair = documents[2:4]
    browser.open(to_html(pair, comparison=compare(*pair)), tmp_path)
    for view in ("compare", "index", "text", "overview"):
        browser.click(f".topbar [data-view={view}]")
        overflow = browser.run(
            "return document.documentElement.scrollWidth - window.innerWidth"
        )
        assert overflow <= 0, view


def test_a_narrow_window_has_sheets(browser: Browser, tmp_path: Path) -> None:
    """The outline and the lists cover the text until something is chosen."""
    browser.size(390, 844)
    browser.open(to_html(parse_file(STATE_COUNCIL)), tmp_path)
    shown_panel = "return document.querySelector(arguments[0]).offsetParent !== null"
    shown_panel += " || getComputedStyle(document.querySelector(arguments[0])).display"
    shown_panel += " !== 'none'"
    assert not browser.run(shown_panel, "#side-panel")
    browser.click("[data-sheet=right]")
    assert browser.run(shown_panel, "#side-panel")
    browser.click("#list .card-main")
    assert not browser.run(shown_panel, "#side-panel")
    browser.click("[data-sheet=left]")
    assert browser.run(shown_panel, "#outline-panel")
    browser.click(".outline a")
    assert not browser.run(shown_panel, "#outline-panel")


def test_paper_holds_the_text_and_nothing_around_it(
    browser: Browser, tmp_path: Path
) -> None:
    """Every page, every heading; no panel, no button."""
    pdfium = pytest.importorskip("pypdfium2")
    document = parse_file(STATE_COUNCIL)
    browser.open(to_html(document), tmp_path)
    printed = browser.driver.execute_cdp_cmd(
        "Page.printToPDF", {"preferCSSPageSize": True}
    )
    pdf = pdfium.PdfDocument(base64.b64decode(printed["data"]))
    pages = [page.get_textpage() for page in pdf]
    words = "".join("".join(page.get_text_bounded().split()) for page in pages)
    for page in pages:
        page.close()
    pdf.close()
    for item in cnpolicy.outline(document):
        assert item.title is not None
        assert "".join(item.title.split()) in words
    assert "图例" not in words
    assert "全部单位" not in words


# ------------------------------------------------------------------ security and time


def test_a_thousand_hostile_titles_do_nothing(browser: Browser, tmp_path: Path) -> None:
    """No script of theirs runs, no element of theirs is made, nothing is asked for."""
    titles = list(hostile_titles(1000))
    browser.open(to_html([parse(hostile_plan(titles)), parse("一、总则\n")]), tmp_path)
    for view in ("index", "text", "overview"):
        browser.click(f".topbar [data-view={view}]")
        for tab in ("tasks", "targets", "deadlines", "citations", "findings"):
            browser.click(f"#tab-{tab}")
    browser.run("document.querySelector('.document.current .o').click()")
    browser.press("l")
    assert browser.run("return window.broken") is None
    made = "img, iframe, form, textarea, template, base, plaintext, h1 + h1 > script"
    assert (
        browser.run("return document.querySelectorAll(arguments[0]).length", made) == 0
    )
    assert browser.run("return performance.getEntriesByType('resource').length") == 0
    # Two halves of a pair that come to stand side by side are one sign to a script.
    pairs = hostile_plan(titles).encode("utf-16-le", "surrogatepass")
    assert shown(browser) == pairs.decode("utf-16-le", "surrogatepass")


def test_a_million_characters_open_in_less_than_three_seconds(
    browser: Browser, tmp_path: Path
) -> None:
    """From the address to the page that can be used; a busy machine may try again."""
    one = "\n".join(map(strategies.seed_text, SEEDS))
    text = "\n".join([one] * (1_000_000 // len(one) + 1))
    assert len(text) >= 1_000_000
    browser.open(to_html(parse(text)), tmp_path)
    address = browser.driver.current_url
    best = 99.0
    for _ in range(6):
        browser.driver.get("about:blank")
        start = time.perf_counter()
        browser.driver.get(address)
        browser.wait("return document.documentElement.dataset.ready === 'yes'")
        browser.run("return document.body.offsetHeight")
        best = min(best, time.perf_counter() - start)
        if best < 3:
            break
    assert best < 3, best
