"""What the rows of a table are for.

Defines the kinds of rows.
"""

from enum import Enum


class RowKind(Enum):
    """What a row of a table is for."""

    DATA = "data"
    """It says something about one thing."""

    HEADER = "header"
    """It names the columns; on a page further down it may come again."""

    TITLE = "title"
    """It names the table, in a cell over all columns above the header."""

    GROUP = "group"
    """It names the rows below it: `一、知识产权保护方面（共5项）`."""
