"""Strategies for trees of any shape, made from the classes themselves.

In: nothing. Out: documents that no parser need ever give: every field takes any value
of its type. A new class or field is part of it without a line here.
"""

import datetime
import types
from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

import attrs
from hypothesis import strategies as st

from cnpolicy.export.converter import NODE_TYPES
from cnpolicy.nodes import Branch, Document, Leaf, Node
from cnpolicy.spans import Span

# What markup, JSON, UTF-8 and line splitting stumble over.
AWKWARD = (
    "一、（四）。第章专栏 1|#*_`<>&[]\\~$+-=.)"
    "\t\r\n\0\x85\u2028\u3000\ufeff\ud83d\ude00𠮷"
)

texts = st.text(st.one_of(st.sampled_from(AWKWARD), st.characters()), max_size=12)
"""Any `str`, surrogates included, alone and in pairs."""

spans = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(
    lambda pair: Span(min(pair), max(pair))
)
"""Any place."""

_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: texts,
    int: st.integers(-(2**70), 2**70),
    bool: st.booleans(),
    type(None): st.none(),
    datetime.date: st.dates(),
    Span: spans,
}


def leaves() -> st.SearchStrategy[Leaf]:
    """Any leaf."""
    return st.one_of(
        [made(cls) for cls in NODE_TYPES.values() if issubclass(cls, Leaf)]
    )


@cache
def nodes() -> st.SearchStrategy[Node]:
    """Any node, of any depth."""
    branches = [cls for cls in NODE_TYPES.values() if issubclass(cls, Branch)]
    return st.recursive(
        leaves(),
        lambda below: st.one_of([made(cls, below) for cls in branches]),
        max_leaves=8,
    )


def documents() -> st.SearchStrategy[Document]:
    """Any document."""
    return made(Document, nodes())


def made(cls: type, below: st.SearchStrategy[Any] | None = None) -> Any:
    """Objects of an attrs class, every field drawn; `below` gives the children."""
    hints = get_type_hints(cls)
    fields = {
        field.name: st.lists(below, max_size=4).map(tuple)
        if field.name == "children" and below is not None
        else of_type(hints[field.name])
        for field in attrs.fields(cls)
    }
    return st.builds(cls, **fields)


def of_type(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a type as it is written in the classes."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    if get_origin(hint) is tuple:
        return st.lists(of_type(get_args(hint)[0]), max_size=3).map(tuple)
    if isinstance(hint, types.UnionType):
        return st.one_of([of_type(part) for part in get_args(hint)])
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    return made(hint)


def all_spans(value: Any) -> Iterator[Span]:
    """Every span of a tree: they take no part in equality."""
    if isinstance(value, Span):
        yield value
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from all_spans(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from all_spans(item)
