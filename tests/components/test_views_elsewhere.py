"""Answers that are no candidate, and what a decision would change, in words."""

import pytest

from components.views import effects, elsewhere
from geo import CaseError, Gazetteer, What, default_engine, read_article

TEXT = "Line <b>one</b>.\n\n" + "In the east of the country, beyond the hills and the rivers, " * 3
WORDS = f"Title of it\n\n{TEXT}Homs was calm, {'and so it went on for a while ' * 5}."


@pytest.fixture(scope="module")
def baghdad():
    return Gazetteer.open().place("geonames:98182")


def test_somewhere_within_is_said_of_the_holder(baghdad):
    (option,) = elsewhere.within([baghdad])
    assert option.words.startswith("Somewhere within Baghdad, ")
    assert (option.said.what, option.said.somewhere, option.said.place) == (
        What.WITHIN, True, baghdad,
    )  # fmt: skip


def test_a_pin_says_where_it_lies_and_how_far_from_the_engines_answer(baghdad):
    pin = elsewhere.pinned("34.0000, 45.0000", None, baghdad)
    assert pin.option.words.startswith("This point, in Diyala, Iraq, ")
    assert pin.option.words.endswith(" km away")
    assert (pin.note, pin.at) == ("", (45.0, 34.0))
    assert elsewhere.pinned("0, -30", 2.0, None).option.words == (
        "Within 2 km of this point, in no country"
    )


def test_words_that_are_no_coordinate_are_told_back_cut():
    with pytest.raises(CaseError, match="is no coordinate") as refused:
        elsewhere.pinned("x" * 90, None, None)
    assert "x" * 41 not in str(refused.value)


def test_what_is_near_says_its_distance():
    options = elsewhere.near(Gazetteer.open().nearest(44.4, 33.3))
    assert options[0].words.startswith("Baghdad, ")
    assert options[0].words.endswith(" km from there")
    assert len({option.key for option in options}) == len(options) == 8


def test_a_change_has_the_words_around_the_name_and_no_more():
    parse = default_engine().parse(read_article(WORDS.encode()))
    (name,) = (r.toponym for r in parse.resolutions if r.toponym.surface == "Homs")
    would = [(parse.article.id, name.span.start, name.span.end)] * 9
    found = effects.build(would, lambda _: parse)
    assert (found.mentions, found.articles, len(found.changes), found.more) == (9, 1, 6, 3)
    change = found.changes[0]
    assert (change.title, change.name) == ("Title of it", "Homs")
    assert change.before.startswith("\u2026")
    assert change.after.endswith("\u2026")
    assert max(len(change.before), len(change.after)) == 61
    assert change.now.startswith("Homs, ")
