"""The commands of the command line, one module each.

In: files. Out: their outline, their responsibilities, … A command registers itself by
`base.file_command` or `base.table_command`; it stands in the list below and nowhere
else.
"""

from cnpolicy.commands import (
    check,
    chunks,
    citations,
    compare,
    convert,
    outline,
    parse,
    responsibilities,
    targets,
    tasks,
)
from cnpolicy.commands.base import cli

__all__ = [
    "check",
    "chunks",
    "citations",
    "cli",
    "compare",
    "convert",
    "outline",
    "parse",
    "responsibilities",
    "targets",
    "tasks",
]
