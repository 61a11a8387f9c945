"""pandas: a column of texts to tables of what they state (extra `pandas`).

In: a `Series` of texts. Out: data frames, a row a result, whose index says of which
text it is. Importing this module gives every series `.cnpolicy`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from cnpolicy.analysis.chunks import By, chunks
from cnpolicy.analysis.tasks import tasks
from cnpolicy.annotation.citations.citations import citations
from cnpolicy.annotation.deadlines.deadlines import deadlines
from cnpolicy.annotation.responsibilities.responsibilities import responsibilities
from cnpolicy.annotation.targets.targets import targets
from cnpolicy.checks.checker import check
from cnpolicy.export.records.records import record_columns, to_records
from cnpolicy.model.nodes import Document
from cnpolicy.model.results.outline import outline
from cnpolicy.model.results.result_tuple import Results
from cnpolicy.parser import parse

Find = Callable[[Document], Results[Any]]
"""A function of the library that finds something in a document."""


@pd.api.extensions.register_series_accessor("cnpolicy")
class PlanAccessor:
    """What the texts of a series state: `texts.cnpolicy.tasks()`.

    The columns are those of `docs/records.md`, figures as numbers; the index of a row
    is that of its text. A missing text has no rows.
    """

    def __init__(self, texts: pd.Series) -> None:
        """Raise `AttributeError` for a series that holds something else."""
        if not texts.dropna().map(lambda one: isinstance(one, str)).all():
            raise AttributeError("cnpolicy takes a series of texts")
        self._texts = texts

    def tasks(self) -> pd.DataFrame:
        """The measures, with who does them."""
        return self._frame(tasks)

    def targets(self) -> pd.DataFrame:
        """The figures to be reached."""
        return self._frame(targets)

    def deadlines(self) -> pd.DataFrame:
        """The deadlines."""
        return self._frame(deadlines)

    def responsibilities(self) -> pd.DataFrame:
        """The clauses that say who does what."""
        return self._frame(responsibilities)

    def citations(self) -> pd.DataFrame:
        """The documents that are cited."""
        return self._frame(citations)

    def outline(self) -> pd.DataFrame:
        """The headings."""
        return self._frame(outline)

    def check(self) -> pd.DataFrame:
        """What is wrong or doubtful."""
        return self._frame(check)

    def chunks(self, *, by: By = "section", max_size: int = 1200) -> pd.DataFrame:
        """Pieces for retrieval."""
        return self._frame(lambda plan: chunks(plan, by=by, max_size=max_size))

    def _frame(self, find: Find) -> pd.DataFrame:
        """Return what `find` finds in every text."""
        rows: list[dict[str, object]] = []
        labels: list[object] = []
        for label, text in self._texts.dropna().items():
            plan = parse(text)
            found = to_records(find(plan), document=plan, number=float)
            rows += found
            labels += [label] * len(found)
        if not rows:
            # Nothing was found: the columns are there all the same.
            kind = find(parse("")).kind
            columns = record_columns(kind, around=True) if kind is not None else ()
            return pd.DataFrame(columns=[column.key for column in columns])
        return pd.DataFrame(rows, index=_named(labels, self._texts.index))


def _named(labels: Iterable[object], like: pd.Index) -> pd.Index:
    """Return an index of labels with the names of another."""
    if isinstance(like, pd.MultiIndex):
        return pd.MultiIndex.from_tuples(list(labels), names=like.names)
    return pd.Index(list(labels), name=like.name)
