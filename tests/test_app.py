"""The page as a whole, without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo import DataError

APP = Path(__file__).parents[1] / "app.py"


def page():
    return AppTest.from_file(str(APP), default_timeout=60)


def words(at):
    return " ".join(element.proto.body for element in at.get("html"))


def test_it_opens_on_the_sample():
    at = page().run()
    assert not at.exception
    assert "18 names · 9 places on the map · 1 country outlined" in words(at)
    assert at.query_params["article"] == "sample"


def test_a_place_the_article_lacks_is_dropped_from_the_url():
    at = page()
    at.query_params["place"] = "adm1:XX.99"
    at.run()
    assert not at.exception
    assert "place" not in at.query_params


def test_a_link_keeps_its_place():
    at = page()
    at.query_params["place"] = "adm1:IQ.10"
    at.run()
    assert at.query_params["place"] == "adm1:IQ.10@P4"


def test_missing_data_give_a_clear_page(monkeypatch):
    import geo
    from components import cached

    def broken():
        msg = "the file gazetteer/names.marisa is missing: run `dateline check`"
        raise DataError(msg)

    for made in (cached._sample, cached._check):
        made.clear()
    monkeypatch.setattr(geo, "default_engine", broken)
    monkeypatch.setattr(cached, "default_engine", broken)
    at = page().run()
    assert not at.exception
    assert at.title[0].value == "Dateline cannot start"
    assert at.text[0].value.startswith("The file gazetteer/names.marisa is missing")
    assert sum("dateline check" in text.value for text in at.text) == 1


@pytest.fixture(autouse=True)
def _forget():
    from components import cached

    yield
    for made in (cached._sample, cached._check):
        made.clear()


def test_altered_data_are_named_instead_of_trusted(monkeypatch):
    from components import cached
    from geo.integrity import Problem

    wrong = Problem(path="x.arrow", sentence="x.arrow has been altered; reinstall dateline")
    for made in (cached._sample, cached._check):
        made.clear()
    monkeypatch.setattr(cached, "verify", lambda: (wrong,))
    at = page().run()
    assert not at.exception
    assert any("x.arrow has been altered" in text.value.lower() for text in at.text)
