"""Covers: a title over several lines, with who issues it above or below."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cnpolicy
from cnpolicy import Document, Furniture, Signature, Title
from support.laws import assert_laws

CONTENTS = "目录\n第一章\t引言\t4\n第二章\t项目简介\t4\n\n"
BODY = "第一章 引言\n本文档说明需求。\n第二章 项目简介\n本项目建设平台。\n"

# What stands before the body, its title, and who issues it.
COVERS = {
    "two lines": (
        "政策信息发布平台\n需求规格说明书\n\n某市山诚科技有限公司\n2018年12月\n\n"
        + CONTENTS,
        "政策信息发布平台需求规格说明书",
        ("某市山诚科技有限公司",),
    ),
    "no date": (
        "政策信息发布平台\n需求规格说明书\n\n某市山诚科技有限公司\n\n" + CONTENTS,
        "政策信息发布平台需求规格说明书",
        ("某市山诚科技有限公司",),
    ),
    "no contents": (
        "绿色金融\n发展规划\n某市金融局\n2021年9月\n",
        "绿色金融发展规划",
        ("某市金融局",),
    ),
    "the issuer above": (
        "某市自然资源局\n\n地理信息共享\n技术规程\n\n2018年12月\n\n" + CONTENTS,
        "地理信息共享技术规程",
        ("某市自然资源局",),
    ),
    "two issuers right above": (
        "某市水务局\n某市财政局\n水利基础设施\n建设规划\n2021年9月\n",
        "水利基础设施建设规划",
        ("某市水务局", "某市财政局"),
    ),
    "three lines and a version": (
        "智慧城市\n时空大数据平台\n建设技术大纲\n（2019版）\n\n自然资源部\n2019年1月\n",
        "智慧城市时空大数据平台建设技术大纲（2019版）",
        ("自然资源部",),
    ),
    "four lines, one of which could be a title": (
        "海绵城市\n专项规划\n实施效果\n评估报告\n\n某市住建局\n二〇二三年三月\n",
        "海绵城市专项规划实施效果评估报告",
        ("某市住建局",),
    ),
    "a line in a foreign language": (
        "地理信息共享\n技术规程\nTechnical Regulations\n\n某市局\n2018年12月\n",
        "地理信息共享技术规程",
        ("某市局",),
    ),
    "who wrote it, and when": (
        "地理信息共享\n技术规程\n\n编制单位：某市规划院\n编制时间：2018年12月\n",
        "地理信息共享技术规程",
        (),
    ),
    "an annex with a cover": (
        "附件\n绿色金融\n发展评价规范\n\n某市金融局\n2021年9月\n\n" + CONTENTS,
        "绿色金融发展评价规范",
        ("某市金融局",),
    ),
    "the title again behind the contents": (
        "绿色金融\n发展规划\n\n某市金融局\n2021年9月\n\n"
        + CONTENTS
        + "绿色金融\n发展规划\n",
        "绿色金融发展规划",
        ("某市金融局",),
    ),
    "one line": (
        "低碳发展规划\n\n某市人民政府\n2021年9月\n\n" + CONTENTS,
        "低碳发展规划",
        ("某市人民政府",),
    ),
}

# Near misses: what stands above a title and is none of it.
NO_COVERS = {
    "a subtitle says on what occasion": (
        "奋力谱写新时代改革发展新篇章\n——在市第六次代表大会上的报告\n\n2021年9月\n\n",
        "奋力谱写新时代改革发展新篇章",
    ),
    "a number between": (
        "数字经济\n某发改〔2021〕3号\n共享开放规划\n\n某市发改委\n2021年9月\n",
        "共享开放规划",
    ),
    "an issuer over a title": (
        "某市发展研究中心\n低碳发展规划\n2021年9月\n",
        "低碳发展规划",
    ),
    "a column of a page": (
        "规划计划\n低碳发展规划\n某市人民政府\n2021年9月1日\n",
        "低碳发展规划",
    ),
    "the name of a site": (
        "某市政府网站\n低碳发展规划\n某市人民政府\n2021年9月1日\n",
        "低碳发展规划",
    ),
    "a page dates the title it shows": (
        "养老服务\n某市养老服务条例\n2021年9月1日\n",
        "某市养老服务条例",
    ),
    "a label above": (
        "项目名称：政策平台\n需求规格说明书\n\n某公司\n2018年12月\n\n",
        "需求规格说明书",
    ),
    "a notice": (
        "养老服务\n关于印发养老服务规划的通知\n某市民政局\n2021年9月1日\n",
        "关于印发养老服务规划的通知",
    ),
}


@pytest.mark.parametrize("name", COVERS)
def test_title_of_a_cover(name: str) -> None:
    """All lines of the title are the title, and the bodies around it issue it."""
    text, title, issuers = COVERS[name]
    document = assert_laws(text + BODY)
    assert document.title == title
    assert document.metadata.issuers == issuers
    assert [one.title for one in cnpolicy.outline(document)] == ["引言", "项目简介"]


@pytest.mark.parametrize("name", NO_COVERS)
def test_what_is_no_cover(name: str) -> None:
    """What stands above a title does not become a part of it."""
    text, title = NO_COVERS[name]
    assert assert_laws(text + BODY).title == title


def test_title_comes_once() -> None:
    """Of a title on the cover and behind the contents, one is of the page."""
    text, _, _ = COVERS["the title again behind the contents"]
    document = cnpolicy.parse(text + BODY)
    assert _texts(document, Title) == ["绿色金融", "发展规划"]
    assert [one for one in _texts(document, Furniture) if "\t" not in one] == [
        "目录",
        "绿色金融",
        "发展规划",
    ]
    assert _texts(document, Signature) == ["某市金融局"]


def _texts(document: Document, kind: type) -> list[str]:
    """The words of all leaves of a kind."""
    leaves = (one for one in cnpolicy.walk(document) if isinstance(one, kind))
    return [cnpolicy.unparse(leaf).strip() for leaf in leaves]


_WORDS = ("绿色金融", "智慧城市", "地下空间", "公共服务", "数据共享", "基础设施")
_KINDS = ("发展规划", "技术规程", "建设指南", "管理办法", "行动计划")
_BODIES = ("某市人民政府", "某市水务局", "某省发展和改革委员会", "某县住建局")
_DATES = ("2021年9月", "二〇二一年九月", "2021年9月8日")


@given(
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3, unique=True),
    st.sampled_from(_KINDS),
    st.lists(st.sampled_from(_BODIES), min_size=1, max_size=2, unique=True),
    st.booleans(),
    st.sampled_from(_DATES),
    st.booleans(),
)
def test_any_cover(
    words: list[str],
    kind: str,
    bodies: list[str],
    above: bool,
    date: str,
    contents: bool,
) -> None:
    """A cover of any lines gives the whole title and the bodies."""
    title = [*words, kind]
    lines = [*bodies, "", *title] if above else [*title, "", *bodies]
    date = date if contents or not above else "2021年9月"
    text = "\n".join([*lines, date, "", CONTENTS if contents else ""]) + BODY
    document = cnpolicy.parse(text)
    assert document.title == "".join(title)
    assert document.metadata.issuers == tuple(bodies)
