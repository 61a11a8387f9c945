"""Tokens of a responsibility clause: what the lexer gives and the grammar reads.

Defines the classes that `clause_lexer`, `clause_grammar` and `clause_finder` share.
"""

from typing import Any

from cnpolicy.model.responsibilities import Role

VERBS = frozenset(("LEADS", "DOES", "HELPS", "GUIDES"))
"""The terminals of verbs."""


Body = tuple[int, int, Role | None]
"""A name: where it begins and ends, and the role in brackets behind it: （牵头）."""


class ClauseToken:
    """A word of a clause: a terminal of the grammar, and what it stands for."""

    __slots__ = ("start_pos", "type", "value")

    def __init__(self, kind: str, value: Any, start: int) -> None:
        """Make a token of a terminal of the grammar."""
        self.type = kind
        self.value = value
        self.start_pos = start
