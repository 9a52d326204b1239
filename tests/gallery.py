"""
Draw the gallery of docs/gallery.md again.

    python -m tests.gallery [NAME...]

Each article of docs/gallery/articles, and the sample, becomes a sheet; those of BESIDE a picture
with the screen on the left and the sheet on the right, for which a Chromium is needed.
"""

from __future__ import annotations

import io
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from geo import (
    Boundaries,
    SnapshotOptions,
    default_engine,
    draw_map,
    map_evidence,
    read_article,
)
from tests.browser.conftest import FLAGS, chromium, serving
from tests.browser.test_drawn import frame, many_towns
from tests.browser.test_page import leaflet, paste, settled

ROOT = Path(__file__).parents[1]
GALLERY = ROOT / "docs" / "gallery"
DPI, BESIDE_DPI = 110, 94  # of a sheet; of one that stands beside a screen
BESIDE = ("gaza", "ukraine", "date-line", "world", "countries")
COLOURS = 128
SIZE = (1400, 900)  # pixels of the window
PATIENCE = 120_000  # milliseconds for a page on a busy machine


def articles() -> dict[str, str]:
    """Return the gallery's articles by name."""
    found = {path.stem: path.read_text(encoding="utf-8") for path in texts()}
    sample = ROOT / "data" / "articles" / "inherent-resolve.txt"
    return {"sample": sample.read_text(encoding="utf-8"), **found, "200-places": many_towns()}


def texts() -> list[Path]:
    """Return the files of the articles written for the gallery."""
    return sorted((GALLERY / "articles").glob("*.txt"))


def sheet(words: str, dpi: int) -> Image.Image:
    """Return an article's sheet, at so many dots per inch."""
    shown = map_evidence([default_engine().parse(read_article(words.encode()))])
    options = SnapshotOptions(made=datetime.now(UTC), dpi=dpi)
    png = draw_map(shown, boundaries=Boundaries.open(), options=options)
    return Image.open(io.BytesIO(png)).convert("RGB")


def save(picture: Image.Image, out: Path) -> None:
    """Keep a picture in few colours, so that the gallery stays small."""
    # First by how much each colour covers, which keeps the ground's; then by range, the accents'.
    most = picture.quantize(255, dither=Image.Dither.NONE).convert("RGB")
    few = most.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(out, optimize=True)


def screens(names: list[str]) -> dict[str, Image.Image]:
    """Return what the page shows of articles."""
    found = {}
    with (
        tempfile.TemporaryDirectory() as scratch,
        serving(Path(scratch), "--no-keep") as server,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)

        for name in names:
            window = dict(zip(("width", "height"), SIZE, strict=True))
            page = browser.new_page(viewport=window, reduced_motion="reduce")
            page.set_default_timeout(PATIENCE)
            page.goto(server.url)
            show(page, articles()[name])
            found[name] = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            page.close()
        browser.close()
    return found


def show(page: Page, words: str) -> None:
    """Give a page an article and wait until its map stands still; it may have no mark at all."""
    leaflet(page)
    paste(page, words)
    page.get_by_role("heading", name=words.split("\n", 1)[0], exact=True).wait_for()
    ours = f'xpath=//html[@data-articles="{read_article(words.encode()).id}"]'
    page.frame_locator("iframe").first.locator(ours).wait_for(state="attached")
    page.frame_locator("iframe").first.locator("footer.strip").wait_for()
    page.get_by_role("dialog").wait_for(state="detached")
    while sum("streamlit_folium" in each.url for each in page.frames) > 1:  # one is leaving
        page.evaluate("() => new Promise(requestAnimationFrame)")
    frame(page).wait_for_function("() => window.map !== undefined")
    page.mouse.move(0, 0)  # so that nothing under the pointer says its name
    settled(page)


def beside(screen: Image.Image, drawn: Image.Image) -> Image.Image:
    """Return a picture with the screen on the left, as tall as the sheet on the right."""
    left = screen.resize((drawn.height * SIZE[0] // SIZE[1], drawn.height))
    both = Image.new("RGB", (left.width + drawn.width, drawn.height))
    both.paste(left, (0, 0))
    both.paste(drawn, (left.width, 0))
    return both


def main(names: list[str]) -> None:
    """Draw what is asked for, or all of it."""
    wanted = names or list(articles())
    beside_sheet = [name for name in wanted if name in BESIDE]
    seen = screens(beside_sheet) if beside_sheet else {}
    for name in wanted:
        dpi, out = BESIDE_DPI if name in seen else DPI, GALLERY / f"{name}.png"
        drawn = sheet(articles()[name], dpi)
        save(beside(seen[name], drawn) if name in seen else drawn, out)
        print(out, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
