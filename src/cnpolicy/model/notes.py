"""What a file holds and its text does not.

Defines `Note`, and `NOTES`, the one table of codes with their messages in English and
Chinese.
"""

from typing import NamedTuple

from attrs import field, frozen

from cnpolicy.model.short_repr import shown


class NoteText(NamedTuple):
    """One row of the table of notes."""

    english: str
    """What was done, with `{}` for the detail."""

    chinese: str
    """The same for a Chinese reader."""


NOTES: dict[str, NoteText] = {
    "deleted": NoteText("deleted text left out: {}", "已删除的修订内容未读入：{}"),
    "moved": NoteText(
        "text moved elsewhere left out: {}", "已移走的修订内容未读入：{}"
    ),
    "hidden": NoteText("hidden text left out: {}", "隐藏文字未读入：{}"),
    "hidden-sheet": NoteText("hidden sheet left out: {}", "隐藏的工作表未读入：{}"),
    "repeated-sheet": NoteText(
        "sheet that says again what another says left out: {}",
        "与任务分工表内容重复的工作表未读入：{}",
    ),
    "image": NoteText("picture left out: {}", "图片未读入：{}"),
    "object": NoteText("embedded object left out: {}", "嵌入对象未读入：{}"),
    "symbol": NoteText(
        "symbol without text left out: {}", "无对应文字的符号未读入：{}"
    ),
    "field": NoteText("field without result left out: {}", "无结果的域未读入：{}"),
    "footnote": NoteText("footnote left out of the text: {}", "脚注未并入正文：{}"),
    "comment": NoteText("comment left out: {}", "批注未读入：{}"),
    "header": NoteText("page header left out: {}", "页眉未读入：{}"),
    "footer": NoteText("page footer left out: {}", "页脚未读入：{}"),
    "textbox": NoteText(
        "text box put after the paragraph that holds it: {}",
        "文本框移至所在段落之后：{}",
    ),
    "imported": NoteText("imported part left out: {}", "外部导入部分未读入：{}"),
    "cut-off": NoteText(
        "the page ends before its end tags, so that text may be missing{}",
        "网页在结束标签之前中断，可能缺少内容{}",
    ),
    "page-without-text": NoteText("page without text layer: {}", "无文字层的页面：{}"),
    "page-unmapped": NoteText(
        "page whose font does not say which characters it shows: {}",
        "字体未给出字符编码、无法读出文字的页面：{}",
    ),
    "page-private": NoteText(
        "page with characters of a font of its own that stand for others: {}",
        "页面含自造字体的字符，无法还原原文：{}",
    ),
    "page-garbled": NoteText(
        "page whose font names other characters than it shows: {}",
        "页面字体的字符编码与字形不符，文字不可信：{}",
    ),
    "table-unread": NoteText(
        "page with a table that may not have been read as one: {}",
        "页面可能含未能识别的表格：{}",
    ),
    "watermark": NoteText(
        "words across the page left out of the body: {}",
        "横贯页面的文字（水印）不计入正文：{}",
    ),
    "page-order": NoteText(
        "lines of this page were put in order by their height: {}",
        "本页各行按位置重新排序：{}",
    ),
    "converted": NoteText("converted before reading: {}", "读取前已转换：{}"),
}


REPEATED_SHEETS = "cnpolicy-repeated-sheets"
"""The property by which a workbook of the library names those of its sheets that repeat
the task table, each of which has a note; names are divided by 、."""


@shown
@frozen(repr=False)
class Note:
    """Something the file holds and the text does not: a deleted 加快, a picture."""

    code: str
    """Stable name, a key of `NOTES`."""

    offset: int
    """Where in `Source.text` it would stand."""

    where: str
    """Its place in the file, as in `Origin.where`."""

    detail: str = ""
    """Its first words, or its name; empty if it has none. Of a footnote or a comment
    all of its words."""

    words: str = field(default="", repr=False)
    """All of its words, where it has any; empty without."""

    @property
    def message(self) -> str:
        """The note in English."""
        return NOTES[self.code].english.format(self.detail)

    @property
    def message_zh(self) -> str:
        """The note in Chinese."""
        return NOTES[self.code].chinese.format(self.detail)
