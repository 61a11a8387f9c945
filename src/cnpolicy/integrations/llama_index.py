"""LlamaIndex: a parser of nodes (extra `llama-index`).

In: documents or nodes of LlamaIndex. Out: nodes, a piece each, with the headings above
it among what is embedded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from llama_index.core.bridge.pydantic import Field
from llama_index.core.node_parser import NodeParser
from llama_index.core.node_parser.node_utils import build_nodes_from_splits
from llama_index.core.schema import BaseNode, Document, MetadataMode, TextNode
from llama_index.core.utils import get_tqdm_iterable

from cnpolicy.integrations.pieces import Cut
from cnpolicy.parser import parse

_EMBEDDED = "context"
"""The one of the metadata that is embedded with the text: the headings above it."""


class PlanNodeParser(NodeParser):
    """Cuts a plan at its headings, measures, boxes and rows of tables.

    The texts of the nodes, joined, are the text. Of the metadata (`docs/records.md`)
    the line of headings is embedded and shown to the model, the others are not.
    """

    by: Literal["section", "measure", "size"] = Field(
        default="section", description="What a node may hold."
    )
    max_size: int = Field(default=1200, gt=0, description="Most characters of a node.")
    min_size: int | None = Field(
        default=None, description="The least that a cut leaves; None for a tenth."
    )
    overlap: int = Field(
        default=0, ge=0, description="What the next node repeats, in its metadata."
    )

    @classmethod
    def class_name(cls) -> str:
        """The name under which it is stored."""
        return "PlanNodeParser"

    def _parse_nodes(
        self, nodes: Sequence[BaseNode], show_progress: bool = False, **kwargs: Any
    ) -> list[BaseNode]:
        """Return the pieces of nodes."""
        cut = Cut(self.by, self.max_size, self.min_size, self.overlap)
        found: list[BaseNode] = []
        for node in get_tqdm_iterable(nodes, show_progress, "Parsing nodes"):
            text = node.get_content(metadata_mode=MetadataMode.NONE)
            pieces = list(cut.pieces(parse(text)))
            texts = [piece.chunk.text for piece in pieces]
            made = build_nodes_from_splits(texts, node, id_func=self.id_func)
            for one, piece in zip(made, pieces, strict=True):
                told = dict(piece.metadata)
                if piece.chunk.overlap:
                    told["overlap"] = piece.chunk.overlap
                one.metadata = told
                hidden = [key for key in told if key != _EMBEDDED]
                given = one.excluded_embed_metadata_keys
                one.excluded_embed_metadata_keys = [*given, *hidden]
                given = one.excluded_llm_metadata_keys
                one.excluded_llm_metadata_keys = [*given, *hidden]
            found += made
        return found

    def _postprocess_parsed_nodes(
        self, nodes: list[BaseNode], parent_doc_map: dict[str, Document]
    ) -> list[BaseNode]:
        """Link the nodes; the places are those of the chunks, not searched for."""
        linked: list[BaseNode] = super()._postprocess_parsed_nodes(
            nodes, parent_doc_map
        )
        for node in linked:
            if isinstance(node, TextNode):
                node.start_char_idx = node.metadata["start"]
                node.end_char_idx = node.metadata["end"]
        return linked
