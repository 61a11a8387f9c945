"""What files of every format give, measured on a hundred made plans.

Usage: python benchmarks/files.py [PLANS] [FOLDER]

Prints a table for `docs/accuracy.md`: of the headings, the clauses and the rows of task
tables, how many come out as they were put in (F1). The files are kept in FOLDER if one
is named. PDF needs LibreOffice. A workbook holds the task table and nothing else.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from file_makers import text_of, to_docx, to_html, to_ofd, to_pdfs, to_xlsx
from made_plans import Clause, Plan, made_plan

import cnpolicy
from cnpolicy import Document, Responsibility

Item = tuple[object, ...]
KINDS = ("headings", "clauses", "table rows")


def said(plan: Plan) -> dict[str, list[Item]]:
    """Return what a plan holds, as items to compare."""
    return {
        "headings": [*plan.outline],
        "clauses": [_clause(clause) for clause in plan.clauses],
        "table rows": [
            (str(row.number), row.words, *_clause(row.clause)) for row in plan.rows
        ],
    }


def _clause(clause: Clause) -> Item:
    """Return a clause as an item."""
    return clause.lead, clause.support, clause.deadline


def found(document: Document) -> dict[str, list[Item]]:
    """Return what was read, as items to compare."""
    rows: list[Item] = []
    tabled: set[object] = set()
    for task in cnpolicy.tasks(document):
        table = [s for s in _tables(document) if s.contains(task.span)]
        if table and task.number:
            tabled.add(task.clause)
            rows.append(
                (
                    task.number[-1],
                    "".join((task.text or "").split()),
                    "".join(body.name for body in task.lead),
                    tuple(body.name for body in task.support),
                    task.deadline or "",
                )
            )
    return {
        "headings": [
            (item.marker.text if item.marker else "", item.title or "")
            for item in cnpolicy.outline(document)
        ],
        "clauses": [
            _read(clause)
            for clause in document.responsibilities
            if clause.clause not in tabled
        ],
        "table rows": rows,
    }


def _tables(document: Document) -> list[cnpolicy.Span]:
    """Return where the tables of a document stand."""
    return [
        node.span
        for node in cnpolicy.walk(document)
        if isinstance(node, cnpolicy.Table)
    ]


def _read(clause: Responsibility) -> Item:
    """Return a clause that was read as an item."""
    return (
        "".join(body.name for body in clause.lead),
        tuple(body.name for body in clause.support),
        (clause.deadline or "").removesuffix("完成"),
    )


def f1(right: Counter[Item], read: Counter[Item]) -> float:
    """Return the harmonic mean of precision and recall."""
    every = right.total() + read.total()
    return 1.0 if not every else 2 * (right & read).total() / every


def main() -> None:
    """Make the files, read them, and print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(sys.argv[2] if len(sys.argv) > 2 else scratch)
        folder.mkdir(exist_ok=True)
        plans = [made_plan(number * 99 // max(1, count - 1)) for number in range(count)]
        files: dict[str, list[Path]] = {}
        for name, make in (
            ("txt", lambda plan: text_of(plan).encode()),
            ("docx", to_docx),
            ("html", to_html),
            ("ofd", to_ofd),
            ("xlsx", to_xlsx),
        ):
            files[name] = []
            for at, plan in enumerate(plans):
                path = folder / f"plan{at:03}.{name}"
                path.write_bytes(make(plan))
                files[name].append(path)
        files["pdf"] = to_pdfs(files["docx"], folder)
        print("| file | " + " | ".join(KINDS) + " | seconds |")
        print("| --- |" + " ---: |" * (len(KINDS) + 1))
        for name, paths in files.items():
            if paths:
                _measure(name, plans, paths)


def _measure(name: str, plans: Sequence[Plan], paths: Sequence[Path]) -> None:
    """Print the row of one format; with -v what it missed and what it made up."""
    kinds = KINDS if name != "xlsx" else KINDS[-1:]
    right: dict[str, Counter[Item]] = {kind: Counter() for kind in kinds}
    read: dict[str, Counter[Item]] = {kind: Counter() for kind in kinds}
    begun = time.perf_counter()
    for at, (plan, path) in enumerate(zip(plans, paths, strict=True)):
        put, got = said(plan), found(cnpolicy.parse_file(path))
        for kind in kinds:
            right[kind].update((at, *item) for item in put[kind])
            read[kind].update((at, *item) for item in got[kind])
    seconds = time.perf_counter() - begun
    shares = (
        f"{f1(right[kind], read[kind]):.4f}" if kind in kinds else "" for kind in KINDS
    )
    print(f"| {name} | {' | '.join(shares)} | {seconds:.1f} |")
    if "-v" not in sys.argv:
        return
    for kind in kinds:
        for sign, odd in (
            ("-", right[kind] - read[kind]),
            ("+", read[kind] - right[kind]),
        ):
            for item in list(odd)[:6]:
                print(sign, kind, item)


if __name__ == "__main__":
    main()
