"""What can be asked for: one table, a row an operation.

Defines `OPERATIONS`. The API, its description, the tools of MCP and the tests take them
from here; `work` has a row for each. `misuse` tells whether a job keeps to the table.
"""

from __future__ import annotations

from typing import Any

from attrs import frozen

from cnpolicy.checks.findings import Finding
from cnpolicy.model.nodes import Document
from cnpolicy.model.responsibilities import Responsibility
from cnpolicy.model.results.chunks import Chunk
from cnpolicy.model.results.citations import Citation
from cnpolicy.model.results.comparison import Comparison
from cnpolicy.model.results.deadlines import Deadline
from cnpolicy.model.results.outline import OutlineItem
from cnpolicy.model.results.targets import Target
from cnpolicy.model.results.tasks import Task
from cnpolicy.service.messages import Job, Refusal
from cnpolicy.service.refusals import refusal

HTML = "text/html; charset=utf-8"
JSON = "application/json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@frozen
class Option:
    """What may be chosen: `language` is `zh` or `en`."""

    name: str
    """The name of its field."""

    english: str
    """What it decides."""

    choices: tuple[str, ...] = ()
    """Its values, the default first; none for a number."""

    least: int = 0
    """The least number."""

    most: int = 0
    """The greatest number."""

    default: str = ""
    """The number without it."""

    def allows(self, value: str) -> bool:
        """Tell whether it can have a value."""
        if self.choices:
            return value in self.choices
        plain = value.isascii() and value.isdecimal() and len(value) < 10
        return plain and self.least <= int(value) <= self.most

    @property
    def otherwise(self) -> str:
        """Its value where nothing was chosen."""
        return self.choices[0] if self.choices else self.default


LANGUAGE = Option(
    "language", "The language of the words around the text.", ("zh", "en")
)
PROFILE = Option("profile", "What is looked for.", ("official", "numbering"))
BY = Option("by", "What a chunk may hold.", ("section", "measure", "size"))
MAX_SIZE = Option(
    "max_size",
    "The most characters of a chunk.",
    least=1,
    most=1_000_000,
    default="1200",
)


@frozen
class Operation:
    """One row of the table: `tasks`, of one document, a list of `Task` as JSON."""

    name: str
    """Its name, and that of its function in `work`."""

    least: int
    """The least number of documents."""

    most: int
    """The greatest number of documents."""

    media: str
    """The media type of its answer."""

    english: str
    """What it gives."""

    chinese: str
    """The same for a Chinese reader."""

    kind: Any = None
    """Of an answer in JSON the class of its `result`, or a tuple of one for a list."""

    options: tuple[Option, ...] = ()
    """What may be chosen."""


OPERATIONS: dict[str, Operation] = {
    one.name: one
    for one in (
        Operation(
            "view",
            1,
            1,
            HTML,
            "A page to look at: the text with its marks, outline, tasks, charts.",
            "网页视图：正文标注、目录、任务清单、图表",
            options=(LANGUAGE,),
        ),
        Operation(
            "view_compared",
            2,
            2,
            HTML,
            "Two documents side by side, the older one first.",
            "两份文件左右对照（旧文件在前）",
            options=(LANGUAGE,),
        ),
        Operation(
            "redline",
            2,
            2,
            DOCX,
            "What the second document changed of the first: Word's tracked changes.",
            "两份文件的修订稿（Word 修订标记）",
        ),
        Operation(
            "workbook",
            1,
            2,
            XLSX,
            "The tasks as a workbook, with sheets of bodies, quantities, deadlines.",
            "任务分工表（Excel 工作簿）",
        ),
        Operation(
            "word_table",
            1,
            2,
            DOCX,
            "The tasks as a Word document to print.",
            "任务分工表（Word 文档）",
        ),
        Operation(
            "comments",
            1,
            1,
            DOCX,
            "A DOCX with what the check found as comments at their words.",
            "检查结果以批注写入 Word 文档（仅限 DOCX）",
            options=(LANGUAGE, PROFILE),
        ),
        Operation(
            "check",
            1,
            1,
            JSON,
            "What is wrong or doubtful, with places and suggestions.",
            "检查：序号、标点、发文字号等问题及建议",
            tuple[Finding, ...],
            (PROFILE,),
        ),
        Operation(
            "compare",
            2,
            2,
            JSON,
            "What became of the measures of the first document in the second.",
            "两份文件的措施对比",
            Comparison,
        ),
        Operation(
            "outline",
            1,
            1,
            JSON,
            "The headings with their numbers and depth.",
            "目录：各级标题",
            tuple[OutlineItem, ...],
        ),
        Operation(
            "tasks",
            1,
            1,
            JSON,
            "The measures with who does them, targets and deadlines.",
            "任务分工：措施、责任单位、目标、时限",
            tuple[Task, ...],
        ),
        Operation(
            "targets",
            1,
            1,
            JSON,
            "The figures to be reached, with indicator, unit and year.",
            "目标指标：名称、数值、单位、年份",
            tuple[Target, ...],
        ),
        Operation(
            "deadlines",
            1,
            1,
            JSON,
            "The deadlines with the last day they mean.",
            "完成时限",
            tuple[Deadline, ...],
        ),
        Operation(
            "responsibilities",
            1,
            1,
            JSON,
            "The clauses that say who leads, is responsible, supports, guides.",
            "责任分工条款",
            tuple[Responsibility, ...],
        ),
        Operation(
            "citations",
            1,
            1,
            JSON,
            "The documents that are cited.",
            "引用的文件",
            tuple[Citation, ...],
        ),
        Operation(
            "chunks",
            1,
            1,
            JSON,
            "Pieces for retrieval, each with the headings above it.",
            "供检索用的分块（附上级标题）",
            tuple[Chunk, ...],
            (BY, MAX_SIZE),
        ),
        Operation(
            "document",
            1,
            1,
            JSON,
            "The whole tree.",
            "完整的文档树",
            Document,
        ),
    )
}
"""Every operation by its name, in the order of the API."""


def misuse(job: Job) -> Refusal | None:
    """Return what is wrong with a job before its documents are read, or None."""
    operation = OPERATIONS[job.operation]
    count = len(job.uploads)
    if not operation.least <= count <= operation.most:
        wanted = {
            (1, 1): ("one document", "一份文件"),
            (2, 2): ("two documents", "两份文件"),
        }
        words = wanted.get(
            (operation.least, operation.most), ("one or two documents", "一至两份文件")
        )
        return refusal("count", job.operation, words, count)
    allowed = {one.name: one for one in operation.options}
    for name, value in job.options.items():
        if name not in allowed or not allowed[name].allows(value):
            return refusal("option", name[:40], value[:40])
    return None
