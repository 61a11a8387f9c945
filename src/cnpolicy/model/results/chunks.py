"""Chunks: pieces of a document for retrieval.

Defines the class of a chunk, and its kinds.
"""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from attrs import field, frozen

from cnpolicy.model.provenance import DocumentIdentity, Provenance
from cnpolicy.model.responsibilities import Responsibility
from cnpolicy.model.results.targets import Target
from cnpolicy.model.short_repr import shown
from cnpolicy.model.spans import Span


class ChunkKind(Enum):
    """What a chunk holds."""

    TEXT = "text"
    """Sections and paragraphs of the plan."""

    BOX = "box"
    """Only a box (专栏), or a part of one."""

    TABLE = "table"
    """Only a table, or a part of one."""

    NOTICE = "notice"
    """Only the notice that issues the plan."""

    FRAME = "frame"
    """Title, 文号, 署名 and date, without text."""

    FURNITURE = "furniture"
    """Nothing of the document: page furniture or blank lines."""


@shown
@frozen(repr=False)
class Chunk:
    """A piece of a document: `（四）加强司法保护` with its paragraphs."""

    SHOWN: ClassVar = ("context", "text")

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

    id: str = field(default="", repr=False)
    """Names it among the chunks of all documents: a digest of the document's text, and
    where in it the chunk stands. The same text, cut the same, has the same ids."""

    parent: str | None = field(default=None, repr=False)
    """The `id` of the chunk with the heading of the section that it continues or lies
    in; None at the top."""

    section: Span | None = field(eq=False, default=None, repr=False)
    """The section, box or part of the document that holds all of it: the text to give a
    reader in place of the chunk; None if only the document does."""

    size: int = field(default=0, repr=False)
    """How long `text` is, by the measure that `chunks` was given."""

    header: str = field(default="", repr=False)
    """The header of the table that it goes on with, which stands in another chunk."""

    overlap: str = field(default="", repr=False)
    """The end of the chunk before it, if `chunks` was asked for some."""

    document: DocumentIdentity = field(factory=DocumentIdentity, repr=False)
    """The document it is of."""

    origin: Provenance | None = field(eq=False, default=None, repr=False)
    """Where it stands in the file: page, paragraph; None for a bare text."""

    responsibilities: tuple[Responsibility, ...] = field(default=(), repr=False)
    """The clauses that govern a part of it, also those that stand in another chunk."""

    targets: tuple[Target, ...] = field(default=(), repr=False)
    """The targets whose figures stand in it."""

    @property
    def content(self) -> str:
        """What to embed: its text, and before it what tells what the text speaks of.

        These are `context`, `header` and `overlap`, which are no part of `text`.
        """
        above = [self.context, self.header.strip("\r\n")]
        lines = [line for line in above if line]
        return "\n".join([*lines, self.overlap + self.text])
