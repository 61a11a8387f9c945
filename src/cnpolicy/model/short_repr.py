"""How the objects of the library are shown: on one line, however much they hold.

In: an object. Out: its class with its fields, those first that tell it from others,
words and lists abridged, at most `LONGEST` characters. `@shown` gives a class this
`repr`; it is for people, not for `eval`.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from importlib import import_module
from typing import Any, TypeVar

import attrs

LONGEST = 120
"""No `repr` is longer, in characters."""

_WORDS = 28
_NAMES = 3
_MORE = "…"

ASIDE = {"exported": False}
"""The metadata of a field that stays out of what is exported."""

T = TypeVar("T")


def shown(cls: type[T]) -> type[T]:
    """Give a class the short `repr`; `@frozen(repr=False)` makes none that is lost."""
    cls.__repr__ = short_repr  # type: ignore[method-assign]
    return cls


def html_of(function: str, value: object) -> str:
    """Return what a function of `export.notebook` makes of a value.

    It is imported by its name, when a notebook asks: the model imports nothing.
    """
    notebook: Any = import_module("cnpolicy.export.notebook")
    html: str = getattr(notebook, function)(value)
    return html


def short_repr(self: object) -> str:
    """Return the class of an object and as many of its fields as one line holds.

    A class may name what comes first in `SHOWN`, properties too. A field that has its
    default, or `repr=False`, is left out.
    """
    name = type(self).__name__
    text = ""
    for part in _parts(self):
        longer = f"{text}, {part}" if text else part
        if len(name) + len(longer) + len(f"(, {_MORE})") > LONGEST:
            room = LONGEST - len(name) - len(f"({_MORE})")
            text = f"{text}, {_MORE}" if text else part[:room] + _MORE
            break
        text = longer
    return f"{name}({text})"


def _parts(value: object) -> Iterator[str]:
    """Yield what is shown of an object, field by field."""
    cls: Any = type(value)
    first: tuple[str, ...] = getattr(cls, "SHOWN", ())
    fields = attrs.fields_dict(cls)
    for name in (*first, *(name for name in fields if name not in first)):
        field = fields.get(name)
        held = getattr(value, name)
        if field is not None and name not in first and not field.repr:
            continue
        if held is None or held == () or (field is not None and held == field.default):
            continue
        part = _part(name, held)
        if part:
            yield part


def _part(name: str, held: object) -> str:
    """Show a field: title='…', number='三、 (四)', children=[12]; or nothing."""
    if isinstance(held, tuple) and not hasattr(held, "_fields"):
        names = [_name(item) for item in held]
        if None in names:
            return f"{name}=[{len(held)}]"
        words = " ".join(filter(None, names[:_NAMES]))
        held = words + _MORE if len(names) > _NAMES else words
    value = _value(held)
    return f"{name}={value}" if value else ""


def _name(item: object) -> str | None:
    """The words for one of several: a string, or something with a name."""
    name = item if isinstance(item, str) else getattr(item, "name", None)
    return name if isinstance(name, str) and not isinstance(item, Enum) else None


def _value(held: object) -> str:
    """Show a value: words in quotes, a span as 12:40, an enum by its value.

    Of an object, the words or the name that it stands for; nothing without.
    """
    if isinstance(held, Enum):
        return str(held.value)
    if isinstance(held, str):
        return repr(held if len(held) <= _WORDS else held[: _WORDS - 1] + _MORE)
    if isinstance(held, tuple):  # a span, a place
        return ":".join(map(str, held))
    if not attrs.has(type(held)):
        return str(held)
    names = (getattr(held, name, None) for name in ("text", "name", "normalized"))
    return next((_value(name) for name in names if isinstance(name, str)), "")
