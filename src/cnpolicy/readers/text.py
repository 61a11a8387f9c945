"""Plain text.

In: the bytes of a text file. Out: its text, character for character, as a `Source`.
"""

from cnpolicy.model.spans import Span
from cnpolicy.readers.encoding import decode
from cnpolicy.readers.source import Kind, Origin, Source


def read_plain_text(data: bytes) -> Source:
    """Read a text file. Raises `DecodeError` if it is not text in a known encoding."""
    text = decode(data)
    origins = (Origin(Span(0, len(text)), "file"),) if text else ()
    return Source(text, Kind.TEXT, origins=origins)
