"""What the columns of task tables are called, as tables.

Defines the heads by which a table of one cell a line is known (`segmentation.tables`),
and the words by which a column tells what it holds (`annotation.responsibilities`). All
words are Simplified. Each head of bodies or times is also told by its words; a test
holds that.
"""

from __future__ import annotations

from cnpolicy.vocabulary.word_lists import listed

# --------------------------------------------------------------- heads, as whole lines

THING_HEADS = frozenset(
    listed(
        "任务 工作任务 重点任务 主要任务 具体任务 任务内容 事项 工作事项 重点事项 "
        "任务事项 内容 工作内容 主要内容 项目 项目名称 项目内容 重点工作 工作要点 措施 "
        "工作措施 主要措施 具体措施 整改措施 问题 目标 目标任务 工作目标 实事内容 "
        "实事项目 任务分解"
    )
)
"""What the columns of measures are called."""

BODY_HEADS = frozenset(
    listed(
        "责任单位 牵头单位 配合单位 责任部门 牵头部门 配合部门 主办单位 协办单位 "
        "承办单位 落实单位 参与单位 主责单位 牵头责任单位 责任单位和部门"
    )
)
"""What the columns of bodies are called."""

TIME_HEADS = frozenset(
    listed("完成时限 完成时间 时限 时间节点 完成期限 时间要求 整改时限")
)
"""What the columns of times are called."""

PERSON_HEADS = frozenset(listed("责任领导 责任人 分管领导 联系人"))
"""What the columns of persons are called."""

OTHER_HEADS = frozenset(("备注",))
"""What the columns of remarks are called."""

# ---------------------------------------------------- words anywhere in a column's head

FIELD_WORDS: tuple[tuple[str, str], ...] = (
    ("lead", r"牵头|主办|主责|主要责任"),
    ("support", r"配合|协办|参与|协同|协作|联动"),
    ("guide", r"指导"),
    (
        "responsible",
        r"责任(?:单位|部门|主体|机构|处室|科室)|承办|落实单位|实施单位|负责单位|分工",
    ),
    ("deadline", r"时限|完成时间|时间(?:节点|进度|安排|要求)|进度安排|期限"),
)
"""By the field of `Responsibility` that a column fills, a pattern of its words.

The first that is found wins: 牵头责任单位 leads and 责任配合单位 supports.
"""

PERSON_WORDS = r"领导|责任人|负责人|联系人"
"""A pattern of the words of a column that names persons, who are no bodies."""
