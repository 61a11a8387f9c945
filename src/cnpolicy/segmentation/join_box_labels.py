"""The heading of a box, broken over lines as the text of a page gives it.

In: segments cut at line ends. Out: the same text, with `专栏⏎1⏎产地仓建设工程` in one
segment. A label alone opens nothing: 专栏 is a word as well.
"""

from __future__ import annotations

from functools import cache

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.marker_syntax import LABEL_NUMBER
from cnpolicy.lexical.whitespace import BLANKS
from cnpolicy.segmentation.segment import BLANK, BOX, TEXT, Segment
from cnpolicy.vocabulary.profile import Profile

# The number behind a label, with the title if it is in the line.
_NUMBER = lazy(
    f"[（(]?{LABEL_NUMBER}[）)]?"
    rf"(?:[{BLANKS}:：—-]{{0,4}}[\u4e00-\u9fff“《][^。；]{{2,40}})?[:：]?"
)
_LABEL_AND_NUMBER = lazy(
    rf"【?[\u4e00-\u9fff]{{2,6}}\s{{0,20}}[（(]?{LABEL_NUMBER}[）)]?[:：]?】?"
)
LONGEST_NUMBERED = 60
# A label with its number and brackets.
LONGEST_LABEL = 30
# The title of a box is no sentence, no cell and no longer than this.
SHORTEST_TITLE = 4
LONGEST_TITLE = 30
_NO_TITLE_ENDS = frozenset("。；;：:，,、")


def join_box_labels(
    segments: list[Segment], simplified: str, profile: Profile
) -> list[Segment]:
    """Join the label, the number and the title of each box.

    Law: the result partitions the same text.
    """
    labels = frozenset(profile.box_labels)
    if not any(one in simplified for one in _shortest(profile.box_labels)) or not any(
        one.last - one.first <= LONGEST_LABEL
        and (one.kind is BOX or simplified[one.first : one.last] in labels)
        for one in segments
    ):
        return segments
    found: list[Segment] = []
    box: Segment | None = None
    label: Segment | None = None
    blank: Segment | None = None
    for segment in segments:
        if segment.kind is BLANK and (box or label):
            blank = segment
            continue
        first, last = segment.first, segment.last
        if (
            label is not None
            and last - first <= LONGEST_NUMBERED
            and _NUMBER.fullmatch(simplified, first, last)
        ):
            _join(label, segment)
            label.kind, label.marker = BOX, None
            box, label, blank = label, None, None
            continue
        if (
            box is not None
            and _LABEL_AND_NUMBER.fullmatch(simplified, box.first, box.last)
            and _is_title(segment, simplified)
        ):
            _join(box, segment)
            box = blank = None
            continue
        if blank is not None:
            found.append(blank)
        found.append(segment)
        blank = None
        box = segment if segment.kind is BOX else None
        alone = segment.kind is TEXT and last - first <= LONGEST_LABEL
        label = segment if alone and simplified[first:last] in labels else None
    if blank is not None:
        found.append(blank)
    return found


@cache
def _shortest(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Return the labels that hold no other: a text without these has none."""
    return tuple(
        label
        for label in labels
        if not any(other in label for other in labels if other != label)
    )


def _join(segment: Segment, behind: Segment) -> None:
    """Let a segment take in the one behind it."""
    segment.last, segment.end = behind.last, behind.end


def _is_title(segment: Segment, simplified: str) -> bool:
    """Tell whether a line may be the title of the box above it."""
    return (
        segment.kind is TEXT
        and segment.marker is None
        and SHORTEST_TITLE <= segment.last - segment.first <= LONGEST_TITLE
        and simplified[segment.last - 1] not in _NO_TITLE_ENDS
        and not simplified[segment.first].isdigit()
        and "\t" not in simplified[segment.first : segment.last]
    )
