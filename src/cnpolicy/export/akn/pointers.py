"""The places of a document that its text points to: 本办法第六条, 专栏2.

In: a `Document`. Out: `Pointer`s, for those whose place is in the document. Others
(《条例》第九条) stay words: no address of another document is made up.
"""

from __future__ import annotations

from typing import NamedTuple

from cnpolicy.annotation.references.references import references
from cnpolicy.model.nodes import Document, unparse
from cnpolicy.model.spans import Span


class Pointer(NamedTuple):
    """Words that point to a place of the same document."""

    span: Span
    """Where the words stand."""

    name: str
    """The words as written."""

    target: Span
    """The span of the node that is meant."""


def pointers(document: Document) -> list[Pointer]:
    """Return what in a document points to a place of it, in the order of the text."""
    text = unparse(document)
    return [
        Pointer(one.span, one.span.of(text), one.target)
        for one in references(document)
        if one.target is not None
    ]
