"""Draws mutants of the core and tells which no test notices: see README.md beside this.

In: a family of faults, a size and a seed. Out: how many of the sample were killed, by
package and kind of fault, and the survivors as differences; those that `equivalent.tsv`
explains are told apart. The same seed draws the same sample of the same sources.
"""

from __future__ import annotations

import argparse
import os
import sys
import tomllib
from collections import Counter
from pathlib import Path
from random import Random

TESTS = Path(__file__).resolve().parents[1]
PROJECT = TESTS.parent
sys.path.insert(0, str(TESTS))
os.environ["HYPOTHESIS_PROFILE"] = "mutants"
os.environ["CI"] = "1"

from mutation.judge import Bench, Verdict, changed_function, codes_of  # noqa: E402
from mutation.mutants import FAMILIES, Mutant, mutants_of  # noqa: E402

SOURCES = PROJECT / "src" / "cnpolicy"


def main(arguments: list[str] | None = None) -> int:
    """Draw, judge, report; the exit code is 1 if the score is below the floor."""
    options = _options().parse_args(arguments)
    groups = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    groups = groups["tool"]["cnpolicy"]["mutation"]
    package_of = _packages(groups, options)
    drawn = list(package_of)
    if options.sample < len(drawn):
        drawn = Random(options.seed).sample(drawn, options.sample)
    judged: dict[Mutant, Verdict] = {}

    def take(mutant: Mutant, verdict: Verdict) -> None:
        judged[mutant] = verdict
        where = f"{mutant.path.stem}:{mutant.line} {mutant.kind}"
        said = f"{verdict.outcome} {verdict.seconds:.1f} s {verdict.by}"
        lines = mutant.difference() if verdict.outcome == "survived" else ()
        said = "\n    ".join((f"{len(judged)}/{len(drawn)} {where} {said}", *lines))
        print(said, file=sys.stderr, flush=True)

    # First what needs the library not to be imported yet.
    warm = []
    for group in groups:
        inside = [one for one in drawn if package_of[one] in group["packages"]]
        if not inside:
            continue
        inside.sort(key=lambda one: (str(one.path), one.line))
        bench = Bench([TESTS / name for name in group["tests"]])
        survey = bench.survey(SOURCES, sorted({one.path for one in inside}))
        if isinstance(survey, str):
            print(f"a test fails without any fault: {survey}")
            return 2
        cold = {
            one
            for one in inside
            if one.at_import or changed_function(*codes_of(one)) in survey.at_import
        }
        for mutant in inside:
            if mutant in cold:
                take(mutant, bench.at_import(mutant))
        warm.append((bench, survey, [one for one in inside if one not in cold]))
    for bench, survey, inside in warm:
        bench.in_functions(inside, survey.by_test, take)
    return _report(judged, package_of, options)


def _packages(
    groups: list[dict[str, list[str]]], options: argparse.Namespace
) -> dict[Mutant, str]:
    """Every mutant that is asked for, with the package that it is in."""
    listed = _listed("survivors.tsv") if options.again else None
    found: dict[Mutant, str] = {}
    for package in (package for group in groups for package in group["packages"]):
        if options.package and package not in options.package:
            continue
        for path in sorted((SOURCES / package).rglob("*.py")):
            for one in mutants_of(path):
                if one.family == options.family and (
                    listed is None or _place(one) in listed
                ):
                    found[one] = package
    return found


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--family", choices=FAMILIES, default="common")
    parser.add_argument("--sample", type=int, default=600)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--package", action="append", help="of these only")
    parser.add_argument("--again", action="store_true", help="those of survivors.tsv")
    parser.add_argument("--floor", type=float, default=0.9, help="of the score")
    return parser


def _report(
    judged: dict[Mutant, Verdict],
    package_of: dict[Mutant, str],
    options: argparse.Namespace,
) -> int:
    """Print the score and the survivors."""
    known = _listed("equivalent.tsv")
    alive = [one for one, verdict in judged.items() if verdict.outcome == "survived"]
    for name, of in (("package", package_of.get), ("kind", lambda one: one.kind)):
        print(f"| {name} | mutants | survived |\n| --- | ---: | ---: |")
        all_of = Counter(of(one) for one in judged)
        alive_of = Counter(of(one) for one in alive)
        for key, count in sorted(all_of.items()):
            print(f"| {key} | {count} | {alive_of[key]} |")
        print()
    listed = [one for one in alive if _place(one) in known]
    hung = sum(verdict.outcome == "hung" for verdict in judged.values())
    score = 1 - len(alive) / max(len(judged), 1)
    print(
        f"{options.family}, seed {options.seed}: {len(judged)} mutants, "
        f"{len(alive)} survived ({len(listed)} known as equivalent), {hung} of the "
        f"killed took too long: score {score:.1%}"
    )
    for one in alive:
        sign = "=" if one in listed else " "
        print(f"\n{sign} {one.path.relative_to(SOURCES)}:{one.line} {one.kind}")
        print("\n".join(f"    {line}" for line in one.difference()))
    return int(score < options.floor)


def _place(one: Mutant) -> tuple[str, str]:
    """The module of a mutant and its difference, as the tables here write them."""
    return one.path.relative_to(SOURCES).as_posix(), "⏎".join(one.difference())


def _listed(name: str) -> set[tuple[str, str]]:
    """The mutants in a table of this folder: module and difference."""
    path = Path(__file__).with_name(name)
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {(module, difference) for module, difference, *_ in rows}


if __name__ == "__main__":
    sys.exit(main())
