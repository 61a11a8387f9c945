"""Web archives: a page with its pictures in one file (MHTML, MHT).

In: the bytes of a file that a browser or an office program saved. Out: the text of its
page as a `Source`. Needs lxml.
"""

from attrs import evolve

from cnpolicy.readers.html.reader import read_html
from cnpolicy.readers.mail.messages import open_message, parts_of
from cnpolicy.readers.refusals import refused
from cnpolicy.readers.source import Kind, Source
from cnpolicy.readers.text import read_plain_text

_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def read_web_archive(data: bytes) -> Source:
    """Read a web archive: its first page, which the others belong to.

    Raises `ReadError` for one that is damaged, unsafe or without a page.
    """
    for part in parts_of(open_message(data)):
        if part.type in _PAGES:
            return evolve(read_html(part.data, part.charset), kind=Kind.MHTML)
        if part.type == "text/plain":
            return evolve(read_plain_text(part.data), kind=Kind.MHTML)
    raise refused("page-empty")
