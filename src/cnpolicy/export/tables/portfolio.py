"""Documents with their tasks, as the tables need them.

In: documents, or tasks without their documents. Out: a `Portfolio`: the tasks of all,
numbered through, and the columns that say whose a row is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from cnpolicy.analysis.tasks import tasks
from cnpolicy.export.tables.sheet import Cell, SheetColumn
from cnpolicy.model.arguments import expect_all
from cnpolicy.model.nodes import Document
from cnpolicy.model.provenance import DocumentIdentity
from cnpolicy.model.results.tasks import Task

BEFORE = (SheetColumn("文件名称", 24), SheetColumn("文号", 16))
"""The columns behind the number that say whose a row is."""

BEHIND = (SheetColumn("发文机关", 16), SheetColumn("来源文件", 20))
"""Those at the end of a row."""


class Entry(NamedTuple):
    """One document of a portfolio."""

    document: Document | None
    """The document; None if only its tasks are known."""

    tasks: tuple[Task, ...]
    """Its tasks."""

    first: int
    """The number of the first of them, from 1."""

    @property
    def identity(self) -> DocumentIdentity:
        """By what the document is known; nothing if it is not."""
        return DocumentIdentity() if self.document is None else self.document.identity

    def numbered(self) -> Iterator[tuple[int, Task]]:
        """Yield the tasks with their numbers."""
        return enumerate(self.tasks, self.first)


class Portfolio:
    """The documents of one workbook."""

    def __init__(
        self, what: Any, function: str, keep: Callable[[Task], bool] = bool
    ) -> None:
        """Take a document, several, or tasks, and of these those that `keep` accepts.

        Raises `TypeError` in the name of `function` for anything else.
        """
        self.entries: list[Entry] = []
        """The documents in order, or one entry for tasks without."""
        documents, loose = _taken(what, function)
        groups: list[tuple[Document | None, Iterable[Task]]] = [
            (one, tasks(one)) for one in documents
        ]
        if loose or not documents:
            groups.append((None, loose))
        number = 1
        for document, found in groups:
            kept = tuple(filter(keep, found))
            self.entries.append(Entry(document, kept, number))
            number += len(kept)

    @classmethod
    def of(cls, what: Any, function: str, assigned: bool) -> Portfolio:
        """Take what `__init__` takes; `assigned` leaves out what nobody does."""
        return cls(what, function, (lambda task: task.assigned) if assigned else bool)

    @property
    def several(self) -> bool:
        """Tell whether rows must say whose they are."""
        return len(self.entries) > 1

    @property
    def documents(self) -> list[Document]:
        """Its documents."""
        return [one.document for one in self.entries if one.document is not None]

    @property
    def tasks(self) -> list[Task]:
        """The tasks of all documents, in the order of their numbers."""
        return [task for entry in self.entries for task in entry.tasks]

    def title(self, words: str) -> str:
        """Return the title of a sheet: that of the one document, or how many there are.

        山西省…规划任务分工表, 任务分工表（12个文件）.
        """
        if self.several:
            return f"{words}（{len(self.entries)}个文件）"
        return (self.entries[0].identity.title or "") + words

    def columns(self, *own: SheetColumn) -> tuple[SheetColumn, ...]:
        """Return columns of a sheet, with those of the document around the rest.

        They stand behind the first, which is the number of the row.
        """
        if not self.several:
            return own
        return (own[0], *BEFORE, *own[1:], *BEHIND)

    def row(self, entry: Entry, *cells: Cell) -> tuple[Cell, ...]:
        """Return a row with the cells of its document around the rest."""
        if not self.several:
            return cells
        known = entry.identity
        first = (known.title or "", known.doc_number or "")
        last = ("、".join(known.issuers), known.file or "")
        return (cells[0], *first, *cells[1:], *last)


def _taken(what: Any, function: str) -> tuple[tuple[Document, ...], tuple[Task, ...]]:
    """Return what was given as documents or as tasks."""
    if isinstance(what, Document):
        return (what,), ()
    if not isinstance(what, Iterable) or isinstance(what, str | bytes):
        raise TypeError(
            f"{function}() takes documents or tasks, not {type(what).__name__}"
        )
    found = tuple(what)
    if found and isinstance(found[0], Document):
        return expect_all(found, Document, function), ()
    return (), expect_all(found, Task, function)
