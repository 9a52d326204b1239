"""What the reader asked to see: one record for the address, the command, the paper and caches."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from geo.errors import ExportError
from geo.types import MAX_LAT, MAX_LON

Voice = Literal["direct", "reported", "writer"]
Box = tuple[float, float, float, float]  # west, south, east, north; west > east crosses 180
VOICES: tuple[Voice, ...] = get_args(Voice)
_SIDES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """
    A selection and filters; hashable, and equal where they ask for the same.

    Parameters
    ----------
    place : str, optional
        Key of a mark, or id of a place or an area: it, and what lies inside.
    speaker : str, optional
        Only what this person or body said.
    voice : {"direct", "reported", "writer"}, optional
        Only names in such words.
    extent : tuple of float, optional
        Only what lies in this box: west, south, east, north in WGS 84 degrees; west may be
        greater than east, and the box then crosses the date line.
    more : tuple of (str, str)
        What a case can be asked besides, such as ("publisher", "X"); kept sorted.

    Raises
    ------
    ExportError
        When a value is not one of these.
    """

    place: str | None = None
    speaker: str | None = None
    voice: Voice | None = None
    extent: Box | None = None
    more: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Refuse an unknown voice and a box outside the world."""
        if self.voice is not None and self.voice not in VOICES:
            msg = f"voice {self.voice!r} is not known: choose {', '.join(VOICES)}"
            raise ExportError(msg)
        if self.extent is not None and not _is_box(self.extent):
            msg = f"extent {self.extent} is no box: give west,south,east,north in degrees"
            raise ExportError(msg)
        object.__setattr__(self, "more", tuple(sorted(self.more)))

    def to_plain(self) -> dict[str, Any]:
        """Return the fields by name, ready for JSON; absent means None."""
        return {
            "extent": None if self.extent is None else list(self.extent),
            "more": dict(self.more),
            "place": self.place,
            "speaker": self.speaker,
            "voice": self.voice,
        }

    def to_json(self) -> str:
        """Return the fields as JSON with sorted keys, the same for equal questions."""
        return json.dumps(self.to_plain(), ensure_ascii=False, sort_keys=True)


def read_extent(words: str) -> Box:
    """
    Read "west,south,east,north" in decimal degrees.

    Raises
    ------
    ExportError
        When the words are not four numbers that make a box.
    """
    try:
        sides = tuple(float(part) for part in words.split(","))
    except ValueError:
        sides = ()
    if not _is_box(sides):
        msg = f"extent {words[:80]!r} is no box: give west,south,east,north in degrees"
        raise ExportError(msg)
    return cast("Box", sides)


def is_within(box: Box, lon: float, lat: float) -> bool:
    """Return whether a point (WGS 84 degrees) lies in a box, its edges included."""
    west, south, east, north = box
    if not south <= lat <= north:
        return False
    names = (lon, -lon) if abs(lon) == MAX_LON else (lon,)  # one meridian has two
    return any(west <= at <= east if west <= east else at >= west or at <= east for at in names)


def _is_box(sides: tuple[float, ...]) -> bool:
    if len(sides) != _SIDES:
        return False
    west, south, east, north = sides
    across = abs(west) <= MAX_LON and abs(east) <= MAX_LON and west != east
    return across and -MAX_LAT <= south < north <= MAX_LAT
