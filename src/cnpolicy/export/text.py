"""The plain text of a file, as its reader found it.

In: a `Source`. Out: its text, character for character.
"""

from __future__ import annotations

from cnpolicy.model.arguments import expect
from cnpolicy.readers.source import Source


def to_text(source: Source) -> str:
    """Return the text of `source`: what `parse` is given."""
    expect(source, Source, "to_text")
    return source.text
