"""A document reads the same in whatever layout it is found."""

import re
from pathlib import Path

import pytest

import cnpolicy
from cnpolicy import Furniture, Layout
from support.laws import assert_laws
from support.plan_texts import plan_text
from support.relayout import LAYOUTS, agreement, entries, joined, wrapped

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))

PLANS = 30
"""How many generated plans are read in each layout."""


def test_there_are_seeds() -> None:
    """The laws below speak of five documents."""
    assert len(SEEDS) == 5


@pytest.mark.parametrize("name", LAYOUTS)
def test_outline_comes_back(name: str) -> None:
    """The outline of the seeds in another layout equals that of the original."""
    layout, share = LAYOUTS[name]
    common = every = 0
    for path in SEEDS:
        text = path.read_bytes().decode("utf-8")
        here, both = agreement(entries(layout(text)), entries(text))
        common, every = common + here, every + both
    assert common / every >= share


@pytest.mark.parametrize("name", LAYOUTS)
def test_outline_of_plain_plans_comes_back(name: str) -> None:
    """So does that of generated plans, however their levels count and look."""
    layout, share = LAYOUTS[name]
    common = every = 0
    for number in range(PLANS):
        text = plan_text(number)
        here, both = agreement(entries(layout(text)), entries(text))
        common, every = common + here, every + both
    assert common / every >= share


def test_outline_of_plain_plans_is_known() -> None:
    """Every numbered line of a generated plan is a heading with the title written."""
    marked = re.compile(r"(?:第.章\u3000|.{1,2}、|（.{1,3}）|[0-9]．)([^。\n]+)")
    for number in range(PLANS):
        text = plan_text(number)
        titles = [match[1] for match in map(marked.match, text.splitlines()) if match]
        assert [title for _, _, title in entries(text)] == titles


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_every_layout_obeys_the_laws(path: Path, name: str) -> None:
    """No layout loses a character or a span."""
    layout, _ = LAYOUTS[name]
    assert_laws(layout(path.read_bytes().decode("utf-8")))


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        (joined("\n"), Layout.LINES),
        (joined(" "), Layout.RUN_ON),
        (joined(""), Layout.RUN_ON),
        (wrapped(30), Layout.WRAPPED),
    ],
)
def test_layout_is_named(layout: object, expected: Layout) -> None:
    """`Document.layout` says how the paragraphs were separated."""
    text = SEEDS[3].read_bytes().decode("utf-8")
    assert callable(layout)
    assert cnpolicy.parse(layout(text)).layout is expected


def test_page_numbers_are_furniture() -> None:
    """A page number stays in the tree, outside the text of the document."""
    text = wrapped(26)(SEEDS[3].read_bytes().decode("utf-8"))
    furniture = [
        node.text.strip()
        for node in cnpolicy.walk(cnpolicy.parse(text))
        if isinstance(node, Furniture)
    ]
    pages = [words for words in furniture if words.isdecimal()]
    assert pages == [str(number) for number in range(1, len(pages) + 1)]
    assert len(pages) > 10


@pytest.mark.parametrize("number", [0, 4, 13, 18, 27])
def test_page_glued_to_the_number_of_an_item(number: int) -> None:
    """13．优化服务 at the start of a page is page 1 and item 3."""
    text = plan_text(number)
    glued = wrapped(28, glued=True)(text)
    assert entries(glued) == entries(text)


def test_open_word_before_a_numeral_is_no_heading() -> None:
    """统⏎一、可持续的: a wrap cuts a word in two; the second half is no number."""
    text = wrapped(26, page=0)(SEEDS[3].read_bytes().decode("utf-8"))
    broken = (
        text
        + "坚持全覆盖、保基本、多层次、可持续方针，建成统筹城乡公平统\r\n"
        + "一、可持续的制度。\r\n"
    )
    titles = [item.title or "" for item in cnpolicy.outline(cnpolicy.parse(broken))]
    assert not any(title.startswith("可持续的") for title in titles)
