"""`cnpolicy organizations`: the bodies that clauses name.

In: a document. Out: one row for each body and role in a clause, with its full name.
"""

from __future__ import annotations

from collections.abc import Iterator

import click

from cnpolicy.annotation.organizations.organizations import organizations
from cnpolicy.cli.command import table_command
from cnpolicy.cli.console import Column, Row
from cnpolicy.cli.language import both
from cnpolicy.cli.reading import Job
from cnpolicy.errors import ReadError

_COLUMNS = (
    Column("name", "body", head=True),
    Column("normalized", "full-name", head=True),
    Column("role", coded=True),
    Column("inferred", coded=True, show=lambda row: "inferred" * row["inferred"]),
    Column("group", coded=True, show=lambda row: "group" * row["group"]),
    Column("region"),
    Column("successor"),
    Column("line", right=True),
)


@table_command("organizations", _COLUMNS, click.option("--place", metavar="PLACE"))
def show(job: Job, place: str | None) -> Iterator[Row]:
    """Print every body that a clause names, with its full name."""
    try:
        found = organizations(job.document, place=place)
    except ValueError:
        raise ReadError(*both("usage.place", place)) from None
    for item in found:
        full = item.full_name
        yield {
            "name": item.name,
            "normalized": item.normalized,
            "role": item.role.value,
            "inferred": item.inferred,
            "group": item.group,
            "resolved": full.resolved,
            "region": full.place.full if full.place else None,
            "successor": full.successor,
            "until": full.until,
            **job.place(item.span.start),
            "span": item.span,
        }
