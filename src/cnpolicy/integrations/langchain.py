"""LangChain: a splitter of texts, and a loader of files (extra `langchain`).

In: texts, documents of LangChain, or files. Out: documents of LangChain, a piece each,
that begin with the line that says where they stand.
"""

from __future__ import annotations

import copy
import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from langchain_core.document_loaders import BaseLoader
from langchain_core.documents import Document
from langchain_text_splitters import TextSplitter

from cnpolicy.analysis.chunks import By
from cnpolicy.files import parse_file
from cnpolicy.integrations.pieces import Cut
from cnpolicy.model.nodes import Document as Plan
from cnpolicy.parser import parse
from cnpolicy.readers.collection import read_all


class PlanTextSplitter(TextSplitter):
    """Cuts a plan at its headings, measures, boxes and rows of tables.

    A piece begins with the document and the headings above it; its metadata say where
    in the text it stands (`start`, `end`), which bodies it names, and more
    (`docs/records.md`). Nothing of the text is lost: the pieces from `start` to `end`
    follow one another.
    """

    def __init__(
        self,
        chunk_size: int = 1200,
        chunk_overlap: int = 0,
        length_function: Callable[[str], int] = len,
        *,
        by: By = "section",
    ) -> None:
        """Cut as `cnpolicy.chunks` does; `chunk_size` bounds a piece without its head.

        Raises `ValueError` for sizes that cannot be kept.
        """
        super().__init__(chunk_size, chunk_overlap, length_function)
        self._cut = Cut(by, chunk_size, None, chunk_overlap, length_function)

    def split_text(self, text: str) -> list[str]:
        """Return the pieces of a text, each with its headings before it."""
        return [piece.chunk.content for piece in self._cut.pieces(parse(text))]

    def create_documents(
        self, texts: list[str], metadatas: list[dict[Any, Any]] | None = None
    ) -> list[Document]:
        """Return the pieces of texts as documents, with the metadata given for each."""
        given = metadatas or [{}] * len(texts)
        return [
            document
            for text, metadata in zip(texts, given, strict=True)
            for document in self._documents(parse(text), metadata)
        ]

    def split_file(self, file: str | os.PathLike[str] | bytes) -> list[Document]:
        """Read a file and return its pieces, with their pages.

        Better than to load its text and split that: what the file states of headings,
        tables and pages is used. Raises as `parse_file` does.
        """
        return list(self._documents(parse_file(file), {}))

    def _documents(self, plan: Plan, metadata: dict[Any, Any]) -> Iterator[Document]:
        """Yield the pieces of a plan."""
        for piece in self._cut.pieces(plan):
            told = copy.deepcopy(metadata) | piece.metadata
            # The name that LangChain has for it.
            told["start_index"] = piece.chunk.span.start
            yield Document(
                id=piece.chunk.id, page_content=piece.chunk.content, metadata=told
            )


class PlanLoader(BaseLoader):
    """Loads files, folders and archives, a document for each file."""

    def __init__(
        self, files: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
    ) -> None:
        """Load what `cnpolicy.read_all` takes."""
        self._files = files

    def lazy_load(self) -> Iterator[Document]:
        """Yield the text of each file, with its title, 文号 and date beside it.

        Raises `ReadError` or `DecodeError` at a file that cannot be read.
        """
        for found in read_all(self._files):
            if found.error is not None:
                raise found.error
            assert found.source is not None
            identity = parse(found.source).identity
            told = {
                "source": found.name,
                "title": identity.title,
                "doc_number": identity.doc_number,
                "issuers": "、".join(identity.issuers),
                "date": identity.date.isoformat() if identity.date else None,
            }
            yield Document(
                page_content=found.source.text,
                metadata={key: value for key, value in told.items() if value},
            )
