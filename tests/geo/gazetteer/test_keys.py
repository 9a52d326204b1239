"""Names fold to keys that survive case, marks, Unicode form and hostile text."""
# ruff: noqa: RUF001 - marks that look alike are what is tested

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer import fold, skeleton
from tests.strategies import hostile_texts

LONGEST_KEY = 2_000
NAMES = st.text(st.characters(max_codepoint=0x24F, exclude_categories=("Cc", "Cs")), max_size=30)


@given(hostile_texts())
def test_any_text_has_a_bounded_key(text):
    assert len(fold(text)) <= LONGEST_KEY
    assert len(skeleton(fold(text))) <= LONGEST_KEY


@given(hostile_texts())
def test_folding_twice_changes_nothing(text):
    key = fold(text[:20])
    assert fold(key) == key


@given(NAMES)
def test_unicode_form_does_not_matter(name):
    assert fold(unicodedata.normalize("NFC", name)) == fold(unicodedata.normalize("NFD", name))


@given(st.text(st.characters(codec="ascii"), max_size=60))
def test_case_does_not_matter(name):
    assert fold(name.upper()) == fold(name.lower()) == fold(name)


@given(NAMES)
def test_the_shape_of_an_apostrophe_does_not_matter(name):
    assert len({fold(name.replace("'", mark)) for mark in "'’‘ʼʿ"}) == 1
