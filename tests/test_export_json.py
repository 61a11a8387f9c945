"""`export.json`: a document is a dict is a JSON text, and nothing else is."""

import subprocess
import sys
from copy import deepcopy
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cnpolicy
from cnpolicy.errors import CnpolicyError, SchemaError
from cnpolicy.export.json import SCHEMA_VERSION, from_dict, from_json, to_dict, to_json
from cnpolicy.export.result_types import RESULT_TYPES
from cnpolicy.model.metadata import Metadata
from cnpolicy.model.nodes import Document, Heading, Leaf, Paragraph, Section
from cnpolicy.model.responsibilities import Organization, Responsibility
from cnpolicy.model.results.citations import Citation
from cnpolicy.model.results.tasks import Task
from cnpolicy.model.spans import Span
from cnpolicy.parser import parse
from support.trees import all_spans, documents, results

TEXT = """某市人民政府关于知识产权的通知
一、规划背景
到2025年，达到12件。
（一）加强保护。健全机制。（市局牵头，市法院等配合）
（三）加强运用
"""


# The two halves of 😀, as a broken UTF-16 text has them.
HIGH, LOW = chr(0xD83D), chr(0xDE00)


def same(one: object, other: object) -> bool:
    """Equal, and equal in the spans, which equality does not look at."""
    return one == other and list(all_spans(one)) == list(all_spans(other))


@pytest.mark.law
@given(documents())
def test_a_dict_gives_the_document_back(document: Document) -> None:
    """`from_dict(to_dict(d))` is `d`, and its spans are those of `d`."""
    assert same(from_dict(to_dict(document)), document)


@pytest.mark.law
@given(documents())
def test_json_gives_the_document_back_through_a_utf8_file(document: Document) -> None:
    """Every `str` survives, with the bytes of a file in between."""
    data = to_json(document).encode("utf-8")
    assert same(from_json(data.decode("utf-8")), document)


@pytest.mark.law
@given(documents())
def test_any_json_library_will_do(document: Document) -> None:
    """The dict is made of plain values, lists and not tuples among them."""
    assert _is_plain(to_dict(document))
    assert same(from_json(to_json(document, indent=2)), document)


@pytest.mark.law
@settings(max_examples=40)
@pytest.mark.parametrize("name", sorted(RESULT_TYPES))
@given(st.data())
def test_a_result_comes_back(name: str, data: st.DataObject) -> None:
    """Alone as a dict, and in a list as JSON, through the bytes of a file."""
    kind = RESULT_TYPES[name]
    result = data.draw(results(kind))
    exported = to_dict(result)
    assert _is_plain(exported)
    assert same(from_dict(exported, kind), result)
    several = (result, result)
    data_of_file = to_json(several).encode("utf-8")
    assert from_json(data_of_file.decode("utf-8"), tuple[kind, ...]) == several  # type: ignore[valid-type]


def test_keys_never_depend_on_the_data() -> None:
    """Two objects of a class have the same keys, all the way down."""
    rich = parse(TEXT + "市财政局2025年6月底前完成，达到5万件。（市财政局负责）\n")
    for name, kind in RESULT_TYPES.items():
        if kind is not Document:
            found = {frozenset(to_dict(one)) for one in samples(kind, rich)}
            assert len(found) <= 1, name


def samples(kind: type, document: Document) -> list[Any]:
    """Objects of a class that this document gives."""
    plan = cnpolicy.tasks(document)
    given: list[Any] = [
        document.metadata,
        document.identity,
        document.origin_of(document.span),
        *document.responsibilities,
        *document.diagnostics,
        *plan,
        *cnpolicy.outline(document),
        *cnpolicy.targets(document),
        *cnpolicy.deadlines(document),
        *cnpolicy.citations(document),
        *cnpolicy.references(document),
        *cnpolicy.organizations(document),
        *cnpolicy.long_rows(plan),
        *cnpolicy.by_organization(plan),
        *cnpolicy.chunks(document),
        *cnpolicy.check(document),
    ]
    return [one for one in given if type(one) is kind]


def _is_plain(value: object) -> bool:
    """Tell whether `value` is what `json.loads` gives."""
    if type(value) is dict:
        return all(type(key) is str for key in value) and _is_plain([*value.values()])
    if type(value) is list:
        return all(map(_is_plain, value))
    return value is None or type(value) in (str, int, bool, float)


def test_json_is_readable() -> None:
    """One line, Chinese as it is, the version and the class first, children last."""
    text = to_json(parse(TEXT))
    assert "\n" not in text
    assert "规划背景" in text
    assert text.startswith('{"schema_version": 1, "type": "Document"')
    assert list(to_dict(parse(TEXT)))[-1] == "children"


def test_what_the_parser_gives_survives() -> None:
    """A parsed document, its metadata, clauses and diagnostics."""
    document = parse(TEXT)
    assert same(from_json(to_json(document)), document)


@pytest.mark.parametrize(
    "text",
    [
        HIGH,
        LOW + HIGH,
        HIGH + LOW,
        HIGH + HIGH + LOW + LOW,
        "😀",
        "\0\x1b\x7f\x85\u2028\u2029\ufeff",
        '{"$pieces": ["a"]}',
        "\\ud83d\\ude00",
        '"\\"\n\r\t',
    ],
)
def test_awkward_characters_survive(text: str) -> None:
    """Also where the text itself looks like an escape of them."""
    document = Document((Paragraph(text),), metadata=Metadata(title=text))
    data = to_json(document).encode("utf-8")
    assert from_json(data.decode("utf-8")) == document


def test_a_deep_tree_survives() -> None:
    """Deeper than any grammar goes; a tree beyond all reason is refused in words."""
    section = Section((Heading("一、"),))
    for _ in range(100):
        section = Section((Heading("一、"), section))
    assert from_json(to_json(Document((section,)))) == Document((section,))
    for _ in range(20_000):
        section = Section((Heading("一、"), section))
    with pytest.raises(SchemaError, match="too deeply"):
        to_json(Document((section,)))


def test_a_datetime_is_written_as_its_date() -> None:
    """`datetime` is a `date`, and the form has dates only."""
    document = Document((), metadata=Metadata(date=datetime(2021, 12, 10, 8)))
    assert from_dict(to_dict(document)).metadata.date == date(2021, 12, 10)


# ---------------------------------------------------------------------- what is refused

Path = tuple[object, ...]
"""The place of a value: the keys and indexes that lead to it."""

GOOD = to_dict(
    Document(
        (Section((Heading("一、目标", title="目标"), Paragraph("到2025年"))),),
        metadata=Metadata(date=date(2021, 12, 10), issuers=("某局",)),
        responsibilities=(
            Responsibility(Span(0, 3), (Organization("某局", Span(0, 2)),)),
        ),
    )
)


def _paths(value: object, path: Path = ()) -> list[Path]:
    """The place of every value inside `value`."""
    items: list[tuple[object, object]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    below = [path_ for key, item in items for path_ in _paths(item, (*path, key))]
    return [path, *below] if path else below


def _parent(value: Any, path: Path) -> tuple[Any, Any]:
    """The container of the value at `path`, and its key there."""
    for key in path[:-1]:
        value = value[key]
    return value, path[-1]


def _params(paths: list[Path]) -> list[object]:
    """The places as parameters, named as in a message."""
    return [pytest.param(path, id=".".join(map(str, path))) for path in paths]


PATHS = _params(_paths(GOOD))
FIELDS = _params([path for path in _paths(GOOD) if isinstance(path[-1], str)])


@pytest.mark.parametrize("path", PATHS)
def test_a_value_of_another_type_is_refused(path: Path) -> None:
    """At every place: a number where words belong, an object where a list does."""
    for wrong in (3.5, "wrong", -1, True, {}, {"type": 1}, [], [[]], [None]):
        value = deepcopy(GOOD)
        parent, key = _parent(value, path)
        right = parent[key]
        if type(right) is type(wrong):
            continue
        if right is None and isinstance(wrong, str) and key in WORDS_OR_NONE:
            continue
        parent[key] = wrong
        with pytest.raises(SchemaError) as caught:
            from_dict(value)
        assert len(str(caught.value)) < 300
        assert caught.value.__cause__ is None


WORDS_OR_NONE = frozenset(
    [
        *("title", "notice_title", "doc_number", "addressees", "publicity"),
        *("manner", "deadline", "lead"),
    ]
)


@pytest.mark.parametrize("path", FIELDS)
def test_a_missing_field_is_refused(path: Path) -> None:
    """`to_dict` omits nothing, so that what is missing was lost on the way."""
    value = deepcopy(GOOD)
    parent, key = _parent(value, path)
    del parent[key]
    with pytest.raises(SchemaError, match=str(key)):
        from_dict(value)


@pytest.mark.parametrize("path", PATHS)
def test_an_unknown_field_is_refused(path: Path) -> None:
    """A misspelt field would be lost in silence."""
    value = deepcopy(GOOD)
    parent, key = _parent(value, path)
    child = parent[key]
    target = child if isinstance(child, dict) else value
    target["titel"] = "x"
    with pytest.raises(SchemaError, match="titel"):
        from_dict(value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema_version": 2}, "schema_version 2: this release reads 1 only"),
        ({"schema_version": "1"}, "schema_version '1'"),
        ({"schema_version": True}, "schema_version True"),
        ({"type": "Section"}, "expected type 'Document', found 'Section'"),
        ({"layout": "columns"}, "expected one of lines, run-on, .*layout"),
        (
            {"children": [{"type": "Sectoin"}]},
            r"'Sectoin' @ \$.children\[0\]",
        ),
        ({"children": [{"type": "Document"}]}, "no node has the type 'Document'"),
        ({"children": [{"type": "Leaf"}]}, "no node has the type 'Leaf'"),
        ({"children": [{"type": []}]}, "no node has the type a list"),
        ({"span": [0]}, r"two offsets, \[start, end\]"),
        ({"span": [0, -1]}, "two offsets"),
        ({"span": [0, True]}, "two offsets"),
    ],
)
def test_the_message_tells_what_and_where(
    change: dict[str, object], message: str
) -> None:
    """In words of the form, not of the library that reads it."""
    with pytest.raises(SchemaError, match=message):
        from_dict(GOOD | change)


@pytest.mark.parametrize("words", ["20211210", "2021-W49-5", "2021-13-01", "today", ""])
def test_a_date_is_written_one_way(words: str) -> None:
    """YYYY-MM-DD, and a day that exists."""
    value = deepcopy(GOOD)
    value["metadata"]["date"] = words
    with pytest.raises(SchemaError, match="YYYY-MM-DD"):
        from_dict(value)


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "null", "[]", "3", '"x"', "{}", "NaN", "\0", "\ufeff{}"),
        *('{"$pieces": 1}', '{"$pieces": ["a"]}'),
        *("[" * 100_000, '{"a":' * 100_000, "9" * 10_000),
    ],
    ids=lambda text: repr(text[:20]),
)
def test_a_text_that_is_no_document_is_refused(text: str) -> None:
    """With one error of the library's own, whatever is wrong."""
    with pytest.raises(SchemaError) as caught:
        from_json(text)
    assert isinstance(caught.value, CnpolicyError)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("value", [None, [], "x", 3])
def test_what_is_no_mapping_is_refused(value: object) -> None:
    """`from_dict` takes a dict."""
    with pytest.raises(SchemaError, match="expected an exported Document"):
        from_dict(value)


def test_only_documents_and_results_are_exported() -> None:
    """A part has no version, and a class of one's own no place in the form."""
    with pytest.raises(TypeError, match=r"takes a Document or one result, .*Paragraph"):
        to_dict(Paragraph("x"))
    for wrong in ("文本", 3, None, [Paragraph("x")], {"type": "Document"}):
        with pytest.raises(TypeError, match=r"to_json\(\) takes results"):
            to_json(wrong)
    with pytest.raises(TypeError, match="one class, not Citation and Metadata"):
        to_json([Citation("意见"), Metadata()])
    for stranger in (Leaf("x"), Document(())):
        with pytest.raises(SchemaError, match="is no part of a document"):
            to_dict(Document((stranger,)))


@pytest.mark.parametrize("kind", [int, str, Paragraph, "Task", tuple[int, ...], None])
def test_only_classes_of_results_are_read(kind: Any) -> None:
    """Another class is a slip of the program, not of the text."""
    for read in (from_dict, from_json):
        with pytest.raises(TypeError, match=f"{read.__name__}\\(\\) takes"):
            read({} if read is from_dict else "{}", kind)  # type: ignore[operator]


def test_a_result_of_another_class_is_refused() -> None:
    """The message names both."""
    with pytest.raises(SchemaError, match="expected type 'Task', found 'Citation'"):
        from_dict(to_dict(Citation("意见")), Task)
    with pytest.raises(SchemaError, match="expected a list of Task"):
        from_json("{}", tuple[Task, ...])


def test_cattrs_is_imported_on_first_use_only() -> None:
    """`import cnpolicy` has 75 ms; cattrs alone would take a third of them."""
    code = "import sys, cnpolicy.export.json;sys.exit('cattrs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_version_stands_in_the_root() -> None:
    """And only there."""
    assert to_dict(Document(()))["schema_version"] == SCHEMA_VERSION == 1
    assert to_json(parse(TEXT)).count("schema_version") == 1
