"""The process in which a PDF is read.

In: the bytes of a file on standard input, the caps as JSON in the first argument. Out:
on standard output as JSON either `failure` or the `pages`, the `reordered` page
numbers and the `properties` of the file. Imports nothing of the package, so that it
starts fast.
"""

import ctypes
import json
import re
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


class _Block(NamedTuple):
    """Lines that stand one below the other as they are drawn."""

    top: float
    """Upper edge of its first line; larger is higher on the page."""

    bottom: float
    """Lower edge of its last line."""

    lines: list[str]
    """Its lines."""


def extract(data: bytes, caps: dict[str, int]) -> dict[str, Any]:
    """Return the text of the pages of a PDF, or the name of what went wrong."""
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
        return _pages(document, caps["chars"])
    except pdfium.PdfiumError:
        return {"failure": "page"}
    finally:
        document.close()


def _pages(document: Any, most: int) -> dict[str, Any]:
    """Return the text of all pages in order."""
    pages = []
    reordered = []
    size = 0
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        try:
            text, changed = _page_text(text_page)
        finally:
            text_page.close()
            page.close()
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
    return {"pages": pages, "reordered": reordered, "properties": properties}


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
        result = extract(data, caps)
        text = json.dumps(result, ensure_ascii=False)
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    except MemoryError:
        sys.stdout.buffer.write(b'{"failure": "memory"}')
    sys.stdout.flush()


if __name__ == "__main__":
    main()
