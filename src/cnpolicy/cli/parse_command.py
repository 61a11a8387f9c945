"""`cnpolicy parse`: a document in another form.

In: a document. Out: its JSON or its Markdown.
"""

from __future__ import annotations

import click

from cnpolicy.cli import console
from cnpolicy.cli.command import Job, Output, file_command
from cnpolicy.export.json import to_dict, to_json
from cnpolicy.export.markdown import to_markdown


@file_command(
    "parse",
    click.option("--markdown", is_flag=True, help="Print Markdown instead of JSON."),
)
def show(job: Job, output: Output, markdown: bool) -> None:
    """Print the tree as JSON, or as Markdown.

    In a pipe, JSON is one line; of several files each line is an object with "file",
    its format ("kind"), what the file states of itself ("metadata"), the "notes" of the
    reader, and the "document".
    """
    if markdown and output.as_json:
        raise click.UsageError("--json and --markdown exclude each other")
    if markdown:
        if output.several:
            # A comment: it is not shown, and tells where the next file begins.
            click.echo(f"<!-- {console.plain(job.file).replace('--', '- -')} -->\n")
        click.echo(to_markdown(job.document), nl=output.several)
    elif output.several:
        document = to_dict(job.document)
        console.echo_json({"file": job.file, **job.stated(), "document": document})
    else:
        click.echo(to_json(job.document, indent=2 if output.terminal else None))
