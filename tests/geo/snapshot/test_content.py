"""What the sheet says: counts, numbers, selection, filters and what is left out."""

from dataclasses import replace

import pytest

from geo.errors import ExportError
from geo.snapshot.content import compose
from geo.types import Precision, Span
from tests.making import MOSUL, TORETSK, Read, Told, make_parse


@pytest.fixture
def sheet_of(mapped, options):
    return lambda parse, **asked: compose(mapped(parse, **asked), options())


def test_every_name_is_on_the_map_or_in_the_tray(iraq, sheet_of):
    sheet = sheet_of(iraq)
    assert sum(m.names for m in sheet.marks) == 14
    assert [(t.names, t.reason) for t in sheet.tray] == [
        ("Iraq", "a whole country, shown as its outline"),
        ("Nowhereton", "not found in the gazetteer"),
        ("Iraqis", "a people or an adjective, never drawn"),
        ("Rudaw", "judged not to be a place: newspaper"),
    ]
    assert sheet.counts == (
        "16 names of places: 14 on the map as 9 marks, 2 listed beside it · 5 excerpts · "
        "2 direct quotes, 0 reported · 1 speaker · 1 name of peoples · "
        "1 other name judged not places"
    )


def test_excerpts_stand_in_the_order_of_their_numbers_those_without_a_mark_last(iraq, sheet_of):
    sheet = sheet_of(iraq)
    assert [e.marks for e in sheet.excerpts] == [
        (1, 2, 3), (4, 5, 2, 6), (4, 5, 2, 6), (7, 8, 9), (),
    ]  # fmt: skip
    assert [e.listed for e in sheet.excerpts] == [(), (), (), (), ("Iraq",)]
    names = {m.number: m.name for m in sheet.marks}
    for excerpt in sheet.excerpts[:-1]:
        written = {excerpt.text[s.start : s.end] for s in excerpt.names}
        assert {names[n] for n in excerpt.marks} <= written


def test_speech_has_its_speaker_and_the_rest_is_the_articles(iraq, sheet_of):
    said = [(e.who, e.how, e.quoted) for e in sheet_of(iraq).excerpts]
    colonel = "Colonel Myles B. Caggins II, Coalition spokesman"
    assert said == [
        (colonel, "direct quote · paragraph 2", True),
        ("The article\u2019s own words", "paragraph 3", False),
        ("The article\u2019s own words", "paragraph 4", False),
        (colonel, "direct quote · paragraph 5", True),
        ("The article\u2019s own words", "paragraph 1", False),
    ]


def test_a_quotation_beside_the_name_is_not_the_articles_own_words(sheet_of):
    text = "“Two neighbours were wounded,” said a resident of Toretsk. “Go,” they heard in Mosul."
    names = (("Toretsk", Read(TORETSK)), ("Mosul", Read(MOSUL)))
    sheet = sheet_of(make_parse(Told(text, names, ("a resident", None))))
    assert [(e.who, e.how) for e in sheet.excerpts] == [
        ("Named by the article", "beside a quotation of a resident · paragraph 1"),
        ("Named by the article", "beside a quotation · paragraph 1"),
    ]


def test_shade_counts_distinct_excerpts(iraq, sheet_of):
    counts = {m.name: m.held for m in sheet_of(iraq).marks}
    assert counts["Anbar"] == 3
    assert counts["Diyala"] == 3  # two on it, one on the towns inside it
    assert counts["Khanaqin"] == 1


def test_selection_lists_what_lies_in_the_place_and_says_so(iraq, sheet_of):
    sheet = sheet_of(iraq, place="adm1:IQ.10")
    assert [m.name for m in sheet.marks if m.shown] == [
        "Diyala", "Khanaqin", "Qara Tapa", "Miqdadiya",
    ]  # fmt: skip
    assert [m.number for m in sheet.marks] == list(range(1, 10))
    assert [e.marks for e in sheet.excerpts] == [(5,), (5,), (7, 8, 9)]
    assert sheet.shown == (
        "Shown: selected: Diyala and what lies in it (3 excerpts; 5 places hidden by the filter)."
    )
    assert sheet.selected == "adm1:IQ.10"
    assert sheet_of(iraq, place="adm1:IQ.10@P4").shown == sheet.shown


@pytest.mark.parametrize(
    ("voice", "words", "shown", "kept"),
    [
        ("direct", "direct quotes only (2 excerpts; 3 places hidden by the filter)", 6, 6),
        ("reported", "reported speech only (0 excerpts; 9 places hidden by the filter)", 0, 0),
        (
            "writer",
            "the article\u2019s own words only (3 excerpts; 5 places hidden by the filter)",
            4,
            8,
        ),
    ],
)
def test_every_voice_is_obeyed_and_said(iraq, sheet_of, voice, words, shown, kept):
    sheet = sheet_of(iraq, voice=voice)
    assert sheet.shown == f"Shown: {words}."
    assert sum(m.shown for m in sheet.marks) == shown
    assert f"{kept} on the map as {shown} marks, 2 listed beside it, {14 - kept} hidden" in (
        sheet.counts
    )
    assert len(sheet.marks) == 9


def test_a_filter_says_nothing_where_it_is_not_set(iraq, sheet_of):
    assert sheet_of(iraq).shown is None


def test_an_article_of_countries_alone_counts_them(parse_of, area, sheet_of):
    kuwait, iran = (area(f"country:{iso}", Precision.P6) for iso in ("KW", "IR"))
    said = "Places named in this article (The Paper): {}. Named is not the same as happened."
    one = sheet_of(parse_of("Kuwait. Kuwait.", {"Kuwait": kuwait}))
    assert one.subtitle == said.format("1 whole country")
    two = sheet_of(parse_of("Kuwait and Iran.", {"Kuwait": kuwait, "Iran": iran}))
    assert two.subtitle == said.format("2 whole countries")
    assert sheet_of(parse_of("Nothing.", {"Nowhere": kuwait})).subtitle == said.format("no place")


def test_an_extent_is_said(iraq, sheet_of):
    assert sheet_of(iraq, extent=(44.0, 33.0, 46.0, 35.0)).shown.startswith(
        "Shown: what lies between 44, 33 and 46, 35 (lon, lat) ("
    )


def test_words_that_are_not_the_articles_are_refused(iraq, sheet_of):
    forged = replace(iraq.evidence[0], text="We never said this.")
    with pytest.raises(ExportError, match="not in the article"):
        sheet_of(replace(iraq, evidence=(forged,)))


def test_one_place_at_two_precisions_is_two_marks(parse_of, town, sheet_of):
    places = {
        "near Mosul": town(1, "Mosul", (43.1, 36.3), "IQ", precision=Precision.P2),
        "Mosul": town(1, "Mosul", (43.1, 36.3), "IQ"),
    }
    sheet = sheet_of(parse_of("They met near Mosul.\nThen in Mosul.", places))
    assert [(m.name, m.precision) for m in sheet.marks] == [("Mosul", "P2"), ("Mosul", "P1")]


def test_names_in_bold_are_the_names(iraq, sheet_of):
    for excerpt in sheet_of(iraq).excerpts:
        assert excerpt.names
        assert all(isinstance(span, Span) for span in excerpt.names)
        assert all(excerpt.text[s.start : s.end][0].isupper() for s in excerpt.names)


def test_the_alternative_text_names_what_is_shown_and_what_is_not(iraq, sheet_of):
    alt = sheet_of(iraq, voice="direct").alt
    assert "1 Baghdad (province, P4, 1 excerpt), 2 Anbar" in alt
    assert "Kirkuk (province" not in alt
    assert "Nowhereton: not found in the gazetteer" in alt
