"""Texts that once broke a law: `regressions.txt`, one a line."""

import pytest

from support.laws import assert_laws
from support.passages import regressions


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=name) for name, text in regressions()]
)
def test_regressions(text: str) -> None:
    """What broke a law once obeys all of them."""
    assert_laws(text)


def test_ids_are_unique() -> None:
    """A row can be named."""
    names = [name for name, _ in regressions()]
    assert len(set(names)) == len(names)
