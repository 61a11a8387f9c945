"""The command line: where it starts.

In: the arguments of the process. Out: what `commands` prints, and an exit code: 0; 1 if
`check` found an error in a document; 2 if a file cannot be read or written or an
argument is wrong; 130 by Ctrl-C; 141 by a pipe that was closed. click is an extra: it
is imported here only after it was found to be installed.
"""

import importlib.util
import io
import os
import sys

_INTERRUPTED = 130


def main() -> None:
    """Run the command that the arguments name, and end the process."""
    _open_standard_files()
    if importlib.util.find_spec("click") is None:
        sys.stderr.write(
            'cnpolicy: the command line needs click: pip install "cnpolicy[cli]"\n'
        )
        raise SystemExit(2)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            _make_safe(stream)
    try:
        from cnpolicy.cli.commands import cli
    except KeyboardInterrupt:
        raise SystemExit(_INTERRUPTED) from None
    cli(prog_name="cnpolicy")


def _open_standard_files() -> None:
    """Give each standard stream that the caller closed a file that refuses.

    A file that is opened later would get its number, and what is printed would go
    there. Reading or writing a stream that is closed is then an error like any other.
    """
    for number, way in ((0, os.O_WRONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, way)  # gets the lowest number that is free
    if sys.stdin is None:
        sys.stdin = open(0, closefd=False)  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115


def _make_safe(stream: io.TextIOWrapper) -> None:
    """Let a stream take every character: UTF-8 in a file or pipe, escapes if it must.

    A terminal knows its own encoding; a pipe on Windows would get that of the system,
    in which 〔 or 𠮷 ends the program.
    """
    stream.reconfigure(
        encoding=None if stream.isatty() else "utf-8", errors="backslashreplace"
    )


if __name__ == "__main__":
    main()
