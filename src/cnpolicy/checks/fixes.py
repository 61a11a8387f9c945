"""Mending: the safe edits of a check, made and proved.

In: a text. Out: the text with its edits made, and their number. What the parser makes
of the text is compared before and after: an edit that would change depth, number or
words of a heading, lose a clause, or bring a fault that was not there, is not made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from attrs import define

from cnpolicy.checks.checked_document import CheckedDocument
from cnpolicy.checks.findings import CheckProfile, Edit, RawFinding
from cnpolicy.checks.punctuation import HALF_OF
from cnpolicy.checks.rules import slips_of
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.arguments import expect
from cnpolicy.model.diagnostics import Severity
from cnpolicy.model.nodes import Document
from cnpolicy.model.results.outline import outline
from cnpolicy.parser import parse

_ROUNDS = 8
"""How often edits are tried again: one edit can allow another (，,， has two)."""

_TRIALS = 40
"""How many parses a round may spend to tell the edits that are safe from the rest."""


class Mended(NamedTuple):
    """A text after its edits."""

    text: str
    """The text."""

    edits: int
    """How many edits were made."""


def mend(text: str, profile: CheckProfile) -> Mended:
    """Make the safe edits that `profile` wants.

    Law: mending a mended text changes nothing, and both have the same outline, except
    for widths.
    """
    expect(text, str, "mend")
    expect(profile, CheckProfile, "mend")
    document = parse(text)
    mended, count = text, 0
    for _ in range(_ROUNDS):
        slips = slips_of(CheckedDocument.of(document), profile, fixable=True)
        trial = Trial(mended, document)
        trial.keep(slips)
        if not trial.kept:
            return Mended(mended, count)
        mended, document = trial.text, trial.document
        count += sum(len(slip.edits) for slip in trial.kept)
    # If each round makes new edits, the rules misread the text: leaving it alone keeps
    # the law.
    return Mended(text, 0)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with edits made that do not overlap."""
    pieces: list[str] = []
    at = 0
    for (start, end), replacement in sorted(edits):
        pieces += text[at:start], replacement
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


@define
class Trial:
    """Edits on trial: those that leave the outline alone are kept."""

    base: str
    """The text before all of them."""

    document: Document
    """What is read in `text`."""

    text: str = ""
    """The text with those that were kept."""

    shape: object = None
    """What may not change."""

    kept: tuple[RawFinding, ...] = ()
    """The slips whose edits were made."""

    left: int = _TRIALS
    """How many more parses may be spent."""

    def __attrs_post_init__(self) -> None:
        """Take the shape of the text as it is."""
        self.text = self.base
        self.shape = _shape(self.document)

    def keep(self, slips: Sequence[RawFinding]) -> None:
        """Try all slips at once; if that is too much, code by code, then by halves."""
        if not slips or self._take(slips):
            return
        by_code = attrgetter("code")
        groups = [
            tuple(group) for _, group in groupby(sorted(slips, key=by_code), by_code)
        ]
        # A stack instead of recursion; the first part is tried first.
        stack = groups[::-1] if len(groups) > 1 else _halves(groups[0])
        while stack and self.left:
            part = stack.pop()
            if not self._take(part):
                stack += _halves(part)

    def _take(self, slips: Sequence[RawFinding]) -> bool:
        """Make the edits of `slips` too if they are safe; tell whether they are."""
        self.left -= 1
        together = (*self.kept, *slips)
        text = apply(self.base, (edit for slip in together for edit in slip.edits))
        document = parse(text)
        if (
            _shape(document) != self.shape
            or _clauses(document) < _clauses(self.document)
            or _faults(document) > _faults(self.document)
        ):
            return False
        self.kept, self.text, self.document = together, text, document
        return True


def _halves(slips: Sequence[RawFinding]) -> list[tuple[RawFinding, ...]]:
    """The two halves of some slips, the first one last; of a single slip nothing."""
    if len(slips) < 2:
        return []
    middle = len(slips) // 2
    return [tuple(slips[middle:]), tuple(slips[:middle])]


_WIDTHS = str.maketrans(
    {**HALF_OF, **dict.fromkeys("〔［﹝【[", "("), **dict.fromkeys("〕］﹞】]", ")")}
)
_LEADING = lazy(r"[、.．\s]+")
_DOUBLED = lazy(r"([,;:、。])\1+")
_NUMBER = lazy(r"\s*\((\d{4})\s*\)\s*第?\s*0*(\d+)\s*(?=[号號])")


def _shape(document: Document) -> list[tuple[int, int, int | None, str | None]]:
    """What no edit may change: part, depth, number and words of each heading."""
    return [
        (item.part, item.depth, item.ordinal, item.title and _plain(item.title))
        for item in outline(document)
    ]


def _plain(title: str) -> str:
    """The words of a title without what edits may change in it."""
    words = _DOUBLED.sub(r"\1", title.translate(_WIDTHS))
    leading = _LEADING.match(words)
    words = words[leading.end() :] if leading else words
    return _NUMBER.sub(r"(\1)\2", words)


def _clauses(document: Document) -> int:
    """How many clauses were read."""
    return len(document.responsibilities)


def _faults(document: Document) -> int:
    """How many faults the parser noticed: half a series under new delimiters is one."""
    return sum(item.severity is not Severity.INFO for item in document.diagnostics)
