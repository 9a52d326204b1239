"""
Ten thousand hostile inputs through the whole engine: exceptions, offsets, memory, time.

Run from the clone: `.venv/bin/python -m tests.benchmarks.bench_fuzz [inputs [first]]`. Every
input has a number and is the same on every run; a failure prints it. Memory is read from
/proc, as it is and with free heap given back, so Linux with glibc is needed: long inputs leave
holes in the heap, caches fill up to their bounds, and only a leak would go on growing.
"""

import ctypes
import gc
import sys
import time
import traceback
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.benchmarks.memory import status_mib
from tests.fuzzing import MAKERS, hostile_input, parse_of
from tests.strategies import hostile_texts

INPUTS = 10_000
WARM = 1_000  # after so many inputs the caches are taken to be filled
GENERATED = 2_000  # by hypothesis, after memory has been read: it keeps its own
SLOWEST = 5


def memory():
    """Return MB of this process's own memory: as it is, and with free heap given back."""
    before = status_mib("RssAnon")
    gc.collect()
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    return before, status_mib("RssAnon")


def trial(number):
    """Return how an input fared, and its seconds in the engine."""
    data = hostile_input(number)
    start = time.perf_counter()
    try:
        parse = parse_of(data)
    except Exception:  # noqa: BLE001 - any at all is what is looked for
        print(f"input {number} ({MAKERS[number % len(MAKERS)].__name__}):")
        traceback.print_exc(limit=-4)
        return "failed", time.perf_counter() - start
    return "refused" if parse is None else "parsed", time.perf_counter() - start


def generated():
    """Return how many inputs hypothesis made; a failure ends the run with its smallest form."""
    made = Counter()

    @settings(
        max_examples=GENERATED,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.one_of(hostile_texts(), st.binary(max_size=2000)))
    def through(data):
        made["inputs"] += 1
        parse_of(data)

    through()
    return made["inputs"]


def main():
    """Print the figures; end with 1 when an input failed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else INPUTS
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    fared, slow, readings = Counter(), [], []
    for done, number in enumerate(range(first, first + count), start=1):
        how, seconds = trial(number)
        fared[how] += 1
        slow.append((seconds, number))
        if done % WARM == 0:
            readings.append((done, *memory()))
    print(", ".join(f"{n} {how}" for how, n in sorted(fared.items())))
    for done, before, held in readings:
        print(f"after {done:6d}: {before:6.1f} MB own, {held:6.1f} MB with free heap given back")
    for seconds, number in sorted(slow, reverse=True)[:SLOWEST]:
        what = f"{MAKERS[number % len(MAKERS)].__name__}, {len(hostile_input(number))} long"
        print(f"slowest: {seconds:.2f} s, input {number}, {what}")
    total = sum(seconds for seconds, _ in slow)
    print(f"{total:.0f} s in the engine, {count / total:.1f} inputs/s")
    print(f"{generated()} more by hypothesis")
    sys.exit(fared["failed"] > 0)


if __name__ == "__main__":
    main()
