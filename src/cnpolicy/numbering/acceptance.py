"""Acceptance: whether a marker whose number fits a series opens a heading.

In: an item, how its number fits (`Fit`), and the open levels. Out: yes or no. At the
start of a line a number that fits is enough; the rules of `acceptance_inside` decide
inside a line.
"""

from __future__ import annotations

from cnpolicy.model.markers import MarkerStyle
from cnpolicy.numbering.acceptance_inside import (
    InsideLine,
    accepts_inside,
    heads_decimals,
)
from cnpolicy.numbering.candidates import Candidate
from cnpolicy.numbering.series import CLEAN, Fit, Key, Quality, Series

# A number further ahead than this is no heading of the series (1000、 in a table).
FAR_AHEAD = 20

# No series of headings is longer; 2023 is a year. The Civil Code has 1260 articles.
MOST_NUMBERS = 1500

_ORDINAL_IS = MarkerStyle.ORDINAL_IS
_MIDWAY = ("；", ";", "，", ",", "、")


def accepts(item: Candidate, fit: Fit, main: Series, *, spoiled: bool = False) -> bool:
    """Decide whether an item is a heading, by how its number fits.

    `spoiled` tells whether the number of its key before it was none.
    """
    style = item.marker.style
    if style is _ORDINAL_IS:
        # 二是 is a heading only as the next number of a 一、 series (seed 002:5).
        clean = fit.quality in CLEAN and fit.quality is not Quality.OPENS
        return clean and item.alone
    if item.segment.tentative:
        return accepts_inside(InsideLine(item, fit, main, spoiled))
    if fit.quality in CLEAN:
        return True
    if style is MarkerStyle.SPACE:
        # An excerpt may begin with 3, above 3.1.
        return fit.quality is Quality.START and heads_decimals(item)
    if style is MarkerStyle.DECIMAL:
        return False
    if item.unfinished:
        return False
    if spoiled and fit.quality is Quality.START and item.sign in _MIDWAY:
        # …四类：（一）…；（二）…；⏎（三）…: the sentence goes on, the line is broken.
        return False
    if fit.quality is Quality.START and (item.key <= Key.ARTICLE or item.long):
        # An excerpt may begin with any article, or with （99）.
        return item.number <= MOST_NUMBERS
    return item.number <= fit.expected + FAR_AHEAD
