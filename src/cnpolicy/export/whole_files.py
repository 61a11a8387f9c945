"""Files that are written whole or not at all.

In: a path and the bytes. Out: the file. It is written beside and takes the place of
the old one when all of it is on the disk: a full disk, an error or a kill leaves the
old file as it was.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Replace the content of a file, all of it or nothing.

    A link stays a link, and the file keeps its mode. A device or a pipe, which cannot
    be replaced, is written to. Raises `OSError` if the file cannot be written; then
    the old one is unharmed, and nothing is left beside it.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:  # raises IsADirectoryError for a folder
            stream.write(data)
        return
    mode = None
    if target.exists():
        with target.open("r+b"):  # a file that is write-protected stays
            mode = target.stat().st_mode
    beside = target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}")
    # Created as any file is, so that the mask of the user holds for a new one.
    handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)
        if mode is not None:
            beside.chmod(mode & 0o7777)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


_BINARY = getattr(os, "O_BINARY", 0)
