"""Markers, row by row: `data/markers.tsv`."""

from pathlib import Path

import pytest
from hypothesis import given

from cnpolicy import Marker, MarkerStyle, NumeralScript, Span
from cnpolicy.lexical.marker_syntax import OPENERS, marker_at
from support import strategies
from support.strategies import LEVELS, Form, plain

TABLE = Path(__file__).parent / "data" / "markers.tsv"


def rows() -> list[object]:
    """The rows of the table, as parameters."""
    found: list[object] = []
    for line in TABLE.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            name, text, written, *rest = map(plain, line.split("\t"))
            marker = None
            if rest:
                style, script, number = rest
                ordinal = None if number == "-" else int(number)
                marker = (written, MarkerStyle(style), NumeralScript(script), ordinal)
            found.append(pytest.param(text, marker, id=name))
    return found


@pytest.mark.parametrize(("text", "expected"), rows())
def test_rows(text: str, expected: tuple[object, ...] | None) -> None:
    """The delimiter decides the style, whatever the width and the numerals."""
    marker = marker_at(text, 0)
    if expected is None:
        assert marker is None
    else:
        assert marker is not None
        said = (marker.text, marker.style, marker.script, marker.ordinal)
        assert said == expected
        assert marker.span == Span(0, len(marker.text))
        assert text[0] in OPENERS


@pytest.mark.parametrize(
    "form",
    [form for forms in LEVELS for form in forms],
    ids=lambda form: form.marker(1).text,
)
def test_every_number_of_a_form(form: Form) -> None:
    """A form can count as far as its characters go, and comes back whole."""
    for number in range(1, min(form.most, 999) + 1):
        expected = form.marker(number)
        assert marker_at(expected.text + " 总则", 0) == expected


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("1.1", (1, 1)),
        ("１．２", (1, 2)),
        ("3.10.2", (3, 10, 2)),
        ("1.2.3.4.5", (1, 2, 3, 4, 5)),
    ],
)
def test_a_decimal_marker_knows_its_path(text: str, path: tuple[int, ...]) -> None:
    """Each component of 1.2.3 is a level; the last one is the ordinal."""
    marker = marker_at(text + " 总则", 0)
    assert marker is not None
    assert marker.path == path
    assert marker.ordinal == path[-1]


def test_the_text_gives_the_characters() -> None:
    """The view is matched; what is written comes from the text."""
    marker = marker_at("第一条 为了", 0, "第一條 為了")
    assert marker == Marker("第一條", MarkerStyle.ARTICLE, NumeralScript.HAN, 1)


@given(strategies.vocabulary)
def test_a_marker_is_where_it_says(text: str) -> None:
    """At every place: a marker or None, never an error, never beyond the line."""
    for place in range(len(text)):
        marker = marker_at(text, place)
        if marker is not None:
            assert marker.span.start == place
            assert marker.span.of(text) == marker.text
            assert marker.text == marker.text.strip()
            assert "\n" not in marker.text
            assert marker.ordinal is None or marker.ordinal > 0
            assert text[place] in OPENERS
