"""Fonts for the PDF files of the tests, the same on every machine.

In: nothing. Out: the names under which reportlab knows them. `EMBEDDED` lies in the
file, as in most that are published; `MISSING` does not, and few machines have it.
"""

import io
from functools import cache

MISSING = "STSong-Light"
EMBEDDED = "Box"

# What the tests write: Latin, punctuation and signs, Chinese, full-width forms.
_RANGES = (
    (0x21, 0x17F),
    (0x2010, 0x266F),
    (0x3001, 0x33FF),
    (0x4E00, 0x9FFF),
    (0xFF01, 0xFFE6),
)
_BLANKS = (0x20, 0xA0, 0x3000)


@cache
def register(name: str) -> str:
    """Make a font known to reportlab, and return its name."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.ttfonts import TTFont

    embedded = name == EMBEDDED
    font = TTFont(name, io.BytesIO(_boxes())) if embedded else UnicodeCIDFont(name)
    pdfmetrics.registerFont(font)
    return name


def _boxes() -> bytes:
    """Return a TrueType font in which every character is the same box."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable
    from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

    pen = TTGlyphPen(None)
    pen.moveTo((50, -120))
    for corner in ((50, 880), (950, 880), (950, -120)):
        pen.lineTo(corner)
    pen.closePath()
    blank = TTGlyphPen(None).glyph()
    glyphs = {".notdef": blank, "blank": blank, "box": pen.glyph()}
    codes = CmapSubtable.newSubtable(12)
    codes.platformID, codes.platEncID, codes.language = 3, 10, 0
    codes.cmap = {
        code: "box" for first, last in _RANGES for code in range(first, last)
    } | dict.fromkeys(_BLANKS, "blank")
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.font["cmap"] = newTable("cmap")
    builder.font["cmap"].tableVersion = 0
    builder.font["cmap"].tables = [codes]
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (1000, 50)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    names = ("familyName", "fullName", "psName")
    builder.setupNameTable(dict.fromkeys(names, EMBEDDED) | {"styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    buffer = io.BytesIO()
    builder.save(buffer)
    return buffer.getvalue()
