"""The panel's events do what they say and no more."""

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
