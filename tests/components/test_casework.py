"""A case as the page works on it: what is in it, and what is written into it."""

import json
import pickle

import pytest

from components import casework
from components.views import correction, shown
from components.views.correction import Scope
from geo import ArticleError, Asked, Case, CaseError, Hand, default_engine

FIRST = b"Two hurt in Homs\n\nTwo were hurt in Homs, in Syria. Paris was calm.\n"
SECOND = b"Shells fell on Samarra on Monday."
ANN = Hand(who="Ann")


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_WHO", "Ann")
    path = tmp_path / "one.gpkg"
    Case.new(path, "One", ANN).close()
    for text in (FIRST, SECOND):
        assert keep(path, text)
    return path


def keep(path, data, original=None, name=None):
    brought = casework.Brought(data=data, original=original or data, name=name)
    return casework.keep(shown.untold, path, brought, ANN)


def head(path):
    with Case.open(path) as case:
        return case.head.hash


def seen(path, number=0):
    article = casework.listing(path).articles[number].article
    return pickle.loads(casework.show_packed(shown.untold, path, article))  # noqa: S301 - our own


def name_of(view, words):
    """What can be said of the first name that is written so."""
    parse, stamp = shown.opened(view.parse)
    names = [toponym.surface for toponym in parse.toponyms]
    return correction.build(parse, stamp, names.index(words))


def option(view, words):
    return next(each.said for each in view.options if words in each.words)


def decide(path, words, said, *, scope=Scope.ONE, why="", expect=None):
    view = seen(path)
    name = name_of(view, words)
    expect = view.entry if expect is None else expect
    casework.decide(path, name, option(name, said), why=why, expect=expect, scope=scope)


def placed(view, words):
    parse, _ = shown.opened(view.parse)
    return [r.place and r.place.id for r in parse.resolutions if r.toponym.surface == words]


def test_a_listing_tells_articles_and_what_can_be_turned(path):
    found = casework.listing(path)
    assert [each.title for each in found.articles] == ["Two hurt in Homs", SECOND.decode()]
    assert (found.name, found.title, found.entry) == ("one.gpkg", "One", 3)
    assert (found.can_undo, found.can_redo) == (False, False)
    assert found.head == head(path)


def test_what_is_undecided_is_shown_as_the_engine_has_it(path):
    view = seen(path)
    parse, stamp = shown.opened(view.parse)
    assert parse == default_engine().parse(parse.article)
    assert (view.entry, view.head) == (3, head(path))
    assert stamp.decided == {}


def test_a_decision_is_written_and_shown(path):
    before = placed(seen(path), "Paris")
    decide(path, "Paris", "Texas", why="the one with\na tower")
    view = seen(path)
    assert placed(view, "Paris") == ["geonames:4717560"] != before
    (who,) = shown.opened(view.parse)[1].decided.values()
    assert (who.who, who.why, who.engine.place.id) == ("Ann", "the one with a tower", *before)
    assert view.head == head(path)


def test_the_panel_has_the_analysts_word_beside_the_engines(path):
    words = json.loads(seen(path).panel)
    assert not any(place["analyst"] for place in words["places"])
    assert [row["analyst"] for row in words["receipts"]["rows"]] == [None] * len(
        words["receipts"]["rows"]
    )
    decide(path, "Paris", "Texas", why="<b>why</b>")
    again = json.loads(seen(path).panel)
    assert again["version"] != words["version"]
    (place,) = [place for place in again["places"] if place["analyst"]]
    assert place["where"] == "town in Texas, United States"
    name = again["names"][place["names"][0]]
    said = again["receipts"]["rows"][name["receipt"]]["analyst"]
    assert (said["who"], said["why"], said["entry"]) == ("Ann", "<b>why</b>", 4)
    assert said["engine"] == "read as Paris, town in France"
    assert 0 < said["score"] < 1


def test_a_decision_may_be_on_every_mention_in_the_article(path):
    decide(path, "Homs", "Not a place")
    assert [place is None for place in placed(seen(path), "Homs")] == [True, False]
    decide(path, "Homs", "Not a place", scope=Scope.ARTICLE)
    assert placed(seen(path), "Homs") == [None, None]


def test_a_decision_is_taken_back_and_made_again(path):
    before = placed(seen(path), "Paris")
    decide(path, "Paris", "Texas")
    assert casework.listing(path).can_undo
    turned = casework.turn(path, back=True)
    assert (turned.what, turned.decision) == ("undo", 4)
    assert placed(seen(path), "Paris") == before
    found = casework.listing(path)
    assert (found.can_undo, found.can_redo) == (False, True)
    casework.turn(path, back=False)
    assert placed(seen(path), "Paris") == ["geonames:4717560"]
    found = casework.listing(path)
    assert (found.can_undo, found.can_redo) == (True, False)


def test_nothing_can_be_brought_back_once_something_else_was_decided(path):
    decide(path, "Paris", "Texas")
    casework.turn(path, back=True)
    decide(path, "Syria", "Undecided")
    assert not casework.listing(path).can_redo
    with pytest.raises(CaseError, match="nothing to redo"):
        casework.turn(path, back=False)


def test_another_hand_is_not_written_over_unseen(path, monkeypatch):
    view = seen(path)
    monkeypatch.setenv("DATELINE_WHO", "Bob")
    decide(path, "Paris", "Texas")
    monkeypatch.setenv("DATELINE_WHO", "Ann")
    with pytest.raises(CaseError, match="Bob decided this since"):
        decide(path, "Paris", "Not a place", expect=view.entry)
    assert placed(seen(path), "Paris") == ["geonames:4717560"]


def test_the_bytes_that_came_are_kept(path):
    record = b'{"text": "Rockets fell on Kharkiv.", "title": "Rockets", "publisher": "Rudaw"}'
    article = keep(path, record, original=b"<html>as it came", name="page.html")
    with Case.open(path) as case:
        row = case.connection.execute(
            "SELECT name, publisher, bytes FROM sources WHERE article = ?", (article,)
        ).fetchone()
        assert row == ("page.html", "Rudaw", b"<html>as it came")
        assert case.article(article).title == "Rockets"


def test_a_text_without_places_is_not_kept(path):
    before = path.read_bytes()
    assert keep(path, b"The soup was good and the cook was glad of it.") is None
    assert path.read_bytes() == before


def test_what_is_no_article_is_refused(path):
    before = path.read_bytes()
    with pytest.raises(ArticleError):
        keep(path, b"\x00\x00")
    assert path.read_bytes() == before


def test_sheets_and_tables_say_which_case_it_was(path):
    decide(path, "Paris", "Texas")
    view = seen(path)
    table = shown.write(shown.untold, view.parse, Asked(), "csv").decode()
    assert view.head in table
    assert ",Ann," in table
