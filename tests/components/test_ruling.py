"""What holds in the whole case: a place renamed, merged or hidden, and an article's story."""

import re
from dataclasses import replace

import pytest

from components import casework
from components.views import receipt, ruling
from components.views.effects import Effects, to_html
from geo import Answer, Case, What, undo
from tests.components.test_case_page import look, page, words
from tests.components.test_whole import Whole
from tests.page_cases import ANN, field_key, open_on

WIRE = (
    "Shells on Mosul\n\nShells fell on Mosul and on Tikrit on Monday, and two people were hurt "
    "there when a house of the old town burned down to its walls, said a nurse of the hospital "
    "that took both of them in at night.\n"
)
SITE = WIRE.replace("Shells on Mosul", "Two hurt in Mosul")
OTHER = "A night in Homs\n\nTwo were hurt in <b>Homs</b>. Mosul was calm.\n"
MOSUL, TIKRIT, HOMS = "geonames:99072@P1", "geonames:90150@P1", "geonames:169577@P1"


@pytest.fixture
def case(tmp_path, monkeypatch):
    return open_on(tmp_path, monkeypatch, *(text.encode() for text in (WIRE, SITE, OTHER)))


@pytest.fixture
def ids(case):
    return [each.article for each in casework.listing(case).articles]


def ask(kind, about, at=None):
    """The page with the dialog open, as the list of the case has it opened."""
    at = at or page(article="case")
    at.session_state["dateline-asking"] = "ruling"
    at.session_state["dateline-asking-about"] = (kind, about)
    return look(at)


def save(at, why=""):
    at.text_input(key=field_key(at, "ruling-why")).input(why)
    at.button(key=field_key(at, "ruling-save")).click()
    return look(at)


def last(case):
    with Case.open(case) as opened:
        return opened.log()[-1]


def seen(at):
    return re.sub(r"<[^>]+>", " ", words(at))


def rows(tab, **row):
    """The rows of a tab of the list of the case that say so."""
    found = Whole(tab=tab).seen["rows"]
    return [each for each in found if row.items() <= each.items()]


def test_a_place_is_renamed(case):
    at = ask("rename", MOSUL)
    assert "It changes" not in words(at)
    at.text_input(key=field_key(at, "ruling-name")).input(" al-Mawsil\n")
    look(at)
    assert "It changes 5 mentions in 3 articles:" in words(at)
    at = save(at, "house style")
    done = last(case)
    assert (done.what, done.after) == ("rename", {"called": "al-Mawsil", "of": "geonames:99072"})
    assert (done.who, done.why) == ("Ann", "house style")
    assert "dateline-asking" not in at.session_state
    (row,) = rows("places", name="al-Mawsil")
    (said,) = row["said"]
    assert said["words"] == "The gazetteer\u2019s name: Mosul"
    assert re.fullmatch(r"Ann, \d{4}-\d\d-\d\d: house style", said["by"])
    assert (said["entry"], said["undo"]) == (done.entry, "Undo the name")


@pytest.mark.parametrize("name", ["", "Mosul", " Mosul "])
def test_what_is_no_new_name_is_not_written(case, name):
    before = casework.listing(case).head
    at = ask("rename", MOSUL)
    at.text_input(key=field_key(at, "ruling-name")).input(name)
    at = save(at)
    assert at.error[0].value == "Say what it is first."
    assert casework.listing(case).head == before


def test_a_place_is_merged_into_another_of_the_case_the_nearest_first(case):
    at = ask("merge", TIKRIT)
    assert (
        at.selectbox(key=field_key(at, "ruling-into"))
        .options[0]
        .startswith("Mosul, town in Nineveh, Iraq, 19")
    )
    at.selectbox(key=field_key(at, "ruling-into")).select(HOMS)
    look(at)
    assert "It changes 2 mentions in 2 articles:" in words(at)
    save(at)
    assert (last(case).what, last(case).after["of"]) == ("merge", "geonames:90150")
    assert rows("places", name="Tikrit") == []
    (row,) = rows("places", name="Homs")
    assert [said["words"] for said in row["said"]] == ["With Tikrit"]
    Whole().tell(undo=row["said"][0]["entry"])
    assert len(rows("places", name="Tikrit")) == 1


def test_a_place_is_merged_into_one_of_the_gazetteer(case):
    at = ask("merge", TIKRIT)
    at.text_input(key=field_key(at, "ruling-sought")).input("Erbil")
    look(at)
    which = next(each for each in at.radio if each.label == "Which one")
    assert which.options[0].startswith("Erbil, ")
    save(at)
    assert last(case).after["place"]["name"] == "Erbil"
    at = ask("merge", MOSUL)
    at.text_input(key=field_key(at, "ruling-sought")).input("Qwrtzp")
    look(at)
    assert "The gazetteer has no other place of that name." in [each.value for each in at.text]
    assert save(at).error[0].value == "Say what it is first."


def test_a_place_is_hidden_and_shown_again(case):
    at = ask("hide", MOSUL)
    assert "It changes 5 mentions in 3 articles:" in words(at)
    save(at, "too many")
    assert last(case).what == "hide"
    assert rows("places", name="Mosul") == []
    (row,) = rows("unplaced", name="Mosul")
    assert (row["times"], row["why"]) == (5, "hidden by the analyst")
    assert [said["by"].rpartition(": ")[2] for said in row["said"]] == ["too many"]
    Whole().tell(undo=row["said"][0]["entry"])
    assert len(rows("places", name="Mosul")) == 1


def test_an_article_becomes_its_own_story_and_tells_it_again(case, ids):
    (row,) = rows("article", title="Two hurt in Mosul")
    assert (row["alike"], row["said"]) == (1, [])
    at = ask("own-story", ids[1])
    assert "Shells on Mosul" in seen(at)
    save(at, "another night")
    assert (last(case).what, last(case).article) == ("own-story", ids[1])
    (row,) = rows("article", title="Two hurt in Mosul")
    assert (row["alike"], row["said"][0]["words"]) == (0, "Its own story")
    assert "3 independent sources" in Whole().seen["told"]
    at = ask("same-story", ids[1])
    assert at.selectbox(key=field_key(at, "ruling-story")).options == [
        "Shells on Mosul",
        "A night in Homs",
    ]
    assert save(at).error[0].value == "Choose the other article first."
    at.selectbox(key=field_key(at, "ruling-story")).select(ids[2])
    save(at)
    assert last(case).after["of_article"] == ids[2]
    (row,) = rows("article", title="Two hurt in Mosul")
    assert row["said"][0]["words"] == "Said to tell the story of another"
    assert row["same"] == ["A night in Homs"]


def test_an_undo_of_what_is_no_single_name_stays_on_the_map(case, ids):
    casework.tell_story(case, ids[1], Answer(what=What.OWN_STORY), why="", expect=9)
    at = page(article="case")
    at.button(key="case-undo").click()
    at = look(at)
    assert last(case).what == "undo"
    assert at.query_params["article"] == "case"


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(
    ("kind", "about"),
    [("rename", "geonames:1@P1"), ("own-story", MOSUL), ("burn", MOSUL), ("rename", "f" * 64)],
)
def test_what_cannot_be_said_opens_nothing(kind, about):
    at = ask(kind, about)
    assert not [each for each in at.button if str(each.key).startswith("ruling-save")]


def test_what_another_hand_said_since_is_not_written_over(case):
    at = ask("hide", MOSUL)
    bo = Answer(what=What.RENAME, called="Bo's")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_WHO", "Bo")
        casework.rule(case, "geonames:99072", bo, why="", expect=9)
    assert "Bo decided this since" in save(at).error[0].value
    assert last(case).who == "Bo"


def test_an_undo_that_comes_too_late_is_told(case):
    casework.rule(case, "geonames:99072", Answer(what=What.HIDE), why="", expect=9)
    whole = Whole()
    assert whole.tell(undo=999)["whole"] is True
    with Case.open(case, write=True) as opened:
        assert undo(opened, None, ANN).changes == 5
    whole.tell(undo="5")  # no number
    assert last(case).what == "undo"


def test_the_list_asks_for_the_dialog(case):
    whole = Whole()
    whole.tell(rule="rename", of=MOSUL)
    assert whole.at.session_state["dateline-asking-about"] == ("rename", MOSUL)
    whole.tell(rule=1, of=MOSUL)
    assert casework.listing(case).entry == 4


def test_what_lies_round_a_place_is_none_that_can_be_renamed(tmp_path, monkeypatch):
    open_on(tmp_path, monkeypatch, WIRE.encode(), b"Two were hurt 20 km south of Mosul.\n")
    held = {row["id"]: row["own"] for row in rows("places")}
    assert held[MOSUL] is True
    assert False in held.values()


def test_the_receipt_says_what_was_said_of_the_place(case, ids):
    told = []
    for said in (
        Answer(what=What.RENAME, called="Ninive"),
        merge_into_tikrit(case),
        Answer(what=What.HIDE),
    ):
        casework.rule(case, "geonames:99072", said, why="", expect=99)
        with Case.open(case, write=True) as opened:
            settled = opened.settled(ids[0])
            name = next(r for r in settled.parse.resolutions if r.toponym.surface == "Mosul")
            built = receipt.build(name, settled.decided[name.toponym.span])
            told.append((built["analyst"]["place"], built["analyst"]["engine"]))
            undo(opened, None, ANN)
    engine = "read as Mosul, town in Nineveh, Iraq"
    assert told == [
        ("called \u201cNinive\u201d in the whole case", engine),
        ("counts as Tikrit in the whole case", engine),
        ("hidden in the whole case", engine),
    ]


def merge_into_tikrit(case):
    with Case.open(case) as opened:
        found = (r.place for a in opened.ids() for r in opened.parse(a).resolutions)
        return Answer(what=What.MERGE, place=next(p for p in found if p and p.name == "Tikrit"))


def test_nothing_changed_is_said():
    assert "It changes nothing" in to_html(Effects(mentions=0, articles=0, changes=()))


def test_of_many_articles_those_are_offered_that_have_the_words_sought():
    many = {f"{number:064x}": f"Night {number} in Homs" for number in range(1_000)}
    story = ruling.StoryView(article="a", title="One", alike=(), others=many)
    assert list(ruling.titled(story, "").values()) == [f"Night {n} in Homs" for n in range(200)]
    assert ruling.titled(story, "HOMS 777") == {f"{777:064x}": "Night 777 in Homs"}
    assert ruling.titled(story, "Kirkuk") == {}
    assert ruling.is_long(story)
    assert not ruling.is_long(replace(story, others={"b": "Two"}))
