"""The dialog that shows an article of a case as it came."""

from dataclasses import replace
from pathlib import Path

import pytest

from components.state import Selection
from components.views.passages import passages
from geo import Case, map_evidence
from tests.components.test_case_page import look, page
from tests.page_cases import open_on

PAGE = Path(__file__).parents[1] / "geo" / "intake" / "files" / "page.html"


@pytest.fixture
def parses(tmp_path, monkeypatch):
    """The parses of a case of a text and a web page."""
    path = open_on(tmp_path, monkeypatch, b"Shells fell on Mosul.", PAGE.read_bytes())
    with Case.open(path) as case:
        return [case.settled(each.article).parse for each in case.articles()]


def buttons(at):
    return {each.label for each in at.button}


def test_what_came_as_text_has_nothing_to_be_looked_at(parses):
    text, came = (page(article=each.article.id) for each in parses)
    assert "Original" not in buttons(text)
    assert "Original" in buttons(came)


def test_a_passage_at_the_chosen_place_is_looked_for(parses):
    parse = parses[1]
    kirkuk = next(m.key for m in map_evidence([parse]).marks if m.name == "Kirkuk")
    at = page(article=parse.article.id)
    at.session_state["dateline-selection"].selection = Selection(place=kirkuk)
    at.button(key="case-original").click()
    look(at)
    chosen = passages(parse)[at.selectbox(key="original-passage").value]
    assert kirkuk in chosen.marks
    assert "Kirkuk" in chosen.text
    assert "The passage is marked." in [each.value for each in at.text]
    assert not at.number_input  # of pages: there is one


def test_an_article_without_excerpts_is_looked_at_from_its_beginning(parses):
    bare = replace(parses[1], toponyms=(), resolutions=(), evidence=(), quotes=())
    (only,) = passages(bare)
    assert only.words == "¶1: Flood closes the road between Mosul and Duhok"
    assert only.text in bare.article.text
    (none,) = passages(replace(bare, sentences=()))
    assert (none.text, none.words) == ("", "The whole article")


def test_a_long_passage_is_cut_between_words_in_the_list(parses):
    for each in passages(parses[1]):
        whole = " ".join(each.text.split())
        said = each.words.partition(": ")[2]
        assert said == whole or (said[-1] == "…" and whole.startswith(f"{said[:-1]} "))
    assert any(each.words.endswith("…") for each in passages(parses[1]))
