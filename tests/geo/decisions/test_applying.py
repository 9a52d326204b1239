"""A parse and decisions to the parse as decided: what holds, what does not fit, nothing guessed."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.decisions import (
    Answer,
    Decision,
    Disc,
    OnMentions,
    OnName,
    OnPlace,
    OnQuote,
    OnStory,
    What,
    apply,
    from_plain,
    key_of_name,
    settle,
    settle_one,
    span_of,
    to_plain,
)
from geo.mapped import map_evidence
from geo.records import from_plain as parse_from_plain
from geo.records import to_plain as parse_to_plain
from geo.types import Around, By, Kind, Place, Precision, Span, Speaker, Status, Use
from tests.geo.case.keeping import TEXT, Reads, arrival
from tests.making import DIYALA, IRAQ, KHANAQIN, MOSUL, NINEVEH, TIKRIT
from tests.strategies import parses

PARSE = Reads().parse(arrival(TEXT).article)
ID = PARSE.article.id
PIN = Place(
    id="coord:34.5,43.5", name="", kind=Kind.SITE, lon=43.5, lat=34.5, country="IQ",
    admin=("Iraq",), source="analyst",
)  # fmt: skip


def at(words, nth=0):
    """Where words stand in the text."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def decision(entry, answer, target):
    return Decision(
        entry=entry, who="Ann", when="2021-02-28T10:00:00.000Z", why="I was there",
        answer=answer, target=target,
    )  # fmt: skip


def on(words, nth=0, takes=()):
    return OnName(article=ID, span=at(words, nth), takes=takes)


def answer_at(parse, span):
    return next(r for r in parse.resolutions if r.toponym.span == span)


PLACED = Answer(what=What.PLACE, place=KHANAQIN)


def test_without_decisions_the_parse_is_the_very_same():
    assert apply(PARSE, ()) is PARSE
    elsewhere = OnName(article="f" * 64, span=at("Mosul"))
    assert apply(PARSE, [decision(5, PLACED, elsewhere)]) is PARSE


def test_a_place_is_the_analysts_and_the_engines_own_answer_is_kept_beside_it():
    settled = settle(PARSE, [decision(5, PLACED, on("Mosul"))])
    now, was = answer_at(settled.parse, at("Mosul")), answer_at(PARSE, at("Mosul"))
    assert (now.place, now.status, now.precision) == (KHANAQIN, Status.RESOLVED, Precision.P1)
    assert (now.placed_by, now.toponym.found_by, now.score) == (By.ANALYST, By.MODEL, 1.0)
    assert [c.place for c in now.candidates] == [KHANAQIN, MOSUL, TIKRIT]
    told = settled.decided[at("Mosul")]
    assert (told.entry, told.who, told.why, told.engine) == (5, "Ann", "I was there", was)
    others = [r for r in settled.parse.resolutions if r.toponym.span != at("Mosul")]
    assert others == [r for r in PARSE.resolutions if r.toponym.span != at("Mosul")]


def test_another_candidate_is_taken_from_its_place_among_them():
    parse = apply(PARSE, [decision(5, Answer(what=What.PLACE, place=TIKRIT), on("Mosul"))])
    now = answer_at(parse, at("Mosul"))
    assert [c.place for c in now.candidates] == [TIKRIT, MOSUL]


@pytest.mark.parametrize(("km", "grade"), [(None, "P1"), (8.3, "P2"), (50, "P2"), (80, "P5")])
def test_a_pin_is_called_as_the_text_has_it_and_is_a_ring_where_it_has_a_radius(km, grade):
    disc = None if km is None else Disc(lon=43.5, lat=34.5, km=km)
    answer = Answer(what=What.POINT, place=PIN, disc=disc)
    now = answer_at(apply(PARSE, [decision(5, answer, on("Nowhereton"))]), at("Nowhereton"))
    assert now.place == replace(PIN, name="Nowhereton")
    assert now.precision == Precision(grade)
    ring = km and Around(lon=43.5, lat=34.5, radius_km=km, words="Nowhereton")
    assert now.around == (ring or None)


def test_an_area_is_a_ring_without_an_exact_edge():
    place = replace(PIN, id="area:123", kind=Kind.REGION)
    disc = Disc(lon=43.6, lat=34.6, km=12.0)
    shape = {"type": "MultiPolygon", "coordinates": []}
    answer = Answer(what=What.AREA, place=place, disc=disc, shape=shape)
    now = answer_at(apply(PARSE, [decision(5, answer, on("Tikrit"))]), at("Tikrit"))
    assert (now.precision, now.around.radius_km) == (Precision.P5, 12.0)


def test_within_is_somewhere_in_the_larger_place():
    answer = Answer(what=What.WITHIN, place=DIYALA, somewhere=True)
    parse = apply(PARSE, [decision(5, answer, on("Nowhereton"))])
    now = answer_at(parse, at("Nowhereton"))
    assert (now.place, now.within, now.precision) == (DIYALA, "Nowhereton", Precision.P4)
    (mark,) = [m for m in map_evidence([parse]).marks if m.somewhere]
    assert (mark.name, mark.by) == ("Nowhereton, somewhere in Diyala", By.ANALYST)


def test_what_is_not_a_place_is_rejected_and_listed():
    parse = apply(PARSE, [decision(5, Answer(what=What.NOT_A_PLACE), on("Diyala"))])
    now = answer_at(parse, at("Diyala"))
    assert (now.status, now.place, now.placed_by) == (Status.REJECTED, None, By.ANALYST)
    assert now.candidates == answer_at(PARSE, at("Diyala")).candidates
    assert {row.name: row.reason for row in map_evidence([parse]).tray}["Diyala"] == "rejected"


def test_nothing_else_makes_a_rejected_name():
    for answer in (PLACED, Answer(what=What.UNDECIDED), Answer(what=What.NOT_A_PLACE)):
        made = apply(PARSE, [decision(5, answer, on("Diyala"))]).resolutions
        rejected = [r.toponym.surface for r in made if r.status is Status.REJECTED]
        assert rejected == (["Diyala"] if answer.what is What.NOT_A_PLACE else [])


@pytest.mark.parametrize(
    ("words", "status"), [("Mosul", Status.AMBIGUOUS), ("Nowhereton", Status.UNKNOWN)]
)
def test_what_cannot_be_told_is_listed(words, status):
    parse = apply(PARSE, [decision(5, Answer(what=What.UNDECIDED), on(words))])
    now = answer_at(parse, at(words))
    assert (now.status, now.place, now.precision) == (status, None, Precision.P0)


def test_accepting_vouches_for_the_engines_place():
    answer = Answer(what=What.ACCEPT, place=TIKRIT, precision=Precision.P1)
    now = answer_at(apply(PARSE, [decision(5, answer, on("Tikrit"))]), at("Tikrit"))
    assert (now.place, now.score, now.placed_by) == (TIKRIT, 1.0, By.ANALYST)


def test_what_is_accepted_with_its_words_keeps_them():
    words = at("Tikrit. Diyala")
    disc = Disc(lon=43.0, lat=34.0, km=9.0, nominal=True, words=words)
    answer = Answer(what=What.ACCEPT, place=TIKRIT, disc=disc, precision=Precision.P2)
    now = answer_at(apply(PARSE, [decision(5, answer, on("Tikrit"))]), at("Tikrit"))
    assert now.around == Around(
        lon=43.0, lat=34.0, radius_km=9.0, words="Tikrit. Diyala", nominal=True
    )


def test_a_class_changes_nothing_else():
    answer = Answer(what=What.CLASS, precision=Precision.P3)
    now, was = (answer_at(p, at("Mosul")) for p in (
        apply(PARSE, [decision(5, answer, on("Mosul"))]), PARSE
    ))  # fmt: skip
    assert now == replace(was, precision=Precision.P3)


def test_a_class_goes_with_a_place_and_over_one_decided_before():
    both = [
        decision(5, PLACED, on("Mosul")),
        decision(6, Answer(what=What.CLASS, precision=Precision.P5), on("Mosul")),
    ]
    now = answer_at(apply(PARSE, both), at("Mosul"))
    assert (now.place, now.precision) == (KHANAQIN, Precision.P5)
    with_it = decision(5, replace(PLACED, precision=Precision.P2), on("Mosul"))
    assert answer_at(apply(PARSE, [with_it]), at("Mosul")).precision is Precision.P2


def test_a_class_for_a_name_without_a_place_does_not_fit():
    answer = Answer(what=What.CLASS, precision=Precision.P3)
    settled = settle(PARSE, [decision(5, answer, on("Nowhereton"))])
    assert settled.parse is PARSE
    assert [(u.entry, u.span) for u in settled.unfit] == [(5, at("Nowhereton"))]


def test_of_two_decisions_the_later_entry_holds_in_whatever_order_they_come():
    first, second = (
        decision(5, Answer(what=What.NOT_A_PLACE), on("Mosul")),
        decision(9, PLACED, on("Mosul")),
    )
    for order in ([first, second], [second, first]):
        assert answer_at(apply(PARSE, order), at("Mosul")).place == KHANAQIN
    assert settle(PARSE, [first, second]).decided[at("Mosul")].entry == 9


def test_a_people_that_is_placed_is_the_place_itself():
    now = answer_at(apply(PARSE, [decision(5, PLACED, on("Iraqis"))]), at("Iraqis"))
    assert now.toponym.use is Use.LITERAL
    accepted = Answer(what=What.ACCEPT, place=IRAQ, precision=Precision.P6)
    now = answer_at(apply(PARSE, [decision(5, accepted, on("Iraqis"))]), at("Iraqis"))
    assert now.toponym.use is Use.DEMONYM


def test_a_missed_name_is_found_by_the_analyst_in_reading_order():
    parse = apply(PARSE, [decision(5, PLACED, on("Samarra"))])
    names = [t.surface for t in parse.toponyms]
    assert names == [
        "Mosul", "Tikrit", "Diyala", "Khanaqin", "Mosul", "Iraqis", "Nowhereton", "Samarra", "Iraq",
    ]  # fmt: skip
    now = answer_at(parse, at("Samarra"))
    assert (now.toponym.found_by, now.placed_by, now.place) == (By.ANALYST, By.ANALYST, KHANAQIN)
    (evidence,) = [e for e in parse.evidence if e.resolution is now]
    assert evidence.text == "Iraqis spoke of Nowhereton and of Samarra in Iraq."
    assert settle(PARSE, [decision(5, PLACED, on("Samarra"))]).decided[at("Samarra")].engine is None


def test_a_missed_name_in_a_quote_is_in_that_quote():
    parse = apply(PARSE, [decision(5, PLACED, on("We left"))])
    assert answer_at(parse, at("We left")).toponym.quote == 0


def test_a_longer_name_takes_those_under_it():
    span = at("Mosul and Tikrit")
    target = on("Mosul and Tikrit", takes=(at("Mosul"), at("Tikrit")))
    settled = settle(PARSE, [decision(3, PLACED, on("Mosul")), decision(5, PLACED, target)])
    assert [t.surface for t in settled.parse.toponyms][:2] == ["Mosul and Tikrit", "Diyala"]
    assert set(settled.decided) == {span}
    shorter = settle(PARSE, [decision(5, PLACED, on("Mosul and Tikrit", takes=(at("Mosul"),)))])
    assert shorter.parse is PARSE  # Tikrit was not there when it was decided: nothing is guessed
    assert [u.entry for u in shorter.unfit] == [5]


def test_a_name_marked_over_what_is_no_place_takes_it_away_there():
    from geo.types import NotPlace

    other = NotPlace(span=at("Samarra"), surface="Samarra", reason="person")
    parse = replace(PARSE, not_places=(other,))
    assert apply(parse, [decision(5, PLACED, on("Samarra"))]).not_places == ()
    assert apply(parse, [decision(5, PLACED, on("Tikrit"))]).not_places == (other,)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(what=What.NOT_A_PLACE), Answer(what=What.UNDECIDED),
        Answer(what=What.CLASS, precision=Precision.P3),
    ],
)  # fmt: skip
def test_only_a_place_makes_a_name_of_words_that_are_none(answer):
    settled = settle(PARSE, [decision(5, answer, on("Samarra"))])
    assert settled.parse is PARSE
    assert [u.why for u in settled.unfit] == ["no name is found there any more"]


def test_words_over_two_sentences_are_no_name():
    span = Span(at("Tikrit").start, at("Diyala").end)
    target = OnName(article=ID, span=span, takes=(at("Tikrit"), at("Diyala")))
    settled = settle(PARSE, [decision(5, PLACED, target)])
    assert [u.why for u in settled.unfit] == ["no sentence holds these words"]


def test_another_engine_keeps_what_fits_and_lists_what_does_not():
    decisions = [
        decision(2, PLACED, on("Mosul")),
        decision(3, Answer(what=What.NOT_A_PLACE), on("Tikrit")),
        decision(4, PLACED, on("Samarra")),
        decision(5, PLACED, on("Khanaqin")),
    ]
    read = {"Mosul": Reads()._names["Mosul"], "Khanaqin were": Reads()._names["Khanaqin"]}
    newer = Reads(read, "by-hand-2").parse(PARSE.article)
    settled = settle(newer, decisions)
    assert [t.surface for t in settled.parse.toponyms] == [
        "Mosul", "Khanaqin were", "Mosul", "Samarra",
    ]  # fmt: skip
    assert answer_at(settled.parse, at("Mosul")).place == KHANAQIN
    assert [(u.entry, u.why) for u in settled.unfit] == [
        (3, "no name is found there any more"),
        (5, "another name is found over these words now"),
    ]


def rule(words, answer=PLACED, entry=5, *, spans=(), article=None, for_all=True):
    target = OnMentions(
        name=key_of_name(words), rule=for_all, article=article,
        spans=tuple((ID, span) for span in spans),
    )  # fmt: skip
    return decision(entry, answer, target)


def test_a_rule_holds_for_every_mention_and_those_to_come():
    settled = settle(PARSE, [rule(" MOSUL ")])
    assert {s for s, d in settled.decided.items() if d.entry == 5} == {at("Mosul"), at("Mosul", 1)}
    assert settle(PARSE, [rule("Mosul", article="f" * 64)]).decided == {}
    assert settle(PARSE, [rule("Mosul", article=ID)]).decided.keys() == settled.decided.keys()


def test_without_a_rule_only_the_mentions_there_were_are_decided():
    settled = settle(PARSE, [rule("Mosul", spans=[at("Mosul", 1)], for_all=False)])
    assert set(settled.decided) == {at("Mosul", 1)}
    gone = settle(PARSE, [rule("Mosul", spans=[at("fell")], for_all=False)])
    assert [(u.entry, u.span) for u in gone.unfit] == [(5, at("fell"))]


def test_one_name_may_be_an_exception_to_a_rule():
    one = decision(6, Answer(what=What.NOT_A_PLACE), on("Mosul"))
    parse = apply(PARSE, [rule("Mosul"), one])
    assert answer_at(parse, at("Mosul")).status is Status.REJECTED
    assert answer_at(parse, at("Mosul", 1)).place == KHANAQIN


def test_a_rule_finds_no_names():
    assert settle(PARSE, [rule("Samarra")]).parse is PARSE


def quote_of(parse):
    return parse.quotes[0]


def test_a_speaker_is_another_or_none():
    span = quote_of(PARSE).spans[0]
    target = OnQuote(article=ID, span=span)
    none = settle(PARSE, [decision(5, Answer(what=What.NO_SPEAKER), target)])
    assert quote_of(none.parse).speaker is None
    assert none.quotes[0].entry == 5
    assert {e.quote.speaker for e in none.parse.evidence if e.quote} == {None}
    other = apply(PARSE, [decision(5, Answer(what=What.SPEAKER, speaker="Iraqis"), target)])
    assert quote_of(other).speaker == Speaker(name="Iraqis", span=at("Iraqis"))
    assert quote_of(other).probability == 1.0
    named = apply(PARSE, [decision(5, Answer(what=What.SPEAKER, speaker="Bo Ek"), target)])
    assert quote_of(named).speaker == Speaker(name="Bo Ek", span=quote_of(PARSE).speaker.span)
    lost = settle(
        PARSE, [decision(5, Answer(what=What.NO_SPEAKER), replace(target, span=at("of")))]
    )
    assert [u.why for u in lost.unfit] == ["no such quote is found there any more"]


def test_a_speaker_keeps_the_title_that_the_text_gives_them():
    titled = replace(
        PARSE,
        quotes=(
            replace(
                quote_of(PARSE),
                speaker=Speaker(name="Ann Lee", span=at("Ann Lee"), title="Dr", role="medic"),
            ),
        ),
    )
    target = OnQuote(article=ID, span=quote_of(PARSE).spans[0])
    said = decision(5, Answer(what=What.SPEAKER, speaker="Ann Lee"), target)
    assert quote_of(apply(titled, [said])).speaker.title == "Dr"


@pytest.mark.parametrize(
    "fields",
    [
        {"what": What.PLACE}, {"what": What.CLASS}, {"what": What.SPEAKER},
        {"what": What.NOT_A_PLACE, "place": MOSUL}, {"what": What.AREA, "place": MOSUL},
        {"what": What.PLACE, "place": MOSUL, "precision": Precision.P0},
        {"what": What.PLACE, "place": MOSUL, "speaker": "Ann"},
    ],
)  # fmt: skip
def test_an_answer_without_what_it_needs_cannot_be_made(fields):
    with pytest.raises(ValueError, match="has not what it needs"):
        Answer(**fields)


@pytest.mark.parametrize(("lon", "lat", "km"), [(181, 0, 1), (0, 91, 1), (0, 0, 0), (0, 0, 3e4)])
def test_a_disc_lies_on_the_globe(lon, lat, km):
    with pytest.raises(ValueError, match="no circle"):
        Disc(lon=lon, lat=lat, km=km)


spans = st.tuples(st.integers(0, 300), st.integers(1, 40)).map(lambda t: Span(t[0], t[0] + t[1]))
places = st.sampled_from([MOSUL, TIKRIT, KHANAQIN, DIYALA, NINEVEH, IRAQ, PIN])
classes = st.sampled_from([None, *[p for p in Precision if p is not Precision.P0]])
discs = st.one_of(
    st.none(),
    st.builds(
        Disc, lon=st.floats(-180, 180), lat=st.floats(-90, 90), km=st.floats(0.1, 900),
        nominal=st.booleans(), words=st.one_of(st.none(), spans),
    ),
)  # fmt: skip
yes = st.sampled_from([True])
answers = st.one_of(
    st.builds(
        Answer, what=st.sampled_from([What.PLACE, What.POINT, What.ACCEPT]), place=places,
        precision=classes, disc=discs,
    ),
    st.builds(
        Answer, what=st.just(What.WITHIN), place=places, precision=classes, somewhere=yes
    ),
    st.builds(Answer, what=st.sampled_from([What.NOT_A_PLACE, What.UNDECIDED])),
    st.builds(Answer, what=st.just(What.CLASS), precision=classes.filter(bool)),
)  # fmt: skip


of_places = st.one_of(
    st.builds(Answer, what=st.just(What.RENAME), called=st.sampled_from(["Nineve", "Київ"])),
    st.builds(Answer, what=st.just(What.MERGE), place=places),
    st.just(Answer(what=What.HIDE)),
)
of_stories = st.sampled_from(
    [Answer(what=What.OWN_STORY), Answer(what=What.SAME_STORY, story="e" * 64)]
)


@st.composite
def decided(draw):
    """A parse and decisions on it and on others: on names, words, places, quotes, its story."""
    parse = draw(parses())
    own = parse.article.id
    named = [r.toponym.span for r in parse.resolutions] or [Span(0, 3)]
    within = st.one_of(st.sampled_from(named), spans)
    article = st.sampled_from([own, own, own, "f" * 64])
    names = st.sampled_from([key_of_name(t.surface) for t in parse.toponyms] or ["mosul"])
    target = st.one_of(
        st.builds(
            OnName, article=article, span=within,
            takes=st.one_of(st.just(()), st.just(tuple(sorted(named)))),
        ),
        st.builds(
            OnMentions, name=names, rule=st.booleans(), article=st.one_of(st.none(), article),
            spans=st.lists(st.tuples(article, within), max_size=3).map(tuple),
        ),
    )  # fmt: skip
    on_place = st.builds(OnPlace, place=places.map(lambda place: place.id))
    of = st.one_of(
        st.tuples(answers, target), st.tuples(of_places, on_place),
        st.tuples(of_stories, st.builds(OnStory, article=article)),
    )  # fmt: skip
    made = [decision(i, *draw(of)) for i in range(2, 2 + draw(st.integers(0, 9)))]
    quotes = [q.spans[0] for q in parse.quotes] or [Span(0, 2)]
    for i in range(draw(st.integers(0, 2))):
        who = draw(st.sampled_from([None, "Ann Lee", "Nobody"]))
        what = What.NO_SPEAKER if who is None else What.SPEAKER
        on_quote = OnQuote(article=own, span=draw(st.sampled_from(quotes)))
        made.append(decision(20 + i, Answer(what=what, speaker=who), on_quote))
    return parse, made


@settings(max_examples=150, deadline=None)
@given(decided())
def test_whatever_is_decided_fits_together(case):
    parse, made = case
    settled = settle(parse, made)
    now = settled.parse
    assert [r.toponym for r in now.resolutions] == list(now.toponyms)
    found = [t.span for t in now.toponyms]
    assert found == sorted(found)
    assert all(a.end <= b.start for a, b in pairwise(found)) or any(
        a.toponym.span.overlaps(b.toponym.span)
        for a in parse.resolutions for b in parse.resolutions if a is not b
    )  # fmt: skip
    placed = {r.toponym.span for r in now.resolutions if r.place and r.toponym.use != Use.DEMONYM}
    assert {e.resolution.toponym.span for e in now.evidence} == placed
    assert {r.toponym.span for r in now.resolutions if r.status is Status.REJECTED} <= set(
        settled.decided
    ) | {r.toponym.span for r in parse.resolutions if r.status is Status.REJECTED}
    map_evidence([now])  # words, counts and marks are held to one another
    assert parse_from_plain(parse_to_plain(now)) == now


@settings(max_examples=100, deadline=None)
@given(decided(), st.randoms())
def test_the_order_in_which_decisions_are_given_does_not_matter(case, chance):
    parse, made = case
    mixed = list(made)
    chance.shuffle(mixed)
    assert settle(parse, mixed) == settle(parse, made)
    assert settle(parse, made) == settle(parse, list(made))


@settings(max_examples=100, deadline=None)
@given(decided())
def test_one_decision_after_another_leads_to_what_all_of_them_lead_to(case):
    parse, made = case
    so_far = settle(parse, ())
    for one in made:
        so_far = settle_one(so_far, one)
    assert so_far == settle(parse, made)


@settings(max_examples=100, deadline=None)
@given(decided())
def test_a_decision_on_another_article_changes_nothing(case):
    parse, made = case
    own = [d for d in made if d.target.article in {None, parse.article.id}]
    assert settle(parse, own) == settle(parse, made)


@settings(max_examples=100, deadline=None)
@given(decided())
def test_a_decision_comes_back_from_the_log(case):
    for one in case[1]:
        target = one.target
        at = span_of(target)
        span = None if at is None else (at.start, at.end)
        plain = to_plain(one.answer, target)
        answer, again = from_plain(one.answer.what.value, target.article, span, plain)
        assert (answer, again) == (one.answer, target)
