"""The commands of the command line, one module each.

In: files. Out: their outline, their responsibilities, … A command registers itself by
`command.file_command` or `command.table_command`; it stands in the list below and
nowhere else.
"""

from cnpolicy.cli import (
    check_command,
    chunks_command,
    citations_command,
    compare_command,
    convert_command,
    mcp_command,
    outline_command,
    parse_command,
    responsibilities_command,
    serve_command,
    targets_command,
    tasks_command,
    text_command,
    view_command,
)
from cnpolicy.cli.command import cli

__all__ = [
    "check_command",
    "chunks_command",
    "citations_command",
    "cli",
    "compare_command",
    "convert_command",
    "mcp_command",
    "outline_command",
    "parse_command",
    "responsibilities_command",
    "serve_command",
    "targets_command",
    "tasks_command",
    "text_command",
    "view_command",
]
