"""What the sheet says: counts, numbers, selection, filters and what is left out."""

from dataclasses import replace

import pytest

from geo.errors import ExportError
from geo.snapshot.content import compose
from geo.types import Precision, Span


def everything(_mark):
    return True


def test_every_name_is_on_the_map_or_in_the_tray(iraq, options):
    sheet = compose(iraq, options(), everything)
    assert sum(m.names for m in sheet.marks) == 14
    tray = " ".join(f"{t.names}: {t.reason}" for t in sheet.tray)
    for words in ("Iraq", "Iraqis", "Nowhereton", "Rudaw", "newspaper", "not found"):
        assert words in tray
    assert "16 names of places: 14 on the map as 9 marks, 2 listed beside it" in sheet.counts
    assert "1 name of peoples" in sheet.counts
    assert len(iraq.resolutions) == 17


def test_marks_are_numbered_in_the_order_their_excerpts_stand(iraq, options):
    sheet = compose(iraq, options(), everything)
    seen = list(dict.fromkeys(n for e in sheet.excerpts for n in e.marks))
    assert seen == list(range(1, 10))
    assert [m.number for m in sheet.marks] == seen
    names = {m.number: m.name for m in sheet.marks}
    for excerpt in sheet.excerpts:
        written = {excerpt.text[s.start : s.end] for s in excerpt.names}
        assert {names[n] for n in excerpt.marks} <= written


def test_direct_speech_comes_first_with_its_speaker(iraq, options):
    first = compose(iraq, options(), everything).excerpts[0]
    assert first.who == "Colonel Myles B. Caggins II, Coalition spokesman"
    assert first.how == "direct quote · paragraph 2"


def test_shade_counts_distinct_excerpts(iraq, options):
    counts = {m.name: m.excerpts for m in compose(iraq, options(), everything).marks}
    assert counts["Anbar"] == 3
    assert counts["Diyala"] == 3  # two on it, one on the towns inside it
    assert counts["Khanaqin"] == 1


def test_selection_lists_what_lies_in_the_place_and_says_so(iraq, options):
    sheet = compose(iraq, options(selected="adm1:IQ.10"), everything)
    assert {m.name for m in sheet.marks if m.number} >= {"Diyala", "Khanaqin", "Miqdadiya"}
    assert "Anbar" not in {m.name for m in sheet.marks if m.number}
    assert len(sheet.marks) == 9
    assert sheet.shown
    assert "Diyala" in sheet.shown
    assert "3 excerpts" in sheet.shown


def test_filters_hide_places_and_say_how_many(iraq, options):
    sheet = compose(iraq, options(quotes="direct"), everything)
    assert len(sheet.marks) == 6
    assert sheet.shown
    assert "3 places hidden" in sheet.shown
    assert "8 hidden by the filter" in sheet.counts


def test_a_reader_of_reported_speech_is_told_there_is_none(iraq, options):
    sheet = compose(iraq, options(quotes="reported"), everything)
    assert sheet.marks == ()
    assert sheet.shown
    assert "0 excerpts" in sheet.shown


def test_an_area_without_a_boundary_is_listed(iraq, options):
    sheet = compose(iraq, options(), lambda m: m.place.id != "adm1:IQ.13")
    assert "Kirkuk" not in {m.name for m in sheet.marks}
    assert any("Kirkuk" in t.names and "boundary" in t.reason for t in sheet.tray)


def test_words_that_are_not_the_articles_are_refused(iraq, options):
    forged = replace(iraq.evidence[0], text="We never said this.")
    with pytest.raises(ExportError, match="not in the article"):
        compose(replace(iraq, evidence=(forged,)), options(), everything)
    altered = replace(iraq, article=replace(iraq.article, text=iraq.article.text + "!"))
    with pytest.raises(ExportError, match="sha256"):
        compose(altered, options(), everything)


def test_unknown_selection_and_speaker_are_refused_by_name(iraq, options):
    with pytest.raises(ExportError, match=r"adm1:FR\.11"):
        compose(iraq, options(selected="adm1:FR.11"), everything)
    with pytest.raises(ExportError, match=r"Myles B\. Caggins II"):
        compose(iraq, options(speaker="Nobody"), everything)


def test_one_place_at_two_precisions_is_two_marks(parse_of, town, options):
    places = {
        "near Mosul": town(1, "Mosul", (43.1, 36.3), "IQ", precision=Precision.P2),
        "Mosul": town(1, "Mosul", (43.1, 36.3), "IQ"),
    }
    sheet = compose(parse_of("They met near Mosul.\nThen in Mosul.", places), options(), everything)
    assert [(m.name, m.precision) for m in sheet.marks] == [("near Mosul", "P2"), ("Mosul", "P1")]


def test_names_in_bold_are_the_names(iraq, options):
    for excerpt in compose(iraq, options(), everything).excerpts:
        assert excerpt.names
        assert all(isinstance(span, Span) for span in excerpt.names)
        assert all(excerpt.text[s.start : s.end][0].isupper() for s in excerpt.names)
