"""Two documents side by side: what was kept, changed, moved, added, dropped.

In: two versions of a plan, or a national and a provincial one. Out: a `Comparison`.
Both are cut into provisions (a section, a paragraph with a lead sentence) and aligned
by wording (`alignment`); a heading that was rewritten is recognised by what stands
under it. Needs rapidfuzz (extra `compare`).
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from cnpolicy.analysis.alignment import Pair, Wording, align, likeness
from cnpolicy.analysis.clause_coverage import CoveredSpan, clause_coverage, scope_of
from cnpolicy.analysis.provisions import (
    Provision,
    merged,
    parts_of,
    provisions,
    text_of,
)
from cnpolicy.analysis.span_index import SpanIndex
from cnpolicy.annotation.deadlines.deadlines import deadlines
from cnpolicy.annotation.organizations.organizations import Names
from cnpolicy.annotation.targets.targets import targets
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.arguments import expect
from cnpolicy.model.nodes import Document
from cnpolicy.model.responsibilities import Role
from cnpolicy.model.results.comparison import (
    Change,
    ChangeKind,
    ComparedProvision,
    Comparison,
    RoleChange,
    TargetChange,
)
from cnpolicy.model.results.deadlines import Deadline
from cnpolicy.model.results.organizations import OrganizationMention
from cnpolicy.model.results.targets import Target


def compare(a: Document, b: Document, *, min_similarity: float = 0.5) -> Comparison:
    """Align two documents and tell what became of each provision of `a` in `b`.

    Words are compared in Simplified characters without space, number and clause,
    full and half width being the same: （四） that became （五） is kept. Provisions
    less alike than `min_similarity` (0 to 1) are a dropped and an added one, unless
    they have the same title; and a heading above the same provisions is the same
    heading. Law: `compare(d, d)` is all
    kept. Time is near-linear: only provisions that share rare words or a title are set
    against each other.

    Raises `CnpolicyError` without rapidfuzz (extra `compare`), and `ValueError` if
    `min_similarity` is not between 0 and 1.
    """
    for document in (a, b):
        expect(document, Document, "compare")
    if not 0 <= min_similarity <= 1:
        raise ValueError(f"min_similarity must be from 0 to 1, not {min_similarity}")
    old, new = _Side(a), _Side(b)
    pairs = _adopt(old, new, align(old.wordings, new.wordings, min_similarity))
    partner = {pair.left: pair.right for pair in pairs}
    changes: dict[tuple[int, int, int], Change] = {}
    for pair in pairs:
        changes[pair.right, 0, 0] = _change(old, new, pair, partner)
    for right in set(range(len(new.provisions))) - set(partner.values()):
        changes[right, 0, 0] = Change(
            ChangeKind.ADDED, None, new.provisions[right], 0.0
        )
    behind = -1
    for left, provision in enumerate(old.provisions):
        behind = partner.get(left, behind)
        if left not in partner:
            changes[behind, 1, left] = Change(ChangeKind.DROPPED, provision, None, 0.0)
    return Comparison(tuple(changes[place] for place in sorted(changes)))


def _when(said: Iterable[str | None], due: Iterable[Deadline]) -> tuple[str, ...]:
    """By when: the words of clauses, then those of the text, each once."""
    words = [*said, *(deadline.words for deadline in due)]
    return tuple(dict.fromkeys(one for one in words if one))


def _change(old: _Side, new: _Side, pair: Pair, partner: dict[int, int]) -> Change:
    """Tell what became of one provision in another."""
    before, after = old.provisions[pair.left], new.provisions[pair.right]
    above, now_above = old.parents[pair.left], new.parents[pair.right]
    moved = (None if above is None else partner.get(above, -1)) != now_above
    roles = tuple(_role_changes(before, after))
    deadline = before.deadlines != after.deadlines
    same = old.wordings[pair.left].words == new.wordings[pair.right].words
    if not same or roles or deadline:
        kind = ChangeKind.CHANGED
    else:
        kind = ChangeKind.MOVED if moved else ChangeKind.KEPT
    return Change(
        kind,
        before,
        after,
        1.0 if same else pair.similarity,
        moved=moved,
        roles=roles,
        deadline_changed=deadline,
        targets=() if same else _target_changes(before.targets, after.targets),
    )


# ----------------------------------------------------------------------------- changes


def _role_changes(
    before: ComparedProvision, after: ComparedProvision
) -> Iterator[RoleChange]:
    """Yield the roles that bodies lost and gained."""
    had, has = _roles(before.organizations), _roles(after.organizations)
    for change in had:
        if change not in has:
            yield RoleChange(*change[:2], added=False, inferred=change[2])
    for change in has:
        if change not in had:
            yield RoleChange(*change[:2], added=True, inferred=change[2])


def _roles(
    bodies: Sequence[OrganizationMention],
) -> dict[tuple[Role, str, bool], None]:
    """Return the distinct roles of bodies, by their full names."""
    return dict.fromkeys((b.role, b.normalized, b.inferred) for b in bodies)


def _target_changes(
    before: Sequence[Target], after: Sequence[Target]
) -> tuple[TargetChange, ...]:
    """Pair targets by name and unit, and return those that are not the same.

    What is left over is paired by unit alone, if only one of each document is left.
    """
    changes: list[TargetChange] = []
    lost, won = _paired(before, after, _name_and_unit, changes)
    lost, won = _paired(lost, won, _lone_unit(lost, won), changes)
    changes += [TargetChange(item, None) for item in lost]
    changes += [TargetChange(None, item) for item in won]
    return tuple(changes)


def _paired(
    before: Sequence[Target],
    after: Sequence[Target],
    key: Callable[[Target], Hashable],
    changes: list[TargetChange],
) -> tuple[list[Target], list[Target]]:
    """Note the changes of targets with the same key; return those without partner."""
    waiting: dict[Hashable, list[Target]] = defaultdict(list)
    for item in reversed(after):
        waiting[key(item)].append(item)
    lost: list[Target] = []
    used: set[int] = set()
    for item in before:
        same = waiting.get(key(item))
        if not same:
            lost.append(item)
            continue
        other = same.pop()
        used.add(id(other))
        if _figures(item) != _figures(other):
            changes.append(TargetChange(item, other))
    return lost, [item for item in after if id(item) not in used]


def _name_and_unit(item: Target) -> Hashable:
    """What a target measures."""
    return _plain(item.name or ""), item.normalized.unit


def _lone_unit(
    before: Sequence[Target], after: Sequence[Target]
) -> Callable[[Target], Hashable]:
    """Return a key that is equal for the only two targets that count in one unit."""
    counts = Counter(item.normalized.unit for item in before)
    others = Counter(item.normalized.unit for item in after)

    def key(item: Target) -> Hashable:
        unit = item.normalized.unit
        return unit if counts[unit] == others[unit] == 1 else id(item)

    return key


def _figures(item: Target) -> Hashable:
    """What a target demands."""
    return item.normalized, item.comparator, item.change, item.year, item.kind


# ------------------------------------------------------------------------------- sides


class _Side:
    """One of the documents: its provisions, and what they are compared by."""

    def __init__(self, document: Document) -> None:
        """Cut `document` into provisions."""
        clauses = document.responsibilities
        cuts = [offset for clause in clauses for offset in scope_of(clause)]
        source, cut = provisions(document, cuts)
        without = merged(clause.clause for clause in clauses)
        pieces = [list(parts_of(source, provision.span)) for provision in cut]
        headings = {
            id(provision.place): index
            for index, provision in enumerate(cut)
            if provision.opens_section
        }
        self.parents = [
            headings.get(id(place.up if provision.opens_section else place))
            for provision in cut
            for place in (provision.place,)
        ]
        names = Names.of(document)
        mentions = [tuple(names.mentions(clause)) for clause in clauses]
        found = SpanIndex(targets(document), lambda item: item.quantity)
        due = SpanIndex(deadlines(document), lambda item: item.span)
        self.provisions = [
            ComparedProvision(
                number=provision.number,
                path=provision.path,
                title=provision.title,
                text=text_of(source.text, own, without),
                organizations=tuple(m for owner in owners for m in mentions[owner]),
                deadlines=_when(
                    (clauses[owner].deadline for owner in owners),
                    due.within([provision.span]),
                ),
                targets=found.within([provision.span]),
                span=provision.span,
            )
            for provision, own, owners in zip(
                cut, pieces, _owners(cut, clause_coverage(clauses)), strict=True
            )
        ]
        self.wordings = [
            Wording(
                tuple(_plain(place.title) for place in provision.sections),
                _plain(_title(provision, source.simplified)),
                _plain(text_of(source.simplified, own, without, heading=True)),
            )
            for provision, own in zip(cut, pieces, strict=True)
        ]


def _owners(
    cut: Sequence[Provision], grounds: Sequence[CoveredSpan]
) -> Iterator[tuple[int, ...]]:
    """Yield for each provision the clauses that govern a part of it."""
    first = 0
    for provision in cut:
        while first < len(grounds) and grounds[first].end <= provision.start:
            first += 1
        index, owners = first, dict[int, None]()
        while index < len(grounds) and grounds[index].start < provision.end:
            owners[grounds[index].owner] = None
            index += 1
        yield tuple(owners)


def _title(provision: Provision, simplified: str) -> str:
    """Return the title of a provision in Simplified characters."""
    if provision.lead:
        first = provision.passages[0]
        start = first.start + first.leaf.text.find(provision.lead)
        return simplified[start : start + len(provision.lead)]
    return provision.sections[-1].title if provision.sections else ""


# Words of Taiwan. A phrase-by-phrase conversion puts them into mainland texts too, as
# into seed 000.
_SAME_WORDS = {
    "智慧财产权": "知识产权",
    "网际网路": "互联网",
    "软体": "软件",
    "程式": "程序",
    "最佳化": "优化",
}
_TAIWAN = lazy("|".join(_SAME_WORDS))


def _plain(words: str) -> str:
    """Return words without space, full and half width and final stop being the same."""
    plain = "".join(unicodedata.normalize("NFKC", words).split()).rstrip("。.")
    return _TAIWAN.sub(lambda match: _SAME_WORDS[match[0]], plain)


def _adopt(old: _Side, new: _Side, pairs: list[Pair]) -> list[Pair]:
    """Add the headings that were rewritten but stand above the same provisions.

    A heading without partner is paired with the one that stands above what at least
    half of its own provisions became, level by level upwards.
    """
    sizes = Counter(parent for parent in old.parents if parent is not None)
    partner = {pair.left: pair.right for pair in pairs}
    taken = set(partner.values())
    pairs = list(pairs)
    while True:
        votes = Counter(
            (one, other)
            for left, right in partner.items()
            if (one := old.parents[left]) is not None
            and (other := new.parents[right]) is not None
            and one not in partner
            and other not in taken
        )
        fresh = [
            pair for pair, count in votes.most_common() if 2 * count >= sizes[pair[0]]
        ]
        if not fresh:
            return pairs
        for one, other in fresh:
            if one not in partner and other not in taken:
                partner[one] = other
                taken.add(other)
                alike = likeness(old.wordings[one].words, new.wordings[other].words)
                pairs.append(Pair(one, other, alike))
