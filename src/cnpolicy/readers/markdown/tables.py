"""Tables of HTML inside Markdown, as converters of PDF write them.

In: the source of one `<table>`. Out: its cells in a `TableGrid`, merged ones as it
states them. In such a table nothing else is markup of Markdown; a table in a cell is
its words.
"""

import html
import re
from collections.abc import Iterator

from cnpolicy.readers.grid import GridPiece, TableGrid

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b([^<>]*)>|<!--.*?-->", re.DOTALL)
_CLAIM = re.compile(
    r"""\b(rowspan|colspan)\s*=\s*["']?\s*([0-9]{1,6})""", re.IGNORECASE
)
_SPACES = re.compile(r"[ \t\r\n]+")
# What ends a line inside a cell.
_BREAKS = frozenset({"br", "p", "div", "li", "tr", "td", "th", "table"})
_MAX_COLUMNS = 100
_MAX_ROWS = 65_534

OPENING = re.compile(r"<table\b", re.IGNORECASE)
"""Where a table begins."""

EDGE = re.compile(r"<(/?)table\b[^<>]*>", re.IGNORECASE)
"""The tags of tables, which may stand inside one another."""


class _Cells:
    """Reads the cells of one table into a grid."""

    def __init__(self, where: str) -> None:
        """Begin with no rows; the table stands at `where`."""
        self.grid = TableGrid(_MAX_COLUMNS)
        self.widest = 0
        self._where = where
        self._depth = 0
        self._words: list[str] | None = None
        self._claims = ""
        self._width = 0
        self._in_row = self._in_head = False
        self._headed = True

    def text(self, words: str) -> None:
        """Read characters between two tags."""
        if self._words is not None:
            self._words.append(html.unescape(words))

    def tag(self, name: str, attributes: str, *, closes: bool) -> None:
        """Read a tag."""
        if name == "table":
            self._depth += -1 if closes else 1
        if self._depth > 1 or (name == "table" and closes and self._depth == 1):
            # Inside a cell.
            self._break(name)
        elif name in ("td", "th"):
            self._end_cell()
            if not closes:
                self._begin_cell(name, attributes)
        elif name in ("tr", "thead", "tbody", "table"):
            self._end_row()
            self._in_head = name == "thead" and not closes
        else:
            self._break(name)

    def _break(self, name: str) -> None:
        """Part words that stand in lines of their own."""
        if self._words is not None and name in _BREAKS:
            self._words.append(" ")

    def _begin_cell(self, name: str, attributes: str) -> None:
        """Open a cell, and its row with the first one."""
        if not self._in_row:
            self.grid.begin_row()
            self._in_row, self._headed, self._width = True, True, 0
        self._headed = self._headed and name == "th"
        self._claims = attributes
        self._words = []

    def _end_cell(self) -> None:
        """Put the open cell into the grid."""
        if self._words is None:
            return
        text = _SPACES.sub(" ", "".join(self._words)).strip()
        claims = {
            name.lower(): int(value) for name, value in _CLAIM.findall(self._claims)
        }
        self.grid.add(
            [GridPiece(text, self._where)],
            columns=max(1, min(claims.get("colspan", 1), _MAX_COLUMNS)),
            rows=max(1, min(claims.get("rowspan", 1), _MAX_ROWS)),
        )
        self._width += 1
        self.widest = max(self.widest, self._width)
        self._words = None

    def _end_row(self) -> None:
        """Close the open row; those of `<thead>` and of `<th>` alone are headers."""
        self._end_cell()
        if self._in_row:
            self.grid.skip_covered()
            if self._in_head or self._headed:
                self.grid.mark_header()
        self._in_row = False


def read_table(source: str, where: str) -> TableGrid | Iterator[str]:
    """Read a `<table>`, from its tag to its end tag.

    One of a single column is a frame: its words come as lines.
    """
    cells = _Cells(where)
    place = 0
    for tag in _TAG.finditer(source):
        cells.text(source[place : tag.start()])
        place = tag.end()
        if tag[2]:
            cells.tag(tag[2].lower(), tag[3], closes=bool(tag[1]))
    if cells.widest > 1:
        return cells.grid
    return (words for row in cells.grid.texts() for words in row if words)
