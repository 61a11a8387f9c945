"""The process in which a PDF is read.

In: the size and the bytes of a file on standard input, the caps as JSON in the first
argument. When standard input ends, the parent has ended, and so does this. Out:
on standard output as JSON either `failure` or the `pages`, the numbers of the
`reordered` and the `unmapped` ones and the `properties` of the file. A page has its
`lines` with their boxes (left, top, right, bottom, in points from its upper left
corner) and their wide gaps, and its ruled `tables`. Imports no more of the package than
it needs, so that it starts fast.

Many files leave their Chinese font to the machine. The library drops characters whose
glyph it does not find, each that is drawn by itself, so that here every such font is
one of boxes: the same text comes of a file whatever fonts the machine has.
"""

import json
import os
import signal
import struct
import sys
import threading
from typing import Any

from cnpolicy.readers.paper.lattice import MOST_PLACES
from cnpolicy.readers.pdf.fonts import use_boxes, widen
from cnpolicy.readers.pdf.page import Page, clean, has_controls

SIZE = struct.Struct(">q")
"""How the size of the file is written before it."""

TIME_IS_UP = (-getattr(signal, "SIGXCPU", 0),) if hasattr(signal, "SIGXCPU") else ()
"""With which codes this process ends when its processor time is used up."""

# Names of the properties of a PDF, and those that `Source.metadata` gives them.
_PROPERTIES = {
    "Title": "文件标题",
    "Author": "文件作者",
    "CreationDate": "文件创建时间",
}

# At most this many characters of pages with ruled tables are read one by one.
_MOST_MARKS = 400_000


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
    size = marks = places = 0
    columns: list[float] = []
    for number in range(len(document)):
        page = document[number]
        widened = not boxes and widen(page)
        text_page = page.get_textpage()
        try:
            reader = Page(page, text_page)
            looked = marks < _MOST_MARKS and places < MOST_PLACES
            grids = reader.grids() if looked else None
            if grids:
                marks += text_page.count_chars()
                places += sum(grid.places for grid in grids)
            lines, tables, changed = reader.read(grids or [], columns)
            columns = tables[-1]["xs"] if tables else []
            if not lines and not tables and has_controls(reader.text):
                unmapped.append(number + 1)
        finally:
            text_page.close()
            page.close()
        if widened:
            # Blanks got a size as well; others do not stand alone or end a line.
            lines = [
                line._replace(text=line.text.strip())
                for line in lines
                if line.text.strip()
            ]
        size += sum(len(line.text) for line in lines)
        size += sum(len(cell[0]) for table in tables for cell in table["cells"])
        if size > most:
            return {"failure": "text"}
        pages.append(
            {
                "size": (reader.width, reader.height),
                "lines": lines,
                "tables": tables,
                "unread": grids is None,
            }
        )
        if changed:
            reordered.append(number + 1)
    stated = document.get_metadata_dict(skip_empty=True)
    properties = {
        name: clean(stated[key]) for key, name in _PROPERTIES.items() if key in stated
    }
    return {
        "pages": pages,
        "reordered": reordered,
        "unmapped": unmapped,
        "properties": properties,
    }


def _limit(memory: int, seconds: int) -> None:
    """Limit the memory and the processor time of this process, where the system can."""
    try:
        import resource
    except ImportError:
        return
    for name, value in (
        ("RLIMIT_DATA", memory),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_CPU", seconds),
    ):
        kind = getattr(resource, name)
        try:
            resource.setrlimit(kind, (value, resource.getrlimit(kind)[1]))
        except (OSError, ValueError):
            continue


def _end_with_parent() -> None:
    """Wait beside for the end of standard input, and end this process then."""

    def wait() -> None:
        # The descriptor itself: the stream would be locked when the process ends.
        os.read(sys.stdin.fileno(), 1)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def main() -> None:
    """Read a PDF from standard input and write what was found to standard output."""
    caps = json.loads(sys.argv[1])
    (size,) = SIZE.unpack(sys.stdin.buffer.read(SIZE.size))
    data = sys.stdin.buffer.read(size)
    _end_with_parent()
    _limit(caps["memory"] + 2 * len(data), caps["seconds"])
    try:
        use_boxes()
        result = extract(data, caps, boxes=True)
        text = json.dumps(result, ensure_ascii=False)
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    except MemoryError:
        sys.stdout.buffer.write(b'{"failure": "memory"}')
    sys.stdout.flush()


if __name__ == "__main__":
    main()
