"""Bytes to text: which encoding a Chinese document is written in.

In: the bytes of a text file. Out: its text without byte order mark, or `DecodeError`
with the reason. A file says what it is (a byte order mark), proves it (strict UTF-8),
or is judged by what it would read: decoded rightly, 99 of 100 Han characters of an
official text are among the 6,800 that GB 2312 and Big5 put in their first level;
decoded wrongly, fewer than 60 are.
"""

import codecs
import re
from collections import Counter
from functools import cache
from itertools import product
from typing import NamedTuple

from cnpolicy.errors import DecodeError
from cnpolicy.readers.refusals import undecodable


class Decoded(NamedTuple):
    """A text and how it was written."""

    text: str
    """The text, without byte order mark."""

    encoding: str
    """Name of the codec: utf-8, utf-16-le, gb18030, cp950 …"""

    bom: bool
    """Whether a byte order mark opened the file."""


# Longest first: the mark of UTF-32-LE begins with that of UTF-16-LE.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# First bytes of files that are no text, with the words for the message.
_SIGNATURES: tuple[tuple[bytes, tuple[str, str]], ...] = (
    (b"%PDF-", ("a PDF file", " PDF 文件")),
    (
        b"PK\x03\x04",
        (
            "a ZIP archive (DOCX, XLSX and OFD are such)",
            " ZIP 压缩包（DOCX、XLSX、OFD 均是）",
        ),
    ),
    (
        b"\xd0\xcf\x11\xe0",
        (
            "an old Word, Excel or WPS file",
            "旧版 Word、Excel 或 WPS 文件",
        ),
    ),
    (b"\x89PNG", ("a PNG image", " PNG 图片")),
    (b"\xff\xd8\xff", ("a JPEG image", " JPEG 图片")),
    (b"GIF8", ("a GIF image", " GIF 图片")),
    (b"\x1f\x8b", ("a gzip archive", " gzip 压缩包")),
    (b"Rar!", ("a RAR archive", " RAR 压缩包")),
    (b"7z\xbc\xaf\x27\x1c", ("a 7z archive", " 7z 压缩包")),
)

# Encodings that prove nothing by decoding, in the order of their frequency; cp950 is
# the Big5 of Windows, big5hkscs has the characters of Hong Kong.
_GUESSES = ("gb18030", "cp950", "big5hkscs")

# How many characters are judged for damage, from the first that is not ASCII: enough
# to be sure, few enough to cost less than parsing does.
_SAMPLE = 4096

# How many bytes around the first that is no UTF-8 tell whether the others are.
_JUDGED = 1_000_000

# Between the worst right reading (0.99) and the best wrong one (0.60).
_PLAUSIBLE = 0.85

# Patterns are compiled where they are first used: that takes 9 ms, for which
# `import cnpolicy` need not wait.
_HAN = "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_TRIPLE = "[\u0800-\uffff]"
_NON_ASCII = "[^\x00-\x7f]"
# General punctuation, arrows, shapes, ①, CJK punctuation, ㈠, full-width forms; and
# the few Latin-1 signs that Chinese texts use.
_SIGNS = "[\u2010-\u27bf\u3000-\u303f\u3200-\u33ff\uff00-\uffef·×°±]"
# Every control but tab, line ends, form feed, end of file (DOS) and escape.
_CONTROLS = "[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]"
_MAX_CONTROLS = 0.05
_MAX_LOST = 0.2

# A Han character in UTF-8 is E3-E9 or EF and two bytes of 80-BF; read as Latin-1 or as
# CP1252, those two bytes are these.
_TAIL = "[\x80-\xbf" + bytes(range(0x80, 0xA0)).decode("cp1252", "ignore") + "]"
_UTF8_AS_LATIN = f"[ã-éï]{_TAIL}{{2}}"
_GBK_AS_LATIN = "(?:[\x81-\xfe]{2}){2,}"


@cache
def _common() -> frozenset[str]:
    """The Han characters of the first level of GB 2312 and of Big5."""
    levels = (("gb2312", 0xB0, 0xD7), ("cp950", 0xA4, 0xC6))
    return frozenset("".join(_level(*level) for level in levels))


def _level(codec: str, first: int, last: int) -> str:
    """The characters of `codec` whose lead byte is in the range."""
    leads = range(first, last + 1)
    # The line end keeps a pair that is not assigned from taking the next one with it.
    pairs = [b"%c%c\n" % pair for pair in product(leads, range(0xA1, 0xFF))]
    if codec == "cp950":
        pairs += [b"%c%c\n" % pair for pair in product(leads, range(0x40, 0x7F))]
    return b"".join(pairs).decode(codec, "ignore")


def decode(data: bytes) -> str:
    """Return the text of `data`, its byte order mark removed.

    Reads UTF-8, UTF-16 and UTF-32 (with a mark; UTF-16 also without), GB18030 with
    GBK and GB 2312, and Big5. Raises `DecodeError` for anything else: a binary file,
    damaged bytes, a text that was decoded wrongly once and saved again.

    Law: `decode(text.encode(e)) == text` for a Chinese text in each of these.

    >>> decode("一、总体要求".encode("gb18030"))
    '一、总体要求'
    """
    return recognise(data).text


def recognise(data: bytes) -> Decoded:
    """Return the text of `data` with the name of its encoding; see `decode`."""
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise undecodable("no-text-file", name)
    found = _marked(data) or _unmarked(data)
    reason = _damage(found.text)
    if reason is not None:
        raise reason
    return found


def _marked(data: bytes) -> Decoded | None:
    """Decode what opens with a byte order mark; None without one."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(codec), codec, True)
            except UnicodeDecodeError as error:
                raise undecodable(
                    "bom-damaged", codec.upper(), error.start + len(mark)
                ) from None
    return None


def _unmarked(data: bytes) -> Decoded:
    """Decode what has no byte order mark."""
    wide = _wide(data)
    if wide is not None:
        return wide
    try:
        return Decoded(data.decode("utf-8"), "utf-8", False)
    except UnicodeDecodeError as error:
        place = error.start
    if _mostly_utf8(data[max(0, place - _JUDGED) : place + _JUDGED]):
        # Not to be guessed further: as GB18030 it would read 涓浗 for 中国.
        raise undecodable("utf8-damaged", place)
    for codec in _GUESSES:
        if _decodes(data, codec):
            text = data.decode(codec)
            if _plausible(text):
                return Decoded(text, codec, False)
    raise undecodable("no-encoding")


def _wide(data: bytes) -> Decoded | None:
    """Decode UTF-16 without a mark: its ASCII brings NULs, which no text else has."""
    if b"\x00" not in data:
        return None
    for codec in ("utf-16-le", "utf-16-be"):
        # Which half of a pair is NUL does not tell: that of 一 (4E00) is the other one.
        if _decodes(data, codec):
            text = data.decode(codec)
            if _plausible(text):
                return Decoded(text, codec, False)
    return None


def _decodes(data: bytes, codec: str) -> bool:
    """Tell whether all bytes are text in an encoding, without keeping the text.

    A byte that does not fit is found before all of a large file is decoded in memory.
    """
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        for start in range(0, len(data), _JUDGED):
            decoder.decode(data[start : start + _JUDGED])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(data: bytes) -> bool:
    """Tell whether most bytes beyond ASCII are Han characters and signs of UTF-8.

    Those have three bytes; two bytes of GB18030 often are one character of UTF-8.
    """
    triples = sum(1 for _ in re.finditer(_TRIPLE, data.decode("utf-8", "ignore")))
    beyond = len(data.translate(None, bytes(range(0x80))))
    return triples * 3 * 2 > beyond


def _plausible(text: str) -> bool:
    """Tell whether what is not ASCII is what a Chinese text is made of."""
    common = _common()
    beyond = right = 0
    for char, count in Counter(text).items():
        if char > "\x7f":
            beyond += count
            if char in common or re.match(_SIGNS, char):
                right += count
        elif char == "\x00":
            return False
    return right >= _PLAUSIBLE * beyond


def _damage(text: str) -> DecodeError | None:
    """Say why a decoded text is none that a person wrote; None if it may be."""
    first = re.search(_NON_ASCII, text)
    start = first.start() if first else 0
    text = text[start : start + _SAMPLE]
    if len(re.findall(_CONTROLS, text)) > _MAX_CONTROLS * len(text):
        return undecodable("controls")
    if text.count("\ufffd") > _MAX_LOST * len(text):
        return undecodable("lost")
    beyond = len(re.findall(_NON_ASCII, text))
    if not beyond or _plausible(text):
        return None
    for name, covered in (
        (
            (
                "UTF-8 read as Latin-1 or CP1252",
                "UTF-8 文本被当作 Latin-1 或 CP1252 读取",
            ),
            _covered_utf8(text),
        ),
        (("GBK read as Latin-1", "GBK 文本被当作 Latin-1 读取"), _covered_gbk(text)),
        (("UTF-8 read as GBK", "UTF-8 文本被当作 GBK 读取"), _covered_han(text)),
    ):
        if covered * 2 > beyond:
            return undecodable("mojibake", name)
    return None


def _covered_utf8(text: str) -> int:
    """Count the characters of `ä¸­å›½` and the like."""
    found = re.findall(_UTF8_AS_LATIN, text)
    # Once may be chance: `ä…”` ends a German quotation.
    return 3 * len(found) if len(found) > 1 else 0


def _covered_gbk(text: str) -> int:
    """Count the characters of `×ÊÑ¶` and the like."""
    runs = [run.encode("latin-1") for run in re.findall(_GBK_AS_LATIN, text)]
    read = b"".join(runs).decode("gb18030", "ignore")
    return sum(map(len, runs)) if read and _plausible(read) else 0


def _covered_han(text: str) -> int:
    """Count the characters of `涓浗` and the like, two for each three bytes."""
    read = text.encode("gb18030", "ignore").decode("utf-8", "ignore")
    return len(re.findall(_HAN, read)) * 3 // 2
