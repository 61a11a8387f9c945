"""The description of the API (OpenAPI 3.1), made from the table of operations.

Defines a dict. The schemas of results are those of `export.schema`.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from cnpolicy.service.operations import (
    DOCX,
    HTML,
    JSON,
    OPERATIONS,
    XLSX,
    Operation,
)
from cnpolicy.service.schemas import envelope, option_schema, strings

_SCHEMAS = "#/components/schemas/"
"""Where the definitions stand."""

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
        "Error": {
            "type": "object",
            "required": ["error"],
            "properties": {"error": strings("code", "message", "message_zh")},
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
            "version": library_version(),
            "summary": "Chinese government plans and notices, read and analysed.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {"schemas": dict(sorted(schemas.items()))},
    }


def library_version() -> str:
    """Return the version that is installed."""
    try:
        return version("cnpolicy")
    except PackageNotFoundError:
        return "0"


def _operation(one: Operation, schemas: dict[str, Any]) -> dict[str, Any]:
    """Return the description of an operation; the schema of its result is added."""
    content: dict[str, Any] = {"schema": {"type": "string"}}
    if one.media == JSON:
        content = {"schema": envelope(one.kind, _SCHEMAS, schemas)}
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
    options = {option.name: option_schema(option) for option in one.options}
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
