"""`cnpolicy check`: what is not sure in a document, or wrong with it.

In: a document. Out: its diagnostics in the form of a compiler's messages, which
editors understand; exit code 1 if any is an error.
"""

from __future__ import annotations

import click

from cnpolicy import console
from cnpolicy.commands.base import Job, Output, file_command
from cnpolicy.diagnostics import Severity

_COLOURS = {Severity.INFO: "blue", Severity.WARNING: "yellow", Severity.ERROR: "red"}


@file_command(
    "check",
    click.option(
        "--lang",
        type=click.Choice(["en", "zh"]),
        default="en",
        show_default=True,
        help="Language of the messages.",
    ),
)
def show(job: Job, output: Output, lang: str) -> None:
    """Print what is wrong or uncertain.

    One finding a line, FILE:LINE:COLUMN: SEVERITY CODE MESSAGE. The exit code is 1 if
    any is an error.
    """
    for item in job.document.diagnostics:
        place = job.position(item.span.start)
        severity = item.severity.value
        message = item.message_zh if lang == "zh" else item.message
        if item.severity is Severity.ERROR:
            output.end_with(1)
        if output.as_json:
            console.echo_json(
                {
                    "file": job.file,
                    "line": place.line,
                    "column": place.column,
                    "severity": severity,
                    "code": item.code,
                    "message": message,
                    "span": item.span,
                }
            )
        else:
            # click takes the colour away where no person looks.
            click.echo(
                f"{job.file}:{place.line}:{place.column}: "
                f"{click.style(severity, fg=_COLOURS[item.severity])} "
                f"{item.code} {console.plain(message)}"
            )
