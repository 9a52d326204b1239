"""An article taken out of the story of others, or said to tell the same one."""

import pytest

from geo.case import (
    Case,
    Terms,
    decide_story,
    forget,
    gather,
    near,
    redo,
    reparse,
    stories,
    undo,
    verify,
)
from geo.decisions import Answer, What
from geo.errors import CaseError, UnseenError
from geo.mapped import Asked, answer
from tests.geo.case.keeping import Reads, added, hand, made
from tests.geo.case.test_gathering import OTHER, SITE, WIRE

OWN = Answer(what=What.OWN_STORY)
ANN = Terms(hand=hand())
FIRST, SECOND, THIRD = 0, 1, 2


@pytest.fixture
def case(tmp_path):
    with Case.open(made(tmp_path), write=True) as opened:
        added(opened, WIRE, publisher="Wire")
        added(opened, SITE, publisher="Site")
        added(opened, OTHER, publisher="Paper")
        yield opened


def same_as(article):
    return Answer(what=What.SAME_STORY, story=article)


def groups(case):
    """The numbers of the articles that tell each one's story."""
    ids = case.ids()
    return [[ids.index(other) for other in near(case)[own]] for own in ids]


def sources(case):
    return answer(gather(case).found, Asked()).counts.sources


def test_an_article_of_its_own_story_is_a_source_of_its_own(case):
    ids = case.ids()
    assert (groups(case), sources(case)) == ([[SECOND], [FIRST], []], 2)
    told = decide_story(case, ids[SECOND], OWN, ANN)
    assert (told.what, told.article, told.span) == ("own-story", ids[SECOND], None)
    assert told.before == {"near": [ids[FIRST]]}
    assert (groups(case), sources(case)) == ([[], [], []], 3)
    assert gather(case).stories[ids[SECOND]].who == "Ann"
    assert verify(case).ok


def test_a_copy_that_comes_later_is_the_others(case):
    decide_story(case, case.ids()[SECOND], OWN, ANN)
    added(case, f"{WIRE} Read it here.", publisher="Late")
    assert groups(case) == [[3], [], [], [FIRST]]


def test_an_undo_restores_what_was_before_and_a_redo_what_was_after(case):
    decide_story(case, case.ids()[FIRST], OWN, ANN)
    after = groups(case)
    turned = undo(case, None, hand())
    assert (turned.what, turned.article, turned.changes) == ("undo", case.ids()[FIRST], 0)
    assert groups(case) == [[SECOND], [FIRST], []]
    redo(case, hand())
    assert groups(case) == after
    assert verify(case).ok


def test_articles_said_to_tell_one_story_are_one_source(case):
    ids = case.ids()
    decide_story(case, ids[THIRD], same_as(ids[SECOND]), ANN)
    assert groups(case) == [[SECOND, THIRD], [FIRST, THIRD], [FIRST, SECOND]]
    assert sources(case) == 1
    decide_story(case, ids[THIRD], OWN, ANN)
    assert groups(case) == [[SECOND], [FIRST], []]


def test_two_taken_out_can_be_one_story_of_their_own(case):
    ids = case.ids()
    decide_story(case, ids[SECOND], OWN, ANN)
    decide_story(case, ids[THIRD], same_as(ids[SECOND]), ANN)
    assert groups(case) == [[], [THIRD], [SECOND]]


def test_it_survives_another_engine_and_the_other_being_forgotten(case):
    ids = case.ids()
    decide_story(case, ids[THIRD], same_as(ids[FIRST]), ANN)
    for article in ids:
        reparse(case, article, Reads(name="by-hand-2"), hand())
    assert groups(case) == [[SECOND, THIRD], [FIRST, THIRD], [FIRST, SECOND]]
    forget(case, ids[FIRST], hand(why="asked"))
    assert groups(case) == [[], []]
    assert verify(case).ok


def test_a_forgotten_article_has_no_story(case):
    ids = case.ids()
    decide_story(case, ids[SECOND], OWN, ANN)
    forget(case, ids[SECOND], hand(why="asked"))
    with case.reading() as connection:
        assert stories(connection) == {}
    assert verify(case).ok


def test_the_very_same_again_is_no_entry_and_a_preview_none_either(case):
    article = case.ids()[SECOND]
    shown = decide_story(case, article, OWN, Terms(hand=hand(), preview=True))
    assert (shown.entry, len(shown.would)) == (None, 1)
    first = decide_story(case, article, OWN, ANN)
    again = decide_story(case, article, OWN, ANN)
    assert (again.entry, again.hash, again.would) == (first.entry, first.hash, ())


def test_the_other_is_another_article_of_the_case(case):
    article = case.ids()[FIRST]
    for other in (article, "f" * 64):
        with pytest.raises(CaseError, match="is not another article of the case"):
            decide_story(case, article, same_as(other), ANN)


def test_what_another_hand_said_since_is_not_written_over(case):
    seen, article = case.head.entry, case.ids()[SECOND]
    decide_story(case, article, OWN, ANN)
    with pytest.raises(UnseenError, match="Ann decided this since"):
        decide_story(case, article, same_as(case.ids()[THIRD]), Terms(hand=hand("Bo"), expect=seen))
