"""What an analyst says in a whole case, by the keyboard alone: of its places and of its stories."""

import re
from datetime import date

import pytest

from tests.browser.conftest import OWN, serving
from tests.browser.test_axe import faults
from tests.browser.test_drawn import frame
from tests.browser.test_page import leaflet
from tests.browser.test_reader import tab
from tests.browser.test_whole import told
from tests.page_cases import keep_dated

WIRE = (
    "Shells on Mosul\n\nShells fell on Mosul and on Tikrit on Monday, and two people were hurt "
    "there when a house of the old town burned down to its walls, said a nurse of the hospital "
    "that took both of them in at night.\n"
)
ARTICLES = (
    ("Rudaw", date(2020, 5, 9), WIRE),
    ("Site", date(2020, 5, 10), WIRE.replace("Shells on Mosul", "Two hurt in Mosul")),
    ("Wire", date(2020, 5, 1), "A night in Homs\n\nTwo were hurt in Homs. Mosul was calm.\n"),
)
FOCUSED = "() => document.activeElement.shadowRoot?.activeElement?.dataset.focus"


@pytest.fixture
def server(tmp_path):
    """A dashboard on a case of three articles, two of which tell one story."""
    path = tmp_path / "home" / OWN / "one.gpkg"
    keep_dated(path, "Three nights", ARTICLES)
    with serving(tmp_path, "--case", str(path), DATELINE_WHO="Ann") as ours:
        yield ours


def row(page, name):
    return page.locator(".whole .rows > li").filter(has=page.get_by_text(name, exact=True))


def press(page, name, words):
    """Press a way to change a row with the keyboard, and wait for its dialog."""
    held = row(page, name)
    held.wait_for()
    way = held.get_by_role("button", name=words)
    if not way.is_visible():
        held.locator("summary").press("Enter")
    way.press("Enter")
    page.get_by_role("button", name="Save").wait_for()


def save(page):
    page.get_by_role("button", name="Save").press("Enter")
    page.get_by_role("dialog").wait_for(state="detached")


def labels(page):
    """What the places on the map are called."""
    leaflet(page)
    return frame(page).evaluate(
        "() => [...document.querySelectorAll('[data-number]')].map((mark) => mark.ariaLabel)"
    )


@pytest.mark.parametrize(("width", "height", "scheme"), [(1440, 900, "dark"), (400, 800, "light")])
def test_a_case_is_put_in_order_by_keyboard(open_page, width, height, scheme):
    page = open_page("?article=case&tab=places", width=width, height=height, scheme=scheme)
    told(page, "All 7 excerpts of 3 articles, 2 independent sources")
    leaflet(page)
    found = {}

    press(page, "Mosul", "Rename")
    page.get_by_label("What it is called").fill("al-Mawsil")
    page.keyboard.press("Tab")
    page.get_by_text("It changes 5 mentions in 3 articles:").wait_for()
    found["rename"] = faults(page)
    save(page)
    row(page, "al-Mawsil").get_by_text("The gazetteer\u2019s name: Mosul").wait_for()
    page.wait_for_function(f"({FOCUSED})()?.startsWith('rename-')")
    assert any(label.startswith("al-Mawsil") for label in labels(page))
    found["renamed"] = faults(page)

    press(page, "Tikrit", "Merge into")
    into = page.get_by_role("combobox", name="The same place as")
    into.fill("Homs")
    into.press("Enter")
    page.get_by_text("It changes 2 mentions in 2 articles:").wait_for()
    found["merge"] = faults(page)
    save(page)
    row(page, "Homs").get_by_text("With Tikrit").wait_for()

    press(page, "Homs", "Hide in this case")
    page.get_by_text(re.compile("^It changes [0-9] mentions")).wait_for()
    save(page)
    row(page, "Homs").wait_for(state="detached")
    tab(page, "Not on the map").press("Enter")
    row(page, "Tikrit").get_by_text("hidden by the analyst").wait_for()
    found["hidden"] = faults(page)
    row(page, "Homs").get_by_role("button", name="Show again").press("Enter")
    row(page, "Tikrit").wait_for(state="detached")

    tab(page, "Articles").press("Enter")
    press(page, "Two hurt in Mosul", "Not the same story")
    found["story"] = faults(page)
    save(page)
    told(page, "All 7 excerpts of 3 articles, 3 independent sources")
    row(page, "Two hurt in Mosul").get_by_role("button", name="Undo").press("Enter")
    told(page, "All 7 excerpts of 3 articles, 2 independent sources")
    assert found == {name: [] for name in found}
    wide = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
