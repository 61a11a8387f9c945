"""`cnpolicy info`: what a document is, at a glance.

In: files. Out: one row for each: what it says of itself, its format, and how much of
everything it holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from cnpolicy.analysis.tasks import tasks
from cnpolicy.annotation.citations.citations import citations
from cnpolicy.annotation.deadlines.deadlines import deadlines
from cnpolicy.annotation.targets.targets import targets
from cnpolicy.cli.command import table_command
from cnpolicy.cli.console import Column, Row
from cnpolicy.cli.reading import Job
from cnpolicy.lexical.line_ends import line_starts
from cnpolicy.model.nodes import Attachment, Box, Section, Table
from cnpolicy.model.visitors import walk

_COLUMNS = (
    Column("title", "document-title", head=True),
    Column("notice_title"),
    Column("issuers"),
    Column("doc_number"),
    Column("addressees"),
    Column("date", "issue-date"),
    Column("publicity"),
    Column("signers"),
    Column("kind", "file-kind", coded=True),
    Column("layout", coded=True),
    Column("script", coded=True),
    Column("lines", right=True),
    Column("chars", right=True),
    Column("sections", right=True),
    Column("boxes", right=True),
    Column("tables", right=True),
    Column("attachments", right=True),
    Column("responsibilities", right=True),
    Column("tasks", right=True),
    Column("targets", "target-count", right=True),
    Column("deadlines", right=True),
    Column("citations", right=True),
    Column("diagnostics", right=True),
)
_COUNTED = {
    "sections": Section,
    "boxes": Box,
    "tables": Table,
    "attachments": Attachment,
}


@table_command("info", _COLUMNS, cards=True)
def show(job: Job) -> Iterator[Row]:
    """Print what a document says of itself, and how much of everything it holds."""
    document, about = job.document, job.document.metadata
    nodes = list(walk(document))
    starts = line_starts(job.text)
    yield {
        "title": about.title,
        "notice_title": about.notice_title,
        "issuers": list(about.issuers),
        "doc_number": about.doc_number,
        "addressees": about.addressees,
        "date": about.date.isoformat() if about.date else None,
        "publicity": about.publicity,
        "signers": list(about.signers),
        "kind": job.source.kind.value,
        "layout": document.layout.value,
        "script": document.script.value,
        "lines": len(starts) - (starts[-1] == len(job.text)),
        "chars": len(job.text),
        **{
            name: sum(isinstance(node, kind) for node in nodes)
            for name, kind in _COUNTED.items()
        },
        "responsibilities": len(document.responsibilities),
        "tasks": len(tasks(document)),
        "targets": len(targets(document)),
        "deadlines": len(deadlines(document)),
        "citations": len(citations(document)),
        "diagnostics": len(document.diagnostics),
    }
