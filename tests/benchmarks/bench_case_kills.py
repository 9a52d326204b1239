"""
Writers of a case killed 200 times amid decisions and imports, and two writers at once.

Run from the clone: `.venv/bin/python -m tests.benchmarks.bench_case_kills [kills [seconds]]`.
After each kill the case must open, verify, and hold every entry that was told to be kept. Then two
processes write for some seconds: every entry told, in one chain.
"""

import os
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.geo.case.keeping import TEXT, made
from tests.killing import check, heard, kill_many, start

KILLS, SECONDS, LONGEST, SEED = 200, 60, 0.8, 7


def after_seconds(longest):
    """A moment within some seconds: it may lie anywhere in a write."""

    def wait(chance, _):
        time.sleep(chance.random() * longest)
        return b""

    return wait


def together(folder, seconds):
    """Let two writers work, then kill both; how much each told, and how many entries there are."""
    path = made(folder, TEXT, name="two.gpkg")
    writers = [start(path, seed) for seed in (1, 2)]
    time.sleep(seconds)
    told = []
    for process, _ in writers:
        os.kill(process.pid, signal.SIGKILL)
        process.join()
    for _, hears in writers:
        told.append(heard(hears))
    return [len(each) for each in told], check(path, told[0] | told[1])


def main():
    """Print how much was told and found."""
    given = [int(words) for words in sys.argv[1:]]
    kills, seconds = (*given, *(KILLS, SECONDS)[len(given) :])
    with tempfile.TemporaryDirectory() as home:
        found = sum(kill_many(Path(home), kills, SEED, after_seconds(LONGEST)))
        print(f"{kills} kills: {found} entries, nothing lost that was told, every case whole")
        told, entries = together(Path(home), seconds)
        print(f"two writers in {seconds} s: told {told}, {entries} entries in one chain, none lost")


if __name__ == "__main__":
    main()
