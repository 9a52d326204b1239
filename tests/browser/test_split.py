"""The handle between the map and what stands beside it."""

import re

import pytest

from tests.browser.test_axe import faults
from tests.browser.test_page import leaflet, settled

FILLED = """() => {
    const { width } = window.map.getContainer().getBoundingClientRect();
    return Math.abs(width - window.innerWidth) < 1 && Math.abs(window.map.getSize().x - width) < 1;
}"""


def handle(page):
    return page.get_by_role("separator", name="Width of the map")


def width_of_map(page):
    return page.locator("iframe").first.bounding_box()["width"]


def fills_its_frame(page):
    """Wait until Leaflet draws on all of its frame."""
    frame = next(f for f in page.frames if "streamlit_folium" in f.url)
    frame.wait_for_function(FILLED)


def opened(open_page, **window):
    page = open_page(**window)
    leaflet(page)
    page.get_by_role("tab", name="Evidence").wait_for()
    settled(page)
    return page


COUNT = """() => {
    const { send } = WebSocket.prototype;
    window.sent = 0;
    WebSocket.prototype.send = function (data) { window.sent += 1; return send.call(this, data); };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_is_made_wider_and_narrower_by_dragging(open_page, scheme):
    page = opened(open_page, width=1440, scheme=scheme)
    before = width_of_map(page)
    box = handle(page).bounding_box()
    assert box["width"] >= 24
    page.evaluate(COUNT)
    page.mouse.move(box["x"] + 10, 500)
    page.mouse.down()
    page.mouse.move(box["x"] - 190, 420, steps=5)
    page.mouse.up()
    fills_its_frame(page)
    assert page.evaluate("() => window.sent") == 0  # the server hears nothing of it
    assert abs(before - 200 - width_of_map(page)) <= 1
    assert handle(page).get_attribute("aria-valuenow") == "44"
    assert faults(page) == []
    page.reload()
    assert page.evaluate("() => document.documentElement.style.getPropertyValue('--dl-map')")
    leaflet(page)
    assert abs(before - 200 - width_of_map(page)) <= 1
    fills_its_frame(page)
    handle(page).dblclick(position={"x": 8, "y": 300})
    assert abs(before - width_of_map(page)) <= 1
    assert page.evaluate("() => localStorage.getItem('dateline-map')") is None


def test_it_is_moved_by_keys_and_kept_within_bounds(open_page):
    page = opened(open_page, width=1024, height=768)
    usual = width_of_map(page)
    handle(page).press("ArrowRight")
    assert abs(width_of_map(page) - usual - 16) <= 1
    handle(page).press("Home")
    assert abs(width_of_map(page) - 320) <= 1
    handle(page).press("ArrowLeft")
    assert abs(width_of_map(page) - 320) <= 1
    handle(page).press("End")
    assert abs(width_of_map(page) - (1024 - 360)) <= 1
    assert handle(page).get_attribute("aria-valuenow") == handle(page).get_attribute(
        "aria-valuemax"
    )
    page.set_viewport_size({"width": 920, "height": 768})
    assert abs(width_of_map(page) - (920 - 360)) <= 1
    fills_its_frame(page)
    page.set_viewport_size({"width": 1024, "height": 768})
    handle(page).press("Enter")
    assert abs(width_of_map(page) - usual) <= 1


def test_it_is_moved_by_touch(open_page):
    page = opened(open_page, width=1024, height=768, touch=True)
    before, box = width_of_map(page), handle(page).bounding_box()
    fingers = page.context.new_cdp_session(page)
    for kind, x in (("touchStart", 0), ("touchMove", 60), ("touchMove", 120), ("touchEnd", None)):
        points = [] if x is None else [{"x": box["x"] + 12 - x, "y": 400}]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    assert abs(before - 120 - width_of_map(page)) <= 1
    fills_its_frame(page)


@pytest.mark.parametrize(("width", "height"), [(400, 800), (720, 450)])
def test_there_is_none_where_the_map_stands_above(open_page, width, height):
    page = opened(open_page, width=width, height=height)
    assert page.locator(".st-key-dl-split").count() == 1
    assert not page.locator(".st-key-dl-split").is_visible()


def test_a_choice_leaves_the_width_as_it_is(open_page):
    page = opened(open_page)
    handle(page).press("ArrowLeft")
    moved = width_of_map(page)
    page.get_by_role("tab", name="Article").click()
    page.wait_for_url(re.compile("tab=article"))
    assert abs(width_of_map(page) - moved) <= 1
