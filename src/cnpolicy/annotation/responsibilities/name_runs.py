"""Where a run of names without brackets goes on, and where it ends.

In: the tables of a lexer, the Simplified view of a text and a place in a run, as in
责任单位：市水务局，各区政府 2.健全机制。 Out: what stands there.
"""

from cnpolicy.annotation.responsibilities.body_names import LONGEST_NAME
from cnpolicy.annotation.responsibilities.clauses.clause_patterns import (
    CLOSERS,
    OPENERS,
)
from cnpolicy.annotation.responsibilities.clauses.clause_tables import ClauseTables

# What may follow a space in a run that goes on: 市教育局 ，配合部门：….
_GOING_ON = frozenset(("label", "verb", "deadline", "more", "joint", "comma", "semi"))


def goes_on(lexer: ClauseTables, simplified: str, to: int, end: int) -> bool:
    """Tell whether a label, a verb or another name stands at `to`, before `end`."""
    end = min(end, to + LONGEST_NAME)
    match = lexer.patterns.labelled.search(simplified, to, end)
    if match is not None and match.start() == to:
        return match.lastgroup in _GOING_ON
    return lexer.names.is_body(simplified, to, end if match is None else match.start())


def begins_item(lexer: ClauseTables, simplified: str, to: int, end: int) -> bool:
    """Tell whether the next item begins at `to`: …；（2）健全机制."""
    mark = lexer.patterns.mark.match(simplified, to, end)
    return mark is not None and not goes_on(lexer, simplified, mark.end(), end)


def glued_number(lexer: ClauseTables, simplified: str, start: int, end: int) -> int:
    """Return where the number of the next item is glued to a name; 0 if nowhere.

    责任单位：市水务局2.健全机制。 (a text that lost its line breaks)
    """
    for match in lexer.patterns.mark.finditer(simplified, start + 2, end):
        if lexer.names.is_body(simplified, start, match.start()):
            return match.start()
    return 0


def unpaired(simplified: str, start: int, at: int) -> int:
    """Return where a name ends whose last brackets were opened before it, if any was.

    （牵头单位：市财政局⏎责任单位：市教育局））
    """
    inside = simplified[start : min(at, start + LONGEST_NAME)]
    opened = sum(map(inside.count, OPENERS))
    closed = sum(map(inside.count, CLOSERS))
    while closed > opened and at > start and simplified[at - 1] in CLOSERS:
        at -= 1
        closed -= 1
    return at
