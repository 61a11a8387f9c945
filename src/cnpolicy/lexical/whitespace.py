"""Blank characters, as official texts have them between words.

In: the Simplified view of a text. Out: where the next visible character stands.
"""

# The space that stands for layout, not for a line end.
GAP = " \t\u3000\xa0\u2002\u2003"

SPACE = r"[ \t\u3000\xa0\u2002\u2003]"
"""The same, as part of a pattern."""


def skip_gap(text: str, start: int, end: int) -> int:
    """Return the offset of the next character that is no space, at most `end`."""
    while start < end and text[start] in GAP:
        start += 1
    return start
