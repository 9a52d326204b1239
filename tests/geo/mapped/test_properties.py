"""What holds for any parses under anything asked."""

from collections import Counter
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import ExportError
from geo.mapped import VOICES, Asked, Counts, answer, map_evidence, passes, read_extent, survey
from geo.mapped.asked import is_within
from geo.mapped.bounds import bounds_of
from geo.mapped.reasons import CODES, wording
from geo.settings import data_folder
from tests.making import MOSUL, Read, Told, make_parse
from tests.strategies import asked, parses

several = st.lists(parses(most=5), max_size=3, unique_by=lambda parse: parse.article.id)
KEPT = ("key", "number", "name", "lang", "place", "precision", "figure", "lon", "lat", "km",
        "nominal", "areas", "holder", "score", "by", "named")  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(several, asked())
def test_counts_add_up_and_are_those_of_the_marks(found, question):
    shown = map_evidence(found, question)
    counts = shown.counts
    assert counts.names == counts.on_map + counts.hidden + counts.listed
    assert (
        counts.names + counts.peoples == len(shown.names) == sum(len(p.resolutions) for p in found)
    )
    assert counts.others == sum(len(p.not_places) for p in found)
    on_map = Counter(name.mark for name in shown.names if name.on_map)
    assert on_map == Counter({m.key: m.names for m in shown.marks if m.names})
    assert sum(on_map.values()) == counts.on_map
    assert counts.hidden == sum(name.reason == "left-out" for name in shown.names)
    assert counts.listed == sum(
        row.times for row in shown.tray if row.reason not in {"people", "not-a-place"}
    )
    assert counts.shown == sum(m.shown for m in shown.marks) <= counts.marks == len(shown.marks)
    assert counts.excerpts == len(shown.excerpts) == len({e.key for e in shown.excerpts})


@settings(max_examples=100, deadline=None)
@given(several, asked())
def test_a_filter_never_changes_what_a_mark_is(found, question):
    whole, part = map_evidence(found), map_evidence(found, question)
    assert [m.number for m in whole.marks] == list(range(1, len(whole.marks) + 1))
    for before, after in zip(whole.marks, part.marks, strict=True):
        for name in KEPT:
            assert getattr(before, name) == getattr(after, name)
        assert after.names <= before.names == before.named
        assert after.excerpts <= after.held <= before.held
        assert before.shown
        assert after.shown == (after.names > 0)
    assert whole.tray == part.tray
    assert whole.outlines == part.outlines
    assert {e.key for e in part.excerpts} <= {e.key for e in whole.excerpts}


@settings(max_examples=100, deadline=None)
@given(parses(), asked())
def test_excerpts_are_slices_and_their_names_stand_in_them(parse, question):
    shown = map_evidence([parse], question)
    keys = {m.key for m in shown.marks}
    for excerpt in shown.excerpts:
        assert parse.article.slice(excerpt.span) == excerpt.text
        assert excerpt.names
        for span, lead in excerpt.names:
            at = excerpt.span.start + span.start
            surface = excerpt.text[span.start : span.end]
            assert any(t.span.start == at and t.surface == surface for t in parse.toponyms)
            assert lead in keys or lead in CODES
        for spoken in excerpt.spoken:
            assert 0 <= spoken.span.start < spoken.span.end <= len(excerpt.text)
            assert spoken.voice in {"direct", "reported"}


@settings(max_examples=100, deadline=None)
@given(parses(), asked())
def test_what_is_kept_is_what_the_one_filter_keeps(parse, question):
    found = survey([parse])
    shown = answer(found, question)
    for row, name in zip(found.rows, shown.names, strict=True):
        assert name.on_map == (row.mark is not None and passes(row, question))
    voices = [e.voice for e in shown.excerpts]
    assert question.voice is None or set(voices) <= {question.voice}
    said = {e.speaker.name if e.speaker else None for e in shown.excerpts}
    assert question.speaker is None or said <= {question.speaker}


@settings(max_examples=100, deadline=None)
@given(parses())
def test_the_voices_part_the_names(parse):
    whole = map_evidence([parse]).counts
    each = [map_evidence([parse], Asked(voice=v)).counts for v in VOICES]
    assert sum(c.on_map for c in each) == whole.on_map
    assert sum(c.excerpts for c in each) == whole.excerpts


def test_a_map_refuses_counts_that_do_not_add_up():
    good = Counts(
        names=6, on_map=3, hidden=1, listed=2, peoples=0, others=0, marks=2, shown=1, unsure=0,
        excerpts=1, articles=1, sources=1,
    )  # fmt: skip
    for name in ("names", "on_map", "hidden", "listed"):
        with pytest.raises(ValueError, match="names are not"):
            replace(good, **{name: getattr(good, name) + 1})
    for wrong in ({"shown": 3}, {"unsure": 2}, {"marks": 5}):
        with pytest.raises(ValueError, match="marks are shown"):
            replace(good, **wrong)


@settings(max_examples=50, deadline=None)
@given(parses(), st.sampled_from(["peoples", "others", "excerpts", "shown"]))
def test_a_map_refuses_counts_of_something_else(parse, name):
    shown = map_evidence([parse])
    with pytest.raises(ValueError, match=r"the map has|marks are shown"):
        replace(shown, counts=replace(shown.counts, **{name: getattr(shown.counts, name) + 1}))


def test_asked_is_one_thing_however_it_is_put():
    one = Asked(more=(("since", "2024"), ("publisher", "P")))
    two = Asked(more=(("publisher", "P"), ("since", "2024")))
    assert one == two
    assert hash(one) == hash(two)
    assert one.to_json() == two.to_json()
    asked_for = Asked(place="adm1:IQ.10", voice="writer", extent=(1.0, 2.0, 3.0, 4.0))
    assert asked_for.to_json() == (
        '{"extent": [1.0, 2.0, 3.0, 4.0], "more": {}, "place": "adm1:IQ.10", "speaker": null, '
        '"voice": "writer"}'
    )
    assert set(asked_for.to_plain()) == {f.name for f in fields(Asked)}


@pytest.mark.parametrize(
    "words", ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "0,5,1,4", "0,-91,1,4", "181,0,1,1", "1,0,1,2",
              "nan,0,1,1", "0,nan,1,1", "inf,0,1,1"],
)  # fmt: skip
def test_what_is_no_box_is_refused(words):
    with pytest.raises(ExportError, match="no box"):
        read_extent(words)


def test_a_box_is_read_and_may_cross_the_date_line():
    assert read_extent("170,-30,-160, 0") == (170.0, -30.0, -160.0, 0.0)
    assert is_within((170.0, -30.0, -160.0, 0.0), 180.0, -5.0)
    assert is_within((170.0, -30.0, -160.0, 0.0), -160.0, 0.0)
    assert not is_within((170.0, -30.0, -160.0, 0.0), 0.0, -5.0)
    assert not is_within((170.0, -30.0, -160.0, 0.0), 175.0, 1.0)
    assert is_within((-10.0, -30.0, 10.0, 0.0), 0.0, -5.0)
    assert not is_within((-10.0, -30.0, 10.0, 0.0), 180.0, -5.0)


def test_an_unknown_voice_is_refused():
    with pytest.raises(ExportError, match="direct, reported, writer"):
        Asked(voice="whispered")


def test_every_reason_has_one_wording_and_every_wording_a_reason():
    lines = (data_folder() / "reasons.csv").read_text(encoding="utf-8").splitlines()
    assert [line.partition(",")[0] for line in lines[1:]] == list(CODES)
    assert len({wording(code) for code in CODES}) == len(CODES)


def test_the_smallest_box_is_chosen_on_the_globe():
    assert bounds_of([]) is None
    assert bounds_of([(10.0, 20.0, 0.0)]) == (10.0, 20.0, 10.0, 20.0)
    assert bounds_of([(178.0, -18.0, 0.0), (-172.0, -14.0, 0.0)]) == (178.0, -18.0, -172.0, -14.0)
    assert bounds_of([(-100.0, 0.0, 0.0), (10.0, 5.0, 0.0)]) == (-100.0, 0.0, 10.0, 5.0)
    west, south, east, north = bounds_of([(0.0, 60.0, 111.195)])
    assert (round(south, 3), round(north, 3)) == (59.0, 61.0)
    assert (round(west, 2), round(east, 2)) == (-2.0, 2.0)
    assert bounds_of([(0.0, 89.5, 100.0)]) == (-180.0, pytest.approx(88.6, abs=0.01), 180.0, 90.0)


points = st.tuples(
    st.floats(-180, 180, allow_nan=False), st.floats(-85, 85, allow_nan=False), st.just(0.0)
)


@settings(max_examples=300, deadline=None)
@given(st.lists(points, min_size=1, max_size=6))
def test_a_box_holds_every_point(found):
    box = bounds_of(found)
    assert all(is_within(box, lon, lat) for lon, lat, _ in found)
    assert -180 <= box[0] <= 180
    assert -180 <= box[2] <= 180


def test_one_text_is_one_article_however_often_it_is_given():
    parse = make_parse(Told("Shells fell on Mosul.", (("Mosul", Read(MOSUL)),)))
    assert map_evidence([parse, parse]) == map_evidence([parse])
