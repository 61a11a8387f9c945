"""Denominators: by what a quantity is divided (每人每月500元, 5元/吨, 每千人口7张).

In: the Simplified view of a text, the text, a quantity and where its clause begins.
Out: the words, as written.
"""

from cnpolicy.annotation.targets.figures.quantities import Quantity
from cnpolicy.lexical.lazy_regex import any_of, lazy
from cnpolicy.vocabulary.word_lists import listed

_THINGS = listed(
    "人口 常住人口 户籍人口 人次 人 户 亩 公顷 家企业 家 辆 台 套 座 吨标准煤 吨 件 "
    "名学生 名教师 名医师 名 位 村 行政村 县 市 县区 县市区 乡镇 街道 社区 床位 床 "
    "张床位 张 头 只 平方米 平方公里 立方米 公里 千瓦时 千瓦 度 学生 生 班 校 岗位 "
    "项目 项 例 株 元 万元 公斤 千克 斤 标准车 车 平台 企业 单位 园区 基地 案 题 间 "
    "套房 处"
)
_SIZES = "(?:[十百千万]{1,3}|[0-9]{1,3}[十百千万]?)?"
_PER = lazy(
    rf"每(?:新增|增加|培育|引进)?{_SIZES}(?:个(?:[\u4e00-\u9fff]{{1,6}}?(?=每|补|奖|给|不|最|安|可|至|按|重|新|建|培|打|配|设|举|组|要|应|须|均|完|有|开|布|选|评|力|原|年|达|累|"
    rf"[0-9]|\Z))|{any_of(_THINGS)})(?:[·/每]?每?[年月日天季次期])?|(?:人|户|亩|村|校|户)均"
)
_SLASH = lazy(r"[/／]每?(?P<per>.+)\Z")
_CLAUSE_BACKWARD = lazy(r"[^，,。；;：:！？!?]*+")
_WIDTH = 60


def per_of(simplified: str, text: str, quantity: Quantity, start: int) -> str | None:
    """Return what a quantity is counted for; None if it is counted as a whole."""
    if slash := _SLASH.search(quantity.unit):
        return slash["per"]
    at = quantity.span.start
    near = simplified[max(start, at - _WIDTH) : at]
    clause = _CLAUSE_BACKWARD.match(near[::-1])
    first = at - (clause.end() if clause else 0)
    found = None
    for match in _PER.finditer(simplified, first, at):
        found = match
    return None if found is None else text[found.start() : found.end()]
