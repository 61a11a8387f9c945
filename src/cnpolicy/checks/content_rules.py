"""Rules of what a document says: 文号, names of bodies, targets.

In: a `CheckedDocument`. Out: slips. GB/T 9704-2012, 7.2.5, writes 国发〔2021〕20号: the
year in full in 〔〕, the number without 第 and without leading zeros.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from cnpolicy.annotation.organizations.jurisdictions import LEVEL_WORDS, jurisdiction
from cnpolicy.annotation.organizations.organizations import organizations
from cnpolicy.annotation.targets.targets import targets
from cnpolicy.checks.checked_document import CheckedDocument
from cnpolicy.checks.findings import Edit, RawFinding
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.simplified_view import simplified_view
from cnpolicy.lexical.whitespace import BLANKS
from cnpolicy.model.results.organizations import Basis, OrganizationMention
from cnpolicy.model.results.targets import TargetKind
from cnpolicy.model.spans import Span

# -------------------------------------------------------------------------------- 文号

_GAP = f"[{BLANKS}]{{0,4}}"
_NUMBER = lazy(
    rf"(?<=[\u4e00-\u9fff]){_GAP}[〔\[［﹝（(【]{_GAP}"
    rf"(?P<year>(?:19|20)[0-9]{{2}}){_GAP}[〕\]］﹞）)】]{_GAP}"
    rf"(?P<nth>第?){_GAP}(?P<zeros>0{{0,3}})(?P<number>[1-9][0-9]{{0,4}}){_GAP}号"
)
_SET_OFF = lazy(r"(?<=[0-9])[ \xa0]{1,2}(?=[号號])")
# 令, 公告 and 通告 are numbered 第5号, with the year in whatever way.
_DECREES = ("令", "公告", "通告")


def document_numbers(subject: CheckedDocument) -> Iterator[RawFinding]:
    """Say which 文号 are not written as 国发〔2021〕20号."""
    text, simplified = subject.text, subject.simplified
    for match in _NUMBER.finditer(simplified):
        start, end = match.span()
        if simplified.endswith(_DECREES, max(0, start - 2), start):
            continue
        last = text[end - 1]
        wanted = f"〔{match['year']}〕{match['number']}{last}"
        span = Span(start, end)
        # A blank before 号 is that of a word processor.
        if _SET_OFF.sub("", span.of(text)) != wanted:
            yield RawFinding(
                "document-number",
                span,
                {"wanted": wanted},
                wanted,
                (Edit(span, wanted),),
            )


# ------------------------------------------------------------------------------- names

_ALIAS = lazy(r"[（(〔\[][^（(〔\[]*[）)〕\]]$")


# 市发改委 and 市发展改革委 are one body in whatever city: a county stands in for a
# place that the document does not tell, with its city and its province.
_SOME_COUNTY = "沁县"


def two_names(subject: CheckedDocument) -> Iterator[RawFinding]:
    """Say where a body is named otherwise than in most of the document."""
    forms: dict[str, dict[str, list[OrganizationMention]]] = defaultdict(dict)
    unknown = jurisdiction(subject.document) is None
    place = _SOME_COUNTY if unknown else None
    for mention in organizations(subject.document, place=place):
        full = mention.full_name
        # 省卫生健康委、教育厅: a name that needs the place of the one before it is not
        # another name.
        if mention.inferred or mention.group or Basis.CARRIED in full.basis:
            continue
        if full.resolved:
            written = _ALIAS.sub("", "".join(simplified_view(mention.name).split()))
            forms[mention.normalized].setdefault(written, []).append(mention)
    for names in forms.values():
        counts = Counter({name: len(found) for name, found in names.items()})
        usual = counts.most_common(1)[0][0]
        for name, found in names.items():
            if name != usual and not _same_but_place(name, usual):
                words = {"found": found[0].name, "other": names[usual][0].name}
                yield RawFinding(
                    "two-names", found[0].span, words, names[usual][0].name
                )


def _same_but_place(one: str, other: str) -> bool:
    """Tell whether two names differ only in the place whose body it is.

    国家发展改革委 and 发展改革委, 省财政厅 and 山西省财政厅 do.
    """
    short, long = sorted((one, other), key=len)
    if long.endswith(short):
        return True
    return short[:1] in LEVEL_WORDS and long.endswith(short[1:])


# ------------------------------------------------------------------------------ targets

_BARE = lazy(
    r"(?<=[\u4e00-\u9fff])(?:达到|增加到|增长到|提高到|提高至|提升到|提升至|不低于|不少于)"
    r"(?P<figure>[0-9]{1,9}(?:\.[0-9]{1,4})?)(?=[，,。；;])"
)
# An index and a score are numbers by themselves.
_UNITLESS = lazy(r"指数|系数|得分|评分|分值|比例|比值|满意度|排名|位次")
_NAME = 14


def bare_figures(subject: CheckedDocument) -> Iterator[RawFinding]:
    """Say which figures of targets have no unit: 发明专利拥有量达到12。"""
    simplified = subject.simplified
    for match in _BARE.finditer(simplified):
        if not _UNITLESS.search(
            simplified, max(0, match.start() - _NAME), match.start()
        ):
            yield RawFinding(
                "target-without-unit",
                Span(*match.span("figure")),
                {"found": match["figure"]},
            )


# A standing rule (补贴不超过50%) needs no year; an aim does.
_AIM = lazy(
    r"(?:力争|达到|建成|打造|培育|新增|突破|实现|完成|增[长加]到|提[高升][到至])"
    r"[^，,。；;]{0,24}+\Z"
)
_BEFORE = 30
_TERMS = ("年", "月", "日", "周", "小时", "分钟")


def yearless_targets(subject: CheckedDocument) -> Iterator[RawFinding]:
    """Say which targets have no year, neither their own nor that of the plan."""
    simplified = subject.simplified
    for target in targets(subject.document):
        at = target.quantity.start
        if (
            target.kind is TargetKind.PLANNED
            and target.year is None
            and target.inferred_year is None
            and target.period is None
            and target.name is not None
            and not target.unit.endswith(_TERMS)
            and _AIM.search(simplified, max(0, at - _BEFORE), at)
        ):
            found = target.quantity.of(subject.text)
            yield RawFinding("target-without-year", target.quantity, {"found": found})
