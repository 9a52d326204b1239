"""What holds for every article, however hostile."""

from hypothesis import given, settings
from hypothesis import strategies as st

from geo import Boundaries, GeoError, Use, default_engine, read_article
from tests.strategies import articles

ENGINE = default_engine()


@settings(max_examples=100, deadline=None)
@given(articles())
def test_spans_index_the_text_and_every_toponym_has_one_resolution(article):
    parse = ENGINE.parse(article)
    assert [r.toponym for r in parse.resolutions] == list(parse.toponyms)
    for toponym in parse.toponyms:
        assert article.slice(toponym.span) == toponym.surface
        assert parse.sentences[toponym.sentence].span.covers(toponym.span)
    for name in parse.not_places:
        assert article.slice(name.span) == name.surface
    for evidence in parse.evidence:
        assert article.slice(evidence.span) == evidence.text
        assert evidence.span.covers(evidence.resolution.toponym.span)
        assert evidence.resolution.toponym.use is not Use.DEMONYM


@settings(max_examples=50, deadline=None)
@given(articles(), articles())
def test_the_same_article_gives_the_same_parse_whatever_came_between(article, other):
    first = ENGINE.parse(article)
    ENGINE.parse(other)
    assert ENGINE.parse(article) == first


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_an_article_or_a_geo_error(data):
    try:
        article = read_article(data)
    except GeoError as error:
        assert str(error)  # noqa: PT017 - either outcome is right; a silent one is not
    else:
        ENGINE.parse(article)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_a_place_lies_inside_the_country_it_claims(noise):
    names = ("Mosul", "Kharkiv", "Khartoum", "Gao", "Taiz", "Kabul", "Goma", "Deir ez-Zor")
    parse = ENGINE.parse(read_article(f"Fighting in {', '.join(names)} went on. {noise}"))
    boundaries = Boundaries.open()
    for resolution in parse.resolutions:
        place = resolution.place
        if place is not None and place.name in names:
            country = boundaries.country(place.country)
            assert country in boundaries.at(place.lon, place.lat)
