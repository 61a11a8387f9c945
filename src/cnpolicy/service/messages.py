"""What goes to a worker and what comes back.

Defines `Job`, `Answer` and `Refusal`, and their form between processes: a frame, which
is a head in JSON and bytes. No pickles: a worker that a hostile document controls could
run code in the service through them.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any

from attrs import asdict, field, frozen

SIZES = struct.Struct(">II")
"""What a frame begins with: the sizes of its head and of its bytes."""

READY = b"\n"
"""What a worker says before the first frame, when it has imported all it needs."""


@frozen
class Upload:
    """One document of a request."""

    data: bytes
    """The bytes of its file; the UTF-8 of a text that was pasted."""

    name: str | None = None
    """The name of its file, without any folder; None for a text that was pasted."""


@frozen
class Job:
    """One piece of work."""

    operation: str
    """The name of an `Operation`."""

    uploads: tuple[Upload, ...]
    """Its documents in order."""

    options: Mapping[str, str] = field(factory=dict, hash=False)
    """What was chosen, by the names of the options."""

    def packed(self) -> bytes:
        """Return the frame."""
        head = {
            "operation": self.operation,
            "options": dict(self.options),
            "uploads": [(one.name, len(one.data)) for one in self.uploads],
        }
        return frame(head, b"".join(one.data for one in self.uploads))

    @staticmethod
    def unpacked(head: Mapping[str, Any], data: bytes) -> Job:
        """Return the job of a frame."""
        uploads, start = [], 0
        for name, size in head["uploads"]:
            uploads.append(Upload(data[start : start + size], name))
            start += size
        return Job(head["operation"], tuple(uploads), head["options"])


@frozen
class Answer:
    """What a piece of work gave."""

    data: bytes
    """The file."""

    media: str
    """Its media type."""

    name: str | None = None
    """The name under which it is saved; None for what is shown or read at once."""

    notes: tuple[Mapping[str, str], ...] = ()
    """What the documents hold and their texts do not: `note_of` each. Of an answer in
    JSON they stand in it."""

    def packed(self) -> bytes:
        """Return the frame."""
        head = {"media": self.media, "name": self.name, "notes": list(self.notes)}
        return frame(head, self.data)


@frozen
class Refusal:
    """Why there is no answer."""

    status: int
    """The status of HTTP that says so."""

    code: str
    """A stable name: `unreadable`, `large`, `time`."""

    message: str
    """What is wrong, in English."""

    message_zh: str
    """The same in Chinese."""

    def packed(self) -> bytes:
        """Return the frame."""
        return frame({"refusal": asdict(self)}, b"")


class Refused(Exception):
    """Ends a request with a `Refusal`."""

    def __init__(self, refusal: Refusal) -> None:
        """Carry a refusal."""
        super().__init__(refusal.message)
        self.refusal = refusal
        """What is answered."""


def frame(head: Mapping[str, Any], data: bytes) -> bytes:
    """Return a frame."""
    text = json.dumps(head).encode("ascii")
    return SIZES.pack(len(text), len(data)) + text + data


def outcome(head: Mapping[str, Any], data: bytes) -> Answer | Refusal:
    """Return what a worker answered.

    Raises `ValueError`, `KeyError` or `TypeError` for what is no answer of one.
    """
    if "refusal" in head:
        return Refusal(**head["refusal"])
    notes = tuple(head["notes"])
    return Answer(data, str(head["media"]), head["name"], notes)
