"""Time several functions side by side, so that noise hits all of them.

In: cases (a name and a function without arguments). Out: seconds a call, one number
a round. Every round runs every case once, in a rotating order; garbage is collected
before each case and collection stays on during it, for everyone. The clock is the
processor time of this process unless wall time is asked for: on a busy machine it is
steadier, and on an idle one both agree.
"""

import gc
import math
import signal
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType

from attrs import field, frozen

Clock = Callable[[], float]

CLOCKS: Mapping[str, Clock] = {"cpu": time.process_time, "wall": time.perf_counter}
"""The clocks to choose from, by the name of the option."""


@frozen
class Case:
    """One function to time."""

    name: str
    """The name of its row."""

    run: Callable[[], object]
    """The work; what it returns is dropped at once, inside the measured time."""


@frozen
class Timing:
    """What was measured of one case."""

    seconds: tuple[float, ...]
    """Seconds a call, one number a round, in the order of the rounds."""

    passes: int = field(default=1)
    """Calls a round."""

    @property
    def median(self) -> float:
        """The middle of the rounds."""
        return statistics.median(self.seconds)

    @property
    def best(self) -> float:
        """The fastest round."""
        return min(self.seconds)


def side_by_side(
    cases: Sequence[Case],
    *,
    rounds: int = 5,
    floor: float = 0.1,
    clock: Clock = time.process_time,
) -> dict[str, Timing]:
    """Time all `cases` in interleaved rounds.

    A first, unmeasured call opens what is opened on first use; a second one tells how
    many calls fill `floor` seconds, so that short cases are as steady as long ones.
    """
    passes: dict[str, int] = {}
    for case in cases:
        case.run()
        start = clock()
        case.run()
        spent = clock() - start
        passes[case.name] = max(1, math.ceil(floor / max(spent, 1e-6)))
    gc.collect()
    gc.freeze()  # what one case prepared is no burden on the others' collections
    seconds: dict[str, list[float]] = {case.name: [] for case in cases}
    for turn in range(rounds):
        first = turn % len(cases) if cases else 0
        for case in (*cases[first:], *cases[:first]):
            seconds[case.name].append(_one(case.run, passes[case.name], clock))
    gc.unfreeze()
    return {
        case.name: Timing(tuple(seconds[case.name]), passes[case.name])
        for case in cases
    }


def _one(run: Callable[[], object], passes: int, clock: Clock) -> float:
    """Return the seconds one call of `run` takes, measured over `passes` calls."""
    gc.collect()
    start = clock()
    for _ in range(passes):
        run()
    return (clock() - start) / passes


def times_faster(timing: Timing, than: Timing) -> float:
    """How many times faster `timing` is: the median over the rounds, pair by pair.

    The two numbers of a pair were taken a moment apart, so that a slow moment of the
    machine cancels out.
    """
    pairs = zip(timing.seconds, than.seconds, strict=True)
    return statistics.median(theirs / ours for ours, theirs in pairs)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise `TimeoutError` in the block after `seconds`; no limit on Windows."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(signum: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"over {seconds:g} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
