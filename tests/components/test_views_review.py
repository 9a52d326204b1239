"""What the review asks: one name at a time, with its sentence, its answers and what hangs on it."""

from dataclasses import replace

from hypothesis import given, settings

from components.views import review
from components.views.review import Order
from geo import Settled, key_of_name, queue
from geo.decisions import Answer, Decision, OnMentions, OnName, What, settle
from tests.making import ERBIL, MOSUL, TIKRIT, Read, Told, make_parse
from tests.strategies import parses

TEXT = (
    "A road was closed. Shells fell on Mosul and on Erbil, <b>said</b> nobody. Nowhereton waited.\n"
    "In Mosul\tthe bridge held. Tikrit was calm, and Mosul too."
)
NAMES = (
    ("Mosul", Read(MOSUL, score=0.6, rivals=(TIKRIT, ERBIL))),
    ("Erbil", Read(ERBIL, score=0.98)),
    ("Nowhereton", Read()),
    ("Mosul", Read(MOSUL, score=0.6, rivals=(TIKRIT, ERBIL))),
    ("Tikrit", Read(TIKRIT, score=0.999)),
    ("Mosul", Read(MOSUL, score=0.6, rivals=(TIKRIT, ERBIL))),
)


def article(text=TEXT, names=NAMES):
    return make_parse(Told(text, names, article={"publisher": "The <Post>", "title": "Roads"}))


def built(parse=None, made=(), later=(), first=None):
    settled = settle(parse or article(), made)
    left = queue(settled.parse, settled.decided)
    return review.build(settled, left, Order(later=later, first=first))


def decision(parse, index, said=None, entry=1, *, every=False):
    name, spans = parse.toponyms[index], [t.span for t in parse.toponyms]
    own = [s for s, t in zip(spans, parse.toponyms, strict=True) if t.surface == name.surface]
    target = OnName(article=parse.article.id, span=name.span)
    if every:
        target = OnMentions(
            name=key_of_name(name.surface), rule=False, article=parse.article.id,
            spans=tuple((parse.article.id, span) for span in own),
        )  # fmt: skip
    answer = said or Answer(what=What.NOT_A_PLACE)
    return Decision(entry=entry, who="Ann", when="", why=None, answer=answer, target=target)


def test_the_name_with_most_at_stake_is_asked_for_in_its_sentence():
    view = built()
    asked = view["question"]
    assert (view["title"], view["source"]) == ("Roads", "The <Post>")
    assert asked["asks"] == ("Which ", " is meant?")
    assert asked["sentence"] == (
        "Shells fell on ", "Mosul", " and on Erbil, <b>said</b> nobody.",
    )  # fmt: skip
    assert (asked["before"], asked["after"]) == ("A road was closed.", "Nowhereton waited.")
    assert asked["paragraph"] == 1
    assert asked["covers"] == "all 3 mentions"
    assert asked["hangs"] == "3 excerpts, 1 mark on the map"
    assert [m["words"] for m in asked["mentions"]] == [
        ("In ", "Mosul", " the bridge held."),
        ("Tikrit was calm, and ", "Mosul", " too."),
    ]


def test_the_answers_are_the_engines_own_and_its_rivals_with_their_distance():
    first, second, third = built()["question"]["answers"]
    assert (first["key"], first["engine"], first["score"]) == ("accept", True, 0.6)
    assert first["odds"] == "about 60 in 100 of such answers are right"
    assert (second["key"], second["engine"], second["odds"]) == (TIKRIT.id, False, "")
    assert second["away"].endswith(" km from the first")
    assert third["name"] == "Erbil"


def test_a_name_without_a_place_asks_what_it_is():
    view = built(first=review.key_at(article(), article().toponyms[2].span))
    asked = view["question"]
    assert (asked["name"], asked["asks"]) == ("Nowhereton", ("What is ", "?"))
    assert (asked["answers"], asked["accepts"]) == ([], False)
    assert asked["covers"] == "its one mention"
    assert asked["hangs"].startswith("1 excerpt, not on the map: ")


def test_progress_and_what_is_left_to_gain_are_told():
    assert built()["progress"] == {
        "answered": 0,
        "total": 4,
        "later": 0,
        "left": "Left to gain: about 1.7 of 6 open excerpts expected to be wrong",
        "under": "1 name scores under 0.80, as 46 in 100 wrong answers do",
    }
    parse = article()
    view = built(parse, [decision(parse, 0, every=True), decision(parse, 2, entry=2)])
    assert (view["progress"]["answered"], view["progress"]["total"]) == (2, 4)
    assert view["progress"]["left"] == (
        "Left to gain: none of 2 open excerpts expected to be wrong"
    )
    assert view["progress"]["under"].startswith("No name scores under 0.80, as ")


def test_the_last_decision_is_told_so_that_it_can_be_taken_back():
    parse = article()
    assert built(parse)["last"] is None
    said = {
        "not a place": None,
        "undecided": Answer(what=What.UNDECIDED),
        "accepted": Answer(what=What.PLACE, place=MOSUL),
        "Tikrit": Answer(what=What.PLACE, place=TIKRIT),
    }
    for words, answer in said.items():
        made = [decision(parse, 1), decision(parse, 0, answer, entry=2, every=True)]
        assert built(parse, made)["last"] == {
            "entry": 2,
            "name": "Mosul",
            "said": words,
            "mentions": 3,
        }
    settled = settle(parse, [decision(parse, 0, entry=7, every=True)])
    assert review.first_of(settled, 7) == review.key_at(parse, parse.toponyms[0].span)
    assert review.first_of(settled, 8) is None


def test_what_is_put_off_comes_after_all_others_in_the_order_it_was_put_off():
    parse = article()
    left = queue(parse, {})
    keys = [review.key_of(parse, question) for question in left.questions]
    for later, first in [
        ([], 0),
        (keys[:1], 1),
        (keys[:3], 3),
        ([*keys[1:], keys[0]], 1),
        ([keys[0], "gone:4"], 1),
    ]:
        picked = review.pick(parse, left, Order(later=later))
        assert review.key_of(parse, picked) == keys[first]
    picked = review.pick(parse, left, Order(later=[keys[2]], first=keys[2]))
    assert review.key_of(parse, picked) == keys[2]
    assert review.find(parse, left, keys[1]) == left.questions[1]
    assert review.find(parse, left, "gone:4") is None


def test_an_article_that_is_answered_asks_nothing():
    parse = article()
    made = [decision(parse, i, entry=i + 1) for i in range(len(NAMES))]
    view = built(parse, made)
    assert view["question"] is None
    assert view["progress"] == {"answered": 4, "total": 4, "later": 0, "left": "", "under": ""}


def test_words_of_any_length_are_cut():
    word = "a" * 50 + " "
    text = f"{word * 9}Mosul{' ' + word * 9}."
    asked = built(article(text, (("Mosul", Read(MOSUL, score=0.5)),)))["question"]
    assert all(len(part) < 400 for part in asked["sentence"])
    assert asked["sentence"][0].startswith("…aaa")
    assert asked["sentence"][2].endswith("a…")
    name = "Mo" * 400
    view = built(article(f"In {name} it rained.", ((name, Read()),)))
    assert len(view["question"]["name"]) == len(view["question"]["sentence"][1]) == 80


@given(parses(most=4))
@settings(deadline=None, max_examples=40)  # it answers every question of each
def test_any_article_can_be_asked_to_its_end(parse):
    """One answer after the other, each for the mentions it says, until nothing is left."""
    made, settled = [], settle(parse, [])
    total = queue(parse, {}).total
    for entry in range(1, total + 1):
        left = queue(settled.parse, settled.decided)
        view = review.build(settled, left, Order())
        question = review.find(settled.parse, left, view["question"]["key"])
        spans = review.spans_of(settled.parse, question)
        answers = review.options(settled.parse, question)
        assert {each["key"] for each in view["question"]["answers"]} <= answers.keys()
        target = OnMentions(
            name=question.name, rule=False, article=parse.article.id,
            spans=tuple((parse.article.id, span) for span in spans),
        )  # fmt: skip
        made.append(replace(decision(parse, 0, entry=entry), target=target))
        settled = settle(parse, made)
        assert view["progress"]["answered"] == entry - 1
    end = review.build(settled, queue(settled.parse, settled.decided), Order())
    assert isinstance(settled, Settled)
    assert end["question"] is None
