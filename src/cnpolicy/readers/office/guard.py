"""The process that starts LibreOffice and ends it.

In: a program, a format and a time in the arguments; on standard input the sizes and the
bytes of files. Out: on standard output, for each file, the size and the bytes of what
LibreOffice made of it. The folder that LibreOffice works in belongs to this process:
when its parent ends, by whatever signal, standard input ends; then LibreOffice is ended
and the folder removed. Imports nothing of the package, so that it starts fast.
"""

import contextlib
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO, NoReturn

SIZE = struct.Struct(">q")
"""How a size is written: -1 for a file that was not converted."""

TOO_LONG = 3
"""The code with which this process ends when LibreOffice took too long."""

NOT_STARTED = 4
"""The code with which this process ends when LibreOffice is no program."""

# Names of our own: nothing of a file's name or content becomes a path.
_INPUT = "document{}.doc"
_OUTPUT = "document{}.{}"
_PROFILE = "profile"


def read_files(stream: IO[bytes]) -> list[bytes]:
    """Read what `write_files` wrote."""
    (count,) = SIZE.unpack(stream.read(SIZE.size))
    sizes = [SIZE.unpack(stream.read(SIZE.size))[0] for _ in range(count)]
    return [stream.read(size) for size in sizes]


def write_files(stream: IO[bytes], files: list[bytes]) -> None:
    """Write files one behind the other, their number and their sizes first."""
    stream.write(SIZE.pack(len(files)))
    stream.writelines(SIZE.pack(len(data)) for data in files)
    stream.writelines(files)
    stream.flush()


class _Office:
    """One run of LibreOffice in a folder of its own."""

    def __init__(self) -> None:
        """Make the folder."""
        self.folder = Path(tempfile.mkdtemp(prefix="cnpolicy-"))
        self._process: subprocess.Popen[bytes] | None = None

    def convert(self, program: str, target: str, count: int, seconds: float) -> bool:
        """Convert the files in the folder; tell whether there was time enough."""
        self._process = subprocess.Popen(
            [
                program,
                "--headless",
                "--norestore",
                "--nolockcheck",
                # A profile of its own: a second LibreOffice on one profile gives up.
                f"-env:UserInstallation={(self.folder / _PROFILE).as_uri()}",
                "--convert-to",
                target,
                "--outdir",
                str(self.folder),
                *(str(self.folder / _INPUT.format(at)) for at in range(count)),
            ],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # `soffice` is a script that starts the program; both must end.
            start_new_session=True,
        )
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def abandon(self) -> NoReturn:
        """End everything at once."""
        self.close()
        os._exit(1)

    def close(self) -> None:
        """End LibreOffice with those that it started, and remove the folder."""
        if self._process is not None:
            if hasattr(os, "killpg"):
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def _watch(stream: IO[bytes], office: _Office) -> None:
    """Wait for the end of standard input; then the parent has ended, or is done."""
    stream.read(1)
    office.abandon()


def main() -> None:
    """Convert the files on standard input."""
    program, target, seconds, most = sys.argv[1:5]
    files = read_files(sys.stdin.buffer)
    office = _Office()
    try:
        # SIGTERM to a group of processes ends the parent and this one together.
        signal.signal(signal.SIGTERM, lambda *_: office.abandon())
        threading.Thread(
            target=_watch, args=(sys.stdin.buffer, office), daemon=True
        ).start()
        for at, data in enumerate(files):
            (office.folder / _INPUT.format(at)).write_bytes(data)
        in_time = office.convert(program, target, len(files), float(seconds))
        _answer(office.folder, target, len(files), int(most))
    except OSError:
        # No such program, a full disk, or a parent that no longer listens.
        office.close()
        os._exit(NOT_STARTED)
    office.close()
    os._exit(0 if in_time else TOO_LONG)


def _answer(folder: Path, target: str, count: int, most: int) -> None:
    """Write what LibreOffice made to standard output."""
    for at in range(count):
        made = folder / _OUTPUT.format(at, target)
        size = made.stat().st_size if made.is_file() else -1
        sys.stdout.buffer.write(SIZE.pack(size))
        if 0 <= size <= most:
            sys.stdout.buffer.write(made.read_bytes())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
