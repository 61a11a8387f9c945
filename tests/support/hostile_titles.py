"""Titles that want out of the page: markup, scripts, entities, controls, directions.

In: nothing. Out: `hostile_titles`, any number of them, the same at every run. Each is
one line: a heading of a document, its title, a body in a clause.
"""

import random
from collections.abc import Iterator

PIECES = (
    "<script>window.broken=1</script>",
    "</script><script>window.broken=1</script>",
    "<img src=x onerror=window.broken=1>",
    '"><svg onload="window.broken=1">',
    "' onmouseover='window.broken=1",
    "</style><style>*{display:none}</style>",
    "</title><h1>",
    "</article></main><p>",
    "</option></select><iframe src=//example.org>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "{{ 7*7 }}",
    "{% include 'page.html.jinja' %}",
    "{# 注 #}",
    "${window.broken=1}",
    "javascript:window.broken=1",
    "<a href=javascript:window.broken=1>",
    "<base href=//example.org>",
    "<meta http-equiv=refresh content=0>",
    "<form action=//example.org><input>",
    "<plaintext>",
    "<textarea>",
    "<template>",
    "&lt;b&gt;",
    "&#60;b&#62;",
    "&amp;",
    "&#0;&#x80;&#13;",
    "&notit",
    "\\u003cb\\u003e",
    "\\",
    "`",
    '"',
    "'",
    "<",
    ">",
    "&",
    "\x00",
    "\x0b",
    "\x0c",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "\x9f",
    "\u00ad",
    "\u200b",
    "\u202e",
    "\u2066",
    "\u2028",
    "\u2029",
    "\ufeff",
    "\ufffe",
    "\ud800",
    "\udfff",
    "\ufdd0",
    "𠮷",
    "é",
    "👨‍👩‍👧",
    "data:text/html,<b>",
    "[[](",
    "__proto__",
    "constructor",
    "d0-data",
    "$&",
)
"""What stands in them, between the words of a plan."""

WORDS = ("加强", "知识产权", "保护", "体系", "建设", "服务", "工程")


def hostile_titles(count: int) -> Iterator[str]:
    """Yield so many titles; every piece is in one of the first, alone."""
    choose = random.Random(13)
    for number in range(count):
        if number < len(PIECES):
            yield f"加强{PIECES[number]}保护"
            continue
        parts = choose.sample(PIECES, choose.randint(1, 4))
        parts += choose.sample(WORDS, choose.randint(1, 3))
        choose.shuffle(parts)
        yield "".join(parts)


def hostile_plan(titles: list[str]) -> str:
    """Return a plan in which titles stand wherever the page shows words."""
    lines = [f"某市{titles[0]}规划", "某政发〔2021〕3号", f"{titles[-1]}局："]
    for number, title in enumerate(titles, 1):
        lines += [
            f"第{number}章 {title}",
            f"一、{title}",
            f"（一）{title}。到2025年，{title}达到{number}件。根据《{title}》，完善机制。"
            f"（{title}局牵头，市{title}局、市司法局配合，2024年底前完成）",
        ]
        if number % 10 == 0:
            lines += [f"专栏{number} {title}", f"{title}\t{title}", f"表1 {title}"]
    return "\n".join(lines) + "\n附件1\n" + titles[0] + "\n一、总则\n"
