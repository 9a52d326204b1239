"""What holds of quotes in any text."""
# ruff: noqa: RUF001 - marks that look alike are what is tested

from itertools import pairwise

import pytest
from hypothesis import given

from geo.articles import read_article
from geo.quotes import find_quotes
from geo.sentences import split_sentences
from tests.growth import MOST, growth
from tests.strategies import articles


@given(articles())
def test_quotes_are_ordered_disjoint_and_visible(article):
    quotes = find_quotes(article, split_sentences(article))
    assert [q.index for q in quotes] == list(range(len(quotes)))
    spans = sorted(span for q in quotes for span in q.spans)
    for one, other in pairwise(spans):
        assert not one.overlaps(other)
    assert [q.spans[0] for q in quotes] == sorted(q.spans[0] for q in quotes)
    for quote in quotes:
        for span in (*quote.spans, *([quote.speaker.span] if quote.speaker else [])):
            assert span.end <= len(article.text)
            assert article.slice(span) == article.slice(span).strip()
            assert not any(span.overlaps(h) for h in article.hidden)
        assert 0 <= quote.probability <= 1
        assert quote.speaker is None or quote.speaker.name


@given(articles())
def test_the_same_text_gives_the_same_quotes(article):
    sentences = split_sentences(article)
    assert find_quotes(article, sentences) == find_quotes(article, sentences)


@pytest.mark.parametrize(
    "unit",
    [
        *['"', "“", "”", "‘", "'", "“a” ", '" ', "“no”, he said, “no” ", "“a.”\n\n", "“a\n"],
        *["A. ", "Gen. ", "Mr ", "the man ", "he said, ", "of the A ", "(", "A: b\n"],
        "Colonel Amin Haddad said that the road was closed. ",
    ],
)
def test_a_text_four_times_as_long_is_four_times_the_work(unit):
    def make(size):
        article = read_article("x" + unit * (size // len(unit.encode())))
        return article, split_sentences(article)

    assert growth(make, lambda given: find_quotes(*given), 8_000) < MOST
