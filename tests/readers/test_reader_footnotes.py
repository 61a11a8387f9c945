"""Footnotes of PDF pages: set apart, noted, and the text goes on over them."""

import io

import pytest
from reader_fonts import EMBEDDED, register

from cnpolicy import parse, responsibilities, tasks
from cnpolicy.readers import Source, read

LINE = "推进数据资源开放共享和综合利用并且加强平台建设和运营管"


def pages(*parts: tuple[list[str], list[str]], small: float = 8) -> Source:
    """Read a PDF of pages, each with lines of text and small lines at its foot."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 800))
    for text, notes in parts:
        canvas.setFont(register(EMBEDDED), 16)
        for at, line in enumerate(text):
            canvas.drawString(80, 700 - 24 * at, line)
        canvas.setFont(register(EMBEDDED), small)
        for at, line in enumerate(notes):
            canvas.drawString(80, 90 - 12 * at, line)
        canvas.showPage()
    canvas.save()
    return read(buffer.getvalue())


def furniture(source: Source) -> list[str]:
    """What is set apart on all pages."""
    spans = (span for page in source.structure.pages for span in page.furniture)
    return [span.of(source.text) for span in spans]


NOTES = ["1 数据来自市统计局的年度统计公报，口径与国家一致，", "下同。"]


@pytest.mark.parametrize(("sign", "mark"), [("1", "1 "), ("①", "①"), ("[2]", "[2]")])
def test_a_paragraph_goes_on_over_a_footnote(sign, mark):
    """The halves of a paragraph are one task; the note is said, with all its words."""
    notes = [mark + NOTES[0].removeprefix("1 "), NOTES[1]]
    first = ["一、重点任务", *[LINE] * 4, f"{LINE[:-2]}等{sign}理"[: len(LINE)]]
    first[-1] = LINE[:10] + sign + LINE[10 : len(LINE) - len(sign)]
    source = pages((first, notes), ([LINE, "理。（市财政局负责）"], []))
    assert furniture(source) == notes
    assert [one.text for one in source.structure.footnotes] == ["".join(notes)]
    assert [one.words for one in source.notes] == ["".join(notes)]
    assert all(note in source.text for note in notes)
    document = parse(source)
    assert len(responsibilities(document)) == 1
    assert len(tasks(document)) == 1


def test_two_footnotes():
    text = ["一、任务", *[LINE] * 4, f"{LINE[:9]}1{LINE[9:20]}2。"]
    source = pages((text, ["1 甲统计公报。", "2 乙统计公报。"]))
    said = [one.text for one in source.structure.footnotes]
    assert said == ["1 甲统计公报。", "2 乙统计公报。"]


@pytest.mark.parametrize(
    "notes",
    [
        ["注：数据来自统计公报。"],  # no sign
        ["1.甲单位负责统计。", "2.乙单位负责公布。"],  # a list
        ["3 数据来自统计公报。"],  # its sign is nowhere in the text
        ["2025年底前完成。"],
    ],
)
def test_small_lines_that_are_no_footnotes(notes):
    """Small words at the foot of a page are text unless a sign leads to them."""
    text = ["一、任务", *[LINE] * 4, f"{LINE[:9]}1{LINE[9:20]}，增长2.3%。"]
    source = pages((text, notes))
    assert not source.structure.footnotes
    assert not furniture(source)
    assert all(note in source.text for note in notes)


def test_lines_of_one_size():
    """What is as large as the text belongs to it."""
    text = ["一、任务", *[LINE] * 4, f"{LINE[:9]}1{LINE[9:20]}。"]
    source = pages((text, ["1 数据来自统计公报。"]), small=15)
    assert not source.structure.footnotes
