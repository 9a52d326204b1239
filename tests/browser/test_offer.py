"""The offer of a country's table in a real browser, from a server of this test's own."""

import re
import threading

import pytest

from tests.browser.conftest import PATIENCE_MS, serving
from tests.components.test_offer import OFFER, ROWS
from tests.components.test_views_offer import VILLAGES
from tests.tables import packed, serving_tables

BOXES = """() => {
    const box = (words) => document.querySelector(words).getBoundingClientRect();
    const line = box(".st-key-dl-offer"), map = box(".st-key-dl-map iframe");
    return {line: [line.top, line.bottom], map: [map.top, map.bottom],
            buttons: [...document.querySelectorAll(".st-key-dl-offer button")].map((button) =>
                [button.getBoundingClientRect().top, button.getBoundingClientRect().bottom]),
            panel: box(".st-key-dl-panel").bottom, head: box(".st-key-dl-header").bottom,
            window: innerHeight};
}"""

# the map of the article before stands above until its place is taken
IN_PLACE = f"() => {{ const at = ({BOXES})(); return Math.abs(at.map[0] - at.line[1]) <= 1; }}"


@pytest.fixture
def tables():
    with serving_tables({"/export/dump/SD.zip": packed("SD", ROWS)}) as state:
        yield state


@pytest.fixture
def served(browser, tmp_path, tables):
    """A page of a server that is told where the tables are."""
    with serving(tmp_path, "--no-keep", DATELINE_GEONAMES_URL=tables.url) as server:
        context = browser.new_context(viewport={"width": 1400, "height": 900})
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(server.url)
        yield page
        context.close()
        assert server.went_outside() == ""


def bring(page):
    """Map the article on villages."""
    page.frame_locator("iframe").first.locator("path.leaflet-interactive").first.wait_for()
    page.get_by_role("button", name="New article").first.click()
    page.get_by_role("dialog").get_by_label("Text of the article").fill(VILLAGES.decode())
    page.get_by_role("button", name="Map this article").click()
    page.get_by_text(OFFER).wait_for()


def stands_in_its_line(page):
    """The line stands between the header and the map, its buttons in it, and the map ends below."""
    page.wait_for_function(IN_PLACE)
    boxes = page.evaluate(BOXES)
    assert boxes["line"][0] == pytest.approx(boxes["head"], abs=1)
    assert boxes["map"][0] == pytest.approx(boxes["line"][1], abs=1)
    assert boxes["map"][1] == pytest.approx(boxes["window"], abs=1)
    assert boxes["panel"] == pytest.approx(boxes["window"], abs=1)
    for top, bottom in boxes["buttons"]:
        assert boxes["line"][0] < top < bottom < boxes["line"][1]


def test_a_reader_gets_a_table_sees_what_changed_and_undoes_it(served, tables):
    bring(served)
    assert tables.asked == []
    stands_in_its_line(served)
    served.get_by_role("button", name="Ask its size").click()
    served.get_by_text(re.compile(r"table of Sudan \(\d+ bytes\) has most villages")).wait_for()
    tables.gate = threading.Event()
    served.get_by_role("button", name="Get it").click()
    served.get_by_role("button", name="Stop").wait_for()
    served.get_by_text(re.compile("Step 2 of 6: fetching the table")).wait_for()
    stands_in_its_line(served)
    tables.gate.set()
    served.get_by_text(re.compile("is in use: 3 names now with a place of their own")).click()
    served.get_by_text(re.compile("Malqaz: .* \u2192 Malqaz, town in North Darfur")).wait_for()
    frame = served.frame_locator("iframe").first
    frame.get_by_text("Tarbelu", exact=True).first.wait_for()
    served.get_by_role("button", name="Undo").click()
    served.get_by_text(OFFER).wait_for()
    assert tables.asked == ["/export/dump/SD.zip"] * 2
