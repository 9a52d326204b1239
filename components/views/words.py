"""Places and distances in a reader's words."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from geo import Kind, Precision, distance_km, scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo import Mark, Place

OUTLINED = "country"  # the reason of a name whose country is on the map as its outline
AS_WRITTEN = "text"  # source of a coordinate of the article
_LINKED = ("://", "www.", "@")  # what Markdown makes a link of by itself


def label(place: Place) -> str:
    """Name a place so that it can be told from others of its name: "Paris, Texas"."""
    holder = next((name for name in reversed(place.admin) if name != place.name), "")
    return f"{place.name}, {holder}" if holder else place.name


def told_apart(place: Place, other: Place) -> str:
    """Name a place so that it cannot be taken for another: by its kind too, where those differ."""
    return label(place) if place.kind is other.kind else f"{place.name}, {where(place)}"


def where(place: Place) -> str:
    """Say what a place is and where it lies: "town in Diyala, Iraq"."""
    holders = ", ".join(name for name in reversed(place.admin) if name != place.name)
    if place.source == AS_WRITTEN:
        return f"coordinate in {holders}" if holders else "coordinate in no country"
    if not holders:
        return place.kind.value
    joint = "of" if place.kind is Kind.PROVINCE else "in"
    return f"{place.kind.value} {joint} {holders}"


def kind_of(mark: Mark) -> str:
    """Say what a mark is: "town", "somewhere in a province"."""
    if mark.key.startswith("around:"):
        return "somewhere in a ring"
    kind = mark.place.kind.value
    return f"somewhere in a {kind}" if mark.somewhere else kind


def range_of(classes: Sequence[Precision]) -> str:
    """Say how precise an excerpt's places are, from the finest to the coarsest."""
    placed = [c for c in classes if c is not Precision.P0] or classes
    words = (scale()[min(placed)].words, scale()[max(placed)].words)
    return " to ".join(dict.fromkeys(words))


def sentence(message: str) -> str:
    """Return a message as a sentence of a page: a capital, quotation marks, a full stop."""
    said = re.sub("`([^`]*)`", "\u201c\\1\u201d", message)
    first = said[:1] if said.startswith("http") else said[:1].upper()  # an address stays one
    return first + said[1:] + ("" if said.endswith(".") else ".")


def unsaved(refused: Exception) -> str:
    """Say why something was not written into a case, and that it was not."""
    return f"{sentence(str(refused))} Nothing was saved."


def file_words(path: Path) -> str:
    """Write where a file is: in the user's home as "~/folder/file"."""
    with suppress(RuntimeError, ValueError):  # no home, or not in it
        return str(Path("~", path.relative_to(Path.home())))
    return str(path)


def markdown(words: str) -> str:
    """Return words as Markdown that shows them as they are; an address as code, never as a link."""
    return " ".join(map(_inert, words.split(" ")))


def _inert(word: str) -> str:
    if any(sign in word.lower() for sign in _LINKED):
        return f"`{word.replace('`', '')}`"
    return "".join(f"\\{ch}" if ch in "\\`*_{}[]()#+-!|<>$:~" else ch for ch in word)


def apart_km(one: Place, other: Place) -> float:
    """Return the great-circle kilometres between two places' points."""
    return distance_km(one.lon, one.lat, other.lon, other.lat)


def kilometres(distance: float) -> str:
    """Write a distance no finer than it means: "0.4 km", "12 km", "7,932 km"."""
    return f"{distance:.1f} km" if distance < 1 else f"{distance:,.0f} km"
