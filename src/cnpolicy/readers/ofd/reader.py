"""OFD, the format of official documents of GB/T 33190-2016.

In: the bytes of a file. Out: the lines of its pages as a `Source`. The pages hold text
objects with coordinates; those of one height are a line. Text drawn as outlines is not
text. Needs lxml.
"""

import posixpath
from collections.abc import Iterator

from lxml import etree

from cnpolicy.errors import ReadError
from cnpolicy.readers import limits
from cnpolicy.readers.archive import Archive
from cnpolicy.readers.ofd.layout import Glyphs, content, edges_of, placed
from cnpolicy.readers.paper.content import PageContent, private_characters
from cnpolicy.readers.paper.lattice import MOST_EDGES, MOST_PLACES, Edge, tables_of
from cnpolicy.readers.paper.layout import PageWriter
from cnpolicy.readers.source import Kind, Source, SourceBuilder
from cnpolicy.readers.xml_tree import attribute, child, local, parse_xml

_ROOT = "OFD.xml"
# GM/T 0099: the parts are encrypted one by one and listed here.
_ENCRYPTED = ("encryptions.xml", "decryptseed.dat")

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
            raise ReadError("the file is encrypted: a password is needed to read it")
        root = parse_xml(archive.read(_ROOT), _ROOT)
        properties: dict[str, str] = {}
        pages: list[PageContent] = []
        unread: list[bool] = []  # whether the tables of a page were not looked for
        size = places = 0
        for body in root:
            if local(body) != "DocBody":
                continue
            properties.update(_properties(child(body, "DocInfo")))
            location = child(body, "DocRoot")
            if location is None or not location.text:
                raise ReadError("damaged: OFD.xml does not name its document")
            document = _Document(archive, location.text.strip())
            for glyphs, edges in document.pages():
                grids = tables_of(edges) if places < MOST_PLACES else []
                places += sum(grid.places for grid in grids)
                unread.append(bool(edges) and places >= MOST_PLACES and not grids)
                pages.append(content(glyphs, grids, document.page_size))
                size += sum(len(line.text) + 1 for line in pages[-1].lines)
                if size > limits.MAX_TEXT_CHARS:
                    raise ReadError(
                        f"unsafe: the file has more than {limits.MAX_TEXT_CHARS} "
                        "characters"
                    )
    if not any(page.lines for page in pages):
        raise ReadError(
            f"no text layer: the {len(pages)} page(s) are pictures or outlines; "
            "OCR must come first"
        )
    builder = SourceBuilder()
    PageWriter(builder, pages).write(
        [
            _notes(page, number, skipped)
            for number, (page, skipped) in enumerate(zip(pages, unread, strict=True), 1)
        ]
    )
    return builder.build(Kind.OFD, properties)


def _notes(page: PageContent, number: int, unread: bool) -> list[tuple[str, str]]:
    """Return what is to be said of a page."""
    said = []
    if not page.lines:
        said.append("page-without-text")
    if private_characters(page):
        said.append("page-private")
    if unread:
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


class _Document:
    """One document of an OFD file: its pages and their templates."""

    def __init__(self, archive: Archive, location: str) -> None:
        """Open the document whose root part is at `location`."""
        self._archive = archive
        self._place = _resolve(archive, "", location)
        self._root = parse_xml(archive.read(self._place), self._place)
        self._templates: dict[str, list[Glyphs]] = {}
        self.page_size = _page_size(self._root)
        """Width and height of its pages in millimetres."""

    def pages(self) -> Iterator[tuple[list[Glyphs], list[Edge]]]:
        """Yield the texts of each page with those of its templates, and its lines."""
        listed = child(self._root, "Pages")
        if listed is None:
            raise ReadError("damaged: the document lists no pages")
        if len(listed) > limits.MAX_PAGES:
            raise ReadError(f"unsafe: more than {limits.MAX_PAGES} pages")
        for page in listed:
            location = attribute(page, "BaseLoc")
            if local(page) == "Page" and location:
                yield self._page(location)

    def _page(self, location: str) -> tuple[list[Glyphs], list[Edge]]:
        """Return the texts and the drawn lines of one page."""
        place = _resolve(self._archive, posixpath.dirname(self._place), location)
        root = parse_xml(self._archive.read(place), place)
        found: list[Glyphs] = []
        for element in root:
            identity = attribute(element, "TemplateID")
            if local(element) == "Template" and identity:
                found.extend(self._template(identity))
        found.extend(_texts(root))
        return found, _edges(root)

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
                    found = _texts(parse_xml(self._archive.read(place), place))
            self._templates[identity] = found
        return self._templates[identity]


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


def _texts(root: etree._Element) -> list[Glyphs]:
    """Return the text objects of a page in the order of drawing."""
    found: list[Glyphs] = []
    for element in root.iter():
        if local(element) == "TextObject":
            found.extend(placed(element))
    return found


def _edges(root: etree._Element) -> list[Edge]:
    """Return the level and upright lines of a page; none of one that is a drawing."""
    found: list[Edge] = []
    for element in root.iter():
        if local(element) == "PathObject":
            found.extend(edges_of(element))
            if len(found) > MOST_EDGES:
                return []
    return found


def _resolve(archive: Archive, folder: str, location: str) -> str:
    """Return the name of a part that is named in another one, in `folder`.

    Some programs write names from the root of the archive without a slash.
    """
    inner = posixpath.normpath(posixpath.join("/", folder, location))[1:]
    outer = posixpath.normpath(posixpath.join("/", location))[1:]
    return outer if inner not in archive and outer in archive else inner
