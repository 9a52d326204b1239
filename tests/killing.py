"""Writers of a case, killed at random moments; what they were told is kept is looked for after."""

import multiprocessing
import os
import random
import signal
from itertools import count

from geo.case import Case, Terms, decide_name, redo, undo, verify
from geo.decisions import Answer, What
from geo.errors import CaseError
from tests.geo.case.keeping import TEXT, added, hand, made
from tests.making import DIYALA, KHANAQIN, TIKRIT

_FORK = multiprocessing.get_context("fork")  # a writer is at work at once: it imports nothing
_ANSWERS = [
    *(Answer(what=What.PLACE, place=place) for place in (KHANAQIN, TIKRIT)),
    Answer(what=What.WITHIN, place=DIYALA, somewhere=True), Answer(what=What.NOT_A_PLACE),
]  # fmt: skip


def work(path, seed, told, most=None):
    """Add, decide, undo and redo; say of each entry, once it is kept, its number and hash."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    with Case.open(path, write=True) as case:
        first = case.ids()[0]
        spans = [name.span for name in case.parse(first).toponyms]
        for turn in count() if most is None else range(most):
            try:
                if chance.random() < 0.2:
                    text = f"{TEXT} Told by {seed} in turn {turn}."
                    entry = _entry_of(case, added(case, text))
                elif chance.random() < 0.2:
                    done = undo(case, None, hand()) if chance.random() < 0.5 else redo(case, hand())
                    entry = (done.entry, done.hash)
                else:
                    done = decide_name(
                        case, first, chance.choice(spans), chance.choice(_ANSWERS),
                        Terms(hand=hand(f"writer {seed}")),
                    )  # fmt: skip
                    entry = (done.entry, done.hash)
            except CaseError as error:
                if "nothing to redo" in str(error) or "to take back" in str(error):
                    continue
                raise
            os.write(told, f"{entry[0]} {entry[1]}\n".encode())


def _entry_of(case, article):
    (found,) = [e for e in case.log() if e.what == "add" and e.article == article]
    return found.entry, found.hash


def start(path, seed, most=None):
    """Begin a writer: its process, and where it tells what is kept."""
    hears, told = os.pipe()
    process = _FORK.Process(target=work, args=(path, seed, told, most))
    process.start()
    os.close(told)
    return process, hears


def heard(hears, first=b""):
    """Everything that a writer told before its end, what was read of it already included."""
    with os.fdopen(hears, "rb") as pipe:
        lines = (first + pipe.read()).decode().splitlines()
    return {int(entry): digest for entry, digest in (line.split() for line in lines)}


def check(path, kept):
    """The case opens, verifies, and has every entry that was told; how many it has."""
    with Case.open(path, write=True) as case:
        report = verify(case)
        assert report.ok, report.faults
        found = {entry.entry: entry.hash for entry in case.log()}
    lost = {entry: digest for entry, digest in kept.items() if found.get(entry) != digest}
    assert not lost, lost
    return len(found)


def after_entries(most):
    """The moment when a writer has told some entries, up to so many."""

    def wait(chance, hears):
        told, wanted = b"", chance.randint(0, most)
        while told.count(b"\n") < wanted:
            told += os.read(hears, 1)
        return told

    return wait


def kill_many(folder, kills, seed, moment):
    """Kill a writer so many times, each at some moment; yield how many entries a case then has."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    path = made(folder, TEXT)
    kept, entries = {}, 0
    for number in range(kills):
        process, hears = start(path, seed * 1_000 + number)
        first = moment(chance, hears)
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        kept |= heard(hears, first)
        entries = check(path, kept)
        if entries > 400:  # so that looking at it all stays quick
            path.rename(path.with_name(f"done-{number}.gpkg"))
            path, kept = made(folder, TEXT, name=f"next-{number}.gpkg"), {}
            yield entries
    yield entries
