"""Small faults of a regular expression, as edits of its source.

In: what stands between the quotes of a literal. Out: the same with one fault each: a
character missing in a class, an alternative missing, a quantifier or a look-around
missing. A literal may be a piece of an expression; braces may be doubled, as in an
f-string.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_ESCAPE = r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)"
_TOKEN = re.compile(
    rf"(?P<escape>{_ESCAPE})"
    rf"|(?P<class>\[\^?(?:\]|(?=[^\]]))(?:{_ESCAPE}|[^\]\\])*\])"
    r"|(?P<open>\((?:\?(?:P<\w+>|[:=!]|<[=!]))?)"
    r"|(?P<close>\))"
    r"|(?P<bar>\|)"
    r"|(?P<counted>\{\{?\d+(?:,\d*)?\}\}?)"
    r"|(?P<many>[*+?][?+]?)"
    r"|(?P<plain>.)",
    re.DOTALL,
)
_MEMBER = re.compile(rf"(?:{_ESCAPE}|[^\\])(?:-(?:{_ESCAPE}|[^\\]))?", re.DOTALL)
_AROUND = ("(?=", "(?!", "(?<=", "(?<!")


def faults(source: str) -> Iterator[tuple[str, str]]:
    """Yield the kind of each fault, and the source that has it."""
    found = [(token.lastgroup or "", token) for token in _TOKEN.finditer(source)]
    for kind, token in found:
        start, end = token.span()
        if kind == "class":
            for member in _members(token.group()):
                yield (
                    "member",
                    source[: start + member[0]] + source[start + member[1] :],
                )
        elif kind in ("many", "counted"):
            yield "quantifier", source[:start] + source[end:]
    for opening, inside, closing in _groups(source, found):
        if opening >= 0 and source.startswith(_AROUND, opening):
            yield "look-around", source[:opening] + source[closing:]
        yield from _alternatives(source, inside)


def _members(text: str) -> Iterator[tuple[int, int]]:
    """Where the members of a class stand in it, if there are two at least."""
    first = 2 if text.startswith("[^") else 1
    members = list(_MEMBER.finditer(text, first, len(text) - 1))
    if len(members) > 1:
        yield from (member.span() for member in members)


def _groups(
    source: str, found: list[tuple[str, re.Match[str]]]
) -> Iterator[tuple[int, list[int], int]]:
    """Each group, and the whole: its start (-1 for that), its parts by `|`, its end.

    The parts are given by where each begins, and where the last ends, one behind.
    """
    open_groups: list[tuple[int, list[int]]] = [(-1, [0])]
    for kind, token in found:
        if kind == "open":
            open_groups.append((token.start(), [token.end()]))
        elif kind == "bar":
            open_groups[-1][1].append(token.end())
        elif kind == "close" and len(open_groups) > 1:
            opening, parts = open_groups.pop()
            yield opening, [*parts, token.end()], token.end()
    if len(open_groups) == 1:
        yield -1, [*open_groups[0][1], len(source) + 1], len(source)


def _alternatives(source: str, parts: list[int]) -> Iterator[tuple[str, str]]:
    """Yield the source without each of the alternatives of a group."""
    if len(parts) < 3:
        return
    for start, behind in pairwise(parts):
        if behind == parts[-1]:
            yield "alternative", source[: start - 1] + source[behind - 1 :]
        else:
            yield "alternative", source[:start] + source[behind:]
