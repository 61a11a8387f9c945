"""How the time grows with the length of the text.

In: `parse` and texts that grow (the seeds repeated, the hostile builders of
`tests/support/hostile_texts.py`). Out: seconds at a length and at twice the length, and
the ratio a doubling. Linear time gives 2, quadratic 4. The length is chosen so that one
parse takes long enough to be measured; of several rounds the best counts.
"""

import importlib
import math
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

from attrs import frozen
from timing import Case, Clock, at_most, side_by_side

Parse = Callable[[str], object]

HOSTILE = Path(__file__).parents[1] / "tests" / "support" / "hostile_texts.py"

SHORTEST = 1 << 10
LONGEST = 1 << 19
"""Lengths to try, in characters: no text is longer than twice the longest."""

PATIENCE = 400
"""Seconds of wall time for one builder, then it counts as a hang."""


@frozen
class Growth:
    """What was measured of one text that grows."""

    name: str
    """The id of the builder."""

    characters: int
    """The shorter length."""

    seconds: float
    """The time it takes."""

    twice: float
    """The time the longer text takes."""

    ratio: float
    """How the time grows a doubling; infinite if it hung or failed."""

    fault: str = ""
    """The error, if there was one."""


def load_hostile(path: Path = HOSTILE) -> ModuleType:
    """Import the table of hostile inputs by its path, beside what it imports."""
    folder = str(path.parents[1])
    sys.path.insert(0, folder)
    try:
        return importlib.import_module(f"{path.parent.name}.{path.stem}")
    finally:
        sys.path.remove(folder)


def doubling(
    name: str,
    parse: Parse,
    build: Callable[[int], str],
    *,
    enough: float = 0.02,
    first: int = SHORTEST,
    rounds: int = 3,
    limit: float = 2.5,
    clock: Clock = time.process_time,
) -> Growth:
    """Measure a builder at the first length that takes `enough` seconds, and twice it.

    A ratio above the `limit` is measured once more with more rounds: the best of more
    rounds is nearer to the truth, on a busy machine above all.
    """
    length = first
    try:
        with at_most(PATIENCE):
            while length < LONGEST:
                text = build(length)
                start = clock()
                parse(text)
                if clock() - start >= enough:
                    break
                length *= 2
            result = _pair(name, parse, build, length, rounds, enough, clock)
            if result.ratio > limit:
                result = _pair(name, parse, build, length, 3 * rounds, enough, clock)
            return result
    except Exception as error:  # a crash or a hang is a result to show
        fault = f"{type(error).__name__}: {error}"[:120]
        return Growth(name, length, math.inf, math.inf, math.inf, fault)


def _pair(
    name: str,
    parse: Parse,
    build: Callable[[int], str],
    length: int,
    rounds: int,
    floor: float,
    clock: Clock,
) -> Growth:
    """Time a builder at `length` and at twice it, side by side."""
    short, long = build(length), build(2 * length)
    times = side_by_side(
        [Case("short", lambda: parse(short)), Case("long", lambda: parse(long))],
        rounds=rounds,
        floor=floor,
        clock=clock,
    )
    once, twice = times["short"].best, times["long"].best
    doublings = math.log2(len(long) / len(short))
    ratio = (twice / once) ** (1 / doublings)
    return Growth(name, len(short), once, twice, ratio)


def of_seeds(
    parse: Parse, texts: Sequence[str], times: Sequence[int], clock: Clock
) -> list[Growth]:
    """Time the seeds, joined to one text, 1x, 10x, 100x; each row against the next."""
    joined = "".join(texts)
    cases = [
        Case(f"seeds x {many}", lambda many=many: parse(joined * many))  # type: ignore[misc]
        for many in times
    ]
    measured = side_by_side(cases, rounds=3, floor=0.02, clock=clock)
    rows: list[Growth] = []
    for shorter, longer, few, many in zip(
        cases, cases[1:], times, times[1:], strict=False
    ):
        once, more = measured[shorter.name].best, measured[longer.name].best
        ratio = (more / once) ** (1 / math.log2(many / few))
        name = f"{shorter.name} to {longer.name}"
        rows.append(Growth(name, few * len(joined), once, more, ratio))
    return rows


def million(parse: Parse, texts: Sequence[str], clock: Clock) -> float:
    """Seconds for 1 M characters of prose: the longest seed, repeated."""
    longest = max(texts, key=len)
    text = (longest * (1_000_000 // len(longest) + 1))[:1_000_000]
    case = Case("million", lambda: parse(text))
    return side_by_side([case], rounds=3, floor=0.02, clock=clock)["million"].best
