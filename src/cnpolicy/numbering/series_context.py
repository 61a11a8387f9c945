"""Notes on each number what the others of its series say.

In: the `NumberingEvent`s of a text. Out: nothing; each `Candidate` knows which number
follows it, what is behind it, and whether headings of its kind stand alone on lines.
"""

from cnpolicy.numbering.candidates import Candidate, Interruption, NumberingEvent
from cnpolicy.numbering.decimal_items import key_decimal_items
from cnpolicy.numbering.series import KINDRED, Key


def note_context(events: list[NumberingEvent]) -> None:
    """Note on each item what the other items of its key say; each part by itself."""
    part: list[NumberingEvent] = []
    end = Interruption.BREAK
    for event in events:
        if event[1] is end:
            _note_part(part)
            part = []
        part.append(event)
    _note_part(part)


def _note_part(events: list[NumberingEvent]) -> None:
    """Note on the items of one part what their series say."""
    key_decimal_items(events)
    habits = _habits(events)
    ahead: dict[Key, Candidate] = {}
    later: dict[Key, Candidate] = {}
    behind: Candidate | None = None
    for _, what in reversed(events):
        if type(what) is not Candidate:
            continue
        key = what.key
        what.habit = habits.get(key, 0) > 0
        what.behind = behind
        behind = what
        what.next = later.get(key)
        later[key] = what
        number = what.number + 1
        following = ahead.get(key)
        if following is not None and following.number == number:
            what.follower = following
        else:
            for kin in KINDRED.get(key, ()):
                following = ahead.get(kin)
                if following is not None and following.number == number:
                    what.follower = following
                    break
        following = what.next
        if (
            what.follower is None
            and key <= Key.ARTICLE
            and following is not None
            and following.number == number
        ):
            # Chapters and articles count on across 编 and 章.
            what.follower = following
        # Deeper numbers behind this item are not those of the items before it.
        for deeper in [other for other in ahead if other > key]:
            del ahead[deeper]
        ahead[key] = what


def _habits(events: list[NumberingEvent]) -> dict[Key, int]:
    """Tell by key whether headings outside boxes stand alone (positive) or not.

    The numbers behind the opening of a box, counting on from 1 on one level or on
    several, say nothing about the headings outside.
    """
    tally: dict[Key, int] = {}
    boxed: dict[Key, int] = {}  # the number that would follow, by key
    opened, box = False, Interruption.BOX
    for _, what in events:
        if type(what) is not Candidate:
            opened = opened or what is box
            continue
        key, number = what.key, what.number
        if opened:
            boxed = {key: 1}
            opened = False
        if boxed:
            if boxed.get(key) == number or (number == 1 and key > min(boxed)):
                boxed[key] = number + 1
                continue
            boxed = {}
        tally[key] = tally.get(key, 0) + (1 if what.alone else -1)
    return tally
