"""The commands of the command line, one module each.

In: files. Out: their outline, their responsibilities, … The command `tasks` stands in
`tasks_command`, which registers it by `command.file_command` or
`command.table_command`, and in the table below. A module is imported when its command
is called: most need much that the others do not.
"""

from cnpolicy.cli.command import cli

_NAMES = {
    "": (
        "check",
        "chunks",
        "compare",
        "convert",
        "corpus",
        "demo",
        "info",
        "outline",
        "parse",
        "profile",
        "relevel",
        "tasks",
        "text",
        "view",
    ),
    ".annotations": (
        "citations",
        "deadlines",
        "organizations",
        "references",
        "responsibilities",
        "targets",
    ),
    ".servers": ("mcp", "serve"),
}
"""The names of the commands, by the folder of their modules."""

NAMES = tuple(sorted(name for names in _NAMES.values() for name in names))
"""The names of the commands."""

cli.modules.update(
    {
        name: f"{__name__}{folder}.{name}_command"
        for folder, names in _NAMES.items()
        for name in names
    }
)

__all__ = ["NAMES", "cli"]
