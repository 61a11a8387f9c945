"""Rules: whether a marker inside a line opens a heading.

In: an item inside a line, how its number fits, and the open levels (`InsideLine`). Out:
yes or no. The first rule of `RULES` that has an answer decides. The number must fit.
The weaker the break before a marker, the more must stand behind it to confirm it: its
next number, or its first child. `tests/data/acceptance.tsv` has texts for each rule.
"""

from __future__ import annotations

from typing import NamedTuple

from cnpolicy.model.markers import MarkerStyle
from cnpolicy.numbering.candidates import Candidate, Preceding
from cnpolicy.numbering.series import CLEAN, Fit, Key, Quality, Series

# At most this many numbers may be missing before a marker inside a line.
LOST_NUMBERS = 2

# Markers that stand inside a line for hardly anything else.
_ROBUST = frozenset(
    {
        *(Key.PART, Key.CHAPTER, Key.SECTION, Key.ARTICLE),
        *(Key.FORMAL_COMMA, Key.HAN_COMMA, Key.HAN_PAREN),
    }
)
_BEHIND_SENTENCE = (Preceding.CLOSED, Preceding.WIDE)
_APART = (Preceding.WIDE, Preceding.WRAPPED)


class InsideLine(NamedTuple):
    """A marker inside a line, with what its rules look at."""

    item: Candidate
    """The marker."""

    fit: Fit
    """How its number fits."""

    main: Series
    """The numbering of the document, with its open levels."""

    spoiled: bool
    """Whether the number of its key before it was no heading."""


def accepts_inside(at: InsideLine) -> bool:
    """Decide whether a marker inside a line opens a heading."""
    for rule in RULES:
        answer = rule(at)
        if answer is not None:
            return answer
    return False


# ----------------------------------------------- rules: True, False, or None to go on


def bare_number(at: InsideLine) -> bool | None:
    """2 组织机构: a number without a sign opens a heading only above its 2.1."""
    if at.item.marker.style is not MarkerStyle.SPACE:
        return None
    return at.fit.quality in CLEAN and heads_decimals(at.item)


def excerpt(at: InsideLine) -> bool | None:
    """（六）…（七）…: an excerpt may begin with any number, if the next one follows."""
    if at.fit.quality is not Quality.START:
        return None
    item = at.item
    return item.run_on and item.follower is not None and item.key in _ROBUST


def second_list(at: InsideLine) -> bool | None:
    """…假种子：（一）…劣种子：（一）…: an article may hold two lists."""
    item = at.item
    if at.fit.quality is not Quality.RESTART or item.preceding is not Preceding.OPEN:
        return None
    return item.run_on and item.follower is not None and _in_article(at)


def another_document(at: InsideLine) -> bool | None:
    """…执行。附件　一、分级标准…: another document begins in the same line."""
    item = at.item
    if at.fit.quality is not Quality.RESTART or item.key > Key.HAN_COMMA:
        return None
    behind_sentence = item.preceding in _BEHIND_SENTENCE
    return item.run_on and item.follower is not None and behind_sentence


def article_again(at: InsideLine) -> bool | None:
    """第十条…。第十条…: an article with the number of the one before it is one."""
    item = at.item
    if at.fit.quality is not Quality.REPEAT or item.key is not Key.ARTICLE:
        return None
    return item.run_on and item.preceding in _BEHIND_SENTENCE


def first_decimal(at: InsideLine) -> bool | None:
    """3 应急响应 3.1 分级响应: 3.1 right behind 3 needs no other sign."""
    if not at.item.marker.path or at.fit.quality is not Quality.OPENS:
        return None
    above = at.main.levels[at.fit.level - 1] if at.fit.level else None
    return above is not None and (
        (above.path or (above.last,)) == at.item.marker.path[:-1]
    )


def glued_child(at: InsideLine) -> bool | None:
    """五、继续夯实工作基础（十四）落实审查制度。: （十四） right behind a title."""
    item, quality = at.item, at.fit.quality
    if item.preceding is not Preceding.GLUED:
        return None
    if not at.fit.opens or item.key is not Key.HAN_PAREN:
        return None
    return quality in CLEAN or quality is Quality.GAP


def lost_number(at: InsideLine) -> bool | None:
    """一、…。三、…: one number lost in a line is no reason to lose the rest."""
    item, quality = at.item, at.fit.quality
    if quality in CLEAN:
        return None
    ended = item.preceding is Preceding.WIDE or (
        item.run_on and item.preceding is Preceding.CLOSED
    )
    near = quality is Quality.GAP and item.number <= at.fit.expected + LOST_NUMBERS
    return ended and near and (item.key in _ROBUST or item.follower is not None)


def glued(at: InsideLine) -> bool | None:
    """1.总则1.1编制目的: a number right behind a title opens its child."""
    if at.item.preceding is not Preceding.GLUED:
        return None
    return at.fit.quality is not Quality.JOINS


def behind_words(at: InsideLine) -> bool | None:
    """完成时限：2020年底前（二）推进改革。, but not the contacts 张三、李四."""
    item, behind = at.item, at.item.behind
    if item.preceding is not Preceding.TIGHT:
        return None
    leads = behind is not None and behind.preceding is Preceding.GLUED
    confirmed = item.follower is not None or leads or item.key is Key.HAN_PAREN
    goes_on = at.fit.quality in (Quality.CONTINUES, Quality.RUNS_ON)
    return item.run_on and confirmed and goes_on


def lost_line_break(at: InsideLine) -> bool | None:
    """…下列情形：（一）…⏎（二）…: the line break before （一） was lost."""
    if at.item.preceding is not Preceding.OPEN:
        return None
    if _preceding_of_next(at.item) is not Preceding.LINE:
        return None
    return at.fit.quality in (Quality.OPENS, Quality.CONTINUES)


def listed(at: InsideLine) -> bool | None:
    """（一）…；（二）…: semicolons part the items of an article, and of a long list.

    （1）…；（2）… within a sentence are no headings.
    """
    item = at.item
    if item.preceding is not Preceding.OPEN:
        return None
    if item.listed and at.fit.quality is Quality.CONTINUES:
        # …数据项1.名称：…；2.日期：…: the number before it is a heading.
        return item.run_on
    own_list = (item.key is Key.HAN_PAREN and not at.spoiled) or _in_article(at)
    if at.fit.quality is not Quality.OPENS:
        return item.run_on and own_list
    own_list = own_list or _preceding_of_next(item) is not Preceding.OPEN
    return item.run_on and item.follower is not None and own_list


def first_of_series(at: InsideLine) -> bool | None:
    """…如下意见。一、…。二、…: the first number needs the second one behind it.

    一、工作总结（一）…: or its own first child, where the text is cut short.
    """
    item, behind = at.item, at.item.behind
    if at.fit.quality is not Quality.OPENS:
        return None
    if (
        item.key is Key.HAN_COMMA
        and behind is not None
        and behind.preceding is Preceding.GLUED
        and behind.key is Key.HAN_PAREN
        and behind.number == 1
    ):
        return item.run_on and item.preceding is Preceding.CLOSED
    return item.follower is not None and (item.run_on or item.preceding in _APART)


def next_of_series(at: InsideLine) -> bool | None:
    """…机制。（二）…: the next number behind a sentence; behind a space alone, one
    that stands inside a line for hardly anything else."""
    item = at.item
    spaced = item.preceding in (Preceding.SPACED, Preceding.WRAPPED)
    return item.run_on or not spaced or item.key in _ROBUST


RULES = (
    bare_number,
    excerpt,
    second_list,
    another_document,
    article_again,
    first_decimal,
    glued_child,
    lost_number,
    glued,
    behind_words,
    lost_line_break,
    listed,
    first_of_series,
    next_of_series,
)
"""The rules in the order in which they are asked; the last one always answers."""


# ------------------------------------------------------------------------- neighbours


def heads_decimals(item: Candidate) -> bool:
    """Tell whether a bare number stands right above its first child: 2 above 2.1."""
    behind = item.behind
    return behind is not None and behind.marker.path == (item.number, 1)


def _in_article(at: InsideLine) -> bool:
    """Tell whether a marker would stand in an article, or be one."""
    levels = at.main.levels[: at.fit.level + 1]
    return any(level.key is Key.ARTICLE for level in levels)


def _preceding_of_next(item: Candidate) -> Preceding | None:
    """Return what stands before the next number, if that is of the same key."""
    follower = item.follower
    if follower is None or follower.key is not item.key:
        return None
    return follower.preceding
