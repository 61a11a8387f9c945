"""The elements of a page as lines of text.

In: the tree of a page, and which part of it is the document. Out: the lines of the
document in a `SourceBuilder`, each with the XPath of its element, and all lines of the
page for the search of metadata. A block element or `<br>` ends a line, a row of a data
table is one line.
"""

import re

from lxml import etree

from cnpolicy.lexical.numerals import ONE_TO_TEN
from cnpolicy.readers.grid import TableGrid
from cnpolicy.readers.html.content import Content, is_hidden
from cnpolicy.readers.html.page_words import BLOCKS, SILENT_TAGS
from cnpolicy.readers.html.tables import TableReader
from cnpolicy.readers.list_numbers import format_number
from cnpolicy.readers.source import SourceBuilder

# Elements that do more than to hold text; of the others only the text matters.
_ACTIVE = BLOCKS | {"br", "ol", "ul", "li", "pre", "td", "th", "tr", "table"}

_HEADINGS = {f"h{level}": level for level in range(1, 7)}

# Numbers that browsers write before items: attribute or style, and the format.
_LIST_TYPES = {
    "1": ("decimal", "."),
    "a": ("lowerLetter", "."),
    "A": ("upperLetter", "."),
    "i": ("lowerRoman", "."),
    "I": ("upperRoman", "."),
    "decimal": ("decimal", "."),
    "decimal-leading-zero": ("decimalZero", "."),
    "lower-alpha": ("lowerLetter", "."),
    "upper-alpha": ("upperLetter", "."),
    "lower-latin": ("lowerLetter", "."),
    "upper-latin": ("upperLetter", "."),
    "lower-roman": ("lowerRoman", "."),
    "upper-roman": ("upperRoman", "."),
    "cjk-ideographic": ("chineseCountingThousand", "、"),
    "simp-chinese-informal": ("chineseCountingThousand", "、"),
    "trad-chinese-informal": ("chineseCountingThousand", "、"),
    "cjk-decimal": ("ideographDigital", "、"),
}
_TABLE_PARTS = frozenset({"td", "th", "tr", "table"})
_NO_NUMBERS = frozenset({"none", "disc", "circle", "square"})
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
# Items that bring their number along: their list is styled without numbers elsewhere.
_OWN_NUMBER = re.compile(
    rf"\s*(?:[（(]?[〇○{ONE_TO_TEN}百\d０-９]{{1,4}}[)）、.．]"
    rf"|第[〇{ONE_TO_TEN}百\d]{{1,5}}[章节条]|[①-⑳])"
)

# A line break in the source of a page stands for a space between words, and for
# nothing beside a Chinese character.
_WIDE = (
    "[\u2014\u2018-\u201d\u2026\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]"
)
_BREAK = re.compile(f"(?<={_WIDE})\n|\n(?={_WIDE})")
# Spaces that a careless system escaped twice, so that readers see their names.
_ENTITY = re.compile("&(?:nbsp|ensp|emsp);?")
_BLANK = re.compile("[\\s\u200b\u200c\u200d\ufeff]*\\Z")

# Longer lines hold no metadata.
_MAX_SEAMED = 600

# Elements deeper than this below the container are named by their ancestor there: an
# XPath of 2,000 steps for each line would need more memory than the page.
_MAX_STEPS = 32
_PLAIN_ID = re.compile("[\\w.-]+\\Z")


# Where an inline element begins or ends, in the lines for the search of metadata. No
# text has this character.
SEAM = "\ufdd0"
# Elements that hold a value of their own, which may be empty.
_VALUES = frozenset({"td", "th", "dd"})


class _Frame:
    """One open element on the way down: its step of the XPath, its counters."""

    __slots__ = ("at", "counts", "element", "name")

    def __init__(self, element: etree._Element, name: str, at: int) -> None:
        """Open an element, the `at`-th of this name among its siblings."""
        self.element = element
        self.name = name
        self.at = at
        self.counts: dict[str, int] = {}

    @property
    def step(self) -> str:
        """The step of the element in an XPath."""
        return f"{self.name}[{self.at}]"


class LineWriter:
    """Walks a page once and writes the lines of its document.

    `inside` and `outside` then are the lines that belong to it and those that do not,
    with a `SEAM` where inline elements meet; a cell that is empty is an empty line.
    """

    def __init__(
        self,
        builder: SourceBuilder,
        content: Content,
        tables: frozenset[etree._Element],
    ) -> None:
        """Prepare to write `content` into `builder`; `tables` hold data."""
        self.outside: list[str] = []
        self.inside: list[str] = []
        self._builder = builder
        self._content = content
        self._roots = frozenset(content.roots)
        self._tables = tables
        self._frames: list[_Frame] = []
        self._blocks: list[int] = []
        self._anchor = ""
        self._anchor_depth = 0
        self._root: etree._Element | None = None
        self._pieces: list[str] = []
        self._cell_lines = 0
        self._preformatted = 0
        self._lists: list[tuple[str, str, int] | None] = []
        self._number = ""
        self._table: TableReader | None = None
        self._cell: list[str] | None = None

    def write(self, root: etree._Element) -> None:
        """Write the lines of the page whose root element is `root`."""
        walk = etree.iterwalk(root, events=("start", "end"))
        skipped: etree._Element | None = None
        for event, element in walk:
            tag = str(element.tag)
            if event == "start":
                if skipped is None and self._is_skipped(element, tag):
                    skipped = element
                    walk.skip_subtree()
                elif skipped is None:
                    self._push(element, tag)
                    if tag in _ACTIVE or (
                        self._root is None and element in self._roots
                    ):
                        self._start(element, tag)
                    elif tag not in _ACTIVE:
                        self._pieces.append(SEAM)
                    if element.text:
                        self._pieces.append(element.text)
                continue
            if skipped is None:
                if tag in _ACTIVE or element is self._root:
                    self._end(element, tag)
                else:
                    self._pieces.append(SEAM)
                self._frames.pop()
            elif skipped is element:
                self._note_skipped(element)
                skipped = None
            if skipped is None and element.tail and element is not root:
                self._pieces.append(element.tail)
        self._flush()

    def _is_skipped(self, element: etree._Element, tag: str) -> bool:
        """Tell whether an element and all in it is no part of the text."""
        if element in self._content.hidden:
            return True
        if tag in SILENT_TAGS or is_hidden(element):
            return element not in self._roots
        return self._root is not None and element in self._content.excluded

    def _note_skipped(self, element: etree._Element) -> None:
        """Note what of the document was left out."""
        if self._root is None or element in self._content.excluded:
            return
        if element.tag == "img":
            name = element.get("alt") or (element.get("src") or "").rpartition("/")[2]
            self._builder.note("image", self._where(), name)
        elif element.tag in ("iframe", "object", "embed", "audio", "video"):
            name = element.get("src") or element.get("data") or ""
            self._builder.note("object", self._where(), name)
        elif is_hidden(element) or element in self._content.hidden:
            words = " ".join(str(text) for text in element.itertext())[:200]
            if words.strip():
                self._builder.note("hidden", self._where(), words)

    def _push(self, element: etree._Element, tag: str) -> None:
        """Add the step of an element to the path."""
        name = tag if tag.isalnum() else "*"
        at = 1
        if self._frames:
            counts = self._frames[-1].counts
            # `*` counts all children, so that the step is a true XPath.
            counts["*"] = counts.get("*", 0) + 1
            at = counts["*"]
            if name != "*":
                at = counts[name] = counts.get(name, 0) + 1
        self._frames.append(_Frame(element, name, at))

    def _start(self, element: etree._Element, tag: str) -> None:
        """Open an element that does more than to hold text."""
        self._flush()
        if self._root is None and element in self._roots:
            self._root = element
            self._anchor_depth = len(self._frames)
            self._anchor = _anchor(element, self._frames)
        if tag in BLOCKS:
            self._blocks.append(len(self._frames))
        if tag == "table" and element in self._tables:
            self._table = TableReader()
        elif self._table is not None and tag in ("td", "th"):
            self._cell = []
        elif tag in _VALUES:
            self._cell_lines = len(self.outside)
        elif tag in ("ol", "ul"):
            self._lists.append(_list_style(element) if tag == "ol" else None)
        elif tag == "li":
            self._count_item(element)
        elif tag == "pre":
            self._preformatted += 1

    def _end(self, element: etree._Element, tag: str) -> None:
        """Close an element that does more than to hold text."""
        self._flush()
        if self._table is not None and tag in _TABLE_PARTS:
            self._end_of_table(element, tag)
        elif tag in ("ol", "ul"):
            self._lists.pop()
        elif tag == "li":
            self._number = ""
        elif tag == "pre":
            self._preformatted -= 1
        elif tag in _VALUES and self._cell_lines == len(self.outside):
            self.outside.append("")
        if tag in BLOCKS:
            self._blocks.pop()
        if element is self._root:
            self._root = None

    def _end_of_table(self, element: etree._Element, tag: str) -> None:
        """Close a cell, a row or the whole of a data table."""
        if self._table is None:
            return
        if tag in ("td", "th"):
            text = " ".join(self._cell or ()).replace("\t", " ")
            self._table.add(element, text, self._where())
            self._cell = None
        elif tag == "tr":
            parent = element.getparent()
            self._table.close_row(in_head=parent is not None and parent.tag == "thead")
        elif tag == "table":
            self._write_table(self._table.close())
            self._table = None

    def _count_item(self, element: etree._Element) -> None:
        """Take the number that a browser writes before this item."""
        self._number = ""
        style = self._lists[-1] if self._lists else None
        own = _LIST_STYLE.search(element.get("style") or "")
        if style is None or (own and own[1].lower() in _NO_NUMBERS):
            return
        number_format, after, following = style
        stated = (element.get("value") or "").strip()
        if stated.isascii() and stated.isdigit():
            following = int(stated[:6])
        self._number = format_number(following, number_format) + after
        self._lists[-1] = (number_format, after, following + 1)

    def _flush(self) -> None:
        """Write the open line."""
        if not self._pieces:
            return
        text = "".join([piece for piece in self._pieces if piece is not SEAM])
        seamed = "".join(self._pieces) if len(text) <= _MAX_SEAMED else text
        self._pieces.clear()
        text = _ENTITY.sub("\u00a0", text) if "&" in text else text
        if self._preformatted:
            for line in re.split("\r\n|\r|\n", text):
                self._write(line.rstrip(), line)
        else:
            self._write(_collapsed(text).strip(" "), seamed)

    def _write(self, text: str, seamed: str) -> None:
        """Write one line, unless it is blank; `seamed` is the same with seams."""
        if _BLANK.match(text):
            return
        if self._cell is not None:
            number = self._take_number(text)
            self._cell.append(number + text.strip())
            return
        if self._root is None:
            self.outside.append(seamed)
            return
        self.inside.append(seamed)
        self._break_line()
        where = self._where()
        level = self._level()
        number = self._take_number(text)
        start = self._builder.length
        self._builder.add(number, where, synthetic=True, outline_level=level)
        self._builder.add(text, where, outline_level=level)
        self._builder.end_paragraph(start, level, len(number))

    def _write_table(self, grid: TableGrid) -> None:
        """Write a data table."""
        lines = ["\t".join(cells) for cells in grid.texts()]
        if self._root is None:
            self.outside += lines
        elif lines:
            self.inside += lines
            self._break_line()
            grid.write(self._builder)

    def _break_line(self) -> None:
        """End the line before."""
        if self._builder.length:
            self._builder.add("\n")

    def _take_number(self, text: str) -> str:
        """Return the number to write before an item, once."""
        number, self._number = self._number, ""
        return "" if _OWN_NUMBER.match(text) else number

    def _level(self) -> int | None:
        """Return the level of the heading that the open line stands in."""
        element = self._frames[self._blocks[-1] - 1].element
        return _HEADINGS.get(str(element.tag))

    def _where(self) -> str:
        """Return the XPath of the block that the open line stands in."""
        depth = self._blocks[-1] if self._blocks else len(self._frames)
        depth = min(depth, self._anchor_depth + _MAX_STEPS)
        steps = (frame.step for frame in self._frames[self._anchor_depth : depth])
        return "/".join((self._anchor, *steps))


def _collapsed(text: str) -> str:
    """Collapse white space as browsers do, each run to a space or to nothing.

    U+00A0 and U+3000 are no white space here, but text.

    By `replace`, not by a pattern: 10 MiB of short words would become a list of all.
    """
    for space in "\t\r\f":
        text = text.replace(space, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    if "\n" not in text:
        return text
    text = text.replace(" \n", "\n").replace("\n ", "\n")
    while "\n\n" in text:
        text = text.replace("\n\n", "\n")
    return _BREAK.sub("", text).replace("\n", " ")


def _list_style(element: etree._Element) -> tuple[str, str, int] | None:
    """Return format, sign and first number of an `<ol>`; None if it shows none."""
    start = (element.get("start") or "").strip()
    first = int(start[:6]) if start.isascii() and start.isdigit() else 1
    style = _LIST_STYLE.search(element.get("style") or "")
    name = style[1].lower() if style else element.get("type") or "1"
    if name in _NO_NUMBERS:
        return None
    number_format, after = _LIST_TYPES.get(name, _LIST_TYPES["1"])
    return number_format, after, first


def _anchor(element: etree._Element, frames: list[_Frame]) -> str:
    """Return a short XPath of the element that holds the document."""
    identity = element.get("id") or ""
    if _PLAIN_ID.match(identity):
        return f"//*[@id='{identity}']"
    if len(frames) <= _MAX_STEPS:
        return "/" + "/".join(frame.step for frame in frames)
    tag = str(element.tag)
    earlier = element.getroottree().getroot().iter(tag)
    place = next(at for at, found in enumerate(earlier, 1) if found is element)
    return f"(//{tag})[{place}]"
