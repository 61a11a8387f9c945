"""Check: what a drafter wants to know before a document goes out.

In: a document, or a text. Out: findings, each with place, message and, where it can be
told, what should stand there instead (`check`); or the text with the safe ones of them
mended (`fix`). What is looked at is the table `checks.rules.RULES`, and what the parser
noticed itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from cnpolicy.checks.checked_document import CheckedDocument
from cnpolicy.checks.findings import (
    NUMBERING,
    OFFICIAL,
    PROFILES,
    SLIPS,
    CheckProfile,
    Edit,
    Finding,
    RawFinding,
)
from cnpolicy.checks.fixes import Mended, mend
from cnpolicy.checks.rules import slips_of
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.line_ends import line_starts
from cnpolicy.lexical.numerals import ONE_TO_TEN
from cnpolicy.model.arguments import expect
from cnpolicy.model.diagnostics import Diagnostic
from cnpolicy.model.nodes import Document
from cnpolicy.model.results.result_tuple import Results
from cnpolicy.model.spans import position

__all__ = [
    "NUMBERING",
    "OFFICIAL",
    "PROFILES",
    "SLIPS",
    "CheckProfile",
    "Edit",
    "Finding",
    "Mended",
    "check",
    "fix",
    "mend",
]

# A diagnostic of the parser and a slip that says the same better, at the same place.
_COVERED = {"mixed-style": "delimiter", "unclosed-bracket": "unbalanced-bracket"}


def check(document: Document, *, profile: CheckProfile = OFFICIAL) -> Results[Finding]:
    """Return what is wrong or doubtful in a document, in the order of the text.

    Law: never raises on content; every span lies inside the text; the time is
    proportional to its length. An edited tree is checked as the text it gives.

    >>> from cnpolicy import parse
    >>> for item in check(parse("一、总体要求\\n二.主要任务\\n")):
    ...     print(item.position.line, item.code, item.suggestion)
    2 delimiter 二、
    """
    expect(document, Document, "check")
    subject = CheckedDocument.of(document)
    slips = slips_of(subject, profile)
    starts = line_starts(subject.text)
    said = {(slip.code, slip.span.start) for slip in slips}
    findings = [
        Finding(
            item.code,
            profile.severities[item.code],
            item.span,
            position(starts, item.span.start),
            position(starts, item.span.end),
            message,
            message_zh,
            suggestion,
            fix,
        )
        for item, message, message_zh, suggestion, fix in (
            *_of_parser(subject.document, subject.text, profile, said),
            *map(_worded, slips),
        )
    ]
    findings.sort(key=lambda item: (item.span, item.code))
    return Results(findings, Finding)


def fix(text: str, *, profile: CheckProfile = OFFICIAL) -> str:
    """Return `text` with those findings mended that a program can decide.

    Law: `fix(fix(text)) == fix(text)`, and both texts have the same outline: depth,
    number and title of every heading, except for widths and doubled marks in titles. An
    edit that would change it is not made.

    >>> fix("一、总体要求\\n二.主要任务\\n（一）、健全机制，，完善制度。\\n")
    '一、总体要求\\n二、主要任务\\n（一）健全机制，完善制度。\\n'
    """
    expect(text, str, "fix")
    return mend(text, profile).text


_OFFICIAL_MARK = lazy(f"[{ONE_TO_TEN}百]+、|[0-9]+[.．]|[（(].+[）)]")


def _is_official(mark: str) -> bool:
    """Tell whether a number is written as in the standard."""
    return _OFFICIAL_MARK.fullmatch(mark) is not None


_Said = tuple[Diagnostic | RawFinding, str, str, str | None, tuple[Edit, ...]]


def _of_parser(
    document: Document, text: str, profile: CheckProfile, said: set[tuple[str, int]]
) -> Iterator[_Said]:
    """Yield what the parser noticed, without what a rule says better."""
    delimiters = any(code == "delimiter" for code, _ in said)
    for item in document.diagnostics:
        covered = (_COVERED.get(item.code, ""), item.span.start) in said
        if item.code == "mixed-style" and delimiters:
            # 一. is the slip, not 二、 beside it.
            covered = covered or _is_official(item.span.of(text))
        if item.code in profile.severities and not covered:
            yield item, item.message, item.message_zh, None, ()


def _worded(slip: RawFinding) -> _Said:
    """Fill the messages of a slip."""
    row = SLIPS[slip.code]
    english = row.english.format(**slip.words)
    chinese = row.chinese.format(**slip.words)
    return slip, english, chinese, slip.suggestion, slip.edits
