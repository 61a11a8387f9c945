"""Fonts that are not in a PDF, for the process that reads it.

In: a page, or nothing. Out: the same page with a size for its characters, or a font of
boxes that the library takes for every font that is not in a file: the same text comes
of a file whatever fonts the machine has.
"""

import ctypes
import math
import struct
from typing import Any

# Edges of the glyphs of the font of boxes: left, bottom, right, top; 1000 are one em.
# A character beside an equal one is taken for its shadow where their boxes overlap.
_EDGES = {"wide": (50, -120, 950, 880), "narrow": (20, -120, 200, 880)}
_WIDE, _NARROW, _BLANK = 1, 2, 3
# Which codes have which glyph. Blanks have no outline, as in any font.
_GLYPHS = (
    (0x0000, 0x001F, _NARROW),
    (0x0020, 0x0020, _BLANK),
    (0x0021, 0x009F, _NARROW),
    (0x00A0, 0x00A0, _BLANK),
    (0x00A1, 0x1FFF, _NARROW),
    (0x2000, 0x200B, _BLANK),
    (0x200C, 0x2E7F, _NARROW),
    (0x2E80, 0x2FFF, _WIDE),
    (0x3000, 0x3000, _BLANK),
    (0x3001, 0xFF60, _WIDE),
    (0xFF61, 0xFFDF, _NARROW),
    (0xFFE0, 0x10FFFF, _WIDE),
)
# Fonts that the library has itself, with their widths, which files need not state.
_STANDARD = (b"Courier", b"Helvetica", b"Times")
_ANSI = 0
_KEPT: list[Any] = []

# What is narrower or lower is dropped by the library.
_NO_SIZE = 0.01


def widen(page: Any) -> bool:
    """Give a size to text in fonts that are neither in the file nor on this machine.

    The fonts of a process that others work in as well cannot be replaced, so that each
    object gets an outline as thick as its characters are large. Returns whether there
    was such an object.
    """
    from pypdfium2 import raw

    left, bottom, right, top = edges = [ctypes.c_float() for _ in range(4)]
    places = [ctypes.byref(edge) for edge in edges]
    matrix = raw.FS_MATRIX()
    size = ctypes.c_float()
    widened = False
    kind_of, bounds_of = raw.FPDFPageObj_GetType, raw.FPDFPageObj_GetBounds
    text, form = raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM
    count, get = raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject
    found = [get(page, at) for at in range(count(page))]
    while found:
        part = found.pop()
        kind = kind_of(part)
        if kind == form:
            within = range(raw.FPDFFormObj_CountObjects(part))
            found += [raw.FPDFFormObj_GetObject(part, at) for at in within]
        if kind != text:
            continue
        bounds_of(part, *places)
        wide = right.value - left.value > _NO_SIZE
        if wide and top.value - bottom.value > _NO_SIZE:
            continue
        if raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(part)):
            # A blank: its glyph is known, and has no outline.
            continue
        raw.FPDFTextObj_GetFontSize(part, size)
        raw.FPDFPageObj_GetMatrix(part, matrix)
        scale = math.hypot(matrix.a, matrix.b)
        raw.FPDFTextObj_SetTextRenderMode(part, raw.FPDF_TEXTRENDERMODE_STROKE)
        raw.FPDFPageObj_SetStrokeWidth(part, 0.8 * size.value * scale)
        # Moves nothing; the bounds are computed anew.
        raw.FPDFPageObj_Transform(part, 1, 0, 0, 1, 0, 0)
        widened = True
    return widened


def box_font() -> bytes:
    """Return a TrueType font whose characters are boxes, one for wide ones and one for
    narrow ones."""
    wide, narrow = map(_outline, _EDGES.values())
    # The first glyph, which no code has, and the last one are empty.
    ends = [0, 0, len(wide), len(wide + narrow), len(wide + narrow)]
    left, bottom, right, top = _EDGES["wide"]
    groups = b"".join(struct.pack(">3I", *group) for group in _GLYPHS)
    # Format 13: all codes of a group have one glyph.
    codes = struct.pack(">2H3I", 13, 0, 16 + len(groups), 0, len(_GLYPHS)) + groups
    tables = {
        b"cmap": struct.pack(">4HI", 0, 1, 3, 10, 12) + codes,
        b"glyf": wide + narrow,
        b"head": struct.pack(
            ">4I2H16x4h2H3h",
            *(0x10000, 0, 0, 0x5F0F3CF5, 0, 1000),
            *(left, bottom, right, top, 0, 8, 2, 0, 0),
        ),
        b"hhea": struct.pack(">I3hH11hH", 0x10000, top, bottom, 0, 1000, *[0] * 11, 1),
        b"hmtx": struct.pack(">H4h", 1000, *(0, left, _EDGES["narrow"][0], 0)),
        b"loca": struct.pack(">5H", *(end // 2 for end in ends)),
        b"maxp": struct.pack(">I3H22x", 0x10000, 4, 4, 1),
    }
    place = 12 + 16 * len(tables)
    head = struct.pack(">I4H", 0x10000, len(tables), 64, 2, 16 * len(tables) - 64)
    body = b""
    for name, table in tables.items():
        head += struct.pack(">4s3I", name, 0, place + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return head + body


def _outline(edges: tuple[int, int, int, int]) -> bytes:
    """Return a TrueType glyph that is a box."""
    left, bottom, right, top = edges
    contours, last_point, on_curve = 1, 3, 1
    glyph = struct.pack(
        ">5h2H4B8h",
        *(contours, *edges, last_point, 0, *[on_curve] * 4),
        # Each point as a step from the one before it.
        *(left, right - left, 0, left - right),
        *(bottom, 0, top - bottom, 0),
    )
    return glyph + bytes(-len(glyph) % 4)


def use_boxes() -> None:
    """Let the library take the font of boxes for each that is not in a file."""
    from pypdfium2 import raw

    font = box_font()

    def find(*asked: Any) -> int | None:
        """Return a handle for a font, None for one that the library has itself."""
        _, _, _, charset, _, face, _ = asked
        name = ctypes.string_at(face)
        return None if charset == _ANSI and name.startswith(_STANDARD) else 1

    def load(*asked: Any) -> int:
        """Copy the font, if there is room for it, and return its size."""
        _, _, table, place, room = asked
        if table:
            return 0
        if place and room >= len(font):
            ctypes.memmove(place, font, len(font))
        return len(font)

    kinds = dict(raw.FPDF_SYSFONTINFO._fields_)
    fonts = raw.FPDF_SYSFONTINFO(version=1)
    fonts.MapFont = kinds["MapFont"](find)
    fonts.GetFontData = kinds["GetFontData"](load)
    raw.FPDF_SetSystemFontInfo(fonts)
    # The library calls it until the process ends.
    _KEPT.append(fonts)
