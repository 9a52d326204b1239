"""What the browser asks to learn that a case was changed elsewhere."""

from starlette.applications import Starlette
from starlette.testclient import TestClient

from components import casework
from components.door import case
from components.views import shown
from geo import Case, Hand

ANN = Hand(who="Ann")


def asked():
    return TestClient(Starlette(routes=case.routes())).get("/case/head")


def test_the_door_tells_the_head_of_the_case(tmp_path, monkeypatch):
    path = tmp_path / "one.gpkg"
    Case.new(path, "One", ANN).close()
    monkeypatch.setenv("DATELINE_CASE", str(path))
    before = asked()
    assert before.text == casework.listing(path).head
    assert before.headers["cache-control"] == "no-store"
    text = b"Shells fell on Samarra."
    brought = casework.Brought(data=text, original=text, name=None)
    casework.keep(shown.untold, path, brought, ANN)
    assert asked().text == casework.listing(path).head != before.text


def test_a_case_that_cannot_be_read_just_now_tells_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_CASE", str(tmp_path / "none.gpkg"))
    answer = asked()
    assert (answer.status_code, answer.text) == (200, "")


def test_without_a_case_there_is_nothing_to_ask(monkeypatch):
    monkeypatch.delenv("DATELINE_CASE", raising=False)
    assert case.routes() == []
