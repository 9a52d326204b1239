"""What an analyst said of the places and the stories of a whole case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geo import Decision, What

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo import Decided, Listed, Mark, Settled

_HIDDEN = "hidden"  # reason of a row of what is not on the map
_SHORT = 300  # code points of a reason that a list tells


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """What was said of places, by the id of each that stands on the map."""

    called: Mapping[str, Decision] = field(default_factory=dict)
    merged: Mapping[str, Mapping[str, Decision]] = field(default_factory=dict)  # by former names


def build(settled: Iterable[Settled]) -> Ruled:
    """Gather what was said of the places that articles name."""
    called: dict[str, Decision] = {}
    merged: dict[str, dict[str, Decision]] = defaultdict(dict)
    for each in settled:
        called |= each.places.called
        for under in each.under.values():
            place = under.held.place
            into, by = each.places.leads(place.id) if place is not None else (None, None)
            if place is not None and into is not None and by is not None:
                merged[into.id][place.name] = each.places.merged[place.id]
    return Ruled(called=called, merged=merged)


def of_mark(mark: Mark, said: Ruled) -> dict[str, Any]:
    """Return whether something can be said of a mark's place, and what was, each with its entry."""
    place = mark.place
    told = []
    if (name := said.called.get(place.id)) is not None:
        told.append(_told(name, f"The gazetteer\u2019s name: {place.name}", "Undo the name"))
    for former, merge in said.merged.get(place.id, {}).items():
        told.append(_told(merge, f"With {former}", "Part them"))
    return {"own": mark.key.partition("@")[0] == place.id, "said": told}


def of_story(said: Decision | None) -> tuple[dict[str, Any], ...]:
    """Return what was said of an article's story."""
    if said is None:
        return ()
    own = said.answer.what is What.OWN_STORY
    words = "Its own story" if own else "Said to tell the story of another"
    return (_told(said, words, "Undo"),)


def of_row(row: Listed, decided: Mapping[tuple[int, int], Decided]) -> list[dict[str, Any]]:
    """Return who hid a name that is not on the map."""
    if row.reason != _HIDDEN:
        return []
    found = {held.entry: held for at in row.names if (held := decided.get(at)) is not None}
    return [_told(held, "", "Show again") for held in found.values()]


def _told(said: Decision | Decided, words: str, undo: str) -> dict[str, Any]:
    why = f": {said.why[:_SHORT]}" if said.why else ""
    by = f"{said.who}, {said.when[:10]}{why}"
    return {"words": words, "by": by, "entry": said.entry, "undo": undo}
