"""`cnpolicy check`: what is wrong with a document, and mending it.

In: files. Out: findings in the form of a compiler's messages, which editors
understand, on a terminal with the line and a caret; as JSON lines, CSV, or SARIF; exit
code 1 if any is an error. With `--fix` the safe ones are mended in the file first.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

import click
from attrs import frozen

from cnpolicy.checks.checker import check
from cnpolicy.checks.findings import PROFILES, SLIPS, CheckProfile, Finding
from cnpolicy.checks.fixes import mend
from cnpolicy.cli import console, language
from cnpolicy.cli.command import Output, Rows, cli, output_of
from cnpolicy.cli.console import Column, Row
from cnpolicy.cli.excerpt import excerpt
from cnpolicy.cli.language import say
from cnpolicy.cli.options import (
    CSV,
    FILES,
    JSON,
    OUTPUT,
    READING,
    exclusive,
    with_options,
)
from cnpolicy.cli.reading import Job
from cnpolicy.errors import CnpolicyError
from cnpolicy.export.row_formats import ROW_FORMATS, as_json, find_row_format
from cnpolicy.export.sarif import Checked, to_sarif
from cnpolicy.export.whole_files import write_whole
from cnpolicy.export.word.comments import with_comments
from cnpolicy.lexical.line_ends import LINE_END
from cnpolicy.model.diagnostics import CODES, Severity
from cnpolicy.readers.source import Kind, Source

_SARIF = "sarif"
# Bold, and red for what ends with 1: both can be read on black and on white.
_STYLES: dict[Severity, dict[str, Any]] = {
    Severity.INFO: {},
    Severity.WARNING: {"bold": True},
    Severity.ERROR: {"bold": True, "fg": "red"},
}
_COLUMNS = (
    Column("line", right=True),
    Column("column", right=True),
    Column("severity", coded=True, head=True),
    Column("code", head=True),
    Column("message"),
    Column("suggestion"),
)


class _CannotFix(CnpolicyError):
    """A file that `--fix` does not write."""


@frozen
class Asked:
    """What is done with each file."""

    profile: CheckProfile
    """What is looked for."""

    mends: bool
    """Whether the file is mended first."""

    comments: bool
    """Whether the findings are put into the document as comments."""

    language: language.Language
    """In which language messages are."""


@frozen
class Result:
    """What was found in one file."""

    checked: Checked
    """Its name, its text and the findings."""

    rows: list[Row]
    """The findings as objects."""

    edits: int | None = None
    """How many edits mended it; None if none was to, or could be, made."""

    commented: bytes | None = None
    """The document with comments; None if none was wanted, or it takes none."""

    failure: str | None = None
    """Why it was not mended or takes no comments; None if all went well."""


def show(
    *,
    mends: bool,
    sarif: bool,
    rules: str,
    ignore: tuple[str, ...],
    comments: Path | None,
    **more: Any,
) -> None:
    """Print what is wrong or uncertain."""
    exclusive(
        json=more["as_json"],
        csv=more["as_csv"],
        sarif=sarif,
        format=more["format_name"],
    )
    form = _form_name(sarif, more)
    if comments and (len(more["files"]) > 1 or mends):
        raise click.UsageError(say("usage.comments"))
    try:
        wanted = PROFILES[rules].without(*ignore)
    except ValueError:
        known = {*SLIPS, *CODES}
        wrong = next(code for code in ignore if code not in known)
        words = say("usage.code", wrong)
        raise click.BadParameter(words, param_hint="--ignore") from None
    output = output_of(more)
    found = find_row_format(form) if form and form != _SARIF else None
    rows = Rows(output, say("title.check"), _COLUMNS, found)
    plan = Asked(wanted, mends, comments is not None, language.language())
    checked: list[Checked] = []
    counted: Counter[Severity] = Counter()
    for outcome in output.each(partial(examine, plan)):
        result: Result = outcome.result
        findings = result.checked.findings
        counted.update(item.severity for item in findings)
        _say_what_was_done(result, output, comments)
        if form == _SARIF:
            checked.append(result.checked)
        elif form:
            rows.add(outcome.file, result.rows)
        else:
            _show(result.checked, output.terminal)
    if counted[Severity.ERROR]:
        output.end_with(1)
    rows.end()
    if checked:
        _write_sarif(checked, output)
    if output.terminal and not form and output.read:
        _show_summary(counted, output.read)
    output.exit()


cli.command("check")(
    with_options(
        show,
        FILES,
        click.option("--fix", "mends", is_flag=True),
        click.option(
            "--rules",
            type=click.Choice(sorted(PROFILES)),
            default="official",
            show_default=True,
        ),
        click.option("--ignore", metavar="CODE", multiple=True),
        click.option("--comments", metavar="OUT.docx", type=click.Path(path_type=Path)),
        OUTPUT,
        click.option(
            "--format",
            "format_name",
            type=click.Choice([*(one.name for one in ROW_FORMATS), _SARIF]),
        ),
        JSON,
        CSV,
        click.option("--sarif", is_flag=True),
        *READING,
    )
)


def _form_name(sarif: bool, options: dict[str, Any]) -> str | None:
    """Return the name of the format that the options ask for; None for lines."""
    name: str | None = options.pop("format_name")
    as_json_lines, as_csv = options.pop("as_json"), options.pop("as_csv")
    if as_json_lines or as_csv or sarif:
        return "jsonl" if as_json_lines else "csv" if as_csv else _SARIF
    path: Path | None = options["path"]
    if name is not None or path is None:
        return name
    if path.suffix.lower() == ".sarif":
        return _SARIF
    form = find_row_format(path.name)
    if form is None:
        raise click.UsageError(say("usage.no-format", path.name))
    return form.name


# ------------------------------------------------------------------------- the work


def examine(asked: Asked, job: Job) -> Result:
    """Check one document, mend it first if that is wanted."""
    edits, failure, commented = None, None, None
    if asked.mends:
        try:
            job, edits = _mended(job, asked.profile)
        except (CnpolicyError, OSError) as error:
            failure = say("check.not-mended", language.said(error))
    findings = check(job.document, profile=asked.profile)
    if asked.comments:
        try:
            commented = _commented(job, findings, asked.language)
        except (CnpolicyError, OSError) as error:
            failure = say("check.no-comments", language.said(error))
    return Result(
        Checked(job.file, job.text, findings),
        [_row(job, item) for item in findings],
        edits,
        commented,
        failure,
    )


def _row(job: Job, item: Finding) -> Row:
    """Return a finding as one object."""
    return {
        **job.place(item.span.start),
        "column": item.position.column,
        "severity": item.severity.value,
        "code": item.code,
        "message": _message(item),
        "span": item.span,
        "suggestion": item.suggestion,
        "fix": [
            {"span": edit.span, "replacement": edit.replacement} for edit in item.fix
        ],
    }


def _message(item: Finding) -> str:
    """Return what was found, in the language that was chosen."""
    return item.message_zh if language.language() == "zh" else item.message


def _commented(
    job: Job, findings: tuple[Finding, ...], lang: language.Language
) -> bytes:
    """Return the DOCX with the findings as comments."""
    if job.source.kind is not Kind.DOCX or job.source.file is None:
        raise CnpolicyError(say("check.only-docx"))
    data = Path(job.source.file).read_bytes()
    return with_comments(data, job.source, findings, language=lang)


def _mended(job: Job, profile: CheckProfile) -> tuple[Job, int]:
    """Mend a file; return what it holds now, and the number of edits."""
    data = _bytes_of(job.source.file, job.text)
    mended = mend(job.text, profile)
    if not mended.edits or job.source.file is None:
        return job, 0
    bom = data[: len(data) - len(job.text.encode("utf-8"))]
    write_whole(Path(job.source.file), bom + mended.text.encode("utf-8"))
    source = Source(mended.text, Kind.TEXT)
    return Job(job.file, source, job.profile), mended.edits


def _bytes_of(file: str | None, text: str) -> bytes:
    """Return the bytes of a file that holds just `text`, in UTF-8.

    Raises `_CannotFix` for any other file: writing it would lose what it holds beside
    the text, or change its encoding.
    """
    if file is None:
        raise _CannotFix(say("check.standard-input"))
    data = Path(file).read_bytes()
    with contextlib.suppress(UnicodeDecodeError):
        found = data.decode("utf-8")
        if text in (found, found.removeprefix("\ufeff")):
            return data
    raise _CannotFix(say("check.only-text"))


# ----------------------------------------------------------------------- what is shown


def _say_what_was_done(result: Result, output: Output, path: Path | None) -> None:
    """Say what was mended, write the comments, and say what was not done."""
    file = result.checked.file
    if result.edits is not None:
        key = "check.edit" if result.edits == 1 else "check.edits"
        click.echo(f"{console.plain(file)}: {say(key, result.edits)}", err=True)
    if result.failure is not None:
        output.fail(file, result.failure)
    if result.commented is not None and path is not None:
        output.refuse_input(path)
        output.write(path, result.commented)


def _show(checked: Checked, terminal: bool) -> None:
    """Print findings as a compiler prints messages."""
    lines = LINE_END.split(checked.text) if terminal and checked.findings else []
    for item in checked.findings:
        severity = item.severity.value
        if terminal:
            severity = say(f"value.{severity}")
        # click removes the colour where the output is no terminal.
        click.echo(
            f"{console.plain(checked.file)}:{item.position.line}:"
            f"{item.position.column}: "
            f"{click.style(severity, **_STYLES[item.severity])} "
            f"{item.code} {console.plain(_message(item))}"
        )
        if terminal:
            last = item.end.column if item.end.line == item.position.line else None
            line = lines[item.position.line - 1]
            for part in excerpt(line, item.position.column, last, console.width()):
                click.echo(part)


def _show_summary(counted: Counter[Severity], files: int) -> None:
    """Print how much was found; a clean check says so."""
    if not counted:
        click.echo(say("check.clean", files))
        return
    some = say("list.and").join(
        say(
            "check.one" if counted[severity] == 1 else "check.some",
            counted[severity],
            say(f"value.{severity.value}"),
        )
        for severity in sorted(Severity, key=list(_STYLES).index, reverse=True)
        if counted[severity]
    )
    click.echo(say("check.summary", files, some))


def _write_sarif(checked: list[Checked], output: Output) -> None:
    """Write one SARIF log of all files."""
    log = as_json(to_sarif(checked))
    if output.path is None:
        click.echo(log)
    else:
        output.write(output.path, f"{log}\n".encode("utf-8", "backslashreplace"))
