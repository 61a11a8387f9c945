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
from cnpolicy.readers.ofd.layout import Glyphs, lines, placed
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
        builder = SourceBuilder()
        properties: dict[str, str] = {}
        number = 0
        for body in root:
            if local(body) != "DocBody":
                continue
            properties.update(_properties(child(body, "DocInfo")))
            location = child(body, "DocRoot")
            if location is None or not location.text:
                raise ReadError("damaged: OFD.xml does not name its document")
            document = _Document(archive, location.text.strip())
            for page in document.pages():
                number += 1
                _write_page(builder, page, number)
    if not builder.length:
        raise ReadError(
            f"no text layer: the {number} page(s) are pictures or outlines; "
            "OCR must come first"
        )
    return builder.build(Kind.OFD, properties)


def _write_page(builder: SourceBuilder, page: list[Glyphs], number: int) -> None:
    """Write the lines of one page."""
    text = "\n".join(lines(page))
    where = f"page {number}"
    if builder.length and text:
        builder.add("\n")
    if not text:
        builder.note("page-without-text", where, str(number))
    builder.add(text, where)
    if builder.length > limits.MAX_TEXT_CHARS:
        raise ReadError(
            f"unsafe: the file has more than {limits.MAX_TEXT_CHARS} characters"
        )


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

    def pages(self) -> Iterator[list[Glyphs]]:
        """Yield the text objects of each page, those of its templates included."""
        listed = child(self._root, "Pages")
        if listed is None:
            raise ReadError("damaged: the document lists no pages")
        if len(listed) > limits.MAX_PAGES:
            raise ReadError(f"unsafe: more than {limits.MAX_PAGES} pages")
        for page in listed:
            location = attribute(page, "BaseLoc")
            if local(page) == "Page" and location:
                yield self._page(location)

    def _page(self, location: str) -> list[Glyphs]:
        """Return the text objects of one page."""
        place = _resolve(self._archive, posixpath.dirname(self._place), location)
        root = parse_xml(self._archive.read(place), place)
        found: list[Glyphs] = []
        for element in root:
            identity = attribute(element, "TemplateID")
            if local(element) == "Template" and identity:
                found.extend(self._template(identity))
        found.extend(_texts(root))
        return found

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


def _texts(root: etree._Element) -> list[Glyphs]:
    """Return the text objects of a page in the order of drawing."""
    found: list[Glyphs] = []
    for element in root.iter():
        if local(element) == "TextObject":
            found.extend(placed(element))
    return found


def _resolve(archive: Archive, folder: str, location: str) -> str:
    """Return the name of a part that is named in another one, in `folder`.

    Some programs write names from the root of the archive without a slash.
    """
    inner = posixpath.normpath(posixpath.join("/", folder, location))[1:]
    outer = posixpath.normpath(posixpath.join("/", location))[1:]
    return outer if inner not in archive and outer in archive else inner
