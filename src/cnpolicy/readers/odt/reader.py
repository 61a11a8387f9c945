"""ODT, text of OpenDocument (ISO/IEC 26300).

In: the bytes of a file. Out: its paragraphs and tables as a `Source`, the automatic
numbers of items and headings written out and marked as synthetic. Needs lxml.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen
from lxml import etree

from cnpolicy.readers.archive import Archive
from cnpolicy.readers.grid import GridPiece, TableGrid
from cnpolicy.readers.odt.lists import Counters, ListCounter, ListStyles, count_of
from cnpolicy.readers.odt.words import WordReader, all_words
from cnpolicy.readers.refusals import refused
from cnpolicy.readers.source import Kind, Source, SourceBuilder
from cnpolicy.readers.xml_tree import attribute, child, local, parse_xml

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"

_PROPERTIES = {
    "title": "文件标题",
    "creator": "文件作者",
    "initial-creator": "文件作者",
    "creation-date": "文件创建时间",
    "date": "文件修改时间",
}

# Wrappers around paragraphs and rows that say nothing about them.
_WRAPPERS = frozenset(
    [
        "section",
        "index-body",
        "index-title",
        "table-of-content",
        "table-index",
        "illustration-index",
        "alphabetical-index",
        "user-index",
        "text-box",
    ]
)
_ROWS = frozenset({"table-rows", "table-row-group", "table-header-rows"})
_MAX_COLUMNS = 100
_MAX_ROWS = 65_534
# Rows that are said to come again; of words each time.
_MAX_REPEATED = 1000
_MAX_DEPTH = 80
_MAX_PATH = 400
_ONE_LINE = str.maketrans("\n\t", "  ")


def read_odt(data: bytes) -> Source:
    """Read an ODT file.

    Raises `ReadError` for a file that is damaged, encrypted or unsafe.
    """
    with Archive(data) as archive:
        manifest = archive.find(_MANIFEST)
        if manifest is not None and b"encryption-data" in manifest:
            raise refused("encrypted")
        content = parse_xml(archive.read(_CONTENT), _CONTENT)
        body = child(content, "body")
        text = None if body is None else child(body, "text")
        if text is None:
            raise refused("part-no-document", _CONTENT, "OpenDocument")
        styles = archive.find("styles.xml")
        roots = [content]
        if styles is not None:
            roots.append(parse_xml(styles, "styles.xml"))
        builder = SourceBuilder()
        _Writer(builder, ListStyles(roots), _deleted(text)).write(text)
        return builder.build(Kind.ODT, _properties(archive))


def _properties(archive: Archive) -> dict[str, str]:
    """Return what the properties of the file say."""
    data = archive.find("meta.xml")
    found: dict[str, str] = {}
    for element in parse_xml(data, "meta.xml").iter() if data is not None else ():
        name = _PROPERTIES.get(local(element))
        value = (element.text or "").strip()
        if name and value:
            found.setdefault(name, value)
    return found


def _deleted(text: etree._Element) -> dict[str, str]:
    """Return the words of deletions by their ids."""
    changes = child(text, "tracked-changes")
    found = {}
    for region in changes if changes is not None else ():
        deletion = child(region, "deletion")
        identity = attribute(region, "id")
        if deletion is not None and identity:
            said = (one for one in deletion if local(one) in ("p", "h", "list"))
            found[identity] = " ".join(map(all_words, said))
    return found


@frozen
class _Line:
    """One paragraph."""

    number: str
    """Its automatic number, empty without one."""

    text: str
    """Its words."""

    where: str
    """Its place in the file."""

    level: int | None
    """Its heading level, None for body text."""

    @property
    def pieces(self) -> tuple[GridPiece, ...]:
        """Its pieces on one line, as in a cell."""
        return (
            GridPiece(self.number, self.where, True),
            GridPiece(self.text.translate(_ONE_LINE), self.where),
        )


_Block = _Line | TableGrid


class _Writer:
    """Writes one document."""

    def __init__(
        self, builder: SourceBuilder, styles: ListStyles, deleted: dict[str, str]
    ) -> None:
        """Prepare to write into `builder`."""
        self._builder = builder
        self._lists = ListCounter(styles)
        self._where = ""
        self._words = WordReader(self._note, self._footnote, deleted)
        self._depth = 0

    def write(self, text: etree._Element) -> None:
        """Write what stands in `office:text`."""
        begun = False
        where = "/office:document-content/office:body/office:text"
        for block in self._blocks(text, where, None, 0):
            if begun:
                self._builder.add("\n")
            begun = True
            if isinstance(block, TableGrid):
                block.write(self._builder)
                continue
            start = self._builder.length
            self._builder.add(
                block.number, block.where, synthetic=True, outline_level=block.level
            )
            self._builder.add(block.text, block.where, outline_level=block.level)
            self._builder.end_paragraph(start, block.level, len(block.number))

    def _note(self, code: str, words: str) -> None:
        """Note something at the current paragraph."""
        self._builder.note(code, self._where, words)

    def _footnote(self, words: str) -> None:
        """Keep a footnote of the current paragraph."""
        self._builder.footnote(self._where, words)

    def _blocks(
        self,
        container: etree._Element,
        where: str,
        counters: Counters | None,
        level: int,
    ) -> Iterator[_Block]:
        """Yield the paragraphs and tables in a container.

        In a list, `counters` are those of the list and `level` its depth from 1.
        """
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise refused("deep", ("the document", "文档"))
        # The number of an item stands before its first paragraph only.
        item = container if local(container) == "list-item" else None
        for element, place in _places(container, where):
            name = local(element)
            if name in ("p", "h"):
                number = ""
                if item is not None and counters is not None:
                    number, item = self._lists.item(counters, level, item), None
                elif name == "h" and counters is None:
                    depth = count_of(element, "outline-level", 1)
                    number = self._lists.heading(element, depth)
                yield from self._paragraph(element, place, number)
            elif name == "list":
                inner = self._lists.open(element, counters)
                yield from self._blocks(element, place, inner, level + 1)
            elif name in ("list-item", "list-header"):
                yield from self._blocks(element, place, counters, level)
            elif name == "table":
                yield from self._table(element, place)
            elif name in _WRAPPERS:
                if attribute(element, "display") == "none":
                    self._builder.note("hidden", place, all_words(element))
                else:
                    yield from self._blocks(element, place, counters, level)
        self._depth -= 1

    def _paragraph(
        self, element: etree._Element, where: str, number: str
    ) -> Iterator[_Block]:
        """Yield one paragraph, and its text boxes after it."""
        self._where = where
        text = self._words.read(element)
        boxes = list(self._words.boxes)
        level = None
        if local(element) == "h":
            level = count_of(element, "outline-level", 1)
        yield _Line(number, text, where, level)
        for at, box in enumerate(boxes, 1):
            place = f"({where}//draw:text-box)[{at}]"
            inside = list(self._blocks(box, place, None, 0))
            self._builder.note("textbox", place, all_words(box))
            yield from inside

    def _table(self, table: etree._Element, where: str) -> Iterator[_Block]:
        """Yield a table, or the paragraphs in it if it is a frame around them."""
        rows = list(_rows(table, where))
        cells = [list(_cells(row, place)) for row, place, _ in rows]
        if all(len(row) < 2 for row in cells):
            for row in cells:
                for cell, place in row:
                    yield from self._blocks(cell, place, None, 0)
            return
        grid = TableGrid(_MAX_COLUMNS)
        for row, (element, _, header) in zip(cells, rows, strict=True):
            read = [(cell, list(self._pieces(cell, place))) for cell, place in row]
            words = any(piece.text for _, pieces in read for piece in pieces)
            times = count_of(element, "number-rows-repeated", 1) if words else 1
            for _ in range(min(times, _MAX_REPEATED)):
                grid.begin_row(header=header)
                for cell, pieces in read:
                    self._cell(grid, cell, pieces)
                grid.skip_covered()
        if grid.chars:
            yield grid

    def _cell(
        self, grid: TableGrid, cell: etree._Element, pieces: list[GridPiece]
    ) -> None:
        """Put a cell into the grid, as often as it is said to come."""
        filled = any(piece.text for piece in pieces)
        times = min(count_of(cell, "number-columns-repeated", 1), _MAX_COLUMNS)
        if not filled:
            columns = count_of(cell, "number-columns-spanned", 1)
            rows = count_of(cell, "number-rows-spanned", 1)
            if times > 1 or (columns == 1 and rows == 1):
                grid.skip_covered()
                grid.skip(times)
                return
        for _ in range(times):
            grid.add(
                pieces,
                columns=min(count_of(cell, "number-columns-spanned", 1), _MAX_COLUMNS),
                rows=max(1, min(count_of(cell, "number-rows-spanned", 1), _MAX_ROWS)),
            )

    def _pieces(self, cell: etree._Element, where: str) -> Iterator[GridPiece]:
        """Yield the pieces of a cell on one line, a space between its paragraphs."""
        begun = False
        for block in self._blocks(cell, where, None, 0):
            lines = block.lines() if isinstance(block, TableGrid) else [block.pieces]
            for line in lines:
                if not any(piece.text for piece in line):
                    continue
                if begun:
                    yield GridPiece(" ", None)
                begun = True
                yield from line


def _places(
    container: etree._Element, where: str
) -> Iterator[tuple[etree._Element, str]]:
    """Yield the children of a container with their places."""
    counts: dict[str, int] = {}
    for element in container:
        name = local(element)
        counts[name] = counts.get(name, 0) + 1
        place = where
        if len(where) < _MAX_PATH:
            prefix = f"{element.prefix}:" if element.prefix else ""
            place = f"{where}/{prefix}{name}[{counts[name]}]"
        yield element, place


def _rows(
    table: etree._Element, where: str, header: bool = False
) -> Iterator[tuple[etree._Element, str, bool]]:
    """Yield the rows of a table with their places, and whether they name columns."""
    for element, place in _places(table, where):
        name = local(element)
        if name == "table-row":
            yield element, place, header
        elif name in _ROWS:
            yield from _rows(element, place, header or name == "table-header-rows")


def _cells(row: etree._Element, where: str) -> Iterator[tuple[etree._Element, str]]:
    """Yield the cells of a row; what merged ones cover holds nothing."""
    for element, place in _places(row, where):
        if local(element) == "table-cell":
            yield element, place
