"""The paragraphs and tables of a DOCX in order, with their automatic numbers.

In: the `w:body` element, the styles and the lists of the document. Out: its lines in a
`SourceBuilder`. A row of a table is one line with tabs between the cells; a table of
one column is a frame around paragraphs.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from attrs import frozen
from lxml import etree

from cnpolicy.readers.docx.numbering import Numbering, Story
from cnpolicy.readers.docx.runs import RunReader
from cnpolicy.readers.docx.styles import Styles, integer, is_on, value_of
from cnpolicy.readers.source import SourceBuilder
from cnpolicy.readers.xml_tree import attribute, child, local

# Wrappers around paragraphs, rows and cells that say nothing about them.
_WRAPPERS = frozenset(["sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"])
_LEFT_OUT = {"del": "deleted", "moveFrom": "moved"}

_PREFIXES = {"AlternateContent": "mc"}
# Longer paths stop at the ancestor they have reached: only hostile files nest so deep.
_MAX_PATH = 400

# A cell of so many characters or paragraphs that is most of its table is a document in
# a frame.
_FRAME_CHARS = 1500
_FRAME_PARAGRAPHS = 12
_FRAME_SHARE = 0.6
# Word makes no table wider than this; cells beyond it claim no more than one column.
_MAX_COLUMNS = 63


class Piece(NamedTuple):
    """Some characters of a line."""

    text: str
    """The characters."""

    where: str | None
    """Their place in the file, None for what this reader put between them."""

    synthetic: bool = False
    """Whether the file holds them only as a rule (automatic numbers)."""


_ONE_LINE = str.maketrans("\n\t", "  ")
_SPACE = Piece(" ", None)


@frozen
class Line:
    """One paragraph, or one row of a table."""

    pieces: tuple[Piece, ...]
    """Its words."""

    level: int | None = None
    """Its heading level, None for body text."""

    @property
    def chars(self) -> int:
        """How many characters it has."""
        return sum(len(piece.text) for piece in self.pieces)


Sink = Callable[[Line], None]
Row = list[list[Line]]
# One for all: nothing is ever added to it.
_EMPTY: list[Line] = []


class BodyWriter:
    """Writes one document."""

    def __init__(
        self,
        builder: SourceBuilder,
        styles: Styles,
        numbering: Numbering,
        footnotes: Callable[[str, str], str],
    ) -> None:
        """Prepare to write into `builder`; `footnotes` gives words by kind and id."""
        self._builder = builder
        self._styles = styles
        self._numbering = numbering
        self._story = Story()
        self._where = ""
        self._runs = RunReader(self._note, footnotes)
        self._begun = False

    def write(self, body: etree._Element, where: str) -> None:
        """Write what stands in the body, which is at `where`."""
        self._blocks(body, where, self._write_line)

    def _note(self, code: str, detail: str) -> None:
        """Note something at the current paragraph."""
        self._builder.note(code, self._where, detail)

    def _blocks(self, container: etree._Element, where: str, sink: Sink) -> None:
        """Send the lines of all blocks in a container to `sink`."""
        carried: list[Piece] = []
        for block, place in _unwrapped(container, where, self._leave_out):
            name = local(block)
            if name == "p":
                self._paragraph(block, place, sink, carried)
            elif name == "tbl":
                self._flush(carried, sink)
                self._table(block, place, sink)
            elif name == "altChunk":
                self._builder.note("imported", place, attribute(block, "id") or "")
        self._flush(carried, sink)

    def _leave_out(self, element: etree._Element, where: str) -> bool:
        """Note a block that was deleted or moved; tell whether it was."""
        code = _LEFT_OUT.get(local(element))
        if code is None:
            return False
        words = "".join(
            inner.text or "" for inner in element.iter() if local(inner) == "t"
        )
        self._builder.note(code, where, words)
        return True

    @staticmethod
    def _flush(carried: list[Piece], sink: Sink) -> None:
        """Send what is left of paragraphs whose end was deleted."""
        if carried:
            sink(Line(tuple(carried)))
            carried.clear()

    def _paragraph(
        self, element: etree._Element, where: str, sink: Sink, carried: list[Piece]
    ) -> None:
        """Send one paragraph, and its text boxes after it."""
        self._where = where
        properties = child(element, "pPr")
        mark = None if properties is None else child(properties, "rPr")
        words = self._runs.read(element)
        boxes = frozenset(self._runs.boxes)
        pieces = [Piece(word.text, where, word.synthetic) for word in words]
        removed = mark is not None and (
            child(mark, "del") is not None or child(mark, "moveFrom") is not None
        )
        if removed:
            # Its end was deleted: the words belong to the paragraph after it.
            carried.extend(pieces)
        elif pieces or carried or not is_on(mark, "vanish"):
            style = value_of(properties, "pStyle")
            number = Piece(self._number(properties, style), where, True)
            line = Line((number, *carried, *pieces), self._outline(properties, style))
            carried.clear()
            sink(line)
        if boxes:
            # Numbered as XPath does: fallbacks for older programs count, too.
            inside = (box for box in element.iter() if local(box) == "txbxContent")
            for at, box in enumerate(inside, 1):
                if box in boxes:
                    self._box(box, f"({where}//w:txbxContent)[{at}]", sink)

    def _box(self, box: etree._Element, where: str, sink: Sink) -> None:
        """Send the paragraphs of a text box, which Word numbers on their own."""
        lines: list[Line] = []
        outer, self._story = self._story, Story()
        self._blocks(box, where, lines.append)
        self._story = outer
        lines = [line for line in lines if line.chars]
        if lines:
            words = "".join(piece.text for piece in lines[0].pieces)
            self._builder.note("textbox", where, words)
        for line in lines:
            sink(line)

    def _number(self, properties: etree._Element | None, style: str | None) -> str:
        """Return the automatic number of a paragraph, empty without one."""
        chain = self._styles.chain(style)
        own = None if properties is None else child(properties, "numPr")
        num_id = value_of(own, "numId")
        level = integer(value_of(own, "ilvl"))
        from_style = num_id is None
        if from_style:
            num_id = next((s.num_id for s in chain if s.num_id is not None), None)
        numbered = self._numbering.find(num_id) if num_id else None
        if numbered is None:
            return ""
        if level is None:
            level = numbered.level_of(chain) if from_style else 0
        return self._story.number(numbered, level)

    def _outline(
        self, properties: etree._Element | None, style: str | None
    ) -> int | None:
        """Return the heading level of a paragraph."""
        own = integer(value_of(properties, "outlineLvl"))
        if own is None:
            return self._styles.outline(style)
        return own + 1 if own < 9 else None

    def _table(self, table: etree._Element, where: str, sink: Sink) -> None:
        """Send the rows of a table as lines, or its paragraphs if it is a frame."""
        rows: list[Row] = []
        for element, place in _unwrapped(table, where, self._leave_out):
            if local(element) == "tr":
                self._row(element, place, rows)
        if _is_frame(rows):
            for line in (line for row in rows for cell in row for line in cell):
                sink(line)
            return
        for cells in rows:
            if any(line.chars for cell in cells for line in cell):
                sink(Line(tuple(_joined(cells))))

    def _row(self, element: etree._Element, where: str, rows: list[Row]) -> None:
        """Read the cells of one row; merged ones leave empty cells."""
        properties = child(element, "trPr")
        if properties is not None and child(properties, "del") is not None:
            self._builder.note("deleted", where)
            return
        row: Row = []
        _widen(row, properties, "gridBefore", 0)
        for cell, place in _unwrapped(element, where, self._leave_out):
            if local(cell) != "tc":
                continue
            own = child(cell, "tcPr")
            merged = None if own is None else child(own, "vMerge")
            lines: list[Line] = []
            if merged is None or attribute(merged, "val") == "restart":
                self._blocks(cell, place, lines.append)
            row.append(lines)
            _widen(row, own, "gridSpan", 1)
        _widen(row, properties, "gridAfter", 0)
        rows.append(row)

    def _write_line(self, line: Line) -> None:
        """Write a line of the body."""
        if self._begun:
            self._builder.add("\n")
        self._begun = True
        for text, where, synthetic in line.pieces:
            self._builder.add(
                text, where, synthetic=synthetic, outline_level=line.level
            )


def _is_frame(rows: list[Row]) -> bool:
    """Tell whether a table is a frame around paragraphs: 专栏 in one cell."""
    if all(len(row) < 2 for row in rows):
        return True
    sizes = [
        (sum(line.chars for line in cell), len(cell)) for row in rows for cell in row
    ]
    longest, paragraphs = max(sizes)
    return longest > sum(size for size, _ in sizes) * _FRAME_SHARE and (
        longest > _FRAME_CHARS or paragraphs > _FRAME_PARAGRAPHS
    )


def _joined(row: Row) -> Iterator[Piece]:
    """Yield the pieces of a row: tabs between cells, a space between paragraphs."""
    tabs = 0
    for cell in row:
        for order, line in enumerate(line for line in cell if line.chars):
            if order:
                yield _SPACE
            elif tabs:
                yield Piece("\t" * tabs, None)
                tabs = 0
            for piece in line.pieces:
                # A row is one line, and its tabs are those between the cells.
                yield piece._replace(text=piece.text.translate(_ONE_LINE))
        tabs += 1
    if tabs > 1:
        yield Piece("\t" * (tabs - 1), None)


def _widen(row: Row, properties: etree._Element | None, name: str, cells: int) -> None:
    """Add the empty cells that a property claims, `cells` of which stand already."""
    stated = integer(value_of(properties, name))
    if stated is not None:
        row.extend([_EMPTY] * min(stated - cells, _MAX_COLUMNS - len(row)))


def _unwrapped(
    container: etree._Element,
    where: str,
    leave_out: Callable[[etree._Element, str], bool],
) -> Iterator[tuple[etree._Element, str]]:
    """Yield the children of a container with their places, without their wrappers."""
    stack = [(where, iter(container), dict[str, int]())]
    while stack:
        path, children, counts = stack[-1]
        element = next(children, None)
        if element is None:
            stack.pop()
            continue
        name = local(element)
        counts[name] = counts.get(name, 0) + 1
        place = path
        if len(path) < _MAX_PATH:
            place = f"{path}/{_PREFIXES.get(name, 'w')}:{name}[{counts[name]}]"
        if leave_out(element, place):
            continue
        if name == "AlternateContent":
            branch = next((branch for branch in element if len(branch)), element)
            stack.append((f"{place}/mc:{local(branch)}[1]", iter(branch), {}))
        elif name in _WRAPPERS:
            stack.append((place, iter(element), {}))
        else:
            yield element, place
