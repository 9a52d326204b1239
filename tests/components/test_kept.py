"""What the page keeps for a version of an article."""

from streamlit.testing.v1 import AppTest


def _page():
    import streamlit as st

    from components import kept

    words = st.text_input("Words", '{"a":1}')
    st.write(kept.render({"panel": words.encode(), "map": b"[]"}))


def test_the_version_follows_from_the_parts():
    first = AppTest.from_function(_page).run()
    assert not first.exception
    words = first.markdown[0].value
    assert len(words) == 16
    assert AppTest.from_function(_page).run().markdown[0].value == words


def test_another_part_is_another_version_and_the_parts_by_themselves_are_none():
    at = AppTest.from_function(_page).run()
    first = at.markdown[0].value
    at.text_input[0].set_value('{"a":2}').run()
    assert at.markdown[0].value != first
    at.text_input[0].set_value('{"a":1}').run()
    assert at.markdown[0].value == first
