"""Many files, one after the other.

In: files, folders, archives and messages. Out: the documents in them in a fixed order,
each with its name, read or with the error that says why not. One that cannot be read
ends nothing. LibreOffice is started once for many files of older programs.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeGuard

from attrs import evolve, frozen

from cnpolicy.errors import DecodeError, ReadError
from cnpolicy.model.arguments import expect_path
from cnpolicy.model.short_repr import shown
from cnpolicy.readers import limits
from cnpolicy.readers.detect import detect
from cnpolicy.readers.dispatch import CONTAINERS, load, named, read_bytes
from cnpolicy.readers.mail.containers import members
from cnpolicy.readers.refusals import refused
from cnpolicy.readers.source import Kind, Source

# How many files of older programs are converted at one go, and how many bytes of them.
_BATCH = 40
_BATCH_BYTES = 32 * limits.MIB
# What files begin with that LibreOffice may have to convert.
_OLD = (b"\xd0\xcf\x11\xe0", b"{\\rtf")


@shown
@frozen
class FileRead:
    """What became of one file: `公文/附件.zip/1.docx`."""

    name: str
    """Its path; inside an archive or a message that of the archive and its name."""

    source: Source | None
    """Its text, None if it could not be read."""

    error: ReadError | DecodeError | None
    """Why it could not be read, None if it was."""


def read_all(
    files: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    max_bytes: int = limits.MAX_FILE_BYTES,
    max_memory: int = limits.MAX_MEMORY,
) -> Iterator[FileRead]:
    """Read files, and the files in folders, archives (ZIP) and messages (EML).

    Takes one path or many. Folders are read with those inside them in the order of
    their names, without hidden files and without following links. Yields a `FileRead`
    for each file, read when it is asked for; a file that cannot be read, or holds no
    document, has its error in it. `max_bytes` and `max_memory` are those of `read`, for
    each file.

    Raises `TypeError` for something that is no path.
    """
    paths: list[Any] = list(files) if _is_several(files) else [files]
    for path in paths:
        expect_path(path, "read_all")
    every = [file for path in paths for file in _listed(Path(path))]
    return _read_all(every, max_bytes, max_memory)


def _is_several(files: object) -> TypeGuard[Iterable[str | os.PathLike[str]]]:
    """Tell whether more than one path may have been given."""
    return isinstance(files, Iterable) and not isinstance(files, str | bytes)


def _read_all(paths: list[Path], max_bytes: int, max_memory: int) -> Iterator[FileRead]:
    """Yield what became of each file."""
    converted = _Converted(paths, max_bytes)
    for path in paths:
        name = os.fspath(path)
        try:
            data = load(path, max_bytes)
            if len(data) > max_bytes:
                raise refused("large", max_bytes)
        except ReadError as error:
            yield FileRead(name, None, named(error, name))
            continue
        with limits.allowing(max_memory):
            found = _read(data, name, converted, 0)
        yield from found


def _listed(path: Path) -> Iterator[Path]:
    """Yield the files in a folder in the order of their names; else the path itself."""
    if not path.is_dir():
        yield path
        return
    for folder, inner, names in os.walk(path):
        # `walk` goes on with what is left in this list, in this order.
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted(names):
            file = Path(folder, name)
            if not name.startswith(".") and not file.is_symlink():
                yield file


def _read(data: bytes, name: str, converted: _Converted, depth: int) -> list[FileRead]:
    """Read one file, or those that are in it."""
    try:
        kind = detect(data, name) if data else None
        if kind not in CONTAINERS:
            source = converted.read(name, data) if kind is Kind.DOC else None
            source = evolve(source or read_bytes(data, name), file=name)
            return [FileRead(name, source, None)]
    except (ReadError, DecodeError) as error:
        return [FileRead(name, None, named(error, name))]
    found: list[FileRead] = []
    try:
        if depth == limits.MAX_ARCHIVES:
            raise refused("deep", ("the archive", "压缩包"))
        for member in members(data, kind):
            inner = f"{name}/{member.name}"
            found += _read(member.data, inner, converted, depth + 1)
        if not found:
            raise refused("other-archive" if kind is Kind.ZIP else "mail-empty")
    except ReadError as error:
        found.append(FileRead(name, None, named(error, name)))
    return found


class _Converted:
    """Files of older programs that were converted before they are asked for."""

    def __init__(self, paths: list[Path], max_bytes: int) -> None:
        """Prepare to convert those of `paths` that may need it."""
        self._paths = paths
        self._max_bytes = max_bytes
        self._made: dict[str, bytes | None] = {}
        self._next = 0

    def read(self, name: str, data: bytes) -> Source | None:
        """Return a converted file; None for one that is to be converted alone."""
        from cnpolicy.readers.office.reader import read_converted

        if name not in self._made:
            self._convert(name, data)
        if name not in self._made:
            return None
        return read_converted(self._made.pop(name))

    def _convert(self, name: str, data: bytes) -> None:
        """Convert the next files at one go, this one first."""
        from cnpolicy.readers.office.reader import convert

        batch = {name: data}
        size = len(data)
        names = [os.fspath(path) for path in self._paths]
        if name not in names:
            return  # Inside an archive.
        self._next = max(self._next, names.index(name) + 1)
        while self._next < len(names) and len(batch) < _BATCH and size < _BATCH_BYTES:
            following = _old(self._paths[self._next], self._max_bytes)
            if following is not None:
                batch[names[self._next]] = following
                size += len(following)
            self._next += 1
        if len(batch) > 1:
            made = convert(list(batch.values()), "docx")
            self._made.update(zip(batch, made, strict=True))


def _old(path: Path, max_bytes: int) -> bytes | None:
    """Return the bytes of a file that LibreOffice must convert, None for others."""
    try:
        with path.open("rb") as file:
            if not file.read(8).startswith(_OLD):
                return None
        data = load(path, max_bytes)
        return data if detect(data) is Kind.DOC else None
    except (ReadError, DecodeError, OSError):
        return None
