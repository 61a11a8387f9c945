"""Odd texts of fixed form, as data: numbers, look-alikes, characters, output bait.

In: nothing. Out: `ODDITIES`, short texts with ids. The unit tests run every law over
each of them. What a row *means* (heading or none) is said by the tests of the module
that decides it; here it only has to survive.

A crash found later becomes a row, with an id that says what it is.
"""

import unicodedata

from attrs import frozen


@frozen
class Oddity:
    """A short text of fixed form."""

    id: str
    """A short name, unique in the table."""

    text: str
    """The text."""


ACUTE = "\u0301"
"""An accent that joins the character before it."""

# Each goes before 总则 at the start of a line, between two well-formed headings.
_MARKS: dict[str, str] = {
    "over-a-hundred": "一百二十三、",
    "zero-round": "〇、",
    "zero-han": "零、",
    "ten-ten": "十十、",
    "twenty-old": "廿一、",
    "forty-old": "卌、",
    "formal": "壹、",
    "stem": "甲、",
    "zero": "0.",
    "leading-zeros": "00001.",
    "twelve-nines": "999999999999.",
    "four-thousand-figures": "9" * 4301 + ".",  # int() refuses 4301 digits
    "full-width": "２．",
    "mixed-width": "1２．",
    "percentage": "1.5%的",
    "decimal-quantity": "2.2件",
    "year": "2023年6月6日",
    "year-short": "21世纪",
    "amount": "1.5亿元",
    "list-of-tens": "十、百、千",
    "arabic-indic": "٣.",  # \d matches it and int() takes it
    "devanagari": "(३)",
    "superscript": "²、",  # isdigit() is true, int() raises
    "circled": "②",
    "circled-zero": "⓪",
    "circled-fifty": "㊿",
    "negative-circled": "❶",
    "enclosed-han": "㈠",
    "circled-han": "㊀",
    "dotted": "⒈",
    "parenthesised": "⑴",
    "roman": "Ⅳ、",
    "roman-letters": "IV.",
    "letters": "a.",
    "space-inside": "一 、",
    "ideographic-space-inside": "一\u3000、",
    "no-break-space-inside": "（\u00a0一\u00a0）",
    "half-open": "一）",
    "wrong-pair": "（一)",
    "doubled-pair": "（（一））",
    "doubled-comma": "一、、",
    "doubled-mark": "一、二、",
    "empty-pair": "（）",
    "only-comma": "、",
    "ordinal-without-unit": "第一",
    "ordinal-spaced": "第 一 章 ",
    "ordinal-figures": "第12条",
    "ordinal-many": "第一百二十三条之一 ",
    "decimal": "1.1.1",
    "decimal-long": ".".join("1" * 40),
    "decimal-trailing": "1.1.",
    "version": "1.0.2版",
    "time": "12:30",
    "fraction": "1/2",
    "range": "1-2.",
    "negative": "-1.",
    "ordinal-is": "一是",
    "ordinal-is-far": "十一是",
    "dash": "——",
    "dash-one": "—",
    "dash-ascii": "--",
    "bullet": "•",
    "zero-width-space": "一\u200b、",
    "zero-width-joiner": "一\u200d、",
    "variation-selector": "一\ufe00、",
    "combining-on-mark": "一" + ACUTE + "、",
    "kangxi": "⼀、",  # U+2F00, looks as 一
    "bidi": "\u202e一、\u202c",
    "byte-order-mark": "\ufeff一、",
    "keycap": "1\ufe0f\u20e3",
    "full-stop-ideographic": "1。",
    "full-stop-half": "1｡",
    "comma-half": "一､",
    "small-brackets": "﹙一﹚",
    "tortoise": "〔一〕",
    "corner": "【一】",
}

_LOOK_ALIKES: dict[str, str] = {
    "inline-ordinal-is": "重点做好：一是完善制度；二是健全机制；三是加强考核。\n",
    "inline-paren": "见本规划第二部分（一）中的任务。\n",
    "inline-reference": "按照《规划》三、（二）的要求，第五条第（一）项执行。\n",
    "publicity": "一、总则\n(此件公开发布)\n",
    "citation-at-end": "按规定执行。(中办发〔2019〕56号)\n",
    "prose-lead": "（一）加强领导。由市场监管局牵头组建专班，各部门负责落实。\n",
    "clause-then-stop": "健全机制。（市财政局负责）。\n",
    "clause-then-spaces": "健全机制。（市财政局负责）  \u3000\n",
    "clause-then-text": "健全机制。（市财政局负责）并抓好落实。\n",
    "clause-mid-sentence": "培训（技工院校内由人社部门负责），按规定执行。\n",
    "clause-doubled": "健全机制。（（市财政局负责））\n",
    "clause-nested": "健全机制。（市财政局（国资委）、市商务局负责）\n",
    "clause-unclosed": "健全机制。（市财政局、市商务局负责\n",
    "clause-unopened": "健全机制。市财政局、市商务局负责）\n",
    "clause-crossed": "健全机制。（市财政局［负责）］\n",
    "clause-wrong-pair": "健全机制。（市财政局负责)\n",
    "clause-over-lines": "健全机制。（市财政局、\n市商务局负责）\n",
    "clause-by": "由市财政局负责。（由市财政局负责）\n",
    "clause-others-alone": "健全机制。（等负责）\n",
    "clause-empty": "健全机制。（负责）\n",
    "clause-no-body": "（责任单位：）\n",
    "clause-label-only": "责任单位：\n牵头单位\n",
    "clause-doubled-comma": "健全机制。（市财政局、、市商务局、负责）\n",
    "clause-only-commas": "健全机制。（、，；负责）\n",
    "clause-many-verbs": "健全机制。（牵头负责配合参与指导）\n",
    "clause-first-line": "（市财政局负责）",
    "clause-every-bracket": "甲。（A负责）[B负责]〔C负责〕【D负责】{E负责}<F负责>\n",
    "people": "提供资料（地址、法定代表人、企业负责人等）。\n",
    "contact": "（联系人：陈某；联系电话：12345678）\n",
    "definition": "（含食用油，下同）\n",
    "navigation": "首页 > 政策 > 正文\n[/s2/]\n一、总则\n",
    "contents-then-text": "目录\n一、总则……1\n二、附则……2\n一、总则\n正文\n二、附则\n",
    "box-without-number": "专栏：重点成矿区带\n正文\n",
    "box-label-in-prose": "专栏1所列工程由各县组织实施。\n",
    "box-first": "专栏1 指标\n",
    "attachment-in-prose": "附件所列事项按规定执行。\n附件\n",
    "attachment-first": "附件1\n附件2\n一、总则\n",
    "date-alone": "2021年12月10日\n",
    "date-han": "二〇二一年十二月十日\n",
    "number-alone": "国发〔2021〕20号\n",
    "number-ascii": "国发[2021]20号\n",
    "addressees-alone": "各区县人民政府：\n",
    "title-alone": "某市知识产权发展规划\n",
    "heading-alone": "一、",
    "heading-no-title": "一、\n（一）\n",
    "heading-stop-only": "一、。\n（一）。。。\n",
    "heading-last-no-break": "一、总则\n正文\n二、附则",
    "caption-alone": "表1\n",
    "table-ragged": "a\tb\n\tc\n\t\t\nd\n",
    "table-pipe-broken": "|a|b\n|--\n||\n",
}

_CHARACTERS: dict[str, str] = {
    "empty": "",
    "one-character": "知",
    "one-space": " ",
    "one-line-feed": "\n",
    "one-carriage-return": "\r",
    "crlf": "\r\n",
    "mixed-endings": "一、总则\r正文\n\r二、附则\r\n\n\r\r\n",
    "nul": "一、\0总\0则\0\n負責\0\n",
    "byte-order-mark-first": "\ufeff一、总则\n",
    "byte-order-mark-inside": "一、总\ufeff则\n",
    "surrogate-high": "一、总则\ud800\n",
    "surrogate-low": "\udfff一、总则\n",
    "surrogate-pair-reversed": "負責\udc00\ud800\n",
    "surrogate-traditional": "（省市場監管局\ud800負責）\n",
    "line-separator": "一、总\u2028二、则\u2029三、附\n",
    "next-line": "一、总\u0085二、则\n",
    "vertical-tab": "一、总\x0b二、则\x0c三、附\n",
    "separators": "一、总\x1c二、\x1d三、\x1e四、\x1f五、\n",
    "bidi": "一、\u202e总则\u202c\u2066附则\u2069\n",
    "joiners": "👩‍👩‍👧‍👦一、总\u200d则\u200b\u2060\n",
    "variation-selectors": "一、总\ufe0f则\U000e0100\n",
    "combining": "一、总" + ACUTE * 100 + "则\n",
    "combining-first": ACUTE + "一、总则\n",
    "extension-b": "一、\U00020000\U0002a6df\n",
    "extension-h": "一、\U00031350\U000323af\n",
    "compatibility": "一、\uf900\ufa0e\U0002f800\n",
    "private-use": "一、\ue000\uf8ff\U00100000\n",
    "replacement": "一、总\ufffd则\n",
    "noncharacter": "一、\ufffe\uffff\U0010ffff\n",
    "soft-hyphen": "一、总\u00ad则\n",
    "no-break-spaces": "\u00a0\u00a0一、总则\u00a0\n",
    "all-spaces": "\u2000\u2001\u2002\u2003\u2009\u200a\u202f\u205f\u3000一、总则\n",
    "tabs": "\t一、\t总则\t\n",
    "half-width-forms": "(一)总则;附则,丙:丁.\n",
    "decomposed": unicodedata.normalize("NFD", "一、がé\n"),
    "compatibility-form": unicodedata.normalize("NFKC", "㈠总则⒈附则①㎡\n"),
    "traditional-one": "後\n",
    "traditional-ambiguous": "乾隆、干部、瞭解、發髮、臺台\n",
    "other-scripts": "Chapter 1 総則 총칙 Глава\nمادة ١\n",
    "mojibake": "ä¸\x80ã\x80\x81æ\x80»å\x88\x99\n",
}

# Output formats must escape these, wherever they land.
_OUTPUT: tuple[str, ...] = (
    "<script>alert(1)</script>",
    "</script><!--",
    "a|b||c",
    "# 标题 `code` **强**",
    "![x](y) [z](w)",
    "\\u0000\\n\\",
    "\"quoted\" 'single'",
    "=1+1",  # a formula, to a spreadsheet
    "@SUM(1)",
    "&amp;&#0;",
    "]]>",
    "%s {0} {x!r} $y",
    "---",
    "```",
)

ODDITIES: tuple[Oddity, ...] = (
    *(
        Oddity(f"mark-{name}", f"一、总则\n{mark}总则\n二、附则\n")
        for name, mark in _MARKS.items()
    ),
    *(Oddity(f"mark-only-{name}", mark) for name, mark in _MARKS.items()),
    *(Oddity(f"look-{name}", text) for name, text in _LOOK_ALIKES.items()),
    *(Oddity(f"character-{name}", text) for name, text in _CHARACTERS.items()),
    *(
        Oddity(
            f"output-{at}",
            f"{bait}\n一、{bait}\n{bait}。（{bait}负责）\n专栏1 {bait}\n表1 {bait}\n",
        )
        for at, bait in enumerate(_OUTPUT)
    ),
)
"""The short texts."""
