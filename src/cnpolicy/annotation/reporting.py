"""Whether a document tells of the past throughout, and of when its head speaks.

In: the title of a document in Simplified characters, and its text. Out: whether it
reports, the year that its first sentence opens with, and that of the lines above it.
"""

from cnpolicy.annotation.document_text import DocumentText
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.simplified_view import simplified_view
from cnpolicy.model.nodes import Document, Furniture, Paragraph
from cnpolicy.vocabulary.title_words import ORDERS, WORK_VERBS

_HEAD_LINES, _LONGEST_HEAD = 4, 60
_DATES_HEAD = lazy(r"\s*[—\-（(\[〔【]")
# A document that reports throughout: 2023年国民经济和社会发展统计公报.
_REPORTS = lazy(
    r"公报|年报|决算(?!编制)|年度报告|工作总结|总结报告|白皮书|情况的?(?:通报|报告|总结)"
)
_PLANS = lazy(r"规划|计划|方案|安排|要点|意见|办法|任务|措施|部署|(?<!决算)草案")
# 2025年度任务完成情况报告, 某建议的办理情况, but not
# 2025年计划执行情况与2026年计划草案的报告
_IS_DONE = lazy(
    r"(?<!草案)(?:完成|执行|落实|进展|办理|推进|整改|开展|运行)情况"
    r"(?:的?(?:工作)?(?:报告|通报|总结|说明|公示|公告|函))?(?:[（(][^（()）]{1,16}[）)])?\Z"
)
# A bulletin whose title is lost tells by its words what it is.
_COUNTED = lazy(
    r"日通报|数据显示|据[^，,。；;]{0,8}统计(?!法)|初步(?:核算|测算|统计)|年末(?:全[市县区省国]|户籍|常住|城乡|总|共有)"
    r"|(?:^|[。\n])[元一1](?:[至~—-]|－)[0-9]{1,2}月"
)
_COMPARES = lazy(r"比上年|同比|比去年|(?:增长|下降|提高|减少)[0-9]")
_FEWEST = 3
# What an untitled text says of what was done, and of what is to come.
_DONE = lazy(
    r"截[至止](?!20[0-9]{2}年底前)|同比|[比较](?:上年|去年)|[增减]加?少?了[0-9]"
    r"|(?:已经?|全面|圆满|超额|如期|提前|顺利|累计)(?:完成|建成|实现|开工|通车|发放|解决|新增)(?![^，,。；;]{0,8}的)"
    r"|取得[^，,。；;]{0,8}(?:成[效果绩]|进展|突破)|[一二三四五]年来|成绩单"
    r"|完成(?:年度|全年)(?:目标|计划)的[0-9]|上半年[^，,。；;]{0,8}(?:完成|建成|实现)"
)
_TO_DO = lazy(
    r"力争|确保|争取|应当|必须|(?<!即)将(?![其各以所对近达])|拟(?!态)|计划(?!生育|的|单列|[\r\n])|今后|未来"
    r"|要(?=[加坚推进完建把])|给予|鼓励|支持(?!下|了)"
)
# 加快建设新校区。 is an order, where 加快建设公园3个。 may tell of them.
_ORDERED = lazy(
    rf"(?:\A|[。；\n])\s{{0,4}}(?:{'|'.join((*WORK_VERBS, *ORDERS))})"
    r"[^。；\n0-9]{2,60}(?=[。；])"
)
# A table of tasks tells of their progress and plans them.
_SHARES_WORK = lazy(
    r"(?:责任|牵头|配合|承办)(?:单位|部门)|完成时[限间]|工作任务|目标要求"
)
_FEW_CELLS = 6
_FEWEST_DONE, _DONE_TO_COME = 4, 3
# 完成了规划确定的目标任务 sets none.
_AIMS_MET = lazy(
    r"完成[^，,。；;]{0,16}目标(?:任务)?|目标(?:任务)?(?:全面|圆满|如期)?完成"
)
# 现公布我局2022年政府信息公开工作年度报告
_ANNOUNCES = lazy(
    r"(?:公布|发布|编制)[^。；;]{0,24}?((?:19|20)[0-9]{2})年度?[^。；;]{0,24}(?:年度报告|年报)"
)
_IS_TO_COME = lazy(
    r"预期目标|主要目标|目标任务|(?:工作|重点)(?:安排|打算|任务)|下一步|明年|今年要|力争"
    r"|(?<!达)[到至]20[0-9]{2}年"
)
# What opens by saying that all is done: 10件实事全部完成, 完成情况公布。
_ALL_DONE = lazy(
    r"(?:\A|[。：:\n])\s*20[0-9]{2}年(?!底|末|[0-9]{1,2}月)[^。；;\n]{0,80}?"
    r"(?<![前内底末将须要应能会后])(?:全部|全面|圆满|超额)(?:完成|办结|建成|竣工)(?!后|[^，,。；;]{0,8}的)"
    r"|(?:完成|办理|落实|进展|实施)情况(?:予以|现|今日)?(?:公布|公示|通报|公告|如下|[：:])"
)
_ALL_DONE_TITLE = lazy(
    r"(?:全部|全面|圆满|超额)(?:完成|办结|建成|竣工)[！!]?\Z|最新进展(?:来了|情况)?[！!]?\Z|成绩单[丨｜|：:]"
)
_OPENING = 240
# The year that a report opens with: 2023年，市政府共办理…
_OPENS = lazy(r"\s*((?:19|20)[0-9]{2})年(?!以来)")
# The same behind a first sentence: 今日，会议召开。2024年10件实事…
_OPENS_NEXT = lazy(
    r"[。：:]\s*((?:19|20)[0-9]{2})年(?!以来|[0-9]{1,2}月|[^，,。；;]{0,10}的)"
)
# 发布时间：2024-03-08, in the lines of a page; 2024-03-08 19:28 来源：某报
_PUBLISHED = lazy(r"发布(?:时间|日期)?[ ]?[：:]\s{0,3}((?:19|20)[0-9]{2})[-/.年]")
_STAMPED = lazy(
    r"((?:19|20)[0-9]{2})[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?\s{1,3}[0-9]{1,2}[:：][0-9]{2}"
)
_LONGEST_STAMP = 80
# What has been done so far in the year of writing.
_SO_FAR = lazy(
    r"今年(?!底|末)|年初以来|[前一二三上](?:[一二三]个?)?(?:季度|半年)(?!前)"
    r"|截[至止](?:目前|[0-9]{1,2}月|本月)|(?<![0-9])[1-9一][-—－至][0-9]{1,2}月"
)
# 2025年工作总结和2026年工作打算: the first is told of.
_TOLD_TITLE = lazy(
    r"((?:19|20)[0-9]{2})年度?[^0-9，,。]{0,16}(?:总结|回顾|(?:执行|完成|落实|工作|发展)情况|决算)"
)
_HEADS_PLAN = lazy(
    r"(?:重点工作|主要工作|工作重点|任务|安排|打算|目标|思路|计划|部署)\s*\Z"
)
_REGISTER_LINES = 16


def reports(title: str, simplified: str) -> bool:
    """Tell whether a document reports throughout."""
    if _IS_DONE.search(title) or _ALL_DONE_TITLE.search(title):
        return True
    head = simplified[: _HEAD_LINES * _LONGEST_HEAD].split("\n")[:_HEAD_LINES]
    if any(_ALL_DONE_TITLE.search(line.rstrip()) for line in head):
        return True
    if title:
        return bool(_REPORTS.search(title)) and not _PLANS.search(title)
    if _ANNOUNCES.search(simplified, 0, 2 * _OPENING):
        return True
    if _IS_TO_COME.search(_AIMS_MET.sub("", simplified)):
        return False
    if _tells(simplified) or _ALL_DONE.search(simplified, 0, _OPENING):
        return True
    if _COUNTED.search(simplified) is None:
        return False
    compared = _COMPARES.finditer(simplified)
    return sum(1 for _ in zip(compared, range(_FEWEST), strict=False)) == _FEWEST


def _tells(simplified: str) -> bool:
    """Tell whether words of what was done are many, and of what is to come few."""
    if _SHARES_WORK.search(simplified) or simplified.count("|") > _FEW_CELLS:
        return False
    if _ORDERED.search(simplified):
        return False
    done = sum(1 for _ in _DONE.finditer(simplified))
    to_come = sum(1 for _ in _TO_DO.finditer(simplified))
    return done >= max(_FEWEST_DONE, _DONE_TO_COME * to_come)


def heading_year(source: DocumentText) -> int | None:
    """Return the year of the day that a line of the head names.

    ——2026年1月5日在某市人民代表大会上, （114年2月25日）
    """
    for passage in source.passages[:_HEAD_LINES]:
        words = source.simplified[passage.start : passage.end]
        if passage.end - passage.start > _LONGEST_HEAD or "。" in words:
            return None
        if _DATES_HEAD.match(words):
            times = source.times(passage)
            return next((one.year for one in times if one.first == one.last), None)
    return None


def published_year(document: Document) -> int | None:
    """Return the year in which the page above a document says that it came out."""
    lines = [
        leaf.text
        for leaf in document.children[:_REGISTER_LINES]
        if isinstance(leaf, Furniture)
        or (isinstance(leaf, Paragraph) and len(leaf.text) <= _LONGEST_STAMP)
    ]
    words = simplified_view("".join(lines))
    found = _PUBLISHED.search(words) or _STAMPED.search(words)
    return int(found[1]) if found else None


def told_in_title(title: str) -> int | None:
    """Return the year that a title tells of beside another one: 2025年工作总结和…"""
    found = _TOLD_TITLE.search(title)
    return int(found[1]) if found else None


def tells_of_this_year(simplified: str) -> bool:
    """Tell whether a report opens with what was done so far in its year."""
    return _SO_FAR.search(simplified, 0, 2 * _OPENING) is not None


def told_year(source: DocumentText) -> int | None:
    """Return the year that the first sentence of a report opens with, or the second.

    A line that heads what is to come tells nothing: 2026年重点工作.
    """
    body = [
        one
        for one in source.passages
        if isinstance(one.leaf, Paragraph)
        and not _HEADS_PLAN.search(source.simplified[one.start : one.end])
    ]
    found = [_OPENS.match(source.simplified, one.start, one.end) for one in body]
    found += [
        _OPENS_NEXT.search(source.simplified, one.start, one.end) for one in body[:2]
    ]
    found.append(_ANNOUNCES.search(source.simplified, 0, 2 * _OPENING))
    return next((int(match[1]) for match in found if match), None)
