"""The whole engine, on the sample and on passages of our own."""

import json
from pathlib import Path

import pytest

from geo.articles import read_article
from geo.boundaries import distance_km
from geo.engine import Engine, default_engine
from geo.types import Names, Precision, Status, Use

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
SAMPLE = json.loads((GOLD / "inherent-resolve.json").read_text(encoding="utf-8"))
PASSAGES = json.loads((GOLD / "passages.json").read_text(encoding="utf-8"))
TOWN_KM = 15.0


@pytest.fixture(scope="module")
def sample():
    return default_engine().parse(read_article((ROOT / SAMPLE["article"]).read_bytes()))


def placed(parse):
    return [r for r in parse.resolutions if r.toponym.use is not Use.DEMONYM]


def test_sample_names_the_18_mentions_and_none_besides(sample):
    assert sample.article.id == SAMPLE["sha256"]
    found = [(r.toponym.span.start, r.toponym.span.end) for r in placed(sample)]
    assert found == [(t["start"], t["end"]) for t in SAMPLE["toponyms"]]
    assert len(found) == 18
    demonyms = [t.surface for t in sample.toponyms if t.use is Use.DEMONYM]
    assert demonyms == SAMPLE["demonyms"]


def test_sample_places_are_the_right_ones(sample):
    for resolution, gold in zip(placed(sample), SAMPLE["toponyms"], strict=True):
        place = resolution.place
        assert place is not None
        assert (place.id, place.kind.value) == (gold["id"], gold["kind"])
        if gold["kind"] == "town":
            assert distance_km(place.lon, place.lat, gold["lon"], gold["lat"]) <= TOWN_KM


def test_sample_lists_what_is_no_place(sample):
    listed = {n.surface for n in sample.not_places}
    assert set(SAMPLE["not_places"]) <= listed
    assert not listed & {t["name"] for t in SAMPLE["toponyms"]}


def test_sample_evidence_is_verbatim_whole_and_tells_the_speaker(sample):
    assert len(sample.evidence) == 18
    for evidence in sample.evidence:
        toponym = evidence.resolution.toponym
        assert sample.article.slice(evidence.span) == evidence.text
        assert evidence.span.covers(toponym.span)
        assert evidence.precision is evidence.resolution.precision
    khanaqin = next(e for e in sample.evidence if e.resolution.toponym.surface == "Khanaqin")
    assert khanaqin.text.startswith("“People living in cities")
    assert "still a threat in the area,”" in khanaqin.text
    assert khanaqin.quote is not None
    assert khanaqin.quote.speaker is not None
    assert khanaqin.quote.speaker.name == "Myles B. Caggins II"
    assert khanaqin.precision is Precision.P1


def test_institutions_are_evidence_of_their_seat():
    text = next(p["text"] for p in PASSAGES if p["id"] == "washington-said")
    parse = default_engine().parse(read_article(text))
    roles = {e.resolution.toponym.surface: e.role for e in parse.evidence}
    assert roles["Washington"] == roles["Erbil"] == "seat of an institution"
    assert roles["Iraq"] == "mentioned"


def test_every_stage_is_kept_and_in_step():
    for passage in PASSAGES:
        parse = default_engine().parse(read_article(passage["text"]))
        assert [r.toponym for r in parse.resolutions] == list(parse.toponyms)
        assert all(r.resolver for r in parse.resolutions)
        drawable = [r for r in placed(parse) if r.status is Status.RESOLVED and r.place is not None]
        assert [e.resolution for e in parse.evidence] == drawable


def test_the_same_article_gives_the_same_parse(sample):
    again = default_engine().parse(read_article((ROOT / SAMPLE["article"]).read_bytes()))
    assert again == sample
    assert default_engine() is default_engine()


def test_adding_an_unrelated_article_changes_nothing(sample):
    default_engine().parse(read_article("A flood hit Lima and Cusco, in Peru."))
    again = default_engine().parse(read_article((ROOT / SAMPLE["article"]).read_bytes()))
    assert again.resolutions == sample.resolutions


def test_the_stages_can_be_replaced():
    engine = default_engine()

    class Nobody:
        id = "nobody"

        def __call__(self, *_stages):
            return Names(toponyms=(), not_places=())

    other = Engine(find_quotes=engine.find_quotes, find_toponyms=Nobody(), resolve=engine.resolve)
    parse = other.parse(read_article("A bomb hit Mosul."))
    assert parse.toponyms == ()
    assert other.id != engine.id
    assert parse.engine == other.id
