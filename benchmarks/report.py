"""What one run measured, as data, as text, and against the floors.

In: the measurements. Out: a `Report`: `as_dict` for `--json`, `as_text` with Markdown
tables, `failures` with the lines that miss a floor for `--assert`.
"""

import math
import os
import platform
from typing import Any

from attrs import asdict, define, field, frozen
from growth import Growth
from memory import Memory, Start
from ours import PARSE
from peers import BLUEBELL, MARKDOWN, Subject
from table import markdown, number
from timing import Timing, times_faster

AT_LEAST_BLUEBELL = 2.5
AT_LEAST_MARKDOWN = 0.5
AT_MOST_DOUBLING = 2.5
AT_MOST_IMPORT = 75.0
AT_MOST_MILLION = 1.0
"""The floors: times faster, times slower a doubling, milliseconds, seconds."""

JUDGED_FROM = 0.02
"""Seconds from which growth is judged: below, caches and page faults tell more."""


@frozen
class Speed:
    """One row of the speed table."""

    name: str
    """What was timed."""

    version: str = ""
    """The version of the peer; empty for cnpolicy."""

    missing: str = ""
    """Why there are no numbers; empty if there are."""

    headings: int | None = None
    """The headings it found."""

    milliseconds: float | None = None
    """The median time for the five seeds."""

    megabytes: float | None = None
    """Megabytes of UTF-8 a second."""

    of_markdown: float | None = None
    """How many times faster than markdown-it-py."""

    of_bluebell: float | None = None
    """How many times faster than bluebell."""

    of_parse: float | None = None
    """How many times faster than cnpolicy.parse, by megabytes a second."""


def speed_rows(
    subjects: list[Subject], timings: dict[str, Timing], size: int
) -> list[Speed]:
    """Join subjects and timings; `size` is the bytes of the five seeds."""

    def against(mine: Timing, other: str) -> float | None:
        return times_faster(mine, timings[other]) if other in timings else None

    rows: list[Speed] = []
    for subject in subjects:
        mine = timings.get(subject.name)
        if mine is None:
            rows.append(Speed(subject.name, subject.version, subject.missing))
            continue
        read = subject.size or size
        slower = against(mine, PARSE)
        rows.append(
            Speed(
                name=subject.name,
                version=subject.version,
                headings=subject.headings,
                milliseconds=mine.median * 1e3,
                megabytes=read / mine.median / 1e6,
                of_markdown=against(mine, MARKDOWN),
                of_bluebell=against(mine, BLUEBELL),
                of_parse=slower and slower * read / size,
            )
        )
    return rows


@define
class Report:
    """All that one run measured; parts that were not asked for are empty."""

    size: int
    """Bytes of UTF-8 of the seeds."""

    headings: int
    """The headings the translation to the peers' markup marks."""

    speed: list[Speed] = field(factory=list)
    """cnpolicy and the peers on the seeds."""

    layouts: list[Speed] = field(factory=list)
    """cnpolicy on the seeds in other layouts."""

    million: float | None = None
    """Seconds for 1 M characters of prose."""

    growth: list[Growth] = field(factory=list)
    """The seeds repeated and every hostile builder."""

    memory: list[Memory] = field(factory=list)
    """Memory of some texts."""

    start: Start | None = None
    """What a fresh process pays for the import and for the first parse."""

    def as_dict(self) -> dict[str, Any]:
        """Everything as plain data, with the machine; infinities as text."""
        machine = {
            "python": platform.python_version(),
            "implementation": platform.python_implementation(),
            "system": platform.system(),
            "machine": platform.machine(),
            "cores": os.cpu_count(),
        }
        data = {"machine": machine, **asdict(self), "failures": self.failures()}
        for row in data["growth"]:
            row.update(
                {name: "inf" for name, value in row.items() if value == math.inf}
            )
        return data

    def failures(self) -> list[str]:
        """The lines that miss a floor; what was not measured is not judged."""
        found: list[str] = []
        parse = next((row for row in self.speed if row.name == PARSE), None)
        if parse is not None:
            found += _below(parse.of_bluebell, AT_LEAST_BLUEBELL, "bluebell")
            found += _below(parse.of_markdown, AT_LEAST_MARKDOWN, "markdown-it-py")
        if self.million is not None and self.million > AT_MOST_MILLION:
            found.append(f"1 M characters: {self.million:.2f} s > {AT_MOST_MILLION} s")
        for row in self.growth:
            if row.ratio > AT_MOST_DOUBLING and row.twice >= JUDGED_FROM:
                why = row.fault or f"{row.ratio:.2f} > {AT_MOST_DOUBLING} a doubling"
                found.append(f"growth {row.name}: {why}")
        found += [f"memory {row.name}: {row.fault}" for row in self.memory if row.fault]
        if self.start is not None and self.start.imported > AT_MOST_IMPORT:
            took = f"{self.start.imported:.0f} ms > {AT_MOST_IMPORT:.0f} ms"
            found.append(f"import: {took}")
        return found

    def as_text(self, show: int = 15) -> str:
        """Markdown: a table for each part; of the hostile texts the `show` worst."""
        parts: list[str] = []
        if self.speed:
            head = f"## Speed: five seeds, {self.size / 1e3:,.0f} kB of UTF-8"
            parts += [head, _speed_table(self.speed, self.headings)]
        if self.layouts:
            head = "## The same seeds in other layouts"
            parts += [head, _layout_table(self.layouts, self.headings)]
        if self.million is not None:
            parts.append(f"1 M characters of prose: {self.million:.2f} s")
        if self.growth:
            worst = sorted(self.growth, key=lambda row: -row.ratio)[:show]
            head = f"## Growth: the {len(worst)} worst of {len(self.growth)} texts"
            parts += [head, _growth_table(worst)]
        if self.memory:
            parts += ["## Memory above the text itself", _memory_table(self.memory)]
        if self.start is not None:
            start = self.start
            parts.append(
                f"`import cnpolicy`: {start.imported:.0f} ms of processor time beyond "
                f"a bare interpreter; with the first `parse`: {start.parsed:.0f} ms"
            )
            if start.loaded:
                parts.append(f"The import loads {' and '.join(start.loaded)}.")
        return "\n\n".join(parts)


def _below(value: float | None, limit: float, peer: str) -> list[str]:
    """The line that says parse is not fast enough beside a peer; none if it is."""
    if value is None or value >= limit:
        return []
    return [f"{PARSE}: {value:.2f} x {peer} < {limit}"]


def _found(headings: int | None, total: int) -> str:
    """How many of the headings were found."""
    return "" if headings is None else f"{headings} of {total}"


def _speed_table(rows: list[Speed], total: int) -> str:
    """The speed table."""
    columns = ["what", "MB/s", "ms", "x markdown-it-py", "x bluebell", "headings"]
    return markdown(
        columns,
        [
            [
                f"{row.name} {row.version}".strip(),
                row.missing or number(row.megabytes),
                number(row.milliseconds, 2),
                number(row.of_markdown, 2),
                number(row.of_bluebell, 2),
                _found(row.headings, total),
            ]
            for row in rows
        ],
    )


def _layout_table(rows: list[Speed], total: int) -> str:
    """The table of layouts."""
    columns = ["what", "MB/s", "ms", "x lines", "headings"]
    return markdown(
        columns,
        [
            [
                row.name,
                number(row.megabytes),
                number(row.milliseconds, 2),
                number(row.of_parse, 2),
                _found(row.headings, total),
            ]
            for row in rows
        ],
    )


def _growth_table(rows: list[Growth]) -> str:
    """The table of growth."""
    columns = ["text", "characters", "ms", "ms, longer", "a doubling", "fault"]
    return markdown(
        columns,
        [
            [
                row.name,
                number(row.characters, 0),
                number(row.seconds * 1e3),
                number(row.twice * 1e3),
                number(row.ratio, 2),
                row.fault,
            ]
            for row in rows
        ],
    )


def _memory_table(rows: list[Memory]) -> str:
    """The table of memory."""
    columns = ["text", "characters", "peak B/char", "kept B/char", "of budget", "fault"]
    return markdown(
        columns,
        [
            [
                row.name,
                number(row.characters, 0),
                number(row.peak / row.characters),
                number(row.kept / row.characters),
                f"{row.of_budget:.0%}" if not row.fault else "",
                row.fault,
            ]
            for row in rows
        ],
    )
