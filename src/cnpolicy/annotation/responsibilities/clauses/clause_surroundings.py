"""What stands beside a clause: whether it follows a stop, and whether a sentence ends.

In: the Simplified view of a text, and an offset. Out: the nearest visible character
before or behind it, and what that says of the sentence.
"""

import re

from cnpolicy.annotation.responsibilities.clauses.clause_patterns import GAP, SPACE

STOPS = "。！？；;!?"
"""What ends a sentence or an item."""

_QUOTES = '”’」』"'


def visible_before(simplified: str, at: int, start: int) -> str:
    """Return the last visible character before `at`; "" where the leaf begins.

    >>> visible_before("加强保护。 （市科技局负责）", 6, 0)
    '。'
    """
    while at > start and simplified[at - 1] in SPACE:
        at -= 1
    if at - 1 > start and simplified[at - 1] in _QUOTES and simplified[at - 2] in STOPS:
        at -= 1  # …。”（…负责）
    return simplified[at - 1] if at > start else ""


def visible_behind(
    simplified: str, at: int, end: int, mark: re.Pattern[str]
) -> tuple[str, bool]:
    """Return the next visible character, and whether a sentence ends here.

    `mark` finds the marker of an item.
    """
    while at < end and simplified[at] in SPACE:
        if simplified[at] in "\r\n":
            return "", True
        at += 1
    if at >= end:
        return "", True
    if simplified[at] in "；;" and _ends_item(simplified, at + 1, end, mark):
        return "", True  # 新增企业20家（市科技局牵头）；
    if simplified[at] in "：:" and _ends_item(simplified, at + 1, end, mark):
        return "", True  # （一）健全机制（市科技局牵头）：
    if simplified[at] in "。！!":
        return simplified[at], True
    return simplified[at], mark.match(simplified, at, end) is not None


def _ends_item(simplified: str, at: int, end: int, mark: re.Pattern[str]) -> bool:
    """Tell whether the line ends at `at`, or another item begins there."""
    while at < end and simplified[at] in GAP:
        at += 1
    return (
        at >= end
        or simplified[at] in "\r\n"
        or mark.match(simplified, at, end) is not None
    )
