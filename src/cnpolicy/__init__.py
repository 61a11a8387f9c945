"""Chinese government plans and notices as a typed, lossless tree.

`parse` accepts any `str`. It never raises on content, `unparse(parse(text)) == text`,
every node knows its span, and it takes time in proportion to the length of the text.
If it does otherwise, it is a bug.
"""

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
)
from cnpolicy.numerals import NumeralScript
from cnpolicy.outline import OutlineItem, outline
from cnpolicy.parser import parse, responsibilities, unparse
from cnpolicy.profiles import PLAN, Profile
from cnpolicy.spans import Position, Span
from cnpolicy.visitors import NodeTransformer, NodeVisitor, walk

__version__ = "0.1.0"

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
    "CnpolicyError",
    "DecodeError",
    "Diagnostic",
    "Document",
    "DocumentNumber",
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
    "Span",
    "Table",
    "Title",
    "outline",
    "parse",
    "responsibilities",
    "unparse",
    "walk",
]
