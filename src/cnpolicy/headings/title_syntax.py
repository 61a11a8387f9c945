"""One heading line by itself: where its title would end, and its vote.

In: the Simplified view and a piece of it. Out: where its title ends (a run-in title
before 。, a colon or a gap), or that it has none. Whether an item is titled is a
habit of its series, not of the single line:
`（十一）对有困难的人员提供必要的帮助。各城市…` is all body like its siblings, while
`（一）加强组织领导。全面加强…` is a title like its own. So each line gives a *vote*,
and the votes of the series decide.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from functools import partial
from typing import NamedTuple

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.whitespace import BLANKS, SPACES

# A run-in title is at most this long; the longest known one has 36 characters.
LONGEST_RUN_IN = 40
# A heading alone on its line may be longer (two parallel clauses).
LONGEST_ALONE = 70

# What a converter left behind a heading: [/s2/], **. It is kept, but no title.
RESIDUE = lazy(r"(?:\[/?[A-Za-z0-9]{1,8}/?\]|\*{2,3}|</?[a-z]{1,6}/?>)+$")

# A wide space parts a title from its body (not 总 则: too little follows; and not the
# indent of a line that was joined).
_WIDE = lazy(rf"(?<![\r\n{BLANKS}])[{BLANKS}]{{2,}}+(?![\r\n])")
SHORTEST_BODY = 10

# A responsibility clause behind the title of a section.
_CLAUSE = lazy(
    r"[（(〔【\[](?:(?:牵头|责任|配合|主办|承办|协办)(?:单位|部门|领导)[：:][^（()）]{2,200}"
    r"|[^（()）。]{2,120}(?:牵头|负责|配合|落实|分别负责))[）)〕】\]]$"
)
# A title and the blank behind it. One narrow blank beside a figure sets that off
# (新增企业 20 家).
_PARTED = lazy(
    r"(?P<title>[\u4e00-\u9fff“《Ⅰ-Ⅻ][^\s，。；：,;:！？]{1,20}"
    r"(?:[，,][^\s，。；：,;:！？]{3,16})?)"
    r"(?:(?<![0-9%％])[ \xa0](?=[\u4e00-\u9fff“《（(]|[0-9]{1,4}[年月])"
    rf"|(?:\u3000|[{BLANKS}]{{2,4}})(?=[\u4e00-\u9fff“《（(0-9]))"
)
# A title with the blank behind it is no longer.
LONGEST_PARTED = 40
_CLOSES_SENTENCE = frozenset("。；;）)”")
SHORTEST_SENTENCE = 3
# The clauses of a title that are as long as one another.
_COMMAS = lazy("[，,]+")
SHORTEST_PARALLEL, LONGEST_PARALLEL = 3, 5
MOST_PARALLEL = 3

_STOPS = lazy(r"[。！？]")
LISTED = lazy(r"[；;](?:以及|及|和|并且?|或者?)$")
"""The item before the last one of a list ends so: 加强巡查；以及."""

# What a title does not hold: a condition, an obligation, a definition, a date, a
# figure with a unit. They open or fill the sentences of rules and of targets.
# 在供给保障上先行示范 is the lead of a measure; 在政务网上公开 says where.
_AT_WORK = r"在(?![^，。；]{2,10}(?<!基础)(?<![网线会路场身地墙])上[^，。；]{2,8}$)"
# The words of a sentence, but not those that only begin with its character: 经济运行
# 稳中有进, 市场主体, 应急管理, 如期打赢脱贫攻坚战.
_BODY_OPENING = lazy(
    f"[{SPACES}]*(?:对(?![外口标接])|为(?![民企农侨老])了?|由|{_AT_WORK}|按照?|根据|依照|凡"
    r"|因(?![地势])|经(?![济营贸])|从(?!严)|以|将|把|如(?!期)|若|未(?![来成])|违反|当(?!好)"
    r"|各级|(?:原则|基本)?同意"
    r"|各地|各市|各县|各区|各省|各有关|本|到?[0-9０-９]{4}年|自(?![主然贸])|应(?![急用对])"
    r"|可(?![持再])|不得|严禁|必须|市(?![场政容域])|省(?![际])|县(?!域)|区(?!域))"
)
# Whatever the length: 将第二条修改为…, 本通知自印发之日起执行。
_SENTENCE_OPENING = lazy(
    f"[{SPACES}]*(?:将|由|凡|不得|严禁|必须|请(?!示)|各[级地市县区省]|各有关"
    # 发展局会在明年展开咨询
    r"|[\u4e00-\u9fff]{1,8}[局署处司]会(?=[在于与把向继为以])"
    r"|(?:原则|基本)?同意|删[去除]第"
    # 政府会增建泳池; but 政府会议制度
    r"|(?:[特区市县省府]*政府|当局|我[们国市县省区]?|本[府局署人]|[香澳][港门]|市民)"
    r"(?:亦|也|还|仍)?(?:会(?![议计员场展商])|将(?!军|来)|已经?|一直|正在)"
    r"|本(?:办法|通知|方案|意见|规定|细则|预案|措施|决定|条例|计划|要点|规范|制度|须知))"
)
# 本办公室任务如下：
_OWN_LIST = lazy(r"本[\u4e00-\u9fff]{2,16}如下$")
# 接待范围包括但不限于以下几种情况：
_INCLUDES = lazy(
    r"包括.{0,6}以下|(?:以下|下述)[几各]?[种类项个]?(?:情况|情形|条件|材料)$"
)
_RULED = "[照据].{2,60}(?:执行|办理|处理|实施|施行)$"
# Each alternative begins with one character, so that the search goes fast.
_BODY_WORDS = lazy(
    r"应当|应[为在按具符于由对依]|的[，,]|之日起|为准$|修改为|不得|可以|必须|是指|下列|不超过|不低于|不少于"
    r"|要(?<![重主需必]要)(?![求素点闻害领件务旨目])|的(?<!目的)[；;]?$|；|;|：|:|是.{2,}的|，.*，.*，"
    # “首次”按照《…》的有关解释执行, 不适用本清单的规定
    rf"|按{_RULED}|依{_RULED}|不适用|适用于|的规定$|施行$"
    # 由 stands at the beginning of most such sentences.
    r"|负责.{0,14}解释$"
    # 所需经费由你省自行调剂解决
    r"|费用?.{0,6}由.{2,16}(?:解决|承担|负担)$"
)
# 工作应当坚持…的原则 and the like; few titles have its word.
_PRINCIPLE = lazy(r"[\u4e00-\u9fff]{4}坚持.{4,60}原则$")
_FIGURE = lazy(
    r"[0-9０-９][0-9０-９.．]*[ ]?"
    r"(?:%|％|万|亿|元|个|家|件|年|月|日|项|名|人|处|户|亩|公里|周?岁)"
)


# （一）检查范围：全县所有行业领域… has its title before the colon. Not what announces a
# list or a quotation, and no label of a clause.
_BEFORE_COLON = lazy(r"[^，,。；;：:！？]{2,20}(?=[：:])")
# 更新校舍，补强抗震能力：持续… may be one beside such.
_CLAUSES_BEFORE_COLON = lazy(
    r"[^，,。；;：:！？]{4,16}[，,][^，,。；;：:！？]{4,16}(?=[：:])"
)
_ANNOUNCES = lazy(
    r"(?:^各位.*|[下如]列?[述下]?|以下|包括|强调|指出|提出|要求|表示|[是为有即]|(?<![主承协合]办)(?:单位|部门)|时限|完成时间|电话|责任人|联系人)$"
)
# 动员部署阶段（7月1日至7月10日）: the dates in the bracket make no sentence.
_BRACKET = lazy(r"[（(][^（()）]{1,30}[）)]$")


class Vote(IntEnum):
    """What one numbered line says about the habit of its series."""

    BODY = -1
    """All of it is text."""

    UNSURE = 0
    """It could be either."""

    TITLE = 1
    """It opens with a title."""

    SURE = 2
    """It opens with a title, whatever its siblings do; it says nothing of them."""


# Access to a member of an Enum is slow before Python 3.12; this name is fast.
_TITLE = Vote.TITLE


class Words(NamedTuple):
    """Where the title of a line would stand."""

    vote: Vote
    """What the line says about its series."""

    start: int
    """Offset of the title's first character."""

    end: int
    """Offset behind the title's last character (its 。 not included)."""

    body: int
    """Offset of the text behind the title and its 。; the end of the line if none."""


new_words: Callable[[tuple[Vote, int, int, int]], Words] = partial(tuple.__new__, Words)
"""Make `Words` of its fields without calling a Python function; see `new_span`."""


def heading_words(simplified: str, start: int, end: int) -> Words:
    """Judge the words behind a marker: `simplified[start:end]`, space trimmed."""
    words = simplified[start : min(end, start + LONGEST_RUN_IN)]
    gap = colon = None
    if "  " in words or "\u3000" in words or "\xa0" in words:
        gap = _WIDE.search(simplified, start + 2, start + len(words))
    vote = _TITLE
    if "：" in words or ":" in words:
        colon = _BEFORE_COLON.match(simplified, start, end)
        if colon is None:
            colon, vote = (
                _CLAUSES_BEFORE_COLON.match(simplified, start, end),
                Vote.UNSURE,
            )
    if (
        gap is not None
        and (colon is None or gap.start() < colon.end())
        and end - gap.end() >= SHORTEST_BODY
        and not _STOPS.search(simplified, start, gap.start())
    ):
        return new_words((_TITLE, start, gap.start(), gap.end()))
    if colon is not None and colon.end() + 1 < end and _is_label(colon[0]):
        return new_words((vote, start, colon.end(), colon.end() + 1))
    stop = _STOPS.search(simplified, start, min(end, start + LONGEST_ALONE + 1))
    if stop is None:
        if end - start > LONGEST_ALONE:
            return new_words((Vote.BODY, start, start, start))
        return _alone(simplified, start, end)
    if stop.end() >= end:
        return _alone(simplified, start, end)
    words = simplified[start : stop.start()]
    if not 0 < len(words) <= LONGEST_RUN_IN or words.rfind("“") > words.rfind("”"):
        # 第三条修改为：“图书馆应当免费开放。”
        return new_words((Vote.BODY, start, start, start))
    if words.endswith(("）", ")")):
        words = _BRACKET.sub("", words)
    clauses = "，" in words or "," in words
    parallel = clauses and _is_parallel(words)
    # 以人为本，减少危害 is a motto.
    body = (
        _is_said(words)
        or (not parallel and _BODY_OPENING.match(words))
        or _SENTENCE_OPENING.match(words)
    )
    vote = Vote.UNSURE if body else _TITLE
    if clauses and not parallel:
        vote = Vote.UNSURE if len(words) <= 36 and not body else Vote.BODY
    elif clauses and body:
        vote = Vote.BODY
    return new_words((vote, start, stop.start(), stop.end()))


def _is_label(words: str) -> bool:
    """Tell whether the words before a colon may be a title."""
    words = _BRACKET.sub("", words)
    return not (
        _ANNOUNCES.search(words) or _is_said(words) or _BODY_OPENING.match(words)
    )


def is_clauses(simplified: str, found: Words) -> bool:
    """Tell whether what may be a title is clauses: 服务大局，提升能级。打造…

    Nothing in them says that they are a sentence of rules.
    """
    words = simplified[found.start : found.end]
    return (
        ("，" in words or "," in words)
        and simplified[found.body : found.body + 1] not in ("（", "(")
        and len(words) <= LONGEST_RUN_IN
        and not _is_said(words)
        and not any(map(_BODY_OPENING.match, _COMMAS.split(words)))
    )


def is_sentence_part(words: str) -> bool:
    """Tell whether words are a part of a sentence, and no title of an article."""
    return "，" in words or "," in words or words[:1] == "为" or _is_said(words)


def _is_parallel(words: str) -> bool:
    """Tell whether words are clauses as long as one another: 统一指挥，分级响应."""
    first, *others = _COMMAS.split(words)
    return (
        0 < len(others) <= MOST_PARALLEL
        and SHORTEST_PARALLEL <= len(first) <= LONGEST_PARALLEL
        and all(len(other) == len(first) for other in others)
    )


def parted_title(simplified: str, start: int, end: int) -> Words | None:
    """Return where a title ends that a blank parts from its sentence; None if none.

    1.1 目的 健全机制，减少损失。 One blank says little: whether it does is for the
    siblings to say. 总　则 and 指导 思想 have no sentence behind them.
    """
    words = simplified[start : start + LONGEST_PARTED]
    if simplified[end - 1] not in _CLOSES_SENTENCE or not (
        " " in words or "\u3000" in words or "\xa0" in words
    ):
        return None
    match = _PARTED.match(simplified, start, end)
    if match is None or end - match.end() < SHORTEST_SENTENCE:
        return None
    return new_words((Vote.SURE, start, match.end("title"), match.end()))


def _is_said(words: str) -> bool:
    """Tell whether words hold what no title does."""
    return (
        _BODY_WORDS.search(words) is not None
        or _FIGURE.search(words) is not None
        or ("坚持" in words and _PRINCIPLE.search(words) is not None)
    )


def _alone(simplified: str, start: int, end: int) -> Words:
    """Judge a line without text behind its first sentence."""
    words = simplified[start:end]
    if words and words[-1] in "]>*":
        words = RESIDUE.sub("", words)
    bare = words.rstrip(f"。：:{BLANKS}")
    if bare.endswith("】") and "【" not in bare:
        bare = bare[:-1]  # 【一、总则】
    if bare and bare[-1] in "）)〕】]":
        # 一、强化科技创新（区科技局牵头）: who does it is no part of the title.
        bare = _CLAUSE.sub("", bare).rstrip(f"。{BLANKS}")
    if not bare or words.rstrip("”’」』")[-1:] in "；;，,、" or LISTED.search(bare):
        return new_words((Vote.BODY, start, start, start))
    stop = start + len(bare)
    if words[-1] == "。" or words.endswith("。”"):
        bare = _BRACKET.sub("", bare)
        body = (
            _is_said(bare)
            or _SENTENCE_OPENING.match(bare)
            or (len(bare) > 24 and _BODY_OPENING.match(bare))
        )
        vote = Vote.BODY if body or len(bare) > LONGEST_RUN_IN else _TITLE
        if vote is _TITLE and ("，" in bare or "," in bare) and not _is_parallel(bare):
            vote = Vote.UNSURE
    elif words[-1] in "：:" and (
        _is_said(bare) or _OWN_LIST.match(bare) or _INCLUDES.search(bare)
    ):
        vote = Vote.BODY  # 台账应当符合下列要求：
    elif words[-1] in "：:" and ("，" in bare or "," in bare):
        vote = Vote.UNSURE  # …经过研究，建议从四个方面扶助：
    else:
        vote = _TITLE
    return new_words((vote, start, stop, end))
