"""Boxes: where each begins and ends, by passages that mark it.

`data/box_ends.txt` has one passage a line: «…» stands around each box, ⏎ is a line end.
"""

from pathlib import Path

import pytest

from cnpolicy import Box, parse, walk

ROWS = (Path(__file__).parent / "data/box_ends.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("row", ROWS)
def test_where_boxes_begin_and_end(row: str) -> None:
    """A box holds what belongs to it: neither the next heading nor the text behind."""
    marked = row.replace("⏎", "\n")
    text = marked.replace("«", "").replace("»", "")
    expected = [part.partition("»")[0] for part in marked.split("«")[1:]]
    boxes = [node for node in walk(parse(text)) if isinstance(node, Box)]
    assert [box.span.of(text).strip() for box in boxes] == expected
