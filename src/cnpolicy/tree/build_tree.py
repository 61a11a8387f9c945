"""Builds the tree.

In: the tokens of a document. Out: the nodes at its top. Lark reads the tokens by
`grammar/document.lark`, and each rule of the grammar becomes one class of the tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from cnpolicy.grammars import load
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
from cnpolicy.tree.grammar_tokens import OpenBox, Token

if TYPE_CHECKING:
    from lark import Lark


def build_tree(tokens: Iterable[Token]) -> tuple[Node, ...]:
    """Return the nodes at the top of the tree that the tokens of a document make."""
    stream: Any = tokens
    children: Any = _document_parser().parse(stream)
    return children  # type: ignore[no-any-return]


def _nodes(children: list[Any]) -> tuple[Node, ...]:
    """The nodes that the children of a rule stand for; zero-width tokens have none."""
    if len(children) == 1 and type(children[0]) is Token:
        return tuple(children[0].nodes)  # most sections are one token
    nodes: list[Node] = []
    for child in children:
        if type(child) is Token:
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
    if not isinstance(first, OpenBox):
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
def _document_parser() -> Lark:
    """Build the parser of `document.lark`, once per process."""
    from lark import Lark
    from lark.grammar import Rule
    from lark.lexer import Lexer

    names: dict[str, str] = {}

    class Same(Rule):
        """A rule that is equal to itself alone."""

        __slots__ = ()
        __eq__ = object.__eq__
        __hash__ = object.__hash__

    class Tokens(Lexer):
        """Hands on the tokens that were made beforehand, under Lark's own names."""

        def __init__(self, _: object) -> None: ...

        def lex(self, data: Any) -> Iterator[Any]:  # type: ignore[override]
            for token in data:
                token.type = names[token.type]
                yield token

    lark = Lark(
        load("document"),
        parser="lalr",
        lexer=Tokens,
        strict=True,
        transformer=SimpleNamespace(**_RULES),
    )
    # The parse table is looked up by name at every step. Lark's names of terminals and
    # rules may be tokens, which are equal to plain strings but slow to compare.
    for rule in lark.rules:
        rule.origin.name = str(rule.origin.name)
        for symbol in rule.expansion:
            if symbol.is_term:
                names.setdefault(str(symbol.name), symbol.name)
    # What becomes of a rule is looked up by the rule, and Lark hashes and compares its
    # rules in Python: twice at every step. Each rule exists once, so identity will do.
    builders = lark._callbacks
    known = list(builders.items())
    builders.clear()
    for rule in lark.rules:
        rule.__class__ = Same
    builders.update(known)
    return lark
