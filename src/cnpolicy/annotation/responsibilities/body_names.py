"""Tells which words name a body, by how they end and begin.

In: the Simplified view of a text and the place of some words. Out: yes or no. No
lexicon of bodies could be complete (人行南昌中心支行, 17个市级帮扶集团牵头单位); their
last character is nearly enough, and tables of endings do the rest.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from cnpolicy.annotation.responsibilities.clauses.clause_patterns import (
    CLOSERS,
    OPENERS,
    SPACE,
    patterns_of,
)
from cnpolicy.model.responsibilities import Role
from cnpolicy.vocabulary.responsibility_words import ResponsibilityWords

# Longer than any known name (38 characters); prose is longer.
LONGEST_NAME = 48

# Longer than any list of units that share a head: 各地级以上市、县（市、区）.
_LONGEST_STUB = 24

# 总牵头 and 牵头责任 are the longest beginnings of labels.
_LONGEST_STEM = 4

# Longer than any role in brackets: （牵头单位）.
_LONGEST_STAR = 10


class BodyNames:
    """Recognises bodies by one table of words."""

    def __init__(self, words: ResponsibilityWords) -> None:
        """Sort the tables."""
        self.words = words
        self.patterns = patterns_of(words)
        self.stems = tuple(stem for stem, _ in words.label_stems)
        self.ends = words.body_ends
        self.endings = words.body_endings + words.place_endings
        self.fixed = tuple(_halves(words))
        self.stub_ends = frozenset(
            word[-1]
            for word in (*words.units, *words.bare_partners, *CLOSERS, "级", "署")
        )
        """Last characters of words that may share a head with what follows 、."""
        self.plain_ends = frozenset(self.ends) - self.stub_ends - set(CLOSERS)
        """Last characters that tell a name, and nothing else, before 、."""

    def is_body(self, simplified: str, start: int, end: int) -> bool:
        """Tell whether `simplified[start:end]` begins or ends as the name of a body."""
        if end - start < 2:
            return False
        if simplified[end - 1] in self.ends:
            return True
        if simplified[end - 1] in CLOSERS:
            # 市交通委（市道运局）, 各县（市、区）: the words before the bracket count
            # as well.
            left = max(start, end - LONGEST_NAME)
            inner = max(simplified.rfind(opener, left, end) for opener in OPENERS)
            if inner - start > 1 and (
                simplified[inner - 1] in self.ends
                or simplified.endswith(self.endings, start, inner)
            ):
                return True
        return simplified.endswith(self.endings, start, end) or simplified.startswith(
            self.words.body_starts, start, end
        )

    def is_organ(self, simplified: str, start: int, end: int) -> bool:
        """Tell whether the name of a body is that of an organ, not of a mere place."""
        return simplified[end - 1] in self.ends or simplified.endswith(
            self.words.body_endings, start, end
        )

    def is_label(self, simplified: str, start: int, end: int) -> bool:
        """Tell whether words are those of a label without its colon: 责任单位."""
        words = self.words
        return simplified.startswith(self.stems, start, end) and any(
            simplified.endswith(head, start, end)
            and end - start <= len(head) + _LONGEST_STEM
            for head in words.label_heads
        )

    def is_remark(self, simplified: str, start: int, end: int) -> bool:
        """Tell whether words that end as a body does begin a remark: 含开发区管委会."""
        return simplified.startswith(self.words.note_starts, start, end)

    def star(
        self, simplified: str, start: int, end: int
    ) -> tuple[int, Literal[Role.LEAD, Role.SUPPORT] | None]:
        """Return where a name ends, and the role in brackets behind it: （牵头）."""
        match = self.patterns.starred.search(
            simplified, max(start, end - _LONGEST_STAR), end
        )
        if match is not None:
            return match.start(), Role.LEAD if match["lead"] else Role.SUPPORT
        # 各县人民政府（列第一位的为牵头单位，下同）
        left = max(start, end - LONGEST_NAME)
        inner = max(simplified.rfind(opener, left, end) for opener in OPENERS)
        words = self.words
        if (
            inner > start
            and simplified.startswith(words.rule_starts, inner + 1, end)
            and any(simplified.find(verb, inner, end) > 0 for verb in words.rule_leads)
        ):
            return inner, None
        return end, None

    def joins(self, simplified: str, start: int, at: int, to: int, end: int) -> bool:
        """Tell whether the conjunction at `at:to` joins two bodies.

        科技部和工业和信息化部: both sides of the first 和 end as bodies do; the left
        side of the second does not.
        """
        return (
            start < at
            and to < end
            and simplified[to] != "其"  # 各区政府及其有关部门
            and self.is_body(simplified, start, at)
            and self.is_body(simplified, to, end)
            and not self.patterns.bare.match(simplified, to, end)
            and not any(
                simplified.startswith(name, at - half) for name, half in self.fixed
            )
        )

    def shares_head(
        self, simplified: str, start: int, at: int, to: int, end: int, first: bool
    ) -> bool:
        """Tell whether 、 at `at:to` stands inside a name: 各市、州、县人民政府.

        `start` is where the name begins, or, unless `first`, where the last of its
        units does.
        """
        while first and start < at and simplified[start] in SPACE + "由":
            start += 1  # 由各市、县人民政府负责
        if simplified.endswith(
            self.words.bare_partners, start, at
        ) and self.patterns.bare.match(simplified, to, end):
            return True  # 党委、政府, 有关部门、单位
        if at - start > _LONGEST_STUB:
            return False
        if not self.patterns.stub.fullmatch(simplified, start, at):
            return False
        # 省、市发展改革委: a bare 省 is no body.
        if at - start == 1 and simplified[to : to + 1] in self.words.units:
            return True
        match = self.patterns.shared.match(simplified, to, end)
        if match is None:
            return False
        # 各区、市有关部门: the second is a body of its own, unlike in 各市、县有关部门.
        upper = simplified[to] in "省市州" and simplified[start] == "各"
        return not (upper and simplified.endswith(("部门", "单位"), to, match.end()))


def _halves(words: ResponsibilityWords) -> Iterator[tuple[str, int]]:
    """Yield each fixed name with the place of its conjunction."""
    for name in words.inseparable:
        yield name, min(name.find(word) for word in words.conjunctions if word in name)


@lru_cache(maxsize=8)
def names_of(words: ResponsibilityWords) -> BodyNames:
    """Return the names of a table of words; kept for the life of the process."""
    return BodyNames(words)
