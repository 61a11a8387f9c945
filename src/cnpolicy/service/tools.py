"""The tools of MCP: operations for a model, with pages of long lists.

In: the arguments of a call. Out: a `Job` for a worker, and of its answer what the model
gets. A path is read only below the folder that the user named; without one, no file is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from cnpolicy.errors import CnpolicyError
from cnpolicy.readers.dispatch import load
from cnpolicy.service.messages import Answer, Job, Refused, Upload
from cnpolicy.service.operations import OPERATIONS, Operation, misuse
from cnpolicy.service.refusals import refusal, unreadable
from cnpolicy.service.schemas import envelope, option_schema
from cnpolicy.service.settings import Settings

TOOLS = ("outline", "tasks", "targets", "compare", "check", "chunks")
"""The operations that are tools, in order."""

_PAGE = 50
"""Results of a list that one call gives, if it does not say."""

_MOST = 500
_TEXT = "The whole text of the document."
_PATH = "The path of its file, inside the folder that the user allowed."
_BEFORE, _AFTER = "before_", "after_"


def input_schema(name: str, root: Path | None) -> dict[str, Any]:
    """Return the schema of the arguments of a tool."""
    operation = OPERATIONS[name]
    properties: dict[str, Any] = {}
    for prefix in _prefixes(operation):
        properties[f"{prefix}text"] = {"type": "string", "description": _TEXT}
        if root is not None:
            properties[f"{prefix}path"] = {"type": "string", "description": _PATH}
    for option in operation.options:
        properties[option.name] = option_schema(option)
    if get_args(operation.kind):
        properties["offset"] = {
            "type": "integer",
            "minimum": 0,
            "default": 0,
            "description": "How many results to pass over.",
        }
        properties["limit"] = {
            "type": "integer",
            "minimum": 1,
            "maximum": _MOST,
            "default": _PAGE,
            "description": "How many results to give.",
        }
    needed = [] if root else [f"{prefix}text" for prefix in _prefixes(operation)]
    return {
        "type": "object",
        "properties": properties,
        "required": needed,
        "additionalProperties": False,
    }


def output_schema(name: str) -> dict[str, Any]:
    """Return the schema of what a tool gives."""
    definitions: dict[str, Any] = {}
    schema = envelope(OPERATIONS[name].kind, "#/$defs/", definitions)
    if get_args(OPERATIONS[name].kind):
        schema["properties"]["total"] = {
            "type": "integer",
            "description": "How many results there are in all.",
        }
        schema["required"] = [*schema["required"], "total"]
    return schema | {"$defs": dict(sorted(definitions.items()))}


def job_of(
    name: str, arguments: Mapping[str, Any], root: Path | None, settings: Settings
) -> Job:
    """Return the job of a call; raise `Refused` for arguments of none."""
    given = dict(arguments)
    operation = OPERATIONS[name]
    known = input_schema(name, root)["properties"]
    for argument, value in given.items():
        if argument not in known or not _is_of(value, known[argument]):
            raise Refused(refusal("option", argument[:40], str(value)[:40]))
    uploads = []
    for prefix in _prefixes(operation):
        text, path = given.get(f"{prefix}text"), given.get(f"{prefix}path")
        if (text is None) == (path is None):
            words = (f"one of {prefix}text and {prefix}path", f"{prefix}text 或路径")
            raise Refused(refusal("count", name, words, 0 if text is None else 2))
        if text is not None:
            uploads.append(Upload(text.encode("utf-8", "replace")))
        elif path is not None and root is not None:
            uploads.append(_read(path, root, settings.max_bytes))
    names = {option.name for option in operation.options}
    chosen = {key: str(value) for key, value in given.items() if key in names}
    job = Job(name, tuple(uploads), chosen)
    wrong = misuse(job)
    if wrong is not None:
        raise Refused(wrong)
    return job


def _prefixes(operation: Operation) -> tuple[str, ...]:
    """Return what the names of the documents begin with."""
    return ("",) if operation.most == 1 else (_BEFORE, _AFTER)


def _is_of(value: Any, schema: Mapping[str, Any]) -> bool:
    """Tell whether an argument is of the type, and within the bounds, of its schema."""
    if schema["type"] == "string":
        return isinstance(value, str) and value in schema.get("enum", [value])
    whole = isinstance(value, int) and not isinstance(value, bool)
    return whole and schema["minimum"] <= value <= schema.get("maximum", value)


def _read(path: str, root: Path, max_bytes: int) -> Upload:
    """Read a file that lies in a folder, its links followed; or raise `Refused`."""
    try:
        there = (root / path).resolve()
        inside = there.is_relative_to(root.resolve())
    except (OSError, ValueError, RuntimeError):
        inside = False
    if not inside:
        raise Refused(
            unreadable(
                403,
                f"{path[:200]}: not in the folder that the user allowed",
                f"{path[:200]}：不在允许读取的文件夹内",
            )
        )
    try:
        data = load(there, max_bytes)
    except CnpolicyError as error:
        words = f"{path[:200]}: {error}"
        chinese = getattr(error, "message_zh", str(error))
        raise Refused(unreadable(422, words, f"{path[:200]}：{chinese}")) from None
    if len(data) > max_bytes:
        raise Refused(refusal("large", max_bytes))
    return Upload(data, there.name)


def page_of(name: str, answer: Answer, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a model gets of an answer: of a list a page."""
    told: dict[str, Any] = json.loads(answer.data)
    if get_args(OPERATIONS[name].kind):
        found = told["result"]
        first = int(arguments.get("offset", 0))
        told["total"] = len(found)
        told["result"] = found[first : first + int(arguments.get("limit", _PAGE))]
    return told
