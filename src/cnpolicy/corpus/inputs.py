"""What a corpus is built from: files, folders, tables of texts.

In: paths. Out: `Input`s in a fixed order: a file, or a row of a table (Parquet, JSON
Lines), each with what tells whether it has changed. Nothing of a file is read here but
its size and its time; tables are read row by row.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from cnpolicy.errors import CnpolicyError
from cnpolicy.export.spreadsheets.arrow import load_arrow
from cnpolicy.readers.refusals import refused

TABLES = (".parquet", ".jsonl", ".ndjson")
"""How the names of files end that hold a text a row."""

# Rows of a Parquet file that are held at once.
_ROWS = 256


class Input(NamedTuple):
    """One file, or one row of a table: `/plans/plan.docx`, `/plans/all.jsonl#17`."""

    key: str
    """Its name: the path; of a row that of the table, #, and its id or number."""

    size: int = 0
    """Bytes of the file, or of the text of the row."""

    time: int = 0
    """When the file was last changed, in ns since 1970; of a row that of its table."""

    sha256: str | None = None
    """The hash of its bytes. None as long as nothing asked for it, and for a file that
    cannot be opened; empty for what has no bytes: a pipe, a row without text."""

    table: str | None = None
    """The path of the table it is a row of; None for a file."""

    text: str | None = None
    """The text of a row; None for a file, which the worker reads."""

    refused: tuple[str, str] | None = None
    """Why it cannot be read, in English and Chinese; None if that is not known."""

    tried: bool = False
    """Whether a worker ended over it once."""

    path: str | None = None
    """The path of a file whose name is not in UTF-8, as the system has it; None for
    others, whose path is the key."""


class TextColumns(NamedTuple):
    """Which columns of a table are read."""

    text: str = "text"
    """The column of the texts."""

    id: str | None = None
    """The column of their names; None to number the rows."""


def files_of(paths: Iterable[str | os.PathLike[str]], out: Path) -> Iterator[Input]:
    """Yield the files at some paths with size and time, each once.

    Folders are read as `read_all` does: in the order of names, without hidden files,
    without following links, and without `out`, which may lie in one of them. A folder
    that cannot be looked into is refused. Raises `CnpolicyError` for a path where
    nothing is.
    """
    seen: set[str] = set()
    skipped = absolute(out)
    for path in paths:
        given = absolute(path)
        if not Path(given).exists():
            raise CnpolicyError(f"{os.fspath(path)}: no such file or folder")
        for found in _walk(given, skipped):
            if found.key not in seen:
                seen.add(found.key)
                yield found


def absolute(path: str | os.PathLike[str]) -> str:
    """Return a path from the root, without `..`; links in it stay.

    A link that is led elsewhere is then still the same input.
    """
    return os.path.abspath(path)  # noqa: PTH100 (`Path.resolve` follows links)


def _walk(path: str, skipped: str) -> Iterator[Input]:
    """Yield the files in a folder, or the path itself."""
    if not Path(path).is_dir():
        yield _stated(path, Path(path).stat())
        return
    waiting = [path]
    while waiting:
        folder = waiting.pop()
        if folder == skipped:
            continue
        inner: list[str] = []
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            reason = refused("unopened", error)
            yield Input(escaped(folder), refused=(str(reason), reason.message_zh))
            continue
        for entry in listed:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                inner.append(entry.path)
            elif not entry.is_symlink():
                yield _stated(entry.path, entry.stat(follow_symlinks=False))
        waiting += reversed(inner)


def _stated(path: str, found: os.stat_result) -> Input:
    """Return a file with its size and time."""
    key = escaped(path)
    raw = None if key == path else path
    return Input(key, found.st_size, found.st_mtime_ns, path=raw)


def escaped(name: str) -> str:
    """Return a name that UTF-8 can hold: bytes of another encoding are \\udcXX."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def sound(text: str) -> str:
    """Return a text that UTF-8 can hold: a lone surrogate, which no reader gives, is ?.

    It stays one character, so that offsets stay what they are.
    """
    return text.encode("utf-8", "replace").decode("utf-8")


def is_table(path: str) -> bool:
    """Tell whether a file holds a text a row, by its name."""
    return path.lower().endswith(TABLES)


def hashed(one: Input) -> Input:
    """Return a file with its size, time and hash as they are now.

    One that is gone or cannot be opened has none, what is no regular file an empty one.
    """
    path = Path(one.path or one.key)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            return one  # It could not be looked into; perhaps it can be next time.
        if not stat.S_ISREG(found.st_mode):
            return one._replace(sha256="")  # A pipe or a device may never end.
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return one
    return one._replace(size=found.st_size, time=found.st_mtime_ns, sha256=digest)


def rows_of_table(table: Input, columns: TextColumns) -> Iterator[Input]:
    """Yield the rows of a table with their texts.

    A table that cannot be read, or lacks the column, gives one input with the reason
    behind what could be read of it.
    """
    named: dict[str, int] = {}
    path = table.path or table.key
    try:
        for number, (name, text) in enumerate(_texts(path, columns), 1):
            key = escaped(f"{table.key}#{number if name is None else name}")
            named[key] = again = named.get(key, 0) + 1
            if again > 1:
                key = f"{key}~{again}"  # An id that a row above has already.
            yield _row(table, key, text)
    except (OSError, ValueError, KeyError, load_arrow().ArrowException) as error:
        words = f"the table cannot be read: {error}", f"数据表无法读取：{error}"
        yield table._replace(table=table.key, refused=words)


def _row(table: Input, key: str, text: object) -> Input:
    """Return a row of a table as an input."""
    if not isinstance(text, str):
        words = "the row has no text", "该行没有文本"
        return Input(key, 0, table.time, "", table.key, None, words)
    text = sound(text)
    data = text.encode("utf-8")
    digest = hashlib.sha256(data).hexdigest()
    return Input(key, len(data), table.time, digest, table.key, text)


def _texts(path: str, columns: TextColumns) -> Iterator[tuple[Any, Any]]:
    """Yield id and text of the rows of a table."""
    if path.lower().endswith(".parquet"):
        yield from _parquet(path, columns)
        return
    with Path(path).open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            row = json.loads(line)
            if not isinstance(row, dict) or columns.text not in row:
                raise ValueError(f"line {number} has no {columns.text!r}")
            yield row.get(columns.id) if columns.id else None, row[columns.text]


def _parquet(path: str, columns: TextColumns) -> Iterator[tuple[Any, Any]]:
    """Yield id and text of the rows of a Parquet file, some rows at a time."""
    import pyarrow.parquet as parquet

    wanted = [columns.text, *([columns.id] if columns.id else [])]
    with parquet.ParquetFile(path) as file:
        there: Collection[str] = file.schema_arrow.names
        for name in wanted:
            if name not in there:
                raise ValueError(f"it has no column {name!r}")
        for batch in file.iter_batches(_ROWS, columns=wanted):
            texts = batch.column(columns.text).to_pylist()
            ids = batch.column(columns.id).to_pylist() if columns.id else None
            yield from zip(ids or [None] * len(texts), texts, strict=True)
