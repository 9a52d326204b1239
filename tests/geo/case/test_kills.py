"""What was told to be kept is kept: after kills, beside another writer, on a full disk."""

import resource
import shutil
import signal
import sqlite3
import sys

import pytest

from geo.case import Case, Terms, decide_name, verify
from geo.decisions import Answer, What
from geo.errors import CaseError
from tests.geo.case.keeping import TEXT, added, hand, made
from tests.killing import after_entries, check, heard, kill_many, start
from tests.making import KHANAQIN

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no fork there")
PLACE = Answer(what=What.PLACE, place=KHANAQIN)


def test_a_killed_writer_loses_nothing_it_told(tmp_path):
    assert sum(kill_many(tmp_path, kills=6, seed=11, moment=after_entries(5))) > 8


def test_two_writers_lose_nothing_and_leave_one_chain(tmp_path):
    path = made(tmp_path, TEXT)
    writers = [start(path, seed, most=12) for seed in (1, 2)]
    kept = {}
    for process, hears in writers:
        kept |= heard(hears)
        process.join()
        assert process.exitcode == 0
    assert check(path, kept) >= len(kept) + 2
    with Case.open(path) as case:
        assert {e.who for e in case.log()} >= {"writer 1", "writer 2"}


def test_a_copy_of_a_case_that_is_open_has_every_decision(tmp_path):
    path = made(tmp_path, TEXT)
    with Case.open(path, write=True) as case:
        (article,) = case.ids()
        for number, name in enumerate(case.parse(article).toponyms):
            done = decide_name(case, article, name.span, PLACE, Terms(hand=hand()))
            copy = shutil.copyfile(path, tmp_path / f"copy-{number}.gpkg")
            with Case.open(copy) as copied:
                assert copied.head.hash == done.hash
    with Case.open(copy) as copied:
        assert verify(copied).ok


def fill(case, heads):
    """Add articles until there is no room, and note what was kept."""
    for number in range(40):
        added(case, f"{TEXT} Once more, {number}.")
        heads.append(case.head)


def test_a_full_file_is_a_sentence_and_writes_nothing(tmp_path):
    path = made(tmp_path, TEXT)
    with Case.open(path, write=True) as case:
        pages = case.connection.execute("PRAGMA page_count").fetchone()[0]
        case.connection.execute(f"PRAGMA max_page_count = {pages}")
        heads = [case.head]
        with pytest.raises(CaseError, match="the disk is full"):
            fill(case, heads)
        assert case.head == heads[-1]
    check(path, {head.entry: head.hash for head in heads})


def test_a_full_disk_is_a_sentence_and_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # which a full disk cuts short
    path = made(tmp_path, TEXT)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with Case.open(path, write=True) as case:
        heads = [case.head]
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 40_000, before[1]))
        try:
            with pytest.raises(CaseError, match="full"):
                fill(case, heads)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
            signal.signal(signal.SIGXFSZ, old)
    check(path, {head.entry: head.hash for head in heads})


def test_another_hand_is_seen_at_once(tmp_path):
    path = made(tmp_path, TEXT)
    with Case.open(path, write=True) as one, Case.open(path, write=True) as other:
        (article,) = one.ids()
        span = one.parse(article).toponyms[0].span
        assert other.settled(article).decided == {}
        decide_name(one, article, span, PLACE, Terms(hand=hand()))
        assert other.settled(article).decided[span].who == "Ann"
        decide_name(other, article, span, Answer(what=What.UNDECIDED), Terms(hand=hand("Bo")))
        assert one.settled(article).decided[span].who == "Bo"
        assert verify(one).ok


def test_what_fails_in_a_write_leaves_nothing(tmp_path, monkeypatch):
    from geo.case import deciding

    path = made(tmp_path, TEXT)
    with Case.open(path, write=True) as case:
        (article,) = case.ids()
        span, before = case.parse(article).toponyms[0].span, case.settled(article)

        def fails(*_):
            message = "no such table"
            raise sqlite3.OperationalError(message)

        with monkeypatch.context() as patch:
            patch.setattr(deciding, "derive", fails)
            with pytest.raises(CaseError):
                decide_name(case, article, span, PLACE, Terms(hand=hand()))
        assert case.head.entry == 2
        assert case.settled(article) == before
        with Case.open(path, write=True) as other:  # whose entry has the number of the lost one
            answer = Answer(what=What.NOT_A_PLACE)
            decide_name(other, article, span, answer, Terms(hand=hand("Bo")))
        assert case.settled(article).decided[span].who == "Bo"
        assert verify(case).ok
