"""Two documents side by side: the rows of a comparison, with the words that changed.

In: the facts of both documents and their `Comparison`. Out: one `ChangeView` for each
portion of either. Law: the pieces of a side, joined, are the text of its portion.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from cnpolicy.analysis.differences import differences
from cnpolicy.export.html.facts import Facts
from cnpolicy.export.html.marks import Mark, Piece, cut, is_word_space
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.whitespace import BLANKS_AND_BREAKS, BLANKS_AND_TABS
from cnpolicy.model.nodes import Leaf
from cnpolicy.model.responsibilities import Role
from cnpolicy.model.results.comparison import (
    Change,
    ChangeKind,
    ComparedProvision,
    Comparison,
    TargetChange,
)
from cnpolicy.model.spans import Span
from cnpolicy.model.visitors import walk


class SideView(NamedTuple):
    """A portion of one of the documents."""

    label: str
    """Its number and its title; its first words if it has neither."""

    pieces: list[Piece]
    """Its text, what the other side has not being marked."""

    start: int
    """Offset of its first character."""

    end: int
    """Offset behind its last character."""

    line: int
    """The line on which it begins."""


class ChangeView(NamedTuple):
    """One row: what became of a portion."""

    kind: str
    """kept, changed, moved, added, dropped."""

    moved: bool
    """Whether it stands under another heading."""

    before: SideView | None
    """The portion of the first document; None if it was added."""

    after: SideView | None
    """The portion of the second document; None if it was dropped."""

    similarity: int
    """How alike the words are, in percent; 0 if there is only one."""

    roles: list[tuple[bool, str, str]]
    """Bodies that gained (True) or lost a role: full name and role."""

    deadlines: tuple[str, str] | None
    """The deadlines of the clauses before and after; None if they are the same."""

    targets: list[tuple[str, str, str]]
    """Name, figure before and after of targets that changed; empty for none."""


class Run(NamedTuple):
    """Rows that stand together: a change alone, or what was kept between changes."""

    kept: bool
    """Whether nothing changed in them."""

    rows: list[ChangeView]
    """The rows, in order."""


_LABEL = 24

_GAP = lazy(
    rf"(?<![{BLANKS_AND_TABS}])[{BLANKS_AND_TABS}]*[\r\n][{BLANKS_AND_BREAKS}]*"
)


def change_views(
    before: Facts, after: Facts, comparison: Comparison
) -> list[ChangeView]:
    """Return the rows of a comparison, in its order."""
    old, new = _Side(before), _Side(after)
    return [_row(old, new, change) for change in comparison.changes]


def runs_of(rows: Iterable[ChangeView]) -> list[Run]:
    """Put rows of portions that were kept together, to be folded away."""
    runs: list[Run] = []
    for row in rows:
        kept = row.kind == ChangeKind.KEPT.value
        if kept and runs and runs[-1].kept:
            runs[-1].rows.append(row)
        else:
            runs.append(Run(kept, [row]))
    return runs


class _Side:
    """One of the documents."""

    def __init__(self, facts: Facts) -> None:
        self.text = facts.text
        self._facts = facts
        lengths = (
            len(node.text) for node in walk(facts.document) if isinstance(node, Leaf)
        )
        self._ends = set(accumulate(lengths))

    def view(self, portion: ComparedProvision, edits: Iterable[Mark]) -> SideView:
        """Make the view of a portion in which `edits` are marked."""
        start, end = portion.span
        marks = [*edits, *self._layout(portion.span)]
        return SideView(
            _label(portion),
            list(cut(self.text[start:end], start, marks)),
            start,
            end,
            self._facts.line_of(start),
        )

    def _layout(self, span: Span) -> Iterator[Mark]:
        """Yield the breaks inside paragraphs, and those around the portion."""
        for match in _GAP.finditer(self.text, *span):
            start, end = match.span()
            inside = not any(
                offset in self._ends for offset in range(start + 1, end + 1)
            ) and not is_word_space(self.text, start, end)
            if inside or start == span.start or end == span.end:
                yield Mark(start, end, "ws")


def _row(old: _Side, new: _Side, change: Change) -> ChangeView:
    """Make the row of one change."""
    before, after = change.before, change.after
    lost: list[Mark] = []
    won: list[Mark] = []
    if change.kind is ChangeKind.CHANGED and before and after:
        lost, won = _edits(old, new, before.span, after.span)
    return ChangeView(
        kind=change.kind.value,
        moved=change.moved,
        before=old.view(before, lost) if before else None,
        after=new.view(after, won) if after else None,
        similarity=round(100 * change.similarity),
        roles=[
            (
                role.added,
                role.normalized,
                "inferred_lead"
                if role.inferred and role.role is Role.LEAD
                else role.role.value,
            )
            for role in change.roles
        ],
        deadlines=_deadlines(before, after) if change.deadline_changed else None,
        targets=[_target(old, new, item) for item in change.targets],
    )


def _edits(
    old: _Side, new: _Side, before: Span, after: Span
) -> tuple[list[Mark], list[Mark]]:
    """Return what was struck out of one portion, and what was put into the other."""
    lost: list[Mark] = []
    won: list[Mark] = []
    for stretch in differences(before.of(old.text), after.of(new.text)):
        if not stretch.equal:
            first, last = stretch.left
            lost.append(Mark(before.start + first, before.start + last, "del"))
            first, last = stretch.right
            won.append(Mark(after.start + first, after.start + last, "ins"))
    return lost, won


def _deadlines(
    before: ComparedProvision | None, after: ComparedProvision | None
) -> tuple[str, str]:
    """Return the deadlines of both sides in words."""
    old, new = ("；".join(side.deadlines) if side else "" for side in (before, after))
    return old, new


def _target(old: _Side, new: _Side, change: TargetChange) -> tuple[str, str, str]:
    """Return the name of a target with its figures before and after."""
    before, after = change.before, change.after
    named = after or before
    return (
        (named.name if named else None) or "",
        before.quantity.of(old.text) if before else "",
        after.quantity.of(new.text) if after else "",
    )


def _label(portion: ComparedProvision) -> str:
    """Return number and title of a portion; of one without both its first words."""
    named = "".join(portion.number) + (portion.title or "")
    words = "".join(portion.text.split())
    return named or words[:_LABEL] + "…" * (len(words) > _LABEL)
