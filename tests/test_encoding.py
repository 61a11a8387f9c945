"""`readers.encoding`: bytes are the text that was written, or an error says why not."""

import codecs
import random
import warnings
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cnpolicy.errors import DecodeError
from cnpolicy.readers.encoding import decode, recognise

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
CORPUS = [path.read_bytes().decode("utf-8") for path in SEEDS]

PLAN = (
    "某市人民政府关于印发《知识产权保护规划》的通知\n某政发〔2021〕20号\n"
    "一、总体要求\n（一）指导思想。坚持创新驱动，到2025年，达到12.5件。"
    "（市市场监管局牵头，各部门按职责分工负责）\n"
)
TAIWAN = (
    "一、總體要求\n（一）指導思想。堅持創新驅動，到2025年達到12.5件。（市府負責）\n"
)

MODERN = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"]
TEXTS = [PLAN, TAIWAN, *CORPUS]


# ------------------------------------------------------------------------ what is read


@pytest.mark.parametrize("encoding", MODERN)
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_every_encoding_gives_the_text_back(text: str, encoding: str) -> None:
    """Character for character, without a byte order mark."""
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["gbk", "gb2312", "gb18030"])
@pytest.mark.parametrize(
    "words", ["一、", "（二）规划", "的通知\r\n", "①②③", PLAN[:30]]
)
def test_a_few_characters_are_enough(words: str, encoding: str) -> None:
    """A heading, a line, a sign."""
    assert decode(words.encode(encoding)) == words


@pytest.mark.parametrize("encoding", ["big5", "cp950", "big5hkscs"])
def test_big5_is_told_from_gb18030(encoding: str) -> None:
    """Its bytes are GB18030, too, but what they say there is no Chinese."""
    assert decode(TAIWAN.encode(encoding)) == TAIWAN
    assert TAIWAN.encode(encoding).decode("gb18030") != TAIWAN


def test_traditional_text_in_gb18030_is_read() -> None:
    """The first level of GB 2312 is Simplified; that of Big5 makes up for it."""
    assert decode(TAIWAN.encode("gbk")) == TAIWAN


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        ("\ufeff".encode("gb18030"), "gb18030"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_text(mark: bytes, encoding: str) -> None:
    """One of them; a second one is a character of the text."""
    for text in ("", "x", PLAN, "\ufeff" + PLAN):
        found = recognise(mark + text.encode(encoding))
        assert found == (text, encoding, True)


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"])))
def test_utf8_is_read_in_any_language(text: str) -> None:
    """UTF-8 proves itself: what is written in it need not be Chinese."""
    try:
        read = decode(text.encode("utf-8"))
    except DecodeError as error:
        read = text if "mojibake" in str(error) else str(error)
    assert read == text


@pytest.mark.parametrize(
    "text",
    ["café, naïve, Größe", "日本語のテキスト。", "한국어 문서", "Привет, мир", "ไทย"],
)
def test_other_languages_are_no_mojibake(text: str) -> None:
    """Accents and rare characters stand where they belong."""
    assert decode(text.encode()) == text


def test_nothing_is_read_as_nothing() -> None:
    """An empty file is a matter of who reads it."""
    assert decode(b"") == ""


def test_a_stray_nul_is_kept() -> None:
    """It makes neither UTF-16 nor a binary file of a text."""
    assert decode(f"{PLAN}\0{PLAN}".encode()) == f"{PLAN}\0{PLAN}"


# --------------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("written", "read", "name"),
    [
        ("utf-8", "latin-1", "UTF-8 read as Latin-1 or CP1252"),
        ("utf-8", "cp1252", "UTF-8 read as Latin-1 or CP1252"),
        ("gb18030", "latin-1", "GBK read as Latin-1"),
        ("gbk", "cp1252", "GBK read as Latin-1"),
        ("utf-8", "gb18030", "UTF-8 read as GBK"),
    ],
)
@pytest.mark.parametrize("text", [PLAN, *CORPUS], ids=range(len(CORPUS) + 1))
def test_mojibake_is_named(text: str, written: str, read: str, name: str) -> None:
    """Whoever has it must know which way to go back."""
    wrong = text.encode(written, "ignore").decode(read, "ignore")
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(DecodeError, match=f"mojibake: this text is {name}"):
            decode(wrong.encode(encoding))


@pytest.mark.parametrize("words", ["ä¸­å›½", "×ÊÑ¶À´Ô´", "è¯�ä¸\xadæ–‡", "涓浗鐨勮鍒"])
def test_mojibake_is_named_in_a_few_words(words: str) -> None:
    """As in the title of a page."""
    with pytest.raises(DecodeError, match="mojibake"):
        decode(words.encode())


@pytest.mark.parametrize("cut", [1, 2])
def test_utf8_cut_off_in_a_character_is_damaged(cut: int) -> None:
    """And is not guessed to be GB18030, which nearly every sequence of bytes is."""
    data = PLAN.rstrip().encode()[:-cut]
    with pytest.raises(DecodeError, match="UTF-8, but damaged at byte"):
        decode(data)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_marked_text_that_is_damaged_says_where(encoding: str) -> None:
    """The mark says what it is meant to be."""
    with pytest.raises(DecodeError, match=r"mark of UTF-.* damaged at byte"):
        decode(PLAN.rstrip().encode(encoding)[:-1])


def test_noise_is_no_text() -> None:
    """However short."""
    for seed in range(200):
        data = random.Random(seed).randbytes(20 + seed)
        with pytest.raises(DecodeError):
            decode(data)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
    ],
)
def test_files_of_other_kinds_are_named(data: bytes, name: str) -> None:
    """By their first bytes."""
    with pytest.raises(DecodeError, match=f"this is an? .*{name}.*, not text"):
        decode(data + bytes(100))


@pytest.mark.parametrize(
    "data", [bytes(100), bytes(range(32)) * 10, b"ab\0\1\2\3" * 50]
)
def test_control_characters_make_a_binary_file(data: bytes) -> None:
    """Valid UTF-8 as they may be."""
    with pytest.raises(DecodeError, match="binary"):
        decode(data)


def test_a_text_of_replacement_characters_is_lost() -> None:
    """What `errors="replace"` destroyed, no reading brings back."""
    with pytest.raises(DecodeError, match="lost"):
        decode(PLAN.encode("gb18030").decode("utf-8", "replace").encode())


@given(st.binary())
@example(b"\xff\xfe")
@example(b"\xff\xfe\x00\x00")
@example(b"\xef\xbb\xbf")
@example(b"\x84\x31\x95\x33\x84")
@example(b"\x00")
def test_any_bytes_are_text_or_a_decode_error(data: bytes) -> None:
    """Nothing else leaves, and nothing of the codecs with it."""
    with warnings.catch_warnings(action="error"):
        try:
            words = decode(data)
        except DecodeError as error:
            words = str(error)
            cause = error.__cause__
        else:
            cause = None
    assert isinstance(words, str)
    assert cause is None
