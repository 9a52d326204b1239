"""
One user's click, quiet and while another user's worst texts are being read, in real Chromium.

Run from the clone: `.venv/bin/python tests/benchmarks/bench_two_users.py`. User B clicks one
province after another: while nobody else does anything, while user A's text of two megabytes is
being read, and once more when that is stopped; the medians, the longest and their ratios are
printed for each text, with how far A's text had come.
"""

from __future__ import annotations

import itertools
import os
import random
import statistics
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.bench_page import ours, serving  # noqa: E402 - after the path is set
from tests.browser.conftest import FLAGS, chromium, inside_of  # noqa: E402 - after the path is set

SIZE = 1_990_000  # bytes, just under what an article may have
CLICKS = 12
PROVINCES = ("Diyala", "Anbar", "Kirkuk", "Nineveh", "Salahuddin")
NAMES = ("Mosul", "Tikrit", "Kirkuk", "Homs", "Kharkiv", "Springfield", "Paris", "San Jose")

# Its work has come past the start, or has ended.
UNDER_WAY = """() => {
    const dialog = document.querySelector("[role=dialog]");
    return !dialog || /Step [0-9]+ of|The input|could not/.test(dialog.innerText);
}"""


def news() -> str:
    """Return what reads like news: the sample's sentences in any order, names changed."""
    words = (ROOT / "data" / "articles" / "inherent-resolve.txt").read_text(encoding="utf-8")
    sentences = [line for line in words.split("\n") if line.strip()]
    chance = random.Random(7)  # noqa: S311 - the same text each time
    return "\n".join(
        chance.choice(sentences).replace("Diyala", chance.choice(NAMES)) for _ in range(20_000)
    )


TEXTS = {
    "one line of dots": lambda: "Mosul " + "." * SIZE,
    "one sentence of names": lambda: (
        "Troops left " + ", ".join(itertools.islice(itertools.cycle(NAMES), 260_000))
    ),
    "combining marks": lambda: "Mosul e" + "\u0301\u0323" * (SIZE // 4),
    "quotation marks": lambda: "Mosul " + "“ said Ali ” " * (SIZE // 16),
    "short lines with names": lambda: "\n".join(itertools.islice(itertools.cycle(NAMES), 280_000)),
    "news": news,
}


def cut(words: str) -> bytes:
    """Return the text's first bytes, no more than an article may have."""
    return words.encode()[:SIZE].decode("utf-8", "ignore").encode()


def open_page(browser, url: str):
    """Return a page of a user of its own, once its map can be clicked."""
    page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
    page.set_default_timeout(180_000)
    page.goto(url)
    page.frame_locator("iframe").locator("path.leaflet-interactive").first.wait_for()
    return page


def clicks(page) -> list[float]:
    """Return the seconds from each click on a province to its excerpts on screen."""
    times = []
    for name in itertools.islice(itertools.cycle(PROVINCES), CLICKS):
        point = inside_of(page, name)
        start = time.perf_counter()
        page.mouse.click(*point)
        page.get_by_role("heading", name=name, exact=True).wait_for()
        times.append(time.perf_counter() - start)
    return times[1:]


def begin(page, words: bytes) -> None:
    """Give the page a text; return once it is being read."""
    page.get_by_role("button", name="New article").first.click()
    dialog = page.get_by_role("dialog")
    file = {"name": "worst.txt", "mimeType": "text/plain", "buffer": words}
    dialog.locator("input[type=file]").set_input_files(file)
    dialog.get_by_text("worst.txt").wait_for()
    dialog.get_by_role("button", name="Map this article").click()
    page.wait_for_function(UNDER_WAY)


def end(page) -> str:
    """Close the dialog, which ends the work; return how far it had come."""
    dialog = page.get_by_role("dialog")
    if not dialog.count():
        return "done"
    said = dialog.inner_text().split("Map this article")[-1].split("\n")
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    return next((line for line in said if line.strip()), "")


def main() -> None:
    """Print the report."""
    only = sys.argv[1:]
    with serving(ours) as (url, _), sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        a, b = open_page(browser, url), open_page(browser, url)
        clicks(b)
        for name, made in TEXTS.items():
            if only and name not in only:
                continue
            words = cut(made())
            quiet = clicks(b)
            begin(a, words)
            beside = clicks(b)
            far = end(a)
            quiet += clicks(b)
            print(
                f"{name}: median {statistics.median(beside):.3f} s beside, "
                f"{statistics.median(quiet):.3f} s quiet, "
                f"{statistics.median(beside) / statistics.median(quiet):.2f} times; "
                f"longest {max(beside):.3f} s, {max(quiet):.3f} s, "
                f"{max(beside) / max(quiet):.2f} times; the other: {far}",
                flush=True,
            )
        browser.close()


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    main()
