"""Names that places had once: the place of then, said so, or nothing."""

from dataclasses import replace
from datetime import date

import pytest

from geo.articles import read_article
from geo.engine import default_engine
from geo.gazetteer import Gazetteer, fold
from geo.resolve import load_words
from geo.resolve.former import Years, call_up
from geo.types import Span, Toponym, Use


def answers(text, name, published=None):
    article = replace(read_article(text), published=published)
    return [r for r in default_engine().parse(article).resolutions if r.toponym.surface == name]


@pytest.mark.parametrize(
    ("text", "name", "called"),
    [
        ("In 1996 rebels marched on Kisangani, in the east of Zaire.", "Zaire",
         "Democratic Republic of the Congo"),
        ("Mobutu ruled Zaire until 1997.", "Zaire", "Democratic Republic of the Congo"),
        ("He was born in Leningrad in 1952.", "Leningrad", "Saint Petersburg"),
        ("In January 1943 the ring around Leningrad was broken.", "Leningrad",
         "Saint Petersburg"),
        ("The archive of Smyrna was lost in 1922.", "Smyrna", "\u0130zmir"),
        ("In 1903 the consul in Monastir wrote home.", "Monastir", "Bitola"),
        ("The Ottoman governor of Monastir fled.", "Monastir", "Bitola"),
        ("In 1942 the army reached Stalingrad.", "Stalingrad", "Volgograd"),
        ("Miners struck in Stalino in the 1950s.", "Stalino", "Donetsk"),
        ("In 2014 shells fell on Artemivsk, in Donetsk region.", "Artemivsk", "Bakhmut"),
        ("A plane left Leopoldville for Paris in 1961.", "Leopoldville", "Kinshasa"),
    ],
)  # fmt: skip
def test_a_name_of_its_time_is_the_place_of_then(text, name, called):
    for found in answers(text, name):
        assert found.place.name == called
        assert found.reasons[0].startswith(f"{name} was its name ")


@pytest.mark.parametrize(
    ("text", "name", "countries"),
    [
        ("Ships from Sparta and Corinth lay before Troy.", "Troy", {"TR"}),
        ("Sparta and Corinth fought Athens.", "Sparta", {"GR"}),
        ("Carthage sent ships to Syracuse; Rome sent none.", "Carthage", {"TN"}),
        ("Carthage sent ships to Syracuse; Rome sent none.", "Syracuse", {"IT"}),
        ("Scribes left Memphis for Alexandria, and Rome for Palmyra.", "Memphis", {"EG"}),
    ],
)
def test_names_of_one_age_keep_each_other_company(text, name, countries):
    assert {r.place.country for r in answers(text, name) if r.place} == countries


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        (
            "Two men were shot in Zaire province, Angola, in 1994.",
            "Zaire",
            "AO",
        ),
        ("Hotels in Monastir, in Tunisia, were full in 2019.", "Monastir", "TN"),
        ("Police in Smyrna, Georgia, arrested a man in 1922.", "Smyrna", "US"),
        ("The mayors of Troy, Albany and Syracuse met in Rome, N.Y.", "Troy", "US"),
        ("The FBI searched homes in Memphis and in Nashville, Tennessee.", "Memphis", "US"),
        ("Smyrna is a suburb of Atlanta.", "Smyrna", "US"),
    ],
)
def test_what_bears_the_name_today_keeps_it_where_the_words_say_so(text, name, country):
    assert {r.place.country for r in answers(text, name) if r.place} == {country}


def test_the_day_of_publication_tells_the_time():
    text = "A strike went on in Leningrad."
    old = answers(text, "Leningrad", date(1974, 5, 1))[0]
    new = answers(text, "Leningrad", date(2024, 5, 1))[0]
    assert (old.place.kind.value, new.place.kind.value) == ("town", "province")


def test_every_bearer_is_in_the_gazetteer_and_every_row_has_its_years():
    gazetteer, words = Gazetteer.open(layered=False), load_words()
    assert words.former
    for rows in words.former.values():
        for row in rows:
            assert gazetteer.place(row.id).id == row.id
            assert row.since is None or row.since < row.until
    assert all(since < until for _, since, until in words.ages)


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("In 1941 Leningrad starved.", {"former", "in its time"}),
        ("In the 1930s Leningrad grew.", {"former", "in its time"}),
        ("The Soviet press of Leningrad.", {"former", "in its time"}),
        ("In the 20th century Leningrad grew.", {"former", "in its time"}),
        ("In 2004 Leningrad was a word.", {"former"}),
        ("In 1941 it began. Leningrad starved.", {"former"}),
    ],
)
def test_the_time_is_read_in_the_sentence_of_the_name(text, signs):
    at = text.index("Leningrad")
    toponym = Toponym(span=Span(at, at + 9), surface="Leningrad", sentence=0, use=Use.LITERAL)
    (group,) = call_up(
        read_article(text), [toponym], [()], Gazetteer.open(layered=False), load_words()
    )
    assert {name for name, _ in group[0].own} & {"former", "in its time"} == signs


def test_times_meet_where_they_share_a_year():
    assert Years(1924, 1991).meets(Years(1991, 2000))
    assert not Years(1924, 1991).meets(Years(1992, 2000))
    assert fold("L\u00e9opoldville") in load_words().former
