"""The review of a case's article: what each thing that the browser tells does, and no more."""

import pytest

from components import casework
from geo import Case
from geo.case import opening
from tests.components.test_case_page import TEXTS, look, page
from tests.page_cases import open_on
from tests.sessions import Session


def _app():
    """Do what the browser tells, one event a run, and tell what is asked next."""
    import streamlit as st

    from components import cached, review, state
    from components.review import asking
    from components.views.review import Order

    case = cached.case()
    state.begin_case(tuple(each.article for each in case.articles))
    event = st.session_state.pop("told", None)
    if event is not None:
        review.obey(state.kept_article(), event)
    article, order = state.kept_article(), Order(later=state.later(), first=state.first())
    asked = asking.of_article(article, order) if article else asking.of_case(order)
    st.session_state["seen"] = {
        **asked.view,
        "reviewing": state.is_reviewing(),
        "asking": state.is_asking(state.CORRECTION),
        "about": state.asking_about(),
        "reviewing_about": review.about(),
        "name": state.get_selection().name,
        "notes": state.notes(),
    }


class Review(Session):
    """A session that reviews."""

    def __init__(self, **query):
        super().__init__(_app, mode="review", **query)

    def tell(self, **event):
        asked = {"key": self.seen["question"]["key"], "entry": self.seen["entry"]}
        return super().tell(**(asked | event))


@pytest.fixture
def case(tmp_path, monkeypatch):
    return open_on(tmp_path, monkeypatch, *TEXTS)


def log(path):
    with Case.open(path) as opened:
        return opened.log()


def ids(path):
    return [each.article for each in casework.listing(path).articles]


def of(path, article):
    """What is left to ask of an article."""
    return casework.review(path, article).queue


def asked_for(review, name):
    """Leave names for later until one is asked for."""
    for _ in range(9):
        if review.seen["question"]["name"] == name:
            return review.seen["question"]
        review.tell(later=True)
    raise AssertionError(name)


def test_an_answer_is_one_entry_for_every_mention_and_the_next_name_comes(case):
    review = Review()
    asked = asked_for(review, "Homs")
    assert asked["covers"] == "both mentions"
    seen = review.tell(answer="accept", why="  so it\n is ")
    assert seen["question"]["name"] != "Homs"
    assert (seen["progress"]["answered"], seen["progress"]["total"]) == (1, 3)
    last = log(case)[-1]
    assert (last.what, last.who, last.why) == ("accept", "Ann", "so it is")
    assert len(last.after["spans"]) == 2
    assert seen["last"]["said"] == "accepted"


def test_another_place_and_no_place_are_answered(case):
    review = Review()
    asked = asked_for(review, "Paris")
    texas = next(each for each in asked["answers"] if "Texas" in each["where"])
    review.tell(answer=texas["key"])
    assert log(case)[-1].after["place"]["id"] == texas["key"]
    review.tell(answer="not-a-place")
    assert log(case)[-1].what == "not-a-place"
    seen = review.tell(answer="undecided")
    assert log(case)[-1].what == "undecided"
    assert seen["question"] is None


def test_an_answer_that_comes_twice_is_one_decision(case):
    review = Review()
    event = {"key": review.seen["question"]["key"], "entry": review.seen["entry"]}
    review.run(event | {"answer": "undecided"})
    before = casework.listing(case).head
    review.run(event | {"answer": "undecided"})
    assert casework.listing(case).head == before


def test_undo_takes_the_last_decision_back_and_asks_again(case):
    review = Review()
    name = review.seen["question"]["name"]
    review.tell(answer="undecided")
    review.tell(answer="undecided")
    for _ in range(2):
        seen = review.run({"undo": review.seen["last"]["entry"]})
    assert seen["question"]["name"] == name
    assert seen["last"] is None
    assert [entry.what for entry in log(case)[-2:]] == ["undo", "undo"]


@pytest.mark.usefixtures("case")
def test_what_is_left_for_later_comes_last():
    review = Review()
    names = []
    for _ in range(4):
        names.append(review.seen["question"]["name"])
        review.tell(later=True)
    assert names[0] == names[3]
    assert len(set(names)) == 3
    assert review.seen["progress"]["later"] == 3


def test_another_hands_decision_is_not_written_over_unseen(case, monkeypatch):
    review = Review()
    asked = asked_for(review, "Homs")
    monkeypatch.setenv("DATELINE_WHO", "Bob")
    other = Review()
    asked_for(other, "Homs")
    other.tell(answer="undecided")
    other.run({"undo": other.seen["last"]["entry"]})  # open again
    monkeypatch.setenv("DATELINE_WHO", "Ann")
    before = casework.listing(case).head
    seen = review.tell(answer="accept")
    assert "Bob decided this since" in seen["notes"][0]
    assert seen["question"]["name"] == asked["name"]
    assert casework.listing(case).head == before
    assert review.tell(later=True)["notes"] == ()


@pytest.mark.usefixtures("case")
def test_a_refusal_is_a_sentence_and_the_question_stays(monkeypatch):
    review = Review()
    name = review.seen["question"]["name"]

    monkeypatch.setattr(opening.os, "access", lambda _path, mode: mode != opening.os.W_OK)
    seen = review.tell(answer="undecided")
    assert "can be read and not written here" in seen["notes"][0]
    assert seen["notes"][0].endswith("Nothing was saved.")
    assert seen["question"]["name"] == name


@pytest.mark.usefixtures("case")
def test_something_else_opens_the_dialog_on_the_name():
    review = Review()
    asked = asked_for(review, "Paris")
    seen = review.tell(**{"else": True})
    assert (seen["asking"], seen["about"], seen["name"]) == (True, None, asked["index"])


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("way", ["point", "within", "rule"])
def test_a_key_of_its_own_opens_the_dialog_with_that_chosen(way):
    seen = Review().tell(**{"else": way})
    assert (seen["asking"], seen["about"]) == (True, way)


def test_another_article_is_opened_and_stays_under_review(case):
    first, second = ids(case)
    review = Review()
    assert review.seen["article"] == first
    seen = review.run({"open": second})
    assert (seen["article"], seen["reviewing"]) == (second, True)
    assert review.run({"open": "f" * 64})["article"] == second


def test_it_is_left_by_escape_and_by_back(case):
    first, second = ids(case)
    review = Review(article=second)
    assert review.seen["article"] == second
    assert review.seen["reviewing"]
    assert not review.run({"leave": True})["reviewing"]
    assert review.run({"arrive": f"?article={second}&mode=review"})["reviewing"]
    seen = review.run({"arrive": f"?article={first}&tab=places"})
    assert (seen["reviewing"], seen["article"]) == (False, first)


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"key": "gone:4", "answer": "accept", "entry": 3},
        {"key": 3, "answer": "accept", "entry": 3},
        {"answer": "geonames:0"},
        {"answer": None},
        {"answer": "accept", "entry": None},
        {"answer": "accept", "entry": True},
        {"answer": "accept", "entry": float("nan")},
        {"undo": "4", "key": None},
        {"undo": 2, "key": None},
        {"undo": 99, "key": None},
        {"open": None, "key": None},
    ],
)
def test_what_is_no_event_of_ours_changes_nothing(case, event):
    review = Review()
    before, seen = casework.listing(case).head, review.seen
    assert review.tell(**event) == seen
    assert casework.listing(case).head == before


def test_the_header_leads_to_the_review_and_back_and_the_address_keeps_it(case):
    at = page()
    button = at.button(key="dl-mode-review")
    assert button.label == "Review 3"
    button.click()
    look(at)
    assert at.query_params["mode"] == "review"
    assert {each.label for each in at.button} == {"Read", "Review", "Publish"}
    at.button(key="dl-mode-read").click()
    look(at)
    assert "mode" not in at.query_params
    again = page(mode="review", article=ids(case)[1])
    assert (again.query_params["mode"], again.query_params["article"]) == ("review", ids(case)[1])
    assert not again.selectbox


@pytest.mark.usefixtures("case")
def test_a_link_to_what_is_not_in_the_case_reviews_nothing():
    at = page(mode="review", article="f" * 64)
    assert "mode" not in at.query_params
    assert at.selectbox


def test_a_case_that_cannot_be_read_any_more_is_a_sentence(case):
    at = page(mode="review")
    case.unlink()
    at.run()
    assert not at.exception
    assert at.title[0].value == "This case cannot be opened"


def test_the_next_article_with_an_open_name_is_offered(case):
    first, second = ids(case)

    def answered(article):
        review = Review(article=article)
        assert review.seen["next"] is None
        while review.seen["question"]:
            review.tell(answer="undecided")
        return review.seen["next"]

    assert answered(first) == {
        "article": second, "title": "Shells <b>fell</b> on Samarra on Monday.", "names": 1,
    }  # fmt: skip
    assert answered(second) is None


def test_all_articles_are_asked_about_at_once_the_most_at_stake_first(case):
    first, second = ids(case)
    stakes = {
        (article[:12], question.name): question.stake
        for article in (first, second)
        for question in of(case, article).questions
    }
    review, asked = Review(article="case"), []
    assert review.seen["progress"]["total"] == len(stakes) == 4
    while (now := review.seen["question"]) is not None:
        asked.append((now["key"].partition(":")[0], now["name"].casefold()))
        seen = review.tell(answer="undecided")
        assert seen["progress"]["answered"] == len(asked)
        assert seen["last"]["name"].casefold() == asked[-1][1]
    assert [stakes[each] for each in asked] == sorted(stakes.values(), reverse=True)
    assert len({article for article, _ in asked}) == 2
    assert (review.seen["whole"], review.seen["next"]) == (True, None)


def test_in_all_articles_what_is_taken_back_is_asked_again_and_what_is_put_off_comes_last(case):
    first, second = ids(case)
    review = Review(article="case")
    put_off = review.seen["question"]["key"]
    review.tell(later=True)
    assert review.seen["question"]["key"] != put_off
    name = review.seen["question"]["name"]
    seen = review.tell(answer="undecided")
    assert seen["question"]["name"] != name
    seen = review.run({"undo": seen["last"]["entry"]})
    assert seen["question"]["name"] == name
    while review.seen["question"]["key"] != put_off:
        review.tell(answer="undecided")
    assert review.seen["progress"]["later"] == 1
    other = Review(article=second if put_off.startswith(first[:12]) else first)
    assert other.seen["question"] is None  # what was answered there is answered here
    assert review.tell(answer="undecided")["question"] is None


def test_what_another_hand_decides_is_not_asked_again_in_all_articles(case, monkeypatch):
    first, _ = ids(case)
    review = Review(article="case")
    monkeypatch.setenv("DATELINE_WHO", "Bob")
    bob = Review(article=first)
    while bob.seen["question"]:
        bob.tell(answer="undecided")
    monkeypatch.setenv("DATELINE_WHO", "Ann")
    seen = review.run()
    assert (seen["progress"]["answered"], seen["progress"]["total"]) == (3, 4)
    assert not seen["question"]["key"].startswith(first[:12])


def test_the_dialog_opens_on_a_name_of_whichever_article(case):
    review = Review(article="case")
    while review.seen["question"]["name"] != "Samarra":
        review.tell(later=True)
    seen = review.tell(**{"else": "point"})
    assert (seen["asking"], seen["name"], seen["about"]) == (True, 0, "point")
    assert seen["reviewing_about"] == ids(case)[1]
