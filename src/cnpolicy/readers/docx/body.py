"""The paragraphs and tables of a DOCX in order, with their automatic numbers.

In: the `w:body` element, the styles and the lists of the document. Out: its paragraphs
and tables in a `SourceBuilder`. A row of a table is one line with tabs between the
cells; a table of one column, or around another table, is a frame around paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from attrs import frozen
from lxml import etree

from cnpolicy.readers.docx.numbering import Numbering, Story
from cnpolicy.readers.docx.runs import RunReader
from cnpolicy.readers.docx.styles import Styles, integer, is_on, value_of
from cnpolicy.readers.grid import GridPiece, TableGrid
from cnpolicy.readers.refusals import refused
from cnpolicy.readers.source import Meter, Source, SourceBuilder
from cnpolicy.readers.xml_tree import attribute, child, local

# Wrappers around paragraphs, rows and cells that say nothing about them.
_WRAPPERS = frozenset(["sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"])
_LEFT_OUT = {"del": "deleted", "moveFrom": "moved"}

_PREFIXES = {"AlternateContent": "mc"}
# Longer paths stop at the ancestor they have reached: only hostile files nest so deep.
_MAX_PATH = 400

# A cell with this many characters or paragraphs that is most of its table is a document
# in a frame.
_FRAME_CHARS = 1500
_FRAME_PARAGRAPHS = 12
_FRAME_SHARE = 0.6
# Word makes no table wider than this; cells beyond it claim no more than one column.
_MAX_COLUMNS = 63


# Tables in tables and boxes in boxes; three of each are many.
_MAX_DEPTH = 80

_ONE_LINE = str.maketrans("\n\t", "  ")
_SPACE = GridPiece(" ", None)


@frozen
class Line:
    """One paragraph."""

    pieces: tuple[GridPiece, ...]
    """Its words, an automatic number first."""

    level: int | None = None
    """Its heading level, None for body text."""

    @property
    def chars(self) -> int:
        """How many characters it has."""
        return sum(len(piece.text) for piece in self.pieces)


@frozen
class _Cell:
    """What stands in one cell of a table."""

    blocks: list[Block]
    """Its paragraphs, and the tables in it."""

    columns: int
    """How many columns it takes."""

    continues: bool
    """Whether it is the lower part of the cell above (`w:vMerge`)."""

    @property
    def chars(self) -> int:
        """How many characters it has."""
        return sum(block.chars for block in self.blocks)


@frozen
class _Row:
    """One row of a table."""

    cells: list[_Cell]
    """Its cells."""

    before: int
    """How many columns are empty before them."""

    after: int
    """How many columns are empty behind them."""

    header: bool
    """Whether it is repeated on each page."""


Block = Line | TableGrid
Sink = Callable[[Block], None]


class BodyWriter:
    """Writes one document."""

    def __init__(
        self,
        builder: SourceBuilder,
        styles: Styles,
        numbering: Numbering,
        remarks: Callable[[str, str], str],
        imported: Callable[[str], Source | None],
    ) -> None:
        """Prepare to write into `builder`.

        `remarks` gives the words of footnotes and comments by kind and id, `imported`
        the document that stands in the place of an `altChunk`, None if it is not read.
        """
        self._builder = builder
        self._styles = styles
        self._numbering = numbering
        self._story = Story()
        self._where = ""
        self._runs = RunReader(self._note, self._footnote, remarks)
        self._imported = imported
        self._meter = Meter()
        self._depth = 0
        self._begun = False

    def write(self, body: etree._Element, where: str) -> None:
        """Write what stands in the body, which is at `where`."""
        self._blocks(body, where, self._write)

    def _note(self, code: str, detail: str) -> None:
        """Note something at the current paragraph."""
        self._builder.note(code, self._where, detail)

    def _footnote(self, words: str) -> None:
        """Keep a footnote of the current paragraph."""
        self._builder.footnote(self._where, words)

    def _blocks(self, container: etree._Element, where: str, sink: Sink) -> None:
        """Send the lines of all blocks in a container to `sink`."""
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise refused("deep", ("the document", "文档"))
        carried: list[GridPiece] = []
        for block, place in _unwrapped(container, where, self._leave_out):
            name = local(block)
            if name == "p":
                self._paragraph(block, place, sink, carried)
            elif name == "tbl":
                self._flush(carried, sink)
                self._table(block, place, sink)
            elif name == "altChunk":
                self._flush(carried, sink)
                self._import(attribute(block, "id") or "", place, sink)
        self._flush(carried, sink)
        self._depth -= 1

    def _import(self, identity: str, where: str, sink: Sink) -> None:
        """Write the document that stands in the place of an `altChunk`."""
        source = self._imported(identity)
        if source is None:
            self._builder.note("imported", where, identity)
        elif self._depth == 1:
            if self._begun and source.text:
                self._builder.add("\n")
            self._begun = self._begun or bool(source.text)
            self._builder.add_source(source, where)
        else:
            for line in source.text.split("\n"):
                sink(Line((GridPiece(line, where),)))

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
    def _flush(carried: list[GridPiece], sink: Sink) -> None:
        """Send what is left of paragraphs whose end was deleted."""
        if carried:
            sink(Line(tuple(carried)))
            carried.clear()

    def _paragraph(
        self, element: etree._Element, where: str, sink: Sink, carried: list[GridPiece]
    ) -> None:
        """Send one paragraph, and its text boxes after it."""
        self._where = where
        properties = child(element, "pPr")
        mark = None if properties is None else child(properties, "rPr")
        words = self._runs.read(element)
        boxes = frozenset(self._runs.boxes)
        pieces = [GridPiece(word.text, where, word.synthetic) for word in words]
        self._meter.take(sum(len(word.text) for word in words))
        removed = mark is not None and (
            child(mark, "del") is not None or child(mark, "moveFrom") is not None
        )
        if removed:
            # Its end was deleted: the words belong to the paragraph after it.
            carried.extend(pieces)
        elif pieces or carried or not is_on(mark, "vanish"):
            style = value_of(properties, "pStyle")
            number = GridPiece(self._number(properties, style), where, True)
            self._meter.take(len(number.text))
            line = Line((number, *carried, *pieces), self._outline(properties, style))
            carried.clear()
            sink(line)
        else:
            # Word does not show it, and counts it.
            number_only = self._number(properties, value_of(properties, "pStyle"))
            if number_only:
                self._note("hidden", number_only)
        if boxes:
            # Numbered as XPath does: fallbacks for older programs count, too.
            inside = (box for box in element.iter() if local(box) == "txbxContent")
            for at, box in enumerate(inside, 1):
                if box in boxes:
                    self._box(box, f"({where}//w:txbxContent)[{at}]", sink)

    def _box(self, box: etree._Element, where: str, sink: Sink) -> None:
        """Send the paragraphs of a text box, which Word numbers on their own."""
        blocks: list[Block] = []
        outer, self._story = self._story, Story()
        self._blocks(box, where, blocks.append)
        self._story = outer
        blocks = [block for block in blocks if block.chars]
        if blocks:
            first = next(_lines_of(blocks[:1]))
            words = "".join(piece.text for piece in first)
            self._builder.note("textbox", where, words)
        for block in blocks:
            sink(block)

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
        """Send a table, or the paragraphs in it if it is a frame around them."""
        rows: list[_Row] = []
        for element, place in _unwrapped(table, where, self._leave_out):
            if local(element) == "tr":
                self._row(element, place, rows)
        if _is_frame(rows):
            for block in (b for row in rows for cell in row.cells for b in cell.blocks):
                sink(block)
            return
        grid = TableGrid(_MAX_COLUMNS)
        for row in rows:
            grid.begin_row(header=row.header)
            grid.skip(row.before)
            for cell in row.cells:
                if cell.continues:
                    grid.continue_above(cell.columns)
                else:
                    grid.add(_joined(cell.blocks), columns=cell.columns)
            grid.skip(row.after)
        if grid.chars:
            sink(grid)

    def _row(self, element: etree._Element, where: str, rows: list[_Row]) -> None:
        """Read the cells of one row."""
        properties = child(element, "trPr")
        if properties is not None and child(properties, "del") is not None:
            self._builder.note("deleted", where)
            return
        cells: list[_Cell] = []
        for cell, place in _unwrapped(element, where, self._leave_out):
            if local(cell) != "tc":
                continue
            own = child(cell, "tcPr")
            merged = None if own is None else child(own, "vMerge")
            continues = merged is not None and attribute(merged, "val") != "restart"
            blocks: list[Block] = []
            if not continues:
                self._blocks(cell, place, blocks.append)
            cells.append(_Cell(blocks, _claim(own, "gridSpan", 1), continues))
        rows.append(
            _Row(
                cells,
                _claim(properties, "gridBefore", 0),
                _claim(properties, "gridAfter", 0),
                is_on(properties, "tblHeader"),
            )
        )

    def _write(self, block: Block) -> None:
        """Write a block of the body."""
        if self._begun:
            self._builder.add("\n")
        self._begun = True
        if isinstance(block, TableGrid):
            block.write(self._builder)
            return
        start = self._builder.length
        for text, where, synthetic in block.pieces:
            self._builder.add(
                text, where, synthetic=synthetic, outline_level=block.level
            )
        number = block.pieces[0] if block.pieces else _SPACE
        self._builder.end_paragraph(
            start, block.level, len(number.text) if number.synthetic else 0
        )


def _is_frame(rows: list[_Row]) -> bool:
    """Tell whether a table is a frame around paragraphs: 专栏 in one cell.

    So is one around another table that holds most of its words.
    """
    if all(len(row.cells) < 2 and not row.before for row in rows):
        return True
    cells = [cell for row in rows for cell in row.cells]
    chars = sum(cell.chars for cell in cells)
    inner = sum(
        block.chars
        for cell in cells
        for block in cell.blocks
        if isinstance(block, TableGrid)
    )
    longest, paragraphs = max((cell.chars, len(cell.blocks)) for cell in cells)
    return inner > chars * _FRAME_SHARE or (
        longest > chars * _FRAME_SHARE
        and (longest > _FRAME_CHARS or paragraphs > _FRAME_PARAGRAPHS)
    )


def _lines_of(blocks: Iterable[Block]) -> Iterator[tuple[GridPiece, ...]]:
    """Yield paragraphs, and the rows of tables, as lines."""
    for block in blocks:
        if isinstance(block, TableGrid):
            yield from block.lines()
        else:
            yield block.pieces


def _joined(blocks: Iterable[Block]) -> Iterator[GridPiece]:
    """Yield the pieces of a cell on one line, a space between its paragraphs."""
    begun = False
    for line in _lines_of(blocks):
        if not any(piece.text for piece in line):
            continue
        if begun:
            yield _SPACE
        begun = True
        for piece in line:
            yield piece._replace(text=piece.text.translate(_ONE_LINE))


def _claim(properties: etree._Element | None, name: str, least: int) -> int:
    """Return how many columns a property claims, `least` without it."""
    stated = integer(value_of(properties, name))
    return least if stated is None else max(least, min(stated, _MAX_COLUMNS))


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
