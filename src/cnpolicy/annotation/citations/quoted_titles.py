"""References: titles between 《》, and the 文号 and short names behind them.

In: the Simplified view of a text and a stretch of it. Out: places: of titles, of what
is attached to a title in brackets, of a 文号 that stands alone.

Titles nest (《关于印发〈…〉的通知》, also 《》 inside 《》), touch each other, and may
be wrapped over lines. A 《 without its 》 opens no title: titles have a longest length,
and the search for the 》 stops at a full stop.
"""

from collections.abc import Iterator
from typing import NamedTuple

from cnpolicy.lexical.document_numbers import CITED_NUMBER, NUMBER_GAP
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.pinpoints import PINPOINT
from cnpolicy.model.spans import Span

LONGEST_TITLE = 160
"""What is longer is no title; the longest known one has 96 characters."""

_SIGNS = lazy("[《》。]")


def titles_in(simplified: str, start: int, end: int) -> Iterator[Span]:
    """Yield the outermost titles of `simplified[start:end]` in order, with their 《》.

    Of a title that is never closed, what is complete inside it is a title.

    >>> text = "《关于印发〈规划〉的通知》《办法》"
    >>> [span.of(text) for span in titles_in(text, 0, len(text))]
    ['《关于印发〈规划〉的通知》', '《办法》']
    """
    opened: list[int] = []
    closed: list[Span] = []  # complete titles inside the one that is open
    for match in _SIGNS.finditer(simplified, start, end):
        sign, at = match[0], match.start()
        if sign == "。":
            opened = []
        else:
            # Both lists hold no more than the signs of one longest title.
            while opened and at - opened[0] > LONGEST_TITLE:
                del opened[0]
        if sign == "《":
            opened.append(at)
        elif sign == "》" and opened:
            first = opened.pop()
            closed = [span for span in closed if span.start < first]
            if simplified[first + 1 : at].strip():
                closed.append(Span(first, at + 1))
        limit = opened[0] if opened else end
        while closed and closed[0].start < limit:
            yield closed.pop(0)
    yield from closed


# ---------------------------------------------------------------------------- numbers

_SHORT = (
    r"(?:以下|下文|下)?(?:均|统一)?(?:简称|统称|称)(?:为|作|:|：)?"
    r"(?:《(?P<title>[^《》\r\n]{1,40})》|[“‘\"](?P<quote>[^“”‘’\"\r\n]{1,40})[”’\"]"
    r"|“《(?P<both>[^《》\r\n]{1,40})》”|(?P<bare>[^（()）《》“”，,。；;\r\n]{2,20}))"
)
_BRACKET = lazy(
    rf"{NUMBER_GAP}[（(\[［【〔]{NUMBER_GAP}(?:{CITED_NUMBER})?(?:{NUMBER_GAP}[，,；;、]?{NUMBER_GAP}{_SHORT})?"
    rf"{NUMBER_GAP}[）)\]］】〕]"
)
_BARE_NUMBER = lazy(rf"{NUMBER_GAP}{CITED_NUMBER}")


class Attached(NamedTuple):
    """What stands in brackets behind a title and belongs to it."""

    end: int
    """Offset behind the last bracket; the end of the title without one."""

    number: Span | None
    """Where the 文号 stands."""

    abbreviation: Span | None
    """Where the short name stands, without its marks."""

    quoted: bool
    """Whether the short name stands in “”."""

    pinpoint: Span | None
    """Where the place is named that is meant: 第十九条第二款."""


def attachments(simplified: str, at: int, end: int) -> Attached:
    """Read the brackets behind a title: （国发〔2018〕8号，以下简称《意见》）."""
    number: Span | None = None
    short: Span | None = None
    quoted = False
    match = _BARE_NUMBER.match(simplified, at, end)
    if match is not None and match["year"]:
        number, at = Span(*match.span("number")), match.end()
    for _ in range(2):
        match = _BRACKET.match(simplified, at, end)
        if match is None or match.end() - at > LONGEST_TITLE:
            break
        groups = [g for g in ("title", "quote", "both", "bare") if match[g]]
        if not match["number"] and not groups:
            break
        if match["number"] and number is None:
            number = Span(*match.span("number"))
        if groups and short is None:
            short = Span(*match.span(groups[0]))
            quoted = groups[0] in ("quote", "both")
        at = match.end()
    pinpoint = PINPOINT.match(simplified, at, end)
    where = Span(*pinpoint.span()) if pinpoint and simplified[at] == "第" else None
    return Attached(at, number, short, quoted, where)
