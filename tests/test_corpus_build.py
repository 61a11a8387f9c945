"""`build`: what is new is read, once, and no document stops it."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from cnpolicy.errors import CnpolicyError

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")
psutil = pytest.importorskip("psutil")
pytest.importorskip("rensa")

from cnpolicy.corpus import input_schema, parse_batches, tables_of  # noqa: E402
from cnpolicy.corpus.building.build_corpus import Progress, build  # noqa: E402
from cnpolicy.corpus.building.parts import PARTS, part_folders  # noqa: E402
from cnpolicy.corpus.store import open_store  # noqa: E402
from support.corpus_folders import (  # noqa: E402
    build_command,
    errors_of,
    rows_of,
    write_plans,
)
from support.plan_texts import plan_text  # noqa: E402

pytestmark = pytest.mark.slow

CLAUSE = "（一）推进工作，到2025年达到80%。（市教育局牵头，市财政局配合）\n"

needs_kill = pytest.mark.skipif(
    os.name == "nt", reason="a process cannot be killed so on Windows"
)


def parts(out: Path) -> int:
    """How many parts a corpus has."""
    return len(part_folders(out))


def test_a_corpus_holds_what_parse_batches_gives(tmp_path: Path) -> None:
    """The pool adds nothing to the rows and loses none."""
    import pyarrow as pa

    paths = write_plans(tmp_path / "in", 5)
    found = build(tmp_path / "in", tmp_path / "out", jobs=2)
    assert (found.new, found.documents, found.refused) == (5, 5, 0)
    given = [{"id": str(path), "path": str(path)} for path in paths]
    (batch,) = parse_batches([pa.RecordBatch.from_pylist(given, schema=input_schema())])
    held = rows_of(tmp_path / "out", "documents")
    for name, table in tables_of(batch).items():
        if name != "documents":
            rows = [tuple(row.values()) for row in table.to_pylist()]
            assert len(rows) == len(held[name]), name
    store = open_store(tmp_path / "out")
    query = "select id, document, text_hash from documents order by id"
    columns = ("id", "document", "text_hash")
    assert store.execute(query).fetchall() == list(
        zip(*(batch.column(key).to_pylist() for key in columns), strict=True)
    )


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    """New, changed, touched and removed files, each counted once."""
    folder, out = tmp_path / "in", tmp_path / "out"
    paths = write_plans(folder, 6)
    build(folder, out, jobs=1)
    before = rows_of(out)
    again = build(folder, out, jobs=1)
    assert (again.same, again.new, again.changed, again.removed) == (6, 0, 0, 0)
    assert rows_of(out) == before
    os.utime(paths[0], ns=(1, 1))
    touched = build(folder, out, jobs=1)
    assert (touched.same, touched.documents) == (6, 0)
    paths[1].write_text(plan_text(77), encoding="utf-8")
    paths[2].unlink()
    (folder / "new.txt").write_text(plan_text(78), encoding="utf-8")
    found = build(folder, out, jobs=1)
    assert (found.same, found.new, found.changed, found.removed) == (4, 1, 1, 1)
    store = open_store(out)
    rows = store.execute("select id from documents order by id").fetchall()
    assert [Path(row[0]).name for row in rows] == [
        *("000.txt", "001.txt", "003.txt", "004.txt", "005.txt", "new.txt"),
    ]
    assert (
        store.execute("select count(*) from tasks").fetchone()
        == store.execute(
            "select count(*) from tasks semi join documents on id = document_id"
        ).fetchone()
    )
    ((gone, when),) = store.execute(
        "select id, removed from removed_documents"
    ).fetchall()
    assert Path(gone).name == "002.txt"
    assert when is not None


def test_a_corpus_built_in_steps_is_that_built_at_once(tmp_path: Path) -> None:
    """Whatever came first, changed or went: in the end the rows are the same."""
    folder = tmp_path / "in"
    paths = write_plans(folder, 4)
    build(folder, tmp_path / "steps", jobs=1)
    paths[0].write_text(plan_text(50), encoding="utf-8")
    build(folder, tmp_path / "steps", jobs=1)
    write_plans(folder, 7)
    build(folder, tmp_path / "steps", jobs=1)
    build(folder, tmp_path / "once", jobs=1)
    # Times of files differ where one was written again.
    assert rows_of(tmp_path / "steps", "inputs") == rows_of(tmp_path / "once", "inputs")


def test_what_comes_back_is_read_again(tmp_path: Path) -> None:
    """A file that was gone and is there again is a document again."""
    folder, out = tmp_path / "in", tmp_path / "out"
    path = write_plans(folder, 2)[0]
    text = path.read_text(encoding="utf-8")
    build(folder, out, jobs=1)
    before = rows_of(out, "inputs")
    path.unlink()
    assert build(folder, out, jobs=1).removed == 1
    path.write_text(text, encoding="utf-8")
    assert build(folder, out, jobs=1).changed == 1
    assert rows_of(out, "inputs") == before


def test_other_inputs_of_the_corpus_are_left_alone(tmp_path: Path) -> None:
    """A build of one folder says nothing of another."""
    out = tmp_path / "out"
    write_plans(tmp_path / "a", 2)
    write_plans(tmp_path / "b", 3)
    build(tmp_path / "a", out, jobs=1)
    found = build([tmp_path / "b"], out, jobs=1)
    assert (found.new, found.removed) == (3, 0)
    assert build([tmp_path / "a", tmp_path / "b"], out, jobs=1).same == 5


def test_tables_of_texts(tmp_path: Path) -> None:
    """A row is a document; a changed table is compared row by row."""
    import json

    import pyarrow as pa
    import pyarrow.parquet as pq

    lines = tmp_path / "plans.jsonl"
    rows = [{"name": f"n{at}", "words": plan_text(at)} for at in range(4)]
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "plans.parquet")
    out = tmp_path / "out"
    given = [lines, tmp_path / "plans.parquet"]
    found = build(given, out, jobs=1, text="words", id="name")
    assert (found.new, found.refused) == (8, 0)
    assert build(given, out, jobs=1, text="words", id="name").same == 8
    names = open_store(out).execute("select id from documents order by id").fetchall()
    assert names == [
        (f"{path}#n{at}",) for path in sorted(map(str, given)) for at in range(4)
    ]
    rows[1]["words"] = "一、改\n"
    rows = [*rows[:3], {"name": "n9", "words": "一、新\n"}]
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = build(given, out, jobs=1, text="words", id="name")
    assert (found.same, found.new, found.changed, found.removed) == (6, 1, 1, 1)


def test_tables_that_cannot_be_read(tmp_path: Path) -> None:
    """A table without the column, a damaged line, a row without text: rows with it."""
    (tmp_path / "a.jsonl").write_text('{"text": "一、甲"}\n{"text": ', encoding="utf-8")
    (tmp_path / "b.parquet").write_bytes(b"no parquet")
    (tmp_path / "c.jsonl").write_text('{"text": null}\n', encoding="utf-8")
    (tmp_path / "d.jsonl").write_text('{"words": "甲"}\n', encoding="utf-8")
    out = tmp_path / "out"
    found = build(sorted(tmp_path.glob("*.*")), out, jobs=1)
    assert (found.documents, found.refused) == (5, 4)
    errors = errors_of(out)
    assert sorted(errors) == ["a.jsonl", "b.parquet", "c.jsonl#1", "d.jsonl"]
    assert "no 'text'" in errors["d.jsonl"]


def test_the_corpus_may_lie_in_the_folder(tmp_path: Path) -> None:
    """Its own files are no inputs."""
    write_plans(tmp_path, 2)
    out = tmp_path / "corpus"
    assert build(tmp_path, out, jobs=1).new == 2
    assert build(tmp_path, out, jobs=1).same == 2


def test_hostile_files_are_rows(tmp_path: Path) -> None:
    """Too slow, too large, damaged, empty, a pipe, encrypted: rows, and the rest is."""
    folder = tmp_path / "in"
    write_plans(folder, 3)
    (folder / "001a-slow.txt").write_text(CLAUSE * 30_000, encoding="utf-8")
    (folder / "long.txt").write_text("一、甲\n" * 600_000, encoding="utf-8")
    (folder / "damaged.docx").write_bytes(b"PK\x03\x04" + bytes(100))
    (folder / "empty.txt").touch()
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.txt")
    found = build(folder, tmp_path / "out", jobs=1, timeout=2)
    errors = errors_of(tmp_path / "out")
    hostile = len(list(folder.iterdir())) - 3
    assert (found.documents, found.refused, len(errors)) == (
        hostile + 3,
        *[hostile] * 2,
    )
    assert errors["001a-slow.txt"] == "reading it took longer than 2 s"
    assert "limit is 2000000" in errors["long.txt"]
    again = build(folder, tmp_path / "out", jobs=1, timeout=2)
    assert (again.same, again.documents) == (hostile + 3, 0)


def test_a_document_that_takes_too_much_memory_is_a_row(tmp_path: Path) -> None:
    """It is tried once more alone, and what was read with it is there."""
    folder = tmp_path / "in"
    write_plans(folder, 2)
    (folder / "000a.txt").write_text(CLAUSE * 30_000, encoding="utf-8")
    most = 280 << 20
    found = build(folder, tmp_path / "out", jobs=1, max_memory=most)
    assert errors_of(tmp_path / "out") == {
        "000a.txt": "reading it took more than 280 MiB of memory"
    }
    assert found.ended == 2
    assert found.peak_memory <= most


@needs_kill
def test_killed_builds_are_taken_up(tmp_path: Path) -> None:
    """SIGKILL of the build, then of a worker: the rows are those of an unbroken one."""
    folder, out = tmp_path / "in", tmp_path / "broken"
    write_plans(folder, 40)
    build(folder, tmp_path / "whole", jobs=2)
    process = subprocess.Popen(build_command(folder, out, 3))
    while not (out / PARTS).is_dir() or parts(out) < 3:
        assert process.poll() is None
        time.sleep(0.02)
    workers = psutil.Process(process.pid).children()
    process.send_signal(signal.SIGKILL)
    process.wait()
    kept = parts(out)
    assert kept < 40 / 3
    # Nobody reads on for a build that is no more.
    _, alive = psutil.wait_procs(workers, timeout=30)
    assert alive == []
    process = subprocess.Popen(build_command(folder, out, 3))
    while parts(out) < kept + 3:
        assert process.poll() is None
        time.sleep(0.02)
    workers = psutil.Process(process.pid).children()
    one = next(w for w in workers if "spawn_main" in " ".join(w.cmdline()))
    one.kill()
    assert process.wait() == 0
    assert rows_of(out) == rows_of(tmp_path / "whole")
    assert not [path for path in (out / PARTS).iterdir() if path.name.startswith("new")]


def test_progress_is_told(tmp_path: Path) -> None:
    """How many there are, how many were begun, how many are written."""
    write_plans(tmp_path / "in", 3)
    told: list[tuple[int, int, int]] = []

    def tell(now: Progress) -> None:
        told.append((now.total, now.started, now.documents))

    build(tmp_path / "in", tmp_path / "out", jobs=1, progress=tell)
    assert told == [(3, 1, 0), (3, 2, 0), (3, 3, 0), (3, 3, 3)]


def test_one_build_at_a_time(tmp_path: Path) -> None:
    """A second one is refused; the lock of a dead process is none."""
    from cnpolicy.corpus.building.lock import LOCK, building

    write_plans(tmp_path / "in", 1)
    out = tmp_path / "out"
    build(tmp_path / "in", out, jobs=1)
    with building(out), pytest.raises(CnpolicyError, match="another build"):
        build(tmp_path / "in", out, jobs=1)
    (out / LOCK).write_text("[999999999, 1.0]", encoding="utf-8")
    assert build(tmp_path / "in", out, jobs=1).same == 1


def test_what_cannot_be_built(tmp_path: Path) -> None:
    """A path where nothing is; a folder that holds something else."""
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("x", encoding="utf-8")
    with pytest.raises(CnpolicyError, match="no such file"):
        build(tmp_path / "missing", tmp_path / "out")
    with pytest.raises(CnpolicyError, match="holds no corpus"):
        build(tmp_path / "other", tmp_path / "other")


def test_another_profile_reads_again(tmp_path: Path) -> None:
    """What reads a document differently makes its rows old."""
    from attrs import evolve

    from cnpolicy import PLAN

    write_plans(tmp_path / "in", 2)
    out = tmp_path / "out"
    build(tmp_path / "in", out, jobs=1)
    other = evolve(PLAN, box_labels=("框",))
    assert build(tmp_path / "in", out, jobs=1, profile=other).changed == 2
    assert build(tmp_path / "in", out, jobs=1, profile=other).same == 2


def test_copies_are_marked(tmp_path: Path) -> None:
    """Word for word, and with some words changed; another plan is none."""
    folder = tmp_path / "in"
    first, second, third, other = write_plans(folder, 4)
    text = plan_text(3)
    other.write_text(text, encoding="utf-8")
    first.write_text(text.replace("\n", "\r\n"), encoding="utf-8", newline="")
    second.write_text(text.replace("各项任务落地见效", "任务"), encoding="utf-8")
    build(folder, tmp_path / "out", jobs=1)
    rows = open_store(tmp_path / "out").execute(
        "select id, duplicate_of, near_duplicate_of, similarity from documents"
    )
    found = {Path(name).name: rest for name, *rest in rows.fetchall()}
    assert found["000.txt"] == [None, None, None]
    assert found["001.txt"][:2] == [None, str(first)]
    assert 0.8 <= found["001.txt"][2] < 1
    assert found["003.txt"] == [str(first), None, 1.0]
    assert found["002.txt"] == [None, None, None]
    assert third.name == "002.txt"
    left = open_store(tmp_path / "out").execute("select count(*) from unique_documents")
    assert left.fetchone() == (2,)


def test_files_are_those_of_read_all(tmp_path: Path) -> None:
    """The same files in the same order; none that is hidden or a link."""
    from cnpolicy import read_all
    from cnpolicy.corpus.inputs import files_of

    for name in ("b/2.txt", "b/10.txt", "a.txt", "b.txt", "c/d/1.txt", ".h/1.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("一、甲\n", encoding="utf-8")
    (tmp_path / "c" / ".hidden.txt").touch()
    if os.name != "nt":
        (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
        (tmp_path / "linked").symlink_to(tmp_path / "b")
    found = [one.key for one in files_of([tmp_path], tmp_path / "out")]
    assert found == [one.name for one in read_all(tmp_path)]
    twice = [tmp_path, tmp_path / "b", tmp_path / "a.txt"]
    assert [one.key for one in files_of(twice, tmp_path / "out")] == found


@pytest.mark.skipif(os.name == "nt", reason="names there are never bytes")
def test_names_in_another_encoding(tmp_path: Path) -> None:
    """Names as an archive in GBK leaves them are escaped, and the file is read."""
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    name = os.fsencode(folder) + b"/" + "规划.txt".encode("gb18030")
    try:
        Path(os.fsdecode(name)).write_text(plan_text(1), encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    assert build(folder, out, jobs=1).refused == 0
    assert build(folder, out, jobs=1).same == 1
    ((found, text),) = (
        open_store(out)
        .execute("select id, text from documents join texts on id = document_id")
        .fetchall()
    )
    assert found.startswith(str(folder))
    assert "\\udcb9" in found
    assert text == plan_text(1)


def test_lone_surrogates_in_a_table(tmp_path: Path) -> None:
    """JSON can say half a character; the row is read."""
    table = tmp_path / "a.jsonl"
    table.write_text(
        '{"text": "一、甲\\ud83d\\n", "id": "\\ud83d"}\n', encoding="utf-8"
    )
    found = build(table, tmp_path / "out", jobs=1, id="id")
    assert (found.new, found.refused, found.ended) == (1, 0, 0)
    assert build(table, tmp_path / "out", jobs=1, id="id").same == 1


def test_what_was_refused_is_tried_again_when_asked(tmp_path: Path) -> None:
    """A limit that was raised is no change of a file."""
    folder, out = tmp_path / "in", tmp_path / "out"
    write_plans(folder, 2)
    (folder / "empty.txt").touch()
    (folder / "two.jsonl").write_text('{"text": "一、甲"}\n{"text": 5}\n', "utf-8")
    assert build(folder, out, jobs=1).refused == 2
    assert build(folder, out, jobs=1).changed == 0
    again = build(folder, out, jobs=1, retry=True)
    assert (again.same, again.changed, again.refused) == (3, 2, 2)
    assert build(folder, out, jobs=1).same == 5


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="root may open every file"
)
def test_a_file_that_may_be_opened_now_is_read(tmp_path: Path) -> None:
    """Its size and time are what they were."""
    folder, out = tmp_path / "in", tmp_path / "out"
    path = write_plans(folder, 1)[0]
    path.chmod(0)
    assert build(folder, out, jobs=1).refused == 1
    path.chmod(0o600)
    found = build(folder, out, jobs=1)
    assert (found.changed, found.refused) == (1, 0)


def test_a_folder_that_cannot_be_looked_into_is_a_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is refused with the reason, and tried again by the next build."""
    inner = tmp_path / "in" / "closed"
    inner.mkdir(parents=True)
    (inner / "plan.txt").write_text(plan_text(1), encoding="utf-8")
    scandir = os.scandir

    def refuse(path: str = ".") -> object:
        if os.fspath(path) == str(inner):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refuse)
        told = build([tmp_path / "in"], tmp_path / "out", jobs=1)
    assert told.refused == 1
    told = build([tmp_path / "in"], tmp_path / "out", jobs=1)
    assert (told.refused, told.new) == (0, 1)
