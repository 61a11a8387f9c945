"""How much a file may cost to read.

In: nothing. Out: the caps of the readers, each with its reason. A file beyond one of
them raises `ReadError`; only the first can be set by the caller (`read(max_bytes=)`).
Together they keep a reader below 300 MB whatever the file says of itself.
"""

MIB = 1024 * 1024

MAX_FILE_BYTES = 64 * MIB
"""Size of a file. The largest plans published as PDF with maps have about 40 MiB."""

MAX_ENTRIES = 10_000
"""Files in an archive. A DOCX has 20 and one per picture, an OFD three per page."""

MAX_PART_BYTES = 32 * MIB
"""Size of one unpacked part that is read. The body of a 300-page DOCX has 10 MiB."""

MAX_TOTAL_BYTES = 96 * MIB
"""Size of all unpacked parts that are read, one after the other, not at once."""

MAX_RATIO = 200
"""Unpacked to packed size of a part. Office XML packs 5 to 60 fold, a bomb of equal
bytes about 1000 fold."""

RATIO_FROM_BYTES = MIB
"""Parts below this size are not judged by their ratio: they cannot do harm."""

CHUNK_BYTES = 256 * 1024
"""How much is unpacked at once, so that a false size in the header is found early."""

MAX_TREE_BYTES = 176 * MIB
"""Estimated memory of a parsed tree and what is made of it; see `tree_cost`."""

MAX_ATTRIBUTES = 1000
"""Attributes of one HTML tag: libxml2 compares each with all (100,000 take 12 s)."""

MAX_MARKS = 200_000
"""Lines and marks of a Markdown file, each of which may begin a piece of the source
map. A book has 20,000."""

MAX_PAGES = 20_000
"""Pages of a PDF or an OFD."""

MAX_TEXT_CHARS = 10_000_000
"""Characters taken from a PDF or an OFD. The longest plan met has 100,000."""

MAX_PDF_MEMORY = 192 * MIB
"""Memory of the process in which a PDF is read, beyond the size of the file."""

PDF_SECONDS = 60
"""Time for a PDF. 1,000 pages take about one second."""

OFFICE_SECONDS = 180
"""Time for LibreOffice, which takes up to 30 s when it starts for the first time."""
