"""Questions to a corpus, in SQL.

In: the folder of a corpus. Out: a DuckDB connection with a view for each table (extra
`corpus`). Nothing is copied: the views read the Parquet files of the parts that count.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cnpolicy.corpus.building.parts import PARTS, part_folders, part_schemas
from cnpolicy.corpus.duplicates.find_duplicates import DUPLICATES
from cnpolicy.errors import CnpolicyError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class View(NamedTuple):
    """A view: `refused_documents`."""

    name: str
    """Its name."""

    words: str
    """What a row is, for the documentation."""

    query: str
    """How it is made of the files and the views before it."""


VIEWS = (
    View(
        "documents",
        "a document that was read and is still there; `duplicate_of`, "
        "`near_duplicate_of` name the document that it is a copy of",
        """
        select d.* exclude (error, error_zh, removed),
            c.duplicate_of, c.near_duplicate_of, c.similarity
        from documents_files d left join duplicates_files c on c.document_id = d.id
        where d.error is null and d.removed is null
        """,
    ),
    View(
        "unique_documents",
        "a document that is no copy of another, exact or near",
        """
        select * exclude (duplicate_of, near_duplicate_of, similarity) from documents
        where duplicate_of is null and near_duplicate_of is null
        """,
    ),
    View(
        "refused_documents",
        "a file that could not be read, with the reason",
        """
        select id, input, error, error_zh from documents_files
        where error is not null and removed is null
        """,
    ),
    View(
        "removed_documents",
        "a document whose file is gone; what it stated is in no other view",
        "select id, input, document, removed from documents_files"
        " where removed is not null",
    ),
)
"""The views beside those of the other tables, which are named like them."""


def open_store(out: str | Path) -> DuckDBPyConnection:
    """Return a DuckDB connection with the views of the corpus `out`.

    It is in memory and has a view for each table (`documents`, `texts`, `sections`,
    `tasks`, …) and those of `VIEWS`. It reads the parts that count now: one that is
    open while the corpus is built may lose files.

    Raises `CnpolicyError` for a folder that is no corpus, and without duckdb (extra
    `corpus`).
    """
    try:
        import duckdb
    except ImportError as error:
        raise CnpolicyError(
            'a corpus needs duckdb: pip install "cnpolicy[corpus]"'
        ) from error
    folder = Path(out)
    if not (folder / PARTS).is_dir():
        raise CnpolicyError(f"{out}: no corpus: `cnpolicy corpus build` makes one")
    spilled = str(Path(tempfile.gettempdir(), "cnpolicy-duckdb"))
    connection = duckdb.connect(":memory:", config={"temp_directory": spilled})
    # Nothing is fetched from a network.
    connection.execute("set autoinstall_known_extensions = false")
    parts = part_folders(folder)
    for name, schema in part_schemas().items():
        shown = f"{name}_files" if name == "documents" else name
        if parts:
            files = [part / f"{name}.parquet" for part in parts]
            connection.execute(f"create view {shown} as from {_files(files)}")
        else:
            connection.register(shown, schema.empty_table())
    copies = folder / DUPLICATES
    if copies.is_file():
        view = f"create view duplicates_files as from {_files([copies])}"
    else:
        # Before the first build has come to its end no copies are known.
        view = (
            "create view duplicates_files as select null::varchar as document_id,"
            " null::varchar as duplicate_of, null::varchar as near_duplicate_of,"
            " null::double as similarity where false"
        )
    connection.execute(view)
    for made in VIEWS:
        connection.execute(f"create view {made.name} as {made.query}")
    return connection


def _files(paths: list[Path]) -> str:
    """Write the call that reads some Parquet files."""
    quoted = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
    return f"read_parquet([{quoted}])"
