"""DOCX, as Word and WPS save it.

In: the bytes of a file. Out: its paragraphs and tables as a `Source`, the automatic
numbers of paragraphs written out and marked as synthetic. Own reader: the libraries
known lose numbers in Chinese formats. Needs lxml.
"""

import posixpath

from lxml import etree

from cnpolicy.readers.archive import Archive
from cnpolicy.readers.docx.body import BodyWriter
from cnpolicy.readers.docx.formatting import FormattingFilter
from cnpolicy.readers.docx.imported import read_imported
from cnpolicy.readers.docx.numbering import Numbering
from cnpolicy.readers.docx.styles import Styles
from cnpolicy.readers.refusals import refused
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


def read_docx(data: bytes, kind: Kind = Kind.DOCX, *, imports: bool = True) -> Source:
    """Read a DOCX file; `kind` is what the source says it was.

    `imports` tells whether documents that stand in place of its body are read too.

    Raises `ReadError` for a file that is damaged, encrypted or unsafe.
    """
    with Archive(data) as archive:
        try:
            return _Package(archive, imports).read(kind)
        except RecursionError:
            raise refused("deep", ("the document", "文档")) from None


def _read_inner(data: bytes) -> Source:
    """Read a DOCX inside a DOCX; what that one imports is not read."""
    return read_docx(data, imports=False)


class _Package:
    """The parts of one DOCX, found by their relations and not by their names."""

    def __init__(self, archive: Archive, imports: bool) -> None:
        """Find the main part of an archive."""
        self._archive = archive
        self._imports = imports
        self._remarks: dict[str, dict[str, str]] = {}
        self._stated: dict[str, str] = {}
        found = _relations(archive, "", "officeDocument")
        self._main = found[0] if found and found[0] in archive else _MAIN_PART

    def read(self, kind: Kind) -> Source:
        """Read the document."""
        data = self._archive.read(self._main, FormattingFilter())
        document = parse_xml(data, self._main)
        del data
        body = child(document, "body")
        if body is None:
            raise refused("part-no-document", self._main, "Word")
        styles = Styles(self._part("styles"))
        numbering = Numbering(self._part("numbering"), styles)
        builder = SourceBuilder()
        writer = BodyWriter(builder, styles, numbering, self._remark, self._import)
        self._note_margins(builder, "header")
        writer.write(body, "/w:document/w:body")
        self._note_margins(builder, "footer")
        return builder.build(kind, self._stated | self._properties())

    def _part(self, name: str) -> etree._Element | None:
        """Return the root of a part that belongs to the main one, None without it."""
        for part in _relations(self._archive, self._main, name):
            data = self._archive.find(part)
            if data is not None:
                return parse_xml(data, part)
        return None

    def _remark(self, kind: str, identity: str) -> str:
        """Return the words of a footnote, endnote or comment, empty without one."""
        if kind not in self._remarks:
            root = self._part(f"{kind}s")
            self._remarks[kind] = {
                attribute(remark, "id") or "": _words(remark)
                for remark in (root if root is not None else ())
            }
        return self._remarks[kind].get(identity, "")

    def _note_margins(self, builder: SourceBuilder, kind: str) -> None:
        """Note the words of the headers or the footers, each once."""
        noted: set[str] = set()
        for part in _relations(self._archive, self._main, kind):
            data = self._archive.find(part)
            words = _words(parse_xml(data, part)) if data is not None else ""
            if words not in noted and any(map(str.isalpha, words)):
                noted.add(words)
                builder.note(kind, part, words)

    def _import(self, identity: str) -> Source | None:
        """Read the document that stands in the place of an `altChunk`."""
        if not self._imports:
            return None
        for part in _relations(self._archive, self._main, "aFChunk", identity):
            data = self._archive.find(part)
            source = read_imported(data, _read_inner) if data else None
            if source is not None:
                for name, value in source.metadata.items():
                    self._stated.setdefault(name, value)
                return source
        return None

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


def _words(root: etree._Element) -> str:
    """Return the words of a footnote, a comment or a header, a space a paragraph."""
    words: list[str] = []
    for element in root.iter():
        if local(element) == "t":
            words.append(element.text or "")
        elif local(element) == "p":
            words.append(" ")
    return "".join(words).strip()


def _relations(
    archive: Archive, part: str, kind: str, identity: str | None = None
) -> list[str]:
    """Return the parts that `part` relates to in a way; "" is the whole package.

    With `identity` only the one of this id. Names are resolved inside the archive; what
    lies outside of it is ignored.
    """
    folder, name = posixpath.split(part)
    source = posixpath.join(folder, "_rels", f"{name}.rels")
    data = archive.find(source)
    targets = []
    for relation in parse_xml(data, source) if data is not None else ():
        type_name = (attribute(relation, "Type") or "").rpartition("/")[2]
        target = attribute(relation, "Target")
        outside = attribute(relation, "TargetMode") == "External"
        if identity is not None and attribute(relation, "Id") != identity:
            continue
        if type_name == kind and target and not outside:
            targets.append(posixpath.normpath(posixpath.join("/", folder, target))[1:])
    if not targets and part and identity is None:
        # Some programs write the parts and forget their relations.
        targets = [posixpath.join(folder, f"{kind}.xml")]
    return targets
