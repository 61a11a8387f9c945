"""Plain text.

In: the bytes of a text file. Out: its text, character for character, as a `Source`.
"""

from cnpolicy.readers.encoding import decode
from cnpolicy.readers.source import Kind, Source, SourceBuilder


def read_text(data: bytes) -> Source:
    """Read a text file. Raises `DecodeError` if it is no text in a known encoding."""
    builder = SourceBuilder()
    builder.add(decode(data), "file")
    return builder.build(Kind.TEXT)
