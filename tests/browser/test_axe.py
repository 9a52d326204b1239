"""No view of the page has a fault that axe-core finds, in light and in dark."""

from pathlib import Path

import axe_playwright_python
import pytest

from tests.browser.test_drawn import opened
from tests.browser.test_page import leaflet, open_receipt
from tests.browser.test_reader import ARABIC, tab

(AXE,) = Path(axe_playwright_python.__file__).parent.glob("axe*.js")
RULES = {"label-content-name-mismatch": {"enabled": True}}  # off by default
# Streamlit's own: a file can be dropped there, and the button in it does the same.
NOT_OURS = {("presentation-role-conflict", "stFileUploaderDropzone")}
RUN = """(rules) => axe.run(document, { rules }).then(({ violations }) => violations.flatMap(
    ({ id, nodes }) => nodes.map((node) => [id, node.html, node.failureSummary])))"""


def faults(page):
    """What axe finds in the page, its shadow roots and the map's frame."""
    for frame in page.frames:
        if not frame.evaluate("() => 'axe' in window"):  # it takes twice as long to read as to run
            frame.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(RUN, RULES)
    return [
        row
        for row in found
        if not any(row[0] == rule and part in row[1] for rule, part in NOT_OURS)
    ]


def test_a_fault_would_be_found(open_page):
    page = open_page()
    leaflet(page)
    page.evaluate("() => document.body.append(document.createElement('button'))")
    leaflet(page).locator("body").evaluate("body => body.append(document.createElement('img'))")
    rules = {row[0] for row in faults(page)}
    assert {"button-name", "image-alt"} <= rules


@pytest.mark.parametrize(("width", "scheme"), [(1440, "dark"), (400, "light")])
def test_no_view_has_a_fault(open_page, scheme, width):
    query = "?article=sample&place=adm1:IQ.10&speech=direct"
    page = open_page(query, scheme=scheme, width=width, height=900)
    leaflet(page)
    found = {}
    for name in ("Evidence", "Article", "Places", "Not on the map"):
        tab(page, name).click()
        found[name] = faults(page)
    tab(page, "Evidence").click()
    open_receipt(page)
    leaflet(page).get_by_text("Legend").click()
    found["receipt and legend"] = faults(page)
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("radio").last.wait_for()
    found["snapshot"] = faults(page)
    page.keyboard.press("Escape")
    page.get_by_role("radio").last.wait_for(state="hidden")
    new = page.get_by_role("button", name="New article").filter(visible=True)
    if new.count() == 0:
        page.get_by_role("button", name="Menu").first.click()
    new.first.click()
    page.get_by_role("dialog").get_by_role("textbox").wait_for()
    found["dialog"] = faults(page)
    assert {view: rows for view, rows in found.items() if rows} == {}


def test_an_article_from_right_to_left_has_no_fault(open_page):
    page = opened(open_page, ARABIC)
    for name in ("Article", "Evidence"):
        tab(page, name).click()
        assert faults(page) == []
