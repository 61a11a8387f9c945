"""Head and tail run together: title, 文号, 主送机关, 署名 and date in one line.

In: segments cut at line ends. Out: the same text, with the lines before the first
number and at the very end cut where one element of the frame meets the next:
`…的意见渝府发〔2019〕17号各区县人民政府，有关单位：近年来，…`. What each piece is,
`frame` says afterwards.
"""

from __future__ import annotations

import re
from functools import cache

from cnpolicy.layout import Segment, note_opening
from cnpolicy.lines import DATE
from cnpolicy.patterns import lazy
from cnpolicy.profiles import Profile

# The head of a document is not longer than this; a notice may hold some paragraphs.
LONGEST_HEAD = 6000
LONGEST_TAIL = 400
# A shorter line is one element.
SHORTEST = 14

_FIRST_NUMBER = lazy(
    r"(?:^|[\n\r。：:]|(?<![\u3000 \xa0])(?=[\u3000 \xa0]))[\u3000 \xa0]*+"
    r"(?:一[ ]?、|第一[编篇章条]|[（(]一[）)]|1[.．、](?![0-9])|第一部分)"
    r"|第一[编篇章](?=[ \u3000\xa0])",
)
# The year and number of a 文号; the letters before it are read backwards.
_YEAR_NUMBER = lazy(
    r"[〔\[［﹝（(【](?:19|20)[0-9]{2}[〕\]］﹞）)】][ ]*第?[ ]*[0-9]{1,5}[ ]*号"
)
_PREFIX = lazy(r"[\u4e00-\u9fff]{2,24}[ \u3000\xa0]{0,4}$")
_ADDRESSED = lazy(
    r"(?:各|国务院各|省政府|市政府|县政府|有关|市级|省级|区政府|机关)[^。：:！？《》\r\n]{2,400}[：:]"
)
_PUBLICITY = lazy(r"[（(](?:此件|本文|此件主动)[^（()）。]{2,12}[）)]")
_NO_DATE_BEFORE = lazy(r"(?:自|于|从|到|至|截至|以|在|即|《|“|（|\()[ ]*$")
_NO_DATE_AFTER = lazy(
    r"[ ]*(?:起|前|后|，|,|、|至|—|-|印发|发布|公布|施行|以|在|的|召|，|第)"
)
# 2011年12月15日某市人民政府令第61号公布: the history of a regulation, no signature.
_DECREED = lazy(r"[^。（(\r\n]{0,40}?(?:令第|公布|发布|修订|修正|通过)")


@cache
def _kind_end(profile: Profile) -> re.Pattern[str]:
    """Match the end of a title inside running text."""
    kinds = "|".join(sorted(profile.kinds, key=len, reverse=True))
    return re.compile(
        rf"(?:{kinds})(?:[（(][^（()）。]{{1,24}}[）)])?"
        r"(?=[ \u3000\xa0]*(?:各|国务院各|“?为|根据|按照"
        r"|依据|目[ \u3000\xa0]*录|前[ \u3000\xa0]*言|第一|一、|有关))"
    )


def cut_head(
    segments: list[Segment], view: str, text: str, profile: Profile
) -> list[Segment]:
    """Cut the lines of the head and of the tail where their elements meet."""
    first = _FIRST_NUMBER.search(view, 0, LONGEST_HEAD)
    head = min(first.start() if first else LONGEST_HEAD, LONGEST_HEAD)
    tail = len(view) - LONGEST_TAIL
    found: list[Segment] = []
    for segment in segments:
        short = segment.last - segment.first < SHORTEST
        if (
            segment.kind in ("BLANK", "TABLE")
            or short
            or (head <= segment.start and segment.last < tail)
        ):
            found.append(segment)
            continue
        cuts: set[int] = set()
        if segment.start < head and segment.marker is None:
            _cut_head(cuts, segment, view, head, profile)
        if segment.last > tail:
            _cut_dates(cuts, view, max(segment.first, tail), segment.last, profile)
        marker = segment.marker
        inside = segment.first if marker is None else marker.span.end
        cuts = {cut for cut in cuts if inside < cut < segment.last}
        found.extend(
            _pieces(segment, view, text, profile, sorted(cuts)) if cuts else (segment,)
        )
    return found


def _cut_head(
    cuts: set[int], segment: Segment, view: str, head: int, profile: Profile
) -> None:
    """Collect the cuts inside one line of the head."""
    start, end = segment.first, min(segment.last, head)
    number = _document_number(view, start, min(end, start + 600), profile)
    if number is not None:
        cuts.update(number)
        addressed = number[1]
    else:
        title = _kind_end(profile).search(view, start, min(end, start + 200))
        addressed = title.end() if title is not None else start
        if title is not None and end - title.end() > 8:
            cuts.add(title.end())
    match = _ADDRESSED.search(view, addressed, min(end, addressed + 440))
    if match is not None and match.start() - addressed <= 3:
        cuts.update((match.start(), match.end()))
    _cut_dates(cuts, view, start, end, profile)


def _document_number(
    view: str, start: int, end: int, profile: Profile
) -> tuple[int, int] | None:
    """Return where a 文号 stands, without the title it is glued to."""
    for match in _YEAR_NUMBER.finditer(view, start, end):
        before = view[max(start, match.start() - 28) : match.start()]
        prefix = _PREFIX.search(before)
        if prefix is None or before[: prefix.start()][-1:] in tuple("（(《"):
            continue
        words = prefix[0].rstrip()
        begin = match.start() - len(prefix[0])
        for size in range(2, min(len(words), 9)):
            if words[: len(words) - size].endswith(profile.kinds):
                begin += len(words) - size
                break
        return begin, match.end()
    return None


def _cut_dates(
    cuts: set[int], view: str, start: int, end: int, profile: Profile
) -> None:
    """Cut out dates of issue with the bodies that sign them, and 公开 notes."""
    for match in DATE.finditer(view, start, end):
        before = view[max(start, match.start() - 3) : match.start()]
        if _NO_DATE_BEFORE.search(before) or _NO_DATE_AFTER.match(
            view, match.end(), end
        ):
            continue
        if _DECREED.match(view, match.end(), end):
            continue
        if view[match.start()] in "（(" and view[match.end() - 1] not in "）)":
            continue
        signed = _signature_start(view, start, match.start(), profile)
        gap = view[match.start() - 1 : match.start()].isspace()
        if signed is None and not gap and match.start() != start:
            continue
        cuts.update((match.start(), match.end()))
        if signed is not None:
            cuts.add(signed)
        title = _kind_end(profile).search(
            view, match.end(), min(end, match.end() + 120)
        )
        if title is not None:
            cuts.add(title.end())
    for note in _PUBLICITY.finditer(view, start, end):
        cuts.update((note.start(), note.end()))
        title = _kind_end(profile).search(view, note.end(), min(end, note.end() + 120))
        if title is not None:
            cuts.add(title.end())


def _signature_start(view: str, start: int, date: int, profile: Profile) -> int | None:
    """Return where the name of the signing body begins; None if none stands there."""
    words = view[max(start, date - 40) : date].rstrip()
    if not words.endswith(profile.issuer_endings):
        return None
    cut = max(words.rfind(mark) for mark in "。；：”》）) \u3000\xa0")
    return max(start, date - 40) + cut + 1 if cut >= 0 or date - start <= 40 else None


def _pieces(
    segment: Segment, view: str, text: str, profile: Profile, cuts: list[int]
) -> list[Segment]:
    """Cut one segment; space stays with the piece before it."""
    starts = [segment.start, *cuts, segment.end]
    pieces: list[Segment] = []
    for place, start in enumerate(starts[:-1]):
        end = starts[place + 1]
        words = view[start:end]
        visible = words.strip()
        if not visible and pieces:
            pieces[-1].end = end
            continue
        first = (
            segment.first if place == 0 else start + len(words) - len(words.lstrip())
        )
        piece = Segment(start, first, first + len(visible), end, "TEXT")
        if place == 0:
            piece.kind, piece.marker = segment.kind, segment.marker
            piece.last = start + len(words.rstrip())
        elif visible:
            note_opening(piece, view, text, profile)
        pieces.append(piece)
    return pieces
