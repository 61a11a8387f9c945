"""DOCX, as Word and WPS save it.

In: the bytes of a file. Out: its paragraphs and tables as a `Source`, the automatic
numbers of paragraphs written out and marked as synthetic. Own reader: the libraries
known lose numbers in Chinese formats. Needs lxml.
"""

import posixpath

from lxml import etree

from cnpolicy.errors import ReadError
from cnpolicy.readers.archive import Archive
from cnpolicy.readers.docx.body import BodyWriter
from cnpolicy.readers.docx.numbering import Numbering
from cnpolicy.readers.docx.styles import Styles
from cnpolicy.readers.source import Kind, Source, SourceBuilder
from cnpolicy.readers.xml_tree import attribute, child, local, parse_xml

_MAIN_PART = "word/document.xml"

# Properties of the file, under the names that `Source.metadata` gives them.
_PROPERTIES = {
    "title": "文件标题",
    "creator": "文件作者",
    "created": "文件创建时间",
    "modified": "文件修改时间",
}


def read_docx(data: bytes, kind: Kind = Kind.DOCX) -> Source:
    """Read a DOCX file; `kind` is what the source says it was.

    Raises `ReadError` for a file that is damaged, encrypted or unsafe.
    """
    with Archive(data) as archive:
        try:
            return _Package(archive).read(kind)
        except RecursionError:
            raise ReadError("unsafe: the document nests its parts too deep") from None


class _Package:
    """The parts of one DOCX, found by their relations and not by their names."""

    def __init__(self, archive: Archive) -> None:
        """Find the main part of an archive."""
        self._archive = archive
        self._notes: dict[str, dict[str, str]] = {}
        found = _relations(archive, "", "officeDocument")
        self._main = found[0] if found and found[0] in archive else _MAIN_PART

    def read(self, kind: Kind) -> Source:
        """Read the document."""
        document = parse_xml(self._archive.read(self._main), self._main)
        body = child(document, "body")
        if body is None:
            raise ReadError(f"the part {self._main} is no Word document")
        styles = Styles(self._part("styles"))
        numbering = Numbering(self._part("numbering"), styles)
        builder = SourceBuilder()
        writer = BodyWriter(builder, styles, numbering, self._footnote)
        writer.write(body, "/w:document/w:body")
        return builder.build(kind, self._properties())

    def _part(self, name: str) -> etree._Element | None:
        """Return the root of a part that belongs to the main one, None without it."""
        for part in _relations(self._archive, self._main, name):
            data = self._archive.find(part)
            if data is not None:
                return parse_xml(data, part)
        return None

    def _footnote(self, kind: str, identity: str) -> str:
        """Return the words of a footnote or endnote, empty if it is missing."""
        if kind not in self._notes:
            self._notes[kind] = self._footnotes(kind)
        return self._notes[kind].get(identity, "")

    def _footnotes(self, kind: str) -> dict[str, str]:
        """Return the words of all notes of a kind by their ids."""
        root = self._part(f"{kind}s")
        return {
            attribute(note, "id") or "": "".join(
                inner.text or "" for inner in note.iter() if local(inner) == "t"
            )
            for note in (root if root is not None else ())
        }

    def _properties(self) -> dict[str, str]:
        """Return what the properties of the file say."""
        found = {}
        for part in _relations(self._archive, "", "core-properties"):
            data = self._archive.find(part)
            for element in parse_xml(data, part) if data is not None else ():
                name = _PROPERTIES.get(local(element))
                value = (element.text or "").strip()
                if name and value:
                    found[name] = value
        return found


def _relations(archive: Archive, part: str, kind: str) -> list[str]:
    """Return the parts that `part` relates to in a way; "" is the whole package.

    Names are resolved inside the archive; what lies outside of it is ignored.
    """
    folder, name = posixpath.split(part)
    source = posixpath.join(folder, "_rels", f"{name}.rels")
    data = archive.find(source)
    targets = []
    for relation in parse_xml(data, source) if data is not None else ():
        type_name = (attribute(relation, "Type") or "").rpartition("/")[2]
        target = attribute(relation, "Target")
        outside = attribute(relation, "TargetMode") == "External"
        if type_name == kind and target and not outside:
            targets.append(posixpath.normpath(posixpath.join("/", folder, target))[1:])
    if not targets and part:
        # Some programs write the parts and forget their relations.
        targets = [posixpath.join(folder, f"{kind}.xml")]
    return targets
