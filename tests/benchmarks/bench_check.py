"""
How long the check of the data takes at each door: the first time, and remembered.

Run from the clone: `.venv/bin/python -m tests.benchmarks.bench_check`.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time

from geo.digests import NAME
from geo.integrity import require
from geo.resolve import words
from geo.settings import data_folder, user_folder
from tests.damage import BOUNDARIES, GAZETTEER

RUNS = 21
WORDS = tuple(f"lexicon/{name}" for name in words._FILES)
DOORS = {
    "parse": (GAZETTEER, ("lexicon/",), WORDS, ("models/",)),
    "lookup": (GAZETTEER,),
    "map": (GAZETTEER, ("lexicon/",), ("models/",), BOUNDARIES, ("fonts/",)),
}


def milliseconds(groups: tuple[tuple[str, ...], ...]) -> tuple[float, float]:
    """Return how long a door's files take, by the clock and by the processor."""
    folder = data_folder()
    start, busy = time.perf_counter(), time.process_time()
    for group in groups:  # as each part of the engine opens its own
        require(folder, *group)
    return 1000 * (time.perf_counter() - start), 1000 * (time.process_time() - busy)


def main() -> None:
    """Print each door's times, in a home of its own."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["DATELINE_DATA"] = home
        for door, groups in DOORS.items():
            (user_folder() / NAME).unlink(missing_ok=True)
            first = milliseconds(groups)
            clock, busy = zip(*(milliseconds(groups) for _ in range(RUNS)), strict=True)
            print(
                f"{door}: {first[0]:.1f} ms the first time ({first[1]:.1f} of the processor);"
                f" remembered {statistics.median(clock):.1f} ms, at best {min(clock):.1f}"
                f" ({statistics.median(busy):.1f} of the processor)"
            )


if __name__ == "__main__":
    main()
