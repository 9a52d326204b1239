"""Words for a reader of the page: exact, and inert where they come from elsewhere."""

import json
from dataclasses import fields, replace

import pytest

from components.views import map as map_view
from components.views import panel, tiles
from components.views.words import kind_of, label, markdown, sentence, where
from geo import Asked, Kind, Place, answer, map_evidence, survey
from geo.types import Around, Decided, Precision
from tests.making import DIYALA, IRAQ, KHANAQIN, KURDISTAN, MOSUL, TIKRIT, Read, Told, make_parse
from tests.storing import stored

TOLD = {"articles", "marks", "listed", "nominal", "spoken", "steps", "credit", "tiles"}


def built(parse):
    return map_view.build(answer(survey([parse]), Asked()))


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("the file is damaged", "The file is damaged."),
        ("It is done.", "It is done."),
        ("run `dateline check` first", "Run “dateline check” first."),
        ("http://a.example is gone", "http://a.example is gone."),
        ("", "."),
    ],
)
def test_a_message_is_a_sentence(message, said):
    assert sentence(message) == said


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Two  blanks", "Two  blanks"),
        ("a_b *c* #1", r"a\_b \*c\* \#1"),
        (r"\ ` { } [ ] ( )", r"\\ \` \{ \} \[ \] \( \)"),
        ("+ - ! | < > $ : ~", r"\+ \- \! \| \< \> \$ \: \~"),
        ("see WWW.A.example now", "see `WWW.A.example` now"),
        ("x://`y`", "`x://y`"),
        ("me@a.example", "`me@a.example`"),
    ],
)
def test_words_from_elsewhere_stay_words_in_markdown(words, shown):
    assert markdown(words) == shown


def test_a_coordinate_lies_in_what_holds_it_or_in_no_country():
    pin = Place(
        id="coord:1,2", name="1, 2", kind=Kind.SITE, lon=2.0, lat=1.0, country="", source="text"
    )
    assert where(pin) == "coordinate in no country"
    assert where(replace(pin, admin=("Iraq", "Diyala"))) == "coordinate in Diyala, Iraq"
    assert where(replace(pin, admin=("Iraq",), source="geonames")) == "site in Iraq"


def test_a_place_is_told_by_the_nearest_holder_of_another_name():
    held = replace(KHANAQIN, admin=("Iraq", "Diyala", "Khanaqin"))
    assert label(held) == "Khanaqin, Diyala"
    assert label(replace(held, admin=("Khanaqin",))) == "Khanaqin"


def test_what_is_known_to_lie_in_a_province_is_said_so():
    told = Told("Shells fell on Diyala.", (("Diyala", Read(DIYALA, within="in Diyala")),))
    (mark,) = map_evidence([make_parse(told)]).marks
    assert (mark.somewhere, kind_of(mark)) == (True, "somewhere in a province")
    assert kind_of(replace(mark, somewhere=False)) == "province"


def test_the_frame_is_told_all_of_a_view_by_name():
    view = built(stored("sample"))
    told = map_view.describe(view)
    assert set(told) == TOLD
    assert told["articles"] == view.article == stored("sample").article.id
    assert told["steps"] == [
        {"from": 1, "words": "1"}, {"from": 2, "words": "2\u20134"},
        {"from": 5, "words": "5\u20139"}, {"from": 10, "words": "10+"},
    ]  # fmt: skip
    assert told["credit"] == "Boundaries: Natural Earth 4.1 · Places: GeoNames"
    assert told["tiles"] == tiles.URL
    assert [mark["id"] for mark in told["marks"]] == [mark.id for mark in view.marks]
    assert [row["name"] for row in told["listed"]] == [row.name for row in view.listed]
    assert told["spoken"] == view.spoken
    assert json.loads(json.dumps(told))["nominal"] == {}


def test_a_step_of_one_number_is_that_number(monkeypatch):
    monkeypatch.setattr(map_view, "STEPS", (1, 2, 3, 8))
    assert map_view._steps() == [(1, "1"), (2, "2"), (3, "3\u20137"), (8, "8+")]


def test_a_country_that_is_outlined_is_told_from_a_name_without_a_place():
    names = (("Nowhereton", Read()), ("Iraq", Read(IRAQ)))
    view = built(make_parse(Told("From Nowhereton they went to Iraq.", names)))
    assert [(row.name, row.outlined) for row in view.listed] == [
        ("Nowhereton", False), ("Iraq", True),
    ]  # fmt: skip


def ringed(km, nominal, precision=Precision.P2):
    around = Around(lon=43.1, lat=36.3, radius_km=km, nominal=nominal, words="near Mosul")
    return Read(MOSUL, around=around, precision=precision)


def test_radii_that_only_a_convention_gives_are_listed_by_class():
    names = (("Mosul", ringed(10.0, nominal=True)), ("Mosul", ringed(7.0, nominal=False)),
             ("Tikrit", Read(TIKRIT)))  # fmt: skip
    text = "Shells fell near Mosul. Others fell 7 km from Mosul. Tikrit was calm."
    assert built(make_parse(Told(text, names))).nominal == {"P2": (10.0,)}


def test_a_wide_area_is_the_union_of_its_provinces_and_one_province_is_itself():
    names = (("Kurdistan Region", Read(KURDISTAN)), ("Diyala", Read(DIYALA)))
    view = built(make_parse(Told("The Kurdistan Region and Diyala were calm.", names)))
    region = next(mark for mark in view.marks if mark.name == "Kurdistan Region")
    province = next(mark for mark in view.marks if mark.name == "Diyala")
    assert len(region.union) > 1
    assert (region.area, region.wide) == (KURDISTAN.id, True)
    assert (province.area, province.union, province.wide) == (DIYALA.id, (), False)


def test_the_panel_is_packed_as_it_is():
    view = panel.build(survey([stored("arabic")]))
    packed = panel.pack(view)
    told = json.loads(packed)
    assert set(told) == {field.name for field in fields(view)}
    assert told["version"] == view.version
    assert told["speakers"] == list(view.speakers)
    assert b"\\u" not in packed
    assert b'": ' not in packed


def test_who_decided_is_in_the_panel_and_its_version():
    from geo import Stamp

    parse = make_parse(Told("Shells fell on Mosul.", (("Mosul", Read(MOSUL)),)))
    by = Decided(entry=4, who="Ann", when="2021-02-28T10:00:00Z", why=None,
                 engine=parse.resolutions[0])  # fmt: skip
    stamp = Stamp(title="One", entry=4, head="ab" * 32, decided={(0, 0): by})
    view = panel.build(survey([parse]), stamp)
    assert view.version == f"{parse.article.id}:by-hand-1:{stamp.head}"
    assert view.receipts["rows"][0]["analyst"]["who"] == "Ann"
    assert [place["analyst"] for place in view.places] == [True]
    plain = panel.build(survey([parse]))
    assert plain.version == f"{parse.article.id}:by-hand-1"
    assert plain.receipts["rows"][0]["analyst"] is None


def test_a_place_of_the_panel_lies_in_the_widest_first():
    names = (("Kurdistan Region", Read(KURDISTAN)), ("Diyala", Read(DIYALA)),
             ("Khanaqin", Read(KHANAQIN)), ("Iraq", Read(IRAQ)))  # fmt: skip
    text = "In the Kurdistan Region and Diyala all was calm; Khanaqin in Iraq too."
    view = panel.build(survey([make_parse(Told(text, names))]))
    held = {place["name"]: place for place in view.places}
    assert held["Khanaqin"]["within"] == ["adm1:IQ.10@P4"]
    assert held["Khanaqin"]["inside"] == "adm1:IQ.10@P4"
    assert {name: place["group"] for name, place in held.items()} == {
        "Kurdistan Region": "area", "Diyala": "area", "Khanaqin": "point", "Iraq": "country",
    }  # fmt: skip
