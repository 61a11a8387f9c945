"""Signs of prose where a responsibility clause should have names.

In: nothing. Out: patterns, for the lexer of clauses.
"""

from cnpolicy.patterns import lazy

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
