"""OFD, the format of official documents of GB/T 33190-2016.

In: the bytes of a file. Out: the lines of its pages as a `Source`. The pages hold text
objects with coordinates; those of one height are a line. Text drawn as outlines is not
text. Needs lxml.
"""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from cnpolicy.readers import limits
from cnpolicy.readers.archive import Archive
from cnpolicy.readers.ofd.layout import (
    ON_PAGE,
    Glyphs,
    Transform,
    content,
    edges_of,
    placed,
)
from cnpolicy.readers.ofd.watermarks import set_apart
from cnpolicy.readers.paper.content import PageContent, private_characters
from cnpolicy.readers.paper.gutters import has_aligned_rows
from cnpolicy.readers.paper.lattice import MOST_EDGES, MOST_PLACES, Edge
from cnpolicy.readers.paper.layout import PageWriter
from cnpolicy.readers.paper.open_grids import tables_of
from cnpolicy.readers.refusals import refused
from cnpolicy.readers.source import Kind, Meter, Source, SourceBuilder
from cnpolicy.readers.xml_tree import attribute, child, local, parse_xml

_ROOT = "OFD.xml"
# GM/T 0099: the parts are encrypted one by one and listed here.
_ENCRYPTED = ("encryptions.xml", "decryptseed.dat")

# Each text that is drawn counts as this many characters more than it has.
_GLYPHS_COST = 48
# Units inside units; real ones have one.
_MAX_UNITS = 8

# What is put upon a page, by its type, and the note that names it.
_ANNOTATIONS = {
    "Watermark": "watermark",
    "Highlight": "comment",
    "Path": "comment",
    "Stamp": "comment",
}

_PROPERTIES = {
    "Title": "文件标题",
    "Author": "文件作者",
    "Subject": "文件主题",
    "CreationDate": "文件创建时间",
}


def read_ofd(data: bytes) -> Source:
    """Read an OFD file.

    Raises `ReadError` for a file that is damaged, encrypted, unsafe or without text.
    """
    with Archive(data) as archive:
        if any(name.endswith(_ENCRYPTED) for name in archive.names):
            raise refused("encrypted")
        root = parse_xml(archive.read(_ROOT), _ROOT)
        properties: dict[str, str] = {}
        meter = Meter()
        pages: list[PageContent] = []
        unread: list[bool] = []  # whether the tables of a page were not looked for
        beside: list[list[tuple[str, str]]] = []  # what stands beside the pages
        places = 0
        for body in root:
            if local(body) != "DocBody":
                continue
            properties.update(_properties(child(body, "DocInfo")))
            location = child(body, "DocRoot")
            if location is None or not location.text:
                raise refused("ofd-root")
            document = _Document(archive, location.text.strip(), meter)
            drawn = list(document.pages())
            beside += [document.annotations.get(one.identity, []) for one in drawn]
            parts = set_apart([one.texts for one in drawn])
            for (glyphs, marks), (_, _, edges) in zip(parts, drawn, strict=True):
                grids = tables_of(edges) if places < MOST_PLACES else []
                places += sum(grid.places for grid in grids)
                unread.append(bool(edges) and places >= MOST_PLACES and not grids)
                before = pages[-1] if pages else None
                size = document.page_size
                pages.append(content(glyphs, grids, size, before, marks))
    if not any(page.lines or page.tables for page in pages):
        raise refused("outlines", len(pages))
    builder = SourceBuilder()
    notes = [
        [*_notes(page, number, skipped), *said]
        for number, (page, skipped, said) in enumerate(
            zip(pages, unread, beside, strict=True), 1
        )
    ]
    PageWriter(builder, pages).write(notes)
    return builder.build(Kind.OFD, properties)


def _notes(page: PageContent, number: int, unread: bool) -> list[tuple[str, str]]:
    """Return what is to be said of a page."""
    said = []
    if not page.lines and not page.tables:
        said.append("page-without-text")
    if private_characters(page):
        said.append("page-private")
    if unread or has_aligned_rows(page):
        said.append("table-unread")
    return [(code, str(number)) for code in said]


def _properties(info: etree._Element | None) -> dict[str, str]:
    """Return what the file says of itself, its custom data under their own names."""
    found = {}
    for element in info if info is not None else ():
        value = (element.text or "").strip()
        name = _PROPERTIES.get(local(element))
        if name and value:
            found[name] = value
        elif local(element) == "CustomDatas":
            for data in element:
                key = (attribute(data, "Name") or "").strip()
                value = (data.text or "").strip()
                if key and value:
                    found[key] = value
    return found


class _Drawn(NamedTuple):
    """What one page draws."""

    identity: str
    """The number by which the file names it."""

    texts: list[Glyphs]
    """Its texts, with those of its templates."""

    edges: list[Edge]
    """Its level and upright lines."""


class _Document:
    """One document of an OFD file: its pages and their templates."""

    def __init__(self, archive: Archive, location: str, meter: Meter) -> None:
        """Open the document whose root part is at `location`.

        `meter` counts what is drawn in all documents of the file.
        """
        self._archive = archive
        self._meter = meter
        self._place = _resolve(archive, "", location)
        self._root = parse_xml(archive.read(self._place), self._place)
        self._templates: dict[str, list[Glyphs]] = {}
        self._units: dict[str, etree._Element] | None = None
        self.page_size = _page_size(self._root)
        """Width and height of its pages in millimetres."""
        self.annotations = self._annotated()
        """What is noted on pages, by their numbers: codes and words of notes."""

    def pages(self) -> Iterator[_Drawn]:
        """Yield the texts of each page with those of its templates, and its lines."""
        listed = child(self._root, "Pages")
        if listed is None:
            raise refused("ofd-pages")
        if len(listed) > limits.MAX_PAGES:
            raise refused("pages", limits.MAX_PAGES)
        for page in listed:
            location = attribute(page, "BaseLoc")
            if local(page) == "Page" and location:
                identity = attribute(page, "ID") or ""
                yield _Drawn(identity, *self._page(location))

    def _page(self, location: str) -> tuple[list[Glyphs], list[Edge]]:
        """Return the texts and the drawn lines of one page."""
        place = _resolve(self._archive, posixpath.dirname(self._place), location)
        root = parse_xml(self._archive.read(place), place)
        found: list[Glyphs] = []
        drawn: set[str] = set()
        for element in root:
            identity = attribute(element, "TemplateID")
            if local(element) == "Template" and identity and identity not in drawn:
                drawn.add(identity)
                template = self._template(identity)
                self._meter.take(sum(_GLYPHS_COST + len(one.text) for one in template))
                found.extend(template)
        texts, edges = self._drawn(root)
        return [*found, *texts], edges

    def _template(self, identity: str) -> list[Glyphs]:
        """Return the text objects of a template: the red head of a document."""
        if identity not in self._templates:
            found: list[Glyphs] = []
            common = child(self._root, "CommonData")
            for element in common if common is not None else ():
                location = attribute(element, "BaseLoc")
                if (
                    local(element) == "TemplatePage"
                    and attribute(element, "ID") == identity
                    and location
                ):
                    folder = posixpath.dirname(self._place)
                    place = _resolve(self._archive, folder, location)
                    root = parse_xml(self._archive.read(place), place)
                    found, _ = self._drawn(root)
            self._templates[identity] = found
        return self._templates[identity]

    def _annotated(self) -> dict[str, list[tuple[str, str]]]:
        """Return what is put upon pages and is no text of them, as notes."""
        found: dict[str, list[tuple[str, str]]] = {}
        location = child(self._root, "Annotations")
        if location is None or not (location.text or "").strip():
            return found
        folder = posixpath.dirname(self._place)
        place = _resolve(self._archive, folder, (location.text or "").strip())
        listed = self._archive.find(place)
        if listed is None:
            return found
        done: set[str] = set()
        for page in parse_xml(listed, place):
            file = child(page, "FileLoc")
            identity = attribute(page, "PageID") or ""
            if file is None or not (file.text or "").strip():
                continue
            inner = _resolve(
                self._archive, posixpath.dirname(place), (file.text or "").strip()
            )
            data = None if inner in done else self._archive.find(inner)
            done.add(inner)
            for one in parse_xml(data, inner) if data is not None else ():
                code = _ANNOTATIONS.get(attribute(one, "Type") or "")
                words = "".join(glyphs.text for glyphs in self._drawn(one)[0])
                if code == "watermark" or (code and words.strip()):
                    found.setdefault(identity, []).append((code, words))
        return found

    def _drawn(self, root: etree._Element) -> tuple[list[Glyphs], list[Edge]]:
        """Return the texts and the level and upright lines of a page as it draws them.

        Those of the composite units it draws lie in the resources of the document. A
        page that is a drawing has no lines.
        """
        texts: list[Glyphs] = []
        edges: list[Edge] = []
        # What is still to be drawn, the next last: an element, where it is put, and
        # the units around it.
        stack: list[tuple[etree._Element, Transform, tuple[str, ...]]]
        stack = [(root, ON_PAGE, ())]
        while stack:
            element, transform, around = stack.pop()
            name = local(element)
            if name == "TextObject":
                for glyphs in placed(element, transform):
                    self._meter.take(_GLYPHS_COST + len(glyphs.text))
                    texts.append(glyphs)
                continue
            if name == "PathObject":
                if len(edges) <= MOST_EDGES:
                    edges.extend(edges_of(element, transform))
                continue
            inner: etree._Element | None = element
            if name == "CompositeObject":
                self._meter.take(_GLYPHS_COST)
                identity = attribute(element, "ResourceID") or ""
                # A unit that draws itself draws nothing.
                inner = None if identity in around else self._unit(identity)
                transform = transform.inside(element)
                around = (*around, identity)
            if inner is not None and len(around) <= _MAX_UNITS:
                stack += [(one, transform, around) for one in reversed(inner)]
        return texts, edges if len(edges) <= MOST_EDGES else []

    def _unit(self, identity: str) -> etree._Element | None:
        """Return a composite unit of the resources of the document."""
        if self._units is None:
            self._units = {}
            common = child(self._root, "CommonData")
            folder = posixpath.dirname(self._place)
            for element in common if common is not None else ():
                if local(element) in ("DocumentRes", "PublicRes") and element.text:
                    place = _resolve(self._archive, folder, element.text.strip())
                    self._add_units(place)
        return self._units.get(identity)

    def _add_units(self, place: str) -> None:
        """Add the units of one part of resources."""
        data = self._archive.find(place)
        if data is None or self._units is None:
            return
        for element in parse_xml(data, place).iter():
            identity = attribute(element, "ID")
            if local(element) == "CompositeGraphicUnit" and identity:
                self._units.setdefault(identity, element)


_A4 = (210.0, 297.0)


def _page_size(root: etree._Element) -> tuple[float, float]:
    """Return how large the pages of a document are, A4 where it does not say."""
    for name in ("CommonData", "PageArea", "PhysicalBox"):
        found = child(root, name)
        if found is None:
            return _A4
        root = found
    try:
        _, _, width, height = map(float, (root.text or "").split()[:4])
    except ValueError:
        return _A4
    return (width, height) if 1 < width < 1e5 and 1 < height < 1e5 else _A4


def _resolve(archive: Archive, folder: str, location: str) -> str:
    """Return the name of a part that is named in another one, in `folder`.

    Some programs write names from the root of the archive without a slash.
    """
    inner = posixpath.normpath(posixpath.join("/", folder, location))[1:]
    outer = posixpath.normpath(posixpath.join("/", location))[1:]
    return outer if inner not in archive and outer in archive else inner
