"""The classes of the tree: what parts a plan, a notice or an opinion has.

Defines attrs classes, frozen and slotted. A *leaf* owns a piece of the text with its
indent, trailing space and line ending; a *branch* owns children in order. The leaves of
a document, joined, are its text. Spans are places in the text given to `parse` and take
no part in equality.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from attrs import field, frozen

from cnpolicy.model.diagnostics import Diagnostic
from cnpolicy.model.markers import Marker
from cnpolicy.model.metadata import Layout, Metadata, Script
from cnpolicy.model.provenance import (
    DocumentIdentity,
    Provenance,
    identity_of,
    provenance_of,
)
from cnpolicy.model.responsibilities import Responsibility
from cnpolicy.model.row_kinds import RowKind
from cnpolicy.model.short_repr import ASIDE, html_of, shown
from cnpolicy.model.source import Source
from cnpolicy.model.spans import NOWHERE, Span

# ---------------------------------------------------------------------------- leaves


@shown
@frozen(repr=False)
class Leaf:
    """A piece of text that has no parts of its own."""

    text: str
    """Its characters, with indent, trailing space and line ending."""

    span: Span = field(eq=False, repr=False, default=NOWHERE, kw_only=True)
    """Where it stands."""

    children: ClassVar[tuple[Node, ...]] = ()


@shown
@frozen(repr=False)
class Heading(Leaf):
    """The numbered heading of a section: `（四）加强知识产权司法保护。`"""

    marker: Marker | None = None
    """The number that opens it; None where the file states a heading without one."""

    title: str | None = None
    """Its words without marker and final 。; None if the paragraph is all body."""

    title_span: Span | None = field(eq=False, repr=False, default=None)
    """Where the title stands; None without title."""


@shown
@frozen(repr=False)
class Paragraph(Leaf):
    """Running text: `坚持依法保护。理顺知识产权保护体制机制，…`"""

    lead: str | None = None
    """Its unnumbered heading sentence (坚持依法保护), without 。; None without one."""

    continues: bool = False
    """Whether it is the rest of the paragraph before it, which a page cut in two."""


@shown
@frozen(repr=False)
class ListItem(Leaf):
    """An item without a place in the hierarchy: `——知识产权保护迈上新台阶。…`"""

    marker: Marker | None = None
    """The sign that opens it: ——, •, 一是."""


@shown
@frozen(repr=False)
class Caption(Leaf):
    """The line that names a table or figure: `表1 主要指标`."""

    label: str | None = None
    """表, 附表, 图."""

    ordinal: int | None = None
    """Its number; None if it has none."""

    title: str | None = None
    """Its words; None if it has none."""


@shown
@frozen(repr=False)
class BoxHeading(Leaf):
    """The line that opens a box: `专栏1　易涝区域整治工程`, `重点工程之三：…`"""

    label: str = ""
    """The label as written, number included: 专栏1, 重点工程之三."""

    ordinal: int | None = None
    """Its number; None if it has none."""

    title: str | None = None
    """Its words; None if it has none."""


class Title(Leaf):
    """A line of the title: `淄博市知识产权发展“十四五”规划`."""

    __slots__ = ()


class DocumentNumber(Leaf):
    """The 文号: `国发〔2021〕20号`."""

    __slots__ = ()


class Addressees(Leaf):
    """The 主送机关: `各区县人民政府，市政府各部门：`"""

    __slots__ = ()


class Signature(Leaf):
    """The 署名: `淄博市人民政府办公室`; on a cover, who issues the document."""

    __slots__ = ()


class IssueDate(Leaf):
    """The 成文日期: `2021年12月10日`."""

    __slots__ = ()


class Publicity(Leaf):
    """The 公开属性: `（此件公开发布）`."""

    __slots__ = ()


@shown
@frozen(repr=False)
class AttachmentLine(Leaf):
    """A line that lists or opens attachments: `附件：1.主要指标`, `附件2`."""

    label: str | None = None
    """附件 with its number as written; None on the later lines of a list."""

    title: str | None = None
    """The name of the attachment; None if it stands elsewhere."""


class Furniture(Leaf):
    """Text of the page, not of the document: `首页 > 政策 > 正文`."""

    __slots__ = ()


class Blank(Leaf):
    """A run of empty lines."""

    __slots__ = ()


@shown
@frozen(repr=False)
class Cell(Leaf):
    """One cell of a table, with the separator behind it."""

    value: str = ""
    """Its words without space and separators; where a merged cell reaches here from
    another place, the words of that one."""

    inherited: bool = False
    """Whether the words stand elsewhere: the cell is a part of a merged one."""

    value_span: Span | None = field(eq=False, repr=False, default=None)
    """Where the words stand that it inherits; None for words of its own."""


# -------------------------------------------------------------------------- branches


@shown
@frozen(repr=False)
class Branch:
    """A part of the document that is made of parts."""

    children: tuple[Node, ...]
    """Its parts in order; joined, they are its text."""

    span: Span = field(eq=False, repr=False, default=NOWHERE, kw_only=True)
    """Where it stands, from its first child to its last."""


class Section(Branch):
    """A numbered part with all that belongs to it: `一、规划背景` and its paragraphs.

    The first child is its `Heading`; text, boxes and subsections follow.
    """

    __slots__ = ()

    @property
    def heading(self) -> Heading:
        """Its heading."""
        first = self.children[0]
        assert isinstance(first, Heading)
        return first

    @property
    def marker(self) -> Marker | None:
        """The number of its heading."""
        return self.heading.marker

    @property
    def title(self) -> str | None:
        """The words of its heading; None if the paragraph is all body."""
        return self.heading.title


@shown
@frozen(repr=False)
class Box(Branch):
    """A 专栏 or 重点工程 set into the text: `重点工程一：高价值专利培育工程`."""

    end_certain: bool = True
    """Whether the text tells where it ends; False if the end was inferred."""

    @property
    def heading(self) -> BoxHeading | None:
        """The line that opens it; None in a box made by hand without one."""
        first = self.children[0] if self.children else None
        return first if isinstance(first, BoxHeading) else None

    @property
    def label(self) -> str:
        """Its label as written, number included; empty without heading."""
        return self.heading.label if self.heading else ""

    @property
    def ordinal(self) -> int | None:
        """Its number; None if it has none."""
        return self.heading.ordinal if self.heading else None

    @property
    def title(self) -> str | None:
        """Its words; None if it has none."""
        return self.heading.title if self.heading else None


@shown
@frozen(repr=False)
class Row(Branch):
    """One row of a table; its children are cells and blanks."""

    kind: RowKind = RowKind.DATA
    """What it is for."""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Its cells in order."""
        return tuple(child for child in self.children if isinstance(child, Cell))


@shown
@frozen(repr=False)
class Table(Branch):
    """A table found in the text; its children are rows, blanks and page furniture."""

    header_rows: int = 1
    """How many of its first rows name the columns, or the table."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows in order, those of the header first."""
        return tuple(child for child in self.children if isinstance(child, Row))

    @property
    def body(self) -> tuple[Row, ...]:
        """The rows that hold data: no header, wherever it stands, no group title."""
        rows = self.rows[self.header_rows :]
        return tuple(row for row in rows if row.kind is RowKind.DATA)

    @property
    def columns(self) -> tuple[str, ...]:
        """What its columns are called: the cells of the header, from the top down.

        Of a header in two rows 责任单位 over 牵头单位 is `责任单位牵头单位`.
        """
        return column_names(self, lambda cell: cell.value)


def column_names(table: Table, words_of: Callable[[Cell], str]) -> tuple[str, ...]:
    """Return what the columns of a table are called, by what its cells say."""
    names: list[str] = []
    for row in table.rows[: table.header_rows]:
        if row.kind is RowKind.TITLE:
            continue
        cells = row.cells
        names += [""] * (len(cells) - len(names))
        for at, cell in enumerate(cells):
            words = words_of(cell)
            if not names[at].endswith(words):
                names[at] += words
    return tuple(names)


class Notice(Branch):
    """The notice that issues a plan: title, 文号, 主送, lead, 署名 and date."""

    __slots__ = ()


class Attachment(Branch):
    """A document that follows the main one and numbers its parts afresh."""

    __slots__ = ()

    @property
    def title(self) -> str | None:
        """The words of its title lines, joined; None if it has none."""
        return title_of(self.children)


@shown
@frozen(repr=False)
class Document(Branch):
    """A whole text: notice, plan, attachments, and what surrounds them."""

    SHOWN: ClassVar = ("title",)

    metadata: Metadata = field(factory=Metadata)
    """What its head and tail say about it."""

    script: Script = Script.SIMPLIFIED
    """In which script it is written."""

    layout: Layout = Layout.LINES
    """How its paragraphs are separated."""

    responsibilities: tuple[Responsibility, ...] = ()
    """Who does what, in the order of the text."""

    diagnostics: tuple[Diagnostic, ...] = ()
    """What was noticed and is not sure, in the order of the text."""

    carrier: Metadata | None = field(eq=False, repr=False, default=None)
    """What its page or file says about it, which may differ; None for a bare text."""

    source: Source | None = field(eq=False, repr=False, default=None, metadata=ASIDE)
    """The way back to its file, which is not exported; None for a bare text."""

    @property
    def title(self) -> str | None:
        """The title of the plan; None if the text has none."""
        return self.metadata.title

    @property
    def identity(self) -> DocumentIdentity:
        """By what it is known among others; the carrier fills what it does not say."""
        return identity_of(self.metadata, self.carrier, self.source)

    def _repr_html_(self) -> str:
        """Show the outline, in a notebook."""
        return html_of("document_html", self)

    def origin_of(self, span: Span) -> Provenance:
        """Return where a piece of the text stands in the file it was read from.

        `span` is a place in the text that was parsed. A bare text stands in no file.
        """
        if not isinstance(span, Span):
            raise TypeError(f"origin_of() takes a Span, not {type(span).__name__}")
        return provenance_of(self.source, span)


Node = Leaf | Branch


def title_of(children: tuple[Node, ...]) -> str | None:
    """Join the words of the `Title` leaves among `children`; None without any."""
    words = [
        "".join(child.text.split()).lstrip("#*>")
        for child in children
        if isinstance(child, Title)
    ]
    return "".join(words) or None


def unparse(node: Node) -> str:
    """Return the text of a node: its leaves, joined.

    Law: `unparse(parse(text)) == text`, and an edited tree gives the edited text.
    Runs without recursion, so that trees made by hand may be of any depth.

    >>> unparse(Section((Heading("一、目标\\n"), Paragraph("到2025年…\\n"))))
    '一、目标\\n到2025年…\\n'
    """
    if not isinstance(node, Leaf | Branch):
        raise TypeError(f"unparse() takes a node, not {type(node).__name__}")
    pieces: list[str] = []
    stack: list[Node] = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, Leaf):
            pieces.append(current.text)
        else:
            stack.extend(reversed(current.children))
    return "".join(pieces)
