"""The command line, run in a process of its own.

In: arguments. Out: what it printed and its code; or, on a pseudo-terminal, what a
person sees.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

SRC = Path(__file__).parents[2] / "src"
COMMAND = [sys.executable, "-W", "error", "-m", "cnpolicy"]


def environment(**settings: str) -> dict[str, str]:
    """Return the variables of a process that speaks English unless told otherwise."""
    path = os.pathsep.join([str(SRC), os.environ.get("PYTHONPATH", "")])
    return {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": path, **settings}


def process(
    *arguments: str, stdin: bytes | None = b"", **settings: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command line, its output in pipes."""
    return subprocess.run(
        [*COMMAND, *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        env=environment(**settings),
    )


def shell(script: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Run a line of a shell in which `cnpolicy` is the command line."""
    command = " ".join(COMMAND)
    return subprocess.run(
        ["bash", "-c", f'cnpolicy() {{ {command} "$@"; }}; {script}'],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        cwd=folder,
        env=environment(),
    )


def on_terminal(*arguments: str, columns: int = 80, **settings: str) -> tuple[str, int]:
    """Return what a person sees on a terminal of so many columns, and the code.

    Colours are taken away, and so is what redraws a line.
    """
    pty = pytest.importorskip("pty")
    pytest.importorskip("rich")
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.STDOUT,
        env=environment(
            COLUMNS=str(columns), TERM="xterm", **{"NO_COLOR": "1", **settings}
        ),
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            piece = os.read(ours, 65_536)
        except OSError:  # Linux says so that the other end is closed.
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    text = seen.decode("utf-8").replace("\r\n", "\n")
    return re.sub("\x1b\\[[0-9;?]*[a-zA-Z]", "", text), child.wait()


def every_command() -> Iterator[tuple[str, click.Command]]:
    """Yield each command with its name below the program: `profile init`."""
    from cnpolicy.cli.commands import cli

    yield from _below("", cli)


def _below(above: str, group: Any) -> Iterator[tuple[str, click.Command]]:
    """Yield the commands of a group."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield f"{above}{name}", command
        if isinstance(command, click.Group):
            yield from _below(f"{above}{name} ", command)
