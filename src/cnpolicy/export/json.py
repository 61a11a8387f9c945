"""Documents as dicts and as JSON, and back.

In: a `Document`. Out: a dict of plain values (dicts, lists, strings, whole numbers,
booleans, None), or its JSON text; and the same way back, equal in everything, spans
included. The form is fixed by `schema.py`: what that accepts, `from_dict` accepts.

Every node has its class as `"type"`, a span is `[start, end]`, an enum its value, a
date `YYYY-MM-DD`. Nothing is omitted, and nothing unknown is accepted: a field that
is missing or misspelt would silently be lost.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from cnpolicy.errors import SchemaError
from cnpolicy.export.plain_values import structure, unstructure
from cnpolicy.model.nodes import Document

SCHEMA_VERSION = 1
"""Version of the form. It changes with any field of the tree's classes."""

# Two escapes of a pair read back as one character, so that a high surrogate right
# before a low one, which no decoder gives and `str` allows, needs a form of its own.
_PAIR = re.compile("(?<=[\ud800-\udbff])(?=[\udc00-\udfff])")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PIECES = "$pieces"


def to_dict(document: Document) -> dict[str, Any]:
    """Return `document` as plain values, ready for any JSON library.

    Law: `from_dict(to_dict(d)) == d`, and all spans are equal too. Raises
    `SchemaError` for a tree that holds a node of a class that is not the library's.
    """
    if type(document) is not Document:
        raise TypeError(f"expected a Document, not {type(document).__name__}")
    head = {"schema_version": SCHEMA_VERSION, "type": "Document"}
    return head | unstructure(document)


def from_dict(value: Mapping[str, Any]) -> Document:
    """Return the document that `to_dict` turned into `value`.

    Raises `SchemaError` for anything that `to_dict` would not give, with the place.
    """
    if not isinstance(value, Mapping):
        raise SchemaError(f"expected an exported document, not {type(value).__name__}")
    body = dict(value)
    version, kind = body.pop("schema_version", None), body.pop("type", None)
    if version != SCHEMA_VERSION or isinstance(version, bool):
        raise SchemaError(
            f"schema_version {version!r}: this release reads {SCHEMA_VERSION} only"
        )
    if kind != "Document":
        raise SchemaError(f"expected type 'Document', found {kind!r}")
    return structure(body, Document)


def to_json(document: Document, *, indent: int | None = None) -> str:
    """Return `document` as JSON text, on one line unless `indent` is given.

    Law: `from_json(to_json(d)) == d`, for every `str` in the tree. Chinese stands as
    it is; only what UTF-8 cannot hold (lone surrogates) is escaped.
    """
    value: Any = to_dict(document)
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


def from_json(text: str) -> Document:
    """Return the document that `to_json` turned into `text`.

    Raises `SchemaError` for a text that is not JSON or not of this form.
    """
    hook = _join_pieces if _PIECES in text else None
    try:
        value = json.loads(text, object_hook=hook)
    except RecursionError:
        raise SchemaError("nested too deeply for an exported document") from None
    except ValueError as error:
        raise SchemaError(f"not JSON: {error}") from None
    return from_dict(value)


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
