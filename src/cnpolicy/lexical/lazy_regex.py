"""Regular expressions that compile on first use.

In: the source of a regular expression. Out: something that behaves as its
`re.Pattern`. Compiling all patterns of the library takes longer than reading a plan,
so that importing it compiles none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, cast

_METHODS = (
    "findall",
    "finditer",
    "flags",
    "fullmatch",
    "groupindex",
    "match",
    "search",
    "split",
    "sub",
)


class _Lazy:
    """Stands for a pattern until one of its methods is asked for."""

    def __init__(self, source: str) -> None:
        # Other patterns are put together from this one: it is known without compiling.
        self.pattern = source

    def __getattr__(self, name: str) -> Any:
        # Reached once: from then on the methods of the pattern are its own.
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy(source: str) -> re.Pattern[str]:
    """Return the pattern of `source`, compiled when it is first used.

    >>> lazy("[一二三]、").match("二、目标").end()
    2
    """
    return cast("re.Pattern[str]", _Lazy(source))


def any_of(words: Iterable[str]) -> str:
    """Return an alternation of `words`, longer ones first, else in their order."""
    once = dict.fromkeys(words)
    return "|".join(re.escape(word) for word in sorted(once, key=len, reverse=True))
