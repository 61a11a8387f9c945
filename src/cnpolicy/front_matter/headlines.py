"""Headlines: titles that do not say what kind of document they are.

In: the segments and the short lines of a head in which no title ends with the word for
its kind. Out: the line that must be the title, by where it stands:
`前三季度经济运行稳中有进⏎（2016年10月19日）`.
"""

from __future__ import annotations

from cnpolicy.front_matter.broken_titles import is_part
from cnpolicy.front_matter.line_kinds import patterns
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.segmentation.segment import BLANK, FURNITURE, ISSUE_DATE, TEXT, Segment
from cnpolicy.vocabulary.profile import Profile

# A line of signs that parts a title from its text.
_RULE = lazy(r"[*=_~—-]{4,}$")
SHORTEST_HEADLINE = 6
LONGEST_HEADLINE = 60
# What a page says right below a title, and the greeting that opens a speech.
_SHOWN = lazy(
    r"(?:发[布文](?:时间|日期)|时间|日期|(?:信息|文章|稿件)?来源|作者|(?:19|20)[0-9]{2}-[0-9]{1,2}-)"
)
# 国家统计局：三季度增长4.9%, 某市财政局：为企业减负
_NEWS = lazy(
    r"[\u4e00-\u9fff]{1,5}[局厅委院社][：:][\u4e00-\u9fff0-9A-Za-z“”.%％，,]{8,50}$"
)
_GREETING = lazy(
    r"(?:尊敬的)?(?:各位|同志们|主席|议长|朋友们|女士们|老师们|同学们)[^。；]{0,30}[：:！!]$"
)


def headline(
    segments: list[Segment],
    simplified: str,
    profile: Profile,
    start: int,
    end: int,
    lines: list[int],
) -> list[int]:
    """Return the line among `lines` that must be the title, or none.

    `start` and `end` are the indexes of the part's first segment and of that behind its
    head. The title stands twice, as that of the page and that of the document; or right
    above a date in brackets, above what the page says of it, or above the greeting of a
    speech; or alone above the first number.
    """
    known = patterns(profile)
    words = {i: simplified[segments[i].first : segments[i].last] for i in lines}
    able = [
        index
        for index in lines
        if SHORTEST_HEADLINE <= len(words[index]) <= LONGEST_HEADLINE
        and (is_part(words[index]) or _NEWS.match(words[index]))
        and not known.issuer_end.search(words[index])
        and not known.letterhead.fullmatch(words[index])
    ]
    for index in reversed(able):
        if any(words[other] == words[index] for other in able if other < index):
            return [index]
    for index in able:
        around = segments[index + 1 : index + 4]
        below = next((s for s in around if s.kind is not BLANK), None)
        if below is not None and _tells(below, simplified):
            return [index]
    texts = [i for i in range(start, end) if segments[i].kind is TEXT]
    return texts if len(texts) == 1 and texts[0] in able else []


def _tells(below: Segment, simplified: str) -> bool:
    """Tell whether what stands below a line says that the line is a title."""
    if below.kind is ISSUE_DATE:
        return simplified[below.first] in "（("
    if below.kind is FURNITURE:
        return _SHOWN.match(simplified, below.first) is not None
    return below.kind is TEXT and (
        _GREETING.match(simplified, below.first, below.last) is not None
        or _RULE.match(simplified, below.first, below.last) is not None
    )
