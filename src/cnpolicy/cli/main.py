"""The command line: where it starts.

In: the arguments of the process. Out: what `commands` prints, and an exit code: 0;
1 if `check` found an error in a document; 2 if a file cannot be read or an argument is
wrong. click is an extra: nothing here imports it before it is known to be there.
"""

import importlib.util
import io
import sys


def main() -> None:
    """Run the command that the arguments name, and end the process."""
    if importlib.util.find_spec("click") is None:
        sys.stderr.write(
            'cnpolicy: the command line needs click: pip install "cnpolicy[cli]"\n'
        )
        raise SystemExit(2)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            _make_safe(stream)
    from cnpolicy.cli.commands import cli

    cli(prog_name="cnpolicy")


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
