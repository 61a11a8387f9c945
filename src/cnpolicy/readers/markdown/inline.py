"""Emphasis, links and other markup inside one line of Markdown.

In: a line, and the parts of it that are cut already. Out: all parts to cut, in order,
with what stands in their place. One pass over the line; a mark without its partner
stays as text. More lenient than CommonMark about `**`, whose rules for punctuation
leave `**“十四五”**规划` unread.
"""

import html
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

_ADDRESS = r"https?://[^<>\s]+|[\w.+-]+@[\w.-]+"
_TAG = r"</?(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?:\s[^<>]*)?/?>"
_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});"
_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<code>`+)"
    rf"|<(?P<autolink>{_ADDRESS})>"
    rf"|(?P<tag>{_TAG})"
    rf"|(?P<entity>{_ENTITY})"
    r"|(?P<open>!?\[)"
    r"|(?P<close>\])"
    r"|(?P<mark>\*+|_+|~~)"
)
_TARGET = re.compile(r"\((?:[^()\\\n]|\\.|\([^()\n]*\))*+\)|\[[^\[\]\n]*\]")
_LINE_BREAKS = frozenset({"br", "p", "div", "tr", "li"})
# Longer runs are rules or blanks to fill in, not emphasis.
_MAX_RUN = 3


class Cut(NamedTuple):
    """A part of a line that is no text: `**`, `](https://…)`."""

    start: int
    """Where it begins."""

    end: int
    """Where it ends."""

    replacement: str = ""
    """What stands in its place: the character of `&amp;`, a line end for `<br>`."""


class _Open(NamedTuple):
    """A mark that waits for its partner."""

    kind: str
    """`[`, `![` or the run of emphasis itself."""

    start: int
    """Where it begins."""

    end: int
    """Where it ends."""

    cuts: int
    """How many cuts were made before it."""


class _Scanner:
    """Reads the markup of one line from left to right."""

    def __init__(self, line: str, note: Callable[[str, str], None]) -> None:
        """Prepare to read a line; `note` takes the code of a note and its words."""
        self.cuts: list[Cut] = []
        self._line = line
        self._note = note
        self._stack: list[_Open] = []
        # How many of each kind wait, so that a mark without partner costs nothing.
        self._waiting: dict[str, int] = {}

    def scan(self, start: int, end: int) -> None:
        """Read the part of the line between two places."""
        codes = _code_ends(self._line, start, end)
        place = start
        while found := _TOKEN.search(self._line, place, end):
            place = found.end()
            kind = found.lastgroup if found["tag"] is None else "tag"
            if kind == "code":
                place = self._code(found, codes)
            elif kind == "escaped":
                self.cuts.append(Cut(found.start(), found.start() + 1))
            elif kind == "autolink":
                self.cuts.append(Cut(found.start(), found.start() + 1))
                self.cuts.append(Cut(found.end() - 1, found.end()))
            elif kind == "tag":
                broken = found["name"].lower() in _LINE_BREAKS
                self.cuts.append(Cut(*found.span(), "\n" if broken else ""))
            elif kind == "entity":
                self.cuts.append(Cut(*found.span(), html.unescape(found[0])))
            elif kind == "open":
                self._push(found)
            elif kind == "close":
                place = self._link(found.start(), end)
            else:
                self._emphasis(found)

    def _push(self, found: re.Match[str]) -> None:
        """Let a mark wait for its partner."""
        self._stack.append(_Open(found[0], *found.span(), len(self.cuts)))
        self._waiting[found[0]] = self._waiting.get(found[0], 0) + 1

    def _pop_to(self, *kinds: str) -> _Open | None:
        """Take the last waiting mark of these kinds; those after it stay text."""
        if not any(self._waiting.get(kind) for kind in kinds):
            return None
        while self._stack:
            mark = self._stack.pop()
            self._waiting[mark.kind] -= 1
            if mark.kind in kinds:
                return mark
        return None

    def _code(self, found: re.Match[str], codes: dict[int, int]) -> int:
        """Read a code span: its words are text as they stand."""
        close = codes.get(found.start())
        if close is None:
            return found.end()
        self.cuts.append(Cut(*found.span()))
        after = close + len(found[0])
        self.cuts.append(Cut(close, after))
        return after

    def _link(self, place: int, end: int) -> int:
        """Close a link or a picture at the `]` at `place`; return where to go on."""
        target = _TARGET.match(self._line, place + 1, end)
        if target is None:
            return place + 1
        mark = self._pop_to("[", "![")
        if mark is None:
            return place + 1
        if mark.kind == "![":
            self._note("image", self._line[mark.end : place])
            # What was cut inside its words goes with them.
            del self.cuts[mark.cuts :]
            self.cuts.append(Cut(mark.start, target.end()))
        else:
            self.cuts.append(Cut(mark.start, mark.end))
            self.cuts.append(Cut(place, target.end()))
        return target.end()

    def _emphasis(self, found: re.Match[str]) -> None:
        """Read a run of `*`, `_` or `~~`: an end if one waits, else a beginning."""
        run = found[0]
        before = self._line[found.start() - 1 : found.start()] if found.start() else " "
        after = self._line[found.end() : found.end() + 1] or " "
        opens, closes = not after.isspace(), not before.isspace()
        if run[0] == "_":
            # Inside words it is a character of a name.
            opens = opens and not before.isalnum()
            closes = closes and not after.isalnum()
        if len(run) > _MAX_RUN:
            return
        mark = self._pop_to(run) if closes else None
        if mark is not None:
            self.cuts.append(Cut(mark.start, mark.end))
            self.cuts.append(Cut(*found.span()))
        elif opens:
            self._push(found)


def _code_ends(line: str, start: int, end: int) -> dict[int, int]:
    """Return for each run of backticks where the next one of its length begins."""
    following: dict[int, int] = {}
    ends: dict[int, int] = {}
    for run in reversed(list(re.compile("`+").finditer(line, start, end))):
        length = run.end() - run.start()
        if length in following:
            ends[run.start()] = following[length]
        following[length] = run.start()
    return ends


def inline_cuts(
    line: str, cuts: Sequence[Cut], note: Callable[[str, str], None]
) -> list[Cut]:
    """Return all parts of a line to cut, in order, none overlapping another."""
    scanner = _Scanner(line, note)
    place = 0
    for cut in cuts:
        if place < cut.start:
            scanner.scan(place, cut.start)
        place = cut.end
    if place < len(line):
        scanner.scan(place, len(line))
    return sorted([*cuts, *scanner.cuts])
