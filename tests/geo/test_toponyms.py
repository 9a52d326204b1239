"""Names of places, and names that are not."""

from itertools import pairwise

import pytest

from geo.articles import read_article
from geo.engine import default_engine
from geo.types import Use


def names(text):
    """The recogniser's answer for `text`: places as {name: use}, the rest as {name: reason}."""
    parse = default_engine().parse(read_article(text))
    places = {t.surface: t.use.value for t in parse.toponyms}
    return places, {n.surface: n.reason for n in parse.not_places}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The convoy left Qara Tapa for Deir ez-Zor on Monday.", {"Qara Tapa", "Deir ez-Zor"}),
        ("He flew from New York to Khanaqin, officials said.", {"New York", "Khanaqin"}),
        ("Fighting went on in al-Hasakah and near Mosul.", {"al-Hasakah", "Mosul"}),
        ("They met in U.S. cities and in Erbil.", {"U.S.", "Erbil"}),
        ("Baghdad was calm. Reading the report took all day.", {"Baghdad"}),
        ("The villages lie along the Euphrates River in Anbar.", {"Euphrates River", "Anbar"}),
        ("Nothing happened on that day, and nobody came.", set()),
    ],
)
def test_places_are_found_whole(text, expected):
    assert set(names(text)[0]) == expected


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("Troops of the Baghdad Operations Command came.", "Baghdad Operations Command", "force"),
        (
            "She studied at the University of Mosul for years.",
            "University of Mosul",
            "organisation",
        ),
        ("He works for the Bank of America these days.", "Bank of America", "organisation"),
        ("The New York Times reported it first.", "New York Times", "media"),
        ("Rudaw and Reuters had the story.", "Rudaw", "media"),
        ("They fought ISIS for three years.", "ISIS", "armed group"),
        ("The cells of the Islamic State are weak.", "Islamic State", "armed group"),
        ("People know that IS is still a threat.", "IS", "armed group"),
        ("The goal of Inherent Resolve has not changed.", "Inherent Resolve", "operation"),
        ("Operation Iron Fist began at dawn.", "Operation Iron Fist", "operation"),
        ("The ISF and the SDF are partners.", "ISF", "security force"),
        ("The International Coalition sent aircraft.", "International Coalition", "organisation"),
        ("Paris Hilton was seen there last week.", "Paris Hilton", "person"),
        ("It was said by Colonel Caggins on Monday.", "Caggins", "person"),
    ],
)
def test_what_is_no_place_is_listed_with_its_reason(text, name, reason):
    places, others = names(text)
    assert places == {}
    assert reason in others[name]


def test_a_surname_stays_a_person_through_the_article():
    places, others = names("Michael Jordan left Chicago. Jordan told reporters he was tired.")
    assert set(places) == {"Chicago"}
    assert others == {"Michael Jordan": "person", "Jordan": "person"}


@pytest.mark.parametrize("word", ["Iraqis", "Iraqi", "Turkish", "Syrians"])
def test_peoples_are_demonyms(word):
    places, _ = names(f"It was a matter for {word} officials alone.")
    assert places == {word: "demonym"}


def test_governments_that_speak_are_associative():
    places, _ = names("Washington said no. Baghdad and Erbil agreed on it. He lives in Tehran.")
    assert places == {
        "Washington": "associative",
        "Baghdad": "associative",
        "Erbil": "associative",
        "Tehran": "literal",
    }


def test_a_name_in_a_quote_knows_its_quote():
    parse = default_engine().parse(
        read_article("“People in Khanaqin know it,” said Ali Hassan. He lives in Mosul.")
    )
    inside, outside = parse.toponyms
    assert inside.surface == "Khanaqin"
    assert inside.quote is not None
    assert parse.quotes[inside.quote].covers(inside.span)
    assert outside.quote is None


def test_days_and_grammar_are_not_listed():
    places, others = names("On Monday the army came. This was in May, and They left on Friday.")
    assert places == {}
    assert others == {}


@pytest.mark.parametrize(
    "text",
    ["\uff2dosul", "\u0301\u0301 A", "MOSUL. BAGHDAD. ERBIL.", "a-b-c-" * 50, "بغداد والموصل"],
)
def test_odd_text_keeps_every_span_exact(text):
    parse = default_engine().parse(read_article(text))
    for name in (*parse.toponyms, *parse.not_places):
        assert parse.article.slice(name.span) == name.surface


def test_spans_are_ordered_and_apart():
    parse = default_engine().parse(
        read_article("Iraqi and U.S. troops left Paris, Texas, and Mosul's Bank of Iraq.")
    )
    spans = sorted([t.span for t in parse.toponyms] + [n.span for n in parse.not_places])
    assert [t.span for t in parse.toponyms] == sorted(t.span for t in parse.toponyms)
    assert not any(a.overlaps(b) for a, b in pairwise(spans))
    assert any(t.use is Use.DEMONYM for t in parse.toponyms)
