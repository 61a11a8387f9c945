"""Cuts the inside of a responsibility clause into tokens.

In: the Simplified view of a text and the place of a clause without its brackets.
Out: `ClauseScan`, its tokens for `grammar/responsibility.lark`.
"""

from functools import lru_cache

from cnpolicy.annotation.responsibilities.clauses.clause_scan import ClauseScan
from cnpolicy.annotation.responsibilities.clauses.clause_tables import ClauseTables
from cnpolicy.vocabulary.responsibility_words import ResponsibilityWords


class ClauseLexer(ClauseTables):
    """Lexes clauses with one table of words; keeps nothing between clauses."""

    def lex(
        self,
        simplified: str,
        start: int,
        end: int,
        labels: bool = True,
        run: bool = False,
        stated: bool = False,
    ) -> ClauseScan:
        """Cut `simplified[start:end]` into tokens.

        Without `labels` the caller knows that there are none, which is faster. In a
        `run` (a clause without brackets) a space behind a body ends the clause unless
        a label or another body follows. `stated` labels have a verb for a colon.
        """
        scan = ClauseScan(self, simplified, start, end)
        patterns = self.patterns
        pattern = patterns.labelled if labels else patterns.token
        scan.read(patterns.stated if stated else pattern, run)
        return scan


@lru_cache(maxsize=8)
def lexer_of(words: ResponsibilityWords) -> ClauseLexer:
    """Return the lexer of a table of words; kept for the life of the process."""
    return ClauseLexer(words)
