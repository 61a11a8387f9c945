"""`cnpolicy compare`: what became of the measures of one document in another.

In: two files. Out: one row for each provision that was kept, changed, moved, added or
dropped, with the bodies, deadlines and targets that are not the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from cnpolicy.analysis.comparison import compare
from cnpolicy.cli.command import Output, Rows, chosen_form, cli
from cnpolicy.cli.console import Column, Row
from cnpolicy.cli.language import known, said, say
from cnpolicy.cli.options import CSV, FORMAT, JSON, OUTPUT, PROFILE, with_options
from cnpolicy.cli.reading import Job
from cnpolicy.errors import CnpolicyError
from cnpolicy.export.word.redline import redline
from cnpolicy.model.results.comparison import (
    Change,
    ChangeKind,
    ComparedProvision,
    TargetChange,
)

_COLUMNS = (
    Column("kind", "change-kind", head=True, coded=True),
    Column("before"),
    Column("after"),
    Column("similarity", right=True),
    Column("roles", "role-changes", show=lambda row: _bodies(row)),
    Column("deadlines", "deadline-changes"),
    Column("targets", "target-changes"),
    Column("line", right=True),
)
_SIDE = click.Path()


def show(
    *,
    old: str,
    new: str,
    everything: bool,
    as_json: bool,
    as_csv: bool,
    format_name: str | None,
    path: Path | None,
    profile: str | None,
) -> None:
    """Print what one document changed, added and dropped of the other."""
    plain = as_json or as_csv or format_name
    tracked = path is not None and path.suffix.lower() == ".docx" and not plain
    form = None if tracked else chosen_form(as_json, as_csv, format_name, path)
    output = Output((old, new), profile=profile, path=path)
    sides = both(output, old, new)
    if len(sides) == 2:
        before, after = sides
        if tracked and path is not None:
            output.write(path, redline(before.document, after.document))
            output.exit()
        try:
            changes = compare(before.document, after.document).changes
        except CnpolicyError as error:  # the extra is missing
            output.fail(said(error))
            output.exit()
        rows = [
            row
            for change, row in zip(changes, _rows(changes, before, after), strict=True)
            if everything or change.kind is not ChangeKind.KEPT
        ]
        output.several = False
        table = Rows(output, say("title.compare"), _COLUMNS, form)
        table.add(after.file, rows)
        table.end()
    output.exit()


cli.command("compare")(
    with_options(
        show,
        click.argument("old", metavar="OLD", type=_SIDE),
        click.argument("new", metavar="NEW", type=_SIDE),
        click.option("--all", "everything", is_flag=True),
        OUTPUT,
        FORMAT,
        JSON,
        CSV,
        PROFILE,
    )
)


def job_of(job: Job) -> Job:
    """Return what was read, parsed."""
    job.document  # noqa: B018 - made here, in the process that reads
    return job


def both(output: Output, old: str, new: str) -> list[Job]:
    """Read two documents; one alone if the other cannot be read.

    Each must be one: a folder or an archive of many cannot be compared.
    """
    sides: list[Job] = []
    files: list[str] = []
    for file in (old, new):
        output.arguments = (file,)
        found = [outcome.result for outcome in output.each(job_of)]
        if len(found) > 1:
            output.fail(click.format_filename(file), say("compare.several"))
            found = []
        sides += found
        files += output.files
    output.files = files
    return sides


def _rows(changes: tuple[Change, ...], before: Job, after: Job) -> Iterator[Row]:
    """Yield one row for each change."""
    for change in changes:
        old, new = change.before, change.after
        place = new or old
        job = after if new else before
        yield {
            "kind": change.kind.value,
            "before": _label(old) if old else None,
            "after": _label(new) if new else None,
            "similarity": f"{change.similarity:.2f}" if old and new else None,
            "moved": change.moved,
            "roles": [
                ("+" if role.added else "−") + role.normalized for role in change.roles
            ],
            "role_changes": [
                {
                    "role": role.role.value,
                    "body": role.normalized,
                    "added": role.added,
                    "inferred": role.inferred,
                }
                for role in change.roles
            ],
            "targets": [_target(item, before, after) for item in change.targets],
            "deadlines": _deadlines(change),
            "deadline_changed": change.deadline_changed,
            **(job.place(place.span.start) if place else {"line": None}),
        }


_LABEL = 16


def _label(provision: ComparedProvision) -> str:
    """Number and title of a provision; of one without both its first words."""
    named = "".join(provision.number) + (provision.title or "")
    words = "".join(provision.text.split())
    return named or words[:_LABEL] + "…" * (len(words) > _LABEL)


def _target(change: TargetChange, before: Job, after: Job) -> str:
    """Write what became of a target: 发明专利拥有量 10件→12件."""
    old = change.before.quantity.of(before.text) if change.before else ""
    new = change.after.quantity.of(after.text) if change.after else ""
    one = change.after or change.before
    name = one.name if one and one.name else ""
    return f"{name} {old}→{new}".strip()


def _deadlines(change: Change) -> str | None:
    """Write what became of the deadlines: 2025年底前→2026年底前."""
    if not change.deadline_changed or change.before is None or change.after is None:
        return None
    had, has = change.before.deadlines, change.after.deadlines
    gone = "、".join(one for one in had if one not in has)
    new = "、".join(one for one in has if one not in had)
    return f"{gone}→{new}"


def _bodies(row: Row) -> str:
    """Write bodies with the roles that they gained or lost: 山西省财政厅（+牵头）."""
    return "、".join(
        f"{one['body']}（{'+' if one['added'] else '−'}"
        f"{known('value.' + one['role']) or one['role']}）"
        for one in row["role_changes"]
    )
