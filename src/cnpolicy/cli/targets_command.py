"""`cnpolicy targets`: the quantities of a document.

In: a document. Out: one row for each figure with its unit.
"""

from __future__ import annotations

from collections.abc import Iterator

from cnpolicy.annotation.targets.targets import targets
from cnpolicy.cli.command import Job, table_command
from cnpolicy.cli.console import Column, Row

_COLUMNS = (
    Column("name", "指标"),
    Column("comparator", "关系"),
    Column("quantity", "数值", right=True),
    Column("change", "增减"),
    Column("baseline", "基数"),
    Column("year", "年份"),
    Column("kind", "类别"),
    Column("attribute", "属性"),
    Column("line", "行", right=True),
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
