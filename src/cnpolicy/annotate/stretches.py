"""Stretches of a text: their first and last signs, and the space around them.

In: the Simplified view of a text and a stretch of it. Out: places in it.
"""

from cnpolicy.spans import Span


def last_of(view: str, signs: str, start: int, end: int) -> int:
    """Return the place behind the last of some signs; the start without one."""
    return max(start, *(view.rfind(sign, start, end) + 1 for sign in signs))


def first_of(view: str, signs: str, start: int, end: int) -> int:
    """Return the place behind the first of some signs; the start without one."""
    found = [at + 1 for sign in signs if (at := view.find(sign, start, end)) >= 0]
    return min(found, default=start)


def trim(view: str, start: int, end: int) -> Span:
    """Return a stretch without the space around it."""
    shown = view[start:end]
    first = start + len(shown) - len(shown.lstrip())
    return Span(first, max(first, start + len(shown.rstrip())))
