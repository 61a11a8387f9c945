"""PDF: fonts that lie neither in the file nor on the machine.

Each test holds with Chinese fonts installed and without, in the process of its own and,
where there can be none, in that of the caller.
"""

import io
import sys

import pytest
from reader_files import PLAN, assert_source, drawn, pdf, raw_pdf, stream
from reader_fonts import EMBEDDED, MISSING, register

from cnpolicy import ReadError
from cnpolicy.readers.dispatch import read
from cnpolicy.readers.pdf import fonts as pdf_fonts


@pytest.fixture(params=["process of its own", "in process"], autouse=True)
def process(request, monkeypatch):
    """Read in both ways."""
    if request.param == "in process":
        monkeypatch.setattr(sys, "frozen", True, raising=False)


# ---------------------------------------------------------------------- what is kept


@pytest.mark.parametrize("font", [MISSING, EMBEDDED])
def test_line_of_one_character(font):
    source = assert_source(read(pdf([["甲"], ["乙"]], font=font)))
    assert source.text == "甲\n乙"
    assert not source.notes


@pytest.mark.parametrize("font", [MISSING, EMBEDDED])
def test_each_character_drawn_by_itself(font):
    lines = ["某市水利发展规划", "一、重点任务", "加固堤防，治理河道。", "二"]
    data = drawn(
        [
            (72 + 12 * x, 700 - 20 * y, character)
            for y, line in enumerate(lines)
            for x, character in enumerate(line)
        ],
        font=font,
    )
    assert read(data).text.split("\n") == lines


@pytest.mark.parametrize("font", [MISSING, EMBEDDED])
def test_blanks_drawn_by_themselves_are_no_lines(font):
    texts = [(72, 700, "总体要求"), (120, 700, " "), (72, 680, "　"), (72, 660, "目标")]
    assert read(drawn(texts, font=font)).text == "总体要求\n目标"


def test_lines_as_with_a_font_of_the_file():
    pages = [list(PLAN[:5]), ["甲"], list(PLAN[5:])]
    there, missing = (read(pdf(pages, font=font)) for font in (EMBEDDED, MISSING))
    assert missing.text == there.text
    assert missing.origins == there.origins
    assert missing.notes == there.notes == ()


def test_header_and_footer_are_put_in_order():
    texts = [(72, 400, "正"), (280, 40, "1"), (200, 800, "头")]
    assert read(drawn(texts, font=MISSING)).text == "头\n正\n1"


@pytest.mark.parametrize(("text", "step"), [("人人品品", 12), ("1100", 6), ("..ii", 3)])
def test_equal_characters_side_by_side(text, step):
    """Each is drawn by itself; bold type that is drawn twice is as close."""
    texts = [(72 + step * at, 700, one) for at, one in enumerate(text)]
    texts.append((72, 600, "总体要求和重点任务"))
    line = read(drawn(texts, font=MISSING)).text.split("\n")[0]
    assert line.replace(" ", "") == text


def test_bold_drawn_twice_is_read_once():
    texts = [(72 + shift, 700, "甲乙") for shift in (0, 0.3)]
    assert read(drawn(texts, font=MISSING)).text == "甲乙"


def test_text_in_a_form():
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.beginForm("inner")
    canvas.setFont(register(MISSING), 12)
    canvas.drawString(72, 700, "甲")
    canvas.endForm()
    canvas.beginForm("outer")
    canvas.doForm("inner")
    canvas.endForm()
    canvas.doForm("outer")
    canvas.setFont(MISSING, 12)
    canvas.drawString(72, 660, "乙丙")
    canvas.save()
    assert read(buffer.getvalue()).text == "甲\n乙丙"


# ------------------------------------------------------------- fonts of other programs

MAP = stream(
    b"begincmap 1 begincodespacerange <0000><FFFF> endcodespacerange 2 beginbfchar "
    b"<0005><7532> <0006><4E59> endbfchar endcmap"
)


def composite(
    encoding: bytes,
    order: bytes,
    *texts: bytes,
    mapped: bool = False,
    more: bytes = b"",
) -> bytes:
    """Return a PDF whose lines are in a Chinese font that is not in the file.

    With `more`, a second page has this text in Helvetica.
    """
    lines = b"".join(
        b"1 0 0 1 72 %d Tm <%s> Tj " % (700 - 20 * at, text)
        for at, text in enumerate(texts)
    )
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %s 0 R"
        b"/Resources<</Font<</F %s 0 R>>>>>>"
    )
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 9 0 R]/Count 2>>"
        if more
        else b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page % (b"8", b"4"),
        b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/%s%s"
        b"/DescendantFonts[5 0 R]>>"
        % (encoding, b"/ToUnicode 7 0 R" if mapped else b""),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(%s)/Supplement 0>>/FontDescriptor 6 0 R>>"
        % order,
        b"<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -200 1000 900]"
        b"/ItalicAngle 0/Ascent 900/Descent -200/StemV 80>>",
        MAP,
        stream(b"BT /F 12 Tf " + lines + b"ET"),
        page % (b"10", b"11"),
        stream(b"BT /F 12 Tf 72 700 Td (" + more + b") Tj ET"),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


@pytest.mark.parametrize(
    "data",
    [
        composite(b"GBK-EUC-H", b"GB1", b"BCD7D2D2BCD7", b"D2D2"),
        composite(b"UniGB-UCS2-H", b"GB1", b"75324E597532", b"4E59"),
        composite(b"Identity-H", b"Identity", b"000500060005", b"0006", mapped=True),
    ],
    ids=["GBK", "UCS2", "mapped"],
)
def test_encodings(data):
    assert read(data).text == "甲乙甲\n乙"


def test_vertical_writing():
    data = composite(b"UniGB-UCS2-V", b"GB1", b"75324E59")
    assert read(data).text == "甲乙"


def test_characters_that_nothing_names():
    data = composite(b"Identity-H", b"Identity", b"0005", b"00050006")
    with pytest.raises(ReadError, match=r"font of 1 page.*OCR"):
        read(data)


def test_blanks_alone_are_a_scan():
    texts = [(72, 700, "  "), (72, 680, "  ")]
    for font in (MISSING, EMBEDDED):
        with pytest.raises(ReadError, match="no text layer"):
            read(drawn(texts, font=font))


def test_page_of_characters_that_nothing_names():
    data = composite(b"Identity-H", b"Identity", b"00050006", more=b"A. B")
    source = assert_source(read(data))
    assert source.text == "A. B"
    assert [(note.code, note.where) for note in source.notes] == [
        ("page-unmapped", "page 1")
    ]


# ------------------------------------------------------------------- the font of boxes


def test_font_of_boxes():
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(pdf_fonts.box_font()))
    glyphs = font["glyf"]

    def glyph_of(character):
        return glyphs[font["cmap"].tables[0].cmap[ord(character)]]

    for kind, characters in {"wide": "甲（𠀀", "narrow": "A1\x05ｱ"}.items():
        left, bottom, right, top = edges = pdf_fonts._EDGES[kind]
        for glyph in map(glyph_of, characters):
            assert (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax) == edges
            corners = [(left, bottom), (right, bottom), (right, top), (left, top)]
            assert list(glyph.getCoordinates(glyphs)[0]) == corners
    for glyph in map(glyph_of, " \u00a0\u2003\u3000"):
        assert glyph.numberOfContours == 0


def test_codes_of_boxes_have_no_gap():
    after = 0
    for first, last, _ in pdf_fonts._GLYPHS:
        assert first == after
        after = last + 1
    assert after == sys.maxunicode + 1
