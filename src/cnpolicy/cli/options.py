"""The options that commands share.

Defines decorators that add them, and what their values mean. Their help stands in the
table of words.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from cnpolicy.cli.inputs import ENDINGS
from cnpolicy.export.row_formats import ROW_FORMATS

Decorator = Callable[[Any], Any]


class _Kinds(click.ParamType[tuple[str, ...]]):
    """Kinds of files, separated by commas: `pdf,docx`."""

    name = "kind"

    def convert(self, value: Any, param: Any, context: Any) -> tuple[str, ...]:
        """Return the kinds."""
        if isinstance(value, tuple):
            return value
        kinds = tuple(one.strip().lower() for one in value.split(","))
        choice = click.Choice(list(ENDINGS))
        return tuple(choice.convert(one, param, context) for one in kinds)

    def shell_complete(
        self, context: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer the kinds."""
        return [CompletionItem(one) for one in ENDINGS if one.startswith(incomplete)]


FILES = click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path()
)
"""The files to read."""

OUTPUT = click.option(
    "-o",
    "--output",
    "path",
    metavar="FILE",
    type=click.Path(path_type=Path),
)
"""`-o`: the file to write."""

JSON = click.option("--json", "as_json", is_flag=True)
CSV = click.option("--csv", "as_csv", is_flag=True)
FORMAT = click.option(
    "--format", "format_name", type=click.Choice([one.name for one in ROW_FORMATS])
)

PROFILE = click.option("--profile", "profile", metavar="FILE|NAME")
"""By which words documents are read."""

READING: tuple[Decorator, ...] = (
    click.option("--kind", "kinds", type=_Kinds(), default=()),
    click.option("--jobs", metavar="N", type=click.IntRange(min=1)),
    PROFILE,
)
"""How files are found and read."""


def with_options(function: Any, *options: Decorator) -> Any:
    """Add options to a function, in this order."""
    for option in reversed(options):
        function = option(function)
    return function


def exclusive(**given: object) -> None:
    """Refuse options of which more than one was given, by their names."""
    from cnpolicy.cli.language import say

    names = [name for name, value in given.items() if value]
    if len(names) > 1:
        both = say("list.and").join(f"--{name}" for name in names)
        raise click.UsageError(say("usage.exclusive", both))
