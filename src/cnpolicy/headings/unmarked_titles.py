"""Headings that run into their body without any mark between.

In: the Simplified view, and the words behind a marker. Out: where the title probably
ends. When every line break of a text was lost, `（四）加强司法保护以侵犯商业秘密…` has
only its words to tell the title from the body: a title ends with the head of a noun
phrase (机制, 体系, 能力), a body opens with a verb or a date (推动, 以, 到2025年).
"""

from __future__ import annotations

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import ARABIC
from cnpolicy.vocabulary.title_words import (
    BODY_OPENINGS,
    TITLE_HEADS,
    TITLE_SUFFIXES,
    TITLES_ALONE,
)

_YEARS = "[0-9]{4}年(?:工作回顾|工作安排|重点工作|工作打算)"
_KNOWN = lazy(
    f"(?:{'|'.join(TITLES_ALONE)}|{_YEARS})"
    # 总体要求和目标 goes on; 工作机制更加完善。 is a sentence.
    "(?![和与及、，,：:。；;！？（(分方是较更]|进一步|不断|日益|显著|明显|持续|逐步|初步|稳步|大幅|全面|基本[形建实完])"
)
# What such a title begins with: a quick test.
_KNOWN_OPENERS = frozenset(title[0] for title in TITLES_ALONE) | frozenset(ARABIC)
_OPENING = lazy(BODY_OPENINGS)
_HEAD = lazy(rf"(?:{TITLE_HEADS})$")
_HEAD_END = lazy(rf"(?:{TITLE_HEADS}|[{TITLE_SUFFIXES}]|(?<![大着全努强])力)$")
_VERBS = lazy(
    r"(?:树立|贯彻|制定|坚持|发展|巩固|建立|研究)[和与、并](?:落实|实施|完善|推进|发展)\Z"
)
_STOP = lazy(r"[。；：:;]|——")
# 工作目标明确，措施有力。 opens with no title; 总体要求以…为指导 does.
_PLAIN_OPENING = lazy(
    r"以|为[了深贯全加进]|到20|在|高举|坚持|围绕|按照|根据|深入|全面|认真|牢固|本|依据|由"
)
# Behind 重点任务落实情况 no sentence follows.
_SENTENCE = lazy(r"[，,。]")
# 主要目标——经济发展…: the first item of a list without numbers.
LONGEST_BEFORE_DASH = 18
_BEFORE_DASH = lazy(r"[^，。；：—]{4,16}(?=——[\u4e00-\u9fff“])")
# 预警信息预警信息包括…: the body begins with the words of the title.
_TWICE = lazy(r"(?P<title>[\u4e00-\u9fff]{3,12})(?P=title)")

# 2021年起，…安排资金 is a sentence, and so is 在重点区域，坚持…
_NO_TITLE = lazy(
    r"到?[0-9０-９]{4}年|[在由把将从各]|对(?!外)|按照?|根据|通过|为[了进贯深]|要[^素求点]"
)
# 创新活力不断增强: a title may be a sentence about its noun.
_PREDICATE = lazy(
    r"(?:不断|持续|稳步|明显|显著|更加|进一步|日益|逐步|加快|全面|基本|依然|不够|较为)"
    r"[\u4e00-\u9fff]{2}"
)
_CLAUSE_ENDS = frozenset("，,、。；")
_WHEN = lazy(r"当前|目前|今年|明年|过去|今后|未来|近年|总体|首先|第[一二三]")
# 引导企业积极承担社会责任: behind such a verb an adverb stands within the title.
_CAUSES = lazy(r"引导|鼓励|支持|推动|促进|动员|督促|激励")
_MANNERS = lazy(r"积极|广泛|全面|深入|大力|主动|有序|加快|充分|依法|科学")

# Words that open a body, and stand within a title as often: 人才创新活力, 培育提升行动.
_WEAK = lazy(
    "创新|改革|协同|规范|统筹|培育|提升|改造|整合|实施|组织|优化|协调|发展|建设|保障"
    "|引导|培养|扩大|科学"
)
# A sign this near behind such a word shows that the title went on.
FARTHEST = 10

SHORTEST = 4
# Words of a title that its body says again are not shorter.
SHORTEST_WORDS = 3
SHORTEST_BODY = 8
LONGEST = 40


def known_title(simplified: str, start: int, end: int, *, tentative: bool) -> int:
    """Return where a very common title ends (总体要求以…), or 0.

    At the start of a line, stronger evidence is required, because fewer breaks were
    lost.
    """
    known = None
    if simplified[start : start + 1] in _KNOWN_OPENERS:
        known = _KNOWN.match(simplified, start, end)
    if known is None:
        dash = simplified.find("——", start, start + LONGEST_BEFORE_DASH)
        known = None if dash < 0 else _BEFORE_DASH.match(simplified, start, end)
    if known is None or not _SENTENCE.search(simplified, known.end(), end):
        return 0
    opens = _PLAIN_OPENING.match(simplified, known.end()) is not None
    if not tentative and not opens:
        return 0
    stop = simplified.find("。", known.end(), end)
    # 基本原则坚持依法保护。理顺…: the body may open with a lead sentence.
    led = tentative and opens and end - stop > SHORTEST_BODY
    short = 0 <= stop < known.end() + SHORTEST_BODY and not led
    return 0 if short else known.end()


def unmarked_title_end(simplified: str, start: int, end: int) -> int:
    """Return where a title that runs into its body ends, or 0 if nothing tells."""
    if _NO_TITLE.match(simplified, start):
        return 0
    twice = _TWICE.match(simplified, start, end)
    if twice is not None:
        return twice.end("title")
    limit = min(end, start + LONGEST)
    stop = _STOP.search(simplified, start, limit)
    if stop is not None:
        if stop[0] == "——":
            return stop.start()
        # 改革发展活力不断增强。 is a title as it stands: too little would be the body.
        limit = stop.start() - SHORTEST_BODY
    if not _OPENING.match(simplified, start):
        for match in _PREDICATE.finditer(simplified, start + SHORTEST, limit):
            if _ends_title(simplified, start, match.start()):
                return match.end()
    again = _again(simplified, start, limit)
    causes = _CAUSES.match(simplified, start) is not None
    weak = 0
    for match in _OPENING.finditer(simplified, start + SHORTEST, again or limit):
        place = match.start()
        if weak and (place > weak + FARTHEST or _commas(simplified, weak, place)):
            break
        if _commas(simplified, start, place) > 1:
            break
        behind_verb = simplified[match.end() : match.end() + 1]
        if behind_verb in _CLAUSE_ENDS and not _WHEN.fullmatch(match[0]):
            # 强化责任落实，推动…: a verb without object closes its clause.
            continue
        if _ends_title(simplified, start, place):
            after = place + 2
            # 工作机制创新加强…: a word that opens and ends titles ends this one.
            behind = _OPENING.match(simplified, after, end)
            if behind is not None and _HEAD.search(simplified, place, after):
                place, match = after, behind
            manner = causes and _MANNERS.fullmatch(match[0])
            if not manner and not _WEAK.fullmatch(match[0]):
                return place
            weak = weak or place
    return weak or again


def _again(simplified: str, start: int, limit: int) -> int:
    """Return where a body begins with words of its title, behind its head; or 0.

    索引号的编制说明索引号由四个部分组成，…
    """
    for place in range(start + SHORTEST, limit):
        words = simplified[place : place + SHORTEST_WORDS]
        if simplified.find(words, start, place) >= 0 and words.isalpha():
            return place if _ends_title(simplified, start, place) else 0
    return 0


def _ends_title(simplified: str, start: int, place: int) -> bool:
    """Tell whether the words before `place` end with the head of a noun phrase.

    树立和落实 has its object behind it.
    """
    if _VERBS.search(simplified, max(start, place - 5), place):
        return False
    return _HEAD_END.search(simplified[max(start, place - 6) : place]) is not None


def _commas(simplified: str, start: int, end: int) -> int:
    """Count the commas of a piece of the text, wide and narrow."""
    return simplified.count("，", start, end) + simplified.count(",", start, end)
