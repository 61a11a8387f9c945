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
_TARGETS = {Kind.DOC: "docx", Kind.XLS: "xlsx"}
_OLD = (b"\xd0\xcf\x11\xe0", b"{\\rtf")


@shown
@frozen(repr=False)
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
    old = OldFiles([path for path, error in every if error is None], max_bytes)
    return _read_all(every, old, max_bytes, max_memory)


def _is_several(files: object) -> TypeGuard[Iterable[str | os.PathLike[str]]]:
    """Tell whether more than one path may have been given."""
    return isinstance(files, Iterable) and not isinstance(files, str | bytes)


# A file, or what cannot be looked into, with the reason.
_Listed = tuple[Path, ReadError | None]


def _read_all(
    every: list[_Listed], old: OldFiles, max_bytes: int, max_memory: int
) -> Iterator[FileRead]:
    """Yield what became of each file."""
    for path, error in every:
        if error is not None:
            yield FileRead(os.fspath(path), None, named(error, os.fspath(path)))
            continue
        yield from read_path(path, old, max_bytes, max_memory)


def read_path(
    path: str | os.PathLike[str],
    old: OldFiles,
    max_bytes: int = limits.MAX_FILE_BYTES,
    max_memory: int = limits.MAX_MEMORY,
) -> list[FileRead]:
    """Return what became of one file, or of those in it; `old` may be converted."""
    name = os.fspath(path)
    try:
        data = load(path, max_bytes)
        if len(data) > max_bytes:
            raise refused("large", max_bytes)
    except ReadError as error:
        return [FileRead(name, None, named(error, name))]
    with limits.allowing(max_memory):
        return _read(data, name, old, 0)


def _listed(path: Path) -> Iterator[_Listed]:
    """Yield the files in a folder in the order of their names; else the path itself.

    A folder that cannot be looked into is among them, with the reason.
    """
    if not path.is_dir():
        yield path, None
        return
    faults: list[OSError] = []
    for folder, inner, names in os.walk(path, onerror=faults.append):
        yield from _unread(faults)
        # `walk` goes on with what is left in this list, in this order.
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted(names):
            file = Path(folder, name)
            if not name.startswith(".") and not file.is_symlink():
                yield file, None
    yield from _unread(faults)


def _unread(faults: list[OSError]) -> Iterator[_Listed]:
    """Yield the folders that could not be looked into, and forget them."""
    for fault in faults:
        yield Path(fault.filename), refused("unopened", fault)
    faults.clear()


def _read(data: bytes, name: str, old: OldFiles, depth: int) -> list[FileRead]:
    """Read one file, or those that are in it."""
    try:
        kind = detect(data, name) if data else None
        if kind not in CONTAINERS:
            source = old.read(name, data, kind) if kind in _TARGETS else None
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
            found += _read(member.data, inner, old, depth + 1)
        if not found:
            raise refused("other-archive" if kind is Kind.ZIP else "mail-empty")
    except ReadError as error:
        found.append(FileRead(name, None, named(error, name)))
    return found


class OldFiles:
    """Files of older programs that are converted before they are asked for.

    LibreOffice takes longer to start than to convert a file: it is started once for
    many.
    """

    def __init__(
        self,
        paths: Iterable[str | os.PathLike[str]],
        max_bytes: int = limits.MAX_FILE_BYTES,
    ) -> None:
        """Prepare to convert those of `paths` that need it, in this order."""
        self._names = [os.fspath(path) for path in paths]
        self._places = {name: at for at, name in enumerate(self._names)}
        self._max_bytes = max_bytes
        self._made: dict[str, bytes | None] = {}
        self._next: dict[Kind, int] = {}

    def read(self, name: str, data: bytes, kind: Kind) -> Source | None:
        """Return a converted file; None for one that is to be converted alone."""
        from cnpolicy.readers.office.reader import read_converted

        if name not in self._made:
            self._convert(name, data, kind)
        if name not in self._made:
            return None
        return read_converted(self._made.pop(name), kind)

    def _convert(self, name: str, data: bytes, kind: Kind) -> None:
        """Convert the next files of a kind at one go, this one first."""
        batch = {name: data}
        size = len(data)
        if name not in self._places:
            return  # Inside an archive.
        at = max(self._next.get(kind, 0), self._places[name] + 1)
        while at < len(self._names) and len(batch) < _BATCH and size < _BATCH_BYTES:
            following = self._names[at]
            at += 1
            found = _old(following, self._max_bytes)
            if found is not None and found[0] is kind:
                batch[following] = found[1]
                size += len(found[1])
        self._next[kind] = at
        if len(batch) > 1:
            self._convert_all(batch, _TARGETS[kind])

    def _convert_all(self, batch: dict[str, bytes], target: str) -> None:
        """Convert files at one go; those behind one that fails are tried once more."""
        from cnpolicy.readers.office.reader import convert

        while batch:
            made = dict(zip(batch, convert(list(batch.values()), target), strict=True))
            failed = [name for name, data in made.items() if data is None]
            # The first that fails may have taken the program with it.
            again = failed[1:]
            self._made |= {n: data for n, data in made.items() if n not in again}
            batch = {name: batch[name] for name in again}


def _old(path: str, max_bytes: int) -> tuple[Kind, bytes] | None:
    """Return kind and bytes of a file that LibreOffice must convert; None of others."""
    try:
        with Path(path).open("rb") as file:
            if not file.read(8).startswith(_OLD):
                return None
        data = load(path, max_bytes)
        kind = detect(data)
        return (kind, data) if kind in _TARGETS else None
    except (ReadError, DecodeError, OSError):
        return None
