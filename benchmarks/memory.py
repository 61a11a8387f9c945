"""Memory while parsing and what importing costs, each in fresh processes.

In: the folder of the seeds. Out: bytes a character (peak above the text itself, and
kept in the tree), and milliseconds of `import cnpolicy` beyond a bare interpreter.
Run with `--child` it is the child: it parses one text under `tracemalloc` and prints
what it saw as JSON. The parser is warmed up before, so that grammars and tables
opened on first use do not count.
"""

import json
import os
import statistics
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

from attrs import frozen

SOURCE = Path(__file__).parents[1] / "src"

TEXTS: tuple[tuple[str, int], ...] = (
    ("seeds", 550_000),
    ("prose-lines", 500_000),
    ("prose-one-line", 500_000),
    ("same-heading-titled", 500_000),
    ("clauses", 500_000),
    ("line-feeds", 1_000_000),
)
"""What is parsed: the seeds or a hostile builder, and how many characters of it."""

PER_LINE, PER_CHARACTER = 600, 8
"""The budget above the text, in bytes."""


@frozen
class Memory:
    """What one parse needs."""

    name: str
    """The text: the seeds, or the id of a builder."""

    characters: int
    """Its length."""

    lines: int
    """Its lines."""

    peak: int
    """The most bytes held at once by Python above the text."""

    kept: int
    """Bytes that the tree holds."""

    fault: str = ""
    """The error, if there was one."""

    @property
    def of_budget(self) -> float:
        """The peak as a share of the budget."""
        return self.peak / (PER_LINE * self.lines + PER_CHARACTER * self.characters)


def environment() -> dict[str, str]:
    """The environment of a child: the library of this checkout first."""
    paths = [str(SOURCE), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}


def measure(seeds: Path, texts: tuple[tuple[str, int], ...] = TEXTS) -> list[Memory]:
    """Parse each text in a process of its own."""
    rows: list[Memory] = []
    for name, characters in texts:
        command = [sys.executable, __file__, "--child", name, str(characters)]
        done = subprocess.run(
            [*command, str(seeds)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment(),
            check=False,
        )
        if done.returncode:
            fault = (done.stderr.strip().splitlines() or ["killed"])[-1][:120]
            rows.append(Memory(name, characters, 0, 0, 0, fault))
        else:
            rows.append(Memory(**json.loads(done.stdout)))
    return rows


def import_time(rounds: int = 11) -> tuple[float, list[str]]:
    """Milliseconds of `import cnpolicy` beyond a bare interpreter, and what it loads.

    The median of the differences of neighbouring pairs. Of the modules only those are
    named that should be opened on first use: lark and opencc.
    """
    bare, whole = "pass", "import cnpolicy"
    _start(whole)  # compiled files are written once, not timed
    pairs = [(_start(bare), _start(whole)) for _ in range(rounds)]
    seen = subprocess.run(
        [
            sys.executable,
            "-c",
            "import cnpolicy, sys; print(*({'lark', 'opencc'} & set(sys.modules)))",
        ],
        capture_output=True,
        text=True,
        env=environment(),
        check=True,
    )
    difference = statistics.median(after - before for before, after in pairs)
    return difference * 1e3, sorted(seen.stdout.split())


def _start(code: str) -> float:
    """Seconds of wall time for a fresh interpreter to run `code`."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], env=environment(), check=True)
    return time.perf_counter() - start


def child(name: str, characters: int, seeds: Path) -> Memory:
    """Parse one text under `tracemalloc`."""
    from growth import load_hostile

    import cnpolicy

    files = sorted(seeds.glob("*.txt"))
    texts = [path.read_bytes().decode("utf-8") for path in files]
    for text in texts:
        cnpolicy.parse(text)
    if name == "seeds":
        joined = "".join(texts)
        text = joined * (characters // len(joined))
    else:
        rows = load_hostile().BUILDERS
        text = next(row for row in rows if row.id == name).build(characters)
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    document = cnpolicy.parse(text)
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    lines = text.count("\n") + 1
    del document
    return Memory(name, len(text), lines, peak - before, kept - before)


if __name__ == "__main__" and sys.argv[1:2] == ["--child"]:
    from attrs import asdict

    found = child(sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
    print(json.dumps(asdict(found)))
