"""Markers inside a line, row by row: `data/acceptance.tsv` has texts for each rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from cnpolicy import parse
from cnpolicy.numbering import acceptance
from cnpolicy.numbering.acceptance_inside import RULES, InsideLine
from support.escapes import plain

TABLE = Path(__file__).parent / "data" / "acceptance.tsv"

Decision = tuple[str, str, str]
"""The rule that decides, what it says, and of which marker."""


def rows() -> list[list[str]]:
    """The rows of the table."""
    lines = TABLE.read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line and line[0] != "#"]


@pytest.fixture
def decisions(monkeypatch: pytest.MonkeyPatch) -> list[Decision]:
    """What the rules decide from here on, in order."""
    made: list[Decision] = []
    decide = acceptance.accepts_inside

    def noting(at: InsideLine) -> bool:
        said = decide(at)
        rule = next(rule for rule in RULES if rule(at) is not None)
        made.append((rule.__name__, "heading" if said else "text", at.item.marker.text))
        return said

    monkeypatch.setattr(acceptance, "accepts_inside", noting)
    return made


@pytest.mark.parametrize(
    ("rule", "said", "marker", "text"),
    [pytest.param(*row, id=f"{row[0]}-{row[1]}") for row in rows()],
)
def test_rows(
    decisions: list[Decision], rule: str, said: str, marker: str, text: str
) -> None:
    """Each rule decides the texts that it is for."""
    parse(plain(text))
    assert (rule, said, marker) in decisions


def test_each_rule_has_a_row() -> None:
    """The table names the rules in their order."""
    named = dict.fromkeys(row[0] for row in rows())
    assert list(named) == [rule.__name__ for rule in RULES]
