"""Folders of documents for the tests of corpora, and what a corpus holds of them.

In: a folder. Out: files in it; the rows of a corpus as plain values, in an order that
does not depend on how it was built.
"""

import os
import sys
from pathlib import Path
from typing import Any

from cnpolicy.corpus.building.parts import part_schemas
from cnpolicy.corpus.store import open_store
from support.plan_texts import plan_text


def write_plans(folder: Path, count: int) -> list[Path]:
    """Write plans as text files; return their paths in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:03d}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(plan_text(number), encoding="utf-8")
    return paths


def rows_of(out: Path, *without: str) -> dict[str, list[Any]]:
    """Return the rows of every table of a corpus, sorted; but those named."""
    store = open_store(out)
    found = {}
    for name in [*part_schemas(), "duplicates_files"]:
        if name not in without:
            view = "documents_files" if name == "documents" else name
            rows = store.execute(f"from {view}").fetchall()
            found[name] = sorted(rows, key=repr)
    store.close()
    return found


def errors_of(out: Path) -> dict[str, str]:
    """Return the errors of a corpus by the names of the files."""
    rows = open_store(out).execute("select id, error from refused_documents")
    return {Path(name).name: error for name, error in rows.fetchall()}


def build_command(inputs: Path, out: Path, part: int) -> list[str]:
    """Return a command that builds a corpus in small parts."""
    code = (
        "import cnpolicy.corpus.building.build_corpus as b;"
        f"b._PART_INPUTS = {part};"
        f"b.build({os.fspath(inputs)!r}, {os.fspath(out)!r}, jobs=2)"
    )
    return [sys.executable, "-c", code]
