"""Blank characters, as official texts have them between words.

In: the Simplified view of a text. Out: where the next visible character stands. Which
characters are blank depends on where a text is read; each set has its name here, for
`str.strip` and for a class of a pattern: `f"[{BLANKS}:：]"`.
"""

SPACES = " \u3000"
"""The spaces that a keyboard gives: of half and of full width."""

BLANKS = SPACES + "\xa0"
"""These, and the no-break space of web pages."""

BLANKS_AND_TABS = BLANKS + "\t"
"""Everything that office programs put between words of one line."""

BLANKS_AND_BREAKS = BLANKS_AND_TABS + "\r\n"
"""The same, or a line end."""

GAP = BLANKS_AND_TABS + "\u2002\u2003"
"""What stands for layout and not for a line end: en and em spaces too."""

SPACE = f"[{GAP}]"
"""One character of a gap, as part of a pattern."""


def skip_gap(text: str, start: int, end: int) -> int:
    """Return the offset of the next character that is no space, at most `end`."""
    while start < end and text[start] in GAP:
        start += 1
    return start
