"""`cnpolicy targets`: the quantities of a document.

In: a document. Out: one row for each figure with its unit.
"""

from __future__ import annotations

from collections.abc import Iterator

from cnpolicy.annotation.targets.targets import targets
from cnpolicy.cli.command import table_command
from cnpolicy.cli.console import Column, Row
from cnpolicy.cli.reading import Job

_COLUMNS = (
    Column("name", "indicator", head=True),
    Column("comparator"),
    Column("quantity", right=True, head=True),
    Column("change", coded=True),
    Column("baseline"),
    Column("year", right=True),
    Column("kind", coded=True),
    Column("attribute"),
    Column("line", right=True),
)


@table_command("targets", _COLUMNS)
def show(job: Job) -> Iterator[Row]:
    """Print every quantity: what it measures, how much, by when."""
    for item in targets(job.document):
        yield {
            "name": item.name,
            "comparator": item.comparator.value,
            "quantity": "".join(item.quantity.of(job.text).split()),
            "low": str(item.low),
            "high": str(item.high),
            "unit": item.unit,
            "change": item.change.value if item.change else None,
            "baseline": item.baseline.words if item.baseline else None,
            "year": item.year,
            "inferred_year": item.inferred_year,
            "period": item.period,
            "per": item.per,
            "whole": item.whole,
            "kind": item.kind.value,
            "attribute": item.attribute,
            **job.place(item.quantity.start),
            "span": item.quantity,
        }
