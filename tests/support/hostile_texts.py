"""Hostile inputs, as data: what a parser of plans must survive, in time.

In: nothing. Out: `BUILDERS`, texts that grow. `build(n)` gives a text of about `n`
characters, in proportion to `n`, so that twice the `n` must take about twice the
time. The unit tests run the laws over them with a small `n`, the benchmark measures
their growth with a large one. Short texts of fixed form are in `odd_texts.py`.

A crash or a hang found later becomes a row, with an id that says what it is; that of
a reader of clauses a row of `data/hostile_clauses.txt`.
"""

from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from support.hostile_builders import (
    CLAUSES,
    COMBINING,
    DEEPENING,
    OWN_LINES,
    PLAN,
    PLAN_TRADITIONAL,
    PROSE,
    RISING,
    SLIPS,
    Build,
    count,
    join,
    nest,
    repeat,
    wrap,
)

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


# -------------------------------------------------------------------------- the table


def _clause_rows() -> Iterator[tuple[str, Build]]:
    """Yield the rows of `data/hostile_clauses.txt`."""
    path = Path(__file__).parents[1] / "data" / "hostile_clauses.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, before, unit, after = line.replace("⏎", "\n").split("|")
            yield name, repeat(unit, before, after)


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
            ("drawn-lines", repeat("|---|---|\n")),
            ("numbers-alone", repeat("1\n\n")),
            ("loose-rows", count("甲\n乙\n{n}\n", last=10**9)),
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
            ("contents-words", repeat("目录\n")),
            ("titled-contents", repeat("某市应急预案目录\n")),
            (
                "contents-again",
                repeat("一、甲则\n二、乙则\n三、丙则\n四、丁则\n五、戊\n"),
            ),
            ("registers", repeat("发文字号：\n成文日期：\n")),
            ("register-gaps", repeat(" ", "发文字号")),
            ("decrees", repeat("某市人民政府令\n第1号\n")),
            ("attachment-lists", repeat("附件：\n1.甲\n2.乙\n3.丙\n")),
            ("dated-titles", repeat("2021年12月10日\n某市规划\n")),
            ("dated-lines", repeat("现印发给你们。\n2021年12月10日\n某市\n")),
            ("dated-names", repeat("《某市知识产权规划》2021年12月10日")),
            ("title-lines", repeat("某市国民经济和社会发展\n第十四个五年规划\n")),
            ("title-lines-open", repeat("关于加强\n")),
            ("addressees-begun", repeat("各区县人民政府，\n")),
            ("narrow-gaps", repeat("某市 ")),
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
            *_clause_rows(),
        ),
    ),
    (
        "figures and times: what targets and deadlines look at",
        (
            ("goal-years", repeat("到2025年，达到", head="一、目标\n")),
            ("goal-years-closed", repeat("到2025年，达到10个；", head="一、目标\n")),
            ("deadline-labels", repeat("完成时限：2020年底前；")),
            ("cadence-and-count", repeat("建设10个园区", head="每年")),
            ("cadences-and-counts", repeat("每年建设10个园区")),
            ("durations", repeat("自印发之日起45日内报送，")),
            ("durations-begun", repeat("自本通知印发")),
            ("day-ranges", repeat("6月25日至30日")),
            ("dates-in-figures", repeat("2025-11-30")),
            ("months-in-figures", repeat("2025.11")),
            ("events", repeat("春节前")),
            ("han-quantities", repeat("三万人")),
            ("han-counts", repeat("十五所")),
            ("thousands-by-blanks", repeat("456 ", head="1 ")),
            ("composite-figures", repeat("1亿5000万")),
            ("inclusive-bounds", repeat("超过80人（含80人）")),
            ("shared-subjects", repeat("甲、乙分别达到1个、2个，")),
            ("one-share-of-many", repeat("甲、", tail="产量分别达到1吨、2吨。")),
            ("condition-lists", repeat("应当具备下列条件：\n（一）成员60人以上；\n")),
            ("denominators", repeat("每人每月500元")),
            ("bases", repeat("达到2020年的1.5倍，")),
            ("cut-figures", repeat("新增就业人数，达到60\n0人")),
            ("cut-lines", repeat("坚持统筹推进重点领域和关键环节改革，着力\n")),
            ("spaced-figures", repeat("2025 年 12 月 31 日前")),
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
            ("title-marks-crossed", nest("（", "》")),
            ("title-marks-and-quotes", repeat("《“")),
            ("full-commas", repeat("，")),
            ("slips", repeat(SLIPS, head="一、总则\n")),
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

# A line that means something, cut where a long run of one sign is put.
_LINES: tuple[tuple[str, str, str], ...] = (
    ("title", "某市", "规划\n一、总则\n"),
    ("heading", "一、", "总则\n正文。\n"),
    ("heading-end", "一、总则", "\n正文。\n"),
    ("run-in", "一、总则\n（一）加强", "领导。正文。\n"),
    ("clause", "健全机制。（", "市财政局负责）\n"),
    ("clause-end", "健全机制。（市财政局", "负责）\n"),
    ("label", "责任单位：", "市财政局\n"),
    ("date", "一、总则\n某市人民政府\n2021年", "12月10日\n"),
    ("number", "某政办发〔2021〕", "10号\n"),
    ("box", "一、总则\n专栏1", "工程\n正文\n"),
    ("addressees", "各区县", "：\n一、总则\n"),
    ("attachment", "一、总则\n附件", "某计划\n一、总则\n"),
    ("caption", "一、总则\n表1", "指标\n"),
    ("publicity", "一、总则\n（此件", "公开发布）\n"),
)

_SIGNS: tuple[tuple[str, str], ...] = (
    ("spaces", " "),
    ("ideographic-spaces", "\u3000"),
    ("figures", "1"),
    ("numerals", "一"),
    ("suffixes", "部"),
    ("commas", "、"),
    ("brackets", "（"),
    ("words", "总则"),
)

BUILDERS: tuple[Hostile, ...] = (
    *(Hostile(name, build, note) for note, rows in _GROUPS for name, build in rows),
    *(
        Hostile(f"{line}-of-{sign}", repeat(unit, head, tail), "a run inside a line")
        for line, head, tail in _LINES
        for sign, unit in _SIGNS
    ),
)
"""The texts that grow."""


def one_line() -> Iterator[Hostile]:
    """Yield the builders of documents in one line, to be tried at 1 M characters."""
    yield from (row for row in BUILDERS if row.id.startswith(("run-on", "prose-one")))
