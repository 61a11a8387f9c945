"""The worker processes: what one does, what becomes of one that goes wrong."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

pytest.importorskip("jinja2")
pytest.importorskip("lxml")

from cnpolicy.service.messages import (
    SIZES,
    Answer,
    Job,
    Refusal,
    Refused,
    Upload,
    outcome,
)
from cnpolicy.service.settings import Settings
from cnpolicy.service.workers import pool as pools
from cnpolicy.service.workers.pool import Pool
from support.services import OTHER, PLAN

pytestmark = pytest.mark.slow

OUTLINE = Job("outline", (Upload(PLAN.encode()),))


def with_pool(
    body: Callable[[Pool], Awaitable[None]], settings: Settings | None = None
) -> None:
    """Open a pool and do something with it."""

    @contextlib.asynccontextmanager
    async def opened() -> AsyncIterator[Pool]:
        pool = Pool(settings or Settings(jobs=1))
        async with pool.open():
            yield pool

    async def run() -> None:
        async with opened() as pool:
            await body(pool)

    asyncio.run(run())


def process(pool: Pool) -> int:
    """The number of the process of the only worker."""
    (worker,) = pool._workers
    assert worker._process is not None
    return worker._process.pid


def test_frames_come_back() -> None:
    """What is packed is unpacked, whatever bytes and names there are."""
    uploads = (Upload(b"\x00\xff", "甲.docx"), Upload(b""), Upload("乙".encode(), ""))
    job = Job("compare", uploads, {"language": "zh"})
    packed = job.packed()
    head, size = SIZES.unpack(packed[: SIZES.size])
    told = pools.json.loads(packed[SIZES.size : SIZES.size + head])
    assert Job.unpacked(told, packed[SIZES.size + head :]) == job
    assert size == sum(len(one.data) for one in uploads)
    refusal = Refusal(422, "time", "too long", "超时")
    packed = refusal.packed()
    assert outcome(pools.json.loads(packed[SIZES.size :]), b"") == refusal


def test_one_process_does_many_jobs() -> None:
    """And answers each with its own."""

    async def body(pool: Pool) -> None:
        jobs = [Job("tasks", (Upload(text.encode()),)) for text in (PLAN, OTHER)]
        first = process(pool)
        made = await asyncio.gather(*(pool.run(job) for job in jobs * 3))
        assert [b"\xe5\x8f\xb8\xe6\xb3\x95" in one.data for one in made] == [
            True,
            False,
        ] * 3
        assert process(pool) == first

    with_pool(body)


def test_a_process_is_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a number of jobs there is another one."""
    monkeypatch.setattr(pools, "MOST_JOBS", 2)

    async def body(pool: Pool) -> None:
        seen = []
        for _ in range(5):
            assert isinstance(await pool.run(OUTLINE), Answer)
            seen.append(process(pool))
        assert len(set(seen)) == 3

    with_pool(body)


def test_a_process_that_ends_is_told_and_replaced() -> None:
    async def body(pool: Pool) -> None:
        assert isinstance(await pool.run(OUTLINE), Answer)
        (worker,) = pool._workers
        assert worker._process is not None
        worker._process.kill()
        made = await pool.run(OUTLINE)
        assert isinstance(made, Refusal)
        assert made.code == "ended"
        assert isinstance(await pool.run(OUTLINE), Answer)

    with_pool(body)


def test_one_who_does_not_wait_any_more_frees_the_worker() -> None:
    """The work is ended, not finished for nobody."""

    async def body(pool: Pool) -> None:
        slow = Job("view", (Upload((PLAN * 10_000).encode()),))
        work = asyncio.ensure_future(pool.run(slow))
        await asyncio.sleep(1)
        before = process(pool)
        work.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await work
        assert isinstance(await pool.run(OUTLINE), Answer)
        assert process(pool) != before

    with_pool(body)


def test_places_are_counted() -> None:
    """So many may work and wait; a place that is given back can be taken."""
    pool = Pool(Settings(jobs=1, waiting=1))
    with pool.place():
        with pool.place(), pytest.raises(Refused) as caught, pool.place():
            pass
        assert caught.value.refusal.status == 503
        with pool.place():
            pass


def test_a_mistake_of_the_library_is_one_of_the_service(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The traceback goes to the log, not to the one who asked."""
    from cnpolicy.service.workers import work, worker

    def broken(given: object, options: object) -> Answer:
        raise RuntimeError("内部细节")

    monkeypatch.setitem(work._MAKERS, "outline", broken)
    made = worker._done(OUTLINE, 1000, 1000)
    assert isinstance(made, Refusal)
    assert (made.status, made.code) == (500, "internal")
    assert "内部细节" not in made.message + made.message_zh
    assert "内部细节" in capsys.readouterr().err


def test_an_answer_that_is_too_large_is_refused() -> None:
    from cnpolicy.service.workers import worker

    made = worker._done(Job("view", (Upload(PLAN.encode()),)), 1000, 1000)
    assert isinstance(made, Refusal)
    assert (made.status, made.code) == (413, "answer")
