"""Roles: what a document does with a document it names.

In: the Simplified view of a text, a leaf of it, and the places of citations in it. Out:
a `CitationRole` for each, or None. The verb before the 《 decides (根据《…》), else
what follows (《…》同时废止); citations in a row (《…》《…》和《…》) share one.
"""

from cnpolicy.annotation.document_text import LeafInContext
from cnpolicy.lexical.lazy_regex import any_of, lazy
from cnpolicy.lexical.whitespace import SPACES
from cnpolicy.model.results.citations import CitationRole
from cnpolicy.model.spans import Span
from cnpolicy.vocabulary.word_lists import listed

_BEFORE = {
    CitationRole.BASIS: listed("根据 依据 按照 依照 遵照 参照 对照 按 据"),
    CitationRole.CARRIES_OUT: listed(
        "贯彻落实 贯彻执行 贯彻实施 贯彻 落实 执行 实施 遵守 遵循 学习贯彻 推进 推动"
    ),
    CitationRole.AMENDS: listed("修订 修改 修编 修正 修订完善 完善 删去 删除"),
    CitationRole.MAKES: listed("制定 制订 编制 出台 起草 研究制定 印发实施 编写"),
    CitationRole.REPEALS: listed("废止 停止执行"),
    CitationRole.ISSUES: listed("印发 转发 批转 发布 公布 下发 颁布 印发了"),
}
"""Verbs before a title."""

# How many characters may stand between the verb and the title: 根据国务院办公厅《…》.
_REACH = 30
_SHORT_REACH = 8
_FAR = frozenset((CitationRole.BASIS, CitationRole.CARRIES_OUT, CitationRole.ISSUES))

_VERBS = lazy(
    "|".join(f"(?P<{role.name}>{any_of(words)})" for role, words in _BEFORE.items())
)
_BEHIND = (
    (
        CitationRole.REPEALS,
        lazy(
            r"[^，,。；;《]{0,12}?(?:同时|相应|自行|即行|予以)?(?:废止|停止执行|失效)"
        ),
    ),
    (
        CitationRole.ISSUES,
        lazy(
            r"[^。；;《]{0,40}?(?:现|予以?|一并)[^，,。；;《]{0,6}?(?:印发|转发|发布|公布|下发)"
            r"|[^，,。；;《]{0,4}?(?:印发|转发|下发|发)给"
        ),
    ),
    # 将《…》第四条修改为：…
    (
        CitationRole.AMENDS,
        lazy(r"(?:等)?(?:的|中的?)?(?:作(?:出|如下|以下)*)?(?:修订|修改|修编|修正)"),
    ),
    (CitationRole.CARRIES_OUT, lazy(r"的?(?:贯彻|实施|落实|执行|宣传贯彻)")),
)
# 根据《…的决定》第一次修订: it rests on the decision, it does not change it.
_AMENDED_BY = lazy(
    r"决定》(?:[（(][^（()）]{0,30}[）)])?\s*(?:第[一二三四五六]次)?(?:修[订正改])"
)
_LABEL = lazy(r"(?:依据|根据)[：:]\s{0,2}\Z")
_JOINT = lazy(r"[、，,和及与或\s]*(?:以及)?[\u4e00-\u9fff]{0,10}\Z")
_JOINED = frozenset(f"、，,和及与或以《{SPACES}")
_CLAUSE_BACKWARD = lazy(r"[^，,。；;：:！？]*+")


def roles_of(
    simplified: str, passage: LeafInContext, places: list[Span]
) -> list[CitationRole | None]:
    """Return the role of each citation of a leaf; `places` stand in order."""
    roles: list[CitationRole | None] = []
    joined: list[bool] = []
    last = passage.start
    for place in places:
        between = simplified[last : place.start]
        first = not roles
        row = not first and _is_row(between)
        joined.append(row)
        role = _before(simplified, last, place.start)
        if role is None and row:
            role = roles[-1]
        roles.append(role)
        last = place.end
    _share_behind(simplified, passage, places, roles, joined)
    return roles


def _is_row(between: str) -> bool:
    """Tell whether two citations stand in one row: 《…》和浙江省《…》.

    `between` is what stands behind the brackets of the first.
    """
    if len(between) > 14:
        return False
    return not between or (between[0] in _JOINED and _JOINT.match(between) is not None)


def _before(simplified: str, start: int, at: int) -> CitationRole | None:
    """The role that the nearest verb before a title gives it."""
    if _LABEL.search(simplified, max(start, at - 6), at):
        return CitationRole.BASIS
    window = simplified[max(start, at - _REACH - 6) : at]
    clause = _CLAUSE_BACKWARD.match(window[::-1])
    words = clause[0][::-1] if clause else ""
    found: CitationRole | None = None
    for match in _VERBS.finditer(words):
        role = CitationRole[match.lastgroup or ""]
        rest = words[match.end() :]
        if rest.startswith("的") or len(rest) > (
            _REACH if role in _FAR else _SHORT_REACH
        ):
            continue  # 国务院发布的《…》 tells whose it is
        found = role
    return found


def _share_behind(
    simplified: str,
    passage: LeafInContext,
    places: list[Span],
    roles: list[CitationRole | None],
    joined: list[bool],
) -> None:
    """Give what stands behind a row of citations to those without a role."""
    behind: CitationRole | None = None
    for number in range(len(places) - 1, -1, -1):
        last_of_row = number + 1 == len(places) or not joined[number + 1]
        if last_of_row:
            behind = _behind(simplified, places[number].end, passage.end)
        if behind is CitationRole.REPEALS or roles[number] is None:
            roles[number] = behind or roles[number]


def _behind(simplified: str, at: int, end: int) -> CitationRole | None:
    """The role that the words behind a title give it."""
    if _AMENDED_BY.match(simplified, max(0, at - 3), end):
        return CitationRole.BASIS
    return next(
        (role for role, form in _BEHIND if form.match(simplified, at, end)), None
    )
