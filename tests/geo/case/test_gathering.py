"""The articles of a case as one survey: each with its arrivals, and one story counted once."""

from dataclasses import replace

import pytest

from geo.case import Case, Terms, add, decide_name, draw, gather
from geo.decisions import Answer, What
from geo.errors import ExportError
from geo.mapped import Asked, answer
from tests.geo.case.keeping import Reads, added, arrival, hand, made
from tests.making import KHANAQIN

WIRE = (
    "Shells fell on Mosul on Monday, and two people were hurt there when a house of the old town "
    "burned down to its walls, said a nurse of the hospital that took both of them in at night."
)
SITE = f"{WIRE} Read more of this on our pages."
OTHER = "Tikrit was calm, and so was Khanaqin."


@pytest.fixture
def case(tmp_path):
    path = made(tmp_path)
    with Case.open(path, write=True) as opened:
        added(opened, WIRE, publisher="Wire")
        added(opened, SITE, publisher="Site")
        added(opened, OTHER, publisher="Wire")
        yield opened


def test_one_story_is_one_source(case):
    gathered = gather(case)
    assert [origin.source for origin in gathered.found.origins] == ["Wire", "Wire", "Wire"]
    added(case, "Diyala was quiet.", publisher="Rudaw")
    counts = answer(gather(case).found, Asked()).counts
    assert (counts.articles, counts.sources) == (4, 2)
    only = gather(case, Asked(more=(("publisher", "Site"),)))
    assert [origin.source for origin in only.found.origins] == ["Site"]
    assert len(only.listed) == 4


def test_an_article_is_of_every_publisher_that_it_came_from(case):
    again = arrival(OTHER, publisher="Rudaw")
    add(case, replace(again, input="b.txt", name="b.txt"), Reads(), hand())
    asked = Asked(more=(("publisher", "Rudaw"),))
    assert answer(gather(case).found, asked).counts.articles == 1
    assert draw(case, asked).shown.counts.articles == 1
    assert [each["map"]["counts"]["on_map"] for each in draw(case, asked).results()] == [2]


def test_the_stamp_says_who_decided_what(case):
    third = case.ids()[2]
    span = case.parse(third).toponyms[0].span
    decide_name(case, third, span, Answer(what=What.PLACE, place=KHANAQIN), Terms(hand=hand()))
    gathered = gather(case)
    assert gathered.stamp.title == "A case"
    assert gathered.stamp.head == case.head.hash
    assert {at: who.who for at, who in gathered.stamp.decided.items()} == {(2, 0): "Ann"}


def test_none_that_is_asked_for_is_a_sentence(case):
    with pytest.raises(ExportError, match="none of its 3 articles is of publisher Nobody"):
        gather(case, Asked(more=(("publisher", "Nobody"),)))


def test_an_empty_case_is_a_sentence(tmp_path):
    with Case.open(made(tmp_path)) as empty, pytest.raises(ExportError, match="no article yet"):
        gather(empty)
