"""The formats that rows of findings are written in: one table, a row a format.

In: a `RowTable`, what a command found in all files. Out: the bytes of a file. Beside
`formats.py`, which has the formats of whole documents.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import Any, NamedTuple

from attrs import frozen

from cnpolicy.export.spreadsheets.cell_text import clean, safe
from cnpolicy.export.tables.sheet import Sheet, SheetColumn
from cnpolicy.lexical.lazy_regex import lazy

# What drives a terminal, or ends a line for some programs; JSON may escape it.
_UNSEEN = lazy("[\x7f-\x9f\u2028\u2029]")
_BAR = lazy(r"([\\|])")
_WIDEST = 60


@frozen
class RowTable:
    """Rows of several files with what stands above their columns."""

    title: str
    """What stands above the table."""

    keys: tuple[str, ...]
    """The names of the columns, the same in every language."""

    headings: tuple[str, ...]
    """What a person reads above them."""

    values: Sequence[tuple[str, ...]]
    """The cells of each row, in the words of JSON."""

    words: Sequence[tuple[str, ...]]
    """The same in the words of the reader: 规划目标 for planned."""

    rows: Sequence[Mapping[str, Any]]
    """Everything that is known of each row, more than the columns show."""


class RowFormat(NamedTuple):
    """One row of the table: `csv`, `.csv`."""

    name: str
    """Its name: what `--format` is given."""

    endings: tuple[str, ...]
    """The endings of its files with their dot, small letters, the usual one first."""

    make: Callable[[RowTable], bytes]
    """Makes the file."""

    english: str
    """What it is, for the help."""

    chinese: str
    """The same for a Chinese reader."""

    is_text: bool = True
    """Whether a terminal can show it."""


def as_json(value: object) -> str:
    """Return a value as JSON on one line, without what drives a terminal.

    >>> as_json({"a": "\\x9b31m"})
    '{"a": "\\\\u009b31m"}'
    """
    return escaped(json.dumps(value, ensure_ascii=False))


def escaped(text: str) -> str:
    """Return JSON with the control characters escaped that JSON itself lets stand."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _json_lines(table: RowTable) -> bytes:
    """Return an object a line."""
    return _bytes("".join(f"{as_json(row)}\n" for row in table.rows))


def _json(table: RowTable) -> bytes:
    """Return an array of objects, each on its line."""
    inner = ",\n".join(map(as_json, table.rows))
    return _bytes(f"[\n{inner}\n]\n" if inner else "[]\n")


def _csv(table: RowTable) -> bytes:
    """Return CSV that Excel opens by a double click."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(table.keys)
    writer.writerows([safe(cell) for cell in row] for row in table.values)
    return _bytes("\ufeff" + file.getvalue())


def _tabs(table: RowTable) -> bytes:
    """Return lines with tabs."""
    lines = ["\t".join(row) for row in (table.keys, *table.values)]
    return _bytes("".join(f"{line}\n" for line in lines))


def _markdown(table: RowTable) -> bytes:
    """Return a pipe table."""

    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(_BAR.sub(r"\\\1", cell) for cell in cells) + " |\n"

    rule = line(["---"] * len(table.headings))
    return _bytes(line(table.headings) + rule + "".join(map(line, table.words)))


def _workbook(table: RowTable) -> bytes:
    """Return a workbook with one sheet (extra `xlsx`)."""
    from cnpolicy.export.spreadsheets.xlsx import column_width, workbook_of

    cells = [tuple(map(_cell, row)) for row in table.words]
    columns = tuple(
        SheetColumn(heading, min(column_width([heading, *column]) + 4, _WIDEST))
        for heading, *column in zip(table.headings, *table.words, strict=True)
    )
    return workbook_of([Sheet(table.title[:31], table.title, columns, tuple(cells))])


def _cell(words: str) -> str | int:
    """Return a cell: a number as one, words as words."""
    if words.isascii() and words.isdigit() and len(words) < 16:
        return int(words)
    return clean(words)


def _bytes(text: str) -> bytes:
    """Return text in UTF-8; what that cannot hold is escaped."""
    return text.encode("utf-8", "backslashreplace")


ROW_FORMATS: tuple[RowFormat, ...] = (
    RowFormat(
        "jsonl",
        (".jsonl", ".ndjson"),
        _json_lines,
        "JSON, an object a line",
        "JSON，每行一个对象",
    ),
    RowFormat("json", (".json",), _json, "a JSON array", "JSON 数组"),
    RowFormat(
        "csv", (".csv",), _csv, "CSV that Excel opens", "CSV，可用 Excel 直接打开"
    ),
    RowFormat("tsv", (".tsv", ".tab"), _tabs, "lines with tabs", "以制表符分隔的行"),
    RowFormat("md", (".md", ".markdown"), _markdown, "a Markdown table", "Markdown 表"),
    RowFormat(
        "xlsx",
        (".xlsx",),
        _workbook,
        "a workbook (extra xlsx)",
        "工作簿（附加组件 xlsx）",
        False,
    ),
)
"""Every format, in the order of the help."""


def find_row_format(name: str) -> RowFormat | None:
    """Return the format of a name (`csv`) or of the ending of a file; None for none."""
    ending = PurePath(name).suffix.lower()
    for one in ROW_FORMATS:
        if name.lower() == one.name or ending in one.endings:
            return one
    return None
