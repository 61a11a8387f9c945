"""Passages as copying and printing leave them, and all that is said of them.

In: the name of a passage and its text. Out: the same edited texts each time, and what
the library says of one, as JSON or as a checksum. To see what a change of a checksum
is, print the readings before and after the change and compare:

    python tests/support/edited_passages.py targets goal-year > after.txt
"""

import sys
from hashlib import sha256
from pathlib import Path
from random import Random

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import cnpolicy
from support.byte_choices import ROOM, Choices
from support.corpus_cases import cases
from support.jsonl import rows
from support.plan_texts import plan_text
from support.text_edits import mutation, printed

TABLES = ("citations", "clauses", "deadlines", "references", "targets")

LONGEST = 1500
"""Characters of an edited passage."""

_OTHER = plan_text(20)
"""A text to take pieces from."""

_READINGS = (
    *(cnpolicy.targets, cnpolicy.deadlines, cnpolicy.tasks, cnpolicy.citations),
    *(cnpolicy.references, cnpolicy.organizations, cnpolicy.outline, cnpolicy.check),
)


def passages_by_file() -> dict[str, list[tuple[str, str]]]:
    """By file of the tests, the name and the text of each of its passages."""
    found = {
        table: [(row["id"], row["text"]) for row in rows(f"{table}.jsonl")]
        for table in TABLES
    }
    for case in cases():
        stem, _, title = case.id.partition(": ")
        found.setdefault(f"corpus-{stem}", []).append((title, case.text))
    return found


def edited(name: str, text: str) -> tuple[str, str, str]:
    """The passage as it is, edited, and set in pages; the name chooses how."""
    random = Random(name)
    choices = Choices(lambda _: random.randbytes(ROOM))
    sources = (text, _OTHER)
    return (
        text,
        mutation(text, choices, sources, most=2, longest=LONGEST),
        printed(text, choices, sources, longest=LONGEST),
    )


def all_said(text: str) -> str:
    """Everything that the library says of a text, as JSON, a line for each function."""
    document = cnpolicy.parse(text)
    said = [cnpolicy.to_json(document), cnpolicy.to_markdown(document)]
    return "\n".join([*said, *(cnpolicy.to_json(read(document)) for read in _READINGS)])


def checksum(text: str) -> str:
    """All that is said of a text, in eight digits."""
    said = all_said(text).encode("utf-8", "surrogatepass")
    return sha256(said).hexdigest()[:8]


def main(file: str, name: str) -> None:
    """Print what is said of one passage, edited."""
    for text in edited(name, dict(passages_by_file()[file])[name]):
        sys.stdout.write(f"{text!r}\n{all_said(text)}\n\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
