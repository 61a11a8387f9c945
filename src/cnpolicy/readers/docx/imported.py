"""The document that stands in the place of an `altChunk` of a DOCX.

In: the bytes of the part. Out: its text as a `Source`, or None for a format that has no
reader without an office program. Programs that make a DOCX out of a web page put the
whole page there, bare or as a web archive.
"""

from collections.abc import Callable

from cnpolicy.errors import CnpolicyError
from cnpolicy.readers.detect import detect
from cnpolicy.readers.html.reader import read_html
from cnpolicy.readers.mail.web_archive import read_web_archive
from cnpolicy.readers.source import Kind, Source
from cnpolicy.readers.text import read_plain_text


def read_imported(data: bytes, read_docx: Callable[[bytes], Source]) -> Source | None:
    """Read an imported part, None if it cannot be read.

    `read_docx` reads a DOCX that is imported into this one.
    """
    readers: dict[Kind, Callable[[bytes], Source]] = {
        Kind.HTML: read_html,
        Kind.MHTML: read_web_archive,
        Kind.DOCX: read_docx,
        Kind.TEXT: read_plain_text,
    }
    try:
        reader = readers.get(detect(data))
        return None if reader is None else reader(data)
    except CnpolicyError as error:
        if str(error).startswith("unsafe"):
            raise
        return None
