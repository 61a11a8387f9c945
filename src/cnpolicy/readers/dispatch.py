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
from typing import cast

from attrs import evolve

from cnpolicy.errors import CnpolicyError, DecodeError, ReadError
from cnpolicy.readers import limits
from cnpolicy.readers.detect import detect
from cnpolicy.readers.source import Kind, Source

# Where each format is read: module and function.
_READERS: dict[Kind, tuple[str, str]] = {
    Kind.TEXT: ("cnpolicy.readers.text", "read_text"),
    Kind.HTML: ("cnpolicy.readers.html.reader", "read_html"),
    Kind.DOCX: ("cnpolicy.readers.docx.reader", "read_docx"),
    Kind.PDF: ("cnpolicy.readers.pdf.reader", "read_pdf"),
    Kind.OFD: ("cnpolicy.readers.ofd.reader", "read_ofd"),
    Kind.MARKDOWN: ("cnpolicy.readers.markdown.reader", "read_markdown"),
    Kind.DOC: ("cnpolicy.readers.office", "read_doc"),
}

# The library each format needs, and the extra that brings it.
_NEEDS: dict[Kind, tuple[str, str]] = {
    Kind.HTML: ("lxml", "html"),
    Kind.DOCX: ("lxml", "docx"),
    Kind.OFD: ("lxml", "ofd"),
    Kind.DOC: ("lxml", "docx"),
    Kind.PDF: ("pypdfium2", "pdf"),
}

# Names that promise a format with a signature: bytes without one are then no text in
# an unknown encoding but a damaged file.
_BINARY_SUFFIXES = frozenset({".docx", ".pdf", ".ofd", ".doc", ".wps", ".wpt", ".rtf"})


def read(
    source: str | os.PathLike[str] | bytes,
    *,
    kind: Kind | None = None,
    max_bytes: int = limits.MAX_FILE_BYTES,
) -> Source:
    """Read a file, or the bytes of one, into a `Source`.

    `kind` forces a format; without it the bytes decide, whatever the name is.
    `max_bytes` is the largest file that is read.

    Raises `ReadError` for a file that is missing, empty, damaged, encrypted, unsafe or
    of a format that is not read, and `DecodeError` for text in no known encoding.
    """
    name = None if isinstance(source, bytes) else os.fspath(source)
    try:
        data = source if isinstance(source, bytes) else _load(source, max_bytes)
        found = _read(data, name, kind, max_bytes)
        return found if name is None else evolve(found, file=name)
    except CnpolicyError as error:
        if name is None:
            raise
        raise type(error)(f"{name}: {error}") from error.__cause__


def _read(data: bytes, name: str | None, kind: Kind | None, max_bytes: int) -> Source:
    """Choose the reader of the format and call it."""
    if not data:
        raise ReadError("the file is empty")
    if len(data) > max_bytes:
        raise ReadError(f"the file is larger than {max_bytes} bytes")
    kind = kind or detect(data, name)
    if kind in _NEEDS:
        _require(kind)
    module, function = _READERS[kind]
    reader = cast(
        Callable[[bytes], Source], getattr(importlib.import_module(module), function)
    )
    try:
        return reader(data)
    except DecodeError as error:
        suffix = Path(name).suffix.lower() if name else ""
        if suffix in _BINARY_SUFFIXES:
            raise ReadError(f"damaged, or no {suffix} file at all ({error})") from None
        raise


def _load(path: str | os.PathLike[str], max_bytes: int) -> bytes:
    """Return the bytes of a regular file, at most one more than `max_bytes`."""
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            raise ReadError("this is a directory")
        if not stat.S_ISREG(mode):
            # A pipe or a device may never end.
            raise ReadError("not a regular file")
        with Path(path).open("rb") as file:
            return file.read(max_bytes + 1)
    except FileNotFoundError:
        raise ReadError("no such file (a text in memory goes to `parse`)") from None
    except (OSError, ValueError) as error:
        raise ReadError(f"cannot be opened ({error})") from None


def _require(kind: Kind) -> None:
    """Raise `ReadError` with the remedy if the library of a format is missing."""
    library, extra = _NEEDS[kind]
    if importlib.util.find_spec(library) is None:
        raise ReadError(
            f'reading {kind.value} needs {library}: pip install "cnpolicy[{extra}]"'
        )
