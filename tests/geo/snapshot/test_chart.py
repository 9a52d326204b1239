"""The map: labels, scale, north, projection."""

import math
from itertools import combinations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.transforms import Bbox

from geo.boundaries import convergence_deg, distance_km, project
from geo.snapshot.basemap import shape_of
from geo.snapshot.files import drawing
from geo.snapshot.layout import mm_box, spot_mm
from geo.snapshot.projection import choose, local, middle, seen
from geo.snapshot.sheet import build
from geo.types import Around, Precision
from tests.making import KHANAQIN, MOSUL, TIKRIT, Read, Told, make_parse

WORLD = {
    "Lagos": (1, "Lagos", (3.39, 6.45), "NG"),
    "Tokyo": (2, "Tokyo", (139.7, 35.7), "JP"),
    "New York": (3, "New York", (-74.0, 40.7), "US"),
    "Sydney": (4, "Sydney", (151.2, -33.9), "AU"),
}


@pytest.fixture(scope="module")
def drawn(iraq, boundaries, options, mapped):
    with drawing():
        return build(mapped(iraq), boundaries, options())


def _labels(drawn):
    """Boxes of the ink of each line of a label, in pixels, as the renderer sets them."""
    figure = drawn.page.figure
    figure.set_dpi(300)
    renderer = FigureCanvasAgg(figure).get_renderer()
    boxes = {}
    for text in drawn.page.axes.texts:
        if (text.get_gid() or "").startswith("label-"):
            w, h, d = renderer.get_text_width_height_descent(
                text.get_text(), text.get_fontproperties(), ismath=False
            )
            x, y = text.get_transform().transform(text.get_position())
            boxes[text.get_gid()] = Bbox.from_extents(x - w / 2, y - d, x + w / 2, y - d + h)
    return boxes


def test_labels_do_not_overlap_each_other(drawn):
    with drawing():
        boxes = _labels(drawn)
    assert len(boxes) == 9
    assert drawn.chart.left_out == 0
    for (one, a), (other, b) in combinations(boxes.items(), 2):
        assert not (a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1), (one, other)


def test_crowded_labels_do_not_overlap_and_are_counted(parse_of, town, boundaries, options, mapped):
    names = {
        f"Ville{n:03}": town(n, f"V{n}", (44 + n % 7 / 90, 33 + n / 900), "IQ") for n in range(70)
    }
    with drawing():
        crowded = build(mapped(parse_of(" ".join(names), names)), boundaries, options())
        boxes = list(_labels(crowded).values())
    chart = crowded.chart
    assert len(boxes) == len(chart.layout.labels)
    assert {*chart.layout.labels, *chart.listed} == set(range(1, 71))
    assert chart.left_out == 0
    for a, b in combinations(boxes, 2):
        assert not (a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1)


def test_a_crowded_country_is_not_named_on_its_neighbour(
    parse_of, town, area, boundaries, options, mapped
):
    points = [(14.5 + 0.65 * (n % 15), 49.6 + 0.4 * (n // 15)) for n in range(180)]
    places = {f"Town{n:03}": town(n + 1, f"T{n}", at, "PL") for n, at in enumerate(points)}
    places["Poland"] = area("country:PL", Precision.P6)
    with drawing():
        sheet = build(mapped(parse_of(" ".join(places), places)), boundaries, options())
    ground, label = sheet.chart.ground, sheet.chart.layout.countries.get("country:PL")
    others = [
        spot_mm(ground, shape_of(ground, boundaries.area(f"country:{iso}").geometry))
        for iso in ("DE", "CZ", "SK", "UA", "BY", "LT", "RU")
    ]
    assert all(land.area > 0 for land in others)
    assert label is None or not any(land.intersects(mm_box(label.box)) for land in others)


def test_the_radii_that_a_text_states_are_whole_in_the_legend(boundaries, options, mapped):
    discs = [
        Around(lon=43.1 + at, lat=36.3, radius_km=km, words="near it")
        for at, km in enumerate((8.3, 10.0, 20.7))
    ]
    names = tuple(
        (name, Read(place, precision=Precision.P2, around=disc))
        for (name, place), disc in zip(
            {"Mosul": MOSUL, "Tikrit": TIKRIT, "Khanaqin": KHANAQIN}.items(), discs, strict=True
        )
    )
    with drawing():
        shown = mapped(make_parse(Told("Mosul, Tikrit and Khanaqin.", names)))
        sheet = build(shown, boundaries, options())
        words = [t.get_text() for t in sheet.page.axes.texts]
    assert "near (P2): 8.3, 10, 20.7 km stated" in words


def test_each_mark_stands_on_its_place(drawn):
    frame = drawn.chart.ground.frame
    for spot in drawn.chart.spots:
        x, y = frame.place(spot.mark.lon, spot.mark.lat)
        assert frame.box.x <= spot.x <= frame.box.right
        if spot.shape is None:
            assert math.hypot(spot.x - x, spot.y - y) < 0.01


def test_central_iraq_is_drawn_in_utm_38_north(drawn):
    assert drawn.chart.ground.frame.crs.code == 32638


def test_the_arrow_points_to_true_north(drawn):
    lon, lat = middle(drawn.chart.ground.frame)
    assert drawn.chart.north == pytest.approx(-convergence_deg(lon, lat, 32638), abs=0.05)
    west = local(39.0, 33.5, drawn.chart.ground.frame.crs).bearing()
    assert west == pytest.approx(3.4, abs=0.15)  # west Anbar, per CONVENTIONS


def test_the_scale_bar_is_true_within_one_percent(drawn):
    frame = drawn.chart.ground.frame
    bars = [p for p in drawn.page.axes.patches if (p.get_gid() or "").startswith("scale-bar")]
    wide = sum(p.get_width() for p in bars)
    lon, lat = middle(frame)
    x, y = frame.place(lon, lat)
    left, _, _, top = frame.metres
    at = [
        project(
            type(project(_point(lon, lat), 32638))(
                left + (x + dx - frame.box.x) * frame.scale,
                top - (y - frame.box.y) * frame.scale,
            ),
            32638,
            inverse=True,
        )
        for dx in (-wide / 2, wide / 2)
    ]
    km = distance_km(at[0].x, at[0].y, at[1].x, at[1].y)
    assert km * 1000 == pytest.approx(drawn.chart.bar, rel=0.01)


def _point(lon, lat):
    from shapely.geometry import Point

    return Point(lon, lat)


@pytest.mark.parametrize(
    ("points", "name"),
    [
        ([(22.0, 44.3), (40.3, 44.3), (22.0, 52.4), (40.3, 52.4)], "UTM zone 36N"),
        ([(166.0, -47.5), (179.0, -34.0)], "UTM zone 59S"),
        ([(178.4, -18.1), (-171.8, -13.8), (173.0, 1.3)], "Lambert azimuthal equal-area, centred"),
        ([(177.0, -18.1), (-179.5, -16.5)], "UTM zone 60S"),
        ([(10.0, 8.0), (75.0, 39.0)], "Lambert azimuthal"),
        ([(15.6, 78.2), (-156.8, 71.3), (128.9, 71.6), (-51.7, 64.2)],
         "Lambert azimuthal equal-area, centred on 8"),
        (
            [(3.4, 6.5), (139.7, 35.7), (-74.0, 40.7), (151.2, -33.9)],
            "Equal Earth, central meridian 11°E",
        ),
        ([(151.2, -33.9), (-77.0, -12.0), (-122.4, 37.8), (139.0, 35.0)],
         "Equal Earth, central meridian 150°E"),
    ],
)  # fmt: skip
def test_the_projection_shows_the_places_together(points, name):
    assert choose(np.array(points)).name.startswith(name)


def test_a_map_of_the_world_is_drawn(parse_of, town, boundaries, options, mapped):
    places = {name: town(*place) for name, place in WORLD.items()}
    with drawing():
        world = build(mapped(parse_of(", ".join(WORLD), places)), boundaries, options())
    assert len(world.chart.spots) == 4
    assert world.chart.ground.frame.crs.globe
    west, south, east, north = seen(world.chart.ground.frame)
    assert (east - west, north - south) == (360.0, 180.0)
    frame = world.chart.ground.frame
    assert frame.box.h < 100.0  # the width of the Earth, and not a frame that is half empty
    assert frame.place(0.0, -75.0)[1] > frame.box.bottom  # no Antarctica
    assert world.chart.listed == (1, 2, 3, 4)  # the room below lists the marks


def test_an_article_without_places_is_still_a_sheet(parse_of, boundaries, options, mapped):
    empty = parse_of("Nothing is named here.", {"Atlantis": (None, "P0", "literal", "unknown")})
    with drawing():
        sheet = build(mapped(empty), boundaries, options())
    assert sheet.chart.spots == ()
    assert sheet.sheet.counts.startswith("0 names of places")


def test_disputed_borders_are_dashed_and_named(parse_of, town, boundaries, options, mapped):
    places = {
        "Bakhmut": town(1, "Bakhmut", (38.0, 48.6), "UA"),
        "Kyiv": town(2, "Kyiv", (30.5, 50.45), "UA"),
    }
    with drawing():
        ukraine = build(mapped(parse_of("Bakhmut and Kyiv.", places)), boundaries, options())
    drawn = [line.words for line in ukraine.chart.disputed]
    assert "Donbas (Russia, Ukraine)" in drawn
    said = " ".join(t.get_text() for t in ukraine.page.axes.texts)
    assert all(line.place in said for line in ukraine.chart.disputed)
    assert "Golan" not in said


def test_lakes_and_rivers_lie_under_the_marks(parse_of, town, boundaries, options, mapped):
    by_water = {"Entebbe": town(1, "Entebbe", (32.46, 0.06), "UG")}
    dry = {"Tamanrasset": town(2, "Tamanrasset", (5.53, 22.79), "DZ")}
    with drawing():
        lake, desert = (
            build(mapped(parse_of(f"{next(iter(p))}.", p)), boundaries, options())
            for p in (by_water, dry)
        )
    drawn = [
        [patch for patch in sheet.chart.ground.axes.patches if patch.get_zorder() in (2.4, 2.5)]
        for sheet in (lake, desert)
    ]
    assert drawn[0]
    assert drawn[1] == []


def test_a_map_across_the_antimeridian_stays_in_one_piece(
    parse_of, town, boundaries, options, mapped
):
    places = {
        "Suva": town(1, "Suva", (178.44, -18.14), "FJ"),
        "Chatham": town(2, "Chatham", (-176.5, -44.0), "NZ"),
    }
    with drawing():
        pacific = build(mapped(parse_of("Suva and Chatham.", places)), boundaries, options())
    frame = pacific.chart.ground.frame
    assert frame.scale * frame.box.w < 6_000_000
    assert all(frame.box.x < s.x < frame.box.right for s in pacific.chart.spots)


def test_a_near_place_is_a_ring_whose_radius_is_said(parse_of, town, boundaries, options, mapped):
    places = {"near Jalawla": town(1, "Jalawla", (45.17, 34.27), "IQ", precision=Precision.P2)}
    with drawing():
        near = build(mapped(parse_of("A raid near Jalawla.", places)), boundaries, options())
        words = [t.get_text() for t in near.page.axes.texts]
    (spot,) = near.chart.spots
    assert spot.drawn == "ring"
    assert "near (P2): 10 km by convention" in words


def test_no_line_of_the_legend_is_cut(drawn):
    words = [t.get_text() for t in drawn.page.axes.texts]
    assert "not named: not the same as quiet" in words
    assert not [w for w in words if w.endswith("…")]


def test_the_selected_area_is_outlined(iraq, boundaries, options, mapped):
    with drawing():
        plain = build(mapped(iraq), boundaries, options())
        chosen = build(mapped(iraq, place="adm1:IQ.10"), boundaries, options())
    heavy = [
        [p for p in d.chart.ground.axes.patches if p.get_linewidth() == 1.8]
        for d in (plain, chosen)
    ]
    assert (len(heavy[0]), len(heavy[1])) == (0, 1)
