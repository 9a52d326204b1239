"""What an analyst is asked of an article: every open name once, the most at stake first."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.decisions import Answer, Decision, OnName, What, key_of_name, settle
from geo.mapped import why_not
from geo.review import LISTED, cut_offs, queue
from geo.types import Decided, Status, Use
from tests.growth import MOST, growth
from tests.making import IRAQ, KHANAQIN, MOSUL, TIKRIT, Read, Told, make_parse
from tests.strategies import parses


def decide(resolution, entry=1):
    return Decided(entry=entry, who="Ann", when="", why=None, engine=resolution)


@st.composite
def decided(draw):
    """A parse, and some of its names decided."""
    parse = draw(parses())
    chosen = [r for r in parse.resolutions if draw(st.booleans())]
    return parse, {r.toponym.span: decide(r) for r in chosen}


@given(decided())
def test_every_open_name_is_asked_once_and_no_decided_one(given_):
    parse, held = given_
    found = queue(parse, held)
    asked = [index for question in found.questions for index in question.names]
    spans = [r.toponym.span for r in parse.resolutions]
    assert sorted(asked) == [i for i, span in enumerate(spans) if span not in held]
    assert all(list(q.names) == sorted(q.names) for q in found.questions)


@given(decided())
def test_the_mentions_of_a_question_are_one_name_with_one_answer(given_):
    parse, held = given_
    for question in queue(parse, held).questions:
        own = [parse.resolutions[i] for i in question.names]
        assert {key_of_name(r.toponym.surface) for r in own} == {question.name}
        assert len({(r.place and r.place.id, r.precision, r.around, r.status) for r in own}) == 1


@given(decided())
def test_the_most_at_stake_comes_first_and_then_the_earlier_in_the_text(given_):
    questions = queue(*given_).questions
    order = [(-q.stake, q.names[0]) for q in questions]
    assert order == sorted(order)


@given(decided())
def test_what_is_at_stake_is_excerpts_expected_to_be_wrong(given_):
    parse, held = given_
    found = queue(parse, held)
    for question in found.questions:
        own = [parse.resolutions[i] for i in question.names]
        assert 1 <= question.excerpts <= len(question.names)
        weight = 1.0 if all(why_not(r) is None for r in own) else LISTED
        assert 0.0 <= question.stake <= weight * question.excerpts + 1e-9
        assert (
            question.stake >= round(weight * question.excerpts * (1 - max(scores(own))), 9) - 1e-8
        )
        assert (question.mark is None) is (weight == LISTED)
    assert found.stake == pytest.approx(sum(q.stake for q in found.questions))


def scores(resolutions):
    return [r.score if r.place is not None else 0.0 for r in resolutions]


@given(parses())
def test_an_article_that_is_decided_asks_nothing(parse):
    held = {r.toponym.span: decide(r) for r in parse.resolutions}
    found, whole = queue(parse, held), queue(parse, {})
    assert found.questions == ()
    assert (found.answered, found.stake) == (whole.total, 0.0)


@given(decided())
def test_nothing_is_lost_on_the_way(given_):
    """However much is decided, the article has as many questions as it had."""
    parse, held = given_
    found, whole = queue(parse, held), queue(parse, {})
    assert found.total == whole.total == len(whole.questions)


TEXT = (
    "Mosul was quiet. Mosul was dark. Tikrit was quiet. Iraq waited. Nowhereton waited. "
    "Khanaqin and Khanaqin were quiet. Iraqis left."
)
NAMES = (
    ("Mosul", Read(MOSUL, score=0.9)),
    ("Mosul", Read(MOSUL, score=0.9)),
    ("Tikrit", Read(TIKRIT, score=0.7)),
    ("Iraq", Read(IRAQ, score=0.9)),
    ("Nowhereton", Read()),
    ("Khanaqin", Read(KHANAQIN, score=0.6)),
    ("Khanaqin", Read(KHANAQIN, score=0.8)),
    ("Iraqis", Read(IRAQ, use=Use.DEMONYM, score=0.5)),
)


def sample(names=NAMES):
    return make_parse(Told(TEXT, names))


def told(found):
    return [(q.name, q.stake, q.excerpts) for q in found.questions]


def test_the_sums_of_an_article():
    assert told(queue(sample(), {})) == [
        ("nowhereton", 0.5, 1),  # no answer, and on no map
        ("khanaqin", 0.4, 1),  # two mentions in one excerpt: the less certain counts
        ("tikrit", 0.3, 1),
        ("iraqis", 0.25, 1),
        ("mosul", 0.2, 2),  # nearly certain, but of two excerpts
        ("iraq", 0.05, 1),
    ]


def test_a_name_with_two_answers_is_two_questions():
    names = (NAMES[0], ("Mosul", Read(TIKRIT, score=0.9)), *NAMES[2:])
    mosul = [q for q in queue(sample(names), {}).questions if q.name == "mosul"]
    assert [q.names for q in mosul] == [(0,), (1,)]


def test_a_question_that_is_answered_in_part_asks_for_the_rest():
    parse = sample()
    found = queue(parse, {parse.toponyms[0].span: decide(parse.resolutions[0])})
    assert [q.names for q in found.questions if q.name == "mosul"] == [(1,)]
    assert (found.answered, found.total) == (0, 6)


def test_what_an_analyst_answered_counts_as_the_question_it_was():
    parse = sample()
    spans = [t.span for t in parse.toponyms]
    said = Answer(what=What.NOT_A_PLACE)
    made = [
        Decision(
            entry=entry, who="Ann", when="", why=None, answer=said,
            target=OnName(article=parse.article.id, span=spans[index]),
        )
        for entry, index in enumerate((4, 5, 6), start=1)
    ]  # fmt: skip
    settled = settle(parse, made)
    assert settled.parse.resolutions[5].status is Status.REJECTED
    found = queue(settled.parse, settled.decided)
    assert (found.answered, found.total) == (2, 6)


def test_a_missed_name_is_no_question():
    parse = sample()
    held = {parse.toponyms[4].span: replace(decide(parse.resolutions[4]), engine=None)}
    found = queue(parse, held)
    assert (found.answered, found.total) == (0, 5)


def test_the_table_of_cut_offs_is_the_published_one():
    page = Path(__file__).parents[2] / "docs" / "evaluation.md"
    row = re.compile(r"^\| (\d\.\d\d) \| ([\d.]+)% \| ([\d.]+)% \| ([\d.]+)% \|$", re.MULTILINE)
    published = [tuple(map(float, found)) for found in row.findall(page.read_text("utf-8"))]
    shares = [(c.least, 100 * c.kept, 100 * c.right, 100 * c.wrong_left_out) for c in cut_offs()]
    assert len(published) > 5
    assert shares == [pytest.approx(row) for row in published]
    assert [c.least for c in cut_offs()] == sorted(c.least for c in cut_offs())


def test_a_longer_article_takes_as_much_longer():
    def made(size):
        text = " ".join(f"Mosul and Tikrit{i} were quiet." for i in range(size))
        names = [(name, Read(MOSUL)) for i in range(size) for name in ("Mosul", f"Tikrit{i}")]
        return make_parse(Told(text, tuple(names)))

    assert growth(made, lambda parse: queue(parse, {}), 400) < MOST
