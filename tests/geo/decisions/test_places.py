"""What is said of places: what they are, are called, and that they are on no map."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.decisions import Answer, OnMentions, OnPlace, What, apply, settle, settle_one
from geo.mapped import Asked, answer, survey
from geo.types import By, Precision, Status, Use
from tests import parity
from tests.geo.case.keeping import TEXT, Reads, arrival
from tests.geo.decisions.test_applying import (
    ID,
    PARSE,
    PLACED,
    answer_at,
    at,
    decided,
    decision,
    on,
)
from tests.making import DIYALA, ERBIL, IRAQ, KHANAQIN, MOSUL, TIKRIT
from tests.strategies import parses

HIDE = Answer(what=What.HIDE)


def merged(place):
    return Answer(what=What.MERGE, place=place)


def called(name):
    return Answer(what=What.RENAME, called=name)


def of(place):
    return OnPlace(place=place.id)


def marks(parse):
    return {mark.place.id: mark for mark in answer(survey([parse]), Asked()).marks}


def test_a_renamed_place_is_called_so_and_keeps_its_own_name_beside_it():
    settled = settle(PARSE, [decision(5, called("Ninive"), of(MOSUL))])
    mark = marks(settled.parse)[MOSUL.id]
    assert (mark.name, mark.place.name, mark.by) == ("Ninive", "Mosul", By.MODEL)
    told = settled.decided[at("Mosul")]
    assert (told.entry, told.who, told.of_place) == (5, "Ann", True)
    assert told.engine == answer_at(PARSE, at("Mosul"))
    later = settle(settled.parse, [decision(6, called("Mossoul"), of(MOSUL))])
    assert marks(later.parse)[MOSUL.id].name == "Mossoul"


def test_a_name_somewhere_in_a_renamed_place_says_so():
    within = Answer(what=What.WITHIN, place=DIYALA, somewhere=True)
    made = [decision(5, within, on("Nowhereton")), decision(6, called("Diyala!"), of(DIYALA))]
    named = [mark.name for mark in answer(survey([apply(PARSE, made)]), Asked()).marks]
    assert "Nowhereton, somewhere in Diyala!" in named


def test_a_merged_place_is_the_other_and_keeps_the_score_that_the_engine_gave():
    settled = settle(PARSE, [decision(5, merged(ERBIL), of(MOSUL))])
    now, was = answer_at(settled.parse, at("Mosul")), answer_at(PARSE, at("Mosul"))
    assert (now.place, now.score, now.placed_by) == (ERBIL, was.score, By.ANALYST)
    assert now.reasons[0] == "Mosul counts as Erbil: said by the analyst"
    assert [c.place for c in now.candidates] == [ERBIL, TIKRIT]
    assert settled.decided[at("Mosul")].engine == was


def test_a_merged_place_has_the_class_of_the_other_unless_words_say_otherwise():
    town, finer = Reads().parse(arrival(TEXT).article), decision(
        5, Answer(what=What.CLASS, precision=Precision.P2), on("Khanaqin")
    )  # fmt: skip
    into = decision(6, merged(DIYALA), of(KHANAQIN))
    assert answer_at(apply(town, [into]), at("Khanaqin")).precision is Precision.P4
    assert answer_at(apply(town, [finer, into]), at("Khanaqin")).precision is Precision.P2


def test_merges_lead_on_and_never_round():
    chain = [decision(5, merged(TIKRIT), of(MOSUL)), decision(6, merged(ERBIL), of(TIKRIT))]
    parse = apply(PARSE, chain)
    assert {answer_at(parse, at(n)).place for n in ("Mosul", "Tikrit")} == {ERBIL}
    loop = [*chain, decision(7, merged(MOSUL), of(ERBIL))]
    assert answer_at(apply(PARSE, loop), at("Mosul")).place == MOSUL


def test_what_is_answered_later_with_a_merged_place_counts_as_the_other():
    place = Answer(what=What.PLACE, place=MOSUL)
    made = [decision(5, merged(ERBIL), of(MOSUL)), decision(6, place, on("Nowhereton"))]
    settled = settle(PARSE, made)
    assert answer_at(settled.parse, at("Nowhereton")).place == ERBIL
    told = settled.decided[at("Nowhereton")]
    assert (told.entry, told.of_place) == (6, False)


def test_a_hidden_place_is_on_no_map_and_listed_with_its_reason():
    settled = settle(PARSE, [decision(5, HIDE, of(MOSUL))])
    now = answer_at(settled.parse, at("Mosul"))
    assert (now.status, now.place, now.reasons) == (Status.HIDDEN, None, ("hidden by the analyst",))
    tray = {row.name: row.words for row in answer(survey([settled.parse]), Asked()).tray}
    assert tray["Mosul"] == "hidden by the analyst"
    assert MOSUL.id not in marks(settled.parse)
    other = settle(PARSE, [decision(5, HIDE, of(MOSUL)), decision(6, PLACED, on("Mosul"))])
    assert answer_at(other.parse, at("Mosul")).place == KHANAQIN


def test_a_people_is_no_hidden_place():
    parse = apply(PARSE, [decision(5, HIDE, of(IRAQ))])
    assert answer_at(parse, at("Iraqis")).toponym.use is Use.DEMONYM
    assert answer_at(parse, at("Iraqis")) == answer_at(PARSE, at("Iraqis"))


def test_a_name_can_be_hidden_by_a_rule():
    rule = OnMentions(name="mosul", rule=True, article=None, spans=())
    parse = apply(PARSE, [decision(5, HIDE, rule)])
    assert answer_at(parse, at("Mosul")).status is Status.HIDDEN
    shown = apply(PARSE, [decision(5, HIDE, rule), decision(6, PLACED, on("Mosul"))])
    assert answer_at(shown, at("Mosul")).place == KHANAQIN


def test_who_decided_a_name_is_told_unless_its_place_is_another_since():
    name = decision(5, Answer(what=What.PLACE, place=MOSUL), on("Mosul"))
    by = [
        settle(PARSE, [name, decision(6, said, of(MOSUL))]).decided[at("Mosul")].entry
        for said in (called("Ninive"), merged(ERBIL), HIDE)
    ]
    assert by == [5, 6, 6]


@pytest.mark.parametrize("what", [What.RENAME, What.MERGE, What.SAME_STORY])
def test_an_answer_of_the_case_needs_what_it_says(what):
    with pytest.raises(ValueError, match="has not what it needs"):
        Answer(what=what)


said = st.sampled_from([called("A"), called("Б"), HIDE, None])
held = [MOSUL, TIKRIT, KHANAQIN, DIYALA, ERBIL, IRAQ]  # each is merged into a later one alone


@st.composite
def ruled(draw):
    """A parse, and what is said of some places."""
    made = []
    for entry in range(5, 5 + draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(held) - 2))
        answered = draw(said) or merged(draw(st.sampled_from(held[at + 1 :])))
        made.append(decision(entry, answered, of(held[at])))
    return draw(parses()), made


@settings(max_examples=100, deadline=None)
@given(ruled())
def test_page_and_files_agree_on_what_is_said_of_places(case):
    parse, made = case
    found = survey([apply(parse, made)])
    shown = answer(found, Asked())
    told = parity.of_json(shown)
    assert parity.of_table(shown) == told.without_what_is_no_place()
    assert parity.of_map_file(shown) == told.without_what_is_no_place()
    assert parity.of_page(found, Asked()) == told


@settings(max_examples=100, deadline=None)
@given(ruled())
def test_no_name_is_lost_and_none_that_nothing_was_said_of_is_changed(case):
    parse, made = case
    settled = settle(parse, made)
    assert settled.parse.toponyms == parse.toponyms
    spots = {d.target.place for d in made}
    for was, now in zip(parse.resolutions, settled.parse.resolutions, strict=True):
        if was.place is None or was.place.id not in spots:
            assert now is was
        if now.place is not None:
            assert now.place.id not in settled.places.merged


@settings(max_examples=100, deadline=None)
@given(decided(), st.integers(0, 9))
def test_what_is_taken_back_leaves_what_was_before(case, nth):
    parse, made = case
    rest = [d for d in made if d is not (made[nth] if nth < len(made) else None)]
    so_far = settle(parse, ())
    for one in rest:
        so_far = settle_one(so_far, one)
    assert so_far == settle(parse, rest)
    named = [t.span for t in so_far.parse.toponyms]
    assert len(named) == len(set(named))


def test_an_article_without_the_place_is_the_very_same():
    other = replace(PARSE, resolutions=(), toponyms=(), evidence=())
    assert apply(other, [decision(5, merged(ERBIL), of(MOSUL))]) is other
    assert PARSE.article.id == ID
