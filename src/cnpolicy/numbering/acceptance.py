"""Acceptance: whether a marker whose number fits a series opens a heading.

In: an item, how its number fits (`Fit`), and the open levels. Out: yes or no. At the
start of a line a number that fits is enough; inside a line, the less stands before a
marker, the more must speak for it behind.
"""

from __future__ import annotations

from cnpolicy.model.markers import MarkerStyle
from cnpolicy.numbering.candidates import Candidate, Preceding
from cnpolicy.numbering.series import CLEAN, Fit, Key, Quality, Series

# A number further ahead than this is no heading of the series (1000、 in a table).
FAR_AHEAD = 20

# No series of headings is longer; 2023 is a year. The Civil Code has 1260 articles.
MOST_NUMBERS = 1500

# So many numbers may be missing before a marker inside a line.
LOST_NUMBERS = 2

_ORDINAL_IS = MarkerStyle.ORDINAL_IS
# Markers that stand inside a line for hardly anything else.
_ROBUST = frozenset(
    {
        *(Key.PART, Key.CHAPTER, Key.SECTION, Key.ARTICLE),
        *(Key.FORMAL_COMMA, Key.HAN_COMMA, Key.HAN_PAREN),
    }
)
_BEHIND_SENTENCE = (Preceding.CLOSED, Preceding.WIDE)
_MIDWAY = ("；", ";", "，", ",", "、")
_APART = (Preceding.WIDE, Preceding.WRAPPED)


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
        return _accepts_inside(item, fit, main, spoiled)
    if fit.quality in CLEAN:
        return True
    if style is MarkerStyle.SPACE:
        # An excerpt may begin with 3, above 3.1.
        return fit.quality is Quality.START and _heads_decimals(item)
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


def _accepts_inside(item: Candidate, fit: Fit, main: Series, spoiled: bool) -> bool:
    """Decide whether a marker inside a line opens a heading.

    It must fit; and the less stands before it, the more must speak for it behind.
    """
    quality, preceding = fit.quality, item.preceding
    followed = item.follower is not None
    if item.marker.style is MarkerStyle.SPACE:
        return quality in CLEAN and _heads_decimals(item)
    if quality is Quality.START:
        # An excerpt may begin anywhere: （六）…（七）…
        return item.run_on and followed and item.key in _ROBUST
    if quality is Quality.RESTART and preceding is Preceding.OPEN:
        # An article may hold two lists: …假种子：（一）…劣种子：（一）…
        return item.run_on and followed and _in_article(fit, main)
    if quality is Quality.RESTART and item.key <= Key.HAN_COMMA:
        # Another document begins in the same line: …执行。附件　一、分级标准…
        return item.run_on and followed and preceding in _BEHIND_SENTENCE
    if quality is Quality.REPEAT and item.key is Key.ARTICLE:
        # 第十条之一 was put in behind 第十条.
        return item.run_on and preceding in _BEHIND_SENTENCE
    if item.marker.path and quality is Quality.OPENS:
        # 3.1 right behind 3 needs no other sign.
        above = main.levels[fit.level - 1] if fit.level else None
        return above is not None and (
            (above.path or (above.last,)) == item.marker.path[:-1]
        )
    if preceding is Preceding.GLUED and fit.opens and item.key is Key.HAN_PAREN:
        # 五、继续夯实工作基础（十四）落实审查制度。 in an excerpt.
        return quality in CLEAN or quality is Quality.GAP
    if quality not in CLEAN:
        # One number lost in a long run-on series is no reason to lose the rest.
        return (
            (
                preceding is Preceding.WIDE
                or (item.run_on and preceding is Preceding.CLOSED)
            )
            and quality is Quality.GAP
            and item.number <= fit.expected + LOST_NUMBERS
            and (item.key in _ROBUST or followed)
        )
    if preceding is Preceding.GLUED:
        return quality is not Quality.JOINS
    if preceding is Preceding.TIGHT:
        # 完成时限：2020年底前（二）推进改革。 Not the contacts 张三、李四.
        behind = item.behind
        leads = behind is not None and behind.preceding is Preceding.GLUED
        confirmed = followed or leads or item.key is Key.HAN_PAREN
        return (
            item.run_on
            and confirmed
            and quality in (Quality.CONTINUES, Quality.RUNS_ON)
        )
    follower = item.follower
    same = follower is not None and follower.key is item.key
    following = follower.preceding if follower is not None and same else None
    if preceding is Preceding.OPEN and following is Preceding.LINE:
        # …下列情形：（一）…⏎（二）…: one line break was lost.
        return quality in (Quality.OPENS, Quality.CONTINUES)
    if preceding is Preceding.OPEN:
        # Items of an article are parted by semicolons: （一）…；（二）… So may others
        # be, unless （1）…；（2）… is said within a sentence.
        listed = item.key is Key.HAN_PAREN and not spoiled
        listed = listed or _in_article(fit, main)
        if quality is Quality.OPENS:
            listed = listed or following is not Preceding.OPEN
            return item.run_on and followed and listed
        return item.run_on and listed
    if quality is Quality.OPENS:
        return followed and (item.run_on or preceding in _APART)
    spaced = preceding in (Preceding.SPACED, Preceding.WRAPPED)
    return item.run_on or not spaced or item.key in _ROBUST


def _heads_decimals(item: Candidate) -> bool:
    """Tell whether a bare number stands right above its first child: 2 above 2.1."""
    behind = item.behind
    return behind is not None and behind.marker.path == (item.number, 1)


def _in_article(fit: Fit, main: Series) -> bool:
    """Tell whether an item would stand in an article, or be one."""
    return any(level.key is Key.ARTICLE for level in main.levels[: fit.level + 1])
