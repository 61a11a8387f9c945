"""The parts of a message of RFC 822, and of a web archive, which has the same form.

In: the bytes of a file. Out: its parts, each with its type, its name and its bytes. The
parser of the standard library takes them apart, within the caps of `limits`.
"""

import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from email.parser import BytesParser
from typing import NamedTuple

from cnpolicy.readers import limits
from cnpolicy.readers.refusals import refused

_BOUNDARY = b"boundary="


class Part(NamedTuple):
    """One part that holds no others: the page, a picture, an attachment."""

    type: str
    """Its media type: text/html."""

    name: str | None
    """Its file name, None for one without."""

    attached: bool
    """Whether it is an attachment and no part of what is shown."""

    data: bytes
    """Its bytes, without their transfer encoding."""

    charset: str | None
    """The encoding it states for its text, None without one."""


def open_message(data: bytes) -> EmailMessage:
    """Return a message. Raises `ReadError` for one that is damaged or unsafe."""
    most = limits.scaled(limits.MAX_MAIL_BYTES)
    if len(data) > most:
        raise refused("large", most)
    lines = data.count(b"\n") + data.count(b"\r")
    if lines * data.lower().count(_BOUNDARY) > limits.MAX_MAIL_LINES:
        raise refused("deep", ("the message", "邮件"))
    try:
        return BytesParser(
            EmailMessage, policy=email.policy.default.clone(raise_on_defect=False)
        ).parsebytes(data.lstrip())
    except RecursionError:
        raise refused("deep", ("the message", "邮件")) from None
    except (ValueError, LookupError, AssertionError) as error:
        raise refused("mail-damaged", error) from None


def parts_of(message: EmailMessage) -> Iterator[Part]:
    """Yield the parts of a message in order, those of messages inside it too."""
    for part in message.walk():
        if part.is_multipart():
            continue
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes):
            continue
        try:
            name = part.get_filename()
            attached = part.get_content_disposition() == "attachment"
            charset = part.get_content_charset()
        except (ValueError, LookupError, IndexError, AttributeError):
            # The standard library raises errors for some damaged headers.
            name, attached, charset = None, False, None
        yield Part(part.get_content_type(), name, attached, data, charset)


def header(message: EmailMessage, name: str) -> str:
    """Return a header as people read it, empty without it."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, LookupError, IndexError, AttributeError):
        return ""
