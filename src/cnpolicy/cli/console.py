"""How the command line shows what it found.

In: rows of values, and a description of their columns. Out: in a pipe lines with tabs
and no decoration, CSV, or one JSON object a line; on a terminal a table, or below 100
columns a card for each row. Only a terminal costs the import of rich. Bold type and
red, which can be read on black and on white, are all the colours there are.
"""

from __future__ import annotations

import csv
import importlib.util
import io
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cnpolicy.cli.language import known, say
from cnpolicy.cli.wrapping import width_of, wrap
from cnpolicy.export.row_formats import as_json
from cnpolicy.export.spreadsheets.cell_text import safe

if TYPE_CHECKING:
    from rich.console import Console

# A document may hold tabs, line separators, and sequences that drive a terminal.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# The same, without tabs and line ends: in a text that is shown as it is.
_DRIVING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")

TABLE_FROM = 100
"""A terminal with fewer columns gets cards."""

Row = Mapping[str, Any]
"""One finding: plain values by the name of their column."""


class Column(NamedTuple):
    """A column of a table."""

    key: str
    """Its key in a row, and its heading in a pipe."""

    word: str | None = None
    """What stands above it on a terminal: the row `column.…` of the words, if it is
    not that of the key."""

    right: bool = False
    """Whether it is set flush right on a terminal, as numbers are."""

    show: Callable[[Row], object] | None = None
    """What stands in a table instead of the plain value; None for that."""

    head: bool = False
    """Whether it stands in the first line of a card, without its heading."""

    coded: bool = False
    """Whether its values are words of the library (planned), which have a row
    `value.…` of the words."""

    @property
    def heading(self) -> str:
        """Its heading, in the language that was chosen."""
        return say(f"column.{self.word or self.key}")

    def of(self, row: Row) -> str:
        """Return the words that stand in this column."""
        return plain(row.get(self.key) if self.show is None else self.show(row))

    def said(self, row: Row) -> str:
        """Return the same for a person, in the language that was chosen."""
        words = self.of(row)
        if self.coded:
            parts = [known(f"value.{part}") or part for part in words.split("、")]
            return "、".join(parts)
        return words


def is_terminal() -> bool:
    """Tell whether the output is a terminal, and rich is installed."""
    return sys.stdout.isatty() and importlib.util.find_spec("rich") is not None


def width() -> int:
    """Return how many columns the terminal has."""
    return console().width


def echo_json(value: object) -> None:
    """Print a value as JSON on one line."""
    click.echo(as_json(value))


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


def echo_error(*words: str) -> None:
    """Print one line on the standard error: `cnpolicy: plan.txt: no such file`."""
    click.echo(": ".join(["cnpolicy", *map(plain, words)]), err=True)


def plain(value: object) -> str:
    """Return a value as words on one line: names joined by 、, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "、".join(map(plain, value))
    return _CONTROLS.sub(" ", str(value)).rstrip(" ")


def harmless(text: str) -> str:
    """Return a text that does not drive the terminal it is shown on."""
    return _DRIVING.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def console() -> Console:
    """The terminal; rich takes its width and its colours from the environment."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False, emoji=False, markup=False)


def show_rows(
    title: str, columns: Sequence[Column], rows: Sequence[Row], cards: bool = False
) -> None:
    """Show rows on the terminal, without the columns that are empty."""
    from rich.text import Text

    shown = [column for column in columns if any(column.of(row) for row in rows)]
    screen = console()
    for line in wrap(plain(title), screen.width):
        screen.print(Text(line, style="bold"))
    if not rows:
        screen.print(say("output.nothing"))
    elif cards or screen.width < TABLE_FROM:
        _show_cards(screen, shown, rows)
    else:
        _show_table(screen, shown, rows)
    screen.print()


def _show_cards(
    screen: Console, columns: Sequence[Column], rows: Sequence[Row]
) -> None:
    """Show each row as a block of lines: its head, then the other columns."""
    from rich.text import Text

    heads = [column for column in columns if column.head]
    others = [column for column in columns if not column.head]
    label = max((width_of(column.heading) for column in others), default=0) + 2
    for row in rows:
        screen.print()
        words = "  ".join(filter(None, (column.said(row) for column in heads)))
        for line in wrap(words, screen.width) if words else ():
            screen.print(Text(line, style="bold"))
        for line in _card(others, row, label, screen.width - 2):
            screen.print(Text(f"  {line}"))


# Short ones share a line: 类别 已实现 行 41.
_SHORT = 28


def _card(columns: Sequence[Column], row: Row, label: int, room: int) -> Iterator[str]:
    """Yield the lines of a card below its head."""
    together = ""
    for column in columns:
        said = column.said(row)
        if not said:
            continue
        short = f"{column.heading} {said}"
        if width_of(short) <= _SHORT:
            if together and width_of(together) + 3 + width_of(short) > room:
                yield together
                together = ""
            together += "   " * bool(together) + short
            continue
        if together:
            yield together
            together = ""
        first, *more = wrap(said, room - label)
        yield column.heading + " " * (label - width_of(column.heading)) + first
        for line in more:
            yield " " * label + line
    if together:
        yield together


def _show_table(
    screen: Console, columns: Sequence[Column], rows: Sequence[Row]
) -> None:
    """Show rows as a table that fits."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    cells = [[column.said(row) for column in columns] for row in rows]
    widths = _widths(columns, cells, screen.width - 3 * len(columns) - 2)
    table = Table(box=box.SIMPLE_HEAD, show_lines=True, pad_edge=False)
    for column, size in zip(columns, widths, strict=True):
        table.add_column(
            Text("\n".join(wrap(column.heading, size))),
            justify="right" if column.right else "left",
            width=size,
            no_wrap=True,
            overflow="ignore",
        )
    for row in cells:
        # Text, not str: a document may hold [square brackets].
        fitted = ("\n".join(wrap(*one)) for one in zip(row, widths, strict=True))
        table.add_row(*map(Text, fitted))
    screen.print(table)


# A name of a body, in most tables the longest word that is better not broken.
_NARROWEST = 14


def _widths(
    columns: Sequence[Column], cells: Sequence[Sequence[str]], room: int
) -> list[int]:
    """Return how wide each column is, so that all take no more than `room`.

    The widest gives way first. Columns of numbers keep what they need.
    """
    wanted = [
        max(width_of(column.heading), *(width_of(row[at]) for row in cells))
        for at, column in enumerate(columns)
    ]
    fixed = [column.right for column in columns]
    widths = list(wanted)
    while sum(widths) > room:
        open_ = [at for at, kept in enumerate(fixed) if not kept and widths[at] > 4]
        if not open_:
            break
        above = [at for at in open_ if widths[at] > _NARROWEST] or open_
        widest = max(above, key=lambda at: widths[at])
        widths[widest] -= 1
    return widths
