"""Where lines end.

In: a text. Out: the offsets at which its lines begin.
"""

from cnpolicy.lexical.lazy_regex import lazy

# Lines end at \n, \r\n and \r only. `str.splitlines` breaks at eight more characters
# (\v, \f, \x1c-\x1e, \x85, U+2028, U+2029) that stand inside lines of real documents.
LINE_END = lazy(r"\r\n|\r|\n")


def line_starts(text: str) -> tuple[int, ...]:
    """Return the offset at which each line of `text` begins, the first always 0."""
    return (0, *(match.end() for match in LINE_END.finditer(text)))
