"""Haystack: a component that splits documents (extra `haystack`).

In: documents of Haystack. Out: documents, a piece each, that begin with the line that
says where they stand.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from haystack import Document, component, default_to_dict

from cnpolicy.analysis.chunks import By
from cnpolicy.integrations.pieces import Cut
from cnpolicy.parser import parse


@component
class PlanDocumentSplitter:
    """Cuts plans at their headings, measures, boxes and rows of tables.

    The metadata say where in the text of the document a piece stands (`start`, `end`),
    which bodies it names, and more (`docs/records.md`), beside those of the document
    and those that splitters of Haystack give.
    """

    def __init__(
        self,
        by: By = "section",
        max_size: int = 1200,
        min_size: int | None = None,
        overlap: int = 0,
    ) -> None:
        """Cut as `cnpolicy.chunks` does; sizes are in characters."""
        self.cut = Cut(by, max_size, min_size, overlap)

    def to_dict(self) -> dict[str, Any]:
        """Return the component as a pipeline stores it."""
        stored: dict[str, Any] = default_to_dict(
            self,
            by=self.cut.by,
            max_size=self.cut.max_size,
            min_size=self.cut.min_size,
            overlap=self.cut.overlap,
        )
        return stored

    @component.output_types(documents=list[Document])
    def run(self, documents: list[Document]) -> dict[str, list[Document]]:
        """Split documents.

        Raises `ValueError` for a document without a text.
        """
        found: list[Document] = []
        for document in documents:
            if document.content is None:
                raise ValueError(f"document {document.id} has no text")
            for number, piece in enumerate(self.cut.pieces(parse(document.content))):
                told = deepcopy(document.meta) | piece.metadata
                told |= {
                    "source_id": document.id,
                    "split_id": number,
                    "split_idx_start": piece.chunk.span.start,
                }
                found.append(Document(content=piece.chunk.content, meta=told))
        return {"documents": found}
