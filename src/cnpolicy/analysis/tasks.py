"""Tasks: every measure of a document as one row of a 任务分工表.

In: a document. Out: `Task`s in the order of the text: each clause with what it
governs, and each measure that no clause speaks of, marked as unassigned. Text of one
task is in no other. Views of them (by body, one row a body) are in `task_views`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrs import evolve

from cnpolicy.analysis.clause_coverage import CoveredSpan, clause_coverage, scope_of
from cnpolicy.analysis.measures import Measures, formal_paragraphs
from cnpolicy.analysis.provisions import (
    Provision,
    ProvisionPart,
    merged,
    parts_of,
    provisions,
    text_of,
)
from cnpolicy.analysis.span_index import SpanIndex
from cnpolicy.analysis.tasks_in_tables import RowWords, TaskTables, merge_rows
from cnpolicy.annotation.citations.citations import citations
from cnpolicy.annotation.deadlines.deadlines import deadlines
from cnpolicy.annotation.document_text import (
    DocumentText,
    LeafInContext,
    document_text,
)
from cnpolicy.annotation.organizations.gazetteer import Lexicon
from cnpolicy.annotation.organizations.organizations import Names
from cnpolicy.annotation.targets.targets import targets
from cnpolicy.model.arguments import expect
from cnpolicy.model.nodes import BoxHeading, Document
from cnpolicy.model.responsibilities import Responsibility, Role
from cnpolicy.model.results.deadlines import Deadline
from cnpolicy.model.results.organizations import OrganizationMention
from cnpolicy.model.results.result_tuple import Results
from cnpolicy.model.results.tasks import Task
from cnpolicy.model.spans import Span


def tasks(
    document: Document, *, lexicon: Lexicon | None = None, place: str | None = None
) -> Results[Task]:
    """Return every measure of `document`, in the order of the text.

    Every responsibility clause gives one task. What it governs is its `scope`; where
    scopes lie inside each other (the clause of （一） and those of its measures) the
    text belongs to the innermost, and where several clauses stand in one paragraph
    each has the text before it. The rows of a task table are tasks too; one that
    repeats a measure of the text is merged with it.

    A measure without a clause is a task too, unassigned: a section without subsections,
    or a paragraph with a lead sentence, unless a heading above it is one of a
    background chapter (`provisions.BACKGROUND`: 指导思想, 发展目标, 附则 …). Text
    outside numbered sections, and what stands between a heading and its first
    subsection, is none. Neither are sentences about the text itself (entry into force,
    repeal, purpose, definitions), articles of a law that charge nobody, and anything in
    a bulletin.

    `lexicon` and `place` are those of `organizations`.
    """
    expect(document, Document, "tasks")
    clauses = document.responsibilities
    cuts = [offset for clause in clauses for offset in scope_of(clause)]
    cuts += formal_paragraphs(document_text(document))
    source, cut = provisions(document, cuts)
    grounds = clause_coverage(clauses)
    names = Names.of(document, lexicon=lexicon, place=place)
    maker = _Maker(document, source, cut, names)
    by_owner: dict[int, list[Span]] = {owner: [] for owner in range(len(clauses))}
    for ground in grounds:
        by_owner[ground.owner].append(Span(ground.start, ground.end))
    measures = Measures(document, source, targets(document))
    found: list[Task] = [
        maker.unassigned(provision)
        for provision in _open(cut, grounds)
        if measures.tells(provision)
    ]
    rows: list[Task] = []
    for owner, stretches in by_owner.items():
        task, in_table = maker.assigned(clauses[owner], stretches)
        (rows if in_table else found).append(task)
    return Results(sorted(merge_rows(found, rows), key=_place_in_text), Task)


def _place_in_text(task: Task) -> tuple[int, int, Span]:
    """Order tasks: by where they begin, a section before its parts."""
    return task.span.start, -task.span.end, task.clause or task.span


def _open(
    cut: Iterable[Provision], grounds: Sequence[CoveredSpan]
) -> Iterator[Provision]:
    """Yield the measures of which no clause speaks."""
    ends = [ground.end for ground in grounds]
    cut = list(cut)
    for index, provision in enumerate(cut):
        at = bisect_right(ends, provision.start)
        if at < len(grounds) and grounds[at].start < provision.end:
            continue  # a clause speaks of it
        if not provision.in_section or provision.background:
            continue
        if not provision.lead and not provision.leaf_section:
            continue  # what stands between a heading and its first subsection
        follows = cut[index + 1] if index + 1 < len(cut) else None
        if provision.is_table:
            continue  # a header, or a table that names nobody
        if provision.heading_only and follows and follows.place is provision.place:
            continue  # the heading of the measures that follow
        yield provision


class _Maker:
    """Makes the tasks of one document."""

    def __init__(
        self,
        document: Document,
        source: DocumentText,
        cut: Sequence[Provision],
        names: Names,
    ) -> None:
        """Make tasks of `document`, whose provisions are `cut`."""
        self._source = source
        self._cut = cut
        self._names = names
        self._provision_starts = [provision.start for provision in cut]
        self._tables = TaskTables()
        self._clauses = merged(clause.clause for clause in document.responsibilities)
        self._targets = SpanIndex(targets(document), lambda item: item.quantity)
        self._deadlines = SpanIndex(deadlines(document), lambda item: item.span)
        self._due_above: dict[str, tuple[Deadline, ...]] = {}
        """The deadlines of the table rows above, by their words."""
        self._citations = SpanIndex(citations(document), lambda item: item.span)

    def assigned(
        self, clause: Responsibility, stretches: Sequence[Span]
    ) -> tuple[Task, bool]:
        """Make the task of a clause, which governs `stretches` of the text.

        Also tells whether it is a row of a table.
        """
        by_role: dict[Role, list[OrganizationMention]] = {role: [] for role in Role}
        inferred: OrganizationMention | None = None
        for mention in self._names.mentions(clause):
            if mention.inferred and not clause.inferred_bodies:
                inferred = mention
            else:
                by_role[mention.role].append(mention)
        task, row = self._task(
            stretches or [scope_of(clause)],
            scope_of(clause),
            lead=tuple(by_role[Role.LEAD]),
            responsible=tuple(by_role[Role.RESPONSIBLE]),
            support=tuple(by_role[Role.SUPPORT]),
            guide=tuple(by_role[Role.GUIDE]),
            inferred_lead=inferred,
            inferred_bodies=clause.inferred_bodies,
            open_list=clause.open_list,
            manner=clause.manner,
            persons=clause.persons,
            clause_deadline=clause.deadline,
            clause=clause.clause,
        )
        if row is None:
            return task, False
        own = (row.number,) if row.number else ()
        due = task.deadlines + self._deadlines.within(row.inherited)
        if clause.deadline is not None:
            if clause.inferred_bodies and not due:
                due = self._due_above.get(clause.deadline, ())
            self._due_above[clause.deadline] = tuple(
                item for item in due if item.words == clause.deadline
            )
        return evolve(
            task,
            number=(*task.number, *row.group_numbers, *own),
            path=(*task.path, *row.group_titles, *("" for _ in own)),
            title=row.heading or row.measure or task.title,
            text=row.measure or row.heading or task.text,
            deadlines=due,
        ), True

    def unassigned(self, provision: Provision) -> Task:
        """Make the task of a measure without clause."""
        return self._task([provision.span], provision.span)[0]

    def _task(
        self, stretches: Sequence[Span], span: Span, **facts: Any
    ) -> tuple[Task, RowWords | None]:
        """Make a task of what stands in `stretches`; with the words of a table row."""
        pieces = [p for stretch in stretches for p in parts_of(self._source, stretch)]
        provision = self._provision(pieces)
        task = Task(
            number=provision.number if provision else (),
            path=provision.path if provision else (),
            title=provision.title if provision else None,
            text=text_of(self._source.text, pieces, self._clauses),
            deadlines=self._deadlines.within(stretches),
            targets=self._targets.within(stretches),
            citations=self._citations.within(stretches),
            boxes=_boxes(passage for passage, _ in pieces),
            span=span,
            **facts,
        )
        return task, self._tables.row(pieces[0][0].place) if pieces else None

    def _provision(self, pieces: Sequence[ProvisionPart]) -> Provision | None:
        """Return the provision in which the first of these leaves stands."""
        if not pieces:
            return None
        first = pieces[0][0].start
        index = bisect_right(self._provision_starts, first) - 1
        provision = self._cut[index] if index >= 0 else None
        return provision if provision and first < provision.end else None


def _boxes(passages: Iterable[LeafInContext]) -> tuple[str, ...]:
    """Return the labels and titles of boxes whose headings are among these leaves."""
    return tuple(
        " ".join(f"{leaf.label} {leaf.title or ''}".split())
        for leaf in (passage.leaf for passage in passages)
        if isinstance(leaf, BoxHeading)
    )
