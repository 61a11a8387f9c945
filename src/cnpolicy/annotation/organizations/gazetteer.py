"""The lexicon of bodies: full names, short names, what became of them.

In: tables in TSV (`data/organizations.tsv`, `departments.tsv`, `branches.tsv`, and a
table of the user's own). Out: `Lexicon`, which answers by name. A row is a fact with
its source; a name that two rows share is told apart by the year of the document, and
stays unknown where that does not decide.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from attrs import field, frozen

from cnpolicy.errors import CnpolicyError
from cnpolicy.model.arguments import expect_path

_COLUMNS = frozenset(
    (
        *("full", "names", "national_names", "levels", "kind"),
        *("since", "until", "successor", "source"),
    )
)
_LEVELS = frozenset("省市县")
_TABLES = ("organizations.tsv", "departments.tsv", "branches.tsv")


@frozen
class Entry:
    """One row: 国家金融监督管理总局, also 金融监管总局, since 2023."""

    full: str
    """The full name. {place} in it is 山西省, {short} is 山西."""

    names: tuple[str, ...] = ()
    """Other forms: 市场监管局."""

    national_names: tuple[str, ...] = ()
    """Forms that mean it only in a document of the State Council or a ministry."""

    levels: str = ""
    """For a department of local governments: at which levels (省, 市, 县) it exists;
    empty for a body of its own name."""

    kind: str | None = None
    """What kind of body it is: 国务院组成部门; None if the row does not say."""

    since: int | None = None
    """First year under this name; None if old or unknown."""

    until: int | None = None
    """Year in which it was dissolved or renamed; None if it exists."""

    successor: str | None = None
    """What it became, with 、 between several; None if it exists or is not known."""

    source: str | None = None
    """Where the fact comes from; None if the row does not say."""

    def existed(self, year: int) -> bool:
        """Tell whether the body had this name in `year`."""
        return (self.since or 0) <= year <= (self.until or 9999)


Index = Mapping[str, tuple[Entry, ...]]


@frozen
class Lexicon:
    """Entries by name. Made by `builtin_lexicon` and `load_lexicon`."""

    entries: tuple[Entry, ...] = field(repr=False)
    """Every row, those of the user first."""

    bodies: Index = field(repr=False, eq=False)
    """Bodies of their own name, by full and short names."""

    national: Index = field(repr=False, eq=False)
    """Bodies by the forms that mean them in national documents only."""

    departments: Index = field(repr=False, eq=False)
    """Departments of local governments by name, without the place."""

    branches: tuple[tuple[str, str, Entry], ...] = field(repr=False, eq=False)
    """Branches of central bodies: what stands before and behind the place."""

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Lexicon:
        """Index `entries`; where two give a name to a body, the first one wins."""
        entries = tuple(entries)
        bodies: dict[str, list[Entry]] = {}
        national: dict[str, list[Entry]] = {}
        departments: dict[str, list[Entry]] = {}
        branches: list[tuple[str, str, Entry]] = []
        for entry in entries:
            for name in dict.fromkeys((entry.full, *entry.names)):
                if entry.levels:
                    bare = name.removeprefix("{place}")
                    if "{" not in bare:
                        departments.setdefault(bare, []).append(entry)
                elif "{place}" in name:
                    before, _, behind = name.partition("{place}")
                    branches.append((before, behind, entry))
                else:
                    bodies.setdefault(name, []).append(entry)
            for name in entry.national_names:
                national.setdefault(name, []).append(entry)
        return cls(
            entries,
            {name: tuple(rows) for name, rows in bodies.items()},
            {name: tuple(rows) for name, rows in national.items()},
            {name: tuple(rows) for name, rows in departments.items()},
            tuple(branches),
        )


def pick(entries: Iterable[Entry], year: int | None) -> Entry | None:
    """Return the one entry that is meant; None if several could be.

    The year is asked only where a name has two meanings (广电总局 was another body
    before 2013): an old name in a young text is still the old body.
    """
    entries = tuple(entries)
    if len({entry.full for entry in entries}) > 1 and year is not None:
        entries = tuple(entry for entry in entries if entry.existed(year))
    return entries[0] if len({entry.full for entry in entries}) == 1 else None


@cache
def builtin_lexicon() -> Lexicon:
    """Return the lexicon that comes with the library, read once."""
    return Lexicon.of(_builtin())


def load_lexicon(path: str | os.PathLike[str]) -> Lexicon:
    """Return the built-in lexicon with the rows of a table of one's own before it.

    The table is UTF-8 with tabs. Its first line names the columns: `full` is required;
    `names`, `national_names`, `levels`, `kind`, `since`, `until`, `successor` and
    `source` are there where needed. Several names are separated by 、 and lines that
    begin with # are remarks. A name of the table hides the same name of the built-in
    lexicon.

    Raises `CnpolicyError`, naming the line, where the table is not of that form.
    """
    expect_path(path, "load_lexicon")
    place = os.fspath(path)
    try:
        text = Path(place).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CnpolicyError(f"{place}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise CnpolicyError(f"{place}: the table is not UTF-8") from error
    own = read_table(text, place)
    taken = {
        (bool(entry.levels), name)
        for entry in own
        for name in (entry.full, *entry.names, *entry.national_names)
    }
    rest = (_without(entry, taken) for entry in _builtin())
    return Lexicon.of((*own, *(entry for entry in rest if entry is not None)))


def read_table(text: str, place: str) -> tuple[Entry, ...]:
    """Read a table of entries; `place` names it in errors (`CnpolicyError`)."""
    entries: list[Entry] = []
    for number, row in read_rows(text, place, "full", _COLUMNS):
        where = f"{place}:{number}"
        levels = row.get("levels", "")
        if not row["full"]:
            raise CnpolicyError(f"{where}: the column full is empty")
        if not _LEVELS.issuperset(levels):
            raise CnpolicyError(f"{where}: levels holds 省, 市, 县 only: {levels!r}")
        entries.append(
            Entry(
                full=row["full"],
                names=_several(row.get("names", "")),
                national_names=_several(row.get("national_names", "")),
                levels=levels,
                kind=row.get("kind") or None,
                since=_year(row.get("since", ""), where),
                until=_year(row.get("until", ""), where),
                successor=row.get("successor") or None,
                source=row.get("source") or None,
            )
        )
    return tuple(entries)


def read_rows(
    text: str, place: str, required: str, known: frozenset[str]
) -> Iterable[tuple[int, dict[str, str]]]:
    """Yield the rows of a TSV as (line number, values by column).

    Raises `CnpolicyError` for a missing or unknown column and for a line with more
    cells than columns.
    """
    header: list[str] | None = None
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            strange = [name for name in header if name not in known]
            if strange:
                raise CnpolicyError(f"{place}:{number}: unknown column {strange[0]!r}")
            if required not in header:
                raise CnpolicyError(f"{place}:{number}: no column {required}")
            continue
        if len(cells) > len(header):
            raise CnpolicyError(
                f"{place}:{number}: {len(cells)} cells, but {len(header)} columns"
            )
        cells += [""] * (len(header) - len(cells))
        yield number, dict(zip(header, cells, strict=True))
    if header is None:
        raise CnpolicyError(f"{place}:1: the table has no header")


def data(name: str) -> str:
    """Return the text of a table that comes with the library."""
    return files("cnpolicy").joinpath("data", name).read_text(encoding="utf-8")


@cache
def _builtin() -> tuple[Entry, ...]:
    """Read the tables that come with the library."""
    return tuple(entry for name in _TABLES for entry in read_table(data(name), name))


def _without(entry: Entry, taken: set[tuple[bool, str]]) -> Entry | None:
    """Return the entry without the names that another table defines; None if none."""
    local = bool(entry.levels)
    if (local, entry.full) in taken:
        return None
    return Entry(
        entry.full,
        tuple(name for name in entry.names if (local, name) not in taken),
        tuple(name for name in entry.national_names if (local, name) not in taken),
        *(entry.levels, entry.kind, entry.since, entry.until),
        *(entry.successor, entry.source),
    )


def _several(cell: str) -> tuple[str, ...]:
    """Split a cell at 、."""
    return tuple(part.strip() for part in cell.split("、") if part.strip())


def _year(cell: str, where: str) -> int | None:
    """Read a year; None from an empty cell."""
    if not cell:
        return None
    if not (cell.isascii() and cell.isdigit() and len(cell) == 4):
        raise CnpolicyError(f"{where}: not a year: {cell!r}")
    return int(cell)
