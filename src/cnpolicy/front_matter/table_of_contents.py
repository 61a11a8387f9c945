"""Contents: the table of contents, which repeats the headings before they come.

In: segments with their markers, before the levels are known. Out: the segments of the
table of contents, marked as page furniture without markers, and what its entries are
called: where a text lost its line breaks, they tell where a title ends. It begins
behind 目录 and ends where its first entry comes again; nothing in it is long. A page
may lose the word 目录: then the first entries of the text come again as they are.
"""

from __future__ import annotations

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.numbering.series import key_of
from cnpolicy.segmentation.segment import BLANK, FURNITURE, TEXT, Segment, SegmentKind

_OPENING = lazy(r"[（(【\[]?目[ \u3000\xa0]{0,6}[录次][）)】\]]?")
# 某市应急预案目录: the title of the document stands before the word.
_TITLED = lazy(r"[^。；：，]{4,40}目[ \u3000\xa0]{0,6}[录次]$")
_LEADER = lazy(r"(?:\.{4}|…{2}|·{4}|-{6}|_{4})[ \u3000\xa0]*[0-9]{1,4}$")

_PAGE = lazy(r"(?:[.…·]{2,})?[0-9]{1,4}$")

# An entry is a heading alone.
LONGEST_ENTRY = 60
FEWEST_ENTRIES = 2
# So many entries in a row, without any text, are looked at for a list of contents.
FEWEST_UNNAMED = 5
MOST_ENTRIES = 400
# So many long paragraphs may open a document behind its list of contents.
MOST_PREFACED = 5


Contents = dict[str, list[str]]
"""The titles of a table of contents by marker (第一节), both without space."""


def mark_contents(segments: list[Segment], view: str) -> Contents:
    """Mark the entries of each table of contents as furniture; return its titles."""
    contents: Contents = {}
    begun = False
    for index, segment in enumerate(segments):
        if segment.kind is not TEXT:
            continue
        first, last = segment.first, segment.last
        if not begun and segment.marker is not None and segment.marker.ordinal == 1:
            begun = True
            _take(segments, view, index, _end_unnamed(segments, view, index), contents)
        elif view[last - 1] not in "录次）)】]":
            continue
        elif _OPENING.fullmatch(view, first, last):
            end = _end(segments, view, index)
            if end == index and _next_kind(segments, index) is FURNITURE:
                # Its entries were told by their leaders (wrapped text).
                segment.kind = FURNITURE
            _take(segments, view, index, end, contents)
        elif last - first <= LONGEST_ENTRY and _TITLED.match(view, first, last):
            end = _end(segments, view, index)
            _take(segments, view, index + 1, end, contents)
    return contents


def _take(
    segments: list[Segment], view: str, start: int, end: int, contents: Contents
) -> None:
    """Mark entries as furniture, and note what they are called."""
    for entry in segments[start:end]:
        if entry.marker is not None:
            words = view[entry.marker.span.end : entry.last]
            title = _PAGE.sub("", "".join(words.split()))
            number = "".join(entry.marker.span.of(view).split())
            contents.setdefault(number, []).append(title)
        if entry.kind is not BLANK:
            entry.kind, entry.marker, entry.tentative = FURNITURE, None, False


def _end_unnamed(segments: list[Segment], view: str, start: int) -> int:
    """Return where entries end that no word announces; `start` if there are none.

    All of them are short, and the first line comes again, but for its space.
    """
    opening = _squeezed(segments[start], view)
    count = 0
    for index in range(start, min(len(segments), start + MOST_ENTRIES)):
        segment = segments[index]
        if segment.kind is BLANK:
            continue
        if segment.last - segment.first > LONGEST_ENTRY or segment.tentative:
            break
        if (
            count
            and view[segment.first] == opening[0]
            and (_squeezed(segment, view) == opening)
        ):
            return _title_before(segments, index) if count >= FEWEST_UNNAMED else start
        if segment.marker is None or view[segment.last - 1] in "。；：":
            break
        count += 1
    return start


def _squeezed(segment: Segment, view: str) -> str:
    """Return the visible characters of a segment."""
    return "".join(view[segment.first : segment.last].split())


def _next_kind(segments: list[Segment], index: int) -> SegmentKind | None:
    """Return the kind of the next segment that is not blank; None at the end."""
    for segment in segments[index + 1 : index + 4]:
        if segment.kind is not BLANK:
            return segment.kind
    return None


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
    first: tuple[object, ...] | None = None
    count = 0
    led = last = opening
    words = ""  # those of the first entry
    prefaced = 0  # paragraphs between the entries and the text
    for index in range(opening + 1, len(segments)):
        segment = segments[index]
        if segment.kind is BLANK:
            continue
        if view[segment.last - 1] in "录次" and segment.marker is None:
            # Another list of contents; none stands inside this one.
            return led
        leader = max(segment.first, segment.last - LONGEST_ENTRY)
        if _LEADER.search(view, leader, segment.last):
            led = index + 1
        elif segment.last - segment.first > LONGEST_ENTRY:
            # Its last entry is the last with dots and a page, unless an opening of the
            # document stands before the first entry comes again.
            if led > opening or count < FEWEST_ENTRIES or segment.marker is not None:
                return led
            prefaced += 1
            if prefaced > MOST_PREFACED:
                return led
            continue
        marker = segment.marker
        if marker is None or marker.ordinal is None:
            continue
        if prefaced and _title_of(segment, view) != words:
            return led
        number = marker.span.of(view)
        # 1.1 and 2.1 are not one entry.
        entry = (key_of(marker), marker.ordinal, number if "." in number[:-1] else "")
        if first is None:
            first, words = entry, _title_of(segment, view)
        elif entry == first and count >= FEWEST_ENTRIES:
            return last + 1 if prefaced else _title_before(segments, index)
        count += 1
        last = index
    return led


def _title_of(segment: Segment, view: str) -> str:
    """Return the words of an entry without its page and without space."""
    return _PAGE.sub("", _squeezed(segment, view))


def _title_before(segments: list[Segment], index: int) -> int:
    """Step back over blank lines before the first real heading."""
    while segments[index - 1].kind is BLANK:
        index -= 1
    return index
