"""The page's work grows with the article and not with its square."""

from dataclasses import fields
from functools import partial

import pytest

from components.views import header, panel
from components.views import map as map_view
from components.views.json import to_json
from geo import Asked, answer, default_engine, measure, read_article, survey
from geo.settings import Settings
from tests.growth import MOST, growth
from tests.hostile import GENERATORS

SIZE = 5_000  # bytes


@pytest.fixture(scope="module")
def parsed():
    engine = default_engine(settings=Settings(recognizer="rules"))

    def parse(make, size):
        return engine.parse(read_article(make(size).encode("utf-8", "surrogatepass")))

    return parse


def view(parse):
    """Make what the page is given of an article, and what a click recounts."""
    found = survey([parse])
    whole = answer(found, Asked())
    shown, drawn = panel.build(found), map_view.build(whole)
    header.build(whole)
    map_view.told(measure(found.slim(), Asked(voice="direct")))
    return to_json(
        {
            "panel": {field.name: getattr(shown, field.name) for field in fields(shown)},
            "marks": [mark.id for mark in drawn.marks],
            "listed": [item.name for item in drawn.listed],
        }
    )


@pytest.mark.parametrize("name", list(GENERATORS)[::2])  # tests/geo/test_growth.py has all
def test_an_article_four_times_as_long_is_four_times_the_work(parsed, name):
    assert growth(partial(parsed, GENERATORS[name]), view, SIZE) < MOST


@pytest.mark.parametrize(
    "name", ["names in one sentence", "quoted names", "quotes in one sentence"]
)
def test_what_the_browser_is_given_grows_with_the_article(parsed, name):
    sizes = [len(view(parsed(GENERATORS[name], size))) for size in (SIZE, 4 * SIZE)]
    assert sizes[1] < 6 * sizes[0]
