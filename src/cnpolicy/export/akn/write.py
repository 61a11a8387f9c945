"""A document as Akoma Ntoso.

In: a `Document`. Out: XML of Akoma Ntoso 3.0 (OASIS Standard, 29 August 2018), valid
against its schema (extra `akn`). What stands before the first part and names the
document is its `preface`, what closes it its `conclusions`; sections are hierarchy with
`num` and `heading`, tables are tables, and bodies that a clause names are marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, cast

from cnpolicy.errors import CnpolicyError, SchemaError
from cnpolicy.export.akn.metadata import NAMES, Mention, References, meta
from cnpolicy.export.akn.names import (
    ABBREVIATIONS,
    ILLEGAL,
    NAMESPACE,
    NODE,
    PARTS,
    REST,
    TITLE_INLINES,
    qualified,
    written,
)
from cnpolicy.export.akn.pointers import Pointer, pointers
from cnpolicy.export.akn.shapes import append, is_part, is_table, leading, name_of
from cnpolicy.export.akn.split_heading import SplitHeading, split_heading
from cnpolicy.model.arguments import expect
from cnpolicy.model.nodes import (
    Addressees,
    AttachmentLine,
    Blank,
    BoxHeading,
    Branch,
    Cell,
    Document,
    DocumentNumber,
    Furniture,
    Heading,
    IssueDate,
    Leaf,
    Node,
    Paragraph,
    Publicity,
    Row,
    Section,
    Signature,
    Table,
    Title,
)
from cnpolicy.model.spans import Span

if TYPE_CHECKING:
    from lxml.etree import _Element

_FRONT = (Title, DocumentNumber, Addressees, IssueDate, Furniture, Blank)
_BACK = (Signature, IssueDate, Publicity, AttachmentLine, Furniture, Blank)


def to_akn(document: Document) -> str:
    """Return a document as XML of Akoma Ntoso 3.0, in one text to be saved in UTF-8.

    Law: it is valid against the schema of OASIS, whatever the tree, and
    `from_akn(to_akn(document)) == document`. Bodies stand in `references` with their
    full names, and roles as `TLCRole`; in the text they are marked where a clause names
    them, and a place that the text points to, if it is in the document, is a `ref` to
    the `eId` of its element. What Akoma Ntoso has no name for stands in attributes of
    another namespace, the metadata and the findings of the parser in `proprietary`.
    Characters that XML cannot hold are `inline` elements.

    Raises `CnpolicyError` without lxml (extra `akn`), and `SchemaError` for a tree that
    is nested too deeply.
    """
    expect(document, Document, "to_akn")
    try:
        from lxml import etree
    except ImportError as error:
        raise CnpolicyError(
            'Akoma Ntoso needs lxml: pip install "cnpolicy[akn]"'
        ) from error
    root = etree.Element(qualified("akomaNtoso"), nsmap=cast("dict[str, str]", NAMES))
    try:
        _Writer(document).write(root)
        return etree.tostring(root, encoding="unicode") + "\n"
    except RecursionError:
        raise SchemaError("this tree is nested too deeply to be exported") from None


class _Writer:
    """One document while it is written; pieces of the text are written in order."""

    def __init__(self, document: Document) -> None:
        """Prepare to write `document`."""
        from lxml import etree

        self._make = etree.SubElement
        self._document = document
        self._references = References(document)
        found = pointers(document)
        self._marks: list[Mention | Pointer] = sorted(
            [*self._references.mentions, *found], key=lambda mark: mark.span
        )
        # The elements that others point to, by the span of their node, and those that
        # point, until all elements have their names.
        self._named: dict[Span, str | None] = {one.target: None for one in found}
        self._pointing: list[tuple[_Element, Span]] = []
        self._next = 0
        self._at = 0
        self._counts: dict[str, int] = {}

    # ------------------------------------------------------------------- the frame

    def write(self, root: _Element) -> None:
        """Write the document into the element of the root."""
        doc = self._make(root, qualified("doc"), name="plan")
        doc.append(meta(self._document, self._references))
        children = self._document.children
        front = leading(children, _FRONT)
        back = len(children) - leading(children[front:][::-1], _BACK)
        if front:
            preface = self._make(doc, qualified("preface"))
            self._blocks(preface, children[:front], "preface")
        main = self._make(doc, qualified("mainBody"))
        self._main(main, children[front:back])
        if back < len(children):
            conclusions = self._make(doc, qualified("conclusions"))
            self._blocks(conclusions, children[back:], "conclusions")
        for pointing, target in self._pointing:
            pointing.set("href", f"#{self._named[target] or ''}")

    def _main(self, main: _Element, children: Sequence[Node]) -> None:
        """Write what stands between: hierarchy and blocks, in any order."""
        for child in children:
            if is_part(child):
                self._part(main, child, "", 0)
            else:
                self._block(main, child, "")
        if not children:
            self._make(main, qualified("p"))

    # --------------------------------------------------------------- the hierarchy

    def _part(self, parent: _Element, part: Node, above: str, depth: int) -> None:
        """Write a section, a notice or an attachment."""
        assert isinstance(part, Branch)
        name, depth = name_of(part, depth)
        kind = name or PARTS[type(part).__name__]
        made = self._make(parent, qualified(name or "hcontainer"))
        if name is None:
            made.set("name", kind)
        eid = self._eid(kind, above)
        made.set("eId", eid)
        self._name(part, eid)
        split, children = self._heading(made, part)
        self._set(made, written(part, {}))
        groups = [
            (hierarchical, list(group))
            for hierarchical, group in groupby(children, is_part)
        ]
        if split is not None and split.body and (not groups or groups[0][0]):
            groups.insert(0, (False, []))
        deep = any(hierarchical for hierarchical, _ in groups)
        for place, (hierarchical, group) in enumerate(groups):
            if hierarchical:
                for child in group:
                    self._part(made, child, eid, depth)
                continue
            holder = self._holder(made, eid, place, len(groups), deep)
            if place == 0 and split is not None and split.body:
                self._rest(holder, split.body)
            self._blocks(holder, group, holder.get("eId", ""), may_be_empty=True)

    def _holder(
        self, made: _Element, eid: str, place: int, count: int, deep: bool
    ) -> _Element:
        """Return the element for blocks of a part: by whether parts stand beside."""
        if not deep:
            name = "content"
        elif place == 0:
            name = "intro"
        elif place == count - 1:
            name = "wrapUp"
        else:
            text = self._make(
                made, qualified("hcontainer"), name="text", eId=self._eid("text", eid)
            )
            made, name, eid = text, "content", text.get("eId", "")
        return self._make(made, qualified(name), eId=self._eid(name, eid))

    def _heading(
        self, made: _Element, branch: Branch
    ) -> tuple[SplitHeading | None, Sequence[Node]]:
        """Write `num` and `heading`; return how they were cut, and the other children.

        Only a heading that is the first child has them.
        """
        first = branch.children[0] if branch.children else None
        if not isinstance(first, Heading | BoxHeading):
            return None, branch.children
        split = split_heading(first)
        if not split.num and not split.heading:
            return None, branch.children
        if split.num:
            self._text(self._make(made, qualified("num")), split.num)
        if split.heading:
            self._text(self._make(made, qualified("heading")), split.heading)
        kind = type(first).__name__
        if (kind == "Heading") is not isinstance(branch, Section):
            made.set(qualified("heading", NAMESPACE), kind)
        self._set(made, written(first, split.known()))
        return split, branch.children[1:]

    # ------------------------------------------------------------------ the blocks

    def _blocks(
        self,
        parent: _Element,
        nodes: Sequence[Node],
        above: str,
        may_be_empty: bool = False,
    ) -> None:
        """Write nodes as blocks; an element needs one, unless it `may_be_empty`."""
        for node in nodes:
            self._block(parent, node, above)
        if not nodes and not may_be_empty:
            self._make(parent, qualified("p"))

    def _block(self, parent: _Element, node: Node, above: str) -> None:
        """Write a node as a block."""
        if isinstance(node, Leaf):
            self._leaf(parent, node)
        elif is_table(node):
            self._table(parent, node, above)
        else:
            self._container(parent, node, above)

    def _leaf(self, parent: _Element, leaf: Leaf) -> None:
        """Write a leaf as a `p`."""
        made = self._make(parent, qualified("p"))
        if leaf.span in self._named and self._named[leaf.span] is None:
            made.set("eId", self._eid("p", ""))
            self._name(leaf, made.get("eId", ""))
        kind = type(leaf).__name__
        if kind != Paragraph.__name__ or not leaf.text:
            made.set(qualified(NODE, NAMESPACE), kind)
            made.set("class", kind)
        self._set(made, written(leaf, {}))
        inner = TITLE_INLINES.get(kind)
        if inner is not None:
            made = self._make(made, qualified(inner))
            day = self._document.metadata.date
            if inner == "docDate" and day is not None:
                made.set("date", day.isoformat())
            elif inner == "docDate":
                made.set("date", "0001-01-01")
        self._text(made, leaf.text)

    def _table(self, parent: _Element, table: Node, above: str) -> None:
        """Write a table with its rows and cells."""
        assert isinstance(table, Table)
        eid = self._eid("table", above)
        made = self._make(parent, qualified("table"), eId=eid)
        self._name(table, eid)
        self._set(made, written(table, {}))
        left = len(table.rows[: table.header_rows])
        for child in table.children:
            line = self._make(made, qualified("tr"))
            if not isinstance(child, Row):
                line.set(qualified(NODE, NAMESPACE), "")
                self._leaf_in_cell(line, child)
                continue
            self._set(line, written(child, {}))
            name, left = ("th" if left > 0 else "td"), left - 1
            for cell in child.children:
                if isinstance(cell, Cell):
                    self._cell(line, cell, name)
                else:
                    self._leaf_in_cell(line, cell)

    def _cell(self, line: _Element, cell: Cell, name: str) -> None:
        """Write a cell."""
        made = self._make(line, qualified(name))
        self._set(made, written(cell, {"value": cell.text.strip()}))
        self._text(self._make(made, qualified("p")), cell.text)

    def _leaf_in_cell(self, line: _Element, leaf: Node) -> None:
        """Write what stands between cells or rows, and is none."""
        assert isinstance(leaf, Leaf)
        made = self._make(line, qualified("td"))
        made.set(qualified(NODE, NAMESPACE), "")
        self._leaf(made, leaf)

    def _container(self, parent: _Element, branch: Branch, above: str) -> None:
        """Write a box, or any other branch that stands among blocks."""
        eid = self._eid("box", above)
        made = self._make(parent, qualified("blockContainer"), eId=eid)
        self._name(branch, eid)
        kind = type(branch).__name__
        made.set(qualified(NODE, NAMESPACE), kind)
        made.set("class", kind)
        split, children = self._heading(made, branch)
        self._set(made, written(branch, {}))
        if split is not None and split.body:
            self._rest(made, split.body)
        for child in children:
            self._block(made, child, eid)
        if not children and not (split is not None and split.body):
            self._make(made, qualified("p"))

    # -------------------------------------------------------------- words and names

    @staticmethod
    def _set(made: _Element, fields: Iterator[list[str]]) -> None:
        """Set attributes of the library's own namespace."""
        for name, words in fields:
            made.set(qualified(name.replace("_", "-"), NAMESPACE), words)

    def _eid(self, name: str, above: str) -> str:
        """Return a new eId below that of another element."""
        prefix = f"{above}__" if above else ""
        stem = f"{prefix}{ABBREVIATIONS.get(name, name)}"
        self._counts[stem] = self._counts.get(stem, 0) + 1
        return f"{stem}_{self._counts[stem]}"

    def _name(self, node: Node, eid: str) -> None:
        """Note the eId of a node that something may point to."""
        if node.span in self._named and self._named[node.span] is None:
            self._named[node.span] = eid

    def _rest(self, parent: _Element, words: str) -> None:
        """Write what follows a heading on its line."""
        made = self._make(parent, qualified("p"))
        made.set(qualified(NODE, NAMESPACE), REST)
        self._text(made, words)

    def _text(self, made: _Element, words: str) -> None:
        """Write the next piece of the text, with its bodies and pointers marked."""
        start, end = self._at, self._at + len(words)
        self._at, done = end, start
        while self._next < len(self._marks):
            mark = self._marks[self._next]
            if mark.span.start >= end:
                break
            self._next += 1
            inside = done <= mark.span.start <= mark.span.end <= end
            name = words[mark.span.start - start : mark.span.end - start]
            if not inside or not name or name != mark.name:
                continue  # Not of this text, as in a tree made by hand.
            self._plain(made, words[done - start : mark.span.start - start])
            self._plain(self._marked(made, mark), name)
            done = mark.span.end
        self._plain(made, words[done - start :])

    def _marked(self, made: _Element, mark: Mention | Pointer) -> _Element:
        """Return a new element for the words of a mark."""
        if isinstance(mark, Pointer):
            pointing = self._make(made, qualified("ref"), href="#")
            self._pointing.append((pointing, mark.target))
            return pointing
        if mark.role is not None:
            made = self._mark(made, "role", mark.role)
        return self._mark(made, mark.element, mark.agent)

    def _mark(self, made: _Element, name: str, of: str) -> _Element:
        """Return a new element that marks words as those of something in `meta`."""
        return self._make(
            made, qualified(name), eId=self._eid(of, ""), refersTo=f"#{of}"
        )

    def _plain(self, made: _Element, words: str) -> None:
        """Append words behind what an element holds."""
        done = 0
        for found in ILLEGAL.finditer(words):
            append(made, words[done : found.start()])
            self._make(
                made,
                qualified("inline"),
                name="character",
                title=f"U+{ord(found[0]):04X}",
            )
            done = found.end()
        append(made, words[done:])
