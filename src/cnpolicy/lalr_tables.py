"""Has Lark work out the tables of the grammars.

In: the text of a grammar. Out: its LALR(1) table as plain data, which `grammars` writes
beside the grammar and follows. This is the only module that imports Lark, and the only
one that uses its private attributes: the table of a parser.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from zlib import crc32


def sign_of(grammar: str) -> int:
    """Return the number that is stored with a table, to know the grammar that it was
    made of."""
    return crc32(grammar.encode())


def table_of_grammar(grammar: str) -> dict[str, Any]:
    """Return the table of a grammar.

    - `grammar`: the sign of its text;
    - `first`, `last`: the state to begin in, and the one in which all is read;
    - `states`: the number of the row of each state; `rows`: by terminal, the next
      state, or, below zero, the number of the rule that ends there, inverted (`~`);
    - `rules`: the `name` of each, its `size` in symbols, the symbols `kept` (their
      place, and whether what they stand for is put in their stead), and the states
      before and `after` it.

    Raises an error of Lark for a grammar with a conflict, and `ValueError` for one with
    a form that `grammars` does not follow (`?rule`).
    """
    from lark import Lark
    from lark.lexer import Lexer
    from lark.parsers.lalr_analysis import Shift

    class Ready(Lexer):
        """Stands for the lexer: nothing is read here."""

        def __init__(self, _: object) -> None: ...

        def lex(self, _: object) -> Iterator[Any]:  # type: ignore[override]
            return iter(())

    lark = Lark(grammar, parser="lalr", lexer=Ready, strict=True)
    made: Any = lark.parser.parser
    table = made._parse_table
    first, last = table.start_states["start"], table.end_states["start"]
    rules = sorted(lark.rules, key=lambda rule: (rule.origin.name, _spelling(rule)))
    number_of = {rule: number for number, rule in enumerate(rules)}
    rules_of: dict[str, list[int]] = {}
    for rule, number in number_of.items():
        rules_of.setdefault(rule.origin.name, []).append(number)
    state_of = _numbered(table.states, first)
    rows: list[dict[str, int]] = []
    states: list[int] = []
    after: list[dict[int, int]] = [{} for _ in rules]
    for old, state in state_of.items():
        row: dict[str, int] = {}
        for symbol, (action, where) in sorted(table.states[old].items()):
            if action is not Shift:
                row[str(symbol)] = ~number_of[where]
            elif symbol in rules_of:
                for number in rules_of[symbol]:
                    after[number][state] = state_of[where]
            else:
                row[str(symbol)] = state_of[where]
        if row not in rows:
            rows.append(row)
        states.append(rows.index(row))
    return {
        "grammar": sign_of(grammar),
        "first": state_of[first],
        "last": state_of[last],
        "states": states,
        "rows": rows,
        "rules": [_rule(rule, after[number]) for rule, number in number_of.items()],
    }


def _numbered(states: dict[int, dict[str, Any]], first: int) -> dict[int, int]:
    """Return the number of each state that can be reached, 0 for the first.

    Lark's numbers depend on the hashes of strings, which change; this order, by the
    names of the symbols that lead to a state, is the same in every process and version.
    """
    from lark.parsers.lalr_analysis import Shift

    number_of = {first: 0}
    todo = [first]
    for state in todo:
        for _, (action, where) in sorted(states[state].items()):
            if action is Shift and where not in number_of:
                number_of[where] = len(number_of)
                todo.append(where)
    return number_of


def _spelling(rule: Any) -> list[str]:
    """Return the names of the symbols of a rule."""
    return [part.name for part in rule.expansion]


def _rule(rule: Any, after: dict[int, int]) -> dict[str, Any]:
    """Return a rule as plain data."""
    if rule.options.expand1 or rule.options.keep_all_tokens or rule.alias:
        raise ValueError(f"{rule.origin.name}: ?rule, !rule and -> are not followed")
    return {
        "name": str(rule.origin.name),
        "size": len(rule.expansion),
        "kept": [
            [at, not part.is_term and part.name.startswith("_")]
            for at, part in enumerate(rule.expansion)
            if not (part.is_term and part.filter_out)
        ],
        "after": [list(after), list(after.values())],
    }


def written(table: dict[str, Any]) -> str:
    """Return a table as it is written to its file: one row, one rule a line."""
    lines = []
    for key, value in table.items():
        if key in ("rows", "rules"):
            inner = ",\n".join(map(_compact, value))
            lines.append(f'"{key}": [\n{inner}\n]')
        else:
            lines.append(f'"{key}": {_compact(value)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
