""".doc, .wps and .rtf, through LibreOffice.

In: the bytes of a file. Out: its text as a `Source`, read from the DOCX that
LibreOffice makes of it. LibreOffice is called if it is on the search path; without it,
`ReadError` says what to install. Needs lxml.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from attrs import evolve

from cnpolicy.errors import ReadError
from cnpolicy.readers import limits
from cnpolicy.readers.docx.reader import read_docx
from cnpolicy.readers.source import Kind, Note, Source

_PROGRAMS = ("soffice", "libreoffice")

# Names of our own: nothing of the file's name or content becomes a path.
_INPUT = "document.doc"
_OUTPUT = "document.docx"
_PROFILE = "profile"


def read_doc(data: bytes) -> Source:
    """Read a file of an older office program.

    Raises `ReadError` if LibreOffice is missing, cannot read the file or takes too
    long.
    """
    program = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    if program is None:
        raise ReadError(
            "a .doc, .wps or .rtf file is read through LibreOffice, which was not "
            "found: install it (`soffice` must be on the search path), or save the "
            "file as DOCX"
        )
    source = read_docx(_converted(program, data), Kind.DOC)
    note = Note("converted", 0, "file", "DOCX, by LibreOffice")
    return evolve(source, notes=(note, *source.notes))


def _converted(program: str, data: bytes) -> bytes:
    """Return the DOCX that LibreOffice makes of a file, in a folder that then goes."""
    with tempfile.TemporaryDirectory(
        prefix="cnpolicy-", ignore_cleanup_errors=True
    ) as name:
        folder = Path(name)
        (folder / _INPUT).write_bytes(data)
        _run(
            [
                program,
                "--headless",
                "--norestore",
                "--nolockcheck",
                # A profile of its own: a second LibreOffice on one profile gives up.
                f"-env:UserInstallation={(folder / _PROFILE).as_uri()}",
                "--convert-to",
                "docx",
                "--outdir",
                str(folder),
                str(folder / _INPUT),
            ],
            folder,
        )
        made = folder / _OUTPUT
        if not made.is_file():
            raise ReadError(
                "LibreOffice cannot read the file: it is damaged, or a password is "
                "needed"
            )
        if made.stat().st_size > limits.MAX_FILE_BYTES:
            raise ReadError("unsafe: the converted file is too large")
        return made.read_bytes()


def _run(command: list[str], folder: Path) -> None:
    """Run LibreOffice to its end, or end it and all it started."""
    try:
        with subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # `soffice` is a script that starts the program; both must end.
            start_new_session=True,
        ) as process:
            try:
                process.wait(limits.OFFICE_SECONDS)
            except subprocess.TimeoutExpired:
                _end(process)
                raise ReadError(
                    f"LibreOffice took more than {limits.OFFICE_SECONDS} seconds"
                ) from None
            except BaseException:
                _end(process)
                raise
    except OSError as error:
        raise ReadError(f"LibreOffice cannot be started ({error})") from None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process with those that it started."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
