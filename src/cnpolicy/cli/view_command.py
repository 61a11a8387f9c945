"""`cnpolicy view`: documents as a page to look at.

In: files. Out: one HTML file that needs no network, on the standard output, in a file,
or in the browser.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cnpolicy.analysis.comparison import compare
from cnpolicy.cli.command import Output, cli
from cnpolicy.errors import CnpolicyError

if TYPE_CHECKING:
    from cnpolicy.export.html.page import Language


@cli.command("view")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write.",
)
@click.option("--open", "opens", is_flag=True, help="Show the page in the browser.")
@click.option("--compare", "compares", is_flag=True, help="Two files side by side.")
@click.option(
    "--lang",
    "language",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="Language in which the page opens.",
)
@click.pass_context
def show(
    context: click.Context,
    files: tuple[str, ...],
    path: Path | None,
    opens: bool,
    compares: bool,
    language: Language,
) -> None:
    """Make a page to look at: text with marks, outline, tasks, charts, search.

    Several files share one page, which begins with a list of them. Without -o it goes
    to the standard output, with --open to a temporary file.
    """
    # Imported here: --help and the other commands need none of it.
    import webbrowser

    from cnpolicy.export.html.page import to_html

    output = Output(False, len(files) > 1)
    if compares and len(files) != 2:
        raise click.UsageError(f"--compare takes two files, not {len(files)}")
    if path is None and not opens and output.terminal:
        raise click.UsageError("-o must name a file, or --open show the page")
    jobs = [job for file in files if (job := output.load(file)) is not None]
    if not jobs or (compares and len(jobs) != 2):
        context.exit(output.exit_code)
    documents = [job.document for job in jobs]
    try:
        comparison = compare(*documents) if compares else None
        page = to_html(documents, comparison=comparison, language=language)
        if path is None and not opens:
            click.echo(page, nl=False)
        else:
            path = _written(page, path)
    except (OSError, CnpolicyError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        name = f"{click.format_filename(path)}: " if reason and path else ""
        click.echo(f"cnpolicy: {name}{reason or error}", err=True)
        context.exit(2)
    if opens and path is not None and not webbrowser.open(path.resolve().as_uri()):
        click.echo(f"cnpolicy: no browser was found; the page is {path}", err=True)
        output.end_with(2)
    context.exit(output.exit_code)


def _written(page: str, path: Path | None) -> Path:
    """Write a page to `path`, or to a temporary file that stays; return where it is."""
    import tempfile

    if path is None:
        with tempfile.NamedTemporaryFile(
            prefix="cnpolicy-", suffix=".html", delete=False
        ) as file:
            path = Path(file.name)
    path.write_text(page, encoding="utf-8", newline="")
    return path
