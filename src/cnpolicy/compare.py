"""Two documents side by side: what was kept, changed, moved, added, dropped.

In: two versions of a plan, or a national and a provincial one. Out: a `Comparison`.
Both are cut into portions (a section, a paragraph with a lead sentence) and aligned by
wording (`alignment`); a heading that was rewritten is recognised by what stands under
it. Needs rapidfuzz (extra `compare`).
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from cnpolicy.alignment import Pair, Wording, align, likeness
from cnpolicy.annotate.organizations import Names
from cnpolicy.annotate.targets import targets
from cnpolicy.comparison import (
    Change,
    ChangeKind,
    ComparedPortion,
    Comparison,
)
from cnpolicy.nodes import Document
from cnpolicy.portions import Portion, merged, pieces_of, portions, text_of
from cnpolicy.shelf import Shelf
from cnpolicy.territories import Territory, scope_of, territories


def compare(a: Document, b: Document, *, min_similarity: float = 0.5) -> Comparison:
    """Align two documents and tell what became of each portion of `a` in `b`.

    Words are compared in Simplified characters without space, number and clause, full
    and half width being the same: （四） that became （五） is kept. Portions less alike
    than `min_similarity` (0 to 1) are a dropped and an added one. Law: `compare(d, d)`
    is all kept. Time is near-linear: only portions that share rare words or a title are
    set against each other.

    Raises `CnpolicyError` without rapidfuzz (extra `compare`), and `ValueError` if
    `min_similarity` is not between 0 and 1.
    """
    if not 0 <= min_similarity <= 1:
        raise ValueError(f"min_similarity must be from 0 to 1, not {min_similarity}")
    old, new = _Side(a), _Side(b)
    pairs = align(old.wordings, new.wordings, min_similarity)
    partner = {left: right for left, right, _ in pairs}
    changes: dict[tuple[int, int, int], Change] = {}
    for left, right, similarity in pairs:
        moved = old.parent(left, partner) != new.parent(right)
        changes[right, 0, 0] = _change(
            old.portions[left],
            new.portions[right],
            similarity,
            moved=moved,
            same_words=old.wordings[left].words == new.wordings[right].words,
        )
    for right in set(range(len(new.portions))) - set(partner.values()):
        changes[right, 0, 0] = Change(ChangeKind.ADDED, None, new.portions[right], 0.0)
    behind = -1
    for left, portion in enumerate(old.portions):
        behind = partner.get(left, behind)
        if left not in partner:
            changes[behind, 1, left] = Change(ChangeKind.DROPPED, portion, None, 0.0)
    return Comparison(tuple(changes[place] for place in sorted(changes)))


class _Side:
    """One of the documents: its portions, and what they are compared by."""

    def __init__(self, document: Document) -> None:
        """Cut `document` into portions."""
        clauses = document.responsibilities
        cuts = [offset for clause in clauses for offset in scope_of(clause)]
        source, cut = portions(document, cuts)
        without = merged(clause.clause for clause in clauses)
        pieces = [list(pieces_of(source, portion.span)) for portion in cut]
        headings = {
            id(portion.place): index
            for index, portion in enumerate(cut)
            if portion.opens_section
        }
        self.headings = frozenset(headings.values())
        self.parents = [
            headings.get(id(portion.place.up if portion.opens_section else portion.place))
            for portion in cut
        ]
        names = Names.of(document)
        mentions = [tuple(names.mentions(clause)) for clause in clauses]
        found = Shelf(targets(document), lambda item: item.quantity)
        self.portions = [
            ComparedPortion(
                number=portion.number,
                path=portion.path,
                title=portion.title,
                text=text_of(source.text, own, without),
                organizations=tuple(m for owner in owners for m in mentions[owner]),
                deadlines=tuple(
                    words for owner in owners if (words := clauses[owner].deadline)
                ),
                targets=found.within([portion.span]),
                span=portion.span,
            )
            for portion, own, owners in zip(
                cut, pieces, _owners(cut, territories(clauses)), strict=True
            )
        ]
        self.wordings = [
            Wording(
                tuple(_plain(place.title) for place in portion.sections),
                _plain(_title(portion, source.view)),
                _plain(text_of(source.view, own, without, heading=True)),
            )
            for portion, own in zip(cut, pieces, strict=True)
        ]


def _owners(
    cut: Sequence[Portion], grounds: Sequence[Territory]
) -> Iterator[tuple[int, ...]]:
    """Yield for each portion the clauses that govern a part of it."""
    first = 0
    for portion in cut:
        while first < len(grounds) and grounds[first].end <= portion.start:
            first += 1
        index, owners = first, dict[int, None]()
        while index < len(grounds) and grounds[index].start < portion.end:
            owners[grounds[index].owner] = None
            index += 1
        yield tuple(owners)


def _title(portion: Portion, view: str) -> str:
    """Return the title of a portion in Simplified characters."""
    if portion.lead:
        at = view.find
        del at
        first = portion.passages[0]
        start = first.start + first.leaf.text.find(portion.lead)
        return view[start : start + len(portion.lead)]
    return portion.sections[-1].title if portion.sections else ""


def _plain(words: str) -> str:
    """Return words without space, full and half width and final stop being the same."""
    return "".join(unicodedata.normalize("NFKC", words).split()).rstrip("。.")


def _adopt(old: _Side, new: _Side, pairs: list[Pair]) -> list[Pair]:
    """Add the headings that were rewritten but stand above the same portions.

    A heading without partner is paired with the one that stands above most of what
    its own portions became, level by level upwards.
    """
    left_of = {pair.left: pair.right for pair in pairs}
    right_of = {pair.right: pair.left for pair in pairs}
    fresh = list(pairs)
    while fresh:
        votes: Counter[tuple[int, int]] = Counter()
        for left, right, _ in left_of_items(left_of):
            one, other = old.parents[left], new.parents[right]
            if (
                one is not None
                and other is not None
                and one not in left_of
                and other not in right_of
            ):
                votes[one, other] += 1
        fresh = []
        for (one, other), _ in votes.most_common():
            if one not in left_of and other not in right_of:
                alike = likeness(old.wordings[one].words, new.wordings[other].words)
                fresh.append(Pair(one, other, alike))
                left_of[one], right_of[other] = other, one
        pairs += fresh
    return pairs
