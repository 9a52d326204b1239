"""A user's own case: made with the first article, and refused where nothing can be written."""

import os
import stat

import pytest

from geo import CaseError, Hand
from geo.case import Case, owning

ANN = Hand(who="Ann")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "cases" / "mine.gpkg"


def test_nothing_is_written_before_the_first_article(path, tmp_path):
    owning.check_own(path)
    assert list(tmp_path.iterdir()) == []


def test_it_is_made_once_for_its_user_alone(path):
    with owning.open_own(path, ANN) as case:
        assert case.title == owning.OWN_TITLE
    if os.name != "nt":
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    owning.check_own(path)
    with owning.open_own(path, ANN) as case:
        assert [entry.what for entry in case.log()] == ["new"]


def test_two_that_make_it_at_once_both_have_it(path, monkeypatch):
    new = Case.new

    def beaten(*words):
        new(*words).close()
        return new(*words)

    monkeypatch.setattr(Case, "new", beaten)
    with owning.open_own(path, ANN) as case:
        assert case.head.entry == 1


def test_a_place_where_nothing_can_be_written_is_refused(tmp_path):
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "cases" / "mine.gpkg"
    with pytest.raises(CaseError, match=r"nothing can be written into .*file"):
        owning.check_own(path)
    with pytest.raises(CaseError, match="cannot make a folder at"):
        owning.open_own(path, ANN)


@pytest.mark.parametrize("content", [b"", b"An article of some length, " * 20])
def test_what_is_no_case_is_refused_and_left_as_it_is(path, content):
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    for call in (owning.check_own, lambda where: owning.open_own(where, ANN)):
        with pytest.raises(CaseError, match="no case"):
            call(path)
    assert path.read_bytes() == content
