"""`cnpolicy parse`: a document in another form.

In: a document. Out: its JSON or its Markdown.
"""

from __future__ import annotations

from functools import partial

import click

from cnpolicy.cli import console
from cnpolicy.cli.command import Output, file_command
from cnpolicy.cli.language import say
from cnpolicy.cli.options import exclusive
from cnpolicy.cli.reading import Job
from cnpolicy.export.json import to_dict, to_json
from cnpolicy.export.markdown import to_markdown
from cnpolicy.export.row_formats import as_json, escaped

_ENDINGS = {".md": "md", ".markdown": "md", ".json": "json", ".jsonl": "json"}


@file_command(
    "parse",
    click.option("--json", "as_json", is_flag=True),
    click.option("--markdown", is_flag=True),
    click.option("--format", "name", type=click.Choice(["json", "md"])),
)
def show(output: Output, as_json: bool, markdown: bool, name: str | None) -> None:
    """Print the tree as JSON, or as Markdown."""
    exclusive(json=as_json, markdown=markdown, format=name)
    ending = output.path.suffix.lower() if output.path else ""
    if ending and not (as_json or markdown or name) and ending not in _ENDINGS:
        raise click.UsageError(say("usage.no-format", output.path))
    if markdown:
        name = "md"
    elif as_json or name is None:
        name = "json" if as_json else _ENDINGS.get(ending, "json")
    made: list[str] = []
    pretty = output.terminal and output.path is None
    for outcome in output.each(partial(_FORMS[name], pretty)):
        alone, among = outcome.result
        text = among if output.several else alone
        if output.path is not None:
            made.append(text)
        elif output.terminal and name == "md":
            click.echo(console.harmless(text), nl=False)
        else:
            click.echo(text, nl=False)
    if made and output.path is not None:
        data = "".join(made).encode("utf-8", "backslashreplace")
        output.write(output.path, data)


def tree(pretty: bool, job: Job) -> tuple[str, str]:
    """Return the tree as JSON: of one file, and as a line among those of several."""
    alone = to_json(job.document, indent=2 if pretty else None)
    document = to_dict(job.document)
    among = as_json({"file": job.file, **job.stated(), "document": document})
    return escaped(alone) + "\n", among + "\n"


def markdown_of(_: bool, job: Job) -> tuple[str, str]:
    """Return the document as Markdown: of one file, and among those of several."""
    text = to_markdown(job.document)
    # A comment: it is not shown, and tells where the next file begins.
    name = console.plain(job.file).replace("--", "- -")
    return text, f"<!-- {name} -->\n\n{text}\n"


_FORMS = {"json": tree, "md": markdown_of}
