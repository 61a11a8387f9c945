"""The edits and tables that damaged passages are made of: each does what it says."""

import re
from collections import Counter
from random import Random

import pytest

from support.byte_choices import ROOM, Choices
from support.made_tables import KINDS, grid, passage, table_lines, wrapped
from support.passages import passages
from support.text_edits import EDITS, WIDTHS, Editor

TEXT = """一、总体要求
到2025年，建成12个园区。

1.加强领导
（一）\t健全 机制，完善制度。
"""


def choices(number: int) -> Choices:
    """Choices that are the same for the same number."""
    random = Random(number)
    return Choices(lambda _: random.randbytes(ROOM))


def spaceless(text: str) -> str:
    """The characters of a text that are no space."""
    return "".join(text.split())


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_an_edit_changes_a_text(edit) -> None:
    """Most of what it draws changes the text, and any text can be edited."""
    changed = sum(
        edit(Editor(choices(number), passages()), TEXT) != TEXT for number in range(40)
    )
    assert changed > 8
    for text in ("", "\n", "一"):
        for number in range(10):
            assert isinstance(edit(Editor(choices(number), passages()), text), str)


@pytest.mark.parametrize(
    "edit",
    [
        Editor.rewrap,
        Editor.blank_lines,
        Editor.indent,
        Editor.break_numbers,
        Editor.space_figures,
        Editor.run_on,
        Editor.drop_line_ends,
        Editor.change_line_ends,
    ],
)
def test_layout_changes_no_word(edit) -> None:
    """What only lays a text out leaves its words as they are."""
    for number in range(40):
        text = edit(Editor(choices(number), passages()), TEXT)
        assert spaceless(text) == spaceless(TEXT)


def test_lines_have_a_width() -> None:
    """Every line but the last of a paragraph is as wide as the page."""
    for number in range(40):
        text = Editor(choices(number), ()).rewrap("知" * 100)
        lengths = [len(line) for line in text.split("\n")]
        assert lengths[0] in WIDTHS
        assert set(lengths[:-1]) == {lengths[0]}
    assert wrapped(["知" * 5, "", "识"], 2) == ["知知", "知知", "知", "", "识"]


def test_pages_count_up() -> None:
    """Page numbers follow one another, alone or before the next line."""
    seen = Counter()
    for number in range(200):
        editor = Editor(choices(number), ())
        lines = editor.number_pages("\n".join(["文"] * 60)).split("\n")
        pages = [
            int(page) for line in lines for page in re.findall("[0-9]+(?!/|9$)", line)
        ]
        seen[len(pages) > 1] += 1
        seen["glued"] += any("文" in line != "文" for line in lines)
        if len(pages) > 1 and not any("/" in line for line in lines):
            assert pages == list(range(pages[0], pages[0] + len(pages)))
    assert seen[True] > 100
    assert seen["glued"] > 30


def test_tables_are_varied() -> None:
    """Tables have all lengths and numbers; a row has a cell for each column."""
    lengths, numbers = Counter(), Counter()
    for number in range(300):
        cells = grid(choices(number))
        assert len({len(row) for row in cells}) == 1
        lengths[len(cells)] += 1
        numbers[re.sub("[0-9一二三四五六七八九十]+", "1", cells[-1][0])] += 1
    assert len(lengths) > 6
    assert {"1", "1.", "1、", "（1）", "第1条", "专栏1"} <= set(numbers)


def test_every_kind_of_table_is_written() -> None:
    """Tabs, pipes, rules, drawn lines, one cell a line, columns of spaces, one line."""
    signs = {"\t": 0, "|": 0, "---": 0, "├": 0, "  ": 0}
    alone = 0
    for number in range(300):
        lines = table_lines(choices(number))
        for sign in signs:
            signs[sign] += sum(sign in line for line in lines) > 1 or (
                sign == "---" and any(sign in line for line in lines)
            )
        alone += len(lines) == 1
    assert all(count > 5 for count in signs.values()), signs
    assert alone > 5
    assert len(KINDS) == 7


def test_passages_have_every_layout() -> None:
    """Lines end in every way, or are lost."""
    ends = Counter()
    for number in range(400):
        text = passage(choices(number))
        found = re.findall("\r\n|\r|\n\n|\n|\u3000\u3000", text)
        ends[Counter(found).most_common(1)[0][0] if found else ""] += 1
    assert {"\n", "\r\n", "\r", "\n\n", "\u3000\u3000", ""} <= set(ends)
