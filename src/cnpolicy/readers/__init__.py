"""Readers: files and bytes in, the text of a document with its source map out.

In: a path or the bytes of a file in any of the formats of `Kind`. Out: a `Source`.
What cannot be read raises `ReadError` or `DecodeError`, and nothing else.

Names are imported when they are first asked for: the process that reads a PDF needs
none of them.
"""

from importlib import import_module

# Read by type checkers only.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from cnpolicy.readers.collection import FileRead, read_all
    from cnpolicy.readers.dispatch import read
    from cnpolicy.readers.source import Kind, Note, Origin, Source

_HOMES = {
    "read": "cnpolicy.readers.dispatch",
    **dict.fromkeys(("FileRead", "read_all"), "cnpolicy.readers.collection"),
    **dict.fromkeys(("Kind", "Note", "Origin", "Source"), "cnpolicy.readers.source"),
}


def __getattr__(name: str) -> "Any":
    """Import a public name when it is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


__all__ = ["FileRead", "Kind", "Note", "Origin", "Source", "read", "read_all"]
