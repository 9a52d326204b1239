"""Regions and rivers on the page: one target each, smaller areas above, keys and touch."""

import re

import pytest

from tests.browser.test_drawn import PHONE, SEEN, frame, looking, opened, overlap
from tests.browser.test_page import leaflet

SUDAN = (
    "Fighting in Darfur\n\nFighting spread across Darfur on Monday. In South Darfur the market of "
    "Nyala burned. Boats on the Nile were stopped, and Khartoum was quiet.\n"
)

# A position on the screen where a mark is on top, and no other mark or label is.
ON_TOP = """key => {
    const path = document.querySelector(`path[data-mark="${key}"]`);
    const box = path.getBoundingClientRect();
    for (let y = box.top + 2; y < box.bottom; y += 4) {
        for (let x = box.left + 2; x < box.right; x += 4) {
            if (document.elementFromPoint(x, y) === path) return [x, y];
        }
    }
    return null;
}"""
WIDTH = """key => {
    const path = document.querySelector(`path[data-mark="${key}"]`);
    return [getComputedStyle(path).strokeWidth, getComputedStyle(path).pointerEvents];
}"""
DARFUR, SOUTH, NILE = "supplement:darfur-sd@P5", "adm1:SD.49@P4", "supplement:nile@P5"


@pytest.fixture(scope="module")
def look_at(open_lasting):
    return looking(open_lasting)


def path_of(page, key):
    return leaflet(page).locator(f'path[data-mark="{key}"]')


def click(page, key):
    x, y = frame(page).evaluate(ON_TOP, key)
    box = page.locator("iframe").first.bounding_box()
    page.mouse.click(box["x"] + x, box["y"] + y)


def chosen(page, key):
    leaflet(page).locator(f'path[data-mark="{key}"][aria-pressed="true"]').wait_for(
        state="attached"
    )
    assert leaflet(page).locator('path[data-mark][aria-pressed="true"]').count() == 1


def heading(page, name):
    return page.get_by_role("heading", name=name, exact=True)


def test_a_region_and_a_river_are_one_mark_each(look_at):
    page = look_at(SUDAN)
    for key, figure in ((DARFUR, "area"), (NILE, "line"), (SOUTH, "area")):
        path = path_of(page, key)
        assert path.count() == 1
        told = (path.get_attribute("data-figure"), path.get_attribute("data-drawn"))
        assert told == (figure, figure)
        assert path.get_attribute("tabindex") == "0"
    assert path_of(page, DARFUR).get_attribute("data-areas").count("adm1:SD.") == 5
    assert path_of(page, NILE).get_attribute("data-line") == "supplement:nile"
    assert leaflet(page).locator("path[tabindex]").count() == 5


def test_a_click_takes_what_is_on_top(open_page):
    page = opened(open_page, SUDAN)
    click(page, DARFUR)
    chosen(page, DARFUR)
    heading(page, "Darfur").wait_for()
    assert leaflet(page).locator("path.chosen").count() == 1
    click(page, SOUTH)
    chosen(page, SOUTH)
    heading(page, "South Darfur").wait_for()
    click(page, NILE)
    chosen(page, NILE)
    heading(page, "Nile").wait_for()


def test_a_region_is_read_with_what_lies_in_it(open_page):
    page = opened(open_page, SUDAN)
    click(page, DARFUR)
    heading(page, "Darfur").wait_for()
    page.get_by_role("heading", name=re.compile("^On places in Darfur: .*Nyala")).wait_for()
    assert path_of(page, DARFUR).get_attribute("data-held") == "3"  # the headline, two sentences
    page.get_by_role("tab", name=re.compile("^Places")).click()
    depths = {
        row.locator("b").inner_text(): row.get_attribute("data-depth")
        for row in page.get_by_role("option").all()
    }
    assert (depths["Darfur"], depths["South Darfur"], depths["Nyala"]) == ("0", "1", "2")


def test_a_river_is_chosen_by_keys_and_seen_to_be_in_focus(open_page):
    page = opened(open_page, SUDAN)
    river = path_of(page, NILE)
    bank = leaflet(page).locator("path.bank")
    look = "p => getComputedStyle(p).stroke + getComputedStyle(p).strokeWidth"
    before = bank.evaluate(look)
    page.keyboard.press("Tab")  # so that focus is shown as it is to who uses keys
    river.focus()
    assert bank.evaluate(look) != before
    page.keyboard.press("Enter")
    chosen(page, NILE)
    heading(page, "Nile").wait_for()


@pytest.mark.parametrize("touch", [False, True])
def test_a_river_can_be_hit(look_at, touch):
    page = look_at(SUDAN, touch=True) if touch else look_at(SUDAN)
    width, events = frame(page).evaluate(WIDTH, NILE)
    assert float(width.removesuffix("px")) >= (24 if touch else 12)
    assert events == "stroke"


def test_a_province_in_a_region_is_told_from_it_and_both_from_what_is_not_named(look_at):
    page = look_at(SUDAN)
    fills = [
        leaflet(page).locator(selector).first.evaluate("p => getComputedStyle(p).fill")
        for selector in (
            f'path[data-mark="{DARFUR}"]',
            f'path[data-mark="{SOUTH}"]',
            "path.home-land",
        )
    ]
    assert len(set(fills)) == 3
    assert "wide-q" in fills[0]
    pattern = re.search(r"#([\w-]+)", fills[0])[1]
    assert leaflet(page).locator(f"#{pattern} .stripe").count() == 1


@pytest.mark.parametrize("window", [{}, PHONE], ids=["screen", "telephone"])
def test_names_of_regions_and_rivers_stand_over_no_other(look_at, window):
    page = look_at(SUDAN, **window)
    labels = [x for x in frame(page).evaluate(SEEN)["labels"] if x["mark"]]
    assert {label["mark"] for label in labels} >= {DARFUR, NILE}
    for at, one in enumerate(labels):
        assert not any(overlap(one["box"], other["box"]) for other in labels[at + 1 :])


def test_the_legend_says_what_they_are(open_page):
    page = opened(open_page, SUDAN)
    leaflet(page).get_by_text("Legend").click()
    words = leaflet(page).locator(".legend").inner_text()
    assert "the provinces or states it is made of" in words
    assert "river: its line; somewhere along it" in words


def test_what_a_filter_hides_is_dotted_for_a_river_too(open_page):
    page = opened(open_page, SUDAN + "“Mosul is quiet,” said Ann Lee.\n")
    look = "p => getComputedStyle(p).strokeDasharray"
    stream = leaflet(page).locator("path.stream")
    assert stream.evaluate(look) == "none"
    page.get_by_role("combobox", name="Kind of statement").select_option("Direct quotes")
    leaflet(page).locator(f'path[data-mark="{NILE}"][data-shown="0"]').wait_for(state="attached")
    assert stream.evaluate(look) != "none"


ONE_SENTENCE = "A night in Darfur\n\nShells fell on Nyala in Darfur, Sudan, on Monday.\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SUDAN, "2 excerpts, and 1 on 2 places inside it"),
        (ONE_SENTENCE, "2 excerpts, some on 1 place inside it too"),
    ],
)
def test_the_panel_counts_what_lies_inside_a_region(open_page, text, said):
    page = opened(open_page, text)
    click(page, DARFUR)
    page.get_by_text(said).first.wait_for()
