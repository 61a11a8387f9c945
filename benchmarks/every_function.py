"""How the time of every public function grows with the length of the text.

    nice python benchmarks/every_function.py                      # all of it, hours
    nice python benchmarks/every_function.py -f targets deadlines -b goal dates
    nice python benchmarks/every_function.py -o growth.md --longest 128000

In: the builders of `tests/support/hostile_texts.py` and the table `FUNCTIONS`; options
choose among them by parts of their names. Out: a Markdown table of what grows by more
than 2.5 a doubling or takes more than a second for 100,000 characters, and what was
measured in all. A text of n, 2n, 4n and 8n characters is parsed, then each function
reads the document; the growth of the last two doublings counts, and what fails is
measured again before it is told. Exits 1 if something is told.
"""

import argparse
import gc
import math
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import table
from attrs import frozen
from growth import load_hostile
from timing import at_most

import cnpolicy
from cnpolicy.export.formats import FORMATS, Takes

LIMIT = 2.5
"""A doubling of the text may take so many times as long."""

SLOWEST = 1.0
"""Seconds for 100,000 characters."""

NOTHING = 0.05
"""Seconds at the longest text below which growth is not judged: noise tells more."""

PATIENCE = 60
"""Seconds of wall time for one call, then it counts as a hang."""

Run = Callable[[cnpolicy.Document, str], object]


def _format(name: str) -> Run:
    """Return what writes a document in one format."""
    one = next(row for row in FORMATS if row.name == name)
    several = one.takes is Takes.DOCUMENTS
    return lambda document, _: one.make([document] if several else document)


FUNCTIONS: dict[str, Run] = {
    "targets": lambda document, _: cnpolicy.targets(document),
    "deadlines": lambda document, _: cnpolicy.deadlines(document),
    "citations": lambda document, _: cnpolicy.citations(document),
    "organizations": lambda document, _: cnpolicy.organizations(document),
    "references": lambda document, _: cnpolicy.references(document),
    "tasks": lambda document, _: cnpolicy.tasks(document),
    "chunks": lambda document, _: cnpolicy.chunks(document, max_chars=500),
    "compare": lambda document, _: cnpolicy.compare(document, document),
    "outline": lambda document, _: cnpolicy.outline(document),
    "unparse": lambda document, _: cnpolicy.unparse(document),
    "to_dict": lambda document, _: cnpolicy.to_dict(document),
    "from_akn": lambda document, _: cnpolicy.from_akn(cnpolicy.to_akn(document)),
    "check": lambda document, _: cnpolicy.check(document),
    "fix": lambda _, text: cnpolicy.fix(text),
    **{
        row.public: _format(row.name)
        for row in FORMATS
        if row.takes is not Takes.SOURCE and row.library is None
    },
}
"""Every public function of a document or a text, by its name; formats that need a
library of an extra are left out, but Akoma Ntoso is read again."""


@frozen
class Grown:
    """How one function took one builder."""

    builder: str
    """The id of the builder."""

    function: str
    """The name of the function."""

    characters: int
    """The longest length."""

    seconds: tuple[float, ...]
    """The times at each length, the shortest first."""

    fault: str = ""
    """The error, if there was one."""

    @property
    def ratio(self) -> float:
        """How the time grew a doubling, over the last two."""
        return math.sqrt(self.seconds[-1] / max(self.seconds[-3], 1e-9))

    @property
    def told(self) -> bool:
        """Tell whether it is too slow, or grows too fast."""
        if self.fault:
            return True
        slow = self.seconds[-1] / self.characters * 100_000 > SLOWEST
        return slow or (self.seconds[-1] >= NOTHING and self.ratio > LIMIT)


def grown(
    build: Callable[[int], str], name: str, functions: dict[str, Run], longest: int
) -> Iterator[Grown]:
    """Yield how `parse` and each of `functions` takes a builder."""
    texts = [build(longest // part) for part in (8, 4, 2, 1)]
    documents: list[cnpolicy.Document] = []

    def parse(at: int) -> None:
        documents[at:] = [cnpolicy.parse(texts[at])]

    first = _measured(name, "parse", texts, parse)
    yield first
    if first.fault:
        return
    for function, run in functions.items():

        def call(at: int, run: Run = run) -> None:
            run(documents[at], texts[at])

        yield _measured(name, function, texts, call)


def _measured(
    builder: str, function: str, texts: Sequence[str], call: Callable[[int], None]
) -> Grown:
    """Time a call at each length; again, for the best, if it is to be told."""
    best = [float("inf")] * len(texts)
    found = Grown(builder, function, len(texts[-1]), tuple(best))
    for _ in range(3):
        for at in range(len(texts)):
            gc.collect()
            gc.freeze()  # the documents of other lengths are no burden
            start = time.process_time()
            try:
                with at_most(PATIENCE):
                    call(at)
            except Exception as error:  # a crash or a hang is a result to show
                fault = f"{type(error).__name__}: {error}"[:80]
                return Grown(builder, function, len(texts[at]), tuple(best), fault)
            best[at] = min(best[at], time.process_time() - start)
        found = Grown(builder, function, len(texts[-1]), tuple(best))
        if not found.told:
            break
    return found


def report(rows: Sequence[Grown]) -> str:
    """Write what is to be told as a table."""
    told = [row for row in rows if row.told]
    head = (
        f"{len(rows)} pairs of function and builder, {len(told)} told: more than"
        f" {LIMIT} a doubling, or {SLOWEST:g} s for 100,000 characters.\n"
    )
    cells = [
        [
            f"{row.function} of {row.builder}",
            str(row.characters),
            *(f"{seconds:.3f}" for seconds in row.seconds),
            row.fault or f"{row.ratio:.2f}",
        ]
        for row in sorted(told, key=lambda row: -row.ratio)
    ]
    columns = [
        *("what", "characters", "s at n/8", "s at n/4", "s at n/2", "s at n"),
        "a doubling",
    ]
    return f"{head}\n{table.markdown(columns, cells)}\n" if cells else head


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the options choose, and print what is to be told."""
    assert __doc__
    cli = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    cli.add_argument("-f", "--functions", nargs="+", help="their names")
    cli.add_argument("-b", "--builders", nargs="+", help="parts of their ids")
    cli.add_argument("--longest", type=int, default=64_000, help="characters")
    cli.add_argument("-o", "--output", type=Path, help="write the table there too")
    options = cli.parse_args(arguments)
    unknown = set(options.functions or ()) - set(FUNCTIONS)
    if unknown:
        cli.error(f"no function {', '.join(sorted(unknown))}")
    chosen = {name: FUNCTIONS[name] for name in options.functions or FUNCTIONS}
    parts = options.builders or [""]
    rows: list[Grown] = []
    for row in load_hostile().BUILDERS:
        if any(part in row.id for part in parts):
            for result in grown(row.build, row.id, chosen, options.longest):
                rows.append(result)
                if result.told:
                    print(result, file=sys.stderr)
    words = report(rows)
    print(words)
    if options.output:
        options.output.write_text(words, encoding="utf-8")
    return int(any(row.told for row in rows))


if __name__ == "__main__":
    sys.exit(main())
