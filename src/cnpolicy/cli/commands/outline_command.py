"""`cnpolicy outline`: the headings of a document.

In: a document. Out: its headings with the lines on which they stand, indented.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from cnpolicy.cli import console
from cnpolicy.cli.command import Rows, asked, cli
from cnpolicy.cli.console import Column, Row
from cnpolicy.cli.language import say
from cnpolicy.cli.options import CSV, FILES, FORMAT, JSON, OUTPUT, READING, with_options
from cnpolicy.cli.reading import Job
from cnpolicy.cli.wrapping import wrap
from cnpolicy.export.markdown import outline_lines
from cnpolicy.model.results.outline import outline

_COLUMNS = (
    Column("line", right=True),
    Column("depth", right=True),
    Column("marker", head=True),
    Column("title", "heading", head=True),
)


class _Outline(NamedTuple):
    """The headings of one document."""

    title: str | None
    """Its title."""

    lines: Sequence[tuple[int, str]]
    """Line and indented words of each heading."""

    rows: Sequence[Row]
    """One object for each heading."""


def show(**values: Any) -> None:
    """Print the headings and their lines."""
    output, form = asked(values)
    rows = Rows(output, say("title.outline"), _COLUMNS, form)
    for outcome in output.each(headings):
        found: _Outline = outcome.result
        if form is not None:
            rows.add(outcome.file, found.rows)
        elif output.terminal:
            _show(outcome.file, found)
        else:
            for line, words in found.lines:
                console.echo_tabs([*[outcome.file] * output.several, line, words])
    rows.end()
    output.exit()


cli.command("outline")(with_options(show, FILES, OUTPUT, FORMAT, JSON, CSV, *READING))


def headings(job: Job) -> _Outline:
    """Return the headings of a document."""
    rows = [
        {
            **job.place(item.span.start),
            "part": item.part,
            "depth": item.depth,
            "path": item.path,
            "marker": item.marker.text if item.marker else None,
            "ordinal": item.ordinal,
            "title": item.title,
            "span": item.span,
        }
        for item in outline(job.document)
    ]
    lines = [
        (job.position(node.span.start).line, words)
        for node, words in outline_lines(job.document)
    ]
    return _Outline(job.document.title, lines, rows)


def _show(file: str, found: _Outline) -> None:
    """Show headings with hanging indent, the line numbers at the left."""
    from rich.text import Text

    screen = console.console()
    for part in wrap(console.plain(f"{file}  {found.title or ''}"), screen.width):
        screen.print(Text(part, style="bold"))
    room = max((len(str(line)) for line, _ in found.lines), default=0)
    for line, words in found.lines:
        bare = words.lstrip(" ")
        margin = f"{line:>{room}}  " + " " * (len(words) - len(bare))
        style = "" if len(words) > len(bare) else "bold"
        for part in wrap(console.plain(bare), screen.width - len(margin)):
            screen.print(Text(margin).append(part, style=style))
            margin = " " * len(margin)
    screen.print()
