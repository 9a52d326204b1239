"""All articles of a case on one map: what each thing that the browser tells does, and no more."""

import csv
import io

import pytest
from streamlit.testing.v1 import AppTest

from components import casework
from geo import Asked, Case
from tests.components.test_case_page import APP, TEXTS, ids
from tests.page_cases import open_on
from tests.sessions import Session


def _app():
    """Do what the browser tells, one event a run, and tell what is asked."""
    import streamlit as st

    from components import cached, state, whole
    from components.views import listing

    case = cached.case()
    state.begin_case(tuple(each.article for each in case.articles))
    event = st.session_state.pop("told", None)
    if event is not None:
        whole.obey(event)
    selection = state.get_selection()
    seen = {"whole": state.is_whole(), "article": state.article_id(), "selection": selection}
    if state.is_whole():
        shown = cached.show_whole(case.head)
        found = cached.find_in(shown, selection.asked)
        seen |= {"choices": whole.choices(shown), "shown": shown, "found": found}
        seen |= listing.build(
            shown, found, tab=selection.tab, sort=selection.sort, page=selection.page
        )
    st.session_state["seen"] = seen
    state.publish()


class Whole(Session):
    """A session on the whole case."""

    def __init__(self, **query):
        super().__init__(_app, **({"article": "case"} | query))

    @property
    def address(self):
        """What the address says, without which articles it is about."""
        return {key: at for key, at in self.at.query_params.items() if key != "article"}


@pytest.fixture
def case(tmp_path, monkeypatch):
    return open_on(tmp_path, monkeypatch, *TEXTS)


@pytest.mark.usefixtures("case")
def test_a_filter_is_in_the_address_and_comes_back_from_it():
    whole = Whole()
    every = whole.seen["count"]
    seen = whole.tell(filter={"words": "Homs", "score": "0.5", "voice": "writer"})
    assert 0 < seen["count"] < every
    assert whole.address == {"words": "Homs", "score": "0.5", "speech": "writer"}
    again = Whole(words="Homs", score="0.5", speech="writer").seen
    assert (again["count"], again["filters"]) == (seen["count"], seen["filters"])
    seen = whole.tell(filter={"words": "", "voice": ""})
    assert whole.address == {"score": "0.5"}
    assert whole.tell(clear=True)["count"] == every
    assert whole.address == {}


@pytest.mark.usefixtures("case")
def test_a_place_a_tab_an_order_and_a_page_are_chosen():
    whole = Whole()
    key = whole.tell(tab="places")["rows"][0]["id"]
    assert whole.address == {"tab": "places"}
    seen = whole.tell(sort="name")
    assert (seen["sort"], whole.address["sort"]) == ("name", "name")
    seen = whole.tell(place=key)
    assert (seen["tab"], seen["sort"], seen["selection"].place) == ("evidence", "", key)
    assert whole.tell(place=key)["selection"].place is None
    assert whole.tell(page=7.0)["selection"].page == 7
    assert whole.tell(filter={"words": "Homs"})["selection"].page == 1


def test_an_article_opens_with_what_was_asked(case):
    whole = Whole()
    key = whole.tell(tab="places")["rows"][0]["id"]
    whole.tell(place=key)
    first = whole.seen["rows"][0]["article"]
    seen = whole.tell(open=first)
    assert (seen["whole"], seen["article"]) == (False, first)
    assert (seen["selection"].place, seen["selection"].more) == (key, ())
    assert first in ids(case)
    seen = whole.tell(arrive="?article=case&words=Homs&sort=new&page=2&in=" + first)
    assert seen["whole"]
    assert dict(seen["selection"].more) == {"words": "Homs", "article": first}
    assert (seen["selection"].sort, seen["selection"].page) == ("new", 2)


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(
    "event",
    [
        {},
        {"filter": "words"},
        {"filter": {"unheard": "of", "words": 3, "since": "yesterday", "class": "P9"}},
        {"filter": {"score": "nan", "by": "nobody", "until": "2020-02-30"}},
        {"filter": {"score": "2", "voice": "loud"}},
        {"tab": "unheard of"},
        {"page": float("nan")},
        {"page": -3},
        {"place": None},
        {"open": "f" * 64},
        {"open": 3},
        {"clear": "yes"},
        {"arrive": None},
    ],
)
def test_what_is_no_such_thing_changes_nothing(event):
    whole = Whole()
    before = whole.seen
    seen = whole.run(event)
    assert (seen["selection"], seen["rows"]) == (before["selection"], before["rows"])


@pytest.mark.usefixtures("case")
def test_an_address_with_what_cannot_be_asked_asks_nothing():
    whole = Whole(score="much", since="soon", page="-1", sort="x" * 99, **{"class": "P9"})
    assert whole.seen["selection"].asked == Asked()
    assert whole.seen["selection"].page == 1
    assert whole.seen["sort"] == ""


def test_one_article_has_no_map_of_all(tmp_path, monkeypatch):
    path = open_on(tmp_path, monkeypatch, TEXTS[0])
    seen = Whole().seen
    assert (seen["whole"], seen["article"]) == (False, ids(path)[0])


@pytest.mark.usefixtures("case")
def test_there_is_something_to_choose_from():
    choices = Whole().seen["choices"]
    assert ("writer", "The writer") in choices["voice"]
    assert ("SY", "Syria") in choices["country"]
    assert [value for value, _ in choices["class"]] == sorted(
        value for value, _ in choices["class"]
    )


def test_a_file_has_what_is_on_screen(case):
    whole = Whole()
    seen = whole.tell(filter={"words": "Homs"})
    asked = seen["selection"].asked
    table = casework.write_whole(lambda _: None, case, asked, "csv").decode()
    rows = list(csv.DictReader(io.StringIO(table)))
    named = [row for row in rows if row["on_map"] == "true"]
    assert len(named) == seen["found"].chosen.counts.on_map
    assert {row["mark"] for row in named} == {
        mark.key for mark in seen["found"].chosen.marks if mark.shown
    }


def test_what_was_decided_is_on_the_map_of_all(case):
    before = Whole().seen["shown"]
    with Case.open(case) as opened:
        end = opened.head.hash
    assert before.head == end
    casework.forget(case, ids(case)[0], why="asked")
    at = AppTest.from_file(str(APP), default_timeout=60)
    at.query_params["article"] = "case"
    at.run()
    assert not at.exception
    assert at.query_params["article"] == ids(case)[0]


@pytest.mark.usefixtures("case")
def test_the_page_draws_it():
    at = AppTest.from_file(str(APP), default_timeout=60)
    at.query_params["article"] = "case"
    at.run()
    assert not at.exception
    assert at.selectbox[0].value == "case"
    at.selectbox[0].select_index(1)
    at.run()
    assert at.query_params["article"] != "case"
