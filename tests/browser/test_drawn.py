"""The map as it is drawn: circles on the ground, names beside their marks, the date line, doubt."""

import contextlib
import math
import os
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pyarrow as pa
import pyproj
import pytest
from playwright.sync_api import TimeoutError as Late
from shapely.geometry import Point

from geo import Boundaries, default_engine, map_evidence, read_article
from geo.settings import data_folder
from tests.browser.test_page import leaflet, paste, settled

TRIES = 20  # downloads
PATIENCE = 15_000  # milliseconds for one
GAZA = (
    "Raids from Gaza to Jenin\n\nStrikes hit Gaza City, Khan Younis and Rafah on Monday. Tanks "
    "were seen in Jabalia, Beit Lahia and Deir al-Balah. Raids went on in Jenin, Nablus, Huwara, "
    "Tulkarm, Ramallah, Hebron and Bethlehem. Sirens sounded in Ashkelon, Sderot and Tel Aviv.\n"
)
PACIFIC = (
    "Cyclone in the Pacific\n\nThe cyclone passed Suva in Fiji on Monday and turned toward Apia in "
    "Samoa. Roofs were lost in Labasa and Pago Pago.\n"
)
RINGS = (
    "Checkpoints\n\nTroops stood 20 km south of Mosul. Others waited near Tromso in Norway, and a "
    "patrol was seen in the Hamrin Mountains. In Tikrit it was calm.\n"
)
GALLERY = Path(__file__).parents[2] / "docs" / "gallery" / "articles"
FRONT, NILE, OBLASTS, STORM, STRIP = (
    (GALLERY / f"{name}.txt").read_text(encoding="utf-8")
    for name in ("ukraine", "sudan", "ukrainian", "date-line", "gaza")
)
CODE, MANY = "PL", 200  # a country, and how many of its towns one article names
CASES = sorted(Path(os.environ["CASES"]).glob("*.txt")) if "CASES" in os.environ else []


def many_towns(count=MANY):
    """Name so many towns of one country, the largest whose names are one plain word."""
    path = data_folder() / "gazetteer" / "places.arrow"
    table = pa.ipc.open_file(pa.memory_map(str(path))).read_all()
    columns = (table[name].to_pylist() for name in ("population", "name", "country"))
    rows = sorted((row for row in zip(*columns, strict=True) if row[2] == CODE), reverse=True)
    names = list(dict.fromkeys(name for _, name, _ in rows if re.fullmatch("[A-Z][a-z]{4,}", name)))
    told = [f"The power failed in {name}." for name in names[:count]]
    paragraphs = [" ".join(told[at : at + 8]) for at in range(0, len(told), 8)]
    return "\n\n".join(["Two hundred towns of Poland", *paragraphs, ""])


# Of each ring: what it says of itself, and its corners taken back to degrees.
CORNERS = """() => [...document.querySelectorAll("path.ring[data-mark]")].map((path) => {
    const at = (words) => window.map.layerPointToLatLng(words.split(" ").map(Number));
    const line = path.getAttribute("d").slice(1, -1).split("L").map(at);
    return { ...path.dataset, corners: line.map(({ lat, lng }) => [lng, lat]) };
})"""

# Every label that is seen, with its box, and every point's and ring's place on the screen.
SEEN = """() => {
    const box = (node) => {
        const b = node.getBoundingClientRect();
        return [b.left, b.top, b.right, b.bottom];
    };
    const spots = [...document.querySelectorAll("path.mark:not(.area)")].map((path) => {
        const [x0, y0, x1, y1] = box(path);
        return { mark: path.dataset.mark, x: (x0 + x1) / 2, y: (y0 + y1) / 2 };
    });
    const labels = [...document.querySelectorAll(".label")]
        .filter((node) => getComputedStyle(node).visibility === "visible")
        .map((node) => ({
            mark: node.dataset.label ?? null, town: node.classList.contains("town"),
            led: node.classList.contains("led"),
            words: node.textContent, box: box(node),
        }));
    return { spots, labels };
}"""

# The lines from marks to names, in the order of the names, as pairs of points on the screen.
LINES = """() => {
    const path = document.querySelector("path.leader");
    const at = path.ownerSVGElement.getScreenCTM();
    return path.getAttribute("d").slice(1).split("M").map((line) => line.split("L").map((words) => {
        const [x, y] = words.split(" ").map(Number);
        return [at.a * x + at.e, at.d * y + at.f];
    }));
}"""
PHONE = {"width": 400, "height": 800}  # narrower than the page's bar: its buttons are in a menu
DISC = 20  # pixels from the middle of a mark within which a line to its name begins


def opened(open_page, words, **window):
    """A page that shows an article, its map standing still."""
    page = open_page(**window)
    leaflet(page)
    return read(page, words)


def read(page, words):
    """Have a page show another article."""
    if page.viewport_size["width"] == PHONE["width"]:
        page.get_by_role("button", name="Menu").first.click()
    paste(page, words)
    return arrived(page, words)


def arrived(page, words):
    article = read_article(words.encode())  # the frame of the one before is on its way out
    page.get_by_role("heading", name=article.title).wait_for()
    here = f'xpath=//html[@data-articles="{article.id}"]'
    leaflet(page).locator(here).wait_for(state="attached")
    leaflet(page).locator("path[data-mark]").first.wait_for()
    while not any("streamlit_folium" in f.url for f in page.frames):
        page.evaluate("() => new Promise(requestAnimationFrame)")
    settled(page)
    return page


def looking(open_lasting):
    """Give what shows an article to a test that only looks, on the page of the test before."""
    pages, shown = {}, {}

    def looked(words, **window):
        kind = tuple(window.items())
        if kind not in pages:
            pages[kind] = opened(open_lasting, words, **window)
        elif shown[kind] != words:
            read(pages[kind], words)
        shown[kind] = words
        return pages[kind]

    return looked


@pytest.fixture(scope="module")
def look_at(open_lasting):
    return looking(open_lasting)


def frame(page):
    return next(f for f in page.frames if "streamlit_folium" in f.url)


def zoom_to(page, lon, lat, zoom):
    frame(page).evaluate(
        "([lon, lat, zoom]) => { window.map.setMaxBounds(null); "
        "window.map.setView([lat, lon], zoom, { animate: false }); }",
        [lon, lat, zoom],
    )
    settled(page)


def kilometres(ring):
    """The distance of each corner of a drawn ring from its middle, on the ellipsoid."""
    lon, lat = float(ring["lon"]), float(ring["lat"])
    geod = pyproj.Geod(ellps="WGS84")
    return [geod.inv(lon, lat, *corner)[2] / 1000 for corner in ring["corners"]]


def test_a_ring_is_a_circle_on_the_ground_at_any_latitude(open_page):
    page = opened(open_page, RINGS)
    looked = {}
    for ring in frame(page).evaluate(CORNERS):
        zoom_to(page, float(ring["lon"]), float(ring["lat"]), 9)
        drawn = next(r for r in frame(page).evaluate(CORNERS) if r["mark"] == ring["mark"])
        assert drawn["drawn"] == "ring"
        assert len(drawn["corners"]) >= 72
        km = float(drawn["km"])
        assert all(abs(far - km) < 0.005 * km + 0.05 for far in kilometres(drawn))
        looked[round(float(drawn["lat"]))] = km
    assert max(looked) >= 69
    assert len(looked) >= 3


def test_a_ring_too_small_to_see_is_a_sign_of_its_own_and_changes_with_the_zoom(open_page):
    page = opened(open_page, RINGS)
    ring = next(r for r in frame(page).evaluate(CORNERS) if float(r["km"]) <= 10)
    path = leaflet(page).locator(f'path[data-mark="{ring["mark"]}"]')
    zoom_to(page, float(ring["lon"]), float(ring["lat"]), 4)
    assert path.get_attribute("data-drawn") == "small"
    assert path.get_attribute("d").count("L") == 3
    point = leaflet(page).locator("path.point").first
    assert point.get_attribute("d") != path.get_attribute("d")
    assert path.evaluate("p => getComputedStyle(p).fill") != point.evaluate(
        "p => getComputedStyle(p).fill"
    )
    leaflet(page).get_by_text("ring too small to draw").wait_for()
    zoom_to(page, float(ring["lon"]), float(ring["lat"]), 9)
    assert path.get_attribute("data-drawn") == "ring"


def test_every_nominal_radius_is_in_the_legend(open_page):
    page = opened(open_page, RINGS)
    leaflet(page).get_by_text("Legend").click()
    words = leaflet(page).locator(".legend").inner_text()
    nominal = {
        float(ring["km"]) for ring in frame(page).evaluate(CORNERS) if ring["nominal"] == "1"
    }
    assert len(nominal) >= 2
    for km in nominal:
        assert re.search(rf"\b{km:g}\b[^\n]* km where the text gives none", words)


def overlap(a, b):
    return min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1


def away(box, spot):
    return math.hypot(
        max(box[0] - spot["x"], 0, spot["x"] - box[2]),
        max(box[1] - spot["y"], 0, spot["y"] - box[3]),
    )


KINDS = {
    "gaza": GAZA, "pacific": PACIFIC, "rings": RINGS, "front": FRONT, "nile": NILE,
    "oblasts": OBLASTS, "storm": STORM, "strip": STRIP,
}  # fmt: skip


def check_names(seen):
    """No name on another, and each nearer to its own mark than to any other, or joined to it."""
    labels = seen["labels"]
    for index, label in enumerate(labels):
        for other in labels[index + 1 :]:
            assert not overlap(label["box"], other["box"]), (label["words"], other["words"])
        if not label["town"] or label["led"]:
            continue
        own = next(s for s in seen["spots"] if s["mark"] == label["mark"])
        nearest = min(seen["spots"], key=lambda s: away(label["box"], s))
        assert away(label["box"], own) <= away(label["box"], nearest) + 1, label["words"]


def check_share(page, seen):
    """The share of marks that must be named, by how many there are."""
    named = sum(label["mark"] is not None for label in seen["labels"])
    total = leaflet(page).locator("path[data-mark]").count()
    least = 0.95 if total <= 30 else 0.6 if total <= 85 else 0.3
    print(f"{named} of {total} named")
    assert named >= least * total
    return total


@pytest.mark.parametrize("words", KINDS.values(), ids=KINDS)
def test_nearly_all_marks_are_named_each_beside_its_own(look_at, words):
    page = look_at(words)
    seen = frame(page).evaluate(SEEN)
    check_names(seen)
    assert check_share(page, seen) >= 3


def test_of_two_hundred_towns_a_third_is_named(look_at):
    page = look_at(many_towns())
    seen = frame(page).evaluate(SEEN)
    check_names(seen)
    assert check_share(page, seen) >= 0.8 * MANY


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_other_articles_hold_the_same(look_at, path):
    words = path.read_text(encoding="utf-8")
    parse = default_engine().parse(read_article(words.encode()))
    if not map_evidence([parse]).marks:
        pytest.skip("nothing of it is on the map")
    page = look_at(words)
    seen = frame(page).evaluate(SEEN)
    check_names(seen)
    check_share(page, seen)


@pytest.mark.parametrize("words", KINDS.values(), ids=KINDS)
def test_names_stand_by_their_own_marks_on_a_telephone_too(look_at, words):
    page = look_at(words, **PHONE)
    seen = frame(page).evaluate(SEEN)
    assert sum(label["mark"] is not None for label in seen["labels"]) >= 3
    check_names(seen)


def test_a_name_off_its_mark_is_joined_to_it_by_a_line(look_at):
    page = look_at(many_towns())
    seen = frame(page).evaluate(SEEN)
    led = [label for label in seen["labels"] if label["led"]]
    lines = frame(page).evaluate(LINES)
    assert len(led) == len(lines) >= 3
    for label in (label for label in led if label["town"]):
        own = next(s for s in seen["spots"] if s["mark"] == label["mark"])
        assert any(
            away([*start, *start], own) <= DISC
            and away(label["box"], {"x": end[0], "y": end[1]}) <= 3
            for start, end in lines
        ), label["words"]


def test_the_sample_is_named_and_measured_on_a_telephone(open_page):
    page = open_page(**PHONE)
    leaflet(page)
    settled(page)
    seen = frame(page).evaluate(SEEN)
    check_names(seen)
    assert sum(label["mark"] is not None for label in seen["labels"]) == 9
    scale = leaflet(page).locator(".leaflet-control-scale-line")
    assert scale.evaluate("bar => bar.scrollWidth <= bar.clientWidth")


def test_the_number_is_the_records_on_the_map_and_in_places(open_page):
    page = opened(open_page, GAZA)
    numbers = dict(
        frame(page).evaluate(
            """() => [...document.querySelectorAll("path[data-mark]")]
                .map((path) => [path.dataset.name, path.dataset.number])"""
        )
    )
    assert sorted(map(int, numbers.values())) == list(range(1, len(numbers) + 1))
    shown = leaflet(page).locator(".number:not(.covered)").all_inner_texts()
    assert set(shown) <= set(numbers.values())
    page.get_by_role("tab", name=re.compile("^Places")).click()
    for row in page.get_by_role("option").all():
        name = row.locator("b").inner_text()
        assert row.locator(".sign").inner_text() == numbers[name]


def test_both_sides_of_the_date_line_are_near_one_another(look_at):
    page = look_at(PACIFIC)
    spots = frame(page).evaluate(SEEN)["spots"]
    assert len(spots) == 4
    size = frame(page).evaluate("() => window.map.getSize()")
    assert all(0 < spot["x"] < size["x"] and 0 < spot["y"] < size["y"] for spot in spots)
    assert max(s["x"] for s in spots) - min(s["x"] for s in spots) > 0.3 * size["x"]
    told = frame(page).evaluate(
        """() => [...document.querySelectorAll("path[data-mark]")]
            .map((path) => Number(path.dataset.lon))"""
    )
    assert min(told) < -170
    assert max(told) > 170


def test_what_a_filter_hides_is_dotted_and_told_with_a_way_out(open_page):
    page = open_page("?article=sample&speech=direct")
    leaflet(page)
    bar = page.get_by_role("group", name="Filter in force")
    bar.get_by_text("Direct quotes").wait_for()
    kept, total = map(int, re.search(r"(\d+) of (\d+) excerpts", bar.inner_text()).groups())
    assert 0 < kept < total
    hidden = leaflet(page).locator('path.area[data-shown="0"]').first
    look = "p => { const c = getComputedStyle(p); return [c.stroke, c.strokeDasharray]; }"
    unnamed = leaflet(page).locator("path.division").first
    assert hidden.evaluate(look) != unnamed.evaluate(look)
    assert hidden.evaluate(look)[1] != "none"
    assert "nothing kept by the filter" in hidden.get_attribute("aria-label")
    leaflet(page).get_by_text("named, but nothing kept by the filter").first.wait_for()
    for tab in ("Places", "Article"):
        page.get_by_role("tab", name=re.compile(f"^{tab}")).click()
        assert bar.is_visible()
    bar.get_by_role("button", name="Clear").click()
    leaflet(page).locator('path[data-shown="0"]').first.wait_for(state="detached")
    bar.wait_for(state="hidden")


def test_one_excerpt_is_told_from_a_province_not_named(open_page):
    for scheme in ("light", "dark"):
        page = open_page(scheme=scheme)
        leaflet(page)
        paints = frame(page).evaluate(
            """() => ["path.area.q1", "path.home-land"]
                .map((selector) => document.querySelector(selector))
                .map((path) => getComputedStyle(path).fill.match(/[\\d.]+/g).map(Number))"""
        )
        light, dark = sorted((luminance(paint) for paint in paints), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 1.6


def luminance(paint):
    parts = [value / 255 for value in paint[:3]]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_an_unnamed_province_says_its_name_on_hover(open_page):
    page = open_page()
    leaflet(page)
    division = leaflet(page).locator("path.hinted").first
    division.dispatch_event("mouseover")
    leaflet(page).get_by_text(re.compile(": not named$")).wait_for()


def test_a_country_that_is_named_is_labelled(open_page):
    page = open_page()
    leaflet(page)
    leaflet(page).locator(".label.country").filter(has_text="Iraq").wait_for()


def test_islands_that_are_named_as_countries_are_labelled_beside_their_marks(look_at):
    page = look_at(STORM)
    for name in ("Fiji", "Samoa", "Tonga"):
        label = leaflet(page).locator(".label.country").filter(has_text=name)
        assert label.evaluate("node => node.style.visibility") == "visible"
    check_names(frame(page).evaluate(SEEN))


NAMED_AT = """(node) => {
    const box = node.getBoundingClientRect();
    const around = window.map.getContainer().getBoundingClientRect();
    return [0, 0.25, 0.5, 0.75, 1].map((share) => {
        const [x, y] = [box.left + box.width * share, (box.top + box.bottom) / 2];
        const at = [x - around.left, y - around.top];
        const { lng, lat } = window.map.containerPointToLatLng(at);
        return [lng, lat];
    });
}"""


def test_a_country_named_beside_its_marks_is_named_across_no_neighbour(look_at):
    page = look_at((GALLERY / "world.txt").read_text(encoding="utf-8"))
    label = leaflet(page).locator(".label.home").filter(has_text="Brazil")
    assert label.evaluate("node => node.style.visibility") == "visible"
    others = [Boundaries.open().area(f"country:{iso}").geometry for iso in ("PE", "BO", "AR", "CO")]
    points = [Point(*at) for at in label.evaluate(NAMED_AT)]
    assert not any(land.contains(point) for land in others for point in points)


def downloaded_extent(page):
    """Press until a file comes: the server hands out none while it answers a choice."""
    page.locator('[data-test-script-state="notRunning"]').first.wait_for()
    for _ in range(TRIES):
        with contextlib.suppress(Late):
            with page.expect_download(timeout=PATIENCE) as waiting:
                page.get_by_role("button", name="SVG drawing").first.click()
            root = ET.fromstring(Path(waiting.value.path()).read_text(encoding="utf-8"))  # noqa: S314 - our own file
            return tuple(map(float, root.attrib["data-extent"].split()))
    return pytest.fail("no file came")


def test_the_sheet_can_show_what_the_screen_shows(open_page):
    page = open_page()
    leaflet(page)
    leaflet(page).get_by_role("button", name="Zoom in").click()
    view = settled(page)
    page.get_by_role("button", name="Publish").first.click()
    extents = {}
    for words in ("The marks, with a margin", "As the map stands on screen", "The whole countries"):
        page.get_by_text(words, exact=True).first.click()
        page.get_by_role("radio", name=words, checked=True).first.wait_for()
        for _ in range(TRIES):  # until the choice has reached the server
            extents[words] = downloaded_extent(page)
            if len(set(extents.values())) == len(extents):
                break
    west, south, east, north = extents["As the map stands on screen"]
    assert west < view["lng"] < east
    assert south < view["lat"] < north
    assert len(set(extents.values())) == 3


# The signs that stand for many marks, and every spot and name that stands by itself, as boxes.
PUT_TOGETHER = """() => {
    const box = (node) => {
        const b = node.getBoundingClientRect();
        return [b.left, b.top, b.right, b.bottom];
    };
    const seen = (path) => getComputedStyle(path).display !== "none";
    const all = [...document.querySelectorAll("path.point[data-mark], path.ring[data-mark]")];
    return {
        signs: [...document.querySelectorAll("button.cluster")].map((node) => ({
            words: node.textContent, box: box(node), label: node.getAttribute("aria-label"),
        })),
        alone: all.filter(seen).map(box),
        names: [...document.querySelectorAll(".label")]
            .filter((node) => getComputedStyle(node).visibility === "visible").map(box),
        marks: all.length,
    };
}"""
VERY_MANY = 320


def together(seen):
    """How many marks the signs stand for."""
    return sum(int(re.search("^[0-9]+", each["words"])[0]) for each in seen["signs"])


def test_very_many_towns_are_put_together_until_there_is_room(open_page):
    page, words = open_page(), many_towns(VERY_MANY)
    leaflet(page)
    paste(page, words)
    article = read_article(words.encode()).id
    inside = page.frame_locator("iframe").first
    inside.locator(f'xpath=//html[@data-articles="{article}"]').wait_for(state="attached")
    inside.locator("button.cluster").first.wait_for()
    settled(page)
    seen = frame(page).evaluate(PUT_TOGETHER)
    assert seen["marks"] >= 0.8 * VERY_MANY  # each mark is still there for a program to read
    assert together(seen) + len(seen["alone"]) == seen["marks"]
    assert len(seen["signs"]) >= 5
    boxes = [each["box"] for each in seen["signs"]]
    for index, box in enumerate(boxes):
        assert not any(overlap(box, other) for other in boxes[index + 1 :])
        assert not any(overlap(box, other) for other in (*seen["alone"], *seen["names"]))
    assert any(re.fullmatch(r"[0-9]+ places in .+: zoom in", s["label"]) for s in seen["signs"])

    mark = inside.locator("path.point.clustered").first.get_attribute("data-mark")
    page.get_by_role("tab", name=re.compile("^Places")).click()
    page.locator(f'.panel [data-focus="row-{mark}"]').click()  # what is chosen stands by itself
    chosen = inside.locator(f'path.point[data-mark="{mark}"]:not(.clustered)')
    chosen.and_(inside.locator("[aria-pressed=true]")).wait_for()

    inside.locator("button.cluster").first.press("Enter")
    settled(page)
    closer = frame(page).evaluate(PUT_TOGETHER)
    assert together(closer) < together(seen)
    assert closer["marks"] == seen["marks"]
