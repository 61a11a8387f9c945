"""`numbering.decimal_items`: which 1. and 2. are chapters, row by row."""

from typing import cast

import pytest

from cnpolicy.lexical.marker_syntax import marker_at
from cnpolicy.numbering.candidates import Candidate, Interruption, NumberingEvent
from cnpolicy.numbering.decimal_items import key_decimal_items
from cnpolicy.numbering.series import Key, key_of
from cnpolicy.segmentation.segment import Segment
from support.jsonl import DATA

ROWS = [
    line.split("\t")
    for line in (DATA / "decimal_items.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def candidate(word: str) -> Candidate:
    """A marker that takes part in the numbering; nothing else of it is looked at."""
    marker = marker_at(word.rstrip("~").replace("␣", " ") + "总则", 0)
    assert marker is not None, word
    key = key_of(marker)
    assert key is not None, word
    item = Candidate(cast("Segment", None), key, marker, run_on=False, wrapped=False)
    item.alone = word.endswith("~")
    return item


@pytest.mark.parametrize(("words", "expected"), [row[1:] for row in ROWS])
def test_items(words: str, expected: str) -> None:
    """A number below a decimal heading that begins anew there is an item."""
    items = [candidate(word) for word in words.split()]
    events: list[NumberingEvent] = [(0, Interruption.TEXT), *enumerate(items)]
    key_decimal_items(events)
    found = ["x" if item.key is Key.DECIMAL_ITEM else "." for item in items]
    assert found == expected.split()
