"""What the harnesses for atheris share: fuzz, replay a find, write the first inputs.

In: the function that asserts, how an input is shown, and inputs to begin with. Out:
nothing; what the function raises ends the run, and the fuzzer writes the input.

The harnesses import without atheris, so that a replay works anywhere.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from hashlib import sha1
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from attrs import frozen


def modules_of(package: str) -> Iterator[str]:
    """The modules of a package, those of its packages too; programs are left out."""
    yield package
    for module in iter_modules(import_module(package).__path__, package + "."):
        if module.ispkg:
            yield from modules_of(module.name)
        elif not module.name.endswith("__main__"):
            yield module.name


@frozen
class Harness:
    """One program that a fuzzer feeds with bytes."""

    assert_input: Callable[[bytes], None]
    """Asserts what must hold for one input."""

    show: Callable[[bytes], str]
    """An input in words, for whoever replays it."""

    first: Callable[[], Iterable[bytes]]
    """Inputs to begin with, so that the fuzzer need not find out what a plan is."""

    watched: str
    """The package whose branches guide the fuzzer."""

    def run(self) -> None:
        """Do what the command line says: fuzz until something breaks, by default."""
        parser = argparse.ArgumentParser(add_help=False)
        parser.add_argument("--replay", nargs="+", type=Path)
        parser.add_argument("--first", type=Path, metavar="FOLDER")
        asked, rest = parser.parse_known_args()
        if asked.replay:
            self.replay(asked.replay)
        elif asked.first:
            self.write_first(asked.first)
        else:
            self._fuzz([sys.argv[0], *rest])

    def replay(self, paths: Iterable[Path]) -> None:
        """Run inputs that a fuzzer has written, and say what each one is."""
        for path in paths:
            data = path.read_bytes()
            sys.stdout.write(f"{path}: {self.show(data)}\n")
            self.assert_input(data)

    def write_first(self, folder: Path) -> None:
        """Write the inputs to begin with, a file each."""
        folder.mkdir(parents=True, exist_ok=True)
        for data in self.first():
            name = sha1(data, usedforsecurity=False).hexdigest()
            (folder / name).write_bytes(data)

    def _fuzz(self, arguments: list[str]) -> None:
        """Give the harness to atheris, which does not return."""
        import atheris

        # The library imports a stage when it is first used; what is imported by then
        # has no branches that the fuzzer sees.
        with atheris.instrument_imports(include=[self.watched]):
            for name in modules_of(self.watched):
                with suppress(ImportError):
                    import_module(name)
        atheris.Setup(arguments, self.assert_input)
        atheris.Fuzz()
