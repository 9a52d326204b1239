"""The list beside a map of many articles: what is asked for, a page at a time, in its order."""

# ruff: noqa: RUF001 - print's apostrophe

from datetime import date

import pytest

from components.views import listing, whole
from geo import Asked, Case, gather
from geo.case import add
from tests.geo.case.keeping import NAMES, Reads, arrival, hand, made
from tests.making import KYIV, Read

ENGINE = Reads(NAMES | {"Kyiv": Read(KYIV)})
TEXTS = (
    (
        "Quiet in Diyala\n\nDiyala was quiet. Mosul was not, nor was Mosul’s bridge.",
        "Rudaw",
        "2020-05-09",
    ),
    ("“We left Mosul,” said Ann Lee. Tikrit and Mosul were shelled.", "Wire", "2020-05-01"),
    ("Kyiv was hit; Nowhereton was not. Khanaqin was calm.", None, None),
)


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    path = made(tmp_path_factory.mktemp("listing"))
    with Case.open(path, write=True) as opened:
        for text, publisher, day in TEXTS:
            facts = {"publisher": publisher, "published": day and date.fromisoformat(day)}
            add(opened, arrival(text, **facts), ENGINE, hand())
        return whole.build(gather(opened))


def page(case, asked=None, *, tab="evidence", sort="", number=1):
    return listing.build(
        case, listing.find(case, asked or Asked()), tab=tab, sort=sort, page=number
    )


def texts(view):
    return ["".join(part[0] for part in row["parts"]) for row in view["rows"]]


def more(**pairs):
    return Asked(more=tuple((key.rstrip("_"), value) for key, value in pairs.items()))


def test_every_excerpt_is_listed_whole_with_its_article(case):
    view = page(case)
    assert texts(view) == [
        "Quiet in Diyala",
        "Diyala was quiet.",
        "Mosul was not, nor was Mosul’s bridge.",
        "“We left Mosul,” said Ann Lee.",
        "Tikrit and Mosul were shelled.",
        "Kyiv was hit; Nowhereton was not.",
        "Khanaqin was calm.",
    ]
    assert [row["of"] for row in view["rows"]][-4:] == [
        "Wire, 1 May 2020",
        "Wire, 1 May 2020",
        "",
        "",
    ]
    assert view["rows"][3]["who"] == "Ann Lee"
    assert view["rows"][0]["title"] == "Quiet in Diyala"
    assert view["rows"][1]["work"] == "“Quiet in Diyala”, Rudaw, 9 May 2020"
    assert [row["paragraph"] for row in view["rows"]] == [0, 1, 1, 0, 0, 0, 0]
    assert view["told"] == "All 7 excerpts of 3 articles, 3 independent sources."
    assert (view["count"], view["first"], view["page"], view["last"]) == (7, 1, 1, 1)
    assert view["filters"] == []


def test_names_are_cut_out_with_their_marks(case):
    *_, kyiv, khanaqin = page(case)["rows"]
    assert kyiv["parts"] == [
        ["Kyiv", "geonames:703448@P1", case.marks["geonames:703448@P1"]["number"]],
        [" was hit; Nowhereton was not."],
    ]
    assert khanaqin["parts"][0][1] == "geonames:94591@P1"


def test_a_country_that_is_outlined_says_so(tmp_path):
    with Case.open(made(tmp_path), write=True) as opened:
        add(opened, arrival("Mosul is in Iraq."), ENGINE, hand())
        view = page(whole.build(gather(opened)))
    assert view["rows"][0]["parts"][2] == ["Iraq", "", "a whole country, shown as its outline"]


def test_a_filter_is_told_with_counts(case):
    view = page(case, more(country="UA"))
    assert texts(view) == ["Kyiv was hit; Nowhereton was not."]
    assert view["told"] == (
        "Showing 1 of 7 excerpts, from 1 of 3 articles, 1 independent source. "
        "The map and every file follow."
    )
    assert view["filters"] == [{"key": "country", "words": "UA"}]
    assert [tab[2] for tab in view["tabs"]] == [1, 1, 1, 1]


def test_each_filter_in_force_has_its_words(case):
    asked = Asked(
        voice="direct",
        speaker="Ann Lee",
        more=(
            ("article", case.items[1].article), ("by", "analyst"), ("class", "P1"),
            ("publisher", "Wire"), ("score", "0.5"), ("since", "2020-05-01"), ("words", "left"),
        ),
    )  # fmt: skip
    assert [each["words"] for each in page(case, asked)["filters"]] == [
        "Direct quotes", "Ann Lee", "“We left Mosul,” said Ann Lee.",
        "Wire", "town or site", "Score 0.5 or more", "Placed by an analyst", "“left”",
        "From 1 May 2020",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ({"since": "2020-05-01", "until": "2020-05-02"}, "1 May 2020 to 2 May 2020"),
        ({"since": "2020-05-01", "until": "2020-05-01"}, "1 May 2020"),
        ({"until": "2020-05-02"}, "Until 2 May 2020"),
    ],
)
def test_days_are_one_filter(case, pairs, words):
    view = page(case, more(**pairs))
    assert view["filters"] == [{"key": "since until", "words": words}]
    assert texts(view) == ["“We left Mosul,” said Ann Lee.", "Tikrit and Mosul were shelled."]


def test_words_are_searched_in_whatever_case(case):
    assert texts(page(case, more(words="WAS  not"))) == [
        "Mosul was not, nor was Mosul’s bridge.",
        "Kyiv was hit; Nowhereton was not.",
    ]
    assert page(case, more(words="nothing of this"))["rows"] == []


def test_the_newest_come_first_and_those_without_a_day_last(case):
    days = [row["of"] for row in page(case, sort="new")["rows"]]
    assert days == ["Rudaw, 9 May 2020"] * 3 + ["Wire, 1 May 2020"] * 2 + [""] * 2
    days = [row["of"] for row in page(case, sort="old")["rows"]]
    assert days == ["Wire, 1 May 2020"] * 2 + ["Rudaw, 9 May 2020"] * 3 + [""] * 2
    assert page(case, sort="unheard of")["sort"] == ""


def test_a_place_is_told_with_what_lies_in_it(case):
    view = page(case, Asked(place="adm1:IQ.10@P4"))
    assert view["place"]["name"] == "Diyala"
    assert view["place"]["told"] == "2 excerpts here, 3 with what lies in it"
    assert texts(view) == ["Quiet in Diyala", "Diyala was quiet.", "Khanaqin was calm."]
    assert page(case, Asked(place="geonames:703448"))["place"]["told"] == "1 excerpt here"
    assert page(case)["place"] is None


def test_articles_stand_with_how_much_of_each_passes(case):
    rows = page(case, more(words="mosul"), tab="article")["rows"]
    assert [(row["of"], row["excerpts"], row["every"]) for row in rows] == [
        ("Rudaw, 9 May 2020", 1, 3),
        ("Wire, 1 May 2020", 2, 2),
        ("", 0, 2),
    ]
    rows = page(case, more(words="mosul"), tab="article", sort="many")["rows"]
    assert [row["excerpts"] for row in rows] == [2, 1, 0]
    rows = page(case, tab="article", sort="new")["rows"]
    assert [row["day"] for row in rows] == ["2020-05-09", "2020-05-01", ""]


def test_places_are_sorted_as_asked(case):
    def names(sort):
        return [row["name"] for row in page(case, tab="places", sort=sort)["rows"]]

    assert names("") == ["Diyala", "Mosul", "Tikrit", "Kyiv", "Khanaqin"]
    assert names("name") == ["Diyala", "Khanaqin", "Kyiv", "Mosul", "Tikrit"]
    assert names("number") == ["Diyala", "Mosul", "Tikrit", "Kyiv", "Khanaqin"]
    held = {row["name"]: (row["excerpts"], row["held"]) for row in page(case, tab="places")["rows"]}
    assert held["Diyala"] == (2, 3)
    assert held["Mosul"] == (3, 3)


def test_what_is_not_on_the_map_is_listed_with_its_reason(case):
    view = page(case, tab="unplaced")
    assert [row["name"] for row in view["rows"]] == ["Nowhereton"]
    assert view["tabs"][3] == ["unplaced", "Not on the map", 1]


def test_a_page_holds_a_page_and_no_more(case, monkeypatch):
    monkeypatch.setitem(listing.PAGE, "evidence", 3)
    first, last = page(case), page(case, number=3)
    assert (len(first["rows"]), first["count"], first["last"]) == (3, 7, 3)
    assert texts(last) == ["Khanaqin was calm."]
    assert last["first"] == 7
    assert page(case, number=99)["page"] == 3
    every = [words for number in (1, 2, 3) for words in texts(page(case, number=number))]
    assert every == texts(page(case, number=1)) + texts(page(case, number=2)) + texts(last)
    assert len(set(every)) == 7


def test_the_timeline_keeps_its_bars_under_a_choice_of_days(case):
    whole_line = page(case)["timeline"]
    assert (whole_line["unit"], len(whole_line["bars"]), whole_line["undated"]) == ("day", 9, 1)
    cut = page(case, more(since="2020-05-02"))["timeline"]
    assert [bar[2] for bar in cut["bars"]] == [bar[2] for bar in whole_line["bars"]]
    assert [bar[3] for bar in cut["bars"]] == [0] * 8 + [3]


def test_of_a_story_told_by_many_a_few_titles_are_sent(tmp_path):
    words = "Shells fell on Mosul at dawn, said the mayor, and nobody was hurt in the whole of it."
    path = made(tmp_path)
    with Case.open(path, write=True) as opened:
        for number in range(8):
            add(opened, arrival(f"Paper {number}\n\n{words}"), ENGINE, hand())
        told = whole.build(gather(opened))
    rows = page(told, tab="article")["rows"]
    assert [row["alike"] for row in rows] == [7] * 8
    assert rows[0]["same"] == [*(f"Paper {n}" for n in range(1, 6)), "and 2 more"]
