"""A new article: opened, refused with a reason, undone."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest


def _page():
    import streamlit as st

    from components import intake, state

    intake.form(key="intake")
    intake.render_way_back(key="way")
    st.text(repr(state.article_data()))


def opened(words):
    at = AppTest.from_function(_page, default_timeout=60).run()
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


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("http://a.example/x is gone", "`http://a.example/x` is gone."),
        ("HTTPS://a`<b>`.example/ is gone.", "`HTTPS://a<b>.example/` is gone."),
        ("'www.example.org' is no address", "`'www.example.org'` is no address."),
        ("ask me@a.example", "Ask `me@a.example.`"),
    ],
)
def test_a_message_carries_no_link_that_could_be_pressed(words, said):
    from components.intake import _sentence

    assert _sentence(words) == said


FILES = Path(__file__).parents[1] / "geo" / "intake" / "files"


def brought(*names, **more):
    at = AppTest.from_function(_page, default_timeout=60).run()
    files = [(name, (FILES / name).read_bytes(), "") for name in names]
    files += [(f"{name}.txt", data, "") for name, data in more.items()]
    at.file_uploader[0].set_value(files)
    return send(at)


def choose(at):
    next(b for b in at.button if b.label == "Map the article chosen").click().run()
    while "Stop" in {button.label for button in at.button}:
        at.run()
    assert not at.exception
    return at


def test_what_a_file_says_is_shown_and_can_be_altered_before_it_is_mapped():
    at = brought("writer.odt")
    assert at.text_input(key="intake-title-0").value == (
        "Flood closes the road between Mosul and Duhok"
    )
    assert at.date_input(key="intake-day-0").value == date(2021, 3, 12)
    assert shown(at) == "None"
    at.text_input(key="intake-by-0").set_value("Another paper")
    choose(at)
    assert "Another paper" in shown(at)
    assert "Zakho" in shown(at)


def test_of_several_articles_one_is_chosen():
    at = brought("articles.csv", "feed.rss")
    assert at.selectbox(key="intake-choice").label == "One of 4 articles"
    at.selectbox(key="intake-choice").set_value(1).run()
    assert at.text_input(key="intake-title-1").value == "Ferry stopped"
    choose(at)
    assert "Izmail" in shown(at)
    assert "Duhok" not in shown(at)


def test_a_text_file_is_mapped_at_once():
    at = brought(story=b"Shells hit Homs on Monday. Aleppo was quiet.")
    assert "Homs" in shown(at)


def test_files_that_hold_no_article_are_refused_with_a_sentence():
    at = brought(story=b"PK\x03\x04")
    assert shown(at) == "None"
    assert "is a ZIP or Office file that is cut off" in at.error[0].value
    at.file_uploader[0].set_value([("other.txt", b"Rockets fell on Kharkiv.", "")])
    assert "Kharkiv" in shown(send(at))  # the file refused is not sent again


def test_something_else_can_be_brought():
    at = brought("articles.csv")
    assert not at.text_area
    at.button(key="intake-else").click().run()
    assert at.text_area(key="intake-words").value == ""
    at.text_area(key="intake-words").set_value("Rockets fell on Kharkiv.")
    assert "Kharkiv" in shown(send(at))


def test_an_article_chosen_that_cannot_be_mapped_leaves_the_choice():
    at = brought(none=b"title,text\nSoup,The soup was good and the cook was glad.\n")
    choose(at)
    assert shown(at) == "None"
    assert "No place was found" in at.error[0].value
    assert at.text_input(key="intake-title-0").value == "Soup"
