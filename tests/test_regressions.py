"""Texts that once broke a law: `regressions.txt`, one a line."""

from pathlib import Path

import pytest

from support.laws import assert_laws
from support.strategies import plain

TABLE = Path(__file__).parent / "regressions.txt"


def rows() -> list[tuple[str, str]]:
    """The id and the text of each row."""
    lines = TABLE.read_text(encoding="utf-8").split("\n")
    cells = [line.split("\t") for line in lines if line and line[0] != "#"]
    return [(name, plain(text)) for name, text in cells]


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in rows()])
def test_regressions(text: str) -> None:
    """What broke a law once obeys all of them."""
    assert_laws(text)


def test_ids_are_unique() -> None:
    """A row can be named."""
    names = [name for name, _ in rows()]
    assert len(set(names)) == len(names)
