"""Children: the number of a first child that stands right behind its heading's title.

In: the marker of a heading, and the Simplified view. Out: where its first child begins,
if the heading runs straight into it: 一、提升投资便利度（一）优化审批流程。
"""

from __future__ import annotations

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.marker_syntax import HAN_COMMA, NTH
from cnpolicy.lexical.numerals import ONE_TO_TEN
from cnpolicy.lexical.whitespace import BLANKS, SPACES
from cnpolicy.model.markers import Marker, MarkerStyle

# A heading that runs straight into its first child has its title in between. Only
# under a chapter can that be an article, a section or 一、: （一）依据第八条… cites.
LONGEST_GLUED = 45
_CHILD = (
    rf"(?<=[\u4e00-\u9fff”》])(?=[（(](?:[{ONE_TO_TEN}]{{1,3}}|[1１])[）)]、?[\u4e00-\u9fff“]"
    r"|[0-9０-９]{1,2}[.．、] ?[\u4e00-\u9fff“]|[㈠-㈩⑴-⒇]"
)
_GLUED = lazy(_CHILD + ")")
# 1.总则1.1编制目的, 1.加强培训（1）完善制度
_GLUED_ARABIC = lazy(
    r"(?<=[\u4e00-\u9fff”》])"
    rf"(?=[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,3}}[{SPACES}]?[\u4e00-\u9fff“]"
    r"|[（(][1１][）)][\u4e00-\u9fff“]|[⑴①])"
)
_GLUED_BY_LAW = lazy(
    _CHILD + f"|(?<!本[法章节]){NTH}(?:[条节章]|分编)"
    rf"[\u4e00-\u9fff“【（({BLANKS}]"
    rf"|[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,3}}[{SPACES}]?[\u4e00-\u9fff“]"
    rf"|(?<![第十百之统唯单专同万逐合归初]){HAN_COMMA}[\u4e00-\u9fff“])"
)
# Every child begins with one of these, except those of a chapter; few titles have any.
_NUMBER_SIGN = lazy("[（(0-9０-９㈠-㈩⑴-⒇①]")
_MAY_GLUE = {
    MarkerStyle.PART: _GLUED_BY_LAW,
    MarkerStyle.SUBPART: _GLUED_BY_LAW,
    MarkerStyle.CHAPTER: _GLUED_BY_LAW,
    MarkerStyle.SECTION: _GLUED_BY_LAW,
    MarkerStyle.COMMA: _GLUED,
    MarkerStyle.PAREN: _GLUED,
    MarkerStyle.ORDINAL_IS: _GLUED,
    MarkerStyle.SPACE: _GLUED_ARABIC,
    MarkerStyle.DOT: _GLUED_ARABIC,
    MarkerStyle.DECIMAL: _GLUED_ARABIC,
}


def glued_child(marker: Marker | None, last: int, simplified: str) -> int:
    """Return where a heading runs straight into its first child; 0 if it does not."""
    glued = None if marker is None else _MAY_GLUE.get(marker.style)
    if marker is None or glued is None:
        return 0
    start = marker.span.end
    end = min(last, start + LONGEST_GLUED)
    stop = simplified.find("。", start, end)
    if stop >= 0:
        end = stop
    # A sign may begin right behind the words, with its number beyond the end.
    if glued is not _GLUED_BY_LAW and not _NUMBER_SIGN.search(
        simplified, start, end + 1
    ):
        return 0
    match = glued.search(simplified, start + 2, end)
    return 0 if match is None else match.start()
