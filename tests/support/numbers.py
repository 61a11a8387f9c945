"""Numbers that take part in the numbering of a text, without the text.

In: a marker as it is typed; ␣ is a blank, and ~ behind it says that nothing but a title
stands on its line. Out: a `Candidate` of which only that is known.
"""

from typing import cast

from cnpolicy.lexical.marker_syntax import marker_at
from cnpolicy.numbering.candidates import Candidate
from cnpolicy.numbering.series import key_of
from cnpolicy.segmentation.segment import Segment


def candidate(word: str) -> Candidate:
    """A marker that takes part in the numbering; nothing else of it is looked at."""
    marker = marker_at(word.rstrip("~").replace("␣", " ") + "总则", 0)
    assert marker is not None, word
    key = key_of(marker)
    assert key is not None, word
    item = Candidate(cast("Segment", None), key, marker, run_on=False, wrapped=False)
    item.alone = word.endswith("~")
    return item
