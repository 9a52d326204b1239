"""Which place a name means, and why."""

import re

import pytest

from geo.articles import read_article
from geo.engine import default_engine
from geo.types import Kind, Precision, Status


def resolved(text):
    """The resolutions of `text`, by name; the last where a name recurs."""
    parse = default_engine().parse(read_article(text))
    return {r.toponym.surface: r for r in parse.resolutions}


def test_company_of_provinces_makes_a_province():
    found = resolved("The areas lie between Kirkuk, Diyala, Anbar and Nineveh. It is quiet.")
    assert {r.place.kind for r in found.values()} == {Kind.PROVINCE}
    assert any("which are provinces" in reason for reason in found["Kirkuk"].reasons)


def test_other_provinces_make_a_province():
    found = resolved("There are centres in Baghdad, Anbar, Salahuddin and other provinces.")
    assert found["Baghdad"].place.id == "adm1:IQ.07"
    assert found["Baghdad"].precision is Precision.P4


def test_cities_like_make_towns():
    found = resolved("People in cities like Khanaqin, Qara Tapa and Kirkuk know that in Iraq.")
    assert found["Kirkuk"].place.kind is Kind.TOWN
    assert any("cities like" in reason for reason in found["Kirkuk"].reasons)


def test_a_town_alone_is_the_town():
    assert resolved("A bomb went off in Kirkuk, in Iraq.")["Kirkuk"].place.kind is Kind.TOWN


def test_a_word_of_kind_decides():
    found = resolved("He was seen in Kirkuk province, north of Diyala Governorate in Iraq.")
    assert found["Kirkuk"].place.kind is Kind.PROVINCE


@pytest.mark.parametrize(
    ("text", "country", "division"),
    [
        ("She was born in Paris, Texas, and stayed.", "US", "Texas"),
        ("She was born in Paris, France, and stayed.", "FR", None),
        ("She was born in Moscow, Idaho, and stayed.", "US", "Idaho"),
        ("She was born in Birmingham, Ala., and stayed.", "US", "Alabama"),
    ],
)
def test_what_follows_the_comma_holds_it(text, country, division):
    first = next(iter(resolved(text).values()))
    assert first.place.country == country
    assert division is None or division in first.place.admin
    assert any("which holds it" in reason for reason in first.reasons)


def test_company_in_the_article_decides_between_namesakes():
    far = resolved("He went to Tripoli, Sidon and Beirut in Lebanon.")["Tripoli"]
    near = resolved("He went to Tripoli, Benghazi and Misrata in Libya.")["Tripoli"]
    assert far.place.country == "LB"
    assert near.place.country == "LY"


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("It happened in Khanaqin, in Iraq.", "Khanaqin", Precision.P1),
        ("It happened near Khanaqin, in Iraq.", "Khanaqin", Precision.P2),
        ("It happened 20 km south of Mosul, in Iraq.", "Mosul", Precision.P2),
        ("It happened in Diyala, in Iraq.", "Diyala", Precision.P4),
        ("The road between Tikrit and Samarra was shut.", "Tikrit", Precision.P5),
        ("It happened in Iraq.", "Iraq", Precision.P6),
        ("A ship sank in the Red Sea.", "Red Sea", Precision.P7),
    ],
)
def test_precision_is_as_the_words_say(text, name, precision):
    assert resolved(text)[name].precision is precision


def test_runners_up_keep_their_scores_and_reasons():
    paris = resolved("He lives in Paris with his sister.")["Paris"]
    assert paris.status is Status.RESOLVED
    scores = [c.score for c in paris.candidates]
    assert scores == sorted(scores, reverse=True)
    assert 2 <= len(scores) <= 20
    assert sum(scores) <= 1 + 1e-9
    assert all(c.reasons for c in paris.candidates)


def test_an_unknown_name_is_kept_and_said_so():
    found = resolved("They were stopped in Xylqworth on Monday.")
    assert found["Xylqworth"].status is Status.UNKNOWN
    assert found["Xylqworth"].precision is Precision.P0
    assert "Xylqworth" in found["Xylqworth"].reasons[0]
    assert found["Xylqworth"].place is None


def test_a_desert_is_never_drawn_as_the_town_of_its_name():
    found = resolved("They hide in the Samarra desert, in Iraq.")["Samarra"]
    assert found.status is Status.UNKNOWN
    assert "no desert called Samarra" in found.reasons[0]
    assert found.candidates


def test_british_nations_are_not_towns_in_america():
    for name in ("England", "Scotland", "Wales", "Northern Ireland"):
        assert resolved(f"Doctors in {name} helped them.")[name].place.country == "GB"


def test_what_nothing_speaks_for_is_not_drawn():
    text = "In the south of Lebanon, shells fell on Tyre, Sidon and Nabatieh, and near Mina."
    answer = next(
        r
        for r in default_engine().parse(read_article(text)).resolutions
        if r.toponym.surface == "Mina"
    )
    assert answer.status is not Status.RESOLVED or answer.place.country == "LB"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "Troops crossed a bridge over the Blue Nile near Wad Madani in Sudan.",
            "Blue Nile",
            "river",
        ),
        (
            "Thousands fled Blue Nile for Ethiopia, officials in Damazin said.",
            "Blue Nile",
            "province",
        ),
        ("Russian shells hit Kherson across the Dnipro.", "Dnipro", "river"),
        ("He lives in Dnipro, in Ukraine.", "Dnipro", "town"),
        ("Boats sank on the Niger near Gao in Mali.", "Niger", "river"),
        ("Soldiers from Niger and Mali met in Niamey.", "Niger", "country"),
    ],
)
def test_a_river_is_told_by_its_article(text, name, kind):
    answers = default_engine().parse(read_article(text)).resolutions
    place = next(r.place for r in answers if r.toponym.surface == name)
    assert place.kind.value == kind


LISTED = re.compile("(?:named together with|listed with) (.+), which (?:are|is an?|is a) (\\w+)")
KINDS = {"provinces": "province", "towns": "town", "countries": "country"}


@pytest.mark.parametrize(
    "text",
    [
        "These are mainly concentrated in Kirkuk, Diyala, Anbar and Nineveh.",
        "Protests were held in Georgia, Armenia and Jordan.",
        "They fought in Homs, Hama, Idlib and Aleppo.",
    ],
)
def test_the_company_of_a_list_is_a_reason_only_for_its_own_kind(text):
    answers = default_engine().parse(read_article(text)).resolutions
    kinds = {r.toponym.surface: r.candidates[0].place.kind.value for r in answers}
    said = [
        (mates, KINDS.get(kind, kind))
        for r in answers
        for candidate in r.candidates
        for reason in candidate.reasons
        for mates, kind in LISTED.findall(reason)
    ]
    assert said
    for mates, kind in said:
        for mate in re.split(", | and ", mates):
            assert kinds[mate] == kind, (mates, kind)
