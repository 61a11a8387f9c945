"""A corpus on one machine: how fast, how much memory, whether a kill loses anything.

    nice python benchmarks/corpus.py --documents 10000 --work /tmp/corpus

In: how many documents, and a folder to work in. Out: a table on the standard output:
documents and bytes a second, memory of a worker, what a build that was killed twice and
taken up again gives beside an unbroken one, a build with nothing to do, and the
questions. `--documents 100000` is the same at ten times the size.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
from corpus_files import LONGEST, make_corpus

from cnpolicy.corpus.building.build_corpus import BuildResult, build
from cnpolicy.corpus.building.parts import part_schemas
from cnpolicy.corpus.questions import questions
from cnpolicy.corpus.store import open_store


def main() -> None:
    """Make a corpus, build it unbroken and broken, and compare."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=10_000)
    options.add_argument("--longest", type=int, default=LONGEST, help="pages")
    options.add_argument("--jobs", type=int, default=os.cpu_count())
    options.add_argument("--work", type=Path, required=True)
    options.add_argument("--timeout", type=float, default=120)
    options.add_argument(
        "--known", type=int, default=0, help="so many small files, for a second build"
    )
    options.add_argument(
        "--scale", type=int, default=1, help="ask a corpus of so many times the rows"
    )
    chosen = options.parse_args()
    files, whole, broken = (chosen.work / name for name in ("files", "whole", "broken"))
    say("cores", f"{os.cpu_count()}, jobs {chosen.jobs}")
    if not files.is_dir():
        began = time.monotonic()
        make_corpus(files, chosen.documents, chosen.longest)
        say("files made", f"in {time.monotonic() - began:.0f} s")
    if not whole.is_dir():
        found = build(files, whole, jobs=chosen.jobs, timeout=chosen.timeout)
        tell(found, size_of(files))
    sizes(whole)
    nothing_new(files, whole)
    ask(whole)
    if not broken.is_dir():
        break_and_mend(files, broken, chosen.jobs, parts_in(whole))
    compare(whole, broken)
    if chosen.known:
        many_known(chosen.work, chosen.known, chosen.jobs)
    if chosen.scale > 1:
        scaled(whole, chosen.work / "scaled", chosen.scale)


def say(name: str, words: object) -> None:
    """Print a line."""
    sys.stdout.write(f"{name:32} {words}\n")
    sys.stdout.flush()


def size_of(folder: Path) -> int:
    """Return the bytes of the regular files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def tell(found: BuildResult, size: int) -> None:
    """Say how fast a build was."""
    seconds = found.seconds
    say("build", f"{found.documents} documents, {size / 1e6:.0f} MB in {seconds:.0f} s")
    say("", f"{found.documents / seconds:.1f} documents/s")
    say("", f"{size / 1e6 / seconds:.2f} MB/s of files")
    spent = found.processor_seconds
    say("", f"{spent:.0f} s of the processors in the workers")
    say(
        "", f"{found.documents / spent:.1f} documents, {size / 1e6 / spent:.2f} MB each"
    )
    say("refused", found.refused)
    say("workers ended", found.ended)
    say("peak memory of a worker", f"{found.peak_memory / 1e6:.0f} MB")


def sizes(out: Path) -> None:
    """Say how large the corpus is."""
    store = open_store(out)
    rows: Any = store.execute(
        "select coalesce(kind, 'text') as kind, count(*), sum(chars) from documents"
        " group by kind order by kind"
    ).fetchall()
    for kind, count, chars in rows:
        say(f"documents as {kind}", f"{count}, {chars / 1e6:.1f} M characters")
    for name in ("sections", "tasks", "task_bodies", "targets", "deadlines"):
        (row,) = store.execute(f"select count(*) from {name}").fetchall()
        say(name, row[0])
    say("size of the corpus", f"{size_of(out) / 1e6:.0f} MB")
    say("parts", parts_in(out))
    say(
        "copies",
        store.execute(
            "select count(duplicate_of), count(near_duplicate_of) from documents"
        ).fetchone(),
    )
    for reason, _, count, example in questions()["refused"].ask(store).fetchall():
        say(f"refused: {Path(example).name}", f"{count}: {reason}")


def parts_in(out: Path) -> int:
    """Return how many parts a corpus has."""
    return sum(path.name[0].isdigit() for path in (out / "parts").glob("*"))


def nothing_new(files: Path, out: Path) -> None:
    """Say how long a build takes that has nothing to do, the best of 3."""
    best = min(_timed(command(files, out, 1)) for _ in range(3))
    say("build of nothing new", f"{best[0]:.2f} s, {best[1]:.2f} s of the processor")


def _timed(words: list[str]) -> tuple[float, float]:
    """Return the seconds that a command takes, by the clock and of the processor."""
    began, before = time.monotonic(), os.times()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    seconds, after = time.monotonic() - began, os.times()
    spent = after.children_user - before.children_user
    spent += after.children_system - before.children_system
    return seconds, spent


def command(files: Path, out: Path, jobs: int) -> list[str]:
    """Return the command that builds a corpus."""
    return [
        *(sys.executable, "-m", "cnpolicy", "corpus", "build", str(files)),
        *("-o", str(out), "--jobs", str(jobs)),
    ]


def many_known(work: Path, count: int, jobs: int) -> None:
    """Say how long a build takes to see that nothing of so many files has changed."""
    files, out = work / "known", work / "known-corpus"
    if not out.is_dir():
        for number in range(count):
            place = files / f"{number // 1000:04d}"
            place.mkdir(parents=True, exist_ok=True)
            text = f"第{number}号方案\n一、推进规划。\n"
            (place / f"{number:07d}.txt").write_text(text, encoding="utf-8")
        found = build(files, out, jobs=jobs)
        say(f"{count} small files", f"{found.seconds:.0f} s")
    say(f"{count} known files", "")
    nothing_new(files, out)


def scaled(whole: Path, out: Path, times: int) -> None:
    """Write a corpus several times under other names, and ask that."""
    import pyarrow as arrow
    import pyarrow.compute as compute
    import pyarrow.parquet as parquet

    if not out.is_dir():
        parts = [path for path in (whole / "parts").iterdir() if path.name[0].isdigit()]
        number = 0
        for part in parts:
            for copy in range(times):
                number += 1
                folder = out / "parts" / f"{number:06d}.0"
                folder.mkdir(parents=True)
                for path in part.glob("*.parquet"):
                    table = parquet.read_table(path)
                    for key in {"id", "input", "document_id"} & {*table.column_names}:
                        at = table.column_names.index(key)
                        new = compute.binary_join_element_wise(
                            table.column(key), arrow.scalar(f"#{copy}"), ""
                        )
                        table = table.set_column(at, key, new)
                    parquet.write_table(table, folder / path.name, compression="zstd")
    store = open_store(out)
    (row,) = store.execute("select count(*) from documents").fetchall()
    say("scaled to documents", row[0])
    say("parts", parts_in(out))
    ask(out)


def ask(out: Path) -> None:
    """Say how long each question takes, in a connection of its own."""
    for name, question in questions().items():
        began, before = time.monotonic(), time.process_time()
        rows = question.ask(open_store(out)).fetchall()
        seconds, spent = time.monotonic() - began, time.process_time() - before
        say(
            f"question {name}",
            f"{seconds:.3f} s, {spent:.3f} s of the processors, {len(rows)} rows",
        )


def break_and_mend(files: Path, out: Path, jobs: int, parts: int) -> None:
    """Kill a build at a third of its parts, then a worker at two thirds; finish it."""
    process = subprocess.Popen(command(files, out, jobs))
    _await(out, parts // 3)
    process.send_signal(signal.SIGKILL)
    process.wait()
    say("killed the parent at part", parts_in(out))
    process = subprocess.Popen(command(files, out, jobs))
    _await(out, 2 * parts // 3)
    workers = psutil.Process(process.pid).children()
    workers = [one for one in workers if "spawn_main" in " ".join(one.cmdline())]
    workers[0].kill()
    say("killed a worker at part", parts_in(out))
    if process.wait():
        raise SystemExit("the build did not end well")


def _await(out: Path, parts: int) -> None:
    """Wait until a corpus has so many parts."""
    while not (out / "parts").is_dir() or parts_in(out) < parts:
        time.sleep(0.2)


def compare(whole: Path, broken: Path) -> None:
    """Say whether two corpora are equal, table by table."""
    one, other = open_store(whole), open_store(broken)
    for name in [*part_schemas(), "duplicates_files"]:
        view = "documents_files" if name == "documents" else name
        # A sum over the rows does not depend on their order.
        query = f"select count(*), sum(hash(t)::hugeint) from (from {view}) t"
        first, second = (store.execute(query).fetchone() for store in (one, other))
        same = "equal" if first == second else f"DIFFERENT: {first} and {second}"
        say(f"whole and broken: {name}", f"{first[0] if first else 0} rows, {same}")


if __name__ == "__main__":
    main()
