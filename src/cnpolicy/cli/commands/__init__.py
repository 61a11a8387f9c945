"""The commands of the command line, one module each.

In: files. Out: their outline, their responsibilities, … The command `tasks` stands in
`tasks_command`, which registers it by `command.file_command` or
`command.table_command`, and in the list below. A module is imported when its command is
called: most need much that the others do not.
"""

from cnpolicy.cli.command import cli

NAMES = (
    "check",
    "chunks",
    "citations",
    "compare",
    "convert",
    "corpus",
    "deadlines",
    "demo",
    "info",
    "mcp",
    "organizations",
    "outline",
    "parse",
    "profile",
    "references",
    "relevel",
    "responsibilities",
    "serve",
    "targets",
    "tasks",
    "text",
    "view",
)
"""The names of the commands."""

cli.modules.update({name: f"{__name__}.{name}_command" for name in NAMES})

__all__ = ["NAMES", "cli"]
