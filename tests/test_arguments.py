"""A wrong argument is one clear `TypeError` with the function and what it takes."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import cnpolicy

MORE: dict[str, tuple[Any, ...]] = {
    "compare": (cnpolicy.parse("一"),),
    "mend": (cnpolicy.OFFICIAL,),
    "to_csv": ("nowhere.csv",),
    "to_redline": (cnpolicy.parse("一"), "nowhere.docx"),
    "with_comments": (cnpolicy.read("一、目标".encode()), ()),
    "to_docx": ("nowhere.docx",),
    "to_xlsx": ("nowhere.xlsx",),
}
"""What some functions are given beside their first argument."""

TEXTS = {
    *("parse", "fix", "mend", "relevel", "from_akn", "from_json"),
    *("read", "read_all", "parse_file", "load_lexicon", "load_profile"),
}
"""Functions that take a text or a path, for which a `str` is right."""


FUNCTIONS = [
    name for name in cnpolicy.__all__ if inspect.isfunction(getattr(cnpolicy, name))
]
"""The names of the public functions."""


class Other:
    """Nothing that the library knows."""


def called(name: str, value: object) -> Any:
    """Call a function with a value."""
    function: Callable[..., Any] = getattr(cnpolicy, name)
    return function(value, *MORE.get(name, ()))


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize(
    "value", [Other(), 3, None, 2.5], ids=lambda v: type(v).__name__
)
def test_what_no_function_takes_is_refused(name: str, value: object) -> None:
    """By a message that begins with the name of the function."""
    if name == "json_schema" and value is None:
        pytest.skip("the class of a document is what it takes without any")
    if name == "from_dict":
        with pytest.raises(cnpolicy.SchemaError):
            called(name, value)
        return
    with pytest.raises(TypeError) as caught:
        called(name, value)
    message = str(caught.value)
    assert message.startswith(f"{name}() takes"), message
    assert type(value).__name__ in message or repr(value) in message
    assert not Path("nowhere.csv").exists()


@pytest.mark.parametrize("name", sorted({*FUNCTIONS} - TEXTS))
def test_a_text_is_no_document(name: str) -> None:
    """The commonest slip: `chunks("文本")`. The message says how to mend it."""
    error = cnpolicy.SchemaError if name == "from_dict" else TypeError
    with pytest.raises(error) as caught:
        called(name, "文本")
    if "takes a Document" in str(caught.value):
        assert "not str" in str(caught.value)


def test_the_message_says_how_to_make_a_document() -> None:
    """Of a text, of the bytes or the path of a file, of a source."""
    source = cnpolicy.read("一、目标".encode())
    for value, remedy in (
        ("文本", "parse() makes one of a text"),
        (b"x", "parse_file() makes one of a file"),
        (Path("x"), "parse_file() makes one of a file"),
        (source, "parse() makes one of a Source"),
    ):
        with pytest.raises(
            TypeError, match=r"chunks\(\) takes a Document, not .*"
        ) as e:
            cnpolicy.chunks(value)  # type: ignore[arg-type]
        assert remedy in str(e.value)


def test_the_second_document_is_looked_at_too() -> None:
    """Also the documents that are named by keyword."""
    document = cnpolicy.parse("一")
    with pytest.raises(TypeError, match=r"compare\(\) takes a Document"):
        cnpolicy.compare(document, "文本")  # type: ignore[arg-type]
    for convert in (cnpolicy.to_records, cnpolicy.to_arrow):
        with pytest.raises(TypeError, match=r"takes a Document, not str"):
            convert([], document="文本")  # type: ignore[operator]
