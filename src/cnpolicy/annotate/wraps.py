"""Clauses in leaves of several lines, as a PDF breaks them.

In: a finder, and the place of a leaf. Out: the pieces that it finds. A break may stand
anywhere: in a name (省市场⏎监管局), a verb (按职责⏎分工负责), a label (责任单⏎位：).
So the lines are read as one, and what was found is told in places of the text.
"""

from bisect import bisect_right
from itertools import pairwise

from cnpolicy.annotate.hints import labels_in
from cnpolicy.annotate.patterns import SPACE
from cnpolicy.annotate.places import LeafFinder, Piece
from cnpolicy.annotate.tokens import Body
from cnpolicy.diagnostics import diagnostic
from cnpolicy.spans import LINE_END, Span


def look(finder: LeafFinder, start: int, end: int, labels: list[int]) -> None:
    """Let `finder` look through the leaf at `start:end`, whatever its lines."""
    view = finder.view
    last = end
    while last > start and view[last - 1] in SPACE:
        last -= 1
    if view.find("\n", start, last) < 0 and view.find("\r", start, last) < 0:
        finder.look(start, end, labels)
        return
    lines = _Lines(view, start, last)
    flat = LeafFinder(lines.text, finder.lexer)
    size = len(lines.text)
    flat.look(lines.first, size, labels_in(lines.text, 0, size, finder.lexer.words))
    finder.pieces.extend(lines.restored(piece) for piece in flat.pieces)
    finder.diagnostics.extend(
        diagnostic(
            said.code, Span(lines.start(said.span.start), lines.end(said.span.end))
        )
        for said in flat.diagnostics
    )


class _Lines:
    """The lines of a leaf as one, and where each of its characters stands."""

    def __init__(self, view: str, start: int, end: int) -> None:
        """Join the lines of `view[start:end]`, without the space around them."""
        self.flat: list[int] = []
        """Where each line begins in the joined text."""
        self.real: list[int] = []
        """Where it begins in the view."""
        pieces: list[str] = []
        size = 0
        before = start - 1
        while before > 0 and view[before] in SPACE:
            before -= 1
        if before >= 0:
            self.flat.append(0)
            self.real.append(before)
            pieces.append(view[before])
            size = 1
        self.first = size
        """Where the leaf begins in the joined text, behind what stood before it."""
        ends = [match.end() for match in LINE_END.finditer(view, start, end)]
        for first, last in pairwise((start, *ends, end)):
            line = view[first:last]
            words = line.strip(SPACE)
            if words:
                self.flat.append(size)
                self.real.append(first + len(line) - len(line.lstrip(SPACE)))
                pieces.append(words)
                size += len(words)
        self.text = "".join(pieces)

    def start(self, at: int) -> int:
        """Return where in the view the character at `at` stands."""
        line = bisect_right(self.flat, at) - 1
        return self.real[line] + at - self.flat[line]

    def end(self, at: int) -> int:
        """Return the place behind the character before `at`."""
        return self.start(at - 1) + 1

    def restored(self, piece: Piece) -> Piece:
        """Return a piece with its places told in the view."""
        reading, lexed = piece.reading, piece.lexed
        for bodies in (
            reading.lead,
            reading.responsible,
            reading.support,
            reading.guide,
        ):
            bodies[:] = [self._body(body) for body in bodies]
        reading.deadline = self._place(reading.deadline)
        reading.manner = self._place(reading.manner)
        lexed.end, lexed.stop = self.end(lexed.end), self.end(lexed.stop)
        return Piece(
            self.start(piece.start), self.end(piece.end), reading, lexed, piece.run
        )

    def _body(self, body: Body) -> Body:
        """Return a name with its place told in the view."""
        return (self.start(body[0]), self.end(body[1]), body[2])

    def _place(self, place: tuple[int, int] | None) -> tuple[int, int] | None:
        """Return a place told in the view."""
        return place and (self.start(place[0]), self.end(place[1]))
