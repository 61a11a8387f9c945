"""Pages of PDF: running heads on pages of two shapes, lines that stand apart."""

import io

import pytest
from reader_fonts import EMBEDDED, register

from cnpolicy import IssueDate, Publicity, parse, walk
from cnpolicy.readers import Source, read

HEAD, LINE = "某市数字经济发展规划", "推进数据资源开放共享和综合利用并且加强平台建设"


def furniture(source: Source) -> list[str]:
    """What belongs to the pages, in order."""
    spans = (span for page in source.structure.pages for span in page.furniture)
    return [span.of(source.text) for span in spans]


def pages(*shapes: tuple[int, int], head: str = HEAD) -> bytes:
    """Return a PDF with a running head 50 points from the top of each page."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for number, (width, height) in enumerate(shapes, 1):
        canvas.setPageSize((width, height))
        canvas.setFont(register(EMBEDDED), 12)
        canvas.drawCentredString(width / 2, height - 50, head)
        canvas.drawString(80, height - 120, f"第{number}段。{LINE}。")
        canvas.drawCentredString(width / 2, 40, f"第 {number} 页 共 {len(shapes)} 页")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


UPRIGHT, SIDEWAYS = (595, 842), (842, 595)


@pytest.mark.parametrize("at", range(4))
def test_running_head_of_a_page_on_its_side(at: int) -> None:
    """A head stands as far from the edge of each page, whatever its shape."""
    shapes = [UPRIGHT] * 4
    shapes[at] = SIDEWAYS
    source = read(pages(*shapes))
    assert furniture(source).count(HEAD) == 4
    assert len(furniture(source)) == 8
    assert source.text.count(LINE) == 4


def test_a_line_of_the_text_on_each_page_is_no_head() -> None:
    """What ends a sentence is none, however often it comes."""
    source = read(pages(*[UPRIGHT] * 4, head="各部门要抓好落实。"))
    assert "各部门要抓好落实。" not in furniture(source)


def test_a_date_at_the_right_is_a_line_of_its_own() -> None:
    """A line that reaches the margin from far in does not go on below it."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont(register(EMBEDDED), 12)
    full = (LINE * 2)[:36]
    canvas.drawString(104, 750, full[:34])
    for at, line in enumerate([full, full, full, "落实。"], 1):
        canvas.drawString(80, 750 - 20 * at, line)
    canvas.drawRightString(80 + 36 * 12, 650, "某市人民政府")
    canvas.drawRightString(80 + 36 * 12, 630, "2024年5月6日")
    canvas.drawString(80, 610, "（此件公开发布）")
    canvas.save()
    document = parse(read(buffer.getvalue()))
    kinds = [type(one) for one in walk(document)]
    assert IssueDate in kinds
    assert Publicity in kinds
    assert document.metadata.issuers == ("某市人民政府",)


@pytest.mark.parametrize("title", ["项目申报表", "清单{}", "任务书{}"])
def test_titles_of_forms_are_no_heads(title: str) -> None:
    """A large title at the top of each page heads what stands on it."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=UPRIGHT)
    for number in range(1, 5):
        canvas.setFont(register(EMBEDDED), 22 if title == "项目申报表" else 12)
        canvas.drawCentredString(298, 780, title.format(number))
        canvas.setFont(register(EMBEDDED), 12)
        for at in range(4):
            canvas.drawString(80, 720 - 20 * at, f"第{number}{at}项：{LINE}。")
        canvas.showPage()
    canvas.save()
    source = read(buffer.getvalue())
    assert not furniture(source)


@pytest.mark.parametrize("head", ["某市公报 {}", "{} 某市公报", "某市公报 第{}页"])
def test_heads_that_count(head: str) -> None:
    """A head with the number of its page is one."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=UPRIGHT)
    for number in range(1, 5):
        canvas.setFont(register(EMBEDDED), 12)
        canvas.drawCentredString(298, 790, head.format(number))
        canvas.drawString(80, 700, f"第{number}段。{LINE}。")
        canvas.showPage()
    canvas.save()
    assert len(furniture(read(buffer.getvalue()))) == 4


@pytest.mark.parametrize(
    "foot",
    [
        *("{}", "- {} -", "— {} —", "第{}页", "第 {} 页", "{} / 4", "· {} ·"),
        *("第 {} 页 共 4 页", "第{}页/共4页", "第{}页，共4页", "第{}页（共4页）"),
        *("共 4 页 第 {} 页", "共4页，第{}页", "Page {} of 4", "Page {}", "P{}"),
    ],
)
def test_page_numbers(foot: str) -> None:
    """However a page is counted, its number is no line of the text."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=UPRIGHT)
    for number in range(1, 5):
        canvas.setFont(register(EMBEDDED), 12)
        canvas.drawString(80, 700, f"第{number}段。{LINE}。")
        canvas.drawCentredString(298, 40, foot.format(number))
        canvas.showPage()
    canvas.save()
    source = read(buffer.getvalue())
    assert len(furniture(source)) == 4
    assert source.text.count(LINE) == 4
