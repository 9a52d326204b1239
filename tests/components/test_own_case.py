"""The page without `--case` on this machine alone: in the user's own case, made when it is used."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from components import casework
from components.door import case as door
from components.views import shown, words
from geo import Case, DataError, Hand, settings
from tests.components.test_case_page import APP, look, page
from tests.components.test_case_page import words as said
from tests.page_cases import field_key

SAMARRA = "Shells on Samarra\n\nShells fell on Samarra on Monday."
HOMS = "Two hurt in Homs\n\nTwo were hurt in Homs, in Syria."
ANN = Hand(who="Ann")


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATELINE_KEEP", "yes")
    monkeypatch.setenv("DATELINE_WHO", "Ann")
    return tmp_path


@pytest.fixture
def kept(home):  # noqa: ARG001 - where it is kept
    path = settings.own_case()
    for text in (SAMARRA.encode(), HOMS.encode()):
        brought = casework.Brought(data=text, original=text, name=None)
        casework.keep(shown.untold, path, brought, ANN, own=True)
    return path


def dialog(at):
    at.button(key="wide-intake-open").click()
    return look(at)


def send(at):
    next(b for b in at.button if b.label == "Map this article").click().run()
    while "Stop" in {button.label for button in at.button}:
        at.run()
    return look(at)


def bring(at, text, *, kept=True):
    dialog(at)
    if not kept:
        at.checkbox(key="intake-unkept").check()
    at.text_area(key="wide-intake-words").set_value(text)
    return send(at)


def keys(at):
    return {button.key for button in at.button}


def title(at):
    return said(at).partition('title="')[2].partition('"')[0]


def written(home):
    """What is in the user's folder, but for the digests of data files."""
    return {p.name for p in home.rglob("*") if p.is_file()} - {"digests.json"}


def forget(at, why):
    at.button(key="case-forget").click()
    look(at)
    at.text_input(key=field_key(at, "forget-why")).set_value(why)
    at.button(key=field_key(at, "forget-it")).click()
    return look(at)


def test_an_empty_case_shows_the_sample_and_is_no_file(home):
    at = page()
    assert at.query_params["article"] == "sample"
    assert "case-undo" not in keys(at)
    assert written(home) == set()


def test_where_a_text_is_kept_is_said_before_it_is_pasted(home):
    at = dialog(page())
    path = settings.own_case()
    assert at.text[0].value.startswith(f"It is kept in the case {path}, with the bytes")
    at.checkbox(key="intake-unkept").check()
    look(at)
    assert at.text[0].value.startswith("It stays in this session and is gone when it ends.")
    assert written(home) == set()


def test_what_is_brought_is_kept_and_its_link_opens_it_again(home):
    at = bring(page(), SAMARRA)
    assert written(home) == {"my-articles.gpkg"}
    assert "My articles" in said(at)
    bring(at, HOMS)
    link = at.query_params["article"]
    assert title(page(article=link)) == "Two hurt in Homs"
    assert title(page()) == "Shells on Samarra"
    at.button(key="wide-way-sample").click()
    look(at)
    assert at.query_params["article"] == "sample"
    assert at.selectbox[0].value is None
    at.selectbox[0].set_value(link)
    assert title(look(at)) == "Two hurt in Homs"


@pytest.mark.parametrize("asked", ["sample", None])
def test_the_sample_is_shown_again_only_where_its_link_asks(kept, asked):
    at = page(**({} if asked is None else {"article": asked}))
    first = casework.listing(kept).articles[0].article
    assert at.query_params["article"] == (asked or first)
    assert at.selectbox[0].value == (None if asked else first)


def test_what_is_not_kept_is_shown_and_written_nowhere(home):
    at = bring(page(), SAMARRA, kept=False)
    assert title(at) == "Shells on Samarra"
    assert "This article is not kept" in said(at)
    assert at.query_params["article"].startswith("own-")
    assert written(home) == set()
    at.button(key="case-keep").click()
    look(at)
    assert written(home) == {"my-articles.gpkg"}
    assert "This article is not kept" not in said(at)
    assert at.query_params["article"] == casework.listing(settings.own_case()).articles[0].article


def test_a_file_that_is_not_kept_stays_beside_those_that_are(kept):
    before = kept.read_bytes()
    at = dialog(page())
    at.checkbox(key="intake-unkept").check()
    at.file_uploader[0].set_value([("kyiv.txt", b"Rockets fell on Kyiv.", "text/plain")])
    send(at)
    assert title(at) == "Rockets fell on Kyiv."
    assert at.selectbox[0].value is None
    assert len(at.selectbox[0].options) == 3
    assert kept.read_bytes() == before
    at.button(key="case-keep").click()
    look(at)
    with Case.open(kept) as case:
        rows = case.connection.execute("SELECT name, bytes FROM sources WHERE id = 3").fetchall()
    assert rows == [("kyiv.txt", b"Rockets fell on Kyiv.")]


@pytest.mark.usefixtures("kept")
def test_the_next_article_is_kept_again():
    at = bring(page(), "Rockets fell on Kyiv.", kept=False)
    assert at.checkbox == []
    dialog(at)
    assert at.checkbox(key="intake-unkept").value is False


@pytest.mark.usefixtures("kept")
def test_a_link_to_what_was_not_kept_says_so():
    at = page(article="own-12345678")
    assert "The article of this link was not kept." in said(at)
    assert title(at) == "Shells on Samarra"


def test_an_article_is_forgotten_for_a_reason(kept):
    at = page()
    at.button(key="case-forget").click()
    look(at)
    assert "<b><bdi>Shells on Samarra</bdi></b>" in said(at)
    assert "cannot be undone" in " ".join(text.value for text in at.text)
    at.button(key=field_key(at, "forget-it")).click()
    look(at)
    assert r"A reason is needed\: it is what stays" in at.error[0].value
    assert len(casework.listing(kept).articles) == 2
    at.text_input(key=field_key(at, "forget-why")).set_value("a source asked")
    at.button(key=field_key(at, "forget-it")).click()
    look(at)
    assert title(at) == "Two hurt in Homs"
    assert "The article is taken out for good, by entry 4." in said(at)
    assert "Samarra" not in said(at)
    assert b"Samarra" not in kept.read_bytes()
    with Case.open(kept) as case:
        assert case.log()[-1].why == "a source asked"
    assert "wide-way-back" not in keys(at)
    forget(at, "and this one")
    assert at.query_params["article"] == "sample"
    assert "case-forget" not in keys(at)


def test_what_another_tab_forgets_gives_way_to_the_next(kept):
    at = page()
    bring(at, "Rockets fell on Kyiv.", kept=False)
    casework.forget(kept, casework.listing(kept).articles[0].article, why="asked")
    look(at)
    assert title(at) == "Rockets fell on Kyiv."
    assert "wide-way-back" not in keys(at)
    at.selectbox[0].select_index(0)
    look(at)
    casework.forget(kept, casework.listing(kept).articles[0].article, why="asked")
    look(at)
    assert at.query_params["article"] == "sample"
    assert "The article that was here was taken out of the case." in said(at)
    at.button(key="wide-way-back").click()
    assert title(look(at)) == "Rockets fell on Kyiv."


@pytest.mark.usefixtures("kept")
def test_a_forgotten_article_that_is_asked_about_is_asked_about_no_more():
    at = page()
    at.session_state["dateline-asking"] = "forget"
    at.session_state["dateline-history"] = at.session_state["dateline-history"].__class__()
    look(at)
    assert field_key(at, "forget-it") not in keys(at)


def test_a_folder_that_cannot_be_written_is_a_sentence(home, monkeypatch):
    monkeypatch.setenv("DATELINE_DATA", "/dev/null/none")
    at = page()
    reason = "Articles are not kept: nothing can be written into '/dev/null'."
    assert reason in said(at).replace("&#x27;", "'")
    bring(at, SAMARRA)
    assert title(at) == "Shells on Samarra"
    assert at.query_params["article"].startswith("own-")
    dialog(at)
    assert at.checkbox == []
    assert at.text[0].value == (
        f"It stays in this session and is gone when it ends. {reason} Nothing is sent anywhere."
    )
    assert written(home) == set()


def test_a_case_that_cannot_be_opened_any_more_gives_way_to_the_session(kept):
    at = page()
    content = b"An article of some length, " * 20
    kept.write_bytes(content)
    look(at)
    assert at.query_params["article"] == "sample"
    assert "is no case of Dateline" in said(at)
    assert kept.read_bytes() == content


def test_where_nothing_is_kept_the_session_is_named(monkeypatch):
    monkeypatch.setenv("DATELINE_KEEP", "no")
    at = dialog(page())
    assert at.text[0].value == (
        "It stays in this session and is gone when it ends. Nothing is sent anywhere."
    )
    assert at.checkbox == []
    assert "Articles are not kept" not in said(at)


def test_a_case_that_was_named_has_no_sample_but_what_is_not_kept(kept, monkeypatch):
    monkeypatch.setenv("DATELINE_CASE", str(kept))
    at = page(article="sample")
    assert title(at) == "Shells on Samarra"
    assert at.text == []
    bring(at, "Rockets fell on Kyiv.", kept=False)
    assert "This article is not kept" in said(at)
    assert "wide-way-sample" not in keys(at)


def test_the_door_tells_the_head_of_the_users_own_case(kept, monkeypatch):
    answer = TestClient(Starlette(routes=door.routes())).get("/case/head")
    assert answer.text == casework.listing(kept).head
    monkeypatch.setenv("DATELINE_KEEP", "no")
    assert door.routes() == []


@pytest.mark.usefixtures("home")
def test_a_user_whom_the_system_does_not_know_keeps_nothing_and_is_told(monkeypatch):
    monkeypatch.setenv("DATELINE_WHO", " ")
    assert "a name needs a letter" in casework.place().why


@pytest.mark.usefixtures("home")
def test_a_user_without_a_home_keeps_nothing_and_is_told(monkeypatch):
    def homeless():
        msg = "this user has no home folder"
        raise DataError(msg)

    monkeypatch.setattr(settings, "user_folder", homeless)
    assert casework.place() == casework.Place(why="this user has no home folder")
    assert door.routes() == []


def test_a_file_in_the_home_is_told_without_it(tmp_path, monkeypatch):
    monkeypatch.setattr(words.Path, "home", lambda: tmp_path)
    assert words.file_words(tmp_path / "cases" / "one.gpkg") == "~/cases/one.gpkg"
    assert words.file_words(tmp_path.parent / "one.gpkg") == str(tmp_path.parent / "one.gpkg")


def test_one_page_brings_what_another_finds(home):  # noqa: ARG001 - where it is kept
    other = look(AppTest.from_file(str(APP), default_timeout=60))
    bring(page(), SAMARRA)
    look(other)
    assert other.query_params["article"] == "sample"  # nothing jumps
    assert other.selectbox[0].options == ["1. Shells on Samarra"]
