"""Rules of what opens and closes: 《》（）“”‘’〔〕【】[].

In: a `Subject`. Out: slips. Each leaf is a paragraph and must be balanced by itself.
Time is linear: every mark is put on the stack and taken off it once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cnpolicy.checks.findings import Slip
from cnpolicy.checks.subject import Subject
from cnpolicy.nodes import Cell
from cnpolicy.numerals import ARABIC, HAN
from cnpolicy.patterns import lazy
from cnpolicy.spans import Span

_PAIRS = ("《》", "〈〉", "（）", "()", "“”", "‘’", "〔〕", "【】", "[]", "［］")
_SAME = {"(": "（", ")": "）"}
"""Half-width and full-width ones close each other: the width is another matter."""

_CLOSER = {pair[0]: pair[1] for pair in _PAIRS if pair != "()"}
_OPENER = {closer: opener for opener, closer in _CLOSER.items()}
_SIGN = lazy("[" + "".join(_PAIRS).replace("[]", r"\[\]") + "]")
_INNER = dict(zip("《》“”", "〈〉‘’", strict=True))
_QUOTES = {"“": "”", "‘": "’"}


def brackets(subject: Subject) -> Iterator[Slip]:
    """Say which brackets and quotation marks have no counterpart, or cross."""
    for passage in subject.passages:
        if not isinstance(passage.leaf, Cell):
            yield from _in_leaf(subject.text, passage.span)


def _in_leaf(text: str, leaf: Span) -> Iterator[Slip]:
    """Yield the slips of one leaf, the unclosed ones last."""
    stack: list[tuple[str, int]] = []
    opened: Counter[str] = Counter()
    # Openers that were given up because an outer bracket closed, by kind, with the
    # mark that closed it: their closers cross that one.
    crossed: dict[str, list[tuple[int, int]]] = {}
    for match in _SIGN.finditer(text, *leaf):
        written, place = match[0], match.start()
        sign = _SAME.get(written, written)
        if sign in _CLOSER:
            stack.append((sign, place))
            opened[sign] += 1
            continue
        opener = _OPENER[sign]
        if opened[opener]:
            while True:
                inner, at = stack.pop()
                opened[inner] -= 1
                if inner == opener:
                    break
                crossed.setdefault(inner, []).append((at, place))
            if opener in _INNER and opened[opener]:
                for one in (at, place):
                    words = {"found": text[one], "wanted": _INNER[text[one]]}
                    span = Span(one, one + 1)
                    yield Slip("nested-marks", span, words, words["wanted"])
        elif crossed.get(opener):
            at, outer = crossed[opener].pop()
            yield Slip(
                "crossed-brackets",
                Span(outer, outer + 1),
                {"found": text[outer], "inner": text[at]},
            )
        elif not _is_item(text, leaf, place, written):
            yield _alone(text, place)
    last = ("", 0)
    for sign, at in stack:
        # “…“: the second was meant to close.
        closes = sign == last[0] and sign in _QUOTES
        if closes:
            yield _alone(text, at, _QUOTES[sign])
        elif last[0]:
            yield _alone(text, last[1])
        last = ("", 0) if closes else (sign, at)
    if last[0]:
        yield _alone(text, last[1])
    for left in crossed.values():
        for at, _ in left:
            yield _alone(text, at)


def _alone(text: str, place: int, suggestion: str | None = None) -> Slip:
    """The slip of a mark without counterpart."""
    found = {"found": text[place]}
    return Slip("unbalanced-bracket", Span(place, place + 1), found, suggestion)


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
