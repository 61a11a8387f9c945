"""The 任务分工表 of a corpus: what a body has to do, what is due in a year.

In: a store, and which tasks are asked for. Out: a `Sheet` with the columns of the task
table of several documents, which the writers of XLSX and CSV take as they take any.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cnpolicy.errors import CnpolicyError
from cnpolicy.export.spreadsheets.cell_text import clean
from cnpolicy.export.tables.portfolio import BEFORE, BEHIND
from cnpolicy.export.tables.sheet import Cell, Day, Sheet
from cnpolicy.export.tables.sheets import TASK_COLUMNS, TASK_TABLE

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

_QUERY = """
select d.document, d.document_number, d.document_issuers, d.document_file, t.*
from tasks t join unique_documents d on d.id = t.document_id
where ($body is null or (t.document_id, t.task) in (
        select (document_id, task) from task_bodies
        where $body in (name, normalized)))
    and ($due is null
        or starts_with(strftime(coalesce(t.due, t.inferred_due), '%Y-%m-%d'), $due))
order by d.document_date, d.id, t.task
"""


def task_table(
    store: DuckDBPyConnection, *, body: str | None = None, due: str | None = None
) -> Sheet:
    """Return the tasks of a corpus as a sheet, documents by their dates, no copies.

    With `body` those that name it, as written or by its full name; with `due` those
    whose last day is in that year (`2026`), month (`2026-06`) or on that day.

    Raises `CnpolicyError` for another `due`.
    """
    if due is not None and not _DAY.fullmatch(due):
        raise CnpolicyError(f"{due}: no year, month or day: 2026, 2026-06, 2026-06-30")
    found = store.execute(_QUERY, {"body": body, "due": due})
    keys = [one[0] for one in found.description or ()]
    rows = [
        _row(number, dict(zip(keys, values, strict=True)))
        for number, values in enumerate(found.fetchall(), 1)
    ]
    number, *own = TASK_COLUMNS
    asked = "、".join(word for word in (body, due) if word)
    title = f"{TASK_TABLE}（{asked}）" if asked else TASK_TABLE
    columns = (number, *BEFORE, *own, *BEHIND)
    return Sheet(TASK_TABLE, title, columns, tuple(rows))


def _row(number: int, task: dict[str, Any]) -> tuple[Cell, ...]:
    """Return the cells of a task."""
    headings = task["path"].split(" > ") if task["path"] else []
    title = task["title"]
    if title and not (headings and headings[-1].endswith(title)):
        headings.append(title)
    support = [task["support"], *_marked(task["guide"], "指导")]
    words = (
        task["document"] or "",
        task["document_number"] or "",
        "\n".join(headings),
        task["text"],
        *_open(
            _joined([task["lead"], *_marked(task["inferred_lead"], "推定")]),
            task["responsible"],
            _joined(support),
            left_open=bool(task["open_list"]),
        ),
        task["persons"],
        task["deadline"] or "",
    )
    day: Day | None = None
    if task["due"] or task["inferred_due"]:
        day = Day(task["due"] or task["inferred_due"], inferred=not task["due"])
    behind = (task["targets"], task["document_issuers"], task["document_file"])
    return (number, *map(clean, words), day, *(clean(word or "") for word in behind))


def _joined(words: list[str]) -> str:
    return "、".join(word for word in words if word)


def _marked(names: str | None, mark: str) -> list[str]:
    """Mark each of some names: 省发展改革委（指导）."""
    return [f"{name}（{mark}）" for name in names.split("、")] if names else []


def _open(*cells: str, left_open: bool) -> list[str]:
    """Close the last list that names anybody with 等 if the clause leaves it open."""
    held = list(cells)
    for at in range(len(held) - 1, -1, -1):
        if left_open and held[at]:
            held[at] += "等"
            break
    return held
