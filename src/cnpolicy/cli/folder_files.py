"""A file for each document, in a folder.

In: the folder, and the bytes of each file. Out: files named like those they are made
of; no two have the same name, and none is written over a file that is read.
"""

from __future__ import annotations

from pathlib import Path

import click

from cnpolicy.cli.command import Output
from cnpolicy.cli.inputs import same
from cnpolicy.cli.language import say

# Longer no name of a file may be, in bytes; the ending and a number need some.
_LONGEST = 200


class FolderFiles:
    """The files of one folder."""

    def __init__(self, output: Output, folder: Path, ending: str) -> None:
        """Write files with an ending into a folder, which is made if need be."""
        self._output = output
        self._folder = folder
        self._ending = ending
        self._taken: set[str] = set()
        self._inputs = [Path(file) for file in output.files]

    def write(self, file: str, data: bytes) -> bool:
        """Write what was made of a file; tell whether it makes sense to go on."""
        target = self._folder / self._name(file)
        if target.is_file() and any(same(target, one) for one in self._inputs):
            self._output.fail(
                click.format_filename(target), say("output.is-input-here")
            )
            return True
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            name = click.format_filename(self._folder)
            self._output.fail(name, error.strerror or str(error))
            return False
        return self._output.write(target, data)

    def _name(self, file: str) -> str:
        """The name of the file of a document."""
        stem = Path(file).stem.strip("-") or "document"
        stem = stem.encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore")
        name, number = stem, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{stem}-{number}"
        self._taken.add(name.casefold())
        return name + self._ending
