"""The description of the API (OpenAPI 3.1), made from the table of operations.

In: nothing. Out: a dict. The schemas of results are those of `export.schema`.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, get_args

from cnpolicy.export.schema import json_schema
from cnpolicy.service.operations import (
    DOCX,
    HTML,
    JSON,
    OPERATIONS,
    XLSX,
    Operation,
    Option,
)

_SCHEMAS = "#/components/schemas/"
_REFUSALS = {
    "400": "The request is of another form, or has other options or documents.",
    "403": "The request comes from another page.",
    "408": "The request came too slowly.",
    "413": "The request, the document or its answer is too large.",
    "415": "The request is neither a form nor JSON.",
    "421": "The service is not called by this name.",
    "422": "The document cannot be read, or takes too much time or memory.",
    "500": "The service made a mistake.",
    "503": "Too many requests at once; `Retry-After` says when to try again.",
}
_FILES = {HTML, XLSX, DOCX}


@cache
def description() -> dict[str, Any]:
    """Return the description of the API."""
    schemas: dict[str, Any] = {
        "Note": _strings("file", "code", "where", "message", "message_zh"),
        "Error": {
            "type": "object",
            "required": ["error"],
            "properties": {"error": _strings("code", "message", "message_zh")},
        },
    }
    paths = {
        f"/api/{name}": {"post": _operation(one, schemas)}
        for name, one in OPERATIONS.items()
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "cnpolicy",
            "version": _version(),
            "summary": "Chinese government plans and notices, read and analysed.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {"schemas": dict(sorted(schemas.items()))},
    }


def _version() -> str:
    """Return the version that is installed."""
    try:
        return version("cnpolicy")
    except PackageNotFoundError:
        return "0"


def _strings(*names: str) -> dict[str, Any]:
    """Return the schema of an object of strings."""
    return {
        "type": "object",
        "required": list(names),
        "properties": {name: {"type": "string"} for name in names},
    }


def _operation(one: Operation, schemas: dict[str, Any]) -> dict[str, Any]:
    """Return the description of an operation; the schema of its result is added."""
    content: dict[str, Any] = {"schema": {"type": "string"}}
    if one.media == JSON:
        content = {"schema": _envelope(one.kind, schemas)}
    problem = {JSON: {"schema": {"$ref": f"{_SCHEMAS}Error"}}}
    return {
        "operationId": one.name,
        "summary": one.english,
        "description": one.chinese,
        "requestBody": {"required": True, "content": _bodies(one)},
        "responses": {
            "200": {
                "description": one.english,
                "content": {one.media.partition(";")[0]: content},
            },
            **{
                status: {"description": words, "content": problem}
                for status, words in _REFUSALS.items()
            },
        },
    }


def _bodies(one: Operation) -> dict[str, Any]:
    """Return the two forms of a request."""
    options = {option.name: _option(option) for option in one.options}
    many = {"type": "array", "minItems": one.least, "maxItems": one.most}
    file = {"type": "string", "contentMediaType": "application/octet-stream"}
    form = {
        "type": "object",
        "description": f"Documents in order: files, then texts; {_count(one)} in all.",
        "properties": {
            "file": {"type": "array", "maxItems": one.most, "items": file},
            "text": {
                "type": "array",
                "maxItems": one.most,
                "items": {"type": "string"},
            },
            **options,
        },
        "additionalProperties": False,
    }
    texts = {
        "type": "object",
        "required": ["texts"],
        "properties": {"texts": many | {"items": {"type": "string"}}, **options},
        "additionalProperties": False,
    }
    return {"multipart/form-data": {"schema": form}, JSON: {"schema": texts}}


def _count(one: Operation) -> str:
    """Say how many documents an operation takes."""
    if one.least == one.most:
        return str(one.least)
    return f"{one.least} to {one.most}"


def _option(one: Option) -> dict[str, Any]:
    """Return the schema of an option."""
    if one.choices:
        form: dict[str, Any] = {"type": "string", "enum": list(one.choices)}
        return form | {"default": one.otherwise, "description": one.english}
    form = {"type": "integer", "minimum": one.least, "maximum": one.most}
    return form | {"default": int(one.otherwise), "description": one.english}


def _envelope(kind: Any, schemas: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an answer: notes beside a result."""
    item = get_args(kind)[0] if get_args(kind) else kind
    name = f"{item.__name__}Result"
    schemas[name] = _placed(json_schema(item), schemas)
    result: dict[str, Any] = {"$ref": _SCHEMAS + name}
    if item is not kind:
        result = {"type": "array", "items": result}
    notes = {"type": "array", "items": {"$ref": f"{_SCHEMAS}Note"}}
    return {
        "type": "object",
        "required": ["notes", "result"],
        "properties": {"notes": notes, "result": result},
    }


def _placed(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """Return a schema whose definitions stand among the others'."""
    for name, one in schema.pop("$defs").items():
        schemas[name] = _pointing(one)
    for name in ("$schema", "$id"):
        schema.pop(name)
    placed: dict[str, Any] = _pointing(schema)
    return placed


def _pointing(value: Any) -> Any:
    """Return a piece of a schema with its references to where the definitions are."""
    if isinstance(value, dict):
        return {
            key: one.replace("#/$defs/", _SCHEMAS) if key == "$ref" else _pointing(one)
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [_pointing(one) for one in value]
    return value
