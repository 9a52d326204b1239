"""What the page keeps for a version of an article."""

from streamlit.testing.v1 import AppTest


def _page():
    import streamlit as st

    from components import kept

    one = kept.render({"panel": b'{"a":1}', "map": b"[]"})
    st.write(one)


def test_the_version_follows_from_the_parts():
    first = AppTest.from_function(_page).run()
    assert not first.exception
    words = first.markdown[0].value
    assert len(words) == 16
    assert AppTest.from_function(_page).run().markdown[0].value == words
