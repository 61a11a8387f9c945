"""JSON Schemas of what goes into an operation and comes out of it.

In: an option, or the class of a result. Out: its schema. Definitions are put where the
caller wants them, so that references lead there.
"""

from __future__ import annotations

from typing import Any, get_args

from cnpolicy.export.schema import json_schema
from cnpolicy.service.operations import Option

_OWN = "#/$defs/"
"""Where the definitions of a schema of `export.schema` stand."""


def option_schema(one: Option) -> dict[str, Any]:
    """Return the schema of an option."""
    if one.choices:
        form: dict[str, Any] = {"type": "string", "enum": list(one.choices)}
        return form | {"default": one.otherwise, "description": one.english}
    form = {"type": "integer", "minimum": one.least, "maximum": one.most}
    return form | {"default": int(one.otherwise), "description": one.english}


def strings(*names: str) -> dict[str, Any]:
    """Return the schema of an object of strings."""
    return {
        "type": "object",
        "required": list(names),
        "properties": {name: {"type": "string"} for name in names},
    }


def envelope(kind: Any, there: str, definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an answer: notes beside a result.

    `kind` is the class of the result, or a tuple of one for a list. What it refers to
    is added to `definitions`, which stand at `there`.
    """
    item = get_args(kind)[0] if get_args(kind) else kind
    name = f"{item.__name__}Result"
    definitions["Note"] = strings("file", "code", "where", "message", "message_zh")
    definitions[name] = _placed(json_schema(item), there, definitions)
    result: dict[str, Any] = {"$ref": there + name}
    if item is not kind:
        result = {"type": "array", "items": result}
    notes = {"type": "array", "items": {"$ref": f"{there}Note"}}
    return {
        "type": "object",
        "required": ["notes", "result"],
        "properties": {"notes": notes, "result": result},
    }


def _placed(
    schema: dict[str, Any], there: str, definitions: dict[str, Any]
) -> dict[str, Any]:
    """Return a schema whose definitions stand among the others."""
    for name, one in schema.pop("$defs").items():
        definitions[name] = _pointing(one, there)
    for name in ("$schema", "$id"):
        schema.pop(name)
    placed: dict[str, Any] = _pointing(schema, there)
    return placed


def _pointing(value: Any, there: str) -> Any:
    """Return a piece of a schema with its references to where the definitions are."""
    if isinstance(value, dict):
        return {
            key: one.replace(_OWN, there) if key == "$ref" else _pointing(one, there)
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [_pointing(one, there) for one in value]
    return value
