"""What a page states about its document.

In: the tree of a page and its lines. Out: a mapping from the usual names (索引号,
发文机构, 发布日期 …) to the values as written. Read from blocks of `label: value`, from
rows of tables and from the `<meta>` names that government sites must have.
"""

import re
from collections.abc import Iterable

from lxml import etree

from cnpolicy.lexical.document_numbers import NUMBER
from cnpolicy.lexical.whitespace import BLANKS, BLANKS_AND_BREAKS
from cnpolicy.readers.html.lines import SEAM

# The usual name, and the labels under which pages state it.
_LABELS: dict[str, tuple[str, ...]] = {
    "索引号": ("索引号", "信息索引号", "索引"),
    "发文机构": (
        "发文机构",
        "发文机关",
        "发布机构",
        "发布机关",
        "制发机关",
        "发文单位",
        "发布单位",
        "信息提供单位",
    ),
    "文号": ("发文字号", "文号", "公文文号", "文件编号", "发文文号"),
    "成文日期": ("成文日期", "成文时间", "制发日期", "印发日期"),
    "发布日期": ("发布日期", "发布时间", "公开日期", "发文日期", "公布日期"),
    "主题分类": ("主题分类", "信息分类", "分类"),
    "主题词": ("主题词", "关键词"),
    "公文种类": ("公文种类", "体裁分类", "文件类型"),
    "组配分类": ("组配分类",),
    "有效性": ("有效性", "时效性", "效力状态", "文件状态"),
    "生效日期": ("生效日期", "实施日期", "施行日期"),
    "失效日期": ("失效日期", "废止日期"),
    "公开方式": ("公开方式", "公开形式", "公开属性"),
    "标题": ("标题", "名称", "信息名称"),
    "来源": ("来源", "信息来源"),
}
_NAMES = {label: name for name, labels in _LABELS.items() for label in labels}

# Labels that also open lines of a document; there they say something else.
_PAGE_ONLY = frozenset({"标题", "来源", "主题词", "索引", "分类"})

# Names of <meta> that the rules for government sites (国办发〔2017〕47号) prescribe.
_META: dict[str, str] = {
    "articletitle": "标题",
    "pubdate": "发布日期",
    "publishdate": "发布日期",
    "contentsource": "来源",
    "keywords": "主题词",
    "columnname": "栏目",
    "sitename": "网站",
}

_GAP = f"[\\s{SEAM}]*"
_ANY_LABEL = "|".join(
    _GAP.join(label) for label in sorted(_NAMES, key=len, reverse=True)
)
# A label opens a line or a cell, or follows a space or the bracket before it; its colon
# may be the border of a cell.
_LABEL = re.compile(
    f"(?:^|(?<=[\\s|｜【\\[{SEAM}]))(?P<label>{_ANY_LABEL}){_GAP}"
    f"(?:[】\\]]{_GAP}[:：]?|[:：][】\\]]?|\t|$)"
)
# Any other label ends the value before it: 浏览次数：12.
_OTHER_LABEL = re.compile(f"(?:^|(?<=[\\s{SEAM}|｜]))[\u4e00-\u9fff]{{2,8}}[:：]")
# Two seams and nothing between them are an empty element, where the value would be.
_EMPTY_ELEMENT = re.compile(f"{SEAM}{_GAP}{SEAM}{_GAP}\\Z")
_STRIP = f"{BLANKS_AND_BREAKS}|｜【】[]{SEAM}"
_SPACES = re.compile(r"\s+")

# Longer lines are prose, longer values are no values.
_MAX_LINE = 600
_MAX_VALUE = 200
# Inside the document, a block of metadata stands at its top.
_TOP_LINES = 15


def page_metadata(
    root: etree._Element, outside: Iterable[str], inside: Iterable[str]
) -> dict[str, str]:
    """Return what the page states, the first statement of each name.

    `outside` and `inside` are the lines of the page that are not, and are, its
    document.
    """
    found: dict[str, str] = {}
    around = list(outside)
    _from_lines(around, found, frozenset())
    alone = {number for line in around if (number := _number_of(line))}
    if len(alone) == 1:
        # Between title and text many pages show it without a label; several are those
        # of a list of other documents.
        found.setdefault("文号", alone.pop())
    top = [line for _, line in zip(range(_TOP_LINES), inside, strict=False)]
    _from_lines(top, found, _PAGE_ONLY)
    for element in root.iter("meta"):
        name = _META.get((element.get("name") or "").lower())
        value = _clean(element.get("content") or "")
        if name and value:
            found.setdefault(name, value)
    if "标题" not in found:
        title = _title(root)
        if title:
            found["标题"] = title
    return found


def _number_of(line: str) -> str:
    """Return the 文号 that opens a line and is all of it, or stands before a space."""
    words = line.replace(SEAM, " ").strip(_STRIP)
    number = NUMBER.match(words) if len(words) <= _MAX_VALUE else None
    if number is None or words[number.end() :][:1].strip(_STRIP):
        return ""
    return _clean(number[0])


def _from_lines(
    lines: Iterable[str], found: dict[str, str], ignored: frozenset[str]
) -> None:
    """Add the labels with their values that stand in `lines`."""
    pending: str | None = None
    for line in lines:
        if len(line) > _MAX_LINE:
            pending = None
            continue
        labels = list(_LABEL.finditer(line))
        plain_start = len(line) - len(line.lstrip(_STRIP))
        labelled = (labels and labels[0].start() <= plain_start) or (
            _OTHER_LABEL.match(line, plain_start)
        )
        if pending and not labelled:
            # A list of terms has the value on the line after its label.
            _set(found, pending, line)
        pending = None
        for at, label in enumerate(labels):
            end = labels[at + 1].start() if at + 1 < len(labels) else len(line)
            other = _OTHER_LABEL.search(line, label.end(), end)
            value = line[label.end() : other.start() if other else end]
            plain = _SPACES.sub("", label["label"].replace(SEAM, ""))
            if plain in ignored:
                continue
            name = _NAMES[plain]
            empty = "\t" in value or _EMPTY_ELEMENT.search(value)
            if not _set(found, name, value) and not empty and end == len(line):
                pending = name


def _set(found: dict[str, str], name: str, value: str) -> bool:
    """Add a value unless it is empty or the name has one; tell whether it was one."""
    # What follows in the same row is another cell.
    value = value.lstrip(BLANKS + SEAM)
    value = _clean(value.removeprefix("\t").split("\t")[0])
    if not value or len(value) > _MAX_VALUE:
        return False
    found.setdefault(name, value)
    return True


def _clean(value: str) -> str:
    """Strip a value and write its inner white space as single spaces."""
    return _SPACES.sub(" ", value.replace(SEAM, "").strip(_STRIP)).strip()


def _title(root: etree._Element) -> str:
    """Return the only `<h1>` of a page, else its `<title>` without the site's name."""
    headings: list[str] = []
    walk = etree.iterwalk(root, events=("start",), tag="h1")
    for _, element in walk:
        heading = _clean(_text(element))
        headings += [heading] if heading else []
        # One inside another, as of pages that close none, is the same.
        walk.skip_subtree()
    if len(headings) == 1 and len(headings[0]) <= _MAX_VALUE:
        return headings[0]
    for element in root.iter("title"):
        title = _clean(_text(element))[: 2 * _MAX_VALUE]
        return re.split(r"\s*[-_|－—]{1,2}\s*(?=[^-_|－—]*$)", title)[0][:_MAX_VALUE]
    return ""


def _text(element: etree._Element) -> str:
    """Return all text inside an element."""
    return "".join(str(text) for text in element.itertext())
