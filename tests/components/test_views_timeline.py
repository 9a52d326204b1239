"""When the articles of a case were published: every dated article in one bar, whatever its day."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from components.views import timeline


@dataclass
class Item:
    day: str | None


@dataclass
class Row:
    parse: int
    excerpt: str | None


def built(days, rows=None, kept=None):
    items = [Item(None if day is None else day.isoformat()) for day in days]
    rows = [Row(n, f"e{n}") for n in range(len(days))] if rows is None else rows
    return timeline.build(items, rows, rows if kept is None else kept)


DAYS = st.dates() | st.none()


@given(st.lists(DAYS, max_size=30))
@example([date.min, date.max])
@example([date.max])
@example([date.min, date.min + timedelta(days=200)])
def test_every_dated_article_stands_in_one_bar(days):
    found = built(days)
    assert found["undated"] == days.count(None)
    dated = [day for day in days if day is not None]
    assert sum(every for _, _, every, _ in found["bars"]) == len(dated)
    for day in dated:
        assert sum(a <= day.isoformat() <= b for a, b, _, _ in found["bars"]) == 1
    assert len(found["bars"]) <= 101
    ends = [date.fromisoformat(end) for _, end, _, _ in found["bars"]]
    starts = [date.fromisoformat(start) for start, _, _, _ in found["bars"]]
    assert all(b == a + timedelta(days=1) for a, b in zip(ends, starts[1:], strict=False))


@pytest.mark.parametrize(
    ("first", "last", "unit", "bars"),
    [
        ("2020-05-01", "2020-05-01", "day", 1),
        ("2020-05-01", "2020-06-29", "day", 60),
        ("2020-05-01", "2020-06-30", "week", 10),
        ("2020-01-06", "2021-02-28", "week", 60),
        ("2020-01-06", "2021-03-01", "month", 15),
        ("2020-01-31", "2024-12-01", "month", 60),
        ("2020-01-31", "2025-01-01", "year", 6),
        ("1960-12-31", "2020-01-01", "decade", 7),
        ("0001-01-01", "9999-12-31", "century", 100),
    ],
)
def test_the_unit_is_the_finest_with_room(first, last, unit, bars):
    found = built([date.fromisoformat(first), date.fromisoformat(last)])
    assert (found["unit"], len(found["bars"])) == (unit, bars)


def test_excerpts_are_counted_once_and_those_kept_apart():
    days = [date(2020, 5, 1), date(2020, 5, 3), None]
    rows = [Row(0, "a"), Row(0, "a"), Row(0, "b"), Row(1, "c"), Row(1, None), Row(2, "d")]
    assert built(days, rows, rows[3:])["bars"] == [
        ["2020-05-01", "2020-05-01", 2, 0],
        ["2020-05-02", "2020-05-02", 0, 0],
        ["2020-05-03", "2020-05-03", 1, 1],
    ]


def test_without_a_day_there_is_no_bar():
    assert built([None, None]) == {"unit": "day", "bars": [], "undated": 2}
