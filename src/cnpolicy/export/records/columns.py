"""How the columns of records are described.

Defines `RecordColumn` and `RecordForm`, with what reads a column of a result: names in
a list, headings on one line, a part that may be missing. The tables of the classes are
made of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from itertools import zip_longest
from operator import attrgetter
from typing import Any, NamedTuple

from cnpolicy.model.results.targets import Target


class ColumnType(Enum):
    """What stands in a column; any of them may be missing (None)."""

    TEXT = "text"
    """Words; names in a list are joined by 、."""

    INTEGER = "integer"
    """A whole number."""

    DECIMAL = "decimal"
    """An exact number: 8.5."""

    NUMBER = "number"
    """A number from 0 to 1."""

    BOOLEAN = "boolean"
    """True or False."""

    DATE = "date"
    """A day: 2025-06-30."""


class RecordColumn(NamedTuple):
    """One column: `due`, a date, read from a task."""

    key: str
    """Its key, which never changes."""

    type: ColumnType
    """What stands in it."""

    words: str
    """What it says, for the documentation."""

    of: Callable[[Any], Any]
    """Reads it from a result."""


class RecordForm(NamedTuple):
    """How the objects of a class become records."""

    columns: tuple[RecordColumn, ...]
    """The columns in order."""

    place: str | None
    """The attribute that says where an object stands; None for one that does not."""


Read = Callable[[Any], Any] | str | None
Column = tuple[str, str] | tuple[str, str, Read]


def form(place: str | None, *columns: Column) -> RecordForm:
    """Make a form of `key:type`, what it says, and how it is read.

    Without the last a column is the attribute of its name; a string names another.
    """
    made = [column(*one) for one in columns]
    if place is not None:
        start, end = attrgetter(f"{place}.start"), attrgetter(f"{place}.end")
        made.append(column("start:integer", "offset of its first character", start))
        made.append(column("end:integer", "offset behind its last character", end))
    return RecordForm(tuple(made), place)


def column(head: str, words: str, read: Read = None) -> RecordColumn:
    """Make one column."""
    key, _, kind = head.partition(":")
    of = attrgetter(read or key) if read is None or isinstance(read, str) else read
    return RecordColumn(key, ColumnType(kind or "text"), words, of)


def box_of(origin: Any) -> str | None:
    """Write the box of a place on its first page; None without one."""
    if origin is None or not origin.boxes:
        return None
    one = origin.boxes[0]
    return f"{one.left} {one.top} {one.right} {one.bottom}"


# --------------------------------------------------------------------- what is read


def joined(words: Iterable[object]) -> str:
    """Join words as a list of names is written."""
    return "、".join(map(str, words))


def names(attribute: str) -> Callable[[Any], str]:
    """Read the names of some bodies or persons."""
    return lambda item: joined(one.name for one in getattr(item, attribute))


def full_names(item: Any) -> str:
    """Read the full names of the bodies of a task, each once."""
    return joined(dict.fromkeys(body.normalized for body in item.organizations))


def persons(item: Any) -> str:
    """Read persons with what they are called: 责任领导：王某某."""
    return joined(f"{one.label}：{one.name}" for one in item.persons)


def marks(item: Any) -> str:
    """Read the marks of the headings: 三、(四)."""
    return "".join(item.number)


def headings(item: Any) -> str:
    """Read the headings with their marks, from the top down."""
    above = zip_longest(item.number, item.path, fillvalue="")
    return " > ".join(number + title for number, title in above)


def name_of(attribute: str) -> Callable[[Any], str | None]:
    """Read the name of one body, which may be missing."""
    read = attrgetter(attribute)
    return lambda item: None if read(item) is None else read(item).name


def value(attribute: str) -> Callable[[Any], str | None]:
    """Read the value of an enum, which may be missing."""
    read = attrgetter(attribute)
    return lambda item: None if read(item) is None else read(item).value


def count(attribute: str) -> Callable[[Any], int]:
    """Read how many there are."""
    return lambda item: len(getattr(item, attribute))


def words_of(attribute: str) -> Callable[[Any], str]:
    """Read words in a list."""
    return lambda item: joined(getattr(item, attribute))


def inside(outer: str, inner: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Read something of a part, which may be missing."""

    def read(item: Any) -> Any:
        part = getattr(item, outer)
        return None if part is None else inner(part)

    return read


def written(target: Target) -> str:
    """Write a figure with its unit: 8.5万件, 1~2个."""
    low, high = f"{target.low:f}", f"{target.high:f}"
    return (low if low == high else f"{low}~{high}") + target.unit


def figures(item: Any) -> str:
    """Read the targets of a task with their names."""
    return joined((one.name or "") + written(one) for one in item.targets)


def measured(item: Any) -> str | None:
    """Read what a target measures that changed."""
    target: Target | None = item.after or item.before
    return target.name if target else None


def titles(item: Any) -> str:
    """Read the documents that are cited."""
    return joined(one.title or one.number for one in item.citations)


def changed_roles(sign: str, *, added: bool) -> Column:
    """The column of the roles that bodies gained or lost."""
    what = "gained" if added else "lost"
    return (
        f"roles_{sign}",
        f"bodies with the roles that they {what}: 山西省财政厅 responsible",
        lambda item: joined(
            f"{one.normalized} {one.role.value}"
            for one in item.roles
            if one.added is added
        ),
    )


def side(name: str) -> tuple[Column, ...]:
    """The columns of the provision of one document in a change."""
    of = "first" if name == "before" else "second"
    return (
        (
            f"{name}_path",
            f"the headings above it in the {of} document; None if it is not there",
            inside(name, headings),
        ),
        (f"{name}_title", "its title there", inside(name, attrgetter("title"))),
        (f"{name}_text", "its words there", inside(name, attrgetter("text"))),
        (
            f"{name}_start:integer",
            "offset of its first character there",
            inside(name, attrgetter("span.start")),
        ),
    )


DOCUMENT_COLUMNS: Sequence[RecordColumn] = (
    column("document", "title of the document", "title"),
    column("document_number", "its 文号", "doc_number"),
    column("document_issuers", "who signs it", words_of("issuers")),
    column("document_date:date", "成文日期", "date"),
    column("document_file", "the path of its file", "file"),
)
"""The columns before all others where the document is known; of `Document.identity`."""

PLACE_COLUMNS: Sequence[RecordColumn] = (
    column("quote", "the words that stand there", "quote"),
    column("line:integer", "line of the text, from 1", "line"),
    column("page:integer", "page of the file, from 1", "page"),
    column("box", "its box on that page in points: left top right bottom", "box"),
    column("place", "place in the file: XPath, page, line and column", "place"),
)
"""The columns behind all others where the document is known."""
