"""Score cnpolicy against documents read by hand.

    python benchmarks/accuracy.py GOLD TEXTS [--json] [--show N]

In: a folder of gold files (`docs/accuracy.md` gives their format) and the folder of
the texts they name. Out: a Markdown table with a row a document and the totals, or the
totals as JSON. Exits 0 always: it measures, it does not judge.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from attrs import define, field
from measures import MEASURES, Count, Score, score
from reading import from_gold, from_library
from table import markdown


@define
class Totals:
    """The sums over all documents."""

    counts: dict[str, Count] = field(factory=dict)
    """One count for each measure that applied to any document."""

    documents: int = 0
    """How many texts were read, failures included."""

    lossless: int = 0
    """How many came back whole."""

    failed: list[str] = field(factory=list)
    """What went wrong, one line a document."""

    def add(self, found: Score) -> None:
        """Add the counts of one document."""
        for name, count in found.counts.items():
            self.counts[name] = self.counts.get(name, Count()) + count

    def as_dict(self) -> dict[str, Any]:
        """The totals as plain data."""
        shares: dict[str, Any] = {
            name: {
                "f1": round(self.counts[name].f1, 4),
                "precision": round(self.counts[name].precision, 4),
                "recall": round(self.counts[name].recall, 4),
            }
            for name in MEASURES
            if self.counts.get(name)
        }
        return {
            **shares,
            "documents": self.documents,
            "lossless": self.lossless,
            "failed": self.failed,
        }


def main(arguments: Sequence[str] | None = None) -> int:
    """Score a folder of gold and print what was found."""
    cli = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    cli.add_argument("gold", type=Path, help="folder of gold files, *.json")
    cli.add_argument("texts", type=Path, help="folder of the texts they name")
    cli.add_argument("--json", action="store_true", help="the totals as JSON")
    cli.add_argument(
        "--show", type=int, default=0, help="up to N wrong headings a document"
    )
    options = cli.parse_args(arguments)
    for folder in (options.gold, options.texts):
        if not folder.is_dir():
            cli.error(f"no folder {folder}")
    totals = Totals()
    rows: list[list[str]] = []
    notes: list[str] = []
    for path in sorted(options.gold.glob("*.json")):
        try:
            name, gold = from_gold(path)
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            message = f"{type(error).__name__}: {error}"
            print(f"{path.stem}: not in the format of gold: {message}", file=sys.stderr)
            continue
        source = options.texts / name
        if not source.exists():
            print(f"{path.stem}: no text {name}", file=sys.stderr)
            continue
        totals.documents += 1
        text = source.read_bytes().decode("utf-8")
        start = time.perf_counter()
        try:
            said, whole = from_library(text)
            seconds = time.perf_counter() - start
            found = score(gold, said, text)
        except Exception as error:  # a crash is a result to report, not to hide
            totals.failed.append(f"{path.stem}: {type(error).__name__}: {error}")
            continue
        totals.lossless += whole
        totals.add(found)
        milliseconds = f"{seconds * 1e3:.0f}"
        rows.append([path.stem, _yes(whole), *_cells(found.counts), milliseconds])
        if options.show:
            notes += [
                f"{path.stem}: {note}" for note in _notes(found, text, options.show)
            ]
    if options.json:
        print(json.dumps(totals.as_dict(), ensure_ascii=False))
        return 0
    together = f"{totals.lossless}/{totals.documents}"
    rows.append(["all", together, *_cells(totals.counts), ""])
    print(markdown(["document", "whole", *MEASURES, "ms"], rows))
    for line in (*notes, *(f"failed: {line}" for line in totals.failed)):
        print(line)
    return 0


def _yes(whole: bool) -> str:
    """Whether the text came back."""
    return "yes" if whole else "NO"


def _cells(counts: dict[str, Count]) -> Iterator[str]:
    """F1 for each measure; empty where there was nothing to find and nothing said."""
    for name in MEASURES:
        count = counts.get(name)
        yield f"{count.f1:.3f}" if count else ""


def _notes(found: Score, text: str, most: int) -> Iterator[str]:
    """The headings and metadata that are wrong, up to `most` of a kind."""
    for at in found.missed[:most]:
        yield f"missed {text[at : at + 16]!r}"
    for at in found.extra[:most]:
        yield f"extra {text[at : at + 16]!r}"
    for name, (said, gold) in found.wrong.items():
        yield f"{name} {said!r}, gold {gold!r}"


if __name__ == "__main__":
    sys.exit(main())
