"""How the command line shows what it found.

In: rows of values, and a description of their columns. Out: on a terminal a table
with Chinese headings; in a pipe lines with tabs and no decoration; with `--json` one
JSON object a line. Only a terminal costs the import of rich.
"""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cnpolicy.export.cell_text import safe

if TYPE_CHECKING:
    from rich.console import Console

# A document may hold tabs, line separators, and sequences that drive a terminal.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")

Row = Mapping[str, Any]
"""One finding: plain values by the name of their column."""


class Column(NamedTuple):
    """A column of a table."""

    key: str
    """Its key in a row, and its heading in a pipe."""

    heading: str
    """Its heading on a terminal, in Chinese."""

    right: bool = False
    """Whether it is set flush right on a terminal, as numbers are."""

    show: Callable[[Row], object] | None = None
    """What stands in a table instead of the plain value; None for that."""

    def of(self, row: Row) -> str:
        """Return the words that stand in this column."""
        return plain(row[self.key] if self.show is None else self.show(row))


def is_terminal() -> bool:
    """Tell whether a person looks at the output (and rich is there to please him)."""
    return sys.stdout.isatty() and importlib.util.find_spec("rich") is not None


def echo_json(value: object) -> None:
    """Print a value as JSON on one line."""
    click.echo(json.dumps(value, ensure_ascii=False))


def echo_tabs(values: Iterable[object]) -> None:
    """Print values with tabs between them, on one line whatever they hold."""
    click.echo("\t".join(map(plain, values)))


def echo_mark() -> None:
    """Print the byte order mark by which Excel knows UTF-8."""
    click.echo("\ufeff", nl=False)


def echo_csv(values: Iterable[object]) -> None:
    """Print values as a line of CSV; none of them can run as a formula."""
    line = io.StringIO()
    csv.writer(line).writerow([safe(plain(value)) for value in values])
    click.echo(line.getvalue(), nl=False)


def plain(value: object) -> str:
    """Return a value as words on one line: names joined by 、, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "、".join(map(plain, value))
    return _CONTROLS.sub(" ", str(value)).rstrip(" ")


def console() -> Console:
    """The terminal; rich takes its width and its colours from the environment."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)


def show_table(title: str, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    """Print a table on the terminal, without the columns that are empty."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    shown = [column for column in columns if any(column.of(row) for row in rows)]
    table = Table(
        box=box.SIMPLE_HEAD,
        title=Text(title),
        title_justify="left",
        title_style="bold",
        show_lines=True,
        pad_edge=False,
    )
    for column in shown:
        table.add_column(
            column.heading,
            justify="right" if column.right else "left",
            no_wrap=column.right,
            # Chinese has no spaces to break a line at; the default cuts names off.
            overflow="fold",
        )
    for row in rows:
        # Text, not str: a document may hold [square brackets].
        table.add_row(*(Text(column.of(row)) for column in shown))
    console().print(table)
