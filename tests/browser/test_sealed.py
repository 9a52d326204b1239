"""The server behind the page, watched from outside while a reader clicks."""

import os

import pytest
from PIL import Image

from tests.browser.conftest import OWN, inside_of
from tests.browser.test_page import download


@pytest.fixture
def watched(server):
    if server.trace is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no strace that works, and CI runs the proof from outside")
        pytest.skip("NO STRACE: the server is not watched from outside; install strace")
    return server


def test_a_page_with_clicks_and_a_snapshot_leaves_nothing_behind(watched, open_page):
    page = open_page()
    page.frame_locator("iframe").first.locator("path.leaflet-interactive").first.wait_for()
    page.mouse.click(*inside_of(page, "Diyala"))
    page.get_by_role("heading", name="Diyala", exact=True).wait_for()
    with Image.open(download(page, "PNG")) as picture:
        assert picture.format == "PNG"
    assert watched.faults() == ()
    files = {p.relative_to(watched.home).as_posix() for p in watched.home.rglob("*.*")}
    kept = {name for name in files if not (watched.home / name).is_dir()}
    fonts = {name for name in kept if name.startswith(f"{OWN}/matplotlib/")}
    assert len(fonts) == 2
    assert kept - fonts == {f"{OWN}/digests.json"}
    # the trace is of this server: it saw the folder being made
    assert watched.home / OWN / "matplotlib" in watched.trace.changed()
