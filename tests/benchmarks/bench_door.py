"""
How long `/health` takes while a stranger knocks, beside the same in quiet; and the start.

Run from the clone: `.venv/bin/python -m tests.benchmarks.bench_door`. Prints the median and the
slowest of each, and the start of the dashboard against that of bare Streamlit.
"""

from __future__ import annotations

import statistics
import threading
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from tests.benchmarks.bench_page import bare, ours, report, serving
from tests.knocking import knock, knock_socket

KNOCKS = 10
ASKED = 200
STARTS = 5


def health(port: int, times: int) -> list[float]:
    """Return the seconds that each of `times` askings took."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        answer = knock(port, "/_stcore/health")
        took.append(time.perf_counter() - start)
        assert answer.status == 200, "the server is not well"
    return took


def knocking(port: int, ends: threading.Event) -> None:
    """Knock as a page of a stranger does, in rounds, until told to stop."""
    while not ends.is_set():
        for number in range(KNOCKS):
            with suppress(OSError):
                knock_socket(port, Origin=f"http://stranger-{number}.example")


def start_seconds(start) -> float:
    """Return the time from the command to the first answer."""
    begin = time.perf_counter()
    with serving(start):
        return time.perf_counter() - begin


def main() -> None:
    """Print the report."""
    with serving(ours) as (url, _):
        port = urlsplit(url).port
        quiet = health(port, ASKED)
        for number in range(KNOCKS):
            knock_socket(port, Origin=f"http://stranger-{number}.example")
        (after,) = health(port, 1)
        ends = threading.Event()
        thread = threading.Thread(target=knocking, args=(port, ends))
        thread.start()
        meanwhile = health(port, ASKED)
        ends.set()
        thread.join()
    for name, took in (("quiet", quiet), ("while knocked at without end", meanwhile)):
        print(
            f"/health, {name}: median {statistics.median(took) * 1000:.1f} ms, "
            f"slowest of {ASKED} {max(took) * 1000:.1f} ms"
        )
    print(f"/health right after {KNOCKS} knocks: {after * 1000:.1f} ms")
    plain = partial(bare, Path(__file__).parent / "bare_button.py")
    pairs = [(start_seconds(ours), start_seconds(plain)) for _ in range(STARTS)]
    report("start to the first answer", *map(list, zip(*pairs, strict=True)), "bare Streamlit")


if __name__ == "__main__":
    main()
