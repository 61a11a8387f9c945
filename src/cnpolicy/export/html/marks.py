"""What is marked in the text of a page, and the pieces between the marks.

In: the facts of a document. Out: `Mark`s, and for each leaf its `Piece`s: stretches of
text that have the same marks. Law: the pieces of a leaf, joined, are its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cnpolicy.export.html.facts import Facts
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.whitespace import BLANKS_AND_BREAKS, BLANKS_AND_TABS
from cnpolicy.model.nodes import Heading, Leaf, Paragraph
from cnpolicy.model.responsibilities import Role
from cnpolicy.model.spans import Span


class Mark(NamedTuple):
    """One thing that is marked: characters 120 to 130 are target 3."""

    start: int
    """Offset of its first character."""

    end: int
    """Offset behind its last character."""

    classes: str
    """The classes of the style sheet, with spaces between."""

    key: str = ""
    """What it is in the data of the page: t3; empty if nothing is told of it."""


class Piece(NamedTuple):
    """A stretch of a leaf with one look."""

    text: str
    """Its characters."""

    classes: str = ""
    """The classes of all its marks; empty for plain text."""

    keys: str = ""
    """The keys of all its marks, with spaces between."""

    code: str = ""
    """The character it stands in for, in hexadecimal; empty if it is itself."""


# A finding that spans paragraphs is marked at its first characters, as editors do.
_LONGEST_FINDING = 80

# The page shows by its form that a line is furniture and a box has no certain end.
_SHOWN_BY_FORM = frozenset(("furniture", "box-end-inferred"))

_ROLE_CLASSES = {
    Role.LEAD: "o o-lead",
    Role.RESPONSIBLE: "o o-responsible",
    Role.SUPPORT: "o o-support",
    Role.GUIDE: "o o-guide",
}


def marks_of(facts: Facts) -> list[Mark]:
    """Return what is marked in a document, in the order of the text."""
    found = [mark for mark in _marks(facts) if mark.start < mark.end]
    return sorted(found, key=lambda mark: (mark.start, -mark.end))


def _marks(facts: Facts) -> Iterator[Mark]:
    """Yield the marks of each kind of finding."""
    for index, clause in enumerate(facts.document.responsibilities):
        yield Mark(*clause.clause, "c", f"c{index}")
    for index, body in enumerate(facts.mentions):
        inferred = body.inferred
        yield Mark(
            *body.span,
            "o-inferred" if inferred else _ROLE_CLASSES.get(body.role, "o"),
            f"o{index}",
        )
    for clause in facts.document.responsibilities:
        for person in clause.persons:
            yield Mark(*person.span, "o o-person")
    for index, target in enumerate(facts.targets):
        yield Mark(*target.quantity, f"t t-{target.kind.value}", f"t{index}")
        if target.name_span is not None:
            yield Mark(*target.name_span, "tn", f"t{index}")
    for index, deadline in enumerate(facts.deadlines):
        yield Mark(*deadline.span, "d", f"d{index}")
    for index, citation in enumerate(facts.citations):
        yield Mark(*citation.span, "q", f"q{index}")
    for index, finding in enumerate(facts.findings):
        if finding.code in _SHOWN_BY_FORM:
            continue
        start, end = shown_span(facts.text, finding.span)
        yield Mark(start, end, f"f f-{finding.severity.value}", f"f{index}")


def shown_span(text: str, span: Span) -> Span:
    """Return the part of a finding that is marked: its first line, if it is long."""
    if span.end - span.start <= _LONGEST_FINDING:
        return span
    words = text[span.start : span.start + _LONGEST_FINDING]
    first = words.lstrip()
    start = span.start + len(words) - len(first)
    return Span(start, start + len(first.split("\n", 1)[0].rstrip()))


# ------------------------------------------------------------------------------ layout

# What HTML cannot carry (NUL, half a surrogate pair), and what is invisible but would
# change the page: controls, and the marks that turn the direction of writing.
_ODD = lazy(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e"
    "\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
# The indent, the end, and the breaks that only the layout made: the page sets its own.
# A run of spaces is tried from its beginning only, else time grows with its square.
_LAYOUT = lazy(
    rf"\A[{BLANKS_AND_TABS}]+"
    rf"|(?<![{BLANKS_AND_TABS}])[{BLANKS_AND_TABS}]*(?:[\r\n][{BLANKS_AND_BREAKS}]*|\Z)"
)
_LATIN = lazy(r"[A-Za-z0-9]\s+[A-Za-z0-9]")


def _layout(leaf: Leaf) -> Iterator[Mark]:
    """Yield the white space of a leaf that the page does not show."""
    text, offset = leaf.text, leaf.span.start
    # The space of 第一条　为规范… ends the heading and not the line.
    last = len(text.rstrip()) if isinstance(leaf, Heading) else len(text)
    for match in _LAYOUT.finditer(text):
        start, end = match.span()
        if start >= last and not match[0].strip(BLANKS_AND_TABS):
            continue
        if not is_word_space(text, start, end):
            yield Mark(offset + start, offset + end, "ws")


def is_word_space(text: str, start: int, end: int) -> bool:
    """Tell whether white space stands between Latin words; a break there is a space."""
    return start > 0 and _LATIN.match(text, start - 1, end + 1) is not None


def _emphasis(leaf: Leaf) -> Iterator[Mark]:
    """Yield the number of a heading and the lead sentence of a paragraph."""
    if isinstance(leaf, Heading) and leaf.marker is not None:
        yield Mark(*leaf.marker.span, "n")
    elif isinstance(leaf, Paragraph) and leaf.lead:
        start, end = _lead_span(leaf.text, leaf.lead)
        yield Mark(leaf.span.start + start, leaf.span.start + end, "lead")


def _lead_span(text: str, lead: str) -> tuple[int, int]:
    """Return where the lead sentence stands, which has no breaks of the layout."""
    start = len(text) - len(text.lstrip())
    at = start
    for sign in lead:
        found = text.find(sign, at)
        if found < 0 or text[at:found].strip():
            return start, start
        at = found + 1
    return start, at


# ------------------------------------------------------------------------------ pieces


class Marker:
    """Cuts leaves into pieces; the leaves must come in the order of the text."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        """Mark `marks`, which are in order."""
        self._marks = marks
        self._next = 0
        self._open: list[Mark] = []

    def pieces(self, leaf: Leaf) -> list[Piece]:
        """Return the pieces of a leaf; law: joined, they are its text."""
        start, end = leaf.span
        marks = [mark for mark in self._open if mark.end > start]
        while self._next < len(self._marks) and self._marks[self._next].start < end:
            marks.append(self._marks[self._next])
            self._next += 1
        self._open = [mark for mark in marks if mark.end > end]
        marks += _layout(leaf)
        marks += _emphasis(leaf)
        if not marks:
            return list(_plain(leaf.text, "", ""))
        return list(cut(leaf.text, start, marks))


def cut(text: str, offset: int, marks: Iterable[Mark]) -> Iterator[Piece]:
    """Cut a text where a mark begins or ends."""
    end = offset + len(text)
    starts: dict[int, list[Mark]] = {}
    edges = {offset, end}
    for mark in marks:
        first, last = max(mark.start, offset), min(mark.end, end)
        if first < last:
            starts.setdefault(first, []).append(mark)
            edges.update((first, last))
    active: list[Mark] = []
    cuts = sorted(edges)
    for first, last in pairwise(cuts):
        active = [mark for mark in active if mark.end > first] + starts.get(first, [])
        classes = " ".join(dict.fromkeys(mark.classes for mark in active))
        keys = " ".join(dict.fromkeys(mark.key for mark in active if mark.key))
        yield from _plain(text[first - offset : last - offset], classes, keys)


def _plain(text: str, classes: str, keys: str) -> Iterator[Piece]:
    """Yield a stretch of one look, with stand-ins for what a page cannot show."""
    done = 0
    for match in _ODD.finditer(text):
        if done < match.start():
            yield Piece(text[done : match.start()], classes, keys)
        code = f"{ord(match[0]):x}"
        yield Piece(stand_in(match[0]), f"{classes} odd".strip(), keys, code)
        done = match.end()
    if done < len(text):
        yield Piece(text[done:], classes, keys)


def shown(text: str) -> str:
    """Return a text with stand-ins for what a page cannot show."""
    return _ODD.sub(lambda match: stand_in(match[0]), text)


def stand_in(character: str) -> str:
    """Return what is shown for a character without a shape: its number."""
    return f"[U+{ord(character):04X}]"
