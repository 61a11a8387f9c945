"""Numbers as Word and web browsers write them before paragraphs.

In: a number and the name of a format of ECMA-376 17.18.59 (`w:numFmt`). Out: its
characters: for 3 三, ③, III, 丙. Beyond the end of a format's own characters Word goes
on in decimal, and so does this.
"""

from collections.abc import Callable

from cnpolicy.lexical.numerals import ONE_TO_NINE, ONE_TO_TEN, STEMS, to_han

# Digits by value, for formats that write each digit of the decimal number.
_DIGITS: dict[str, str] = {
    "decimal": "0123456789",
    "decimalHalfWidth": "0123456789",
    "decimalFullWidth": "０１２３４５６７８９",
    "decimalFullWidth2": "０１２３４５６７８９",
    "ideographDigital": f"〇{ONE_TO_NINE}",
    "japaneseDigitalTenThousand": f"〇{ONE_TO_NINE}",
    "taiwaneseDigital": f"○{ONE_TO_NINE}",
    "koreanDigital2": f"零{ONE_TO_NINE}",
}

# Characters from 1 on, for formats with one character a number.
_SERIES: dict[str, str] = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "ideographEnclosedCircle": "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}

# Digits with units: 0-9, the units 十 百 千, and whether 10 to 19 begin with 一.
_COUNTED: dict[str, tuple[str, str, bool]] = {
    "chineseCountingThousand": (f"〇{ONE_TO_NINE}", "十百千", False),
    "taiwaneseCountingThousand": (f"零{ONE_TO_NINE}", "十百千", False),
    "chineseLegalSimplified": ("零壹贰叁肆伍陆柒捌玖", "拾佰仟", True),
    "ideographLegalTraditional": ("零壹貳參肆伍陸柒捌玖", "拾佰仟", True),
}

_STEMS, _BRANCHES = "".join(STEMS), "子丑寅卯辰巳午未申酉戌亥"
_CYCLE = 60

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_MAX_ROMAN = 4000
# A letter is repeated, AA after Z, so that 26,000 would be a thousand letters.
_LETTERS = 26
_MAX_LETTERS = 780
_MAX_COUNTED = 9999


def format_number(value: int, number_format: str) -> str:
    """Write a number in a format; an unknown format is written in decimal.

    >>> format_number(12, "chineseCounting"), format_number(3, "decimalEnclosedCircle")
    ('十二', '③')
    """
    if number_format in ("none", "bullet"):
        return ""
    if value < 1:
        return str(value)
    digits = _DIGITS.get(number_format)
    if digits:
        return _by_digit(value, digits)
    series = _SERIES.get(number_format)
    if series:
        return series[value - 1] if value <= len(series) else str(value)
    if number_format in _COUNTED:
        return _counted(value, *_COUNTED[number_format])
    writer = _WRITERS.get(number_format)
    return writer(value) if writer else str(value)


def _by_digit(value: int, digits: str) -> str:
    """Write each decimal digit with another character."""
    return "".join(digits[int(digit)] for digit in str(value))


def _counted(value: int, digits: str, units: str, leading: bool) -> str:
    """Write a number with the units 十 百 千: 一百〇五."""
    if value > _MAX_COUNTED:
        return str(value)
    written = to_han(value)
    if leading and written.startswith("十"):
        written = "一" + written
    table = str.maketrans(f"〇{ONE_TO_TEN}百千", digits + units)
    return written.translate(table)


def _counting(value: int, zero: str) -> str:
    """Write with 十 up to 99, by digits from 100 on: 九十九, 一○○."""
    if value < 100:
        return to_han(value)
    return _by_digit(value, zero + ONE_TO_NINE)


def _japanese(value: int) -> str:
    """Write as Japanese counts, without zeros and without 一 before units: 百一."""
    if value > _MAX_COUNTED:
        return str(value)
    written = to_han(value).replace("〇", "")
    for unit in "十百千":
        written = written.replace(f"一{unit}", unit)
    return written


def _roman(value: int) -> str:
    """Write in capital Roman letters."""
    if value >= _MAX_ROMAN:
        return str(value)
    written = ""
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        written += letters * count
    return written


def _letter(value: int) -> str:
    """Write A to Z, then AA to ZZ, AAA to ZZZ."""
    if value > _MAX_LETTERS:
        return str(value)
    times, letter = divmod(value - 1, _LETTERS)
    return chr(ord("A") + letter) * (times + 1)


def _ordinal(value: int) -> str:
    """Write 1st, 2nd, 3rd, 11th."""
    if 10 < value % 100 < 14:
        return f"{value}th"
    return str(value) + {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


def _cycle(value: int) -> str:
    """Write as the sixty pairs of stem and branch: 甲子, 乙丑."""
    if value > _CYCLE:
        return str(value)
    return _STEMS[(value - 1) % len(_STEMS)] + _BRANCHES[(value - 1) % len(_BRANCHES)]


# Formats that need a rule. Their samples past 99 are what Word 16 writes: 一○○ with
# U+25CB for chineseCounting, 一百〇一 with U+3007 for chineseCountingThousand.
_WRITERS: dict[str, Callable[[int], str]] = {
    "chineseCounting": lambda value: _counting(value, "○"),
    "taiwaneseCounting": lambda value: _counting(value, "○"),
    "japaneseCounting": _japanese,
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda value: _letter(value).lower(),
    "decimalZero": lambda value: f"{value:02d}",
    "numberInDash": lambda value: f"- {value} -",
    "hex": lambda value: f"{value:X}",
    "ordinal": _ordinal,
    "ideographZodiacTraditional": _cycle,
}


def custom_format(value: int, pattern: str) -> str | None:
    """Write a number in a `custom` format such as `001, 002, 003, ...`.

    Returns None for a pattern that is no zero-padded decimal.
    """
    first = pattern.partition(",")[0].strip()
    if first.isascii() and first.isdigit() and len(first) <= 9:
        return str(value).zfill(len(first))
    return None


def plain_bullet(text: str) -> str:
    """Return a bullet that is a character of any font: —— and ●.

    Those of symbol fonts are letters or private characters and mean nothing here.
    """
    plain = all(
        not (char.isalnum() or char.isspace() or "\ue000" <= char <= "\uf8ff")
        for char in text
    )
    return text if plain else ""
