"""Quiet ground: lakes, rivers and towns, under the marks and never taken for them."""

import pytest

from tests.browser.conftest import inside_of
from tests.browser.test_drawn import (
    FRONT,
    GALLERY,
    NILE,
    PACIFIC,
    PHONE,
    SEEN,
    frame,
    looking,
    opened,
    overlap,
    zoom_to,
)
from tests.browser.test_page import leaflet, settled

LAKES = (GALLERY / "lakes.txt").read_text(encoding="utf-8")
# Every town of the ground that is seen: its words, the boxes of its sign and of its name.
WAYS = """() => [...document.querySelectorAll(".way")]
    .filter((node) => getComputedStyle(node).visibility === "visible")
    .map((node) => {
        const box = ({ left, top, right, bottom }) => [left, top, right, bottom];
        const [sign, name] = node.children;
        return {
            words: name.textContent, name: box(name.getBoundingClientRect()),
            sign: box(sign.getBoundingClientRect()),
        };
    })"""
# What lies on the screen at a point, of the marks alone.
MARK_AT = """([x, y]) => document.elementsFromPoint(x, y)
    .some((node) => node.matches("path[data-mark]"))"""


@pytest.fixture(scope="module")
def look_at(open_lasting):
    return looking(open_lasting)


def ways(page):
    return frame(page).evaluate(WAYS)


def check_ways(page, least):
    """Some are there, each on its own: on no mark, no name and no other of them."""
    found = ways(page)
    assert len(found) >= least
    seen = frame(page).evaluate(SEEN)
    boxes = [label["box"] for label in seen["labels"]]
    for index, way in enumerate(found):
        others = [box for other in found[index + 1 :] for box in (other["name"], other["sign"])]
        for part in (way["name"], way["sign"]):
            assert not any(overlap(part, box) for box in [*boxes, *others]), way["words"]
            middle = [(part[0] + part[2]) / 2, (part[1] + part[3]) / 2]
            for x in (part[0], middle[0], part[2]):
                assert not frame(page).evaluate(MARK_AT, [x, middle[1]]), way["words"]
    return {way["words"] for way in found}


@pytest.mark.parametrize("words", [FRONT, NILE, PACIFIC, LAKES], ids=lambda w: w.split()[1])
def test_towns_stand_where_nothing_else_does(look_at, words):
    page = look_at(words)
    said = check_ways(page, 1)
    names = {label["words"] for label in frame(page).evaluate(SEEN)["labels"] if label["mark"]}
    assert not said & names
    assert not [town for town in said if town in words]


def test_towns_keep_off_a_telephone_s_marks_too(look_at):
    check_ways(look_at(FRONT, **PHONE), 1)


def test_a_capital_that_the_article_names_is_no_ground(open_page):
    page = open_page()  # the sample names Baghdad
    leaflet(page)
    settled(page)
    assert "Baghdad" not in check_ways(page, 1)
    zoom_to(page, 44.4, 33.3, 8)
    assert "Baghdad" not in {way["words"] for way in ways(page)}


def test_nearer_there_are_more_of_them(open_page):
    page = opened(open_page, LAKES)
    before = check_ways(page, 1)
    zoom_to(page, 30.1, -1.9, 9)  # Rwanda, beside the marks
    assert {way["words"] for way in ways(page)} - before


def test_lakes_and_rivers_lie_under_the_marks(look_at):
    page = look_at(LAKES)
    order = frame(page).evaluate(
        """() => ["ground", "ways", "areas", "points"]
            .map((name) => Number(window.map.getPane(name).style.zIndex))"""
    )
    assert order == sorted(set(order))
    for name in ("lake", "brook"):
        path = leaflet(page).locator(f"path.{name}:not(.closer)").first
        assert path.evaluate("p => p.closest('.leaflet-pane').className").count("ground")
        assert path.evaluate("p => getComputedStyle(p).pointerEvents") == "none"
        assert len(path.get_attribute("d")) > 100


def test_small_waters_wait_for_a_closer_view(open_page):
    page = opened(open_page, LAKES)
    small = leaflet(page).locator("path.brook.closer").first
    assert small.evaluate("p => getComputedStyle(p).display") == "none"
    zoom_to(page, 33.0, -1.0, 10)
    assert small.evaluate("p => getComputedStyle(p).display") != "none"


def test_the_legend_says_what_a_grey_square_is(open_page):
    page = opened(open_page, LAKES)
    leaflet(page).get_by_text("Legend").click()
    assert "not named in the article" in leaflet(page).locator(".legend").inner_text()


def test_a_lake_stands_in_no_click_s_way(open_page):
    page = open_page()
    leaflet(page)
    page.mouse.click(*inside_of(page, "Anbar"))  # lakes and the Euphrates lie in it
    page.get_by_role("heading", name="Anbar", exact=True).wait_for()


def test_the_date_line_is_named(look_at):
    page = look_at(PACIFIC)
    leaflet(page).locator(".label.meridian").filter(has_text="nominal date line").wait_for()
