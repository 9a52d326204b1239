"""Relative places on the page: a ring where the words point, beside the bare place."""

import os
import re
import shutil
import signal
import subprocess
import sys

import pytest

from geo.proof.server import free_port
from tests.browser.conftest import END_SECONDS, ROOT, Server, wait_until_up

WORDS = (
    "Troops regroup\n\n"
    "Troops regrouped 20 km south of Mosul on Monday. In Mosul it was calm. "
    "Nineveh and Tikrit were quiet.\n"
)

# The page's own parts round a parse whose first Mosul points beside the town.
PAGE = """
import sys
from dataclasses import replace

sys.path.insert(0, {root!r})
import streamlit as st
from components import kept, map, panel, state, theme
from components.views import ground, panel as words, wide
from components.views import map as view
from components.views.json import to_json
from geo import Around, Asked, Boundaries, Precision, answer, default_engine, read_article, survey

st.set_page_config(layout="wide")
theme.apply()
parse = default_engine().parse(read_article({words!r}))
near = next(r for r in parse.resolutions if r.toponym.surface == "Mosul")
ring = replace(
    near,
    precision=Precision.P2,
    around=Around(
        lon=near.place.lon, lat=near.place.lat - 0.18, radius_km=5.0, words="20 km south of Mosul"
    ),
)
tikrit = next(r for r in parse.resolutions if r.toponym.surface == "Tikrit")
first, *rest = tikrit.candidates
doubt = replace(tikrit, candidates=(replace(first, score=0.4), *rest))
swap = lambda r: ring if r == near else doubt if r == tikrit else r
parse = replace(
    parse,
    resolutions=tuple(swap(r) for r in parse.resolutions),
    evidence=tuple(
        replace(e, resolution=swap(e.resolution), precision=swap(e.resolution).precision)
        for e in parse.evidence
    ),
)
found = survey([parse])
shown = answer(found, Asked())
drawn = view.build(shown)
told = view.told(shown)
version = kept.render(
    {{"panel": words.pack(words.build(found))}}
    | map.parts(
        to_json(
            {{
                **ground.draw(ground.extent(drawn), Boundaries.open()),
                "shapes": wide.draw(ground.extent(drawn), Boundaries.open()),
            }}
        ),
        to_json(view.describe(drawn)),
    )
)


@st.fragment
def work():
    now = state.get_selection()
    left, right = theme.work()
    with left:
        panel.render(version, now, key="panel")
    with right:
        map.render(
            drawn,
            version,
            now=map.Now(selected=now.place, told=told, filtered=told),
            on_select=state.toggle,
            key="map",
        )


work()
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rings")
    shutil.copytree(ROOT / "static", folder / "static")
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    (folder / "app.py").write_text(PAGE.format(root=str(ROOT), words=WORDS), encoding="utf-8")
    port = free_port()
    options = {
        "server.port": port,
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "server.enableStaticServing": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    with (folder / "log.txt").open("w") as log:
        process = subprocess.Popen(
            [*command, *(f"--{name}={value}" for name, value in options.items())],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        url = f"http://127.0.0.1:{port}"
        wait_until_up(url, process)
        yield Server(url=url, outside=folder / "outside.txt", process=process)
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=END_SECONDS)


def mark(page, name):
    return page.frame_locator("iframe").first.locator(f'path[aria-label^="{name},"]')


def reads(page, name):
    heading = page.get_by_role("heading", name=name, exact=True)
    heading.wait_for()
    return page.get_by_role("tabpanel").inner_text()


def test_a_click_on_the_ring_shows_its_words_alone(open_page):
    page = open_page()
    ring = mark(page, "20 km south of Mosul")
    ring.wait_for()
    assert "within 5 km" in ring.get_attribute("aria-label")
    ring.focus()
    page.keyboard.press("Enter")
    words = reads(page, "20 km south of Mosul")
    assert "Troops regrouped" in words
    assert "it was calm" not in words
    assert "Somewhere within 5 km, measured from Mosul" in words
    page.get_by_text("Why here?").click()
    said = page.locator(".receipt .verdict").inner_text()
    assert "20 km from it" in said
    assert "radius of 5 km" in said


def test_the_bare_place_keeps_its_own_mark_and_words(open_page):
    page = open_page()
    town = mark(page, "Mosul")
    town.wait_for()
    town.focus()
    page.keyboard.press("Enter")
    words = reads(page, "Mosul")
    assert "it was calm" in words
    assert "Troops regrouped" not in words


def test_an_unsure_mark_is_hollow_dashed_and_counted(open_page):
    page = open_page()
    unsure, sure = mark(page, "Tikrit"), mark(page, "Mosul")
    unsure.wait_for()
    assert unsure.get_attribute("data-sure") == "0"
    look = "p => [getComputedStyle(p).fill, getComputedStyle(p).strokeDasharray]"
    hollow, dashed = unsure.evaluate(look)
    assert (hollow, dashed) != tuple(sure.evaluate(look))
    assert dashed != "none"
    assert "unsure, score 0.40" in unsure.get_attribute("aria-label")
    frame = page.frame_locator("iframe").first
    assert frame.locator("html").get_attribute("data-unsure") == "1"
    frame.get_by_text("1 unsure").wait_for()
    frame.get_by_text("Tikrit?").wait_for()


def test_a_ring_is_never_too_small_to_be_clicked(open_page):
    page = open_page()
    ring = mark(page, "20 km south of Mosul")
    ring.wait_for()
    frame = next(f for f in page.frames if "streamlit_folium" in f.url)
    before = frame.evaluate("() => window.map.getZoom()")
    assert ring.bounding_box()["width"] >= 20
    page.frame_locator("iframe").first.get_by_role("button", name="Zoom out").click()
    frame.wait_for_function(
        """before => window.map.getZoom() < before &&
            document.querySelector('path[aria-label^="20 km south"]')
                .getBoundingClientRect().width >= 20""",
        arg=before,
    )


def test_the_ring_is_listed_as_a_place(open_page):
    page = open_page()
    mark(page, "Mosul").wait_for()
    page.get_by_role("tab", name=re.compile("^Places")).click()
    page.get_by_role("option", name=re.compile("^20 km south of Mosul somewhere")).click()
    assert "Troops regrouped" in reads(page, "20 km south of Mosul")
    mark(page, "20 km south of Mosul").and_(
        page.frame_locator("iframe").first.locator('[aria-pressed="true"]')
    ).wait_for()
