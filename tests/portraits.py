"""
Draw the README's pictures of the page and the sheet again.

    python -m tests.portraits [NAME...]

Needs a Chromium; the article is the sample, the case is of articles of the gallery.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from geo import Case, Hand, default_engine
from geo.articles import read_article
from geo.case import Arrival, Facts, add
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
from tests.gallery import GALLERY, PATIENCE, ROOT, articles, save, sheet

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
    "case": (WIDE, "light", nothing),
}
OF_CASE = {
    "case": "?article=case&since=2026-03-01&until=2026-05-31&sort=new"
}  # pictures of a case, and what the address asks of it
ARTICLES = ("arabic", "rings", "gaza", "ukraine", "ukrainian", "sudan")  # of the gallery


def case_of(folder: Path) -> Path:
    """Make a case of articles of the gallery, each of another month."""
    path, hand = folder / "case.gpkg", Hand(who="Dateline")
    with Case.new(path, "Six reports", hand) as case:
        for month, name in enumerate(ARTICLES, start=1):
            data = (GALLERY / "articles" / f"{name}.txt").read_bytes()
            article = Facts(published=date(2026, month, 5 * month)).over(read_article(data))
            arrival = Arrival(input=name, name=f"{name}.txt", data=data, article=article)
            add(case, arrival, default_engine(), hand)
    return path


def screen(browser: Browser, url: str, name: str) -> Image.Image:
    """Return what the page shows once what a picture is of was done."""
    (width, height), scheme, act = SCREENS[name]
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page.set_default_timeout(PATIENCE)
    page.goto(f"{url}/{OF_CASE.get(name, '')}")
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
        tempfile.TemporaryDirectory() as other,
        serving(Path(scratch), "--no-keep") as server,
        serving(Path(other), "--case", str(case_of(Path(other)))) as of_case,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        for name in wanted:
            paper, url = name == "snapshot", (of_case if name in OF_CASE else server).url
            drawn = sheet(articles()["sample"], DPI) if paper else screen(browser, url, name)
            save(drawn, DOCS / f"{name}.png")
            print(DOCS / f"{name}.png", flush=True)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
