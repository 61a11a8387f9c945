"""Watermarks of an OFD: words across the pages, which are no part of the text.

In: the texts of all pages. Out: for each page its own texts, and those of watermarks:
what stands at a slant, and what stands at the same place of every page over or under
other words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from cnpolicy.readers.ofd.layout import Glyphs

# On fewer pages nothing tells a watermark that stands upright.
_FEWEST_PAGES = 3
# Texts of a page that come on all others; more are a form that is printed again.
_MOST_REPEATED = 60
# Places are the same to half a millimetre.
_GRID = 2.0

_Key = tuple[str, int, int]


def set_apart(
    pages: Sequence[Sequence[Glyphs]],
) -> list[tuple[list[Glyphs], list[Glyphs]]]:
    """Return the own texts of each page, and those of watermarks."""
    repeated = _repeated(pages)
    found = []
    for page in pages:
        slanted = [one for one in page if one.slanted]
        # A page that was scanned aslant is text.
        aslant = 2 * _chars(slanted) > _chars(page)
        own: list[Glyphs] = []
        marks: list[Glyphs] = []
        for one in page:
            is_mark = (one.slanted and not aslant) or _key(one) in repeated
            (marks if is_mark else own).append(one)
        found.append((own, marks))
    return found


def _repeated(pages: Sequence[Sequence[Glyphs]]) -> set[_Key]:
    """Return the texts of every page that stand over others on one of them."""
    if len(pages) < _FEWEST_PAGES:
        return set()
    counts = Counter(key for page in pages for key in {_key(one) for one in page})
    everywhere = {key for key, count in counts.items() if count == len(pages)}
    if not everywhere or len(everywhere) > _MOST_REPEATED:
        return set()
    found: set[_Key] = set()
    for page in pages:
        marks = [one for one in page if _key(one) in everywhere - found]
        others = [one for one in page if _key(one) not in everywhere]
        found |= {_key(one) for one in marks if any(_over(one, o) for o in others)}
    return found


def _key(one: Glyphs) -> _Key:
    """What makes a text the same on another page: its words and its place."""
    return one.text, round(one.x * _GRID), round(one.y * _GRID)


def _over(one: Glyphs, other: Glyphs) -> bool:
    """Tell whether two texts cover each other."""
    high = min(one.y, other.y) - max(one.y - one.size, other.y - other.size)
    wide = min(one.end, other.end) - max(one.x, other.x)
    return high > 0.3 * min(one.size, other.size) and wide > 0


def _chars(texts: Iterable[Glyphs]) -> int:
    """How many characters there are."""
    return sum(len(one.text) for one in texts)
