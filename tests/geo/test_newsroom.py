"""Where a paper is at home: a reason, told and weighed like any other."""

from dataclasses import replace

import pytest

from geo.articles import read_article
from geo.engine import default_engine


def answer(text, name, **paper):
    article = replace(read_article(text), **paper)
    return next(r for r in default_engine().parse(article).resolutions if r.toponym.surface == name)


@pytest.mark.parametrize(
    ("paper", "country", "reason"),
    [
        ({}, "US", None),
        ({"url": "https://www.news.example/story"}, "US", None),
        ({"url": "https://www.news.com.au/story"}, "AU", "the paper is at home in Australia"),
        ({"publisher": "Australian Morning Post"}, "AU", "the paper is at home in Australia"),
        ({"url": "https://nonsense:port/x"}, "US", None),
        ({"url": "https://[broken"}, "US", None),
        ({"url": "https://short.io/x"}, "US", None),
    ],
)
def test_a_paper_s_country_speaks_for_its_towns(paper, country, reason):
    found = answer("A man was arrested in Richmond.", "Richmond", **paper)
    best = found.candidates[0]
    assert best.place.country == country
    assert reason is None or reason in best.reasons


@pytest.mark.parametrize(
    ("publisher", "division"),
    [("Maine Weekly", "adm1:US.ME"), ("Oregon Herald", "adm1:US.OR"), (None, "adm1:US.OR")],
)
def test_a_paper_s_division_speaks_for_its_towns(publisher, division):
    best = answer("Fire broke out in Portland.", "Portland", publisher=publisher).candidates[0]
    assert best.place.admin1 == division


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("A blast in Damascus, Syria, killed two.", "Damascus", "SY"),
        ("Rockets fell on Tripoli in Lebanon.", "Tripoli", "LB"),
        ("Mosul, Kirkuk and Erbil were quiet.", "Mosul", "IQ"),
        ("He flew from Cairo to Alexandria in Egypt.", "Alexandria", "EG"),
        ("Talks in Geneva, Switzerland, went on.", "Geneva", "CH"),
    ],
)
def test_a_paper_s_home_does_not_outweigh_the_words(text, name, country):
    found = answer(text, name, publisher="Ohio Times", url="https://www.ohio.us/x")
    assert found.place.country == country
