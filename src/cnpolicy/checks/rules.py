"""All rules, and what they find together.

In: a `CheckedDocument` and a profile. Out: its slips, in the order of the text. The
rules stand in one table; of two slips that would change the same character the one of
the earlier rule stands, and the other is not reported: it is the same slip seen twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from cnpolicy.checks.brackets import brackets
from cnpolicy.checks.checked_document import CheckedDocument
from cnpolicy.checks.content_rules import (
    bare_figures,
    document_numbers,
    two_names,
    yearless_targets,
)
from cnpolicy.checks.findings import CheckProfile, RawFinding
from cnpolicy.checks.numbering_rules import delimiters, level_order
from cnpolicy.checks.punctuation import doubled, full_stops, spaces, widths


class Rule(NamedTuple):
    """One way of reading a document for slips."""

    read: Callable[[CheckedDocument], Iterable[RawFinding]]
    """Finds them."""

    codes: tuple[str, ...]
    """What it can say; it is not run where none of them is wanted."""

    fixes: bool = False
    """Whether some of its slips can be mended without a person."""


RULES: tuple[Rule, ...] = (
    Rule(level_order, ("level-order",)),
    Rule(delimiters, ("delimiter",), fixes=True),
    Rule(document_numbers, ("document-number",), fixes=True),
    Rule(doubled, ("doubled-punctuation", "clashing-punctuation"), fixes=True),
    Rule(widths, ("mixed-width", "undecided-width", "half-width"), fixes=True),
    Rule(brackets, ("unbalanced-bracket", "crossed-brackets", "nested-marks")),
    Rule(full_stops, ("missing-full-stop",)),
    Rule(spaces, ("space-in-sentence",)),
    Rule(two_names, ("two-names",)),
    Rule(bare_figures, ("target-without-unit",)),
    Rule(yearless_targets, ("target-without-year",)),
)
"""Every rule, those whose edits go first standing first."""


def slips_of(
    subject: CheckedDocument, profile: CheckProfile, *, fixable: bool = False
) -> list[RawFinding]:
    """Return the slips that `profile` wants, in the order of the text.

    With `fixable`, only those that have edits. No two of the edits overlap.
    """
    wanted = profile.severities
    found: list[RawFinding] = []
    claimed: set[int] = set()
    for rule in RULES:
        if (fixable and not rule.fixes) or not any(c in wanted for c in rule.codes):
            continue
        for slip in rule.read(subject):
            if slip.code not in wanted or (fixable and not slip.edits):
                continue
            places = {i for edit in slip.edits for i in range(*edit.span)}
            if claimed.isdisjoint(places):
                claimed |= places
                found.append(slip)
    return sorted(found, key=lambda slip: (slip.span, slip.code))
