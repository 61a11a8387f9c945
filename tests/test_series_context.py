"""`numbering.series_context`: what the numbers of a text say of one another."""

import pytest

from cnpolicy.numbering.candidates import Interruption, NumberingEvent
from cnpolicy.numbering.series import Key
from cnpolicy.numbering.series_context import note_context
from support.numbers import candidate


@pytest.mark.parametrize(
    ("words", "followers"),
    [
        # each number is followed by the next of its series
        ("一、 二、 三、", "1 2 -"),
        # deeper numbers behind it are not those of the series above
        ("一、 1. 2. 二、 2. 3.", "3 2 - - 5 -"),
        # a number that is left out ends what follows
        ("一、 三、 四、", "- 2 -"),
        # articles count on across chapters
        ("第一章 第一条 第二章 第二条", "2 3 - -"),
        # a document attached begins afresh
        ("一、 | 二、", "- | -"),
    ],
)
def test_followers(words: str, followers: str) -> None:
    """The number that goes on with the series, by its place; - for none."""
    items = [None if word == "|" else candidate(word) for word in words.split()]
    events: list[NumberingEvent] = [
        (at, Interruption.BREAK if item is None else item)
        for at, item in enumerate(items)
    ]
    note_context(events)
    found = [
        "|"
        if item is None
        else str(items.index(item.follower))
        if item.follower is not None
        else "-"
        for item in items
    ]
    assert found == followers.split()


@pytest.mark.parametrize(
    ("words", "alone"),
    [
        ("一、~ 二、~ 三、", True),
        ("一、~ 二、 三、", False),
        # those of a box say nothing of the headings outside
        ("一、~ [ 一、 二、 二、~", True),
    ],
)
def test_habits(words: str, alone: bool) -> None:
    """Whether most headings of a kind stand alone on their lines."""
    events: list[NumberingEvent] = [
        (at, Interruption.BOX if word == "[" else candidate(word))
        for at, word in enumerate(words.split())
    ]
    note_context(events)
    first = next(one for _, one in events if not isinstance(one, Interruption))
    assert first.key is Key.HAN_COMMA
    assert first.habit is alone
