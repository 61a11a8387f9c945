"""Who issues a document: by the signature, the title, or the head above its number."""

import pytest

import cnpolicy

BODIES = (
    "国务院应对某某疫情联防联控机制综合组",
    "国务院联防联控机制医疗救治组",
    "中央农村工作领导小组",
    "某市农村工作领导小组",
    "某市防范非法集资协调小组",
    "某市优化营商环境工作推进小组",
    "某市某某防控工作领导小组（指挥部）",
    "某市根治拖欠工资工作领导小组办公室",
    "某市燃气安全专项整治工作组",
    "某市重大项目建设工作专班",
    "某省防汛抗旱总指挥部",
    "某市养老服务部门联席会议",
    "某市处非工作联席会议办公室",
    "某市安全生产委员会办公室",
    "某市消防安全委员会",
    "某市反走私综合治理办公室",
)
_TO = "各区人民政府：\n现印发给你们，请认真组织实施。\n"
_PLAN = "某某防控方案\n一、总体要求\n坚持预防为主。\n二、公共措施\n加强宣传教育。\n"
_TITLE = "关于印发某某防控方案的通知\n"
_NUMBER = "综发〔2022〕71 号\n"
_DATE = "2022年6月27日\n"
# Where a document says who issues it; {} is the body.
PLACES = {
    "signed": _NUMBER + _TITLE + _TO + "{}\n" + _DATE + _PLAN,
    "signed below the plan": _PLAN + "{}\n" + _DATE,
    "in the title": "{}" + _TITLE + _TO + _PLAN,
    "in a line of the title": "{}\n" + _TITLE + _NUMBER + _TO + _PLAN,
    "the head of the page": "{}文件\n" + _NUMBER + _TITLE + _TO + _DATE + _PLAN,
    "the head without 文件": "{}\n" + _NUMBER + _TITLE + _TO + _DATE + _PLAN,
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("body", BODIES)
def test_issuer(place: str, body: str) -> None:
    """The body is the issuer, as it is written, wherever it stands."""
    document = cnpolicy.parse(PLACES[place].format(body))
    assert document.metadata.issuers == (body,)
    assert [one.title for one in cnpolicy.outline(document)] == ["总体要求", "公共措施"]


@pytest.mark.parametrize(
    "names",
    [
        "中共某省委|某省人民政府",
        "中共某县委员会|某县人民政府",
        "中共中央|国务院",
        "中共中央办公厅|国务院办公厅",
        "中共某市委办公室|某市人民政府办公室",
        "中共某市委宣传部",
        "某市人民政府办公室",
        "某市委某市政府信访局",
    ],
)
def test_party_and_government_together(names: str) -> None:
    """Written as one name in a title, they are two; no other name is taken apart."""
    text = names.replace("|", "") + "关于加强防控工作的意见\n" + _PLAN
    assert cnpolicy.parse(text).metadata.issuers == tuple(names.split("|"))


def test_two_bodies_at_the_head() -> None:
    """All bodies above the number issue the document together."""
    head = "某市水务局\n某市防汛抗旱指挥部文件\n"
    text = head + _NUMBER + _TITLE + _TO + _DATE + _PLAN
    issuers = cnpolicy.parse(text).metadata.issuers
    assert issuers == ("某市水务局", "某市防汛抗旱指挥部")


@pytest.mark.parametrize(
    "head",
    [
        "某市人民政府\n首页\n",  # the site, and something between it and the number
        "某市数据局网站\n",
        "养老服务\n",
    ],
)
def test_what_is_no_head(head: str) -> None:
    """What a page is called, and what stands above by chance, issues nothing."""
    text = head + _NUMBER + _TITLE + _TO + _DATE + _PLAN
    assert cnpolicy.parse(text).metadata.issuers == ()


def test_signature_goes_before_the_head() -> None:
    """Who signs is the issuer, whatever the head of the page says."""
    text = (
        "某市人民政府文件\n" + _NUMBER + _TITLE + _TO + "某市公安局\n" + _DATE + _PLAN
    )
    assert cnpolicy.parse(text).metadata.issuers == ("某市公安局",)


@pytest.mark.parametrize("line", ["第一小组", "本次会议", "形成长效机制"])
def test_sentence_above_a_date(line: str) -> None:
    """Meetings and mechanisms of a text sign nothing; a group does."""
    text = _PLAN + f"{line}\n" + _DATE
    issuers = cnpolicy.parse(text).metadata.issuers
    assert issuers == (("第一小组",) if line.endswith("组") else ())


@pytest.mark.parametrize(
    ("issued", "plan"),
    [
        ("《某市灯塔规划》", "某市灯塔规划"),
        ("《某市灯塔规划》等规划", "某市灯塔规划"),
        ("《灯塔工作报告》重点任务分工", None),
        ("《灯塔条例》实施方案", None),
    ],
)
def test_what_a_notice_issues(issued: str, plan: str | None) -> None:
    """A title in 《》 is that of the plan, unless more than it is issued."""
    notice = f"某市人民政府关于印发{issued}的通知"
    text = f"{notice}\n各县人民政府：\n现印发给你们。\n某市人民政府\n2024年3月5日\n"
    metadata = cnpolicy.parse(text).metadata
    assert metadata.title == (plan or notice)
    assert metadata.notice_title == (notice if plan else None)


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("2026年某县重点工作任务（某政发〔2026〕2号）", "某政发〔2026〕2号"),
        ("落实《某县规划》（某政发〔2026〕2号）", None),
    ],
)
def test_a_number_in_brackets_behind_a_title(title: str, number: str | None) -> None:
    """It is that of the document, unless it stands behind a title that is cited."""
    text = f"{title}\n各镇人民政府：\n现印发给你们。\n一、任务\n修灯塔。\n"
    assert cnpolicy.parse(text).metadata.doc_number == number


@pytest.mark.parametrize(
    ("line", "issuers"),
    [
        ("1987年9月11日 国务院发布", ("国务院",)),
        ("（1994年5月4日某市人民政府发布，1998年3月1日修正）", ("某市人民政府",)),
        ("1999年6月18日 某省药品监督管理局令第10号公布", ("某省药品监督管理局",)),
        ("（1992年9月12日中华人民共和国国务院令第104号发布）", ("国务院",)),
        ("（1994年5月4日某市人大常委会会议通过）", ()),
        ("1994年5月4日某市人民政府发布渡口名录。", ()),
    ],
)
def test_who_published_a_law(line: str, issuers: tuple[str, ...]) -> None:
    """The line below the title of a law says who published it, and nothing else."""
    text = f"某市渡口管理条例\n{line}\n第一条 为了管理渡口，制定本条例。\n"
    assert cnpolicy.parse(text).metadata.issuers == issuers
