"""How much a file may cost to read.

In: what the caller of `read` allows. Out: the caps of the readers, each with its
reason. A file beyond one of them raises `ReadError`. Together they keep a reader below
`MAX_MEMORY` and `MAX_SECONDS` whatever a file says of itself; `read(max_memory=…)`
raises those that stand for memory in proportion (`scaled`), and `read(max_bytes=…)`
sets the largest file.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

MIB = 1024 * 1024

MAX_MEMORY = 300 * MIB
"""Memory of one call of `read`, the caps below taken together."""

MAX_SECONDS = 20
"""Time of one call of `read` for a file of 10 MiB on a machine of 2020, programs that
help aside. No clock is read for it: it follows from the other caps."""

MAX_FILE_BYTES = 64 * MIB
"""Size of a file. The largest plans published as PDF with maps have about 40 MiB."""

MAX_ARCHIVES = 3
"""Archives and messages inside one another; a mail with an archive has two."""

MAX_ENTRIES = 10_000
"""Files in an archive. A DOCX has 20 and one per picture, an OFD three per page."""

MAX_PART_BYTES = 32 * MIB
"""Size of one unpacked part as it is kept. The body of a 300-page DOCX has 10 MiB."""

MAX_UNPACKED_BYTES = 128 * MIB
"""Size of one unpacked part of whose formatting nothing is kept. A table of 10,000 rows
as WPS saves it has 75 MiB, of which 12 are kept."""

MAX_TOTAL_BYTES = 160 * MIB
"""Size of all unpacked parts that are read, one after the other, not at once."""

MAX_RATIO = 200
"""Unpacked to packed size of a part. Office XML packs 5 to 60 fold, a table of equal
rows up to 150 fold, a bomb of equal bytes about 1000 fold."""

RATIO_FROM_BYTES = 32 * MIB
"""Parts below this size are not judged by their ratio: the other caps hold for them,
and a table of equal rows packs as a bomb does."""

CHUNK_BYTES = 256 * 1024
"""How much is unpacked at once, so that a false size in the header is found early."""

MAX_TREE_BYTES = 176 * MIB
"""Estimated memory of a parsed tree and what is made of it; see `tree_cost`."""

MAX_ATTRIBUTES = 1000
"""Attributes of one HTML tag: libxml2 compares each with all (100,000 take 12 s)."""

MAX_MARKS = 200_000
"""Lines and marks of a Markdown file, each of which may begin a piece of the source
map. A book has 20,000."""

MAX_MAIL_BYTES = 32 * MIB
"""Size of a message or a web archive, held as lines while it is taken apart."""

MAX_MAIL_LINES = 20_000_000
"""Lines of a message times the parts that hold others: each line is compared with the
ends of all of them. A mail with ten attachments has two such parts, 500,000 lines."""

MAX_PAGES = 20_000
"""Pages of a PDF or an OFD."""

MAX_TEXT_CHARS = 10_000_000
"""Characters that a reader makes of a file, the words of its notes included: numbers,
footnotes and templates may be said once and shown a thousand times. The longest known
plan has 100,000. It does not limit text files."""

MAX_PDF_MEMORY = 192 * MIB
"""Memory of the process in which a PDF is read, beyond the size of the file."""

PDF_CPU_SECONDS = 20
"""Processor time for a PDF. 1,000 pages take about one second."""

PDF_SECONDS = 60
"""Time for a PDF where the machine is busy with other things."""

OFFICE_SECONDS_EACH = 20
"""Time for each further file of one start of LibreOffice."""

OFFICE_SECONDS = 180
"""Time for LibreOffice, which takes up to 30 s when it starts for the first time."""


_factor: ContextVar[float] = ContextVar("factor", default=1.0)


@contextmanager
def allowing(max_memory: int) -> Iterator[None]:
    """Let the readers take `max_memory` bytes while this is open."""
    token = _factor.set(max_memory / MAX_MEMORY)
    try:
        yield
    finally:
        _factor.reset(token)


def scaled(cap: int) -> int:
    """Return a cap that stands for memory as the caller of `read` allows it."""
    return int(cap * _factor.get())


def allowed_memory() -> int:
    """Return how many bytes of memory the caller of `read` allows."""
    return scaled(MAX_MEMORY)
