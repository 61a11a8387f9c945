"""Bodies and their full names: the lexicon, the rules, the tables of users."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from cnpolicy import parse, unparse
from cnpolicy.annotation.organizations.gazetteer import builtin_lexicon
from cnpolicy.annotation.organizations.jurisdictions import (
    jurisdiction,
    place_named,
    places,
    year_of,
)
from cnpolicy.annotation.organizations.organizations import (
    Names,
    organizations,
    unresolved,
)
from cnpolicy.model.responsibilities import Role
from cnpolicy.model.results.organizations import Basis, OrganizationMention
from support import strategies
from support.golden_tables import golden_rows, seed

SEEDS = ("000", "003")


def names_in(place: str | None, year: int | None = None) -> Names:
    """The names of a document of some place and year."""
    where = place_named(place) if place else None
    return Names(builtin_lexicon(), where, year)


def full(name: str, place: str | None, year: int | None = None) -> str:
    """What a name means in a document of some place."""
    return names_in(place, year).full_name(name).normalized


@pytest.mark.parametrize("number", SEEDS)
def test_the_names_of_a_seed(number: str) -> None:
    """Every name of the seeds has the full name that was checked by hand."""
    expected = {
        row["name"]: (row["normalized"], row["basis"], row["successor"])
        for row in golden_rows("organizations.tsv")
        if row["seed"] == number
    }
    found = {
        mention.name: (
            mention.normalized,
            "+".join(step.value for step in mention.full_name.basis),
            f"{mention.full_name.successor},{mention.full_name.until}"
            if mention.full_name.successor
            else "",
        )
        for mention in organizations(seed(number))
    }
    assert found == expected
    assert unresolved(seed(number)) == ()


def test_every_mention_has_its_place_and_role() -> None:
    """A mention gives its name, its clause, and the role the clause gives it."""
    document = seed("000")
    text = unparse(document)
    mentions = organizations(document)
    assert len(mentions) == 79
    for mention in mentions:
        assert mention.span.of(text) == mention.name
        assert mention.clause.contains(mention.span)
    leads = {m.span for m in mentions if m.role is Role.LEAD}
    assert leads == {
        body.span for clause in document.responsibilities for body in clause.lead
    }


@pytest.mark.parametrize(
    ("place", "name", "expected"),
    [
        # the level word means the place of the document, or one it lies in
        ("山西省", "省市场监管局", "山西省市场监督管理局"),
        ("淄博市", "市市场监管局", "淄博市市场监督管理局"),
        ("淄博市", "省教育厅", "山东省教育厅"),
        ("杭州市余杭区", "区财政局", "杭州市余杭区财政局"),
        ("杭州市余杭区", "市财政局", "杭州市财政局"),
        ("杭州市余杭区", "省财政厅", "浙江省财政厅"),
        ("内蒙古自治区", "自治区发展改革委", "内蒙古自治区发展和改革委员会"),
        ("恩施州", "州卫健委", "恩施土家族苗族自治州卫生健康委员会"),
        # a place of its own, and a department of the document's place without any
        ("山西省", "太原市公安局", "太原市公安局"),
        ("义乌市", "市发改委", "义乌市发展和改革委员会"),
        ("沁县", "财政局", "沁县财政局"),
        # what a head means depends on the level
        ("重庆市", "市法院", "重庆市高级人民法院"),
        ("淄博市", "市法院", "淄博市中级人民法院"),
        ("沁县", "县法院", "沁县人民法院"),
        # party, youth league, branches of central bodies
        ("山西省", "省委宣传部", "中共山西省委宣传部"),
        ("广东省", "团省委", "共青团广东省委员会"),
        ("陕西省", "省税务局", "国家税务总局陕西省税务局"),
        ("湖北省", "湖北银保监局", "中国银行保险监督管理委员会湖北监管局"),
        ("湖北省", "人行武汉分行", "中国人民银行武汉分行"),
        ("江西省", "人行南昌中心支行", "中国人民银行南昌中心支行"),
        ("淄博市", "银保监分局", "中国银行保险监督管理委员会淄博监管分局"),
        # bodies with names that no rule gives
        ("重庆市", "市文化旅游委", "重庆市文化和旅游发展委员会"),
        # central bodies; the short forms only in national documents
        ("山西省", "中华人民共和国财政部", "财政部"),
        ("全国", "发展改革委", "国家发展和改革委员会"),
        ("全国", "国家 发展改革委", "国家发展和改革委员会"),
        # an alias in brackets does not hide the name
        ("深圳市", "市市场监管局（市知识产权局）", "深圳市市场监督管理局"),
        # Traditional characters, also those that alone tell nothing
        ("山西省", "省檢察院", "山西省人民检察院"),
    ],
)
def test_full_names(place: str | None, name: str, expected: str) -> None:
    """A name has the full name that it has in a document of this place."""
    assert full(name, place) == expected


@pytest.mark.parametrize(
    ("place", "year", "name", "full"),
    [
        ("淄博市", 2022, "市城管局", "淄博市城市管理局"),
        ("淄博市", 2022, "市教体局", "淄博市教育体育局"),
        ("淄博市", 2022, "市文广旅局", "淄博市文化广电旅游局"),
        ("淄博市", 2016, "市农业局", "淄博市农业局"),
        ("淄博市", 2022, "市地方金融局", "淄博市地方金融监督管理局"),
        ("淄博市", 2022, "高新区管委会", "淄博高新技术产业开发区管理委员会"),
        ("淄博市", 2022, "市经开区管委会", "淄博经济技术开发区管理委员会"),
        ("淄博市", 2022, "自贸片区管委会", "自由贸易试验区淄博片区管理委员会"),
        ("淄博市", 2022, "市交警支队", "淄博市公安局交通警察支队"),
    ],
)
def test_short_names_of_departments(
    place: str, year: int, name: str, full: str
) -> None:
    """The short names of a city hall have full names, with where they are from."""
    found = names_in(place, year).full_name(name)
    assert (found.normalized, found.resolved) == (full, True)
    assert found.source


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("湖北省", "省再担保集团"),  # in no table
        ("淄博市", "市文旅局"),  # 文化和旅游局 here, 文化广电旅游局 there
        ("山西省", "人行"),  # which branch?
        ("淄博市", "教育厅"),  # a city has none
        (None, "财政局"),  # whose?
        (None, "省银保监局"),  # of which province?
        (None, "市税务局"),
        (None, "团市委"),
        (None, "省市场监管局"),
        ("山西省", "发展改革"),
        ("山西省", "局"),
        ("山西省", "省"),
        ("山西省", ""),
        ("山西省", "省" * 100),
    ],
)
def test_an_unknown_name_stays(place: str | None, name: str) -> None:
    """A name that no table gives is left as it is and said to be unknown."""
    found = names_in(place).full_name(name)
    assert found.normalized == name
    assert found.basis == (Basis.AS_WRITTEN,)
    assert not found.resolved


@pytest.mark.parametrize(
    "name",
    [
        *("各市、州、县人民政府", "有关部门", "地方各级人民政府", "各金融机构"),
        *("县（市、区）人民政府", "各县（市）区政府", "区县政府", "各地级以上市政府"),
        *("国务院相关部门", "市直有关部门", "17个市级帮扶集团牵头单位", "试点城市政府"),
        *("各省级人民政府", "省级有关部门", "全区各部门", "公安部门", "成员单位"),
    ],
)
def test_a_collective_stays(name: str) -> None:
    """A collective is one, and stays as it is written."""
    found = names_in("山西省").full_name(name)
    assert found.group
    assert found.normalized == name


@pytest.mark.parametrize("name", ["市政府", "省人民政府", "地方金融监管局", "公安部"])
def test_one_body_is_no_collective(name: str) -> None:
    """What looks like a collective and is one body has its full name."""
    assert not names_in("重庆市").full_name(name).group


@pytest.mark.parametrize(
    ("name", "successor", "year"),
    [
        ("银保监会", "国家金融监督管理总局", 2023),
        ("国家卫生计生委", "国家卫生健康委员会", 2018),
        ("质检总局", "国家市场监督管理总局", 2018),
        ("国家食品药品监督管理局", "国家食品药品监督管理总局", 2013),
        ("国务院扶贫办", "国家乡村振兴局", 2021),
        ("省工商局", "山西省市场监督管理局", 2018),
        ("山西银保监局", "国家金融监督管理总局山西监管局", 2023),
    ],
)
def test_successors(name: str, successor: str, year: int) -> None:
    """A dissolved body is what it was, with what it became and when."""
    found = names_in("山西省").full_name(name)
    assert (found.successor, found.until) == (successor, year)
    assert found.source


def test_a_name_of_two_bodies_is_told_apart_by_the_year() -> None:
    """广电总局 was another body before 2013; without a year it stays unknown."""
    assert full("广电总局", "全国", 2021) == "国家广播电视总局"
    assert full("广电总局", "全国", 2010) == "国家广播电影电视总局"
    assert not names_in("全国").full_name("广电总局").resolved


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (
            "省卫生健康委、教育厅牵头，各地级以上市政府负责",
            ["广东省卫生健康委员会", "广东省教育厅", "各地级以上市政府"],
        ),
        (
            "省总工会、妇联、工商联负责",
            ["广东省总工会", "广东省妇女联合会", "广东省工商业联合会"],
        ),
        (
            "省工信厅、有关部门、财政厅负责",
            ["广东省工业和信息化厅", "有关部门", "广东省财政厅"],
        ),
        ("广州市公安局、财政局负责", ["广州市公安局", "广州市财政局"]),
        ("财政部、教育厅负责", ["财政部", "广东省教育厅"]),
    ],
)
def test_a_place_is_carried_on(clause: str, expected: list[str]) -> None:
    """A department without a place belongs to the place of the body before it."""
    text = f"广东省人民政府关于健全机制的意见\n一、措施\n健全机制。（{clause}）\n"
    mentions = organizations(parse(text))
    assert [mention.normalized for mention in mentions] == expected


def test_carried_is_said() -> None:
    """What was carried on is told from what was stated."""
    mentions = mentions_of("（省卫生健康委、教育厅负责）")
    assert [mention.full_name.basis for mention in mentions] == [
        (Basis.JURISDICTION, Basis.LEXICON),
        (Basis.CARRIED, Basis.LEXICON),
    ]


def mentions_of(clause: str) -> tuple[OrganizationMention, ...]:
    """The bodies of one clause in a plan of Shanxi."""
    text = f"山西省人民政府关于健全机制的意见\n一、措施\n健全机制。{clause}\n"
    return organizations(parse(text))


def test_the_same_body_under_two_names() -> None:
    """省市场监管局 and 山西省市场监督管理局 are one body."""
    mentions = mentions_of("（省市场监管局、山西省市场监督管理局负责）")
    assert len({mention.normalized for mention in mentions}) == 1


def test_an_inferred_lead_is_marked() -> None:
    """The lead by a rule of the document comes last and says so."""
    mentions = mentions_of("（省财政厅、省教育厅负责。列第一位者为牵头单位，下同）")
    assert [(m.role, m.inferred) for m in mentions] == [
        (Role.RESPONSIBLE, False),
        (Role.RESPONSIBLE, False),
        (Role.LEAD, True),
    ]
    assert mentions[-1].full_name == mentions[0].full_name


# ------------------------------------------------------------------- whose document


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("山西省“十四五”知识产权保护和运用规划", "山西省"),
        ("关于印发山西省知识产权规划的通知", "山西省"),
        ("淄博市知识产权发展“十四五”规划", "淄博市"),
        ("山东省淄博市知识产权发展规划", "淄博市"),
        ("杭州市余杭区人民政府关于促进发展的意见", "杭州市余杭区"),
        ("沁县人民政府关于促进发展的意见", "沁县"),
        ("广西壮族自治区促进发展若干措施", "广西壮族自治区"),
        ("中共山西省委 山西省人民政府关于促进发展的意见", "山西省"),
        ("国务院关于促进发展的意见", ""),
        ("“十四五”国家知识产权保护和运用规划", ""),
        ("关于加强市场监管工作的意见", None),
        ("鼓楼区人民政府关于促进发展的意见", None),  # there are four
        ("城区人民政府关于促进发展的意见", None),
        ("促进发展规划", None),
    ],
)
def test_jurisdiction(title: str, expected: str | None) -> None:
    """The place of a document is the one its title begins with."""
    document = parse(f"{title}\n一、总体要求\n二、主要任务\n")
    metadata = evolve(document.metadata, title=title)
    found = jurisdiction(evolve(document, metadata=metadata))
    assert (found.full if found else None) == expected


def test_year_of_a_document() -> None:
    """The year is that of the date, or of the 文号."""
    assert year_of(seed("003")) == 2021
    assert year_of(parse("一、甲\n")) is None


def test_a_place_may_be_given() -> None:
    """The caller may say whose document it is; a place that is none is an error."""
    document = parse("一、措施\n健全机制。（市财政局负责）\n")
    [mention] = organizations(document, place="通辽市")
    assert mention.normalized == "通辽市财政局"
    assert organizations(document)[0].normalized == "市财政局"
    with pytest.raises(ValueError, match="no known place"):
        organizations(document, place="某市")


# ----------------------------------------------------------------------- properties


@given(st.one_of(strategies.vocabulary, strategies.edited()))
def test_every_body_has_a_mention(text: str) -> None:
    """Each body of each clause is mentioned once, whatever the text."""
    document = parse(text)
    mentions = organizations(document)
    stated = [mention for mention in mentions if not mention.inferred]
    assert [(m.name, m.span) for m in stated] == [
        (body.name, body.span)
        for clause in document.responsibilities
        for body in clause.organizations
    ]
    assert len(mentions) - len(stated) == sum(
        clause.inferred_lead is not None for clause in document.responsibilities
    )
    assert unresolved(document) == tuple(
        dict.fromkeys(m.name for m in mentions if not m.full_name.resolved)
    )


@given(
    st.sampled_from(sorted({place.full for place in places().values()})),
    st.sampled_from(sorted(builtin_lexicon().departments)),
)
def test_a_full_name_is_its_own_full_name(place: str, head: str) -> None:
    """What has been made full stays as it is."""
    names = names_in("全国")
    once = names.full_name(place + head)
    if once.resolved and once.normalized.startswith(place):
        assert names.full_name(once.normalized).normalized == once.normalized
