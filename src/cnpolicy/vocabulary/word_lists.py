"""How a table of words is written: as one text, with blanks between the words."""


def listed(words: str) -> tuple[str, ...]:
    """Return the words of a table that is written as one text."""
    return tuple(words.split())
