"""The one function that reads any file.

In: a path, or the bytes of a file. Out: a `Source`. The format is told by the bytes,
see `detect`; each format has a module of its own, imported when it is needed, and the
library that the module needs is an extra of the package.
"""

import importlib
import importlib.util
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

from attrs import evolve

from cnpolicy.errors import DecodeError, ReadError
from cnpolicy.model.arguments import expect_path
from cnpolicy.readers import limits
from cnpolicy.readers.detect import detect
from cnpolicy.readers.refusals import refused
from cnpolicy.readers.source import Kind, Source

# Where each format is read: module and function.
_READERS: dict[Kind, tuple[str, str]] = {
    Kind.TEXT: ("cnpolicy.readers.text", "read_plain_text"),
    Kind.HTML: ("cnpolicy.readers.html.reader", "read_html"),
    Kind.DOCX: ("cnpolicy.readers.docx.reader", "read_docx"),
    Kind.PDF: ("cnpolicy.readers.pdf.reader", "read_pdf"),
    Kind.OFD: ("cnpolicy.readers.ofd.reader", "read_ofd"),
    Kind.MARKDOWN: ("cnpolicy.readers.markdown.reader", "read_markdown"),
    Kind.DOC: ("cnpolicy.readers.office.reader", "read_doc"),
    Kind.ODT: ("cnpolicy.readers.odt.reader", "read_odt"),
    Kind.XLSX: ("cnpolicy.readers.xlsx", "read_xlsx"),
    Kind.XLS: ("cnpolicy.readers.office.reader", "read_xls"),
    Kind.MHTML: ("cnpolicy.readers.mail.web_archive", "read_web_archive"),
}

# Files that hold others.
CONTAINERS = frozenset({Kind.MAIL, Kind.ZIP})

# The library each format needs, and the extra that brings it.
_NEEDS: dict[Kind, tuple[str, str]] = {
    Kind.HTML: ("lxml", "html"),
    Kind.DOCX: ("lxml", "docx"),
    Kind.OFD: ("lxml", "ofd"),
    Kind.DOC: ("lxml", "docx"),
    Kind.PDF: ("pypdfium2", "pdf"),
    Kind.ODT: ("lxml", "odt"),
    Kind.XLSX: ("python_calamine", "xlsx"),
    Kind.XLS: ("python_calamine", "xlsx"),
    Kind.MHTML: ("lxml", "html"),
}

# Names that promise a format with a signature: bytes without one are then no text in
# an unknown encoding but a damaged file.
_BINARY_SUFFIXES = frozenset(
    [".docx", ".pdf", ".ofd", ".doc", ".wps", ".wpt", ".rtf", ".odt", ".xlsx", ".xls"]
)


def read(
    source: str | os.PathLike[str] | bytes,
    *,
    kind: Kind | None = None,
    max_bytes: int = limits.MAX_FILE_BYTES,
    max_memory: int = limits.MAX_MEMORY,
) -> Source:
    """Read a file, or the bytes of one, into a `Source`.

    `kind` forces a format; without it the bytes decide, whatever the name is.
    `max_bytes` is the largest file that is read, `max_memory` about how many bytes of
    memory reading may take: a file that needs more is refused, and can be read with a
    larger value if it is trusted. Of an archive or a message that holds one document,
    that one is read; `read_all` reads several.

    Raises `ReadError` for a file that is missing, empty, damaged, encrypted, unsafe, of
    a format that is not read or without any text, and `DecodeError` for text in no
    known encoding.
    """
    expect_path(source, "read", data=True)
    name = None if isinstance(source, bytes) else os.fspath(source)
    try:
        data = source if isinstance(source, bytes) else load(source, max_bytes)
        if len(data) > max_bytes:
            raise refused("large", max_bytes)
        with limits.allowing(max_memory):
            found = read_bytes(data, name, kind)
            return found if name is None else evolve(found, file=name)
    except ReadError as error:
        raise named(error, name) from error.__cause__
    except DecodeError as error:
        raise named(error, name) from error.__cause__


_Error = TypeVar("_Error", bound=ReadError | DecodeError)


def named(error: _Error, name: str | None) -> _Error:
    """Return an error that says of which file it speaks, if that has a name."""
    if name is None:
        return error
    return type(error)(f"{name}: {error}", f"{name}：{error.message_zh}")


def read_bytes(
    data: bytes, name: str | None, kind: Kind | None = None, depth: int = 0
) -> Source:
    """Choose the reader of the format and call it; `depth` archives are around it."""
    if not data:
        raise refused("empty")
    kind = kind or detect(data, name)
    if kind in CONTAINERS:
        return _only_one(data, kind, depth + 1)
    if kind in _NEEDS:
        _require(kind)
    module, function = _READERS[kind]
    reader = cast(
        Callable[[bytes], Source], getattr(importlib.import_module(module), function)
    )
    try:
        source = reader(data)
    except DecodeError as error:
        suffix = Path(name).suffix.lower() if name else ""
        if suffix in _BINARY_SUFFIXES:
            words = (error, error.message_zh)
            raise refused("misnamed", suffix, words) from None
        raise
    if _is_pictures(source):
        raise refused("pictures", len(source.notes))
    return source


def _only_one(data: bytes, kind: Kind, depth: int) -> Source:
    """Read the one document that an archive or a message holds."""
    from cnpolicy.readers.mail.containers import members

    if depth > limits.MAX_ARCHIVES:
        raise refused("deep", ("the archive", "压缩包"))
    found: list[Source] = []
    for member in members(data, kind):
        if found and member.data:
            raise refused("several")
        found.append(read_bytes(member.data, member.name, depth=depth))
    if not found:
        raise refused("other-archive" if kind is Kind.ZIP else "mail-empty")
    return found[0]


def _is_pictures(source: Source) -> bool:
    """Tell whether a file holds pictures and not a word: a scan put into Word."""
    if source.text.strip() or not source.notes:
        return False
    return all(note.code in ("image", "object") for note in source.notes)


def without_text(source: Source) -> ReadError:
    """Return the error for a source whose text is blank, for those who need one."""
    if not source.notes:
        return refused("empty")
    first, more = source.notes[0], len(source.notes) - 1
    if not more:
        return refused("no-text", (first.message, first.message_zh))
    others = (f" (and {more} more)", f"（另有 {more} 处）")
    return refused("no-text", (first.message + others[0], first.message_zh + others[1]))


def load(path: str | os.PathLike[str], max_bytes: int) -> bytes:
    """Return the bytes of a regular file, at most one more than `max_bytes`."""
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            raise refused("directory")
        if not stat.S_ISREG(mode):
            # A pipe or a device may never end.
            raise refused("irregular")
        with Path(path).open("rb") as file:
            return file.read(max_bytes + 1)
    except FileNotFoundError:
        raise refused("missing") from None
    except (OSError, ValueError) as error:
        raise refused("unopened", error) from None


def _require(kind: Kind) -> None:
    """Raise `ReadError` with the remedy if the library of a format is missing."""
    library, extra = _NEEDS[kind]
    if importlib.util.find_spec(library) is None:
        raise refused("missing-library", kind.value, library, extra)
