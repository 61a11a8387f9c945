"""The page: the whole text, nothing from elsewhere, nothing unescaped."""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given

import cnpolicy
from cnpolicy import Document, Paragraph, parse, parse_file, unparse
from cnpolicy.analysis.comparison import compare
from cnpolicy.errors import CnpolicyError
from support import strategies, trees
from support.hostile_texts import BUILDERS, SMALL, Hostile
from support.hostile_titles import hostile_plan, hostile_titles
from support.html_pages import article, data, elements, shown_text
from support.odd_texts import ODDITIES, Oddity
from support.row_batches import about, batched

pytest.importorskip("jinja2")

from cnpolicy.export.html.data import to_script
from cnpolicy.export.html.facts import Facts
from cnpolicy.export.html.marks import Marker, marks_of
from cnpolicy.export.html.page import to_html

PLAN = """某市知识产权保护规划
一、规划背景
到2025年，万人有效发明专利拥有量达到12件。
二、主要任务
（一）加强保护。健全机制。（市市场监管局牵头，市法院、市司法局等配合）
（二）加强运用。完善政策。（市财政局负责，2024年底前完成）
专栏1　保护工程
建设维权中心2个。
三、组织实施
依据《某省规划》（某政发〔2021〕3号），抓好落实。
"""
SEEDS = [pytest.param(path, id=path.stem) for path in strategies.SEEDS]


def same_text(text: str) -> None:
    """Assert that the page of a text shows that text."""
    assert shown_text(to_html(parse(text))) == text


# --------------------------------------------------------------------------- the text


@pytest.mark.parametrize("path", SEEDS)
def test_the_page_of_a_seed_shows_its_text(path: Path) -> None:
    """All of it, line ends and indents too."""
    same_text(strategies.seed_text(path))


@pytest.mark.law
@given(strategies.anything)
def test_the_page_of_any_text_shows_it(text: str) -> None:
    """NUL, halves of surrogate pairs, carriage returns, whatever it is."""
    same_text(text)


@pytest.mark.law
@given(strategies.vocabulary)
def test_the_page_of_what_the_library_knows_shows_it(text: str) -> None:
    """Boxes, tables, clauses in any order."""
    same_text(text)


@given(strategies.edited())
def test_the_page_of_a_document_cut_about_shows_it(text: str) -> None:
    """Real documents, damaged."""
    same_text(text)


@batched(BUILDERS)
def test_the_page_of_a_hostile_text_shows_it(rows: Sequence[Hostile]) -> None:
    """Marks that nest, repeat and overlap lose nothing."""
    for row in rows:
        with about(row):
            same_text(row.build(SMALL))


@batched(ODDITIES)
def test_the_page_of_an_odd_text_shows_it(rows: Sequence[Oddity]) -> None:
    """Short ones."""
    for row in rows:
        with about(row):
            same_text(row.text)


@pytest.mark.law
@given(trees.documents())
def test_a_tree_made_by_hand_is_shown_as_the_text_it_gives(tree: Document) -> None:
    """Its spans are places in no text; it is parsed anew."""
    assert shown_text(to_html(tree)) == unparse(tree)


def test_an_edited_document_is_shown_as_edited() -> None:
    """Not as it was."""
    document = parse(PLAN)
    edited = evolve(document, children=(*document.children, Paragraph("附则。\n")))
    page = to_html(edited)
    assert shown_text(page) == PLAN + "附则。\n"
    assert data(page, "documents")[0]["chars"] == len(PLAN) + 4


def test_pieces_of_a_leaf_are_its_text_whatever_marks_overlap() -> None:
    """Each piece has the marks of its first character."""
    facts = Facts.of(parse(PLAN))
    marker = Marker(marks_of(facts))
    for node in cnpolicy.walk(facts.document):
        if isinstance(node, cnpolicy.Leaf):
            pieces = marker.pieces(node)
            assert "".join(piece.text for piece in pieces) == node.text
            assert all(piece.text for piece in pieces)


def test_white_space_of_the_layout_is_hidden_and_that_of_the_words_is_not() -> None:
    """Indent and line end are; the space behind a number in its line is not."""
    page = article(
        to_html(parse("第一章 总则\n　　第一条　为规范，制定。\n第二条　甲。\n"))
    )
    assert re.findall(r'<span class="ws">([^<]*)</span>', page) == [
        "\n",
        "　　",
        "\n",
        "\n",
    ]
    assert "第一条</span>　</p>" in page
    assert [
        row[1]
        for row in data(to_html(parse("第一章 总则\n一、甲\n")), "d0-data")["sections"]
    ] == [
        "第一章 总则",
        "一、甲",
    ]


# --------------------------------------------------------------------------- the data


@pytest.mark.parametrize("path", SEEDS)
def test_the_numbers_of_the_page_are_those_of_the_library(path: Path) -> None:
    """Tasks, bodies, targets, deadlines, citations, findings."""
    document = parse_file(path)
    page = to_html(document)
    told, listed = data(page, "d0-data"), data(page, "documents")[0]
    tasks = cnpolicy.tasks(document)
    bodies = cnpolicy.by_organization(tasks)
    assert len(told["tasks"]) == listed["tasks"] == len(tasks)
    assert listed["assigned"] == sum(task.assigned for task in tasks)
    assert listed["bodies"] == len(bodies)
    named = Counter(
        told["bodies"][number][0]
        for task in told["tasks"]
        for number in {body[0] for body in task["bodies"]}
    )
    assert named == {body.normalized: len(body.tasks) for body in bodies}
    for name, found in (
        ("targets", cnpolicy.targets(document)),
        ("deadlines", cnpolicy.deadlines(document)),
        ("citations", cnpolicy.citations(document)),
        ("findings", cnpolicy.check(document)),
    ):
        assert len(told[name]) == listed[name] == len(found)
    assert [row[1] for row in told["sections"]] == [
        section.label for section in Facts.of(document).sections
    ]


@pytest.mark.parametrize("path", SEEDS)
def test_what_the_page_tells_stands_where_it_says(path: Path) -> None:
    """Spans are places in the text; sections hold what is said to be in them."""
    document = parse_file(path)
    text = unparse(document)
    told = data(to_html(document), "d0-data")
    for target in told["targets"]:
        assert text[slice(*target["span"])] == target["quantity"]
    for name, start, end in (
        (body[2], *body[3:5]) for body in told["mentions"] if body[1] != "inferred_lead"
    ):
        assert text[start:end] == name
    for row in (*told["tasks"], *told["targets"], *told["citations"]):
        if row["section"] >= 0:
            _, _, start, end, _ = told["sections"][row["section"]]
            assert start <= row["span"][0] < end
    starts = [row[2] for row in told["sections"]]
    assert starts == sorted(starts)


def test_persons_are_told_with_the_words_of_their_label() -> None:
    """They are no bodies."""
    text = "一、任务\n（一）健全制度。（责任领导：张三；责任单位：市司法局）\n"
    told = data(to_html(parse(text)), "d0-data")
    assert told["tasks"][0]["persons"] == [["责任领导", "张三"]]
    assert told["clauses"][0]["persons"] == [["责任领导", "张三"]]
    assert [row[0] for row in told["bodies"]] == ["市司法局"]


def test_a_table_is_a_table() -> None:
    """Headers wherever they stand, rows that name others, what is no row."""
    head = "序号\t任务\t牵头单位\t完成时限\n"
    rows = "一、总体\t\t\t\n1\t健全制度\t市司法局\t2024年\n"
    more = "2\t健全机制\t市财政局\t2025年\n"
    page = article(to_html(parse(f"任务分工表\n{head}{rows}{head}{more}")))
    kinds = re.findall(r'<tr class="row row-(\w*)">', page)
    assert kinds == ["header", "group", "data", "header", "data"]
    assert page.count("<th ") == 12


def test_a_merged_cell_is_shown_in_each_of_its_places() -> None:
    """Beside the text, which holds its words once."""
    pytest.importorskip("lxml")
    cells = "<td rowspan=2>强化&lt;保护&gt;</td><td>市司法局</td>"
    html = "<p>任务分工表</p><table><tr><th>任务</th><th>责任单位</th></tr>"
    html += f"<tr>{cells}</tr><tr><td>市财政局</td></tr></table>"
    document = parse_file(f"<html><body>{html}</body></html>".encode())
    page = to_html(document)
    assert shown_text(page) == unparse(document)
    assert re.findall('data-inherited="([^"]*)"', page) == ["强化&lt;保护&gt;"]


def test_a_page_of_several_documents_holds_them_all() -> None:
    """Each with its text, its data and its row."""
    documents = [parse_file(path) for path in strategies.SEEDS]
    page = to_html(documents)
    for number, document in enumerate(documents):
        assert shown_text(page, number) == unparse(document)
        assert data(page, f"d{number}-data")["metadata"]
    assert [row["file"] for row in data(page, "documents")] == [
        path.name for path in strategies.SEEDS
    ]


def test_the_folder_of_a_file_is_not_told() -> None:
    """A page is sent around; where the file lay is nobody's business."""
    path = strategies.SEEDS[0]
    assert str(path.parent) not in to_html(parse_file(path))


def test_the_page_of_a_file_with_pages_names_them(tmp_path: Path) -> None:
    """Where a text is of a file with pages, the page is told, not the line."""
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    pytest.importorskip("pypdfium2")
    pdf = canvas.Canvas(str(tmp_path / "plan.pdf"))
    for words in ("1. Growth of 10%", "2. Growth of 20%"):
        pdf.drawString(100, 700, words)
        pdf.showPage()
    pdf.save()
    told = data(to_html(parse_file(tmp_path / "plan.pdf")), "d0-data")
    assert [target["page"] for target in told["targets"]] == [1, 2]


def test_the_same_documents_give_the_same_page() -> None:
    """No clock, no order of a set."""
    assert to_html(parse(PLAN)) == to_html(parse(PLAN))


# ------------------------------------------------------------------------- the security


@pytest.mark.slow
def test_nothing_unescaped_in_a_thousand_hostile_titles() -> None:
    """The elements are those of harmless documents, and the text is whole."""
    plain = parse(hostile_plan(["加强保护"] * 100))
    body_only = parse(
        "第一章 总则\n第一条 为规范管理，根据规定，制定本办法。\n第二条\n"
    )
    seeds = [parse_file(path) for path in strategies.SEEDS]
    harmless = to_html([plain, body_only, parse(""), *seeds])
    known = set(elements(harmless))
    assert ("p", ("class", "data-s", "id")) in known  # a numbered paragraph, all body
    # A stand-in for a character that has no shape is one more attribute.
    known |= {
        (tag, tuple(sorted({*names, "data-char"}))) for tag, names in known if names
    }
    shapes = {(tag, frozenset(names)) for tag, names in known}
    titles = list(hostile_titles(1000))
    for first in range(0, 1000, 100):
        text = hostile_plan(titles[first : first + 100])
        page = to_html([parse(text), parse("")])
        assert shown_text(page) == text
        for tag, names in elements(page):
            assert (tag, frozenset(names)) in shapes, (tag, names)
        told = data(page, "d0-data")
        assert len(told["sections"]) >= 100
        page.encode("utf-8")


def test_a_name_of_a_file_is_escaped(tmp_path: Path) -> None:
    """It may hold anything but a slash."""
    path = tmp_path / "<img src=x onerror=alert(1)>&quot;.txt"
    try:
        path.write_text("没有标题的正文。\n", encoding="utf-8")
    except OSError:
        pytest.skip("no such name on this system")
    page = to_html(parse_file(path))
    assert ("img", ("onerror", "src")) not in elements(page)
    assert data(page, "documents")[0]["file"] == path.name


def test_data_in_a_script_element_cannot_end_it() -> None:
    """And the values come back."""
    for value in ("</script>", "<!--<script>", "]]>", "\u2028", "&lt;", "\\", '"'):
        written = to_script({"a": [value]})
        assert "<" not in written
        assert ">" not in written
        assert "&" not in written


def policy(page: str) -> dict[str, list[str]]:
    """The content security policy of a page, by directive."""
    match = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert match is not None
    parts = (part.split() for part in match[1].replace("&#39;", "'").split(";"))
    return {name: values for name, *values in parts}


def test_the_policy_allows_only_what_is_in_the_page() -> None:
    """Scripts and styles by their hash, images in data, all else not at all."""
    page = to_html(parse(PLAN))
    rules = policy(page)
    assert rules["default-src"] == ["'none'"]
    for directive, tag in (("script-src", "script"), ("style-src", "style")):
        inline = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        hashes = [
            base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            for text in inline
        ]
        assert rules[directive] == [f"'sha256-{value}'" for value in hashes]
    assert rules["img-src"] == ["data:"]
    assert rules["base-uri"] == rules["form-action"] == ["'none'"]
    assert rules["require-trusted-types-for"] == ["'script'"]


def test_nothing_comes_from_elsewhere() -> None:
    """No address of another host, no file beside it, no handler in an attribute."""
    page = to_html(
        [parse(PLAN), parse(PLAN)], comparison=compare(parse(PLAN), parse(""))
    )
    addresses = set(re.findall(r"(?:https?:)?//[\w.-]+\.\w+[^\s\"')]*", page))
    assert addresses <= {"http://www.w3.org/2000/svg"}
    assert re.findall(r"url\(([^)]*)\)", page) == ['"#hatch"']
    assert "@import" not in page
    for _, names in elements(page):
        assert not {"src", "srcset", "action", "style"} & {*names}
        assert not [name for name in names if name.startswith("on")]


# ----------------------------------------------------------------------- the comparison


CHANGED = PLAN.replace("12件", "15件").replace("市法院、", "").replace("三、", "四、")


def test_a_comparison_is_shown_with_what_changed() -> None:
    """Struck words on one side, new words on the other, and what it means."""
    old, new = parse(PLAN), parse(CHANGED + "五、附则\n本规划自印发之日起施行。\n")
    page = to_html([old, new], comparison=compare(old, new))
    assert re.findall(r'<del class="del">(.*?)</del>', page) == ["12", "市法院、"]
    assert re.findall(r'<ins class="ins">(.*?)</ins>', page) == ["15"]
    kinds = Counter(re.findall(r'data-kind="(\w+)"', page))
    comparison = compare(old, new)
    assert kinds == Counter(change.kind.value for change in comparison.changes)


def test_without_a_comparison_there_is_none() -> None:
    """Two documents alone are a list."""
    assert "view-compare" not in article(to_html([parse(PLAN), parse(CHANGED)]))
    assert 'id="view-compare"' not in to_html([parse(PLAN), parse(CHANGED)])


# -------------------------------------------------------------------------- the calling


def test_wrong_arguments_are_refused_by_name() -> None:
    """With one clear error."""
    document = parse(PLAN)
    with pytest.raises(TypeError, match="Document objects, not str"):
        to_html("一、总则")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="Document objects, not NoneType"):
        to_html(None)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="at least one"):
        to_html([])
    with pytest.raises(ValueError, match="of two documents"):
        to_html(document, comparison=compare(document, document))
    with pytest.raises(ValueError, match="zh or en"):
        to_html(document, language="fr")  # type: ignore[arg-type]


def test_without_jinja2_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In one line."""
    from cnpolicy.export.html import page

    page._environment.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "jinja2", None)
    with pytest.raises(CnpolicyError, match=r'pip install "cnpolicy\[view\]"'):
        to_html(parse(PLAN))


def test_the_language_of_the_page_is_that_of_its_words() -> None:
    """And of the element that holds them all."""
    chinese, english = to_html(parse(PLAN)), to_html(parse(PLAN), language="en")
    assert '<html lang="zh-Hans"' in chinese
    assert ">目录</span>" in chinese
    assert '<html lang="en"' in english
    assert ">Outline</span>" in english


# -------------------------------------------------------------------- words and colours


def source(folder: str, ending: str) -> str:
    """The files of the page of one kind, joined."""
    root = files("cnpolicy.export.html").joinpath(folder)
    found = sorted(item.name for item in root.iterdir() if item.name.endswith(ending))
    return "\n".join(root.joinpath(name).read_text(encoding="utf-8") for name in found)


def test_every_word_of_the_page_is_in_the_table_in_both_languages() -> None:
    """And the table has none that the page does not use."""
    table = data(to_html(parse(PLAN)), "words")
    assert all(len(row) in (2, 3) and all(row) for row in table.values())
    templates, scripts = source("templates", ".jinja"), source("scripts", ".js")
    used = set(re.findall(r'\bm\.(?!sign)\w+\("(\w+)"\)', templates))
    used |= set(re.findall(r'data-t="(\w+)"', templates))
    used |= set(re.findall(r'\bt\("([\w-]+)"', scripts))
    assert used <= set(table)
    # Keys that are put together: role_lead, none_tasks, key_search.
    stems = set(re.findall(r"`(\w+_)\$\{", scripts))
    stems |= set(re.findall(r'"(\w+_)" ~ ', templates)) | {"key_"}
    loose = set(re.findall(r'"(\w+)"', templates + scripts))
    unused = {
        key
        for key in table
        if key not in used | loose and not any(key.startswith(stem) for stem in stems)
    }
    assert not unused


def test_every_selector_of_the_scripts_is_in_a_template() -> None:
    """An id that a script looks for and no template has would stop it."""
    templates, scripts = source("templates", ".jinja"), source("scripts", ".js")
    ids = set(re.findall(r'id="([\w-]+)"', templates))
    ids |= set(re.findall(r'id: "([\w-]+)"', scripts))
    assert set(re.findall(r'\$\("#([\w-]+)"', scripts)) <= ids


def colours(theme: str) -> dict[str, tuple[float, float, float]]:
    """The colours of a theme, by their names, as red, green and blue from 0 to 1."""
    style = source("styles", ".css")
    found: dict[str, tuple[float, float, float]] = {}
    blocks = [r":root \{(.*?)\}"]
    if theme == "dark":
        blocks.append(r':root\[data-theme="dark"\] \{(.*?)\}')
    for block in blocks:
        match = re.search(block, style, re.DOTALL)
        assert match is not None
        for name, value in re.findall(r"--([\w-]+): (#[0-9a-f]{6});", match[1]):
            red, green, blue = (int(value[n : n + 2], 16) / 255 for n in (1, 3, 5))
            found[name] = red, green, blue
    return found


def contrast(first: tuple[float, ...], second: tuple[float, ...]) -> float:
    """The contrast of two colours (WCAG 2.1, 1.4.3)."""

    def light(colour: tuple[float, ...]) -> float:
        parts = (
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour
        )
        return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), parts, strict=True))

    low, high = sorted((light(first), light(second)))
    return (high + 0.05) / (low + 0.05)


GROUNDS = ("paper", "ground", "raised", "active", "box", "clause", "spot")
PAIRS = [
    *[
        (words, ground)
        for words in ("ink", "soft", "org", "target", "deadline", "citation", "link")
        for ground in GROUNDS
    ],
    *[(words, "paper") for words in ("accent", "error", "warning", "info")],
    ("accent", "ground"),
    *[("ink", ground) for ground in ("hit", "hits")],
    *[(name, f"{name}-ground") for name in ("target", "deadline", "gain", "loss")],
    *[("heat-light", f"heat-{step}") for step in range(4)],
    *[("heat-dark", f"heat-{step}") for step in (4, 5)],
]
"""Words and the ground they may stand on."""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), PAIRS, ids="-on-".join)
def test_words_can_be_read_on_their_ground(theme: str, words: str, ground: str) -> None:
    """With a contrast of at least 4.5."""
    palette = colours(theme)
    assert contrast(palette[words], palette[ground]) >= 4.5


def test_roles_can_be_told_apart_in_the_bars() -> None:
    """Each is lighter or darker than the one beside it."""
    for theme in ("light", "dark"):
        palette = colours(theme)
        roles = ("lead", "responsible", "support", "guide")
        for one, other in pairwise(roles[:3]):
            assert contrast(palette[one], palette[other]) >= 1.7, (theme, one, other)
