"""The strategies themselves: what they draw is as varied as they promise."""

import random
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings

from cnpolicy import (
    Attachment,
    Blank,
    Box,
    ListItem,
    Notice,
    Paragraph,
    Section,
    Table,
    walk,
)
from support import strategies
from support.laws import squeezed
from support.strategies import LEVELS, SEEDS, Made, seed_text

FORMS = [form for forms in LEVELS for form in forms]


def test_forms_do_not_overlap() -> None:
    """No two forms write the same marker, so that a marker tells its form."""
    for number in range(1, 11):
        written = [form.marker(number).text for forms in LEVELS for form in forms]
        assert len(set(written)) == len(written)


def features(made: Made) -> set[object]:
    """What a document holds."""
    nodes = list(walk(made.tree))
    sections = [node for node in nodes if isinstance(node, Section)]
    markers = [node.marker for node in sections if node.marker]
    written = {marker.text for marker in markers}
    forms = {
        (form.pattern, marker.style)
        for marker in markers
        for form in FORMS
        if (form.style, form.script) == (marker.style, marker.script)
        and marker.ordinal <= form.most
        and form.marker(marker.ordinal).text in written
    }
    boxes = [node for node in nodes if isinstance(node, Box)]
    said = {
        "lead": any(getattr(node, "lead", None) for node in nodes),
        "clauses": made.duties,
        "no clauses": not made.duties,
        "mixed": made.mixed,
        "above ten": any(marker.ordinal > 10 for marker in markers),
        "box of sections": any(isinstance(box.children[-1], Section) for box in boxes),
        "deep": any(depth >= 3 for depth, *_ in made.outline),
    }
    return {
        *map(type, nodes),
        *forms,
        *(name for name, there in said.items() if there),
        made.end,
    }


@pytest.mark.slow
def test_documents_are_varied() -> None:
    """Among a thousand documents every part of a tree and every form occurs."""
    seen: Counter[object] = Counter()

    @settings(
        max_examples=1000,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategies.documents())
    def look(made: Made) -> None:
        """Count what a document holds."""
        seen.update(features(made))

    look()
    for kind in (Attachment, Blank, Box, ListItem, Notice, Paragraph, Section, Table):
        assert seen[kind] > 50, kind
    for form in FORMS:
        assert seen[form.pattern, form.style] > 5, form
    for what in ("lead", "clauses", "no clauses", "mixed", "\n", "\r\n", "\r"):
        assert seen[what] > 50, repr(what)
    for what in ("box of sections", "deep"):
        assert seen[what] > 50, what
    assert seen["above ten"] > 3


@pytest.mark.slow
def test_a_document_shrinks_to_what_fails() -> None:
    """Of a whole plan the one clause remains, and a heading above it."""
    least = find(
        strategies.documents(),
        lambda made: any(duty.support for duty in made.duties),
        settings=settings(database=None, max_examples=2000),
        random=random.Random(0),
    )
    assert len(least.duties) == 1
    assert len(least.text) < 120


def test_the_vocabulary_is_whole() -> None:
    """The table of pieces has all its groups, and its escapes are characters."""
    pieces = strategies.PIECES
    assert {"\n", "\r\n", "\u3000", "一、", "（市财政局负责）", "\ud800"} <= set(pieces)
    assert not [piece for piece in pieces if "\\" in piece]
    assert all(pieces)


def test_seeds_are_read_as_they_are() -> None:
    """No line end is changed on the way in."""
    for path in SEEDS:
        assert seed_text(path).encode("utf-8") == path.read_bytes()
        assert squeezed(seed_text(path))
