"""What a corpus holds, on one page.

In: a store. Out: `Report`: how many documents were read, refused and copied, and the
answers to some of the questions; as text, and as a page in the style of that of
documents (extra `view`), in one file without scripts and without network.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from attrs import frozen

from cnpolicy.corpus.questions import Question, questions
from cnpolicy.errors import CnpolicyError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Language = Literal["zh", "en"]
"""The language of the words around the figures."""

# The questions that are answered, the rows that are shown, the column that is drawn.
_ASKED = (
    ("refused", 20, "files"),
    ("doubts", 20, "times"),
    ("most-copied", 10, "copies"),
    ("documents-by-province-and-year", 40, "documents"),
    ("busiest-bodies", 20, "tasks"),
    ("who-leads-with-whom", 15, "tasks"),
    ("tasks-due-by-quarter", 24, "tasks"),
    ("targets-by-year", 20, "targets"),
    ("most-cited", 20, "documents"),
    ("tasks-nobody-has", 10, "without_body"),
)

_FIGURES = """
select (select count(*) from documents) as documents,
    (select count(*) from refused_documents) as refused,
    (select count(*) from removed_documents) as removed,
    (select count(*) from documents where duplicate_of is not null) as copies,
    (select count(*) from documents where near_duplicate_of is not null)
        as near_copies,
    (select coalesce(sum(chars), 0) from documents) as chars,
    (select count(*) from tasks) as tasks,
    (select count(*) from targets) as targets
"""

_STYLES = ("base", "charts", "print")

_WORDS = {
    "title": ("语料库报告", "What the corpus holds"),
    "more": ("仅列前{}项", "the first {} only"),
    "empty": ("无", "none"),
    # Figures and columns by their keys.
    "documents": ("文件", "documents"),
    "refused": ("无法读取", "refused"),
    "removed": ("已删除", "removed"),
    "copies": ("重复", "copies"),
    "near_copies": ("近似重复", "near copies"),
    "chars": ("字数", "characters"),
    "tasks": ("任务", "tasks"),
    "targets": ("指标", "targets"),
    "reason": ("原因（英文）", "reason"),
    "reason_zh": ("原因", "reason in Chinese"),
    "files": ("文件", "files"),
    "example": ("例", "example"),
    "example_document": ("所在文件", "its document"),
    "code": ("代码", "code"),
    "severity": ("级别", "severity"),
    "times": ("次数", "times"),
    "document": ("文件名称", "document"),
    "document_number": ("文号", "its number"),
    "id": ("来源文件", "file"),
    "least_similar": ("最低相似度", "least alike"),
    "province": ("省份", "province"),
    "year": ("年份", "year"),
    "quarter": ("季度", "quarter"),
    "stated": ("明确写明", "stated"),
    "body": ("单位", "body"),
    "leads": ("牵头", "leads"),
    "responsible": ("责任", "responsible"),
    "supports": ("配合", "supports"),
    "lead": ("牵头单位", "lead"),
    "support": ("配合单位", "support"),
    "binding": ("约束性", "binding"),
    "expected": ("预期性", "expected"),
    "cited": ("被引文件", "cited"),
    "in_the_corpus": ("语料库中有", "in the corpus"),
    "without_body": ("无责任单位", "without a body"),
    "without_time": ("无时限", "without a time"),
    "percent_without_body": ("无责任单位占比", "% without a body"),
}
"""Words of the report: Chinese, English."""


@frozen
class Answer:
    """A question with its answer."""

    question: Question
    """The question."""

    columns: tuple[str, ...]
    """The keys of its columns."""

    rows: tuple[tuple[Any, ...], ...]
    """Its first rows."""

    more: bool
    """Whether there are others."""

    drawn: str
    """The column that is drawn as a bar."""

    def share(self, row: Sequence[Any]) -> int:
        """Return how long the bar of a row is, in percent of the longest."""
        at = self.columns.index(self.drawn)
        longest = max((one[at] or 0 for one in self.rows), default=0)
        return round(100 * (row[at] or 0) / longest) if longest else 0


@frozen
class Report:
    """What a corpus holds."""

    figures: dict[str, int]
    """How many there are of each thing, by its key."""

    answers: tuple[Answer, ...]
    """The questions with their answers."""


def report(store: DuckDBPyConnection) -> Report:
    """Return what a corpus holds."""
    found = store.execute(_FIGURES)
    keys = [one[0] for one in found.description or ()]
    figures = dict(zip(keys, found.fetchone() or (), strict=True))
    answers = []
    for name, count, drawn in _ASKED:
        question = questions()[name]
        answer: Any = question.ask(store)
        columns = tuple(one[0] for one in answer.description)
        rows = answer.fetchmany(count + 1)
        answers.append(
            Answer(question, columns, tuple(rows[:count]), len(rows) > count, drawn)
        )
    return Report(figures, tuple(answers))


def report_text(found: Report, *, language: Language = "zh") -> str:
    """Return a report as lines of text, columns divided by tabs."""
    lines = [_said("title", language), ""]
    for key, value in found.figures.items():
        lines.append(f"{_said(key, language)}\t{value}")
    for answer in found.answers:
        lines += ["", _question(answer, language)]
        if not answer.rows:
            lines.append(_said("empty", language))
            continue
        lines.append("\t".join(_said(key, language) for key in answer.columns))
        lines += ["\t".join(map(_cell, row)) for row in answer.rows]
        if answer.more:
            words = _said("more", language)
            lines.append(f"（{words}）".format(len(answer.rows)))
    return "\n".join(lines) + "\n"


def report_page(found: Report, *, language: Language = "zh") -> str:
    """Return a report as an HTML page.

    Raises `CnpolicyError` without jinja2 (extra `view`).
    """
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError as error:
        raise CnpolicyError(
            'a page needs jinja2: pip install "cnpolicy[view]"'
        ) from error
    folder = files("cnpolicy.export.html").joinpath("styles")
    sheets = [
        folder.joinpath(f"{name}.css").read_text(encoding="utf-8") for name in _STYLES
    ]
    own = files(__package__).joinpath("templates", "report.css")
    style = "\n".join([*sheets, own.read_text(encoding="utf-8")])
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest())
    environment = Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.jinja").render(
        language=language,
        style=style,
        style_hash=f"sha256-{digest.decode('ascii')}",
        report=found,
        said=lambda key: _said(key, language),
        asked=lambda answer: _question(answer, language),
        cell=_cell,
    )


def _said(key: str, language: Language) -> str:
    """Return a word of the report."""
    return _WORDS[key][0 if language == "zh" else 1]


def _question(answer: Answer, language: Language) -> str:
    """Return the words of a question."""
    question = answer.question
    return question.chinese if language == "zh" else question.english


def _cell(value: object) -> str:
    """Write a value on one line."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "✓" if value else ""
    if isinstance(value, float):
        return f"{value:.3g}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return " ".join(str(value).split())
