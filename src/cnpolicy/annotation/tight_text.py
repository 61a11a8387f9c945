"""Tight text: what a layout put into sentences, read as if it were not there.

In: a tree. Out: the same tree without the blanks between figures and Chinese characters
(2025 年 12 月, 第 71 号), which every PDF of a word processor has, and without the page
numbers and running heads inside a sentence; and `Places`, which says where in the text
as written something stands that was read in it. So all spellings are read by the same
code.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

import attrs
from attrs import evolve

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.line_shapes import CLOSED
from cnpolicy.lexical.whitespace import GAP
from cnpolicy.model.nodes import (
    Blank,
    Branch,
    Furniture,
    Leaf,
    ListItem,
    Node,
    Paragraph,
)
from cnpolicy.model.responsibilities import Organization
from cnpolicy.model.spans import Span, new_span

T = TypeVar("T")

_HAN = "\u3400-\u9fff〇"
_D = "0-9０-９"
_B = r"[ \xa0]"
_BEFORE = rf"[{_HAN}〔（(]"
_BEHIND = rf"[{_D}%％〕]"
# Beside a figure that is set off; 2020 2025 are two columns of a lost table. The blank
# comes first, since few texts have many.
_BLANK = lazy(
    rf"{_B}(?:"
    rf"(?<={_BEFORE}{_B}){_B}?"
    rf"(?=[{_D}][{_D}.．,，:：%％]{{0,15}}{_B}{{0,2}}(?:[{_HAN}〕。；、）)]|$))"
    rf"|(?<={_BEHIND}{_B}){_B}?(?=[{_HAN}]))"
)
_FIGURE = lazy(rf"[{_D}.．,，、%％ \xa0]+$")
_LONGEST_FIGURE = 20


def _blanks(text: str) -> Iterator[tuple[int, int]]:
    """Yield where such blanks stand; a figure that opens a line is a number of it."""
    for match in _BLANK.finditer(text):
        start = match.start()
        dated = text[match.end() : match.end() + 1] in "年月日"
        if not dated and text[start - 1] in "0123456789０１２３４５６７８９":
            line = max(0, start - _LONGEST_FIGURE)
            before = text[line:start]
            figure = _FIGURE.search(before)
            if figure is not None:
                at = line + figure.start()
                if at == 0 or text[at - 1] in "\n\r\t\u3000|":
                    continue
        yield match.span()


def may_be_loose(text: str) -> bool:
    """Tell quickly whether blanks may stand around figures."""
    return _BLANK.search(text) is not None


def may_be_torn(text: str, furniture: Iterable[Span]) -> bool:
    """Tell whether furniture of the page may stand inside a sentence of the text."""
    for span in furniture:
        at = span.start
        while at > 0 and text[at - 1].isspace():
            at -= 1
        if at > 0 and text[at - 1] not in CLOSED:
            return True
    return False


class Places:
    """Where the characters of a tight text stand in the text as written."""

    def __init__(self, text: str, cuts: list[int]) -> None:
        """Take the text as written and the offsets that the tight one leaves out."""
        self.text = text
        """The text as written."""
        self._cuts = cuts
        # Offsets in the tight text before which one more character is missing.
        self._ahead = [cut - index for index, cut in enumerate(cuts)]
        self.tight = self.cut(text)
        """The text without the blanks."""

    def cut(self, simplified: str) -> str:
        """Return a view of the text without what the tight text leaves out."""
        pieces = []
        place = 0
        for cut in self._cuts:
            pieces.append(simplified[place:cut])
            place = cut + 1
        pieces.append(simplified[place:])
        return "".join(pieces)

    def tight_span(self, span: Span) -> Span:
        """Return where a span of the text stands in the tight one."""
        start, end = (at - bisect_left(self._cuts, at) for at in span)
        return new_span((start, end))

    def _written(self, at: int) -> int:
        return at + bisect_right(self._ahead, at)

    def span(self, span: Span) -> Span:
        """Return where a span of the tight text stands in the text as written."""
        if span.start < 0:
            return span
        start = self._written(span.start)
        if span.start >= span.end:
            return new_span((start, start))
        return new_span((start, self._written(span.end - 1) + 1))

    def restored(self, value: T) -> T:
        """Return something read in the tight text with its spans as written.

        Names of bodies are again what stands in the text.
        """
        found: Any = value
        if isinstance(value, Span):
            found = self.span(value)
        elif isinstance(value, tuple):
            found = tuple(map(self.restored, value))
        elif isinstance(value, Organization):
            span = self.span(value.span)
            written = span.of(self.text)
            # A page number inside a name is no part of it; its own blanks are.
            same = (
                value.span.of(self.tight) == value.name
                and written.isprintable()
                and "".join(written.split()) == "".join(value.name.split())
            )
            found = Organization(written if same else value.name, span)
        elif attrs.has(type(value)):
            found = _mapped(value, self.restored, (Span, tuple))
        result: T = found
        return result


def _mapped(value: Any, change: Callable[[Any], Any], kinds: tuple[type, ...]) -> Any:
    """Return an attrs object whose fields of some kinds are changed."""
    changes = {}
    for one in attrs.fields(type(value)):
        old = getattr(value, one.name)
        if isinstance(old, kinds) or (
            attrs.has(type(old)) and not isinstance(old, Leaf | Branch)
        ):
            # Not compared: spans take no part in the equality of many classes.
            changes[one.name] = change(old)
    return evolve(value, **changes) if changes else value


def tight_tree(
    root: Branch, text: str, hints: Sequence[int], *, furnished: bool
) -> tuple[Branch, Places] | None:
    """Return a tree without what a layout put into its clauses; None without any.

    `hints` are the places in `text` where clauses may be, in order: leaves without any
    are left as they are. Its spans are places in its own text, and its leaves have
    nothing but their text. `furnished` tells whether it may have page furniture.
    """
    in_order = list(_leaves(root))
    if not furnished and not _are_loose(in_order, hints):
        return None
    cuts: list[int] = []
    # Each leaf with where it begins, and the end of the sentence that goes on in it.
    leaves: list[tuple[Leaf, int, int] | None] = []
    offset = 0
    open_at: int | None = None  # the place in `leaves` of an open sentence
    between = 0  # where the furniture behind it begins
    paged = False  # whether there is any, and not blank lines alone
    for leaf in in_order:
        end = offset + len(leaf.text)
        if isinstance(leaf, Furniture | Blank) and open_at is not None:
            between = between or offset
            paged = paged or isinstance(leaf, Furniture)
            leaves.append((leaf, offset, end))
        elif open_at is not None and paged and _is_plain(leaf):
            known = leaves[open_at]
            assert known is not None
            if _has_hint(hints, known[1], end):
                leaves[open_at] = (known[0], known[1], end)
                leaves[open_at + 1 :] = [None] * (len(leaves) - open_at)
                cuts.extend(range(_behind_words(text, between), offset))
                _cut_blanks(cuts, leaf.text, offset)
            else:
                leaves.append((leaf, offset, end))
                open_at = len(leaves) - 1
            open_at = None if _is_closed(leaf.text) else open_at
            between, paged = 0, False
        else:
            if _has_hint(hints, offset, end):
                _cut_blanks(cuts, leaf.text, offset)
            leaves.append((leaf, offset, end))
            open_at = len(leaves) - 1 if furnished and _is_open(leaf) else None
            between, paged = 0, False
        offset = end
    if not cuts:
        return None
    places = Places(text, cuts)
    made = iter([_tight_leaf(*one, places) if one else None for one in leaves])
    return _rebuilt(root, made), places


def _are_loose(leaves: list[Leaf], hints: Sequence[int]) -> bool:
    """Tell whether blanks stand around figures where clauses may be."""
    starts = [leaf.span.start for leaf in leaves]
    numbers = {bisect_right(starts, hint) - 1 for hint in hints}
    return any(may_be_loose(leaves[number].text) for number in numbers)


def _has_hint(hints: Sequence[int], start: int, end: int) -> bool:
    """Tell whether a clause may be in a stretch of the text."""
    at = bisect_left(hints, start)
    return at < len(hints) and hints[at] < end


def _behind_words(text: str, at: int) -> int:
    """Return where the blanks begin that stand before `at` in its line."""
    while at > 0 and text[at - 1] in GAP:
        at -= 1
    return at


def _cut_blanks(cuts: list[int], words: str, offset: int) -> None:
    """Add the offsets of the blanks in a leaf that begins at `offset`."""
    for start, end in _blanks(words):
        cuts.extend(range(offset + start, offset + end))


# A shorter line that does not end may be a title.
_SHORTEST_OPEN = 15


def _is_open(leaf: Leaf) -> bool:
    """Tell whether a leaf stops in the middle of a sentence."""
    if not isinstance(leaf, Paragraph | ListItem) or _is_closed(leaf.text):
        return False
    words = leaf.text.rstrip()
    if len(words) >= _SHORTEST_OPEN:
        return True
    opened = max(map(words.rfind, "（(〔［["))
    return opened >= 0 and opened > max(map(words.rfind, "）)〕］]。"))


def _is_closed(words: str) -> bool:
    """Tell whether words end as a sentence does, or a part of one."""
    words = words.rstrip()
    return not words or words[-1] in CLOSED


def _is_plain(leaf: Leaf) -> bool:
    """Tell whether a leaf may be the rest of a sentence."""
    return isinstance(leaf, Paragraph) and leaf.lead is None


def _leaves(root: Node) -> Iterator[Leaf]:
    """Yield the leaves of a tree in order, without recursion."""
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, Leaf):
            yield node
        else:
            stack.extend(reversed(node.children))


def _tight_leaf(leaf: Leaf, start: int, end: int, places: Places) -> Leaf:
    """Return a leaf that stands at `start:end` with its text and place in the tight."""
    own = places.tight_span(new_span((start, end)))
    return evolve(leaf, text=own.of(places.tight), span=own)


def _rebuilt(root: Branch, leaves: Iterator[Leaf | None]) -> Branch:
    """Return a tree of the same branches over other leaves, without recursion.

    None stands for a leaf that is left out.
    """
    # Each open branch with what it has of its children.
    open_: list[tuple[Branch, list[Node], Iterator[Node]]] = [
        (root, [], iter(root.children))
    ]
    while True:
        branch, made, rest = open_[-1]
        child = next(rest, None)
        if child is None:
            open_.pop()
            start = made[0].span.start if made else 0
            end = made[-1].span.end if made else start
            done: Any = evolve(
                branch, children=tuple(made), span=new_span((start, end))
            )
            if not open_:
                found: Branch = done
                return found
            open_[-1][1].append(done)
        elif isinstance(child, Leaf):
            leaf = next(leaves)
            if leaf is not None:
                made.append(leaf)
        else:
            open_.append((child, [], iter(child.children)))
