"""PDF with a text layer.

In: the bytes of a file. Out: its lines page after page as a `Source`, ruled tables row
by row; running heads and page numbers are in the text and stated to be such. The file
is read in a process of its own, `worker`, whose memory and time are limited: a PDF of
some kilobytes can need gigabytes of memory, or crash the C++ library that reads it.
Needs pypdfium2.
"""

import contextlib
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from cnpolicy.errors import ReadError
from cnpolicy.readers import limits
from cnpolicy.readers.paper.content import (
    PageContent,
    PageGap,
    PageLine,
    PageTable,
    private_characters,
)
from cnpolicy.readers.paper.gutters import has_aligned_rows
from cnpolicy.readers.paper.layout import PageWriter
from cnpolicy.readers.pdf import worker as pdf_worker
from cnpolicy.readers.refusals import refused, too_much_memory
from cnpolicy.readers.source import Kind, Source, SourceBuilder

_END = b"%%EOF"
_LENGTH = re.compile(rb"/Linearized\b[^>]{0,300}?/L\s+(\d{1,12})")
_LENGTH_WITHIN = 4096


def read_pdf(data: bytes) -> Source:
    """Read a PDF file.

    Raises `ReadError` for a file that is damaged, encrypted or unsafe, for a scan,
    which has pictures of pages and no text, and for one whose fonts name no characters.
    """
    _check_whole(data)
    result = _in_worker(data) if _can_spawn() else pdf_worker.extract(data, _limits())
    if "failure" in result:
        raise _failed(result["failure"])
    pages = [_content(page) for page in result["pages"]]
    reordered, unmapped = set(result["reordered"]), set(result["unmapped"])
    if not any(page.lines or page.tables for page in pages):
        if unmapped:
            raise refused("unmapped", len(unmapped))
        raise refused("scan", len(pages))
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
        if result["pages"][number - 1]["unread"] or has_aligned_rows(page):
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
    lines = (_line(*line) for line in page["lines"])
    return PageContent(width, height, tuple(lines), tuple(tables))


def _line(
    text: str,
    box: Sequence[float] | None,
    gaps: Iterable[Sequence[Any]],
    slanted: bool,
) -> PageLine:
    """Return a line as the worker found it."""
    left, top, right, bottom = box or (0.0, 0.0, 0.0, 0.0)
    wide = tuple(PageGap(*gap) for gap in gaps)
    return PageLine(text, left, top, right, bottom, wide, slanted)


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
        raise refused("cut-off")


def _limits() -> dict[str, int]:
    """Return the caps that the worker keeps."""
    return {
        "chars": limits.scaled(limits.MAX_TEXT_CHARS),
        "pages": limits.MAX_PAGES,
        "memory": limits.scaled(limits.MAX_PDF_MEMORY),
        "seconds": limits.PDF_CPU_SECONDS,
    }


def _failed(code: str) -> ReadError:
    """Return the error for what the worker reports."""
    if code == "memory":
        return too_much_memory("the file")
    if code == "text":
        return refused("characters", limits.scaled(limits.MAX_TEXT_CHARS))
    if code == "pages":
        return refused("pages", limits.MAX_PAGES)
    return refused({"damaged": "pdf-damaged", "page": "pdf-page"}.get(code, code))


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
        code, output = _talk(command, environment, data)
    except OSError as error:
        raise refused("no-process", "PDF", error) from None
    if code in pdf_worker.TIME_IS_UP:
        raise refused("seconds", limits.PDF_CPU_SECONDS)
    if code != 0:
        # The library ends its process when an allocation fails.
        raise _failed("memory")
    result: dict[str, Any] = json.loads(output)
    return result


def _talk(
    command: list[str], environment: dict[str, str], data: bytes
) -> tuple[int, bytes]:
    """Hand a file to the worker; return the code it ends with and what it says.

    Its standard input stays open as long as it is to live: it ends with this process,
    by whatever signal that is ended.
    """
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(limits.PDF_SECONDS, end)
        timer.start()
        output = b""
        try:
            with contextlib.suppress(BrokenPipeError):
                process.stdin.write(pdf_worker.SIZE.pack(len(data)))
                process.stdin.write(data)
                process.stdin.flush()
            output = process.stdout.read()
        except BaseException:
            process.kill()
            raise
        finally:
            timer.cancel()
            with contextlib.suppress(BrokenPipeError):
                process.stdin.close()
    if late.is_set():
        raise refused("seconds", limits.PDF_SECONDS)
    return process.returncode, output
