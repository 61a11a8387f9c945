"""The title block: which lines of a head are the title of a document.

In: segments, the Simplified view, and the short lines of a head. Out: the lines that
make up the title. A title ends with the word for its kind of document (规划, 通知); it
may be broken over lines, and a page may give it before the document does.
"""

from __future__ import annotations

from cnpolicy.front_matter.broken_titles import (
    begins_title,
    begins_with_place,
    is_joint,
    is_part,
    is_rest,
    may_go_on,
)
from cnpolicy.front_matter.line_kinds import patterns
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import ONE_TO_NINE, ONE_TO_TEN
from cnpolicy.lexical.whitespace import BLANKS, BLANKS_AND_BREAKS, SPACE
from cnpolicy.segmentation.segment import BLANK, TEXT, Segment
from cnpolicy.vocabulary.profile import Profile

LONGEST_TITLE = 80
# A line of a title that has a subtitle: 奋力谱写新时代改革发展新篇章
LONGEST_HEADLINE = 40
_DASHES = ("—", "－－", "--", "–")
# ——2026年1月9日在某市第八届人民代表大会第三次会议上
_OCCASION = lazy(
    r"[—–－-]{1,4}[^。；：:，,]{0,16}在[^。；：:，,]{4,50}[会议坛式礼班]上"
)
# The title of a notice that many bodies issue together.
LONGEST_JOINT_TITLE = 160
MOST_LINES = 6
# 政策解读, 规划计划: a column of a page is called so, where a title stands below it.
LONGEST_COLUMN = 6

_TITLE_TAIL = lazy(
    rf"{SPACE}*+(?:[（(〔\[][^（()）]{{1,24}}[）)〕\]])?{SPACE}*+[》”]?{SPACE}*+"
    r"(?:[（(][^（()）]{1,12}[）)])?$"
)
_TAIL_ENDS = frozenset("）)〕]》”")
_NOT_TITLE = lazy(
    r"[。；;！？!?>＞»›]|^•|[：:，,、]$|^(?:现|为|根据|附|注|来源|第.{1,3}[章节条])"
    # 文种：计划
    rf"|^[\u4e00-\u9fff]{{2,4}}[{BLANKS}]?[：:]|^目[{BLANKS}]*录$"
)
# 为全面建设现代化新城而团结奋斗 may be the title of a report above its subtitle.
_NO_HEADLINE = lazy(f"[。；;：:>＞»›]|[，,、]$|^(?:附|注|来源)|^目[{BLANKS}]*录$")
_JOINT_TITLE = lazy(
    r"关于[^。；：]{4,140}的(?:[\u4e00-\u9fff]{2}意见|通知|意见|决定|函)$"
    r"|(?:印发|转发|批转|发布|公布)[《〈][^。；：]{4,140}[》〉]的(?:通知|公告|函)$"
)
# Words that end a title on a line of its own, but are no sign of one inside a line.
_LINE_KINDS = lazy(
    r"(?:工作|重点|任务|活动|总体)(?:安排|部署|总结|打算|思路)$|(?:责任|任务|计划|倡议|白皮)书$"
    r"|(?:责任|任务|工作)(?:分解|分工)$|(?:报告|纲要|规划)摘要$"
    r"|(?:民生实事|为民办实事)(?:项目|工程)?$"
    # 关于办理某类案件适用法律若干问题的解释, but not 名词解释
    r"|关于[^。；：:]{4,80}的解释$"
    r"|(?:决议|公报|指引|路线图|手册|公约|大纲|战略|名录|讲话|法典|纲领|备忘录|台账|蓝图"
    # 全文 alone, and 规划全文, name a column.
    r"|[\u4e00-\u9fff0-9](?:报告|讲话|致辞|公报|决议|解读)全文"
    r"|(?:公开|一封)信|答复|协议|合同|协定|共识|致辞)$"
)
# 支持企业发展的十条措施 ends with its kind; 支持企业发展若干措施20条 does not.
_COUNTED = lazy(f"(?:措施|政策|意见|举措|规定|办法)[0-9{ONE_TO_TEN}]{{1,3}}条$")
# 和二〇三五年远景目标纲要, （2021—2025年）: the title goes on in the next line. It does
# not in （二〇一八年一月）, the month of the document.
_GOES_ON = lazy(
    r"[和与及暨][^，。：]{2,40}$"
    r"|[（(](?![^（()）]{0,24}(?:日|通过|公布|发布|批准)"
    f"|[{BLANKS}]*[0-9〇○零ＯO{ONE_TO_TEN}]{{4}}[{BLANKS}]*年[^（()）—–－~～-]{{1,4}}月[）)])"
    r"[^（()）。：:]{2,24}(?<!份)[）)]$"
)
# 关于落实市政府工作报告⏎主要目标任务的通知: the first line is no title by itself.
_COMPLETE = lazy(r"的[\u4e00-\u9fff]{0,6}$|若干|实施意见|指导意见|意见$|批复$")
# 第十四个五年规划, 《政府工作报告》重点任务分工, 若干措施: a title does not begin so.
_NO_BEGINNING = lazy(
    f"(?:[和与及暨的]|若干|第[{ONE_TO_TEN}]{{1,3}}个|“?十[一二三四五六七]五”?规划$"
    r"|《[^《》]{2,30}》[\u4e00-\u9fff]"
    # 完成情况说明, 有关情况的报告
    r"|[\u4e00-\u9fff]{0,4}情况的?[\u4e00-\u9fff]{2,4}$"
    r"|(?:实施|行动|工作|发展|建设|管理|专项|总体|三年|五年)[\u4e00-\u9fff]{2,4}"
    r"(?:[（(][^（()）]{1,24}[）)])?$)"
)
# …和二〇三五年⏎远景目标纲要, 关于加强⏎知识产权保护的意见: a title does not end so.
_NO_END = lazy(
    f"(?:关于|[和与及的]|[0-9〇○零{ONE_TO_NINE}]年|[”》]|促进|推进|加快|加强|推动|支持"
    r"|完善|深化|进一步|全面|健全|落实|贯彻)$"
)
# 某区教育局⏎2021年工作要点: the name of the body belongs to the title.
_OF_A_YEAR = lazy(r"(?:19|20)[0-9]{2}年(?:度)?[\u4e00-\u9fff“”]{2,12}$")
# The words above such a line that may begin a title.
_BEGINNING = lazy(r"[\u4e00-\u9fff0-9〇○“”《》（()）、—-]{6,60}$")
# 转发省卫生健康委、⏎人力资源社会保障厅关于…的通知
_LISTS = lazy(r"^[^。；;！？!?：:]*(?:关于|转发|批转|印发)[^。；;！？!?：:]*、$")
_DEPARTMENT = lazy(rf"[\u4e00-\u9fff{BLANKS}]{{2,60}}(?:[局厅部委]|委员会)")
_MARKS = str.maketrans("", "", f'《》〈〉<>“”"（()）{BLANKS_AND_BREAKS}#*')


def bare(words: str) -> str:
    """Return the words of a title without marks and space, for comparing."""
    return words.translate(_MARKS)


def is_title(segment: Segment, simplified: str, profile: Profile) -> bool:
    """Tell whether a line reads like the last line of a title."""
    size = segment.last - segment.first
    if size > LONGEST_JOINT_TITLE or segment.kind is not TEXT:
        return False
    words = simplified[segment.first : segment.last]
    if words[-1] == "上":
        return _OCCASION.fullmatch(words) is not None
    if words[-1] not in patterns(profile).last_signs:
        return False
    if _NOT_TITLE.search(words):
        return False
    if size > LONGEST_TITLE:
        return bool(_JOINT_TITLE.search(words))
    if words[-1] in _TAIL_ENDS:
        words = _TITLE_TAIL.sub("", words)
    if words[-2:-1].isspace():
        # 实 施 意 见
        words = "".join(words.split())
    return bool(
        patterns(profile).kind_end.search(words)
        or _LINE_KINDS.search(words)
        or _COUNTED.search(words)
    )


class TitleBlocks:
    """Finds titles among the short lines of a head."""

    def __init__(
        self, segments: list[Segment], simplified: str, profile: Profile
    ) -> None:
        self.segments = segments
        self.simplified = simplified
        self.profile = profile

    def words(self, index: int) -> str:
        """What is visible of a segment."""
        segment = self.segments[index]
        return self.simplified[segment.first : segment.last]

    def joined(self, block: list[int]) -> str:
        """The words of a title without marks and space."""
        return bare("".join(map(self.words, block)))

    def first(self, lines: list[int], known: str = "") -> list[int]:
        """Return the lines of the first title among the lines of a head.

        `known` is what a notice says above, without marks: the title of the plan that
        it issues stands there.
        """
        for last, index in enumerate(lines):
            if self._is_title(index):
                block = self._block(lines, last, known)
                if len(block) > 1 or not is_rest(self.words(index)):
                    return block
        return []

    def last(self, lines: list[int], known: str = "") -> tuple[list[int], list[int]]:
        """Return the title, and the lines of its repetitions above it.

        A page gives the title before the document does: the last one is the own one.
        So it is if what stands above is no longer than the name of a column.
        """
        above: list[int] = []
        block = self.first(lines, known)
        while block:
            rest = lines[lines.index(block[-1]) + 1 :]
            one = self.joined(block)
            after = self.first(rest, one)
            if not after:
                break
            other = self.joined(after)
            column = (
                len(one) <= LONGEST_COLUMN < len(other)
                and not self.words(after[0]).startswith(_DASHES)
                and not self._tells(block[-1], after[0])
            )
            if one not in other and other not in one and not column:
                break
            above, block = above + block, after
        return block, above

    def _tells(self, above: int, below: int) -> bool:
        """Tell whether a sentence stands between: then the lower line heads a chapter.

        政府工作报告 above 2024年工作回顾, its sentences, and 2025年工作安排.
        """
        return any(
            s.kind is not BLANK and self.simplified[s.last - 1] == "。"
            for s in self.segments[above + 1 : below]
        )

    def _is_title(self, index: int) -> bool:
        """Tell whether a segment reads like the last line of a title."""
        return is_title(self.segments[index], self.simplified, self.profile)

    def _adjacent(self, above: int, below: int) -> bool:
        """Tell whether only blank lines stand between two lines."""
        return all(s.kind is BLANK for s in self.segments[above + 1 : below])

    def _block(self, lines: list[int], last: int, known: str) -> list[int]:
        """Return the lines of the title that has its last line at a place."""
        first = self._begin(lines, last, known)
        while last + 1 < len(lines):
            cut = self._cut_end(lines, last)
            if cut <= last and not self._goes_on(lines, first, last, known):
                break
            last = max(last + 1, cut)
        if first < last and self.words(lines[last]).startswith(_DASHES):
            # ——在第六次代表大会上的报告 says on what occasion; the title stands above.
            last -= 1
        return lines[first : last + 1]

    def _begin(self, lines: list[int], last: int, known: str) -> int:
        """Return the place of the first line of a title."""
        first = last
        signed = headed = False
        while first and last - first < MOST_LINES - 1:
            if known and f"\n{self.joined(lines[first : last + 1])}\n" in known:
                break  # the whole title, as the notice has it
            words, above = self.words(lines[first]), self.words(lines[first - 1])
            if "关于" in words and not words.startswith("关于"):
                if not self._joint(above, words, lines[first - 1], lines[first]):
                    break
                first -= 1
                continue
            issued = self._is_issuer(above)
            if words.startswith(_DASHES) or headed:
                # 奋力谱写新篇章⏎——在第六次代表大会上的报告
                headed = self._heads(above, issued, lines[first - 1], lines[first])
                if not headed:
                    break
                first -= 1
                continue
            if _NOT_TITLE.search(above) and not _LISTS.search(above):
                break
            if "：" in above or ":" in above:
                # 抄报：省政府
                break
            if signed or words.startswith("关于") or _OF_A_YEAR.match(words):
                signed = issued and above != words
                if self._is_placed(lines, first):
                    signed = False
                elif not (signed and self._adjacent(lines[first - 1], lines[first])):
                    break
            elif not (
                self._runs_on(above, words, lines[first - 1], lines[first])
                or self._is_placed(lines, first)
                or (known and self.joined(lines[first - 1 : last + 1]) in known)
                or any(
                    "关于" in self.words(i) for i in lines[max(0, first - 3) : first]
                )
            ):
                break
            first -= 1
        return first

    def _is_issuer(self, words: str) -> bool:
        """Tell whether a line names a body: 某市防控工作领导小组（指挥部）."""
        issuers = patterns(self.profile).issuer_end
        return issuers.search(words.partition("（")[0] or words) is not None

    def _heads(self, above: str, issued: bool, upper: int, lower: int) -> bool:
        """Tell whether a line is the title above its subtitle, or above its own end."""
        return bool(
            not issued
            and len(above) <= LONGEST_HEADLINE
            and not _NO_HEADLINE.search(above)
            and self._adjacent(upper, lower)
            and not patterns(self.profile).letterhead.fullmatch(above)
        )

    def _joint(self, above: str, words: str, upper: int, lower: int) -> bool:
        """Tell whether a department stands above another that opens a title.

        某市民政局⏎某市财政局关于…的通知 comes from both; a government above is that of
        the page.
        """
        issuer = words[: words.index("关于")]
        if is_joint(above, words):
            return self._adjacent(upper, lower)
        return bool(
            _DEPARTMENT.fullmatch(above)
            and _DEPARTMENT.fullmatch(issuer)
            and above[:2] == issuer[:2]
            and above != issuer
            and self._adjacent(upper, lower)
        )

    def _runs_on(self, above: str, below: str, upper: int, lower: int) -> bool:
        """Tell whether a line cannot begin a title, and that above it can."""
        return bool(
            (_NO_BEGINNING.match(below) or _NO_END.search(above))
            and _BEGINNING.match(above)
            and self._adjacent(upper, lower)
            and not patterns(self.profile).issuer_end.search(above)
            and not patterns(self.profile).letterhead.fullmatch(above)
        )

    def _is_placed(self, lines: list[int], first: int) -> bool:
        """Tell whether a line above begins the title with the name of its place.

        临江市综合交通运输⏎体系发展规划: nothing else stands between.
        """
        words = self.words(lines[first])
        if begins_with_place(words) or words.startswith("关于"):
            return False
        known = patterns(self.profile)
        for place in range(first - 1, max(-1, first - MOST_LINES), -1):
            above = self.words(lines[place])
            if (
                not self._adjacent(lines[place], lines[place + 1])
                or not is_part(above)
                or known.issuer_end.search(above)
                or known.letterhead.fullmatch(above)
                or self._is_title(lines[place])
            ):
                return False
            if begins_title(above):
                return True
        return False

    def _goes_on(self, lines: list[int], first: int, last: int, known: str) -> bool:
        """Tell whether the next line belongs to a title as well."""
        below = self.words(lines[last + 1])
        if _GOES_ON.match(below):
            return True
        if known and self.joined(lines[first : last + 2]) in known:
            return True
        words = "".join(map(self.words, lines[first : last + 1]))
        return (
            "关于" in words
            and self._adjacent(lines[last], lines[last + 1])
            and not _COMPLETE.search(words[-12:])
            and "关于" not in below
            and is_title(self.segments[lines[last + 1]], self.simplified, self.profile)
        )

    def _cut_end(self, lines: list[int], last: int) -> int:
        """Return the place where a title ends that seems to end at `last`.

        加强和规范⏎事中事后监管的⏎意见: its end is only one word of it.
        """
        if not may_go_on(self.words(lines[last])):
            return last
        above = self.words(lines[last])
        for place in range(last + 1, min(len(lines), last + MOST_LINES)):
            words = self.words(lines[place])
            if (
                not self._adjacent(lines[place - 1], lines[place])
                or not is_part(words)
                or begins_with_place(words)
                or "关于" in words
                or bare(words) in bare(above)
            ):
                break
            if self._is_title(lines[place]):
                return place
        return last
