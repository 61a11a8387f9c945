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

    from cnpolicy.annotate.citations import Citation, citations
    from cnpolicy.annotate.deadlines import Deadline, deadlines
    from cnpolicy.annotate.organizations import OrganizationMention, organizations
    from cnpolicy.annotate.targets import Target, targets
    from cnpolicy.annotations import (
        Layout,
        Metadata,
        Organization,
        Responsibility,
        Script,
    )
    from cnpolicy.checking import CheckProfile, Finding, check, fix
    from cnpolicy.chunking import Chunk, chunks
    from cnpolicy.comparing import compare
    from cnpolicy.comparison import Comparison
    from cnpolicy.diagnostics import Diagnostic, Severity
    from cnpolicy.errors import CnpolicyError, DecodeError, LimitError, ReadError
    from cnpolicy.export.csv import to_csv
    from cnpolicy.export.json import from_dict, from_json, to_dict, to_json
    from cnpolicy.export.markdown import to_markdown
    from cnpolicy.export.text import to_text
    from cnpolicy.export.xlsx import to_xlsx
    from cnpolicy.files import parse_file
    from cnpolicy.markers import Marker, MarkerStyle
    from cnpolicy.nodes import (
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
    from cnpolicy.numerals import NumeralScript
    from cnpolicy.outlining import OutlineItem, outline
    from cnpolicy.parser import parse, responsibilities
    from cnpolicy.profiles import PLAN, Profile
    from cnpolicy.readers import Source, read
    from cnpolicy.spans import Position, Span
    from cnpolicy.task import Task
    from cnpolicy.task_views import by_organization, long_rows
    from cnpolicy.tasking import tasks
    from cnpolicy.visitors import NodeTransformer, NodeVisitor, walk

__version__ = "0.1.0"

_NAMES = {
    "cnpolicy.annotate.citations": "Citation citations",
    "cnpolicy.annotate.deadlines": "Deadline deadlines",
    "cnpolicy.annotate.organizations": "OrganizationMention organizations",
    "cnpolicy.annotate.targets": "Target targets",
    "cnpolicy.annotations": "Layout Metadata Organization Responsibility Script",
    "cnpolicy.checking": "CheckProfile Finding check fix",
    "cnpolicy.chunking": "Chunk chunks",
    "cnpolicy.comparing": "compare",
    "cnpolicy.comparison": "Comparison",
    "cnpolicy.diagnostics": "Diagnostic Severity",
    "cnpolicy.errors": "CnpolicyError DecodeError LimitError ReadError",
    "cnpolicy.export.csv": "to_csv",
    "cnpolicy.export.json": "from_dict from_json to_dict to_json",
    "cnpolicy.export.markdown": "to_markdown",
    "cnpolicy.export.text": "to_text",
    "cnpolicy.export.xlsx": "to_xlsx",
    "cnpolicy.files": "parse_file",
    "cnpolicy.markers": "Marker MarkerStyle",
    "cnpolicy.nodes": (
        "Addressees Attachment AttachmentLine Blank Box BoxHeading Branch Caption Cell"
        " Document DocumentNumber Furniture Heading IssueDate Leaf ListItem Node Notice"
        " Paragraph Publicity Row Section Signature Table Title unparse"
    ),
    "cnpolicy.numerals": "NumeralScript",
    "cnpolicy.outlining": "OutlineItem outline",
    "cnpolicy.parser": "parse responsibilities",
    "cnpolicy.profiles": "PLAN Profile",
    "cnpolicy.readers": "Source read",
    "cnpolicy.spans": "Position Span",
    "cnpolicy.task": "Task",
    "cnpolicy.task_views": "by_organization long_rows",
    "cnpolicy.tasking": "tasks",
    "cnpolicy.visitors": "NodeTransformer NodeVisitor walk",
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
    "PLAN",
    "Addressees",
    "Attachment",
    "AttachmentLine",
    "Blank",
    "Box",
    "BoxHeading",
    "Branch",
    "Caption",
    "Cell",
    "CheckProfile",
    "Chunk",
    "Citation",
    "CnpolicyError",
    "Comparison",
    "Deadline",
    "DecodeError",
    "Diagnostic",
    "Document",
    "DocumentNumber",
    "Finding",
    "Furniture",
    "Heading",
    "IssueDate",
    "Layout",
    "Leaf",
    "LimitError",
    "ListItem",
    "Marker",
    "MarkerStyle",
    "Metadata",
    "Node",
    "NodeTransformer",
    "NodeVisitor",
    "Notice",
    "NumeralScript",
    "Organization",
    "OrganizationMention",
    "OutlineItem",
    "Paragraph",
    "Position",
    "Profile",
    "Publicity",
    "ReadError",
    "Responsibility",
    "Row",
    "Script",
    "Section",
    "Severity",
    "Signature",
    "Source",
    "Span",
    "Table",
    "Target",
    "Task",
    "Title",
    "by_organization",
    "check",
    "chunks",
    "citations",
    "compare",
    "deadlines",
    "fix",
    "from_dict",
    "from_json",
    "long_rows",
    "organizations",
    "outline",
    "parse",
    "parse_file",
    "read",
    "responsibilities",
    "targets",
    "tasks",
    "to_csv",
    "to_dict",
    "to_json",
    "to_markdown",
    "to_text",
    "to_xlsx",
    "unparse",
    "walk",
]
