"""Mutates documents at random and asserts the laws: see README.md beside this file.

In: a seed, minutes of CPU, and folders of texts if wanted. Out: each text that breaks a
law, cut down as far as it still breaks it, as a row ready for `regressions.txt`; the
exit code is 1 if there was one. The same seed gives the same texts.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.byte_choices import ROOM, Choices
from support.escapes import escaped
from support.laws import assert_laws
from support.passages import passages
from support.text_edits import cutting, mutation, printed

LONGEST = 3000
"""Characters of most texts."""

WHOLE = 60_000
"""Characters of a document that is taken whole, once in `ONE_IN` texts."""

ONE_IN = 60

TRIES = 3000
"""Texts that are tried at the most to make one find shorter."""

ROWS = 5
"""Rows that are given of one law."""

SECONDS, SECONDS_A_CHARACTER = 3.0, 0.002
"""A text takes too long that takes more than so much time of the processor."""

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

Fault = tuple[str, str]
"""What broke: the law, and the kind of the exception."""


# -------------------------------------------------------------------------------- texts


def texts_of(folders: Sequence[Path]) -> tuple[str, ...]:
    """The texts of folders, broken bytes replaced; those of the tests without any."""
    paths = [path for folder in folders for path in sorted(folder.rglob("*.txt"))]
    found = [path.read_bytes().decode("utf-8", "replace") for path in paths]
    if folders and not any(found):
        raise SystemExit("no texts (*.txt) in these folders")
    return tuple(text for text in found if text) or passages()


def mutant(seed: int, number: int, bases: Sequence[str]) -> str:
    """One text of a run, the same for the same seed and number."""
    random = Random(f"{seed}/{number}")
    choices = Choices(lambda _: random.randbytes(ROOM))
    sources = (*bases, *passages())
    whole, on_paper = choices.one_in(ONE_IN), choices.one_in(3)
    longest = WHOLE if whole else LONGEST
    text = choices.pick(bases)[:WHOLE] if whole else cutting(choices, bases, longest)
    if on_paper:
        text = printed(text, choices, sources, longest=longest)
    return mutation(text, choices, sources, most=3 if on_paper else 4, longest=longest)


# --------------------------------------------------------------------------------- laws


def fault_of(text: str) -> Fault | None:
    """Assert every law for a text; return which one it breaks, None if none."""
    start = time.process_time()
    try:
        assert_laws(text)
    except Exception as error:
        places = traceback.extract_tb(error.__traceback__)
        laws = [place.name for place in places if place.filename.endswith("laws.py")]
        return laws[-1] if laws else places[-1].name, type(error).__name__
    if time.process_time() - start > SECONDS + SECONDS_A_CHARACTER * len(text):
        return "time", "Slow"
    return None


def breaks(fault: Fault, text: str) -> bool:
    """Tell whether a text breaks a law in the same way."""
    return fault_of(text) == fault


def shrunk(text: str, fails: Callable[[str], bool], tries: int = TRIES) -> str:
    """The text without the lines, then without the characters, that do not matter."""
    for parts in (_LINES.findall, list, _LINES.findall):
        pieces = parts(text)
        size = max(1, len(pieces) // 2)
        while size:
            at = 0
            while at < len(pieces) and tries > 0:
                fewer = pieces[:at] + pieces[at + size :]
                tries -= 1
                if fails("".join(fewer)):
                    pieces = fewer
                else:
                    at += size
            size //= 2
        text = "".join(pieces)
    return text


def finds(seed: int, seconds: float, bases: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the number of each text tried, and its row if it broke a law.

    One fault of the library breaks a law in many texts, so that a law has a few rows.
    """
    end = time.process_time() + seconds
    known: Counter[Fault] = Counter()
    rows: set[str] = set()
    number = 0
    while time.process_time() < end:
        text = mutant(seed, number, bases)
        fault = fault_of(text)
        row = ""
        if fault is not None and known[fault] < ROWS:
            least = escaped(shrunk(text, partial(breaks, fault)))
            if least not in rows:
                known[fault] += 1
                rows.add(least)
                row = f"# {': '.join(fault)}\nmutant-{seed}-{number}\t{least}\n"
        yield number, row
        number += 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as long as is said; write the rows, then how many texts were tried."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, help="folders of *.txt files")
    parser.add_argument("--minutes", type=float, default=1.0, help="of CPU time")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    tried = broken = 0
    bases = texts_of(options.folders)
    for number, row in finds(options.seed, options.minutes * 60, bases):
        tried = number + 1
        if row:
            broken += 1
            sys.stdout.write(row)
            sys.stdout.flush()
    sys.stdout.write(f"# {tried} texts, {broken} rows\n")
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
