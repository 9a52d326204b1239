"""Affixes are one list: what a word makes a place, and among what a name is looked up."""

import pytest

from geo.gazetteer import strip_affix
from geo.language.lists import read_lists
from geo.resolve.words import load_words
from geo.types import Kind

ROWS = read_lists().rows("affixes.csv")
AREAS = {Kind.COUNTRY, Kind.PROVINCE, Kind.REGION, Kind.CONTINENT, Kind.ISLAND}


@pytest.mark.parametrize(
    ("name", "bare", "kinds"),
    [
        ("diyala governorate", "diyala", {Kind.PROVINCE}),
        ("diyala and nineveh governorates", "diyala and nineveh", {Kind.PROVINCE}),
        ("kurdistan region", "kurdistan", {Kind.PROVINCE, Kind.REGION}),
        ("orange county", "orange", {Kind.PROVINCE, Kind.DISTRICT, Kind.TOWN}),
        ("kifri subdistrict", "kifri", {Kind.DISTRICT, Kind.TOWN}),
        ("lake tharthar", "tharthar", {Kind.LAKE}),
        ("jebel marra", "marra", {Kind.MOUNTAINS}),
        ("greater london", "london", {Kind.TOWN}),
        ("central mali", "mali", {Kind.TOWN} | AREAS),
        ("northeastern syria", "syria", AREAS),
        ("northern lake province", "northern lake", {Kind.PROVINCE}),  # the last word goes first
        ("domiz camp", "domiz camp", set()),  # looked up whole, though it makes a place a site
        ("governorate", "governorate", set()),
        ("diyala", "diyala", set()),
        ("", "", set()),
    ],
)
def test_a_name_is_looked_up_without_its_affix_among_what_the_affix_admits(name, bare, kinds):
    assert strip_affix(name) == (bare, kinds)


def test_each_row_says_something_once_and_both_columns_agree():
    assert len({(row["word"], row["side"]) for row in ROWS}) == len(ROWS)
    for row in ROWS:
        kinds = row["looked_up"].split("|") if row["looked_up"] else []
        assert row["kind"] or kinds, row
        assert not kinds or row["side"] != "of", row
        assert not (row["kind"] and kinds) or row["kind"] in kinds, row


def test_a_word_that_any_place_may_bear_makes_it_of_no_kind():
    affixes = load_words().affixes
    plain = {(row["word"], row["side"]) for row in ROWS if not row["kind"]}
    assert ("central", "before") in plain
    assert not plain & set(affixes)
    assert affixes["lake", "before"] is Kind.LAKE
