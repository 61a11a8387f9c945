"""Columns side by side on a page: of text, and of a table that nothing rules."""

import pytest
from reader_files import assert_source, drawn, ofd, ofd_page, text_object

from cnpolicy import outline, parse
from cnpolicy.readers import read

LEFT = (
    "（一）完善制度。各级各部门要建",
    "立台账，明确责任分工，逐项抓好",
    "落实，定期通报进展情况。",
) * 4
RIGHT = (
    "（二）开展督查。市政府督查室每",
    "季度开展一次督查，督查结果作为",
    "年度考核的重要依据。",
) * 4
HEAD = "某市重点工作任务责任清单"


def both(left: tuple[str, ...], right: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """Return two columns of text, drawn line by line over both."""
    return [
        text
        for at, (one, other) in enumerate(zip(left, right, strict=True))
        for text in ((72, 740 - 20 * at, one), (330, 740 - 20 * at, other))
    ]


def in_ofd(texts: list[tuple[int, int, str]]) -> bytes:
    """Return the same page as OFD, whose places are millimetres from its top."""
    objects = [
        text_object(x / 2.835, (842 - y) / 2.835, words, size=4.233)
        for x, y, words in texts
    ]
    return ofd([ofd_page(*objects)])


@pytest.mark.parametrize("made", [drawn, in_ofd], ids=["pdf", "ofd"])
def test_two_columns_are_read_one_after_the_other(made):
    title = (200, 780, HEAD)
    foot = (290, 60, "— 1 —")
    source = assert_source(read(made([title, *both(LEFT, RIGHT), foot])))
    assert source.text.split("\n") == [HEAD, *LEFT, *RIGHT, "— 1 —"]
    assert not [note for note in source.notes if note.code == "table-unread"]


def test_paragraphs_go_on_inside_their_column():
    source = read(drawn(both(LEFT, RIGHT)))
    assert len(outline(parse(source))) == 8


def test_a_line_over_both_columns_parts_what_is_above_and_below():
    above, below = both(LEFT, RIGHT), both(RIGHT, LEFT)
    middle = (150, 490, "二、以下任务按照职责分工同步推进并及时报送进展情况")
    below = [(x, y - 270, words) for x, y, words in below]
    found = read(drawn([*above, middle, *below])).text.split("\n")
    assert found == [*LEFT, *RIGHT, middle[2], *RIGHT, *LEFT]


@pytest.mark.parametrize("made", [drawn, in_ofd], ids=["pdf", "ofd"])
def test_rows_that_nothing_rules_stay_rows_and_are_said(made):
    table = [("指标", "单位", "目标"), ("绿化率", "%", "45"), ("覆盖率", "%", "98")]
    texts = [
        (x, 700 - 24 * at, word)
        for at, row in enumerate(table)
        for x, word in zip((72, 250, 400), row, strict=True)
    ]
    source = assert_source(read(made(texts)))
    assert source.text.split() == [word for row in table for word in row]
    assert [(note.code, note.where) for note in source.notes] == [
        ("table-unread", "page 1")
    ]


def test_names_and_values_are_no_columns_of_text():
    pairs = [(f"第{at}项指标", f"{at}万元") for at in range(1, 11)]
    left, right = zip(*pairs, strict=True)
    found = read(drawn(both(left, right))).text.split("\n")
    assert found == [" ".join(pair) for pair in pairs]
