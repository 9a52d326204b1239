"""The page as a reader meets it, in real Chromium, with nothing reachable outside."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.browser.conftest import inside_of

LOOKS = 600  # at the map, two frames apart, before it is taken to stand still for good
PIXEL = 0.01  # degrees, at the zoom that shows the sample
TOWNS = ("Khanaqin", "Qara Tapa", "Miqdadiya")
PROVINCES = ("Kirkuk", "Diyala", "Anbar", "Nineveh", "Salahuddin", "Baghdad")


def leaflet(page):
    """The map's own frame, once a province can be clicked."""
    frame = page.frame_locator("iframe").first
    frame.locator("path.leaflet-interactive").first.wait_for()
    return frame


def click_province(page, name):
    leaflet(page)
    page.mouse.click(*inside_of(page, name))


def heading(page, name):
    return page.get_by_role("heading", name=name, exact=True)


def view_of(page):
    """Leaflet's zoom, centre and identity, read from the map itself."""
    frame = next(f for f in page.frames if "streamlit_folium" in f.url)
    return frame.evaluate(
        """() => {
            const map = window.map;
            window.__identity ??= Math.random();
            const c = map.getCenter();
            return {zoom: map.getZoom(), lat: c.lat, lng: c.lng,
                    identity: window.__identity, container: map.getContainer()._leaflet_id};
        }"""
    )


def test_first_view(open_page):
    page = open_page()
    frame = leaflet(page)
    for name in (*PROVINCES, *TOWNS):
        frame.get_by_text(name, exact=True).first.wait_for()
    page.get_by_text(re.compile("18 names")).wait_for()
    page.get_by_role("tab", name="Evidence").wait_for()
    page.get_by_role("tab", name=re.compile("Not on the map")).wait_for()


def test_clicking_diyala_reads_its_towns(open_page):
    page = open_page()
    click_province(page, "Diyala")
    heading(page, "Diyala").wait_for()
    panel = page.get_by_role("tabpanel")
    words = panel.inner_text()
    for town in TOWNS:
        assert town in words
    assert "Myles B. Caggins II" in words
    assert words.index("Khanaqin") < words.index("mainly concentrated")


def test_the_same_by_keyboard_alone(open_page):
    page = open_page()
    leaflet(page)
    evidence = page.get_by_role("tab", name="Evidence")
    evidence.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Tab")
    focused = page.locator("[role=option]:focus")
    for _ in range(20):
        if focused.locator("b").inner_text() == "Diyala":
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    heading(page, "Diyala").wait_for()
    words = page.get_by_role("tabpanel").inner_text()
    assert all(town in words for town in TOWNS)
    page.wait_for_url(re.compile("place="))
    leaflet(page).locator('path[aria-label^="Diyala,"][aria-pressed="true"]').wait_for()
    page.keyboard.press("Escape")
    heading(page, "All excerpts").wait_for()


def test_a_name_in_the_text_shows_on_the_map(open_page):
    page = open_page()
    leaflet(page)
    page.get_by_role("tab", name="Article").click()
    page.get_by_role("button", name=re.compile("^Khanaqin")).first.click()
    page.wait_for_url(re.compile("place="))
    page.get_by_role("tab", name="Evidence").click()
    heading(page, "Khanaqin").wait_for()


def test_an_excerpt_leads_into_the_text(open_page):
    page = open_page()
    leaflet(page)
    page.get_by_role("button", name=re.compile("In the article")).last.click()
    page.get_by_role("tab", name="Article", selected=True).wait_for()


def test_clearing_brings_every_excerpt_back(open_page):
    page = open_page()
    click_province(page, "Diyala")
    heading(page, "Diyala").wait_for()
    page.get_by_role("button", name=re.compile("Clear|✕")).first.click()
    heading(page, "Diyala").wait_for(state="detached")
    page.get_by_text("operations centers").first.wait_for()


def test_a_link_brings_the_view_back(open_page):
    page = open_page()
    click_province(page, "Diyala")
    page.wait_for_url(re.compile("place="))
    query = "?" + page.url.split("?", 1)[1]
    again = open_page(query)
    heading(again, "Diyala").wait_for()


def test_five_clicks_keep_the_users_zoom_and_the_map(open_page):
    page = open_page()
    frame = leaflet(page)
    before = settled(page)
    frame.get_by_role("button", name="Zoom in").click()
    zoomed = next(view for _ in range(LOOKS) if (view := settled(page))["zoom"] > before["zoom"])
    for name in ("Diyala", "Kirkuk", "Salahuddin", "Diyala", "Kirkuk"):
        click_province(page, name)
        heading(page, name).wait_for()
    assert settled(page) == zoomed


def settled(page):
    """The map's view once two looks at it, a frame apart, agree."""
    last, now = None, view_of(page)
    while last != now:
        page.evaluate(
            "() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))"
        )
        last, now = now, view_of(page)
    return now


def test_a_frame_without_room_waits_until_it_has_some(open_page):
    page = open_page()
    leaflet(page)
    before = settled(page)
    frame = page.locator("iframe").first
    for width in ("0px", "12px", "100%"):
        frame.evaluate("(node, width) => { node.style.width = width; }", width)
        page.wait_for_function(
            "() => { const frame = document.querySelector('iframe');"
            " return frame.contentWindow.map.getSize().x === frame.clientWidth; }"
        )
    now = settled(page)
    assert now["zoom"] == before["zoom"]
    assert (now["lng"], now["lat"]) == pytest.approx((before["lng"], before["lat"]), abs=PIXEL)


def paste(page, words):
    """Give the page another article."""
    page.get_by_role("button", name="New article").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill(words)
    dialog.get_by_role("button", name=re.compile("^(Map|Read|Show|Make)")).click()


ELSEWHERE = (
    "Shelling in Kharkiv\n\n"
    "Two people were killed in Kharkiv on Monday, the governor said. "
    "“We heard three blasts near Chuhuiv,” said Olena Kovalenko, a resident. "
    "Strikes were also reported in Donetsk and Luhansk.\n"
)


def test_another_article_can_be_pasted_and_taken_back(open_page):
    page = open_page()
    leaflet(page)
    paste(page, ELSEWHERE)
    page.get_by_role("heading", name="Shelling in Kharkiv").wait_for()
    leaflet(page).get_by_text("Kharkiv", exact=True).first.wait_for()
    page.get_by_role("button", name="Previous article").first.click()
    page.get_by_role("heading", name=re.compile("Inherent Resolve")).first.wait_for()


def test_an_article_without_places_says_so(open_page):
    page = open_page()
    leaflet(page)
    paste(page, "Nothing much happened today, and nobody went anywhere at all.")
    page.get_by_text(re.compile("No place")).first.wait_for()


HOSTILE = (
    "Blast in Mosul <script>window.top.pwned=1</script>\n\n"
    '<img src=x onerror="window.top.pwned=1;window.parent.pwned=1"> A bomb went off in '
    "<b>Mosul</b>, “<img src=x onerror=alert(1)> we saw it in Tikrit<svg onload=alert(2)>,” "
    "said Colonel <script>alert(3)</script> Ahmed. $$\\frac{1}{0}$$ [link](javascript:alert(4)) "
    "Fighting in Baghdad</script><script>window.top.pwned=1</script> and Basra went on.\n"
)


def test_a_hostile_article_runs_no_script(open_page):
    page = open_page()
    leaflet(page)
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    paste(page, HOSTILE)
    leaflet(page).get_by_text("Mosul", exact=True).first.wait_for()
    for name in ("Evidence", "Places", "Not on the map", "Article"):
        page.get_by_role("tab", name=re.compile(f"^{name}")).click()
    page.get_by_text("<img src=x onerror").filter(visible=True).first.wait_for()
    for frame in page.frames:
        assert frame.evaluate("() => window.pwned ?? null") is None
        assert frame.locator("img[src=x], svg[onload]").count() == 0
    assert dialogs == []


def download(page, kind):
    page.get_by_role("button", name="Publish").first.click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=re.compile(kind)).first.click()
    return Path(waiting.value.path())


def test_the_snapshot_opens_in_every_format(open_page):
    page = open_page("?article=sample&place=adm1:IQ.10")
    leaflet(page)
    heading(page, "Diyala").wait_for()
    with Image.open(download(page, "PNG")) as picture:
        assert picture.size == (3508, 2480)
    page.keyboard.press("Escape")
    words = PdfReader(download(page, "PDF")).pages[0].extract_text()
    assert "Khanaqin" in words
    assert "Caggins" in words
    page.keyboard.press("Escape")
    root = ET.fromstring(download(page, "SVG").read_text(encoding="utf-8"))  # noqa: S314 - our own file
    assert root.tag.endswith("svg")
    assert "Diyala" in "".join(root.itertext())


@pytest.mark.parametrize("width", [1400, 1024, 400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_off_at_any_width(open_page, width, scheme):
    page = open_page(width=width, height=800, scheme=scheme)
    leaflet(page)
    page.get_by_role("tab", name="Evidence").wait_for()
    wide, tall = page.evaluate(
        "() => [document.scrollingElement.scrollWidth, document.scrollingElement.scrollHeight]"
    )
    assert wide <= width
    assert tall <= 800
    panel = page.get_by_role("tabpanel").bounding_box()
    assert panel["x"] >= 0
    assert panel["x"] + panel["width"] <= width
    assert panel["y"] + panel["height"] <= 800
    assert panel["height"] > 150


FAR = (
    "Fire in Homs\n\n"
    "Shells hit Homs on Monday, and Aleppo was quiet. People fled towards Damascus and Tartus. "
    "“We saw smoke in Tripoli and Hama,” said Anna Smith, of Lebanon.\n"
)


def read_far(page):
    """Open an article one of whose names has a rival far outside the map."""
    leaflet(page)
    paste(page, FAR)
    leaflet(page).locator('path[aria-label^="Tripoli,"]').wait_for()
    page.get_by_role("tab", name="Article").click()


def name_in_text(page, name):
    return page.get_by_role("tabpanel").get_by_role("button", name=re.compile(f"^{name},")).first


def open_receipt(page):
    """Open the receipt on screen, and return its readings."""
    page.get_by_text("Why here?").click()
    readings = page.locator(".reading")
    readings.first.wait_for()
    return readings


def test_a_name_in_the_text_opens_its_receipt(open_page):
    page = open_page()
    read_far(page)
    name_in_text(page, "Tripoli").click()
    readings = open_receipt(page)
    chosen, second = readings.nth(0).inner_text(), readings.nth(1).inner_text()
    assert "Chosen" in chosen
    assert re.search(r"0\.\d\d", chosen)
    assert "Second choice" in second
    assert re.search(r"[\d,]+ km from the chosen place", second)
    assert "ahead of the second choice" in page.locator(".receipt .gist").inner_text()


def test_each_mention_has_its_receipt_and_stays_in_sight(open_page):
    page = open_page()
    leaflet(page)
    page.get_by_role("tab", name="Article").click()
    name_in_text(page, "Kirkuk").click()
    open_receipt(page)
    step = page.get_by_role("button", name="The next mention")
    step.click()
    page.locator(".steps").filter(has_text="Mention 2 of 2").wait_for()
    page.wait_for_function(
        """() => {
            const find = root => root.querySelector(".name[aria-pressed=true]")
                ?? [...root.querySelectorAll("*")].map(n => n.shadowRoot && find(n.shadowRoot))
                    .find(Boolean);
            const name = find(document);
            const strip = name.closest(".body").querySelector(".strip");
            return name.getBoundingClientRect().bottom < strip.getBoundingClientRect().top;
        }"""
    )
    assert step.is_disabled()


def test_a_listed_name_has_a_receipt_and_its_sentences(open_page):
    page = open_page()
    read_far(page)
    page.get_by_role("tab", name=re.compile("^Not on the map")).click()
    page.get_by_role("button", name="Lebanon: why?").click()
    heading(page, "Lebanon").wait_for()
    words = page.get_by_role("tabpanel").inner_text()
    assert "whole country" in words
    assert "Chosen" in words
    assert "smoke in" in words


def test_a_people_has_a_receipt(open_page):
    page = open_page()
    leaflet(page)
    page.get_by_role("tab", name="Article").click()
    name_in_text(page, "Iraqis").click()
    assert "never drawn" in page.locator(".receipt .verdict").text_content()
    assert page.locator(".strip").inner_text().startswith("Iraqis · not on the map")


def ghosts(page):
    return leaflet(page).locator("path.ghost")


def test_the_second_choice_is_seen_and_taken_off_again(open_page):
    page = open_page()
    read_far(page)
    name_in_text(page, "Tripoli").click()
    page.wait_for_url(re.compile("place="))
    leaflet(page).get_by_role("button", name="Zoom in").click()
    before, url = settled(page), page.url
    readings = open_receipt(page)
    far = readings.filter(has_text="Iowa").get_by_role("button")
    far.click()
    ghosts(page).wait_for()
    label = leaflet(page).locator(".label.ghost")
    assert "choice: Tripoli, Iowa" in label.inner_text()
    assert re.search(r"[\d,]+ km from Tripoli", label.inner_text())
    shown = settled(page)
    assert shown["zoom"] < before["zoom"]
    assert shown["identity"] == before["identity"]
    assert in_frame(page, label)
    assert in_frame(page, leaflet(page).locator('path[aria-label^="Tripoli,"]'))
    leaflet(page).locator('path[aria-label^="Tripoli,"][aria-pressed="true"]').wait_for()
    assert page.url == url
    page.keyboard.press("Escape")
    ghosts(page).wait_for(state="detached")
    assert settled(page) == before
    assert page.url == url
    leaflet(page).locator('path[aria-label^="Tripoli,"][aria-pressed="true"]').wait_for()


def in_frame(page, locator):
    """Whether something on the map is wholly inside the map's frame."""
    box, frame = locator.bounding_box(), page.locator("iframe").first.bounding_box()
    return (
        box["x"] >= frame["x"]
        and box["y"] >= frame["y"]
        and box["x"] + box["width"] <= frame["x"] + frame["width"]
        and box["y"] + box["height"] <= frame["y"] + frame["height"]
    )


def test_a_second_choice_within_view_moves_nothing(open_page):
    page = open_page()
    leaflet(page)
    page.get_by_role("tab", name="Article").click()
    name_in_text(page, "Kirkuk").click()
    page.wait_for_url(re.compile("place="))
    before = settled(page)
    button = open_receipt(page).nth(1).get_by_role("button")
    button.focus()
    page.keyboard.press("Enter")
    ghosts(page).wait_for()
    assert settled(page) == before
    page.locator("button.ghost.shown:focus").wait_for()
    page.keyboard.press("Enter")
    ghosts(page).wait_for(state="detached")
    assert settled(page) == before


def test_one_choice_after_another_is_named_on_the_map(open_page):
    page = open_page()
    read_far(page)
    name_in_text(page, "Tripoli").click()
    readings = open_receipt(page)
    label = leaflet(page).locator(".label.ghost")
    for rank, ordinal in ((3, "fourth"), (1, "second")):
        readings.nth(rank).get_by_role("button").click()
        label.filter(has_text=f"{ordinal} choice").wait_for()
        assert label.count() == 1
        assert ghosts(page).count() == 1


def with_second_choice(open_page):
    """Return the sample's page with the second choice for Kirkuk on the map."""
    page = open_page()
    leaflet(page)
    page.get_by_role("tab", name="Article").click()
    name_in_text(page, "Kirkuk").click()
    open_receipt(page).nth(1).get_by_role("button").click()
    ghosts(page).wait_for()
    return page


def test_choosing_another_place_takes_the_second_choice_off(open_page):
    page = with_second_choice(open_page)
    click_province(page, "Anbar")
    page.locator(".strip").get_by_text("Anbar", exact=True).first.wait_for()
    ghosts(page).wait_for(state="detached")


def test_another_article_takes_the_second_choice_off(open_page):
    page = with_second_choice(open_page)
    paste(page, ELSEWHERE)
    leaflet(page).locator('path[aria-label^="Kharkiv,"]').wait_for()
    assert ghosts(page).count() == 0
    page.get_by_role("button", name="Previous article").first.click()
    leaflet(page).locator('path[aria-label^="Kirkuk,"][aria-pressed="true"]').wait_for()
    ghosts(page).wait_for(state="detached")


def test_the_first_tab_skips_to_the_evidence(open_page):
    page = open_page()
    leaflet(page)
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "dl-skip"
