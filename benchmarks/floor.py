"""Lark's floor: the least time the grammar needs, with nothing around it.

In: the seeds and the grammar file. Out: a function that feeds one pre-made token a
line through Lark and builds no nodes. No parser of lines over this grammar can be
faster; the distance from it is what cnpolicy's own work costs.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import translate
from lark import Lark
from lark.lexer import Lexer

GRAMMAR = Path(__file__).parents[1] / "grammar" / "document.lark"

FALLBACK = r"""
start: _body l3* l2* l1*
l1: L1 _body l3* l2*
l2: L2 _body l3*
l3: L3 _body
_body: TEXT*
%declare L1 L2 L3 TEXT
"""
"""A document grammar of the same form, where the library's own is out of reach."""

KINDS = ("TEXT", "L1", "L2", "L3")
"""The terminals for text and for the three levels of the seeds."""


class Token:
    """The least Lark asks of a token: its kind, and places it copies to the last."""

    __slots__ = ("type",)

    start_pos = line = column = end_line = end_column = end_pos = 0
    value = ""

    def __init__(self, kind: str) -> None:
        self.type = kind


class Handover(Lexer):
    """Hands tokens that were made before to Lark."""

    def __init__(self, conf: object) -> None:
        """Accept what Lark passes to a lexer; nothing of it is needed."""

    def lex(self, data: Any) -> Iterator[Any]:  # type: ignore[override]
        """Yield the tokens given to `parse`."""
        return iter(data)


class Nothing:
    """A transformer with a method for every rule that builds nothing."""

    def __getattr__(self, rule: str) -> Callable[[list[object]], None]:
        if rule.startswith("_"):  # inlined: Lark needs its children
            raise AttributeError(rule)
        return _nothing


def _nothing(children: list[object]) -> None:
    """Drop the children of a rule."""


def prepare(texts: Sequence[str]) -> tuple[Callable[[], object], int]:
    """Return the function to time and the number of tokens it feeds."""
    grammar = GRAMMAR.read_text(encoding="utf-8") if GRAMMAR.exists() else FALLBACK
    lark = Lark(
        grammar,
        parser="lalr",
        lexer=Handover,
        transformer=Nothing(),
        maybe_placeholders=False,
    )
    tokens = [[Token(KINDS[kind]) for kind in translate.kinds(text)] for text in texts]

    def run() -> None:
        for row in tokens:
            lark.parse(row)

    return run, sum(map(len, tokens))
