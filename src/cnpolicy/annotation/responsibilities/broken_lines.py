"""Clauses in leaves of several lines, as a PDF breaks them, or with stray spaces.

In: a finder, and the place of a leaf. Out: the pieces that it finds. A break may stand
anywhere: in a name (省市场⏎监管局), a verb (按职责⏎分工负责), a label (责任单⏎位：). So
the lines are read as one, and what was found is given by its places in the text. A
space may part names as well, so a leaf with spaces is read both ways, and the way that
makes more sense is kept (能源 局等参 与 means 能源局等参与).
"""

import re
from bisect import bisect_right
from itertools import pairwise

from cnpolicy.annotation.responsibilities.clauses.clause_finder import (
    ClauseFinder,
    Piece,
)
from cnpolicy.annotation.responsibilities.clauses.clause_hints import labels_in
from cnpolicy.annotation.responsibilities.clauses.clause_lexer import ClauseLexer
from cnpolicy.annotation.responsibilities.clauses.clause_patterns import GAP, SPACE
from cnpolicy.annotation.responsibilities.clauses.clause_tokens import VERBS, Body
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.line_ends import LINE_END
from cnpolicy.model.diagnostics import diagnostic
from cnpolicy.model.spans import Span


def look(finder: ClauseFinder, start: int, end: int, labels: list[int]) -> None:
    """Let `finder` search the leaf at `start:end`, wherever its lines break."""
    simplified = finder.simplified
    last = end
    while last > start and simplified[last - 1] in SPACE:
        last -= 1
    if (
        simplified.find("\n", start, last) >= 0
        or simplified.find("\r", start, last) >= 0
    ):
        lines = _Lines(simplified, start, last, LINE_END)
        lines.report(lines.look(finder.lexer), finder)
        return
    known, said = len(finder.pieces), len(finder.diagnostics)
    finder.look(start, end, labels)
    if simplified.find(" ", start, last) < 0 or not _STRAY.search(
        simplified, start, last
    ):
        return
    lines = _Lines(simplified, start, last, _GAPS)
    flat = lines.look(finder.lexer)
    if _sense(flat.pieces) > _sense(finder.pieces[known:]):
        del finder.pieces[known:], finder.diagnostics[said:]
        lines.report(flat, finder)


# A space between two Han characters.
_STRAY = lazy("[\u4e00-\u9fff] {1,2}[\u4e00-\u9fff]")
_GAPS = lazy(f"[{GAP}]++")


def _sense(pieces: list[Piece]) -> int:
    """Return how much clauses say: verbs, and names that look like names."""
    return sum(
        2 * piece.scan.strong
        - piece.scan.names
        + sum(token.type in VERBS for token in piece.scan.tokens)
        for piece in pieces
    )


class _Lines:
    """The lines of a leaf as one, and where each of its characters stands."""

    def __init__(
        self, simplified: str, start: int, end: int, breaks: re.Pattern[str]
    ) -> None:
        """Join `simplified[start:end]` where it breaks, without the space around."""
        self.flat: list[int] = []
        """Where each line begins in the joined text."""
        self.real: list[int] = []
        """Where it begins in the view."""
        pieces: list[str] = []
        size = 0
        before = start - 1
        while before > 0 and simplified[before] in SPACE:
            before -= 1
        if before >= 0:
            self.flat.append(0)
            self.real.append(before)
            pieces.append(simplified[before])
            size = 1
        self.first = size
        """Where the leaf begins in the joined text, behind what stood before it."""
        ends = [match.end() for match in breaks.finditer(simplified, start, end)]
        for first, last in pairwise((start, *ends, end)):
            line = simplified[first:last]
            words = line.strip(SPACE)
            if words:
                self.flat.append(size)
                self.real.append(first + len(line) - len(line.lstrip(SPACE)))
                pieces.append(words)
                size += len(words)
        self.text = "".join(pieces)

    def look(self, lexer: ClauseLexer) -> ClauseFinder:
        """Look through the joined text."""
        found = ClauseFinder(self.text, lexer)
        size = len(self.text)
        found.look(self.first, size, labels_in(self.text, 0, size, lexer.words))
        return found

    def report(self, found: ClauseFinder, finder: ClauseFinder) -> None:
        """Give what was found in the joined text to the finder of the view."""
        finder.pieces.extend(self.restored(piece) for piece in found.pieces)
        finder.diagnostics.extend(
            diagnostic(
                said.code, Span(self.start(said.span.start), self.end(said.span.end))
            )
            for said in found.diagnostics
        )

    def start(self, at: int) -> int:
        """Return where in the view the character at `at` stands."""
        line = bisect_right(self.flat, at) - 1
        return self.real[line] + at - self.flat[line]

    def end(self, at: int) -> int:
        """Return the place behind the character before `at`."""
        return self.start(at - 1) + 1

    def restored(self, piece: Piece) -> Piece:
        """Return a piece with its places in the view."""
        reading, scan = piece.reading, piece.scan
        for bodies in (
            reading.lead,
            reading.responsible,
            reading.support,
            reading.guide,
        ):
            bodies[:] = [self._body(body) for body in bodies]
        reading.deadline = self._place(reading.deadline)
        reading.manner = self._place(reading.manner)
        scan.end, scan.stop = self.end(scan.end), self.end(scan.stop)
        return Piece(
            self.start(piece.start), self.end(piece.end), reading, scan, piece.run
        )

    def _body(self, body: Body) -> Body:
        """Return a name with its place in the view."""
        return (self.start(body[0]), self.end(body[1]), body[2])

    def _place(self, place: tuple[int, int] | None) -> tuple[int, int] | None:
        """Return a place of the joined text as a place of the view."""
        return place and (self.start(place[0]), self.end(place[1]))
