"""When the articles of a case were published: bars of days, weeks, months and so on."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from components.views.whole import Item
    from geo import Row

_MOST = 60  # bars; more are too thin to point at
_UNITS = ("day", "week", "month", "year", "decade", "century")
_YEARS = {"decade": 10, "century": 100}


def build(items: Sequence[Item], rows: Iterable[Row], kept: Iterable[Row]) -> dict[str, Any]:
    """
    Count excerpts by when their articles were published.

    Parameters
    ----------
    items
        The articles, in the order that rows number them.
    rows
        The names kept, whatever days are asked for.
    kept
        Those that the days keep too.

    Returns
    -------
    dict
        `unit`; `bars`, each with its first and last day (ISO 8601) and how many excerpts there
        are and how many are kept; `undated`, articles without a day. No bars without any day.
    """
    days = {number: date.fromisoformat(item.day) for number, item in enumerate(items) if item.day}
    undated = len(items) - len(days)
    if not days:
        return {"unit": "day", "bars": [], "undated": undated}
    unit, starts = _scale(min(days.values()), max(days.values()))
    every, shown = _counts(days, unit, rows), _counts(days, unit, kept)
    bars = [
        [start.isoformat(), _end(start, unit).isoformat(), every.get(start, 0), shown.get(start, 0)]
        for start in starts
    ]
    return {"unit": unit, "bars": bars, "undated": undated}


def _scale(first: date, last: date) -> tuple[str, list[date]]:
    """Return the finest unit that needs few enough bars, and where each of these begins."""
    for unit in _UNITS:
        starts = [_start(first, unit)]
        while _end(starts[-1], unit) < last and (len(starts) < _MOST or unit == _UNITS[-1]):
            starts.append(_end(starts[-1], unit) + timedelta(days=1))
        if _end(starts[-1], unit) >= last:
            break
    return unit, starts


def _start(day: date, unit: str) -> date:
    match unit:
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)
        case "decade" | "century":
            span = _YEARS[unit]
            return date(max(day.year // span * span, 1), 1, 1)
        case _:
            return day


def _end(start: date, unit: str) -> date:
    """Return the last day of the bar that begins on a day."""
    match unit:
        case "week":
            return start + min(timedelta(days=6), date.max - start)
        case "month":
            return start.replace(day=monthrange(start.year, start.month)[1])
        case "year":
            return start.replace(month=12, day=31)
        case "decade" | "century":
            span = _YEARS[unit]
            return date(min(start.year // span * span + span - 1, date.max.year), 12, 31)
        case _:
            return start


def _counts(days: dict[int, date], unit: str, rows: Iterable[Row]) -> dict[date, int]:
    held: dict[date, set[str]] = {}
    for row in rows:
        if row.excerpt is not None and row.parse in days:
            held.setdefault(_start(days[row.parse], unit), set()).add(row.excerpt)
    return {start: len(keys) for start, keys in held.items()}
