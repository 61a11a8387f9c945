"""What a corpus knows of its inputs.

In: the folder of a corpus. Out: `Manifest`: for each input its size, time and hash when
it was read, and the part that holds it. The parts say all of it themselves
(`inputs.parquet`); `manifest.parquet` is the same in one file, so that a build with
nothing to do opens one file and not hundreds. What it lacks, because a build was
killed, is read from the parts.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from cnpolicy.corpus.building.parts import (
    PARTS,
    inputs_schema,
    part_folders,
    read_table,
)
from cnpolicy.corpus.inputs import Input
from cnpolicy.export.spreadsheets.arrow import load_arrow

MANIFEST = "manifest.parquet"
"""The name of the file."""


class Known(NamedTuple):
    """What is known of an input."""

    size: int
    """Its bytes."""

    time: int
    """When it was last changed, in ns since 1970."""

    sha256: str | None
    """The hash of its bytes; None if they could not be read."""

    table: str | None
    """The table it is a row of."""

    made_by: str
    """Library and settings that read it."""

    removed: Any
    """When it was found to be gone; None if it is there."""

    part: str
    """The name of the part that holds it."""


class Manifest:
    """The inputs of a corpus by their keys."""

    def __init__(self, out: Path) -> None:
        """Read what is known of the corpus in `out`; nothing if there is none."""
        self.out = out
        self.inputs: dict[str, Known] = {}
        """The inputs, those that are gone included."""
        self.tables: dict[str, list[int]] = {}
        """Size and time of the tables that were read to their end."""
        there = {path.name for path in part_folders(out)}
        listed = self._read_file(there)
        for name in sorted(there - listed):
            self.add(name)
        self.saved = listed == there

    def _read_file(self, there: set[str]) -> set[str]:
        """Read the file, without inputs of parts that are gone; return its parts."""
        path = self.out / MANIFEST
        if not path.is_file():
            return set()
        table = read_table(path)
        meta = json.loads(table.schema.metadata[b"cnpolicy"])
        self.tables = meta["tables"]
        self._hold(table, table.column("part").to_pylist(), there)
        return set(meta["parts"])

    def add(self, part: str) -> None:
        """Add the inputs of a part."""
        table = read_table(self.out / PARTS / part / "inputs.parquet")
        self._hold(table, [part] * table.num_rows, {part})

    def _hold(self, table: Any, parts: list[str], wanted: set[str]) -> None:
        """Keep the rows of a table whose parts are wanted."""
        columns = [table.column(name).to_pylist() for name in inputs_schema().names]
        for key, *rest in zip(*columns, parts, strict=True):
            if rest[-1] in wanted:
                self.inputs[key] = Known(*rest)

    def drop(self, part: str) -> None:
        """Forget the inputs of a part."""
        gone = [key for key, one in self.inputs.items() if one.part == part]
        for key in gone:
            del self.inputs[key]

    def touch(self, found: Iterable[Input]) -> None:
        """Note new times of files whose bytes are what they were."""
        for one in found:
            known = self.inputs[one.key]
            self.inputs[one.key] = known._replace(size=one.size, time=one.time)
            self.saved = False

    def save(self) -> None:
        """Write the file, in one step."""
        import pyarrow.parquet as parquet

        arrow = load_arrow()
        parts = sorted(path.name for path in part_folders(self.out))
        meta = {"parts": parts, "tables": self.tables}
        schema = inputs_schema().append(arrow.field("part", arrow.string()))
        rows = [(key, *known) for key, known in self.inputs.items()]
        columns = zip(*rows, strict=True) if rows else [[] for _ in schema]
        arrays = [
            arrow.array(list(column), field.type)
            for column, field in zip(columns, schema, strict=True)
        ]
        schema = schema.with_metadata({"cnpolicy": json.dumps(meta)})
        table = arrow.Table.from_arrays(arrays, schema=schema)
        path = self.out / MANIFEST
        written = path.with_name(f"{path.name}.{os.getpid()}")
        parquet.write_table(table, written, compression="zstd")
        written.replace(path)
        self.saved = True
