"""What readers take for files that ask for much: time, memory, and what they say.

Usage: python benchmarks/reader_limits.py

In: the makers of `tests/readers/hostile_files.py`. Out: a Markdown table on the
standard output, a row a file, each read in a process of its own; an archive is read a
second time without its packing. Exits 1 if a file takes more than 300 MiB or 20 s.
"""

import sys
import tempfile
from pathlib import Path

import table

TESTS = Path(__file__).parents[1] / "tests"
sys.path[:0] = [str(TESTS / "readers"), str(TESTS)]

from hostile_files import HOSTILE, KINDS, without_packing  # noqa: E402
from reader_memory import MIB, measure  # noqa: E402

MOST_MEMORY = 300 * MIB
MOST_SECONDS = 20.0
LONGEST_MESSAGE = 60


def main() -> None:
    """Read each file and print what it took."""
    rows: list[list[str]] = []
    beyond = False
    with tempfile.TemporaryDirectory() as folder:
        for name, make in HOSTILE.items():
            packed = make()
            for data in filter(None, (packed, without_packing(packed))):
                found = measure(data, Path(folder), KINDS.get(name))
                beyond |= found.memory > MOST_MEMORY or found.seconds > MOST_SECONDS
                rows.append(
                    [
                        name if data is packed else f"{name}, not packed",
                        table.number(len(data) / 1024, 0),
                        table.number(found.seconds),
                        table.number(found.memory / MIB, 0),
                        found.outcome[:LONGEST_MESSAGE],
                    ]
                )
    columns = ["file", "KiB", "CPU s", "MiB at the peak", "what became of it"]
    sys.stdout.write(table.markdown(columns, rows) + "\n")
    sys.exit(beyond)


if __name__ == "__main__":
    main()
