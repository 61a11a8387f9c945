"""References: places of this and of other documents that a text points to.

In: a finished tree. Out: `Reference`s in the order of the text: 本办法第六条, 前款,
《条例》第十九条第二款第三项, 第二章第三节, 专栏2, 附件1, each with the place it points
to where that stands in the same text.
"""

from __future__ import annotations

from collections.abc import Iterator

from cnpolicy.annotation.citations.quoted_titles import attachments, titles_in
from cnpolicy.annotation.document_text import (
    DocumentText,
    LeafInContext,
    document_text,
)
from cnpolicy.annotation.references.numbered_places import NUMBERED, NumberedPlaces
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import ONE_TO_TEN, to_int
from cnpolicy.lexical.pinpoints import PinpointPlace, pinpoints_in
from cnpolicy.lexical.whitespace import SPACES
from cnpolicy.model.arguments import expect
from cnpolicy.model.nodes import Cell, Document, Heading, ListItem, Paragraph
from cnpolicy.model.results.references import Pinpoint, Reference, Unit
from cnpolicy.model.results.result_tuple import Results
from cnpolicy.model.spans import Span

_PROSE = (Paragraph, ListItem, Heading, Cell)

_KINDS = (
    "办法|条例|规定|规划|方案|意见|通知|细则|章程|决定|计划|纲要|预案|指南|标准|规程|准则|规则|要点"
    "|措施|清单|制度|法"
)
# What may stand right before a pinpoint and tells whose it is.
_OWN = lazy(rf"本(?:实施|行动|暂行)?(?:{_KINDS})的?\Z")
_SAME = lazy(rf"(?:该|上述|前述)(?:{_KINDS})的?\Z")
# The name of a law without 《》 begins behind the last of these.
_BOUNDARY = (
    "根据|依据|按照|依照|遵照|违反|符合|适用|参照|执行|落实|修改|废止|详见|见"
    "|(?<!共)和|与|及|按|据|由|对|将|的|[^\u4e00-\u9fff]"
)
_OTHER = lazy(
    rf"(?:.*(?:{_BOUNDARY}))?"
    r"(?P<name>[\u4e00-\u9fff]{1,24}(?:法典|宪法|法|条例|细则))(?:的|中)?\Z"
)
# What follows a pinpoint in a sentence: 第二条规定的, 第二条至第五条, 第一项所列.
_GOES_ON = lazy(
    "规定|所|的|之|中|至|到|和|与|及|或|以|列|情形|要求|明确|确定|款|项|第|除外|修改|增加|删|改|为|内容|执行"
    "|处|办理|予|不|是|有|已|由|对|在|后|前|同|作"
)
_LONGEST_OWNER = 28
_JOINS = frozenset("、，,和与及或至到")
_WIDEST_JOIN = 3

# A box, caption or attachment by its number; 代表1人 and 附件1份 are none.
_SET_IN = lazy(
    f"(?P<label>专栏|重点工程|重大工程|附件|附表|附图|表|图)[{SPACES}]{{0,2}}"
    f"(?P<number>[0-9０-９]{{1,2}}|[{ONE_TO_TEN}]{{1,3}})"
    r"(?![0-9０-９.．%％]|[年月日个项件份张页名人万亿])"
)
_SET_IN_UNITS = {
    "专栏": Unit.BOX,
    "重点工程": Unit.BOX,
    "重大工程": Unit.BOX,
    "附件": Unit.ATTACHMENT,
    "附表": Unit.TABLE,
    "表": Unit.TABLE,
    "附图": Unit.FIGURE,
    "图": Unit.FIGURE,
}
_POINTS = frozenset(f"见如在和与及按、由（(，,。；;{SPACES}\n")
_ONLY_ATTACHMENT = lazy(f"(?:详见|见|如)(?P<label>附件)(?![0-9０-９{ONE_TO_TEN}：:])")


def references(document: Document) -> Results[Reference]:
    """Return the places that a document points to, in the order of the text.

    Law: never raises on content; takes time in proportion to the text.

    >>> from cnpolicy import parse
    >>> text = "第一条 鼓励创新。\\n第二条 违反前条的，依照《处罚条例》第九条处理。\\n"
    >>> for item in references(parse(text)):
    ...     print(item.text, item.document, item.target)
    前条 None Span(start=0, end=10)
    《处罚条例》第九条 处罚条例 None
    """
    expect(document, Document, "references")
    source = document_text(document)
    places = NumberedPlaces(source)
    found: list[Reference] = []
    for passage in source.passages:
        if isinstance(passage.leaf, _PROSE):
            found += _pinpointed(source, passage, places)
            found += _set_in(source, passage, places)
    return Results(sorted(found, key=lambda item: item.span), Reference)


# --------------------------------------------------------------------------- pinpoints


class _Owner:
    """The document that the pinpoints of one leaf belong to."""

    def __init__(self, source: DocumentText, passage: LeafInContext) -> None:
        """Note the titles of the leaf."""
        self._view, self._text = source.simplified, source.text
        self._start = passage.first
        self._ends: dict[int, Span] = {}
        self._titles: list[Span] = []
        if source.simplified.find("》", passage.first, passage.end) >= 0:
            for title in titles_in(source.simplified, passage.first, passage.end):
                behind = attachments(source.simplified, title.end, passage.end)
                self._ends[behind.end] = title
                self._titles.append(title)

    def of(self, at: int) -> tuple[bool, str | None, int]:
        """Tell whose the pinpoint at `at` is.

        Returns whether the text says so, the name of the other document (None: this
        one), and where the words begin that say it.
        """
        simplified = self._view
        title = self._ends.get(at)
        if title is not None:
            return True, self._said(title), title.start
        start = max(self._start, at - _LONGEST_OWNER)
        words = simplified[start:at]
        own = _OWN.search(words)
        if own is not None:
            return True, None, start + own.start()
        same = _SAME.search(words)
        if same is not None:
            before = [title for title in self._titles if title.end <= at][-1:]
            name = self._said(before[0]) if before else None
            return True, name or words[same.start() :], start + same.start()
        other = _OTHER.match(words)
        if other is not None:
            place = start + other.start("name")
            return True, self._text[place : start + other.end("name")], place
        return False, None, at

    def _said(self, title: Span) -> str:
        return "".join(self._text[title.start + 1 : title.end - 1].split())


def _pinpointed(
    source: DocumentText, passage: LeafInContext, places: NumberedPlaces
) -> Iterator[Reference]:
    """Yield the pinpoints of one leaf."""
    owner: _Owner | None = None
    last: PinpointPlace | None = None
    name: str | None = None
    said = False
    for place in pinpoints_in(source.simplified, passage.first, passage.end):
        owner = owner or _Owner(source, passage)
        stated, other, start = owner.of(place.span.start)
        paths = place.paths
        if not stated and last is not None and _joins(source.simplified, last, place):
            # 《条例》第十九条第一款、第三款: what is not said again stays.
            stated, other = said, name
            paths = tuple(_inherited(last.paths[-1], path) for path in paths)
        last, name, said = place._replace(paths=paths), other, stated
        for path in paths:
            if not stated and (
                not _is_at_home(path, passage, places)
                or _is_counted(path, source.simplified, place.span.end)
            ):
                continue
            span = Span(start, place.span.end)
            target = None if other else places.find(path, passage)
            text = "".join(span.of(source.text).split())
            yield Reference(text, other, path, target, span=span)


def _joins(simplified: str, last: PinpointPlace, place: PinpointPlace) -> bool:
    """Tell whether two pinpoints stand in one list: 第九条、第十条."""
    between = simplified[last.span.end : place.span.start]
    return 0 < len(between) <= _WIDEST_JOIN and _JOINS.issuperset(between.split())


def _inherited(
    before: tuple[Pinpoint, ...], path: tuple[Pinpoint, ...]
) -> tuple[Pinpoint, ...]:
    """Return a path with the steps above it that the one before it had."""
    order = list(Unit)
    first = order.index(path[0].unit)
    return (*(step for step in before if order.index(step.unit) < first), *path)


def _is_at_home(
    path: tuple[Pinpoint, ...], passage: LeafInContext, places: NumberedPlaces
) -> bool:
    """Tell whether a pinpoint without owner can be one of this document.

    第三条 in a document with articles, 前款 inside an article; 第一项 elsewhere is a
    word of the sentence.
    """
    unit = path[0].unit
    if unit in NUMBERED:
        return unit in places.units
    return places.enclosing(passage.place, Unit.ARTICLE) is not None


def _is_counted(path: tuple[Pinpoint, ...], simplified: str, end: int) -> bool:
    """Tell whether words count something else: 第一项战略任务, 第二条战线."""
    step = path[0]
    follows = simplified[end : end + 1]
    return (
        len(path) == 1
        and step.ordinal > 0
        and step.unit not in (Unit.PART, Unit.CHAPTER)
        and "\u4e00" <= follows <= "\u9fff"
        and not _GOES_ON.match(simplified, end)
    )


# ---------------------------------------------------------- boxes, tables, attachments


def _set_in(
    source: DocumentText, passage: LeafInContext, places: NumberedPlaces
) -> Iterator[Reference]:
    """Yield the boxes, captions and attachments that one leaf points to."""
    simplified = source.simplified
    for match in _SET_IN.finditer(simplified, passage.first, passage.end):
        unit = _SET_IN_UNITS[match["label"]]
        ordinal = to_int(match["number"]) or 0
        known = places.has(unit, ordinal)
        drawn = unit in (Unit.TABLE, Unit.FIGURE)
        if not known and (drawn or match["label"].endswith("工程")):
            continue
        if drawn and simplified[match.start() - 1 : match.start()] not in _POINTS:
            continue  # 代表1人
        span = Span(*match.span())
        text = "".join(span.of(source.text).split())
        path = (Pinpoint(unit, ordinal),)
        yield Reference(text, None, path, places.set_in(unit, ordinal), span=span)
    if places.attachments == 1:
        for match in _ONLY_ATTACHMENT.finditer(simplified, passage.first, passage.end):
            span = Span(*match.span("label"))
            path = (Pinpoint(Unit.ATTACHMENT, 1),)
            target = places.set_in(Unit.ATTACHMENT, 1)
            yield Reference(span.of(source.text), None, path, target, span=span)
