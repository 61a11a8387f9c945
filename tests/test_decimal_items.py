"""`numbering.decimal_items`: which 1. and 2. are chapters, row by row."""

import pytest

from cnpolicy.numbering.candidates import Interruption, NumberingEvent
from cnpolicy.numbering.decimal_items import key_decimal_items
from cnpolicy.numbering.series import Key
from support.jsonl import DATA
from support.numbers import candidate

ROWS = [
    line.split("\t")
    for line in (DATA / "decimal_items.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("words", "expected"), [row[1:] for row in ROWS])
def test_items(words: str, expected: str) -> None:
    """A number below a decimal heading that begins anew there is an item."""
    items = [candidate(word) for word in words.split()]
    events: list[NumberingEvent] = [(0, Interruption.TEXT), *enumerate(items)]
    key_decimal_items(events)
    found = ["x" if item.key is Key.DECIMAL_ITEM else "." for item in items]
    assert found == expected.split()
