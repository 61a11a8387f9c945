"""SARIF: findings for editors and for the checks of a repository.

In: files with their findings. Out: a log in SARIF 2.1.0 (OASIS Standard, 27 March
2020), as a dict for `json.dumps`. Columns count code points, as in `Finding`; messages
are English, with the Chinese ones beside them as properties.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from attrs import frozen

from cnpolicy.checks.findings import SLIPS, Finding
from cnpolicy.model.arguments import expect_all
from cnpolicy.model.diagnostics import CODES, Severity
from cnpolicy.model.short_repr import shown

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    "sarif-schema-2.1.0.json"
)
"""The schema of the format, for editors to look up."""

_LEVELS = {Severity.INFO: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}


@shown
@frozen(repr=False)
class Checked:
    """A file and what was found in it."""

    file: str
    """Its path as it was given, relative or absolute."""

    text: str
    """Its text, in which the spans are places."""

    findings: tuple[Finding, ...]
    """What was found, in the order of the text."""


def to_sarif(checked: Iterable[Checked]) -> dict[str, Any]:
    """Return the findings of some files as one SARIF log with one run."""
    everything = expect_all(checked, Checked, "to_sarif")
    codes = sorted({item.code for one in everything for item in one.findings})
    places = {code: index for index, code in enumerate(codes)}
    driver = {
        "name": "cnpolicy",
        "rules": [_rule(code) for code in codes],
        **_version(),
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": uri_of(one.file)}} for one in everything],
        "results": [
            _result(item, one, number, places[item.code])
            for number, one in enumerate(everything)
            for item in one.findings
        ],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def uri_of(file: str) -> str:
    """Return a path as a URI reference: percent-encoded, with / between folders."""
    path = file.replace("\\", "/")
    if path.startswith("/"):
        return "file://" + quote(path, errors="surrogateescape")
    if path[1:3] == ":/":
        return "file:///" + quote(path, safe="/:", errors="surrogateescape")
    return quote(path, errors="surrogateescape")


def _version() -> dict[str, str]:
    """The version of the library, if it is installed."""
    try:
        return {"version": importlib.metadata.version("cnpolicy")}
    except importlib.metadata.PackageNotFoundError:
        return {}


def _rule(code: str) -> dict[str, Any]:
    """What a code means, in both languages."""
    row = SLIPS.get(code) or CODES[code]
    return {
        "id": code,
        "shortDescription": {"text": row.english},
        "defaultConfiguration": {"level": _LEVELS[row.severity]},
        "properties": {"zh": row.chinese},
    }


def _result(item: Finding, one: Checked, number: int, rule: int) -> dict[str, Any]:
    """One finding."""
    location = {"uri": uri_of(one.file), "index": number}
    result: dict[str, Any] = {
        "ruleId": item.code,
        "ruleIndex": rule,
        "level": _LEVELS[item.severity],
        "message": {"text": _printable(item.message)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": location,
                    "region": {
                        "startLine": item.position.line,
                        "startColumn": item.position.column,
                        "endLine": item.end.line,
                        "endColumn": item.end.column,
                        "charOffset": item.span.start,
                        "charLength": item.span.end - item.span.start,
                    },
                }
            }
        ],
        "properties": {"message_zh": _printable(item.message_zh)},
    }
    if item.fix:
        replacements = [
            {
                "deletedRegion": {
                    "charOffset": edit.span.start,
                    "charLength": edit.span.end - edit.span.start,
                },
                "insertedContent": {"text": edit.replacement},
            }
            for edit in item.fix
        ]
        change = {"artifactLocation": location, "replacements": replacements}
        result["fixes"] = [
            {
                "description": {"text": f"write {_printable(item.suggestion or '')}"},
                "artifactChanges": [change],
            }
        ]
    return result


def _printable(words: str) -> str:
    """Return words that every JSON reader takes: lone surrogates are escaped."""
    return words.encode("utf-8", "backslashreplace").decode("utf-8")
