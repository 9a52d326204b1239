"""The page on a case, as an analyst walks through it: correct, undo, redo, reload, a second tab."""

import pytest

from components import casework
from components.views import shown
from geo import Case, Hand
from tests.browser.conftest import OWN, serving
from tests.browser.test_axe import faults
from tests.browser.test_bytes import IDLE, Socket
from tests.browser.test_drawn import frame
from tests.browser.test_page import leaflet, settled
from tests.browser.test_reader import tab

TEXTS = (
    b"Shells on Samarra\n\nShells fell on Samarra on Monday.\n",
    b"Two hurt in Homs\n\nTwo were hurt in Homs, in Syria. Paris was calm.\n",
    "A night in Aleppo\n\n“Two were hurt in Homs,” said Anna Smith, a nurse.\n\n“Aleppo was calm,” "
    "said Omar Haddad, a driver.\n".encode(),
)
ANN = Hand(who="Ann")
A_DECISION = 80_000  # bytes: the words and marks are sent again, the ground of 200,000 is not
IN_FRANCE = "place=geonames%3A2988507"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A dashboard on a case of three articles, in the home of its user."""
    folder = tmp_path_factory.mktemp("case")
    path = folder / "home" / OWN / "one.gpkg"
    path.parent.mkdir(parents=True)
    Case.new(path, "One", ANN).close()
    for text in TEXTS:
        brought = casework.Brought(data=text, original=text, name=None)
        casework.keep(shown.untold, path, brought, ANN)
    with serving(folder, "--case", str(path), DATELINE_WHO="Ann") as ours:
        yield ours


def heading(page, words):
    page.get_by_role("heading", name=words, level=1).wait_for()


def age(page):
    """Mark the map's frame as the one of before a decision."""
    settled(page)
    frame(page).evaluate("() => { document.documentElement.dataset.old = 'yes'; }")


def renewed(page):
    """The view of the map that shows what was decided, once it stands still."""
    leaflet(page).locator("xpath=//html[not(@data-old)]").wait_for(state="attached")
    leaflet(page)
    return settled(page)


def correct_paris(page):
    """Say that the Paris on screen is another one."""
    page.get_by_role("button", name="Wrong place? Paris").press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("the engine: Paris, town in France").wait_for()
    assert faults(page) == []
    dialog.get_by_text("Paris, town in Texas").click()
    dialog.get_by_label("Why").fill("the one with a tower")
    dialog.get_by_role("button", name="Save").click()


def test_the_analyst_has_the_last_word(open_page):
    page = open_page()
    heading(page, "Shells on Samarra")
    articles = page.get_by_role("combobox", name="Article of the case")
    articles.fill("hurt")
    articles.press("Enter")
    heading(page, "Two hurt in Homs")
    tab(page, "Places").click()
    page.get_by_role("option").filter(has_text="Paris").click()
    leaflet(page).get_by_role("button", name="Zoom in").click()
    zoom = settled(page)["zoom"]

    age(page)
    correct_paris(page)
    panel = page.locator(".panel")
    panel.get_by_text("Ann, ").wait_for()
    assert panel.locator(".badge").inner_text() == "analyst"
    assert "the one with a tower" in panel.locator(".decision").inner_text()
    assert "Engine: read as Paris, town in France" in panel.locator(".decision").inner_text()
    assert "Town in Texas, United States" in panel.locator(".title").inner_text()
    focused = "() => document.activeElement.shadowRoot?.activeElement?.dataset.focus === 'correct'"
    page.wait_for_function(focused)  # the keyboard is back where it was
    assert renewed(page)["zoom"] == zoom  # and the map as near as the analyst had it
    assert faults(page) == []

    page.wait_for_url(lambda now: "place=" in now and IN_FRANCE not in now)
    other = open_page(page.url.partition("/?")[2] and f"?{page.url.partition('/?')[2]}")
    other.locator(".badge").wait_for()
    page.get_by_role("button", name="Undo", exact=True).click()
    panel.locator(".badge").wait_for(state="detached")
    other.locator(".badge").wait_for(state="detached")  # nobody touched that tab
    page.get_by_role("button", name="Redo", exact=True).click()
    page.get_by_text("is made again, by entry 7").wait_for()
    tab(page, "Places").click()
    panel.locator(".badge").wait_for()
    page.wait_for_url("**tab=places*")
    page.reload()
    heading(page, "Two hurt in Homs")
    panel.locator(".badge").wait_for()
    tab(page, "Evidence").click()
    page.get_by_role("button", name="Undo this").click()
    page.get_by_role("button", name="Wrong place? Paris").wait_for()
    page.wait_for_url(lambda now: IN_FRANCE in now)
    page.evaluate("history.back()")  # to a place that is none of the article any more
    panel.get_by_role("heading", name="All excerpts").wait_for()
    page.evaluate("history.back()")
    page.locator(".tabs [aria-selected=true]").get_by_text("Places").wait_for()
    heading(page, "Two hurt in Homs")


def test_the_analyst_says_whose_words_a_quote_is(open_page):
    page = open_page()
    socket = Socket(page)
    page.reload()
    articles = page.get_by_role("combobox", name="Article of the case")
    articles.fill("night")
    articles.press("Enter")
    heading(page, "A night in Aleppo")
    words = page.locator("blockquote", has_text="Aleppo was calm")  # "Around it" has them too
    card = page.locator(".card").filter(has=words)
    card.get_by_role("button", name="Wrong speaker? Omar Haddad").press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Anna Smith").click()
    assert faults(page) == []
    dialog.get_by_role("button", name="Save").click()
    card.get_by_text("Ann, ").wait_for()
    assert card.locator(".who strong").inner_text() == "Anna Smith"
    assert card.locator(".engine").inner_text() == "Engine: Omar Haddad"
    page.wait_for_selector(IDLE)
    leaflet(page)
    settled(page)
    before = sum(socket.sizes)
    card.get_by_role("button", name="Undo: Anna Smith").click()
    card.get_by_role("button", name="Wrong speaker? Omar Haddad").wait_for()
    page.wait_for_selector(IDLE)
    assert sum(socket.sizes) - before < A_DECISION


def radio(dialog, name, **more):
    return dialog.get_by_role("radio", name=name, **more)


def test_a_point_is_given_by_keyboard_alone(open_page):
    page = open_page("?tab=places")
    heading(page, "Shells on Samarra")
    page.get_by_role("option").filter(has_text="Samarra").press("Enter")
    page.get_by_role("button", name="Wrong place? Samarra").press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Why").wait_for()
    radio(dialog, "The engine is right").press("ArrowUp")  # from the first to the last
    radio(dialog, "A place by its name").press("ArrowRight")
    radio(dialog, "Somewhere within", checked=True).press("ArrowRight")
    field = dialog.get_by_role("textbox", name="Latitude, longitude")
    field.fill("34.2000, 43.8800")
    field.press("Enter")
    radio(dialog, "This point, in Salahuddin, Iraq").wait_for()
    dialog.locator(".dl-spots i.chosen").wait_for()
    assert faults(page) == []
    dialog.get_by_role("button", name="Save").press("Enter")
    page.locator(".panel .badge").wait_for()
    page.get_by_role("button", name="Undo", exact=True).press("Enter")
    page.get_by_text("is taken back").wait_for()


OTHER_POINT = """old => ![...document.querySelectorAll("[role=dialog] input")].some(
    (input) => input.value === old)"""


def coordinates(dialog):
    """What stands in the field of coordinates, once it is a place on the map."""
    dialog.locator(".dl-spots i.chosen").wait_for()
    return dialog.get_by_role("textbox", name="Latitude, longitude").input_value()


def test_a_point_is_given_by_clicks_on_the_small_map(open_page):
    page = open_page("?tab=places")
    heading(page, "Shells on Samarra")
    page.get_by_role("option").filter(has_text="Samarra").press("Enter")
    page.get_by_role("button", name="Wrong place? Samarra").press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Somewhere else").click()
    dialog.get_by_text("A point", exact=True).click()
    dialog.get_by_text("click on this map").wait_for()
    page.wait_for_selector(IDLE)
    land = dialog.locator(".dl-spots img")
    wide = [float(each) for each in land.get_attribute("data-bounds").split()]
    box = land.bounding_box()
    land.click(position={"x": box["width"] / 4, "y": box["height"] / 2})
    first = coordinates(dialog)
    lat, lon = map(float, first.split(","))
    assert lat == pytest.approx((wide[1] + wide[3]) / 2, abs=(wide[3] - wide[1]) / 20)
    assert lon == pytest.approx(wide[0] + (wide[2] - wide[0]) / 4, abs=(wide[2] - wide[0]) / 20)
    assert faults(page) == []
    near = [float(each) for each in land.get_attribute("data-bounds").split()]
    assert near[3] - near[1] < wide[3] - wide[1]  # nearer than before
    land.click(position={"x": box["width"] / 3, "y": box["height"] / 3})
    page.wait_for_function(OTHER_POINT, arg=first)
    dialog.get_by_role("button", name="Save").click()
    page.locator(".panel .badge").wait_for()
    page.get_by_role("button", name="Undo", exact=True).click()
    page.get_by_text("is taken back").wait_for()


def test_looking_for_the_decisions_of_others_runs_nothing(open_page):
    page = open_page()
    leaflet(page)
    settled(page)
    sent = []

    def keep(frame):
        sent.append(frame)

    with page.expect_websocket() as waiting:
        page.reload()
    waiting.value.on("framesent", keep)
    leaflet(page)
    settled(page)
    page.locator('[data-test-script-state="notRunning"]').first.wait_for()
    before = len(sent)
    for _ in range(2):
        with page.expect_response("**/case/head") as answered:
            pass
        assert answered.value.status == 200
    assert len(sent) == before
