"""Settings of the whole suite: how hard the properties look, and golden files.

The environment variable `HYPOTHESIS_PROFILE` chooses the profile: `dev` (the default),
`ci`, or `deep` for a night. No test has a deadline: a slow machine is no bug. Where
`CI` is set the examples are the same each time, so that a change does not fail for what
it did not touch; elsewhere they are new ones.

`pytest` alone leaves out the tests with the mark `slow`; `pytest -m slow` runs these,
and a file that is named is run whole.

Tests start some hundred processes. Where the environment asks for no byte code
(`PYTHONDONTWRITEBYTECODE`), each of them would compile the library anew, and each run
the tests: the wish is not passed on. What is written is beside the sources, where git
does not look, and what the installed packages have is used.
"""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
    sys.dont_write_bytecode = False

_EXAMPLES = {"dev": 30, "ci": 500, "deep": 20_000, "mutants": 10}

for _name, _examples in _EXAMPLES.items():
    settings.register_profile(
        _name,
        max_examples=_examples,
        deadline=None,
        print_blob=True,
        derandomize="CI" in os.environ,
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


_QUICK = "not slow"
_SLOW_AS_A_WHOLE = "\npytestmark = pytest.mark.slow\n"


def pytest_configure(config: pytest.Config) -> None:
    """Leave the slow tests out of a run that names neither files nor marks."""
    if config.args_source is pytest.Config.ArgsSource.TESTPATHS:
        config.option.markexpr = config.option.markexpr or _QUICK


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even import a file all of whose tests are left out: some take seconds."""
    if config.option.markexpr != _QUICK or collection_path.suffix != ".py":
        return None
    return _SLOW_AS_A_WHOLE in collection_path.read_text(encoding="utf-8") or None


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes the golden files anew."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write tests/golden/ anew from what the library gives now",
    )
