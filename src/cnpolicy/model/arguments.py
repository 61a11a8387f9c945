"""What public functions are given: one clear `TypeError` for anything else.

In: a value and the class it must be of. Out: nothing, or the same value as a tuple.
Without this the error would come later, as a missing attribute of a string.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")

_REMEDIES = {
    "str": "parse() makes one of a text",
    "bytes": "parse_file() makes one of a file",
    "PosixPath": "parse_file() makes one of a file",
    "WindowsPath": "parse_file() makes one of a file",
    "Source": "parse() makes one of a Source",
}
"""How the class that was given becomes a Document."""


def expect(value: object, kind: type, function: str) -> None:
    """Raise `TypeError` in the name of a function if `value` is not of a class."""
    if isinstance(value, kind):
        return
    given = type(value).__name__
    remedy = _REMEDIES.get(given) if kind.__name__ == "Document" else None
    raise TypeError(
        f"{function}() takes a {kind.__name__}, not {given}"
        + (f" ({remedy})" if remedy else "")
    )


def expect_path(value: object, function: str, *, data: bool = False) -> None:
    """Raise `TypeError` in the name of a function if `value` is no path of a file.

    With `data` it may also be the bytes of one.
    """
    if isinstance(value, str | os.PathLike) or (data and isinstance(value, bytes)):
        return
    wanted = "a path or bytes" if data else "a path"
    raise TypeError(f"{function}() takes {wanted}, not {type(value).__name__}")


def expect_all(values: Iterable[T], kind: type[T], function: str) -> tuple[T, ...]:
    """Return several values of a class as a tuple; raise `TypeError` for others."""
    words = f"{function}() takes {kind.__name__} objects"
    if not isinstance(values, Iterable) or isinstance(values, str | bytes):
        raise TypeError(f"{words}, not {type(values).__name__}")
    found = tuple(values)
    for value in found:
        if not isinstance(value, kind):
            raise TypeError(f"{words}, not {type(value).__name__}")
    return found
