"""Documents and results as dicts and as JSON, and back.

In: a `Document`, or a result (a `Task`, a `Chunk`, a `Comparison` …). Out: a dict of
plain values (dicts, lists, strings, numbers, booleans, None), or its JSON text; and
the same way back, equal in everything, spans included. The form is fixed by
`schema.py`: what that accepts, `from_dict` accepts.

What is exported has its class as `"type"`, and so has every node; a span is
`[start, end]`, an enum its value, a date `YYYY-MM-DD`, a decimal a string. The keys
never depend on the data. Nothing is omitted, and nothing unknown is accepted: a field
that is missing or misspelt would silently be lost.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, TypeVar, get_args, get_origin, overload

from cnpolicy.errors import SchemaError
from cnpolicy.export.plain_values import TAG, structure, unstructure
from cnpolicy.export.result_types import RESULT_TYPES, is_result, listed
from cnpolicy.model.nodes import Document

T = TypeVar("T")

SCHEMA_VERSION = 1
"""Version of the form. It changes with any field of the tree's classes."""

# Two escapes of a pair read back as one character, so that a high surrogate right
# before a low one, which no decoder gives and `str` allows, needs a form of its own.
_PAIR = re.compile("(?<=[\ud800-\udbff])(?=[\udc00-\udfff])")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PIECES = "$pieces"


def to_dict(result: object) -> dict[str, Any]:
    """Return a document or a result as plain values, ready for any JSON library.

    Law: `from_dict(to_dict(x), type(x)) == x`, and all spans are equal too; the way
    back to the file (`Document.source`) is left out. Raises `TypeError` for what is
    neither, and `SchemaError` for a tree that holds a node of a class that is not the
    library's.
    """
    if not is_result(result):
        raise TypeError(
            "to_dict() takes a Document or one result, such as a Task, "
            f"not {type(result).__name__}"
        )
    head = {"schema_version": SCHEMA_VERSION, TAG: type(result).__name__}
    return head | unstructure(result)


@overload
def from_dict(value: Mapping[str, Any]) -> Document: ...


@overload
def from_dict(value: Mapping[str, Any], kind: type[T]) -> T: ...


def from_dict(value: Mapping[str, Any], kind: type[Any] = Document) -> Any:
    """Return the object that `to_dict` turned into `value`: a `Document`, or a `kind`.

    Raises `SchemaError` for anything that `to_dict` would not give, with the place.
    """
    _check_kind(kind, "from_dict")
    if not isinstance(value, Mapping):
        raise SchemaError(
            f"expected an exported {kind.__name__}, not {type(value).__name__}"
        )
    body = dict(value)
    version, name = body.pop("schema_version", None), body.pop(TAG, None)
    if version != SCHEMA_VERSION or isinstance(version, bool):
        raise SchemaError(
            f"schema_version {version!r}: this release reads {SCHEMA_VERSION} only"
        )
    if name != kind.__name__:
        raise SchemaError(f"expected type {kind.__name__!r}, found {name!r}")
    return structure(body, kind)


def _check_kind(kind: object, function: str) -> None:
    """Refuse what is no class of results."""
    if not isinstance(kind, type) or RESULT_TYPES.get(kind.__name__) is not kind:
        raise TypeError(
            f"{function}() takes a class of results, such as Task, not {kind!r}"
        )


def to_json(result: object, *, indent: int | None = None) -> str:
    """Return a document or results as JSON text, on one line unless `indent` is given.

    One object gives a JSON object; several of one class, as `tasks` and the like give
    them, a JSON array. Law: `from_json(to_json(x), type(x)) == x`, for every `str` in
    it. Chinese stands as it is; only what UTF-8 cannot hold (lone surrogates) is
    escaped.

    >>> to_json(Document(()))[:42]
    '{"schema_version": 1, "type": "Document", '
    """
    several = not is_result(result)
    values = [to_dict(one) for one in listed(result, "to_json")]
    value: Any = values if several else values[0]
    text = _dumps(value, indent)
    try:
        text.encode()  # Tens of times faster than a search for surrogates.
    except UnicodeEncodeError:
        if _PAIR.search(text):
            text = _dumps(_split_pairs(value), indent)
        text = _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return text


def _dumps(value: Any, indent: int | None) -> str:
    """Return `value` as JSON; a dict made of a tree holds no circles to check for."""
    return json.dumps(value, ensure_ascii=False, indent=indent, check_circular=False)


@overload
def from_json(text: str) -> Document: ...


@overload
def from_json(text: str, kind: type[T]) -> T: ...


def from_json(text: str, kind: type[Any] = Document) -> Any:
    """Return what `to_json` turned into `text`.

    `kind` says what that was: a class (`Comparison`), or a tuple of one
    (`tuple[Task, ...]`) for an array. Raises `SchemaError` for a text that is not JSON
    or not of this form.

    >>> from cnpolicy.model.results.citations import Citation
    >>> from_json(to_json([Citation("意见")]), tuple[Citation, ...])
    (Citation(title='意见'),)
    """
    item = item_of(kind, "from_json")
    if not isinstance(text, str):
        raise TypeError(f"from_json() takes a str, not {type(text).__name__}")
    hook = _join_pieces if _PIECES in text else None
    try:
        value = json.loads(text, object_hook=hook)
    except RecursionError:
        raise SchemaError("nested too deeply for an exported document") from None
    except ValueError as error:
        raise SchemaError(f"not JSON: {error}") from None
    if item is kind:
        return from_dict(value, item)
    if not isinstance(value, list):
        raise SchemaError(f"expected a list of {item.__name__}")
    return tuple(from_dict(one, item) for one in value)


def item_of(kind: Any, function: str) -> type[Any]:
    """Return the class of results that a kind is, or that its tuple holds."""
    item = kind
    if get_origin(kind) is tuple:
        item, *more = get_args(kind)
        if more != [...]:
            raise TypeError(f"{function}() takes tuple[Task, ...] and the like")
    _check_kind(item, function)
    checked: type[Any] = item
    return checked


def _split_pairs(value: Any) -> Any:
    """Replace each string that holds a surrogate pair by its pieces."""
    if isinstance(value, dict):
        return {key: _split_pairs(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_split_pairs(item) for item in value]
    if isinstance(value, str) and _PAIR.search(value):
        return {_PIECES: _PAIR.split(value)}
    return value


def _join_pieces(value: dict[str, Any]) -> Any:
    """Undo `_split_pairs` for one JSON object."""
    pieces = value.get(_PIECES)
    if isinstance(pieces, list) and all(isinstance(piece, str) for piece in pieces):
        return "".join(pieces)
    return value
