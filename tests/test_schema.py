"""`export.schema`: the schema accepts what is written, and refuses what is not read."""

import json
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cnpolicy.errors import SchemaError
from cnpolicy.export.json import from_dict, to_dict
from cnpolicy.export.result_types import RESULT_TYPES
from cnpolicy.export.schema import FOLDER, json_schema, schema_file, schema_text
from cnpolicy.model.nodes import Document
from cnpolicy.model.results.outline import OutlineItem
from cnpolicy.parser import parse
from support.trees import documents, results

KINDS = list(RESULT_TYPES.values())

ROOT = Path(__file__).parent.parent
SCHEMA = json_schema(Document)
VALIDATOR = Draft202012Validator(SCHEMA)

TEXT = """某市知识产权规划
一、规划背景
（一）加强保护。健全机制。（市局牵头，市法院等配合）
专栏1 培育工程
1.培育。做好。
（三）加强运用
表1 主要指标
"""


def test_the_file_is_up_to_date() -> None:
    """After a change of the classes: `python -m cnpolicy.export.schema`."""
    if not (ROOT / "pyproject.toml").exists():
        pytest.skip("the documentation is not beside the tests")
    there = {path.name for path in (ROOT / FOLDER).glob("*.json")}
    assert there == {schema_file(kind) for kind in KINDS}
    for kind in KINDS:
        path = ROOT / FOLDER / schema_file(kind)
        assert path.read_text(encoding="utf-8") == schema_text(kind)


def test_the_module_writes_the_file(tmp_path: Path) -> None:
    """To the folder that is given."""
    folder = tmp_path / "new" / "schema"
    command = [sys.executable, "-m", "cnpolicy.export.schema", str(folder)]
    subprocess.run(command, check=True)
    path = folder / "outline-item.schema.json"
    assert path.read_text(encoding="utf-8") == schema_text(OutlineItem)
    assert len(list(folder.iterdir())) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_a_schema(kind: type) -> None:
    """Of the draft that it names, and its references all lead somewhere."""
    schema = json_schema(kind)
    Draft202012Validator.check_schema(schema)
    used = {part.split('"')[0] for part in schema_text(kind).split('"#/$defs/')[1:]}
    assert used == set(schema["$defs"])
    assert schema["$id"].startswith("urn:cnpolicy:")


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_of_a_list_is_that_of_its_items(kind: type) -> None:
    """With its references in the right place."""
    schema = json_schema(tuple[kind, ...])  # type: ignore[valid-type]
    assert schema["items"]["properties"] == json_schema(kind)["properties"]
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate([])


def test_no_two_schemas_have_one_name() -> None:
    """Nor one id."""
    assert len({schema_file(kind) for kind in KINDS}) == len(KINDS)
    assert len({json_schema(kind)["$id"] for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_class_and_every_field_is_described(kind: type) -> None:
    """In the words of its docstring."""
    schema = json_schema(kind)
    for definition in [schema, *schema["$defs"].values()]:
        assert definition["description"]
        for name, field in definition.get("properties", {}).items():
            if definition is not schema["$defs"].get("Node") and name != "type":
                assert field["description"], name


def test_descriptions_are_docstrings() -> None:
    """None of Python is null of JSON."""
    heading = SCHEMA["$defs"]["Heading"]["properties"]
    assert heading["title"] == {
        "type": ["string", "null"],
        "description": "Its words without marker and final 。; "
        "null if the paragraph is all body.",
    }
    assert "run-on: Line breaks lost" in SCHEMA["$defs"]["Layout"]["description"]


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=50)
@given(documents())
def test_what_is_written_is_valid(document: Document) -> None:
    """For trees of any shape."""
    VALIDATOR.validate(to_dict(document))


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=20)
@pytest.mark.parametrize("kind", KINDS)
@given(st.data())
def test_a_result_that_is_written_is_valid(kind: type, data: st.DataObject) -> None:
    """For results of any shape; a list of them too."""
    result = to_dict(data.draw(results(kind)))
    Draft202012Validator(json_schema(kind)).validate(result)
    several = json_schema(tuple[kind, ...])  # type: ignore[valid-type]
    Draft202012Validator(several).validate([result, result])


def test_what_the_parser_gives_is_valid() -> None:
    """With clauses and diagnostics in it."""
    VALIDATOR.validate(to_dict(parse(TEXT)))


GOOD = to_dict(parse(TEXT))


@pytest.mark.parametrize(
    "change",
    [
        {"type": "Section"},
        {"schema_version": 2},
        {"layout": "columns"},
        {"span": [0]},
        {"span": [0, -1]},
        {"children": [{"type": "Sectoin", "children": [], "span": [0, 0]}]},
        {"children": [{"type": "Blank", "span": [0, 0]}]},
        {"children": [{"text": "", "span": [0, 0]}]},
        {"titel": "x"},
    ],
)
def test_what_is_wrong_is_refused(change: dict[str, Any]) -> None:
    """By the schema, and by `from_dict`."""
    assert not VALIDATOR.is_valid(GOOD | change)
    with pytest.raises(SchemaError):
        from_dict(GOOD | change)


@pytest.mark.parametrize("name", list(GOOD))
def test_a_missing_field_is_refused(name: str) -> None:
    """`required` is complete."""
    value = {key: item for key, item in GOOD.items() if key != name}
    assert not VALIDATOR.is_valid(value)


# Values that a hand or another program may put in the place of others; no 1.0, which
# a schema takes for a whole number.
_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 3),
    st.just(0.5),
    st.sampled_from(["", "x", "Blank", "Cell", "lines", "info", "han", "2021-12-10"]),
    st.sampled_from(["20211210", "2021-12-10\n", "２０２１-12-10"]),
    st.lists(st.integers(0, 3), max_size=3),
    st.just({}),
)


@settings(max_examples=300)
@given(st.data())
def test_the_schema_and_from_dict_agree(data: st.DataObject) -> None:
    """What the one refuses, the other refuses, whatever stands where."""
    value: Any = deepcopy(GOOD)
    inside: Any = value
    while True:
        keys = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
        key = data.draw(st.sampled_from(keys))
        below = inside[key]
        if not (isinstance(below, dict | list) and below) or data.draw(st.booleans()):
            break
        inside = below
    inside[key] = data.draw(_VALUES)
    valid = VALIDATOR.is_valid(value)
    try:
        from_dict(value)
    except SchemaError:
        assert not valid
    else:
        assert valid


def test_the_schema_is_plain_json() -> None:
    """It reads back as it is."""
    assert json.loads(schema_text(Document)) == SCHEMA
