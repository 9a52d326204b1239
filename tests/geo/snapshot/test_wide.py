"""Regions and rivers on the sheet: one shape a mark, smaller areas above, names in place."""

import re
import xml.etree.ElementTree as ET
from functools import cache
from itertools import pairwise

import pytest
import shapely

from geo.boundaries import Boundaries, river
from geo.gazetteer import Gazetteer
from geo.mapped import Asked, map_evidence
from geo.snapshot import SnapshotOptions, draw
from geo.snapshot.files import drawing
from geo.snapshot.marks import RAMP, area_look, line_looks
from geo.snapshot.sheet import build
from tests.making import MOSUL, Read, Told, make_parse, town
from tests.parity import MADE, of_json, of_sheet

NYALA = town(1, "Nyala", 24.88, 12.05, "SD", "adm1:SD.49")
MOPTI = town(3, "Mopti", -4.18, 14.49, "ML", "adm1:ML.04")
KHARTOUM = town(2, "Khartoum", 32.55, 15.55, "SD", "adm1:SD.29")
TIKRIT = town(90150, "Tikrit", 43.6793, 34.61581, admin1="adm1:IQ.18")


def shown_of(*names, **asked):
    found = [(name, Read(made) if not isinstance(made, str) else Read(Gazetteer.open().place(made)))
             for name, made in names]  # fmt: skip
    text = " ".join(f"They met in {name}." for name, _ in found)
    return map_evidence([make_parse(Told(text, tuple(found)))], Asked(**asked))


def sheet_of(shown):
    with drawing():
        return build(shown, Boundaries.open(), SnapshotOptions(made=MADE.made))


@cache
def darfur():
    return shown_of(
        ("Darfur", "supplement:darfur-sd"),
        ("South Darfur", "adm1:SD.49"),
        ("Nyala", NYALA),
        ("Nile", "supplement:nile"),
        ("Khartoum", KHARTOUM),
    )


@cache
def spots():
    return {s.mark.name: s for s in sheet_of(darfur()).chart.spots}


@cache
def svg():
    root = ET.fromstring(draw(darfur(), boundaries=Boundaries.open(), options=MADE))  # noqa: S314 - ours
    return list(root.iter())


def group(number):
    return next(node for node in svg() if node.get("id") == f"mark-{number}")


def test_a_region_is_one_shape_without_the_borders_inside_it():
    assert spots()["Darfur"].drawn == "area"
    shape = spots()["Darfur"].shape
    parts = [Boundaries.open().area(a).geometry for a in darfur().marks[0].areas]
    borders = sum(part.length for part in parts)
    whole = Boundaries.open().union(darfur().marks[0].areas)
    assert whole.area == pytest.approx(sum(part.area for part in parts), rel=1e-6)
    assert whole.length < 0.75 * borders
    assert len(shapely.get_parts(shape)) == 1
    assert sum(len(part.interiors) for part in shapely.get_parts(shape)) == 0


def test_each_mark_is_one_group_with_what_it_fills():
    numbers = [n.get("id") for n in svg() if re.fullmatch(r"mark-\d+", n.get("id") or "")]
    assert sorted(numbers) == [f"mark-{n}" for n in range(1, 6)]
    told = {n: (group(n).get("data-figure"), group(n).get("data-drawn")) for n in range(1, 6)}
    assert told == {1: ("area", "area"), 2: ("area", "area"), 3: ("point", "point"),
                    4: ("line", "line"), 5: ("point", "point")}  # fmt: skip
    assert group(1).get("data-areas").split() == list(darfur().marks[0].areas)
    assert group(4).get("data-line") == "supplement:nile"
    assert group(4).get("data-areas") is None
    assert (group(1).get("data-held"), group(2).get("data-held")) == ("3", "2")


def test_a_province_stands_above_the_region_that_holds_it():
    order = [n.get("id") for n in svg() if re.fullmatch(r"mark-\d+", n.get("id") or "")]
    assert order.index("mark-1") < order.index("mark-2")
    with_region_last = shown_of(("South Darfur", "adm1:SD.49"), ("Darfur", "supplement:darfur-sd"))
    root = ET.fromstring(draw(with_region_last, boundaries=Boundaries.open(), options=MADE))  # noqa: S314 - ours
    ids = [n.get("id") for n in root.iter() if re.fullmatch(r"mark-\d+", n.get("id") or "")]
    assert ids == ["mark-2", "mark-1"]


def test_a_regions_name_stands_in_it_and_off_the_province_named_inside():
    found = sheet_of(darfur()).chart
    box = found.layout.labels[1].box
    scale, frame = found.ground.frame.scale, found.ground.frame
    left = frame.left + (box.x - frame.box.x) * scale
    top = frame.top - (box.y - frame.box.y) * scale
    ground = shapely.box(left, top - box.h * scale, left + box.w * scale, top)
    assert shapely.covers(spots()["Darfur"].shape, ground)
    assert shapely.intersection(spots()["South Darfur"].shape, ground).area < 0.01 * ground.area


def test_a_rivers_number_stands_on_its_line():
    found = sheet_of(darfur()).chart
    sign, frame = found.layout.discs[4], found.ground.frame
    assert not sign.aside
    at = shapely.Point(frame.left + (sign.x - frame.box.x) * frame.scale,
                       frame.top - (sign.y - frame.box.y) * frame.scale)  # fmt: skip
    assert spots()["Nile"].line.distance(at) < 0.5 * frame.scale
    assert 4 in found.layout.labels


def test_a_river_moves_no_frame_that_it_runs_through():
    through = shown_of(("Khartoum", KHARTOUM), ("Nile", "supplement:nile"))
    alone = shown_of(("Khartoum", KHARTOUM), ("Nyala", NYALA))
    wide = sheet_of(through).chart.ground
    assert wide.frame.scale * wide.frame.box.w < 0.5 * river("supplement:nile").length * 111_000
    west, south, east, north = sheet_of(alone).chart.ground.bounds
    assert west < NYALA.lon < east
    assert south < KHARTOUM.lat < north


def test_the_legend_says_what_a_region_and_a_river_mean():
    words = [t.get_text() for t in sheet_of(darfur()).page.axes.texts]
    for line in ("region (P5): somewhere in its parts", "region: 2 to 4 excerpts",
                 "river (P5): somewhere along it", "river: 1 excerpt",
                 "province (P4): 2 to 4 excerpts"):  # fmt: skip
        assert line in words
    assert not [w for w in words if w.endswith("…")]
    plain = [t.get_text() for t in sheet_of(shown_of(("Mosul", MOSUL))).page.axes.texts]
    assert not [w for w in plain if w.startswith(("region", "river"))]


def test_the_line_under_the_title_counts_regions_and_rivers():
    subtitle = sheet_of(darfur()).sheet.subtitle
    assert subtitle.split(": ")[1].startswith("1 province, 2 towns, 1 wider area and 1 river")


def test_a_region_that_fills_the_map_leaves_its_ground_open():
    names = (("Sahel", "supplement:sahel"), ("Mopti", MOPTI))
    close = sheet_of(shown_of(*names, extent=(0.0, 14.0, 4.0, 17.0)))
    far = sheet_of(shown_of(*names))
    for sheet, vast in ((close, True), (far, False)):
        (region,) = [s for s in sheet.chart.spots if s.mark.wide]
        assert region.vast is vast
        assert (area_look(region.mark, vast=region.vast)["fc"] == "none") is vast
        # Mopti lies in it, and is hidden in the close one.
        words = "region: 1 excerpt" if vast else "region: 2 to 4 excerpts"
        assert words in [t.get_text() for t in sheet.page.axes.texts]


@pytest.mark.parametrize("asked", [{}, {"place": "supplement:darfur-sd"}, {"voice": "direct"}])
def test_the_sheet_says_what_the_files_say(asked):
    shown = shown_of(("Darfur", "supplement:darfur-sd"), ("Nyala", NYALA),
                     ("Euphrates", "supplement:euphrates"), **asked)  # fmt: skip
    assert of_sheet(shown, Boundaries.open()) == of_json(shown)


@pytest.mark.parametrize("key", ["supplement:darfur-sd", "supplement:euphrates"])
def test_what_is_selected_is_outlined_as_a_whole(key):
    names = (("Darfur", "supplement:darfur-sd"), ("Euphrates", "supplement:euphrates"))
    heavy = [
        [p for p in sheet_of(shown_of(*names, **asked)).chart.ground.axes.patches
         if p.get_edgecolor()[:3] == pytest.approx((0x4A / 255, 0x2F / 255, 0x0B / 255), abs=1e-3)
         and p.get_linewidth() >= 1.8]
        for asked in ({}, {"place": key})
    ]  # fmt: skip
    assert (len(heavy[0]), len(heavy[1])) == (0, 1)


def test_a_river_beyond_an_extent_that_is_asked_for_is_listed_not_drawn():
    shown = shown_of(("Mosul", MOSUL), ("Nile", "supplement:nile"), extent=(42.0, 35.0, 45.0, 38.0))
    found = {s.mark.name: s for s in sheet_of(shown).chart.spots}
    assert (found["Nile"].drawn, found["Nile"].line) == ("none", None)


def test_classes_of_a_river_are_told_apart_in_grey():
    def light(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return sum(s * part for s, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    mark = darfur().marks[3]
    assert [look["ec"] for look in line_looks(mark)][-1] == RAMP[0]
    steps = [light(colour) + 0.05 for colour in RAMP]
    assert all(a / b >= 1.4 for a, b in pairwise(steps))
