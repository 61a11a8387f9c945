"""Files that hold others: archives, and messages with their attachments.

In: the bytes of a ZIP archive or of a message. Out: the files in it, by name. Nothing
is written anywhere, and a name never becomes a path.
"""

from collections.abc import Iterator
from typing import NamedTuple

from cnpolicy.readers.archive import Archive
from cnpolicy.readers.mail.messages import Part, header, open_message, parts_of
from cnpolicy.readers.source import Kind

# What archives hold beside the files that were put in: folders, and files of systems.
_OF_SYSTEMS = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
# The parts of a message that are shown and hold words.
_BODIES = ("text/html", "text/plain")


class Member(NamedTuple):
    """A file inside another one."""

    name: str
    """Its name as it is stated, `/` between folders."""

    data: bytes
    """Its bytes."""


def members(data: bytes, kind: Kind) -> Iterator[Member]:
    """Yield the files in an archive or a message in order.

    Raises `ReadError` for one that is damaged, encrypted or unsafe.
    """
    return _in_archive(data) if kind is Kind.ZIP else _in_message(data)


def _in_archive(data: bytes) -> Iterator[Member]:
    """Yield the files of an archive, each unpacked when it is asked for."""
    with Archive(data) as archive:
        for stated in archive.stated_names:
            lower = stated.lower()
            if not lower.endswith("/") and not any(
                lower.startswith(one) or lower.endswith(one) for one in _OF_SYSTEMS
            ):
                yield Member(_readable(stated), archive.read(stated))


def _readable(name: str) -> str:
    """Return a name in its own encoding.

    Programs for Windows write GBK without stating it; `zipfile` reads that as code page
    437.
    """
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for codec in ("utf-8", "gb18030"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return name


def _in_message(data: bytes) -> Iterator[Member]:
    """Yield what a message says, and then its attachments."""
    message = open_message(data)
    parts = list(parts_of(message))
    body = _body(parts)
    if body is not None:
        yield Member(header(message, "subject") or "message", body.data)
    for part in parts:
        if part.name is not None and part is not body and not _is_picture(part):
            yield Member(part.name, part.data)


def _body(parts: list[Part]) -> Part | None:
    """Return the part that holds the words of a message: the page, else the text."""
    for wanted in _BODIES:
        for part in parts:
            shown = not part.attached and part.name is None
            if shown and part.type == wanted and part.data.strip():
                return part
    return None


def _is_picture(part: Part) -> bool:
    """Tell whether a part is a picture of the page: a logo in a signature."""
    return not part.attached and part.type.startswith("image/")
