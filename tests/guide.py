"""
Walk docs/guide.md as a new user would, draw its pictures again, and say how long each step took.

    python -m tests.guide [FOLDER]

Needs a Chromium. The pictures go to FOLDER, docs/guide where none is named; the case, the sheet
and the table are made in a scratch folder that goes when it ends.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import FLAGS, chromium, serving
from tests.browser.test_page import leaflet
from tests.gallery import GALLERY, PATIENCE, ROOT, save

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE = (1280, 800)  # pixels of the window
FILES = ROOT / "tests" / "geo" / "intake" / "files"
# five kinds: a web page, a mail, a feed of two articles, a PDF and four texts
ARTICLES = (
    (FILES / "page.html", "Flood closes the road"),
    (FILES / "html-only.eml", "Повінь під Одесою"),
    (FILES / "feed.rss", "Ferry stopped"),
    (FILES / "columns.pdf", "Flood closes the road"),
    (GALLERY / "articles" / "sudan.txt", "Two years of war in Sudan"),
    (GALLERY / "articles" / "ukraine.txt", "A night along the front"),
    (GALLERY / "articles" / "gaza.txt", "Raids from Gaza to Jenin"),
    (GALLERY / "articles" / "province.txt", "Harvest in the province of Kandahar"),
)


class Walk:
    """A walk through the page: its steps are timed, and some of them drawn."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self._folder = folder
        self.took: list[tuple[str, float]] = []

    @contextmanager
    def step(self, words: str) -> Iterator[None]:
        """Time a step."""
        start = time.perf_counter()
        yield
        self.took.append((words, time.perf_counter() - start))
        print(f"{self.took[-1][1]:6.1f} s  {words}", flush=True)

    def draw(self, name: str) -> None:
        """Draw the page as it is."""
        self.page.mouse.move(0, 0)
        self.page.locator('[data-test-script-state="notRunning"]').first.wait_for()
        picture = Image.open(io.BytesIO(self.page.screenshot())).convert("RGB")
        save(picture, self._folder / f"{name}.png")


def bring(walk: Walk, path: Path, title: str) -> None:
    """Bring a file, say which of its articles is meant, and have it mapped."""
    page = walk.page
    page.get_by_role("button", name="New article").first.click()
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files(str(path))
    dialog.get_by_text(path.name).first.wait_for()
    dialog.get_by_role("button", name="Map this article").click()
    if path.suffix != ".txt":
        chosen = dialog.get_by_role("button", name="Map the article chosen")
        chosen.wait_for()
        if path.suffix == ".rss":
            dialog.get_by_role("combobox").first.click()
            page.get_by_role("option").filter(has_text=title).click()
        if path.suffix == ".pdf":
            walk.draw("2-fields")
        chosen.click()
    dialog.wait_for(state="detached")
    page.get_by_role("heading", name=title, level=1).first.wait_for()
    shown(page)


def shown(page: Page) -> None:
    """Wait until the map of the article is on the page."""
    page.locator('[data-test-script-state="notRunning"]').first.wait_for()
    leaflet(page)


def ask(page: Page, name: str) -> None:
    """Choose a name in the text and ask what it is."""
    page.get_by_role("tab", name="Article").click()
    page.locator(".text .name").filter(has_text=name).first.click()
    page.get_by_role("button", name=f"Wrong place? {name}").click()
    page.get_by_role("dialog").get_by_text("It is", exact=True).wait_for()


def keep(page: Page) -> None:
    """Save what is answered, and see it on the page."""
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Save").click()
    dialog.wait_for(state="detached")
    page.locator(".panel .badge").first.wait_for()


def within_kandahar(page: Page) -> None:
    """Answer that a name lies somewhere in the province of Kandahar."""
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Somewhere else").click()
    dialog.get_by_text("Somewhere within a place").click()
    dialog.get_by_label("Name of the place that it lies in").fill("Kandahar")
    dialog.get_by_label("Name of the place that it lies in").press("Enter")
    dialog.get_by_text(re.compile("Somewhere within Kandahar.*province")).click()
    dialog.locator(".dl-spots").wait_for()
    page.locator('[data-test-script-state="notRunning"]').first.wait_for()


def correct(walk: Walk) -> None:
    """Correct three places and give a rule: districts of Kandahar that the data have no spot of."""
    page = walk.page
    with walk.step("Zhari: somewhere within Kandahar"):
        ask(page, "Zhari")
        within_kandahar(page)
        walk.draw("4-within")
        keep(page)
    with walk.step("Maruf, which was missed: somewhere within Kandahar"):
        page.get_by_role("button", name="A name was missed?").click()
        written = page.get_by_role("dialog").get_by_label("The name, as the article writes it")
        written.fill("Maruf")
        written.press("Enter")
        page.get_by_role("dialog").get_by_text("It is", exact=True).wait_for()
        within_kandahar(page)
        keep(page)
    with walk.step("Arghandab: undecided, the river or the district"):
        ask(page, "Arghandab")
        page.get_by_role("dialog").get_by_text("Undecided").click()
        keep(page)
    with walk.step("Panjwai: a rule, in every article and those to come"):
        ask(page, "Panjwai")
        within_kandahar(page)
        dialog = page.get_by_role("dialog")
        dialog.get_by_text("those to come too").click()
        effects = dialog.get_by_role("region", name="What it changes")
        effects.scroll_into_view_if_needed()
        walk.draw("5-rule")
        keep(page)


def take_out(walk: Walk, scratch: Path) -> None:
    """Take the sheet and the table of the article on screen."""
    page = walk.page
    for words, ending in (("PDF", "pdf"), ("CSV", "csv")):
        with walk.step(f"a {words} of it"):
            page.get_by_role("button", name="Publish").first.click()
            button = page.get_by_role("button").filter(has_text=words).first
            button.wait_for()
            if ending == "pdf":
                walk.draw("6-snapshot")
            with page.expect_download() as waiting:
                button.click()
            path = scratch / f"map.{ending}"
            waiting.value.save_as(path)
            assert path.stat().st_size > 100, path
            page.keyboard.press("Escape")


def main(folder: Path) -> None:
    """Walk, and say how long it took."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as scratch,
        serving(Path(scratch)) as server,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page(
            viewport={"width": SIZE[0], "height": SIZE[1]}, reduced_motion="reduce"
        )
        page.set_default_timeout(PATIENCE / 4)
        walk = Walk(page, folder)
        with walk.step("the page opens on the sample"):
            page.goto(server.url)
            shown(page)
        walk.draw("1-sample")
        for path, title in ARTICLES:
            with walk.step(path.name):
                bring(walk, path, title)
        walk.draw("3-case")
        correct(walk)
        take_out(walk, Path(scratch))
        print(f"{sum(took for _, took in walk.took):6.1f} s  together", flush=True)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "docs" / "guide")
