"""A service under load: many requests at once, hostile files among them.

In: how many requests, how many at once. Out: what was answered, the rate, the times,
the most memory of the service and of its workers, and what is left when all is done:
processes, open files, memory of the service.

Every fourth request is a hostile file of the tests (none with `--sound`); the others
are the seeds, turned into all that the service makes. One that finds all places taken
tries again when the service says so; one that is never answered is lost, and fails the
run.
"""

import argparse
import asyncio
import itertools
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
from attrs import define, field

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "readers")]

from hostile_files import HOSTILE  # noqa: E402

from support.services import Service, running  # noqa: E402

ONE = ("view", "workbook", "word_table", "check", "tasks", "chunks", "document")
TWO = ("view_compared", "compare", "redline")
TRIES = 200
MIB = 1024 * 1024


@define
class Load:
    """What came of the requests."""

    statuses: Counter[str] = field(factory=Counter)
    """Answers by their status and code."""

    times: list[float] = field(factory=list)
    """Seconds of each answer, with the waits before it was let in."""

    busy: int = 0
    """How often a request was told to come again."""

    lost: int = 0
    """Requests without an answer."""


@define
class Memory:
    """The most memory at once, in bytes."""

    service: int = 0
    """Of the process that listens."""

    workers: int = 0
    """Of its workers and their helpers, together."""


def requests(count: int, sound: bool) -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """Yield so many operations with their files."""
    seeds = sorted((ROOT / "seeds").glob("0*.txt"))
    plans = itertools.cycle([(path.name, path.read_bytes()) for path in seeds])
    bombs = itertools.cycle([(name, make()) for name, make in HOSTILE.items()])
    one, two = itertools.cycle(ONE), itertools.cycle(TWO)
    for number in range(count):
        if number % 4 == 3 and not sound:
            yield "tasks", [next(bombs)]
        elif number % 8 == 0:
            yield next(two), [next(plans), next(plans)]
        else:
            yield next(one), [next(plans)]


async def send(
    client: httpx.AsyncClient,
    operation: str,
    named: list[tuple[str, bytes]],
    load: Load,
) -> None:
    """Send one request until it is answered."""
    begin = time.monotonic()
    files = [("file", one) for one in named]
    for _ in range(TRIES):
        try:
            answer = await client.post(f"/api/{operation}", files=files)
        except httpx.HTTPError as error:
            load.statuses[type(error).__name__] += 1
            break
        if answer.status_code != 503:
            load.times.append(time.monotonic() - begin)
            load.statuses[_words(answer)] += 1
            return
        load.busy += 1
        await asyncio.sleep(float(answer.headers["Retry-After"]))
    load.lost += 1


def _words(answer: httpx.Response) -> str:
    """The status of an answer, and the code of a refusal."""
    if answer.status_code == 200:
        return "200"
    return f"{answer.status_code} {answer.json()['error']['code']}"


async def send_all(address: str, count: int, at_once: int, sound: bool) -> Load:
    """Send so many requests, so many at once."""
    load = Load()
    waiting = iter(list(requests(count, sound)))
    limits = httpx.Limits(max_connections=at_once)
    async with httpx.AsyncClient(
        base_url=address, timeout=120, limits=limits
    ) as client:

        async def work() -> None:
            for operation, files in waiting:
                await send(client, operation, files, load)

        await asyncio.gather(*(work() for _ in range(at_once)))
    return load


# ----------------------------------------------------------------------------- watching


def family(process: int) -> list[int]:
    """The processes below one."""
    path = Path(f"/proc/{process}/task/{process}/children")
    try:
        below = [int(word) for word in path.read_text(encoding="ascii").split()]
    except OSError:
        return []
    return below + [one for child in below for one in family(child)]


def resident(process: int) -> int:
    """The memory that a process has now, in bytes."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
        return int(status.split("VmRSS:")[1].split()[0]) * 1024
    except (OSError, IndexError):
        return 0


def open_files(process: int) -> int:
    """How many files and sockets a process has open."""
    return len(list(Path(f"/proc/{process}/fd").iterdir()))


def watch(process: int, memory: Memory, ended: threading.Event) -> None:
    """Note the most memory until the end."""
    while not ended.wait(0.05):
        memory.service = max(memory.service, resident(process))
        below = sum(map(resident, family(process)))
        memory.workers = max(memory.workers, below)


def measured(
    service: Service, count: int, at_once: int, sound: bool
) -> tuple[Load, Memory, float]:
    """Send the requests and watch; also the seconds that all of it took."""
    memory, ended = Memory(), threading.Event()
    watcher = threading.Thread(target=watch, args=(service.process.pid, memory, ended))
    watcher.start()
    begin = time.monotonic()
    load = asyncio.run(send_all(service.address, count, at_once, sound))
    seconds = time.monotonic() - begin
    ended.set()
    watcher.join()
    return load, memory, seconds


def main() -> None:
    """Print what a service does under load; fail if an answer was lost."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--requests", type=int, default=200)
    options.add_argument("--at-once", type=int, default=20)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--sound", action="store_true")
    chosen = options.parse_args()
    with running(jobs=chosen.jobs) as service:
        process = service.process.pid
        # One round before, so that what is kept for good is there.
        asyncio.run(send_all(service.address, 8, 2, True))
        time.sleep(1)
        before = (resident(process), open_files(process), len(family(process)))
        load, memory, seconds = measured(
            service, chosen.requests, chosen.at_once, chosen.sound
        )
        time.sleep(2)
        after = (resident(process), open_files(process), len(family(process)))
    times = sorted(load.times)
    print(
        f"{chosen.requests} requests, {chosen.at_once} at once, {chosen.jobs} workers"
    )
    print(f"rate               {chosen.requests / seconds:.1f} a second")
    print(f"seconds, median    {times[len(times) // 2]:.2f}")
    print(f"seconds, slowest   {times[-1]:.2f}")
    for words, count in sorted(load.statuses.items()):
        print(f"{words:18} {count}")
    print(f"503, came again    {load.busy}")
    print(f"lost               {load.lost}")
    print(f"memory, service    {memory.service / MIB:.0f} MiB at most")
    print(f"memory, workers    {memory.workers / MIB:.0f} MiB at most, together")
    for name, old, new in zip(
        ("memory, MiB", "open files", "processes"), before, after, strict=True
    ):
        unit = MIB if "MiB" in name else 1
        print(f"{name:18} {old / unit:.0f} before, {new / unit:.0f} after")
    sys.exit(1 if load.lost or before[1:] != after[1:] else 0)


if __name__ == "__main__":
    main()
