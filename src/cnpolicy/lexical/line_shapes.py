"""How a line of a page looks: how wide it is, and whether its sentence ends with it.

In: the words of a line. Out: its width; the characters that close one, and those that
part the cells of a row.
"""

CLOSED = frozenset("。；：！？;:!?…”’》）)】〕］]")
"""What a line ends with that needs no other line behind it."""

CELL_BARS = "|｜│┃║"
"""What is drawn between the cells of a row; a tab may stand there as well."""


def visible_width(words: str) -> float:
    """Return the visible width of words in Han characters; ASCII is half as wide.

    >>> visible_width("第1条")
    2.5
    """
    return len(words) - len(words.encode("ascii", "ignore")) / 2
