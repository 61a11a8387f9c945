"""PDF with a text layer.

In: the bytes of a file. Out: its lines page after page as a `Source`, ruled tables row
by row; running heads and page numbers are in the text and stated to be such. The file
is read in a process of its own, `worker`, whose memory and time are limited: a PDF
of some kilobytes can ask for gigabytes, or crash the C++ library that reads it.
Needs pypdfium2.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from cnpolicy.errors import ReadError
from cnpolicy.readers import limits
from cnpolicy.readers.paper.content import (
    PageContent,
    PageLine,
    PageTable,
    private_characters,
)
from cnpolicy.readers.paper.layout import PageWriter
from cnpolicy.readers.pdf import worker as pdf_worker
from cnpolicy.readers.source import Kind, Source, SourceBuilder

_END = b"%%EOF"
_LENGTH = re.compile(rb"/Linearized\b[^>]{0,300}?/L\s+(\d{1,12})")
_LENGTH_WITHIN = 4096

# What the worker reports, and the words for the message.
_FAILURES = {
    "encrypted": "the file is encrypted: a password is needed to read it",
    "damaged": "damaged, or no PDF file at all",
    "page": "a page of the file is damaged",
    "memory": "unsafe: the file needs too much memory",
    "text": f"unsafe: the file has more than {limits.MAX_TEXT_CHARS} characters",
    "pages": f"unsafe: the file has more than {limits.MAX_PAGES} pages",
}


def read_pdf(data: bytes) -> Source:
    """Read a PDF file.

    Raises `ReadError` for a file that is damaged, encrypted or unsafe, for a scan,
    which has pictures of pages and no text, and for one whose fonts name no characters.
    """
    _check_whole(data)
    result = _in_worker(data) if _can_spawn() else pdf_worker.extract(data, _limits())
    if "failure" in result:
        raise ReadError(_FAILURES[result["failure"]])
    pages = [_content(page) for page in result["pages"]]
    reordered, unmapped = set(result["reordered"]), set(result["unmapped"])
    if not any(page.lines or page.tables for page in pages):
        if unmapped:
            raise ReadError(
                f"the font of {len(unmapped)} page(s) does not say which characters "
                "it shows; OCR must come first"
            )
        raise ReadError(
            f"no text layer: the {len(pages)} page(s) are pictures (a scan); "
            "OCR must come first"
        )
    notes: list[list[tuple[str, str]]] = []
    for number, page in enumerate(pages, 1):
        said = []
        if number in unmapped:
            said.append("page-unmapped")
        elif not page.lines and not page.tables:
            said.append("page-without-text")
        if number in reordered:
            said.append("page-order")
        if private_characters(page):
            said.append("page-private")
        if result["pages"][number - 1]["unread"]:
            said.append("table-unread")
        if _is_garbled(page):
            said.append("page-garbled")
        notes.append([(code, str(number)) for code in said])
    builder = SourceBuilder()
    PageWriter(builder, pages).write(notes)
    return builder.build(Kind.PDF, result["properties"])


def _content(page: dict[str, Any]) -> PageContent:
    """Return a page as the worker found it."""
    width, height = page["size"]
    tables = (
        PageTable(
            tuple(table["xs"]),
            table["ys"][0],
            table["ys"][-1],
            tuple((cell[0], *cell[1:]) for cell in table["cells"]),
        )
        for table in page["tables"]
    )
    lines = (PageLine(text, *(box or ())) for text, box in page["lines"])
    return PageContent(width, height, tuple(lines), tuple(tables))


# A font that draws Chinese characters and names them as others: few of its characters
# are letters of words, and each is as wide as it is high.
_GARBLED_CHARS = 40
_GARBLED_WIDTH = 0.85
_ODD = re.compile("[!-~]")


def _is_garbled(page: PageContent) -> bool:
    """Tell whether the characters of a page are too wide for what they are."""
    chars = wide = 0
    for line in page.lines:
        words = line.text.strip()
        count = len(_ODD.findall(words))
        if not line.placed or count < 8 or count < 0.9 * len(words) or " " in words:
            continue
        chars += count
        if line.right - line.left >= _GARBLED_WIDTH * len(words) * (
            line.bottom - line.top
        ):
            wide += count
    return chars >= _GARBLED_CHARS and wide > 0.8 * chars


def _check_whole(data: bytes) -> None:
    """Raise `ReadError` for a file that was cut off.

    The library would repair it and give a part of the text as if it were all.
    """
    length = _LENGTH.search(data[:_LENGTH_WITHIN])
    if _END not in data or (length and int(length[1]) > len(data)):
        raise ReadError("damaged: the end of the file is missing")


def _limits() -> dict[str, int]:
    """Return the caps that the worker keeps."""
    return {
        "chars": limits.MAX_TEXT_CHARS,
        "pages": limits.MAX_PAGES,
        "memory": limits.MAX_PDF_MEMORY,
    }


def _can_spawn() -> bool:
    """Tell whether this interpreter can start another one of its kind."""
    return bool(sys.executable) and not getattr(sys, "frozen", False)


def _in_worker(data: bytes) -> dict[str, Any]:
    """Read the file in a process of its own."""
    command = [
        sys.executable,
        # Without the folder of the script, whose modules are named like others'.
        "-P",
        "-W",
        "ignore",
        str(Path(pdf_worker.__file__)),
        json.dumps(_limits()),
    ]
    paths = [path for path in sys.path if path]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    try:
        done = subprocess.run(
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=limits.PDF_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ReadError(
            f"unsafe: reading took more than {limits.PDF_SECONDS} seconds"
        ) from None
    except OSError as error:
        raise ReadError(f"the process for PDF cannot be started ({error})") from None
    if done.returncode != 0:
        # The library ends its process when an allocation fails.
        raise ReadError(_FAILURES["memory"] + ", or is damaged")
    result: dict[str, Any] = json.loads(done.stdout)
    return result
