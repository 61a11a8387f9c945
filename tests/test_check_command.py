"""The check on the command line, and its findings as SARIF."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from cnpolicy import Span, parse
from cnpolicy.checks.checker import check
from cnpolicy.checks.findings import Finding
from cnpolicy.export.sarif import Checked, to_sarif, uri_of
from cnpolicy.lexical.line_ends import line_starts
from support.strategies import anything, vocabulary

# ------------------------------------------------------------------------------- SARIF


def test_sarif_is_what_the_standard_asks_for() -> None:
    """Version, one run, rules with ids, results that point to rules and places."""
    text = "一、总则\n\U00020000二\r\n二.分则，，甲(乙\n"
    findings = check(parse(text))
    log = to_sarif([Checked("计划 1.txt", text, findings), Checked("b.txt", "", ())])
    assert json.loads(json.dumps(log)) == log
    assert set(log) == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert set(run) == {"tool", "columnKind", "artifacts", "results"}
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert driver["name"] == "cnpolicy"
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids))
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("note", "warning", "error")
    uris = [item["location"]["uri"] for item in run["artifacts"]]
    assert uris == ["%E8%AE%A1%E5%88%92%201.txt", "b.txt"]
    assert len(run["results"]) == len(findings) > 2
    starts = line_starts(text)
    for result, item in zip(run["results"], findings, strict=True):
        assert ids[result["ruleIndex"]] == result["ruleId"] == item.code
        assert result["level"] in ("note", "warning", "error")
        assert result["message"]["text"] == item.message
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"] == {"uri": uris[0], "index": 0}
        region = place["region"]
        start = starts[region["startLine"] - 1] + region["startColumn"] - 1
        end = starts[region["endLine"] - 1] + region["endColumn"] - 1
        assert Span(start, end) == item.span
        assert region["charOffset"] == start
        assert region["charLength"] == end - start
        assert ("fixes" in result) == bool(item.fix)
        for one in result.get("fixes", ()):
            assert_fix_of(one, item)


def assert_fix_of(one: dict[str, Any], item: Finding) -> None:
    """A fix changes the file of its result, and says where and what."""
    assert one["description"]["text"]
    (change,) = one["artifactChanges"]
    assert change["artifactLocation"]["index"] == 0
    for made, edit in zip(change["replacements"], item.fix, strict=True):
        region = made["deletedRegion"]
        assert region["charOffset"] == edit.span.start
        assert region["charLength"] == edit.span.end - edit.span.start
        assert made["insertedContent"]["text"] == edit.replacement


def test_sarif_of_nothing() -> None:
    """No finding is a result too: an empty list, not a missing one."""
    (run,) = to_sarif([])["runs"]
    assert run["results"] == run["tool"]["driver"]["rules"] == []


@given(anything | vocabulary)
def test_sarif_takes_any_text(text: str) -> None:
    """Lone surrogates and control characters are no matter of JSON."""
    log = to_sarif([Checked("a.txt", text, check(parse(text)))])
    assert json.loads(json.dumps(log)) == log


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("a/b.txt", "a/b.txt"),
        ("a\\b.txt", "a/b.txt"),
        ("/a b.txt", "file:///a%20b.txt"),
        ("C:\\a.txt", "file:///C:/a.txt"),
        ("a#b?.txt", "a%23b%3F.txt"),
    ],
)
def test_sarif_names_files_by_uri(file: str, uri: str) -> None:
    """With what a URI may not hold encoded."""
    assert uri_of(file) == uri


# -------------------------------------------------------------------------- the command

FAULTY = "一、总则\n二.分则，，甲\n四、附则\n"
MENDED = "一、总则\n二、分则，甲\n四、附则\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a faulty file and a clean one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "faulty.txt").write_bytes(FAULTY.encode())
    (tmp_path / "clean.txt").write_bytes("一、总则\n二、分则\n".encode())
    return tmp_path


def run(*arguments: str, stdin: bytes | None = None) -> Any:
    """Run the command in this process; it may not fail by accident."""
    pytest.importorskip("click")
    from click.testing import CliRunner

    from cnpolicy.cli.commands import cli

    result = CliRunner().invoke(cli, ["check", *arguments], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_command_prints_findings_and_ends_with_their_gravity(folder: Path) -> None:
    """1 only for errors; a code can be left out, and a profile chosen."""
    lines = run("faulty.txt").stdout.splitlines()
    assert [" ".join(line.split(" ")[:3]) for line in lines] == [
        "faulty.txt:2:1: warning delimiter",
        "faulty.txt:2:5: warning doubled-punctuation",
        "faulty.txt:3:1: error numbering-gap",
    ]
    assert run("faulty.txt").exit_code == 1
    assert run("clean.txt").exit_code == 0
    assert run("clean.txt").stdout == ""
    ignoring = run("--ignore", "numbering-gap", "--lang", "zh", "faulty.txt")
    assert ignoring.exit_code == 0
    assert "序号标点不规范：二.应为二、" in ignoring.stdout
    assert len(run("--rules", "numbering", "faulty.txt").stdout.splitlines()) == 2
    for wrong in (("--ignore", "nothing"), ("--rules", "x"), ("--json", "--sarif")):
        assert run(*wrong, "faulty.txt").exit_code == 2


def test_command_mends_the_file_and_prints_what_is_left(folder: Path) -> None:
    """The number of edits goes to the standard error."""
    result = run("--fix", "faulty.txt", "clean.txt")
    assert (folder / "faulty.txt").read_bytes() == MENDED.encode()
    assert result.stderr == "faulty.txt: 2 edits\nclean.txt: 0 edits\n"
    assert result.stdout.startswith("faulty.txt:3:1: error numbering-gap")
    assert result.stdout.count("\n") == 1
    assert result.exit_code == 1
    assert run("--fix", "faulty.txt").stderr == "faulty.txt: 0 edits\n"
    assert sorted(p.name for p in folder.iterdir()) == ["clean.txt", "faulty.txt"]


def test_command_keeps_what_is_not_mended(folder: Path) -> None:
    """A byte order mark, line ends, the mode of the file, and what a link is."""
    file = folder / "faulty.txt"
    file.write_bytes(b"\xef\xbb\xbf" + FAULTY.replace("\n", "\r\n").encode())
    file.chmod(0o640)
    (folder / "link.txt").symlink_to(file)
    assert run("--fix", "link.txt").stderr == "link.txt: 2 edits\n"
    expected = b"\xef\xbb\xbf" + MENDED.replace("\n", "\r\n").encode()
    assert file.read_bytes() == expected
    assert file.stat().st_mode & 0o777 == 0o640
    assert (folder / "link.txt").is_symlink()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("gbk.txt", FAULTY.encode("gb18030")),
        ("utf16.txt", FAULTY.encode("utf-16")),
        (
            "page.html",
            b"<!DOCTYPE html><meta charset=utf-8>"
            + "<p>一、总则</p><p>二.分则，，甲</p>".encode(),
        ),
    ],
)
def test_command_mends_only_plain_text(folder: Path, name: str, content: bytes) -> None:
    """One line says so, the file stays, its findings are printed, the code is 2."""
    if name.endswith("html"):
        pytest.importorskip("lxml")
    (folder / name).write_bytes(content)
    result = run("--fix", name)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith(f"cnpolicy: {name}: not mended: only plain text")
    assert "delimiter" in result.stdout
    assert (folder / name).read_bytes() == content


def test_command_cannot_mend_the_standard_input(folder: Path) -> None:
    """There is nothing to write back to."""
    result = run("--fix", "-", stdin=FAULTY.encode())
    assert result.exit_code == 2
    assert "standard input" in result.stderr


def test_command_prints_json_with_fixes(folder: Path) -> None:
    """Enough for a program to make the edits itself."""
    output = run("--json", "faulty.txt").stdout
    items = [json.loads(line) for line in output.splitlines()]
    assert items[0]["suggestion"] == "二、"
    assert items[0]["fix"] == [{"span": [5, 7], "replacement": "二、"}]
    assert items[2]["fix"] == []


def test_command_prints_csv(folder: Path) -> None:
    """With the byte order mark once, and the file where there are several."""
    lines = run("--csv", "faulty.txt", "clean.txt").stdout.splitlines()
    assert lines[0] == "\ufefffile,line,column,severity,code,message,suggestion"
    assert lines[1].startswith("faulty.txt,2,1,warning,delimiter,")
    assert len(lines) == 4


def test_command_prints_one_sarif_log(folder: Path) -> None:
    """Of all files that could be read."""
    result = run("--sarif", "faulty.txt", "missing.txt", "clean.txt")
    assert result.exit_code == 2
    log = json.loads(result.stdout)
    (sarif,) = log["runs"]
    assert len(sarif["artifacts"]) == 2
    assert [item["level"] for item in sarif["results"]] == [
        "warning",
        "warning",
        "error",
    ]
