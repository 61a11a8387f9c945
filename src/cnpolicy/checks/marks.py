"""Rules of the numbers of headings: their order and their delimiters.

In: a `Subject`. Out: slips. The order is that of GB/T 9704-2012, 7.3.3: 一、 then
（一） then 1. then （1）, below 编, 章, 节 and 条 where they occur. Leaving a level out
is allowed (一、 and then 1.); turning two round is not.
"""

from __future__ import annotations

from collections.abc import Iterator

from cnpolicy.checks.findings import Edit, Slip
from cnpolicy.checks.subject import Subject
from cnpolicy.markers import Marker, MarkerStyle
from cnpolicy.nodes import Branch, Heading, Section
from cnpolicy.numerals import ARABIC, NumeralScript
from cnpolicy.patterns import lazy
from cnpolicy.spans import Span

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


def level_order(subject: Subject) -> Iterator[Slip]:
    """Say where a mark stands below one that should stand below it."""
    stack: list[tuple[Branch, Marker | None]] = [(subject.document, None)]
    while stack:
        branch, above = stack.pop()
        opens = True
        for child in branch.children:
            if not isinstance(child, Branch):
                continue
            marker = child.marker if isinstance(child, Section) else None
            # A series is judged by the mark that opens it: what goes astray behind
            # it is `mixed-numerals` and `mixed-style` (seed 002 mixes (1) and (二)).
            if marker and above and opens and _rank(marker) < _rank(above, -1):
                yield Slip(
                    "level-order",
                    marker.span,
                    {"found": marker.text, "above": above.text},
                )
            opens = opens and marker is None
            stack.append((child, marker))


def _rank(marker: Marker, unknown: int = 99) -> int:
    """The rank of a mark in the standard; `unknown` if it is not of the standard."""
    return _ORDER.get((marker.style, marker.script), unknown)


_GAP = lazy(r"[ \t\u3000\xa0]+")
_BEHIND = lazy(r"[ \t\u3000\xa0]*[、.．]")


def delimiters(subject: Subject) -> Iterator[Slip]:
    """Say which numbers of headings have a delimiter that is not theirs."""
    text = subject.text
    headings = [
        (leaf.marker, leaf)
        for passage in subject.passages
        if isinstance(leaf := passage.leaf, Heading) and leaf.marker is not None
    ]
    dots = [
        marker.text[-1]
        for marker, _ in headings
        if marker.style is MarkerStyle.DOT and marker.script is _ARABIC
    ]
    dot = "．" if dots.count("．") > dots.count(".") else "."
    for marker, _ in headings:
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
        if wanted[-1] == dot and text[span.end : span.end + 1] in ARABIC:
            safe = False  # 1、5个 would become 1.5个
        yield Slip(
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
