"""How well one reading agrees with another.

In: the gold and what the library says of the same text. Out: a `Score` with a `Count`
for each measure: how many agree, how many were said, how many the gold has. What each
measure means is described in `docs/accuracy.md`.
"""

from collections.abc import Set

from attrs import field, frozen
from reading import Clause, Reading

MEASURES = (
    "headings",
    "tree",
    "titles",
    "leads",
    "clauses",
    "roles",
    "boxes",
    "box_ends",
    "quantities",
    "kinds",
    "metadata",
)
"""The measures, in the order they are shown."""

SAME_CLAUSE = 0.8
"""From this likeness on, two clauses are the same."""

SAME_END = 2
"""Ends of boxes may differ by so many characters, space at the end apart."""


@frozen
class Count:
    """How many agree, were said, are in the gold."""

    hit: int = 0
    """Those that agree."""

    said: int = 0
    """Those the library gives."""

    gold: int = 0
    """Those the gold has."""

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.hit + other.hit, self.said + other.said, self.gold + other.gold
        )

    def __bool__(self) -> bool:
        return bool(self.hit or self.said or self.gold)

    @property
    def precision(self) -> float:
        """The share of what was said that is right."""
        return self.hit / self.said if self.said else float(self.gold == 0)

    @property
    def recall(self) -> float:
        """The share of the gold that was said."""
        return self.hit / self.gold if self.gold else float(self.said == 0)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@frozen
class Score:
    """How one document was read."""

    counts: dict[str, Count]
    """The measures that apply to it."""

    missed: tuple[int, ...] = ()
    """Places of headings that the library did not find."""

    extra: tuple[int, ...] = ()
    """Places where it found one too many."""

    wrong: dict[str, tuple[str, str]] = field(factory=dict)
    """Metadata that differ: what the library says, and the gold."""


def score(gold: Reading, said: Reading, text: str) -> Score:
    """Compare two readings of a text."""
    counts: dict[str, Count] = {}
    if "sections" in gold.listed:
        counts |= _headings(gold, said)
    if "responsibilities" in gold.listed:
        counts |= _clauses(gold, said)
    if "boxes" in gold.listed:
        counts |= _boxes(gold, said, text)
    if "leads" in gold.listed:
        counts["leads"] = _sets(gold.leads, said.leads)
    if "quantities" in gold.listed:
        judged = {each for each in said.quantities if each[0] not in gold.conditions}
        counts["quantities"] = _sets(gold.quantities, judged)
        both = gold.kinds.keys() & said.kinds.keys()
        kinds = sum(gold.kinds[at] == said.kinds[at] for at in both)
        counts["kinds"] = Count(kinds, len(both), len(both))
    wrong = {
        name: (said.metadata[name], stated)
        for name, stated in gold.metadata.items()
        if said.metadata[name] != stated
    }
    if gold.metadata:
        fields = len(gold.metadata)
        counts["metadata"] = Count(fields - len(wrong), fields, fields)
    missed = sorted(gold.sections.keys() - said.sections.keys())
    extra = sorted(said.sections.keys() - gold.sections.keys())
    if "sections" not in gold.listed:
        extra = []
    return Score(counts, tuple(missed), tuple(extra), wrong)


def _sets(gold: Set[object], said: Set[object]) -> Count:
    """Count what two sets share."""
    return Count(len(gold & said), len(said), len(gold))


def _headings(gold: Reading, said: Reading) -> dict[str, Count]:
    """Headings by place; of those found, depth and parent, and the words."""
    both = gold.sections.keys() & said.sections.keys()
    pairs = [(gold.sections[at], said.sections[at]) for at in both]
    tree = sum((a.depth, a.parent) == (b.depth, b.parent) for a, b in pairs)
    titles = sum(a.heading == b.heading for a, b in pairs)
    many, stated = len(said.sections), len(gold.sections)
    return {
        "headings": Count(len(both), many, stated),
        "tree": Count(tree, many, stated),
        "titles": Count(titles, len(both), len(both)),
    }


def _clauses(gold: Reading, said: Reading) -> dict[str, Count]:
    """Clauses by likeness; of those found, pairs of role and organisation."""
    prose = [clause for clause in gold.clauses if clause.prose]
    stated = [clause for clause in gold.clauses if not clause.prose]
    left = [
        clause
        for clause in said.clauses
        if not any(clause.likeness(other) > 0 for other in prose)
    ]
    many = len(left)
    roles = Count()
    found = 0
    for clause in stated:
        roles += Count(gold=len(set(clause.roles)))
        nearest = _nearest(clause, left)
        if nearest is not None:
            left.remove(nearest)
            found += 1
            right = len(set(clause.roles) & set(nearest.roles))
            roles += Count(hit=right, said=len(set(nearest.roles)))
    roles += Count(said=sum(len(clause.roles) for clause in left))
    return {"clauses": Count(found, many, len(stated)), "roles": roles}


def _nearest(clause: Clause, others: list[Clause]) -> Clause | None:
    """The most alike of the others, the first of equals; None if none is the same."""
    nearest = max(others, key=clause.likeness, default=None)
    if nearest is None or clause.likeness(nearest) < SAME_CLAUSE:
        return None
    return nearest


def _boxes(gold: Reading, said: Reading, text: str) -> dict[str, Count]:
    """Boxes by place; of those found, their ends."""
    both = gold.boxes.keys() & said.boxes.keys()
    ends = sum(
        abs(_shown(text, gold.boxes[at]) - _shown(text, said.boxes[at])) <= SAME_END
        for at in both
    )
    return {
        "boxes": Count(len(both), len(said.boxes), len(gold.boxes)),
        "box_ends": Count(ends, len(both), len(both)),
    }


def _shown(text: str, end: int) -> int:
    """An end without the space before it."""
    return len(text[:end].rstrip())
