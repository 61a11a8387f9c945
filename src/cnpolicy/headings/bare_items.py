"""Items of lists that have no title: one sentence each, or parted by semicolons.

In: what each heading line by itself would say, and which are siblings. Out: the items
of such lists.
"""

from __future__ import annotations

from collections import Counter

from cnpolicy.headings.title_syntax import LISTED, Words
from cnpolicy.segmentation.segment import (
    ATTACHMENT_LINE,
    BLANK,
    ISSUE_DATE,
    SIGNATURE,
    Segment,
)

# ；以及
WIDEST_JOINT = 3
# What stands behind the last words of a text.
_BEHIND_TEXT = frozenset({ATTACHMENT_LINE, SIGNATURE, ISSUE_DATE})
# Of items that are bare sentences, one is longer than a title: 加强领导，落实责任。
LONGEST_BARE_TITLE = 14

# Headings that have a habit together: the indexes of the segment that opens their part
# or box and of the heading above them (-1 for all of the part), and their rank.
Group = tuple[int, int, int]


def bare_items(
    words: dict[int, Words],
    groups: dict[int, tuple[Group, Group]],
    segments: list[Segment],
    simplified: str,
) -> set[int]:
    """Return the items that are one sentence each, with nothing beneath.

    （1）加强值守，密切跟踪灾情。（2）通知物资储备库做好准备。: no more of their series
    have a title, and one of them is longer than a mere title.
    """
    bare: dict[Group, list[int]] = {}
    titled: Counter[Group] = Counter()
    every: Counter[Group] = Counter()
    for index, found in words.items():
        group = groups[index][0]
        every[group] += 1
        segment = segments[index]
        if (
            found.vote >= 0
            and found.body >= segment.last
            and simplified[segment.last - 1] == "。"
            and _stands_bare(segments, index)
        ):
            bare.setdefault(group, []).append(index)
        else:
            titled[group] += found.vote > 0
    return {
        index
        for group, indexes in bare.items()
        if len(indexes) > titled[group]
        and every[group] > 1
        and any(
            segments[one].last - words[one].start > LONGEST_BARE_TITLE
            for one in indexes
        )
        for index in indexes
    }


def _stands_bare(segments: list[Segment], index: int) -> bool:
    """Tell whether no words stand between a heading and the next one, or the end."""
    behind = segments[index + 1 : index + 4]
    below = next((one for one in behind if one.kind is not BLANK), None)
    return (
        below is None
        or below.kind in _BEHIND_TEXT
        or 0 < below.rank <= segments[index].rank
    )


def ends_list(before: Segment | None, segment: Segment, simplified: str) -> bool:
    """Tell whether a heading is the last item of a list parted by semicolons."""
    return (
        before is not None
        and before.rank == segment.rank
        and (
            simplified[before.last - 1] in "；;"
            or LISTED.search(simplified, before.last - WIDEST_JOINT, before.last)
            is not None
        )
        and simplified.find("。", segment.first, segment.last - 1) < 0
    )
