"""Titles of headings: the siblings of each decide together where they end.

In: segments with their ranks, and the Simplified view. Out: for each heading where its
title ends. Siblings are titled alike: what one line by itself would say is told
by `title_syntax`, and the votes of a series are counted here.
"""

from __future__ import annotations

from collections import Counter

from cnpolicy.front_matter.table_of_contents import (
    LONGEST_ENTRY,
    Contents,
    title_in_contents,
)
from cnpolicy.headings.bare_items import Group, bare_items, ends_list
from cnpolicy.headings.title_syntax import (
    SHORTEST_BODY,
    Vote,
    Words,
    heading_words,
    is_clauses,
    is_sentence_part,
    new_words,
    parted_title,
)
from cnpolicy.headings.unmarked_titles import known_title, unmarked_title_end
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.whitespace import BLANKS, skip_gap
from cnpolicy.model.markers import MarkerStyle
from cnpolicy.numbering.levels import MAX_RANK
from cnpolicy.segmentation.segment import BLANK, BOX, TEXT, Segment

# 第七条【信息公示】…, 第一條(目的依據)…: the bracket is the article's title.
_BRACKETED_TITLE = lazy(f"[{BLANKS}]*[【（(](?P<title>[^】）)。；]{{2,24}})[】）)]")

_ARTICLE = MarkerStyle.ARTICLE
_SENTENCE_ENDS = "。；;：:，,"

# 应当符合下列条件：, not 重点抓好下列工作：
_ANNOUNCED = lazy(
    r"(?:下列(?!工作|任务|措施|重点)[^。：:]{0,16}|之一|本[\u4e00-\u9fff]{2,16}如下)[：:]"
)

# 下列事项应以条例定之： ends a paragraph; 现将下列事项通知如下： opens a notice.
_ANNOUNCED_ABOVE = lazy(r"(?:下列(?!工作|任务|措施|重点)[^。：:下]{0,16}|之一)[：:]$")

# The share of the headings inside lines that must run into their bodies.
GLUED_SHARE = 0.3
# The same share of those at the start of a line, where only the break behind the title
# was lost.
GLUED_LINES = 0.6

# At least this many headings of a rank must have a blank behind their titles, and at
# least this share of those with a sentence.
FEWEST_PARTED = 2
PARTED_SHARE = 0.6

# If at least this many siblings open with clauses, and none otherwise, that is their
# habit.
FEWEST_CLAUSES = 2


# The items of an article may be steps with a title each: （一）注册。企业登录…
LONGEST_STEP = 10

# 牵头单位：… below an item, and how many lines of them.
_LABEL = lazy(
    r"(?:牵头|责任|配合|参与|落实|主办|承办|协办|完成)(?:单位|部门|领导|时限|时间)[：:]"
)
MOST_LABELS = 8

# The title of an article stands alone on its line (第一条  目的依据).
LONGEST_ARTICLE_TITLE = 30


def heading_titles(
    segments: list[Segment], simplified: str, contents: Contents
) -> dict[int, Words | None]:
    """Return where the title of each heading stands; None for one that is all body."""
    words = _all_words(segments, simplified)
    if contents:
        _use_contents(words, segments, simplified, contents)
    if all(found.vote > 0 for found in words.values()):
        return dict(words)
    groups = _siblings(segments)
    votes: dict[Group, int] = {}
    sure = Vote.SURE
    open_groups: dict[Group, int] = {}
    for index, found in words.items():
        if found.vote is not sure:
            clauses = (
                found.vote is Vote.UNSURE
                and (
                    found.body + SHORTEST_BODY <= segments[index].last
                    or _heads_text(segments, index, simplified)
                )
                and is_clauses(simplified, found)
            )
            for group in groups[index]:
                votes[group] = votes.get(group, 0) + found.vote
            siblings = groups[index][0]
            size = open_groups.get(siblings, 0)
            open_groups[siblings] = size + 1 if clauses and size >= 0 else -1
    listed = bare_items(words, groups, segments, simplified)
    titles: dict[int, Words | None] = {}
    for index, found in words.items():
        if index in listed:
            titles[index] = None
            continue
        siblings, cousins = groups[index]
        vote = found.vote
        habit = votes.get(siblings) or votes.get(cousins) or 0
        segment = segments[index]
        if vote is Vote.UNSURE and found.body >= segment.last:
            # For a sentence alone, headings below other parents do not decide.
            habit = votes.get(siblings, 0)
        many = open_groups.get(siblings, 0)
        if many >= FEWEST_CLAUSES or (
            many > 0 and not habit and _heads_items(segments, index)
        ):
            habit = max(habit, 1)
        # A sentence with nothing beneath is no title if its siblings are body.
        sentence = (
            0 < vote < sure
            and habit < 0
            and found.body >= segment.last
            and simplified[segment.last - 1] == "。"
            and _is_bare(segments, index, simplified)
        )
        # Either all articles have a title or none: a single one was cut off its line.
        alone = vote is sure or (
            vote > 0
            and found.body >= segment.last
            and (not _is_article(segment) or _heads_items(segments, index))
        )
        titled = (
            vote >= 0
            and not sentence
            and (habit > 0 or alone or (vote > 0 and habit == 0))
        )
        titles[index] = found if titled else None
    return titles


def _use_contents(
    words: dict[int, Words],
    segments: list[Segment],
    simplified: str,
    contents: Contents,
) -> None:
    """End titles where the table of contents says."""
    for index in words:
        segment = segments[index]
        marker = segment.marker
        if marker is None:
            continue
        start = words_start(segment, simplified)
        behind = simplified[start : min(segment.last, start + 2 * LONGEST_ENTRY)]
        number = "".join(marker.span.of(simplified).split())
        length = title_in_contents(contents, number, "".join(behind.split()))
        if length:
            end = start
            while length:
                length -= not simplified[end].isspace()
                end += 1
            if simplified[end : segment.last].strip("。：: "):
                words[index] = new_words((Vote.TITLE, start, end, end))


def _siblings(segments: list[Segment]) -> dict[int, tuple[Group, Group]]:
    """Return the siblings of each heading, and all of its rank in the same part."""
    groups: dict[int, tuple[Group, Group]] = {}
    part = box = 0
    parents = [0] * (MAX_RANK + 2)
    inside = [0] * (MAX_RANK + 2)
    for index, segment in enumerate(segments):
        if segment.part is not None:
            part, parents = index, [index] * len(parents)
        if segment.kind is BOX:
            box, inside = index, [index] * len(inside)
        rank = segment.rank
        if rank:
            above = inside if segment.boxed else parents
            origin = box if segment.boxed else part
            groups[index] = (origin, above[rank - 1], rank), (origin, -1, rank)
            above[rank:] = [index] * (len(above) - rank)
    return groups


def _all_words(segments: list[Segment], simplified: str) -> dict[int, Words]:
    """Judge the words of every heading, and what all of them together say."""
    words: dict[int, Words] = {}
    ends: dict[int, int] = {}
    article = MAX_RANK + 1
    title = Vote.TITLE
    before: Segment | None = None
    text: Segment | None = None
    listed = 0  # the rank of the items that a sentence announces
    for index, segment in enumerate(segments):
        if not segment.rank or segment.marker is None:
            text = text if segment.kind is BLANK else segment
            continue
        listed = _listed_rank(before, text, segment, listed, simplified)
        text = None
        start = words_start(segment, simplified)
        found = _words(segment, simplified, start)
        is_article = segment.marker.style is _ARTICLE
        if segment.rank <= article:
            article = segment.rank if is_article else MAX_RANK + 1
        if (
            segment.rank > article
            and simplified[segment.last - 1] in _SENTENCE_ENDS
            and not _is_step(found, segment)
        ):
            # The items of an article are sentences of it.
            found = found._replace(vote=Vote.BODY)
        elif (
            segment.rank == listed and _is_sentence(found, segment, simplified)
        ) or ends_list(before, segment, simplified):
            # （二）…；⏎（三）其他工作。
            found = found._replace(vote=Vote.BODY)
        elif segment.cut_by_page and found.body >= segment.last:
            # The rest of the sentence stands on the next page.
            found = found._replace(vote=Vote.UNSURE)
        if not is_article and segment.rank <= article:
            known = known_title(
                simplified, start, segment.last, tentative=segment.tentative
            )
            if known:
                found = new_words((Vote.SURE, start, known, known))
            elif (
                found.body < segment.last
                or simplified[segment.last - 1] in _SENTENCE_ENDS
            ):
                titled = not segment.tentative and found.vote is title
                end = (
                    0 if titled else unmarked_title_end(simplified, start, segment.last)
                )
                ends[index] = end
        words[index] = found
        before = segment
    for index in _part_titles(words, segments, simplified):
        ends.pop(index, None)
    # Where most titles of a rank run into their bodies, the words tell where they end.
    told: Counter[int] = Counter()
    every: Counter[int] = Counter()
    inside = {segments[index].rank for index in ends if segments[index].tentative}
    for index, end in ends.items():
        rank = segments[index].rank
        every[rank] += 1
        told[rank] += end > 0
    for index, end in ends.items():
        rank = segments[index].rank
        share = GLUED_SHARE if rank in inside else GLUED_LINES
        if end and told[rank] >= share * every[rank]:
            words[index] = new_words((Vote.SURE, words[index].start, end, end))
    return words


def _part_titles(
    words: dict[int, Words], segments: list[Segment], simplified: str
) -> list[int]:
    """Let the blanks behind titles end them where most of a rank have one.

    Returns which headings have such a title.
    """
    parted: dict[int, Words] = {}
    every: Counter[int] = Counter()
    for index, found in words.items():
        segment = segments[index]
        if simplified[segment.last - 1] not in _SENTENCE_ENDS or _is_article(segment):
            continue
        every[segment.rank] += 1
        if found.vote is not Vote.SURE:
            one = parted_title(simplified, found.start, segment.last)
            if one is not None:
                parted[index] = one
    told = Counter(segments[index].rank for index in parted)
    # A rank with one sentence alone follows the others.
    common = told.total() >= max(FEWEST_PARTED, PARTED_SHARE * every.total())
    found_in = [
        index
        for index in parted
        if told[segments[index].rank]
        >= max(
            1 if common else FEWEST_PARTED, PARTED_SHARE * every[segments[index].rank]
        )
    ]
    words.update((index, parted[index]) for index in found_in)
    return found_in


def _is_article(segment: Segment) -> bool:
    """Tell whether a heading is an article."""
    return segment.marker is not None and segment.marker.style is _ARTICLE


def _heads_items(segments: list[Segment], index: int) -> bool:
    """Tell whether an item stands right below a heading: 第三条 收费标准⏎（一）…"""
    behind = segments[index + 1 : index + 4]
    below = next((one for one in behind if one.kind is not BLANK), None)
    return below is not None and below.rank > segments[index].rank


def _heads_text(segments: list[Segment], index: int, simplified: str) -> bool:
    """Tell whether a sentence alone has a paragraph or an item below it.

    （一）改善水质，恢复生态。⏎全年关闭排污口12个。
    """
    behind = segments[index + 1 : index + 4]
    below = next((one for one in behind if one.kind is not BLANK), None)
    return below is not None and (
        below.rank > segments[index].rank
        or (
            below.kind is TEXT
            and not below.rank
            and not _LABEL.match(simplified, below.first, below.last)
        )
    )


def _is_bare(segments: list[Segment], index: int, simplified: str) -> bool:
    """Tell whether only a responsibility clause stands below a heading."""
    for after in segments[index + 1 : index + 1 + MOST_LABELS]:
        if after.kind is not BLANK and not _LABEL.match(
            simplified, after.first, after.last
        ):
            return 0 < after.rank <= segments[index].rank
    return True


def _is_step(found: Words, segment: Segment) -> bool:
    """Tell whether an item opens with a title as short as that of a step: 申请。…"""
    opening = 0 if segment.marker is None else segment.marker.span.end
    return (
        found.vote is Vote.TITLE
        and found.body < segment.last
        and found.end - opening <= LONGEST_STEP
    )


def _announces(segment: Segment, simplified: str) -> bool:
    """Tell whether a heading is a sentence that announces a list: 指下列机构："""
    return simplified[segment.last - 1] in "：:" and bool(
        _ANNOUNCED.search(simplified, max(segment.first, segment.last - 40))
    )


def _listed_rank(
    before: Segment | None,
    text: Segment | None,
    segment: Segment,
    listed: int,
    simplified: str,
) -> int:
    """Return the rank of the items that a sentence above a heading announces, or 0.

    `before` is the heading before it, and `listed` what was returned for that; `text`
    is the paragraph right above it, None if there is none.
    """
    if segment.marker is not None and segment.marker.ordinal == 1 and text is not None:
        words = simplified[max(text.first, text.last - 40) : text.last]
        if _ANNOUNCED_ABOVE.search(words):
            return segment.rank
        listed = 0
    if before is not None and segment.rank > before.rank:
        return segment.rank if _announces(before, simplified) else 0
    return 0 if segment.rank < listed else listed


def _is_sentence(found: Words, segment: Segment, simplified: str) -> bool:
    """Tell whether the words of a heading are one sentence, and nothing behind it."""
    return found.body >= segment.last and simplified[segment.last - 1] in "。；;"


def words_start(segment: Segment, simplified: str) -> int:
    """Return where the words behind the marker of a heading begin."""
    marker = segment.marker
    after = segment.first if marker is None else marker.span.end
    if after + 1 < segment.last and simplified[after] == "、" and marker is not None:
        # （一）、宣传发动
        after += marker.style is MarkerStyle.PAREN
    elif after + 1 < segment.last and simplified[after] in "：:":
        # 第一篇：发展环境
        after += 1
    return skip_gap(simplified, after, segment.last)


def _words(segment: Segment, simplified: str, start: int) -> Words:
    """Judge the words behind the marker of one heading, which begin at `start`."""
    marker = segment.marker
    assert marker is not None
    if marker.style is _ARTICLE:
        bracket = _BRACKETED_TITLE.match(simplified, start, segment.last)
        if bracket:
            return new_words((Vote.TITLE, *bracket.span("title"), bracket.end()))
        if (
            simplified.find("。", start, segment.last) >= 0
            or segment.last - start > LONGEST_ARTICLE_TITLE
            or simplified[segment.last - 1] in _SENTENCE_ENDS
            # 第一条 为了加强管理，规范⏎…: the end of the sentence was torn off.
            or is_sentence_part(simplified[start : segment.last])
        ):
            return new_words((Vote.BODY, start, start, start))
    return heading_words(simplified, start, segment.last)
