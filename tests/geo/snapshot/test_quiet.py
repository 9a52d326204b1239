"""Quiet ground on the sheet: what the article does not name, and never touching what it does."""

import re
from itertools import combinations

import pytest
import shapely

from geo.boundaries import project
from geo.mapped import spoken_of
from geo.snapshot import draw
from geo.snapshot.files import drawing
from geo.snapshot.fonts import Style
from geo.snapshot.layout import spot_mm
from geo.snapshot.page import measure_line
from geo.snapshot.quiet import INK, SQUARE
from geo.snapshot.sheet import build
from geo.types import Precision

QUIET = re.compile("(town|division):|date-line-name$")
KISUMU = (1, "Kisumu", (34.75, -0.10), "KE")
MWANZA = (2, "Mwanza", (32.9, -2.52), "TZ")
BUKOBA = (3, "Bukoba", (31.81, -1.33), "TZ")
RUHENGERI = (4, "Ruhengeri", (29.63, -1.5), "RW")
SHORE = "Ruhengeri, Bukoba and Mwanza."
FIJI = {
    "Suva": (1, "Suva", (178.44, -18.14), "FJ"),
    "Apia": (2, "Apia", (-171.77, -13.83), "WS"),
}
NEARBY = 0.02  # mm that boxes may touch


@pytest.fixture(scope="module")
def drawn(boundaries, options, mapped):
    def make(parse):
        with drawing():
            return build(mapped(parse), boundaries, options())

    return make


@pytest.fixture(scope="module")
def shore(town):
    return {"Ruhengeri": town(*RUHENGERI), "Mwanza": town(*MWANZA), "Bukoba": town(*BUKOBA)}


@pytest.fixture(scope="module")
def lake(parse_of, shore, drawn):
    return drawn(parse_of(SHORE, shore))


@pytest.fixture(scope="module")
def sample(iraq, drawn):
    return drawn(iraq)


def quiet_names(sheet, kind=""):
    """The quiet names drawn: their words, and their ink in mm."""
    found = []
    for text in sheet.page.axes.texts:
        gid = text.get_gid() or ""
        if QUIET.match(gid) and gid.startswith(kind) and not text.get_path_effects():
            (x, y), font = text.get_position(), text.get_fontproperties()
            w, h, depth = measure_line(text.get_text(), Style(size=font.get_size_in_points()))
            ink = shapely.box(x - w / 2, y + depth - h, x + w / 2, y + depth)
            found.append((text.get_text(), ink))
    return found


def signs(sheet):
    """The signs of quiet towns on the map, in mm."""
    corners = [
        (patch.get_x(), patch.get_y())
        for patch in sheet.page.axes.patches
        if patch.get_zorder() == 8.2 and patch.get_x() < 180.0  # and not the legend's
    ]
    return [shapely.box(x, y, x + 2 * SQUARE, y + 2 * SQUARE) for x, y in corners]


def marked(sheet):
    """All that marks and their names cover, in mm."""
    chart = sheet.chart
    shapes = [shape for spot in chart.spots for shape in (spot.shape, spot.ring, spot.line)]
    return [
        *chart.layout.signs(chart.spots),
        *(spot_mm(chart.ground, shape) for shape in shapes if shape is not None),
    ]


def test_capitals_and_large_towns_are_written_in_grey(lake):
    found = dict(quiet_names(lake, "town"))
    assert "Kigali" in found
    assert len(found) == len(signs(lake)) == lake.chart.towns >= 2
    inks = {text.get_color() for text in lake.page.axes.texts if text.get_text() in found}
    assert inks <= {INK, "#fffdf8"}  # and their halo


def test_quiet_names_touch_no_mark_no_name_and_no_other(lake, sample):
    for sheet in (lake, sample):
        names = [(words, box.buffer(-NEARBY)) for words, box in quiet_names(sheet)]
        quiet = [*names, *(("sign", sign) for sign in signs(sheet))]
        assert len(quiet) >= 3
        taken = marked(sheet)
        for words, box in quiet:
            assert not any(shapely.intersects(box, shape) for shape in taken), words
        for (one, a), (other, b) in combinations(names, 2):
            assert not shapely.intersects(a, b), (one, other)


def test_no_town_is_written_that_the_article_speaks_of(lake, sample, iraq):
    assert not {"Bukoba", "Mwanza", "Ruhengeri"} & dict(quiet_names(lake)).keys()
    assert "Baghdad" not in dict(quiet_names(sample))
    said = spoken_of([iraq])
    assert {"baghdad", "geonames:1", "khanaqin", "nowhereton", "rudaw", "iraqis"} <= said
    assert "Rudaw" not in said


def test_what_is_judged_to_be_no_place_is_not_written_either(parse_of, shore, drawn, lake):
    assert "Kigali" in dict(quiet_names(lake))
    parse = parse_of(f"{SHORE} Kigali spoke.", shore, not_places=(("Kigali", "government"),))
    assert "Kigali" not in dict(quiet_names(drawn(parse)))


def test_divisions_that_are_not_marked_are_named_inside_themselves(sample, boundaries):
    found = quiet_names(sample, "division")
    names = {area.name: area for area in boundaries.divisions("IQ")}
    assert {"Najaf", "Muthanna", "Erbil"} <= {words for words, _ in found} <= names.keys()
    marks = {spot.mark.name for spot in sample.chart.spots}
    for words, box in found:
        assert words not in marks
        frame = sample.chart.ground.frame
        x, y = box.centroid.coords[0]
        east = frame.left + (x - frame.box.x) * frame.scale
        north = frame.top - (y - frame.box.y) * frame.scale
        lon, lat = to_degrees(east, north, frame)
        assert shapely.covers(names[words].geometry, shapely.Point(lon, lat))


def to_degrees(east, north, frame):
    point = project(shapely.Point(east, north), frame.crs.code, inverse=True)
    return point.x, point.y


def test_no_town_repeats_the_name_of_a_division(sample):
    divisions = {words.casefold() for words, _ in quiet_names(sample, "division")}
    assert not divisions & {words.casefold() for words, _ in quiet_names(sample, "town")}


def test_a_division_s_name_that_the_article_says_is_not_written(parse_of, town, drawn):
    assert "Nyanza" in dict(quiet_names(drawn(parse_of("Kisumu.", {"Kisumu": town(*KISUMU)}))))
    other = {"Kisumu": town(*KISUMU), "Nyanza": town(3, "Nyanza", (34.3, -0.6), "KE")}
    assert "Nyanza" not in dict(quiet_names(drawn(parse_of("Kisumu and Nyanza.", other))))


def test_two_towns_stand_apart(lake):
    for one, other in combinations(signs(lake), 2):
        assert one.centroid.distance(other.centroid) >= 9.0


def test_a_ring_is_a_mark_that_keeps_towns_off(parse_of, town, drawn):
    wide = {"Kisumu": town(*KISUMU, precision=Precision.P5), "Mwanza": town(*MWANZA)}
    sheet = drawn(parse_of("Kisumu and Mwanza.", wide))
    ring = next(spot.ring for spot in sheet.chart.spots if spot.ring is not None)
    round_it = spot_mm(sheet.chart.ground, ring)
    assert not any(shapely.intersects(sign, round_it) for sign in signs(sheet))


def test_the_legend_says_what_a_square_is(lake, parse_of, drawn):
    said = {text.get_text() for text in lake.page.axes.texts}
    assert "other town, not named" in said
    nowhere = drawn(parse_of("Nothing.", {"Atlantis": (None, "P0", "literal", "unknown")}))
    assert ("other town, not named" in {t.get_text() for t in nowhere.page.axes.texts}
            ) == bool(nowhere.chart.towns)  # fmt: skip


def test_the_date_line_is_drawn_and_named_where_it_is_in_sight(parse_of, town, drawn, lake):
    pacific = drawn(parse_of("Suva and Apia.", {name: town(*at) for name, at in FIJI.items()}))
    assert [words for words, _ in quiet_names(pacific, "date-line")] == ["180°, nominal date line"]
    lines = [patch for patch in pacific.chart.ground.axes.patches if patch.get_zorder() == 4.1]
    (line,) = lines
    degrees = [to_degrees(x, y, pacific.chart.ground.frame)[0] for x, y in line.get_path().vertices]
    assert all(abs(abs(lon) - 180.0) < 0.01 for lon in degrees)
    assert not [patch for patch in lake.chart.ground.axes.patches if patch.get_zorder() == 4.1]


def test_quiet_names_are_no_marks_in_the_svg(iraq, boundaries, options, mapped):
    svg = draw(mapped(iraq), boundaries=boundaries, options=options(format="svg")).decode()
    assert 'id="division:adm1:IQ' in svg
    for found in re.findall(r'<g id="(?:town|division):[^"]*"([^>]*)>', svg):
        assert "data-" not in found
