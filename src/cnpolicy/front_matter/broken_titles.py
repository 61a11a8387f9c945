"""Titles broken over lines: what their lines look like.

In: the words of a line of a head, in the Simplified view. Out: whether they begin a
title, or are only the rest of one. A cover and a page put a long title on several
lines, and only the last of them ends with the word for its kind:
`临江市⏎“十四五”时期养老服务体系建设⏎规划`.
"""

from __future__ import annotations

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.whitespace import BLANKS
from cnpolicy.vocabulary.title_words import WORK_VERBS

_KIND = (
    r"(?:规划|纲要|计划|方案|意见|办法|规定|细则|条例|预案|通知|措施|政策|要点|指南|指引"
    r"|规则|规程|分工|决定|批复|报告)"
)
# 实施方案, 三年行动计划, 重点任务分工方案 name no matter: they are the rest of a title.
_REST = lazy(
    r"(?:若干|实施|工作|行动|专项|总体|管理|暂行|重点|任务|分工|建设|发展|应急|指导|政策|三年|五年|创新"
    rf"|提升|推进){{0,3}}{_KIND}(?:[（(][^（()）]{{1,24}}[）)])?$"
)
# A place that a title may begin with. 社区, 示范区 and 市场 are none.
_PLACE = lazy(
    r"(?:中国|国家|全国|全省|全市|全县|中华人民共和国"
    r"|[\u4e00-\u9fff]{1,7}?(?:(?<!强)[省县州盟旗]|(?<![城都上超门集强])市|(?<![城乡集重])镇|(?<![城家老])乡"
    r"|(?<![社地园城山灾库校片街景牧矿林验护小辖学范])区|街道))"
    r"(?![场域级划村容民乡镇城])"
)
_VERB = lazy("|".join(WORK_VERBS))
_NO_PLACE = lazy(r"关于|进一步|" + _VERB.pattern)
# 中共某市委⏎某市人民政府关于…的意见 comes from both.
_PARTY = lazy(f"中共.{{1,16}}委(?:员会)?(?:[{BLANKS}]?办公[厅室])?$")
_GOVERNMENT = lazy(
    r"[\u4e00-\u9fff]{2,16}(?:政府|国务院)(?:办公[厅室])?(?=关于|印发|转发)"
)
# Names of a site or of its columns; they stand above titles.
_COLUMN = lazy(
    r"(?:网|网站|平台|门户|频道|栏目|公报|公开|动态|目录|文件|解读|法规|模式|浏览|专栏|要闻)$"
)
_PLAIN = lazy(
    rf"[\u4e00-\u9fff0-9A-Za-z〇○“”‘’《》〈〉（()）、—+·\-{BLANKS}-]{{2,40}}$"
)
# 加强和规范, “放管服”改革, 专项行动 end a title, and stand within one as often.
_WEAK = lazy(r"(?:规范|改革|行动|评估|机制|标准|体系|布局|[》”])$")


def begins_with_place(words: str) -> bool:
    """Tell whether words begin with the name of a place: 临江市综合交通运输."""
    return _PLACE.match(words) is not None and _NO_PLACE.match(words) is None


def begins_title(words: str) -> bool:
    """Tell whether words may open a title that ends in a later line."""
    return begins_with_place(words) or _VERB.match(words) is not None


def is_rest(words: str) -> bool:
    """Tell whether words are only the end of a title: 实施方案."""
    return _REST.match(words) is not None


def is_part(words: str) -> bool:
    """Tell whether a line may be a part of a title, whatever stands around it."""
    return _PLAIN.match(words) is not None and _COLUMN.search(words) is None


def may_go_on(words: str) -> bool:
    """Tell whether a title that ends so may go on in the next line."""
    return _WEAK.search(words) is not None


def is_joint(above: str, below: str) -> bool:
    """Tell whether a committee of the party opens a title that a government goes on."""
    return _PARTY.match(above) is not None and _GOVERNMENT.match(below) is not None
