"""What there is to do: inputs compared with what is known of them.

In: the inputs of a build and the manifest. Out: `Survey`: what is new, changed, only
touched, gone. A file with the size and time of the last build is taken to be the same;
one that differs in either is hashed. Rows of a table that has changed are compared by
the hashes of their texts.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from attrs import Factory, define

from cnpolicy.corpus.building.manifest import Known, Manifest
from cnpolicy.corpus.building.parts import PARTS
from cnpolicy.corpus.inputs import (
    Input,
    TextColumns,
    absolute,
    files_of,
    hashed,
    is_table,
    rows_of_table,
)


@define
class Survey:
    """What there is to do."""

    new: dict[str, Input] = Factory(dict)
    """What is to be read, by key, without the texts of rows: those never read, and the
    changed ones."""

    changed: set[str] = Factory(set)
    """Keys of inputs that are known and are to be read again."""

    touched: list[Input] = Factory(list)
    """Files with another time and the same bytes."""

    gone: set[str] = Factory(set)
    """Keys of inputs that were there and are no longer."""

    same: int = 0
    """How many are as they were."""

    tables: dict[str, Input] = Factory(dict)
    """The tables that were looked through, by path."""

    @property
    def bytes(self) -> int:
        """The size of what is to be read."""
        return sum(one.size for one in self.new.values())


def survey(
    paths: Sequence[str | os.PathLike[str]],
    manifest: Manifest,
    columns: TextColumns,
    made_by: str,
    again: Collection[str] = (),
) -> Survey:
    """Compare the inputs at some paths with what is known.

    Those in `again` are read again in any case.

    What lies at or below one of the paths and is not there is gone; of other inputs
    of the corpus nothing is said. Raises `CnpolicyError` for a path where nothing is.
    """
    found = Survey()
    seen: set[str] = set()
    whole_tables: set[str] = set()
    for file in files_of(paths, manifest.out):
        if not is_table(file.key):
            seen.add(file.key)
            old = file.key in again
            _file(file, manifest.inputs.get(file.key), "" if old else made_by, found)
        elif manifest.tables.get(file.key) == _state(file, made_by, columns) and (
            not again
        ):
            whole_tables.add(file.key)
        else:
            found.tables[file.key] = file
            for row in rows_of_table(file, columns):
                seen.add(row.key)
                old = row.key in again
                _row(row, manifest.inputs.get(row.key), "" if old else made_by, found)
    roots = [absolute(path) for path in paths]
    for key, known in manifest.inputs.items():
        if known.table in whole_tables:
            found.same += known.removed is None
        elif key not in seen and known.removed is None and _below(key, known, roots):
            found.gone.add(key)
    return found


def _state(table: Input, made_by: str, columns: TextColumns) -> list[object]:
    """Return what tells that a table is as it was, and was read as it is now."""
    return [table.size, table.time, made_by, *columns]


def finished(found: Survey, made_by: str, columns: TextColumns) -> dict[str, object]:
    """Return the states of the tables that were looked through, by path."""
    return {
        path: _state(table, made_by, columns) for path, table in found.tables.items()
    }


def _file(file: Input, known: Known | None, made_by: str, found: Survey) -> None:
    """Say what a file is to the corpus."""
    if known is None:
        found.new[file.key] = file
        return
    if known.removed is None and known.made_by == made_by:
        # One that could not be opened may be allowed now, without a sign of it.
        same = known.sha256 is not None
        if same and (known.size, known.time) == (file.size, file.time):
            found.same += 1
            return
        now = hashed(file)
        if now.sha256 is not None and now.sha256 == known.sha256:
            found.same += 1
            found.touched.append(now)
            return
    found.new[file.key] = file
    found.changed.add(file.key)


def _row(row: Input, known: Known | None, made_by: str, found: Survey) -> None:
    """Say what a row of a table is to the corpus."""
    if known is not None:
        same = known.removed is None and known.made_by == made_by
        if same and known.sha256 == row.sha256:
            found.same += 1
            return
        found.changed.add(row.key)
    found.new[row.key] = row._replace(text=None)


def _below(key: str, known: Known, roots: Iterable[str]) -> bool:
    """Tell whether an input is at one of some paths or in a folder there."""
    place = known.table or key
    return any(
        place == root or place.startswith(root.rstrip(os.sep) + os.sep)
        for root in roots
    )


def to_read(found: Survey, columns: TextColumns) -> Iterator[Input]:
    """Yield what is to be read, rows of tables with their texts."""
    for one in found.new.values():
        if one.table is None:
            yield one
    for table in found.tables.values():
        for row in rows_of_table(table, columns):
            if row.key in found.new:
                yield row


def parts_of(keys: Iterable[str], manifest: Manifest) -> dict[Path, set[str]]:
    """Return the parts that hold some inputs, each with those of them."""
    held: dict[Path, set[str]] = {}
    for key in keys:
        part = manifest.out / PARTS / manifest.inputs[key].part
        held.setdefault(part, set()).add(key)
    return held
