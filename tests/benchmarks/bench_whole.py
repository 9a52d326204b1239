"""
A case of many articles on one map beside the page of one article, in real Chromium.

Run from the clone: `.venv/bin/python -m tests.benchmarks.bench_whole [articles]`. The case has
fifty excerpts an article (1,000 and 50,000 where nothing is said). Prints how long its map takes
when nobody has opened it yet, then the medians of several runs of each page, taken in turn, their
ratios, and the most bytes that a filter received.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from playwright.sync_api import sync_playwright

from geo.case import Case
from tests.benchmarks.bench_case import ENGINE, text
from tests.benchmarks.bench_page import DRAWN, RUNS, clicks, load_seconds, ours, report, serving
from tests.browser.conftest import FLAGS, chromium
from tests.browser.test_bytes import Socket
from tests.geo.case.keeping import added, made

ARTICLES = 1_000
PATIENCE_MS = 180_000  # for a case that nobody has opened yet


def on_case(path: Path, port: int) -> list[str]:
    """Return the words that start the dashboard on a case."""
    return ["env", f"DATELINE_CASE={path}", *ours(port)]


def filters(browser, url: str) -> tuple[list[float], int]:
    """Return the times from a search to its excerpts on screen, and the most bytes one received."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.set_default_timeout(PATIENCE_MS)
    socket = Socket(page)
    page.goto(url)
    told = page.locator(".whole .told > span")
    told.filter(has_text="All ").wait_for()
    page.frame_locator("iframe").locator(DRAWN).first.wait_for()
    times, most = [], 0
    search = page.get_by_label("Search the excerpts")
    for number in range(RUNS + 1):
        before = len(socket.sizes)
        search.fill(f"Town{number} ")
        start = time.perf_counter()
        search.press("Enter")
        page.locator(".whole .pill").filter(has_text=f"“Town{number}”").wait_for()
        times.append(time.perf_counter() - start)
        most = max(most, sum(socket.sizes[before:]))
    page.close()
    return times[1:], most


def presses(browser, url: str) -> list[float]:
    """Return the times from a press on a place of an excerpt to what the case says of it."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.set_default_timeout(PATIENCE_MS)
    page.goto(url)
    names = page.locator(".whole button.name")
    names.first.wait_for()
    page.frame_locator("iframe").locator(DRAWN).first.wait_for()
    times = []
    for number in range(RUNS + 1):
        wanted = page.locator(".whole button.name").filter(has_text=f"Town{7 + number}").first
        wanted.wait_for()
        start = time.perf_counter()
        wanted.dispatch_event("click")
        page.get_by_role("heading", name=f"Town{7 + number}", exact=True).wait_for()
        times.append(time.perf_counter() - start)
        page.get_by_role("button", name="All places").click()
    page.close()
    return times[1:]


def main() -> None:
    """Print the report."""
    count = int(sys.argv[1]) if sys.argv[1:] else ARTICLES
    with tempfile.TemporaryDirectory() as scratch:
        path = made(Path(scratch))
        with Case.open(path, write=True) as case:
            for number in range(count):
                added(case, text(number), ENGINE)
        with (
            serving(ours) as (single, _),
            serving(partial(on_case, path)) as (url, _),
            sync_playwright() as play,
        ):
            browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
            many = f"{url}/?article=case"
            load_seconds(browser, single)
            start = time.perf_counter()
            filters(browser, many)
            print(f"the first time, and {RUNS + 1} searches: {time.perf_counter() - start:.1f} s")
            pairs = [
                (load_seconds(browser, many), load_seconds(browser, single)) for _ in range(RUNS)
            ]
            loads, single_loads = map(list, zip(*pairs, strict=True))
            report("page load", loads, single_loads, "one article")
            times, most = filters(browser, many)
            report("a click", presses(browser, many), clicks(browser, single), "one article")
            report("a search against a click", times, clicks(browser, single), "one article")
            print(f"{most:,} bytes at most; a search {statistics.median(times):.3f} s")
            browser.close()


if __name__ == "__main__":
    main()
