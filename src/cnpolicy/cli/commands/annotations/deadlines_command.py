"""`cnpolicy deadlines`: by when, since when, how often.

In: a document. Out: one row for each time that binds something.
"""

from __future__ import annotations

from collections.abc import Iterator

from cnpolicy.annotation.deadlines.deadlines import deadlines
from cnpolicy.cli.command import table_command
from cnpolicy.cli.console import Column, Row
from cnpolicy.cli.reading import Job

_COLUMNS = (
    Column("words", "deadline", head=True),
    Column("kind", "deadline-kind", coded=True),
    Column("start", "from-day"),
    Column("date", "day"),
    Column("inferred_date"),
    Column("unknown"),
    Column("what"),
    Column("line", right=True),
)


@table_command("deadlines", _COLUMNS)
def show(job: Job) -> Iterator[Row]:
    """Print every deadline: in which words, which day that is, what it binds."""
    for item in deadlines(job.document):
        yield {
            "words": item.words,
            "kind": item.kind.value,
            "start": item.start.isoformat() if item.start else None,
            "date": item.date.isoformat() if item.date else None,
            "inferred_date": item.inferred.isoformat() if item.inferred else None,
            "unknown": item.unknown,
            "what": _first_words(item.scope.of(job.text)),
            **job.place(item.span.start),
            "span": item.span,
            "scope": item.scope,
        }


_SHOWN = 40


def _first_words(text: str) -> str:
    """Return the first words of what a deadline binds."""
    words = "".join(text.split())
    return words[:_SHOWN] + "…" * (len(words) > _SHOWN)
