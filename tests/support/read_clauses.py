"""How the tests read clauses: text to paragraphs to clauses, and what they say.

In: a text. Out: its clauses with their diagnostics (`read`), a clause in the terms of
`data/clauses.jsonl` (`said`), and what must hold of the clauses of any text.
"""

import itertools
from typing import Any

from cnpolicy.annotation.responsibilities.responsibilities import read_responsibilities
from cnpolicy.lexical.line_ends import LINE_END
from cnpolicy.lexical.simplified_view import simplified_view
from cnpolicy.model.diagnostics import Diagnostic
from cnpolicy.model.nodes import Document, Paragraph
from cnpolicy.model.responsibilities import Responsibility
from cnpolicy.model.spans import Span

ROLES = ("lead", "responsible", "support", "guide")
Found = tuple[tuple[Responsibility, ...], tuple[Diagnostic, ...]]


def paragraphs(text: str, one_leaf: bool = False) -> Document:
    """Return a document with a paragraph for each line of `text`, or one in all."""
    ends = [] if one_leaf else [match.end() for match in LINE_END.finditer(text)]
    places = itertools.pairwise((0, *ends, len(text)))
    return Document(
        tuple(
            Paragraph(text[start:end], span=Span(start, end))
            for start, end in places
            if start < end
        ),
        span=Span(0, len(text)),
    )


def read(text: str, one_leaf: bool = False) -> Found:
    """Read the clauses of `text`, a paragraph a line."""
    return read_responsibilities(
        paragraphs(text, one_leaf), text, simplified_view(text)
    )


def said(clause: Responsibility, text: str) -> dict[str, Any]:
    """Return what a clause says, in the terms of the table.

    `persons` stands there only where there are some.
    """
    lead = clause.inferred_lead
    persons = [[person.label, person.name] for person in clause.persons]
    return {
        "clause": clause.clause.of(text),
        **{role: [body.name for body in getattr(clause, role)] for role in ROLES},
        "open_list": clause.open_list,
        "manner": clause.manner,
        "deadline": clause.deadline,
        "inferred_lead": None if lead is None else lead.name,
        **({"persons": persons} if persons else {}),
    }


def assert_lawful(text: str, found: Found) -> None:
    """Assert what holds of the clauses of any text."""
    end = 0
    for clause in found[0]:
        assert end <= clause.clause.start < clause.clause.end <= len(text)
        end = clause.clause.end
        assert clause.organizations
        place = clause.clause.start
        for body in clause.organizations:
            assert body.span.start >= place
            place = body.span.end
            assert place <= end
            assert body.name.split() == "".join(body.span.of(text).split()).split() or (
                body.name == body.span.of(text)
            )
        for person in clause.persons:
            assert clause.clause.contains(person.span)
            assert person.span.of(text) == person.name
            assert not any(body.span == person.span for body in clause.organizations)
        assert clause.scope.start <= clause.clause.start
        assert clause.scope.end >= clause.clause.end
        assert (
            clause.inferred_lead is None or clause.inferred_lead in clause.responsible
        )
    for diagnostic in found[1]:
        assert diagnostic.code in ("clause-unread", "unclosed-bracket")
        assert 0 <= diagnostic.span.start < diagnostic.span.end <= len(text)
