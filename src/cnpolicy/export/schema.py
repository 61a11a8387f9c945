"""The JSON Schemas of what is exported, made from the classes.

In: a class. Out: a JSON Schema (draft 2020-12) that accepts what `to_dict` gives and
nothing that `from_dict` refuses; written to docs/schema, a file a class, by
`python -m cnpolicy.export.schema`, where a test keeps them up to date. The words of
the descriptions are the docstrings of the classes and of their fields.
"""

from __future__ import annotations

import ast
import datetime
import inspect
import json
import re
import sys
import types
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from cnpolicy.export.json import SCHEMA_VERSION, item_of
from cnpolicy.export.plain_values import (
    DECIMAL,
    NODE_TYPES,
    TAG,
    exported_fields,
    is_named_tuple,
)
from cnpolicy.export.result_types import RESULT_TYPES
from cnpolicy.model.nodes import Document, Node
from cnpolicy.model.spans import Span

FOLDER = Path("docs/schema")
"""Where the schemas lie, from the top of a checkout."""

_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    float: {"type": "number"},
    Decimal: {"type": "string", "pattern": f"^{DECIMAL.pattern}$(?!\\n)"},
    type(None): {"type": "null"},
    datetime.date: {
        "type": "string",
        "format": "date",
        # Most validators do not look at "format".
        # Some readers of patterns let $ match before a last line end.
        "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$(?!\n)",
    },
}

_SPAN = {
    "type": "array",
    "items": {"type": "integer", "minimum": 0},
    "minItems": 2,
    "maxItems": 2,
}

# The docstrings speak Python.
_SPELLINGS = {"None": "null", "True": "true", "False": "false"}


def json_schema(kind: Any = Document) -> dict[str, Any]:
    """Return the JSON Schema of what `to_json` gives for a class, as a dict.

    `kind` is a class of results, or a tuple of one (`tuple[Task, ...]`) for an array.
    Law: every `to_dict(x)` is valid, and what is valid, `from_dict` reads (except whole
    numbers written 1.0, and days that no calendar has).

    >>> json_schema(tuple[Document, ...])["type"]
    'array'
    """
    item = item_of(kind, "json_schema")
    definitions: dict[str, Any] = {}
    root = _object(item, definitions)
    if item is Document:
        definitions["Node"] = _union()
        for cls in NODE_TYPES.values():
            _refer(cls, definitions)
    version = {"const": SCHEMA_VERSION, "description": "Version of this form."}
    tag = {"const": item.__name__, "description": "The class of the object."}
    root["properties"] = {"schema_version": version, TAG: tag} | root["properties"]
    root["required"] = ["schema_version", TAG, *root["required"]]
    name = _kebab(item.__name__)
    one = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:cnpolicy:{name}:{SCHEMA_VERSION}",
        "title": f"{item.__name__}, as cnpolicy exports it",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }
    if item is kind:
        return one
    return {
        "$schema": one.pop("$schema"),
        "title": f"A list of {item.__name__}, as cnpolicy exports it",
        "type": "array",
        "items": one,
    }


def schema_text(kind: type) -> str:
    """Return the schema of a class as it stands in its file."""
    return json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"


def schema_file(kind: type) -> str:
    """Return the name of the file of a schema: outline-item.schema.json."""
    return f"{_kebab(kind.__name__)}.schema.json"


def _kebab(name: str) -> str:
    """Write the name of a class in small letters: OutlineItem is outline-item."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def _union() -> dict[str, Any]:
    """Any node: the class that its tag names.

    Not `oneOf`: validators that collect all errors try every alternative with all that
    is below it, and take time that grows with a power of the depth.
    """
    return {
        "description": "Any part of a document; its class is its type.",
        "type": "object",
        "required": [TAG],
        "properties": {TAG: {"enum": sorted(NODE_TYPES)}},
        "allOf": [
            {
                "if": {"properties": {TAG: {"const": name}}},
                "then": {"$ref": f"#/$defs/{name}"},
            }
            for name in sorted(NODE_TYPES)
        ],
    }


def _object(cls: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of one class, all fields required and no other allowed."""
    hints = get_type_hints(cls)
    words = _field_words(cls)
    properties: dict[str, Any] = {}
    if cls in NODE_TYPES.values():
        properties[TAG] = {"const": cls.__name__}
    names = (
        list(cls._fields)
        if is_named_tuple(cls)
        else [field.name for field in exported_fields(cls)]
    )
    # In the order in which they are written: children last.
    for name in sorted(names, key="children".__eq__):
        schema = _value(hints[name], definitions)
        properties[name] = schema | {"description": words[name]}
    return {
        "description": _class_words(cls),
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _value(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a value of the type `hint`."""
    if hint == Node:
        return {"$ref": "#/$defs/Node"}
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _value(get_args(hint)[0], definitions)}
    if get_origin(hint) in (Union, types.UnionType):
        parts = [_value(part, definitions) for part in get_args(hint)]
        if all(part.keys() == {"type"} for part in parts):
            return {"type": [part["type"] for part in parts]}
        return {"anyOf": parts}
    return _refer(hint, definitions)


def _refer(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """A reference to the schema of a class, which is made if it is not there yet."""
    name = cls.__name__
    if name not in definitions:
        # The name is taken before the class is described, since it may hold itself.
        definitions[name] = {}
        if cls is Span:
            definitions[name] = {"description": _class_words(cls)} | _SPAN
        elif issubclass(cls, Enum):
            definitions[name] = _enum(cls)
        elif attrs.has(cls) or is_named_tuple(cls):
            definitions[name] = _object(cls, definitions)
        else:
            raise TypeError(f"no schema for a field of type {cls!r}")
    return {"$ref": f"#/$defs/{name}"}


def _enum(cls: type[Enum]) -> dict[str, Any]:
    """The schema of an enum: its values, and in words what they mean."""
    words = _docstrings(cls)
    lines = [_class_words(cls)]
    lines += [
        f"{member.value}: {words[member.name]}"
        for member in cls
        if member.name in words
    ]
    values = [member.value for member in cls]
    return {"description": "\n".join(lines), "type": "string", "enum": values}


# ------------------------------------------------------------------- docstrings


def _class_words(cls: type) -> str:
    """The docstring of a class, its paragraphs one line each."""
    paragraphs = (inspect.getdoc(cls) or "").split("\n\n")
    return "\n".join(map(_sentence, paragraphs))


def _field_words(cls: type) -> dict[str, str]:
    """The docstrings of all fields, those of the base classes included."""
    words: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        if base.__module__ not in ("builtins", "typing"):
            words |= _docstrings(base)
    return words


def _docstrings(cls: type) -> dict[str, str]:
    """The docstrings under the fields of one class, by name."""
    return dict(_documented(_bodies(cls.__module__)[cls.__name__]))


@cache
def _bodies(module: str) -> dict[str, list[ast.stmt]]:
    """The bodies of the classes of a module, by name."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {
        node.name: node.body for node in tree.body if isinstance(node, ast.ClassDef)
    }


def _documented(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    """Yield each name of a class body that a string stands under, with its words."""
    for field, below in pairwise(body):
        if isinstance(field, ast.AnnAssign):
            target: ast.expr = field.target
        elif isinstance(field, ast.Assign):
            target = field.targets[0]
        else:
            continue
        words = below.value if isinstance(below, ast.Expr) else None
        if isinstance(target, ast.Name) and isinstance(words, ast.Constant):
            yield target.id, _sentence(str(words.value))


def _sentence(words: str) -> str:
    """A docstring on one line (the U+3000 of a sample line stays)."""
    words = re.sub(r"[ \n]+", " ", words).strip(" ")
    return re.sub(r"\b(None|True|False)\b", lambda m: _SPELLINGS[m[0]], words)


def main(folder: Path = FOLDER) -> None:
    """Write every schema to its file."""
    folder.mkdir(parents=True, exist_ok=True)
    for cls in RESULT_TYPES.values():
        path = folder / schema_file(cls)
        path.write_text(schema_text(cls), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
