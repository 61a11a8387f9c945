"""A document that was written as Akoma Ntoso.

In: the XML that `to_akn` gave. Out: the same `Document`. Document types, entities and
the network stay closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from attrs import evolve

from cnpolicy.errors import CnpolicyError, SchemaError
from cnpolicy.export.akn.names import (
    AKN,
    NAMESPACE,
    NODE,
    PARTS,
    REST,
    SECTIONS,
    TRANSPARENT,
    qualified,
    read_fields,
)
from cnpolicy.export.akn.split_heading import known_fields
from cnpolicy.export.json import from_json
from cnpolicy.export.plain_values import NODE_TYPES
from cnpolicy.model.nodes import (
    BoxHeading,
    Branch,
    Cell,
    Document,
    Heading,
    Leaf,
    Node,
    Paragraph,
    Row,
    Section,
    Table,
)
from cnpolicy.model.spans import Span

if TYPE_CHECKING:
    from lxml.etree import _Element

_PART_NAMES = {name: kind for kind, name in PARTS.items()}


def from_akn(text: str) -> Document:
    """Return the document that `to_akn` turned into `text`.

    Its spans are places in its text, counted anew. Metadata, responsibilities and
    diagnostics are those that were written: if the words were edited since, parse the
    `unparse` of the document.

    Raises `CnpolicyError` without lxml (extra `akn`), and `SchemaError` for a text that
    is no XML or that `to_akn` would not give.
    """
    if not isinstance(text, str):
        raise TypeError(f"from_akn() takes a str, not {type(text).__name__}")
    root = _root(text)
    if root.tag != qualified("akomaNtoso") or len(root) != 1:
        raise SchemaError("no document of Akoma Ntoso 3.0")
    head = root.find(f"{{*}}doc/{{*}}meta/{{*}}proprietary/{{{NAMESPACE}}}document")
    if head is None or not head.text:
        raise SchemaError(
            "not written by to_akn: what it keeps in proprietary is missing"
        )
    reader = _Reader()
    try:
        children = tuple(reader.nodes(root[0], []))
    except RecursionError:
        raise SchemaError("nested too deeply for an exported document") from None
    return evolve(from_json(head.text), children=children, span=Span(0, reader.offset))


def _root(text: str) -> _Element:
    """Return the root of XML; raise `SchemaError` for anything else."""
    try:
        from lxml import etree
    except ImportError as error:
        raise CnpolicyError(
            'Akoma Ntoso needs lxml: pip install "cnpolicy[akn]"'
        ) from error
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        # A bomb of entities and a theft of files need one.
        raise SchemaError("a document type has no place in Akoma Ntoso")
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise SchemaError(f"not XML: {error}") from None


class _Reader:
    """One document being read, in the order of its text."""

    def __init__(self) -> None:
        """Begin at the start of the text."""
        self.offset = 0

    def nodes(self, parent: _Element, rest: list[str]) -> Iterator[Node]:
        """Yield the nodes in an element; `rest` takes the rest of its heading."""
        for element in parent:
            name = _local(element)
            kind = element.get(qualified(NODE, NAMESPACE))
            if name in ("meta", "num", "heading"):
                continue
            if name in TRANSPARENT or element.get("name") == "text":
                yield from self.nodes(element, rest)
            elif name == "p" and kind == REST:
                rest.append(self._take(element))
            elif name == "p":
                yield from self._leaf(element, kind)
            elif name in SECTIONS:
                yield self._branch(element, Section)
            elif name == "hcontainer" and element.get("name") in _PART_NAMES:
                yield self._branch(
                    element, _class(_PART_NAMES[element.get("name", "")])
                )
            elif name == "blockContainer":
                yield self._branch(element, _class(kind))
            elif name == "table":
                yield self._table(element)
            else:
                raise SchemaError(f"<{name}> has no place in what to_akn writes")

    def _leaf(self, element: _Element, kind: str | None) -> Iterator[Leaf]:
        """Yield the leaf of a `p`; one that is empty and has no class is none."""
        start = self.offset
        text = self._take(element)
        if text or kind:
            cls = Paragraph if kind is None else NODE_TYPES.get(kind, Node)
            if not (isinstance(cls, type) and issubclass(cls, Leaf)):
                raise SchemaError(f"{kind!r} is no leaf")
            yield cls(
                text,
                **read_fields(cls, _own(element), {}),
                span=Span(start, self.offset),
            )

    def _branch(self, element: _Element, cls: type[Branch]) -> Branch:
        """Return a branch with its heading and its children."""
        start = self.offset
        given = _own(element)
        parts = {
            name: self._take(found)
            for name in ("num", "heading")
            if (found := element.find(qualified(name))) is not None
        }
        rest: list[str] = []
        children = list(self.nodes(element, rest))
        if parts:
            usual = "Heading" if cls is Section else "BoxHeading"
            kind = given.get("heading", usual)
            heading = _heading(kind, given, parts, "".join(rest), start)
            children.insert(0, heading)
        elif rest:
            raise SchemaError("the rest of a heading without its number or words")
        made: Branch = self._made(cls, element, children, start)
        return made

    def _table(self, element: _Element) -> Table:
        """Return a table."""
        start = self.offset
        children: list[Node] = []
        for line in element:
            begin = self.offset
            cells: list[Node] = []
            for cell in line:
                cells.extend(self._cell(cell))
            if line.get(qualified(NODE, NAMESPACE)) is None:
                children.append(self._made(Row, line, cells, begin))
            else:
                children.extend(cells)
        made: Table = self._made(Table, element, children, start)
        return made

    def _cell(self, element: _Element) -> Iterator[Node]:
        """Yield a cell, or what stands between cells."""
        if element.get(qualified(NODE, NAMESPACE)) is not None:
            yield from self.nodes(element, [])
            return
        start = self.offset
        text = "".join(self._take(inner) for inner in element)
        fields = read_fields(Cell, _own(element), {"value": text.strip()})
        yield Cell(text, **fields, span=Span(start, self.offset))

    def _made(
        self, cls: type[Any], element: _Element, children: list[Node], start: int
    ) -> Any:
        """Return a branch that ends here."""
        fields = read_fields(cls, _own(element), {})
        return cls(tuple(children), **fields, span=Span(start, self.offset))

    def _take(self, element: _Element) -> str:
        """Return the words of an element, which are the next of the text."""
        words = "".join(_words(element))
        self.offset += len(words)
        return words


def _heading(
    kind: str, given: dict[str, str], parts: dict[str, str], rest: str, start: int
) -> Leaf:
    """Return the heading of a branch, put together from its parts."""
    num, words = parts.get("num", ""), parts.get("heading", "")
    text = num + words + rest
    span = Span(start, start + len(text))
    if kind == "BoxHeading":
        known = known_fields(num, words, "label")
        return BoxHeading(text, **read_fields(BoxHeading, given, known), span=span)
    if kind != "Heading":
        raise SchemaError(f"{kind!r} is no heading")
    fields = read_fields(Heading, given, known_fields(num, words, "marker"))
    if num and fields.get("marker") is not None:
        fields["marker"] = evolve(fields["marker"], span=_stripped(num, start))
    if words and fields.get("title"):
        fields["title_span"] = _stripped(words, start + len(num))
    return Heading(text, **fields, span=span)


def _stripped(words: str, start: int) -> Span:
    """Return the place of words without the space around them."""
    begin = start + len(words) - len(words.lstrip())
    return Span(begin, begin + len(words.strip()))


def _words(element: _Element) -> Iterator[str]:
    """Yield the words of an element in pieces."""
    if element.get("name") == "character" and _local(element) == "inline":
        yield _character(element.get("title", ""))
    yield element.text or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""


def _character(title: str) -> str:
    """Return the character of U+0000, which XML cannot hold."""
    try:
        return chr(int(title.removeprefix("U+"), 16))
    except (ValueError, OverflowError):
        raise SchemaError(f"{title!r} is no character") from None


def _class(kind: str | None) -> type[Branch]:
    """Return the class of a branch by its name."""
    found = NODE_TYPES.get(kind or "")
    if found is None or not issubclass(found, Branch):
        raise SchemaError(f"{kind!r} is no part of a document")
    return found


def _own(element: _Element) -> dict[str, str]:
    """Return the attributes of the library's own namespace."""
    prefix = f"{{{NAMESPACE}}}"
    return {
        str(name).removeprefix(prefix).replace("-", "_"): str(words)
        for name, words in element.attrib.items()
        if str(name).startswith(prefix)
    }


def _local(element: _Element) -> str:
    """Return the name of an element of Akoma Ntoso; its own name for another."""
    return str(element.tag).removeprefix(f"{{{AKN}}}")
