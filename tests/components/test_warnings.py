"""What the engine can do without is said on the page; what it cannot stops it."""

from streamlit.testing.v1 import AppTest

from components import cached
from geo import default_engine


def _noticed():
    import streamlit as st

    from components import theme

    theme.notice(tuple(st.session_state.get("sentences", ())))


def shown(*sentences):
    at = AppTest.from_function(_noticed)
    at.session_state["sentences"] = list(sentences)
    at.run()
    assert not at.exception
    return [element.proto.body for element in at.get("html")]


def test_nothing_is_said_when_nothing_is_missing():
    assert shown() == []


def test_a_warning_is_a_status_and_a_sentence():
    (line,) = shown("the model is missing; run `dateline check`")
    assert 'role="status"' in line
    assert "The model is missing; run “dateline check”." in line


def test_two_warnings_share_one_line():
    (line,) = shown("one thing is missing.", "another is too")
    assert "One thing is missing. Another is too." in line


def test_a_warning_cannot_carry_markup():
    (line,) = shown('no <img src=x onerror=alert(1)> "here"')
    assert "<img" not in line


def test_only_a_missing_model_lets_the_page_open():
    assert not cached.is_needed("models/recogniser.onnx")
    assert cached.is_needed("gazetteer/names.marisa")
    assert cached.is_needed("manifest.json")


def test_the_pages_own_engine_says_what_it_lacks():
    assert cached.warnings() == default_engine().warnings
