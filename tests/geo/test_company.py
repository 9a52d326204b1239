"""Options near what the article's other names may mean, and joint answers that follow from it."""

import pytest

from geo.articles import read_article
from geo.engine import default_engine
from geo.gazetteer import Gazetteer
from geo.resolve.candidates import find_options
from geo.resolve.company import Company
from geo.resolve.words import load_words
from geo.types import Span, Toponym


def options(*names):
    gazetteer, words = Gazetteer.open(), load_words()
    return [
        find_options(Toponym(span=Span(0, 1), surface=n, sentence=0), gazetteer, words)
        for n in names
    ]


def test_a_place_beside_what_another_name_may_mean_has_company():
    groups = options("Paris", "Henry County")
    keys = [("paris", False), ("henry county", False)]
    meant = {
        key: {o.place.id: 1 / len(group) for o in group}
        for key, group in zip(keys, groups, strict=True)
    }
    found = Company(keys, groups).measure(meant)
    tennessee = next(o.place for o in groups[0] if o.place.admin[1:] == ("Tennessee",))
    france = next(o.place for o in groups[0] if o.place.country == "FR")
    assert found[keys[0], tennessee.id]["next"] > 0
    assert found.get((keys[0], france.id), {}) == {}


def test_a_name_is_no_company_to_itself():
    groups = options("Springfield", "Springfield")
    key = ("springfield", False)
    meant = {key: {o.place.id: 1 / len(groups[0]) for o in groups[0]}}
    assert not any(Company([key, key], groups).measure(meant).values())


@pytest.mark.parametrize(
    ("text", "name", "admin"),
    [
        ("A fire broke out in Gainesville, and crews came from Denton.", "Gainesville", "Texas"),
        ("Officials in Mexico said schools in Oaxaca would open.", "Mexico", "Mexico"),
        ("The ferry left Djibouti for Yemen and Eritrea.", "Djibouti", "Djibouti"),
    ],
)
def test_names_are_settled_together(text, name, admin):
    parse = default_engine().parse(read_article(text))
    place = next(r.place for r in parse.resolutions if r.toponym.surface == name)
    assert admin in (place.name, *place.admin)
    if name == admin:
        assert place.kind.value == "country"
