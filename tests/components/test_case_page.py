"""The page on a case: its articles, what is decided of them, and what others decide meanwhile."""

import json
import sqlite3
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components import cached, casework
from components.state import Selection
from components.views import shown
from components.views.correction import Scope, Way
from geo import ArticleError, Case, Precision, scale
from geo.case import opening
from tests.page_cases import ANN, field_key, open_on

APP = Path(__file__).parents[2] / "app.py"
TEXTS = (
    b"Two hurt in Homs\n\nTwo were hurt in Homs, in Syria. Paris was calm.\n",
    b"Shells <b>fell</b> on Samarra on Monday.",
)
PARIS = 3  # index of the name in the first text


@pytest.fixture
def empty(tmp_path, monkeypatch):
    return open_on(tmp_path, monkeypatch)


@pytest.fixture
def case(empty):
    for text in TEXTS:
        keep(empty, text)
    return empty


def keep(path, text):
    brought = casework.Brought(data=text, original=text, name=None)
    return casework.keep(shown.untold, path, brought, ANN)


def page(**query):
    at = AppTest.from_file(str(APP), default_timeout=60)
    for name, words in query.items():
        at.query_params[name] = words
    return look(at)


def look(at):
    """Run the page until the article is on it."""
    at.run()
    while [each.value for each in at.title] == ["Opening the article"]:
        at.run()
    assert not at.exception
    return at


def words(at):
    return " ".join(element.proto.body for element in at.get("html"))


def ids(path):
    return [each.article for each in casework.listing(path).articles]


def ask(at, name, about=None):
    """Ask for what a name stands for, as the panel does; with something chosen, as the review."""
    at.session_state["dateline-selection"].selection = Selection(name=name)
    at.session_state["dateline-asked"] = at.session_state.get("dateline-asked", 0) + 1
    at.session_state["dateline-asking"] = "correction"
    at.session_state["dateline-asking-about"] = about
    return look(at)


def save(at):
    at.button(key=field_key(at, "correction-save")).click()
    return look(at)


def asked(at, label):
    """The question of some words."""
    return next(each for each in at.radio if each.label == label)


def answers(at, label="It is"):
    """What can be answered, without the strokes that keep Markdown from reading it."""
    return [each.replace("\\", "") for each in asked(at, label).options]


def answer(at, words, label="It is"):
    """Choose the first answer with some words in it."""
    number = next(i for i, each in enumerate(answers(at, label)) if words in each)
    asked(at, label).set_value(asked(at, label).options[number])
    return look(at)


def elsewhere(at, way=None):
    """Answer that it is none of the candidates, and how it is told instead."""
    answer(at, "Somewhere else")
    return at if way is None else answer(at, way, label="Where else")


def write(at, key, words):
    """Write words into a field."""
    at.text_input(key=field_key(at, f"correction-{key}")).set_value(words)
    return look(at)


def last(path):
    """The last entry of the log."""
    with Case.open(path) as case:
        return case.log()[-1]


def chosen(at):
    return at.session_state["dateline-selection"].selection


def test_the_articles_are_listed_and_the_first_is_shown(case):
    at = page()
    (found,) = at.selectbox
    assert found.options == [
        "All articles on one map",
        "1. Two hurt in Homs",
        "2. Shells <b>fell</b> on Samarra on Monday.",
    ]
    assert found.value == ids(case)[0]
    assert "4 names" in words(at)
    assert "<bdi>One &amp; all</bdi> · 2 articles · entry 3" in words(at)
    assert casework.listing(case).head in words(at)
    assert at.query_params["article"] == ids(case)[0]
    assert not {"wide-way-sample", "wide-way-back"} & {button.key for button in at.button}


def test_a_chosen_article_is_in_the_address_and_one_step_from_the_one_before(case):
    first, second = ids(case)
    at = page()
    at.selectbox[0].set_value(second)
    look(at)
    assert at.query_params["article"] == second
    assert "Shells &lt;b&gt;fell&lt;/b&gt;" in words(at)
    assert "<b>fell" not in words(at)
    at.button(key="wide-way-back").click()
    look(at)
    assert at.query_params["article"] == first
    assert at.selectbox[0].value == first


@pytest.mark.parametrize("said", ["2. Shells · 1 decided", "3. Another title", ""])
def test_words_of_a_list_that_is_no_more_choose_nothing(case, said):
    """A browser tells its choice in words: those of the list it had a moment ago."""
    at = page()
    at.selectbox[0].select_index(2)
    look(at)
    (found,) = at.selectbox
    found.options.append(said)
    found.set_value(said)
    look(at)
    assert at.query_params["article"] == ids(case)[1]
    assert at.selectbox[0].value == ids(case)[1]


@pytest.mark.usefixtures("case")
def test_a_decision_leaves_the_words_of_the_list_as_they_are():
    at = page()
    before = at.selectbox[0].options
    ask(at, PARIS)
    answer(at, "Not a place")
    save(at)
    assert "1 decided here" in words(at)
    assert at.selectbox[0].options == before


def test_a_link_opens_its_article_at_its_place(case):
    second = ids(case)[1]
    at = page(article=second, tab="places")
    assert at.selectbox[0].value == second
    assert chosen(at).tab == "places"


def test_a_link_to_what_is_not_in_the_case_says_so(case):
    at = page(article="f" * 64, place="adm1:IQ.10")
    assert at.selectbox[0].value == ids(case)[0]
    assert "not in this case" in words(at)
    assert "place" not in at.query_params


def test_back_after_a_reload_opens_an_article_of_the_case(case):
    first, second = ids(case)
    at = page(article=second)

    def arrive(article):
        from components import state

        state.arrive(article, state.Selection(tab="article"))

    # what the panel's event leads to, in this session
    at.session_state["dateline-in-case"] = frozenset((first, second))
    script = AppTest.from_function(arrive, args=(first,))
    for key in ("dateline-selection", "dateline-history", "dateline-in-case"):
        script.session_state[key] = at.session_state[key]
    script.run()
    assert not script.exception
    at.session_state["dateline-history"] = script.session_state["dateline-history"]
    look(at)
    assert at.selectbox[0].value == first
    assert chosen(at).tab == "article"


def test_a_name_is_corrected_and_shown_beside_the_engines_answer(case):
    at = ask(page(), PARIS)
    assert answers(at)[0] == "**1** · The engine is right: Paris, town in France"
    answer(at, "Texas")
    at.text_input(key=field_key(at, "correction-why")).set_value("the one with a tower")
    save(at)
    assert field_key(at, "correction-answer") not in {each.key for each in at.radio}
    assert (chosen(at).name, chosen(at).place) == (PARIS, "geonames:4717560@P1")
    with Case.open(case) as opened:
        last = opened.log()[-1]
    assert (last.what, last.who, last.why) == ("place", "Ann", "the one with a tower")
    assert "1 decided here" in words(at)


def test_a_place_that_the_engine_did_not_think_of_is_looked_up(case):
    at = elsewhere(ask(page(), PARIS))
    at.text_input(key=field_key(at, "correction-sought")).set_value("nowhere at all")
    look(at)
    assert any("no place of that name" in each.value for each in at.text)
    assert "Which one" not in {each.label for each in at.radio}
    at.text_input(key=field_key(at, "correction-sought")).set_value("Khanaqin")
    look(at)
    answer(at, "Khanaqin, town in Diyala, Iraq", label="Which one")
    save(at)
    with Case.open(case) as opened:
        last = opened.log()[-1]
    assert (last.what, last.after["place"]["id"]) == ("place", "geonames:94591")
    ask(at, 0)  # the next name is asked for anew
    assert at.radio(key=field_key(at, "correction-answer")).value is None
    assert elsewhere(at).text_input(key=field_key(at, "correction-sought")).value == ""


def by_name(at):
    write(elsewhere(at), "sought", "Khanaqin")


def within(at):
    write(elsewhere(at, "Somewhere within"), "holder", "Diyala")


def point(at):
    write(elsewhere(at, "A point"), "point", "33\u00b018\u2032N 44\u00b024\u2032E")


def ring(at):
    point(at)
    at.number_input(key=field_key(at, "correction-radius")).set_value(12.5)
    look(at)


def near_a_point(at):
    point(at)
    answer(at, "Sadr City", label="The point, or a place near it")


def near_a_candidate(at):
    elsewhere(at, "Near a candidate")
    answer(at, "Louvre", label="What is near it")


def outline(at):
    ring = [[44.0, 33.0], [44.2, 33.0], [44.2, 33.2], [44.0, 33.0]]
    bring(at, json.dumps({"type": "Polygon", "coordinates": [ring]}).encode())


def bring(at, data):
    elsewhere(at, "An outline")
    file = at.file_uploader(key=field_key(at, "correction-outline"))
    file.set_value(("mine.geojson", data, "application/geo+json"))
    look(at)


def class_alone(at):
    grade(at, Precision.P4)


def class_with_an_answer(at):
    answer(at, "Texas")
    grade(at, Precision.P5)


def grade(at, precision):
    at.selectbox(key=field_key(at, "correction-class")).set_value(precision)
    look(at)


WAYS = {
    by_name: ("place", "Khanaqin", None),
    within: ("within", "Diyala", None),
    point: ("point", "", None),
    ring: ("point", "", None),
    near_a_point: ("place", "Sadr City", None),
    near_a_candidate: ("place", "Paris 01 Louvre", None),
    outline: ("area", "", None),
    class_alone: ("class", None, "P4"),
    class_with_an_answer: ("place", "Paris", "P5"),
}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_each_answer_is_written_shown_and_taken_back(case, way):
    at = ask(page(), PARIS)
    way(at)
    save(at)
    assert not at.error
    entry = last(case)
    place = entry.after.get("place")
    assert (entry.what, place and place["name"], entry.after.get("class")) == WAYS[way]
    assert "1 decided here" in words(at)
    at.button(key="case-undo").click()
    look(at)
    assert "The decision of entry 4 is taken back" in words(at)
    assert "1 decided here" not in words(at)


def test_a_ring_is_as_wide_as_it_was_said(case):
    at = ask(page(), PARIS)
    ring(at)
    assert any("Within 12.5 km of this point, in Baghdad, Iraq" in each for each in answers(
        at, "The point, or a place near it"
    ))  # fmt: skip
    save(at)
    disc = last(case).after["disc"]
    assert (disc["lat"], disc["lon"], disc["km"]) == (33.3, 44.4, 12.5)


def test_a_coarse_point_says_how_coarse_it_is(case):
    at = write(elsewhere(ask(page(), PARIS), "A point"), "point", "33.3, 44.4")
    assert any("Its last digit is worth 11 km" in each.value for each in at.text)
    at = write(at, "point", "33.31280, 44.36150")
    assert not any("digit" in each.value for each in at.text)
    assert casework.listing(case).entry == 3


@pytest.mark.parametrize(
    ("given", "km", "said"),
    [
        ("<b>Baghdad</b>", None, "<b>Baghdad</b>\u201d is no coordinate: write latitude, then"),
        ("91, 3", None, "is no coordinate"),
        ("33.3, 44.4", 0.0, "radius of 0.0 km"),
        ("33.3, 44.4", 30_000.0, "radius of 30000.0 km"),
    ],
)
def test_what_is_no_point_is_refused_in_a_sentence(case, given, km, said):
    before = casework.listing(case).head
    at = write(elsewhere(ask(page(), PARIS), "A point"), "point", given)
    if km is not None:
        at.number_input(key=field_key(at, "correction-radius")).set_value(km)
        look(at)
    assert said in at.error[0].value.replace("\\", "")
    save(at)
    assert at.error[-1].value == "Choose what it is first."
    assert casework.listing(case).head == before


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "'mine.geojson' is no outline in GeoJSON"),
        (b'{"type": "Point", "coordinates": [1, 2]}', "encloses nothing"),
        (b"1" * 1_000_001, "more than 1,000,000 bytes"),
    ],
)
def test_what_is_no_outline_is_refused_in_a_sentence(case, data, said):
    at = ask(page(), PARIS)
    bring(at, data)
    assert said in at.error[0].value.replace("\\", "")
    save(at)
    assert at.error[-1].value == "Choose what it is first."
    assert casework.listing(case).entry == 3


def test_a_class_goes_with_a_place_alone(case):
    at = ask(page(), PARIS)
    answer(at, "Not a place")
    grade(at, Precision.P4)
    save(at)
    assert last(case).after == {}


def test_the_classes_have_the_words_of_the_table(case):
    at = ask(page(), PARIS)
    options = at.selectbox(key=field_key(at, "correction-class")).options
    assert options[0] == "as the answer has it"
    assert options[1:] == [f"{p.value}: {row.words}" for p, row in scale().items()][1:]
    assert casework.listing(case).entry == 3


def hold_for(at, scope):
    at.radio(key=field_key(at, "correction-scope")).set_value(scope)
    return look(at)


def test_what_a_rule_changes_is_shown_before_it_is_saved_and_holds_for_what_comes(case):
    keep(case, b"More of it\n\nIn <i>Homs</i> it was calm; in Homs and Homs too.")
    at = ask(page(), 0)
    answer(at, "Not a place")
    assert "It changes" not in words(at)
    hold_for(at, Scope.RULE)
    told = words(at)
    assert "It changes 5 mentions in 2 articles:" in told
    assert "In &lt;i&gt;<mark>Homs</mark>&lt;/i&gt; it was calm" in told
    assert "<bdi>More of it</bdi> \u00b7 now Homs, " in told
    assert casework.listing(case).entry == 4
    save(at)
    entry = last(case)
    assert (entry.what, entry.after["rule"], len(entry.after["spans"])) == ("not-a-place", True, 5)
    fresh = keep(case, b"Then Homs was quiet.")
    with Case.open(case) as opened:
        assert [r.place for r in opened.settled(fresh).parse.resolutions] == [None]
    look(at)
    at.button(key="case-undo").click()
    look(at)
    with Case.open(case) as opened:
        assert all(r.place for r in opened.settled(fresh).parse.resolutions)


def test_a_long_preview_says_how_many_more_there_are(case):
    keep(case, b"Homs again\n\n" + b"Homs was calm. " * 44)
    at = ask(page(), 0)
    answer(at, "Undecided")
    hold_for(at, Scope.CASE)
    assert "It changes 47 mentions in 2 articles:" in words(at)
    assert "<p>and 41 more</p>" in words(at)
    hold_for(at, Scope.ARTICLE)
    assert "It changes 2 mentions in 1 article:" in words(at)
    hold_for(at, Scope.ONE)
    assert "It changes" not in words(at)


def test_a_preview_that_would_be_refused_says_why(case):
    keep(case, b"Paris of Texas\n\nIn Paris, Texas, rain fell. Texas had none of it.")
    at = ask(page(), PARIS)
    answer(at, "The engine is right")
    hold_for(at, Scope.CASE)
    assert "different answers" in at.error[0].value
    before = casework.listing(case).head
    save(at)
    assert at.error[-1].value.endswith("Nothing was saved.")
    assert casework.listing(case).head == before


def test_the_answers_are_on_a_small_map(case):
    at = ask(page(), PARIS)
    assert 'role="img" aria-label="Small map of the answers' in words(at)
    assert words(at).count('<b class="engine"') == 1
    answer(at, "Texas")
    assert words(at).count('<b class="chosen"') == 1
    point(at)
    assert words(at).count('<i class="chosen"') == 1
    assert casework.listing(case).entry == 3


def test_nothing_is_saved_without_an_answer(case):
    before = casework.listing(case).head
    at = save(ask(page(), PARIS))
    assert at.error[0].value == "Choose what it is first."
    assert casework.listing(case).head == before


def test_what_is_no_place_is_off_the_map_at_every_mention(case):
    at = ask(page(), 0)
    answer(at, "Not a place")
    at.radio(key=field_key(at, "correction-scope")).set_value(Scope.ARTICLE)
    save(at)
    assert (chosen(at).name, chosen(at).place) == (0, None)
    with Case.open(case) as opened:
        last = opened.log()[-1]
    assert (last.what, len(last.after["spans"])) == ("not-a-place", 2)


def test_another_hands_decision_is_not_written_over_unseen(case, monkeypatch):
    at = ask(page(), PARIS)
    monkeypatch.setenv("DATELINE_WHO", "Bob")
    other = AppTest.from_file(str(APP), default_timeout=60)
    ask(look(other), PARIS)
    answer(other, "Undecided")
    save(other)
    after = casework.listing(case).head
    monkeypatch.setenv("DATELINE_WHO", "Ann")
    answer(at, "The engine is right")
    save(at)
    assert r"Bob decided this since\: entry 4, undecided" in at.error[0].value
    assert at.error[0].value.endswith("then decide again. Nothing was saved.")  # no option's name
    assert casework.listing(case).head == after


def test_undo_and_redo_are_offered_where_there_is_something(case):
    at = page()
    assert [at.button(key=f"case-{way}").disabled for way in ("undo", "redo")] == [True, True]
    ask(at, PARIS)
    answer(at, "Undecided")
    save(at)
    assert [at.button(key=f"case-{way}").disabled for way in ("undo", "redo")] == [False, True]
    at.selectbox[0].set_value(ids(case)[1])
    look(at)
    at.button(key="case-undo").click()
    look(at)
    assert at.selectbox[0].value == ids(case)[0]  # where what was decided is seen
    assert "The decision of entry 4 is taken back, by entry 5." in words(at)
    assert [at.button(key=f"case-{way}").disabled for way in ("undo", "redo")] == [True, False]
    at.button(key="case-redo").click()
    look(at)
    assert "The decision of entry 4 is made again, by entry 6." in words(at)


@pytest.mark.usefixtures("case")
def test_what_another_program_decides_is_on_the_page_at_its_next_run():
    at = page()
    other = ask(page(), PARIS)
    answer(other, "Undecided")
    save(other)
    look(at)
    assert "1 decided here" in words(at)
    assert "entry 4" in words(at)


def test_a_refusal_to_undo_is_a_sentence(case):
    at = ask(page(), PARIS)
    answer(at, "Undecided")
    save(at)
    casework.turn(case, back=True)  # in another tab
    at.button(key="case-undo").click()
    look(at)
    assert "There is no decision to take back." in words(at)


def test_an_article_that_is_brought_is_kept(empty):
    at = page()
    assert at.title[0].value == "This case has no article yet"
    assert not at.selectbox
    at.button(key="bare-intake-open").click().run()
    assert "kept in the case" in at.text[1].value
    at.text_area(key="bare-intake-words").set_value("Shells hit Homs on Monday.")
    next(b for b in at.button if b.label == "Map this article").click().run()
    while "Stop" in {button.label for button in at.button}:
        at.run()
    look(at)
    assert at.selectbox[0].options == ["1. Shells hit Homs on Monday."]
    with Case.open(empty) as opened:
        rows = opened.connection.execute("SELECT bytes FROM sources").fetchall()
    assert rows == [(b"Shells hit Homs on Monday.",)]


def test_an_article_that_cannot_be_shown_leaves_the_others_to_choose(case, monkeypatch):
    first, second = ids(case)
    show = cached.show_kept

    def refuse(article, head):
        if article == first:
            msg = "the text has too many names"
            raise ArticleError(msg)
        return show(article, head)

    monkeypatch.setattr(cached, "show_kept", refuse)
    at = page()
    assert at.title[0].value == "This article cannot be shown"
    assert at.text[0].value == "The text has too many names."
    at.selectbox[0].set_value(second)
    look(at)
    assert not at.title
    assert at.query_params["article"] == second


@pytest.mark.usefixtures("case")
def test_while_a_decision_is_drawn_the_page_shows_what_was_before(monkeypatch):
    """Else all of it would be taken away and made anew, and the keyboard lose its place."""
    at = page()
    ready = []
    show = cached.show_kept
    monkeypatch.setattr(cached, "show_kept", lambda *said: show(*said) if ready else None)
    monkeypatch.setattr(cached, "is_kept_ready", lambda: bool(ready))
    ask(at, PARIS)
    answer(at, "Not a place")
    save(at)
    assert not at.title
    assert "What was decided is being drawn" in words(at)
    assert "4 names" in words(at)
    ready.append(True)
    look(at)
    assert "being drawn" not in words(at)


@pytest.mark.usefixtures("case")
def test_an_article_that_takes_a_while_says_so(monkeypatch):
    monkeypatch.setattr(cached, "show_kept", lambda *_: None)
    monkeypatch.setattr(cached, "is_kept_ready", lambda: False)
    at = AppTest.from_file(str(APP), default_timeout=60).run()
    assert not at.exception
    assert at.title[0].value == "Opening the article"
    assert len(at.selectbox[0].options) == 3


def test_a_case_that_another_program_holds_is_a_sentence(case, monkeypatch):
    monkeypatch.setattr(opening, "WAIT", 0.05)
    holder = sqlite3.connect(case, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        at = AppTest.from_file(str(APP), default_timeout=60).run()
        assert at.title[0].value == "This case cannot be opened"
        assert "was busy" in at.text[0].value
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert look(at).selectbox[0].value == ids(case)[0]


def test_a_case_that_cannot_be_written_is_shown_and_says_so_when_asked(case, monkeypatch):
    at = ask(page(), PARIS)
    answer(at, "Undecided")
    before = casework.listing(case).head
    monkeypatch.setattr(opening.os, "access", lambda _path, mode: mode != opening.os.W_OK)
    save(at)
    assert "can be read and not written here" in at.error[0].value
    assert casework.listing(case).head == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "There is no case at"),
        (b"An article of some length, " * 20, "is no case of Dateline"),
        (b"SQLite format 3\x00" + b"\xff" * 4000, "no case"),
    ],
)
def test_a_case_that_cannot_be_opened_is_a_sentence(tmp_path, monkeypatch, content, said):
    path = tmp_path / "broken.gpkg"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setenv("DATELINE_CASE", str(path))
    at = AppTest.from_file(str(APP), default_timeout=60).run()
    assert not at.exception
    assert at.title[0].value == "This case cannot be opened"
    assert said in at.text[0].value
    assert not any("dateline check" in text.value for text in at.text)
    assert (path.read_bytes() if content is not None else None) == content


def test_a_dialog_holds_nothing_of_the_one_before(case):
    at = ask(page(article=casework.listing(case).articles[0].article), PARIS)
    at.text_input(key=field_key(at, "correction-why")).set_value("of another name")
    asked(at, "It holds for").set_value(Scope.CASE)
    at = ask(look(at), PARIS, Way.RULE)  # no run of the page came between
    assert asked(at, "It holds for").value == Scope.RULE
    assert at.text_input(key=field_key(at, "correction-why")).value == ""


def test_the_dialog_opens_with_what_the_review_asked_for(case):
    article = casework.listing(case).articles[0].article
    at = ask(page(article=article), PARIS, Way.POINT)
    assert asked(at, "Where else").value == "A point"
    write(at, "point", "33.35, 43.78")
    save(at)
    assert last(case).what == "point"
    at = ask(at, PARIS, Way.WITHIN)
    assert asked(at, "Where else").value == "Somewhere within a place"
    at = ask(page(article=article), PARIS, Way.RULE)
    assert asked(at, "It holds for").value == Scope.RULE
    assert asked(at, "It is").value == "accept"
    save(at)
    assert last(case).after["rule"] is True


@pytest.mark.parametrize(
    ("sent", "held"),
    [
        ({"point": "33.35, 43.78"}, "33.35, 43.78"),
        ({"point": "9" * 500}, "9" * 100),
        ({"point": 7}, None),
        ({}, None),
    ],
)
def test_a_click_on_the_small_map_is_written_into_the_field(sent, held):
    def page(sent):
        import streamlit as st

        from components import state
        from components.correction import elsewhere

        st.session_state[state.asked_key("correction-pin")] = sent
        elsewhere._clicked()
        st.text(repr(state.widget_value(state.asked_key("correction-point"))))

    assert AppTest.from_function(page, args=(sent,)).run().text[0].value == repr(held)
