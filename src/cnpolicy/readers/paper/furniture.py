"""Page furniture: running heads, running feet and page numbers.

In: all pages of a file. Out: which of their lines belong to the page. A running head
comes on many pages at one height; a page number counts on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import inf
from statistics import median

from cnpolicy.lexical.numerals import ONE_TO_TEN
from cnpolicy.lexical.whitespace import BLANKS, SPACES
from cnpolicy.readers.paper.content import PageContent, PageLine

# A running head stands in this share of the page from its edges, on at least this many
# pages, and on this share of all of them (odd and even pages may have different ones).
_EDGE_SHARE = 0.16
_FEWEST_HEADS = 3
_HEADS_SHARE = 0.3
_LONGEST_HEAD = 60
# What is so much higher than most lines is a title: of a form, on each of its pages.
_LARGEST, _TELLING = 1.5, 8
# Two heights are one if they differ by less, in points from the nearer edge: pages of
# one file may lie upright and on their side.
_SAME_HEIGHT = 10.0
# What no running head ends with; a heading may come at one height on some pages.
_NO_HEAD_ENDS = frozenset("。；：，、！？;:,!?）)】〕］]")
_PAGE_NUMBER = re.compile(
    f"[-—–－{BLANKS}·•第]*(?P<page>[0-9０-９]{{1,4}})"
    f"(?:[{SPACES}]*[/／][{SPACES}]*[0-9]{{1,4}})?[-—–－{BLANKS}·•页]*"
    r"|[-—–－ ]*[ivxlcIVXLC]{1,6}[-—–－ ]*"
)
# 第 1 页 共 4 页, 共4页，第1页, Page 1 of 4
_COUNTED_PAGE = re.compile(
    r"第[ ]*[0-9]{1,4}[ ]*页[ ，,/／（(]*共[ ]*[0-9]{1,4}[ ]*页[）)]?"
    r"|共[ ]*[0-9]{1,4}[ ]*页[ ，,/／（(]*第[ ]*[0-9]{1,4}[ ]*页[）)]?"
    r"|[Pp](?:age|AGE|\.)?[ ]*[0-9]{1,4}(?:[ ]*(?:of|OF|/)[ ]*[0-9]{1,4})?"
)
_DASHED = re.compile(r"[-—–－·•第]")
# Of a page: 公报 12, 第12页. 清单1 and 清单2 at the top of pages are titles.
_DIGITS = re.compile("(?<![\u4e00-\u9fff0-9０-９])[0-9０-９]+|(?<=第)[0-9]+(?=页)")
_COUNTED = re.compile(f"附|[表图续]|[（(第]?[0-9０-９{ONE_TO_TEN}]+[）)、.．章节条]")


def furniture_of(pages: Sequence[PageContent]) -> set[tuple[int, int]]:
    """Return heads and feet, page numbers and watermarks, by page and index."""
    largest = _LARGEST * _usual_height(pages)
    numbers: dict[int, list[tuple[int, int]]] = {}
    heads: dict[tuple[str, int], list[tuple[int, int]]] = {}
    found: set[tuple[int, int]] = set()
    found |= {
        (number, index)
        for number, page in enumerate(pages)
        for index, line in enumerate(page.lines)
        if line.slanted
    }
    for number, index, line, words in _at_edges(pages):
        if _COUNTED_PAGE.fullmatch(words):
            found.add((number, index))
            continue
        match = _PAGE_NUMBER.fullmatch(words)
        if match is not None:
            shown = match["page"]
            if shown is None or (_DASHED.search(words) and len(words) > len(shown)):
                found.add((number, index))
            else:
                offset = int(shown) - number
                numbers.setdefault(offset, []).append((number, index))
        elif (
            len(words) <= _LONGEST_HEAD
            and words[-1] not in _NO_HEAD_ENDS
            and line.bottom - line.top <= largest
        ):
            upper = line.top < pages[number].height / 2
            edge = line.top if upper else line.bottom - pages[number].height
            height = round(edge / _SAME_HEIGHT)
            for key in _keys(words, number):
                for near in (height, height + 1):
                    heads.setdefault((key, near), []).append((number, index))
    for same in numbers.values():
        # A number alone is that of the page if others count on; on one page it stands
        # at the very edge.
        if len({at for at, _ in same}) > 1 or _is_at_edge(pages, same[0]):
            found.update(same)
    fewest = min(_FEWEST_HEADS, max(2, len(pages)))
    least = max(fewest, _HEADS_SHARE * len(pages))
    for places in heads.values():
        if len({at for at, _ in places}) >= least:
            found.update(places)
    return found


def _at_edges(
    pages: Sequence[PageContent],
) -> Iterator[tuple[int, int, PageLine, str]]:
    """Yield the lines near the upper or lower edge: page, index, line and words."""
    for number, page in enumerate(pages):
        margin = _EDGE_SHARE * page.height
        for index, line in enumerate(page.lines):
            words = line.text.strip()
            outside = line.bottom <= margin or line.top >= page.height - margin
            if words and line.placed and outside and margin > 0 and not line.slanted:
                yield number, index, line, words


def _usual_height(pages: Sequence[PageContent]) -> float:
    """Return how high most lines of a file are."""
    heights = [
        line.bottom - line.top
        for page in pages
        for line in page.lines
        if line.placed and not line.slanted and line.chars >= _TELLING
    ]
    return median(heights) if heights else inf


def _keys(words: str, number: int) -> Iterator[str]:
    """Yield what the same head says on other pages: its words, or a counted page.

    附件1 and 附件2 at the top of pages are no running head.
    """
    yield words
    if _DIGITS.search(words) and not _COUNTED.match(words):
        yield _DIGITS.sub(lambda found: f"#{int(found[0][:6]) - number}", words)


def _is_at_edge(pages: Sequence[PageContent], place: tuple[int, int]) -> bool:
    """Tell whether nothing of the page stands below a number at its foot."""
    page = pages[place[0]]
    line = page.lines[place[1]]
    below = [other for other in page.lines if other.top > line.top]
    nearest = max(
        (other.bottom for other in page.lines if other.bottom < line.top), default=0.0
    )
    return not below and line.top - nearest > 1.5 * (line.bottom - line.top)
