"""Sentences torn at their figures: `为⏎50⏎万千瓦，`, as a page gives its text whose
figures stand in tags of their own.

In: the Simplified view of a text. Out: a view of the same length in which the line ends
that tear a sentence are spaces. Only a text with several such places is touched: a
column of figures, one a line, is a table.
"""

from __future__ import annotations

from itertools import islice

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.marker_syntax import DIVISION, HAN_COMMA, IN_BRACKETS

# A figure alone on its line, and behind it what cannot begin one.
_TORN = lazy(
    r"\n(?=[ \t]{0,4}[0-9][0-9.,~～:：-]{0,11}[ \t]{0,4}\r?\n[ \t]{0,4}"
    r"[年月日号〕］）)，。；、%％‰])"
)
FEWEST_TORN = 4

_FIGURE = lazy(r"[0-9A-Za-z][0-9A-Za-z.,~～:：%％-]{0,11}")
_SIGNS = lazy(r"[（）()〔〕［］《》“”.．、：:]{1,2}")
_LEADER = lazy(r"[.…·]{3,}")
_PAGE = lazy(r"[-—–]?[ ]{0,2}[0-9]{1,4}[ ]{0,2}[-—–]?")
_CANNOT_BEGIN = frozenset("，。；：、！？）〕］】》”’%％‰)")
_CANNOT_END = frozenset("（(〔［【《“")
_CLOSED = frozenset("。；：！？;:!?）)〕】》”")
# A heading alone on its line: its body may begin with a figure.
_HEADING = lazy(
    f"(?:{HAN_COMMA}|{IN_BRACKETS}|{DIVISION}|[0-9]{{1,2}}[.．、])[^，。；：]{{0,24}}"
)
_MARKED = lazy(f"{HAN_COMMA}|{IN_BRACKETS}|{DIVISION}")


def mend_torn_lines(simplified: str) -> str:
    """Return the view with spaces for the line ends that tear a sentence.

    Law: the result has the length of the view.
    """
    if simplified.count("\n") < FEWEST_TORN or (
        len(list(islice(_TORN.finditer(simplified), FEWEST_TORN))) < FEWEST_TORN
    ):
        return simplified
    lines = simplified.split("\n")
    made: list[str] = []
    above = ""
    for line in lines:
        words = line.strip()
        if made:
            torn = bool(above and words) and _goes_on(above, words)
            if torn and made[-1].endswith("\r"):
                made[-1] = made[-1][:-1] + " "
            made.append(" " if torn else "\n")
        made.append(line)
        above = words
    return "".join(made)


def _goes_on(above: str, words: str) -> bool:
    """Tell whether a line goes on with what stands in the line above it."""
    if words[0] in _CANNOT_BEGIN or above[-1] in _CANNOT_END:
        return True
    if _LEADER.fullmatch(words) or (above == "目" and words in ("录", "次")):
        return True
    if _LEADER.fullmatch(above[-3:]) and _PAGE.fullmatch(words):
        return True
    if _FIGURE.fullmatch(words):
        return above[-1] not in _CLOSED and not _HEADING.fullmatch(above)
    if _MARKED.match(words):
        return False
    return bool(_FIGURE.fullmatch(above) or _SIGNS.fullmatch(above))
