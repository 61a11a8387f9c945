"""The parts of a corpus: folders of Parquet files, each there whole or not at all.

In: tables of some documents. Out: a folder `parts/000012.0` with a file a table. A part
is written under another name and renamed, and is never altered: what changes or leaves
it is a new generation, `000012.1`, and the highest counts. So a process that is killed
at any moment leaves parts that are whole, and at worst a folder that the next build
clears away.
"""

from __future__ import annotations

import datetime
import os
import re
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cnpolicy.corpus.schema import KEY, flat_schemas
from cnpolicy.export.spreadsheets.arrow import load_arrow

if TYPE_CHECKING:
    import pyarrow

PARTS = "parts"
"""The folder of the parts."""

_NAME = re.compile(r"(\d{6,})\.(\d+)")


def inputs_schema() -> pyarrow.Schema:
    """Return the schema of `inputs`: what each part was made from."""
    arrow = load_arrow()
    return arrow.schema(
        [
            ("input", arrow.string()),  # the key of the input
            ("size", arrow.int64()),  # bytes
            ("time", arrow.int64()),  # last change, ns since 1970
            ("sha256", arrow.string()),
            ("table", arrow.string()),  # the table it is a row of
            ("made_by", arrow.string()),  # library and settings
            ("removed", arrow.timestamp("s", "UTC")),  # when it was found to be gone
        ]
    )


def signatures_schema() -> pyarrow.Schema:
    """Return the schema of `signatures`: what near duplicates are found by."""
    arrow = load_arrow()
    return arrow.schema(
        [
            (KEY, arrow.string()),
            ("bands", arrow.list_(arrow.int64())),
            ("signature", arrow.list_(arrow.uint32())),
        ]
    )


def part_schemas() -> dict[str, pyarrow.Schema]:
    """Return the schemas of all files of a part by name."""
    arrow = load_arrow()
    schemas = flat_schemas()
    removed = inputs_schema().field("removed")
    schemas["documents"] = arrow.schema([*schemas["documents"], removed])
    schemas["inputs"] = inputs_schema()
    schemas["signatures"] = signatures_schema()
    return schemas


def part_folders(out: Path) -> list[Path]:
    """Return the folders of the parts that count, in order."""
    newest: dict[int, tuple[int, Path]] = {}
    folder = out / PARTS
    for path in folder.iterdir() if folder.is_dir() else ():
        if match := _NAME.fullmatch(path.name):
            number, generation = int(match[1]), int(match[2])
            if generation >= newest.get(number, (-1, path))[0]:
                newest[number] = generation, path
    return [newest[number][1] for number in sorted(newest)]


def clear(out: Path) -> None:
    """Delete what killed builds left: parts half written, generations that are past."""
    kept = set(part_folders(out))
    folder = out / PARTS
    for path in folder.iterdir() if folder.is_dir() else ():
        if path not in kept:
            shutil.rmtree(path, ignore_errors=True)
    for path in out.glob("*.parquet.*"):
        path.unlink(missing_ok=True)


def refused_inputs(out: Path) -> set[str]:
    """Return the inputs of which a document could not be read."""
    import pyarrow.compute as compute

    found: set[str] = set()
    for part in part_folders(out):
        table = read_table(part / "documents.parquet")
        held = table.filter(compute.is_valid(table.column("error")))
        found.update(held.column("input").to_pylist())
    return found


def next_number(out: Path) -> int:
    """Return the number of the next part."""
    return max((number_of(path) for path in part_folders(out)), default=0) + 1


def number_of(part: Path) -> int:
    """Return the number of a part."""
    return int(part.name.split(".")[0])


def read_table(path: Path) -> pyarrow.Table:
    """Return a Parquet file as a table.

    `pyarrow.parquet.read_table` would import pandas where that is installed, which
    takes longer than to read the file.
    """
    import pyarrow.parquet as parquet

    with parquet.ParquetFile(path) as file:
        return file.read()


def write_tables(folder: Path, tables: dict[str, pyarrow.Table]) -> None:
    """Write the files of a part into a folder that is no part yet."""
    import pyarrow.parquet as parquet

    folder.mkdir(parents=True)
    for name, table in tables.items():
        parquet.write_table(table, folder / f"{name}.parquet", compression="zstd")


def pending(out: Path, number: int, process: int | None = None) -> Path:
    """Return where a process, this one by default, writes a part before it counts."""
    return out / PARTS / f"new-{number:06d}-{process or os.getpid()}"


def commit(written: Path, number: int, generation: int = 0) -> Path:
    """Make what was written a part: from now on it counts."""
    return written.rename(written.with_name(f"{number:06d}.{generation}"))


def rewrite(
    part: Path,
    dropped: Collection[str],
    removed: Collection[str],
    when: datetime.datetime,
) -> Path | None:
    """Take inputs out of a part; return its new generation, None if nothing is left.

    Of `dropped` inputs nothing stays; of `removed` ones `inputs` and `documents` keep
    their rows, marked with the time. The old generation is deleted.
    """
    tables = {path.stem: read_table(path) for path in sorted(part.glob("*.parquet"))}
    documents = _without(tables["documents"], "input", dropped)
    gone = _within(documents, "input", removed).column("id").to_pylist()
    kept = documents.column("id").to_pylist()
    left = set(kept) - set(gone)
    tables["documents"] = _marked(documents, removed, when)
    inputs = _without(tables["inputs"], "input", dropped)
    tables["inputs"] = _marked(inputs, removed, when)
    for name, table in tables.items():
        if name not in ("documents", "inputs"):
            tables[name] = _within(table, KEY, left)
    new = None
    if inputs.num_rows:
        number, generation = (int(word) for word in part.name.split("."))
        written = pending(part.parent.parent, number)
        write_tables(written, tables)
        new = commit(written, number, generation + 1)
    shutil.rmtree(part, ignore_errors=True)
    return new


def _is_in(table: Any, column: str, values: Iterable[str]) -> Any:
    """Tell for each row whether its value is one of some."""
    import pyarrow.compute as compute

    arrow = load_arrow()
    wanted = arrow.array(sorted(values), arrow.string())
    return compute.is_in(table.column(column), value_set=wanted)


def _within(table: Any, column: str, values: Iterable[str]) -> Any:
    """Return the rows with one of some values."""
    return table.filter(_is_in(table, column, values))


def _without(table: Any, column: str, values: Iterable[str]) -> Any:
    """Return the rows with none of some values."""
    import pyarrow.compute as compute

    return table.filter(compute.invert(_is_in(table, column, values)))


def _marked(table: Any, removed: Collection[str], when: datetime.datetime) -> Any:
    """Set the time of removal of some inputs."""
    import pyarrow.compute as compute

    at = table.schema.get_field_index("removed")
    field = table.schema.field(at)
    stamp = load_arrow().scalar(when, field.type)
    gone = _is_in(table, "input", removed)
    values = compute.if_else(gone, stamp, table.column(at))
    return table.set_column(at, field, values)
