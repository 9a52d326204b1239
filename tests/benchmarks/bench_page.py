"""
Page load and click, side by side with bare Streamlit, in real Chromium.

Run from the clone: `.venv/bin/python tests/benchmarks/bench_page.py`. Prints
the median of several runs of each, taken in turn, and their ratios; the
server's memory after load too.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from components.door.options import listening  # noqa: E402 - after the path is set
from geo import origins, serve  # noqa: E402 - after the path is set
from geo.proof.server import free_port  # noqa: E402 - after the path is set
from tests.browser.conftest import FLAGS, chromium, inside_of  # noqa: E402 - after the path is set

DRAWN = "path.leaflet-interactive:not(.clustered), button.cluster"  # what stands on the map
RUNS = 7


def ours(port: int) -> list[str]:
    """Return the words that start the dashboard."""
    return serve.command(origins.listening("127.0.0.1"), port, browser=False)


def bare(script: Path, port: int) -> list[str]:
    """Return the words that start `script` in Streamlit alone, with the dashboard's options."""
    options = listening("127.0.0.1", port).items()
    flags = [f"--{name}={str(said).lower()}" for name, said in options if said not in ("", [], {})]
    return [sys.executable, "-m", "streamlit", "run", str(script), *flags]


@contextlib.contextmanager
def serving(start: Callable[[int], list[str]]):
    """Serve what `start` names on a free port; yield its URL and process."""
    port = free_port()
    words = start(port)
    process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        while True:
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/_stcore/health"):
                break
        yield url, process
    finally:
        process.terminate()
        process.wait()


def load_seconds(browser, url: str) -> float:
    """Return the time from asking for the page to a province that can be clicked."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    start = time.perf_counter()
    page.goto(url)
    page.frame_locator("iframe").locator(DRAWN).first.wait_for()
    took = time.perf_counter() - start
    page.close()
    return took


def clicks(browser, url: str) -> list[float]:
    """Return the times from a click on Diyala to its excerpts on screen."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(url)
    page.frame_locator("iframe").locator(DRAWN).first.wait_for()
    times = []
    for name in ("Diyala", "Anbar", "Kirkuk", "Nineveh", "Diyala", "Anbar", "Salahuddin"):
        point = inside_of(page, name)
        start = time.perf_counter()
        page.mouse.click(*point)
        page.get_by_role("heading", name=name, exact=True).wait_for()
        times.append(time.perf_counter() - start)
    page.close()
    return times[1:]


def button_clicks(browser, url: str) -> list[float]:
    """Return the times from a click on the bare button to its line on screen."""
    times = []
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    for _ in range(RUNS):
        page.goto(url)
        button = page.get_by_role("button", name="Go")
        button.wait_for()
        start = time.perf_counter()
        button.click()
        page.get_by_text("Here is the line.").wait_for()
        times.append(time.perf_counter() - start)
    page.close()
    return times[1:]


def resident_mb(pid: int) -> float:
    """Return a process's resident memory in MB."""
    words = subprocess.check_output(["ps", "-o", "rss=", "-p", str(pid)], text=True)
    return int(words) / 1024


def main() -> None:
    """Print the report."""
    here = Path(__file__).parent
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "bare_map.py"
        words = (here / "bare_map.py").read_text(encoding="utf-8")
        plain.write_text(words.replace("Path(__file__).parents[2]", f"Path({str(ROOT)!r})"))
        shutil.copytree(ROOT / "static", Path(scratch) / "static")
        with (
            serving(ours) as (dashboard, process),
            serving(partial(bare, plain)) as (theirs, _),
            serving(partial(bare, here / "bare_button.py")) as (button, _),
            sync_playwright() as play,
        ):
            browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
            for url in (dashboard, theirs):
                load_seconds(browser, url)
            pairs = [
                (load_seconds(browser, dashboard), load_seconds(browser, theirs))
                for _ in range(RUNS)
            ]
            loads, bare_loads = map(list, zip(*pairs, strict=True))
            report("page load to interactive map", loads, bare_loads, "bare st_folium")
            report(
                "click to excerpts on screen",
                clicks(browser, dashboard),
                button_clicks(browser, button),
                "bare button",
            )
            print(f"server memory after load: {resident_mb(process.pid):.0f} MB")
            browser.close()


def report(what: str, own: list[float], theirs: list[float], baseline: str) -> None:
    """Print two medians and their ratio."""
    a, b = statistics.median(own), statistics.median(theirs)
    print(f"{what}: {a:.3f} s against {b:.3f} s for {baseline}: {a / b:.2f} times")


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    main()
