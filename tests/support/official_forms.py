"""How official texts write numbers, words and clauses: the tables of the strategies.

A new form of marker, heading or clause joins a table here, and every property sees it.
"""

from __future__ import annotations

from attrs import frozen

from cnpolicy import Marker, MarkerStyle, NumeralScript
from cnpolicy.lexical.numerals import to_han
from support.byte_choices import Choices

_S, _HAN, _ARABIC = MarkerStyle, NumeralScript.HAN, NumeralScript.ARABIC


# ------------------------------------------------------------------------------ marks


@frozen
class Form:
    """One way to write the markers of a level."""

    style: MarkerStyle
    script: NumeralScript
    pattern: str
    """`{}` is the number."""
    most: int = 9999
    """The highest number it can write."""

    def marker(self, number: int) -> Marker:
        """The marker of a number."""
        text = self.pattern.format(self.written(number))
        return Marker(text, self.style, self.script, number)

    def written(self, number: int) -> str:
        """The number without its delimiters."""
        return to_han(number) if self.script is _HAN else str(number)


@frozen
class Formal(Form):
    """Markers in numerals written in full: 壹、, 拾贰、."""

    def written(self, number: int) -> str:
        """The number written in full."""
        return to_han(number).translate(_IN_FULL)


_IN_FULL = str.maketrans("一二三四五六七八九十", "壹贰叁肆伍陆柒捌玖拾")


@frozen
class Wide(Form):
    """Markers in full-width figures."""

    def written(self, number: int) -> str:
        """The number in full-width figures."""
        return "".join(chr(ord(figure) + 0xFEE0) for figure in str(number))


@frozen
class Single(Form):
    """Markers with one character a number: ㈠, ⑴, ⒈, ①; the pattern begins with 1."""

    def marker(self, number: int) -> Marker:
        """The marker of a number."""
        text = chr(ord(self.pattern[0]) + number - 1) + self.pattern[1:]
        return Marker(text, self.style, self.script, number)


LEVELS: tuple[tuple[Form, ...], ...] = (
    tuple(Form(_S.PART, _HAN, f"第{{}}{unit}") for unit in ("编", "篇", "部分")),
    (Form(_S.SUBPART, _HAN, "第{}分编"),),
    (Form(_S.CHAPTER, _HAN, "第{}章"), Form(_S.CHAPTER, _ARABIC, "第{}章")),
    (Form(_S.SECTION, _HAN, "第{}节"),),
    (Form(_S.ARTICLE, _HAN, "第{}条"), Form(_S.ARTICLE, _ARABIC, "第{}条")),
    (Formal(_S.COMMA, NumeralScript.FORMAL, "{}、", 99),),
    (
        Single(_S.DOT, NumeralScript.ROMAN, "Ⅰ.", 12),
        Single(_S.DOT, NumeralScript.ROMAN, "Ⅰ．", 12),
    ),
    (
        Form(_S.COMMA, _HAN, "{}、"),
        Form(_S.COMMA, _HAN, "{} 、"),
        Form(_S.COMMA, _HAN, "{}\u3000、"),
        Form(_S.DOT, _HAN, "{}."),
        Form(_S.DOT, _HAN, "{}．"),
    ),
    (
        Form(_S.PAREN, _HAN, "（{}）"),
        Form(_S.PAREN, _HAN, "({})"),
        Form(_S.PAREN, _HAN, "（ {} ）"),
        Single(_S.PAREN, _HAN, "㈠", 10),
    ),
    (
        Form(_S.DOT, _ARABIC, "{}."),
        Form(_S.DOT, _ARABIC, "{}．"),
        Form(_S.COMMA, _ARABIC, "{}、"),
        Wide(_S.DOT, _ARABIC, "{}．"),
        Single(_S.DOT, _ARABIC, "⒈", 20),
    ),
    (
        Form(_S.PAREN, _ARABIC, "（{}）"),
        Form(_S.PAREN, _ARABIC, "({})"),
        Wide(_S.PAREN, _ARABIC, "（{}）"),
        Single(_S.PAREN, _ARABIC, "⑴", 20),
    ),
    (Form(_S.HALF_PAREN, _ARABIC, "{}）"), Form(_S.HALF_PAREN, _ARABIC, "{})")),
    (Single(_S.CIRCLED, NumeralScript.CIRCLED, "①", 20),),
)
"""The forms of each level, in the standard order (GB/T 9704-2012, 立法技术规范)."""

PLACES = range(len(LEVELS))
CHAPTER, ARTICLE = 2, 4
HAN_COMMA, HAN_PAREN, ARABIC_DOT = 7, 8, 9
ARABIC_PAREN, HALF_PAREN, CIRCLED = 10, 11, 12

_COMMAS, _PARENS = (HAN_COMMA, ARABIC_DOT), (HAN_PAREN, ARABIC_PAREN, HALF_PAREN)
KINDRED = {
    **dict.fromkeys(_COMMAS, _COMMAS),
    **dict.fromkeys(_PARENS, _PARENS),
}
"""Levels that differ in the numerals alone, so that one may stand for the other."""


# ------------------------------------------------------------------------------ words

TITLES = (
    "总体要求",
    "加强组织领导",
    "完善知识产权保护体系",
    "健全市场监管机制",
    "优化公共服务供给",
    "强化人才队伍建设",
    "培育高价值专利",
    "推进生态环境治理",
    "拓展农村电子商务",
    "推动数字化转型",
    "基本原则",
    "保障措施",
    "法律责任",
    "附则",
    "总　　则",
)
"""Words of a heading."""


def long_title(choices: Choices) -> str:
    """One title, or two parallel clauses as headings alone on their line have them."""
    title = choices.pick(TITLES)
    return f"{title}，{choices.pick(TITLES)}" if choices.coin() else title


_BODIES = (
    "稳步推进，取得实效。",
    "到2025年，每万人口发明专利拥有量达到12件，较2020年增加6.5件。",
    "深入贯彻落实党中央、国务院决策部署，坚持稳中求进，推动高质量发展。",
    "按照“放管服”改革要求，简化审批流程（含备案），压减办理时限50%以上。",
    "支持企业牵头组建创新联合体，由市场配置资源；鼓励金融机构参与。",
    "重点做好：一是完善制度，二是健全机制，三是加强考核，确保取得实效。",
    "见《某市“十四五”规划》第二部分，其中（一）项任务已经完成。",
)


def body(choices: Choices) -> str:
    """Sentences of running text, none of which acts as a heading."""
    return "".join(choices.pick(_BODIES) for _ in range(choices.pick((1, 1, 2, 3))))


LEADS = ("坚持依法保护", "健全工作机制", "推进融合发展")
"""Sentences that act as headings of their paragraphs, without 。"""

RULE = "对有困难的人员，各级各类服务机构应当按照规定及时提供必要的帮助。"
"""What nobody takes for a heading: a numbered paragraph that is all body."""

GAPS = ("", "", " ", "\u3000", "\xa0\xa0", "  ")
"""Space between a marker and its words."""

INDENTS = ("", "", "\u3000\u3000", "    ", "\xa0\xa0", "\t")
"""Space before a line."""

TRAILS = ("", "", " ", "\u3000", "  \t")
"""Space behind a line."""


# ---------------------------------------------------------------------------- clauses


@frozen
class Duty:
    """A responsibility clause and what it says."""

    text: str
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    guide: tuple[str, ...] = ()
    open_list: bool = False

    @property
    def said(self) -> tuple[object, ...]:
        """What is compared: the text of the clause and who does what."""
        roles = (self.lead, self.responsible, self.support, self.guide)
        return (self.text, *roles, self.open_list)


_ORGANIZATIONS = (
    "市发展改革委",
    "市财政局",
    "市市场监管局",
    "市公安局",
    "省委宣传部",
    "省高级人民法院",
    "市科协",
    "人行南昌中心支行",
    "太原海关",
    "各区县人民政府",
    "国家知识产权局",
    "高新区管委会",
)

# The words of a clause, and the roles of {a} and of {b}.
_CLAUSES = (
    ("{a}负责", "responsible", ""),
    ("{a}按职责分工负责", "responsible", ""),
    ("{a}等按职责分工负责", "responsible", ""),
    ("{a}等负责", "responsible", ""),
    ("{a}牵头", "lead", ""),
    ("{a}牵头，{b}负责", "lead", "responsible"),
    ("{a}牵头，{b}等按职责分工负责", "lead", "responsible"),
    ("{a}牵头，{b}配合", "lead", "support"),
    ("{a}牵头，{b}参与", "lead", "support"),
    ("{a}会同{b}负责", "lead", "responsible"),
    ("{a}指导", "guide", ""),
    ("责任单位：{a}", "responsible", ""),
    ("责任部门：{a}", "responsible", ""),
    ("牵头单位：{a}", "lead", ""),
    ("牵头单位：{a}；责任单位：{b}", "lead", "responsible"),
    ("牵头单位：{a}；配合单位：{b}", "lead", "support"),
    ("牵头部门：{a}；参与部门：{b}", "lead", "support"),
)
_BRACKETS = ("（）", "()", "[]", "〔〕", "【】", "［］")
_NARROW = str.maketrans("，：；", ",:;")


def duty(choices: Choices) -> Duty:
    """A clause in any form, bracket and width."""
    form, first, second = choices.pick(_CLAUSES)
    pool = choices.some(_ORGANIZATIONS, 2, 6)
    cut = choices.below(len(pool) - 1) + 1
    one, two = (pool[:cut], pool[cut:]) if second else (pool, [])
    words = form.format(a="、".join(one), b="、".join(two))
    if choices.coin():
        words = words.translate(_NARROW)
    opening, closing = choices.pick(_BRACKETS)
    roles = {first: tuple(one), **({second: tuple(two)} if second else {})}
    return Duty(opening + words + closing, **roles, open_list="等" in form)
