"""Files for the tests of the readers, made here: no file of others is stored.

In: paragraphs, or pieces of XML. Out: the bytes of an HTML, DOCX, PDF or OFD file, and
`assert_source`, the laws that hold for every `Source`.
"""

import io
import pickle
import zipfile
from html import escape
from pathlib import Path

from reader_fonts import EMBEDDED, register

from cnpolicy.readers.dispatch import read
from cnpolicy.readers.source import NOTES, Source

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_WORD = "http://purl.oclc.org/ooxml/wordprocessingml/main"
NAMESPACES = (
    'xmlns:w="{word}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)

PLAN = (
    "某市“十四五”水利发展规划",
    "各区县人民政府，市政府各部门：",
    "一、总体要求",
    "（一）指导思想。坚持节水优先、空间均衡、系统治理，到2025年用水总量控制在12亿立方米以内。",
    "（二）基本原则。坚持以人为本，问题导向。",
    "二、重点任务",
    "（一）完善防洪体系。加固堤防30公里。（市水利局牵头，市发展改革委、市财政局等按职责分工负责）",
    "1.推进水库除险加固。",
    "2.加强山洪灾害防治。",
    "三、保障措施",
    "（一）加强组织领导。各级各部门要落实责任，形成合力。",
)
"""A plan in the usual form, written for these tests."""

SEEDS = sorted(Path(__file__).parents[2].glob("seeds/*.txt"))


def seed_paragraphs(path: Path) -> list[str]:
    """Return the paragraphs of a seed, without blank lines and outer spaces."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return [line.strip() for line in lines if line.strip()]


# --------------------------------------------------------------------------------- laws


def assert_source(source: Source) -> Source:
    """Assert what holds for every source, and return it."""
    end = 0
    for origin in source.origins:
        start, after = origin.span
        assert end <= start < after <= len(source.text)
        # Between the pieces stands only what the reader put there.
        assert not source.text[end:start].strip("\n\t ")
        assert origin.where
        assert source.origin_at(start) == origin
        assert source.origin_at(after - 1) == origin
        end = after
    assert not source.text[end:].strip("\n\t ")
    offset = 0
    for note in source.notes:
        assert note.code in NOTES
        assert offset <= note.offset <= len(source.text)
        assert note.message
        assert note.message_zh
        offset = note.offset
    assert all(
        isinstance(key, str) and isinstance(value, str)
        for key, value in source.metadata.items()
    )
    assert pickle.loads(pickle.dumps(source)) == source
    return source


# --------------------------------------------------------------------------------- HTML


def page(content: str, head: str = "", before: str = "", after: str = "") -> bytes:
    """Return a page whose document is `content`, in UTF-8."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head>'
        f"<body>{before}{content}{after}</body></html>"
    ).encode()


NAVIGATION = (
    '<div class="top"><ul>'
    + "".join(f'<li><a href="/{i}">栏目{i}</a></li>' for i in range(12))
    + "</ul></div><div class='path'>当前位置：<a href='/'>首页</a> &gt; 政策</div>"
)
SIDEBAR = (
    '<div class="side"><h3>相关链接</h3>'
    + "".join(f'<a href="/r{i}">关于某某工作的通知{i}</a><br>' for i in range(8))
    + "</div>"
)
FOOTER = (
    '<div class="bottom"><p>主办：某市人民政府办公室 网站标识码：1234567890</p>'
    "<p>某ICP备01234567号</p></div>"
)


def paragraphs_html(paragraphs: list[str]) -> str:
    """Return paragraphs as content management systems write them."""
    return "\n".join(
        f'<p style="text-indent:2em"><span>{escape(text[:4])}</span>{escape(text[4:])}'
        "</p>"
        for text in paragraphs
    )


# --------------------------------------------------------------------------------- DOCX


def archive(parts: dict[str, str | bytes]) -> bytes:
    """Return a ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in parts.items():
            out.writestr(name, data)
    return buffer.getvalue()


def docx(
    body: str,
    numbering: str = "",
    styles: str = "",
    word: str = WORD,
    parts: dict[str, str | bytes] | None = None,
) -> bytes:
    """Return a DOCX file made of pieces of XML."""
    names = NAMESPACES.format(word=word)
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": (
            f"<w:document {names}><w:body>{body}</w:body></w:document>"
        ),
        "word/numbering.xml": f"<w:numbering {names}>{numbering}</w:numbering>",
        "word/styles.xml": f"<w:styles {names}>{styles}</w:styles>",
    }
    return archive(files | (parts or {}))


def para(
    text: str = "",
    num: int | None = None,
    level: int | None = None,
    style: str = "",
    properties: str = "",
) -> str:
    """Return a `w:p` with one run."""
    inner = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None or level is not None:
        inner += "<w:numPr>"
        inner += f'<w:ilvl w:val="{level}"/>' if level is not None else ""
        inner += f'<w:numId w:val="{num}"/>' if num is not None else ""
        inner += "</w:numPr>"
    run = f"<w:r><w:t>{escape(text)}</w:t></w:r>" if text else ""
    return f"<w:p><w:pPr>{inner}{properties}</w:pPr>{run}</w:p>"


def level_xml(at: int, number_format: str, text: str, more: str = "", start: int = 1):
    """Return a `w:lvl`."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/>'
        f'<w:numFmt w:val="{number_format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract_xml(identity: int, *levels: str, more: str = "") -> str:
    """Return a `w:abstractNum`."""
    inner = "".join(levels)
    return f'<w:abstractNum w:abstractNumId="{identity}">{more}{inner}</w:abstractNum>'


def num_xml(identity: int, abstract: int, overrides: str = "") -> str:
    """Return a `w:num`."""
    return (
        f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{abstract}"/>'
        f"{overrides}</w:num>"
    )


OFFICIAL = (
    level_xml(0, "chineseCountingThousand", "%1、"),
    level_xml(1, "chineseCounting", "（%2）"),
    level_xml(2, "decimal", "%3."),
    level_xml(3, "decimalEnclosedCircle", "%4"),
)
"""The four levels of official documents: 一、 （一） 1. ①."""


def cell_xml(*paragraphs: str, properties: str = "") -> str:
    """Return a `w:tc`."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def table_xml(*rows: list[str]) -> str:
    """Return a `w:tbl` of rows of cells."""
    return (
        "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"
    )


def run(inner: str) -> str:
    """Return a `w:r`."""
    return f"<w:r>{inner}</w:r>"


def words(text: str) -> str:
    """Return a run with words."""
    return run(f'<w:t xml:space="preserve">{text}</w:t>')


def paragraph(*runs: str) -> str:
    """Return a `w:p` of runs."""
    return f"<w:p>{''.join(runs)}</w:p>"


BOX = (
    "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
    "<w:txbxContent>{0}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox>"
    "</w:pict></mc:Fallback></mc:AlternateContent>"
)


"""A text box as Word writes it, for new programs and for old ones."""


def docx_text(body: str, **parts: str) -> str:
    """Return the text of a document made of pieces of XML."""
    return assert_source(read(docx(body, **parts))).text


# ---------------------------------------------------------------------------------- PDF


def pdf(
    pages: list[list[str]], width: int = 32, font: str = EMBEDDED, **options: object
) -> bytes:
    """Return a PDF with the paragraphs of each page, broken at `width` characters."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, **options)
    for paragraphs in pages:
        canvas.setFont(register(font), 12)
        y = 800
        for paragraph in paragraphs:
            for start in range(0, len(paragraph), width):
                if y < 40:
                    canvas.showPage()
                    canvas.setFont(font, 12)
                    y = 800
                canvas.drawString(60, y, paragraph[start : start + width])
                y -= 18
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def drawn(
    *pages: list[tuple[float, float, str]], font: str = EMBEDDED, **options: object
) -> bytes:
    """Return a PDF with texts drawn at places, in this order."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, **options)
    for texts in pages:
        canvas.setFont(register(font), 12)
        for x, y, text in texts:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def raw_pdf(*objects: bytes) -> bytes:
    """Return a PDF of these objects; the first is its catalogue."""
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1)
    return out + b"startxref\n%d\n%%%%EOF\n" % table


def stream(content: bytes, more: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (more, len(content), content)


# ---------------------------------------------------------------------------------- OFD

OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def text_object(x: float, y: float, text: str, more: str = "", size: float = 5) -> str:
    """Return a text object whose first character begins at x, y (millimetres)."""
    steps = f'DeltaX="g {len(text) - 1} {size}"' if len(text) > 1 else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y - size} 150 {size}" Size="{size}" '
        f'{more}><ofd:TextCode X="0" Y="{size}" {steps}>{escape(text)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def ofd_page(*objects: str, template: str = "") -> str:
    """Return the content part of a page."""
    return (
        f"<ofd:Page {OFD}>{template}<ofd:Content><ofd:Layer>{''.join(objects)}"
        "</ofd:Layer></ofd:Content></ofd:Page>"
    )


def ofd(
    pages: list[str], info: str = "", common: str = "", parts: dict | None = None
) -> bytes:
    """Return an OFD file with these page parts."""
    listed = "".join(
        f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>'
        for i in range(len(pages))
    )
    files = {
        "OFD.xml": f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocInfo>{info}</ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {OFD}><ofd:CommonData>{common}"
        f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for i, content in enumerate(pages):
        files[f"Doc_0/Pages/Page_{i}/Content.xml"] = content
    return archive(files | (parts or {}))


def ofd_of(paragraphs: list[str], width: int = 30) -> bytes:
    """Return an OFD file with these paragraphs, broken at `width` characters."""
    objects = []
    pages = []
    y = 30.0
    for paragraph in paragraphs:
        for start in range(0, len(paragraph), width):
            if y > 280:
                pages.append(ofd_page(*objects))
                objects, y = [], 30.0
            objects.append(text_object(20, y, paragraph[start : start + width]))
            y += 8
    pages.append(ofd_page(*objects))
    return ofd(pages)


def lines(body: str, numbering: str = "", styles: str = "") -> list[str]:
    """Return the lines of a document made of pieces of XML."""
    return assert_source(read(docx(body, numbering, styles))).text.split("\n")


def numbered(levels: str, numbering: str, num: int = 1) -> list[str]:
    """Return the numbers of paragraphs at these levels, one digit each."""
    body = "".join(para("x", num, int(level)) for level in levels)
    return [line.removesuffix("x").rstrip() for line in lines(body, numbering)]
