"""What a reader takes for a file, measured in a process of its own.

In: the bytes of a file. Out: what became of it, its memory and its time (`measure`); or
what became of it alone, where an assertion fails beyond 300 MiB (`measured`).
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from cnpolicy.readers.source import Kind

MIB = 1024 * 1024

posix = pytest.mark.skipif(os.name != "posix", reason="measures memory as POSIX does")

# Reads a file and reports what became of it, its own memory and that of its children.
MEASURE = """
import json, pathlib, resource, sys
from cnpolicy import CnpolicyError
from cnpolicy.readers.source import Kind
from cnpolicy.readers.dispatch import read
used = resource.getrusage(resource.RUSAGE_SELF)
began = used.ru_utime + used.ru_stime
kind = Kind(sys.argv[2]) if sys.argv[2] else None
data = pathlib.Path(sys.argv[1]).read_bytes()
try:
    source = read(data, kind=kind)
    outcome = f"{len(source.text)} characters"
except CnpolicyError as error:
    outcome = f"{type(error).__name__}: {error}"
unit = 1 if sys.platform == "darwin" else 1024
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
status = pathlib.Path("/proc/self/status")
if status.exists():
    # `ru_maxrss` goes on from the process that started this one.
    own = int(status.read_text().split("VmHWM:")[1].split()[0]) * 1024
below = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
times = [resource.getrusage(who) for who in whose]
seconds = sum(one.ru_utime + one.ru_stime for one in times) - began
print(json.dumps([outcome, own + below, seconds]))
"""


class Measured(NamedTuple):
    """What a file took."""

    outcome: str
    """How many characters it gave, or the error in one line."""

    memory: int
    """Bytes at the peak, of the process and of those that it started."""

    seconds: float
    """Of the processor, without starting Python and loading the reader."""


def measure(data: bytes, folder: Path, kind: Kind | None = None) -> Measured:
    """Read a file in a process of its own."""
    path = folder / "file"
    path.write_bytes(data)
    done = subprocess.run(
        [
            sys.executable,
            "-W",
            "error",
            "-c",
            MEASURE,
            path,
            kind.value if kind else "",
        ],
        capture_output=True,
        check=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert not done.stderr
    return Measured(*json.loads(done.stdout))


def measured(data: bytes, folder: Path, kind: Kind | None = None) -> str:
    """Read a file in a process of its own and return what became of it."""
    found = measure(data, folder, kind)
    assert found.memory < 300 * MIB, f"{found.memory // MIB} MiB, {found.outcome}"
    return found.outcome
