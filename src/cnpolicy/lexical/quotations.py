"""Quotations: what a text gives in the words of another.

In: the Simplified view. Out: which places stand in passages in quotation marks. A lost
mark must not turn half a document into a quotation: each closing mark belongs to the
last opening one, and a long passage has to be announced (修改为：“…”).
"""

from __future__ import annotations

from bisect import bisect_right

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.whitespace import BLANKS_AND_BREAKS

# A mark, or a word in marks, which is no passage and holds no other mark.
_MARKS = lazy("“[^“”「」]{0,6}”|「[^“”「」]{0,6}」|[“”「」]")
# Where a text has straight marks alone, two of one line that are announced.
_PLAIN = lazy(r"(?<=[：:为])(\"[^\"\r\n]{8,600}\")")
_CLOSES = {"”": "“", "」": "「"}
# An opening mark whose closing one is not the next mark.
_ASTRAY = (lazy("“[^“”「」]*+(?!”)"), lazy("「[^“”「」]*+(?!」)"))

# “放管服” is a word, no passage; `_MARKS` counts its letters too.
SHORTEST = 8
# A passage may be as long as this if nothing announces it, and if something does.
LONGEST = 120
LONGEST_ANNOUNCED = 3000
# What may stand between the words that announce a passage and its mark.
_BETWEEN = BLANKS_AND_BREAKS


def quotations(simplified: str) -> list[tuple[int, int]]:
    """Return the passages in quotation marks in order; none stands in another."""
    if "”" not in simplified and "」" not in simplified:
        if '"' not in simplified:
            return []
        return [match.span(1) for match in _PLAIN.finditer(simplified)]
    found: list[tuple[int, int]] = []
    open_marks: list[int] = []
    for match in _MARKS.finditer(simplified):
        place = match.start()
        if match.end() > place + 1:
            continue
        opening = _CLOSES.get(simplified[place])
        if opening is None:
            open_marks.append(place)
        elif open_marks and simplified[open_marks[-1]] == opening:
            start = open_marks.pop()
            if _is_passage(simplified, start, place):
                while found and found[-1][0] > start:
                    found.pop()
                found.append((start, place + 1))
    return found


class Quotations:
    """The passages of a text in quotation marks.

    In nearly every text each opening mark is closed by the next mark. Then the last
    one before a place tells whether that stands in a passage, and none is looked for
    elsewhere.
    """

    def __init__(self, simplified: str) -> None:
        self._view = simplified
        # The marks that the text has.
        self._marks = [pair for pair in _CLOSES.items() if pair[0] in simplified]
        self._paired = bool(self._marks) and not any(
            one.search(simplified) for one in _ASTRAY
        )
        self._passages = [] if self._paired else quotations(simplified)
        self._starts = [start for start, _ in self._passages]

    def hold(self, place: int) -> bool:
        """Tell whether a place stands in a passage."""
        if self._paired:
            return self._holds_paired(place)
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place < self._passages[index][1]

    def _holds_paired(self, place: int) -> bool:
        """Tell so where marks come in pairs."""
        simplified = self._view
        first = max(0, place - LONGEST_ANNOUNCED)
        for closing, opening in self._marks:
            start = simplified.rfind(opening, first, place)
            if start >= 0:
                end = simplified.find(closing, start)
                if place < end:
                    return _is_passage(simplified, start, end)
        return False


def _is_passage(simplified: str, start: int, end: int) -> bool:
    """Tell whether the words between two marks are a passage of another text."""
    if not SHORTEST <= end - start <= LONGEST_ANNOUNCED:
        return False
    if end - start <= LONGEST:
        return True
    before = simplified[max(0, start - 8) : start].rstrip(_BETWEEN)
    return before.endswith(("：", ":", "为"))
