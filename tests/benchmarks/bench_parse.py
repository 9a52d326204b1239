"""
`dateline parse` of the sample as a whole process, against `import geopandas`.

Run from the clone: `.venv/bin/python tests/benchmarks/bench_parse.py`.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "articles" / "inherent-resolve.txt"
RUNS = 9


def seconds(*words: str) -> float:
    """Return how long one whole process takes."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print the medians, taken in turn, and their ratio."""
    ours, theirs = [], []
    for _ in range(RUNS):
        ours.append(seconds("-m", "geo.cli", "parse", str(SAMPLE)))
        theirs.append(seconds("-c", "import geopandas"))
    a, b = statistics.median(ours), statistics.median(theirs)
    print(f"dateline parse: {a:.3f} s against {b:.3f} s for import geopandas: {a / b:.2f} times")


if __name__ == "__main__":
    main()
