"""Whole documents made by hand: a tree, its text, and what stands in it.

`Writer` makes every choice a document has (line end, levels, headings, boxes, clauses,
frame) and builds the tree that the parser is to build. Each section, box and attachment
is a part with choices of its own (`byte_choices.py`).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from attrs import evolve, frozen

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
from cnpolicy.lexical.numerals import to_han
from support.byte_choices import Choices
from support.known_tables import table
from support.official_forms import (
    ARTICLE,
    CHAPTER,
    GAPS,
    HAN_PAREN,
    INDENTS,
    KINDRED,
    LEADS,
    LEVELS,
    PLACES,
    RULE,
    TITLES,
    TRAILS,
    Duty,
    Form,
    body,
    duty,
    long_title,
)

_FIRST, _LAST = datetime.date(1949, 10, 1), datetime.date(2099, 12, 31)
"""Days on which a document can be issued."""

_DAYS = (_LAST - _FIRST).days + 1

_DATE_FORMS: tuple[Callable[[datetime.date], str], ...] = (
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日",
    lambda day: f"{_digits(day.year)}年{to_han(day.month)}月{to_han(day.day)}日",
)


@frozen(repr=False)
class Made:
    """A document made by hand: what the parser is to make of its text."""

    text: str
    end: str
    """The line end it uses throughout."""
    tree: Document
    metadata: Metadata
    duties: tuple[Duty, ...]
    mixed: bool
    """Whether a level is written in more than one form."""

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


class _OpenEnd(NodeTransformer):
    """Says of one box that nothing marks its end."""

    def __init__(self, box: Node) -> None:
        self.box = box

    def visit_Box(self, box: Box) -> Box:  # noqa: N802
        """Open the end of the one box."""
        return evolve(box, end_certain=False) if box is self.box else box


def with_open_end(tree: Document) -> Document:
    """Open the end of a box that no heading and no attachment follows."""
    last: Node = tree
    rest: list[Node] = [tree]
    while rest:
        node = rest.pop()
        if isinstance(node, Section | Attachment | Box):
            last = node
        if not isinstance(node, Box):
            rest.extend(reversed(node.children))
    opened = _OpenEnd(last).visit(tree)
    assert isinstance(opened, Document)
    return opened


def _digits(year: int) -> str:
    """A year in Han digits: 二〇二五."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))


SIZES = (1, 2, 3, 4, 6, 8, 12, 25)
"""How many sections a part has at the most: mostly few, so that examples are many."""


@frozen
class Level:
    """How a document writes one of its levels."""

    place: int
    """Its place in `LEVELS`."""
    form: Form
    """The form of the first heading below each parent, and mostly of all."""
    others: tuple[Form, ...]
    """Forms that stand among its headings, as slips of writers and converters."""
    runs_on: bool
    """Whether it counts on across its parents, or starts afresh under each."""
    heads: str
    """`alone`, `stop`, `run-in` or `body`: how its headings stand."""


class Writer:
    """Writes one document: its line end, its levels, its running numbers."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.pick, self.coin = choices.pick, choices.coin
        self.one_in, self.below = choices.one_in, choices.below
        self.end = self.pick(("\n", "\n", "\r\n", "\r"))
        self.spaced = self.coin()
        self.indented = self.coin()
        places = sorted(choices.some(PLACES, 1, 4))
        # One of （1） and （一） may stand in the series of the other.
        self.near = {near for place in places for near in KINDRED.get(place, (place,))}
        self.mixed = self.one_in(4)
        self.places = places
        self.levels = [self.level(place, at) for at, place in enumerate(places)]
        free = [place for place in PLACES[HAN_PAREN:] if place not in self.near]
        self.box_level = self.level(self.pick(free), 1) if free else None
        self.counts: dict[int, int] = {}
        self.rounds: dict[int, int] = {}
        self.written: dict[tuple[MarkerStyle, NumeralScript], tuple[int, int]] = {}
        self.duties: list[Duty] = []
        self.said: dict[str, Any] = {}
        self.boxes = 0
        self.label = self.pick(("专栏", "重点工程", "重点工程之"))

    def level(self, place: int, depth: int) -> Level:
        """How one level is written."""
        form = self.pick(LEVELS[place])
        others = self.pick(self.others(place, form))
        heads = ["alone"]
        # What ends a sentence under an article is a sentence of it, not a title.
        if place > ARTICLE and ARTICLE not in self.near:
            heads += ["stop", "run-in"]
        if place >= ARTICLE:
            heads.append("body")
        runs_on = depth > 0 and self.coin()
        return Level(place, form, others, runs_on, self.pick(heads))

    def others(self, place: int, form: Form) -> list[tuple[Form, ...]]:
        """What may stand among the headings of a form: other signs, other numerals."""
        if not self.mixed:
            return [()]
        kindred = [
            other
            for near in KINDRED.get(place, ())
            if near not in self.places
            for other in LEVELS[near]
            if other.style is form.style
        ]
        return [LEVELS[place], (*kindred, form)]

    # -------------------------------------------------------------------- small parts

    def indent(self) -> str:
        """Space before a line."""
        return self.pick(INDENTS) if self.indented else ""

    def trail(self) -> str:
        """Space behind a line, and its end."""
        return (self.pick(TRAILS) if self.indented else "") + self.end

    def line(self, words: str) -> str:
        """Words as a line of their own."""
        return self.indent() + words + self.trail()

    def blanks(self) -> tuple[Node, ...]:
        """No blank line, or a run of them."""
        if not self.spaced or not self.coin():
            return ()
        lines = [self.pick(("", " ", "\u3000")) for _ in range(self.below(3))]
        return (Blank("".join(line + self.end for line in ["", *lines])),)

    # -------------------------------------------------------------------- paragraphs

    def paragraphs(self, most: int = 2) -> list[Node]:
        """Paragraphs, dashes and clauses; leads in company or not at all."""
        nodes: list[Node] = []
        led = self.coin()
        count = self.below(most + 1)
        for _ in range(count):
            lead = self.pick(LEADS) if led and count > 1 else None
            nodes += [self.paragraph(lead), *self.blanks()]
        if self.one_in(5):
            sign = self.pick(("——", "--", "—", "•", "●"))
            style = MarkerStyle.DASH if sign[0] in "—-" else MarkerStyle.BULLET
            for _ in range(self.below(3) + 1):
                words = self.line(sign + body(self.choices))
                marker = Marker(sign, style, NumeralScript.NONE, None)
                nodes.append(ListItem(words, marker))
            nodes += self.blanks()
        return nodes

    def paragraph(self, lead: str | None = None) -> Paragraph:
        """One paragraph, with a clause at its end or not."""
        words = ("" if lead is None else lead + "。") + body(self.choices)
        if self.one_in(4):
            clause = duty(self.choices)
            self.duties.append(clause)
            words += clause.text
        return Paragraph(self.line(words), lead)

    # ---------------------------------------------------------------------- sections

    def numbered(self) -> list[Node]:
        """The sections of a part, counted from 1."""
        self.counts, self.written = {}, {}
        return self.sections(0, [self.pick(SIZES)])

    def sections(self, depth: int, budget: list[int]) -> list[Node]:
        """Sections of one parent, as far as the form can count."""
        self.start_afresh(depth)
        nodes: list[Node] = []
        most = self.levels[depth].form.most
        more = True
        while more and budget[0] > 0 and self.counts.get(depth, 0) < most:
            budget[0] -= 1
            self.choices.begin()
            more = self.below(3) > 0
            nodes.append(self.section(depth, budget, not nodes))
            self.start_afresh(depth + 1)
        return nodes

    def start_afresh(self, depth: int) -> None:
        """Let the levels from this depth down count from 1, unless they run on."""
        for deeper in range(depth, len(self.levels)):
            if not self.levels[deeper].runs_on:
                self.counts[deeper] = 0
                self.rounds[deeper] = self.rounds.get(deeper, 0) + 1

    def section(self, depth: int, budget: list[int], first: bool) -> Section:
        """A section at a depth of the chosen levels, and what is below it."""
        boxed = self.one_in(4)
        deeper = 0
        if depth + 1 < len(self.levels) and self.below(5) > 0:
            deeper = depth + 1 + self.below(len(self.levels) - depth - 1)
        level = self.levels[depth]
        number = self.counts.get(depth, 0) + 1
        self.counts[depth] = number
        form = level.form
        if not first and level.others:
            form = self.pick(level.others)
            if number > form.most or self.is_taken(form, number, depth):
                form = level.form
        self.written[form.style, form.script] = number, self.rounds.get(depth, 0)
        nodes = [*self.heading(level, form.marker(number))]
        nodes += [*self.blanks(), *self.paragraphs()]
        if self.one_in(6):
            nodes += [table(self.choices, self.end), *self.blanks()]
        box = (self.box(), *self.blanks()) if boxed else ()
        below = self.sections(deeper, budget) if deeper else []
        # Whose a number 1 right behind a box is, the text alone cannot tell.
        child = below[0] if below else None
        if isinstance(child, Section) and child.marker and child.marker.ordinal == 1:
            box = ()
        return Section((*nodes, *box, *below))

    def is_taken(self, form: Form, number: int, depth: int) -> bool:
        """Tell whether a number of a form could count on from another series.

        Of 1、二、 and later ㈠ 1、2、三、 the last could go on behind 二、 as well.
        """
        last, series = self.written.get((form.style, form.script), (0, 0))
        return last == number - 1 and series != self.rounds.get(depth, 0)

    def heading(self, level: Level, marker: Marker) -> list[Node]:
        """The heading of a section, and its body if that runs in."""
        opening = self.indent() + marker.text
        if level.place <= ARTICLE or marker.style is MarkerStyle.CIRCLED:
            opening += self.pick(GAPS) or " "
        elif self.indented:
            opening += self.pick(GAPS)
        if level.heads == "body":
            words = RULE + body(self.choices)
            return [Heading(opening, marker), Paragraph(words + self.trail())]
        if level.heads == "run-in":
            title = self.pick(TITLES)
            gap = self.pick(GAPS) if self.indented else ""
            heading = Heading(opening + title + "。" + gap, marker, title)
            return [heading, Paragraph(body(self.choices) + self.trail())]
        stop = "。" if level.heads == "stop" else ""
        # Where an article has words with a comma, they are its sentence.
        short = stop or marker.style is MarkerStyle.ARTICLE
        title = self.pick(TITLES) if short else long_title(self.choices)
        return [Heading(opening + title + stop + self.trail(), marker, title)]

    # ------------------------------------------------------------------------- boxes

    def box(self) -> Box:
        """A box that a heading of the document will end."""
        self.choices.begin()
        self.boxes += 1
        number = to_han(self.boxes) if self.label != "专栏" else str(self.boxes)
        label, title = self.label + number, self.pick(TITLES)
        gap = self.pick(("：", ":", " ", "\u3000"))
        words = self.line(label + gap + title)
        nodes: list[Node] = [BoxHeading(words, label, self.boxes, title)]
        for _ in range(self.below(4)):
            nodes.append(Paragraph(self.line(body(self.choices))))
        if self.box_level is not None and self.coin():
            for item in range(1, self.below(4) + 2):
                marker = self.box_level.form.marker(item)
                nodes.append(Section(tuple(self.heading(self.box_level, marker))))
        return Box(tuple(nodes))

    # ------------------------------------------------------------------------- parts

    def notice(self, name: str) -> Notice:
        """The notice that issues a plan."""
        town, title = "某市人民政府办公室", f"关于印发{name}的通知"
        lines = self.pick(((town + title,), (town, title)))
        nodes: list[Node] = []
        for line in lines:
            nodes += [Title(self.line(line)), *self.blanks()]
        self.said |= {"notice_title": town + title, "issuers": (town,)}
        if self.coin():
            number = f"某政办发〔2021〕{self.below(999) + 1}号"
            nodes += [DocumentNumber(self.line(number)), *self.blanks()]
            self.said["doc_number"] = number
        if self.coin():
            everyone = "各区县人民政府，市政府各部门"
            nodes.append(Addressees(self.line(everyone + "：")))
            self.said["addressees"] = everyone
        words = f"现将《{name}》印发给你们，请认真组织实施。"
        nodes += [Paragraph(self.line(words)), *self.blanks()]
        nodes += [Signature(self.line(town)), self.date(), *self.blanks()]
        if self.coin():
            nodes += [Publicity(self.line("（此件公开发布）")), *self.blanks()]
            self.said["publicity"] = "此件公开发布"
        return Notice(tuple(nodes))

    def date(self) -> IssueDate:
        """The date of issue."""
        day = self.said["date"] = _FIRST + datetime.timedelta(self.below(_DAYS))
        return IssueDate(self.line(self.pick(_DATE_FORMS)(day)))

    def attachment(self, number: int) -> Attachment:
        """A document attached, with numbers of its own."""
        self.choices.begin()
        label, title = f"附件{number}", "某市重点任务分工方案"
        self.said["attachments"] = (*self.said.get("attachments", ()), title)
        opening = [AttachmentLine(self.line(label), label), *self.blanks()]
        opening += [Title(self.line(title)), *self.blanks()]
        return Attachment((*opening, *self.numbered()))

    def document(self) -> Made:
        """A whole document: a plan alone, titled, behind its notice, with annexes."""
        name = "某市知识产权发展规划"
        nodes: list[Node] = []
        frame = self.pick(("bare", "bare", "titled", "issued"))
        signed = frame == "titled" and self.coin()
        annexes = self.pick((0, 0, 0, 0, 1, 2))
        self.choices.begin()
        if frame == "issued":
            nodes.append(self.notice(name))
        if frame != "bare":
            self.said["title"] = name
            nodes += [Title(self.line(name)), *self.blanks()]
            nodes += self.paragraphs()
        nodes += self.numbered()
        if signed:
            self.choices.begin()
            self.said["issuers"] = ("某市人民政府",)
            nodes += [Signature(self.line("某市人民政府")), self.date()]
        for number in range(annexes):
            nodes.append(self.attachment(number + 1))
        return self.made(tuple(nodes))

    def made(self, nodes: tuple[Node, ...]) -> Made:
        """The document of these nodes, with all that was said in it."""
        tree = with_open_end(Document(nodes))
        said = Metadata(**self.said)
        clauses = tuple(self.duties)
        return Made(unparse(tree), self.end, tree, said, clauses, self.mixed)

    # ---------------------------------------------------------------------- decimals

    def decimal_document(self) -> Made:
        """A document numbered 1, 1.1, 1.1.1, as emergency plans and standards are."""
        name = self.said["title"] = "某市突发事件应急预案"
        top = self.pick(("space", "dot", "chapter"))
        tail = self.pick(("", "", ".", "．"))
        deepest = self.below(3) + 2

        def mark(path: tuple[int, ...]) -> Marker:
            """The marker of a path: 2, 2.1, 2.1.3."""
            style, script, number = MarkerStyle.DECIMAL, NumeralScript.ARABIC, path[-1]
            if len(path) > 1:
                words = ".".join(map(str, path)) + tail
                return Marker(words, style, script, number, path)
            if top == "space":
                return Marker(str(number), MarkerStyle.SPACE, script, number)
            if top == "dot":
                return Marker(f"{number}.", MarkerStyle.DOT, script, number)
            return LEVELS[CHAPTER][0].marker(number)

        def section(path: tuple[int, ...]) -> Section:
            """A section and those below it; there always is a 1.1."""
            self.choices.begin()
            marker, title = mark(path), self.pick(TITLES)
            gap = self.pick(GAPS)
            if len(path) == 1:
                gap = self.pick((" ", "\u3000"))
            words = self.line(marker.text + gap + title)
            nodes: list[Node] = [Heading(words, marker, title), *self.blanks()]
            nodes += self.paragraphs()
            if len(path) < deepest:
                most = max(self.pick((0, 0, 1, 2, 3)), path == (1,))
                nodes += [section((*path, number + 1)) for number in range(most)]
            return Section(tuple(nodes))

        nodes: list[Node] = [Title(self.line(name)), *self.blanks()]
        most = self.below(4) + 1
        nodes += [section((number + 1,)) for number in range(most)]
        return self.made(tuple(nodes))
