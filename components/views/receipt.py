"""Why a name stands where it does: the reading chosen, its rivals, and how far apart they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from components.views.words import AS_WRITTEN, apart_km, kilometres, label, where
from geo import By, Use, distance_km, share_a_word, why_not, wording

if TYPE_CHECKING:
    from geo import Around, Candidate, Decided, Place, Resolution

_RIVALS = 5  # rivals shown in full; the rest are counted
_DIGITS = 4  # of a score
_LONGEST_WORDS = 120  # code points of words quoted from an article


def build(resolution: Resolution, decided: Decided | None = None) -> dict[str, Any]:
    """
    Gather what decided a name's place, and the readings that lost.

    Parameters
    ----------
    resolution
        The answer for one name.
    decided
        That it is an analyst's, and what the engine says itself.

    Returns
    -------
    dict
        `verdict` in words; `chosen`, whether the first reading is the answer; `readings`, best
        first, each with its place, why it answers to the name where that is not its usual one,
        its score, reasons and kilometres from the first; `margin`
        between the first two scores, None without a rival; `left`, how many more there are, and
        `most`, the best score among those; `analyst`, who decided it beside the engine's answer.
    """
    found = resolution.candidates
    shown, left = found[: 1 + _RIVALS], found[1 + _RIVALS :]
    return {
        "verdict": verdict(resolution),
        "chosen": resolution.place is not None,
        "drawn": why_not(resolution) is None,
        "readings": [_reading(resolution, rank) for rank in range(len(shown))],
        "margin": round(found[0].score - found[1].score, _DIGITS) if len(found) > 1 else None,
        "left": len(left),
        "most": round(left[0].score, _DIGITS) if left else 0.0,
        "analyst": None if decided is None else _analyst(resolution, decided),
    }


def _analyst(resolution: Resolution, decided: Decided) -> dict[str, Any]:
    """Say who decided a name or its place, when and why, and what the engine says of it."""
    engine = decided.engine
    found = engine.candidates[:1] if engine is not None and engine.place is not None else ()
    return {
        **stamped(decided),
        "engine": "no name found here" if engine is None else verdict(engine),
        "score": round(found[0].score, _DIGITS) if found else None,
        "place": _of_place(resolution) if decided.of_place else "",
    }


def _of_place(resolution: Resolution) -> str:
    """Say what an analyst said of a name's place, in every article of the case."""
    place = resolution.place
    if place is None:
        return "hidden in the whole case"
    if resolution.placed_by is By.ANALYST:
        return f"counts as {place.name} in the whole case"
    return f"called \u201c{resolution.candidates[0].form}\u201d in the whole case"


def stamped(decided: Decided) -> dict[str, Any]:
    """Say which entry of the log a decision is, by whom, when and why."""
    return {
        "entry": decided.entry,
        "who": decided.who,
        "when": f"{decided.when[:10]} {decided.when[11:16]} UTC",
        "why": decided.why or "",
    }


def verdict(resolution: Resolution) -> str:
    """Say in one clause what a name was read as, and why it is not drawn where it is not."""
    place, reason = resolution.place, why_not(resolution)
    if place is None:
        return "; ".join(resolution.reasons) or wording(reason or "unknown")
    read = f"read as {place.name}, {where(place)}"
    if resolution.toponym.use is Use.DEMONYM:
        return f"{read}; never drawn: a people or an adjective"
    if reason is not None:
        return f"{read}; no mark of its own: {wording(reason)}"
    if resolution.around is not None:
        return f"{read}; {_points(resolution.around, place)}"
    return read


def _reading(resolution: Resolution, rank: int) -> dict[str, Any]:
    first, found = resolution.candidates[0], resolution.candidates[rank]
    return {
        "place": {
            "id": found.place.id,
            "name": found.place.name,
            "label": label(found.place),
            "where": where(found.place),
        },
        "called": _called(resolution, found),
        "score": round(found.score, _DIGITS),
        "reasons": list(_reasons(resolution, found, rank)),
        "away": kilometres(apart_km(first.place, found.place)) if rank else "",
    }


def _called(resolution: Resolution, found: Candidate) -> str:
    """Say why a place answers to a name that is not its usual one; "" where it is."""
    surface = " ".join(resolution.toponym.surface.split())[:_LONGEST_WORDS]
    usual = resolution.toponym.use is Use.DEMONYM or found.place.source == AS_WRITTEN
    if usual or found.form or share_a_word(surface, found.place.name):
        return ""
    return f"\u201c{surface}\u201d is another of its names"


def _reasons(resolution: Resolution, found: Candidate, rank: int) -> tuple[str, ...]:
    """Return a reading's reasons; the answer's own where it is the answer."""
    if rank == 0 and resolution.place is not None:
        return resolution.reasons
    return found.reasons


def _points(around: Around, place: Place) -> str:
    """Say where relative words point, or how finely a coordinate is written."""
    if place.source == AS_WRITTEN:
        return f"drawn with a radius of {kilometres(around.radius_km)}, as finely as it is written"
    words = " ".join(around.words.split())[:_LONGEST_WORDS]
    offset = distance_km(around.lon, around.lat, place.lon, place.lat)
    away = f"{kilometres(offset)} from it" if offset > around.radius_km else "round it"
    return (
        f"\u201c{words}\u201d points to a ring {away}, "
        f"drawn with a radius of {kilometres(around.radius_km)}"
    )
