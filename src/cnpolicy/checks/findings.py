"""What a check can say: findings, their codes, and which of them are wanted.

Defines `Edit`, `Finding`, `CheckProfile`, the table `SLIPS` of the codes that only a
check knows (those of the parser stand in `diagnostics.CODES`), and `RawFinding`, what a
rule gives before its words are filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from attrs import field, frozen

from cnpolicy.model.diagnostics import CODES, Code, Severity
from cnpolicy.model.short_repr import shown
from cnpolicy.model.spans import Position, Span

_I, _W, _E = Severity.INFO, Severity.WARNING, Severity.ERROR

SLIPS: dict[str, Code] = {
    "level-order": Code(
        _E,
        "{above} comes above {found}, which is the higher level in GB/T 9704",
        "层次序数颠倒：{above}之下不应再用{found}（GB/T 9704）",
    ),
    "delimiter": Code(
        _W,
        "{found} is written {wanted} in an official document",
        "序号标点不规范：{found}应为{wanted}",
    ),
    "mixed-width": Code(
        _W,
        "{found} in a text whose punctuation is mostly {mostly}-width",
        "标点全角半角不一致：{found}，全文以{mostly_zh}为主",
    ),
    "undecided-width": Code(
        _W,
        "punctuation is {full} times full-width and {half} times half-width",
        "标点全角半角混用：全角{full}处，半角{half}处",
    ),
    "half-width": Code(
        _I,
        "the punctuation of this document is half-width throughout",
        "全文标点均为半角，公文宜用全角",
    ),
    "doubled-punctuation": Code(
        _W, "punctuation stands twice: {found}", "标点重复：{found}"
    ),
    "clashing-punctuation": Code(
        _W, "punctuation marks exclude each other: {found}", "标点连用不当：{found}"
    ),
    "unbalanced-bracket": Code(
        _E, "{found} has no counterpart in its paragraph", "括号或引号不成对：{found}"
    ),
    "crossed-brackets": Code(
        _E,
        "{found} closes while {inner} inside it is open",
        "括号或引号交叉：{found}闭合时{inner}尚未闭合",
    ),
    "nested-marks": Code(
        _W,
        "{found} inside its like is written {wanted}",
        "同种标点套用时，内层{found}应为{wanted}",
    ),
    "document-number": Code(
        _W,
        "the number of a document is written {wanted}",
        "发文字号不规范：应为{wanted}",
    ),
    "two-names": Code(
        _W,
        "{found} is called {other} elsewhere in this document",
        "同一单位名称不一致：{found}，另作{other}",
    ),
    "missing-full-stop": Code(
        _W, "the paragraph ends without a full stop", "段末缺少句号"
    ),
    "space-in-sentence": Code(
        _W, "space between Chinese characters", "汉字之间有多余空格"
    ),
    "target-without-unit": Code(
        _W, "the figure {found} has no unit", "目标数值{found}缺少单位"
    ),
    "target-without-year": Code(
        _I,
        "neither the text nor its title tells the year of {found}",
        "目标{found}未写明年份",
    ),
}
"""The codes of the checks beyond the parser's own, with severity and messages."""


class Edit(NamedTuple):
    """A piece of the text, and what shall stand in its place."""

    span: Span
    """The characters to replace."""

    replacement: str
    """What replaces them; empty to delete them."""


class RawFinding(NamedTuple):
    """What a rule gives: a code with its place and the words of its message."""

    code: str
    """A key of `SLIPS`."""

    span: Span
    """Where in the text."""

    words: Mapping[str, object] = MappingProxyType({})
    """The fields of the message."""

    suggestion: str | None = None
    """What should stand at `span`; None if that cannot be told."""

    edits: tuple[Edit, ...] = ()
    """Changes that are safe to make, in order; together or not at all."""


@shown
@frozen(repr=False)
class Finding:
    """One thing to look at: `delimiter` at `一.`, which should be `一、`."""

    code: str
    """Stable name: a key of `SLIPS` or of `diagnostics.CODES`."""

    severity: Severity
    """How much to care, by the profile."""

    span: Span
    """Where in the text of the document."""

    position: Position
    """Line and column of its first character."""

    end: Position
    """Line and column behind its last character."""

    message: str
    """What was found, in English."""

    message_zh: str = field(repr=False)
    """The same in Chinese."""

    suggestion: str | None = None
    """What should stand at `span`; None if that cannot be told."""

    fix: tuple[Edit, ...] = ()
    """Changes that `fix` makes for it, all or none; empty if none is safe."""


def _unchanging(severities: Mapping[str, Severity]) -> Mapping[str, Severity]:
    """Return a copy that cannot be changed."""
    return MappingProxyType(dict(severities))


@shown
@frozen(repr=False)
class CheckProfile:
    """Which findings are wanted, and how grave each is."""

    name: str
    """A short name, for messages and the command line."""

    severities: Mapping[str, Severity] = field(converter=_unchanging, hash=False)
    """The severity of each code that is on; a code that is not here is off."""

    def without(self, *codes: str) -> CheckProfile:
        """Return a profile in which `codes` are off.

        Raises `ValueError` for a code that does not exist.
        """
        _known(codes)
        left = {code: s for code, s in self.severities.items() if code not in codes}
        return CheckProfile(self.name, left)

    def having(self, severity: Severity, *codes: str) -> CheckProfile:
        """Return a profile in which `codes` are on, with `severity`.

        Raises `ValueError` for a code that does not exist.
        """
        _known(codes)
        return CheckProfile(
            self.name, {**self.severities, **dict.fromkeys(codes, severity)}
        )


def _known(codes: tuple[str, ...]) -> None:
    """Raise `ValueError` if one of `codes` is none."""
    for code in codes:
        if code not in SLIPS and code not in CODES:
            raise ValueError(f"no code of a check: {code!r}")


OFFICIAL = CheckProfile(
    "official", {code: row.severity for code, row in {**CODES, **SLIPS}.items()}
)
"""What GB/T 9704-2012 and GB/T 15834-2011 ask of an official document: all codes."""

NUMBERING = CheckProfile(
    "numbering",
    {
        code: OFFICIAL.severities[code]
        for code in (
            *("numbering-gap", "numbering-repeat", "numbering-backwards"),
            *("numbering-start", "mixed-numerals", "mixed-style", "level-skip"),
            *("level-order", "delimiter"),
        )
    },
)
"""The numbering only, for text that was copied from somewhere."""

PROFILES = {profile.name: profile for profile in (OFFICIAL, NUMBERING)}
"""The profiles by their names."""
