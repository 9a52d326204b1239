"""The answers to one question on a small map: numbered as in their list, over plain land."""

from __future__ import annotations

import base64
import json
import math
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from typing import TYPE_CHECKING, Any

from components.views import ground

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from components.views.ground import Bounds
    from geo import Boundaries

_WIDE, _TALL = 640.0, 240.0  # of the drawing, which stretches with the dialog
_LEAST = 0.8  # degrees of latitude shown at least
_ROOM = 0.2  # of what is shown, left round it
_NARROW = 15.0  # degrees of longitude up to which divisions are drawn
_KM = 111.2  # in a degree of latitude
_NARROWEST = 0.1  # cosine of the latitude nearest a pole that is stretched for
_NAMES = 6  # towns named, to know where one is
_NAMED = (70.0, 22.0)  # units round a name in which nothing else is
_BADGE = 24.0  # units of a number at the narrowest, two of which may not touch
_BESIDE = ((0, -1), (1, 0), (0, 1), (-1, 0), (1, -1), (1, 1), (-1, 1), (-1, -1))
_OFF = 15  # pixels of a number from its spot
_STYLE = """
svg{background:#dfe8ee}.land{fill:#fff;stroke:#a59c86;stroke-width:1}
.inner{fill:none;stroke:#c2b8a2;stroke-width:.8}
.area,.ring{fill:#6a3d9a1c;stroke:#6a3d9a;stroke-width:1.6;stroke-dasharray:4 3}
.engine{fill:#1c4f821c;stroke:#1c4f82;stroke-dasharray:none}
.ring,.chosen{fill:#a84a0826;stroke:#a84a08;stroke-width:2;stroke-dasharray:none}
@media(prefers-color-scheme:dark){svg{background:#10191f}.land{fill:#2a3034;stroke:#5d686d}
.inner{stroke:#4a5358}.area,.ring{fill:#c9a8f01c;stroke:#c9a8f0}
.engine{fill:#7db8ef1c;stroke:#7db8ef}.ring,.chosen{fill:#f0a04b26;stroke:#f0a04b}}
"""


class Look(StrEnum):
    """What a spot is."""

    ENGINE = "engine"  # its answer
    OTHER = "other"  # another candidate
    CHOSEN = "chosen"  # what is answered
    NAMED = "named"  # what else the article names


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One answer on the map: degrees and a number, no name, so that it can key a shared cache."""

    lon: float  # WGS 84 degrees
    lat: float
    number: int  # in the list; 0 where it is not in it
    look: Look
    km: float = 0.0  # radius
    country: str = ""  # code
    outline: str = ""  # of the analyst's own: GeoJSON, inside the ring
    area: str = ""  # id of the polygon that it is, where it is one


def draw(spots: Sequence[Spot], source: Boundaries) -> str:
    """
    Draw answers as HTML.

    Parameters
    ----------
    spots
        At least one. Where one is in no list, the view is on it.
    source
        The boundaries.

    Returns
    -------
    str
        The land as a picture that tells its bounds (west, south, east and north, WGS 84 degrees),
        with a number over each spot that keeps its size when the picture is made narrow.

    Raises
    ------
    DataError
        When the boundaries cannot be read.
    """
    own = [spot for spot in spots if not spot.number]
    frame = _Frame(own or spots, source)
    west, _, east, _ = frame.bounds
    countries = {spot.country for spot in spots if spot.country}
    inside = ground.inner(frame.bounds, countries, source) if east - west <= _NARROW else []
    paths = [("land", frame.path(land)) for land in ground.plain(frame.bounds, source)]
    paths += [("inner", frame.path(shape)) for shape in inside]
    paths += [
        (f"area {spot.look.value}", frame.path(ground.outlined(spot.area, frame.bounds, source)))
        for spot in spots
        if spot.area in source
    ]
    paths += [
        (f"area {spot.look.value}", frame.path(json.loads(spot.outline)))
        for spot in spots
        if spot.outline
    ]
    rings = [frame.ring(spot) for spot in spots if spot.km and not spot.outline]
    picture = _picture(paths, rings)
    data = base64.b64encode(picture.encode()).decode()
    seen = [spot for spot in spots if frame.shows(spot)]
    bounds = " ".join(f"{degrees:.5f}" for degrees in frame.bounds)
    image = f'<img alt="" data-bounds="{bounds}" src="data:image/svg+xml;base64,{data}">'
    return image + "".join(_marks(seen, frame))


class _Frame:
    """Degrees to the drawing's own units."""

    def __init__(self, spots: Sequence[Spot], source: Boundaries) -> None:
        self._turn = (spots[0].lon, 0.0, spots[0].lon, 0.0)
        boxes = [box for spot in spots for box in self._boxes(spot, source)]
        west, south, east, north = ground.around_all(boxes)
        self._narrow = max(math.cos(math.radians((south + north) / 2)), _NARROWEST)
        wide, tall = (east - west) * self._narrow, north - south
        high = max(tall, wide * _TALL / _WIDE, _LEAST) * (1 + 2 * _ROOM)
        across = high * _WIDE / _TALL / self._narrow
        x, y = (west + east) / 2, (south + north) / 2
        self._scale = _TALL / high
        self.bounds: Bounds = (x - across / 2, y - high / 2, x + across / 2, y + high / 2)

    def _boxes(self, spot: Spot, source: Boundaries) -> list[Bounds]:
        if spot.area in source:
            return [self._turned(box) for box in source.boxes(spot.area)]
        dy = spot.km / _KM
        dx = dy / max(math.cos(math.radians(spot.lat)), _NARROWEST)
        return [self._turned((spot.lon - dx, spot.lat - dy, spot.lon + dx, spot.lat + dy))]

    def _turned(self, box: Bounds) -> Bounds:
        """Return bounds in the turn of the globe that is nearest to the first spot."""
        west, south, east, north = box
        shift = ground.nearest_turn((west + east) / 2, self._turn) - (west + east) / 2
        return (west + shift, south, east + shift, north)

    def shows(self, spot: Spot) -> bool:
        """Return whether a spot is in view."""
        x, y = self.of(spot)
        return 0 <= x <= _WIDE and 0 <= y <= _TALL

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a position in the frame's turn is drawn."""
        west, _, _, north = self.bounds
        return (lon - west) * self._scale * self._narrow, (north - lat) * self._scale

    def of(self, spot: Spot) -> tuple[float, float]:
        """Return where a spot is drawn."""
        return self.at(ground.nearest_turn(spot.lon, self._turn), spot.lat)

    def ring(self, spot: Spot) -> tuple[float, float, float]:
        """Return where a ring's middle is drawn, and its radius."""
        return (*self.of(spot), spot.km / _KM * self._scale)

    def path(self, geometry: dict[str, Any]) -> str:
        """Return GeoJSON polygons as a path."""
        return "".join(self._loop(ring) for ring in _rings(geometry))

    def _loop(self, ring: Iterable[Sequence[float]]) -> str:
        points: list[str] = []
        for lon, lat in ring:
            x, y = self.at(lon, lat)
            point = f"{x:.1f},{y:.1f}"
            if not points or points[-1] != point:
                points.append(point)
        return f"M{'L'.join(points)}Z" if len(points) > 2 else ""  # noqa: PLR2004 - a speck


def _rings(geometry: dict[str, Any]) -> Iterator[Any]:
    """Yield the closed lines of GeoJSON polygons."""
    parts = geometry.get("geometries", [geometry])
    for part in parts:
        if part["type"] == "Polygon":
            yield from part["coordinates"]
        elif part["type"] == "MultiPolygon":
            for polygon in part["coordinates"]:
                yield from polygon


def _picture(paths: Iterable[tuple[str, str]], rings: Iterable[tuple[float, float, float]]) -> str:
    drawn = [f'<path class="{kind}" d="{path}"/>' for kind, path in paths if path]
    drawn += [f'<circle class="ring" cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"/>' for x, y, r in rings]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE:.0f} {_TALL:.0f}">'
        f"<style>{_STYLE}</style>{''.join(drawn)}</svg>"
    )


def _marks(spots: Sequence[Spot], frame: _Frame) -> Iterator[str]:
    """Yield a dot on each spot, its number beside it, and the names of some towns around."""
    dots = [frame.of(spot) for spot in spots]
    taken = list(dots)
    for spot, at in zip(spots, dots, strict=True):
        if not spot.area and not spot.outline:
            yield f'<i class="{spot.look.value}" {_style(*at)}></i>'
        if spot.number:
            dx, dy = _free(at, taken)
            moved = f"margin:{dy * _OFF}px 0 0 {dx * _OFF}px"
            yield f'<b class="{spot.look.value}" {_style(*at, moved)}>{spot.number}</b>'
    yield from _names(frame, taken)


def _free(at: tuple[float, float], taken: list[tuple[float, float]]) -> tuple[int, int]:
    """Return the side of a spot on which its number touches no other, and take it."""

    def place(side: tuple[int, int]) -> tuple[float, float]:
        return (at[0] + side[0] * _BADGE, at[1] + side[1] * _BADGE)

    def room(side: tuple[int, int]) -> float:
        x, y = place(side)
        inside = min(x, _WIDE - x, y, _TALL - y) >= _BADGE / 2
        near = min((math.dist((x, y), other) for other in taken if other != at), default=_WIDE)
        return min(near, _BADGE) if inside else 0.0

    best = max(_BESIDE, key=room)
    taken.append(place(best))
    return best


def _names(frame: _Frame, taken: list[tuple[float, float]]) -> Iterator[str]:
    wide, tall = _NAMED
    told = 0
    for town in ground.largest_towns(frame.bounds):
        x, y = frame.at(*town["at"])
        inside = wide / 2 < x < _WIDE - wide and tall < y < _TALL - tall
        if told == _NAMES or not inside:
            continue
        if all(abs(x - left) > wide or abs(y - top) > tall for left, top in taken):
            told += 1
            taken.append((x, y))
            yield f"<small {_style(x, y)}>{escape(town['name'])}</small>"


def _style(x: float, y: float, more: str = "") -> str:
    return f'style="left:{x / _WIDE:.2%};top:{y / _TALL:.2%};{more}"'
