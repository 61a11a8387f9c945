"""`cnpolicy view`: documents as a page to look at.

In: files. Out: one HTML file that needs no network, on the standard output, in a file,
or in the browser.
"""

from __future__ import annotations

from pathlib import Path

import click

from cnpolicy.analysis.comparison import compare
from cnpolicy.cli import language
from cnpolicy.cli.command import Output, file_command
from cnpolicy.cli.language import say
from cnpolicy.cli.reading import Job
from cnpolicy.errors import CnpolicyError
from cnpolicy.model.nodes import Document


@file_command(
    "view",
    click.option("--open", "opens", is_flag=True),
    click.option("--compare", "compares", is_flag=True),
)
def show(output: Output, opens: bool, compares: bool) -> None:
    """Make a page to look at; it opens in Chinese unless `--lang` says otherwise."""
    # Imported here: --help and the other commands need none of it.
    import webbrowser

    from cnpolicy.export.html.page import to_html

    path = output.path
    given = len(output.arguments)
    if compares and given != 2:
        raise click.UsageError(say("usage.two-files", given))
    if path is None and not opens and output.terminal:
        raise click.UsageError(say("usage.page"))
    documents = [outcome.result for outcome in output.each(document_of)]
    if not documents or (compares and len(documents) != 2):
        return
    try:
        comparison = compare(*documents) if compares else None
        page = to_html(
            documents, comparison=comparison, language=language.chosen() or "zh"
        )
    except CnpolicyError as error:
        output.fail(language.said(error))
        return
    if path is None and not opens:
        click.echo(page, nl=False)
        return
    path = path or _temporary()
    if not output.write(path, page.encode("utf-8", "backslashreplace")):
        return
    if opens and not webbrowser.open(path.resolve().as_uri()):
        output.fail(say("view.no-browser", path))


def document_of(job: Job) -> Document:
    """Return the document."""
    return job.document


def _temporary() -> Path:
    """Return a new temporary file, which stays."""
    import tempfile

    with tempfile.NamedTemporaryFile(
        prefix="cnpolicy-", suffix=".html", delete=False
    ) as file:
        return Path(file.name)
