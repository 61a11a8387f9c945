"""How objects show themselves: on one line, and in a notebook as a table."""

import copy
import pickle
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cnpolicy
from cnpolicy import Document, Results, walk
from cnpolicy.export.result_types import RESULT_TYPES
from cnpolicy.model.short_repr import LONGEST
from support import strategies, trees
from support.golden_tables import seed

FUNCTIONS = (
    cnpolicy.tasks,
    cnpolicy.targets,
    cnpolicy.deadlines,
    cnpolicy.citations,
    cnpolicy.references,
    cnpolicy.organizations,
    cnpolicy.responsibilities,
    cnpolicy.outline,
    cnpolicy.chunks,
    cnpolicy.check,
)


def assert_short(value: object) -> None:
    """One line of at most 120 characters that begins with the class."""
    shown = repr(value)
    assert len(shown) <= LONGEST == 120
    assert shown.isprintable(), shown


# --------------------------------------------------------------------------------- repr


@pytest.mark.law
@pytest.mark.parametrize("kind", RESULT_TYPES.values(), ids=lambda kind: kind.__name__)
@settings(max_examples=30)
@given(st.data())
def test_any_result_is_one_line(kind: type, data: st.DataObject) -> None:
    """Whatever it holds: line ends, controls, lone surrogates."""
    result = data.draw(trees.results(kind))
    assert_short(result)
    assert repr(result).startswith(f"{kind.__name__}(")


@pytest.mark.law
@given(strategies.edited())
def test_any_document_and_its_parts_are_one_line(text: str) -> None:
    """Every node, and what is found in it."""
    document = cnpolicy.parse(text)
    for node in walk(document):
        assert_short(node)
    for find in FUNCTIONS:
        found: Any = find(document)  # type: ignore[operator]
        assert isinstance(found, Results)
        assert_short(found)
    assert_short(cnpolicy.read("一、目标".encode()))


def test_a_repr_tells_one_from_another() -> None:
    """What is first tells most; names come in a row, the rest is counted."""
    document = seed("003")
    assert repr(document).startswith("Document(")
    found = cnpolicy.tasks(document)
    assert repr(found[1]).startswith(
        "Task(number='三、 (四)', title='完善知识产权保护政策', responsible='中央宣传部"
    )
    assert repr(cnpolicy.Span(1, 3)) == "Span(start=1, end=3)"
    assert repr(cnpolicy.Citation("意见")) == "Citation(title='意见')"


def test_results_show_how_many_they_are() -> None:
    """As a tuple where they fit on a line."""
    found = cnpolicy.outline(cnpolicy.parse("一、目标\n"))
    assert repr(found).endswith(",)")
    assert repr(found[:0]) == "()"
    assert repr(cnpolicy.tasks(seed("003"))).endswith("… 39 in all)")


# ------------------------------------------------------------------------------- copies


def test_results_are_a_tuple() -> None:
    """Equal to one, hashed like one, copied and pickled like one."""
    for find in FUNCTIONS:
        found: Any = find(seed("003"))  # type: ignore[operator]
        assert found == tuple(found)
        assert hash(found) == hash(tuple(found))
        for other in (copy.copy(found), copy.deepcopy(found)):
            assert (other, other.kind) == (found, found.kind)
        again = pickle.loads(pickle.dumps(found))
        assert (again, type(again), again.kind) == (found, Results, found.kind)


def test_results_can_be_made_as_a_tuple_is() -> None:
    """By what builds a tuple of the class that it finds."""
    found = cnpolicy.tasks(seed("003"))
    assert Results(found).kind is cnpolicy.Task
    assert (Results(), Results().kind) == ((), None)
    assert cnpolicy.to_records(Results()) == []
    words_of(html_of(Results()))


def test_a_part_of_results_is_results() -> None:
    """A slice knows its class, one of them is itself."""
    found = cnpolicy.tasks(seed("003"))
    assert type(found[:3]) is Results
    assert found[:3].kind is found.kind is cnpolicy.Task
    assert type(found[0]) is cnpolicy.Task


# --------------------------------------------------------------------------- notebooks


class Balanced(HTMLParser):
    """Reads HTML; every tag that opens must close, and no script is there."""

    def __init__(self) -> None:
        """Begin outside of all tags."""
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        """Open a tag."""
        assert tag in {
            *("table", "thead", "tbody", "tr", "th", "td", "div", "small", "b"),
            *("br", "ins", "del"),
        }
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close it."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.words.append(data)


def words_of(html: str) -> str:
    """Return the words of a piece of HTML that is well formed."""
    reader = Balanced()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return "".join(reader.words)


def html_of(value: Any) -> str:
    """Return what a notebook shows."""
    html: str = value._repr_html_()
    return html


def test_a_document_shows_its_outline() -> None:
    """With what it is known by, and how many clauses stand below each heading."""
    words = words_of(html_of(seed("003")))
    assert words.startswith(
        "“十四五”国家知识产权保护和运用规划国发〔2021〕20号 · 国务院"
    )
    assert "(四)完善知识产权法律政策体系 [3]" in words
    assert "39 clauses" in words


def test_results_show_a_table() -> None:
    """Every class of results; columns without anything are left out."""
    for find in FUNCTIONS:
        found: Any = find(seed("003"))  # type: ignore[operator]
        words = words_of(html_of(found))
        assert f"{len(found)} × {found.kind.__name__}" in words
        assert words_of(html_of(found[:0])) == f"0 × {found.kind.__name__}"
    table = html_of(cnpolicy.tasks(seed("003")))
    assert '<th style="text-align:left">responsible</th>' in table
    assert ">deadline<" not in table


def test_long_tables_say_how_much_is_not_shown() -> None:
    """A notebook is no place for a thousand rows."""
    text = "".join(f"{n}.第{n}项\n" for n in range(1, 101))
    words = words_of(html_of(cnpolicy.outline(cnpolicy.parse(text))))
    assert "100 × OutlineItem, 40 more not shown" in words


def test_a_comparison_shows_what_changed() -> None:
    """Words that went are struck, new ones underlined; bodies too."""
    pytest.importorskip("rapidfuzz")
    old = "一、任务\n（一）加强保护\n达到4万人，完善制度。（市法院负责）\n"
    new = old.replace("4万人", "5万人").replace("市法院", "市财政局")
    before, after = cnpolicy.parse(old), cnpolicy.parse(new)
    html = html_of(cnpolicy.compare(before, after))
    words_of(html)
    assert re.search(r"<del[^>]*>4</del><ins[^>]*>5</ins>万人", html)
    assert re.search(r"<ins[^>]*>市财政局 responsible</ins>", html)
    assert "<del" not in html_of(
        cnpolicy.compare(cnpolicy.parse(old), cnpolicy.parse(old))
    )


HOSTILE = "<script>alert(1)</script>&\"'</td>"


@given(st.text(alphabet="<>&\"'/scriptd一、（）1.\n", max_size=60))
def test_no_word_of_a_document_is_markup(text: str) -> None:
    """Titles, names and quotations are escaped."""
    document: Document = cnpolicy.parse(
        f"一、{HOSTILE}{text}\n（一）{text}{HOSTILE}。{HOSTILE}（{HOSTILE}局负责）\n"
    )
    for value in (document, *(find(document) for find in FUNCTIONS)):  # type: ignore[operator]
        html = html_of(value)
        assert "<script" not in html
        words_of(html)
