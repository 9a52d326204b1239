"""What an analyst may say of a name: every place it could mean, and what it may be instead."""

from dataclasses import replace

import pytest

from components.views import correction
from components.views.spots import Look
from geo import Accept, Decided, Gazetteer, Stamp, What, default_engine, read_article

TEXT = (
    b"Two were hurt in Homs. homs was calm. Paris was calm. "
    b"The post is at 33.1\xc2\xb0 N, 44.4\xc2\xb0 E."
)


@pytest.fixture(scope="module")
def parse():
    return default_engine().parse(read_article(TEXT))


def index_of(parse, surface):
    return [r.toponym.surface for r in parse.resolutions].index(surface)


def built(parse, surface, stamp=None):
    return correction.build(parse, stamp, index_of(parse, surface))


def stamp_of(parse, surface):
    at = index_of(parse, surface)
    who = Decided(
        entry=4, who="Ann", when="2026-01-02T03:04:05.000Z", why=None, engine=parse.resolutions[at]
    )
    return Stamp(title="One", entry=4, head="0" * 64, decided={(0, at): who})


def test_each_place_the_name_could_mean_is_offered_once_with_its_distance(parse):
    view = built(parse, "Paris")
    resolution = parse.resolutions[index_of(parse, "Paris")]
    first, *rest = view.options
    assert first.said == Accept()
    assert first.words == "The engine is right: Paris, town in France"
    places = [o.said.place for o in rest if o.said.what is What.PLACE]
    assert len({p.id for p in places}) == len(places) <= 8
    assert resolution.place.id not in {p.id for p in places}
    texas = next(o for o in rest if "Texas" in o.words)
    assert texas.words == "Paris, town in Texas, United States, 7,783 km away"
    assert [o.said.what for o in rest[-2:]] == [What.NOT_A_PLACE, What.UNDECIDED]


def test_mentions_are_counted_whatever_their_case(parse):
    assert built(parse, "Paris").mentions == 1
    assert built(parse, "Homs").mentions == sum(
        r.toponym.surface.casefold() == "homs" for r in parse.resolutions
    )


def test_the_engine_stays_what_distances_are_from_once_decided(parse):
    stamp = stamp_of(parse, "Paris")
    at = index_of(parse, "Paris")
    held = parse.resolutions[at]
    texas = next(c for c in held.candidates if "Texas" in c.place.admin)
    decided = replace(held, candidates=(texas, *held.candidates))
    changed = replace(
        parse, resolutions=(*parse.resolutions[:at], decided, *parse.resolutions[at + 1 :])
    )
    view = correction.build(changed, stamp, at)
    assert view.now == "the analyst: Paris, town in Texas, United States"
    assert view.options == built(parse, "Paris").options


def test_a_coordinate_of_the_text_is_no_place_of_a_gazetteer(parse):
    written = [i for i, r in enumerate(parse.resolutions) if r.place and r.place.source == "text"]
    assert len(written) == 1
    view = correction.build(parse, None, written[0])
    first, *rest = view.options
    assert first.said == Accept()
    assert [o.said.what for o in rest] == [What.NOT_A_PLACE, What.UNDECIDED]


def test_places_that_are_looked_up_are_added_once(parse):
    view = built(parse, "Paris")
    others = [o.said.place for o in view.options if getattr(o.said, "place", None)]
    place = Gazetteer.open().place("geonames:94591")
    added = correction.sought(view, [view.engine, *others, place])
    assert [option.place for option in added] == [view.engine, *others, place]
    found = added[-1]
    assert found.said.place == place
    assert found.words.startswith("Khanaqin, town in Diyala, Iraq, ")
    assert found.words.endswith(" km away")
    assert len({option.key for option in added}) == len(added)


def test_a_name_that_is_not_there_cannot_be_corrected(parse):
    assert correction.build(parse, None, len(parse.resolutions)) is None
    assert correction.build(parse, None, -1) is None


def test_a_name_without_candidates_is_looked_for_where_the_article_is(parse):
    view = built(parse, "Paris")
    homs = parse.resolutions[index_of(parse, "Homs")].place
    assert homs in view.company
    assert view.engine not in view.company
    (*seen,) = correction.spots(replace(view, options=()), None)
    assert [(each.lon, each.lat) for each in seen] == [(p.lon, p.lat) for p in view.company]
    assert {(each.number, each.look) for each in seen} == {(0, Look.NAMED)}
    assert Look.NAMED not in {each.look for each in correction.spots(view, None)}
    answers = correction.spots(view, None)
    assert correction.spots(view, None, pointing=True) == (*answers, *seen)
    assert correction.spots(view, view.options[1], pointing=True) == correction.spots(
        view, view.options[1]
    )
