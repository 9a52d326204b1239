"""
How much faster this clone's engine is than another's, on the same documents, in turn.

Run from the clone: `.venv/bin/python -m tests.benchmarks.bench_before OTHER CORPUS.jsonl`, OTHER
the root of a clone at an older commit (`git worktree add OTHER COMMIT`). Each round parses every
document in a process of its own on two cores. Where others use the machine, processor time tells
more than documents a second.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.memory import peak_mib

ROUNDS = 3
CORES = 2
HERE = Path(__file__).parents[2]


def trial(root, corpus):
    """Print what the engine of a clone took for a document, as JSON."""
    sys.path.insert(0, root)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    from geo import default_engine, read_article

    with Path(corpus).open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    engine = default_engine()
    engine.parse(read_article("Troops left Baghdad for Mosul."))
    worked, passed = time.process_time(), time.perf_counter()
    for text in texts:
        engine.parse(read_article(text))
    spent = [time.process_time() - worked, time.perf_counter() - passed]
    print(json.dumps([*(seconds / len(texts) for seconds in spent), peak_mib()]))


def run(root, corpus):
    words = [sys.executable, __file__, "--trial", str(root), str(corpus)]
    home = {**os.environ, "PYTHONPATH": str(HERE)}
    done = subprocess.run(words, cwd=root, env=home, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def main():
    """Print the medians of some rounds, both in turn, and the ratios."""
    other, corpus = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    rounds = [(run(other, corpus), run(HERE, corpus)) for _ in range(ROUNDS)]
    for name, made in zip(("other", "this clone"), zip(*rounds, strict=True), strict=True):
        worked, passed, peak = (statistics.median(trial[i] for trial in made) for i in range(3))
        print(
            f"{name:12}{1000 * worked:7.1f} ms of processor a document,"
            f"{1 / passed:6.1f} documents/s, {peak:4.0f} MB at most"
        )
    for at, unit in enumerate(("processor time", "documents a second")):
        ratios = [before[at] / now[at] for before, now in rounds]
        least, most = min(ratios), max(ratios)
        print(f"{statistics.median(ratios):.2f} times by {unit} ({least:.2f} to {most:.2f})")


if __name__ == "__main__":
    trial(*sys.argv[2:]) if sys.argv[1] == "--trial" else main()
