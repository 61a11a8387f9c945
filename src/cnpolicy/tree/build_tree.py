"""Builds the tree.

In: the tokens of a document. Out: the nodes at its top. Each rule of
`grammar/document.lark` becomes one class of the tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from types import SimpleNamespace
from typing import Any

from cnpolicy.grammars import Parser, build_parser
from cnpolicy.model.nodes import (
    Attachment,
    Box,
    BoxHeading,
    Branch,
    Node,
    Notice,
    Section,
)
from cnpolicy.model.spans import Span, new_span
from cnpolicy.numbering.interpretation import BOX_RANKS
from cnpolicy.numbering.levels import MAX_RANK
from cnpolicy.tree.grammar_tokens import TreeToken
from cnpolicy.tree.uncertain_box import UncertainBox


def build_tree(tokens: Iterable[TreeToken]) -> tuple[Node, ...]:
    """Return the nodes at the top of the tree that the tokens of a document make."""
    nodes: tuple[Node, ...] = _document_parser()(tokens)
    return nodes


def _nodes(children: list[Any]) -> tuple[Node, ...]:
    """The nodes that the children of a rule stand for; zero-width tokens have none."""
    if len(children) == 1 and type(children[0]) is TreeToken:
        return tuple(children[0].nodes)  # most sections are one token
    nodes: list[Node] = []
    for child in children:
        if type(child) is TreeToken:
            nodes += child.nodes
        else:
            nodes.append(child)
    return tuple(nodes)


def _branch(make: Callable[..., Branch]) -> Callable[[list[Any]], Branch]:
    """What a rule becomes: a branch that spans from its first child to its last."""

    def build(children: list[Any]) -> Branch:
        nodes = _nodes(children)
        start = nodes[0].span.start if nodes else 0
        end = nodes[-1].span.end if nodes else start
        return make(nodes, span=new_span((start, end)))

    return build


def _box(nodes: tuple[Node, ...], *, span: Span) -> Box:
    """A box; whether its end is known comes with the token that opened it."""
    first = nodes[0]
    if not isinstance(first, UncertainBox):
        return Box(nodes, span=span)
    heading = BoxHeading(
        first.text, first.label, first.ordinal, first.title, span=first.span
    )
    return Box((heading, *nodes[1:]), end_certain=False, span=span)


# One rule, one class.
_RULES: dict[str, Callable[[list[Any]], Any]] = {
    "start": _nodes,
    "notice": _branch(Notice),
    "attachment": _branch(Attachment),
    "box": _branch(_box),
    "loose_box": _branch(_box),
    **{f"l{rank}": _branch(Section) for rank in range(1, MAX_RANK + 1)},
    **{f"b{rank}": _branch(Section) for rank in range(1, BOX_RANKS + 1)},
}


@cache
def _document_parser() -> Parser:
    """Build the parser of `document.lark`, once per process."""
    return build_parser("document", SimpleNamespace(**_RULES))
