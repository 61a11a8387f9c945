"""The regular expressions of responsibility clauses, made from tables of words.

In: `ResponsibilityWords`. Out: `Patterns`, compiled once per table. Every repetition
is bounded, possessive or over a class that excludes what follows it, so that none of
them takes more than time in proportion to the text it passes (`（`*n, `部`*n).
"""

import re
from collections.abc import Iterable
from functools import cache, cached_property

from cnpolicy.lexical import whitespace
from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import ONE_TO_NINE, ONE_TO_TEN
from cnpolicy.vocabulary.responsibility_words import ResponsibilityWords

OPENERS = "（(［[〔【﹝〖{｛"
"""Brackets that may open a clause."""

CLOSERS = "）)］]〕】﹞〗}｝"
"""Brackets that may close one; a pair may be mixed: （责任单位：…)."""

GAP = whitespace.GAP + "*"
"""Space inside a line, and the stars of Markdown (**责任单位：**)."""

SPACE = GAP + "\r\n"
"""Space, line ends included."""

# What stands before a name without being part of it begins with one of these.
NO_NAME = frozenset(SPACE + "0123456789１２３４５６７８９由以本此该")

_NUMERAL = f"0-9０-９{ONE_TO_TEN}百零〇"
_SEPARATOR = "，,、；;。/／"
_NEST_OPEN = re.escape(OPENERS + "〈<")
_NEST_CLOSE = re.escape(CLOSERS + "〉>")

# What may stand behind a verb that is weak (指导 also stands inside 指导中心).
_STOP = rf"[{_SEPARATOR}：:\s{_NEST_CLOSE}]|\Z"

# A bracket with at most one more inside it: 区县（自治县，以下简称区县）政府.
NEST = (
    rf"[{_NEST_OPEN}](?:[^{_NEST_OPEN}{_NEST_CLOSE}]++"
    rf"|[{_NEST_OPEN}][^{_NEST_OPEN}{_NEST_CLOSE}]*+[{_NEST_CLOSE}])*+[{_NEST_CLOSE}]"
)

# A number of the hierarchy, where only a space parts a clause from the next item :
# `…，各银行机构 2.纾解…`.
_MARK = (
    rf"[（(][{_NUMERAL}]{{1,4}}[）)]|[0-9０-９]{{1,3}}[.．、](?![0-9])"
    f"|[{ONE_TO_TEN}百]{{1,5}}、|第[{_NUMERAL}]{{1,4}}[编章节条]|[①-⑳]"
)


def _any(words: Iterable[str]) -> str:
    """Return an alternation of `words`, longer ones first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _label(words: ResponsibilityWords, stated: bool = False) -> str:
    """Return the expression of a label, without the words that may precede it.

    A `stated` one has a verb for its colon: 牵头单位为.
    """
    stem = _any(stem for stem, _ in words.label_stems)
    whole = _any(whole for whole, _ in words.whole_labels)
    return (
        # 牵头（责任）单位：, 牵头及配合单位：, 责任单位（部门）：, 责任单位及责任人：
        rf"【?(?:(?P<stem>{stem})(?:[、和及与/或（(]?(?:{stem})[）)]?){{0,3}}"
        rf"(?:{_any(words.label_heads)})|(?P<whole>{whole}))"
        rf"(?:[（(][^（）()\r\n]{{1,12}}[）)])?(?:[及和、][^：:，,、。；;\s]{{1,8}})?"
        # 【责任单位】 needs no colon.
        + (
            rf"(?:{_any(words.copulas)})[：:]?"
            if stated
            else rf"(?:[{GAP}]{{0,4}}[：:]|[{GAP}]{{0,2}}】[{GAP}]{{0,4}}[：:]?)"
        )
    )


def _verb(words: ResponsibilityWords) -> tuple[str, str, str]:
    """Return the expressions of a verb with its adverbs, of as much of one as tells
    that it is one, and of a manner alone."""
    manner = (
        rf"(?:(?:{_any(words.duty_bases)})(?:{_any(words.duty_owners)}){{0,4}}"
        rf"(?:{_any(words.duty_nouns)})(?:{_any(words.duty_tails)}){{0,2}}"
        rf"|{_any(words.whole_manners)})"
    )
    adverb = rf"(?:{_any(words.adverbs)}|{manner})"
    strong = (
        rf"(?:{_any(words.lead_verbs + words.duty_verbs)})"
        rf"(?!{_any(words.not_after_verb)})"
    )
    weak = _any(words.work_verbs + words.support_verbs + words.guide_verbs)
    # 县林业局为牵头单位，县水务局为配合单位
    named = (
        rf"(?:{_any(words.copulas)})(?:{_any(stem for stem, _ in words.label_stems)})"
        rf"(?:{_any(words.label_heads)})(?={_STOP})"
    )
    other = rf"(?:{weak}){{1,4}}(?={_STOP})|{named}"
    more = rf"(?:(?:{adverb}){{0,2}}(?:{strong}|{weak})){{0,4}}"
    verb = rf"(?:{adverb}){{0,5}}(?:{strong}{more}|{other})"
    opening = rf"(?:{adverb}){{0,5}}(?:{strong}|{other})"
    return verb, opening, rf"{manner}(?={_STOP})"


def _deadline(words: ResponsibilityWords) -> str:
    """Return the expression of a deadline: 2025年底前完成, 持续推进."""
    return (
        # Behind a separator, or right behind 负责, 牵头, 配合, 参与.
        rf"(?<=[{_SEPARATOR}：:\s{_NEST_OPEN}责头合与])(?:并且|并|且)?"
        r"(?:力争|确保|原则上|于|到|至|从|自)?"
        # 12345热线办 is a body, no year.
        r"(?:(?:[1１][9９]|[2２][0０])[0-9０-９]{2}(?:年|[-—－~至]|[.．]?[0-9])"
        f"|[〇○零{ONE_TO_NINE}]{{4}}年"
        rf"|[0-9０-９]{{1,2}}月|{_any(words.periods)})"
        rf"[^，,；;。：:\r\n{_NEST_OPEN}{_NEST_CLOSE}]*+"
    )


class Patterns:
    """The patterns of one table of words, each compiled when it is first used.

    Compiling them all takes 40 ms; a text without clauses needs the small ones only.
    """

    def __init__(self, words: ResponsibilityWords) -> None:
        """Take the table."""
        self.words = words

    @cached_property
    def numbered(self) -> re.Pattern[str]:
        """What stands behind the opening bracket of a number: 一）."""
        return re.compile(rf"[{_NUMERAL}]{{1,4}}[）)]")

    @cached_property
    def brackets(self) -> re.Pattern[str]:
        """Any bracket that may open or close a clause."""
        return re.compile(rf"[{re.escape(OPENERS + CLOSERS)}]")

    @cached_property
    def mark(self) -> re.Pattern[str]:
        """A number of the hierarchy."""
        return re.compile(_MARK)

    @cached_property
    def label(self) -> re.Pattern[str]:
        """A label with its colon: 牵头单位：."""
        return re.compile(_label(self.words))

    @cached_property
    def stated_label(self) -> re.Pattern[str]:
        """A label with a verb for its colon: 牵头单位为."""
        return re.compile(_label(self.words, stated=True))

    @cached_property
    def stated(self) -> re.Pattern[str]:
        """The same as `labelled` for clauses with such labels."""
        return _token(
            (("label", _label(self.words, stated=True)), *self._groups),
            (*_first_characters(self.words), *_label_starts(self.words)),
        )

    @cached_property
    def starred(self) -> re.Pattern[str]:
        """A role in brackets behind a name: 市教育局（牵头）, 市财政局（配合单位）."""
        lead, support = _any(self.words.lead_verbs), _any(self.words.support_verbs)
        heads = _any(self.words.label_heads)
        return re.compile(
            rf"[{re.escape(OPENERS)}](?:(?P<lead>{lead})|{support})(?:{heads}|负责)?"
            rf"[{re.escape(CLOSERS)}]\Z"
        )

    @cached_property
    def stub(self) -> re.Pattern[str]:
        """Units without their head: 各市, 各县（市、区）."""
        return re.compile(rf"各?(?:有关|相关)?{self._units}(?:级|行政公署|行署)?")

    @cached_property
    def shared(self) -> re.Pattern[str]:
        """Units that share the head with units before them: 县人民政府."""
        heads = _any(self.words.unit_heads)
        # 各县、区人民政府（管委会）
        beside = r"(?:[（(](?:管委会|管理委员会|党工委|办事处)[）)])?"
        return re.compile(rf"{self._units}(?:(?:{heads}){beside})?{self._behind}")

    @cached_property
    def bare(self) -> re.Pattern[str]:
        """A head that belongs to a body before it: 政府 in 党委、政府."""
        return re.compile(rf"(?:{_any(self.words.bare_heads)}){self._behind}")

    @cached_property
    def token(self) -> re.Pattern[str]:
        """Finds the next thing in a clause that is no part of a name.

        `lastgroup` tells what it is. For clauses without a label, which are most.
        """
        return _token(self._groups, _first_characters(self.words))

    @cached_property
    def labelled(self) -> re.Pattern[str]:
        """The same for clauses that may have labels."""
        return _token(
            (("label", _label(self.words)), *self._groups),
            (*_first_characters(self.words), *_label_starts(self.words)),
        )

    @cached_property
    def _units(self) -> str:
        """Units, with others in brackets: 县（市、区）."""
        units = _any(self.words.units)
        return (
            rf"(?:{units}){{1,4}}(?:[{_NEST_OPEN}][^{_NEST_OPEN}{_NEST_CLOSE}]{{0,16}}"
            rf"[{_NEST_CLOSE}])?(?:{units})?"
        )

    @cached_property
    def _behind(self) -> str:
        """What may stand behind a name."""
        words = self.words
        _, verb, manner = _verb(words)
        return (
            rf"(?={_STOP}|等|{_any(words.joint)}|{_any(words.conjunctions)}"
            rf"|{verb}|{manner})"
        )

    @cached_property
    def _groups(self) -> tuple[tuple[str, str], ...]:
        """Every kind of token but labels, with its expression, in order of trial."""
        words = self.words
        verb, _, manner = _verb(words)
        rule = (
            rf"(?:{_any(words.rule_starts)})[^，,。；;、（(]{{0,20}}?"
            rf"(?:为|是|系)(?:{_any(words.rule_leads)})"
            rf"[^，,。；;\s{_NEST_CLOSE}]{{0,16}}"
        )
        note = (
            rf"(?:{_any(words.scope_starts)})(?!简称)"
            rf"(?=[^。；;]{{0,60}}(?:{_any(words.scope_marks)}))[^。；;]*+"
        )
        open_nouns = (
            rf"(?:{_any(words.open_owners)}){{0,2}}(?:{_any(words.open_nouns)})"
        )
        more = (
            # 等国务院相关部门|及各地区: those behind 及 are named.
            rf"(?<![{re.escape(words.not_before_open)}])等"
            rf"(?:[0-9０-９]{{0,3}}{open_nouns}(?:[和、及](?!各){open_nouns})?)?"
        )
        return (
            ("comma", "[、，,/／]"),
            ("semi", "[；;。]"),
            ("nest", NEST),
            ("note", note),
            ("rule", rule),
            ("same", _any(words.same_below)),
            ("more", more + self._behind),
            ("verb", rf"(?=[{''.join(_verb_starts(words))}])(?:{verb}|{manner})"),
            ("joint", _any(words.joint)),
            ("deadline", _deadline(words)),
            ("conjunction", _any(words.conjunctions)),
            ("cut", rf"[{SPACE}]++(?={_MARK})"),
            ("space", rf"[{SPACE}]++"),
            ("colon", "[：:]"),
        )


@cache
def patterns_of(words: ResponsibilityWords) -> Patterns:
    """Return the patterns of a table of words; kept for the life of the process."""
    return Patterns(words)


def _token(groups: Iterable[tuple[str, str]], starts: Iterable[str]) -> re.Pattern[str]:
    """Compile the groups into one pattern that tries them at `starts` only.

    Names mostly consist of other characters, which are skipped quickly this way.
    """
    token = "|".join(f"(?P<{name}>{form})" for name, form in groups)
    return re.compile(rf"(?=[{re.escape(''.join(sorted({*starts})))}])(?:{token})")


def _verb_starts(words: ResponsibilityWords) -> Iterable[str]:
    """Return every character that a verb or what stands before it can begin with."""
    tables = (
        words.lead_verbs,
        words.duty_verbs,
        words.work_verbs,
        words.support_verbs,
        words.guide_verbs,
        words.adverbs,
        words.duty_bases,
        words.whole_manners,
        words.copulas,
    )
    return sorted({word[0] for table in tables for word in table})


def _label_starts(words: ResponsibilityWords) -> Iterable[str]:
    """Yield every character that a label can begin with."""
    for label, _ in words.label_stems + words.whole_labels:
        yield label[0]


def _first_characters(words: ResponsibilityWords) -> Iterable[str]:
    """Yield every character that a token other than a label can begin with."""
    yield from _SEPARATOR + OPENERS + SPACE + "〈<：:等0123456789０１２３４５６７８９"
    yield from f"〇○零{ONE_TO_NINE}力确原于到至从自并且"
    yield from _verb_starts(words)
    for table in (
        words.joint,
        words.conjunctions,
        words.rule_starts,
        words.scope_starts,
        words.same_below,
        words.periods,
    ):
        for word in table:
            yield word[0]


# Titles, questions and agents in mid-sentence are no names of bodies (自由贸易区 is).
PROSE = lazy(r"[《》！？!?]|(?<!自)由")
PROSE_SIGN = lazy("[《》！？!?由]")  # quick to rule out for a whole clause
# Words of sentences: 各责任单位要切实履行职责. Such a piece names nobody.
ORDER = lazy(
    r"(?=[切应必高是开加积及要均不])(?:均[为需须应]|不[再另得]|切实|应当|必须|高度重视|是|开展|加强|积极|及时"
    r"|(?<![重需主纪])要(?![素客塞案闻]))"
)

# One look rules out both for nearly every clause.
SIGN = lazy("[《》！？!?由切应必高是开加积及要均不]")

# What may stand before 由 where a clause begins: 以上由市科技局牵头.
AGENT = lazy("(?:(?:以上|本条|本项|此项|该项)(?:工作|任务|措施|事项)?)?由")
