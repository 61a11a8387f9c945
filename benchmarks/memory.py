"""Memory while parsing and what importing costs, each in fresh processes.

In: the folder of the seeds. Out: bytes a character (peak above the text itself, and
kept in the tree), and what a fresh process pays for `import cnpolicy`.
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


@frozen
class Start:
    """What it costs a fresh process to begin, in milliseconds of processor time."""

    imported: float
    """`import cnpolicy`, beyond a bare interpreter."""

    parsed: float
    """The import and the `parse` of one line, beyond a bare interpreter."""

    loaded: tuple[str, ...] = ()
    """Modules the import loads that should be opened on first use: lark, opencc."""


def starting(rounds: int = 11) -> Start:
    """Time fresh processes: the median of the differences of neighbouring runs."""
    codes = ("pass", "import cnpolicy", "import cnpolicy; cnpolicy.parse('一、目标')")
    for code in codes:
        _start(code)  # compiled files are written once, not timed
    runs = [[_start(code) for code in codes] for _ in range(rounds)]
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
    imported, parsed = (
        statistics.median(run[place] - run[0] for run in runs) * 1e3 for place in (1, 2)
    )
    return Start(imported, parsed, tuple(sorted(seen.stdout.split())))


def _start(code: str) -> float:
    """Seconds of processor time for a fresh interpreter to run `code`.

    Where the system counts none for children, seconds of wall time.
    """
    before = _spent()
    subprocess.run([sys.executable, "-c", code], env=environment(), check=True)
    return _spent() - before


def _spent() -> float:
    """Seconds that the processor spent on the children of this process so far."""
    try:
        import resource
    except ImportError:
        return time.perf_counter()
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


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
