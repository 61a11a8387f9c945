"""Rows of data in batches, for tests that do little with each of many rows.

In: rows with an `id`. Out: parameters of some rows each, and a context that names the
row in which a test failed. A test costs some milliseconds beside what it does, above
all under pytest-xdist: of 355 rows in ten tests that was a tenth of the whole run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

import pytest

BATCH = 16
"""Rows of one test."""


class Named(Protocol):
    """A row of data."""

    @property
    def id(self) -> str:
        """Its name."""


def batched(rows: Sequence[Named]) -> pytest.MarkDecorator:
    """Return the mark that gives a test its argument `rows`, some at a time."""
    starts = range(0, len(rows), BATCH)
    batches: list[Any] = [rows[at : at + BATCH] for at in starts]
    return pytest.mark.parametrize(
        "rows", batches, ids=[f"{batch[0].id}-and-on" for batch in batches]
    )


@contextmanager
def about(row: Named) -> Iterator[None]:
    """Name the row in the report of a test that fails here."""
    try:
        yield
    except BaseException as error:
        error.add_note(f"in the row {row.id}")
        raise
