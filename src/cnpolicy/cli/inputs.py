"""The files that arguments name: files, folders, patterns, the standard input.

In: what was given on the command line. Out: the files to read, in a fixed order, and
what was wrong with an argument. Folders are read with those inside, without hidden
files and links, and without files of formats that no reader knows; these are counted.
"""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import Factory, define

from cnpolicy.cli.language import say

STDIN = "-"
"""The FILE that stands for the standard input."""

ENDINGS: dict[str, tuple[str, ...]] = {
    "text": (".txt", ".text"),
    "html": (".html", ".htm", ".xhtml", ".shtml"),
    "docx": (".docx", ".docm"),
    "pdf": (".pdf",),
    "ofd": (".ofd",),
    "markdown": (".md", ".markdown", ".mdown", ".mkd"),
    "doc": (".doc", ".wps", ".wpt", ".rtf"),
    "odt": (".odt",),
    "xlsx": (".xlsx", ".xlsm"),
    "xls": (".xls",),
    "mhtml": (".mht", ".mhtml"),
    "mail": (".eml",),
    "zip": (".zip",),
}
"""What `--kind` takes, with the endings of such files in a folder."""


@define
class Listing:
    """The files to read, and what is to be said of the arguments."""

    files: list[str] = Factory(list)
    """Paths in order; `-` for the standard input."""

    several: bool = False
    """Whether there may be more than one document, so that results must name theirs."""

    faults: list[tuple[str, str]] = Factory(list)
    """Arguments and folders that give nothing, with the reason."""

    left_out: Counter[str] = Factory(Counter)
    """How many files of folders have an ending that is not read, by ending."""


def list_files(
    arguments: Iterable[str], kinds: Iterable[str] = (), leave_out: Path | None = None
) -> Listing:
    """Return the files that arguments name.

    `kinds` keeps only files of these kinds, by their endings. `leave_out` is a file
    that is about to be written: no folder gives it.
    """
    wanted = {ending for kind in kinds for ending in ENDINGS[kind]}
    given = list(arguments)
    listing = Listing()
    for argument in given:
        listing.files += _files_of(argument, wanted, leave_out, listing)
    listing.several = len(given) > 1 or any(map(_is_several, given))
    return listing


def _is_several(argument: str) -> bool:
    """Tell whether an argument may stand for more than one document."""
    if argument == STDIN:
        return False
    try:
        holds = Path(argument).suffix.lower() in (*ENDINGS["zip"], *ENDINGS["mail"])
        return holds or glob.has_magic(argument) or Path(argument).is_dir()
    except (OSError, ValueError):
        return False


def _files_of(
    argument: str, wanted: set[str], leave_out: Path | None, listing: Listing
) -> Iterator[str]:
    """Yield the files of one argument."""
    if argument == STDIN:
        yield argument
        return
    try:
        exists, is_folder = os.path.lexists(argument), Path(argument).is_dir()
    except (OSError, ValueError) as error:
        listing.faults.append((argument, _reason(error)))
        return
    if is_folder:
        found = list(_in_folder(Path(argument), wanted, leave_out, listing))
        if not found and not any(name == argument for name, _ in listing.faults):
            listing.faults.append((argument, say("file.folder-empty")))
        yield from found
    elif exists:
        if not wanted or Path(argument).suffix.lower() in wanted:
            yield argument
    elif glob.has_magic(argument):
        matching = sorted(glob.glob(argument, recursive=True))  # noqa: PTH207
        if not matching:
            listing.faults.append((argument, say("file.no-match")))
        for name in matching:
            yield from _files_of(name, wanted, leave_out, listing)
    else:
        listing.faults.append((argument, _missing(argument)))


def _missing(argument: str) -> str:
    """Say why a file is not there: it does not exist, or its name is too long."""
    try:
        os.lstat(argument)
    except FileNotFoundError:
        return say("file.missing")
    except (OSError, ValueError) as error:
        return _reason(error)
    return say("file.missing")


def _reason(error: OSError | ValueError) -> str:
    """Return the words of the system for an error."""
    words = error.strerror if isinstance(error, OSError) else None
    return say("file.unopened", words or error)


def _in_folder(
    top: Path, wanted: set[str], leave_out: Path | None, listing: Listing
) -> Iterator[str]:
    """Yield the files in a folder in the order of their names."""
    endings = wanted or {one for several in ENDINGS.values() for one in several}

    def fault(error: OSError) -> None:
        listing.faults.append((os.fspath(error.filename), _reason(error)))

    for folder, inner, names in os.walk(top, onerror=fault):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted(names):
            file = Path(folder, name)
            if name.startswith(".") or file.is_symlink():
                continue
            if file.suffix.lower() not in endings:
                if not wanted:
                    listing.left_out[file.suffix.lower() or name] += 1
            elif leave_out is None or not same(file, leave_out):
                yield os.fspath(file)


def same(one: Path, other: Path) -> bool:
    """Tell whether two paths are one file."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False
