"""Long work in child processes: answered, bounded, stopped, in turn."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from geo import ArticleError, GeoError, Limits, Pool, Why, WorkError
from geo.errors import SettingsError
from tests import chores

ROOT = Path(__file__).parents[2]
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and niceness are POSIX's")


@pytest.fixture
def make_pool():
    pools = []

    def made(**options):
        pools.append(Pool(chores.nothing, **options))
        return pools[-1]

    yield made
    for pool in pools:
        pool.close()


@pytest.fixture
def pool(make_pool):
    return make_pool()


def stage_of(job):
    """What the work says of itself, once it says anything."""
    while not job.stage and not job.ended:
        job.wait(0.01)
    return job.stage


def wait_until_gone(pid):
    """Return when no process has this id; a test that waits for ever fails by its time limit."""
    gone = threading.Event()
    while not gone.wait(0.01):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            gone.set()


def why(job):
    with pytest.raises(WorkError) as caught:
        job.result()
    assert str(caught.value).strip()
    return caught.value.why


def test_an_answer_comes_back_with_its_stage_and_what_is_printed_does_not(pool):
    value = {"words": ["Mosul", b"\x00\xff"], "number": 3.5}
    job = pool.submit(chores.repeat, value)
    assert job.result() == value
    assert job.stage == "repeating"
    assert job.ended


def test_the_work_is_done_by_one_other_process_that_is_kept(pool):
    first = pool.submit(chores.ask_pid).result()
    assert first != os.getpid()
    assert [pool.submit(chores.ask_pid).result() for _ in range(3)] == [first] * 3


def test_a_child_that_read_a_long_text_is_not_kept(pool):
    first = pool.submit(chores.ask_pid).result()
    pool.submit(chores.repeat, b"x" * 300_000).result()
    wait_until_gone(first)
    assert pool.submit(chores.ask_pid).result() != first


def test_an_error_of_the_engine_comes_back_as_it_is(pool):
    with pytest.raises(ArticleError, match="the text is no text"):
        pool.submit(chores.refuse).result()


def test_a_fault_is_a_sentence_and_the_next_work_is_done(pool, capfd):
    assert why(pool.submit(chores.stumble)) is Why.DIED
    assert "KeyError" in capfd.readouterr().err
    assert pool.submit(chores.repeat, 1).result() == 1


@POSIX
def test_stopping_kills_the_child(pool):
    job = pool.submit(chores.spin)
    pid = int(stage_of(job))
    job.stop()
    assert why(job) is Why.STOPPED
    wait_until_gone(pid)
    assert pool.submit(chores.repeat, 1).result() == 1


def test_stopping_what_has_ended_changes_nothing(pool):
    job = pool.submit(chores.repeat, 7)
    job.result()
    job.stop()
    assert job.result() == 7


@POSIX
def test_a_child_that_is_killed_is_a_sentence_and_is_replaced(pool):
    assert why(pool.submit(chores.die)) is Why.DIED
    assert pool.submit(chores.repeat, 1).result() == 1


@POSIX
def test_time_is_bounded(make_pool):
    pool = make_pool(limits=Limits(seconds=1))
    job = pool.submit(chores.spin)
    pid = int(stage_of(job))
    assert why(job) is Why.TOO_LONG
    wait_until_gone(pid)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is held to a bound on Linux alone")
def test_memory_is_bounded(make_pool):
    pool = make_pool(limits=Limits(megabytes=300))
    assert why(pool.submit(chores.hoard)) is Why.TOO_MUCH
    assert pool.submit(chores.repeat, 1).result() == 1


@pytest.mark.skipif(sys.platform != "linux", reason="memory is held to a bound on Linux alone")
def test_a_child_without_a_byte_left_still_says_why(make_pool):
    pool = make_pool(limits=Limits(megabytes=40))
    assert why(pool.submit(chores.hoard_to_the_last_byte)) is Why.TOO_MUCH


@POSIX
def test_a_child_stands_behind_its_parent(pool):
    assert pool.submit(chores.ask_niceness).result() > os.nice(0)


def test_a_child_has_the_environment_of_its_parent(pool, monkeypatch, tmp_path):
    guard = "import socket\ndef guarded(*_): pass\nsocket.socket.connect = guarded\n"
    (tmp_path / "sitecustomize.py").write_text(guard)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("DATELINE_SEEN", "yes")
    assert pool.submit(chores.ask_environment, "DATELINE_SEEN").result() == ("yes", "guarded")


def test_work_waits_its_turn_and_is_told_how_many_come_first(make_pool):
    pool = make_pool(children=1)
    first = pool.submit(chores.spin)
    stage_of(first)
    second, third = pool.submit(chores.spin), pool.submit(chores.repeat, 3)
    assert [pool.ahead(job) for job in (first, second, third)] == [None, 1, 2]
    second.stop()
    assert why(second) is Why.STOPPED
    assert pool.ahead(third) == 1
    first.stop()
    assert third.result() == 3
    assert pool.ahead(third) is None


def test_two_children_work_side_by_side(pool):
    long = pool.submit(chores.spin)
    stage_of(long)
    assert pool.submit(chores.repeat, 2).result() == 2
    assert not long.ended
    long.stop()


def test_no_more_wait_than_there_are_places(make_pool):
    pool = make_pool(children=1, places=1)
    first = pool.submit(chores.spin)
    stage_of(first)
    second = pool.submit(chores.repeat, 2)
    with pytest.raises(WorkError, match="try again in a minute") as caught:
        pool.submit(chores.repeat, 3)
    assert caught.value.why is Why.FULL
    first.stop()
    assert second.result() == 2


def test_a_warm_child_is_the_one_that_works(make_pool):
    pool = make_pool()
    pool.warm()
    pool.warm()
    assert pool.submit(chores.repeat, 1).result() == 1
    assert len(pool._idle) <= 1


@POSIX
def test_a_child_ends_with_its_parent_even_in_the_middle_of_its_work():
    script = (
        "import os\n"
        "from geo import Pool\n"
        "from tests import chores\n"
        "job = Pool(chores.nothing).submit(chores.spin)\n"
        "while not job.stage: job.wait(0.01)\n"
        "print(job.stage, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    wait_until_gone(int(done.stdout))


def test_bounds_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("DATELINE_WORK_SECONDS", "12")
    monkeypatch.setenv("DATELINE_WORK_MEGABYTES", "3400")
    assert Limits.from_environment() == Limits(seconds=12, megabytes=3400)
    monkeypatch.delenv("DATELINE_WORK_SECONDS")
    assert Limits.from_environment() == Limits(megabytes=3400)


@pytest.mark.parametrize("words", ["0", "-3", "2.5", "many", "٣x"])
def test_bounds_that_are_no_number_are_refused(monkeypatch, words):
    monkeypatch.setenv("DATELINE_WORK_SECONDS", words)
    with pytest.raises(SettingsError, match="DATELINE_WORK_SECONDS"):
        Limits.from_environment()


def test_every_end_is_an_error_of_ours():
    assert issubclass(WorkError, GeoError)
