"""One build at a time.

In: the folder of a corpus. Out: a lock that is held while it is built, and ends with
the process that holds it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from cnpolicy.errors import CnpolicyError

LOCK = "build.lock"
"""The name of the file."""


@contextmanager
def building(out: Path) -> Iterator[None]:
    """Hold the lock of a corpus; raise `CnpolicyError` if a live process holds it."""
    path = out / LOCK
    mine = [os.getpid(), psutil.Process().create_time()]
    while True:
        try:
            with path.open("x", encoding="utf-8") as file:
                json.dump(mine, file)
            break
        except FileExistsError:
            if (holder := _holder(path)) is not None:
                raise CnpolicyError(
                    f"{out}: another build (process {holder}) is writing there"
                ) from None
            path.unlink(missing_ok=True)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def _holder(path: Path) -> int | None:
    """Return the process that holds a lock; None if it has ended."""
    try:
        number, since = json.loads(path.read_text(encoding="utf-8"))
        alive = psutil.Process(number).create_time() == since
    except (OSError, ValueError, psutil.Error):
        return None
    return int(number) if alive else None
