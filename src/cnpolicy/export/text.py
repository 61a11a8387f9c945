"""The plain text of a file, as its reader found it.

In: a `Source`. Out: its text, character for character.
"""

from __future__ import annotations

from cnpolicy.readers.source import Source


def to_text(source: Source) -> str:
    """Return the text of `source`: what `parse` is given."""
    if not isinstance(source, Source):
        raise TypeError(f"to_text() takes a Source, not {type(source).__name__}")
    return source.text
