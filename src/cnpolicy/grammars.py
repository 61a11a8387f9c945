"""Opens the grammars of the library, and builds parsers of them.

In: the name of a grammar (`responsibility`). Out: its text, or a parser over tokens
that are made beforehand. Lark says what a grammar means, as a table (`lalr_tables`)
that lies beside the grammar; here the table is followed. So a process that reads a
document does not import Lark and does not compute a table. `python -m
cnpolicy.grammars` writes the tables. This is the only module that knows where the
grammars lie.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from cnpolicy.lalr_tables import sign_of, table_of_grammar, written

_PACKAGE = Path(__file__).parent

END = "$END"
"""The terminal behind the last token."""

Parser = Callable[[Iterable[Any]], Any]
"""Takes tokens, returns what the first rule makes of them; None if it refuses them."""


def grammar_dir() -> Path:
    """Return the folder of the grammars: the packaged one, else the checkout's.

    A wheel carries them in `cnpolicy/grammar`; in a checkout (and in an editable
    install) they stand at its top level.
    """
    packaged = _PACKAGE / "grammar"
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / "grammar"


def load(name: str, folder: Path | None = None) -> str:
    """Return the text of the grammar `name` (without `.lark`) in a folder.

    Raises `FileNotFoundError` for a grammar that is not there.
    """
    return ((folder or grammar_dir()) / f"{name}.lark").read_text(encoding="utf-8")


def table_of(name: str, folder: Path | None = None) -> dict[str, Any]:
    """Return the table of a grammar: the one beside it, if it was made of it.

    If the grammar was edited since, Lark makes the table anew.
    """
    text = load(name, folder)
    beside = (folder or grammar_dir()) / f"{name}.json"
    if beside.is_file():
        table: dict[str, Any] = json.loads(beside.read_text(encoding="utf-8"))
        if table["grammar"] == sign_of(text):
            return table
    return table_of_grammar(text)


def build_parser(name: str, rules: object, folder: Path | None = None) -> Parser:
    """Build the parser of the grammar `name` over tokens that are made beforehand.

    `folder` is where it lies; None for the grammars of the library.

    `rules` has a function for each rule of the grammar, by its name: from the list of
    its children to what becomes of them. A token is any object with a `type`, the name
    of its terminal.

    Keep what this returns. It does not pickle, so that each process builds its own.
    """
    table = table_of(name, folder)
    rows = table["rows"]
    actions: list[dict[str, int]] = [rows[row] for row in table["states"]]
    reductions = [_reduction(rule, rules) for rule in table["rules"]]
    first, last = table["first"], table["last"]

    def parse(tokens: Iterable[Any]) -> Any:
        states = [first]
        values: list[Any] = []
        for token in (*tokens, None):
            kind = END if token is None else token.type
            while True:
                action = actions[states[-1]].get(kind)
                if action is None:
                    return None
                if action >= 0:
                    states.append(action)
                    values.append(token)
                    break
                size, build, after = reductions[~action]
                if build is not None:
                    cut = len(values) - size
                    value = build(values[cut:])
                    del values[cut:], states[cut + 1 :]
                    values.append(value)
                else:
                    states.pop()
                states.append(after[states[-1]])
                if token is None and states[-1] == last:
                    return values[-1]
        return None

    return parse


Build = Callable[[list[Any]], Any]
"""From the values of the symbols of a rule to the value of the rule."""


def _reduction(
    rule: dict[str, Any], rules: object
) -> tuple[int, Build | None, dict[int, int]]:
    """Return what to do where a rule ends.

    That is how many values it takes, what it makes of them (None if it hands on the
    one that it takes), and the state behind it by the state before it.
    """
    size: int = rule["size"]
    kept: list[tuple[int, bool]] = [(at, inline) for at, inline in rule["kept"]]
    after = dict(zip(*rule["after"], strict=True))
    # A rule whose name begins with _ is no node: its children are those of the rule
    # that uses it.
    make = None if rule["name"].startswith("_") else getattr(rules, rule["name"])
    if make is None and kept == [(0, True)] and size == 1:
        return size, None, after
    if len(kept) == size and not any(inline for _, inline in kept):
        return size, make or list, after
    return size, _gathering(kept, make), after


def _gathering(kept: list[tuple[int, bool]], make: Build | None) -> Build:
    """Return what puts together the children of a rule and makes its value of them.

    The list of the first child grows, so that a long row of siblings takes time in
    proportion to their number.
    """

    def build(values: list[Any]) -> Any:
        children: list[Any] = []
        for at, inline in kept:
            if not inline:
                children.append(values[at])
            elif children:
                children += values[at]
            else:
                children = values[at]
        return children if make is None else make(children)

    return build


def main() -> None:
    """Write the table of each grammar beside it."""
    for path in sorted(grammar_dir().glob("*.lark")):
        table = written(table_of_grammar(load(path.stem)))
        path.with_suffix(".json").write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()
