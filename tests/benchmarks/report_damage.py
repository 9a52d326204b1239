"""
Every door opened on every data file damaged in every way, one at a time.

Run from the clone: `.venv/bin/python -m tests.benchmarks.report_damage [DOOR...]`. It takes some
minutes, most of them for the maps. Ends with 1 when a door gave a traceback, no sentence,
or an answer that is not the undamaged one's.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.damage import DOORS, EVERY, KINDS, Answer, Copy, fault_of

_CLOCK = re.compile(rb"throughput[^\n]*|made \d{4}-[^<]*UTC|<dc:date>[^<]*")


def same(copy: Copy, door: str) -> tuple[Answer, bytes]:
    """Return a door's answer and its picture, without the times in them."""
    answer = copy.ask(door)
    drawn = copy.root / "map.svg"
    picture = drawn.read_bytes() if door == "map" and drawn.exists() else b""
    kept = Answer(status=answer.status, out=_CLOCK.sub(b"", answer.out), err=answer.err)
    return kept, _CLOCK.sub(b"", picture)


def try_door(copy: Copy, door: str) -> tuple[Counter[str], list[str]]:
    """Return how often a door refused and answered, and what was wrong."""
    counts: Counter[str] = Counter()
    wrong = []
    usual = same(copy, door)
    for name in EVERY:
        for kind in KINDS:
            with copy.damaged(kind, name):
                found = same(copy, door)
            if name in DOORS[door][1]:
                fault = fault_of(door, name, found[0])
                counts["said"] += not fault
            else:
                fault = "" if found == usual else f"another answer: {found[0].err!r}"
                counts["not read, the same answer"] += not fault
            if fault:
                wrong.append(f"{door}, {name} {kind}: {fault}")
    return counts, wrong


def main() -> None:
    """Print a line for each door, and whatever was wrong."""
    faults = []
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["DATELINE_DATA"] = f"{scratch}/home"
        copy = Copy(Path(scratch) / "copy")
        for door in sys.argv[1:] or DOORS:
            start = time.perf_counter()
            counts, wrong = try_door(copy, door)
            faults += wrong
            told = ", ".join(f"{count} {what}" for what, count in sorted(counts.items()))
            print(f"{door}: {told}, {len(wrong)} wrong; {time.perf_counter() - start:.0f} s")
    print("\n".join(faults))
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
