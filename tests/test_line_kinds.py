"""Lines of the frame, row by row: what a line is by its own words."""

import pytest

from cnpolicy.front_matter.line_kinds import mark_lines
from cnpolicy.lexical.marker_syntax import marker_at
from cnpolicy.segmentation.segment import Segment, SegmentKind
from cnpolicy.vocabulary.profile import PLAN

ROWS = [
    ("2021年12月10日", "DATE"),
    ("（2021年12月10日）", "DATE"),
    ("2021年12月10日前完成", "TEXT"),
    ("（此件公开发布）", "PUBLICITY"),
    ("此件公开发布的范围由市政府确定。", "TEXT"),
    ("国发〔2021〕20号", "NUMBER"),
    ("国发〔2021〕20号文件已经印发", "TEXT"),
    ("附件：1.主要指标", "ANNEX"),
    ("附件2", "ANNEX"),
    ("附近居民", "TEXT"),
    ("— 4 —", "FURNITURE"),
    ("首页 > 政务公开 > 规划", "FURNITURE"),
    ("签发人：李某", "FURNITURE"),
    ("签 发 人：李　某、王小明", "FURNITURE"),
    ("签发人：由办公室主任担任，负责审核。", "TEXT"),
    ("签发人应当签署意见", "TEXT"),
    ("主办单位：某市信息中心", "FURNITURE"),
]


def kinds(*lines: str) -> list[str]:
    """What each of some lines is taken for."""
    text = "\n".join(lines)
    segments, start = [], 0
    for line in lines:
        end = start + len(line)
        segment = Segment(start, start, end, end + 1, SegmentKind.TEXT)
        segment.marker = marker_at(text, start)
        segments.append(segment)
        start = end + 1
    mark_lines(segments, text, PLAN)
    return [segment.kind.value for segment in segments]


@pytest.mark.parametrize(("line", "kind"), ROWS)
def test_a_line_alone(line: str, kind: str) -> None:
    """What it is by its own words."""
    assert kinds(line) == [kind]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # The number of a decree stands below the line that says by whom.
        (("某市人民政府令", "第82号"), ["NUMBER", "NUMBER"]),
        (("某市规章", "第82号"), ["TEXT", "TEXT"]),
        # A label is of the page beside another line of the page.
        (("文种：批复", "来源：某市政府网"), ["FURNITURE", "FURNITURE"]),
        (("来源：某市政府网", "文种：批复"), ["FURNITURE", "FURNITURE"]),
        (("文种：批复", "某市规划"), ["TEXT", "TEXT"]),
        # A date without its day signs below a body.
        (("某市人民政府", "2021年12月"), ["TEXT", "DATE"]),
        (("某市规划", "2021年12月"), ["TEXT", "TEXT"]),
        # A clause in two lines is no imprint.
        (("一、造林", "主办单位：县林业局", "协办单位：县水务局"), ["TEXT"] * 3),
        (("一、造林", "主办单位：县林业局", "（完）"), ["TEXT", "FURNITURE", "TEXT"]),
    ],
)
def test_a_line_beside_others(lines: tuple[str, ...], expected: list[str]) -> None:
    """What it is by the line above or below."""
    assert kinds(*lines) == expected
