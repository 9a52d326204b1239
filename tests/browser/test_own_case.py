"""The page without `--case`: what was kept outlasts a reload, Back and a server that is killed."""

import os
import signal

import pytest

from tests.browser.conftest import END_SECONDS, OWN, serving
from tests.browser.test_axe import faults
from tests.browser.test_case import heading
from tests.browser.test_page import leaflet

SAMARRA = "Shells on Samarra\n\nShells fell on Samarra on Monday.\n"
KHARKIV = "Rockets on Kharkiv\n\nRockets fell on Kharkiv on Monday.\n"
CASE = f"{OWN}/cases/my-articles.gpkg"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A dashboard that keeps articles in the home of its user."""
    with serving(tmp_path_factory.mktemp("own"), DATELINE_WHO="Ann") as ours:
        yield ours


def bring(page, text, *, kept=True):
    page.get_by_role("button", name="New article").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text(f"~/{CASE}").wait_for()
    dialog.get_by_role("textbox").fill(text)
    if not kept:
        dialog.get_by_text("Do not keep this one").click()
        dialog.get_by_text("It stays in this session and is gone when it ends.").wait_for()
        assert faults(page) == []
    dialog.get_by_role("button", name="Map this article").click()
    dialog.wait_for(state="detached")
    heading(page, text.partition("\n")[0])


def has_room_in_the_header(page, width):
    """Whether no button of the header covers another one, its title, or is cut off."""
    page.set_viewport_size({"width": width, "height": 900})
    parts = page.locator(".st-key-dl-header").locator(".dl-what h1, button").filter(visible=True)
    boxes = sorted((part.bounding_box() for part in parts.all()), key=lambda box: box["x"])
    ends = [box["x"] + box["width"] for box in boxes]
    return ends[-1] <= width and all(
        end <= box["x"] for end, box in zip(ends, boxes[1:], strict=False)
    )


def test_what_was_kept_outlasts_the_page_and_the_server(open_page, server, tmp_path):
    page = open_page()
    leaflet(page)
    assert not (server.home / CASE).exists()
    bring(page, KHARKIV, kept=False)
    page.get_by_text("This article is not kept").wait_for()
    assert faults(page) == []
    assert not (server.home / CASE).exists()
    bring(page, SAMARRA)
    page.wait_for_url(lambda url: "article=own-" not in url and "article=sample" not in url)
    link = page.url.partition("?")[2]
    page.get_by_role("button", name="Previous article").first.wait_for()
    widths = (1440, 1280, 1200, 1199, 1024, 900, 720, 1400)
    assert {width for width in widths if not has_room_in_the_header(page, width)} == set()
    page.reload()
    heading(page, "Shells on Samarra")
    page.get_by_role("button", name="Sample article").first.click()
    heading(page, "Iraq, the Inherent Resolve and ISF anti-Isis cooperation has not stopped")
    page.wait_for_url("**article=sample*")
    page.evaluate("history.back()")
    heading(page, "Shells on Samarra")

    files = [path for path in server.home.rglob("*") if path.is_file()]
    assert not any(b"Kharkiv" in path.read_bytes() for path in files)
    assert server.faults() == ()
    os.killpg(server.process.pid, signal.SIGKILL)
    server.process.wait(timeout=END_SECONDS)
    with serving(tmp_path, HOME=str(server.home), DATELINE_WHO="Ann") as again:
        page.goto(f"{again.url}/?{link}")
        heading(page, "Shells on Samarra")
        page.get_by_role("button", name="Forget").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Why, for the log").fill("a source asked")
        assert faults(page) == []
        dialog.get_by_role("button", name="Forget it for good").click()
        heading(page, "Iraq, the Inherent Resolve and ISF anti-Isis cooperation has not stopped")
    assert b"Samarra" not in (server.home / CASE).read_bytes()
