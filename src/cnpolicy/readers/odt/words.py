"""The words of one paragraph of an ODT.

In: a `text:p` or `text:h`. Out: its text. Footnotes, comments, deletions and hidden
text are noted, pictures too; text boxes are handed on to be written after it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lxml import etree

from cnpolicy.readers.odt.lists import count_of
from cnpolicy.readers.source import Meter
from cnpolicy.readers.xml_tree import attribute, child, local

_SPACES = re.compile("[ \t\r\n]+")

# What holds no words of the paragraph.
_SILENT = frozenset(
    ["number", "ruby-text", "tracked-changes", "note-citation", "annotation-end"]
)
_PICTURES = {"image": "image", "object": "object", "object-ole": "object"}


class WordReader:
    """Reads the paragraphs of one document in order.

    `boxes` are the text boxes of the paragraph that was read last.
    """

    def __init__(
        self,
        note: Callable[[str, str], None],
        footnote: Callable[[str], None],
        deleted: Mapping[str, str],
    ) -> None:
        """Prepare to read.

        `note` takes the code of a note and its words, `footnote` those of a footnote;
        `deleted` has the words of deletions by their ids.
        """
        self.boxes: list[etree._Element] = []
        self._note = note
        self._footnote = footnote
        self._deleted = deleted
        self._meter = Meter()
        self._pieces: list[str] = []
        self._handlers: Mapping[str, Callable[[etree._Element], None]] = {
            "s": self._blanks,
            "tab": lambda _: self._add("\t"),
            "line-break": lambda _: self._add("\n"),
            "note": self._read_footnote,
            "annotation": self._comment,
            "change": self._change,
            "hidden-text": self._hidden,
            "frame": self._frame,
            "custom-shape": self._shape,
        }

    def read(self, paragraph: etree._Element) -> str:
        """Return the words of a paragraph; its text boxes are then in `boxes`."""
        self._pieces = []
        self.boxes = []
        self._inside(paragraph)
        return "".join(self._pieces).rstrip(" ")

    def _inside(self, element: etree._Element) -> None:
        """Read what stands inside an element."""
        self._text(element.text)
        for inner in element:
            name = local(inner)
            if name in self._handlers:
                self._handlers[name](inner)
            elif name not in _SILENT:
                self._inside(inner)
            self._text(inner.tail)

    def _add(self, text: str) -> None:
        """Add characters as they are."""
        self._meter.take(len(text))
        self._pieces.append(text)

    def _text(self, text: str | None) -> None:
        """Add characters, white space collapsed to one space as the format has it."""
        if not text:
            return
        text = _SPACES.sub(" ", text)
        last = self._pieces[-1] if self._pieces else " "
        self._add(text[1:] if text[0] == " " == last[-1:] else text)

    def _blanks(self, element: etree._Element) -> None:
        """Read `text:s`: some spaces that stay."""
        count = count_of(element, "c", 1)
        self._meter.take(count)
        self._pieces.append(" " * count)

    def _read_footnote(self, element: etree._Element) -> None:
        """Note a footnote with its words."""
        body = child(element, "note-body")
        self._footnote("" if body is None else all_words(body))

    def _comment(self, element: etree._Element) -> None:
        """Note a comment."""
        said = (one for one in element if local(one) in ("p", "list"))
        self._note("comment", " ".join(map(all_words, said)))

    def _change(self, element: etree._Element) -> None:
        """Note what was deleted here."""
        words = self._deleted.get(attribute(element, "change-id") or "")
        if words:
            self._note("deleted", words)

    def _hidden(self, element: etree._Element) -> None:
        """Note hidden text."""
        self._note("hidden", attribute(element, "string-value") or all_words(element))

    def _frame(self, element: etree._Element) -> None:
        """Keep a text box; note a picture."""
        for inner in element:
            name = local(inner)
            if name == "text-box":
                self.boxes.append(inner)
                return
            if name in _PICTURES:
                self._note(_PICTURES[name], attribute(element, "name") or "")
                return

    def _shape(self, element: etree._Element) -> None:
        """Keep a shape that holds paragraphs."""
        if any(local(inner) == "p" for inner in element):
            self.boxes.append(element)


def all_words(element: etree._Element) -> str:
    """Return all words inside an element, on one line."""
    return " ".join("".join(str(text) for text in element.itertext()).split())
