"""Measure cnpolicy beside its peers: speed, growth, memory, import time.

    python benchmarks/speed.py [--quick] [--json] [--assert] [--only PART ...]

In: the folder of the seeds and whatever peers are installed. Out: Markdown tables (or
JSON) on standard output, progress on standard error. Exits 0; with `--assert` 1 if a
floor is missed, naming the lines that missed it.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import growth
import memory
import ours
import peers
import report
import timing
import translate

import cnpolicy

SEEDS = Path(__file__).parents[1] / "seeds"

PARTS = ("speed", "layouts", "growth", "memory", "import")
"""What can be asked for with `--only`."""

Options = argparse.Namespace


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for and return the exit code."""
    cli = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    cli.add_argument("--seeds", type=Path, default=SEEDS, help="folder of the seeds")
    cli.add_argument("--rounds", type=int, default=5, help="rounds of the speed table")
    cli.add_argument(
        "--clock", choices=timing.CLOCKS, default="cpu", help="what is measured"
    )
    cli.add_argument("--only", choices=PARTS, nargs="+", default=PARTS)
    cli.add_argument("--quick", action="store_true", help="a smoke test: small sizes")
    cli.add_argument("--json", action="store_true", help="JSON instead of tables")
    cli.add_argument(
        "--assert", dest="judge", action="store_true", help="exit 1 below the floors"
    )
    cli.add_argument("--show", type=int, default=15, help="rows of the growth table")
    options = cli.parse_args(arguments)
    files = sorted(options.seeds.glob("*.txt"))
    texts = [path.read_bytes().decode("utf-8") for path in files]
    if not texts:
        cli.error(f"no seeds in {options.seeds}")
    measured = run(texts, options)
    if options.json:
        print(json.dumps(measured.as_dict(), ensure_ascii=False, indent=1))
    else:
        print(measured.as_text(options.show))
    missed = measured.failures() if options.judge else []
    for line in missed:
        print("FLOOR MISSED", line, file=sys.stderr)
    return 1 if missed else 0


def run(texts: Sequence[str], options: Options) -> report.Report:
    """Measure the parts that were asked for, one after another."""
    headings = sum(1 for text in texts for kind in translate.kinds(text) if kind)
    measured = report.Report(ours.size_of(texts), headings)
    steps = {
        "speed": speed,
        "layouts": layouts,
        "growth": growing,
        "memory": remembering,
        "import": importing,
    }
    for part, step in steps.items():
        if part in options.only:
            say(part)
            step(measured, texts, options)
    return measured


def say(words: str) -> None:
    """Report progress."""
    print(f"measuring: {words}", file=sys.stderr)


def time_all(
    subjects: Sequence[peers.Subject], options: Options
) -> dict[str, timing.Timing]:
    """Time all subjects that can run, side by side."""
    cases = [timing.Case(each.name, each.run) for each in subjects if each.run]
    return timing.side_by_side(
        cases,
        rounds=options.rounds,
        floor=0.02 if options.quick else 0.1,
        clock=timing.CLOCKS[options.clock],
    )


def speed(measured: report.Report, texts: Sequence[str], options: Options) -> None:
    """cnpolicy and the peers on the seeds."""
    subjects = [*ours.all_ours(texts), *peers.all_peers(texts)]
    times = time_all(subjects, options)
    measured.speed = report.speed_rows(subjects, times, measured.size)


def layouts(measured: report.Report, texts: Sequence[str], options: Options) -> None:
    """cnpolicy on the seeds as they are and in other layouts."""
    subjects = [ours.as_they_are(texts), *ours.all_layouts(texts)]
    times = time_all(subjects, options)
    measured.layouts = report.speed_rows(subjects, times, measured.size)


def growing(measured: report.Report, texts: Sequence[str], options: Options) -> None:
    """The seeds repeated, 1 M characters of prose, every hostile builder."""
    clock = timing.CLOCKS[options.clock]
    parse = cnpolicy.parse
    measured.million = growth.million(parse, texts, clock)
    times = (1, 10) if options.quick else (1, 10, 100)
    measured.growth += growth.of_seeds(parse, texts, times, clock)
    hostile = growth.load_hostile()
    for row in hostile.BUILDERS:
        enough = 0.01 if options.quick else 0.02
        found = growth.doubling(row.id, parse, row.build, enough=enough, clock=clock)
        measured.growth.append(found)
    if not options.quick:
        for row in hostile.one_line():
            measured.growth.append(
                growth.doubling(
                    f"{row.id}, long",
                    parse,
                    row.build,
                    first=growth.LONGEST,
                    clock=clock,
                )
            )


def remembering(
    measured: report.Report, texts: Sequence[str], options: Options
) -> None:
    """Memory of some texts, each in a process of its own."""
    chosen = memory.TEXTS[:1] if options.quick else memory.TEXTS
    measured.memory = memory.measure(options.seeds, chosen)


def importing(measured: report.Report, texts: Sequence[str], options: Options) -> None:
    """The import, in fresh processes."""
    rounds = 3 if options.quick else 11
    measured.start = memory.starting(rounds)


if __name__ == "__main__":
    sys.exit(main())
