"""Tasks: every measure once, with its clause, its headings and what it demands."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnpolicy import Document, Span, parse, unparse
from cnpolicy.analysis.clause_coverage import clause_coverage, scope_of
from cnpolicy.analysis.provisions import is_background
from cnpolicy.analysis.task_views import by_organization, long_rows
from cnpolicy.analysis.tasks import tasks
from cnpolicy.export.spreadsheets.csv import to_csv
from cnpolicy.export.tables.task_cells import task_cells
from cnpolicy.model.responsibilities import Role
from cnpolicy.model.results.tasks import Task
from support import strategies
from support.golden_tables import golden_rows, seed

texts = st.one_of(
    strategies.vocabulary,
    strategies.edited(),
    strategies.documents().map(lambda made: made.text),
)


def of(text: str) -> tuple[Task, ...]:
    """The tasks of a text."""
    return tasks(parse(text))


def names(task: Task, role: str) -> str:
    """The bodies of a role as written."""
    return "、".join(mention.name for mention in getattr(task, role))


# ----------------------------------------------------------------------------- seeds


@pytest.mark.parametrize("number", ["000", "003"])
def test_the_clauses_of_a_seed(number: str) -> None:
    """Each clause is a task under the right headings, with the right bodies."""
    found = [
        {
            "seed": number,
            "number": "/".join(task.number),
            "path": "/".join(task.path),
            "title": task.title,
            "lead": names(task, "lead"),
            "responsible": names(task, "responsible"),
            "support": names(task, "support"),
            "open": "等" if task.open_list else "",
        }
        for task in tasks(seed(number))
        if task.assigned
    ]
    assert found == [row for row in golden_rows("tasks.tsv") if row["seed"] == number]


@pytest.mark.parametrize(
    ("number", "count", "unassigned"),
    [
        # the three sections of 八、實施保障
        ("000", 22, ["加強組織領導", "強化資金保障", "加強考核督導"]),
        ("003", 39, []),
    ],
)
def test_what_nobody_does(number: str, count: int, unassigned: list[str]) -> None:
    """Measures without a clause are tasks too; background chapters are none."""
    found = tasks(seed(number))
    assert len(found) == count
    assert [task.title for task in found if not task.assigned] == unassigned


def test_a_seed_without_clauses() -> None:
    """Seed 004 has 52 measures: lead sentences, and three sections of 九、."""
    found = tasks(seed("004"))
    assert len(found) == 52
    assert not any(task.assigned for task in found)
    assert {task.number[0] for task in found} == {f"{n}、" for n in "三四五六七八九"}
    boxes = [box for task in found for box in task.boxes]
    assert len(boxes) == 6
    assert boxes[0] == "重点工程一 高价值专利培育工程"


def test_two_clauses_of_one_section() -> None:
    """Seed 000 (九) has two paragraphs, each with its own clause."""
    first, second = [t for t in tasks(seed("000")) if t.number == ("四、", "(九)")]
    assert first.text.startswith("強化高質量")
    assert second.text.startswith("培育專利密集型產業")
    assert "分工" not in first.text + second.text


# ------------------------------------------------------------- what a clause governs


def test_a_clause_on_its_own_line_governs_the_item_above() -> None:
    """Of （1）…（4） and a clause below them the whole of 1. is one task."""
    found = of(
        "一、措施\n1.支持企业。\n（1）减税。\n（2）降费。\n（责任单位：市财政局）\n"
        "2.稳定就业。\n"
    )
    assert [(t.title, t.assigned) for t in found] == [
        ("支持企业", True),
        ("稳定就业", False),
    ]
    assert found[0].text == "减税。\n降费。"


def test_the_clause_of_a_heading_and_those_of_its_measures() -> None:
    """A head sentence has its clause, each measure below it has its own."""
    found = of(
        "一、措施\n（一）降低费用。减轻负担。（市发展改革委负责）具体措施：\n"
        "1．清理收费。（市财政局负责）\n2．开展检查。（市市场监管局牵头）\n"
    )
    said = [(t.number, names(t, "lead") or names(t, "responsible")) for t in found]
    assert said == [
        (("一、", "（一）"), "市发展改革委"),
        (("一、", "（一）", "1．"), "市财政局"),
        (("一、", "（一）", "2．"), "市市场监管局"),
    ]
    assert "清理收费" not in found[0].text
    assert found[1].text == "清理收费。"


def test_two_clauses_of_one_paragraph() -> None:
    """Each has the text before it, back to the clause before."""
    found = of(
        "一、措施\n（一）健全机制\n减税。（市财政局负责）降费。（市发展改革委负责）\n"
    )
    assert [(names(t, "responsible"), t.text) for t in found] == [
        ("市财政局", "减税。"),
        ("市发展改革委", "降费。"),
    ]


def test_a_clause_before_the_stop_leaves_the_stop() -> None:
    """Cutting out a clause that stands before the full stop leaves the full stop."""
    [task] = of("一、实事\n（一）培训\n开展培训40万人次（牵头单位：市人社局）。\n")
    assert task.text == "开展培训40万人次。"
    assert names(task, "lead") == "市人社局"


def test_a_run_in_heading() -> None:
    """The sentence that is a heading is the title, what follows it is the text."""
    found = of("一、措施\n1.健全机制。完善制度。\n2.加强监管。严格执法。\n")
    assert [(t.title, t.text) for t in found] == [
        ("健全机制", "完善制度。"),
        ("加强监管", "严格执法。"),
    ]


def test_a_heading_alone_is_a_measure() -> None:
    """A measure may be nothing but its heading."""
    found = of("一、项目\n1.建设数据中心\n2.建设实验室\n")
    assert [task.text for task in found] == ["建设数据中心", "建设实验室"]


def test_text_above_the_first_subsection_is_no_measure() -> None:
    """An introduction of a chapter, and text outside of chapters, is none."""
    found = of(
        "为促进发展，制定本意见。\n一、措施\n总的来看，要抓好落实。\n（一）减税\n"
    )
    assert [task.title for task in found] == ["减税"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("规划背景", True),
        ("总体要求", True),
        ("指导思想和发展目标", True),
        ("发展基础与面临形势", True),
        ("“十三五”发展回顾", True),
        ("附则", True),
        ("建设目标（2021—2025年）", True),
        ("充分认识重大意义", True),
        ("现状与评价", True),
        ("存在问题与成因分析", True),
        ("法律责任", True),
        ("开展环境影响评价", False),
        ("夯实发展基础", False),
        ("优化营商环境", False),
        ("推进人才和文化建设，夯实事业发展基础", False),
        ("保障措施", False),
        ("工作要求", False),
        ("", False),
    ],
)
def test_background(title: str, expected: bool) -> None:
    """Chapters of reasons and aims are told by their titles."""
    assert is_background(title) is expected


def test_dates_targets_and_documents() -> None:
    """A task has the deadlines, targets and citations of its own text."""
    [first, second] = of(
        "某市规划\n一、任务\n（一）创造。2022年12月底前完成普查，发明专利达到100件。"
        "（市财政局负责）\n（二）保护。依据《条例》执法。\n"
    )
    assert [item.date for item in first.deadlines] == [date(2022, 12, 31)]
    assert first.due == date(2022, 12, 31)
    assert [item.unit for item in first.targets] == ["件"]
    assert first.citations == ()
    assert [item.title for item in second.citations] == ["条例"]
    assert second.due is None


def test_an_own_line_deadline() -> None:
    """完成时限 on a line of its own is the deadline of its task."""
    [task] = of(
        "一、任务\n（一）健全机制\n完善制度。\n牵头单位：市财政局\n配合单位：市科技局\n"
        "完成时限：2019年6月底前\n"
    )
    assert task.deadline == "2019年6月底前"
    assert (names(task, "lead"), names(task, "support")) == ("市财政局", "市科技局")
    assert task.text == "完善制度。"


# ----------------------------------------------------------------------------- tables

TABLE = (
    "附件\n任务分工表\n"
    "序号\t重点任务\t具体举措\t牵头单位\t责任单位\t完成时限\n"
    "1\t加强保护\t完善制度\t市市场监管局\t市公安局、市法院\t2022年12月底前\n"
    "2\t\t加强执法\t市市场监管局\t市文旅局\t持续推进\n"
    "3\t促进运用\t建设平台\t市科技局\t市财政局\t2023年6月底前\n"
)


def test_the_rows_of_a_task_table() -> None:
    """A row is a task, its heading that of the row above where its cell is empty."""
    found = of("某市任务分工\n一、总体要求\n认真落实。\n" + TABLE)
    assert [(t.number, t.title, t.text) for t in found] == [
        (("1",), "加强保护", "完善制度"),
        (("2",), "加强保护", "加强执法"),
        (("3",), "促进运用", "建设平台"),
    ]
    assert [names(task, "lead") for task in found] == [
        *("市市场监管局", "市市场监管局", "市科技局")
    ]
    assert found[0].deadline == "2022年12月底前"


def test_bodies_of_the_row_above_are_inferred() -> None:
    """A row that leaves its bodies empty goes on with those above, and says so."""
    text = (
        "某市任务分工表\n任务\t牵头单位\t配合单位\t完成时限\n"
        "修建滨河步道\t市林业局\t市水务局\t2026年底前\n"
        "清理城区河道\t\t\t2027年底前\n"
        "建设口袋公园\t市城管局\t\t\n"
    )
    document = parse(text)
    clauses = document.responsibilities
    assert [clause.inferred_bodies for clause in clauses] == [False, True, False]
    assert [clause.deadline for clause in clauses] == ["2026年底前", "2027年底前", None]
    found = tasks(document)
    assert [task.inferred_bodies for task in found] == [False, True, False]
    assert [f"{task.due}" for task in found] == ["2026-12-31", "2027-12-31", "None"]
    assert found[1].inferred_lead is None
    assert [(row.name, row.inferred) for row in long_rows(found)] == [
        *[("市林业局", False), ("市水务局", False)],
        *[("市林业局", True), ("市水务局", True)],
        ("市城管局", False),
    ]
    assert [name for task in found for name in task_cells(task)[2:5]] == [
        *["市林业局", "", "市水务局"],
        *["市林业局（推定）", "", "市水务局（推定）"],
        *["市城管局", "", ""],
    ]
    [lead] = [b for b in by_organization(found) if b.names == ("市林业局",)]
    assert (len(lead.lead), len(lead.inferred_lead)) == (1, 1)


def test_a_deadline_of_the_row_above_is_that_of_the_row_below() -> None:
    """A cell that is merged over rows speaks for each, of bodies and days alike."""
    found = of(
        "某市任务分工表\n序号\t任务\t牵头单位\t完成时限\n"
        "1\t修建滨河灯塔\t市港航局\t2026年6月底前\n2\t清理城区河道\t\t\n"
        "3\t建设口袋公园\t市城管局\t\n4\t栽种行道树木\t市林业局\t2027年6月底前\n"
    )
    assert [f"{task.due}" for task in found] == [
        *["2026-06-30", "2026-06-30", "None", "2027-06-30"]
    ]


def test_a_line_of_the_page_above_a_header_hides_none() -> None:
    """发文日期 | 2027-07-14 | has the signs of a row, and names no column."""
    found = of(
        "某区2027年民生实事\n发文日期 | 2027-07-14 |\n"
        "序号 | 实事项目 | 责任单位 | 配合单位 |\n"
        "1 | 新建驿站12个 | 教育局 | 财政局 |\n2 | 改造楼院30处 | 住建局 | 财政局 |\n"
    )
    assert [(t.text, names(t, "responsible")) for t in found] == [
        *[("新建驿站12个", "教育局"), ("改造楼院30处", "住建局")]
    ]


def test_a_table_that_repeats_the_text() -> None:
    """A row that repeats a measure gives it its bodies, and is no task of its own."""
    found = of(
        "某市规划\n一、任务\n（一）保护\n完善制度。\n（二）促进运用\n建好交易平台。\n"
        "（三）宣传\n开展宣传。\n" + TABLE
    )
    assert [(t.number, t.text, names(t, "lead")) for t in found] == [
        (("一、", "（一）"), "完善制度。", "市市场监管局"),
        (("一、", "（二）"), "建好交易平台。", "市科技局"),  # by its heading
        (("一、", "（三）"), "开展宣传。", ""),
        (("2",), "加强执法", "市市场监管局"),
    ]
    assert found[0].span.start < found[1].span.start


def test_a_table_without_bodies_is_no_measure() -> None:
    """An indicator table in a chapter of measures is none."""
    found = of(
        "一、指标体系建设\n表1 主要指标\n序号\t指标\t2025年\n1\t发明专利\t12件\n"
    )
    assert all("\t" not in task.text for task in found)


PREPARED = (
    "某县防汛应急预案\n1 总则\n1.1 编制目的\n提高处置能力。\n1.2 事件分级\n分为四级。\n"
    "2 组织体系\n2.1 指挥部\n由县长任指挥长。\n2.2 成员单位职责\n县水务局：负责监测。\n"
    "3 运行机制\n3.1 信息报告\n险情一小时内报告县防办。\n3.2 物资管理\n建立储备清单。\n"
    "3.3 转移安置人员\n设立安置点。\n4 附则\n4.1 预案管理\n每三年修订一次。\n"
)


def test_a_report_has_only_what_it_plans() -> None:
    """What was done is no measure, with or without figures."""
    text = (
        "某县工作总结\n一、今年以来工作情况\n（一）完成投资。完成投资3亿元。\n"
        "（二）路况良好。优良路率82%。\n二、明年工作打算\n新建公路12公里。\n"
    )
    assert [task.title for task in tasks(parse(text))] == ["明年工作打算"]


def test_an_emergency_plan_has_few_measures() -> None:
    """Bodies, duties and grades are none; what is to be done in a case is one."""
    assert [task.title for task in of(PREPARED)] == [
        *("信息报告", "物资管理", "转移安置人员")
    ]


def test_duties_are_measures_elsewhere() -> None:
    """The same titles in a plan are measures of it."""
    found = of("某县防汛方案\n一、重点任务\n（一）健全工作机构\n成立专班。\n")
    assert [task.title for task in found] == ["健全工作机构"]


# ------------------------------------------------------------------------------ views


def test_by_organization() -> None:
    """Everything a body has to do, the busiest body first."""
    bodies = by_organization(tasks(seed("000")))
    first = bodies[0]
    assert first.normalized == "山西省市场监督管理局"
    assert first.names == ("省市場監管局",)
    assert (len(first.lead), len(first.responsible)) == (9, 10)
    assert len(bodies) == 27
    assert [len(b.tasks) for b in bodies] == sorted(
        (len(b.tasks) for b in bodies), reverse=True
    )


def test_an_inferred_lead_is_a_row_of_its_own() -> None:
    """What a rule gives is told from what a clause states."""
    found = of(
        "一、措施\n（一）健全机制。完善制度。（甲厅、乙厅负责。列第一位者为牵头单位，下同）\n"
    )
    rows = long_rows(found)
    assert [(row.role, row.name, row.inferred) for row in rows] == [
        (Role.RESPONSIBLE, "甲厅", False),
        (Role.RESPONSIBLE, "乙厅", False),
        (Role.LEAD, "甲厅", True),
    ]
    [body] = [body for body in by_organization(found) if body.normalized == "甲厅"]
    assert (body.lead, len(body.inferred_lead), len(body.tasks)) == ((), 1, 1)


# ------------------------------------------------------------------------- properties


def check(document: Document) -> tuple[Task, ...]:
    """Assert what holds for the tasks of every document."""
    text = unparse(document)
    found = tasks(document)
    assert sorted(t.clause for t in found if t.clause) == sorted(
        clause.clause for clause in document.responsibilities
    )
    open_ = [task.span for task in found if not task.assigned]
    grounds = [scope_of(clause) for clause in document.responsibilities]
    for task in found:
        assert len(task.number) == len(task.path)
        assert 0 <= task.span.start <= task.span.end <= len(text)
        for line in task.text.split("\n"):
            assert line == line.strip()
    for span in open_:
        assert span.start < span.end
        assert not any(a.start < span.end and span.start < a.end for a in grounds)
    for before, after in pairwise(open_):
        assert before.end <= after.start
    return found


@given(texts)
def test_every_clause_is_a_task(text: str) -> None:
    """Clauses and tasks match one to one; unassigned ones do not touch any scope."""
    check(parse(text))


@given(strategies.documents())
def test_the_clauses_of_a_made_document(made: strategies.Made) -> None:
    """What was written into a document stands in its task table, in order."""
    found = [task for task in check(parse(made.text)) if task.assigned]
    found.sort(key=lambda task: task.clause or task.span)
    assert [
        tuple(
            tuple(m.name for m in getattr(task, role))
            for role in ("lead", "responsible", "support", "guide")
        )
        for task in found
    ] == [duty.said[1:5] for duty in made.duties]


@given(texts)
def test_annotations_belong_to_one_task(text: str) -> None:
    """No target, deadline or citation is in two tasks."""
    found = tasks(parse(text))
    for kind in ("targets", "deadlines", "citations"):
        spans = [
            item.quantity if kind == "targets" else item.span
            for task in found
            for item in getattr(task, kind)
        ]
        assert len(spans) == len(set(spans))


@given(texts)
def test_long_rows_are_consistent(text: str) -> None:
    """A row for each task, body and role, and one for each task nobody does."""
    found = tasks(parse(text))
    rows = long_rows(found)
    assert len(rows) == sum(
        len(task.organizations) + (task.inferred_lead is not None)
        if task.assigned
        else 1
        for task in found
    )
    assert [row.number for row in rows] == sorted(row.number for row in rows)
    for row in rows:
        assert row.task is found[row.number - 1]
        assert (row.role is None) == (row.name is None) == (not row.task.assigned)
    bodies = by_organization(found)
    assert {body.normalized for body in bodies} == {
        row.normalized for row in rows if row.normalized is not None
    }
    by_body = sum(len(body.tasks) for body in bodies)
    assert by_body == len({(row.number, row.normalized) for row in rows if row.name})


@given(st.one_of(strategies.vocabulary, strategies.edited()))
def test_territories_are_disjoint(text: str) -> None:
    """Covered spans are in order, disjoint, and lie in the scopes of their clauses."""
    clauses = parse(text).responsibilities
    at = 0
    for ground in clause_coverage(clauses):
        assert at <= ground.start < ground.end
        at = ground.end
        assert scope_of(clauses[ground.owner]).contains(Span(ground.start, ground.end))


def test_tasks_of_nothing(tmp_path: Path) -> None:
    """A text without measures has no tasks, and its table has a header only."""
    assert of("") == ()
    to_csv((), tmp_path / "empty.csv")
    text = (tmp_path / "empty.csv").read_bytes().decode("utf-8-sig")
    assert text == (
        "序号,重点任务,具体举措,牵头单位,责任单位,配合单位,责任人,完成时限,截止日期,目标\r\n"
    )
