"""The page says what the record says: marks, excerpts, tray and counts, read from the DOM."""

import re
from collections import Counter
from pathlib import Path

import pytest

from geo import Asked, answer, default_engine, read_article, settings, survey, to_csv, to_geojson

WRITER = "writer"
SPEAKER = "Myles B. Caggins II"
WAYS = [
    {},
    {"voice": "direct"},
    {"voice": "reported"},
    {"voice": WRITER},
    {"place": "adm1:IQ.10@P4"},
    {"place": "geonames:94591@P1", "voice": "direct"},
    {"place": "country:IQ@P6"},
    {"speaker": SPEAKER},
    {"speaker": SPEAKER, "voice": WRITER},
]


@pytest.fixture(scope="module")
def found():
    path = settings.data_folder() / "articles" / "inherent-resolve.txt"
    return survey([default_engine().parse(read_article(path.read_bytes(), name=path.name))])


def query(asked):
    names = {"voice": "speech"}
    return "?article=sample" + "".join(f"&{names.get(k, k)}={v}" for k, v in asked.items())


def frame_of(page, asked):
    """The map's frame once it shows what is asked."""
    page.frame_locator("iframe").first.locator("path[data-mark]").first.wait_for()
    frame = next(f for f in page.frames if "streamlit_folium" in f.url)
    frame.wait_for_function(
        "words => document.documentElement.getAttribute('data-asked') === words", arg=asked
    )
    return frame


def data(frame, selector):
    """The data attributes of every element that a selector finds."""
    return frame.evaluate(
        """selector => [...document.querySelectorAll(selector)].map((node) =>
            Object.fromEntries([...node.attributes].filter((a) => a.name.startsWith("data-"))
                .map((a) => [a.name.slice(5), a.value])))""",
        selector,
    )


def rows(page, selector, *names):
    """Attributes of elements in the panel, which stands in an open shadow root."""
    return [
        tuple(node.get_attribute(name) for name in names) for node in page.locator(selector).all()
    ]


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_the_page_shows_what_the_record_says(open_page, found, way):
    shown = answer(found, Asked(**way))
    page = open_page(query(way))
    frame = frame_of(page, shown.asked.to_json())
    marks = Counter(
        (m["mark"], m["class"], float(m["km"]), m["names"], m["excerpts"], m["held"], m["shown"])
        for m in data(frame, "path[data-mark]")
    )
    assert marks == Counter(
        (m.key, m.precision.value, m.km, str(m.names), str(m.excerpts), str(m.held),
         str(int(m.shown)))
        for m in shown.marks
    )  # fmt: skip
    assert {m["label"] for m in data(frame, "[data-label]")} == {m.key for m in shown.marks}
    (root,) = data(frame, "html")
    counts = shown.counts
    assert [int(root[n]) for n in ("names", "on-map", "hidden", "listed", "marks", "excerpts")] == [
        counts.names, counts.on_map, counts.hidden, counts.listed, counts.marks, counts.excerpts,
    ]  # fmt: skip
    page.get_by_role("tab", name="Evidence").wait_for()
    cards = rows(page, "[data-excerpt]", "data-excerpt", "data-voice", "data-marks")
    assert Counter(cards) == Counter((e.key, e.voice, " ".join(e.marks)) for e in shown.excerpts)
    page.get_by_role("tab", name=re.compile("Not on the map")).click()
    page.locator("[data-reason]").first.wait_for()
    tray = rows(page, "[data-reason]", "data-reason", "data-times")
    assert Counter(tray) == Counter((row.reason, str(row.times)) for row in shown.tray)


@pytest.mark.parametrize(
    ("label", "write"), [("CSV table of the names", to_csv), ("GeoJSON of the names", to_geojson)]
)
def test_the_menu_gives_what_is_shown(open_page, found, label, write):
    way = {"place": "adm1:IQ.10@P4", "voice": "direct"}
    page = open_page(query(way))
    frame_of(page, Asked(**way).to_json())
    page.get_by_role("button", name="Publish").first.click()
    with page.expect_download() as taken:
        page.get_by_role("button", name=label).first.click()
    assert Path(taken.value.path()).read_bytes().decode() == write(answer(found, Asked(**way)))
