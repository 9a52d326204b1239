"""What a click and a filter send to the browser, counted on the page's own socket."""

import re

import pyarrow as pa
import pytest

from geo import settings
from tests.browser.test_page import leaflet, paste, settled

MOST = 64 * 1024  # bytes that a click or a filter may receive
PATIENCE = 240_000  # milliseconds for the engine to read two thousand names on a busy machine
LOOKS = 7_200  # for an answer, a frame apart
NAMES = 2_000
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
TOWNS = (
    "Mosul", "Tikrit", "Kirkuk", "Baghdad", "Ramadi", "Fallujah", "Samarra", "Baqubah",
    "Khanaqin", "Hawija", "Basra", "Najaf", "Karbala", "Erbil", "Sinjar", "Haditha",
)  # fmt: skip
SAID = "“The road to {a} was closed and nobody passed it,” said Anna Smith of the aid office."
TOLD = "Trucks with flour waited outside {a} on the road from there to {b} in the north."


def paragraphs(title, sentences):
    held = [" ".join(sentences[i : i + 10]) for i in range(0, len(sentences), 10)]
    return "\n\n".join([title, *held, ""])


def long_article():
    """Three thousand words; every fourth sentence is somebody's."""
    sentences = [
        (TOLD if at % 4 else SAID).format(a=TOWNS[at % 16], b=TOWNS[(at * 7 + 3) % 16])
        for at in range(190)
    ]
    return paragraphs("A long road through Iraq", sentences)


def many_names():
    """More than two thousand different towns, the largest whose names are one plain word."""
    path = settings.data_folder() / "gazetteer" / "places.arrow"
    table = pa.ipc.open_file(pa.memory_map(str(path))).read_all()
    rows = sorted(
        zip(table["population"].to_pylist(), table["name"].to_pylist(), strict=True), reverse=True
    )
    names = list(dict.fromkeys(n for _, n in rows if re.fullmatch("[A-Z][a-z]{5,}", n)))
    sentences = [f"Power failed in {name}." for name in names[: NAMES + 300]]
    quoted = "“The lights went out,” said Anna Smith, a nurse in Mosul."
    return paragraphs("Two thousand towns", [quoted, *sentences])


class Socket:
    """The frames that a page's socket has received."""

    def __init__(self, page):
        self.sizes = []
        page.on("websocket", lambda socket: socket.on("framereceived", self._add))

    def _add(self, frame):
        self.sizes.append(len(frame if isinstance(frame, bytes) else frame.encode()))

    def during(self, page, act):
        """Do something, wait until the server has answered it, and return what came."""
        page.wait_for_selector(IDLE)
        start = len(self.sizes)
        act()
        for _ in range(LOOKS):
            if len(self.sizes) > start:
                break
            page.evaluate("() => new Promise(requestAnimationFrame)")
        assert len(self.sizes) > start, "nothing came"
        page.wait_for_selector(IDLE)
        return sum(self.sizes[start:])


@pytest.fixture
def listen(open_page):
    def listened(words):
        page = open_page()
        page.set_default_timeout(PATIENCE)
        socket = Socket(page)
        page.reload()
        leaflet(page)
        title = words.split("\n", 1)[0]
        before = leaflet(page).locator("html").get_attribute("data-names")
        paste(page, words)
        page.get_by_role("heading", name=title).wait_for()
        leaflet(page).locator(f'html[data-names]:not([data-names="{before}"])').wait_for()
        leaflet(page).locator("path[data-mark]").first.wait_for()
        settled(page)
        return page, socket

    return listened


def press(page, selector):
    mark = leaflet(page).locator(selector).first
    key = mark.get_attribute("data-mark")
    mark.focus()
    page.keyboard.press("Enter")
    asked(page, f'"place": "{key}"')


def asked(page, words):
    frame = next(f for f in page.frames if "streamlit_folium" in f.url)
    frame.wait_for_function(
        "words => document.documentElement.getAttribute('data-asked').includes(words)", arg=words
    )


def menu_of_a_nearer_map(page, socket):
    """What opening the menu receives, which tells what the map shows; a zoom alone asks nothing."""
    before = len(socket.sizes)
    leaflet(page).get_by_role("button", name="Zoom in", exact=True).click()
    settled(page)
    assert len(socket.sizes) == before
    return socket.during(page, page.get_by_role("button", name="Publish").first.click)


def measure(page, socket):
    """What a click on the map, one in the list, and two filters receive."""
    evidence = page.get_by_role("tab", name="Evidence")
    filters = page.get_by_role("combobox", name="Kind of statement")

    def choose(value):
        evidence.click()
        filters.select_option(value)
        asked(page, f'"voice": "{value}"')

    def clear():
        page.get_by_role("group", name="Filter in force").get_by_role("button").click()
        asked(page, '"voice": null')

    found = {
        "click": socket.during(page, lambda: press(page, "path.point[data-mark]")),
        "another": socket.during(page, lambda: press(page, "path.point[aria-pressed=false]")),
        "filter": socket.during(page, lambda: choose("direct")),
        "other filter": socket.during(page, lambda: choose("writer")),
        "cleared": socket.during(page, clear),
        "menu": menu_of_a_nearer_map(page, socket),
    }
    print(found)
    return found


def test_a_click_on_a_long_article_sends_little(listen):
    words = long_article()
    assert 2_900 <= len(words.split()) <= 3_300
    page, socket = listen(words)
    loaded = sum(socket.sizes)
    assert loaded > 4 * MOST  # the words did come, once
    found = measure(page, socket)
    assert all(0 < size <= MOST for size in found.values()), found


def test_a_click_among_two_thousand_names_sends_little(listen):
    page, socket = listen(many_names())
    frame = next(f for f in page.frames if "streamlit_folium" in f.url)
    names, marks = frame.evaluate(
        "() => ['names', 'marks'].map((n) => Number(document.documentElement.dataset[n]))"
    )
    assert names >= NAMES
    assert marks >= 0.8 * NAMES
    found = measure(page, socket)
    assert all(0 < size <= MOST for size in found.values()), found
