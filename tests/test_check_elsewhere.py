"""`cnpolicy check` as a hook of pre-commit and as a GitHub action."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support.services import environment

yaml = pytest.importorskip("yaml")

ROOT = Path(__file__).resolve().parents[1]
HOOKS = ROOT / ".pre-commit-hooks.yaml"
ACTION = ROOT / "action.yml"
SCRIPT = ROOT / ".github" / "check.sh"

pytestmark = pytest.mark.skipif(
    not ACTION.is_file(), reason="a source distribution has no action"
)

FAULTY = "一、总体要求\n三、保障措施\n"
SOUND = "一、总体要求\n二、保障措施\n"


def loaded(path: Path) -> Any:
    """What a file of YAML says."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with documents, and `cnpolicy` on the search path."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "坏 的.txt").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "好.txt").write_text(SOUND, encoding="utf-8")
    programs = tmp_path / "programs"
    programs.mkdir()
    command = programs / "cnpolicy"
    python = shlex.quote(sys.executable)
    command.write_text(f'#!/bin/sh\nexec {python} -m cnpolicy "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", environment()["PYTHONPATH"])
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


posix = pytest.mark.skipif(os.name != "posix", reason="runs commands of a Unix shell")


def test_hooks_are_those_of_a_manifest() -> None:
    """Every hook has what pre-commit asks for, and installs this package."""
    extras = re.compile(r"^\.\[[a-z,]+\]$")
    for hook in loaded(HOOKS):
        assert {"id", "name", "entry", "language"} <= hook.keys()
        assert hook["language"] == "python"
        assert all(extras.match(one) for one in hook["additional_dependencies"])


@posix
def test_the_entry_of_a_hook_runs(folder: Path) -> None:
    """With the files behind it, as pre-commit calls it."""
    for hook in loaded(HOOKS):
        for name, code in (("docs/坏 的.txt", 1), ("好.txt", 0)):
            words = [*shlex.split(hook["entry"]), name]
            done = subprocess.run(words, capture_output=True, check=False, timeout=60)
            assert done.returncode == code, done.stderr


@pytest.mark.parametrize(
    ("name", "taken"), [("a.docx", True), ("a.htm", True), ("a.docx.py", False)]
)
def test_the_files_of_a_hook(name: str, taken: bool) -> None:
    (pattern,) = (hook["files"] for hook in loaded(HOOKS) if "files" in hook)
    assert bool(re.search(pattern, name)) == taken


def test_the_action_hands_its_inputs_by_the_environment() -> None:
    """No input stands in a command: one with a quotation mark would be run."""
    action = loaded(ACTION)
    steps = action["runs"]["steps"]
    assert all("${{ inputs" not in step.get("run", "") for step in steps)
    (check,) = (step for step in steps if step.get("id") == "check")
    named = set(re.findall(r"inputs\.([\w-]+)", json.dumps(action["runs"])))
    assert named == set(action["inputs"])
    asked = set(re.findall(r"\$\{?([A-Z_]{3,})\b", SCRIPT.read_text(encoding="utf-8")))
    assert asked - {"GITHUB_OUTPUT"} == set(check["env"])


def act(folder: Path, files: str, ignore: str = "") -> tuple[int, Any]:
    """Run what the action runs; the exit code and the log of SARIF, None without."""
    output = folder / "output"
    sarif = folder / "found.sarif"
    done = subprocess.run(
        [shutil.which("bash") or "bash", str(SCRIPT)],
        env={
            **os.environ,
            "FILES": files,
            "RULES": "official",
            "IGNORE": ignore,
            "LANGUAGE_OF_MESSAGES": "zh",
            "SARIF": str(sarif),
            "GITHUB_OUTPUT": str(output),
        },
        capture_output=True,
        check=False,
        timeout=60,
    )
    if not output.exists():
        return done.returncode, None
    assert output.read_text(encoding="utf-8") == f"sarif={sarif}\n"
    return done.returncode, json.loads(sarif.read_text(encoding="utf-8"))


@posix
@pytest.mark.parametrize(
    ("files", "ignore", "code", "found"),
    [
        ("好.txt", "", 0, set()),
        ("docs/坏 的.txt", "", 1, {"numbering-gap"}),
        ("**/*.txt\n", "", 1, {"numbering-gap"}),
        ("好.txt\n\ndocs/*.txt", "numbering-gap\n", 0, set()),
        ("nothing.txt", "", 2, None),
        ("*.none", "", 2, None),
        ("$(touch run) `touch run`; touch run", "", 2, None),
    ],
)
def test_what_the_action_finds(
    files: str, ignore: str, code: int, found: set[str] | None, folder: Path
) -> None:
    """Globs are opened, blanks are kept, nothing of an input is run."""
    result, log = act(folder, files, ignore)
    assert result == code
    if found is None:
        assert log is None
    else:
        codes = {one["ruleId"] for run in log["runs"] for one in run["results"]}
        assert codes == found
    assert not (folder / "run").exists()
