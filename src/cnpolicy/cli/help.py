"""Commands whose help is in the table of words.

In: click commands and options without help of their own. Out: the same, with help in
the language that was chosen, set in lines of the terminal's width. The help of the
command `tasks` is the row `tasks`, more of it `tasks.more`; that of an option
`tasks --body`, or `--lang` if it means the same everywhere.
"""

from __future__ import annotations

import contextlib
import errno
import importlib
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

import click

from cnpolicy.cli import language
from cnpolicy.cli.wrapping import width_of, wrap
from cnpolicy.errors import CnpolicyError

INTERRUPTED, CLOSED_PIPE, FAILED = 130, 141, 2
"""How the process ends: by Ctrl-C, by a pipe that closed, because something failed."""


class _Formatter(click.HelpFormatter):
    """Help in lines that Chinese fits into."""

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        width = self.width - self.current_indent
        for number, paragraph in enumerate(text.split("\n\n")):
            if number:
                self.write("\n")
            for line in wrap(" ".join(paragraph.split()), width):
                self.write(" " * self.current_indent + line + "\n")

    def write_dl(
        self,
        rows: Iterable[tuple[str, str]],
        col_max: int = 30,
        col_spacing: int = 2,
    ) -> None:
        """Write names with what they mean."""
        rows = list(rows)
        most = min(max(width_of(name) for name, _ in rows), col_max) + col_spacing
        for name, words in rows:
            self.write(" " * self.current_indent + name)
            lines = wrap(words, self.width - self.current_indent - most)
            room = most - width_of(name)
            if room < col_spacing:
                self.write("\n")
                room = self.current_indent + most
            for line in lines if words else ():
                self.write(" " * room + line + "\n")
                room = self.current_indent + most
            if not words:
                self.write("\n")


class _Context(click.Context):
    """A context that formats help by `_Formatter`."""

    formatter_class = _Formatter


def _name_of(command: click.Command, context: click.Context) -> str:
    """Return the name of a command below the program: `tasks`, `profile init`."""
    return context.command_path.partition(" ")[2] or "cnpolicy"


def option_words(command: str, option: click.Parameter) -> str | None:
    """Return the help of an option, or of an argument, of a command."""
    name = max((*option.opts, *option.secondary_opts), key=len)
    if isinstance(option, click.Argument):
        name = option.metavar or name
    return language.known(f"{command} {name}") or language.known(name)


def _language_option() -> click.Option:
    """`--lang`: it was applied before all else, see `Command.make_context`."""
    choice = click.Choice(language.LANGUAGES)
    return click.Option(["--lang"], type=choice, expose_value=False, is_eager=True)


class Command(click.Command):
    """A command, with its help in two languages."""

    context_class = _Context

    def __init__(self, *arguments: Any, **more: Any) -> None:
        """Add `--lang`, which every command takes."""
        super().__init__(*arguments, **more)
        if not any("--lang" in option.opts for option in self.params):
            self.params.append(_language_option())

    def make_context(self, *arguments: Any, **more: Any) -> click.Context:
        """Read the arguments, their language first."""
        given = arguments[1] if len(arguments) > 1 else more.get("args", [])
        language.choose_by(given)
        return super().make_context(*arguments, **more)

    def format_help(self, context: click.Context, formatter: Any) -> None:
        """Write the help with the words of the table."""
        _take_words(self, context)
        super().format_help(context, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return one line about the command."""
        parent = click.get_current_context(silent=True)
        above = _name_of(parent.command, parent) if parent else "cnpolicy"
        key = f"{self.name}" if above == "cnpolicy" else f"{above} {self.name}"
        return language.known(key) or super().get_short_help_str(200)


def _take_words(command: click.Command, context: click.Context) -> None:
    """Take the help of a command and of its options from the table."""
    name = _name_of(command, context)
    words = [language.known(name), language.known(f"{name}.more")]
    command.help = "\n\n".join(one for one in words if one) or command.help
    for option in command.get_params(context):
        if isinstance(option, click.Option):
            option.help = option_words(name, option) or option.help


class Group(Command, click.Group):
    """A group of such commands; the one place where the process ends."""

    command_class = Command
    group_class = type  # groups below are of this class too

    def __init__(self, *arguments: Any, **more: Any) -> None:
        """Begin without commands."""
        super().__init__(*arguments, **more)
        self.modules: dict[str, str] = {}
        """Commands that a module registers when it is imported, by their names."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted({*self.commands, *self.modules})

    def get_command(self, context: click.Context, cmd_name: str) -> Any:
        """Return a command, its module imported if it was not yet."""
        if cmd_name not in self.commands and cmd_name in self.modules:
            importlib.import_module(self.modules[cmd_name])
        return super().get_command(context, cmd_name)

    def format_commands(self, context: click.Context, formatter: Any) -> None:
        """Write the names of the commands and what they do, without their modules."""
        above = _name_of(self, context)
        prefix = "" if above == "cnpolicy" else f"{above} "
        rows = []
        for name in self.list_commands(context):
            words = language.known(prefix + name)
            if words is None:  # a command with help of its own
                words = self.get_command(context, name).get_short_help_str(200)
            rows.append((name, words))
        with formatter.section(language.known("click Commands")):
            formatter.write_dl(rows)

    def resolve_command(self, context: click.Context, args: list[str]) -> Any:
        """Find a command, whatever language errors are said in."""
        language.choose_by(args)
        return super().resolve_command(context, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **more: Any,
    ) -> Any:
        """Run the command that the arguments name, and end with its code.

        No traceback for what a user, a full disk or a closed pipe may do.
        """
        language.choose(None)
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, False, **more)
        name = prog_name or "cnpolicy"
        # Not click's own: that ends with 1 where a pipe was closed, as for errors.
        self._main_shell_completion(more, name, complete_var)
        given = list(sys.argv[1:] if args is None else args)
        code = 0
        try:
            with self.make_context(name, given, **more) as context:
                self.invoke(context)
            sys.stdout.flush()
        except click.exceptions.Exit as ended:
            code = ended.exit_code
        except (KeyboardInterrupt, click.Abort):
            _end(INTERRUPTED)
        except click.ClickException as error:
            with contextlib.suppress(OSError):
                error.show()
            _end(error.exit_code)
        except OSError as error:
            if error.errno == errno.EPIPE:
                _end(CLOSED_PIPE)
            closed = error.errno == errno.EBADF
            reason = language.say("output.failed", error.strerror or error)
            _fail(language.say("output.closed") if closed else reason)
        except CnpolicyError as error:
            _fail(language.said(error))
        return _end(code)


def _fail(reason: str) -> NoReturn:
    """End with one line about why."""
    with contextlib.suppress(OSError):
        click.echo(f"cnpolicy: {reason}", err=True)
    _end(FAILED)


def _end(code: int) -> NoReturn:
    """End the process; errors of a broken output stream are ignored."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(code)
