"""Coverage: which clause speaks of which part of the text.

In: responsibility clauses, each with the scope it governs. Out: disjoint stretches of
the text, each with its clause. Scopes lie inside each other (the clause of （一） and
those of its measures): the innermost one counts. Where several clauses govern the same
paragraph, each speaks of what stands before it, back to the clause before.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from cnpolicy.model.responsibilities import Responsibility
from cnpolicy.model.spans import NOWHERE, Span


class CoveredSpan(NamedTuple):
    """A stretch of text that one clause governs."""

    start: int
    """Offset of its first character."""

    end: int
    """Offset behind its last character."""

    owner: int
    """Which clause, by its place in the sequence that was given."""


def clause_coverage(clauses: Sequence[Responsibility]) -> list[CoveredSpan]:
    """Return the covered spans of `clauses`, in order and disjoint, in linear time.

    A clause without a scope (one made by hand) governs itself.
    """
    found: list[CoveredSpan] = []
    open_: list[CoveredSpan] = []
    at = 0

    def close(until: int | None) -> None:
        """Close what ends before `until`, or everything, and take its text."""
        nonlocal at
        while open_ and (until is None or open_[-1].end <= until):
            last = open_.pop()
            if last.end > at:
                found.append(CoveredSpan(at, last.end, last.owner))
                at = last.end

    for claim in _claims(clauses):
        close(claim.start)
        if open_ and claim.start > at:
            found.append(CoveredSpan(at, claim.start, open_[-1].owner))
        at = max(at, claim.start)
        open_.append(claim)
    close(None)
    return found


def scope_of(clause: Responsibility) -> Span:
    """Return what a clause governs; the clause itself if it does not say."""
    return clause.clause if clause.scope == NOWHERE else clause.scope


def _claims(clauses: Sequence[Responsibility]) -> list[CoveredSpan]:
    """The stretch that each clause governs, outer before inner."""
    by_scope = sorted(
        range(len(clauses)),
        key=lambda owner: (
            scope_of(clauses[owner]).start,
            -scope_of(clauses[owner]).end,
            clauses[owner].clause,
        ),
    )
    claims: list[CoveredSpan] = []
    for scope, group in groupby(by_scope, key=lambda owner: scope_of(clauses[owner])):
        owners = list(group)
        start = scope.start
        for owner in owners[:-1]:
            end = min(max(start, clauses[owner].clause.end), scope.end)
            claims.append(CoveredSpan(start, end, owner))
            start = end
        claims.append(CoveredSpan(start, scope.end, owners[-1]))
    # A shared paragraph was divided: keep the order that nesting needs.
    return sorted(claims, key=lambda claim: (claim.start, -claim.end))
