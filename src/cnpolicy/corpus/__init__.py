"""Corpora: folders of thousands of documents on one machine, millions on a cluster.

In: files, folders, tables of texts. Out: tables of all that the documents state, in
Parquet, with questions to ask them. `parse_batches` does the work everywhere; `build`
runs it in a pool of processes and can be stopped and taken up again; `spark` runs it on
a cluster; `open_store` answers SQL.
"""

from importlib import import_module

# Read by type checkers only.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from cnpolicy.corpus.batches import parse_batches
    from cnpolicy.corpus.building.build_corpus import BuildResult, Progress, build
    from cnpolicy.corpus.questions import Question
    from cnpolicy.corpus.schema import input_schema, output_schema, tables_of
    from cnpolicy.corpus.store import open_store

_HOMES = {
    "parse_batches": "cnpolicy.corpus.batches",
    **dict.fromkeys(
        ("BuildResult", "Progress", "build"), "cnpolicy.corpus.building.build_corpus"
    ),
    "Question": "cnpolicy.corpus.questions",
    "open_store": "cnpolicy.corpus.store",
    **dict.fromkeys(
        ("input_schema", "output_schema", "tables_of"), "cnpolicy.corpus.schema"
    ),
}


def __getattr__(name: str) -> "Any":
    """Import a public name when it is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


__all__ = [
    "BuildResult",
    "Progress",
    "Question",
    "build",
    "input_schema",
    "open_store",
    "output_schema",
    "parse_batches",
    "tables_of",
]
