"""`cnpolicy profile`: the words by which another family of documents is read.

In: files, or the name of a profile. Out: a profile as TOML, learned from the files or
as it is; the list of those that come with the library.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cnpolicy.cli import console, language
from cnpolicy.cli.command import Output, cli, output_of
from cnpolicy.cli.options import FILES, OUTPUT, READING, with_options
from cnpolicy.cli.reading import Job
from cnpolicy.profiles.learning import Sightings, learn, starting_profile
from cnpolicy.profiles.profile_files import (
    dump_profile,
    load_profile,
    profile_description,
    profile_names,
)


@cli.group("profile")
def profile() -> None:
    """Profiles of other families of documents."""


def sightings(job: Job) -> Sightings:
    """Return what one document writes where a profile has words."""
    return learn(job.document)


def init(*, name: str, **values: Any) -> None:
    """Learn a starting profile from documents."""
    output = output_of(values)
    seen = Sightings()
    for outcome in output.each(sightings):
        seen.join(outcome.result)
    if seen.documents:
        text = starting_profile(seen, name)
        if output.path is None:
            click.echo(console.harmless(text) if output.terminal else text, nl=False)
        else:
            output.write(output.path, text.encode("utf-8", "backslashreplace"))
    output.exit()


profile.command("init")(
    with_options(
        init,
        FILES,
        click.option("--name", metavar="NAME", default="my-profile", show_default=True),
        OUTPUT,
        *READING,
    )
)


@profile.command("list")
def show_list() -> None:
    """Print the profiles that come with the library."""
    for name in profile_names():
        english, chinese = profile_description(name)
        zh = language.language() == "zh"
        console.echo_tabs([name, chinese if zh else english])


@profile.command("show")
@click.argument("name", metavar="NAME")
@OUTPUT
def show(name: str, path: Path | None) -> None:
    """Print a profile as TOML."""
    output = Output(path=path)
    text = dump_profile(load_profile(name))
    if path is None:
        click.echo(text, nl=False)
    else:
        output.write(path, text.encode("utf-8"))
    output.exit()
