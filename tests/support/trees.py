"""Strategies for trees and results of any shape, made from the classes themselves.

In: nothing. Out: documents and results that nothing need ever give: every field takes
any value of its type. A new class or field is part of it without a line here.
"""

import datetime
import types
from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

import attrs
from hypothesis import strategies as st

from cnpolicy.export.plain_values import NODE_TYPES, exported_fields, is_named_tuple
from cnpolicy.model.nodes import Branch, Document, Leaf, Node
from cnpolicy.model.spans import Span
from support.byte_choices import Choices

# What markup, JSON, UTF-8 and line splitting stumble over.
AWKWARD = (
    "一、（四）。第章专栏 1|#*_`<>&[]\\~$+-=.)"
    "\t\r\n\0\x85\u2028\u3000\ufeff\ud83d\ude00𠮷"
)

DEEPEST = 6
"""Steps down to the deepest branch."""

# Not `st.text`: of two alphabets it makes one, in which the awkward ones are rare.
texts = st.lists(st.one_of(st.sampled_from(AWKWARD), st.characters()), max_size=12).map(
    "".join
)
"""Any `str`, surrogates included, alone and in pairs."""


def words(choices: Choices) -> str:
    """As `texts`."""
    length = choices.pick((0, 1, 2, 3, 5, 12))
    return "".join(_character(choices) for _ in range(length))


def _character(choices: Choices) -> str:
    """Mostly one that is awkward, or any other."""
    if choices.one_in(4):
        return chr(choices.below(choices.pick((0x80, 0x10000, 0x110000))))
    return choices.pick(AWKWARD)


def span(choices: Choices) -> Span:
    """Any place."""
    return Span(*sorted((choices.below(10**6), choices.below(10**6))))


def number(choices: Choices) -> int:
    """A small number, or one beyond any machine word."""
    return choices.pick((0, -128, 2**70, -(2**70))) + choices.below(256)


_PLAIN: dict[Any, Callable[[Choices], Any]] = {
    str: words,
    int: number,
    bool: Choices.coin,
    type(None): lambda _: None,
    datetime.date: lambda choices: datetime.date.fromordinal(
        choices.below(datetime.date.max.toordinal()) + 1
    ),
    Span: span,
    float: lambda choices: choices.pick((0.0, 1.0, -2.5, 1e300, 0.1)),
    Decimal: lambda choices: Decimal(
        (choices.coin(), (choices.below(10), choices.below(10)), choices.below(9) - 4)
    ),
}

_LEAVES = [cls for cls in NODE_TYPES.values() if issubclass(cls, Leaf)]
_BRANCHES = [cls for cls in NODE_TYPES.values() if issubclass(cls, Branch)]


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any document."""
    choices = Choices(draw)
    document: Document = made(Document, choices, [choices.pick((0, 3, 6, 9, 12))], 0)
    return document


def results(cls: type) -> st.SearchStrategy[Any]:
    """Any object of a class of results."""

    @st.composite
    def strategy(draw: st.DrawFn) -> Any:
        return made(cls, Choices(draw), [3], 0)

    return strategy()


def nodes(choices: Choices, budget: list[int], depth: int) -> tuple[Node, ...]:
    """Nodes of any class, as many as there is room for."""
    found: list[Node] = []
    more = True
    while more and budget[0] > 0:
        budget[0] -= 1
        choices.begin()
        more = choices.below(4) > 0
        kind = _BRANCHES if depth < DEEPEST and choices.below(3) > 0 else _LEAVES
        found.append(made(choices.pick(kind), choices, budget, depth + 1))
    return tuple(found)


def made(cls: type, choices: Choices, budget: list[int], depth: int) -> Any:
    """An object of an attrs class, every field chosen; children come last."""
    if is_named_tuple(cls):
        return cls(**{n: value(h, choices) for n, h in get_type_hints(cls).items()})
    fields = {
        name: value(hint, choices) for name, hint in _hints(cls) if name != "children"
    }
    if issubclass(cls, Branch):
        fields["children"] = nodes(choices, budget, depth)
    return cls(**fields)


@cache
def _hints(cls: type) -> tuple[tuple[str, Any], ...]:
    """The fields of a class with their types."""
    hints = get_type_hints(cls)
    return tuple((field.name, hints[field.name]) for field in exported_fields(cls))


def value(hint: Any, choices: Choices) -> Any:
    """A value of a type as it is written in the classes."""
    if hint in _PLAIN:
        return _PLAIN[hint](choices)
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return tuple(value(inner, choices) for _ in range(choices.below(4)))
    if isinstance(hint, types.UnionType):
        return value(choices.pick(get_args(hint)[::-1]), choices)
    if issubclass(hint, Enum):
        return choices.pick(list(hint))
    choices.begin()
    return made(hint, choices, [], 0)


def all_spans(value: Any) -> Iterator[Span]:
    """Every span of a tree: they take no part in equality."""
    if isinstance(value, Span):
        yield value
    elif attrs.has(type(value)):
        for field in exported_fields(type(value)):
            yield from all_spans(getattr(value, field.name))
    elif isinstance(value, tuple):  # a named tuple too
        for item in value:
            yield from all_spans(item)
