"""The document under a check, as all rules read it.

In: a document. Out: a `CheckedDocument`: its text, the Simplified view of it, and its
leaves without blank ones and furniture. Every span of its tree is a place in that text.
"""

from __future__ import annotations

from attrs import frozen

from cnpolicy.annotation.document_text import LeafInContext, document_text
from cnpolicy.model.nodes import Document
from cnpolicy.parser import parse


@frozen(eq=False)
class CheckedDocument:
    """A document with its text."""

    document: Document
    """The document; parsed anew if the given tree had been edited."""

    text: str
    """Its text."""

    simplified: str
    """The text in Simplified characters, of the same length."""

    passages: tuple[LeafInContext, ...]
    """Its leaves in order, without blank lines and page furniture."""

    @classmethod
    def of(cls, document: Document) -> CheckedDocument:
        """Make the subject of a document."""
        source = document_text(document)
        if any(passage.leaf.span != passage.span for passage in source.passages):
            # The spans of an edited tree are places in the text it was parsed from.
            document = parse(source.text)
            source = document_text(document)
        return cls(document, source.text, source.simplified, tuple(source.passages))


def is_han(character: str) -> bool:
    """Tell whether a character is a Chinese one; not so for the empty string."""
    return (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or "\U00020000" <= character <= "\U0003ffff"
        or character == "〇"
    )
