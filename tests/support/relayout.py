"""The same text in other layouts.

In: a text with one paragraph a line. Out: the text as it is found when its line breaks
were lost, turned into spaces, or set by a page; only layout changes, no word does. And
how much of the outline of a text comes back from it.
"""

import re
from collections.abc import Callable
from difflib import SequenceMatcher

import cnpolicy

# Punctuation that no line of a page begins with.
NEVER_FIRST = "，。、；：！？）)」”》,.;:"


def lines(text: str) -> list[str]:
    """The paragraphs of a text, without their layout."""
    return [line.strip() for line in re.split(r"\r\n|\r|\n", text) if line.strip()]


def joined(separator: str) -> Callable[[str], str]:
    """Line breaks turned into `separator`."""
    return lambda text: separator.join(lines(text))


def wrapped(
    width: int,
    *,
    page: int = 28,
    glued: bool = False,
    behind: bool = False,
    end: str = "\r\n",
) -> Callable[[str], str]:
    """Lines broken at `width` characters, with a page number every `page` lines.

    A number stands on a line of its own, `glued` to the line behind it, or `behind`
    the words of the line before it; with `page=0` there are none.
    """

    def layout(text: str) -> str:
        found: list[str] = []
        count = number = 0
        for paragraph in lines(text):
            rest = paragraph
            while rest:
                size = width
                if len(rest) > size and rest[size] in NEVER_FIRST:
                    size += 1
                found.append(rest[:size] + end)
                rest = rest[size:]
                count += 1
                if page and count % page == 0:
                    number += 1
                    if behind:
                        found[-1] = f"{found[-1].removesuffix(end)}{number}{end}"
                    else:
                        found.append(f"{number}" if glued else f"{number}  {end}")
        return "".join(found)

    return layout


LAYOUTS: dict[str, tuple[Callable[[str], str], float]] = {
    "one space": (joined(" "), 0.99),
    "two ideographic spaces": (joined("\u3000\u3000"), 0.99),
    "nothing": (joined(""), 0.93),
    "wrapped at 26": (wrapped(26), 0.97),
    "wrapped at 35": (wrapped(35), 0.97),
    "wrapped at 30, no pages": (wrapped(30, page=0, end="\n"), 0.97),
    "wrapped at 28, glued pages": (wrapped(28, glued=True), 0.97),
    "wrapped at 32, pages behind lines": (wrapped(32, page=20, behind=True), 0.97),
}
"""By name: the layout, and the share of the outline that must come back."""


Entry = tuple[int, int | None, str]


def entries(text: str) -> list[Entry]:
    """What has to come back: depth, number and title of each heading."""
    return [
        (item.depth, item.ordinal, "".join((item.title or "").split()).rstrip("。：:"))
        for item in cnpolicy.outline(cnpolicy.parse(text))
    ]


def agreement(said: list[Entry], true: list[Entry]) -> tuple[int, int]:
    """Twice the entries in common, and all entries of both."""
    matcher = SequenceMatcher(None, said, true, autojunk=False)
    common = sum(block.size for block in matcher.get_matching_blocks())
    return 2 * common, len(said) + len(true)
