"""Ruled tables of PDF: however a program draws them, rows and cells are the same."""

import io
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import pytest
from reader_files import assert_source
from reader_fonts import EMBEDDED, MISSING, register

from cnpolicy import Table, parse, responsibilities, walk
from cnpolicy.readers import Source, read

ROWS = (
    ("序号", "重点任务", "牵头单位", "完成时限"),
    ("1", "修订目录", "市司法局", "2025年底"),
    ("2", "开展试点", "市水务局", "2026年6月底"),
)
XS = (70.0, 110.0, 260.0, 380.0, 500.0)
YS = (700.0, 664.0, 628.0, 592.0)
TITLE, CLOSING = "某市任务清单", "请于每季度末报送进展。"
Draw = Callable[[Any], None]


def lines(canvas: Any) -> None:
    """Each line by itself."""
    for y in YS:
        canvas.line(XS[0], y, XS[-1], y)
    for x in XS:
        canvas.line(x, YS[0], x, YS[-1])


def boxes(canvas: Any) -> None:
    """Each cell as a box."""
    for top, bottom in pairwise(YS):
        for left, right in pairwise(XS):
            canvas.rect(left, bottom, right - left, top - bottom)


def one_path(canvas: Any) -> None:
    """All lines in one go."""
    path = canvas.beginPath()
    for y in YS:
        path.moveTo(XS[0], y)
        path.lineTo(XS[-1], y)
    for x in XS:
        path.moveTo(x, YS[0])
        path.lineTo(x, YS[-1])
    canvas.drawPath(path)


def thin_boxes(canvas: Any) -> None:
    """Lines as filled boxes, all in one go."""
    path = canvas.beginPath()
    for y in YS:
        path.rect(XS[0], y, XS[-1] - XS[0], 0.5)
    for x in XS:
        path.rect(x, YS[-1], 0.5, YS[0] - YS[-1])
    canvas.drawPath(path, stroke=0, fill=1)


def shades(canvas: Any) -> None:
    """No lines: cells of two shades."""
    for at, (top, bottom) in enumerate(pairwise(YS)):
        for column, (left, right) in enumerate(pairwise(XS)):
            canvas.setFillGray(0.8 + 0.1 * ((at + column) % 2))
            canvas.rect(left, bottom, right - left, top - bottom, stroke=0, fill=1)
    canvas.setFillGray(0)


def scaled(canvas: Any) -> None:
    """Lines in a tenth of the unit."""
    canvas.saveState()
    canvas.scale(0.1, 0.1)
    for y in YS:
        canvas.line(10 * XS[0], 10 * y, 10 * XS[-1], 10 * y)
    for x in XS:
        canvas.line(10 * x, 10 * YS[0], 10 * x, 10 * YS[-1])
    canvas.restoreState()


def form(canvas: Any) -> None:
    """Lines in a form, drawn lower and moved up when it is placed."""
    canvas.beginForm("grid")
    canvas.translate(0, -300)
    lines(canvas)
    canvas.endForm()
    canvas.saveState()
    canvas.translate(0, 300)
    canvas.doForm("grid")
    canvas.restoreState()


def with_slash(canvas: Any) -> None:
    """A slanting line through the corner, as heads of two directions have it."""
    lines(canvas)
    canvas.line(XS[0], YS[0], XS[1], YS[1])


def open_sides(canvas: Any) -> None:
    """No line at the left and at the right."""
    for y in YS:
        canvas.line(XS[0], y, XS[-1], y)
    for x in XS[1:-1]:
        canvas.line(x, YS[0], x, YS[-1])


def between_rows(canvas: Any) -> None:
    """Lines between the rows only."""
    for y in YS:
        canvas.line(XS[0], y, XS[-1], y)


def three_lines(canvas: Any) -> None:
    """One line above, one below, one below the header."""
    for y in (YS[0], YS[1], YS[-1]):
        canvas.line(XS[0], y, XS[-1], y)


def page(draw: Draw, turn: int = 0, *, shown: bool = True) -> bytes:
    """Return a page with a table, its text turned; `shown` upright or sideways."""
    buffer = io.BytesIO()
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(buffer, pagesize=(600, 800))
    if turn:
        if shown:
            canvas.setPageRotation(turn)
        canvas.rotate(turn)
        canvas.translate(*{90: (0, -600), 180: (-600, -800), 270: (-800, 0)}[turn])
    canvas.setFont(register(EMBEDDED), 10)
    canvas.drawString(70, 750, TITLE)
    draw(canvas)
    for y, row in zip(YS, ROWS, strict=False):
        for x, word in zip(XS, row, strict=False):
            canvas.drawString(x + 4, y - 20, word)
    canvas.drawString(70, 540, CLOSING)
    canvas.save()
    return buffer.getvalue()


def rows(source: Source) -> list[tuple[str, ...]]:
    """Return the words of the cells of all tables, row by row."""
    return [
        tuple(cell.span.of(source.text) for cell in row.cells)
        for table in source.structure.tables
        for row in table.rows
    ]


WAYS = [lines, boxes, one_path, thin_boxes, shades, scaled, form, with_slash]
WAYS += [open_sides, between_rows, three_lines]


@pytest.mark.parametrize("draw", WAYS, ids=lambda draw: draw.__name__)
def test_however_the_lines_are_drawn(draw):
    source = assert_source(read(page(draw)))
    assert rows(source) == list(ROWS)
    first, *_, last = source.text.split("\n")
    assert (first, last) == (TITLE, CLOSING)


@pytest.mark.parametrize("shown", [True, False], ids=["shown upright", "sideways"])
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_whose_text_is_turned(turn, shown):
    source = assert_source(read(page(lines, turn, shown=shown)))
    assert source.text == read(page(lines)).text
    assert rows(source) == list(ROWS)


@pytest.mark.parametrize(
    "words",
    [
        [
            (74, "抄送：市委各部门。"),
            (74, "某市人民政府办公室"),
            (400, "2025年3月1日印发"),
        ],
        [(74, "坚持统筹推进、分类指导，压实各级责任，健全督查机制，确保落实。")] * 2,
        [],
    ],
    ids=["distribution list", "text between rules", "empty form"],
)
def test_lines_that_are_no_table_are_none(words):
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 800))
    canvas.setFont(register(EMBEDDED), 10)
    three_lines(canvas)
    canvas.circle(300, 400, 80)
    for at, (x, word) in enumerate(words):
        canvas.drawString(x, YS[min(at, 1)] - 20, word)
    canvas.drawString(70, 540, CLOSING)
    canvas.save()
    source = read(buffer.getvalue())
    assert not source.structure.tables
    assert "\t" not in source.text


def test_boxes_joined_to_a_chart_are_no_table():
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 800))
    canvas.setFont(register(EMBEDDED), 10)
    for x, y, word in [(250, 650, "组长"), (100, 560, "甲组"), (400, 560, "乙组")]:
        canvas.rect(x, y, 90, 36)
        canvas.drawString(x + 10, y + 14, word)
    for line in [(295, 650, 295, 620), (145, 620, 445, 620)]:
        canvas.line(*line)
    for x in (145, 445):
        canvas.line(x, 620, x, 596)
    canvas.save()
    source = read(buffer.getvalue())
    assert not source.structure.tables
    assert set(source.text.split()) == {"组长", "甲组", "乙组"}


def test_cells_of_several_lines_between_two_rules_are_one_row():
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 800))
    canvas.setFont(register(EMBEDDED), 10)
    between_rows(canvas)
    for y, row in zip(YS, ROWS, strict=False):
        for x, word in zip(XS, row, strict=False):
            canvas.drawString(x + 4, y - 14, word)
    canvas.drawString(XS[1] + 4, YS[1] - 28, "并公布")
    canvas.save()
    found = rows(read(buffer.getvalue()))
    assert found == [ROWS[0], ("1", "修订目录 并公布", *ROWS[1][2:]), ROWS[2]]


def with_mark(canvas: Any, angle: float = 45) -> None:
    """Words across the table, drawn before its own."""
    lines(canvas)
    canvas.saveState()
    canvas.translate(180, 560)
    canvas.rotate(angle)
    canvas.setFont(EMBEDDED, 40)
    canvas.drawString(0, 0, "征求意见")
    canvas.restoreState()
    canvas.setFont(EMBEDDED, 10)


def test_words_across_the_page_are_its_furniture_and_in_no_cell():
    source = assert_source(read(page(with_mark)))
    assert rows(source) == list(ROWS)
    (mark,) = source.structure.pages[0].furniture
    assert mark.of(source.text) == "征求意见"
    assert source.text.replace("\n征求意见", "") == read(page(lines)).text


def test_a_page_that_lies_aslant_is_text():
    from reportlab.pdfgen.canvas import Canvas

    for angle in (2, 20):
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=(600, 800))
        canvas.setFont(register(EMBEDDED), 12)
        canvas.rotate(angle)
        for at, words in enumerate((TITLE, CLOSING)):
            canvas.drawString(250, 500 - 30 * at, words)
        canvas.save()
        source = read(buffer.getvalue())
        assert "".join(source.text.split()) == TITLE + CLOSING
        assert not source.structure.pages[0].furniture


@pytest.mark.parametrize("draw", [between_rows, three_lines])
def test_a_header_in_the_middle_of_its_columns_makes_no_more_of_them(draw):
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 800))
    canvas.setFont(register(EMBEDDED), 10)
    draw(canvas)
    header = ("品名", "产量", "增长")
    body = [("粮", "12.3", "-0.5"), ("油", "4.5", "1.2")]
    for x, word in zip((115, 270, 400), header, strict=True):
        canvas.drawString(x, YS[0] - 20, word)
    for y, row in zip(YS[1:], body, strict=False):
        for x, word in zip((74, 274, 404), row, strict=True):
            canvas.drawString(x, y - 20, word)
    canvas.save()
    assert rows(read(buffer.getvalue())) == [header, *body]


def test_a_character_beyond_the_first_plane_stays_in_its_cell():
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 800))
    canvas.setFont(register(MISSING), 10)
    lines(canvas)
    for y, row in zip(YS, ROWS, strict=False):
        for x, word in zip(XS, row, strict=False):
            canvas.drawString(x + 4, y - 20, word.replace("司法", "𠮷"))
    canvas.save()
    found = rows(read(buffer.getvalue()))
    assert [row[2] for row in found] == ["牵头单位", "市𠮷局", "市水务局"]


# --------------------------------------------------------------------------- over pages


def pages(*parts: Sequence[Sequence[str]], over: str = "") -> bytes:
    """Return a table over pages: `parts` are its rows on each, "^" goes on above.

    The words `over` stand over all parts but the first.
    """
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 800))
    for part in parts:
        canvas.setFont(register(EMBEDDED), 10)
        bottom = 700 - 36 * len(part)
        if over and part is not parts[0]:
            canvas.drawString(420, 720, over)
        for at, row in enumerate(part):
            for column, word in enumerate(row):
                left, y = XS[column], 700 - 36 * at
                if word != "^":
                    canvas.line(left, y, XS[column + 1], y)
                    canvas.drawString(left + 4, y - 20, word)
        canvas.line(XS[0], bottom, XS[-1], bottom)
        for x in XS:
            canvas.line(x, 700, x, bottom)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


HEAD = (("序号", "重点任务", "责任单位", "完成时限"), ("^", "^", "牵头单位", "^"))


def test_a_header_of_two_rows_that_comes_again_stands_before_the_rest_of_a_row():
    first = [*HEAD, ROWS[1], ("2", "开展试点，", "市水务局、市", "2026年")]
    source = read(pages(first, [*HEAD, ("", "总结经验", "司法局", "")]))
    assert ("2", "开展试点，总结经验", "市水务局、市司法局", "2026年") in rows(source)
    assert len(responsibilities(parse(source))) == 2


def values(source: Source) -> list[tuple[str, ...]]:
    """Return the words of all rows of data, those of merged cells in each."""
    return [
        tuple(cell.value for cell in row.cells)
        for table in walk(parse(source))
        if isinstance(table, Table)
        for row in table.body
    ]


GROUPED = ("类别", "序号", "重点任务", "责任单位")


@pytest.mark.parametrize("header", [[], [GROUPED]], ids=["plain", "header again"])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_rows_below_a_merged_cell_are_no_rest_of_a_row(count, header):
    """The rest of a merged cell is empty; the numbers beside it count on."""
    first = [GROUPED, ("教育", "1", "建设", "甲局"), ("^", "2", "改造", "乙局")]
    second = [("", "3", "培训", "丙局"), *[("^", "4", "评价", "丁局")] * 2][:count]
    found = values(read(pages(first, [*header, *second])))
    assert [row[1] for row in found] == ["1", "2", *["3", "4", "4"][:count]]
    assert {row[0] for row in found} == {"教育"}


def test_a_merged_cell_reaches_over_a_header_that_comes_again():
    merged = [("2", "建设", "市财政局", "2026年"), ("3", "改造", "^", "2026年")]
    first = [ROWS[0], ROWS[1], *merged]
    second = [ROWS[0], ("4", "培训", "", "2027年"), ("5", "评价", "市教育局", "2027年")]
    leads = [row[2] for row in values(read(pages(first, second)))]
    assert leads == [ROWS[1][2], "市财政局", "市财政局", "市财政局", "市教育局"]


def test_paragraphs_of_a_cell_are_parted():
    """A line that ends before the edge ends a paragraph; one that fills it goes on."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 800))
    canvas.setFont(register(EMBEDDED), 10)
    lines(canvas)
    for x, word in zip(XS, ROWS[0], strict=False):
        canvas.drawString(x + 4, YS[0] - 20, word)
    for x, word in zip(XS, ("1", "", "市司法局", "2025年底"), strict=False):
        canvas.drawString(x + 4, YS[1] - 20, word)
    wide = "建立健全工作机制并完善配套政策"[:14]
    for at, words in enumerate([wide, "措施。", "2.开展督查"]):
        canvas.drawString(XS[1] + 4, YS[1] - 10 - 11 * at, words)
    for at, words in enumerate(["市水务局", "市财政局、", "市民政局"]):
        canvas.drawString(XS[2] + 4, YS[2] - 10 - 11 * at, words)
    canvas.save()
    found = rows(read(buffer.getvalue()))
    assert f"{wide}措施。 2.开展督查" in found[1]
    assert "市水务局 市财政局、市民政局" in found[2]


def test_the_rest_of_one_cell_may_be_all_that_stands_on_the_last_page():
    first = [ROWS[0], ROWS[1], ("2", "开展试点，", "市水务局", "2026年")]
    source = read(pages(first, [("", "总结经验", "", "")]))
    assert rows(source)[-1] == ("2", "开展试点，总结经验", "市水务局", "2026年")
    assert source.text.endswith("2026年")


@pytest.mark.parametrize("over", ["续表1", "（续）", "续表2 任务分工"])
def test_a_table_goes_on_below_the_words_that_say_so(over):
    first = [ROWS[0], ROWS[1], ("2", "开展试点，", "市水务局", "2026年")]
    second = [ROWS[0], ("", "总结经验", "", ""), ("3", "推广", "市教育局", "2027年")]
    source = read(pages(first, second, over=over))
    assert ("2", "开展试点，总结经验", "市水务局", "2026年") in rows(source)
    assert over in source.text.split("\n")
    other = read(pages(first, second, over="表2"))
    assert ("总结经验",) in rows(other)


def test_a_frame_of_other_columns_is_no_part_of_the_table_before():
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 800))
    canvas.setFont(register(EMBEDDED), 10)
    lines(canvas)
    for y, row in zip(YS, ROWS, strict=False):
        for x, word in zip(XS, row, strict=False):
            canvas.drawString(x + 4, y - 20, word)
    canvas.showPage()
    canvas.setFont(register(EMBEDDED), 10)
    for x in (70, 100, 500):
        canvas.line(x, 700, x, 600)
    for y in (700, 600):
        canvas.line(70, y, 500, y)
    canvas.drawString(120, 660, CLOSING)
    canvas.save()
    source = read(buffer.getvalue())
    assert len(source.structure.tables) == 1
    assert source.text.endswith(CLOSING)
