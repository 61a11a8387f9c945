"""Which documents are copies of others, exact or near.

In: the parts of a corpus. Out: `duplicates.parquet`, a row for each copy. Of texts with
the same hash the first is the original, by date, else by name. A near duplicate is a
text that shares a band of its signature with an earlier one and, by the whole
signatures, at least `NEAR` of its pieces; it belongs to the earliest of its group. The
work is done by DuckDB, which needs no more memory than it is given.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from cnpolicy.corpus.building.parts import part_folders
from cnpolicy.corpus.duplicates.signatures import likeness
from cnpolicy.export.spreadsheets.arrow import load_arrow

DUPLICATES = "duplicates.parquet"
"""The name of the file."""

NEAR = 0.8
"""The share of pieces from which on a text is a near duplicate."""

# A document, what it is a copy of, what nearly, and how alike they are.
_Row = tuple[str, str | None, str | None, float]

# Candidates that are held at once.
_ROWS = 2000

# Texts in order: the earliest is the original. A document without a date is taken to be
# late: what is dated is better known.
_ORDERED = """
create temp table ordered as
select id, text_hash,
    row_number() over (order by coalesce(date, date '9999-12-31'), id) as place
from read_parquet($documents)
where error is null and removed is null
"""

_EXACT = """
create temp table exact as
select id, original from (
    select id, first_value(id) over (partition by text_hash order by place) as original
    from ordered)
where id <> original
"""

# Of each band the earliest text is compared with every other: as many pairs as texts,
# not as many as there are pairs of copies.
_PAIRS = """
create temp table pairs as
with banded as (
    select o.id, o.place, unnest(s.bands) as band,
        generate_subscripts(s.bands, 1) as number
    from read_parquet($signatures) s join ordered o on o.id = s.document_id
    where o.id not in (select id from exact)),
firsts as (
    select id, place, first_value(id) over same as first,
        first_value(place) over same as first_place
    from banded window same as (partition by number, band order by place))
select distinct first, first_place, id, place from firsts where id <> first
"""

_CANDIDATES = """
select p.first, p.id, a.signature, b.signature
from pairs p
join read_parquet($signatures) a on a.document_id = p.first
join read_parquet($signatures) b on b.document_id = p.id
order by p.place, p.first_place
"""


def mark_duplicates(out: Path) -> None:
    """Find the copies among all documents and write them down, in one step."""
    import duckdb
    import pyarrow.parquet as parquet

    arrow = load_arrow()
    rows: dict[str, _Row] = {}
    parts = part_folders(out)
    if parts:
        connection = duckdb.connect(":memory:")
        # What does not fit into memory is put there, and not where the process stands.
        connection.execute("set temp_directory = $1", [str(out / ".spilled")])
        files = {
            name: [str(part / f"{name}.parquet") for part in parts]
            for name in ("documents", "signatures")
        }
        run: Any = connection.execute
        run(_ORDERED, {"documents": files["documents"]})
        run(_EXACT)
        for name, original in run("select id, original from exact").fetchall():
            rows[name] = (name, original, None, 1.0)
        run(_PAIRS, {"signatures": files["signatures"]})
        rows |= _near(run(_CANDIDATES, {"signatures": files["signatures"]}))
        connection.close()
    columns = zip(*rows.values(), strict=True) if rows else [[] for _ in range(4)]
    kinds = (arrow.string(), arrow.string(), arrow.string(), arrow.float64())
    keys = ("document_id", "duplicate_of", "near_duplicate_of", "similarity")
    table = arrow.table(
        {
            key: arrow.array(list(column), kind)
            for key, column, kind in zip(keys, columns, kinds, strict=True)
        }
    )
    path = out / DUPLICATES
    written = path.with_name(f"{path.name}.{os.getpid()}")
    parquet.write_table(table, written)
    written.replace(path)


def _near(found: Any) -> dict[str, _Row]:
    """Return the near duplicates with what they are copies of.

    The candidates come in the order of the texts, so that what an earlier one belongs
    to is known. A text belongs to the one it is most like.
    """
    best: dict[str, tuple[float, str]] = {}
    while batch := found.fetchmany(_ROWS):
        for first, name, one, other in batch:
            share = likeness(one, other)
            if share >= NEAR and share > best.get(name, (0.0, ""))[0]:
                best[name] = share, first
    rows: dict[str, _Row] = {}
    for name, (share, first) in best.items():
        while first in best:
            first = best[first][1]
        rows[name] = (name, None, first, share)
    return rows
