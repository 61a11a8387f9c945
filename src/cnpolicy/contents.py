"""Contents: the table of contents, which repeats the headings before they come.

In: segments with their markers, before the levels are known. Out: the segments of the
table of contents, marked as page furniture without markers, and what its entries are
called: where a text lost its line breaks, they tell where a title ends. It begins
behind 目录 and ends where its first entry comes again; nothing in it is long.
"""

from __future__ import annotations

from cnpolicy.layout import Segment
from cnpolicy.patterns import lazy
from cnpolicy.series import key_of

_OPENING = lazy(r"[（(【\[]?目[ \u3000\xa0]{0,6}[录次][）)】\]]?")

_PAGE = lazy(r"(?:[.…·]{2,})?[0-9]{1,4}$")

# An entry is a heading alone.
LONGEST_ENTRY = 60
FEWEST_ENTRIES = 2


Contents = dict[str, list[str]]
"""The titles of a table of contents by marker (第一节), both without space."""


def mark_contents(segments: list[Segment], view: str) -> Contents:
    """Mark the entries of each table of contents as furniture; return its titles."""
    contents: Contents = {}
    for index, segment in enumerate(segments):
        if segment.kind == "TEXT" and _OPENING.fullmatch(
            view, segment.first, segment.last
        ):
            end = _end(segments, view, index)
            if end == index and _next_kind(segments, index) == "FURNITURE":
                # Its entries were told by their leaders (wrapped text).
                segment.kind = "FURNITURE"
            for entry in segments[index:end]:
                if entry.marker is not None:
                    words = view[entry.marker.span.end : entry.last]
                    title = _PAGE.sub("", "".join(words.split()))
                    number = "".join(entry.marker.span.of(view).split())
                    contents.setdefault(number, []).append(title)
                if entry.kind != "BLANK":
                    entry.kind, entry.marker, entry.soft = "FURNITURE", None, False
    return contents


def _next_kind(segments: list[Segment], index: int) -> str:
    """Return the kind of the next segment that is not blank; "" at the end."""
    for segment in segments[index + 1 : index + 4]:
        if segment.kind != "BLANK":
            return segment.kind
    return ""


def title_in_contents(contents: Contents, number: str, words: str) -> int:
    """Return how many visible characters of `words` are a title of the contents.

    0 if no entry with this number begins the words.
    """
    return max(
        (len(title) for title in contents.get(number, ()) if words.startswith(title)),
        default=0,
    )


def _end(segments: list[Segment], view: str, opening: int) -> int:
    """Return the index behind the last entry; that of the opening if there is none."""
    first: tuple[object, object] | None = None
    count = 0
    for index in range(opening + 1, len(segments)):
        segment = segments[index]
        if segment.kind == "BLANK":
            continue
        if segment.last - segment.first > LONGEST_ENTRY:
            return opening
        marker = segment.marker
        if marker is None or marker.ordinal is None:
            continue
        entry = (key_of(marker), marker.ordinal)
        if first is None:
            first = entry
        elif entry == first and count >= FEWEST_ENTRIES:
            return _title_before(segments, index)
        count += 1
    return opening


def _title_before(segments: list[Segment], index: int) -> int:
    """Step back over blank lines before the first real heading."""
    while segments[index - 1].kind == "BLANK":
        index -= 1
    return index
