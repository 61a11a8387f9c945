"""How far a command is, for a person who waits.

In: the number of files, and the files as they are done. Out: a line on the standard
error with the rate and the time left, if that is a terminal; else nothing.
"""

from __future__ import annotations

import contextlib
import importlib.util
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cnpolicy.cli.console import plain
from cnpolicy.cli.language import say
from cnpolicy.cli.reading import Outcome

if TYPE_CHECKING:
    from rich.progress import Progress

# A few files are done before a line could be read.
_FEWEST = 4


def watched(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    """Yield outcomes and show how many are done.

    The line is removed while the caller has an outcome, so that it does not mix with
    what the caller prints.
    """
    if total < _FEWEST or not _is_watched():
        yield from outcomes
        return
    with contextlib.closing(_Line(total)) as line:
        for outcome in outcomes:
            line.done(outcome.file)
            line.close()
            yield outcome
            line.show()


def _is_watched() -> bool:
    """Tell whether a person looks at the standard error."""
    return sys.stderr.isatty() and importlib.util.find_spec("rich") is not None


class _Line:
    """The line: `规划.pdf ━━━━╸      37/200 · 每秒 6.1 份 · 剩余 0:00:27`."""

    def __init__(self, total: int) -> None:
        """Show that nothing is done yet."""
        self._progress = _progress()
        self._task = self._progress.add_task("", total=total)
        self._shown = False
        self.show()

    def done(self, file: str) -> None:
        """Count one file."""
        self._progress.update(self._task, advance=1, description=_short(file))

    def show(self) -> None:
        """Show the line."""
        if not self._shown:
            self._progress.start()
            self._shown = True

    def close(self) -> None:
        """Take the line away."""
        if self._shown:
            self._progress.stop()
            self._shown = False


_NAME = 24


def _short(file: str) -> str:
    """Return the end of a name, which tells files apart."""
    name = plain(file)
    return name if len(name) <= _NAME else "…" + name[1 - _NAME :]


def _progress() -> Progress:
    """Make the line."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many files a second."""

        def render(self, task: Task) -> Text:
            """Write the rate, once it is known."""
            speed = task.finished_speed or task.speed
            return Text(say("progress.rate", f"{speed:.1f}") if speed else "")

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=None, complete_style="default", pulse_style="default"),
        MofNCompleteColumn(),
        Rate(),
        TextColumn(say("progress.left")),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
