"""`cnpolicy text`: what a reader takes from a file.

In: a file. Out: its text with the numbers of its lines, by which the other commands
tell where something stands; with `--json` also what the file says of itself and what
of it is not in the text.
"""

from __future__ import annotations

from typing import Any

import click

from cnpolicy.cli import console
from cnpolicy.cli.command import Output, file_command
from cnpolicy.cli.language import say
from cnpolicy.cli.options import exclusive
from cnpolicy.cli.reading import Job
from cnpolicy.export.row_formats import as_json as json_of
from cnpolicy.lexical.line_ends import LINE_END

_ENDINGS = {".txt": "txt", ".json": "json", ".jsonl": "json"}


@file_command(
    "text",
    click.option("--json", "as_json", is_flag=True),
    click.option("--format", "name", type=click.Choice(["txt", "json"])),
)
def show(output: Output, as_json: bool, name: str | None) -> None:
    """Print the text of the file with the numbers of its lines."""
    exclusive(json=as_json, format=name)
    ending = output.path.suffix.lower() if output.path else ""
    if ending and not (as_json or name) and ending not in _ENDINGS:
        raise click.UsageError(say("usage.no-format", output.path))
    as_json = as_json or (name or _ENDINGS.get(ending)) == "json"
    made: list[str] = []
    for outcome in output.each(content):
        found = outcome.result
        if as_json:
            made.append(json_of({"file": outcome.file, **found}) + "\n")
        elif output.path is not None:
            # The text alone: the numbers are for people.
            made += [f"{row['text']}\n" for row in found["lines"]]
        else:
            _show(outcome.file, found, output)
        if output.path is None:
            click.echo("".join(made), nl=False)
            made.clear()
    if made and output.path is not None:
        data = "".join(made).encode("utf-8", "backslashreplace")
        output.write(output.path, data)


def content(job: Job) -> dict[str, Any]:
    """Return what a reader took from a file."""
    lines = []
    start = 0
    for line in LINE_END.split(job.text):
        lines.append({**job.place(start), "text": line})
        start += len(line)
        ending = LINE_END.match(job.text, start)
        start = ending.end() if ending else start
    if lines and not lines[-1]["text"]:
        lines.pop()
    return {**job.stated(), "lines": lines}


def _show(file: str, found: dict[str, Any], output: Output) -> None:
    """Print lines with their numbers."""
    first = [file] if output.several else []
    if output.terminal:
        for name, value in found["metadata"].items():
            console.echo_tabs([*first, "", say("text.metadata", name, value)])
    for row in found["lines"]:
        console.echo_tabs([*first, row["line"], row["text"]])
