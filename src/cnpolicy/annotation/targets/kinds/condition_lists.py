"""Lists of conditions: 应当具备下列条件：（一）成员60人以上；（二）经营满2年。

In: the passages of a text in order. Out: for each, whether it is an item of such a
list, whose figures mark out who may apply and set no target.
"""

from cnpolicy.annotation.document_text import LeafInContext, TreePath
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.model.nodes import ListItem

_OPENS = lazy(
    r"(?:条件|情形|资格|资质|之一)(?:之一)?(?:的|者)?[，,]?[^，,。；;：:]{0,16}[：:]\s*\Z"
    r"|(?:符合|具备|满足|达到)(?:以下|下列|如下)[^，,。；;：:]{0,12}[：:]\s*\Z"
)
_GOALS = lazy(r"目标|指标|任务")
_TITLE = lazy(
    r"(?:申报|申请|认定|准入|入选|评选|推荐|参评|享受|基本|奖励|补贴|支持)(?:的)?条件\Z"
)
_WINDOW = 40
# 出现下列情况之一的，启动Ⅰ级响应：死亡30人以上；转移100人以上。
_OPENS_INLINE = lazy(
    r"(?:下列|以下|如下)(?:情况|情形|条件)之一的?(?:者|时)?[^。；;：:]{0,24}[：:]"
)
_ONE_OF = "之一"
_LONGEST_INLINE = 600


class ConditionLists:
    """Reads passages in order."""

    __slots__ = ("_open", "_view")

    def __init__(self, simplified: str) -> None:
        """Begin outside any list."""
        self._view = simplified
        self._open: TreePath | None = None

    def holds(self, passage: LeafInContext) -> bool:
        """Tell whether a passage is an item of a list; asked in order."""
        inside = self._is_item(passage)
        words = self._view[max(passage.start, passage.end - _WINDOW) : passage.end]
        if not inside:
            self._open = None
        if _OPENS.search(words) and not _GOALS.search(words):
            self._open = passage.place
        return inside or any(
            _TITLE.search(above.title) for above in passage.place.upward()
        )

    def _is_item(self, passage: LeafInContext) -> bool:
        """Tell whether a passage stands below the line that opened the list."""
        if self._open is None:
            return False
        if passage.place is self._open:
            marked = isinstance(passage.leaf, ListItem)
            last = self._view[passage.start : passage.end].rstrip()[-1:]
            return marked or last in "；;"
        # Below the document as a whole everything stands.
        return self._open.up is not None and any(
            above is self._open for above in passage.place.upward()
        )

    def holds_inline(self, passage: LeafInContext, at: int) -> bool:
        """Tell whether a place stands in a list that its own sentence opens."""
        start = max(passage.first, at - _LONGEST_INLINE)
        if self._view.find(_ONE_OF, start, at) < 0:
            return False
        ends = [match.end() for match in _OPENS_INLINE.finditer(self._view, start, at)]
        return bool(ends) and self._view.find("。", ends[-1], at) < 0
