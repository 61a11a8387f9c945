"""Files, straight to their trees.

In: a path or the bytes of a file in any format a reader knows. Out: a `Document`.
"""

from __future__ import annotations

import os

from cnpolicy.model.arguments import expect_path
from cnpolicy.model.nodes import Document
from cnpolicy.parser import parse
from cnpolicy.readers.dispatch import read
from cnpolicy.vocabulary.profile import PLAN, Profile


def parse_file(
    source: str | os.PathLike[str] | bytes,
    *,
    profile: Profile = PLAN,
    max_chars: int | None = None,
) -> Document:
    """Read a file (text, HTML, DOCX, PDF, OFD, Markdown, .doc) and parse it.

    This is `parse(read(source))`: what the file states is not guessed again, and the
    document keeps the way back to the file. Spans of the tree are places in
    `read(source).text`. Raises `ReadError` or `DecodeError` for a file that cannot be
    read, `LimitError` as `parse` does.
    """
    expect_path(source, "parse_file", data=True)
    return parse(read(source), profile=profile, max_chars=max_chars)
