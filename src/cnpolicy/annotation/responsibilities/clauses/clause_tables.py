"""The tables of a lexer of clauses: patterns, names, roles and verbs.

In: `ResponsibilityWords`. Out: `ClauseTables`, made once per table of words.
"""

from functools import lru_cache

from cnpolicy.annotation.responsibilities.body_names import names_of
from cnpolicy.annotation.responsibilities.clauses.clause_patterns import patterns_of
from cnpolicy.vocabulary.responsibility_words import ResponsibilityWords


class ClauseTables:
    """What a lexer of clauses knows of one table of words."""

    def __init__(self, words: ResponsibilityWords) -> None:
        """Compile the tables."""
        self.words = words
        self.patterns = patterns_of(words)
        self.names = names_of(words)
        self.roles = dict(words.label_stems + words.whole_labels)
        self.stems = frozenset(stem for stem, _ in words.label_stems)
        self.verbs = (
            ("LEADS", words.lead_verbs),
            ("HELPS", words.support_verbs),
            ("GUIDES", words.guide_verbs),
        )
        self.verb_kind = lru_cache(maxsize=512)(self._verb_kind)

    def _verb_kind(self, phrase: str) -> str:
        """Return the terminal of a verb phrase: the first table with a verb in it."""
        for kind, verbs in self.verbs:
            if any(verb in phrase for verb in verbs):
                return kind
        return "DOES"
