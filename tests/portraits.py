"""
Draw the README's pictures of the page and the sheet again.

    python -m tests.portraits [NAME...]

Needs a Chromium; the article is the sample.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import FLAGS, chromium, serving
from tests.browser.test_page import (
    click_province,
    ghosts,
    heading,
    leaflet,
    name_in_text,
    open_receipt,
    settled,
)
from tests.gallery import PATIENCE, ROOT, articles, save, sheet

if TYPE_CHECKING:
    from collections.abc import Callable

DOCS = ROOT / "docs"
WIDE, NARROW = (1400, 900), (400, 800)  # pixels of the window
DPI = 150


def diyala(page: Page) -> None:
    """Choose a province."""
    click_province(page, "Diyala")
    heading(page, "Diyala").wait_for()


def second_choice(page: Page) -> None:
    """Open a receipt, with the second choice on the map."""
    page.get_by_role("tab", name="Article").click()
    name_in_text(page, "Kirkuk").click()
    page.wait_for_url(re.compile("place="))
    open_receipt(page).nth(1).get_by_role("button").click()
    ghosts(page).wait_for()


def nothing(_: Page) -> None:
    """Leave the page as it opens."""


SCREENS: dict[str, tuple[tuple[int, int], str, Callable[[Page], None]]] = {
    "dashboard": (WIDE, "light", diyala),
    "dashboard-dark": (WIDE, "dark", diyala),
    "dashboard-narrow": (NARROW, "light", nothing),
    "dashboard-receipt": (WIDE, "light", second_choice),
}


def screen(browser: Browser, url: str, name: str) -> Image.Image:
    """Return what the page shows once what a picture is of was done."""
    (width, height), scheme, act = SCREENS[name]
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page.set_default_timeout(PATIENCE)
    page.goto(url)
    leaflet(page)
    act(page)
    page.mouse.move(0, 0)  # so that nothing under the pointer says its name
    settled(page)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.close()
    return picture


def main(names: list[str]) -> None:
    """Draw what is asked for, or all of it."""
    wanted = names or [*SCREENS, "snapshot"]
    with (
        tempfile.TemporaryDirectory() as scratch,
        serving(Path(scratch), "--no-keep") as server,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        for name in wanted:
            paper = name == "snapshot"
            drawn = sheet(articles()["sample"], DPI) if paper else screen(browser, server.url, name)
            save(drawn, DOCS / f"{name}.png")
            print(DOCS / f"{name}.png", flush=True)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
