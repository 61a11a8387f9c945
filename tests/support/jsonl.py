"""Tables of test cases: one JSON object a line.

In: a name in `tests/data`. Out: its rows. Every row of a table of sentences has an id.
"""

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data"


def rows(name: str) -> list[dict[str, Any]]:
    """Return the rows of a table of `tests/data`."""
    lines = (DATA / name).read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]
