"""`cnpolicy compare`: what became of the measures of one document in another.

In: two files. Out: one row for each provision that was kept, changed, moved, added or
dropped.
"""

from __future__ import annotations

from collections.abc import Iterator

import click

from cnpolicy.analysis.comparison import compare
from cnpolicy.cli.command import Job, Output, cli, show_rows
from cnpolicy.cli.console import Column, Row
from cnpolicy.errors import CnpolicyError
from cnpolicy.model.comparison import (
    Change,
    ChangeKind,
    ComparedProvision,
    TargetChange,
)

_COLUMNS = (
    Column("kind", "变化"),
    Column("before", "原文件"),
    Column("after", "新文件"),
    Column("similarity", "相似度", right=True),
    Column("roles", "分工变化"),
    Column("targets", "目标变化"),
    Column("line", "行", right=True),
)


@cli.command("compare")
@click.argument("old", metavar="OLD", type=click.Path())
@click.argument("new", metavar="NEW", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV that Excel opens.")
@click.option("--all", "everything", is_flag=True, help="Also what was kept.")
@click.pass_context
def show(
    context: click.Context,
    old: str,
    new: str,
    as_json: bool,
    as_csv: bool,
    everything: bool,
) -> None:
    """Print what NEW changed, added and dropped of OLD."""
    output = Output(as_json, False)
    before, after = output.load(old), output.load(new)
    if before is not None and after is not None:
        try:
            changes = compare(before.document, after.document).changes
        except CnpolicyError as error:  # the extra is missing
            click.echo(f"cnpolicy: {error}", err=True)
            context.exit(2)
        rows = [
            row
            for change, row in zip(changes, _rows(changes, before, after), strict=True)
            if everything or change.kind is not ChangeKind.KEPT
        ]
        show_rows(after, output, _COLUMNS, rows, as_csv)
    context.exit(output.exit_code)


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
            "targets": [_target(item, before, after) for item in change.targets],
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
    """Write what became of a target: 10件→12件."""
    old = change.before.quantity.of(before.text) if change.before else ""
    new = change.after.quantity.of(after.text) if change.after else ""
    return f"{old}→{new}"
