"""Layers that are changed row by row are those that the log and the parses lead to as a whole."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from geo.case import (
    Accept,
    Case,
    Terms,
    decide_mentions,
    decide_name,
    decide_place,
    decide_quote,
    drawn_point,
    forget,
    redo,
    reparse,
    undo,
    verify,
)
from geo.decisions import Answer, What
from geo.errors import CaseError
from geo.types import Span
from tests.geo.case.keeping import NAMES, TEXT, Reads, added, hand, made
from tests.making import DIYALA, ERBIL, IRAQ, KHANAQIN, MOSUL, NINEVEH, TIKRIT

OTHER = "Two were hurt in Mosul. Mosul and Diyala heard of it in Tikrit, and so did Ann Lee."
FRESH = "Khanaqin lies in Diyala, far from Mosul."
PLACES = (MOSUL, TIKRIT, KHANAQIN, DIYALA, ERBIL)
ENGINES = [
    Reads(), Reads({name: NAMES[name] for name in ("Mosul", "Iraq", "Diyala")}, "by-hand-2"),
    Reads(NAMES | {"Tikrit": replace(NAMES["Mosul"], form="Ninive")}, "by-hand-3"),
]  # fmt: skip
ANSWERS = [
    *(Answer(what=What.PLACE, place=place) for place in (KHANAQIN, TIKRIT, NINEVEH, IRAQ)),
    Answer(what=What.WITHIN, place=DIYALA, somewhere=True), Answer(what=What.NOT_A_PLACE),
    Answer(what=What.UNDECIDED), Answer(what=What.HIDE), Accept(),
    drawn_point(44.5, 33.25, 12.0, None), drawn_point(44.5001, 33.25, 12.0, None),
]  # fmt: skip
SAID = [
    Answer(what=What.RENAME, called="Ninive"), Answer(what=What.RENAME, called="Al-Mawsil"),
    Answer(what=What.HIDE), *(Answer(what=What.MERGE, place=place) for place in PLACES),
]  # fmt: skip
whole = st.integers(0, 60)
STEPS = st.one_of(
    st.tuples(st.just("name"), whole, whole, st.sampled_from(ANSWERS)),
    st.tuples(st.just("missed"), whole, st.sampled_from(ANSWERS)),
    st.tuples(st.just("mentions"), st.sampled_from(sorted(NAMES)), st.sampled_from(ANSWERS),
              st.booleans(), st.booleans()),
    st.tuples(st.just("place"), st.sampled_from(PLACES), st.sampled_from(SAID)),
    st.tuples(st.just("quote"), st.sampled_from(["Ann Lee", "Bob", None])),
    st.tuples(st.just("undo"), st.booleans(), whole), st.tuples(st.just("redo")),
    st.tuples(st.just("reparse"), whole, st.sampled_from(ENGINES)),
    st.tuples(st.just("forget"), whole), st.tuples(st.just("add")),
)  # fmt: skip


class Hands:
    """Two hands that take steps in a case of a few articles, each with its own memory."""

    def __init__(self, *cases):
        self._cases, self._turn = cases, 0

    def take(self, step):
        case = self._cases[self._turn % len(self._cases)]
        self._turn += 1
        getattr(self, f"_{step[0]}")(case, Terms(hand=hand("AB"[self._turn % 2])), *step[1:])

    def _name(self, case, terms, nth, at, answer):
        article = _nth(case.ids(), nth)
        spans = list(case.settled(article).names)
        decide_name(case, article, _nth(spans, at), answer, terms)

    def _missed(self, case, terms, at, answer):
        article = case.ids()[0]
        start = len(case.article(article).text) - 1 - at % 30
        decide_name(case, article, Span(start - 7, start), answer, terms)

    def _mentions(self, case, terms, name, answer, rule, everywhere):
        article = None if everywhere else case.ids()[0]
        decide_mentions(case, name, article, answer, terms, rule=rule)

    def _place(self, case, terms, place, said):
        decide_place(case, place.id, said, terms)

    def _quote(self, case, terms, who):
        article = case.ids()[0]
        what = What.NO_SPEAKER if who is None else What.SPEAKER
        quotes = case.parse(article).quotes
        if quotes:
            answer = Answer(what=what, speaker=who)
            decide_quote(case, article, quotes[0].spans[0], answer, terms)

    def _undo(self, case, terms, last, nth):
        entries = [entry.entry for entry in case.log()]
        undo(case, None if last else _nth(entries, nth), terms.hand)

    def _redo(self, case, terms):
        redo(case, terms.hand)

    def _reparse(self, case, terms, nth, engine):
        reparse(case, _nth(case.ids(), nth), engine, terms.hand)

    def _forget(self, case, terms, nth):
        if len(case.ids()) > 1:
            forget(case, _nth(case.ids(), nth), replace(terms.hand, why="no longer needed"))

    def _add(self, case, terms):
        del terms
        added(case, FRESH, publisher="P")


def _nth(held, nth):
    return held[nth % len(held)]


@settings(max_examples=30, deadline=None)
@given(st.lists(STEPS, min_size=1, max_size=14))
def test_after_whatever_steps_the_layers_are_those_of_a_whole_derivation(tmp_path_factory, steps):
    path = made(tmp_path_factory.mktemp("steps"), TEXT)
    with Case.open(path, write=True) as one, Case.open(path, write=True) as other:
        added(one, OTHER)
        hands = Hands(one, other)
        for step in steps:
            try:
                hands.take(step)
            except CaseError:
                continue  # it was refused, and left nothing
            told = verify(one)
            assert told.ok, (step, told.faults)
        with Case.open(path) as anew:
            for article in anew.ids():
                wanted = anew.settled(article)
                assert one.settled(article) == other.settled(article) == wanted
