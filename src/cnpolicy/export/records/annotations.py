"""The columns of what is read in a document: clauses, targets, citations, findings.

Defines `ANNOTATION_RECORDS`, for each class its columns in order and where its objects
stand. docs/records.md shows the same tables, and a test keeps them alike.
"""

from __future__ import annotations

from operator import attrgetter

from cnpolicy.checks.findings import Finding
from cnpolicy.export.records.columns import (
    RecordForm,
    form,
    inside,
    name_of,
    names,
    persons,
    value,
)
from cnpolicy.model.diagnostics import Diagnostic
from cnpolicy.model.responsibilities import Responsibility
from cnpolicy.model.results.citations import Citation
from cnpolicy.model.results.deadlines import Deadline
from cnpolicy.model.results.organizations import OrganizationMention
from cnpolicy.model.results.outline import OutlineItem
from cnpolicy.model.results.references import Reference
from cnpolicy.model.results.targets import Target

ANNOTATION_RECORDS: dict[type, RecordForm] = {
    OutlineItem: form(
        "span",
        ("depth:integer", "1 for the top level of its part"),
        ("marker", "its number as written", inside("marker", attrgetter("text"))),
        ("ordinal:integer", "the value of its number"),
        ("title", "its words"),
        ("path", "the numbers above it and its own", lambda item: "".join(item.path)),
        ("part:integer", "0 main document, 1, 2 … attachments, -1 notice"),
    ),
    Responsibility: form(
        "clause",
        ("lead", "牵头 bodies", names("lead")),
        (
            "inferred_lead",
            "the lead by a rule of the document",
            name_of("inferred_lead"),
        ),
        ("responsible", "责任 bodies", names("responsible")),
        ("support", "配合 bodies", names("support")),
        ("guide", "指导 bodies", names("guide")),
        ("inferred_bodies:boolean", "whether they are by the table row above"),
        ("persons", "责任领导, 责任人 with what they are called", persons),
        ("open_list:boolean", "whether 等 leaves the list open"),
        ("manner", "how, as written"),
        ("deadline", "by when, as written"),
        ("scope_start:integer", "where what it governs begins", "scope.start"),
        ("scope_end:integer", "where that ends", "scope.end"),
    ),
    OrganizationMention: form(
        "span",
        ("name", "the name as written"),
        ("normalized", "its full name"),
        ("role", "lead, responsible, support or guide", value("role")),
        ("inferred:boolean", "whether the role is by a rule, or by the row above"),
        ("group:boolean", "whether it is a collective"),
        ("resolved:boolean", "whether a table has the name", "full_name.resolved"),
        (
            "region",
            "whose body it is: 山西省",
            lambda item: item.full_name.place and item.full_name.place.full,
        ),
        ("successor", "what it became", "full_name.successor"),
        ("until:integer", "the year it ended", "full_name.until"),
        ("source", "where the name is from", "full_name.source"),
    ),
    Target: form(
        "quantity",
        ("name", "what it measures"),
        ("comparator", "= > >= < <= ≈ <≈", value("comparator")),
        ("low:decimal", "the lower end as written"),
        ("high:decimal", "the upper end as written"),
        ("unit", "the unit as written"),
        ("normalized_low:decimal", "the lower end without 万, 亿", "normalized.low"),
        ("normalized_high:decimal", "the upper end without 万, 亿", "normalized.high"),
        ("normalized_unit", "the unit without 万, 亿", "normalized.unit"),
        ("change", "increase or decrease, if it is one", value("change")),
        ("year:integer", "the year it states"),
        ("inferred_year:integer", "the year by what stands around it"),
        ("period", "年均, 累计 …"),
        (
            "baseline",
            "what it is measured from",
            inside("baseline", attrgetter("words")),
        ),
        ("kind", "achieved, planned or condition", value("kind")),
        ("attribute", "约束性 or 预期性"),
    ),
    Deadline: form(
        "span",
        ("words", "as written"),
        ("kind", "by, in, every, continuous or period-end", value("kind")),
        ("date:date", "the last day it states"),
        ("period_start:date", "the first day of a period", "start"),
        ("inferred_date:date", "the last day by the document's date", "inferred"),
        ("unknown", "what its day hangs on that the text does not tell: 春节"),
        ("scope_start:integer", "where what it binds begins", "scope.start"),
        ("scope_end:integer", "where that ends", "scope.end"),
    ),
    Citation: form(
        "span",
        ("title", "between 《 and 》"),
        ("number", "its 文号"),
        ("role", "依据, 贯彻落实, 修订, 制定, 废止 or 印发", value("role")),
        ("abbreviation", "the short name it is given"),
        ("resolves", "the title that this short name stands for"),
    ),
    Reference: form(
        "span",
        ("text", "the words that point"),
        ("other_document", "the other document it points into", "document"),
        (
            "path",
            "the steps: 条19 款2",
            lambda item: " ".join(
                f"{one.unit.value}{one.ordinal}" for one in item.path
            ),
        ),
        (
            "target_start:integer",
            "where the place begins",
            inside("target", attrgetter("start")),
        ),
        (
            "target_end:integer",
            "where the place ends",
            inside("target", attrgetter("end")),
        ),
    ),
    Finding: form(
        "span",
        ("code", "its stable name"),
        ("severity", "info, warning or error", value("severity")),
        ("message", "what was found, in English"),
        ("message_zh", "the same in Chinese"),
        ("suggestion", "what should stand there"),
        ("fixable:boolean", "whether `fix` mends it", lambda item: bool(item.fix)),
        ("line:integer", "line of its first character", "position.line"),
        ("column:integer", "column of its first character", "position.column"),
    ),
    Diagnostic: form(
        "span",
        ("code", "its stable name"),
        ("severity", "info, warning or error", value("severity")),
        ("message", "what was found, in English"),
        ("message_zh", "the same in Chinese"),
    ),
}
"""The form of the records of each class."""
