"""Texts to take passages from: seeds, corpus, made documents, what once broke a law.

In: nothing. Out: the texts, as they are. They are what other texts are edited out of.
"""

from functools import cache
from pathlib import Path
from random import Random

from support.byte_choices import ROOM, Choices
from support.corpus_cases import cases
from support.escapes import plain
from support.made_documents import Writer
from support.plan_texts import plan_text

TESTS = Path(__file__).parents[1]
SEEDS = tuple(sorted((TESTS.parent / "seeds").glob("0*.txt")))
REGRESSIONS = TESTS / "regressions.txt"

_PLANS = 10
_MADE = 30

# 1总则 and 1.1编制目的 without gaps, as plans for emergencies write them.
_GLUED = """某市突发事件应急预案
1总则
1.1编制目的
为提高保障公共安全和处置突发事件的能力，最大程度地预防和减少突发事件及其造成的损害，制定本预案。
1.2编制依据
依据有关法律、行政法规和省、市有关规定，制定本预案。
1.3适用范围
本预案适用于本市行政区域内的突发事件应对工作。
2组织体系
2.1领导机构
市应急委员会在市委、市政府领导下，统一领导、综合协调全市突发事件应急处置工作，研究决定全市应急管理工作的重大问题。
2.1.1工作机构
市应急委员会下设办公室，承担日常工作。
3运行机制
3.1预测与预警
各地、各部门要针对各种可能发生的突发事件，完善预测预警机制，建立预测预警系统，开展风险分析，做到早发现、早报告、早处置。
"""


def seed_text(path: Path) -> str:
    """A seed exactly as it is, line ends untouched."""
    return path.read_bytes().decode("utf-8")


def regressions() -> list[tuple[str, str]]:
    """The id and the text of each text that once broke a law."""
    lines = REGRESSIONS.read_text(encoding="utf-8").split("\n")
    cells = [line.split("\t") for line in lines if line and line[0] != "#"]
    return [(name, plain(text)) for name, text in cells]


def _made(number: int) -> str:
    """A document made by hand, every third numbered 1, 1.1."""
    random = Random(number)
    writer = Writer(Choices(lambda _: random.randbytes(ROOM)))
    made = writer.document() if number % 3 else writer.decimal_document()
    return made.text


@cache
def passages() -> tuple[str, ...]:
    """Every text, the plainest first; none is empty."""
    found = [
        *map(plan_text, range(_PLANS)),
        *map(seed_text, SEEDS),
        _GLUED,
        *map(_made, range(_MADE)),
        *(case.text for case in cases()),
        *(text for _, text in regressions()),
    ]
    return tuple(text for text in found if text)
