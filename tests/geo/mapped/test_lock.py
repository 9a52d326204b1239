"""Words that are not the article's make no map."""

from dataclasses import replace

import pytest

from geo.errors import ExportError
from geo.mapped import map_evidence
from geo.types import Span
from tests.making import MOSUL, Read, Told, make_parse

PARSE = make_parse(Told("Shells fell on Mosul. Mosul burns.", (("Mosul", Read(MOSUL)),) * 2))


def test_the_articles_own_words_are_taken():
    assert map_evidence([PARSE]).counts.on_map == 2


def test_one_letter_more_in_the_text_is_refused():
    altered = replace(PARSE, article=replace(PARSE.article, text=PARSE.article.text + "!"))
    with pytest.raises(ExportError, match="sha256"):
        map_evidence([altered])


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Shells fell on Tikrit."},
        {"text": "Shells fell on Mosul"},
        {"span": Span(1, 21)},
        {"article_id": "0" * 64},
        {"span": Span(22, 34), "text": "Mosul burns."},  # verbatim, and of another name
    ],
)
def test_an_excerpt_that_is_not_the_articles_is_refused(change):
    forged = replace(PARSE.evidence[0], **change)
    with pytest.raises(ExportError, match="not in the article"):
        map_evidence([replace(PARSE, evidence=(forged, PARSE.evidence[1]))])


def test_a_name_that_is_not_the_articles_is_refused():
    forged = replace(PARSE.toponyms[1], surface="Tikrit")
    with pytest.raises(ExportError, match="the name at 22-27"):
        map_evidence([replace(PARSE, toponyms=(PARSE.toponyms[0], forged))])


def test_a_place_without_words_is_not_drawn():
    shown = map_evidence([replace(PARSE, evidence=PARSE.evidence[:1])])
    assert (shown.counts.on_map, shown.counts.listed) == (1, 1)
    assert [(r.reason, r.times) for r in shown.tray] == [("no-words", 1)]
