"""Chinese government plans and notices as a typed, lossless tree.

`parse` accepts any `str`. It never raises on content, `unparse(parse(text)) == text`,
every node knows its span, and it takes time in proportion to the length of the text.
If it does otherwise, it is a bug.

Each public name is imported when it is first asked for, so that `import cnpolicy` costs
next to nothing and a program pays for what it uses.
"""

from importlib import import_module

# Read by type checkers only; importing `typing` for its constant would cost 10 ms.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from cnpolicy.analysis.chunks import chunks
    from cnpolicy.analysis.comparison import compare
    from cnpolicy.analysis.task_views import by_organization, long_rows
    from cnpolicy.analysis.tasks import tasks
    from cnpolicy.annotation.citations.citations import citations
    from cnpolicy.annotation.deadlines.deadlines import deadlines
    from cnpolicy.annotation.organizations.gazetteer import load_lexicon
    from cnpolicy.annotation.organizations.organizations import (
        organizations,
        unresolved,
    )
    from cnpolicy.annotation.references.references import references
    from cnpolicy.annotation.responsibilities.responsibilities import responsibilities
    from cnpolicy.annotation.targets.targets import targets
    from cnpolicy.checks.checker import check, fix, mend
    from cnpolicy.checks.findings import (
        NUMBERING,
        OFFICIAL,
        CheckProfile,
        Edit,
        Finding,
    )
    from cnpolicy.checks.fixes import Mended
    from cnpolicy.errors import (
        CnpolicyError,
        DecodeError,
        LimitError,
        ReadError,
        SchemaError,
    )
    from cnpolicy.export.akn.read import from_akn
    from cnpolicy.export.akn.write import to_akn
    from cnpolicy.export.heading_levels import relevel
    from cnpolicy.export.html.page import to_html
    from cnpolicy.export.json import from_dict, from_json, to_dict, to_json
    from cnpolicy.export.markdown import to_markdown
    from cnpolicy.export.mermaid import to_mermaid
    from cnpolicy.export.records.records import to_records
    from cnpolicy.export.sarif import to_sarif
    from cnpolicy.export.schema import json_schema
    from cnpolicy.export.spreadsheets.arrow import to_arrow
    from cnpolicy.export.spreadsheets.csv import to_csv
    from cnpolicy.export.spreadsheets.xlsx import to_xlsx
    from cnpolicy.export.text import to_text
    from cnpolicy.export.word.comments import with_comments
    from cnpolicy.export.word.redline import to_redline
    from cnpolicy.export.word.task_tables import to_docx
    from cnpolicy.files import parse_file
    from cnpolicy.model.diagnostics import Diagnostic, Severity
    from cnpolicy.model.markers import Marker, MarkerStyle, NumeralScript
    from cnpolicy.model.metadata import Layout, Metadata, Script
    from cnpolicy.model.nodes import (
        Addressees,
        Attachment,
        AttachmentLine,
        Blank,
        Box,
        BoxHeading,
        Branch,
        Caption,
        Cell,
        Document,
        DocumentNumber,
        Furniture,
        Heading,
        IssueDate,
        Leaf,
        ListItem,
        Node,
        Notice,
        Paragraph,
        Publicity,
        Row,
        Section,
        Signature,
        Table,
        Title,
        unparse,
    )
    from cnpolicy.model.provenance import DocumentIdentity, Provenance
    from cnpolicy.model.responsibilities import (
        Organization,
        Person,
        Responsibility,
        Role,
    )
    from cnpolicy.model.results.chunks import Chunk, ChunkKind
    from cnpolicy.model.results.citations import Citation, CitationRole
    from cnpolicy.model.results.comparison import (
        Change,
        ChangeKind,
        ComparedProvision,
        Comparison,
        RoleChange,
        TargetChange,
    )
    from cnpolicy.model.results.deadlines import Deadline, DeadlineKind
    from cnpolicy.model.results.organizations import (
        Basis,
        FullName,
        OrganizationMention,
    )
    from cnpolicy.model.results.outline import OutlineItem, outline
    from cnpolicy.model.results.references import Pinpoint, Reference, Unit
    from cnpolicy.model.results.result_tuple import Results
    from cnpolicy.model.results.targets import (
        Amount,
        Baseline,
        Comparator,
        Direction,
        Target,
        TargetKind,
    )
    from cnpolicy.model.results.tasks import BodyTasks, Task, TaskRow
    from cnpolicy.model.source import SourceBox
    from cnpolicy.model.spans import Position, Span
    from cnpolicy.model.visitors import NodeTransformer, NodeVisitor, walk
    from cnpolicy.parser import parse
    from cnpolicy.profiles.profile_files import load_profile
    from cnpolicy.readers.collection import FileRead, read_all
    from cnpolicy.readers.dispatch import read
    from cnpolicy.readers.source import Kind, Note, Origin, Source
    from cnpolicy.vocabulary.profile import PLAN, Profile

__version__ = "0.1.0"

_NAMES = {
    "cnpolicy.analysis.chunks": "chunks",
    "cnpolicy.analysis.comparison": "compare",
    "cnpolicy.analysis.task_views": "by_organization long_rows",
    "cnpolicy.analysis.tasks": "tasks",
    "cnpolicy.annotation.citations.citations": "citations",
    "cnpolicy.annotation.deadlines.deadlines": "deadlines",
    "cnpolicy.annotation.organizations.gazetteer": "load_lexicon",
    "cnpolicy.annotation.organizations.organizations": "organizations unresolved",
    "cnpolicy.annotation.references.references": "references",
    "cnpolicy.annotation.responsibilities.responsibilities": "responsibilities",
    "cnpolicy.annotation.targets.targets": "targets",
    "cnpolicy.checks.checker": "check fix mend",
    "cnpolicy.checks.findings": "NUMBERING OFFICIAL CheckProfile Edit Finding",
    "cnpolicy.checks.fixes": "Mended",
    "cnpolicy.errors": "CnpolicyError DecodeError LimitError ReadError SchemaError",
    "cnpolicy.export.akn.read": "from_akn",
    "cnpolicy.export.akn.write": "to_akn",
    "cnpolicy.export.spreadsheets.arrow": "to_arrow",
    "cnpolicy.export.spreadsheets.csv": "to_csv",
    "cnpolicy.export.heading_levels": "relevel",
    "cnpolicy.export.html.page": "to_html",
    "cnpolicy.export.json": "from_dict from_json to_dict to_json",
    "cnpolicy.export.markdown": "to_markdown",
    "cnpolicy.export.mermaid": "to_mermaid",
    "cnpolicy.export.records.records": "to_records",
    "cnpolicy.export.sarif": "to_sarif",
    "cnpolicy.export.schema": "json_schema",
    "cnpolicy.export.text": "to_text",
    "cnpolicy.export.word.comments": "with_comments",
    "cnpolicy.export.word.redline": "to_redline",
    "cnpolicy.export.word.task_tables": "to_docx",
    "cnpolicy.export.spreadsheets.xlsx": "to_xlsx",
    "cnpolicy.files": "parse_file",
    "cnpolicy.model.results.chunks": "Chunk ChunkKind",
    "cnpolicy.model.results.citations": "Citation CitationRole",
    "cnpolicy.model.results.comparison": (
        "Change ChangeKind ComparedProvision Comparison RoleChange TargetChange"
    ),
    "cnpolicy.model.results.deadlines": "Deadline DeadlineKind",
    "cnpolicy.model.diagnostics": "Diagnostic Severity",
    "cnpolicy.model.markers": "Marker MarkerStyle NumeralScript",
    "cnpolicy.model.metadata": "Layout Metadata Script",
    "cnpolicy.model.nodes": (
        "Addressees Attachment AttachmentLine Blank Box BoxHeading Branch"
        " Caption Cell Document DocumentNumber Furniture Heading IssueDate Leaf"
        " ListItem Node Notice Paragraph Publicity Row Section Signature Table"
        " Title unparse"
    ),
    "cnpolicy.model.results.organizations": "Basis FullName OrganizationMention",
    "cnpolicy.model.results.outline": "OutlineItem outline",
    "cnpolicy.model.provenance": "DocumentIdentity Provenance",
    "cnpolicy.model.results.references": "Pinpoint Reference Unit",
    "cnpolicy.model.responsibilities": "Organization Person Responsibility Role",
    "cnpolicy.model.results.result_tuple": "Results",
    "cnpolicy.model.source": "SourceBox",
    "cnpolicy.model.spans": "Position Span",
    "cnpolicy.model.results.targets": (
        "Amount Baseline Comparator Direction Target TargetKind"
    ),
    "cnpolicy.model.results.tasks": "BodyTasks Task TaskRow",
    "cnpolicy.model.visitors": "NodeTransformer NodeVisitor walk",
    "cnpolicy.parser": "parse",
    "cnpolicy.profiles.profile_files": "load_profile",
    "cnpolicy.readers.collection": "FileRead read_all",
    "cnpolicy.readers.dispatch": "read",
    "cnpolicy.readers.source": "Kind Note Origin Source",
    "cnpolicy.vocabulary.profile": "PLAN Profile",
}
"""The public names, by the module that each comes from; no module is named like one."""

_HOMES = {name: module for module, names in _NAMES.items() for name in names.split()}


def __getattr__(name: str) -> "Any":
    """Import a public name when it is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names, those not yet imported included."""
    return sorted({*globals(), *_HOMES})


__all__ = [
    "NUMBERING",
    "OFFICIAL",
    "PLAN",
    "Addressees",
    "Amount",
    "Attachment",
    "AttachmentLine",
    "Baseline",
    "Basis",
    "Blank",
    "BodyTasks",
    "Box",
    "BoxHeading",
    "Branch",
    "Caption",
    "Cell",
    "Change",
    "ChangeKind",
    "CheckProfile",
    "Chunk",
    "ChunkKind",
    "Citation",
    "CitationRole",
    "CnpolicyError",
    "Comparator",
    "ComparedProvision",
    "Comparison",
    "Deadline",
    "DeadlineKind",
    "DecodeError",
    "Diagnostic",
    "Direction",
    "Document",
    "DocumentIdentity",
    "DocumentNumber",
    "Edit",
    "FileRead",
    "Finding",
    "FullName",
    "Furniture",
    "Heading",
    "IssueDate",
    "Kind",
    "Layout",
    "Leaf",
    "LimitError",
    "ListItem",
    "Marker",
    "MarkerStyle",
    "Mended",
    "Metadata",
    "Node",
    "NodeTransformer",
    "NodeVisitor",
    "Note",
    "Notice",
    "NumeralScript",
    "Organization",
    "OrganizationMention",
    "Origin",
    "OutlineItem",
    "Paragraph",
    "Person",
    "Pinpoint",
    "Position",
    "Profile",
    "Provenance",
    "Publicity",
    "ReadError",
    "Reference",
    "Responsibility",
    "Results",
    "Role",
    "RoleChange",
    "Row",
    "SchemaError",
    "Script",
    "Section",
    "Severity",
    "Signature",
    "Source",
    "SourceBox",
    "Span",
    "Table",
    "Target",
    "TargetChange",
    "TargetKind",
    "Task",
    "TaskRow",
    "Title",
    "Unit",
    "by_organization",
    "check",
    "chunks",
    "citations",
    "compare",
    "deadlines",
    "fix",
    "from_akn",
    "from_dict",
    "from_json",
    "json_schema",
    "load_lexicon",
    "load_profile",
    "long_rows",
    "mend",
    "organizations",
    "outline",
    "parse",
    "parse_file",
    "read",
    "read_all",
    "references",
    "relevel",
    "responsibilities",
    "targets",
    "tasks",
    "to_akn",
    "to_arrow",
    "to_csv",
    "to_dict",
    "to_docx",
    "to_html",
    "to_json",
    "to_markdown",
    "to_mermaid",
    "to_records",
    "to_redline",
    "to_sarif",
    "to_text",
    "to_xlsx",
    "unparse",
    "unresolved",
    "walk",
    "with_comments",
]
