"""The words of one paragraph of a DOCX.

In: a `w:p` element. Out: its text in pieces. Deleted and moved revisions, hidden text
and the instructions of fields stay out, inserted text and the results of fields come
in; what is left out is noted. Text boxes are handed on to be written after it.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from attrs import define
from lxml import etree

from cnpolicy.lexical.numerals import CIRCLED, to_int
from cnpolicy.readers.docx.styles import is_on
from cnpolicy.readers.xml_tree import attribute, child, local

_BY_VALUE = {value: char for char, value in CIRCLED.items() if char < "❶"}

# ① as WPS and Word make it: a circle and a number one over the other.
_ENCLOSED = re.compile(
    r"\s*eq\s*\\o\s*(?:\\ac)?\s*\(\s*[○〇◯]\s*[,，;；]\s*([^()\s]{1,3})\s*\)\s*\Z",
    re.IGNORECASE,
)
# Fields that never show anything: entries of an index or a table of contents.
_SILENT_FIELDS = re.compile(r"\s*(?:XE|TC|TA|RD|SET|ASK|PRIVATE)\b", re.IGNORECASE)

# At most this much of an instruction is read: that of an index may be long, and shows
# nothing.
_INSTRUCTION_CHARS = 400

# Characters of symbol fonts that stand in official forms.
_WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x75: "◆",
    0x76: "❖",
    0xA7: "▪",
    0xA8: "□",
    0xD8: "➢",
    0xE0: "→",
    0xE8: "➔",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
    **{0x81 + i: "①②③④⑤⑥⑦⑧⑨⑩"[i] for i in range(10)},
    **{0x8C + i: "❶❷❸❹❺❻❼❽❾❿"[i] for i in range(10)},
}
_WINGDINGS_2 = {0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0xA3: "□", 0x96: "●"}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}

# What stands for a character; a line break inside a paragraph stays one.
_CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "cr": "\n",
    "noBreakHyphen": "-",
}

# Properties and marks that hold no words.
_SILENT = frozenset(
    [
        "pPr",
        "rPr",
        "sdtPr",
        "sdtEndPr",
        "rt",
        "rubyPr",
        "softHyphen",
        "lastRenderedPageBreak",
        "proofErr",
        "bookmarkStart",
        "bookmarkEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "annotationRef",
        "footnoteRef",
        "endnoteRef",
        "separator",
        "continuationSeparator",
        "delText",
        "delInstrText",
        "pgNum",
        "fPr",
        "ctrlPr",
        "smartTagPr",
        "customXmlPr",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
        "tblPr",
        "permStart",
        "permEnd",
    ]
)


class Piece(NamedTuple):
    """Some characters of a paragraph."""

    text: str
    """The characters."""

    synthetic: bool
    """Whether the file holds them only as a rule (automatic numbers)."""


@define
class _Field:
    """One open field: `TOC`, `REF`, `EQ`."""

    instruction: str = ""
    """The beginning of its instruction, as far as it was read."""

    shows: bool = False
    """Whether its result has begun."""


class RunReader:
    """Reads the paragraphs of one document, in order: fields may span several.

    `boxes` are the contents of the text boxes of the paragraph that was read last.
    """

    def __init__(
        self,
        note: Callable[[str, str], None],
        footnote: Callable[[str], None],
        remarks: Callable[[str, str], str],
    ) -> None:
        """Prepare to read.

        `note` takes the code of a note and its words, `footnote` those of a footnote;
        `remarks` gives the words of one by its kind (footnote, endnote, comment) and
        id.
        """
        self.boxes: list[etree._Element] = []
        self._note = note
        self._footnote = footnote
        self._remarks = remarks
        self._remarked: set[tuple[str, str]] = set()
        self._fields: list[_Field] = []
        # How many of them show nothing yet.
        self._silent = 0
        self._pieces: list[Piece] = []
        self._break = False
        self._handlers: Mapping[str, Callable[[etree._Element], None]] = {
            "t": self._text,
            "r": self._run,
            "br": self._line_break,
            "del": self._deleted,
            "moveFrom": self._moved,
            "fldChar": self._field_mark,
            "instrText": self._instruction,
            "sym": self._symbol,
            "AlternateContent": self._alternatives,
            "drawing": self._graphic,
            "pict": self._graphic,
            "object": self._graphic,
            "footnoteReference": self._remark,
            "endnoteReference": self._remark,
            "commentReference": self._remark,
            "f": self._fraction,
        }

    def read(self, paragraph: etree._Element) -> list[Piece]:
        """Return the pieces of a paragraph; its text boxes are then in `boxes`."""
        self._pieces = []
        self._break = False
        self.boxes = []
        self._children(paragraph)
        # A field that was not given its result here will have none: only results
        # span paragraphs.
        while self._fields and not self._fields[-1].shows:
            self._close_field()
        return self._pieces

    def _children(self, element: etree._Element) -> None:
        """Read what stands inside an element; the content of unknown ones is read
        too."""
        for inner in element:
            name = local(inner)
            if name in _SILENT:
                continue
            if name in _CHARACTERS:
                # In properties `w:tab` defines a stop; there it is not reached.
                self._add(_CHARACTERS[name])
            else:
                self._handlers.get(name, self._children)(inner)

    def _add(self, text: str, *, synthetic: bool = False) -> None:
        """Add visible characters."""
        if not text or self._silent:
            return
        if self._break and self._pieces:
            self._pieces.append(Piece("\n", False))
        self._break = False
        self._pieces.append(Piece(text, synthetic))

    def _text(self, element: etree._Element) -> None:
        """Read `w:t`."""
        self._add(element.text or "")

    def _run(self, element: etree._Element) -> None:
        """Read a run, unless it is hidden."""
        if is_on(child(element, "rPr"), "vanish"):
            words = _words(element)
            if words:
                self._note("hidden", words)
            return
        self._children(element)

    def _line_break(self, element: etree._Element) -> None:
        """Read `w:br`: a line of its own, or the end of a page."""
        if attribute(element, "type") in ("page", "column"):
            # Ends a line only between words, not before or after them.
            self._break = True
        else:
            self._add("\n")

    def _deleted(self, element: etree._Element) -> None:
        """Note a deletion."""
        words = _words(element, "delText")
        if words:
            self._note("deleted", words)

    def _moved(self, element: etree._Element) -> None:
        """Note the place something was moved from."""
        words = _words(element)
        if words:
            self._note("moved", words)

    def _field_mark(self, element: etree._Element) -> None:
        """Read where a field begins, where its result begins and where it ends."""
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
            self._silent += 1
        elif kind == "separate" and self._fields:
            self._silent -= not self._fields[-1].shows
            self._fields[-1].shows = True
        elif kind == "end" and self._fields:
            self._close_field()

    def _instruction(self, element: etree._Element) -> None:
        """Read a part of the instruction of a field."""
        if self._fields and len(self._fields[-1].instruction) < _INSTRUCTION_CHARS:
            self._fields[-1].instruction += (element.text or "")[:_INSTRUCTION_CHARS]

    def _close_field(self) -> None:
        """Close a field; one without result may still show a number."""
        field = self._fields.pop()
        self._silent -= not field.shows
        if field.shows or _SILENT_FIELDS.match(field.instruction):
            return
        enclosed = _ENCLOSED.match(field.instruction)
        value = to_int(enclosed[1]) if enclosed else None
        if value in _BY_VALUE:
            self._add(_BY_VALUE[value], synthetic=True)
        elif field.instruction.strip():
            self._note("field", field.instruction)

    def _symbol(self, element: etree._Element) -> None:
        """Read a character of a symbol font."""
        code = attribute(element, "char") or ""
        font = (attribute(element, "font") or "").lower()
        try:
            value = int(code[:4], 16)
        except ValueError:
            return
        # F000 is added to the code so that it falls into the private use area.
        known = _FONTS.get(font, {}).get(value & 0xFF)
        if known:
            self._add(known)
        elif value >= 0x20 and not 0xD800 <= value <= 0xF8FF:
            self._add(chr(value))
        else:
            self._note("symbol", f"{font} {code}")

    def _alternatives(self, element: etree._Element) -> None:
        """Read one of several forms of the same: the first that is not empty."""
        for branch in element:
            if local(branch) in ("Choice", "Fallback") and len(branch):
                self._children(branch)
                return

    def _graphic(self, element: etree._Element) -> None:
        """Keep the text boxes of a drawing; note a picture."""
        boxes = list(_boxes(element))
        self.boxes.extend(boxes)
        if boxes:
            return
        name = ""
        for inner in element.iter():
            if local(inner) in ("docPr", "shape", "imagedata"):
                name = attribute(inner, "descr") or attribute(inner, "title") or ""
                name = name or attribute(inner, "name") or attribute(inner, "alt") or ""
            if name:
                break
        self._note("object" if local(element) == "object" else "image", name)

    def _remark(self, element: etree._Element) -> None:
        """Note a footnote or a comment with its words, each once."""
        kind = local(element).removesuffix("Reference")
        identity = attribute(element, "id") or ""
        if (kind, identity) in self._remarked:
            return
        self._remarked.add((kind, identity))
        words = self._remarks(kind, identity)
        if kind == "comment":
            self._note("comment", words)
        else:
            self._footnote(words)

    def _fraction(self, element: etree._Element) -> None:
        """Read a fraction of a formula: numerator/denominator."""
        for name, before in (("num", ""), ("den", "/")):
            part = child(element, name)
            if part is not None:
                self._add(before)
                self._children(part)


def _words(element: etree._Element, *names: str) -> str:
    """Return the beginning of what an element says."""
    words = ""
    for inner in element.iter():
        if local(inner) in ("t", *names):
            words += inner.text or ""
            if len(words) > 100:
                break
    return words.strip()


def _boxes(element: etree._Element) -> list[etree._Element]:
    """Return the contents of the text boxes of a drawing, each once.

    A box inside another belongs to that one; of alternatives only the first counts.
    """
    found: list[etree._Element] = []
    stack = [element]
    while stack:
        current = stack.pop()
        name = local(current)
        if name == "txbxContent":
            found.append(current)
        elif name == "AlternateContent":
            stack.extend([branch for branch in current if len(branch)][:1])
        else:
            stack.extend(reversed(current))
    return found
