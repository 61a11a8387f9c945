"""Findings as comments in the Word document that they are of.

In: the bytes of a DOCX, what the reader took from it, and findings. Out: the bytes of
the same package with a comment at the words of each finding. Only the main part, the
comments and what registers them change; every other part stays byte for byte.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from cnpolicy.checks.findings import Finding
from cnpolicy.errors import CnpolicyError
from cnpolicy.export.spreadsheets.cell_text import clean
from cnpolicy.export.word.elements import WORD, element, qualified, serialized
from cnpolicy.model.arguments import expect
from cnpolicy.model.source import Source

if TYPE_CHECKING:
    from lxml.etree import _Element

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_COMMENTS = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
)
_PREFIXES = {
    "w": WORD,
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CHARACTERS = {"tab": "\t", "ptab": "\t", "cr": "\n", "br": "\n", "noBreakHyphen": "-"}
_APART = ("del", "moveFrom", "txbxContent")
"""What stands in a paragraph and is not of its text."""

_AUTHOR = "cnpolicy"


def with_comments(
    data: bytes,
    source: Source,
    findings: Iterable[Finding],
    *,
    language: Literal["zh", "en"] = "zh",
) -> bytes:
    """Return a DOCX with a comment for each finding; its text is unchanged.

    `source` is what `read` gave for `data`. A comment stands at the words of its
    finding; at the paragraph, if the finding is of a number that Word computes, or if
    the words cannot be told apart in the file.

    Raises `CnpolicyError` without lxml (extra `docx`), `ReadError` for damaged XML, and
    `TypeError` for anything but bytes and a source.
    """
    expect(data, bytes, "with_comments")
    expect(source, Source, "with_comments")
    try:
        package = _Package(data)
    except ImportError as error:
        raise CnpolicyError(
            'comments need lxml: pip install "cnpolicy[docx]"'
        ) from error
    places = _Places(package.root, source)
    for finding in findings:
        place = places.of(finding)
        if place is not None:
            words = finding.message_zh if language == "zh" else finding.message
            _anchor(*place, package.comment(f"{words}（{finding.code}）"))
    return package.written()


class _Package:
    """A DOCX whose main part is open and whose other parts are as they are."""

    def __init__(self, data: bytes) -> None:
        """Open the main part and the comments."""
        from cnpolicy.readers.xml_tree import parse_xml

        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._changed: dict[str, bytes] = {}
        self._parse = parse_xml
        self._main = self._related("", "officeDocument") or "word/document.xml"
        self.root = parse_xml(self._zip.read(self._main), self._main)
        self._name = self._related(self._main, "comments")
        if self._name is None:
            self._name = posixpath.join(posixpath.dirname(self._main), "comments.xml")
            self._comments = element("comments")
            self._register(self._name)
        else:
            self._comments = parse_xml(self._zip.read(self._name), self._name)
        numbers = [one.get(qualified("id"), "") for one in self._comments]
        self._next = max((int(n) for n in numbers if n.isdecimal()), default=-1) + 1

    def comment(self, words: str) -> str:
        """Add a comment and return its id."""
        identity, self._next = str(self._next), self._next + 1
        text = element("t")
        text.text = clean(words)
        self._comments.append(
            element(
                "comment",
                element("p", element("r", text)),
                id=identity,
                author=_AUTHOR,
                initials="cn",
            )
        )
        return identity

    def written(self) -> bytes:
        """Return the package."""
        assert self._name is not None
        if len(self._comments):
            self._changed[self._main] = serialized(self.root)
            self._changed[self._name] = serialized(self._comments)
        else:
            self._changed.clear()
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            for info in self._zip.infolist():
                data = self._changed.pop(info.filename, None)
                new.writestr(info, self._zip.read(info) if data is None else data)
            for name, data in self._changed.items():
                new.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), data)
        return made.getvalue()

    def _relations_of(self, part: str) -> str:
        folder, name = posixpath.split(part)
        return posixpath.join(folder, "_rels", f"{name}.rels")

    def _related(self, part: str, kind: str) -> str | None:
        """Return the part that another relates to in a way; None without one."""
        name = self._relations_of(part)
        if name not in self._zip.namelist():
            return None
        for relation in self._parse(self._zip.read(name), name):
            target = relation.get("Target", "")
            if relation.get("Type", "").endswith(f"/{kind}"):
                folder = posixpath.join("/", posixpath.dirname(part))
                return posixpath.normpath(posixpath.join(folder, target))[1:]
        return None

    def _register(self, part: str) -> None:
        """Tell the package of a part with comments."""
        from lxml import etree

        types = self._parse(
            self._zip.read("[Content_Types].xml"), "[Content_Types].xml"
        )
        etree.SubElement(
            types, f"{{{_TYPES}}}Override", PartName=f"/{part}", ContentType=_COMMENTS
        )
        self._changed["[Content_Types].xml"] = serialized(types)
        name = self._relations_of(self._main)
        if name in self._zip.namelist():
            relations = self._parse(self._zip.read(name), name)
        else:
            relations = etree.Element(f"{{{_RELATIONS}}}Relationships")
        etree.SubElement(
            relations,
            f"{{{_RELATIONS}}}Relationship",
            Id="cnpolicyComments",
            Type=f"{_OFFICE}/comments",
            Target=posixpath.basename(part),
        )
        self._changed[name] = serialized(relations)


class _Places:
    """Where in the main part the characters of a text stand."""

    def __init__(self, root: _Element, source: Source) -> None:
        """Look up the paragraphs of a text in the part it was read from."""
        self._root = root
        self._source = source
        self._starts: dict[int, int] = {}
        self._texts: dict[str, str] = {}
        for at, origin in enumerate(source.origins):
            if not origin.synthetic:
                before = self._texts.get(origin.where, "")
                self._starts[at] = len(before)
                words = source.text[origin.span.start : origin.span.end]
                self._texts[origin.where] = before + words
        self._numbers = {id(one): at for at, one in enumerate(source.origins)}

    def of(self, finding: Finding) -> tuple[_Element, Sequence[_Element]] | None:
        """Return the paragraph of a finding and the runs of its words in it."""
        origins = self._source.origins_in(finding.span)
        if not origins:
            return None
        first = origins[0]
        found = self._root.xpath(first.where, namespaces=_PREFIXES)
        if not isinstance(found, list) or not found:
            return None
        paragraph: _Element = found[0]  # type: ignore[assignment]
        stated = [o for o in origins if o.where == first.where and not o.synthetic]
        runs = _runs(paragraph)
        words = "".join(map(_words, runs))
        if not stated or words != self._texts.get(first.where):
            return paragraph, runs
        start = self._offset(stated[0], finding.span.start)
        end = self._offset(stated[-1], finding.span.end)
        _cut(runs, start)
        _cut(_runs(paragraph), end)
        return paragraph, _between(_runs(paragraph), start, end) or runs

    def _offset(self, origin: object, place: int) -> int:
        """Return the offset in its paragraph of a place in the text."""
        at = self._numbers[id(origin)]
        span = self._source.origins[at].span
        return self._starts[at] + min(max(place, span.start), span.end) - span.start


def _runs(paragraph: _Element) -> list[_Element]:
    """Return the runs of a paragraph that hold its text."""
    apart = {qualified(name) for name in _APART}
    found: list[_Element] = []
    stack = list(reversed(paragraph))
    while stack:
        inner = stack.pop()
        if inner.tag == qualified("r"):
            found.append(inner)
        elif inner.tag not in apart:
            stack.extend(reversed(inner))
    return found


def _words(run: _Element) -> str:
    """Return the characters of a run."""
    words: list[str] = []
    for inner in run:
        name = str(inner.tag).rpartition("}")[2]
        if name == "t":
            words.append(inner.text or "")
        else:
            words.append(_CHARACTERS.get(name, ""))
    return "".join(words)


def _cut(runs: Sequence[_Element], offset: int) -> None:
    """Cut the run in which an offset lies into two; it must hold only words."""
    from copy import deepcopy

    done = 0
    for run in runs:
        length = len(_words(run))
        if done < offset < done + length:
            texts = [inner for inner in run if inner.tag != qualified("rPr")]
            if len(texts) == 1 and texts[0].tag == qualified("t"):
                second = deepcopy(run)
                whole = texts[0].text or ""
                for part, words in (
                    (run, whole[: offset - done]),
                    (second, whole[offset - done :]),
                ):
                    text = part.find(qualified("t"))
                    assert text is not None
                    text.text = words
                    text.set(_SPACE, "preserve")
                run.addnext(second)
            return
        done += length


def _between(runs: Sequence[_Element], start: int, end: int) -> list[_Element]:
    """Return the runs that hold characters between two offsets."""
    found, done = [], 0
    for run in runs:
        length = len(_words(run))
        if done < end and start < done + length:
            found.append(run)
        done += length
    return found


def _anchor(paragraph: _Element, runs: Sequence[_Element], identity: str) -> None:
    """Put a comment around runs, or at the end of a paragraph without any."""
    reference = element("r", element("commentReference", id=identity))
    begin = element("commentRangeStart", id=identity)
    end = element("commentRangeEnd", id=identity)
    if not runs:
        paragraph.extend((begin, end, reference))
        return
    runs[0].addprevious(begin)
    runs[-1].addnext(reference)
    runs[-1].addnext(end)
