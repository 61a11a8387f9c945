"""What the parser noticed and was not sure of.

Defines `Diagnostic`, `Severity` and `CODES`, the one table of codes with their severity
and their messages in English and Chinese. A diagnostic never replaces text: what it
speaks of stays in the tree.
"""

from enum import Enum
from typing import NamedTuple

from attrs import field, frozen

from cnpolicy.model.short_repr import shown
from cnpolicy.model.spans import Span


class Severity(Enum):
    """How much a reader should care."""

    INFO = "info"
    """Something was inferred, or set aside as not being part of the document."""

    WARNING = "warning"
    """Unusual, and probably a slip of the writer or of a converter."""

    ERROR = "error"
    """The document contradicts itself here; figures built on it need a look."""


class Code(NamedTuple):
    """One row of the table of codes."""

    severity: Severity
    """Severity of every diagnostic with this code."""

    english: str
    """Message, with `{}` fields filled by `diagnostic`."""

    chinese: str
    """The same message for a Chinese reader."""


_I, _W, _E = Severity.INFO, Severity.WARNING, Severity.ERROR

CODES: dict[str, Code] = {
    "numbering-gap": Code(
        _E,
        "expected number {expected}, found {found}",
        "序号不连续：应为{expected}，实为{found}",
    ),
    "numbering-repeat": Code(_E, "number {found} appears again", "序号重复：{found}"),
    "numbering-backwards": Code(
        _E, "number {found} follows {previous}", "序号倒退：{previous}之后为{found}"
    ),
    "numbering-start": Code(
        _W,
        "a new series starts at {found} instead of 1",
        "新一组序号从{found}开始，不从1开始",
    ),
    "numbering-excerpt": Code(
        _I,
        "the numbering of the text starts at {found}: it is an excerpt",
        "全文序号从{found}开始，应为节选",
    ),
    "mixed-numerals": Code(
        _W,
        "{found} is written in another numeral script than its series",
        "同级序号写法不一致：{found}",
    ),
    "mixed-style": Code(
        _W,
        "{found} is written in another style than its series",
        "同级序号标点不一致：{found}",
    ),
    "level-skip": Code(
        _W,
        "{found} skips a level of this document's own order",
        "层次跳级：{found}",
    ),
    "marker-ignored": Code(
        _I,
        "{found} looks like a number of the hierarchy and was read as text",
        "{found}形似序号，按正文处理",
    ),
    "numeral-misread": Code(
        _I,
        "{found} is a dash where a number belongs, and was read as 1",
        "{found}处应为数字，疑为“一”之误，按一处理",
    ),
    "date-incomplete": Code(
        _I,
        "the day of this date is missing; the document has no date",
        "成文日期不完整（缺日），未取为日期",
    ),
    "unclosed-bracket": Code(
        _W, "a bracket of a responsibility clause is not closed", "责任分工括号未闭合"
    ),
    "clause-unread": Code(
        _W,
        "this looks like a responsibility clause and could not be read",
        "疑似责任分工，未能识别",
    ),
    "box-end-inferred": Code(
        _I,
        "nothing marks the end of this box; it was inferred",
        "专栏（重点工程）结尾无标记，系推断",
    ),
    "caption-without-table": Code(
        _W, "the table of this caption is missing", "表题之后没有表格"
    ),
    "markup-residue": Code(
        _W, "residue of markup or of a conversion", "残留的标记或转换痕迹"
    ),
    "furniture": Code(
        _I, "page furniture, not part of the document", "网页附属信息，不属正文"
    ),
    "internal-repair": Code(
        _E,
        "a fault of cnpolicy: this was kept as plain text; please report this text",
        "程序内部错误：此处按普通文本保留，请将原文反馈给我们",
    ),
}


@shown
@frozen(repr=False)
class Diagnostic:
    """One finding, with its place: `numbering-gap` at `（四）` after `（二）`."""

    code: str
    """Stable name of the finding, a key of `CODES`."""

    severity: Severity
    """How much to care."""

    span: Span
    """Where in the text given to `parse`."""

    message: str
    """What was found, in English."""

    message_zh: str = field(repr=False)
    """The same in Chinese."""


def diagnostic(code: str, span: Span, **fields: object) -> Diagnostic:
    """Make a `Diagnostic` of a code of the table, its messages filled with `fields`.

    Raises `KeyError` for a code that the table does not have.
    """
    row = CODES[code]
    return Diagnostic(
        code,
        row.severity,
        span,
        row.english.format(**fields) if fields else row.english,
        row.chinese.format(**fields) if fields else row.chinese,
    )
