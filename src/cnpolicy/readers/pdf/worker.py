"""The process in which a PDF is read.

In: the bytes of a file on standard input, the caps as JSON in the first argument. Out:
on standard output as JSON either `failure` or the `pages`, the numbers of the
`reordered` and the `unmapped` ones and the `properties` of the file. Imports nothing of
the package, so that it starts fast.

Many files leave their Chinese font to the machine. The library drops characters whose
glyph it does not find, each that is drawn by itself, so that here every such font is
one of boxes: the same text comes of a file whatever fonts the machine has.
"""

import ctypes
import json
import math
import re
import struct
import sys
from typing import Any, NamedTuple

# Names of the properties of a PDF, and those that `Source.metadata` gives them.
_PROPERTIES = {
    "Title": "文件标题",
    "Author": "文件作者",
    "CreationDate": "文件创建时间",
}

# The library joins a line that ends in a hyphen to the next one and writes this.
_HYPHEN = "\ufffe"
_LINE = re.compile("\r\n|\r|\n|(?<=\ufffe)")
# Controls that fonts without a character map leave; U+FFFF is no character.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\uffff]")

# Pages with more jumps are drawn character by character, and sorted by no rule.
_MAX_BLOCKS = 500


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


class _Block(NamedTuple):
    """Lines that stand one below the other as they are drawn."""

    top: float
    """Upper edge of its first line; larger is higher on the page."""

    bottom: float
    """Lower edge of its last line."""

    lines: list[str]
    """Its lines."""


def extract(
    data: bytes, caps: dict[str, int], *, boxes: bool = False
) -> dict[str, Any]:
    """Return the text of the pages of a PDF, or the name of what went wrong.

    With `boxes`, fonts that are not in the file are known to be those of boxes.
    """
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        encrypted = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        return {"failure": "encrypted" if encrypted else "damaged"}
    try:
        if len(document) > caps["pages"]:
            return {"failure": "pages"}
        return _pages(document, caps["chars"], boxes)
    except pdfium.PdfiumError:
        return {"failure": "page"}
    finally:
        document.close()


def _pages(document: Any, most: int, boxes: bool) -> dict[str, Any]:
    """Return the text of all pages in order."""
    pages = []
    reordered = []
    unmapped = []
    size = 0
    for number in range(len(document)):
        page = document[number]
        widened = not boxes and _widen(page)
        text_page = page.get_textpage()
        try:
            text, changed = _page_text(text_page)
            if not text.strip() and _has_controls(text_page):
                unmapped.append(number + 1)
        finally:
            text_page.close()
            page.close()
        if widened:
            # Blanks got a size as well; others do not stand alone or end a line.
            lines = (line.strip() for line in text.split("\n"))
            text = "\n".join(filter(None, lines))
        size += len(text)
        if size > most:
            return {"failure": "text"}
        pages.append(text)
        if changed:
            reordered.append(number + 1)
    stated = document.get_metadata_dict(skip_empty=True)
    properties = {
        name: _CONTROLS.sub("", stated[key])
        for key, name in _PROPERTIES.items()
        if key in stated
    }
    return {
        "pages": pages,
        "reordered": reordered,
        "unmapped": unmapped,
        "properties": properties,
    }


def _page_text(text_page: Any) -> tuple[str, bool]:
    """Return the text of a page from top to bottom, and whether it was reordered.

    Programs draw headers and footers before the text or after it, wherever they stand.
    """
    text = text_page.get_text_range(errors="replace")
    lines = _LINE.split(text)
    plain = [_CONTROLS.sub("", line.replace(_HYPHEN, "-")) for line in lines]
    blocks = _blocks(text_page, text, plain)
    ordered = _from_the_top(blocks)
    changed = ordered != blocks
    if changed:
        plain = [line for block in ordered for line in block.lines]
    return "\n".join(plain).strip("\n"), changed


def _has_controls(text_page: Any) -> bool:
    """Tell whether a page has characters of fonts without a character map."""
    text = text_page.get_text_range(errors="replace")
    return any(map(_CONTROLS.search, _LINE.split(text)))


def _blocks(text_page: Any, text: str, plain: list[str]) -> list[_Block]:
    """Divide the lines of a page where one stands higher than the one before."""
    from pypdfium2 import raw

    # Positions are known by UTF-16 unit; where units were left out of the text, they
    # do not fit, and the order stays as it is.
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    if units != text_page.count_chars():
        return []
    box = [ctypes.c_double() for _ in range(4)]
    blocks: list[_Block] = []
    place = 0
    for found, line in zip(_line_spans(text), plain, strict=True):
        start, after = found
        size = len(text[start:after].encode("utf-16-le", "surrogatepass")) // 2
        inked = len(line) - len(line.lstrip())
        known = line.strip() and raw.FPDFText_GetCharBox(text_page, place + inked, *box)
        bottom, top = box[2].value, box[3].value
        place += size
        last = blocks[-1] if blocks else None
        if last is None and not known:
            # Blank lines at the top of a page are not kept.
            continue
        if last is not None and (not known or (top + bottom) / 2 < last.bottom):
            lower = min(bottom, last.bottom) if known else last.bottom
            last.lines.append(line)
            blocks[-1] = _Block(last.top, lower, last.lines)
        elif last is not None and abs(bottom - last.bottom) < (top - bottom) / 2:
            # Beside the line before: a column, drawn as a piece of its own.
            last.lines.append(line)
        else:
            blocks.append(_Block(top, bottom, [line]))
    return blocks


def _line_spans(text: str) -> list[tuple[int, int]]:
    """Return where each line begins and where the next one does."""
    ends = [match.end() for match in _LINE.finditer(text)]
    return list(zip([0, *ends], [*ends, len(text)], strict=True))


def _from_the_top(blocks: list[_Block]) -> list[_Block]:
    """Put each block before those that stand wholly below it.

    Blocks side by side, which are columns or cells, keep the order of drawing.
    """
    if len(blocks) > _MAX_BLOCKS:
        return blocks
    ordered: list[_Block] = []
    for block in blocks:
        at = len(ordered)
        while at and ordered[at - 1].top <= block.bottom:
            at -= 1
        ordered.insert(at, block)
    return ordered


def _widen(page: Any) -> bool:
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


def _box_font() -> bytes:
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


def _use_boxes() -> None:
    """Let the library take the font of boxes for each that is not in a file."""
    from pypdfium2 import raw

    font = _box_font()

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


def _limit_memory(most: int) -> None:
    """Let this process have no more than `most` bytes, where the system can do so."""
    try:
        import resource
    except ImportError:
        return
    for name, value in (("RLIMIT_DATA", most), ("RLIMIT_CORE", 0)):
        kind = getattr(resource, name)
        try:
            resource.setrlimit(kind, (value, resource.getrlimit(kind)[1]))
        except (OSError, ValueError):
            continue


def main() -> None:
    """Read a PDF from standard input and write what was found to standard output."""
    caps = json.loads(sys.argv[1])
    data = sys.stdin.buffer.read()
    _limit_memory(caps["memory"] + 2 * len(data))
    try:
        _use_boxes()
        result = extract(data, caps, boxes=True)
        text = json.dumps(result, ensure_ascii=False)
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    except MemoryError:
        sys.stdout.buffer.write(b'{"failure": "memory"}')
    sys.stdout.flush()


if __name__ == "__main__":
    main()
