"""How a tree is told in Akoma Ntoso: names of elements, fields as attributes.

In: nodes and their fields. Out: names and words that XML can hold; and the same way
back. What Akoma Ntoso has no name for stands in attributes of a namespace of its own
(`NAMESPACE`), which its schema allows on every element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import attrs

from cnpolicy.errors import SchemaError
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.markers import Marker, MarkerStyle
from cnpolicy.model.nodes import Node
from cnpolicy.model.spans import Span

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
"""The namespace of Akoma Ntoso 3.0."""

NAMESPACE = "urn:cnpolicy:akn:1"
"""The namespace of what Akoma Ntoso has no name for; the number is that of the form."""

NODE = "node"
"""The attribute that holds the class of a node, where the element does not tell."""

STYLES = {
    MarkerStyle.PART: "part",
    MarkerStyle.SUBPART: "subpart",
    MarkerStyle.CHAPTER: "chapter",
    MarkerStyle.SECTION: "section",
    MarkerStyle.ARTICLE: "article",
}
"""The elements of sections whose marker names their level: 第二章 is a `chapter`."""

LEVELS = ("section", "subsection", "paragraph", "subparagraph")
"""The elements of all others, from the outside in: 一、 （一） 1. （1）."""

DEEPER = "level"
"""The element of those that are deeper still."""

SECTIONS = frozenset({*STYLES.values(), *LEVELS, DEEPER})
"""The elements that are sections."""

REST = "rest"
"""The class of a `p` that holds what follows a heading on its line."""

TRANSPARENT = frozenset(
    {"preface", "mainBody", "conclusions", "intro", "content", "wrapUp"}
)
"""The elements that only arrange what is in them."""

PARTS = {"Notice": "notice", "Attachment": "attachment", "Section": "section"}
"""The branches that stand in the hierarchy, and the name of their `hcontainer`."""

TITLE_INLINES = {
    "Title": "docTitle",
    "DocumentNumber": "docNumber",
    "IssueDate": "docDate",
    "Signature": "signature",
}
"""The leaves whose words have an element of their own inside their `p`."""

ABBREVIATIONS = {
    "article": "art",
    "attachment": "att",
    "chapter": "chp",
    "paragraph": "para",
    "section": "sec",
    "subparagraph": "subpara",
    "subsection": "subsec",
}
"""What stands for a name in an eId (Akoma Ntoso Naming Convention 1.0, 5.4)."""


def qualified(name: str, namespace: str = AKN) -> str:
    """Return a name with its namespace, as lxml writes it."""
    return f"{{{namespace}}}{name}"


# ------------------------------------------------------------------------- characters

ILLEGAL = lazy("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold, not even escaped."""

_ESCAPED = lazy("[\\\\\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = lazy(r"\\u([0-9a-f]{4})")


def escaped(words: str) -> str:
    r"""Return words for an attribute: what XML cannot hold, and \, as \uXXXX."""
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", words)


def unescaped(words: str) -> str:
    """Return the words that `escaped` was given."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), words)


# ----------------------------------------------------------------------------- fields


@cache
def fields_of(cls: type) -> tuple[tuple[str, Any, Any], ...]:
    """Return the fields of a class that say more than its text: name, type, default."""
    hints = get_type_hints(cls)
    return tuple(
        (one.name, hints[one.name], one.default)
        for one in attrs.fields(cls)
        if one.name not in ("text", "children") and Span not in _types(hints[one.name])
    )


def _types(hint: Any) -> tuple[Any, ...]:
    """Return the types that a field may have."""
    return get_args(hint) if isinstance(hint, UnionType) else (hint,)


def written(node: Node | Marker, known: Mapping[str, object]) -> Iterator[list[str]]:
    """Yield the fields of a node as names and words.

    Those that have their usual value are left out, and so are those that have the value
    in `known`, which the elements tell themselves.
    """
    cls: type = type(node)
    for name, _, default in fields_of(cls):
        value = getattr(node, name)
        if isinstance(value, Marker):
            if known.get("marker") != value.text:
                yield ["marker", escaped(value.text)]
            yield from ([f"marker_{n}", words] for n, words in written(value, {}))
        elif value != known.get(name, default):
            yield [name, "" if value is None else escaped(_words(value))]
            if value is None:
                yield [f"{name}_missing", "true"]


def _words(value: Any) -> str:
    """Return a plain value as words."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def read_fields(
    cls: type, given: Mapping[str, str], known: Mapping[str, object]
) -> dict[str, Any]:
    """Return the fields that `written` gave; raise `SchemaError` for other words."""
    found: dict[str, Any] = {}
    for name, hint, default in fields_of(cls):
        if Marker in _types(hint):
            found[name] = _marker(given, known)
        elif f"{name}_missing" in given:
            found[name] = None
        elif name in given:
            found[name] = _value(hint, unescaped(given[name]), name)
        elif name in known:
            found[name] = known[name]
        elif default is attrs.NOTHING:
            raise SchemaError(f"{cls.__name__}: {name!r} is missing")
    return found


def _marker(given: Mapping[str, str], known: Mapping[str, object]) -> Marker | None:
    """Return the marker that attributes and a `num` tell; None without one."""
    if "marker_style" not in given:
        return None
    inner = {
        name.removeprefix("marker_"): words
        for name, words in given.items()
        if name.startswith("marker_")
    }
    text = unescaped(given["marker"]) if "marker" in given else known.get("marker")
    if not isinstance(text, str):
        raise SchemaError("a marker has no text")
    return Marker(text, **read_fields(Marker, inner, {}))


def _value(hint: Any, words: str, name: str) -> object:
    """Return the value of a type that words tell."""
    kind = next(one for one in _types(hint) if one is not type(None))
    try:
        if kind is str:
            return words
        if kind is bool:
            return {"true": True, "false": False}[words]
        if kind is int:
            return _whole(words)
        if get_origin(kind) is tuple:
            return tuple(map(_whole, words.split(" "))) if words else ()
        return kind(words)
    except (KeyError, ValueError):
        raise SchemaError(f"{name}: {words[:40]!r} is no value of it") from None


def _whole(words: str) -> int:
    """Return a whole number, written in plain figures."""
    if re.fullmatch(r"-?[0-9]{1,4000}", words) is None:
        raise ValueError
    return int(words)
