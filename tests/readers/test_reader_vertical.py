"""Vertical text: columns are read from the right, in whatever order they were drawn."""

import pytest
from reader_files import assert_source, drawn

from cnpolicy.readers.dispatch import read

COLUMNS = (
    "一、健全防災體系。由內政部辦理。",
    "二、加強山坡地管理。",
    "三、充實消防設備。由各縣市政府辦理。",
    "四、辦理演習。",
)


def vertical(order: tuple[int, ...], *heads: tuple[int, int, str]) -> bytes:
    """Return a page of vertical text whose columns are drawn in this order."""
    columns = [
        (500 - 30 * at, 700 - 18 * step, char)
        for at in order
        for step, char in enumerate(COLUMNS[at])
    ]
    return drawn([*columns, *heads])


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_columns_from_the_right_however_they_are_drawn(order):
    assert assert_source(read(vertical(order))).text.split("\n") == [*COLUMNS]


def test_a_level_head_stays_a_line():
    head = (300, 780, "公報　第8卷")
    source = read(vertical((3, 2, 1, 0), head))
    assert source.text.split("\n") == [head[2], *COLUMNS]


def test_short_level_lines_are_no_columns():
    texts = [(72, 760 - 24 * at, words) for at, words in enumerate(["甲乙", "11"] * 8)]
    assert read(drawn(texts)).text.split("\n") == [words for *_, words in texts]
