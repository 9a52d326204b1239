"""The page as a reader meets it, in real Chromium, with nothing reachable outside."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.browser.conftest import inside_of

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
        if focused.get_attribute("aria-label").startswith("Diyala,"):
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
    article = page.get_by_role("tab", name="Article")
    assert article.get_attribute("aria-selected") == "true"


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
    page.wait_for_function("() => true")
    zoomed = settled(page)
    assert zoomed["zoom"] > before["zoom"]
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
    page.get_by_role("button", name="Snapshot").first.click()
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
