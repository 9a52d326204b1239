"""What a country's table of GeoNames would bring to an article, and what it changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from components.views.words import where
from geo import file_size, lacking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo import Lacking, Parse, Resolution

_LEAST = 2  # names of a country that make its table worth offering
_SHOWN = 12  # of them that are named
_CHANGES = 300  # that are listed
_LONGEST = 60  # code points of a name
STEPS = {  # the first word of what an installation says of itself; in order
    "ask": "asking for the table",
    "fetch": "fetching the table",
    "read": "reading its places",
    "hash": "sorting its names",
    "write": "writing it down",
    "check": "checking it",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Where each name of one article was placed by one engine; small enough to keep."""

    article: str  # its id
    engine: str
    places: tuple[tuple[int, str, str, str], ...]  # start, name, key of its place, words for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A name that another gazetteer places elsewhere; `times` it is written."""

    name: str
    before: str  # where it was, in words; "" for nowhere
    after: str
    times: int


def offered(parse: Parse) -> tuple[Lacking, ...]:
    """Return the countries whose table is worth offering for an article."""
    return tuple(each for each in lacking(parse) if len(each.names) >= _LEAST)


def answers(parse: Parse) -> Answers:
    """Return where an article's names are placed."""
    return Answers(
        article=parse.article.id, engine=parse.engine, places=tuple(map(_answer, parse.resolutions))
    )


def _answer(resolution: Resolution) -> tuple[int, str, str, str]:
    toponym, place = resolution.toponym, resolution.place
    name = " ".join(toponym.surface.split())[:_LONGEST]
    if place is None:
        return toponym.span.start, name, "", ""
    words = f"{place.name}, {where(place)}"
    if resolution.within is not None:
        return toponym.span.start, name, f"within:{place.id}", f"somewhere in {words}"
    return toponym.span.start, name, place.id, words


def changes(before: Answers, after: Answers) -> tuple[Change, ...]:
    """
    Return what differs between two engines' answers for one article, in reading order.

    Parameters
    ----------
    before, after : Answers
        Of the same article.

    Returns
    -------
    tuple of Change
        Each kind of change once, with how many names it is true of.
    """
    old = {start: (name, key, words) for start, name, key, words in before.places}
    new = {start: (name, key, words) for start, name, key, words in after.places}
    nowhere = ("", "", "")
    counted: dict[tuple[str, str, str], int] = {}
    for start in sorted(old.keys() | new.keys()):
        was, now = old.get(start, nowhere), new.get(start, nowhere)
        if was[1] != now[1]:
            kind = (now[0] or was[0], was[2], now[2])
            counted[kind] = counted.get(kind, 0) + 1
    return tuple(
        Change(name=name, before=was, after=now, times=times)
        for (name, was, now), times in counted.items()
    )


def lacks(each: Lacking) -> str:
    """Say what the shipped data lack: "14 names in Sudan are not in the shipped data."."""
    count = len(each.names)
    verb = "is" if count == 1 else "are"
    return f"{_names(count)} in {each.name} {verb} not in the shipped data."


def offer(each: Lacking, bytes_told: int | None) -> str:
    """
    Say what a country's table would bring.

    Parameters
    ----------
    each : Lacking
        The country and its names.
    bytes_told : int or None
        How large its server says it is, 0 where it does not say; None before it was asked.
    """
    if bytes_told is None:
        return f"{lacks(each)} GeoNames\u2019 table of {each.name} has most villages."
    has = f"({file_size(bytes_told) if bytes_told else 'of unknown size'})"
    return f"{lacks(each)} GeoNames\u2019 table of {each.name} {has} has most villages. Get it?"


def ask_another(each: Lacking) -> str:
    """Say what a country's table would bring, where the reader may not install it."""
    return (
        f"{lacks(each)} Whoever runs this server can add GeoNames\u2019 table of {each.name}:"
        f" dateline gazetteer install {each.country}"
    )


def named(each: Lacking) -> str:
    """Name what is lacking, in a line: "Kani, Budalin and 3 more"."""
    shown, more = each.names[:_SHOWN], len(each.names) - _SHOWN
    return ", ".join(shown) + (f" and {more:,} more" if more > 0 else "")


def became(name: str, found: tuple[Change, ...]) -> str:
    """Say what an article's answers became with a country's table."""
    if not found:
        return f"GeoNames\u2019 table of {name} is in use. No answer of this article changed."
    placed = sum(c.times for c in found if not _is_place(c.before) and _is_place(c.after))
    other = sum(c.times for c in found) - placed
    parts = []
    if placed:
        parts.append(f"{_names(placed)} now with a place of {_own(placed)} own")
    if other:
        parts.append(f"{_names(other)} read in another way")
    return f"GeoNames\u2019 table of {name} is in use: {', '.join(parts)}."


def rows(found: tuple[Change, ...]) -> Iterator[str]:
    """Say each change in a line, up to a bound."""
    for change in found[:_CHANGES]:
        times = f" ({change.times:,} times)" if change.times > 1 else ""
        before, after = change.before or "not placed", change.after or "not placed"
        yield f"{change.name}{times}: {before} \u2192 {after}"
    if len(found) > _CHANGES:
        yield f"and {len(found) - _CHANGES:,} more"


def progress(what: str, done: int, total: int) -> tuple[float, str]:
    """
    Return how far an installation has come, 0 to 1, and a line for whoever waits.

    Parameters
    ----------
    what : str
        What it says that it does; "" before it says anything.
    done, total : int
        How much of that is done, and how much there is, 0 where unknown.
    """
    known = list(STEPS)
    first = what.partition(" ")[0]
    if first not in known:
        return 0.0, "Starting."
    at, within = known.index(first), min(1.0, done / total) if total else 0.0
    words = f"Step {at + 1} of {len(known)}: {STEPS[first]}"
    if first == "fetch":
        words += f", {file_size(done)}" + (f" of {file_size(total)}" if total else " so far")
    return (at + within) / len(known), f"{words}."


def _is_place(words: str) -> bool:
    return bool(words) and not words.startswith("somewhere in ")


def _names(count: int) -> str:
    return "1 name" if count == 1 else f"{count:,} names"


def _own(count: int) -> str:
    return "its" if count == 1 else "their"
