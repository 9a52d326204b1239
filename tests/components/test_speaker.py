"""Whose words a quote is: asked on the page, written into the case, told beside the engine's."""

import json
import pickle

import pytest
from streamlit.testing.v1 import AppTest  # noqa: F401 - each test is a session of its own

from components import cached, casework, panel, state
from components.views import panel as panel_view
from components.views import shown, speaker
from geo import (
    Case,
    Hand,
    Terms,
    What,
    decide_quote,
    default_engine,
    read_article,
    survey,
)
from tests.components.test_case_page import look, page, words
from tests.page_cases import field_key, open_on

TEXT = (
    "A night in Homs\n\n"
    "“Two were hurt in Homs,” said Anna Smith, a nurse. “Aleppo was calm,” said Omar Haddad, "
    "a driver. The road to Idlib was closed.\n"
)


@pytest.fixture
def case(tmp_path, monkeypatch):
    return open_on(tmp_path, monkeypatch, TEXT.encode())


def ask(at, quote):
    """Ask whose words a quote is, as the panel does."""
    at.session_state["dateline-asking"] = state.SPEAKER
    at.session_state["dateline-asking-about"] = quote
    return look(at)


def save(at):
    at.button(key=field_key(at, "speaker-save")).click()
    return look(at)


def seen(case):
    """What the page shows of the case's article."""
    (kept,) = casework.listing(case).articles
    return pickle.loads(casework.show_packed(shown.untold, case, kept.article))  # noqa: S301 - ours


def first(case):
    """The excerpt in the first quote."""
    return next(x for x in json.loads(seen(case).panel)["excerpts"] if x["quote"] == 0)


@pytest.mark.usefixtures("case")
def test_the_speakers_of_the_article_and_nobody_can_be_chosen():
    at = ask(page(), 0)
    options = [
        each.replace("\\", "") for each in at.radio(key=field_key(at, "speaker-answer")).options
    ]
    engine, other = "Anna Smith (the engine)", "Omar Haddad"
    assert options == [engine, other, "Nobody is named", "Somebody else"]
    assert "the engine: Anna Smith" in words(at)
    assert ">Two were hurt in Homs,<" in words(at)


@pytest.mark.parametrize(
    ("number", "name", "who"),
    [(0, "", "Anna Smith"), (1, "", "Omar Haddad"), (2, "", None), (3, "Lina   Said", "Lina Said")],
)
def test_an_answer_is_told_beside_the_engines_and_taken_back(case, number, name, who):
    before = first(case)
    at = ask(page(), 0)
    radio = at.radio(key=field_key(at, "speaker-answer"))
    radio.set_value(radio.options[number])
    at.text_input(key=field_key(at, "speaker-name")).set_value(name)
    at.text_input(key=field_key(at, "speaker-why")).set_value("heard on the tape")
    save(at)
    after = first(case)
    assert after["speaker"] == who
    assert (after["analyst"]["who"], after["analyst"]["why"]) == ("Ann", "heard on the tape")
    assert after["analyst"]["engine"] == "Anna Smith"
    casework.turn(case, after["analyst"]["entry"], back=True)
    assert first(case) == before


def test_a_name_alone_is_an_answer(case):
    at = ask(page(), 0)
    at.text_input(key=field_key(at, "speaker-name")).set_value("Lina Said")
    save(at)
    assert first(case)["speaker"] == "Lina Said"


def test_nothing_chosen_is_a_sentence_and_nothing_is_saved(case):
    entry = casework.listing(case).entry
    at = save(ask(page(), 0))
    assert at.error[0].value == "Choose who it is first, or write the name."
    assert casework.listing(case).entry == entry


def test_two_answers_are_none(case):
    entry = casework.listing(case).entry
    at = ask(page(), 0)
    radio = at.radio(key=field_key(at, "speaker-answer"))
    radio.set_value(radio.options[0])
    at.text_input(key=field_key(at, "speaker-name")).set_value("Lina Said")
    save(at)
    assert at.error[0].value.startswith("You chose one and wrote another name")
    assert casework.listing(case).entry == entry


def test_what_another_hand_decided_since_is_refused(case):
    at = ask(page(), 0)
    view = speaker.build(*shown.opened(seen(case).parse), 0)
    with Case.open(case, write=True) as held:
        terms = Terms(hand=Hand(who="Bob"))
        decide_quote(held, view.article, view.span, speaker.said("Eve"), terms)
    at.text_input(key=field_key(at, "speaker-name")).set_value("Lina Said")
    save(at)
    assert "Bob decided this since" in at.error[0].value
    assert first(case)["speaker"] == "Eve"


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("quote", [None, 7])
def test_a_quote_that_is_no_more_asks_nothing(quote):
    at = ask(page(), quote)
    assert "dateline-asking" not in at.session_state
    assert field_key(at, "speaker-answer") not in {each.key for each in at.radio}


def test_the_panel_asks_by_the_quotes_index_and_takes_back_by_entry(monkeypatch):
    asked = []
    monkeypatch.setattr(state, "choose", lambda _: None)
    monkeypatch.setattr(state, "kept_article", lambda: "e237")
    monkeypatch.setattr(state, "look_again", lambda *_: None)
    monkeypatch.setattr(state, "ask", lambda *said: asked.append(said))
    monkeypatch.setattr(cached, "turn", lambda entry, *, back: asked.append((entry, back)))
    event = dict.fromkeys(("place", "speaker", "speech", "tab", "name", "rival"))
    for more in ({"quote": 2}, {"quote": 2.0}, {"quote": "2"}, {"quote": -1}, {"unsay": 9}):
        panel.obey(event | more)
    assert asked == [(state.SPEAKER, 2), (state.SPEAKER, 2), (9, True)]


def test_without_decisions_nothing_is_said_of_an_analyst():
    view = panel_view.build(survey([default_engine().parse(read_article(TEXT.encode()))]))
    assert [x["quote"] for x in view.excerpts] == [None, 0, 1, None]
    assert all("analyst" not in x for x in view.excerpts)


def test_a_long_quote_is_cut_and_its_blanks_are_one():
    words = "“Homs " + "was  calm " * 90 + "in May,” said Ann Lee, a nurse."
    parse = default_engine().parse(read_article(words.encode()))
    view = speaker.build(parse, None, parse.quotes[0].index)
    assert len(view.quote) == 401
    assert "  " not in view.quote
    assert speaker.said(None).what is What.NO_SPEAKER
