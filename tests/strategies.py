"""Strategies: texts of every kind, and whole documents whose tree is known.

`anything` gives arbitrary text, `vocabulary` text glued together from what the library
looks for, `edited` real documents cut about. `documents` gives a `Made`: a tree made
by hand as the parser would make it, to be unparsed and read back. A new form of
marker, heading, box or clause joins the tables here, and every property sees it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from attrs import evolve, frozen
from hypothesis import strategies as st

from cnpolicy import (
    Addressees,
    Attachment,
    AttachmentLine,
    Blank,
    Box,
    BoxHeading,
    Document,
    DocumentNumber,
    Heading,
    IssueDate,
    ListItem,
    Marker,
    MarkerStyle,
    Metadata,
    Node,
    NodeTransformer,
    Notice,
    NumeralScript,
    Paragraph,
    Publicity,
    Section,
    Signature,
    Title,
    unparse,
)
from cnpolicy.numerals import to_han

SEEDS = tuple(sorted((Path(__file__).parents[1] / "seeds").glob("0*.txt")))


def seed_text(path: Path) -> str:
    """A seed exactly as it is, line endings untouched."""
    return path.read_bytes().decode("utf-8")


# ------------------------------------------------------------------- text of every kind

anything = st.text(st.characters())
"""Any `str` at all, lone surrogates included."""

_LINE_ENDS = ("\n", "\n", "\n", "\r\n", "\r", "\n\n", "\u2028", "\x0b", "\x85")
_SPACES = ("", " ", "\u3000", "\u3000\u3000", "\xa0", "\t", "\u200b", "\ufeff")
_NUMBERS = (
    *"一二三四五十廿〇零两百千0123456789１２３①②⑳㊿㈠㈡⑴⒈⒉ⅠⅡ",
    *("十一", "二十", "一百〇五", "10", "11", "１２", "2025", "0"),
)
_DELIMITERS = tuple("、.．）)（([]〔〕【】《》“”。，,；;：:—-•%％")
_UNITS = ("第", "章", "节", "条", "编", "篇", "部分", "之", "是", "年", "月", "日", "号")
_MARKS = (
    *("一、", "二、", "三、", "十、", "一 、", "四.", "二是", "三是"),
    *("（一）", "（二）", "（三）", "(四)", "(1)", "（1）", "(2)", "㈠", "⑵"),
    *("1.", "2．", "3、", "1.1", "1.2", "1.1.1", "2.1", "10.", "2.5%", "1）", "①", "②"),
    *("第一编", "第一章", "第二章　", "第一节", "第二节 ", "第一条　", "第二条"),
    *("——", "--", "•", "1 ", "2　"),
)
_WORDS = (
    *("总体要求", "指导思想。", "加强组织领导。", "完善知识产权保护体系", "健全机制。"),
    *("到2025年，每万人口发明专利拥有量达到12件。", "坚持依法保护。", "的", "规定"),
    *("某市人民政府", "办公室", "关于印发某市规划的通知", "某市知识产权发展规划"),
    *("各区县人民政府，市政府各部门：", "某政办发〔2021〕10号", "2021年12月10日"),
    *("（此件公开发布）", "附件", "附件1", "附件：1.指标", "目录", "首页 > 正文"),
    *("专栏1 工程", "专栏2：", "重点工程一：培育工程", "重点工程之三", "表1 指标", "图2"),
    *("現將《規劃》印發給你們", "責任單位：市財政局", "負責", "專欄1", "後", "乾"),
    *("注：1.", "备注：①", "来源：某网", "扫码浏览本页", "[/s2/]", "<!--", "-->"),
    *("序号\t项目\t2025年", "| a | b |", "\0", "\ud800", "\u0301", "\U00020000"),
)
_CLAUSES = (
    *("（市财政局负责）", "(市财政局、市商务局牵头,各区县政府配合)", "（责任单位：市财政局）"),
    *("〔牵头单位：省财政厅；配合单位：省商务厅等〕", "[市卫健委按职责分工负责]", "【各地负责】"),
    *("责任单位：市财政局、市商务局", "牵头部门：省司法厅", "完成时限：2019年6月底前"),
    *("列第一位者为牵头单位，下同", "市财政局", "、", "等", "牵头", "负责", "会同", "指导"),
    *("按职责分工负责", "配合", "参与", "各市、州、县人民政府", "（市公安局", "负责）"),
)
_PIECES = (
    *_LINE_ENDS,
    *_SPACES,
    *_NUMBERS,
    *_DELIMITERS,
    *_UNITS,
    *_MARKS,
    *_WORDS,
    *_CLAUSES,
)

vocabulary = st.lists(
    st.one_of(
        *(
            st.sampled_from(group)
            for group in (_LINE_ENDS, _MARKS, _WORDS, _CLAUSES, _PIECES)
        )
    ),
    max_size=60,
).map("".join)
"""What the library looks for, in any order: its own vocabulary against it."""


@st.composite
def numbered_lines(draw: st.DrawFn) -> str:
    """Lines that open with any mark and any number: numbering at its worst."""
    mark = st.sampled_from(
        ("{h}、", "（{h}）", "({n})", "{n}.", "{n}．", "{n}、", "{n}）", "{h}是", "{h}.")
        + ("第{h}章 ", "第{h}节 ", "第{h}条 ", "{n}.{m}", "{n}.{m}.{n}", "专栏{n} ", "附件{n} ")
    )
    number = st.integers(0, 12)
    tail = st.sampled_from(("总则", "总则。", "总则。正文，甲乙。", "", "，甲、乙", "正" * 30))
    lines = draw(st.lists(st.tuples(mark, number, number, tail), max_size=30))
    return "".join(
        form.format(h=to_han(n), n=n, m=m) + words + "\n" for form, n, m, words in lines
    )


@st.composite
def edited(draw: st.DrawFn) -> str:
    """A passage of a seed with pieces cut out, doubled, moved or put in."""
    text = seed_text(draw(st.sampled_from(SEEDS)))
    start = draw(st.integers(0, len(text)))
    text = text[start : start + draw(st.integers(0, 1500))]
    for _ in range(draw(st.integers(0, 6))):
        first, second = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        piece = draw(
            st.one_of(
                st.just(""),
                st.just(text[first:second] * 2),
                st.sampled_from(_PIECES),
                st.text(st.characters(), max_size=3),
            )
        )
        text = text[:first] + piece + text[second:]
    return text


_JOINTS = ("", " ", "\u3000", "\u3000\u3000", "\xa0", "\n\n", " \n", "\t")


@st.composite
def joined(draw: st.DrawFn) -> str:
    """A document with its line breaks lost or changed, or broken after so many signs."""
    made = draw(documents())
    lines = made.text.split(made.end)
    if draw(st.booleans()):
        return draw(st.sampled_from(_JOINTS)).join(lines)
    width = draw(st.integers(12, 40))
    pages = draw(st.booleans())
    rows: list[str] = []
    for line in lines:
        for at in range(0, max(1, len(line)), width):
            rows.append(line[at : at + width])
            if pages and len(rows) % 12 == 0:
                rows.append(f"{len(rows) // 12}")
    return "\n".join(rows)


# ------------------------------------------------------------------- numbers and markers


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
        return Marker(
            self.pattern.format(self._write(number)), self.style, self.script, number
        )

    def _write(self, number: int) -> str:
        if len(self.pattern) == 3 and self.pattern[0] not in "{第(（":
            return ""
        if self.script is NumeralScript.HAN:
            return to_han(number)
        return str(number)


@frozen
class Single(Form):
    """Markers that are one character each: ㈠, ⑴, ⒈, ①."""

    def _write(self, number: int) -> str:
        return chr(ord(self.pattern[0]) + number - 1)

    def marker(self, number: int) -> Marker:
        """The marker of a number."""
        tail = self.pattern[1:]
        return Marker(self._write(number) + tail, self.style, self.script, number)


@frozen
class Wide(Form):
    """Arabic markers in full-width digits."""

    def _write(self, number: int) -> str:
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


_S, _HAN, _ARABIC = MarkerStyle, NumeralScript.HAN, NumeralScript.ARABIC

LEVELS: tuple[tuple[Form, ...], ...] = (
    tuple(Form(_S.PART, _HAN, f"第{{}}{unit}") for unit in ("编", "篇", "部分")),
    (Form(_S.CHAPTER, _HAN, "第{}章"), Form(_S.CHAPTER, _ARABIC, "第{}章")),
    (Form(_S.SECTION, _HAN, "第{}节"),),
    (Form(_S.ARTICLE, _HAN, "第{}条"), Form(_S.ARTICLE, _ARABIC, "第{}条")),
    (Single(_S.DOT, NumeralScript.ROMAN, "Ⅰ.", 12),),
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

_ARTICLE, _HAN_COMMA, _HAN_PAREN, _ARABIC_DOT, _ARABIC_PAREN, _HALF_PAREN = 3, *range(5, 10)
_PLACES = range(len(LEVELS))
_BOX_LEVELS = range(_HAN_PAREN, len(LEVELS))
_KINDRED = {
    _HAN_COMMA: (_HAN_COMMA, _ARABIC_DOT),
    _ARABIC_DOT: (_HAN_COMMA, _ARABIC_DOT),
    **dict.fromkeys(
        (_HAN_PAREN, _ARABIC_PAREN, _HALF_PAREN),
        (_HAN_PAREN, _ARABIC_PAREN, _HALF_PAREN),
    ),
}
"""Levels that differ in the numerals alone."""


# ------------------------------------------------------------------------------ words

_VERBS = "加强 完善 健全 推进 强化 优化 提升 深化 构建 推动 促进 培育 拓展 夯实 实施".split()
_OBJECTS = (
    "组织领导 知识产权保护体系 市场监管机制 公共服务供给 人才队伍建设 高价值专利创造 "
    "生态环境治理 农村电子商务发展 基层治理能力 数字化转型 统计监测评估 宣传引导"
).split()
_NAMES = (
    *("总体要求", "指导思想", "基本原则", "发展目标", "主要任务", "保障措施", "法律责任"),
    *("附则", "总　　则"),
)

titles = st.one_of(
    st.sampled_from(_NAMES),
    st.builds("".join, st.tuples(st.sampled_from(_VERBS), st.sampled_from(_OBJECTS))),
)
"""Words of a heading."""

long_titles = st.builds("，".join, st.lists(titles, min_size=2, max_size=2))
"""Two parallel clauses, as headings alone on their line have them."""

_BODIES = (
    "稳步推进，取得实效。",
    "到2025年，每万人口发明专利拥有量达到12件，较2020年增加6.5件。",
    "深入贯彻落实党中央、国务院决策部署，坚持稳中求进，推动高质量发展。",
    "按照“放管服”改革要求，简化审批流程（含备案），压减办理时限50%以上。",
    "支持企业牵头组建创新联合体，由市场配置资源；鼓励金融机构参与。",
    "重点做好：一是完善制度，二是健全机制，三是加强考核，确保取得实效。",
    "见《某市“十四五”规划》第二部分，其中（一）项任务已经完成。",
)
bodies = st.builds("".join, st.lists(st.sampled_from(_BODIES), min_size=1, max_size=3))
"""Sentences of running text, none of which acts as a heading."""

# What nobody takes for a heading: a numbered paragraph that is all body.
_RULE = "对有困难的人员，各级各类服务机构应当按照规定及时提供必要的帮助。"

_GAPS = st.sampled_from(("", "", " ", "\u3000", "\xa0\xa0", "  "))
_INDENTS = st.sampled_from(("", "", "\u3000\u3000", "    ", "\xa0\xa0", "\t"))
_TRAILS = st.sampled_from(("", "", " ", "\u3000", "  \t"))


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


_BODIES_OF_STATE = (
    "市发展改革委 市财政局 市市场监管局 市公安局 市科技局 省委宣传部 省高级人民法院 市科协 "
    "人行南昌中心支行 太原海关 各区县人民政府 国家知识产权局 市税务局 高新区管委会"
).split()
# (before the bodies of each role), in the order of the clause; {a} and {b} are lists.
_CLAUSE_FORMS: tuple[tuple[str, str, str, bool], ...] = (
    ("{a}负责", "responsible", "", False),
    ("{a}按职责分工负责", "responsible", "", False),
    ("{a}等按职责分工负责", "responsible", "", True),
    ("{a}等负责", "responsible", "", True),
    ("{a}牵头", "lead", "", False),
    ("{a}牵头，{b}负责", "lead", "responsible", False),
    ("{a}牵头，{b}等按职责分工负责", "lead", "responsible", True),
    ("{a}牵头，{b}配合", "lead", "support", False),
    ("{a}牵头，{b}参与", "lead", "support", False),
    ("{a}指导", "guide", "", False),
    ("责任单位：{a}", "responsible", "", False),
    ("责任部门：{a}", "responsible", "", False),
    ("牵头单位：{a}", "lead", "", False),
    ("牵头单位：{a}；责任单位：{b}", "lead", "responsible", False),
    ("牵头单位：{a}；配合单位：{b}", "lead", "support", False),
    ("牵头部门：{a}；参与部门：{b}", "lead", "support", False),
)
_BRACKETS = ("（）", "()", "[]", "〔〕", "【】", "［］")


@st.composite
def duties(draw: st.DrawFn) -> Duty:
    """A clause in any form, bracket and width."""
    pool = draw(
        st.lists(st.sampled_from(_BODIES_OF_STATE), min_size=2, max_size=6, unique=True)
    )
    cut = draw(st.integers(1, len(pool) - 1))
    form, first, second, open_list = draw(st.sampled_from(_CLAUSE_FORMS))
    one, two = (pool[:cut], pool[cut:]) if second else (pool, [])
    words = form.format(a="、".join(one), b="、".join(two))
    if draw(st.booleans()):
        words = words.replace("，", ",").replace("：", ":").replace("；", ";")
    opening, closing = draw(st.sampled_from(_BRACKETS))
    roles = {first: tuple(one), **({second: tuple(two)} if second else {})}
    return Duty(opening + words + closing, **roles, open_list=open_list)


# ------------------------------------------------------------------------------ trees


@frozen(repr=False)
class Made:
    """A document made by hand: what the parser is to make of its text."""

    text: str
    end: str
    """The line ending it uses throughout."""
    tree: Document
    metadata: Metadata
    duties: tuple[Duty, ...] = ()

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Show a failing document as its text: the tree follows from it."""
        printer.text(f"Made({self.text!r})")

    @property
    def outline(self) -> list[tuple[int, int | None, str | None]]:
        """Depth, ordinal and title of each heading, boxes left out."""
        found: list[tuple[int, int | None, str | None]] = []

        def collect(node: Node, depth: int) -> None:
            for child in node.children:
                if isinstance(child, Section):
                    marker = child.marker
                    assert marker is not None
                    found.append((depth + 1, marker.ordinal, child.title))
                    collect(child, depth + 1)
                elif isinstance(child, Notice | Attachment):
                    collect(child, 0)

        collect(self.tree, 0)
        return found


@frozen
class Level:
    """How a document writes one of its levels."""

    place: int
    """Its place in `LEVELS`."""
    form: Form
    runs_on: bool
    """Whether it counts on across its parents, or starts afresh under each."""
    heads: str
    """`alone`, `stop`, `run-in` or `body`: how its headings stand."""


dates = st.dates(datetime.date(1949, 10, 1), datetime.date(2099, 12, 31))
"""Days on which a document can be issued."""

_DATE_FORMS: tuple[Callable[[datetime.date], str], ...] = (
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日",
    lambda day: f"{_digits(day.year)}年{to_han(day.month)}月{to_han(day.day)}日",
)


def _digits(year: int) -> str:
    """A year in Han digits: 二〇二五."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))


class _Writer:
    """Writes one document: its line ending, its levels, its running numbers."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.end = draw(st.sampled_from(("\n", "\n", "\r\n", "\r")))
        self.spaced = draw(st.booleans())
        self.indented = draw(st.booleans())
        places = sorted(draw(st.sets(st.sampled_from(_PLACES), min_size=1, max_size=4)))
        # One of （1） and （一） may stand in the series of the other.
        self.near = {near for place in places for near in _KINDRED.get(place, (place,))}
        self.levels = [self.level(place, at) for at, place in enumerate(places)]
        free = [place for place in _BOX_LEVELS if place not in self.near]
        self.box_level = self.level(draw(st.sampled_from(free)), 1) if free else None
        self.counts: dict[int, int] = {}
        self.duties: list[Duty] = []
        self.said: dict[str, Any] = {}
        self.boxes = 0
        self.label = draw(st.sampled_from(("专栏", "重点工程", "重点工程之")))

    # -------------------------------------------------------------------- small parts

    def indent(self) -> str:
        """Space before a line."""
        return self.draw(_INDENTS) if self.indented else ""

    def trail(self) -> str:
        """Space behind a line, and its end."""
        return (self.draw(_TRAILS) if self.indented else "") + self.end

    def blanks(self) -> tuple[Node, ...]:
        """No blank line, or a run of them."""
        if not self.spaced or not self.draw(st.booleans()):
            return ()
        lines = self.draw(st.lists(st.sampled_from(("", " ", "\u3000")), max_size=2))
        return (Blank("".join(line + self.end for line in ["", *lines])),)

    def line(self, words: str) -> str:
        """Words as a line of their own."""
        return self.indent() + words + self.trail()

    # -------------------------------------------------------------------- paragraphs

    def paragraphs(self, most: int = 3) -> list[Node]:
        """Paragraphs, dashes and clauses; leads in company or not at all."""
        nodes: list[Node] = []
        led = self.draw(st.booleans())
        count = self.draw(st.integers(0, most))
        for _ in range(count):
            lead = self.draw(st.sampled_from(_OWN_LEADS)) if led and count > 1 else None
            nodes.append(self.paragraph(lead))
            nodes.extend(self.blanks())
        if self.draw(st.integers(0, 4)) == 0:
            dash = self.draw(st.sampled_from(("——", "--", "—", "•", "●")))
            style = MarkerStyle.DASH if dash[0] in "—-" else MarkerStyle.BULLET
            for _ in range(self.draw(st.integers(1, 3))):
                words = self.line(dash + self.draw(bodies))
                marker = Marker(dash, style, NumeralScript.NONE, None)
                nodes.append(ListItem(words, marker))
            nodes.extend(self.blanks())
        return nodes

    def paragraph(self, lead: str | None = None) -> Paragraph:
        """One paragraph, with a clause at its end or not."""
        words = ("" if lead is None else lead + "。") + self.draw(bodies)
        if self.draw(st.integers(0, 4)) == 0:
            duty = self.draw(duties())
            self.duties.append(duty)
            words += duty.text
        return Paragraph(self.line(words), lead)

    # ---------------------------------------------------------------------- sections

    def section(self, depth: int, budget: list[int]) -> Section:
        """A section at a depth of the chosen levels, and what is below it."""
        level = self.levels[depth]
        number = self.counts.get(depth, 0) + 1
        self.counts[depth] = number
        nodes = [*self.heading(level, number), *self.blanks(), *self.paragraphs()]
        box: tuple[Node, ...] = ()
        if self.draw(st.integers(0, 4)) == 0:
            box = (self.box(), *self.blanks())
        below: list[Node] = []
        if depth + 1 < len(self.levels) and budget[0] > 0:
            deeper = self.draw(st.integers(depth + 1, len(self.levels) - 1))
            below = self.sections(deeper, budget)
        # Whose a number 1 right behind a box is, the text alone cannot tell.
        if below and isinstance(below[0], Section) and below[0].marker.ordinal == 1:
            box = ()
        return Section((*nodes, *box, *below))

    def sections(self, depth: int, budget: list[int], least: int = 0) -> list[Node]:
        """Sections of one parent."""
        for deeper in range(depth, len(self.levels)):
            if not self.levels[deeper].runs_on:
                self.counts[deeper] = 0
        nodes: list[Node] = []
        most = self.levels[depth].form.most
        for _ in range(self.draw(st.integers(least, 4))):
            if budget[0] <= 0 or self.counts.get(depth, 0) >= most:
                break
            budget[0] -= 1
            nodes.append(self.section(depth, budget))
            for deeper in range(depth + 1, len(self.levels)):
                if not self.levels[deeper].runs_on:
                    self.counts[deeper] = 0
        return nodes

    def heading(self, level: Level, number: int) -> list[Node]:
        """The heading of a section, and its body if that runs in."""
        marker = level.form.marker(number)
        opening = self.indent() + marker.text
        if level.place <= _ARTICLE or marker.style is MarkerStyle.CIRCLED:
            opening += self.draw(_GAPS) or " "
        else:
            opening += self.draw(_GAPS) if self.indented else ""
        if level.heads == "body":
            words = _RULE + self.draw(bodies)
            return [Heading(opening, marker), Paragraph(words + self.trail())]
        if level.heads == "run-in":
            title = self.draw(titles)
            body = self.draw(_GAPS) if self.indented else ""
            heading = Heading(opening + title + "。" + body, marker, title)
            return [heading, Paragraph(self.draw(bodies) + self.trail())]
        title = self.draw(titles if level.heads == "stop" else titles | long_titles)
        stop = "。" if level.heads == "stop" else ""
        return [Heading(opening + title + stop + self.trail(), marker, title)]

    # ------------------------------------------------------------------------- boxes

    def box(self) -> Box:
        """A box that a heading of the document will end."""
        self.boxes += 1
        number = to_han(self.boxes) if self.label != "专栏" else str(self.boxes)
        label, title = self.label + number, self.draw(titles)
        gap = self.draw(st.sampled_from(("：", ":", " ", "\u3000")))
        heading = BoxHeading(
            self.line(label + gap + title), label, self.boxes, title
        )
        nodes: list[Node] = [heading]
        for _ in range(self.draw(st.integers(0, 3))):
            nodes.append(Paragraph(self.line(self.draw(bodies))))
        if self.box_level is not None and self.draw(st.booleans()):
            for item in range(1, self.draw(st.integers(1, 4)) + 1):
                nodes.append(Section(tuple(self.heading(self.box_level, item))))
        return Box(tuple(nodes))

    # ------------------------------------------------------------------------- parts

    def numbered(self) -> list[Node]:
        """The sections of a part, counted from 1."""
        self.counts = {}
        return self.sections(0, [self.draw(st.integers(1, 25))], 1)

    def level(self, place: int, depth: int) -> Level:
        """How one level is written."""
        form = self.draw(st.sampled_from(LEVELS[place]))
        heads = ["alone"]
        # What ends a sentence under an article is a sentence of it, not a title.
        if place > _ARTICLE and _ARTICLE not in self.near:
            heads += ["stop", "run-in"]
        if place >= _ARTICLE:
            heads.append("body")
        runs_on = depth > 0 and self.draw(st.booleans())
        return Level(place, form, runs_on, self.draw(st.sampled_from(heads)))

    def notice(self, name: str) -> Notice:
        """The notice that issues a plan."""
        town, title = "某市人民政府办公室", f"关于印发{name}的通知"
        lines = self.draw(st.sampled_from(((town + title,), (town, title))))
        nodes: list[Node] = []
        for line in lines:
            nodes += [Title(self.line(line)), *self.blanks()]
        self.said |= {"notice_title": town + title, "issuers": (town,)}
        if self.draw(st.booleans()):
            number = f"某政办发〔2021〕{self.draw(st.integers(1, 999))}号"
            nodes += [DocumentNumber(self.line(number)), *self.blanks()]
            self.said["doc_number"] = number
        if self.draw(st.booleans()):
            everyone = "各区县人民政府，市政府各部门"
            nodes.append(Addressees(self.line(everyone + "：")))
            self.said["addressees"] = everyone
        words = f"现将《{name}》印发给你们，请认真组织实施。"
        nodes += [Paragraph(self.line(words)), *self.blanks()]
        nodes += [Signature(self.line(town)), self.date(), *self.blanks()]
        if self.draw(st.booleans()):
            nodes += [Publicity(self.line("（此件公开发布）")), *self.blanks()]
            self.said["publicity"] = "此件公开发布"
        return Notice(tuple(nodes))

    def date(self) -> IssueDate:
        """The date of issue."""
        day = self.said["date"] = self.draw(dates)
        return IssueDate(self.line(self.draw(st.sampled_from(_DATE_FORMS))(day)))

    def attachment(self, number: int) -> Attachment:
        """A document attached, with numbers of its own."""
        label, title = f"附件{number}", "某市重点任务分工方案"
        self.said["attachments"] = (*self.said.get("attachments", ()), title)
        opening = [AttachmentLine(self.line(label), label), *self.blanks()]
        opening += [Title(self.line(title)), *self.blanks()]
        return Attachment((*opening, *self.numbered()))

    def document(self) -> Made:
        """A whole document: a plan alone, titled, behind its notice, with annexes."""
        name = "某市知识产权发展规划"
        nodes: list[Node] = []
        frame = self.draw(st.sampled_from(("bare", "bare", "titled", "issued")))
        if frame == "issued":
            nodes.append(self.notice(name))
        if frame != "bare":
            self.said["title"] = name
            nodes += [Title(self.line(name)), *self.blanks()]
            nodes += self.paragraphs(2)
        nodes += self.numbered()
        if frame == "titled" and self.draw(st.booleans()):
            self.said["issuers"] = ("某市人民政府",)
            nodes += [Signature(self.line("某市人民政府")), self.date()]
        for number in range(self.draw(st.sampled_from((0, 0, 0, 1, 2)))):
            nodes.append(self.attachment(number + 1))
        tree = _with_open_end(Document(tuple(nodes)))
        text = unparse(tree)
        return Made(text, self.end, tree, Metadata(**self.said), tuple(self.duties))


class _OpenEnd(NodeTransformer):
    """Says of one box that nothing marks its end."""

    def __init__(self, box: Node) -> None:
        self.box = box

    def visit_Box(self, box: Box) -> Box:
        return evolve(box, end_certain=False) if box is self.box else box


def _with_open_end(tree: Document) -> Document:
    """Open the end of a box that no heading and no attachment follows."""
    last: Node = tree
    rest: list[Node] = [tree]
    while rest:
        node = rest.pop()
        if isinstance(node, Section | Attachment | Box):
            last = node
        if not isinstance(node, Box):
            rest.extend(reversed(node.children))
    return _OpenEnd(last).visit(tree)


_OWN_LEADS: Sequence[str] = ("坚持依法保护", "健全工作机制", "推进融合发展", "突出工业主体地位")


@st.composite
def documents(draw: st.DrawFn) -> Made:
    """A document made by hand, as the parser is to make it."""
    return _Writer(draw).document()


@st.composite
def decimal_documents(draw: st.DrawFn) -> Made:
    """A document numbered 1, 1.1, 1.1.1, as emergency plans and standards are."""
    writer = _Writer(draw)
    writer.said["title"] = "某市突发事件应急预案"
    top = draw(st.sampled_from(("space", "dot", "chapter")))
    deepest = draw(st.integers(2, 4))
    tail = draw(st.sampled_from(("", "", ".", "．")))

    def mark(path: tuple[int, ...]) -> Marker:
        """The marker of a path: 2, 2.1, 2.1.3."""
        if len(path) > 1:
            words = ".".join(map(str, path)) + tail
            return Marker(words, _S.DECIMAL, _ARABIC, path[-1], path)
        number = path[0]
        if top == "space":
            return Marker(str(number), _S.SPACE, _ARABIC, number)
        if top == "dot":
            return Marker(f"{number}.", _S.DOT, _ARABIC, number)
        return Marker(f"第{to_han(number)}章", _S.CHAPTER, _HAN, number)

    def section(path: tuple[int, ...]) -> Section:
        """A section and those below it; 1 always has a 1.1."""
        marker, title = mark(path), draw(titles)
        gap = draw(st.sampled_from((" ", "\u3000"))) if len(path) == 1 else draw(_GAPS)
        heading = Heading(
            writer.indent() + marker.text + gap + title + writer.trail(), marker, title
        )
        nodes: list[Node] = [heading, *writer.blanks(), *writer.paragraphs(2)]
        if len(path) < deepest:
            least = 1 if path == (1,) else 0
            for number in range(1, draw(st.integers(least, 3)) + 1):
                nodes.append(section((*path, number)))
        return Section(tuple(nodes))

    nodes: list[Node] = [Title(writer.line(writer.said["title"])), *writer.blanks()]
    nodes += [section((number,)) for number in range(1, draw(st.integers(1, 4)) + 1)]
    tree = Document(tuple(nodes))
    metadata = Metadata(**writer.said)
    return Made(unparse(tree), writer.end, tree, metadata, tuple(writer.duties))
