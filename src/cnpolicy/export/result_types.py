"""The classes whose objects are exported by themselves, beside `Document`.

Defines `RESULT_TYPES`, the classes by their names: what `to_json`, `json_schema` and
`to_records` take. A class that is added here is published.
"""

from __future__ import annotations

from collections.abc import Iterable

from cnpolicy.checks.findings import Finding
from cnpolicy.model.diagnostics import Diagnostic
from cnpolicy.model.metadata import Metadata
from cnpolicy.model.nodes import Document
from cnpolicy.model.provenance import DocumentIdentity, Provenance
from cnpolicy.model.responsibilities import Responsibility
from cnpolicy.model.results.chunks import Chunk
from cnpolicy.model.results.citations import Citation
from cnpolicy.model.results.comparison import (
    Change,
    ComparedProvision,
    Comparison,
    RoleChange,
    TargetChange,
)
from cnpolicy.model.results.deadlines import Deadline
from cnpolicy.model.results.organizations import OrganizationMention
from cnpolicy.model.results.outline import OutlineItem
from cnpolicy.model.results.references import Reference
from cnpolicy.model.results.targets import Target
from cnpolicy.model.results.tasks import BodyTasks, Task, TaskRow

RESULT_TYPES: dict[str, type] = {
    cls.__name__: cls
    for cls in (
        Document,
        Metadata,
        DocumentIdentity,
        Provenance,
        OutlineItem,
        Responsibility,
        OrganizationMention,
        Target,
        Deadline,
        Citation,
        Reference,
        Task,
        TaskRow,
        BodyTasks,
        Chunk,
        Comparison,
        Change,
        ComparedProvision,
        RoleChange,
        TargetChange,
        Finding,
        Diagnostic,
    )
}
"""The classes by the name that stands as `"type"` in what is exported."""


def is_result(value: object) -> bool:
    """Tell whether a value is an object of one of the classes."""
    return RESULT_TYPES.get(type(value).__name__) is type(value)


def listed(results: object, function: str) -> list[object]:
    """Return one result, or several of one class, as a list.

    Raises `TypeError` in the name of `function` for anything else.
    """
    if is_result(results):
        return [results]
    if not isinstance(results, Iterable) or isinstance(results, str | bytes | dict):
        raise TypeError(f"{function}() takes results, not {type(results).__name__}")
    found = list(results)
    for one in found:
        if not is_result(one):
            raise TypeError(
                f"{function}() takes results, such as those of tasks() or targets(), "
                f"not {type(one).__name__}"
            )
        if type(one) is not type(found[0]):
            raise TypeError(
                f"{function}() takes results of one class, not "
                f"{type(found[0]).__name__} and {type(one).__name__}"
            )
    return found
