"""The strategies themselves: what they draw is as varied as they promise."""

from collections import Counter

from hypothesis import HealthCheck, Phase, given, settings

import strategies
from cnpolicy import Attachment, Box, Document, Notice, Paragraph, Section, walk
from laws import squeezed
from strategies import LEVELS, SEEDS, Made, seed_text


def test_forms_do_not_overlap() -> None:
    """No two forms write the same marker, so that a marker tells its form."""
    for number in range(1, 11):
        written = [form.marker(number).text for forms in LEVELS for form in forms]
        assert len(set(written)) == len(written)


def test_documents_are_varied() -> None:
    """Among some hundred documents every part of a tree and every level occurs."""
    seen: Counter[object] = Counter()

    @settings(
        max_examples=300,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategies.documents())
    def look(made: Made) -> None:
        """Count what a document holds."""
        kinds = {type(node) for node in walk(made.tree)}
        styles = {
            (node.marker.style, node.marker.script)
            for node in walk(made.tree)
            if isinstance(node, Section) and node.marker
        }
        leads = {"lead" for node in walk(made.tree) if getattr(node, "lead", None)}
        ends = {made.end, "clauses" if made.duties else "no clauses"}
        seen.update(kinds | styles | leads | ends)

    look()
    for kind in (Attachment, Box, Document, Notice, Paragraph, Section):
        assert seen[kind] > 20, kind
    for forms in LEVELS:
        for form in forms:
            assert seen[form.style, form.script] > 5, form
    for what in ("lead", "clauses", "no clauses", "\n", "\r\n", "\r"):
        assert seen[what] > 20, repr(what)


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
