"""Readers: files and bytes in, the text of a document with its source map out.

In: a path or the bytes of a file in any of the formats of `Kind`. Out: a `Source`.
What cannot be read raises `ReadError` or `DecodeError`, and nothing else.
"""

from cnpolicy.readers.dispatch import read
from cnpolicy.readers.source import Kind, Note, Origin, Source

__all__ = ["Kind", "Note", "Origin", "Source", "read"]
