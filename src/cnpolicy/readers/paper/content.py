"""What stands on a page: lines and tables with their boxes.

Defines the classes that the readers of PDF and OFD fill. Coordinates are points, from
the upper left corner of the page.
"""

from __future__ import annotations

from attrs import frozen

from cnpolicy.lexical.line_shapes import visible_width


@frozen
class PageGap:
    """A blank in a line that is wide enough to part columns."""

    at: int
    """The index of the blank in the line."""

    left: float
    """Where the words before it end."""

    right: float
    """Where those behind it begin."""


@frozen
class PageLine:
    """A line of a page."""

    text: str
    """Its words."""

    left: float = 0.0
    """Its left edge."""

    top: float = 0.0
    """Its upper edge, from the top of the page."""

    right: float = 0.0
    """Its right edge."""

    bottom: float = 0.0
    """Its lower edge."""

    gaps: tuple[PageGap, ...] = ()
    """Its wide gaps, from the left."""

    slanted: bool = False
    """Whether it stands across the page, as a watermark does."""

    @property
    def placed(self) -> bool:
        """Tell whether it is known where it stands."""
        return self.bottom > self.top

    @property
    def chars(self) -> float:
        """Its length in Chinese characters; others are half as wide."""
        return visible_width(self.text)


@frozen
class PageTable:
    """A table of a page."""

    xs: tuple[float, ...]
    """Where its columns begin, and where the last one ends."""

    top: float
    """Its upper edge."""

    bottom: float
    """Its lower edge."""

    cells: tuple[tuple[str, int, int, int, int], ...]
    """Its cells: words, row, column, and over how many of each they reach."""


@frozen
class PageContent:
    """What stands on one page."""

    width: float
    """How wide the page is."""

    height: float
    """How high it is."""

    lines: tuple[PageLine, ...]
    """Its lines in the order of reading, without those of tables."""

    tables: tuple[PageTable, ...] = ()
    """Its tables from the top."""


def private_characters(page: PageContent) -> int:
    """Count the characters of a page that only the font of the file gives a meaning."""
    return sum(
        "\ue000" <= char <= "\uf8ff" for line in page.lines for char in line.text
    )
