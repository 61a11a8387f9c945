"""The segment: one logical paragraph, or a run of empty lines.

Defines the class that every stage before the tree reads and writes.
"""

from __future__ import annotations

from enum import Enum, StrEnum

from cnpolicy.model.markers import Marker
from cnpolicy.model.nodes import Table


class DocumentPart(Enum):
    """What begins at a segment."""

    NOTICE = "NOTICE"
    """The notice that issues a plan."""

    MAIN = "MAIN"
    """The plan behind its notice."""

    ATTACHMENT = "ATTACHMENT"
    """A document attached."""

    BACK = "BACK"
    """What follows the numbered text."""


class SegmentKind(StrEnum):
    """What a segment is; the value is the terminal of the grammar that it becomes.

    A segment begins as `TEXT`, `BLANK`, `BOX` or `CAPTION`; later stages make it more
    precise.
    """

    TEXT = "TEXT"
    """A paragraph, and whatever nothing else is known of."""

    BLANK = "BLANK"
    """Empty lines."""

    TABLE = "TABLE"
    """The rows of a table."""

    BOX = "BOX"
    """The line that opens a box: 专栏1 …"""

    CAPTION = "CAPTION"
    """The label of a table or figure: 表1 …"""

    HEADING = "HEADING"
    """A heading; its terminal says its rank too (L1, B1)."""

    TITLE = "TITLE"
    """A line of the title of a document."""

    DOCUMENT_NUMBER = "NUMBER"
    """文号: 国发〔2021〕20号."""

    ADDRESSEES = "ADDRESSEES"
    """主送机关: 各区县人民政府："""

    SIGNATURE = "SIGNATURE"
    """署名: who signs."""

    ISSUE_DATE = "DATE"
    """成文日期: 2021年12月10日."""

    PUBLICITY = "PUBLICITY"
    """公开属性: （此件公开发布）."""

    ATTACHMENT_LINE = "ANNEX"
    """A line that names an attachment: 附件：1.主要指标."""

    FURNITURE = "FURNITURE"
    """What belongs to the page: its number, its navigation."""


# Every stage asks every segment for its kind, and access to a member of an Enum is slow
# before Python 3.12: these names are fast, and are compared by identity.
TEXT, BLANK, TABLE = SegmentKind.TEXT, SegmentKind.BLANK, SegmentKind.TABLE
BOX, CAPTION = SegmentKind.BOX, SegmentKind.CAPTION
HEADING, TITLE = SegmentKind.HEADING, SegmentKind.TITLE
DOCUMENT_NUMBER, ADDRESSEES = SegmentKind.DOCUMENT_NUMBER, SegmentKind.ADDRESSEES
SIGNATURE, ISSUE_DATE = SegmentKind.SIGNATURE, SegmentKind.ISSUE_DATE
PUBLICITY, ATTACHMENT_LINE = SegmentKind.PUBLICITY, SegmentKind.ATTACHMENT_LINE
FURNITURE = SegmentKind.FURNITURE


class Segment:
    """A piece of the text that is one logical paragraph.

    `start:end` is what it owns, indent and line ending included; `first:last` what is
    visible of it.
    """

    # Few segments have these; the others are set on every one, since an attribute
    # of the instance is found faster than one of its class.
    cut_by_page: bool = False
    """Whether the end of a page cuts its paragraph in two."""

    continues: bool = False
    """Whether it is the rest of the paragraph before it, which the page cut."""

    stated_level: int = 0
    """Its level as a heading that the file states, 1 for the highest; 0 without one."""

    box_end_is_certain: bool = True
    """Of the opening of a box: whether the text tells where the box ends."""

    def __init__(
        self, start: int, first: int, last: int, end: int, kind: SegmentKind
    ) -> None:
        self.start = start
        self.first = first
        self.last = last
        self.end = end
        self.kind = kind
        """What it is, as far as the stages have told."""
        self.marker: Marker | None = None
        """The number or sign that opens it; None if there is none."""
        self.rank = 0
        """Its level as a heading, 1 for the top one; 0 if it is none."""
        self.tentative = False
        """Whether it begins inside a line, so that it may turn out to be no break."""
        self.part: DocumentPart | None = None
        """The part of the document that begins with it; None if none does."""
        self.boxed = False
        """Whether it is content of a box."""
        self.table: Table | None = None
        """Of a table: its node."""

    def __repr__(self) -> str:
        return f"Segment({self.start}:{self.end} {self.kind.value} {self.rank})"
