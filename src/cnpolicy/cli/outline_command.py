"""`cnpolicy outline`: the headings of a document.

In: a document. Out: its headings with the lines on which they stand, indented.
"""

from __future__ import annotations

from cnpolicy.cli import console
from cnpolicy.cli.command import Job, Output, file_command
from cnpolicy.export.markdown import outline_lines
from cnpolicy.model.outline import outline


@file_command("outline")
def show(job: Job, output: Output) -> None:
    """Print the headings and their lines."""
    if output.as_json:
        _show_json(job)
    elif output.terminal:
        _show_terminal(job)
    else:
        for node, words in outline_lines(job.document):
            line = job.position(node.span.start).line
            file = [job.file] if output.several else []
            console.echo_tabs([*file, line, words])


def _show_json(job: Job) -> None:
    """Print one object for each heading."""
    for item in outline(job.document):
        console.echo_json(
            {
                "file": job.file,
                **job.place(item.span.start),
                "part": item.part,
                "depth": item.depth,
                "path": item.path,
                "marker": item.marker.text if item.marker else None,
                "ordinal": item.ordinal,
                "title": item.title,
                "span": item.span,
            }
        )


def _show_terminal(job: Job) -> None:
    """Print the headings with hanging indent, the line numbers at the left."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2))
    grid.add_column(justify="right", style="dim")
    grid.add_column()
    title = job.document.title
    heading = Text(job.file, style="bold")
    if title:
        heading.append(f"  {console.plain(title)}", style="not bold")
    for node, words in outline_lines(job.document):
        line = job.position(node.span.start).line
        bare = words.lstrip(" ")
        style = "" if len(words) > len(bare) else "bold"
        text = Text(console.plain(bare), style=style)
        indent = len(words) - len(bare)
        grid.add_row(str(line), Padding(text, (0, 0, 0, indent)))
    screen = console.console()
    screen.print(heading)
    screen.print(grid)
