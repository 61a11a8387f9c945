"""`cnpolicy check`: what is wrong with a document, and mending it.

In: files. Out: findings in the form of a compiler's messages, which editors
understand, as JSON lines, CSV, or SARIF; exit code 1 if any is an error. With `--fix`
the safe ones are mended in the file first.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import click

from cnpolicy.checks.checker import check
from cnpolicy.checks.findings import PROFILES, CheckProfile, Finding
from cnpolicy.checks.fixes import mend
from cnpolicy.cli import console
from cnpolicy.cli.command import STDIN, Job, Output, cli, show_rows
from cnpolicy.cli.console import Column, Row
from cnpolicy.errors import CnpolicyError
from cnpolicy.export.sarif import Checked, to_sarif
from cnpolicy.export.word.comments import with_comments
from cnpolicy.model.diagnostics import Severity
from cnpolicy.readers.source import Kind, Source

_COLOURS = {Severity.INFO: "blue", Severity.WARNING: "yellow", Severity.ERROR: "red"}


class _CannotFix(CnpolicyError):
    """A file that `--fix` does not write."""


@cli.command("check")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.option("--fix", "mends", is_flag=True, help="Mend what is safe, in the file.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV that Excel opens.")
@click.option("--sarif", is_flag=True, help="Print one SARIF 2.1.0 log.")
@click.option(
    "--profile",
    type=click.Choice(sorted(PROFILES)),
    default="official",
    show_default=True,
    help="What is looked for.",
)
@click.option(
    "--ignore", metavar="CODE", multiple=True, help="Leave a code out; may be repeated."
)
@click.option(
    "--lang",
    type=click.Choice(["en", "zh"]),
    default="en",
    show_default=True,
    help="Language of the messages.",
)
@click.option(
    "--comments",
    metavar="OUT.docx",
    type=click.Path(path_type=Path),
    help="Write the one DOCX again, with the findings as comments.",
)
def show(
    files: tuple[str, ...],
    mends: bool,
    as_json: bool,
    as_csv: bool,
    sarif: bool,
    profile: str,
    ignore: tuple[str, ...],
    lang: Literal["en", "zh"],
    comments: Path | None,
) -> None:
    """Print what is wrong or uncertain.

    One finding a line, FILE:LINE:COLUMN: SEVERITY CODE MESSAGE. The exit code is 1 if
    any is an error. --fix writes plain text in UTF-8 only, and prints what is left.
    """
    if as_json + as_csv + sarif > 1:
        raise click.UsageError("--json, --csv and --sarif exclude each other")
    if comments and (len(files) > 1 or mends):
        raise click.UsageError("--comments takes one file, and no --fix")
    try:
        wanted = PROFILES[profile].without(*ignore)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--ignore") from None
    output = Output(as_json, len(files) > 1)
    checked: list[Checked] = []
    for file in files:
        job = output.load(file)
        if job is None:
            continue
        if mends:
            job = _mended(job, file, wanted, output)
        findings = check(job.document, profile=wanted)
        if any(item.severity is Severity.ERROR for item in findings):
            output.end_with(1)
        if comments:
            _comment(job, file, comments, findings, lang, output)
        if sarif:
            checked.append(Checked(job.file, job.text, findings))
            continue
        rows = [_row(job, item, lang) for item in findings]
        if as_json or as_csv:
            show_rows(job, output, _COLUMNS, rows, as_csv)
            continue
        for item in findings:
            _show_line(job, item, lang)
    if sarif:
        console.echo_json(to_sarif(checked))
    click.get_current_context().exit(output.exit_code)


def _show_line(job: Job, item: Finding, lang: str) -> None:
    """Print a finding as a compiler prints a message."""
    message = item.message_zh if lang == "zh" else item.message
    # click takes the colour away where no person looks.
    click.echo(
        f"{job.file}:{item.position.line}:{item.position.column}: "
        f"{click.style(item.severity.value, fg=_COLOURS[item.severity])} "
        f"{item.code} {console.plain(message)}"
    )


_COLUMNS = (
    Column("line", "行", right=True),
    Column("column", "列", right=True),
    Column("severity", "级别"),
    Column("code", "代码"),
    Column("message", "说明"),
    Column("suggestion", "建议"),
)


def _row(job: Job, item: Finding, lang: str) -> Row:
    """Return a finding as one object."""
    return {
        **job.place(item.span.start),
        "column": item.position.column,
        "severity": item.severity.value,
        "code": item.code,
        "message": item.message_zh if lang == "zh" else item.message,
        "span": item.span,
        "suggestion": item.suggestion,
        "fix": [
            {"span": edit.span, "replacement": edit.replacement} for edit in item.fix
        ],
    }


def _comment(
    job: Job,
    file: str,
    path: Path,
    findings: Iterable[Finding],
    lang: Literal["en", "zh"],
    output: Output,
) -> None:
    """Write a DOCX with the findings as comments; say why, if it was not done."""
    try:
        if file == STDIN or job.source.kind is not Kind.DOCX:
            raise CnpolicyError("only a DOCX takes comments")
        data = Path(file).read_bytes()
        path.write_bytes(with_comments(data, job.source, findings, language=lang))
    except (CnpolicyError, OSError) as error:
        click.echo(f"cnpolicy: {job.file}: no comments written: {error}", err=True)
        output.end_with(2)


# -------------------------------------------------------------------------------- fix


def _mended(job: Job, file: str, profile: CheckProfile, output: Output) -> Job:
    """Mend a file and return what it holds now; say so, or say why it was not done."""
    try:
        data = _bytes_of(file, job.text)
        mended = mend(job.text, profile)
        if mended.edits:
            bom = data[: len(data) - len(job.text.encode("utf-8"))]
            _write(Path(file).resolve(), bom + mended.text.encode("utf-8"))
    except (CnpolicyError, OSError) as error:
        click.echo(f"cnpolicy: {job.file}: not mended: {error}", err=True)
        output.end_with(2)
        return job
    count = mended.edits
    click.echo(f"{job.file}: {count} {'edit' if count == 1 else 'edits'}", err=True)
    if not count:
        return job
    return Job(job.file, Source(mended.text, Kind.TEXT))


def _bytes_of(file: str, text: str) -> bytes:
    """Return the bytes of a file that holds just `text`, in UTF-8.

    Raises `_CannotFix` for any other file: writing it would lose what it holds beside
    the text, or change its encoding.
    """
    if file == STDIN:
        raise _CannotFix("the standard input cannot be written")
    data = Path(file).read_bytes()
    with contextlib.suppress(UnicodeDecodeError):
        found = data.decode("utf-8")
        if text in (found, found.removeprefix("\ufeff")):
            return data
    raise _CannotFix("only plain text in UTF-8 is written; convert it first")


def _write(path: Path, data: bytes) -> None:
    """Replace the content of a file, all of it or nothing."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        shutil.copymode(path, name)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
