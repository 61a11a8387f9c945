"""Hints: where in a text a responsibility clause may stand.

In: the Simplified view of a text, or a part of it. Out: the places of brackets behind
full stops, of verbs and of colons behind labels. A few searches for fixed words find
them all, so that text without any costs next to nothing.
"""

from functools import lru_cache

from cnpolicy.annotation.responsibilities.clauses.clause_patterns import (
    OPENERS,
    SPACE,
    patterns_of,
)
from cnpolicy.lexical.whitespace import SPACES
from cnpolicy.vocabulary.responsibility_words import ResponsibilityWords

# What ends the sentence before a clause, with the quote behind it, and how much space
# may follow.
_STOPS = "。！？；;"
_QUOTES = "”’」』"
_WIDEST = 12


Hints = tuple[list[int], list[int]]
"""Where clauses may be, in order, and which of these places are colons of labels."""


def hints_in(
    simplified: str, start: int, end: int, words: ResponsibilityWords
) -> Hints:
    """Return where clauses may be, and which of these places are colons of labels."""
    patterns = patterns_of(words)
    hints = []
    for opener in OPENERS:
        at = simplified.find(opener, start, end)
        while at >= 0:
            # Most brackets stand behind a word: this quick test rules them out.
            if (
                not "\u3400" <= simplified[at - 1] <= "\u9fff"
                and _is_behind_stop(simplified, at)
                and not patterns.numbered.match(simplified, at + 1, end)
            ):
                hints.append(at)
            at = simplified.find(opener, at + 1, end)
    for verb in words.hint_verbs:
        at = simplified.find(verb, start, end)
        while at >= 0:
            hints.append(at)
            at = simplified.find(verb, at + 1, end)
    labels = labels_in(simplified, start, end, words)
    return sorted(hints + labels), labels


def _is_behind_stop(simplified: str, at: int) -> bool:
    """Tell whether a sentence ends before `at`, with little space between."""
    left = at - 1
    limit = max(0, left - _WIDEST)
    while left > limit and simplified[left] in SPACE:
        left -= 1
    if left > 0 and simplified[left] in _QUOTES:
        left -= 1
    return left >= 0 and simplified[left] in _STOPS


def labels_in(
    simplified: str, start: int, end: int, words: ResponsibilityWords
) -> list[int]:
    """Return the places of colons that may stand behind labels."""
    tails = _label_tails(words)
    labels = []
    for sign in "：:】":
        at = simplified.find(sign, start, end)
        while at >= 0:
            if simplified[at - 2 : at] in tails or simplified[at - 1 : at] in _TAILS:
                labels.append(at)
            at = simplified.find(sign, at + 1, end)
    labels.sort()
    return labels


# What else may end a label: 责任单位（部门）：, 责任单位 ：.
_TAILS = f"）){SPACES}*"


@lru_cache(maxsize=8)
def _label_tails(words: ResponsibilityWords) -> frozenset[str]:
    """Return the last two characters of every label."""
    stems = [stem for stem, _ in words.label_stems]
    return frozenset(
        (stem + head)[-2:] for stem in stems for head in words.label_heads
    ) | frozenset(label[-2:] for label, _ in words.whole_labels)
