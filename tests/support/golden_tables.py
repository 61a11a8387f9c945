"""Golden tables: what is known of the seeds, as rows.

In: a name in `tests/golden`. Out: its rows by column. Lines that begin with # are
remarks.
"""

from functools import cache
from pathlib import Path

from cnpolicy import Document, parse
from support.strategies import SEEDS, seed_text

GOLDEN = Path(__file__).parents[1] / "golden"


def golden_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of `tests/golden`."""
    text = (GOLDEN / name).read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.split("\n") if line[:1] not in ("", "#")]
    header, *rows = lines
    return [dict(zip(header, row, strict=True)) for row in rows]


@cache
def seed(number: str) -> Document:
    """Return the document of a seed: `seed("003")`."""
    [path] = [path for path in SEEDS if path.name.startswith(number)]
    return parse(seed_text(path))
