"""The tokens of a responsibility clause, as the lexer makes them and Lark reads them.

In: nothing. Out: `ClauseToken`, and `Body`, the place of one name.
"""

from typing import Any

Body = tuple[int, int, bool]
"""A name: where it begins and ends, and whether （牵头） stands behind it."""


class ClauseToken:
    """A token as Lark wants it, without the weight of `lark.Token`."""

    __slots__ = ("start_pos", "type", "value")

    # Lark asks for these when it reports an error; nobody sees them.
    line = column = end_line = end_column = end_pos = 0

    def __init__(self, kind: str, value: Any, start: int) -> None:
        """Make a token of a terminal of the grammar."""
        self.type = kind
        self.value = value
        self.start_pos = start
