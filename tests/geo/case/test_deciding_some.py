"""Some mentions of one name decided in one entry, and no others."""

from dataclasses import replace

import pytest

from geo import Accept, Answer, Case, CaseError, Hand, Span, Terms, What
from geo.case.deciding import decide_mentions, decide_some
from geo.types import Precision, Status
from tests.geo.case.keeping import added
from tests.making import ERBIL, MOSUL, Read, Told, make_parse
from tests.strategies import NEAR_MOSUL

ANN = Hand(who="Ann")
TERMS = Terms(hand=ANN)
TEXT = "Two were hurt near Mosul. Mosul was calm. Shells fell near Mosul. Erbil was calm."
NEAR = Read(MOSUL, precision=Precision.P2, around=NEAR_MOSUL)
READS = (("Mosul", NEAR), ("Mosul", Read(MOSUL)), ("Mosul", NEAR), ("Erbil", Read(ERBIL)))
NO = Answer(what=What.NOT_A_PLACE)


@pytest.fixture
def case(tmp_path):
    with Case.new(tmp_path / "one.gpkg", "One", ANN) as case:
        yield case


class Reads:
    """An engine that reads the one text."""

    id = "by-hand-1"

    def parse(self, article):
        return replace(make_parse(Told(TEXT, READS)), article=article, engine=self.id)


@pytest.fixture
def article(case):
    return added(case, TEXT, Reads())


def spans(case, article, name="Mosul"):
    parse = case.settled(article).parse
    return [t.span for t in parse.toponyms if t.surface == name]


def test_they_are_one_entry_and_the_others_stay(case, article):
    first, second, third = spans(case, article)
    outcome = decide_some(case, article, (third, first), NO, TERMS)
    assert outcome.after["spans"] == [[article, s.start, s.end] for s in (first, third)]
    assert outcome.after["name"] == "mosul"
    settled = case.settled(article)
    rejected = [r.toponym.span for r in settled.parse.resolutions if r.status is Status.REJECTED]
    assert rejected == [first, third]
    assert second not in settled.decided


def test_one_is_a_decision_on_a_name(case, article):
    (erbil,) = spans(case, article, "Erbil")
    outcome = decide_some(case, article, (erbil,), NO, TERMS)
    assert outcome.span == (erbil.start, erbil.end)


def test_what_is_accepted_keeps_the_words_that_place_it(case, article):
    first, _, third = spans(case, article)
    decide_some(case, article, (first, third), Accept(), TERMS)
    held = {r.toponym.span: r for r in case.settled(article).parse.resolutions}
    assert [held[span].around.words for span in (first, third)] == ["near Mosul", "near Mosul"]


def test_different_answers_of_the_engine_are_not_accepted_together(case, article):
    with pytest.raises(CaseError, match="2 different answers"):
        decide_mentions(case, "Mosul", article, Accept(), TERMS)
    with pytest.raises(CaseError, match="2 different answers"):
        decide_some(case, article, spans(case, article), Accept(), TERMS)


@pytest.mark.parametrize("other", ["Erbil", None])
def test_mentions_of_two_names_or_of_none_are_refused(case, article, other):
    first = spans(case, article)[0]
    second = Span(0, 3) if other is None else spans(case, article, other)[0]
    with pytest.raises(CaseError, match="no mentions of one name"):
        decide_some(case, article, (first, second), NO, TERMS)
    assert case.head.entry == 2
