"""Which articles are asked for, case by case, as docs/map-record.md tells of `more`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.mapped import Asked, is_chosen

ID = "e237e09f815a4c"
TIMES = ("The Times", "2024-03-01")
GLOBE = ("The Globe", "2024-05-31")


def chosen(*sources, **more):
    return is_chosen(Asked(more=tuple(more.items())), ID, sources)


def test_every_article_is_chosen_where_none_is_asked_for():
    assert chosen(TIMES)
    assert chosen((None, None))


@pytest.mark.parametrize(
    ("article", "is_it"),
    [(ID, True), ("e237e0", True), ("237e0", False), (f"{ID}0", False), ("E237", False)],
)
def test_an_article_is_named_by_how_its_id_begins(article, is_it):
    assert chosen(TIMES, article=article) is is_it


@pytest.mark.parametrize(
    ("publisher", "is_it"), [("The Times", True), ("The Globe", False), ("The", False)]
)
def test_a_publisher_is_named_in_full(publisher, is_it):
    assert chosen(TIMES, publisher=publisher) is is_it
    assert not chosen((None, "2024-03-01"), publisher=publisher)


@pytest.mark.parametrize(
    ("asked", "is_it"),
    [
        ({"since": "2024-03-01"}, True),
        ({"since": "2024-03-02"}, False),
        ({"until": "2024-03-01"}, True),
        ({"until": "2024-02-29"}, False),
        ({"since": "2024-03-01", "until": "2024-03-01"}, True),
        ({"since": "2024-02-01", "until": "2024-04-01"}, True),
        ({"since": "2024-03-02", "until": "2024-04-01"}, False),
        ({"since": "2024-02-01", "until": "2024-02-29"}, False),
        ({"since": "2024-04-01", "until": "2024-02-01"}, False),
    ],
)
def test_both_ends_of_a_span_of_days_belong_to_it(asked, is_it):
    assert chosen(TIMES, **asked) is is_it


@pytest.mark.parametrize("asked", [{"since": "0001-01-01"}, {"until": "9999-12-31"}])
def test_what_has_no_day_lies_in_no_span(asked):
    assert not chosen(("The Times", None), **asked)
    assert chosen(("The Times", None), publisher="The Times")


def test_one_source_has_to_fit_publisher_and_days():
    assert chosen(TIMES, GLOBE, publisher="The Times", until="2024-03-31")
    assert not chosen(TIMES, GLOBE, publisher="The Times", since="2024-04-01")
    assert chosen(TIMES, GLOBE, publisher="The Globe", since="2024-04-01")
    assert chosen(TIMES, GLOBE, since="2024-04-01")
    assert not chosen(TIMES, GLOBE, article="f", publisher="The Globe")


days = st.dates().map(str)


@given(days, st.none() | days, st.none() | days)
def test_a_day_lies_between_those_asked_for(day, since, until):
    asked = {k: v for k, v in (("since", since), ("until", until)) if v is not None}
    early, late = since is not None and day < since, until is not None and day > until
    assert chosen(("The Times", day), **asked) == (not early and not late)
