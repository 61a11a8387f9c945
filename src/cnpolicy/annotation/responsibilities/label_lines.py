"""Labels that have a line to themselves, with the names in the lines below.

In: a finder, and the leaves of a text. Out: the pieces that hold the names, as in
牵头单位：⏎市发展改革委⏎责任单位：⏎各区政府.
"""

from collections.abc import Iterator

from cnpolicy.annotation.responsibilities.clauses.clause_finder import (
    ClauseFinder,
    Piece,
)
from cnpolicy.annotation.responsibilities.clauses.clause_grammar import read_clause
from cnpolicy.annotation.responsibilities.clauses.clause_patterns import SPACE
from cnpolicy.annotation.responsibilities.clauses.clause_tokens import ClauseToken
from cnpolicy.annotation.responsibilities.scopes import Chain
from cnpolicy.model.nodes import Blank, Leaf, Paragraph

# A line of names behind a label on a line of its own.
_LONGEST = 200

_SEPARATORS = "、，,"


def awaits_names(finder: ClauseFinder, start: int, end: int) -> bool:
    """Tell whether the leaf at `start:end` is a label that lacks names.

    Nothing stands behind it, or its last name ends with 、.
    """
    if not finder.pieces or finder.pieces[-1].start < start:
        return False
    piece, simplified = finder.pieces[-1], finder.simplified
    return (
        piece.run
        and piece.scan.labelled
        and simplified[end - 1] in SPACE
        and simplified[piece.scan.stop : end].strip(SPACE) == ""
        and (
            simplified[start:end].rstrip(SPACE)[-1] in _SEPARATORS
            if piece.scan.names
            else len(piece.scan.labels) == 1
            and simplified[start : piece.start].strip(SPACE) == ""
        )
    )


def names_below(
    finder: ClauseFinder, leaves: list[tuple[Leaf, Chain]], number: int
) -> Iterator[tuple[Piece, int]]:
    """Yield the line of names behind the label in leaf `number`, with its own number.

    One that ends with 、 goes on in the next.
    """
    label = finder.pieces[-1].scan.labels[-1]
    for after in range(number + 1, len(leaves)):
        leaf = leaves[after][0]
        if isinstance(leaf, Blank):
            continue
        span = leaf.span
        if not isinstance(leaf, Paragraph) or not _read(
            finder, label, span.start, span.end
        ):
            return
        yield finder.pieces[-1], after
        if not leaf.text.rstrip().endswith(tuple(_SEPARATORS)):
            return


def _read(finder: ClauseFinder, label: str, start: int, end: int) -> bool:
    """Read the leaf at `start:end` as names that `label` lacked."""
    simplified, lexer = finder.simplified, finder.lexer
    while start < end and simplified[start] in SPACE:
        start += 1
    while start < end and simplified[end - 1] in SPACE + _SEPARATORS + "。；;":
        end -= 1
    if not 1 < end - start <= _LONGEST:
        return False
    if simplified.find("：", start, end) >= 0 or simplified.find(":", start, end) >= 0:
        return False  # the next label stands in it, and is read by itself
    scan = lexer.lex(simplified, start, end, labels=False, run=True)
    if scan.cannot_be_name or scan.strong < max(scan.names, 1) or scan.end < end:
        return False
    head = ClauseToken("LABEL", lexer.roles[label], start)
    reading = read_clause([head, *scan.tokens])
    if reading is None:
        return False
    finder.pieces.append(Piece(start, end, reading, scan, True))
    return True
