"""The panel's events do what they say and no more."""

import pytest
from streamlit.testing.v1 import AppTest


def _app():
    import streamlit as st

    from components import panel, state

    for event in st.session_state.get("events", []):
        panel.obey(event)
    st.text(repr(state.get_selection()))


def after(*events):
    at = AppTest.from_function(_app)
    at.session_state["events"] = list(events)
    at.run()
    assert not at.exception
    return at.text[0].value


NOTHING = {
    "place": None,
    "speaker": None,
    "speech": None,
    "tab": "evidence",
    "name": None,
    "rival": None,
}


def test_a_place_is_selected_and_cleared():
    chosen = {**NOTHING, "place": "adm1:IQ.10"}
    assert "place='adm1:IQ.10'" in after(chosen)
    assert after(chosen, NOTHING) == after()


def test_filters_and_tab_are_kept():
    shown = after({**NOTHING, "speaker": "A Speaker", "speech": "direct", "tab": "article"})
    assert "speaker='A Speaker'" in shown
    assert "speech='direct'" in shown
    assert "tab='article'" in shown


def test_a_name_and_another_choice_for_it_are_chosen():
    name = {**NOTHING, "name": 3.0}
    assert "name=3, rival=None" in after(name)
    assert "name=3, rival='geonames:1'" in after({**name, "rival": "geonames:1"})
    assert "name=3, rival=None" in after({**name, "rival": "geonames:1"}, name)


@pytest.mark.parametrize("name", [-1, 1e300, "0", None, True, [0], float("nan")])
def test_only_an_index_is_a_name(name):
    assert after({**NOTHING, "name": name}) == after()


def test_unknown_values_fall_back():
    odd = {"place": 7, "speaker": ["x"], "speech": "sung", "tab": "attic", "rival": "geonames:1"}
    assert after({**NOTHING, **odd}) == after()


def test_half_an_event_changes_nothing():
    assert after({}, {"type": "boom"}, {"place": "adm1:IQ.10"}) == after()


def _drawn():
    from components import panel, state
    from components.views import panel as view
    from geo import default_engine, read_article, survey

    parse = default_engine().parse(read_article("Shells hit Homs, a doctor said."))
    made = view.pack(view.build(survey([parse])))
    panel.render(made, state.get_selection(), key="panel")


def test_it_renders():
    at = AppTest.from_function(_drawn).run(timeout=60)
    assert not at.exception


def test_back_and_forward_lead_to_an_article():
    step = {**NOTHING, "place": "adm1:IQ.10", "article": "sample"}
    assert "place='adm1:IQ.10'" in after(step)
    gone = {**step, "article": "own-00000000"}
    assert after(gone) == after()
    assert "place='adm1:IQ.10'" in after({**step, "article": 7})
