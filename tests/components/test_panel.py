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


def test_a_place_is_selected_and_cleared():
    assert "place='adm1:IQ.10'" in after({"type": "select", "value": "adm1:IQ.10"})
    assert "place=None" in after(
        {"type": "select", "value": "adm1:IQ.10"}, {"type": "select", "value": ""}
    )


def test_filters_and_tab_are_kept():
    shown = after(
        {"type": "speaker", "value": "A Speaker"},
        {"type": "speech", "value": "direct"},
        {"type": "tab", "value": "article"},
    )
    assert "speaker='A Speaker'" in shown
    assert "speech='direct'" in shown
    assert "tab='article'" in shown


def test_a_name_and_another_choice_for_it_are_chosen():
    shown = after({"type": "select", "value": "", "name": 3.0})
    assert "place=None" in shown
    assert "name=3, rival=None" in shown
    rival = {"type": "rival", "value": "geonames:1", "name": 3}
    assert "name=3, rival='geonames:1'" in after(rival)
    assert "name=3, rival=None" in after(rival, {**rival, "value": ""})
    assert "tab='evidence'" in after(
        {"type": "tab", "value": "unplaced"}, {"type": "read", "value": "", "name": 0}
    )


@pytest.mark.parametrize("name", [-1, 1e300, "0", None, True, [0], float("nan")])
def test_only_an_index_is_a_name(name):
    assert after({"type": "rival", "value": "geonames:1", "name": name}) == after()


def test_unknown_events_change_nothing():
    odd = [{}, {"type": "boom"}, {"type": "speech", "value": 7}, {"type": "tab", "value": "x"}]
    assert after(*odd) == after()


def _drawn():
    from components import panel, state
    from components.views import panel as view
    from geo import default_engine, read_article

    parse = default_engine().parse(read_article("Shells hit Homs, a doctor said."))
    panel.render(view.build(parse), state.get_selection(), key="panel")


def test_it_renders():
    at = AppTest.from_function(_drawn).run(timeout=30)
    assert not at.exception
