"""All articles of a case on one map, as an analyst walks through it: filters, days, links, Back."""

import csv
import io
import re
from datetime import date

import pytest

from tests.browser.conftest import OWN, inside_of, serving
from tests.browser.test_axe import faults
from tests.browser.test_bytes import MOST, Socket
from tests.browser.test_drawn import frame
from tests.browser.test_page import leaflet, settled
from tests.browser.test_reader import tab
from tests.browser.test_review import asked
from tests.page_cases import keep_dated

ARTICLES = (
    ("Rudaw", date(2020, 5, 9), ("Mosul waits for power\n\nTwo shells fell on Mosul and on Tikrit. "
     "“The lights are out in Tikrit,” said Anna Smith, a nurse.\n\nDiyala was quiet, and so was "
     "Khanaqin.\n")),
    ("Wire", date(2020, 5, 1), ("A night in Homs\n\nTwo were hurt in Homs and in Aleppo. Mosul was "
     "calm.\n")),
    (None, None, "Rockets on Kyiv\n\nRockets fell on Kyiv and on Kharkiv on Monday.\n"),
)  # fmt: skip
TOLD = ".whole .told > span"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A dashboard on a case of three articles, two of them with a day."""
    folder = tmp_path_factory.mktemp("whole")
    path = folder / "home" / OWN / "one.gpkg"
    keep_dated(path, "Three wars", ARTICLES)
    with serving(folder, "--case", str(path), DATELINE_WHO="Ann") as ours:
        yield ours


def told(page, words):
    page.locator(TOLD).filter(has_text=re.compile(f"^{words}")).wait_for()


def shows(page, count):
    """Wait until the filters keep so many marks of the map, which is told them after the panel."""
    settled(page)
    frame(page).wait_for_function(
        "count => [...document.querySelectorAll('[data-number]')]"
        ".filter(m => Number(m.dataset.names)).length === count",
        arg=count,
    )


def excerpts(page):
    return page.locator(".whole .card blockquote").all_inner_texts()


def test_many_articles_are_read_on_one_map(open_page):
    page = open_page()
    articles = page.get_by_role("combobox", name="Article of the case")
    articles.fill("All")
    articles.press("Enter")
    told(page, "All 9 excerpts of 3 articles, 3 independent sources")
    page.get_by_role("heading", name="Three wars", level=1).wait_for()
    leaflet(page)
    every = excerpts(page)
    assert len(every) == 9

    page.mouse.click(*inside_of(page, "Diyala"))
    page.locator(".whole .title").get_by_text("Diyala", exact=True).wait_for()
    assert excerpts(page) == ["Diyala was quiet, and so was Khanaqin."]
    page.keyboard.press("Escape")
    told(page, "All 9")

    page.get_by_label("Any country").select_option("Syria")
    told(page, "Showing 2 of 9 excerpts, from 1 of 3 articles")
    shows(page, 2)
    page.get_by_role("button", name="Take away: Syria").click()
    told(page, "All 9")

    page.get_by_role("button", name="More filters").click()
    page.get_by_label("All words").select_option("Direct quotes")
    told(page, "Showing 1 of 9")
    assert excerpts(page) == ["“The lights are out in Tikrit,” said Anna Smith, a nurse."]
    page.get_by_role("button", name="Clear all").click()
    told(page, "All 9")

    page.get_by_label("Search the excerpts").fill("mosul")
    told(page, "Showing 3 of 9 excerpts, from 2 of 3 articles")
    page.wait_for_url("**words=mosul*")
    tab(page, "Articles").click()
    page.locator(".whole .article").first.wait_for()
    rows = page.locator(".whole .article .n").all_inner_texts()
    assert rows == ["2 of 4", "1 of 3", "0 of 2"]


def test_days_are_chosen_by_a_brush_and_by_dates_alike(open_page):
    page = open_page("?article=case")
    told(page, "All 9")
    assert "1 article without a date" in page.locator(".whole .span").inner_text()
    bars = page.locator(".whole .bars")
    box = bars.bounding_box()
    page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 2, box["y"] + 12, steps=4)
    page.mouse.up()
    told(page, "Showing 4 of 9 excerpts, from 1 of 3 articles")
    since = page.get_by_label("Published from").input_value()
    assert "2020-05-01" < since <= "2020-05-09"
    brushed = excerpts(page)
    page.get_by_role("button", name="Clear all").click()
    told(page, "All 9")
    page.get_by_label("Published from").fill(since)
    told(page, "Showing 4 of 9")
    assert excerpts(page) == brushed
    page.get_by_label("Published from").fill("")
    told(page, "All 9")


def test_a_view_comes_back_by_its_link_by_back_and_by_loading_again(open_page):
    page = open_page("?article=case")
    told(page, "All 9")
    page.get_by_label("Any publisher").select_option("Rudaw")
    told(page, "Showing 4 of 9")
    page.wait_for_url("**publisher=Rudaw*")
    page.locator(".whole .from button").first.click()
    page.get_by_role("heading", name="Mosul waits for power", level=1).wait_for()
    page.locator(".panel .card").first.wait_for()
    page.wait_for_url(lambda url: "article=case" not in url)
    page.evaluate("history.back()")
    told(page, "Showing 4 of 9")
    page.reload()
    told(page, "Showing 4 of 9")
    other = open_page(f"?{page.url.partition('/?')[2]}")
    told(other, "Showing 4 of 9")
    page.evaluate("history.back()")
    told(page, "All 9")


def test_a_filter_sends_little_and_the_files_obey_it(open_page):
    page = open_page("?article=case")
    told(page, "All 9")
    leaflet(page)
    socket = Socket(page)
    page.reload()
    told(page, "All 9")
    leaflet(page)
    settled(page)
    before = len(socket.sizes)
    page.get_by_label("Any country").select_option("Ukraine")
    told(page, "Showing 2 of 9")
    shows(page, 2)
    assert 0 < sum(socket.sizes[before:]) <= MOST
    page.get_by_role("button", name="Publish").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV table of the names").click()
    words = download.value.path().read_text("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(words)) if row["on_map"] == "true"]
    assert sorted(row["exact"] for row in rows) == [
        "Kharkiv",
        "Kyiv",
        "Kyiv",
    ]  # it stands in the headline too


def test_an_excerpt_is_copied_with_its_citation(open_page):
    page = open_page("?article=case&words=lights")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    told(page, "Showing 1 of 9")
    wanted = (
        "“The lights are out in Tikrit,” said Anna Smith, a nurse.\n"
        "— Anna Smith, nurse (direct quote); “Mosul waits for power”, Rudaw, 9 May 2020, "
        "paragraph 2"
    )
    copy = page.get_by_role("button", name="Copy", exact=True)
    copy.click()
    page.get_by_role("button", name="Copied", exact=True).wait_for()
    assert page.evaluate("() => navigator.clipboard.readText()") == wanted
    page.locator(".whole .from button").first.click()
    page.locator(".panel .card").first.wait_for()
    # a page that is not secure has no clipboard of its own
    page.evaluate(
        "() => { document.oncopy = () => { window.went = document.activeElement.value; };"
        " navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }"
    )
    quote = page.locator(".panel .foot").filter(has_text="Anna Smith")
    quote.get_by_role("button", name="Copy", exact=True).press("Enter")
    page.get_by_role("button", name="Copied", exact=True).wait_for()
    assert page.evaluate("() => window.went") == wanted
    focused = "() => document.activeElement.shadowRoot?.activeElement?.textContent"
    assert page.evaluate(focused) == "Copied"


@pytest.mark.parametrize(("width", "height", "scheme"), [(1440, 900, "dark"), (400, 800, "light")])
def test_no_view_of_it_has_a_fault(open_page, width, height, scheme):
    page = open_page("?article=case&country=IQ", width=width, height=height, scheme=scheme)
    told(page, "Showing")
    leaflet(page)
    page.get_by_role("button", name="More filters").click()
    found = {}
    for name in ("Articles", "Places", "Not on the map", "Evidence"):
        tab(page, name).click()
        page.locator(".whole [role=tab][aria-selected=true]").get_by_text(name).wait_for()
        found[name] = faults(page)
    assert found == {name: [] for name in found}


def test_all_articles_are_reviewed_at_once(open_page):
    page = open_page("?article=case")
    told(page, "All ")
    page.get_by_role("button", name=re.compile("^Review [0-9]+$")).first.click()
    now = asked(page)
    assert faults(page) == []
    page.wait_for_url("**mode=review*")
    articles = set()
    for _ in range(4):
        articles.add(now.partition(":")[0])
        page.keyboard.press("l")
        now = asked(page, now)
    assert len(articles) >= 2
    page.keyboard.press("Enter" if page.locator(".review .accept").count() else "d")
    asked(page, now)
    page.reload()
    asked(page)
    page.get_by_role("button", name="Back to the map").wait_for()
    page.keyboard.press("Escape")
    told(page, "All ")
    page.wait_for_url(lambda url: "mode=review" not in url)
    page.evaluate("history.back()")
    asked(page)


def mode(page, name):
    """The button of a mode, once it says that the page is in it."""
    current = page.locator(".st-key-dl-modes button[aria-current]").filter(has_text=name)
    current.wait_for()
    return current


@pytest.mark.parametrize(
    ("width", "height", "scheme"),
    [(1440, 900, "light"), (1024, 768, "dark"), (720, 450, "light"), (400, 800, "dark")],
)
def test_the_modes_are_there_for_all_articles_and_for_one(open_page, width, height, scheme):
    page = open_page("?article=case", width=width, height=height, scheme=scheme)
    told(page, "All ")
    modes = page.get_by_role("group", name="Mode")
    mode(page, "Read")
    boxes = [each.bounding_box() for each in modes.locator("button").all()]
    assert len({box["y"] for box in boxes}) == 1
    page.get_by_role("button", name=re.compile("^Review [0-9]+$")).click()
    asked(page)
    mode(page, "Review")
    assert faults(page) == []
    modes.get_by_role(
        "button", name="Publish"
    ).click()  # leads out of the review, and opens the menu
    told(page, "All ")
    page.get_by_role("radio").first.wait_for(state="attached")
    mode(page, "Read")
    assert faults(page) == []
    wide = page.evaluate("() => document.scrollingElement.scrollWidth")
    assert wide <= width


def test_the_modes_have_keys_that_a_list_tells(open_page):
    page = open_page("?article=case")
    told(page, "All ")
    leaflet(page)
    search = page.get_by_placeholder("Search the excerpts")
    search.press("g")
    search.press("v")  # words in a field
    mode(page, "Read")
    search.fill("")
    tab(page, "Evidence").click()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    keys.get_by_text("Publish", exact=True).wait_for()
    assert faults(page) == []
    page.keyboard.press("Escape")
    keys.wait_for(state="detached")
    page.keyboard.type("gv")
    now = asked(page)
    page.keyboard.type("gp")  # and not the review's own "p"
    page.get_by_role("radio").first.wait_for(state="attached")
    page.keyboard.press("Escape")
    page.get_by_role("radio").first.wait_for(state="detached")
    page.evaluate("history.back()")
    assert asked(page) == now
    page.keyboard.type("gr")
    told(page, "All ")
    leaflet(page).locator(".leaflet-container").press("g")
    leaflet(page).locator(".leaflet-container").press("v")  # from the map too
    asked(page)
