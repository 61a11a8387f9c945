"""Choices read off bytes, so that a part of a document costs one draw.

A draw of Hypothesis takes as long as reading fifty characters does, and a document has
hundreds of choices. Here each part draws its bytes at once and every choice in it takes
one of them. To shrink the bytes is to shrink the choices: 0, which is also what stands
behind the last byte, chooses the first and plainest option. Each part has bytes of its
own, so that one can go or become plainer and the others stay as they are.
"""

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st

_T = TypeVar("_T")

ROOM = 64
"""Bytes of a part: more than most need."""

_BYTES = st.binary(min_size=ROOM, max_size=ROOM)


class Choices:
    """The choices of one document, part after part."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self.begin()

    def begin(self) -> None:
        """Begin a part: what is chosen from here on has bytes of its own."""
        self._bytes = iter(self._draw(_BYTES))

    def below(self, end: int) -> int:
        """A number from 0 up, below `end`."""
        value, reach = next(self._bytes, 0), 256
        while reach < end:
            value, reach = value * 256 + next(self._bytes, 0), reach * 256
        return value % end

    def pick(self, options: Sequence[_T]) -> _T:
        """One of the options; the first is the plainest."""
        return options[self.below(len(options))]

    def one_in(self, times: int) -> bool:
        """Whether a thing is there that is there once in so many times."""
        return self.below(times) == times - 1

    def coin(self) -> bool:
        """Whether a thing is there that is there as often as not."""
        return self.one_in(2)

    def some(self, options: Sequence[_T], least: int, most: int) -> list[_T]:
        """So many of the options, each once, in any order."""
        rest = list(options)
        count = least + self.below(most - least + 1)
        return [rest.pop(self.below(len(rest))) for _ in range(count)]
