"""How hostile texts are built, and of what.

In: nothing. Out: functions that give a `Build`, and the texts they repeat. A `Build`
gives a text of about `n` characters, in proportion to `n`. The tables are in
`hostile_texts.py`.
"""

from collections.abc import Callable

Build = Callable[[int], str]
"""Gives a text of about that many characters."""


# --------------------------------------------------------------------------- builders


def repeat(unit: str, head: str = "", tail: str = "") -> Build:
    """Build `head`, as many `unit`s as fit, `tail`."""
    return lambda n: head + unit * max(1, n // len(unit)) + tail


def count(form: str, first: int = 1, last: int = 999) -> Build:
    """Build `form` with a number that runs from `first` to `last`, up or down, again.

    `{n}` is the number in Arabic figures, `{h}` in Han numerals, `{c}` circled (to 20).
    """
    step = 1 if first <= last else -1

    def build(n: int) -> str:
        pieces: list[str] = []
        length, number = 0, first
        while length < n:
            pieces.append(_numbered(form, number))
            length += len(pieces[-1])
            number = first if number == last else number + step
        return "".join(pieces)

    return build


def _numbered(form: str, number: int) -> str:
    """Write a number into `form`."""
    circled = chr(0x2460 + (number - 1) % 20)
    return form.format(n=number, h=han(number % 1000), c=circled)


def nest(opening: str, closing: str, inside: str = "") -> Build:
    """Build `opening` to half the length, `inside`, and as many `closing`."""
    width = len(opening) + len(closing)
    return lambda n: (
        opening * max(1, n // width) + inside + closing * max(1, n // width)
    )


def join(joint: str) -> Build:
    """Build plans whose line breaks became `joint`."""
    return repeat(PLAN.strip("\n").replace("\n", joint) + joint)


def wrap(width: int, ending: str) -> Build:
    """Build plans broken after `width` characters, with a page number at times."""
    rows: list[str] = []
    for line in PLAN.split("\n"):
        rows += [line[at : at + width] for at in range(0, len(line), width)]
    rows.append("— 3 —")
    return repeat(ending.join(rows) + ending)


def han(number: int) -> str:
    """Write a number below 1000 in Han numerals: 十六, 一百零三."""
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = digits[hundreds] + "百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (digits[ones] if ones else "")


# ------------------------------------------------------------------------- ingredients

PROSE = "完善知识产权保护体系，提升创造质量，到2025年每万人口发明专利拥有量达到12件。"

PLAN = """\
某市人民政府办公室关于印发某市知识产权发展规划的通知
某政办发〔2021〕10号
各区县人民政府，市政府各部门：
现将《某市知识产权发展规划》印发给你们，请认真组织实施。
一、总体要求
（一）指导思想。坚持新发展理念，推动高质量发展。
（二）基本原则。坚持依法保护。坚持改革创新。
二、主要任务
（三）加强保护。健全执法机制。（市市场监管局牵头，市公安局、市法院等按职责分工负责）
1．严格执法。加大打击力度，到2025年结案率超过95%。（责任单位：市市场监管局）
（1）行政执法。开展专项行动。
专栏1　保护能力提升工程
实施快速维权工程。建设维权中心2个。
三、保障措施
（四）加强领导。各部门要密切配合，由市发展改革委会同有关部门组织落实。
某市人民政府办公室
2021年12月10日
（此件公开发布）
"""

PLAN_TRADITIONAL = """\
某市人民政府辦公廳關於印發某市智慧財產權發展規劃的通知
各區縣人民政府，市政府各部門：
一、總體要求
（一）指導思想。堅持新發展理念，推動高質量發展。
二、主要任務
（二）加強保護。健全執法機制。（市市場監管局牽頭，市公安局、市法院等按職責分工負責）
1．嚴格執法。加大打擊力度。（責任單位：市市場監管局）
專欄1　保護能力提升工程
實施快速維權工程。
三、保障措施
（三）加強領導。各部門要密切配合。
2021年12月10日
"""

LEVELS = (
    "第一编",
    "第一章",
    "第一节",
    "第一条　",
    "一、",
    "（一）",
    "1．",
    "（1）",
    "①",
)
"""The mark of each level, from the top down."""

DEEPENING = "".join(f"{mark}总则\n" for mark in LEVELS)
RISING = "".join(f"{mark}总则\n" for mark in reversed(LEVELS))

OWN_LINES = (
    "牵头部门：省审改办、省司法厅\n参与部门：省级有关部门\n完成时限：2019年6月底前\n"
)

# Every way a clause can be bracketed, in one unit.
CLAUSES = (
    "健全机制。（市市场监管局牵头，市公安局、市法院等按职责分工负责）\n"
    "健全机制。(责任单位:市市场监管局)\n"
    "健全机制。［牵头单位：市财政局；配合单位：各县（市、区）人民政府］\n"
    "健全机制。〔市乡村振兴局具体负责，2019年6月底前完成〕\n"
    "健全机制。【市财政局、市商务局，各市、州、县人民政府】\n"
)

# What the check mends, and what it must leave.
SLIPS = "1、健全，，机制(试行)，《完善“制度》，某政发[2020]5号。\n一.总则\n"

COMBINING = "\u0301"
"""An acute accent that joins the character before it."""
