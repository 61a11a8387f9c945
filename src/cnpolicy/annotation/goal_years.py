"""Which goal year holds where a section sets several, and what a text plans at once.

In: the Simplified view of a text and the places where it sets goal years. Out: the
last one set before a passage, and the one year that the first sentences plan.
"""

from bisect import bisect_left
from typing import NamedTuple

from cnpolicy.lexical.lazy_regex import lazy

_SENTENCE_END = lazy(r"[。！？!?\r\n]")
_OPENING = 400
# 2024年，某县将办好十件实事; but not 到2035年将…
_PLANS = lazy(
    r"(?:\A|[，,。：:\n])\s*(?P<year>20[0-9]{2})年(?:度|全年)?[，,]?"
    r"(?:(?!已|了)[^，,。；;：:\r\n0-9]){0,24}?(?:(?<!即)将(?![其各以所对])|计划(?!生育)|拟(?!态))"
)
# 为做好今年政府工作，现提出以下分工意见: the year of its date is what it plans.
_PLANS_TURN = lazy(
    r"(?:做好|完成|落实|抓好|推进|实现|明确|部署|推动)[^，,。；;：:\r\n]{0,8}?"
    r"(?P<turn>今年|本年度|明年)(?![底末以])(?![^，,。；;：:\r\n]{0,8}会议)"
    r"[^，,。；;：:\r\n]{0,16}?(?:工作|任务|目标|实事|项目)"
)
YEARS_AHEAD = {"今年": 0, "本年度": 0, "明年": 1}
"""Words for years, with how many years on they are."""


class GoalHit(NamedTuple):
    """A place where a text sets a goal year: 到2030年."""

    at: int
    year: int
    place: int
    """The identity of the branch it stands in."""


def last_goal(simplified: str, hits: list[GoalHit], at: int, place: int) -> int | None:
    """Return the goal year set last before a passage of the same branch.

    None if the sentence that sets it sets another one as well.
    """
    number = bisect_left(hits, at, key=lambda hit: hit.at) - 1
    if number < 0 or hits[number].place != place:
        return None
    last = hits[number]
    before = hits[number - 1] if number else None
    if before and before.year != last.year:
        between = _SENTENCE_END.search(simplified, before.at, last.at)
        if between is None:
            return None
    return last.year


def planned_at_once(simplified: str, written: int | None) -> int | None:
    """Return the one year that the opening of a text plans: 2024年，某县将…

    今年 is counted from the year of writing.
    """
    years = {int(hit["year"]) for hit in _PLANS.finditer(simplified, 0, _OPENING)}
    if not years and written is not None:
        turns = _PLANS_TURN.finditer(simplified, 0, _OPENING)
        years = {written + YEARS_AHEAD[hit["turn"]] for hit in turns}
    return years.pop() if len(years) == 1 else None
