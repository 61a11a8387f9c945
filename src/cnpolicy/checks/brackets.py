"""Rules of what opens and closes: 《》（）“”‘’〔〕【】[].

In: a `CheckedDocument`. Out: slips. Each leaf is a paragraph and must be balanced by
itself. Time is linear: every mark is put on the stack and taken off it once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cnpolicy.checks.checked_document import CheckedDocument
from cnpolicy.checks.findings import RawFinding
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import ARABIC, HAN
from cnpolicy.model.nodes import Cell
from cnpolicy.model.spans import Span

_PAIRS = ("《》", "〈〉", "（）", "()", "“”", "‘’", "〔〕", "【】", "[]", "［］")
_SAME = {"(": "（", ")": "）"}
"""Half-width and full-width ones close each other: the width is another matter."""

_CLOSER = {pair[0]: pair[1] for pair in _PAIRS if pair != "()"}
_OPENER = {closer: opener for opener, closer in _CLOSER.items()}
_SIGN = lazy("[" + "".join(_PAIRS).replace("[]", r"\[\]") + "]")
_INNER = dict(zip("《》“”", "〈〉‘’", strict=True))
_QUOTES = {"“": "”", "‘": "’"}


_NEAR = 2
"""What closes a bracket stands at most this many paragraphs below it."""


def brackets(subject: CheckedDocument) -> Iterator[RawFinding]:
    """Say which brackets and quotation marks have no counterpart, or cross."""
    open_: list[tuple[int, RawFinding]] = []  # those that a later paragraph may close
    for number, passage in enumerate(subject.passages):
        if isinstance(passage.leaf, Cell):
            continue
        for slip in _in_leaf(subject.text, passage.span):
            sign = slip.span.of(subject.text)
            sign = _SAME.get(sign, sign)
            if slip.code != "unbalanced-bracket" or slip.suggestion:
                yield slip
            elif sign in _CLOSER:
                open_.append((number, slip))
            elif not _closes(open_, number, sign, subject.text):
                yield slip
    yield from (slip for _, slip in open_)


def _closes(
    open_: list[tuple[int, RawFinding]], number: int, sign: str, text: str
) -> bool:
    """Tell whether a closer belongs to the last opener, a paragraph or two before.

    A line that was broken, or a quotation of two paragraphs, is no slip.
    """
    if not open_ or number - open_[-1][0] > _NEAR:
        return False
    opener = open_[-1][1].span.of(text)
    if _SAME.get(opener, opener) != _OPENER[sign]:
        return False
    open_.pop()
    return True


def _in_leaf(text: str, leaf: Span) -> Iterator[RawFinding]:
    """Yield the slips of one leaf, the unclosed ones last."""
    marks = _Marks(text)
    for match in _SIGN.finditer(text, *leaf):
        written, place = match[0], match.start()
        sign = _SAME.get(written, written)
        if sign in _CLOSER:
            marks.open(sign, place)
            continue
        opener = _OPENER[sign]
        if marks.is_open(opener):
            yield from marks.close(opener, place)
        elif marks.is_crossed(opener):
            yield marks.cross(opener)
        elif not _is_item(text, leaf, place, written):
            yield _alone(text, place)
    yield from marks.unclosed()


class _Marks:
    """The marks of one leaf that are open, and those that were given up."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._stack: list[tuple[str, int]] = []
        # The places of each kind of opener on the stack.
        self._opened: dict[str, list[int]] = defaultdict(list)
        # Openers that were given up because an outer bracket closed, by kind, with the
        # mark that closed it: their closers cross that one.
        self._crossed: dict[str, list[tuple[int, int]]] = {}
        # Slips by the place of the mark they stand in.
        self._nested: dict[int, list[RawFinding]] = {}

    def open(self, sign: str, place: int) -> None:
        """Put an opener on the stack."""
        self._stack.append((sign, place))
        self._opened[sign].append(place)

    def is_open(self, opener: str) -> bool:
        """Tell whether such a mark is open."""
        return bool(self._opened[opener])

    def is_crossed(self, opener: str) -> bool:
        """Tell whether such a mark was given up when an outer one closed."""
        return bool(self._crossed.get(opener))

    def close(self, opener: str, place: int) -> Iterator[RawFinding]:
        """Close the last such mark; yield the slips inside it."""
        while True:
            inner, at = self._stack.pop()
            self._opened[inner].pop()
            if inner == opener:
                break
            self._crossed.setdefault(inner, []).append((at, place))
        # A mark inside another of its kind is a slip only if the outer one is closed.
        yield from self._nested.pop(at, [])
        if opener in _INNER and self._opened[opener]:
            outer = self._opened[opener][-1]
            self._nested.setdefault(outer, []).extend(
                _inside_its_like(self._text, one) for one in (at, place)
            )

    def cross(self, opener: str) -> RawFinding:
        """Return the slip of the last such mark that was given up."""
        at, outer = self._crossed[opener].pop()
        words = {"found": self._text[outer], "inner": self._text[at]}
        return RawFinding("crossed-brackets", Span(outer, outer + 1), words)

    def unclosed(self) -> Iterator[RawFinding]:
        """Yield the slips of the marks that nothing closes."""
        last = ("", 0)
        for sign, at in self._stack:
            # “…“: the second was meant to close.
            closes = sign == last[0] and sign in _QUOTES
            if closes:
                yield _alone(self._text, at, _QUOTES[sign])
            elif last[0]:
                yield _alone(self._text, last[1])
            last = ("", 0) if closes else (sign, at)
        if last[0]:
            yield _alone(self._text, last[1])
        for left in self._crossed.values():
            for at, _ in left:
                yield _alone(self._text, at)


def _inside_its_like(text: str, place: int) -> RawFinding:
    """The slip of a mark inside a pair of the same kind: 《…《…》…》."""
    wanted = _INNER[text[place]]
    words = {"found": text[place], "wanted": wanted}
    return RawFinding("nested-marks", Span(place, place + 1), words, wanted)


def _alone(text: str, place: int, suggestion: str | None = None) -> RawFinding:
    """The slip of a mark without counterpart."""
    found = {"found": text[place]}
    return RawFinding("unbalanced-bracket", Span(place, place + 1), found, suggestion)


_NUMBER = frozenset(HAN + ARABIC + "abcdefghijABCDEFGHIJ①②③④⑤⑥⑦⑧⑨")
_LONGEST_NUMBER = 3


def _is_item(text: str, leaf: Span, place: int, written: str) -> bool:
    """Tell whether a closer is that of 1） or a)，or an apostrophe: People’s."""
    before = text[max(leaf.start, place - 1) : place]
    if written == "’":
        return before.isascii() and before.isalnum()
    if written not in ")）":
        return False
    at = place
    while at > leaf.start and place - at < _LONGEST_NUMBER and text[at - 1] in _NUMBER:
        at -= 1
    behind = at == leaf.start or not text[at - 1].isalnum()
    return at < place and behind
