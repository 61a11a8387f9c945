"""Opens the grammars of the library, and builds parsers of them.

In: the name of a grammar (`responsibility`). Out: its text, or a parser over tokens
that are made beforehand: no character of a text goes through Lark. This is the only
module that knows where `*.lark` files lie, and the only one that speaks to Lark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lark import Lark

_PACKAGE = Path(__file__).parent

Parser = Callable[[Iterable[Any]], Any]
"""Takes tokens, returns what the first rule makes of them; None if it refuses them."""


def grammar_dir() -> Path:
    """Return the folder of the grammars: the packaged one, else the checkout's.

    A wheel carries them in `cnpolicy/grammar`; in a checkout (and in an editable
    install) they stand at its top level.
    """
    packaged = _PACKAGE / "grammar"
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / "grammar"


@cache
def load(name: str) -> str:
    """Return the text of the grammar `name` (without `.lark`).

    Raises `FileNotFoundError` for a grammar that the library does not have.
    """
    return (grammar_dir() / f"{name}.lark").read_text(encoding="utf-8")


def build_parser(name: str, rules: object) -> Parser:
    """Build the parser of the grammar `name` over tokens that are made beforehand.

    `rules` has a function for each rule of the grammar, by its name: from the list of
    its children to what becomes of them. A token is any object with a `type`, the name
    of its terminal, and the attributes of a place that Lark copies when it fails.

    Keep what this returns: importing Lark takes 30 ms, building a parser some more. It
    does not pickle, so that each process builds its own.
    """
    from lark import Lark
    from lark.exceptions import UnexpectedInput
    from lark.lexer import Lexer

    names: dict[str, str] = {}

    class ReadyTokens(Lexer):
        """Hands on the tokens, under Lark's own names of their terminals."""

        def __init__(self, _: object) -> None: ...

        def lex(self, data: Any) -> Iterator[Any]:  # type: ignore[override]
            for token in data:
                kind = token.type
                token.type = names.get(kind, kind)
                yield token

    transformer: Any = rules
    lark = Lark(
        load(name),
        parser="lalr",
        lexer=ReadyTokens,
        strict=True,
        transformer=transformer,
    )
    names.update(_compare_by_identity(lark))

    def parse(tokens: Any) -> Any:
        try:
            return lark.parse(tokens)
        except UnexpectedInput:
            return None

    return parse


def _compare_by_identity(lark: Lark) -> dict[str, str]:
    """Spare Lark its comparisons in Python; return its own names of the terminals.

    At every step Lark looks up a terminal by its name, which may be one of its tokens:
    equal to a plain string, but slow to compare. And it looks up what becomes of a rule
    by the rule, which it hashes and compares in Python, twice. Each rule exists once,
    so that identity will do. This is all that the library needs of Lark's private
    parts: the table `_callbacks` of what becomes of the rules.
    """
    from lark.grammar import Rule

    class Same(Rule):
        """A rule that is equal to itself alone."""

        __slots__ = ()
        __eq__ = object.__eq__
        __hash__ = object.__hash__

    names: dict[str, str] = {}
    for rule in lark.rules:
        rule.origin.name = str(rule.origin.name)
        for symbol in rule.expansion:
            if symbol.is_term:
                names.setdefault(str(symbol.name), symbol.name)
    callbacks = lark._callbacks
    known = list(callbacks.items())
    callbacks.clear()
    for rule in lark.rules:
        rule.__class__ = Same
    callbacks.update(known)
    return names
