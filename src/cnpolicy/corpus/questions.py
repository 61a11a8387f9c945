"""The questions that analysts ask, ready to be asked.

In: the files `questions/*.sql`. Out: `Question`s: their words in English and Chinese,
their parameters with a value to begin with, their SQL. Each file opens with these, so
that it can be read, copied and changed by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from attrs import frozen

from cnpolicy.errors import CnpolicyError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

_NOTE = re.compile(r"-- (en|zh): (.+)")
_PARAMETER = re.compile(r"-- \$(\w+) = (.+)")


@frozen
class Question:
    """A question: `busiest-bodies`, 哪些单位牵头、负责、配合的任务最多？"""

    name: str
    """Its name: that of its file."""

    english: str
    """Its words in English."""

    chinese: str
    """Its words in Chinese."""

    parameters: Mapping[str, str]
    """Its parameters, each with the value it has where none is given."""

    sql: str
    """The whole file, which is SQL with comments."""

    def ask(
        self, store: DuckDBPyConnection, **given: str
    ) -> DuckDBPyRelation | DuckDBPyConnection:
        """Ask it; return the answer as DuckDB does.

        Raises `CnpolicyError` for a parameter that it does not have.
        """
        for name in given:
            if name not in self.parameters:
                raise CnpolicyError(f"{self.name}: it has no parameter {name!r}")
        return store.execute(self.sql, {**self.parameters, **given})


@cache
def questions() -> Mapping[str, Question]:
    """Return the questions by name, in the order of the documentation."""
    folder = files(__package__).joinpath("questions")
    found = sorted(
        (path.name, path.read_text(encoding="utf-8"))
        for path in folder.iterdir()
        if path.name.endswith(".sql")
    )
    made = [_question(name, sql) for name, sql in found]
    return {one.name: one for one in made}


def _question(file: str, sql: str) -> Question:
    """Read one file: `03-who-leads-with-whom.sql`."""
    name = file.removesuffix(".sql").partition("-")[2]
    words = dict(_NOTE.findall(sql))
    return Question(name, words["en"], words["zh"], dict(_PARAMETER.findall(sql)), sql)
