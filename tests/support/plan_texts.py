"""Whole plans of plain words, as a drafter would write them.

In: a number. Out: the text of a plan, one paragraph a line, the same for the same
number. Unlike the documents of `strategies`, which look for what breaks a law, these
are ordinary: a title, a preamble, chapters with headings that have bodies, clauses.
"""

from random import Random

from cnpolicy.lexical.numerals import to_han

_PLACES = ("临江市", "青岭县", "云州省", "海宁区", "平川自治州")
_SUBJECTS = (
    *("数字经济发展", "乡村振兴", "知识产权保护", "营商环境优化", "绿色低碳发展"),
    *("应急体系建设", "职业教育发展", "现代物流业发展", "养老服务体系建设"),
)
_KINDS = (
    *("“十四五”规划", "三年行动计划", "实施方案", "实施意见", "若干措施", "工作要点"),
)
_VERBS = (
    *("加强", "完善", "健全", "推进", "强化", "优化", "提升", "深化", "加快", "促进"),
)
_NOUNS = (
    *("人才队伍建设", "市场监管机制", "公共服务体系", "科技创新能力", "产业协同发展"),
    *("基础设施建设", "政策法规体系", "企业主体地位", "数据资源共享", "风险防控能力"),
    *("农村人居环境", "社会信用体系", "重点项目建设", "服务保障水平", "区域协调发展"),
)
_CHAPTERS = (
    *("总体要求", "发展基础与形势", "重点任务", "保障措施", "组织实施", "发展目标"),
    *("全面提升发展质量", "加快构建现代产业体系", "切实加强组织保障"),
)
_OPENINGS = (
    *("围绕重点领域", "坚持问题导向", "以企业需求为中心", "按照属地管理原则"),
    *("依托现有平台", "结合本地实际", "深入贯彻落实上级决策部署", "到2025年"),
)
_CLAUSES = (
    *("推动各项任务落地见效", "建立部门协同工作机制", "支持骨干企业做大做强"),
    *("培育一批专业服务机构", "加大财政资金投入力度", "实现重点区域全覆盖"),
    *("引导社会资本广泛参与", "鼓励高校和科研院所开展攻关", "完善统计监测制度"),
    *("每年培训专业人员500人次以上", "压减办理时限30%以上", "探索开展综合改革试点"),
)
_BODIES = (
    *("市发展改革委", "市财政局", "市科技局", "市市场监管局", "市人力资源社会保障局"),
    *("市教育局", "市农业农村局", "市住房城乡建设局"),
)


class _Plan:
    """One plan while it is written."""

    def __init__(self, number: int) -> None:
        self.random = Random(number)
        self.alone = self.random.random() < 0.4
        """Whether its headings of the second level stand alone on their lines."""
        self.runs_on = self.random.random() < 0.4
        """Whether its second level counts on across the chapters."""
        self.duties = self.random.random() < 0.5
        """Whether its measures name who is responsible."""
        self.chapters = self.random.random() < 0.2
        """Whether its top level is 第一章 instead of 一、."""
        self.second = 0
        self.lines: list[str] = []

    def sentence(self) -> str:
        """围绕重点领域，推动各项任务落地见效，完善统计监测制度。"""
        clauses = self.random.sample(_CLAUSES, self.random.randint(2, 3))
        return "，".join([self.random.choice(_OPENINGS), *clauses]) + "。"

    def body(self) -> str:
        """Some sentences, and who is responsible."""
        words = "".join(self.sentence() for _ in range(self.random.randint(1, 3)))
        if self.duties and self.random.random() < 0.7:
            lead, *others = self.random.sample(_BODIES, self.random.randint(2, 4))
            words += f"（{lead}牵头，{'、'.join(others)}等按职责分工负责）"
        return words

    def title(self) -> str:
        """加强人才队伍建设"""
        return self.random.choice(_VERBS) + self.random.choice(_NOUNS)

    def third(self) -> None:
        """1. to 3. under a heading of the second level."""
        for number in range(1, self.random.randint(2, 4) + 1):
            self.lines.append(f"{number}．{self.title()}。{self.body()}")

    def chapter(self, number: int, title: str) -> None:
        """A chapter with its headings."""
        mark = f"第{to_han(number)}章　" if self.chapters else f"{to_han(number)}、"
        self.lines.append(mark + title)
        if not self.runs_on:
            self.second = 0
        for _ in range(self.random.randint(2, 4)):
            self.second += 1
            heading = f"（{to_han(self.second)}）{self.title()}"
            if self.alone:
                self.lines += [heading, self.body()]
            else:
                self.lines.append(f"{heading}。{self.body()}")
            if self.random.random() < 0.25:
                self.third()

    def text(self) -> str:
        """The whole plan."""
        name = self.random.choice(_SUBJECTS) + self.random.choice(_KINDS)
        place = self.random.choice(_PLACES)
        self.lines = [place + name, f"为加快推进{name[:4]}工作，结合实际，制定本文件。"]
        titles = self.random.sample(_CHAPTERS, self.random.randint(3, 6))
        for number, title in enumerate(titles, 1):
            self.chapter(number, title)
        return "\n".join(self.lines) + "\n"


def plan_text(number: int) -> str:
    """Return the plan with this number."""
    return _Plan(number).text()
