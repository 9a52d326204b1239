"""A new article: opened, refused with a reason, undone."""

import pytest
from streamlit.testing.v1 import AppTest


def _page():
    import streamlit as st

    from components import intake, state

    intake.form(key="intake")
    intake.render_way_back(key="way")
    st.text(repr(state.article_data()))


def opened(words):
    at = AppTest.from_function(_page, default_timeout=30).run()
    at.text_area(key="intake-words").set_value(words)
    return send(at)


def send(at):
    """Press the button and look until the work is done."""
    next(b for b in at.button if b.label == "Map this article").click().run()
    while "Stop" in {button.label for button in at.button}:
        at.run()
    assert not at.exception
    return at


def shown(at):
    return at.text[-1].value


def test_an_article_is_opened_and_can_be_undone():
    at = opened("Shells hit Homs on Monday. Aleppo was quiet.")
    assert "Homs" in shown(at)
    at.button(key="way-back").click().run()
    assert shown(at) == "None"


def test_the_sample_is_one_click_away():
    at = opened("Shells hit Homs on Monday. Aleppo was quiet.")
    assert "way-sample" not in {button.key for button in at.button}
    at.text_area(key="intake-words").set_value("Rockets fell on Kharkiv.")
    send(at)
    at.button(key="way-sample").click().run()
    assert shown(at) == "None"


@pytest.mark.parametrize("words", ["", "   \n\t ", "\x00\x00\x00"])
def test_no_words_are_refused_with_a_sentence(words):
    at = opened(words)
    assert shown(at) == "None"
    assert at.error[0].value.endswith(".")
    assert "Traceback" not in at.error[0].value


def test_a_text_without_places_says_so_and_changes_nothing():
    at = opened("The soup was good and the cook was glad of it.")
    assert shown(at) == "None"
    assert "No place was found" in at.error[0].value


def test_the_button_opens_the_form():
    def page():
        from components import intake

        intake.render(key="intake")

    at = AppTest.from_function(page).run()
    assert not at.text_area
    at.button(key="intake-open").click().run()
    assert at.text_area(key="intake-words").label == "Text of the article"


def test_a_message_cannot_carry_markup():
    from components.intake import _sentence

    assert _sentence("bad <img src=x> [a](b)") == r"Bad \<img src=x\> \[a\]\(b\)."
