"""Exact records of the page on stored and hand-made parses, each read and judged right."""
# ruff: noqa: RUF001 - the article's own quotation marks

from dataclasses import replace

import pytest

from components.views import map as map_view
from components.views import panel
from components.views.words import apart_km, kilometres, label, told_apart, where
from geo import Asked, Kind, Place, answer, survey
from geo.types import Around, By, NotPlace, Precision, Quote, Span, Use
from tests.making import (
    DIYALA,
    IRAQ,
    KHANAQIN,
    MOSUL,
    TIKRIT,
    Read,
    Told,
    make_parse,
    town,
)
from tests.storing import stored


def built(name, **asked):
    return map_view.build(answer(survey([stored(name)]), Asked(**asked)))


def panelled(name):
    return panel.build(survey([stored(name)]))


def test_a_ring_on_the_page():
    mark = built("rings").mark("around:44.513,35.178,34@P5")
    data = dict(mark.data)
    assert (data.pop("lon"), data.pop("lat")) == pytest.approx((44.51282, 35.17813), abs=1e-5)
    assert data == {
        "by": "rule", "class": "P5", "figure": "ring", "km": 34.0, "lang": "en",
        "mark": "around:44.513,35.178,34@P5", "name": "between Kirkuk and Tuz Khurmatu",
        "nominal": 0, "number": 4, "place": "geonames:94787", "score": 0.998, "sure": 1,
    }  # fmt: skip
    assert (mark.name, mark.kind) == ("between Kirkuk and Tuz Khurmatu", "somewhere in a ring")
    assert (mark.shape, mark.area, mark.inside) == ("fuzzy", None, None)
    assert (mark.radius_km, mark.note) == (34.0, "within 34 km")
    assert (mark.lon, mark.lat) == (mark.data["lon"], mark.data["lat"])


def test_an_area_and_a_point_on_the_page():
    view = built("sample")
    diyala, khanaqin = view.mark("adm1:IQ.10@P4"), view.mark("geonames:94591@P1")
    assert diyala.data == {
        "mark": "adm1:IQ.10@P4", "number": 5, "name": "Diyala", "lang": "en", "place": "adm1:IQ.10",
        "class": "P4", "figure": "area", "km": 0.0, "nominal": 0, "areas": "adm1:IQ.10",
        "lon": 45.05739, "lat": 33.90207, "score": 0.9984, "sure": 1, "by": "model",
    }  # fmt: skip
    assert (diyala.kind, diyala.shape, diyala.area, diyala.inside) == (
        "province", "area", "adm1:IQ.10", None,
    )  # fmt: skip
    assert (khanaqin.kind, khanaqin.shape, khanaqin.area, khanaqin.inside) == (
        "town", "point", None, "adm1:IQ.10",
    )  # fmt: skip
    assert (khanaqin.radius_km, khanaqin.note) == (0.0, "")
    assert "areas" not in khanaqin.data
    assert khanaqin.data["holder"] == "adm1:IQ.10"
    assert "holder" not in diyala.data
    assert view.mark("nothing") is None
    assert view.mark(None) is None
    assert view.article == stored("sample").article.id


def test_the_wider_marks_stand_under_the_smaller():
    assert [(m.shape.value, m.name) for m in built("rings").marks] == [
        ("line", "Euphrates"), ("fuzzy", "between Kirkuk and Tuz Khurmatu"),
        ("fuzzy", "Hamrin Mountains"), ("near", "30 km north of Tikrit"), ("near", "near Samarra"),
        ("near", "outside Balad"), ("near", "12 miles east of Baqubah"),
        ("near", "outskirts of Fallujah"), ("point", "Tikrit"), ("point", "Najaf"),
    ]  # fmt: skip
    euphrates = built("rings").mark("supplement:euphrates@P5")
    assert (euphrates.kind, euphrates.note, euphrates.radius_km) == ("river", "", 0.0)
    assert (euphrates.line, euphrates.data["line"]) == ("supplement:euphrates",) * 2
    assert euphrates.data["nominal"] == 0


def test_a_district_is_a_soft_ring():
    district = replace(MOSUL, kind=Kind.DISTRICT)
    view = map_view.build(
        answer(survey([make_parse(Told("Mosul.", (("Mosul", Read(district)),)))]), Asked())
    )
    (mark,) = view.marks
    assert (mark.shape, mark.kind, mark.radius_km) == ("fuzzy", "district", 20.0)


@pytest.mark.parametrize(
    ("name", "outlines", "countries"),
    [("sample", ("IQ",), ("IQ",)), ("rings", (), ("IQ",)), ("none", (), ()),
     ("dateline", ("FJ", "WS", "TO"), ("FJ", "TO", "TV", "WS")),
     ("countries", ("NG", "TD", "CM"), ("CM", "NG", "TD"))],
)  # fmt: skip
def test_countries_outlined_and_concerned(name, outlines, countries):
    view = built(name)
    assert (view.outlines, view.countries) == (outlines, countries)


def test_what_the_map_lists_is_names_of_places():
    country = "a whole country, shown as its outline"
    seat = "an institution by its seat, not a place where something is"
    assert [(r.name, r.times, r.reason) for r in built("countries").listed] == [
        ("Chad", 1, seat), ("Niger", 1, seat), ("Nigeria", 2, country), ("Chad", 1, country),
        ("Cameroon", 1, country),
    ]  # fmt: skip
    assert [(r.name, r.times, r.reason) for r in built("sample").listed] == [("Iraq", 4, country)]


def test_what_an_outside_program_reads_of_the_page():
    shown = answer(survey([stored("sample")]), Asked(voice="direct"))
    told = map_view.told(shown)
    assert told["root"] == {
        "asked": '{"extent": null, "more": {}, "place": null, "speaker": null, "voice": "direct"}',
        "names": 18, "on-map": 6, "hidden": 8, "listed": 4, "marks": 9, "shown": 6, "unsure": 0,
        "excerpts": 2, "sources": 1,
    }  # fmt: skip
    # Number, names, excerpts, held: Diyala (5) is left out, a town in it is not; 4 and 6 have none.
    assert told["marks"] == [
        [1, 1, 1, 1], [2, 1, 1, 1], [3, 1, 1, 1], [5, 0, 0, 1], [7, 1, 1, 1], [8, 1, 1, 1],
        [9, 1, 1, 1],
    ]  # fmt: skip
    keys = [mark.key for mark in shown.marks]
    assert (keys[0], keys[4], keys[6]) == ("adm1:IQ.07@P4", "adm1:IQ.10@P4", "geonames:94591@P1")
    whole = map_view.told(answer(survey([stored("sample")]), Asked()))["marks"]
    assert next(row for row in whole if row[0] == 5)[3] == 3


def test_an_unsure_mark_and_an_analysts():
    parse = make_parse(
        Told("Mosul. Tikrit.", (("Mosul", Read(MOSUL, score=0.123456)),
                                ("Tikrit", Read(TIKRIT, placed_by=By.ANALYST)))),
    )  # fmt: skip
    first, second = map_view.build(answer(survey([parse]), Asked())).marks
    assert (first.data["score"], first.data["sure"], first.data["by"]) == (0.1235, 0, "model")
    assert (second.data["sure"], second.data["by"]) == (1, "analyst")


CARDS = [
    {
        "id": "2cbac371a3d4:26-76",
        "quote": None, "paragraph": 1, "sentence": 1, "voice": "writer",
        "parts": [{"t": "Chad", "name": 0}, {"t": " and "}, {"t": "Niger", "name": 1},
                  {"t": " agreed to share water with "}, {"t": "Nigeria", "name": 2}, {"t": "."}],
        "places": ["country:TD@P6", "country:NE@P6", "country:NG@P6"], "marks": [],
        "facets": ["country:TD@P6", "country:NE@P6", "country:NG@P6"],
        "before": "Neighbours share a river",
        "after": "“Nigeria will pay its part,” said a minister.",
        "speaker": None, "role": "seat of an institution", "precision": "whole country",
        "said": {"who": "The article’s own words", "role": "", "how": ""},
    },
    {
        "id": "2cbac371a3d4:77-122:q0",
        "quote": 0, "paragraph": 1, "sentence": 2, "voice": "direct",
        "parts": [{"t": "“"}, {"t": "Nigeria", "name": 3, "quote": 0},
                  {"t": " will pay its part,", "quote": 0}, {"t": "” said a minister."}],
        "places": ["country:NG@P6"], "marks": [], "facets": ["country:NG@P6"],
        "before": "Chad and Niger agreed to share water with Nigeria.",
        "after": "Nigerien farmers waited.",
        "speaker": "a minister", "role": "mentioned", "precision": "whole country",
        "said": {"who": "a minister", "role": "minister", "how": "direct quote"},
    },
    {
        "id": "2cbac371a3d4:148-202",
        "quote": None, "paragraph": 1, "sentence": 4, "voice": "writer",
        "parts": [{"t": "Officials in "}, {"t": "Chad", "name": 5}, {"t": " said that "},
                  {"t": "Cameroon", "name": 6, "quote": 1}, {"t": " would join later", "quote": 1},
                  {"t": "."}],
        "places": ["country:TD@P6"], "marks": [], "facets": ["country:TD@P6"],
        "before": "Nigerien farmers waited.", "after": "",
        "speaker": None, "role": "mentioned", "precision": "whole country",
        "said": {"who": "Named by the article", "role": "",
                 "how": "beside reported words of Officials"},
    },
    {
        "id": "2cbac371a3d4:148-202:q1",
        "quote": 1, "paragraph": 1, "sentence": 4, "voice": "reported",
        "parts": [{"t": "Officials in "}, {"t": "Chad", "name": 5}, {"t": " said that "},
                  {"t": "Cameroon", "name": 6, "quote": 1}, {"t": " would join later", "quote": 1},
                  {"t": "."}],
        "places": ["country:CM@P6"], "marks": [], "facets": ["country:CM@P6"],
        "before": "Nigerien farmers waited.", "after": "",
        "speaker": "Officials", "role": "mentioned", "precision": "whole country",
        "said": {"who": "Officials", "role": "", "how": "reported, not verbatim"},
    },
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(CARDS)))
def test_each_card(number):
    assert panelled("countries").excerpts[number] == CARDS[number]


def test_there_are_no_other_cards():
    assert len(panelled("countries").excerpts) == len(CARDS)


def test_the_article_in_the_panel():
    head, body = panelled("countries").paragraphs
    assert head == {
        "head": True, "number": 0,
        "sentences": [{"index": 0, "parts": [{"t": "Neighbours share a river"}]}],
    }  # fmt: skip
    assert (body["head"], body["number"]) == (False, 1)
    assert [row["index"] for row in body["sentences"]] == [1, 2, 3, 4]
    assert body["sentences"][2]["parts"] == [
        {"t": "Nigerien", "name": 4},
        {"t": " farmers waited."},
    ]


def test_names_of_the_panel():
    view = panelled("countries")
    assert view.names == tuple(
        {"name": name, "paragraph": 1, "receipt": receipt, "sentence": sentence}
        for name, receipt, sentence in [
            ("Chad", 0, 1), ("Niger", 1, 1), ("Nigeria", 2, 1), ("Nigeria", 2, 2),
            ("Nigerien", 3, 3), ("Chad", 4, 4), ("Cameroon", 5, 4),
        ]
    )  # fmt: skip
    assert view.version == f"{stored('countries').article.id}:{stored('countries').engine}"
    assert (view.speakers, view.quotes) == (
        ("a minister", "Officials"), ("Direct quote: a minister", "Reported: Officials"),
    )  # fmt: skip
    assert panelled("arabic").quotes == ("Direct quote: speaker not read, since not in English",)
    assert panelled("arabic").speakers == ()


TUZ = "Tuz Khurmatu, town in Salahuddin, Iraq"


def test_places_of_the_panel():
    keys = ("id", "name", "kind", "group", "ring", "where", "country", "inside", "drawn", "times",
            "names", "precision")  # fmt: skip
    places = {
        place["id"]: place
        for name in ("rings", "countries", "sample")
        for place in panelled(name).places
    }
    wanted = [
        ("around:43.679,34.886,12.4@P2", "30 km north of Tikrit", "ring", "point", True,
         "somewhere within 12 km, measured from Tikrit, town in Salahuddin, Iraq", "IQ", None, True,
         1, [0], "near this place"),
        ("around:44.513,35.178,34@P5", "between Kirkuk and Tuz Khurmatu", "ring", "point", True,
         f"somewhere within 34 km, measured from Kirkuk, town in Iraq and {TUZ}", "IQ", None,
         True, 2, [3, 4], "no exact edge"),
        ("supplement:euphrates@P5", "Euphrates", "river", "point", False, "river", "", None, True,
         1, [7], "no exact edge"),
        ("country:TD@P6", "Chad", "country", "country", False, "country", "TD", None, False, 2,
         [0, 5], "whole country"),
        ("adm1:IQ.10@P4", "Diyala", "province", "area", False, "province of Iraq", "IQ", None, True,
         2, [8, 13], "province"),
        ("geonames:94591@P1", "Khanaqin", "town", "point", False, "town in Diyala, Iraq", "IQ",
         "adm1:IQ.10@P4", True, 1, [16], "town or site"),
    ]  # fmt: skip
    numbers = {
        mark.key: mark.number
        for name in ("rings", "countries", "sample")
        for mark in answer(survey([stored(name)]), Asked()).marks
    }
    assert (numbers["adm1:IQ.10@P4"], numbers["geonames:94591@P1"]) == (5, 7)
    for row in wanted:
        told = dict(zip(keys, row, strict=True))
        told["number"] = numbers.get(row[0])  # a country has no mark and no number
        told["within"] = [told["inside"]] if told["inside"] else []
        told["analyst"] = False  # nothing was decided
        assert places[row[0]] == told
    assert places["country:TD@P6"]["number"] is None
    assert [p["id"] for p in panelled("countries").places] == [
        "country:TD@P6", "country:NE@P6", "country:NG@P6", "country:CM@P6",
    ]  # fmt: skip


def test_what_the_panel_lists():
    view = panelled("countries")
    country = "a whole country, shown as its outline"
    assert view.unplaced[2:4] == (
        {"name": "Nigeria", "reason": country, "code": "country", "times": 2, "names": [2, 3]},
        {"name": "Chad", "reason": country, "code": "country", "times": 1, "names": [5]},
    )
    assert view.peoples == (
        {"name": "Nigerien", "reason": "a people or an adjective, never drawn", "code": "people",
         "times": 1, "names": [4]},
    )  # fmt: skip
    assert len(view.unplaced) == 5
    assert view.others == ()
    others = panelled("sample").others
    assert others[0] == {
        "name": "Inherent Resolve", "reason": "judged not to be a place: military operation",
        "code": "not-a-place", "times": 4, "names": [],
    }  # fmt: skip
    assert len(others) == 12


def card(text, names, **more):
    parse = make_parse(Told(text, names, **more))
    return panel.build(survey([parse])).excerpts


def test_a_card_says_how_finely_its_places_are_known():
    names = (("Diyala", Read(DIYALA)), ("Khanaqin", Read(KHANAQIN)), ("Iraq", Read(IRAQ)))
    (made,) = card("Diyala and Khanaqin of Iraq.", names)
    assert made["precision"] == "town or site to whole country"
    assert made["marks"] == ["adm1:IQ.10@P4", "geonames:94591@P1"]
    assert made["places"] == ["adm1:IQ.10@P4", "geonames:94591@P1", "country:IQ@P6"]
    assert made["facets"] == ["adm1:IQ.10@P4", "country:IQ@P6", "geonames:94591@P1"]
    unplaced = make_parse(Told("Mosul.", (("Mosul", Read(MOSUL, precision=Precision.P0)),)))
    (made,) = panel.build(survey([unplaced])).excerpts
    assert made["precision"] == "not placed"


def test_a_card_knows_its_neighbours_in_the_text():
    first, second = card(
        "Mosul fell. Tikrit fell.", (("Mosul", Read(MOSUL)), ("Tikrit", Read(TIKRIT)))
    )
    assert (first["before"], first["after"]) == ("", "Tikrit fell.")
    assert (second["before"], second["after"]) == ("Mosul fell.", "")


def test_a_ring_says_at_most_two_places_it_is_measured_from():
    disc = Around(lon=43.0, lat=35.0, radius_km=0.5, words="between Mosul and Tikrit")
    reads = [
        Read(place, precision=Precision.P5, around=disc) for place in (MOSUL, TIKRIT, KHANAQIN)
    ]
    names = tuple(zip(("Mosul", "Tikrit", "Khanaqin"), reads, strict=True))
    parse = make_parse(Told("Between Mosul, Tikrit, Khanaqin.", names))
    (place,) = panel.build(survey([parse])).places
    assert place["where"] == "somewhere within 0.5 km, measured from Mosul, town and Tikrit, town"


def test_names_and_words_that_are_no_place_and_quotes_cut_a_text():
    parse = make_parse(
        Told("The IS left “Mosul now,” he said.", (("Mosul", Read(MOSUL)),), ("he",),
             not_places=(("IS", "armed group"),)),
    )  # fmt: skip
    assert panel.segments(parse, parse.sentences[0].span) == [
        {"t": "The "}, {"t": "IS", "other": "armed group"}, {"t": " left “"},
        {"t": "Mosul", "name": 0, "quote": 0}, {"t": " now,", "quote": 0}, {"t": "” he said."},
    ]  # fmt: skip
    assert panel.segments(parse, Span(4, 6)) == [{"t": "IS", "other": "armed group"}]
    assert panel.segments(parse, Span(14, 20)) == [{"t": "osul n", "quote": 0}]


def test_a_name_over_what_is_no_place_is_the_name():
    parse = make_parse(Told("Mosul.", (("Mosul", Read(MOSUL)),)))
    other = NotPlace(span=Span(0, 5), surface="Mosul", reason="person")
    doubled = replace(parse, not_places=(other,))
    assert panel.segments(doubled, Span(0, 6)) == [{"t": "Mosul", "name": 0}, {"t": "."}]


def test_a_quote_may_run_out_of_a_sentence():
    parse = make_parse(Told("A b c. D e f.", ()))
    whole = replace(parse, quotes=(Quote(index=0, spans=(Span(2, 9),), direct=True),))
    assert panel.segments(whole, Span(0, 6)) == [{"t": "A "}, {"t": "b c.", "quote": 0}]
    assert panel.segments(whole, Span(7, 13)) == [{"t": "D ", "quote": 0}, {"t": "e f."}]


def test_the_head_is_the_first_line_alone_where_it_is_the_title():
    def heads(text, title):
        parse = make_parse(Told(text, (), article={"title": title}))
        return [row["head"] for row in panel.build(survey([parse])).paragraphs]

    assert heads("A big  day\n\nIt rained.", "A big day") == [True, False]
    assert heads("A big day. It was.\n\nIt rained.", "A big day. It was.") == [False, False]
    assert heads("A big day\n\nIt rained.", "Another") == [False, False]


def test_receipts_are_told_once():
    view = panelled("countries")
    assert len(view.receipts["rows"]) == 6
    assert list(view.receipts) == ["rows", "places", "reasons"]
    chad, again = (view.receipts["rows"][view.names[i]["receipt"]] for i in (0, 5))
    assert chad["readings"][0]["place"] == again["readings"][0]["place"]
    assert view.receipts["places"][chad["readings"][0]["place"]]["name"] == "Chad"
    reasons = [view.receipts["reasons"][i] for i in chad["readings"][0]["reasons"]]
    assert reasons == list(stored("countries").resolutions[0].candidates[0].reasons)


def test_demonyms_and_unplaced_names_are_no_places_of_the_panel():
    parse = make_parse(
        Told("Iraqis left Nowhereton.", (("Iraqis", Read(IRAQ, use=Use.DEMONYM)),
                                         ("Nowhereton", Read()))),
    )  # fmt: skip
    view = panel.build(survey([parse]))
    assert view.places == ()
    assert [row["code"] for row in view.unplaced] == ["unknown"]


PARIS = town(1, "Paris", -95.55551, 33.66094, "US", admin=("United States", "Texas"))
OTHER = town(2, "Paris", 2.3488, 48.85341, "FR", admin=("France", "Paris"))


def test_places_in_words():
    assert label(PARIS) == "Paris, Texas"
    assert label(OTHER) == "Paris, France"
    assert where(PARIS) == "town in Texas, United States"
    assert where(OTHER) == "town in France"
    assert where(DIYALA) == "province of Iraq"
    assert (label(IRAQ), where(IRAQ)) == ("Iraq", "country")
    assert told_apart(PARIS, OTHER) == "Paris, Texas"
    assert told_apart(PARIS, DIYALA) == "Paris, town in Texas, United States"


def test_distances_in_words():
    assert [kilometres(km) for km in (0.44, 0.96, 1.0, 12.4, 999.6, 7932.4)] == [
        "0.4 km", "1.0 km", "1 km", "12 km", "1,000 km", "7,932 km",
    ]  # fmt: skip
    north = Place(id="x", name="x", kind=Kind.TOWN, lon=0.0, lat=1.0, country="")
    assert apart_km(replace(north, lat=0.0), north) == pytest.approx(111.195, abs=1e-3)
