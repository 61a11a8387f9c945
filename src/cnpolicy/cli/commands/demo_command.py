"""`cnpolicy demo`: a first look, at a document that comes with the library.

Defines what the commands give for a real plan, and how to go on; with `-o` the plan as
a file.
"""

from __future__ import annotations

from pathlib import Path

import click

from cnpolicy.analysis.tasks import tasks
from cnpolicy.cli import console
from cnpolicy.cli.command import Output, cli
from cnpolicy.cli.console import Column
from cnpolicy.cli.language import say
from cnpolicy.cli.options import OUTPUT
from cnpolicy.export.markdown import outline_lines
from cnpolicy.parser import parse

_PACKAGE = Path(__file__).parents[2]
_NAME = "003-state-council.txt"
_SHOWN = 8
_COLUMNS = (
    Column("number", head=True),
    Column("title", "task", head=True),
    Column("responsible"),
    Column("line", right=True),
)


def demo_text() -> bytes:
    """Return the plan: the packaged one, else that of the checkout."""
    packaged = _PACKAGE / "seeds" / _NAME
    path = packaged if packaged.is_file() else _PACKAGE.parents[1] / "seeds" / _NAME
    return path.read_bytes()


@cli.command("demo")
@OUTPUT
def show(path: Path | None) -> None:
    """Show what the commands give for a real plan."""
    output = Output(path=path)
    data = demo_text()
    if path is not None:
        output.write(path, data)
        output.exit()
    document = parse(data.decode("utf-8"))
    click.echo(document.title)
    click.echo()
    starts = data.decode("utf-8")
    headings = list(outline_lines(document))
    click.echo(say("demo.outline", len(headings)))
    for node, words in headings[:_SHOWN]:
        line = starts.count("\n", 0, node.span.start) + 1
        click.echo(f"{line:>4}  {words}")
    click.echo("      …\n")
    found = [task for task in tasks(document) if task.assigned]
    click.echo(say("demo.tasks", len(found)))
    rows = [
        {
            "number": "".join(task.number),
            "title": task.title or task.text[:20],
            "responsible": [body.name for body in task.responsible],
            "line": starts.count("\n", 0, task.span.start) + 1,
        }
        for task in found[: _SHOWN // 2]
    ]
    if output.terminal:
        console.show_rows("", _COLUMNS, rows)
    else:
        for row in rows:
            console.echo_tabs(row.values())
    click.echo(say("demo.next"))
    for key in ("demo.save", "demo.book", "demo.page", "demo.help"):
        click.echo(f"  {say(key)}")
    output.exit()
