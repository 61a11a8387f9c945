"""The data of a page: what its lists, filters and charts are made from.

In: the facts of a document. Out: plain values, as JSON that may stand in a script
element: whatever a document holds, the text has no `<`. Offsets count code points.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from cnpolicy.export.html.facts import Facts
from cnpolicy.export.html.marks import shown, shown_span
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.responsibilities import Role
from cnpolicy.model.results.deadlines import Deadline
from cnpolicy.model.results.organizations import OrganizationMention
from cnpolicy.model.results.targets import Target, TargetKind
from cnpolicy.model.results.tasks import ROLES, Task
from cnpolicy.model.spans import Span

Values = dict[str, Any]

# What ends a script element.
_UNSAFE = lazy("[<>&]")

# As much of a measure as a card of the list shows.
_EXCERPT = 160

_INFERRED = "inferred_lead"
"""The role of a body that leads by a rule of the document, beside the four stated."""


def to_script(value: object) -> str:
    """Return a value as JSON that may stand between the tags of a script element.

    Characters that a page cannot show are shown by what stands in for them.

    >>> print(to_script("</script>"))
    "\\u003c/script\\u003e"
    """
    text = json.dumps(_shown(value), ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _shown(value: Any) -> Any:
    """Return a value with stand-ins in its words."""
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, dict):
        return {key: _shown(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(item) for item in value]
    return value


def document_data(facts: Facts) -> Values:
    """Return everything that the page tells of a document beside its text."""
    bodies = _Bodies(facts)
    return {
        "metadata": _metadata(facts),
        "sections": [
            [section.item.depth, section.label, *section.span, section.item.part]
            for section in facts.sections
        ],
        "clauses": [
            {
                "span": list(clause.clause),
                "open": clause.open_list,
                "manner": clause.manner,
                "deadline": clause.deadline,
                "persons": [[person.label, person.name] for person in clause.persons],
            }
            for clause in facts.document.responsibilities
        ],
        "mentions": [
            [
                bodies.number(body.normalized, body.group),
                _role_of(body),
                body.name,
                *body.span,
                body.full_name.resolved,
                body.full_name.successor,
            ]
            for body in facts.mentions
        ],
        "tasks": _tasks(facts, bodies),
        "targets": [_target(facts, item) for item in facts.targets],
        "deadlines": [_deadline(facts, item) for item in facts.deadlines],
        "citations": [
            {
                "title": item.title,
                "number": item.number,
                "role": item.role.name.lower() if item.role else None,
                "short": item.abbreviation,
                "resolves": item.resolves,
                **_place(facts, item.span),
            }
            for item in facts.citations
        ],
        "findings": [
            {
                "code": item.code,
                "severity": item.severity.value,
                "message": [item.message_zh, item.message],
                "suggestion": item.suggestion,
                **_place(facts, shown_span(facts.text, item.span)),
            }
            for item in facts.findings
        ],
        "bodies": bodies.rows,
    }


def summary(facts: Facts) -> Values:
    """Return the row of a document in the list of several."""
    identity = facts.identity
    graveness = Counter(item.severity.value for item in facts.findings)
    named = {body.normalized for task in facts.tasks for body in task.organizations}
    named |= {t.inferred_lead.normalized for t in facts.tasks if t.inferred_lead}
    return {
        "title": identity.title,
        "file": facts.file,
        "number": identity.doc_number,
        "issuers": "、".join(identity.issuers),
        "date": identity.date.isoformat() if identity.date else None,
        "chars": len(facts.text),
        "sections": len(facts.sections),
        "tasks": len(facts.tasks),
        "assigned": sum(task.assigned for task in facts.tasks),
        "bodies": len(named),
        "targets": len(facts.targets),
        "planned": sum(t.kind is TargetKind.PLANNED for t in facts.targets),
        "deadlines": len(facts.deadlines),
        "citations": len(facts.citations),
        "findings": len(facts.findings),
        "errors": graveness["error"],
        "warnings": graveness["warning"],
    }


# ----------------------------------------------------------------------------- parts


class _Bodies:
    """The bodies of a document under their full names, numbered as they come."""

    def __init__(self, facts: Facts) -> None:
        self.rows: list[list[Any]] = []
        self._numbers: dict[str, int] = {}
        for body in facts.mentions:
            self.number(body.normalized, body.group)

    def number(self, normalized: str, group: bool) -> int:
        """Return the number of a body."""
        known = self._numbers.get(normalized)
        if known is None:
            known = self._numbers[normalized] = len(self.rows)
            self.rows.append([normalized, group])
        return known


def _metadata(facts: Facts) -> list[list[Any]]:
    """Return what head and tail state, or the carrier where they are silent.

    Each is a key, its words, and whether they are of the carrier.
    """
    metadata, identity = facts.document.metadata, facts.identity
    stated = {
        "title": identity.title,
        "notice_title": metadata.notice_title,
        "doc_number": identity.doc_number,
        "issuers": "、".join(identity.issuers),
        "addressees": metadata.addressees,
        "date": identity.date.isoformat() if identity.date else None,
        "publicity": metadata.publicity,
        "attachments": "；".join(metadata.attachments),
        "signers": "、".join(metadata.signers),
        "file": facts.file,
    }
    return [
        [key, words, key in identity.from_carrier]
        for key, words in stated.items()
        if words
    ]


def _place(facts: Facts, span: Span) -> Values:
    """Return where something stands: offsets, line, section."""
    return {
        "span": list(span),
        "line": facts.line_of(span.start),
        "page": facts.document.origin_of(Span(span.start, span.start + 1)).page,
        "section": facts.section_of(span.start),
    }


def _role_of(body: OrganizationMention) -> str:
    """Return what a body is to the page, which has a word for an inferred lead."""
    leads = body.inferred and body.role is Role.LEAD
    return _INFERRED if leads else body.role.value


def _tasks(facts: Facts, bodies: _Bodies) -> list[Values]:
    """Return the measures, as the task table has them."""
    targets = {item.quantity.start: n for n, item in enumerate(facts.targets)}
    citations = {item.span.start: n for n, item in enumerate(facts.citations)}
    return [
        {
            "number": "".join(task.number),
            "title": task.title,
            "excerpt": _excerpt(task),
            "bodies": [
                [bodies.number(body.normalized, body.group), role, body.name]
                for role, mentions in _roles(task)
                for body in mentions
            ],
            "inferred": task.inferred_bodies,
            "open": task.open_list,
            "manner": task.manner,
            "persons": [[person.label, person.name] for person in task.persons],
            "deadline": task.deadline or "",
            "due": task.due.isoformat() if task.due else None,
            "years": sorted(_years(task)),
            "targets": _numbers(targets, (t.quantity for t in task.targets)),
            "citations": _numbers(citations, (c.span for c in task.citations)),
            "boxes": list(task.boxes),
            "assigned": task.assigned,
            "clause": list(task.clause) if task.clause else None,
            **_place(facts, task.span),
        }
        for task in facts.tasks
    ]


def _numbers(known: dict[int, int], places: Iterable[Span]) -> list[int]:
    """Return the numbers of annotations, which are known by where they begin."""
    return [known[place.start] for place in places if place.start in known]


def _roles(task: Task) -> list[tuple[str, Sequence[Any]]]:
    """Return the bodies of a task by role, the inferred lead behind the stated one."""
    lead, *others = ((role.value, getattr(task, role.value)) for role in ROLES)
    inferred = (task.inferred_lead,) if task.inferred_lead else ()
    return [lead, (_INFERRED, inferred), *others]


def _excerpt(task: Task) -> str:
    """Return the first words of a measure behind its title."""
    words = " ".join(task.text[: 2 * _EXCERPT].split())
    if task.title:
        words = words.removeprefix(task.title).lstrip("。.：: ")
    return words if len(words) <= _EXCERPT else words[:_EXCERPT] + "…"


def _years(task: Task) -> set[int]:
    """Return the years in which something of a measure falls due."""
    days = (item.date or item.inferred for item in task.deadlines)
    years = {day.year for day in days if day}
    for item in task.targets:
        year = item.year or item.inferred_year
        if year and item.kind is TargetKind.PLANNED:
            years.add(year)
    return years


def _target(facts: Facts, item: Target) -> Values:
    """Return a quantity."""
    return {
        "name": item.name,
        "quantity": item.quantity.of(facts.text),
        "sign": item.comparator.value,
        "change": item.change.value if item.change else None,
        "baseline": item.baseline.words if item.baseline else None,
        "baseline_year": item.baseline.year if item.baseline else None,
        "period": item.period,
        "year": item.year,
        "inferred_year": item.inferred_year,
        "kind": item.kind.value,
        "attribute": item.attribute,
        **_place(facts, item.quantity),
    }


def _deadline(facts: Facts, item: Deadline) -> Values:
    """Return a deadline."""
    return {
        "words": item.words,
        "kind": item.kind.value,
        "date": item.date.isoformat() if item.date else None,
        "inferred": item.inferred.isoformat() if item.inferred else None,
        **_place(facts, item.span),
    }
