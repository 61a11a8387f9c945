"""Rules of the numbers of headings: their order and their delimiters.

In: a `CheckedDocument`. Out: slips. The order is that of GB/T 9704-2012, 7.3.3: 一、
then （一） then 1. then （1）, below 编, 章, 节 and 条 where they occur. Leaving a
level out is allowed (一、 and then 1.); turning two round is not.
"""

from __future__ import annotations

from collections.abc import Iterator

from cnpolicy.checks.checked_document import CheckedDocument
from cnpolicy.checks.findings import Edit, RawFinding
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import ARABIC
from cnpolicy.lexical.whitespace import BLANKS_AND_TABS
from cnpolicy.model.markers import Marker, MarkerStyle, NumeralScript
from cnpolicy.model.nodes import Branch, Heading, Section
from cnpolicy.model.spans import Span

_HAN, _ARABIC = NumeralScript.HAN, NumeralScript.ARABIC

_ORDER: dict[tuple[MarkerStyle, NumeralScript], int] = {
    **{
        (style, script): rank
        for script in (_HAN, _ARABIC)
        for rank, style in enumerate(
            (
                MarkerStyle.PART,
                MarkerStyle.CHAPTER,
                MarkerStyle.SECTION,
                MarkerStyle.ARTICLE,
            )
        )
    },
    (MarkerStyle.COMMA, _HAN): 4,
    (MarkerStyle.DOT, _HAN): 4,
    (MarkerStyle.PAREN, _HAN): 5,
    (MarkerStyle.DOT, _ARABIC): 6,
    (MarkerStyle.COMMA, _ARABIC): 6,
    (MarkerStyle.PAREN, _ARABIC): 7,
}
"""The rank of a mark in the standard; marks that it does not know have none."""


def level_order(subject: CheckedDocument) -> Iterator[RawFinding]:
    """Say where a mark comes below one that should come below it."""
    stack: list[tuple[Branch, Marker | None]] = [(subject.document, None)]
    while stack:
        branch, above = stack.pop()
        first: Marker | None = None
        for child in branch.children:
            if not isinstance(child, Branch):
                continue
            marker = child.marker if isinstance(child, Section) else None
            stack.append((child, marker))
            if marker is None:
                continue
            # A series is judged by the mark that opens it: other marks in it are
            # `mixed-numerals` and `mixed-style` (seed 002 mixes (1) and (二)).
            wrong = above if first is None else first
            if first is None:
                first = marker
            elif marker.style is first.style or first.ordinal != 1:
                continue  # （四） and then 四、: an excerpt, not a wrong order
            else:
                first = marker
            if wrong and _rank(marker) < _rank(wrong, -1):
                words = {"found": marker.text, "above": wrong.text}
                yield RawFinding("level-order", marker.span, words)


def _rank(marker: Marker, unknown: int = 99) -> int:
    """The rank of a mark in the standard; `unknown` if it is not of the standard."""
    return _ORDER.get((marker.style, marker.script), unknown)


_GAP = lazy(f"[{BLANKS_AND_TABS}]+")
_DIGITS = frozenset(ARABIC)
_BEHIND = lazy(f"[{BLANKS_AND_TABS}]*[、.．]")


def delimiters(subject: CheckedDocument) -> Iterator[RawFinding]:
    """Say which numbers of headings have a delimiter that is not theirs."""
    text = subject.text
    markers = [
        leaf.marker
        for passage in subject.passages
        if isinstance(leaf := passage.leaf, Heading) and leaf.marker is not None
    ]
    dots = [
        marker.text[-1]
        for marker in markers
        if marker.style is MarkerStyle.DOT and marker.script is _ARABIC
    ]
    dot = "．" if dots.count("．") > dots.count(".") else "."
    # 1、5个 would become 1.5个; a series is changed as a whole or not at all.
    risky = any(
        marker.style is MarkerStyle.COMMA
        and marker.script is _ARABIC
        and text[marker.span.end : marker.span.end + 1] in _DIGITS
        for marker in markers
    )
    for marker in markers:
        span = marker.span
        if span.of(text) != marker.text:
            continue  # a tree made by hand
        if marker.style is MarkerStyle.PAREN:
            # （一）、 has one delimiter too many.
            behind = _BEHIND.match(text, span.end)
            span = Span(span.start, behind.end()) if behind else span
        wanted = _wanted(marker, dot)
        found = span.of(text)
        if wanted is None or wanted == found:
            continue
        safe = marker.style is not MarkerStyle.HALF_PAREN
        if marker.style is MarkerStyle.COMMA and marker.script is _ARABIC and risky:
            safe = False
        yield RawFinding(
            "delimiter",
            span,
            {"found": found, "wanted": wanted},
            wanted,
            (Edit(span, wanted),) if safe else (),
        )


def _wanted(marker: Marker, dot: str) -> str | None:
    """How a mark is written in the standard; None if it says nothing of such marks."""
    written = _GAP.sub("", marker.text)
    number = written[:-1]
    match marker.style, marker.script:
        case (MarkerStyle.COMMA | MarkerStyle.DOT, NumeralScript.HAN):
            return number + "、"
        case (MarkerStyle.COMMA, NumeralScript.ARABIC):
            return number + dot
        # ⒈ is one character.
        case (MarkerStyle.DOT | MarkerStyle.PAREN, _) if number:
            return written
        case (MarkerStyle.HALF_PAREN, _):
            return f"（{number}）"
    return None
