"""Chunks: pieces of a document for retrieval.

In: nothing. Out: the class of a chunk, and its kinds.
"""

from __future__ import annotations

from enum import Enum

from attrs import field, frozen

from cnpolicy.model.responsibilities import Responsibility
from cnpolicy.model.spans import Span
from cnpolicy.model.targets import Target


class ChunkKind(Enum):
    """What a chunk holds."""

    TEXT = "text"
    """Sections and paragraphs of the plan."""

    BOX = "box"
    """Nothing but a box (专栏), or a part of one."""

    TABLE = "table"
    """Nothing but a table, or a part of one."""

    NOTICE = "notice"
    """Nothing but the notice that issues the plan."""

    FRAME = "frame"
    """Title, 文号, 署名 and date, without text."""

    FURNITURE = "furniture"
    """Nothing of the document: page furniture or blank lines."""


@frozen
class Chunk:
    """A piece of a document: `（四）加强司法保护` with its paragraphs."""

    text: str
    """Its characters, unchanged: the chunks of a document, joined, are its text."""

    path: tuple[str, ...]
    """The headings above it, with their numbers; those of the box that holds it too."""

    context: str
    """One line that says where it stands: document, 文号 and headings, with ` > `."""

    kind: ChunkKind
    """What it holds."""

    span: Span = field(eq=False)
    """Where it stands."""

    responsibilities: tuple[Responsibility, ...] = field(default=(), repr=False)
    """The clauses that govern a part of it, also those that stand in another chunk."""

    targets: tuple[Target, ...] = field(default=(), repr=False)
    """The targets whose figures stand in it."""
