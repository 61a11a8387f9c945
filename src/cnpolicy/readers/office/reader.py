""".doc, .wps and .rtf, and .xls, through LibreOffice.

In: the bytes of a file, or of many. Out: the text of each as a `Source`, read from the
DOCX or XLSX that LibreOffice makes of it. LibreOffice is called if it is on the search
path, once for many files; without it, `ReadError` says what to install.
"""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from attrs import evolve

from cnpolicy.readers import limits
from cnpolicy.readers.docx.reader import read_docx
from cnpolicy.readers.office import guard
from cnpolicy.readers.refusals import refused
from cnpolicy.readers.source import Kind, Note, Source

_PROGRAMS = ("soffice", "libreoffice")


def read_doc(data: bytes) -> Source:
    """Read a document of an older office program.

    Raises `ReadError` if LibreOffice is missing, cannot read the file or takes too
    long.
    """
    return read_converted(convert([data], "docx")[0], Kind.DOC)


def read_xls(data: bytes) -> Source:
    """Read a workbook of an older office program; raises as `read_doc` does."""
    return read_converted(convert([data], "xlsx")[0], Kind.XLS)


def read_converted(made: bytes | None, kind: Kind) -> Source:
    """Read what `convert` made of a file of this kind; None if it could not."""
    if made is None:
        raise refused("office-failed")
    if kind is Kind.DOC:
        return _noted(read_docx(made, kind), "DOCX")
    from cnpolicy.readers.xlsx import read_xlsx

    return _noted(read_xlsx(made, kind), "XLSX")


def _noted(source: Source, what: str) -> Source:
    """Note that a document was converted."""
    note = Note("converted", 0, "file", f"{what}, by LibreOffice")
    return evolve(source, notes=(note, *source.notes))


def convert(files: Sequence[bytes], target: str) -> list[bytes | None]:
    """Return what LibreOffice makes of some files, None for one it cannot read.

    Raises `ReadError` if it is missing or takes too long for all of them.
    """
    program = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    if program is None:
        raise refused("no-office")
    seconds = limits.OFFICE_SECONDS + limits.OFFICE_SECONDS_EACH * (len(files) - 1)
    command = [
        sys.executable,
        # Import nothing from the folder of the script or from installed packages.
        *("-I", "-S"),
        str(Path(guard.__file__)),
        *(program, target, str(seconds), str(limits.MAX_FILE_BYTES)),
    ]
    try:
        with subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # What ends the group of the caller leaves it the time to clear up.
            start_new_session=True,
        ) as process:
            made = _talk(process, list(files))
    except OSError as error:
        raise refused("no-process", "LibreOffice", error) from None
    if process.returncode == guard.NOT_STARTED:
        raise refused("no-process", "LibreOffice", program)
    if process.returncode == guard.TOO_LONG and None in made:
        raise refused("office-seconds", seconds)
    return made


def _talk(process: subprocess.Popen[bytes], files: list[bytes]) -> list[bytes | None]:
    """Hand files to the guard and take what comes back.

    Its standard input stays open as long as it is to live.
    """
    made: list[bytes | None] = []
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        guard.write_files(process.stdin, files)
        for _ in files:
            head = process.stdout.read(guard.SIZE.size)
            size = guard.SIZE.unpack(head)[0] if len(head) == guard.SIZE.size else -1
            if size > limits.MAX_FILE_BYTES:
                raise refused("large", limits.MAX_FILE_BYTES)
            data = process.stdout.read(size) if size > 0 else b""
            made.append(data if size > 0 and len(data) == size else None)
        process.wait()
    except BrokenPipeError:
        made += [None] * (len(files) - len(made))
    finally:
        process.stdin.close()
    return made
