"""Hostile inputs, as data: what a parser of plans must survive, in time.

In: nothing. Out: `BUILDERS`, texts that grow. `build(n)` gives a text of about `n`
characters, in proportion to `n`, so that twice the `n` must take about twice the
time. The unit tests run the laws over them with a small `n`, the benchmark measures
their growth with a large one. Short texts of fixed form are in `oddities.py`.

A crash or a hang found later becomes a row, with an id that says what it is.
"""

from collections.abc import Callable, Iterator

from attrs import frozen

Build = Callable[[int], str]
"""Gives a text of about that many characters."""

SMALL = 600
"""A size at which every law can be checked on every builder in moments."""


@frozen
class Hostile:
    """A text that grows."""

    id: str
    """A short name, unique in the table."""

    build: Build
    """Gives the text."""

    note: str
    """What it attacks."""


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

COMBINING = "\u0301"
"""An acute accent that joins the character before it."""


# -------------------------------------------------------------------------- the table

# Each group: what it attacks, and (id, build) pairs.
_GROUPS: tuple[tuple[str, tuple[tuple[str, Build], ...]], ...] = (
    (
        "size: one line, or nothing but line breaks",
        (
            ("prose-lines", repeat(PROSE + "\n")),
            ("prose-one-line", repeat(PROSE)),
            ("one-character", repeat("知")),
            ("line-feeds", repeat("\n")),
            ("carriage-returns", repeat("\r")),
            ("crlf", repeat("\r\n")),
            ("lfcr", repeat("\n\r")),
            ("spaced-blank-lines", repeat(" \n")),
            ("ideographic-blank-lines", repeat("\u3000\n")),
            ("blank-lines-then-text", repeat("\n", tail="x")),
            ("spaces-then-text", repeat(" ", tail="x")),
            ("text-then-spaces", repeat("\u3000", head="总则")),
            ("tabs", repeat("\t")),
            ("one-character-lines", repeat("知\n")),
        ),
    ),
    (
        "levels: depth, order and length of the series",
        (
            ("same-heading", repeat("一、\n")),
            ("same-heading-titled", repeat("一、总则\n")),
            ("han-comma-series", count("{h}、总则\n")),
            ("one-heading-many-items", repeat("(一)\n", head="一、\n")),
            ("paren-series", count("（{h}）总则\n")),
            ("dot-series", count("{n}．总则。内容\n", last=10**9)),
            ("circled-series", count("{c}总则\n", last=20)),
            ("article-series", count("第{h}条　为了加强管理，制定本办法。\n")),
            ("decimal-series", count("{n}.{n}.{n}　总则\n", last=99)),
            ("falling-series", count("{h}、总则\n", first=999, last=1)),
            ("mixed-numerals", count("({h})总则\n({n})总则\n")),
            ("levels-deepening", repeat(DEEPENING)),
            ("levels-rising", repeat(RISING)),
            ("zigzag", repeat("一、总则\n①总则\n")),
            (
                "continuous-numbering",
                count("{h}、总则\n（{h}）总则\n{n}．总则\n", last=300),
            ),
            ("ordinal-is-lines", count("{h}是完善制度。\n", last=9)),
            ("lead-sentences", repeat("坚持依法保护。理顺体制机制，强化监管。\n")),
            ("long-heading", repeat("知识产权，", head="一、")),
            ("dashes", repeat("——坚持改革创新。\n")),
            ("markers-only", repeat("一、\n（一）\n1．\n（1）\n")),
            ("gaps", count("{h}、总则\n\n\n正文。\n", first=2, last=998)),
        ),
    ),
    (
        "boxes, attachments, tables: what opens without closing",
        (
            ("boxes", count("专栏{n}　重点工程\n", last=10**9)),
            (
                "boxes-with-items",
                count("专栏{n}　工程\n（一）甲。\n（二）乙。\n正文。\n"),
            ),
            ("named-boxes", repeat("重点工程\n")),
            ("numbered-projects", count("重点工程之{h}：培育工程\n正文。\n")),
            ("attachments", repeat("附件\n")),
            ("numbered-attachments", count("附件{n}\n某计划\n一、总则\n（一）甲\n")),
            ("attachment-list", count("附件：{n}．某计划\n")),
            ("captions", count("表{n} 主要指标\n", last=10**9)),
            ("tab-table", repeat("序号\t项目\t单位\t2025年\n")),
            ("pipe-table", repeat("| 序号 | 项目 |\n|---|---|\n")),
            ("contents", count("{h}、总则……………………{n}\n")),
        ),
    ),
    (
        "heads and tails: many documents, or the same one again",
        (
            ("whole-plans", repeat(PLAN)),
            ("titles", repeat("某市人民政府关于印发某市规划的通知\n")),
            ("document-numbers", repeat("某政办发〔2021〕10号\n")),
            ("addressees", repeat("各区县人民政府，市政府各部门：\n")),
            ("signatures", repeat("某市人民政府办公室\n2021年12月10日\n")),
            ("publicity", repeat("（此件公开发布）\n")),
            ("furniture", repeat("首页 > 政策 > 正文\n")),
            ("page-numbers", count("— {n} —\n正文接上页\n", last=10**9)),
        ),
    ),
    (
        "scripts and widths",
        (
            ("traditional-plans", repeat(PLAN_TRADITIONAL)),
            ("alternating-scripts", repeat(PLAN + PLAN_TRADITIONAL)),
            ("alternating-words", repeat("知识产权智慧財產權保护與運用，")),
            ("alternating-widths", repeat("（一）甲，乙。\n(二)丙,丁.\n")),
        ),
    ),
    (
        "clauses of responsibility",
        (
            ("clauses", repeat(CLAUSES)),
            ("own-line-labels", repeat(OWN_LINES)),
            ("label-runs", repeat("责任单位：市财政局 配合单位：市商务局 ")),
            ("long-clause", repeat("省财政厅、", "健全机制。（", "省商务厅负责）")),
            ("long-clause-unread", repeat("省财政厅、", "健全机制。（", "等）")),
            ("long-label", repeat("省财政厅、", "责任单位：")),
            (
                "clause-of-groups",
                repeat("甲厅牵头，乙厅配合；", "机制。（", "丙厅负责）"),
            ),
            (
                "document-rules",
                repeat("机制。（甲厅、乙厅负责。列第一位者为牵头单位，下同）\n"),
            ),
            ("prose-clauses", repeat("由市商务局会同市财政局负责解释，")),
            ("unclosed-clauses", repeat("健全机制。（市财政局负责\n")),
            ("unopened-clauses", repeat("健全机制。市财政局负责）\n")),
            ("nested-clauses", nest("（甲厅、", "负责）", "乙厅")),
            ("empty-clauses", repeat("（负责）")),
            (
                "ordinal-is-inline",
                repeat("一是完善制度；二是健全机制；三是", tail="。"),
            ),
            ("deadlines", repeat("2025年12月底前完成；")),
        ),
    ),
    (
        "backtracking bait: one sign, again and again",
        (
            ("open-half", repeat("(")),
            ("close-half", repeat(")")),
            ("open-full", repeat("（")),
            ("close-full", repeat("）")),
            ("pairs", repeat("()")),
            ("nested-half", nest("(", ")")),
            ("nested-full", nest("（", "）", "甲厅负责")),
            ("nested-mixed", nest("（〔【[(", ")]】〕）", "甲厅负责")),
            ("crossed-brackets", repeat("（〔）〕【(】)")),
            ("open-after-stop", repeat("。（")),
            ("open-label", repeat("（责任单位：")),
            ("open-list", repeat("甲、", head="(")),
            ("title-marks-open", repeat("《")),
            ("title-marks-nested", nest("《〈", "〉》")),
            ("quotes-open", repeat("“")),
            ("quotes-close", repeat("”")),
            ("suffix", repeat("部", head="机制。（", tail="）")),
            ("suffixes", repeat("部委局厅", head="机制。（", tail="）")),
            ("list-without-verb", repeat("甲、")),
            ("commas", repeat("、", head="机制。（", tail="负责）")),
            ("and-others", repeat("等", head="机制。（", tail="负责）")),
            ("verbs", repeat("牵头负责配合", head="机制。（", tail="）")),
            ("conjunctions", repeat("和与及", head="机制。（", tail="负责）")),
            ("by-whom", repeat("由")),
            ("same-below", repeat("下同，", head="机制。（", tail="）")),
            ("full-stops", repeat("。")),
            ("semicolons", repeat("；")),
            ("colons", repeat("：")),
            ("dash-run", repeat("—")),
            ("dots", repeat("…")),
            ("angle-brackets", repeat("<p>")),
            ("crumbs", repeat("首页 > ")),
            ("addresses", repeat("http://")),
            ("wiki-marks", repeat("[/s2/]")),
            ("hashes", repeat("# ")),
            ("pipes", repeat("|")),
        ),
    ),
    (
        "numbers without end, marks without line breaks",
        (
            ("han-numeral", repeat("一")),
            ("han-numeral-tens", repeat("十", tail="、总则")),
            ("han-numeral-units", repeat("一百", head="第", tail="条")),
            ("figures", repeat("9", tail=".")),
            ("figures-in-paren", repeat("9", head="（", tail="）")),
            ("decimal-without-end", repeat("1.")),
            ("spaced-mark", repeat(" ", head="一", tail="、总则")),
            ("ordinal-sign", repeat("第")),
            ("ordinal-heads", repeat("第一章第一节第一条")),
            ("commas-inline", count("{h}、总则")),
            ("parens-inline", repeat("（一）")),
            ("dots-inline", count("{n}．总则。", last=10**9)),
            ("circled-inline", repeat("①")),
            ("ordinal-is-run", repeat("一是")),
            ("mark-after-stop", count("。（{h}）", last=99)),
            ("mark-after-semicolon", count("；{h}、", last=99)),
            ("mark-after-spaces", count("\u3000\u3000{h}、总则", last=99)),
            ("years", repeat("2025年")),
            ("year-lines", count("20{n:02}年工作总结\n", last=99)),
            ("percentage-lines", count("{n}.5%的企业\n", last=99)),
        ),
    ),
    (
        "line breaks lost: whole documents in one line",
        (
            ("run-on-space", join(" ")),
            ("run-on-two-ideographic", join("\u3000\u3000")),
            ("run-on-nothing", join("")),
            ("run-on-traditional", repeat(PLAN_TRADITIONAL.replace("\n", " "))),
            ("run-on-series", count("{h}、总则　正文如下，甲乙丙丁。")),
            ("run-on-two-series", count("{h}、总则（{h}）目标。正文。", last=300)),
        ),
    ),
    (
        "hard line breaks inside sentences",
        (
            ("wrapped-26", wrap(26, "\n")),
            ("wrapped-35-crlf", wrap(35, "\r\n")),
            ("wrapped-2", wrap(2, "\n")),
            ("wrapped-spaced", wrap(26, "\n\n")),
        ),
    ),
    (
        "characters",
        (
            ("nul", repeat("\0")),
            ("nul-in-traditional", repeat("負責\0")),
            ("byte-order-marks", repeat("\ufeff")),
            ("lone-surrogates", repeat("\ud800")),
            ("surrogates-in-traditional", repeat("負責\udfff")),
            ("line-separators", repeat("\u2028一、总则")),
            ("next-lines", repeat("一、总则\u0085")),
            ("combining-marks", repeat(COMBINING, head="一")),
            ("joiners", repeat("\u200d")),
            ("zero-width-in-mark", repeat("一\u200b、总则\n")),
            ("bidi", repeat("\u202e一、总则\n")),
            ("variation-selectors", repeat("一\ufe00、总则\n")),
            ("extension-b", repeat("\U00020000")),
            ("emoji", repeat("👩‍👩‍👧‍👦")),
            ("private-use", repeat("\ue000")),
            ("controls", repeat("\x0b\x0c\x1c\x1d\x1e")),
        ),
    ),
)

BUILDERS: tuple[Hostile, ...] = tuple(
    Hostile(name, build, note) for note, rows in _GROUPS for name, build in rows
)
"""The texts that grow."""


def one_line() -> Iterator[Hostile]:
    """Yield the builders of documents in one line, to be tried at 1 M characters."""
    yield from (row for row in BUILDERS if row.id.startswith(("run-on", "prose-one")))
