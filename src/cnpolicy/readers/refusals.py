"""What a reader says when it cannot read a file.

In: the code of a reason and what belongs into its words. Out: the `ReadError` or
`DecodeError` to raise, with its message in English and in Chinese. One table, so that
no message exists in one language only.
"""

from typing import NamedTuple

from cnpolicy.errors import DecodeError, ReadError
from cnpolicy.readers import limits


class Words(NamedTuple):
    """One row of the table."""

    english: str
    """What is wrong and what to do, with `{}` for each detail."""

    chinese: str
    """The same for a Chinese reader."""


_OPTION = "; a file that you trust is read with read(…, max_memory={})"
_OPTION_ZH = "；可信文件可用 read(…, max_memory={}) 读取"

REFUSALS: dict[str, Words] = {
    # The file itself.
    "missing": Words(
        "no such file (a text in memory goes to `parse`)",
        "文件不存在（内存中的文本请用 `parse`）",
    ),
    "directory": Words(
        "this is a directory (`read_all` reads the files in it)",
        "这是文件夹（请用 `read_all` 读取其中的文件）",
    ),
    "irregular": Words("not a regular file", "不是普通文件"),
    "unopened": Words("cannot be opened ({})", "无法打开（{}）"),
    "empty": Words("the file is empty", "文件是空的"),
    "large": Words("the file is larger than {} bytes", "文件大于 {} 字节"),
    "no-text": Words("the file holds no text: {}", "文件中没有文字：{}"),
    "missing-library": Words(
        'reading {} needs {}: pip install "cnpolicy[{}]"',
        '读取 {} 需要 {}：pip install "cnpolicy[{}]"',
    ),
    "misnamed": Words(
        "damaged, or no {} file at all ({})", "文件已损坏，或并非 {} 文件（{}）"
    ),
    # Formats that are known and not read.
    "picture": Words(
        "this is a picture ({}): it needs OCR first", "这是图片（{}），须先做文字识别"
    ),
    "packed": Words(
        "this is a {} archive: unpack it first", "这是 {} 压缩包，请先解压"
    ),
    "other-format": Words("this is {}, no document", "这是{}，不是文档"),
    "other-archive": Words(
        "this is a ZIP archive, but holds no file that is read",
        "这是 ZIP 压缩包，但其中没有可读的文件",
    ),
    "several": Words(
        "this holds several documents: `read_all` reads each of them",
        "其中有多个文件，请用 `read_all` 逐一读取",
    ),
    # Damage and encryption.
    "encrypted": Words(
        "the file is encrypted: a password is needed to read it",
        "文件已加密，须有密码才能读取",
    ),
    "archive-damaged": Words(
        "the archive is cut off or damaged ({})", "压缩包不完整或已损坏（{}）"
    ),
    "part-missing": Words("the archive lacks its part {}", "压缩包缺少组成部分 {}"),
    "part-method": Words(
        "the part {} is packed by an unusual method", "组成部分 {} 的压缩方法不常见"
    ),
    "part-damaged": Words("the part {} is damaged ({})", "组成部分 {} 已损坏（{}）"),
    "part-no-xml": Words("the part {} is no XML", "组成部分 {} 不是 XML"),
    "part-encoding": Words(
        "the part {} is in an unusual encoding", "组成部分 {} 的编码不常见"
    ),
    "part-bad-xml": Words(
        "the part {} is damaged XML ({})", "组成部分 {} 的 XML 已损坏（{}）"
    ),
    "part-no-document": Words(
        "the part {} is no {} document", "组成部分 {} 不是 {} 文档"
    ),
    "page-damaged": Words("damaged HTML ({})", "HTML 已损坏（{}）"),
    "page-empty": Words("the page holds no text", "网页中没有文字"),
    "mail-damaged": Words("the message is damaged ({})", "邮件已损坏（{}）"),
    "mail-empty": Words(
        "the message holds neither a text nor a file that is read",
        "邮件中既无正文，也无可读的附件",
    ),
    "book-damaged": Words(
        "the workbook is damaged or encrypted ({})", "工作簿已损坏或已加密（{}）"
    ),
    "cut-off": Words("damaged: the end of the file is missing", "文件已损坏：缺少结尾"),
    "pdf-damaged": Words("damaged, or no PDF file at all", "文件已损坏，或并非 PDF"),
    "pdf-page": Words("a page of the file is damaged", "文件中有页面已损坏"),
    "ofd-root": Words(
        "damaged: OFD.xml does not name its document",
        "文件已损坏：OFD.xml 未指明文档",
    ),
    "ofd-pages": Words(
        "damaged: the document lists no pages", "文件已损坏：文档没有页面列表"
    ),
    # Pictures instead of text.
    "scan": Words(
        "no text layer: the {} page(s) are pictures (a scan); OCR must come first",
        "没有文字层：{} 页均为图片（扫描件），须先做文字识别",
    ),
    "outlines": Words(
        "no text layer: the {} page(s) are pictures or outlines; OCR must come first",
        "没有文字层：{} 页均为图片或轮廓，须先做文字识别",
    ),
    "pictures": Words(
        "the file holds {} picture(s) and no text: OCR must come first",
        "文件中只有 {} 幅图片，没有文字，须先做文字识别",
    ),
    "unmapped": Words(
        "the font of {} page(s) does not say which characters it shows; OCR must come "
        "first",
        "{} 页的字体未给出字符编码，须先做文字识别",
    ),
    # Limits.
    "many-files": Words(
        "unsafe: the archive holds more than {} files",
        "不安全：压缩包中的文件超过 {} 个",
    ),
    "ratio": Words(
        "unsafe: {} unpacks to {} times its size" + _OPTION.format("…"),
        "不安全：{} 解压后是原来的 {} 倍" + _OPTION_ZH.format("…"),
    ),
    "unpacked": Words(
        "unsafe: {} unpacks to more than {} MiB" + _OPTION.format("…"),
        "不安全：{} 解压后超过 {} MiB" + _OPTION_ZH.format("…"),
    ),
    "document-type": Words(
        "unsafe: the part {} declares a document type",
        "不安全：组成部分 {} 声明了文档类型",
    ),
    "memory": Words(
        "unsafe: {} needs more than {} MiB of memory to read" + _OPTION.format("…"),
        "不安全：读取{}需要超过 {} MiB 内存" + _OPTION_ZH.format("…"),
    ),
    "characters": Words(
        "unsafe: the file gives more than {} characters" + _OPTION.format("…"),
        "不安全：文件中的字符超过 {} 个" + _OPTION_ZH.format("…"),
    ),
    "pages": Words("unsafe: the file has more than {} pages", "不安全：文件超过 {} 页"),
    "marks": Words(
        "unsafe: more than {} lines and marks" + _OPTION.format("…"),
        "不安全：行与标记超过 {} 个" + _OPTION_ZH.format("…"),
    ),
    "attributes": Words(
        "unsafe: a tag of the page has too many attributes",
        "不安全：网页中有标签的属性过多",
    ),
    "deep": Words("unsafe: {} nests its parts too deep", "不安全：{}嵌套过深"),
    "seconds": Words(
        "unsafe: reading took more than {} seconds", "不安全：读取超过 {} 秒"
    ),
    # Programs that help.
    "no-office": Words(
        "a .doc, .wps or .rtf file is read through LibreOffice, which was not found: "
        "install it (`soffice` must be on the search path), or save the file as DOCX",
        ".doc、.wps、.rtf 文件须经 LibreOffice 读取，但未找到该程序：请安装（`soffice` "
        "须在搜索路径中），或另存为 DOCX",
    ),
    "office-failed": Words(
        "LibreOffice cannot read the file: it is damaged, or a password is needed",
        "LibreOffice 无法读取该文件：文件已损坏，或须有密码",
    ),
    "office-seconds": Words(
        "LibreOffice took more than {} seconds", "LibreOffice 运行超过 {} 秒"
    ),
    "no-process": Words(
        "the process for {} cannot be started ({})", "无法启动读取 {} 的进程（{}）"
    ),
    # Bytes that are no text.
    "no-text-file": Words("this is {}, not text", "这是{}，不是文本"),
    "bom-damaged": Words(
        "opens with the byte order mark of {}, but is damaged at byte {}",
        "以 {} 的字节序标记开头，但在第 {} 字节处损坏",
    ),
    "utf8-damaged": Words(
        "UTF-8, but damaged at byte {}", "编码为 UTF-8，但在第 {} 字节处损坏"
    ),
    "no-encoding": Words(
        "binary, or in none of the encodings UTF-8, UTF-16, GB18030 and Big5",
        "是二进制文件，或编码不是 UTF-8、UTF-16、GB18030、Big5 中的任何一种",
    ),
    "controls": Words(
        "binary: too many control characters for a text",
        "是二进制文件：控制字符过多",
    ),
    "lost": Words(
        "characters were lost when this text was decoded before (U+FFFD)",
        "此前解码时已丢失字符（U+FFFD）",
    ),
    "mojibake": Words(
        "mojibake: this text is {} and saved again", "乱码：{}，之后又被保存"
    ),
}


def refused(code: str, *details: object) -> ReadError:
    """Return the error for a reason, with these details in its words."""
    return ReadError(*_said(code, details))


def undecodable(code: str, *details: object) -> DecodeError:
    """Return the error for bytes that are no text, with these details in its words."""
    return DecodeError(*_said(code, details))


def too_much_memory(what: str) -> ReadError:
    """Return the error for something that needs more memory than the call may take."""
    return refused("memory", what, limits.allowed_memory() // limits.MIB)


def _said(code: str, details: tuple[object, ...]) -> tuple[str, str]:
    """Return the message of a code in both languages.

    A detail that is a pair has its own words in each. Each is one line, whatever the
    details are: names of a file's parts, words of a library.
    """
    words = REFUSALS[code]
    pairs = [one if isinstance(one, tuple) else (one, one) for one in details]
    english = words.english.format(*(pair[0] for pair in pairs))
    chinese = words.chinese.format(*(pair[1] for pair in pairs))
    return " ".join(english.split()), " ".join(chinese.split())
