"""Contents: the table of contents, which repeats the headings before they come.

In: segments with their markers, before the levels are known. Out: the segments of the
table of contents, marked as page furniture without markers, and what its entries are
called: where a text lost its line breaks, they tell where a title ends. It begins
behind 目录 and ends where its first entry comes again, or before a sentence (前言 need
not be listed); nothing in it is long. A page may lose the word 目录: then the first
entries of the text come again as they are.
"""

from __future__ import annotations

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.whitespace import BLANKS, BLANKS_AND_TABS
from cnpolicy.model.markers import MarkerStyle
from cnpolicy.numbering.series import key_of
from cnpolicy.segmentation.segment import BLANK, FURNITURE, TEXT, Segment, SegmentKind

# 目录, and the heads of its columns: 目录 段落, 目次 页码, 目录（页码）.
_OPENING = lazy(
    rf"[（(【\[]?目[{BLANKS}]{{0,6}}[录次]"
    rf"(?:[{BLANKS_AND_TABS}]{{0,6}}[（(/／]?(?:段落?|页[码次数]?))?[）)】\]]?"
)
_OPENING_ENDS = frozenset("录次段落页码数）)】]")
# 某市应急预案目录: the title of the document stands before the word.
_TITLED = lazy(f"[^。；：，]{{4,40}}目[{BLANKS}]{{0,6}}[录次]$")
_LEADER = lazy(
    rf"(?:\.{{4}}|…{{2}}|·{{4}}|-{{6}}|_{{4}})[{BLANKS}—–-]*[0-9]{{1,4}}[ —–-]*$"
)

# …5, and a range of pages or paragraphs: 引言 1–2.
_PAGE = lazy(r"(?:[.…·]{2,})?第?[0-9]{1,4}(?:[-–—~～至][0-9]{1,4})?[段页]?$")
_PAGE_ENDS = frozenset("0123456789 —–-")
_SENTENCE_ENDS = frozenset("。；：:;")

# Entries whose leaders tell, whatever stands above: 1总则……..6
_DOTTED = lazy(rf"(?<![.…·])[.…·]{{4,}}+[{BLANKS}—–-]*[0-9]{{1,4}}[ —–-]*$")
FEWEST_DOTTED = 3
# A title between the contents and the first chapter.
_TITLE = lazy(
    r"(?!附)[^。；：:，,]{5,60}(?:规划|纲要|计划|方案|预案|意见|办法|条例|规定|细则|规则|章程|要点|报告|措施)"
    r"(?:[（(][^（()）]{1,12}[）)])?"
)
# An entry is a heading alone.
LONGEST_ENTRY = 60
FEWEST_ENTRIES = 2
# A list of contents has at least this many entries in a row, without any text.
FEWEST_UNNAMED = 5
MOST_ENTRIES = 400


Contents = dict[str, list[str]]
"""The titles of a table of contents by marker (第一节), both without space."""


def mark_contents(segments: list[Segment], simplified: str) -> Contents:
    """Mark the entries of each table of contents as furniture; return its titles."""
    contents: Contents = {}
    last_places: dict[str, int] | None = None
    begun = False
    for index, segment in enumerate(segments):
        if segment.kind is not TEXT:
            continue
        first, last = segment.first, segment.last
        if not begun and segment.marker is not None and segment.marker.ordinal == 1:
            begun = True
            _take(
                segments,
                simplified,
                index,
                _end_unnamed(segments, simplified, index),
                contents,
            )
        elif simplified[last - 1] not in _OPENING_ENDS or last - first > LONGEST_ENTRY:
            continue
        elif _OPENING.fullmatch(simplified, first, last):
            last_places = last_places or _last_places(segments, simplified)
            end = _end(segments, simplified, index, last_places)
            if end == index and _next_kind(segments, index) is FURNITURE:
                # Its entries were told by their leaders (wrapped text).
                segment.kind = FURNITURE
            _take(segments, simplified, index, end, contents)
        elif simplified[last - 1] in "录次" and _TITLED.match(simplified, first, last):
            last_places = last_places or _last_places(segments, simplified)
            end = _end(segments, simplified, index, last_places)
            _take(segments, simplified, index + 1, end, contents)
    if "…" in simplified or "...." in simplified or "····" in simplified:
        _take_dotted(segments, simplified, contents)
    return contents


def _take_dotted(segments: list[Segment], simplified: str, contents: Contents) -> None:
    """Mark entries with dots and a page that stand below one another."""
    start: int | None = None
    count = 0
    for index, segment in enumerate([*segments, None]):
        if segment is not None and segment.kind is BLANK:
            continue
        if segment is not None and _is_dotted(segment, simplified):
            start, count = index if start is None else start, count + 1
            continue
        if start is not None and count >= FEWEST_DOTTED:
            _take(segments, simplified, start, index, contents)
        start, count = None, 0


def _is_dotted(segment: Segment, simplified: str) -> bool:
    """Tell whether a line is a numbered entry with dots and a page."""
    return (
        segment.kind is TEXT
        and segment.marker is not None
        and simplified[segment.last - 1] in _PAGE_ENDS
        and _DOTTED.search(simplified, segment.first, segment.last) is not None
    )


def _take(
    segments: list[Segment], simplified: str, start: int, end: int, contents: Contents
) -> None:
    """Mark entries as furniture, and note what they are called."""
    for entry in segments[start:end]:
        if entry.marker is not None:
            words = simplified[entry.marker.span.end : entry.last]
            title = _PAGE.sub("", "".join(words.split()))
            number = "".join(entry.marker.span.of(simplified).split())
            contents.setdefault(number, []).append(title)
        if entry.kind is not BLANK:
            entry.kind, entry.marker, entry.tentative = FURNITURE, None, False


def _end_unnamed(segments: list[Segment], simplified: str, start: int) -> int:
    """Return where entries end that no word announces; `start` if there are none.

    All of them are short, and the first line comes again, except for its space; or they
    are chapters up to 附则 with nothing between, and a text follows. Where the first is
    1.1, the chapters may have lost their numbers: 总则⏎1.1 编制目的⏎组织体系⏎2.1 机构.
    """
    marker = segments[start].marker
    decimal = marker is not None and marker.style is MarkerStyle.DECIMAL
    opening = _squeezed(segments[start], simplified)
    count = 0
    latest = segments[start]
    for index in range(start, min(len(segments), start + MOST_ENTRIES)):
        segment = segments[index]
        if segment.kind is BLANK:
            continue
        if segment.last - segment.first > LONGEST_ENTRY or segment.tentative:
            break
        if (
            count
            and simplified[segment.first] == opening[0]
            and (_squeezed(segment, simplified) == opening)
        ):
            if count < FEWEST_UNNAMED:
                return start
            return _above_chapter(segments, _title_before(segments, index), decimal)
        unnumbered = segment.marker is None
        if simplified[segment.last - 1] in "。；：" or (unnumbered and not decimal):
            break
        count += not unnumbered
        latest = segment
    else:
        return start
    whole = count >= FEWEST_UNNAMED and _ends_law(segments[start], latest, simplified)
    return _title_before(segments, index) if whole else start


def _above_chapter(segments: list[Segment], end: int, decimal: bool) -> int:
    """Step back over the number of the chapter that stands right above its 1.1."""
    marker = segments[end - 1].marker
    if decimal and marker is not None and marker.style is not MarkerStyle.DECIMAL:
        return _title_before(segments, end - 1)
    return end


def _ends_law(first: Segment, last: Segment, simplified: str) -> bool:
    """Tell whether entries are the chapters of a law, the last of them 附则."""
    return all(
        one.marker is not None and one.marker.style is MarkerStyle.CHAPTER
        for one in (first, last)
    ) and "".join(simplified[last.first : last.last].split()).endswith("附则")


def _squeezed(segment: Segment, simplified: str) -> str:
    """Return the visible characters of a segment."""
    return "".join(simplified[segment.first : segment.last].split())


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


def _last_places(segments: list[Segment], simplified: str) -> dict[str, int]:
    """Return where the words of each short line stand for the last time.

    A title may run into its sentence where it comes again: 一、总体要求。坚持…
    """
    found: dict[str, int] = {}
    for index, segment in enumerate(segments):
        if segment.kind is not TEXT:
            continue
        if segment.last - segment.first <= LONGEST_ENTRY:
            found[_entry_words(segment, simplified)] = index
        if segment.marker is not None:
            limit = min(segment.last, segment.first + LONGEST_ENTRY)
            stop = simplified.find("。", segment.first, limit)
            if stop >= 0:
                found["".join(simplified[segment.first : stop].split())] = index
    return found


def _entry_words(segment: Segment, simplified: str) -> str:
    """Return the words of an entry without its page."""
    return _PAGE.sub("", _squeezed(segment, simplified))


def _end(
    segments: list[Segment], simplified: str, opening: int, last_places: dict[str, int]
) -> int:
    """Return the index behind the last entry; that of the opening if there is none."""
    opener = ""
    first: tuple[object, ...] | None = None
    lines = count = 0
    led = opening
    again: list[tuple[int, int]] = []
    for index in range(opening + 1, len(segments)):
        segment = segments[index]
        if segment.kind is BLANK:
            continue
        end = simplified[segment.last - 1]
        if end in "录次" and segment.marker is None:
            # Another list of contents; none stands inside this one.
            return led
        is_long = segment.last - segment.first > LONGEST_ENTRY
        leader = max(segment.first, segment.last - LONGEST_ENTRY)
        if _LEADER.search(simplified, leader, segment.last):
            led = index + 1
        elif is_long or (end in _SENTENCE_ENDS and segment.marker is None):
            # A preface begins: its title is the last entry or none.
            listed = [place for place, last in again if last > index]
            if len(listed) >= FEWEST_ENTRIES:
                return max(led, listed[-1] + 1)
            again = [(place, last) for place, last in again if last > index]
            if is_long:
                # Its last entry is the last with dots and a page.
                return led
        if is_long:
            continue
        words = _entry_words(segment, simplified)
        if not opener:
            opener = words
        elif words == opener and lines >= FEWEST_ENTRIES:
            return _above_title(segments, simplified, index, last_places)
        lines += 1
        last = last_places.get(words, index)
        if last > index:
            again.append((index, last))
        marker = segment.marker
        if marker is None or marker.ordinal is None:
            continue
        number = marker.span.of(simplified)
        # 1.1 and 2.1 are not one entry.
        entry = (key_of(marker), marker.ordinal, number if "." in number[:-1] else "")
        if first is None:
            first = entry
        elif entry == first and count >= FEWEST_ENTRIES:
            return _above_title(segments, simplified, index, last_places)
        count += 1
    return led


def _above_title(
    segments: list[Segment], simplified: str, index: int, last_places: dict[str, int]
) -> int:
    """Step back before the first real heading, and over the title above it.

    Contents may come first: 9.附则⏎某市应急预案⏎1 总则. A title is no entry, so that it
    does not come again.
    """
    end = _title_before(segments, index)
    last = segments[end - 1]
    words = _squeezed(last, simplified)
    listed = last_places.get(_entry_words(last, simplified), end - 1) >= end
    if last.marker is None and not listed and _TITLE.fullmatch(words):
        return _title_before(segments, end - 1)
    return end


def _title_before(segments: list[Segment], index: int) -> int:
    """Step back over blank lines before the first real heading."""
    while segments[index - 1].kind is BLANK:
        index -= 1
    return index
