"""Which tables of a page hold data, and their rows.

In: the tree of a page. Out: the set of its data tables, and `TableReader`, which puts
their cells into a grid. Tables that only arrange a
page (the whole document in one cell, or tables in tables) are not data.
"""

from attrs import define
from lxml import etree

from cnpolicy.readers.grid import GridPiece, TableGrid

# A cell with this many characters or paragraphs that is most of its table is a document
# in a layout table.
_LAYOUT_CHARS = 1500
_LAYOUT_PARAGRAPHS = 12
_LAYOUT_SHARE = 0.6
_PARAGRAPHS = frozenset({"p", "br", "div", "li"})

# Cells claim at most this many columns of a table, and this many rows: the widest known
# table has 30 columns, and browsers stop at 65,534 rows.
_MAX_COLUMNS = 100
_MAX_ROWS = 65_534


@define
class _Shape:
    """What is known of an open table."""

    nested: bool = False
    """Whether it holds another table."""

    paired: bool = False
    """Whether one of its rows has two cells with text."""

    filled: int = 0
    """Cells with text in the open row."""

    cell: int = 0
    """Characters of the open cell."""

    paragraphs: int = 0
    """Paragraphs of the open cell."""

    longest: int = 0
    """Characters of its longest cell."""

    most: int = 0
    """Paragraphs of its longest cell."""

    chars: int = 0
    """Characters of all its cells."""

    def close_cell(self) -> None:
        """Count the open cell."""
        self.filled += self.cell > 0
        if self.cell > self.longest:
            self.longest, self.most = self.cell, self.paragraphs
        self.chars += self.cell
        self.cell = self.paragraphs = 0
        self.paired = self.paired or self.filled > 1

    @property
    def is_data(self) -> bool:
        """Whether rows and cells of the table mean something."""
        arranged = self.longest > self.chars * _LAYOUT_SHARE and (
            self.longest > _LAYOUT_CHARS or self.most > _LAYOUT_PARAGRAPHS
        )
        return self.paired and not self.nested and not arranged


def table_shapes(root: etree._Element) -> frozenset[etree._Element]:
    """Return the tables of a page that hold data, in one pass without recursion."""
    data = set()
    stack: list[_Shape] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        text = element.text if event == "start" else element.tail
        if event == "start":
            if tag == "table":
                if stack:
                    stack[-1].nested = True
                stack.append(_Shape())
            elif tag == "tr" and stack:
                stack[-1].close_cell()
                stack[-1].filled = 0
            elif tag in ("td", "th") and stack:
                stack[-1].close_cell()
            elif tag in _PARAGRAPHS and stack:
                stack[-1].paragraphs += 1
        elif tag == "table":
            shape = stack.pop()
            shape.close_cell()
            if shape.is_data:
                data.add(element)
        elif tag in ("td", "th") and stack:
            stack[-1].close_cell()
        if text and stack:
            stack[-1].cell += len(text.strip())
    return frozenset(data)


def _claim(element: etree._Element, name: str, most: int) -> int:
    """Return the `colspan` or `rowspan` of a cell, 1 if it states none."""
    stated = (element.get(name) or "").strip()
    if not (stated.isascii() and stated.isdigit()):
        return 1
    # Numbers with more digits than any cap are not converted.
    return max(1, min(int(stated[:6]), most))


class TableReader:
    """Reads the cells of one data table."""

    def __init__(self) -> None:
        """Begin with no rows."""
        self._grid = TableGrid(_MAX_COLUMNS)
        self._open = False
        self._headed = True

    def add(self, cell: etree._Element, text: str, where: str) -> None:
        """Add the text of a cell that was found at `where` to the open row."""
        if not self._open:
            self._grid.begin_row()
            self._open, self._headed = True, True
        self._headed = self._headed and cell.tag == "th"
        self._grid.add(
            [GridPiece(text, where)],
            columns=_claim(cell, "colspan", _MAX_COLUMNS),
            rows=_claim(cell, "rowspan", _MAX_ROWS),
        )

    def close_row(self, *, in_head: bool) -> None:
        """Close the open row; those of `<thead>` and of `<th>` alone are headers."""
        if not self._open:
            return
        self._grid.skip_covered()
        if in_head or self._headed:
            self._grid.mark_header()
        self._open = False

    def close(self) -> TableGrid:
        """Return the table."""
        self.close_row(in_head=False)
        return self._grid
