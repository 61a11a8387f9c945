"""Chinese government plans and notices as a typed, lossless tree.

`parse` accepts any `str`. It never raises on content, `unparse(parse(text)) == text`,
every node knows its span, and it takes time in proportion to the length of the text.
If it does otherwise, it is a bug.

The classes of the tree come with the package; `parse` and whatever reads a finished
tree, a file or an export is imported when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cnpolicy.annotations import Layout, Metadata, Organization, Responsibility, Script
from cnpolicy.diagnostics import Diagnostic, Severity
from cnpolicy.errors import CnpolicyError, DecodeError, LimitError, ReadError
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
from cnpolicy.outline import OutlineItem, outline
from cnpolicy.profiles import PLAN, Profile
from cnpolicy.spans import Position, Span
from cnpolicy.visitors import NodeTransformer, NodeVisitor, walk

if TYPE_CHECKING:
    from cnpolicy.annotate.citations import Citation, citations
    from cnpolicy.annotate.deadlines import Deadline, deadlines
    from cnpolicy.annotate.organizations import OrganizationMention, organizations
    from cnpolicy.annotate.targets import Target, targets
    from cnpolicy.checking import CheckProfile, Finding, check, fix
    from cnpolicy.chunking import Chunk, chunks
    from cnpolicy.comparing import compare
    from cnpolicy.comparison import Comparison
    from cnpolicy.export.csv import to_csv
    from cnpolicy.export.json import from_dict, from_json, to_dict, to_json
    from cnpolicy.export.markdown import to_markdown
    from cnpolicy.export.xlsx import to_xlsx
    from cnpolicy.files import parse_file
    from cnpolicy.parser import parse, responsibilities
    from cnpolicy.readers import Source, read
    from cnpolicy.task import Task
    from cnpolicy.task_views import by_organization, long_rows
    from cnpolicy.tasking import tasks

__version__ = "0.1.0"

_LATER = {
    "CheckProfile": "cnpolicy.checking",
    "Chunk": "cnpolicy.chunking",
    "Citation": "cnpolicy.annotate.citations",
    "Comparison": "cnpolicy.comparison",
    "Deadline": "cnpolicy.annotate.deadlines",
    "Finding": "cnpolicy.checking",
    "OrganizationMention": "cnpolicy.annotate.organizations",
    "Source": "cnpolicy.readers",
    "Target": "cnpolicy.annotate.targets",
    "Task": "cnpolicy.task",
    "by_organization": "cnpolicy.task_views",
    "check": "cnpolicy.checking",
    "chunks": "cnpolicy.chunking",
    "citations": "cnpolicy.annotate.citations",
    "compare": "cnpolicy.comparing",
    "deadlines": "cnpolicy.annotate.deadlines",
    "fix": "cnpolicy.checking",
    "from_dict": "cnpolicy.export.json",
    "from_json": "cnpolicy.export.json",
    "long_rows": "cnpolicy.task_views",
    "organizations": "cnpolicy.annotate.organizations",
    "parse": "cnpolicy.parser",
    "parse_file": "cnpolicy.files",
    "read": "cnpolicy.readers",
    "responsibilities": "cnpolicy.parser",
    "targets": "cnpolicy.annotate.targets",
    "tasks": "cnpolicy.tasking",
    "to_csv": "cnpolicy.export.csv",
    "to_dict": "cnpolicy.export.json",
    "to_json": "cnpolicy.export.json",
    "to_markdown": "cnpolicy.export.markdown",
    "to_xlsx": "cnpolicy.export.xlsx",
}
"""Public names that are imported on first use, with the module each comes from."""


def __getattr__(name: str) -> Any:
    """Import a name of `_LATER` when it is asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_LATER[name]), name)
    globals()[name] = value
    return value


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
    "to_xlsx",
    "unparse",
    "walk",
]
