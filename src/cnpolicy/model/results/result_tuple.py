"""What a function found in a document, in order.

In: results. Out: `Results`, a tuple of them that is shown on one line, and in a
notebook as a table.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self, SupportsIndex, TypeVar, overload

from cnpolicy.model.short_repr import LONGEST, html_of

T = TypeVar("T")


class Results(tuple[T, ...]):
    """A tuple of results: equal to any other tuple of the same, and copied like one."""

    kind: type | None
    """The class of the results, also where there are none; None if it was not given."""

    def __new__(cls, results: Iterable[T] = (), kind: type[T] | None = None) -> Self:
        """Hold results of the class `kind`; without it, of that of the first."""
        made = super().__new__(cls, results)
        made.kind = kind or (type(made[0]) if made else None)
        return made

    def __getnewargs__(self) -> tuple[tuple[T, ...], type | None]:
        """What a copy is made of."""
        return (tuple(self), self.kind)

    @overload
    def __getitem__(self, key: SupportsIndex) -> T: ...

    @overload
    def __getitem__(self, key: slice) -> Results[T]: ...

    def __getitem__(self, key: SupportsIndex | slice) -> T | Results[T]:
        """Return one result, or some of them as `Results`."""
        found: Any = tuple.__getitem__(self, key)
        return Results(found, self.kind) if isinstance(key, slice) else found

    def __repr__(self) -> str:
        """Show as many results as one line holds, and how many there are in all."""
        whole = ""
        for number, one in enumerate(self, 1):
            rest = f", … {len(self)} in all"
            part = f"{', ' * (number > 1)}{one!r}"
            ends = number == len(self)
            room = LONGEST - len("(,)") - (0 if ends else len(rest))
            if len(whole) + len(part) > room:
                return f"({whole}{rest.removeprefix(', ' * (not whole))})"
            whole += part
        return f"({whole},)" if len(self) == 1 else f"({whole})"

    def _repr_html_(self) -> str:
        """Show the results as a table, in a notebook."""
        return html_of("results_html", self)
