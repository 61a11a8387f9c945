"""Fuzzes the readers with coverage guidance: see README.md beside this file.

In: bytes from the fuzzer, of which the first names a format and the rest are the file.
Out: nothing; a file that is neither read by the laws nor refused in one line stops the
run, and the fuzzer writes its input.

PDF files are left out: a process of its own reads them, where the fuzzer sees nothing.
`mutate_files.py` damages those.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from guided import Harness

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

SUFFIXES = (
    *(".txt", ".md", ".html", ".docx", ".odt", ".xlsx", ".ofd"),
    *(".mht", ".eml", ".zip"),
)
"""The formats, in the order of the first byte."""


def file_of(data: bytes) -> tuple[str, bytes]:
    """The name and the bytes of the file that an input is."""
    return "plan" + SUFFIXES[data[0] % len(SUFFIXES)], data[1:]


def assert_input(data: bytes) -> None:
    """Assert that one input is read by the laws or refused in one line."""
    import mutate_files

    if data:
        fault = mutate_files.fault_of(*file_of(data))
        assert fault is None, fault


def first() -> Iterator[bytes]:
    """A whole file of every format."""
    import mutate_files

    for sample in mutate_files.samples():
        suffix = Path(sample.name).suffix
        if suffix in SUFFIXES:
            yield bytes([SUFFIXES.index(suffix)]) + sample.data


def show(data: bytes) -> str:
    """An input in words: its name and its size."""
    name, file = file_of(data)
    return f"{name}, {len(file):,} bytes"


HARNESS = Harness(assert_input, show, first, "cnpolicy")

if __name__ == "__main__":
    HARNESS.run()
