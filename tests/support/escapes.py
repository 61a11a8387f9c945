r"""Texts in data files: escapes for what an editor would change.

In: words of a data file. Out: the characters they stand for, and the way back. An
escape is one of Python's: `\n`, `\t`, `\u3000`, `\ud800`, `\\`.
"""


def plain(words: str) -> str:
    r"""Words of a data file with their escapes (\u3000, \n) turned into characters."""
    if "\\" not in words:
        return words
    return words.encode("latin-1", "backslashreplace").decode("unicode_escape")


def escaped(text: str) -> str:
    """A text as words of a data file, on one line; law: `plain` gives it back."""
    words = "".join(
        sign if sign.isprintable() and sign != "\\" else repr(sign)[1:-1]
        for sign in text
    )
    inner = words.strip(" ")
    before = len(words) - len(words.lstrip(" "))
    behind = len(words) - before - len(inner)
    return "\\x20" * before + inner + "\\x20" * behind
