"""The columns of documents, and of what is put together: tasks, chunks, changes.

Defines `ANALYSIS_RECORDS`, for each class its columns in order and where its objects
stand. docs/records.md shows the same tables, and a test keeps them alike.
"""

from __future__ import annotations

from operator import attrgetter

from cnpolicy.export.records.columns import (
    RecordForm,
    box_of,
    changed_roles,
    count,
    figures,
    form,
    full_names,
    headings,
    inside,
    joined,
    marks,
    name_of,
    names,
    persons,
    side,
    titles,
    value,
    words_of,
    written,
)
from cnpolicy.model.metadata import Metadata
from cnpolicy.model.nodes import Document
from cnpolicy.model.provenance import DocumentIdentity, Provenance
from cnpolicy.model.results.chunks import Chunk
from cnpolicy.model.results.comparison import (
    Change,
    ComparedProvision,
    RoleChange,
    TargetChange,
)
from cnpolicy.model.results.tasks import BodyTasks, Task, TaskRow

ANALYSIS_RECORDS: dict[type, RecordForm] = {
    Document: form(
        None,
        ("title", "its title", "metadata.title"),
        ("notice_title", "that of its notice", "metadata.notice_title"),
        ("doc_number", "文号", "metadata.doc_number"),
        ("issuers", "who signs it", lambda d: joined(d.metadata.issuers)),
        ("date:date", "成文日期", "metadata.date"),
        ("publicity", "公开属性", "metadata.publicity"),
        ("script", "simplified, traditional or mixed", value("script")),
        ("layout", "lines, run-on, wrapped or mixed", value("layout")),
        (
            "responsibilities:integer",
            "how many clauses it has",
            count("responsibilities"),
        ),
        ("diagnostics:integer", "how many it has", count("diagnostics")),
    ),
    Metadata: form(
        None,
        ("title", "title of the plan"),
        ("notice_title", "title of its notice"),
        ("issuers", "who signs it", words_of("issuers")),
        ("doc_number", "文号"),
        ("addressees", "主送机关"),
        ("date:date", "成文日期"),
        ("publicity", "公开属性"),
        ("attachments", "their names", words_of("attachments")),
        ("signers", "签发人", words_of("signers")),
    ),
    DocumentIdentity: form(
        None,
        ("title", "its title"),
        ("doc_number", "文号"),
        ("issuers", "who signs it", words_of("issuers")),
        ("date:date", "成文日期"),
        ("file", "the path of its file"),
        (
            "from_carrier",
            "which of these its page or file says",
            words_of("from_carrier"),
        ),
    ),
    Provenance: form(
        "span",
        ("file", "the path of the file"),
        ("page:integer", "the page it begins on"),
        ("pages", "all its pages", words_of("pages")),
        ("box", "its box there in points: left top right bottom", box_of),
        ("place", "the place it begins at: XPath, page, line"),
        ("places", "all its places", lambda item: "\n".join(item.places)),
    ),
    Task: form(
        "span",
        ("number", "the marks of the headings above it: 三、(四)", marks),
        ("path", "these headings", headings),
        ("title", "its lead sentence or the title of its section"),
        ("text", "its words"),
        ("lead", "牵头 bodies", names("lead")),
        (
            "inferred_lead",
            "the lead by a rule of the document",
            name_of("inferred_lead"),
        ),
        ("responsible", "责任 bodies", names("responsible")),
        ("support", "配合 bodies", names("support")),
        ("guide", "指导 bodies", names("guide")),
        ("bodies", "the full names of all of them", full_names),
        ("inferred_bodies:boolean", "whether they are by the table row above"),
        ("persons", "责任领导, 责任人 with what they are called", persons),
        ("open_list:boolean", "whether 等 leaves the list open"),
        ("manner", "how, as written"),
        ("deadline", "by when, in words"),
        ("due:date", "the last day that these words state"),
        ("inferred_due:date", "the last day by the document's date"),
        ("targets", "its quantities", figures),
        ("citations", "the documents it cites", titles),
        ("boxes", "the boxes in it", words_of("boxes")),
        ("assigned:boolean", "whether a clause says who does it"),
    ),
    TaskRow: form(
        "task.span",
        ("number:integer", "which task it is, from 1"),
        ("path", "the headings above the task", inside("task", headings)),
        ("title", "the title of the task"),
        ("text", "the words of the task", "task.text"),
        ("role", "lead, responsible, support or guide", value("role")),
        ("name", "the body as written"),
        ("normalized", "its full name"),
        ("inferred:boolean", "whether the role is by a rule, or by the row above"),
        ("deadline", "by when, in words", "task.deadline"),
        ("due:date", "the last day that these words state", "task.due"),
    ),
    BodyTasks: form(
        None,
        ("normalized", "its full name"),
        ("names", "how it is called", words_of("names")),
        ("group:boolean", "whether it is a collective"),
        ("lead:integer", "how many tasks it leads", count("lead")),
        ("inferred_lead:integer", "by a rule of the document", count("inferred_lead")),
        ("responsible:integer", "is responsible for", count("responsible")),
        ("support:integer", "helps with", count("support")),
        ("guide:integer", "guides others in", count("guide")),
        ("tasks:integer", "how many name it in all", count("tasks")),
    ),
    Chunk: form(
        "span",
        ("id", "its name among all chunks"),
        ("parent", "the `id` of the chunk with the heading above"),
        ("kind", "text, box, table, notice, frame or furniture", value("kind")),
        ("context", "document and headings on one line"),
        ("path", "the headings above it", lambda item: " > ".join(item.path)),
        ("header", "the header of the table it goes on with"),
        ("overlap", "the end of the chunk before"),
        ("text", "its characters"),
        ("content", "context, header, overlap and text: what to embed"),
        ("size:integer", "how long the text is"),
        ("title", "title of the document", "document.title"),
        ("doc_number", "its 文号", "document.doc_number"),
        ("file", "the path of its file", "document.file"),
        (
            "page:integer",
            "the page it begins on",
            inside("origin", attrgetter("page")),
        ),
        (
            "box",
            "its box on that page in points: left top right bottom",
            lambda item: box_of(item.origin),
        ),
        (
            "bodies",
            "who does what it speaks of",
            lambda item: joined(
                dict.fromkeys(
                    body.name
                    for clause in item.responsibilities
                    for body in clause.organizations
                )
            ),
        ),
        ("targets", "the quantities in it", figures),
    ),
    Change: form(
        None,
        ("kind", "kept, changed, moved, added or dropped", value("kind")),
        *side("before"),
        *side("after"),
        ("similarity:number", "how alike the words are"),
        ("moved:boolean", "whether it stands under another heading"),
        changed_roles("added", added=True),
        changed_roles("dropped", added=False),
        ("deadline_changed:boolean", "whether the clauses set other deadlines"),
        (
            "targets",
            "targets that are not the same: 10件→12件",
            lambda item: joined(
                "→".join(written(t) if t else "" for t in (one.before, one.after))
                for one in item.targets
            ),
        ),
    ),
    ComparedProvision: form(
        "span",
        ("number", "the marks of the headings above it", marks),
        ("path", "these headings", headings),
        ("title", "its title"),
        ("text", "its words"),
        ("bodies", "bodies that clauses name for it", names("organizations")),
        ("deadlines", "by when", words_of("deadlines")),
    ),
    RoleChange: form(
        None,
        ("role", "lead, responsible, support or guide", value("role")),
        ("normalized", "the full name of the body"),
        ("added:boolean", "whether the second document gives the role"),
        ("inferred:boolean", "whether the role is by a rule of the document"),
    ),
    TargetChange: form(
        None,
        (
            "name",
            "what it measures",
            lambda item: (
                (item.after or item.before) and (item.after or item.before).name
            ),
        ),
        ("before", "the figure in the first document", inside("before", written)),
        ("after", "the figure in the second document", inside("after", written)),
    ),
}
"""The form of the records of each class."""
