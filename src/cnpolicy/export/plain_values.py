"""The rules by which attrs objects become plain values, and plain values objects.

In: an object of the library's classes. Out: dicts, lists, strings, numbers, booleans
and None; and back, strictly: every field must be there and of its type, and no other.
All is read from the classes, so that a new field needs no line here.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, get_origin, get_type_hints

import attrs

from cnpolicy.errors import SchemaError
from cnpolicy.model import nodes
from cnpolicy.model.nodes import Branch, Document, Leaf, Node
from cnpolicy.model.spans import Span

if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")
Write = Callable[[Any], Any]
Read = Callable[[Any, Any], Any]

NODE_TYPES: dict[str, type[Node]] = {
    name: value
    for name, value in vars(nodes).items()
    if isinstance(value, type)
    and issubclass(value, Leaf | Branch)
    and value not in (Leaf, Branch, Document)
}
"""The classes that stand among the children of a node, by the value of `"type"`."""

TAG = "type"
"""The key that holds the class of a node."""

DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?(E[+-][0-9]+)?")
"""How a decimal is written."""

_INFINITE = (float("inf"), float("-inf"))
_NAMES = {str: "text", int: "a whole number", bool: "true or false"}


def unstructure(value: object) -> dict[str, Any]:
    """Return an attrs object as a dict of plain values."""
    try:
        result: dict[str, Any] = _converter(False).unstructure(value)
    except RecursionError:
        raise SchemaError("this tree is nested too deeply to be exported") from None
    return result


def structure(value: Mapping[str, Any], cls: type[T]) -> T:
    """Return the object of class `cls` that `unstructure` turned into `value`.

    Raises `SchemaError` for anything else, with the place of the first mistake.
    """
    from cattrs.v import transform_error

    try:
        return _converter(False).structure(value, cls)
    except RecursionError:
        raise SchemaError("nested too deeply for an exported document") from None
    except _Wrong:
        pass
    try:
        # The fast converter does not know the place of a mistake, this one does.
        _converter(True).structure(value, cls)
    except RecursionError:
        raise SchemaError("nested too deeply for an exported document") from None
    except Exception as error:
        reasons = transform_error(error, format_exception=lambda wrong, _: str(wrong))
    raise SchemaError(reasons[0])


class _Wrong(Exception):
    """A value of the wrong form; the words are for the user."""


def _expected(what: str, value: object) -> _Wrong:
    """Say what was expected and what kind of thing stands there."""
    return _Wrong(f"expected {what}, found {_kind(value)}")


def _kind(value: object) -> str:
    """Name a JSON value shortly."""
    if value is None or isinstance(value, bool | int | float):
        return repr(value)[:40]
    if isinstance(value, str):
        return repr(value if len(value) < 40 else value[:37] + "...")
    if isinstance(value, dict):
        return "an object"
    return "a list" if isinstance(value, list) else type(value).__name__


@cache
def _converter(detailed: bool) -> Converter:
    """Build the converter; `detailed` is slower, and its errors tell their place."""
    # Imported here: cattrs takes half the time that `import cnpolicy` may take.
    from cattrs import Converter

    converter = Converter(
        detailed_validation=detailed, unstruct_collection_overrides={tuple: list}
    )
    # The last one registered that fits is taken.
    for plain in _NAMES:
        converter.register_structure_hook(plain, _plain_reader(plain))
    converter.register_structure_hook(float, _read_float)
    converter.register_structure_hook(Decimal, _read_decimal)
    converter.register_unstructure_hook(Decimal, str)
    for enum in (Enum, StrEnum):  # a StrEnum would pass as the string that it is
        converter.register_unstructure_hook(enum, attrgetter("value"))
    converter.register_structure_hook_func(_is_enum, _read_enum)
    converter.register_unstructure_hook(datetime.date, _write_date)
    converter.register_structure_hook(datetime.date, _read_date)
    converter.register_structure_hook_factory(
        _is_tuple, lambda kind: _tuple_reader(kind, converter)
    )
    converter.register_unstructure_hook_factory(
        is_named_tuple, lambda cls: _named_tuple_writer(cls, converter)
    )
    converter.register_structure_hook_factory(
        is_named_tuple, lambda cls: _named_tuple_reader(cls, converter)
    )
    converter.register_unstructure_hook_func(_is_span, list)
    converter.register_structure_hook_func(_is_span, _read_span)
    converter.register_unstructure_hook_factory(
        attrs.has, lambda cls: _class_writer(cls, converter)
    )
    converter.register_structure_hook_factory(
        attrs.has, lambda cls: _class_reader(cls, converter)
    )
    converter.register_unstructure_hook_func(_is_node, _node_writer(converter))
    converter.register_structure_hook_func(_is_node, _node_reader(converter))
    return converter


# -------------------------------------------------------------------- classes, nodes


def _is_node(kind: Any) -> bool:
    return bool(kind == Node)


def _class_writer(cls: type, converter: Converter) -> Write:
    """Write the fields of a class; those of a node after its tag, children last."""
    from cattrs.gen import make_dict_unstructure_fn

    fields: Write = make_dict_unstructure_fn(cls, converter, **_omitted(cls))
    if not issubclass(cls, Leaf | Branch):
        return fields
    head = {} if cls is Document else {TAG: cls.__name__}
    if issubclass(cls, Leaf):
        return lambda node: head | fields(node)

    def write(branch: Branch) -> dict[str, Any]:
        result: dict[str, Any] = head | fields(branch)
        # The fields of a branch come before its children, so that JSON is easier to
        # read.
        result["children"] = result.pop("children")
        return result

    return write


def _class_reader(cls: type, converter: Converter) -> Read:
    """Read the fields of a class; they must all be there, and no other."""
    from cattrs.gen import make_dict_structure_fn

    read_fields: Read = make_dict_structure_fn(
        cls,
        converter,
        _cattrs_detailed_validation=converter.detailed_validation,
        **_omitted(cls),
    )
    names: dict[str, None] = dict.fromkeys(one.name for one in exported_fields(cls))
    if issubclass(cls, Leaf | Branch) and cls is not Document:
        names[TAG] = None
    tag = cls.__name__ if TAG in names else None

    def read(value: Any, kind: Any) -> Any:
        if not isinstance(value, dict):
            raise _expected(f"an object ({cls.__name__})", value)
        if value.keys() != names.keys():
            _refuse_keys(value, names)
        if tag is not None and value[TAG] != tag:
            raise _Wrong(f"expected type {tag!r}, found {_kind(value[TAG])}")
        return read_fields(value, kind)

    return read


def exported_fields(cls: type) -> list[attrs.Attribute[Any]]:
    """Return the fields of a class that an export holds."""
    return [one for one in attrs.fields(cls) if one.metadata.get("exported", True)]


def _omitted(cls: type) -> dict[str, Any]:
    """What cattrs is told of the fields that are not exported."""
    from cattrs import override

    kept = {one.name for one in exported_fields(cls)}
    every = {one.name for one in attrs.fields(cls)}
    return {name: override(omit=True) for name in every - kept}


def _refuse_keys(value: dict[str, Any], names: Mapping[str, None]) -> None:
    """Say which field is missing, or which is not known."""
    for name in names:
        if name not in value:
            raise _Wrong(f"field {name!r} is missing")
    unknown = next(name for name in value if name not in names)
    raise _Wrong(f"unknown field {unknown!r}")


def _node_writer(converter: Converter) -> Write:
    """Write a child as its own class says."""
    writers: dict[type, Write] = {}

    def write(node: Node) -> Any:
        cls = type(node)
        if cls not in writers:
            if NODE_TYPES.get(cls.__name__) is not cls:
                raise SchemaError(f"{cls.__name__} is no part of a document")
            writers[cls] = converter.get_unstructure_hook(cls)
        return writers[cls](node)

    return write


def _node_reader(converter: Converter) -> Read:
    """Read a child as the class that its tag names."""
    readers: dict[str, Read] = {}

    def read(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            raise _expected("an object (a node)", value)
        tag = value.get(TAG)
        if not isinstance(tag, str) or tag not in NODE_TYPES:
            raise _Wrong(f"no node has the type {_kind(tag)}")
        if tag not in readers:
            readers[tag] = converter.get_structure_hook(NODE_TYPES[tag])
        return readers[tag](value, NODE_TYPES[tag])

    return read


# --------------------------------------------------------------------- plain values


def _plain_reader(plain: type) -> Read:
    """Read a string, a whole number or a truth value as it is, or not at all."""

    def read(value: Any, _: Any) -> Any:
        if type(value) is not plain:
            raise _expected(_NAMES[plain], value)
        return value

    return read


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _read_enum(value: Any, kind: type[Enum]) -> Enum:
    try:
        return kind(value)
    except ValueError:
        values = ", ".join(str(member.value) for member in kind)
        raise _expected(f"one of {values}", value) from None


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _tuple_reader(kind: Any, converter: Converter) -> Read:
    """Read a list as a tuple of one kind of thing."""
    from cattrs.cols import list_structure_factory

    items = list_structure_factory(kind, converter)

    def read(value: Any, _: Any) -> Any:
        if not isinstance(value, list):
            raise _expected("a list", value)
        return tuple(items(value, kind))

    return read


def is_named_tuple(kind: Any) -> bool:
    """Tell whether a class is a named tuple: a place, an edit."""
    is_tuple = isinstance(kind, type) and issubclass(kind, tuple)
    return is_tuple and hasattr(kind, "_fields")


def _named_tuple_writer(cls: Any, converter: Converter) -> Write:
    """Write a named tuple as an object with the names of its fields."""
    hints = get_type_hints(cls)
    writers = [
        (name, converter.get_unstructure_hook(hints[name])) for name in cls._fields
    ]
    return lambda value: {
        name: write(item) for (name, write), item in zip(writers, value, strict=True)
    }


def _named_tuple_reader(cls: Any, converter: Converter) -> Read:
    """Read an object with the names of the fields of a named tuple."""
    hints = get_type_hints(cls)
    readers = {name: converter.get_structure_hook(hints[name]) for name in cls._fields}
    names: dict[str, None] = dict.fromkeys(cls._fields)

    def read(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            raise _expected(f"an object ({cls.__name__})", value)
        if value.keys() != names.keys():
            _refuse_keys(value, names)
        return cls(
            **{
                name: reader(value[name], hints[name])
                for name, reader in readers.items()
            }
        )

    return read


def _is_span(kind: Any) -> bool:
    return kind is Span


def _read_span(value: Any, _: Any) -> Span:
    if isinstance(value, list) and len(value) == 2:
        start, end = value
        if type(start) is int and type(end) is int and start >= 0 and end >= 0:
            return Span(start, end)
    raise _expected("two offsets, [start, end]", value)


def _read_float(value: Any, _: Any) -> float:
    if type(value) not in (int, float) or value != value or value in _INFINITE:
        raise _expected("a number", value)
    return float(value)


def _read_decimal(value: Any, _: Any) -> Decimal:
    if isinstance(value, str) and DECIMAL.fullmatch(value):
        return Decimal(value)
    raise _expected("a decimal number in a string", value)


def _write_date(value: datetime.date) -> str:
    return value.isoformat()[:10]  # A datetime is a date, too.


def _read_date(value: Any, _: Any) -> datetime.date:
    try:
        date = datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise _expected("a date, YYYY-MM-DD", value) from None
    # fromisoformat also takes 20211210 and 2021-W49-5.
    if date.isoformat() != value:
        raise _expected("a date, YYYY-MM-DD", value)
    return date
