"""Alignment: which text of one list is which of another.

In: two lists of wordings, in order. Out: pairs of their indices, each with how alike
the words are. Equal wordings are paired first; of the others, only those that share
rare runs of characters or a title are compared, so that time grows with the length of
the texts and not with its square. Needs rapidfuzz (extra `compare`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from cnpolicy.errors import CnpolicyError
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.vocabulary.title_words import WORK_VERBS

_RUN = 4
"""Characters in a run. Two Han words: rare enough to identify a text, short enough to
survive an edit."""

_COMMON = 16
"""A run that occurs in more wordings identifies none of them."""

_CANDIDATES = 6
"""With how many wordings one is compared: those with most runs in common."""

_LONG = 4000
"""Wordings longer than this are compared by their runs; the exact way is quadratic."""

_SHORT = 30
"""Shorter wordings are headings: a few common words make them look alike."""

_SHORT_SIMILARITY = 0.7
"""How alike they must be at least: 完善知识产权法律政策体系 and
完善知识产权公共服务体系, which share 0.67, are two things."""

_SAME_TITLE = 0.15
"""Added to the likeness of two wordings that have the same title."""


class Wording(NamedTuple):
    """What a text is known by."""

    path: tuple[str, ...]
    """The titles above it."""

    title: str
    """Its title."""

    words: str
    """All its words, the title among them."""


class Pair(NamedTuple):
    """Two wordings that are taken for the same."""

    left: int
    """Index in the first list."""

    right: int
    """Index in the second list."""

    similarity: float
    """How alike the words are, from 0 to 1."""


def align(
    left: Sequence[Wording], right: Sequence[Wording], least: float
) -> list[Pair]:
    """Pair the wordings of two lists, each used once, in the order of the first list.

    Equal words under equal titles come first, then equal words, then those alike by at
    least `least`, the most alike first; last, whatever their words, those with the same
    title, under the same titles or alone with it. Raises `CnpolicyError` without
    rapidfuzz.
    """
    _ratio()
    aligner = _Aligner(left, right)
    aligner.pair_equal(lambda wording: wording)
    aligner.pair_equal(lambda wording: wording.words)
    aligner.pair_alike(least)
    aligner.pair_titled()
    return sorted(aligner.pairs)


@cache
def _ratio() -> Callable[[str, str], float]:
    """Return the measure of likeness: shared characters in order, from 0 to 1."""
    try:
        from rapidfuzz.distance import Indel
    except ImportError as error:
        raise CnpolicyError(
            'comparing documents needs rapidfuzz: pip install "cnpolicy[compare]"'
        ) from error
    return Indel.normalized_similarity


class _Aligner:
    """An alignment while it is being made."""

    def __init__(self, left: Sequence[Wording], right: Sequence[Wording]) -> None:
        """Align two lists."""
        self._left = left
        self._right = right
        self._open_left = dict.fromkeys(range(len(left)))
        self._open_right = dict.fromkeys(range(len(right)))
        self.pairs: list[Pair] = []

    def pair_equal(self, key: Callable[[Wording], Hashable]) -> None:
        """Pair what has the same key, in order."""
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for index in reversed(self._open_right):
            waiting[key(self._right[index])].append(index)
        for index in list(self._open_left):
            same = waiting.get(key(self._left[index]))
            if same:
                self._pair(index, same.pop(), 1.0)

    def pair_alike(self, least: float) -> None:
        """Pair what is alike, the most alike first."""
        found: list[tuple[float, int, int, float]] = []
        for left, right in self._candidates():
            one, other = self._left[left], self._right[right]
            titled = bool(one.title) and one.title == other.title
            alike = likeness(one.words, other.words)
            short = min(len(one.words), len(other.words)) < _SHORT and not titled
            if alike >= max(least, _SHORT_SIMILARITY if short else 0.0):
                found.append((-alike - _SAME_TITLE * titled, left, right, alike))
        for _, left, right, alike in sorted(found):
            if left in self._open_left and right in self._open_right:
                self._pair(left, right, alike)

    def pair_titled(self) -> None:
        """Pair what has the same title: a measure that was written anew.

        First under the same titles, then what alone has its title, then what alone has
        it except for the verb before it (加强, 强化).
        """
        self._pair_named(lambda wording: (wording.path, wording.title), alone=False)
        self._pair_named(lambda wording: wording.title)
        self._pair_named(lambda wording: _VERBS.sub("", wording.title) or None)

    def _pair_named(
        self, key: Callable[[Wording], Hashable], *, alone: bool = True
    ) -> None:
        """Pair titled wordings of the same key, if wanted only where it is alone."""
        lefts = _by_key(self._left, self._open_left, key)
        rights = _by_key(self._right, self._open_right, key)
        for name, own in lefts.items():
            others = rights.get(name, [])
            if alone and not len(own) == len(others) == 1:
                continue  # 加强组织领导 of which plan?
            for left, right in zip(own, others, strict=False):
                alike = likeness(self._left[left].words, self._right[right].words)
                self._pair(left, right, alike)

    def _pair(self, left: int, right: int, similarity: float) -> None:
        """Note that two wordings are the same."""
        self.pairs.append(Pair(left, right, similarity))
        del self._open_left[left], self._open_right[right]

    def _candidates(self) -> Iterator[tuple[int, int]]:
        """Yield what is worth comparing."""
        by_run: dict[str, list[int]] = defaultdict(list)
        by_title: dict[str, list[int]] = defaultdict(list)
        for index in self._open_right:
            wording = self._right[index]
            by_title[wording.title].append(index)
            for run in _runs(wording.words):
                if len(by_run[run]) <= _COMMON:
                    by_run[run].append(index)
        rank: Counter[str] = Counter()
        for index in self._open_left:
            wording = self._left[index]
            shared: Counter[int] = Counter()
            for run in _runs(wording.words):
                others = by_run.get(run, ())
                if len(others) <= _COMMON:
                    shared.update(others)
            best = [other for other, _ in shared.most_common(_CANDIDATES)]
            if wording.title:
                same = by_title.get(wording.title, [])
                at = rank[wording.title]
                rank[wording.title] += 1
                best += same[max(0, at - 1) : at + 2]
            for other in dict.fromkeys(best):
                yield index, other


_VERBS = lazy(rf"\A(?:{'|'.join(WORK_VERBS)})+")


def _by_key(
    wordings: Sequence[Wording],
    indices: Iterable[int],
    key: Callable[[Wording], Hashable],
) -> dict[Hashable, list[int]]:
    """Return the indices of titled wordings by key."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for index in indices:
        if wordings[index].title:
            found[key(wordings[index])].append(index)
    return found


def _runs(words: str) -> dict[str, None]:
    """Return the distinct runs of characters in some words, in order."""
    return dict.fromkeys(
        words[at : at + _RUN] for at in range(max(1, len(words) - _RUN + 1))
    )


def likeness(one: str, other: str) -> float:
    """Tell how alike two texts are, from 0 to 1."""
    if max(len(one), len(other)) <= _LONG:
        return _ratio()(one, other)
    runs, others = _runs(one), _runs(other)
    shared = sum(run in others for run in runs)
    return 2 * shared / (len(runs) + len(others))
