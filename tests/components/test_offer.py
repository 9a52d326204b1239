"""The offer on the page: nothing before a press, progress, failures, what changed, and undo."""

import re
import threading

import pytest
from streamlit.testing.v1 import AppTest

from components import cached
from geo.gazetteer import Gazetteer
from geo.gazetteer.home import installed
from geo.locks import locked
from tests.components.test_views_offer import VILLAGES
from tests.tables import packed, row, serving_tables

ROWS = [
    row(99_000_001, "Tarbelu", lat=13.62, lon=25.11, admin1="55"),
    row(99_000_002, "Malqaz", lat=13.71, lon=25.02, admin1="55"),
]
OFFER = "2 names in Sudan are not in the shipped data. GeoNames\u2019 table of Sudan has"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home of the reader's own, where the page may install."""
    folder = tmp_path / "home"
    monkeypatch.setenv("DATELINE_DATA", str(folder))
    monkeypatch.setenv("DATELINE_INSTALL", "yes")
    yield folder
    AppTest.from_function(_forget).run()
    cached._getting_pool.clear()  # its children keep the environment they were started in


def _forget():
    from components import cached

    cached.getter().stop()
    cached.getter.clear()  # all of these tests are one session


@pytest.fixture
def server(home, monkeypatch):  # noqa: ARG001 - it installs there
    with serving_tables({"/export/dump/SD.zip": packed("SD", ROWS)}) as state:
        monkeypatch.setenv("DATELINE_GEONAMES_URL", state.url)
        yield state


def _page(data):
    from components import offer
    from components.views import shown

    offer.render(shown.make(shown.untold, data), key="offer")


def page(data=VILLAGES):
    return AppTest.from_function(_page, args=(data,), default_timeout=120).run()


def said(at):
    """The line, without what it opens to."""
    found = [element.proto.body for element in at.get("html")]
    return re.sub(r"<[^>]+>", "", found[0].partition("</summary>")[0]) if found else ""


def more(at):
    return at.get("html")[0].proto.body.partition("</summary>")[2]


def press(at, label):
    """Press a button, and look until there is nothing left to wait for."""
    next(b for b in at.button if b.label == label).click().run()
    return settled(at)


def settled(at):
    while "Stop" in {button.label for button in at.button}:
        at.run()
    assert not at.exception
    return at


def labels(at):
    return [button.label for button in at.button]


def test_nothing_is_asked_before_a_press(server):
    at = page()
    assert said(at).startswith(OFFER)
    assert labels(at) == ["Ask its size"]
    assert "Tarbelu, Malqaz" in more(at)
    assert "CC BY 4.0: name GeoNames where you publish" in more(at)
    assert server.asked == []


def test_an_article_that_lacks_nothing_is_offered_nothing(server):
    at = page(b"Shells hit Homs and Aleppo in Syria.")
    assert said(at) == ""
    assert labels(at) == []
    assert server.asked == []


def test_from_the_offer_to_what_changed_and_back(server):
    at = press(page(), "Ask its size")
    size = len(server.files["/export/dump/SD.zip"])
    assert f"table of Sudan ({size} bytes) has most villages. Get it?" in said(at)
    assert labels(at) == ["Get it", "No"]
    assert server.asked == ["/export/dump/SD.zip"]
    assert not installed()
    at = press(at, "Get it")
    assert [each.name for each in installed()] == ["sd"]
    assert said(at) == (
        "GeoNames\u2019 table of Sudan is in use: 3 names now with a place of their own."
    )
    assert "Malqaz: somewhere in" in more(at) or "Malqaz: not placed" in more(at)
    assert "\u2192 Malqaz, town in North Darfur, Sudan" in more(at)
    assert "CC BY 4.0" in more(at)
    assert labels(at) == ["Undo", "Close"]
    at = press(at, "Undo")
    assert installed() == ()
    assert said(at).startswith(OFFER)
    assert not Gazetteer.open().knows("Tarbelu")


def test_a_no_ends_it(server):
    at = press(press(page(), "Ask its size"), "No")
    assert labels(at) == ["Ask its size"]
    assert len(server.asked) == 1


def test_closing_what_changed_keeps_the_table(server):  # noqa: ARG001 - it is asked
    at = press(press(press(page(), "Ask its size"), "Get it"), "Close")
    assert said(at) == ""
    assert [each.name for each in installed()] == ["sd"]


def test_it_can_be_stopped_and_tried_again(server, home):
    at = press(page(), "Ask its size")
    server.gate = threading.Event()
    next(b for b in at.button if b.label == "Get it").click().run()
    assert labels(at) == ["Stop"]
    next(b for b in at.button if b.label == "Stop").click().run()
    assert labels(at) == ["Ask its size"]
    assert installed() == ()
    server.gate.set()
    server.gate = None
    with locked(home / "gazetteer" / ".installing.lock", wait=lambda _: None):
        """Wait until the child that was stopped is gone."""
    at = press(press(at, "Ask its size"), "Get it")
    assert [each.name for each in installed()] == ["sd"]


def test_how_far_it_has_come_is_shown(server):
    at = press(page(), "Ask its size")
    server.gate = threading.Event()
    next(b for b in at.button if b.label == "Get it").click().run()
    shown = at.get("progress")[0].proto
    assert re.match(r"Step 2 of 6: fetching the table|Starting|Step 1", shown.text)
    server.gate.set()
    settled(at)
    assert [each.name for each in installed()] == ["sd"]


@pytest.mark.parametrize("content", [b"no zip at all", packed("SD", ["no\ttable\n"])])
def test_a_file_that_is_no_table_is_one_sentence(server, content):
    at = press(page(), "Ask its size")
    server.files["/export/dump/SD.zip"] = content
    at = press(at, "Get it")
    assert labels(at) == ["Try again", "Close"]
    assert re.search(r"SD\.zip.*\.$", said(at))
    assert "Traceback" not in said(at)
    assert installed() == ()
    at = press(at, "Close")
    assert labels(at) == ["Ask its size"]


def test_no_network_is_one_sentence(home, monkeypatch):  # noqa: ARG001 - nothing comes there
    monkeypatch.setenv("DATELINE_GEONAMES_URL", "http://127.0.0.1:1/dump")  # nobody listens
    at = press(page(), "Ask its size")
    assert said(at).startswith("http://127.0.0.1:1/dump/SD.zip could not be fetched (")
    assert said(at).endswith("check the address and the connection.")
    assert labels(at) == ["Try again", "Close"]


def test_a_table_that_is_too_large_is_one_sentence(server):
    server.claims = 2_000_000_000
    at = press(page(), "Ask its size")
    assert "2.0 GB, which is more than the 1.0 GB" in said(at)
    assert labels(at) == ["Try again", "Close"]


def test_a_folder_that_cannot_be_written_is_one_sentence(server, home):
    home.parent.mkdir(exist_ok=True)
    home.write_text("in the way", encoding="utf-8")
    at = press(press(page(), "Ask its size"), "Get it")
    assert "Cannot write in" in said(at)
    assert len(server.asked) == 1
    home.unlink()


def test_where_others_reach_the_page_nothing_can_be_pressed(server, monkeypatch):
    for value in ("no", ""):
        monkeypatch.setenv("DATELINE_INSTALL", value)
        at = page()
        assert labels(at) == []
        assert said(at).startswith("2 names in Sudan are not in the shipped data. Whoever runs")
        assert "dateline gazetteer install SD" in said(at)
    assert server.asked == []


def test_a_name_cannot_carry_markup():
    at = AppTest.from_function(_hostile, default_timeout=60).run()
    body = at.get("html")[0].proto.body
    assert "&lt;img src=x" in body
    assert "<img" not in body
    assert "<script" not in body


def _hostile():
    from components.offer import _say

    _say("<img src=x onerror=alert(1)>", "<img src=y>\n<script>alert(1)</script>")
