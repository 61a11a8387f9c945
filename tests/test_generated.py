"""Documents made by hand come back: law 10.

`strategies.documents` makes the tree that the parser should make, with every style of
marker, width, layout of headings, box and clause; its text must parse to that tree.
"""

import itertools

import pytest
from hypothesis import given

from cnpolicy import Box, parse, unparse, walk
from cnpolicy.lexical.numerals import to_han
from support import strategies
from support.laws import boxes, headings
from support.official_forms import HAN_PAREN
from support.strategies import LEVELS, Form, Made

TITLE = "加强组织领导"


@pytest.mark.law
@given(strategies.documents())
def test_a_made_tree_comes_back(made: Made) -> None:
    """The tree of a text is the tree that the text was written from."""
    document = parse(made.text)
    assert headings(document) == made.outline
    assert document.children == made.tree.children
    assert unparse(document) == made.text


@pytest.mark.law
@given(strategies.documents())
def test_a_made_document_is_understood(made: Made) -> None:
    """What was written into it is read out of it, and nothing is found fault with."""
    document = parse(made.text)
    said = [
        (
            clause.clause.of(made.text),
            *(
                tuple(body.name for body in role)
                for role in (
                    clause.lead,
                    clause.responsible,
                    clause.support,
                    clause.guide,
                )
            ),
            clause.open_list,
        )
        for clause in document.responsibilities
    ]
    assert said == [duty.said for duty in made.duties]
    assert document.metadata == made.metadata
    assert [(box.label, box.ordinal, box.title) for box in boxes(document)] == [
        (node.label, node.ordinal, node.title)
        for node in walk(made.tree)
        if isinstance(node, Box)
    ]
    codes = {item.code for item in document.diagnostics}
    assert not {code for code in codes if code.startswith("numbering")}
    assert made.mixed or not codes & {"mixed-numerals", "mixed-style"}
    assert "clause-unread" not in codes


@pytest.mark.law
@given(strategies.decimal_documents())
def test_decimal_numbers(made: Made) -> None:
    """1, 1.1 and 1.1.1 are levels, as 一、, （一） and 1. are."""
    document = parse(made.text)
    assert headings(document) == made.outline
    assert document.children == made.tree.children
    assert document.metadata == made.metadata


FORMS = [form for forms in LEVELS for form in forms]
PAIRS = [
    pytest.param(outer, inner, id=f"{outer.marker(1).text}-over-{inner.marker(1).text}")
    for place, forms in enumerate(LEVELS)
    for outer in forms[:2]
    for deeper in LEVELS[place + 1 :]
    for inner in deeper[:1]
]


def regular(outer: Form, inner: Form) -> tuple[str, list[tuple[int, int, str]]]:
    """Three headings of a form with three of another below each, and the outline."""
    lines: list[str] = []
    outline: list[tuple[int, int, str]] = []
    for major in (1, 2, 3):
        lines.append(f"{outer.marker(major).text} {TITLE}\n")
        outline.append((1, major, TITLE))
        for minor in (1, 2, 3):
            lines.append(f"{inner.marker(minor).text} {TITLE}\n")
            outline.append((2, minor, TITLE))
    return "".join(lines), outline


@pytest.mark.parametrize(("outer", "inner"), PAIRS)
def test_any_style_nests_in_any_other(outer: Form, inner: Form) -> None:
    """The order of the styles is the document's: either of two may be the upper one."""
    for one, other in ((outer, inner), (inner, outer)):
        text, outline = regular(one, other)
        assert headings(parse(text)) == outline, text


def test_three_styles_nest_in_any_order() -> None:
    """Of three styles any may be the upper one, and any the middle one."""
    for forms in itertools.permutations([forms[0] for forms in LEVELS], 3):
        lines: list[str] = []
        outline: list[tuple[int, int, str]] = []
        for numbers in itertools.product(range(3), repeat=3):
            # 1, 1-1, 1-1-1, 1-1-2 …: a number behind a 0 is none.
            depth = 3 - numbers.count(0)
            if depth and all(numbers[:depth]):
                number = numbers[depth - 1]
                lines.append(f"{forms[depth - 1].marker(number).text} {TITLE}\n")
                outline.append((depth, number, TITLE))
        assert headings(parse("".join(lines))) == outline, lines


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.marker(1).text)
def test_a_series_may_be_long(form: Form) -> None:
    """Every number of a form is read, as far as the form can count."""
    most = min(form.most, 1200)
    text = "".join(f"{form.marker(n).text} {TITLE}\n" for n in range(1, most + 1))
    assert headings(parse(text)) == [(1, n, TITLE) for n in range(1, most + 1)]


BELOW_COMMA = [form for forms in LEVELS[HAN_PAREN:] for form in forms]


@pytest.mark.parametrize("form", BELOW_COMMA, ids=lambda form: form.marker(1).text)
@pytest.mark.parametrize("runs_on", [False, True], ids=["afresh", "on"])
def test_a_series_runs_on_or_starts_afresh(form: Form, runs_on: bool) -> None:
    """Below 一、, 二、, 三、 a style may count on or begin again: both are right."""
    lines: list[str] = []
    outline: list[tuple[int, int, str]] = []
    for major in range(3):
        lines.append(f"{to_han(major + 1)}、{TITLE}\n")
        outline.append((1, major + 1, TITLE))
        for minor in range(1, 4):
            number = 3 * major + minor if runs_on else minor
            lines.append(f"{form.marker(number).text}{TITLE}\n")
            outline.append((2, number, TITLE))
    document = parse("".join(lines))
    assert headings(document) == outline
    assert not document.diagnostics


@pytest.mark.parametrize("number", range(1, 21))
def test_the_first_heading_may_have_any_number(number: int) -> None:
    """A passage cut out of a document keeps its numbers."""
    text = f"（{to_han(number)}）{TITLE}\n（{to_han(number + 1)}）{TITLE}\n"
    assert headings(parse(text)) == [(1, number, TITLE), (1, number + 1, TITLE)]
