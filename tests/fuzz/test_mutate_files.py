"""The mutator of files: a short run of it, and that it would find a fault."""

from pathlib import Path

import mutate_files
import pytest

import cnpolicy

FILES = 130
"""How many files the short run tries: a few seconds."""


@pytest.mark.slow
def test_a_short_run_finds_nothing() -> None:
    """Damaged files of every format are read by the laws or refused in one line."""
    files = mutate_files.samples()
    for number in range(FILES):
        file = mutate_files.mutant(3, number, files)
        fault = mutate_files.fault_of(file.name, file.data)
        assert fault is None, (number, file.name, fault)


def test_whole_files_are_read() -> None:
    """What is damaged was whole; an archive of several is read file by file."""
    for file in mutate_files.samples():
        if file.name != "plan.zip":
            assert cnpolicy.read(file.data).text


def test_a_seed_gives_the_same_files() -> None:
    """Who has the seed and the number of a find has its file; another has others."""
    files = mutate_files.samples()
    found = [mutate_files.mutant(5, number, files) for number in range(26)]
    assert found == [mutate_files.mutant(5, number, files) for number in range(26)]
    assert found != [mutate_files.mutant(6, number, files) for number in range(26)]


def test_a_find_is_written_down(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    """What broke a law lies in the folder, once for each place that broke."""

    def refuse(name: str, data: bytes) -> None:
        raise RecursionError

    monkeypatch.setattr(mutate_files, "assert_file", refuse)
    finds = tmp_path / "finds"
    asked = ["--minutes", "0.02", "--seed", "4", "--finds", str(finds)]
    assert mutate_files.main(asked) == 1
    (path,) = finds.iterdir()
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{path}: ")
    assert first.endswith("RecursionError: ")
    assert last.endswith("files, 1 finds")
    assert path.name == "4-0-plan.txt"
    assert path.read_bytes() == mutate_files.mutant(4, 0, mutate_files.samples()).data


def test_folders_of_files_are_damaged(tmp_path: Path) -> None:
    """The files of a folder are what is damaged; an empty one is a mistake."""
    (tmp_path / "one.md").write_bytes(b"# one")
    (found,) = mutate_files.files_of([tmp_path])
    assert (found.name, found.data) == ("one.md", b"# one")
    with pytest.raises(SystemExit):
        mutate_files.files_of([tmp_path / "none"])
