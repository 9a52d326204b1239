"""What the map shows of an article: marks, counts, what is listed, and the ground."""

import json
import math
import re
from dataclasses import replace
from datetime import date

import pytest
import shapely
from shapely.geometry import LineString, shape

from components.views import ground, header, panel
from components.views import map as map_view
from components.views.json import to_json
from geo import (
    STEPS,
    Around,
    Asked,
    Boundaries,
    Precision,
    Seen,
    Status,
    Use,
    default_engine,
    key_of,
    map_evidence,
    read_article,
    settings,
    survey,
    wording,
)


@pytest.fixture(scope="module")
def sample():
    path = settings.data_folder() / "articles" / "inherent-resolve.txt"
    return default_engine().parse(read_article(path.read_bytes()))


@pytest.fixture(scope="module")
def view(sample):
    return build(sample)


@pytest.fixture(scope="module")
def drawn(view):
    return ground.draw(ground.extent(view), Boundaries.open())


def build(parse):
    return map_view.build(map_evidence([parse]))


def counts(parse, **asked):
    """Excerpts on and in each mark as the frame counts them, 0 where a filter leaves it out."""
    shown = map_evidence([parse], Asked(**asked))
    told = {number: held for number, names, _, held in map_view.told(shown)["marks"] if names}
    return {mark.key: told.get(mark.number, 0) for mark in shown.marks}


def changed(parse, surface, **fields):
    """The parse with every resolution of one name changed."""
    resolutions = tuple(
        replace(r, **fields) if r.toponym.surface == surface else r for r in parse.resolutions
    )
    return replace(parse, resolutions=resolutions)


def by_name(view, name):
    return next(mark for mark in view.marks if mark.name == name)


def test_provinces_are_areas_and_towns_are_points(view):
    areas = {m.name for m in view.marks if m.shape is map_view.Shape.AREA}
    points = {m.name for m in view.marks if m.shape is map_view.Shape.POINT}
    assert areas == {"Kirkuk", "Diyala", "Anbar", "Nineveh", "Salahuddin", "Baghdad"}
    assert points == {"Khanaqin", "Qara Tapa", "Miqdadiya"}


def test_a_country_is_outlined_and_listed_never_a_mark(view):
    assert view.outlines == ("IQ",)
    assert [(i.name, i.times) for i in view.listed] == [("Iraq", 4)]
    assert "outline" in view.listed[0].reason


def test_a_province_counts_its_own_excerpts_and_its_towns(sample, view):
    found = counts(sample)
    assert found[by_name(view, "Diyala").id] == 3
    assert found[by_name(view, "Anbar").id] == 3
    assert found[by_name(view, "Khanaqin").id] == 1


def test_filters_leave_zeros_not_gaps(sample, view):
    all_counts = counts(sample)
    direct = counts(sample, voice="direct")
    writer = counts(sample, voice="writer")
    assert direct.keys() == all_counts.keys()
    assert direct[by_name(view, "Kirkuk").id] == 0
    assert direct[by_name(view, "Khanaqin").id] == 1
    assert writer[by_name(view, "Khanaqin").id] == 0
    assert set(counts(sample, speaker="Nobody").values()) == {0}


def test_an_institution_by_its_seat_is_listed_not_drawn(sample):
    kirkuk = next(r for r in sample.resolutions if r.toponym.surface == "Kirkuk")
    seat = replace(kirkuk.toponym, use=Use.ASSOCIATIVE)
    view = build(changed(sample, "Kirkuk", toponym=seat))
    assert "Kirkuk" not in {m.name for m in view.marks}
    assert ("Kirkuk", wording("institution")) in {(i.name, i.reason) for i in view.listed}


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.AMBIGUOUS, "more than one"),
        (Status.UNKNOWN, "gazetteer"),
        (Status.REJECTED, "analyst"),
    ],
)
def test_an_unplaced_name_says_why(sample, status, words):
    view = build(changed(sample, "Khanaqin", status=status))
    reason = next(i.reason for i in view.listed if i.name == "Khanaqin")
    assert words in reason


@pytest.mark.parametrize(
    ("precision", "expected"),
    [(Precision.P2, map_view.Shape.NEAR), (Precision.P5, map_view.Shape.FUZZY)],
)
def test_what_is_not_exact_is_a_ring_with_a_radius(sample, precision, expected):
    mark = by_name(build(changed(sample, "Khanaqin", precision=precision)), "Khanaqin")
    assert mark.shape is expected
    assert mark.radius_km > 0


def test_a_province_without_a_boundary_is_listed(sample):
    anbar = next(r for r in sample.resolutions if r.toponym.surface == "Anbar")
    bare = replace(anbar.candidates[0], place=replace(anbar.place, area=None))
    view = build(changed(sample, "Anbar", candidates=(bare,)))
    assert ("Anbar", wording("no-boundary")) in {(i.name, i.reason) for i in view.listed}


def test_nothing_is_counted_twice_or_lost(sample, view):
    names = [r for r in sample.resolutions if r.toponym.use is not Use.DEMONYM]
    on_map = {m.id for m in view.marks}
    drawn = sum(key_of(r) in on_map for r in names)
    assert drawn + sum(i.times for i in view.listed) == len(names)


def test_the_header_counts_what_the_article_holds(sample):
    built = header.build(map_evidence([sample]))
    assert built.title.startswith("Iraq, the Inherent Resolve")
    assert built.figures == (
        "18 names · 9 places on the map · 1 country outlined · 6 direct quotes, 1 speaker"
    )
    assert (built.source, built.digest) == ("", sample.article.id)


def test_the_header_says_where_an_article_is_from_as_far_as_it_tells(sample):
    def source(**told):
        parse = replace(sample, article=replace(sample.article, **told))
        return header.build(map_evidence([parse])).source

    assert source(publisher="The  Herald") == "The Herald"
    assert source(published=date(2020, 5, 9)) == "9 May 2020"
    both = {"publisher": "The Herald", "published": date(2020, 5, 12)}
    assert source(**both) == "The Herald, 12 May 2020"
    assert len(source(publisher="x" * 500)) == 60


def test_the_header_counts_what_is_off_the_map_apart_from_outlines():
    text = "Shells hit Homs. Syria and Lebanon mourned, Europe protested, and Zzyzxqua was quiet."
    built = header.build(map_evidence([default_engine().parse(read_article(text))]))
    assert "2 countries outlined" in built.figures
    assert re.search(r"[1-9]\d* not on the map", built.figures)


def test_only_a_whole_country_is_listed_as_outlined():
    text = "Shells hit Homs. Syria mourned and Europe protested."
    view = map_view.build(map_evidence([default_engine().parse(read_article(text))]))
    assert {i.name: i.outlined for i in view.listed} == {"Syria": True, "Europe": False}


def test_the_ground_holds_every_mark_in_view(view, drawn):
    west, south, east, north = drawn["bounds"]
    for mark in view.marks:
        assert west <= mark.lon <= east
        assert south <= mark.lat <= north
    assert {m.area for m in view.marks if m.area} <= {d["id"] for d in drawn["divisions"]}


def test_labels_stand_inside_what_they_name(drawn):
    for division in drawn["divisions"]:
        body = shape(division["geometry"])
        assert division["anchors"]
        inside = shapely.distance(body, shapely.points(division["anchors"]))
        assert max(inside) < 0.02


def test_shapes_stay_close_to_the_boundaries(drawn):
    source = Boundaries.open()
    for division in drawn["divisions"]:
        exact = source.area(division["id"]).geometry
        simple = shape(division["geometry"])
        assert exact.symmetric_difference(simple).area < exact.area * 0.02


def test_neighbours_are_there_and_small_enough_to_send(drawn):
    names = {land["name"] for land in drawn["land"] if not land["focus"]}
    assert {"Syria", "Iran", "Jordan", "Kuwait"} <= names
    assert len(to_json(drawn)) < 200_000


def framed(*discs, areas=(), countries=()):
    seen = Seen(discs=discs, areas=areas)
    return ground.Extent(countries=countries, outlines=(), areas=(), seen=seen)


def test_with_nothing_placed_the_map_opens_on_the_world():
    west, _, east, _ = ground.frame(framed(), Boundaries.open())
    assert east - west > 300


def test_a_country_is_not_shown_whole_for_one_town():
    asked = framed((37.6, 55.7, 0.0), countries=("RU",))
    west, south, east, north = ground.frame(asked, Boundaries.open())
    assert west < 37.6 < east
    assert south < 55.7 < north
    assert north - south == pytest.approx(1.5)
    assert (east - west) * math.cos(math.radians(55.7)) == pytest.approx(1.5)


def test_the_margin_is_a_share_of_the_longer_side():
    box = ground.frame(framed((0.0, -5.0, 0.0), (20.0, 5.0, 0.0)), Boundaries.open())
    assert box == pytest.approx((-2.4, -7.4, 22.4, 7.4))


PACIFIC = framed((178.44, -18.14, 0.0), (-171.77, -13.83, 0.0), countries=("FJ", "WS"))


def test_the_ground_of_the_pacific_is_in_one_piece():
    drawn = ground.draw(PACIFIC, Boundaries.open())
    west, _, east, _ = drawn["bounds"]
    assert 175 < west < 178.44
    assert 188.23 < east < 192
    for land in drawn["land"]:
        if land["name"] in {"Fiji", "Samoa"}:
            low, _, high, _ = shape(land["geometry"]).bounds
            assert 170 < low <= high < 190
    low, high = drawn["limit"][0], drawn["limit"][2]
    for division in drawn["divisions"]:
        assert shape(division["geometry"]).bounds[2] - shape(division["geometry"]).bounds[0] < 20
        assert all(low - 180 < lon < high + 180 for lon, _ in division["anchors"])


def test_no_coast_is_drawn_along_the_date_line():
    fiji = next(x for x in ground.draw(PACIFIC, Boundaries.open())["land"] if x["name"] == "Fiji")
    line = LineString([(180.0, -19.0), (180.0, -15.0)])
    assert shape(fiji["geometry"]).boundary.intersection(line.buffer(1e-6)).length < 0.01


def test_antarctica_is_drawn_only_where_it_is_spoken_of():
    def names(*countries):
        asked = framed((-70.0, -54.0, 0.0), (-60.0, -64.0, 0.0), countries=countries)
        return {land["name"] for land in ground.draw(asked, Boundaries.open())["land"]}

    assert "Antarctica" not in names()
    assert "Antarctica" in names("AQ")


def test_json_for_a_script_cannot_close_it():
    hostile = {"name": "</script><img src=x onerror=alert(1)>&\u2028"}
    words = to_json(hostile)
    assert not set("<>&\u2028") & set(words)
    assert json.loads(words) == hostile


def test_a_long_name_is_bounded(sample):
    kirkuk = next(r for r in sample.resolutions if r.toponym.surface == "Kirkuk")
    long = replace(kirkuk.candidates[0], place=replace(kirkuk.place, name="K" * 5000))
    view = build(changed(sample, "Kirkuk", candidates=(long,)))
    assert max(len(m.name) for m in view.marks) <= 80


def test_a_mark_keeps_its_place_in_lon_lat_order(view):
    khanaqin = by_name(view, "Khanaqin")
    assert (khanaqin.lon, khanaqin.lat) == pytest.approx((45.38, 34.35), abs=0.15)


def around_of(surface, **fields):
    near = {"lon": 45.38, "lat": 34.17, "radius_km": 5.0, "words": f"20 km south\nof {surface}"}
    return Around(**{**near, **fields})


def ringed(sample, surface, which=slice(None), **fields):
    """The sample with some mentions of a name pointing beside the place itself."""
    places = [i for i, r in enumerate(sample.resolutions) if r.toponym.surface == surface][which]
    near = {"around": around_of(surface, **fields), "precision": Precision.P2}
    resolutions = tuple(
        replace(r, **near) if i in places else r for i, r in enumerate(sample.resolutions)
    )
    evidence = tuple(
        replace(e, resolution=replace(e.resolution, **near), precision=Precision.P2)
        if sample.resolutions.index(e.resolution) in places
        else e
        for e in sample.evidence
    )
    return replace(sample, resolutions=resolutions, evidence=evidence)


def test_relative_words_are_a_ring_where_they_point(sample):
    mark = by_name(build(ringed(sample, "Khanaqin")), "20 km south of Khanaqin")
    assert mark.shape is map_view.Shape.NEAR
    assert (mark.lon, mark.lat, mark.radius_km) == (45.38, 34.17, 5.0)
    assert mark.note == "within 5 km"


def test_a_ring_shows_its_own_excerpts_and_not_the_towns(sample):
    parse = ringed(sample, "Khanaqin")
    view = build(parse)
    assert "Khanaqin" not in {m.name for m in view.marks}
    ring = by_name(view, "20 km south of Khanaqin")
    assert counts(parse)[ring.id] == 1


def test_a_place_named_both_ways_has_both_marks(sample):
    view = build(ringed(sample, "Kirkuk", slice(0, 1)))
    bare, ring = by_name(view, "Kirkuk"), by_name(view, "20 km south of Kirkuk")
    assert (bare.shape, ring.shape) == (map_view.Shape.AREA, map_view.Shape.NEAR)
    assert bare.id != ring.id
    assert ring.area is None


def test_a_ring_belongs_to_a_province_only_where_it_holds_the_town(sample):
    place = next(r.place for r in sample.resolutions if r.toponym.surface == "Khanaqin")
    beside = by_name(build(ringed(sample, "Khanaqin")), "20 km south of Khanaqin")
    assert beside.inside is None
    parse = ringed(sample, "Khanaqin", lon=place.lon, lat=place.lat, words="near Khanaqin")
    near = by_name(build(parse), "near Khanaqin")
    assert near.inside == place.admin1
    assert counts(parse)["adm1:IQ.10@P4"] == 3


def test_two_names_that_point_to_one_ring_are_one_mark(sample):
    middle = {"lon": 45.0, "lat": 34.2, "words": "between Khanaqin and Qara Tapa"}
    parse = ringed(ringed(sample, "Khanaqin", **middle), "Qara Tapa", **middle)
    marks = [m for m in build(parse).marks if m.name.startswith("between")]
    assert len(marks) == 1
    assert counts(parse)[marks[0].id] == 1
    place = next(p for p in panel.build(survey([parse])).places if p["ring"])
    assert place["id"] == marks[0].id
    assert "measured from Khanaqin" in place["where"]
    assert "Qara Tapa" in place["where"]


def test_a_soft_ring_has_no_exact_edge(sample):
    parse = ringed(sample, "Khanaqin")
    soft = changed(parse, "Khanaqin", precision=Precision.P5)
    assert by_name(build(soft), "20 km south of Khanaqin").shape is map_view.Shape.FUZZY


def test_the_ground_holds_the_whole_ring(sample):
    parse = ringed(sample, "Khanaqin", lon=47.0, lat=37.5, radius_km=100.0)
    _, _, east, north = ground.frame(ground.extent(build(parse)), Boundaries.open())
    assert north > 37.5 + 100 / 111.2
    assert east > 48.0


def test_points_are_drawn_above_rings(sample):
    shapes = [m.shape for m in build(ringed(sample, "Khanaqin")).marks]
    assert shapes == sorted(shapes, key=list(map_view._LAYERS).index)
    assert shapes[-1] is map_view.Shape.POINT


def test_what_a_program_may_read_is_the_record(sample, view):
    shown = map_evidence([sample], Asked(voice="direct", place="adm1:IQ.10"))
    told = map_view.told(shown)
    assert told["marks"] == [
        [m.number, m.names, m.excerpts, m.held] for m in shown.marks if m.names or m.held
    ]
    assert len(told["marks"]) < len(shown.marks)
    assert told["root"] == {
        "asked": shown.asked.to_json(), "names": 18, "on-map": 3, "hidden": 11, "listed": 4,
        "marks": 9, "shown": 3, "unsure": 0, "excerpts": 1, "sources": 1,
    }  # fmt: skip
    khanaqin = by_name(view, "Khanaqin").data
    assert (khanaqin["mark"], khanaqin["number"], khanaqin["class"], khanaqin["figure"]) == (
        "geonames:94591@P1", 7, "P1", "point",
    )  # fmt: skip
    assert (khanaqin["holder"], khanaqin["km"], khanaqin["sure"]) == ("adm1:IQ.10", 0.0, 1)
    assert "areas" not in khanaqin


def test_the_legend_has_every_class_and_every_nominal_radius(sample):
    steps = map_view.describe(build(sample))["steps"]
    assert [step["from"] for step in steps] == list(STEPS)
    assert [step["words"] for step in steps] == ["1", "2\u20134", "5\u20139", "10+"]
    bare = build(changed(sample, "Khanaqin", precision=Precision.P5))
    assert map_view.describe(bare)["nominal"] == {"P5": (40.0,)}
    assert map_view.describe(build(ringed(sample, "Khanaqin")))["nominal"] == {}
