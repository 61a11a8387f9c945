"""The formats that documents are turned into: one table, a row a format.

In: the name of a format or of a file. Out: its `Format`, which turns documents into
the text or the bytes of a file. To add a format, write a module and add a row: the
command `convert`, its help and the tests take it from here. A module is imported when
its format is used, and so is the library that it needs.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from enum import Enum
from pathlib import PurePath
from typing import Any, cast

from attrs import frozen

from cnpolicy.errors import CnpolicyError


class Takes(Enum):
    """What one file of a format is made of."""

    DOCUMENT = "document"
    """A `Document`: several give a file each."""

    DOCUMENTS = "documents"
    """A sequence of `Document`s, which share one file."""

    SOURCE = "source"
    """A `Source`, what a reader gives before it is parsed: several give a file each."""


@frozen
class Format:
    """One row of the table: `json`, `.json`, from a document, no extra."""

    name: str
    """Its name: what `convert --to` is given."""

    endings: tuple[str, ...]
    """The endings of its files with their dot, small letters, the usual one first."""

    takes: Takes
    """What one file is made of."""

    function: str
    """`module:function` of what makes it: takes what `takes` says, returns `str` (a
    text file, written as UTF-8) or `bytes`."""

    public: str
    """The name of the function of `cnpolicy` that gives it to a program: to_json."""

    english: str
    """What it is, for the help."""

    chinese: str
    """The same for a Chinese reader."""

    extra: str | None = None
    """The extra of the package that brings its library; None if it needs none."""

    library: str | None = None
    """The module that the extra brings; None if it needs none."""

    is_text: bool = True
    """Whether its files are text, which a terminal can show."""

    byte_order_mark: bool = False
    """Whether its text begins with the mark by which Excel knows UTF-8."""

    def make(self, what: Any) -> str | bytes:
        """Return the text or the bytes of one file of `what` (see `takes`).

        Raises `CnpolicyError` with the remedy if its library is not installed.
        """
        if self.library and importlib.util.find_spec(self.library) is None:
            raise CnpolicyError(
                f"{self.name} needs {self.library}: "
                f'pip install "cnpolicy[{self.extra}]"'
            )
        module, _, function = self.function.partition(":")
        make: Callable[[Any], str | bytes] = cast(
            Callable[[Any], str | bytes],
            getattr(importlib.import_module(module), function),
        )
        return make(what)

    def encoded(self, what: Any) -> bytes:
        """Return the bytes of one file.

        What UTF-8 cannot hold (a lone surrogate, which no reader gives) is escaped.
        """
        made = self.make(what)
        if isinstance(made, bytes):
            return made
        mark = "\ufeff" if self.byte_order_mark else ""
        return (mark + made).encode("utf-8", "backslashreplace")


FORMATS: tuple[Format, ...] = (
    Format(
        "json",
        (".json",),
        Takes.DOCUMENT,
        "cnpolicy.export.json:to_json",
        "to_json",
        "the whole tree, there and back",
        "完整的文档树，可还原",
    ),
    Format(
        "md",
        (".md", ".markdown"),
        Takes.DOCUMENT,
        "cnpolicy.export.markdown:to_markdown",
        "to_markdown",
        "Markdown with headings and tables",
        "带标题和表格的 Markdown",
    ),
    Format(
        "html",
        (".html", ".htm"),
        Takes.DOCUMENTS,
        "cnpolicy.export.html.page:to_html",
        "to_html",
        "a page to look at, one file without network",
        "供浏览的网页（单个文件，不联网）",
        extra="view",
        library="jinja2",
    ),
    Format(
        "csv",
        (".csv",),
        Takes.DOCUMENTS,
        "cnpolicy.export.spreadsheets.csv:table_text",
        "to_csv",
        "the tasks as a table that Excel opens",
        "任务分工表（CSV）",
        byte_order_mark=True,
    ),
    Format(
        "xlsx",
        (".xlsx",),
        Takes.DOCUMENTS,
        "cnpolicy.export.spreadsheets.xlsx:workbook",
        "to_xlsx",
        "the tasks as a workbook",
        "任务分工表（工作簿）",
        extra="xlsx",
        library="xlsxwriter",
        is_text=False,
    ),
    Format(
        "docx",
        (".docx",),
        Takes.DOCUMENTS,
        "cnpolicy.export.word.task_tables:task_tables",
        "to_docx",
        "the tasks as a Word document to print",
        "任务分工表（Word 文档，供打印）",
        extra="docx",
        library="docx",
        is_text=False,
    ),
    Format(
        "akn",
        (".akn", ".xml"),
        Takes.DOCUMENT,
        "cnpolicy.export.akn.write:to_akn",
        "to_akn",
        "Akoma Ntoso 3.0, the XML of parliaments and courts; there and back",
        "Akoma Ntoso 3.0（法律文件的 XML 国际标准），可还原",
        extra="akn",
        library="lxml",
    ),
    Format(
        "arrow",
        (".arrow", ".feather"),
        Takes.DOCUMENTS,
        "cnpolicy.export.spreadsheets.arrow:task_file",
        "to_arrow",
        "the tasks as an Arrow table, for data frames and databases",
        "任务分工表（Arrow 列式文件）",
        extra="arrow",
        library="pyarrow",
        is_text=False,
    ),
    Format(
        "mermaid",
        (".mmd", ".mermaid"),
        Takes.DOCUMENT,
        "cnpolicy.export.mermaid:to_mermaid",
        "to_mermaid",
        "the outline as a mind map",
        "大纲思维导图（Mermaid）",
    ),
    Format(
        "txt",
        (".txt",),
        Takes.SOURCE,
        "cnpolicy.export.text:to_text",
        "to_text",
        "the text that the reader found",
        "读取到的纯文本",
    ),
)
"""Every format, in the order of the help."""


def find_format(name: str) -> Format:
    """Return the format of a name (`xlsx`) or of the ending of a file (`a.XLSX`).

    Raises `CnpolicyError` for one that is not in the table, and names those that are.
    """
    ending = PurePath(name).suffix.lower()
    for one in FORMATS:
        if name.lower() == one.name or ending in one.endings:
            return one
    known = ", ".join(one.name for one in FORMATS)
    raise CnpolicyError(f"{name}: no format that is written ({known})")
