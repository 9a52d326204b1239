"""A name that the engine missed: found in the text, said what it is, and put on the map."""

import json
import pickle

import pytest
from streamlit.testing.v1 import AppTest  # noqa: F401 - each test is a session of its own

from components import casework, panel, state
from components.views import missed, shown
from geo import Span, read_article
from tests.components.test_case_page import look, page, words
from tests.geo.case.keeping import Reads
from tests.making import KHANAQIN, MOSUL
from tests.page_cases import field_key, open_on

TEXT = (
    "A night in Homs\n\nTwo were hurt in Homs. They had come by way of <b>Fallujah</b> gate.\n\n"
    "The road by way of the river was closed.\n"
)


@pytest.fixture
def case(tmp_path, monkeypatch):
    return open_on(tmp_path, monkeypatch, TEXT.encode())


def ask(at, about):
    at.session_state["dateline-asking"] = state.MISSED
    at.session_state["dateline-asking-about"] = about
    return look(at)


def names(case):
    (kept,) = casework.listing(case).articles
    seen = pickle.loads(casework.show_packed(shown.untold, case, kept.article))  # noqa: S301 - ours
    return [each["name"] for each in json.loads(seen.panel)["names"]]


def save(at):
    at.button(key=field_key(at, "correction-save")).click()
    return look(at)


def test_words_that_were_selected_become_a_name_at_a_point(case):
    assert "gate" not in names(case)
    at = ask(page(), ("gate", 2))
    assert at.text_input(key=field_key(at, "missed-name")).value == "gate"
    assert "the engine: no name here" in words(at)
    assert field_key(at, "correction-scope") not in {each.key for each in at.radio}
    radio = at.radio(key=field_key(at, "correction-answer"))
    radio.set_value(radio.options[-1])
    look(at)
    at.radio(key=field_key(at, "correction-way")).set_value("A point")
    look(at)
    at.text_input(key=field_key(at, "correction-point")).set_value("33.35, 43.78")
    look(at)
    save(at)
    assert "gate" in names(case)
    at.button(key="case-undo").click()
    look(at)
    assert "gate" not in names(case)


def test_which_of_several_is_meant_can_be_chosen(case):
    at = ask(page(), ("", None))
    assert not at.error
    at.text_input(key=field_key(at, "missed-name")).set_value("by  way")
    look(at)
    where = at.radio(key=field_key(at, "missed-at"))
    assert [option.replace("\\", "") for option in where.options] == [
        "¶2: They had come **by way** of <b>Fallujah</b> gate.",
        "¶3: The road **by way** of the river was closed.",
    ]
    assert case.exists()


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("typed", ["Atlantis", "way of the moon", "Homs"])
def test_words_that_are_not_there_or_a_name_already_are_told(typed):
    at = ask(page(), (typed, None))
    said = "The article has no such words, or they are a name of a place already."
    assert said in [each.value for each in at.text]
    assert field_key(at, "correction-save") not in {each.key for each in at.button}


PARSE = Reads().parse(
    read_article(b"Mosul fell. Old Mosul, in Mosul Dam; xMosul. Samarra, Samarra.")
)


def test_whole_words_are_found_in_order_those_of_the_sentence_first():
    def spans(*asked):
        return [(f.span.start, f.before, f.words, f.after) for f in missed.find(PARSE, *asked)]

    assert [start for start, *_ in spans("Samarra")] == [45, 54]
    assert spans("old Mosul") == spans("ld Mosul") == spans("Old Mosu") == []
    assert spans(" Old   Mosul ") == [(12, "", "Old Mosul", ", in Mosul Dam; xMosul.")]
    assert spans("Mosul") == []  # each of them is a name already
    assert spans("") == spans("  ") == []
    two = Reads({}).parse(PARSE.article)
    assert [f.span.start for f in missed.find(two, "Mosul")] == [0, 16, 26]
    assert [f.span.start for f in missed.find(two, "Mosul", 1)] == [16, 26, 0]


def test_no_more_are_offered_than_can_be_chosen_from():
    many = Reads({}).parse(read_article(b"Samarra fell. " * 500))
    assert len(missed.find(many, "Samarra")) == 8


def test_a_long_sentence_is_cut_between_words():
    words = "Quietly " + "abcde " * 12
    parse = Reads({}).parse(read_article(f"{words}Samarra {words.lower()}end.".encode()))
    (found,) = missed.find(parse, "Samarra")
    assert found.before == "… " + "abcde " * 9
    assert found.after == " quietly" + " abcde" * 8 + " …"


def test_what_the_gazetteer_has_of_the_name_can_be_answered():
    view = missed.build(PARSE, Span(45, 52), (MOSUL, KHANAQIN, MOSUL))
    assert (view.name, view.mentions, view.missed) == ("Samarra", 1, True)
    assert [option.place for option in view.options] == [MOSUL, KHANAQIN]
    assert all(option.said.place is option.place for option in view.options)


def test_the_panel_asks_with_the_words_and_their_sentence(monkeypatch):
    asked = []
    monkeypatch.setattr(state, "choose", lambda _: None)
    monkeypatch.setattr(state, "kept_article", lambda: "e237")
    monkeypatch.setattr(state, "look_again", lambda *_: None)
    monkeypatch.setattr(state, "ask", lambda *said: asked.append(said))
    event = dict.fromkeys(("place", "speaker", "speech", "tab", "name", "rival"))
    for more in ({"missed": "x" * 200, "sentence": 3.0}, {"missed": ""}, {"missed": 7}):
        panel.obey(event | more)
    assert asked == [(state.MISSED, ("x" * 120, 3)), (state.MISSED, ("", None))]
