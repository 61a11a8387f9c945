"""One piece of work, done: bytes of documents to an answer.

In: a `Job`. Out: an `Answer` or a `Refusal`. A function of the name of each
`Operation` makes its answer; nothing here knows of HTTP or of other processes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Literal, cast

from attrs import evolve, frozen

from cnpolicy.analysis import chunks as chunking
from cnpolicy.analysis import comparison
from cnpolicy.analysis import tasks as measures
from cnpolicy.annotation.citations import citations as cited
from cnpolicy.annotation.deadlines import deadlines as days
from cnpolicy.annotation.responsibilities import responsibilities as clauses
from cnpolicy.annotation.targets import targets as figures
from cnpolicy.checks import checker
from cnpolicy.checks.findings import PROFILES
from cnpolicy.errors import CnpolicyError, DecodeError, LimitError, ReadError
from cnpolicy.export.html.page import to_html
from cnpolicy.export.json import to_json
from cnpolicy.export.spreadsheets.xlsx import workbook as task_workbook
from cnpolicy.export.word.comments import with_comments
from cnpolicy.export.word.redline import redline
from cnpolicy.export.word.task_tables import task_tables
from cnpolicy.model.nodes import Document
from cnpolicy.model.notes import Note
from cnpolicy.model.results import outline as headings
from cnpolicy.model.source import Kind, Source
from cnpolicy.parser import parse
from cnpolicy.readers import limits
from cnpolicy.readers.dispatch import read_bytes, without_text
from cnpolicy.service.messages import Answer, Job, Refusal, Upload
from cnpolicy.service.operations import DOCX, HTML, JSON, OPERATIONS, XLSX, misuse
from cnpolicy.service.refusals import refusal, unreadable

_MOST_NAME = 80
_UNSAFE = frozenset('"<>|:*?')
_Language = Literal["zh", "en"]


@frozen
class Given:
    """One document of a job, read and parsed."""

    data: bytes
    """The bytes that came."""

    source: Source
    """What the reader found."""

    document: Document
    """What was parsed."""


def perform(job: Job, max_chars: int) -> Answer | Refusal:
    """Do a piece of work; a document of more than `max_chars` characters is refused."""
    wrong = misuse(job)
    if wrong is not None:
        return wrong
    operation = OPERATIONS[job.operation]
    chosen = {one.name: one.otherwise for one in operation.options}
    options = {**chosen, **job.options}
    try:
        given = [_given(upload, max_chars) for upload in job.uploads]
        return _MAKERS[job.operation](given, options)
    except MemoryError:
        return refusal("ended")
    except (ReadError, DecodeError) as error:
        return unreadable(422, str(error), error.message_zh)
    except LimitError as error:
        words = f"文件超过 {max_chars} 个字符"
        return unreadable(413, str(error), words)
    except CnpolicyError as error:
        return unreadable(422, str(error), str(error))


def _given(upload: Upload, max_chars: int) -> Given:
    """Read and parse a document."""
    if upload.name is None:
        source = Source(upload.data.decode("utf-8", "replace"), Kind.TEXT)
    else:
        name = plain_name(upload.name)
        with limits.allowing(limits.MAX_MEMORY):
            source = evolve(read_bytes(upload.data, name), file=name)
    if not source.text.strip():
        raise without_text(source)
    return Given(upload.data, source, parse(source, max_chars=max_chars))


def plain_name(name: str) -> str:
    """Return the name of a file without folders and signs that no name should have.

    >>> plain_name("../../etc/passwd"), plain_name("C:\\\\公文\\\\规划.docx")
    ('passwd', '规划.docx')
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    # And without signs that turn the direction of others, or that are not seen.
    kept = "".join(sign for sign in last if sign.isprintable() and sign not in _UNSAFE)
    stem, dot, ending = kept.strip(". ").rpartition(".")
    if not dot:
        stem, ending = ending, ""
    return f"{stem[:_MOST_NAME]}{dot}{ending[:10]}" or "document"


# ----------------------------------------------------------------------- the operations

_Options = Mapping[str, str]


def _page(given: Sequence[Given], options: _Options) -> Answer:
    """One page of a document, or of two and what became of the first in the second."""
    documents = [one.document for one in given]
    compared = comparison.compare(*documents) if len(documents) == 2 else None
    language = cast(_Language, options["language"])
    page = to_html(documents, comparison=compared, language=language)
    return Answer(page.encode("utf-8", "backslashreplace"), HTML, notes=_notes(given))


def _workbook(given: Sequence[Given], options: _Options) -> Answer:
    """The tasks as a workbook."""
    data = task_workbook([one.document for one in given])
    return _file(data, XLSX, given, "任务分工.xlsx")


def _word_table(given: Sequence[Given], options: _Options) -> Answer:
    """The tasks as a Word document."""
    data = task_tables([one.document for one in given])
    return _file(data, DOCX, given, "任务分工.docx")


def _redline(given: Sequence[Given], options: _Options) -> Answer:
    """What one document changed of the other, as tracked changes."""
    before, after = given
    data = redline(before.document, after.document)
    return _file(data, DOCX, (after, before), "修订.docx")


def _comments(given: Sequence[Given], options: _Options) -> Answer | Refusal:
    """The document itself with findings as comments."""
    (one,) = given
    if one.source.kind is not Kind.DOCX or not one.data.startswith(b"PK"):
        return unreadable(422, "only a DOCX takes comments", "只有 DOCX 文件可以加批注")
    language = cast(_Language, options["language"])
    found = checker.check(one.document, profile=PROFILES[options["profile"]])
    data = with_comments(one.data, one.source, found, language=language)
    return _file(data, DOCX, given, "批注.docx")


def _file(data: bytes, media: str, given: Sequence[Given], ending: str) -> Answer:
    """Return a file to save, named after the first document."""
    stem = (given[0].source.file or "公文").rpartition(".")[0] or "公文"
    return Answer(data, media, f"{stem}-{ending}", _notes(given))


def _json(find: Callable[..., object]) -> Callable[[Sequence[Given], _Options], Answer]:
    """Return the maker of an answer in JSON: what `find` finds, beside the notes."""

    def make(given: Sequence[Given], options: _Options) -> Answer:
        result = find(*(one.document for one in given), options)
        notes = json.dumps(_notes(given), ensure_ascii=False)
        text = f'{{"notes": {notes}, "result": {to_json(result)}}}'
        return Answer(text.encode("utf-8", "backslashreplace"), JSON)

    return make


def _notes(given: Sequence[Given]) -> tuple[dict[str, str], ...]:
    """Return what the files hold and their texts do not."""
    return tuple(_note(one.source, note) for one in given for note in one.source.notes)


def _note(source: Source, note: Note) -> dict[str, str]:
    """Return one note as plain values."""
    return {
        "file": source.file or "",
        "code": note.code,
        "where": note.where,
        "message": note.message,
        "message_zh": note.message_zh,
    }


_MAKERS: dict[str, Callable[[Sequence[Given], _Options], Answer | Refusal]] = {
    "view": _page,
    "view_compared": _page,
    "redline": _redline,
    "workbook": _workbook,
    "word_table": _word_table,
    "comments": _comments,
    "check": _json(
        lambda document, options: checker.check(
            document, profile=PROFILES[options["profile"]]
        )
    ),
    "compare": _json(lambda before, after, options: comparison.compare(before, after)),
    "outline": _json(lambda document, options: headings.outline(document)),
    "tasks": _json(lambda document, options: measures.tasks(document)),
    "targets": _json(lambda document, options: figures.targets(document)),
    "deadlines": _json(lambda document, options: days.deadlines(document)),
    "responsibilities": _json(
        lambda document, options: clauses.responsibilities(document)
    ),
    "citations": _json(lambda document, options: cited.citations(document)),
    "chunks": _json(
        lambda document, options: chunking.chunks(
            document, by=options["by"], max_size=int(options["max_size"])
        )
    ),
    "document": _json(lambda document, options: document),
}
"""What makes the answer of each operation."""
