"""Lead sentences: the opening sentence of a paragraph that stands for a title.

In: segments with their ranks, and the Simplified view. Out: for each paragraph where
its lead sentence ends. It is a habit: a single paragraph has none. Where a page gives
each lead a line of its own, the line is joined to the paragraph behind it.
"""

from __future__ import annotations

from itertools import pairwise

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import ONE_TO_TEN
from cnpolicy.lexical.whitespace import SPACES
from cnpolicy.segmentation.segment import BLANK, BOX, HEADING, TEXT, Segment
from cnpolicy.vocabulary.title_words import WORK_VERBS

# What may go on in the next line, as the text of a page gives it, and what no line
# begins with.
_WORDS = (TEXT, HEADING)
_STOPS = frozenset("。；，：、,;:")

# An unnumbered lead sentence is shorter, and has no comma.
LONGEST_LEAD = 26
SHORTEST_LEAD = 4
# At least this many leads below one heading are a habit.
FEWEST_LEADS = 2
# A lead of two clauses, each with its verb, before a sentence.
_CLAUSES = lazy(
    rf"(?:{'|'.join(WORK_VERBS)})[^。，,：:；;？！?!（()）0-9]{{2,12}}[，,]"
    rf"(?:{'|'.join(WORK_VERBS)})[^。，,：:；;？！?!（()）0-9]{{2,12}}(?=。)"
)
SHORTEST_BODY = 8
# A sentence without comma, verb or figure in it that could open a paragraph as its
# heading; read in one go, since every paragraph is asked for it.
_LEAD = lazy(
    f"(?![{SPACES}]*(?:到?[0-9０-９]{{4}}年"
    f"|“?[{ONE_TO_TEN}]+五”?(?:时期|期间|以来)|总体来?看"
    r"|当前|近年来|同时|此外|其中|另外|因此|截至|注|附|表|图|党中央|国务院|各地|各级|各有关))"
    r"(?:[^。，,：:；;？?！!（）()《》是0-9０-９有高应不必]++"
    r"|有(?!效期)|高(?!度重视)|应(?!当)|不(?!得)|必(?!须))*+(?=。)"
)


def lead_words(simplified: str, start: int, end: int) -> int:
    """Return where a lead sentence at `start` ends (before its 。), or 0.

    A lead is a short sentence without comma that opens a paragraph and acts as its
    heading: 坚持依法保护。 Whether it is one is for its siblings to say.
    """
    # Most paragraphs have a comma first, or a long sentence.
    stop = simplified.find(
        "。", start + SHORTEST_LEAD, min(end - 2, start + LONGEST_LEAD + 1)
    )
    if stop < 0 or simplified.find("，", start, stop) >= 0:
        return 0
    lead = _LEAD.match(simplified, start, stop + 1)
    return stop if lead is not None and lead.end() == stop else 0


def join_leads(segments: list[Segment], simplified: str) -> list[Segment]:
    """Join each lead that has a line of its own to the paragraph behind it.

    建设产地仓。⏎在主产区布局15个…。⏎更新冷藏车。⏎…: leads and paragraphs take turns
    below one heading. So are a number and the words behind it (一、⏎总体要求), and
    what begins with a stop. Law: the result partitions the same text.
    """
    # Most texts have no such line: counting first is cheap.
    candidates = [
        segment
        for segment in segments
        if SHORTEST_LEAD < segment.last - segment.first <= LONGEST_LEAD + 1
        and segment.kind is TEXT
        and simplified[segment.last - 1] == "。"
    ]
    if len(candidates) < FEWEST_LEADS:
        return segments
    found: list[Segment] = []
    run: list[Segment] = []
    broken: Segment | None = None
    for segment in segments:
        if broken is not None and _goes_on(broken, segment, simplified):
            broken.last, broken.end = segment.last, segment.end
            continue
        broken = segment if segment.kind in _WORDS else None
        plain = segment.kind is TEXT and not segment.rank and segment.marker is None
        if plain or (segment.kind is BLANK and run):
            run.append(segment)
            continue
        found += _joined_run(run, simplified)
        run = []
        found.append(segment)
    return found + _joined_run(run, simplified)


def _goes_on(broken: Segment, segment: Segment, simplified: str) -> bool:
    """Tell whether a line is the rest of the one right above it."""
    if segment.kind is not TEXT or segment.part is not None or segment.marker:
        return False
    if simplified[segment.first] in _STOPS:
        return simplified[broken.last - 1] not in _STOPS
    marker = broken.marker
    return (
        broken.rank > 0 and marker is not None and marker.span.end >= broken.last
    ) and segment.boxed is broken.boxed


def _joined_run(run: list[Segment], simplified: str) -> list[Segment]:
    """Join the leads of paragraphs that stand right behind one another."""
    lines = [segment for segment in run if segment.kind is not BLANK]
    if len(lines) < 2 * FEWEST_LEADS:
        return run
    alone = [_is_lead_line(segment, simplified) for segment in lines]
    if alone.count(True) < FEWEST_LEADS or alone[-1]:
        return run
    if any(here and behind for here, behind in pairwise(alone)):
        return run
    leads = {id(line) for line, lead in zip(lines, alone, strict=True) if lead}
    joined: list[Segment] = []
    blanks: list[Segment] = []
    lead: Segment | None = None
    for segment in run:
        if segment.kind is BLANK:
            blanks.append(segment)
            continue
        if lead is not None and segment.boxed is lead.boxed and segment.part is None:
            # What stands blank between them comes to stand inside.
            lead.last, lead.end = segment.last, segment.end
            lead = None
        else:
            joined += blanks
            joined.append(segment)
            lead = segment if id(segment) in leads else None
        blanks = []
    return joined + blanks


def _is_lead_line(segment: Segment, simplified: str) -> bool:
    """Tell whether a line is a lead sentence and nothing else."""
    size = segment.last - segment.first
    if (
        not SHORTEST_LEAD < size <= LONGEST_LEAD + 1
        or simplified[segment.last - 1] != "。"
    ):
        return False
    lead = _LEAD.match(simplified, segment.first, segment.last)
    return lead is not None and lead.end() == segment.last - 1


def lead_sentences(segments: list[Segment], simplified: str) -> dict[int, int]:
    """Return where the lead sentence of each paragraph that has one ends.

    One lead alone does not count: at least two paragraphs of one parent must have one.
    """
    groups: dict[tuple[int, int], list[int]] = {}
    parent = box = -1
    for index, segment in enumerate(segments):
        if segment.rank:
            parent = index
        elif segment.kind is BOX:
            box = index
        elif segment.kind is TEXT and segment.marker is None and not segment.continues:
            group = (parent, box if segment.boxed else -1)
            groups.setdefault(group, []).append(index)
    leads: dict[int, int] = {}
    for paragraphs in groups.values():
        if len(paragraphs) > 1:
            found: dict[int, int] = {}
            for index in paragraphs:
                segment = segments[index]
                stop = lead_words(simplified, segment.first, segment.last)
                if stop:
                    found[index] = stop
            if len(found) < len(paragraphs):
                found = _with_clauses(found, paragraphs, segments, simplified)
            if len(found) > 1:
                leads.update(found)
    return leads


def _with_clauses(
    found: dict[int, int],
    paragraphs: list[int],
    segments: list[Segment],
    simplified: str,
) -> dict[int, int]:
    """Add the leads of two clauses, where they give every paragraph its lead.

    加快总馆建设，提升服务能力。新建…: all siblings must have one, of either form.
    """
    leads = dict(found)
    for index in paragraphs:
        if index not in leads:
            segment = segments[index]
            lead = _CLAUSES.match(simplified, segment.first, segment.last)
            if lead is None or segment.last - lead.end() < SHORTEST_BODY:
                return found
            leads[index] = lead.end()
    return leads
