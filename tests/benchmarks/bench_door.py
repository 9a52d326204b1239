"""
How long `/health` takes while a stranger knocks, beside the same in quiet; and the start.

Run from the clone: `.venv/bin/python -m tests.benchmarks.bench_door`. The baseline of both is
bare Streamlit with the dashboard's options; without a network it takes some time to answer.
"""

from __future__ import annotations

import statistics
import threading
import time
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from tests.benchmarks.bench_page import bare, ours, report, serving
from tests.knocking import knock, knock_socket

KNOCKS = 10
ROUNDS = 20
STARTS = 5


def health(port: int) -> float:
    """Return the seconds until the server said that it is well."""
    start = time.perf_counter()
    answer = knock(port, "/_stcore/health")
    assert answer.status == 200, "the server is not well"
    return time.perf_counter() - start


def beside_knocks(port: int) -> float:
    """Return the slowest answer of `/health` while ten sockets of strangers are asked for."""
    threads = [
        threading.Thread(
            target=knock_socket, args=(port,), kwargs={"Origin": f"http://stranger-{n}.example"}
        )
        for n in range(KNOCKS)
    ]
    for thread in threads:
        thread.start()
    slowest = health(port)
    while any(thread.is_alive() for thread in threads):
        slowest = max(slowest, health(port))
    return slowest


def start_seconds(start) -> float:
    """Return the time from the command to the first answer."""
    begin = time.perf_counter()
    with serving(start):
        return time.perf_counter() - begin


def main() -> None:
    """Print the report."""
    plain = partial(bare, Path(__file__).parent / "bare_button.py")
    for name, start, rounds in (("dashboard", ours, ROUNDS), ("bare Streamlit", plain, 1)):
        with serving(start) as (url, _):
            port = urlsplit(url).port
            quiet = [health(port) for _ in range(ROUNDS * KNOCKS)]
            knocked = [beside_knocks(port) for _ in range(rounds)]
        print(
            f"/health of {name}: quiet {statistics.median(quiet) * 1000:.1f} ms, slowest of "
            f"{len(quiet)} {max(quiet) * 1000:.1f} ms; while a stranger knocks {KNOCKS} times, the "
            f"slowest answer {statistics.median(knocked) * 1000:.1f} ms (median of {rounds}), "
            f"at most {max(knocked) * 1000:.1f} ms"
        )
    pairs = [(start_seconds(ours), start_seconds(plain)) for _ in range(STARTS)]
    starts, bare_starts = map(list, zip(*pairs, strict=True))
    report("start to the first answer", starts, bare_starts, "bare Streamlit")


if __name__ == "__main__":
    main()
