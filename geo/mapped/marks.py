"""Which mark a name belongs to, and what the marks are before anybody asks for less."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.boundaries.distance import distance_km
from geo.mapped.labels import label
from geo.mapped.record import Figure
from geo.mapped.shapes import areas_of, line_of
from geo.precision import scale
from geo.types import By, Place, Precision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.types import Article, Resolution

_NOT_LETTERS = re.compile(r"\W+")
_LONGEST_NAME = 40  # code points of a name in a key


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """How a place without a shape of its own is drawn: kilometres, and whether by convention."""

    km: float
    nominal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A mark before anybody asks for less: all but its counts; fields as in `record.Mark`."""

    key: str
    number: int
    name: str
    lang: str
    place: Place
    precision: Precision
    figure: Figure
    lon: float
    lat: float
    ring: Ring
    areas: tuple[str, ...]
    line: str | None
    holder: str | None
    somewhere: bool
    score: float
    by: By
    named: int


def spot_of(resolution: Resolution) -> str | None:
    """
    Return the id of what a placed name stands for, its class left out; None when it has no place.

    The place's own id; or, where words point beside it, an id of that disc, so that a place named
    both ways is two things; or an id of the name, where that is known only to lie in the place.
    """
    place, around = resolution.place, resolution.around
    if place is None:
        return None
    if resolution.within is not None:
        name = _NOT_LETTERS.sub("-", resolution.toponym.surface.casefold())[:_LONGEST_NAME]
        return f"within:{place.id}:{name}"
    if around is None:
        return place.id
    return f"around:{around.lon:.3f},{around.lat:.3f},{around.radius_km:g}"


def key_of(resolution: Resolution) -> str | None:
    """Return the key of the mark a placed name belongs to, None when it has no place."""
    spot = spot_of(resolution)
    return None if spot is None else f"{spot}@{resolution.precision}"


def holder_of(resolution: Resolution) -> str | None:
    """
    Return the division that a name is counted in, by code; None for what may lie outside it.

    A disc counts where it holds the place it is measured from; a division is not counted in
    itself, nor a union in one of its divisions, nor a river in one that it runs through. A name
    somewhere in a division is counted in it.
    """
    place, around = resolution.place, resolution.around
    if place is not None and resolution.within is not None:
        return place.admin1
    if place is None or _spreads(resolution, place.admin1):
        return None
    if around is not None:
        offset = distance_km(around.lon, around.lat, place.lon, place.lat)
        if offset > around.radius_km:
            return None
    return place.admin1


def _spreads(resolution: Resolution, division: str | None) -> bool:
    """Return whether a name fills a division, or several, or runs through them."""
    areas = areas_of(resolution)
    return len(areas) > 1 or division in areas or line_of(resolution) is not None


def make(number: int, group: Sequence[tuple[Article, Resolution]]) -> Base:
    """
    Return the mark of some names.

    Parameters
    ----------
    number : int
        From 1, in reading order.
    group : sequence of (Article, Resolution)
        Every name of the mark, in reading order, each with the article it stands in.

    Raises
    ------
    ValueError
        When the first name has no place.
    """
    article, first = group[0]
    place, key = first.place, key_of(first)
    if place is None or key is None:
        msg = f"{first.toponym.surface!r} has no place to mark"
        raise ValueError(msg)
    resolutions = [resolution for _, resolution in group]
    name, lang = label(article, [r for a, r in group if a is article])
    middle, areas, line = first.around or place, areas_of(first), line_of(first)
    ring = Ring(km=0.0, nominal=False) if areas or line else _ring(first)
    best = max(resolutions, key=lambda r: r.score)
    decided = any(r.placed_by is By.ANALYST for r in resolutions)
    return Base(
        key=key,
        number=number,
        name=name,
        lang=lang,
        place=place,
        precision=first.precision,
        figure=_figure(areas, line, ring),
        lon=middle.lon,
        lat=middle.lat,
        ring=ring,
        areas=areas,
        line=line,
        holder=holder_of(first),
        somewhere=first.within is not None,
        score=best.score,
        by=By.ANALYST if decided else best.placed_by,
        named=len(group),
    )


def _figure(areas: tuple[str, ...], line: str | None, ring: Ring) -> Figure:
    if areas:
        return "area"
    if line is not None:
        return "line"
    return "ring" if ring.km else "point"


def _ring(resolution: Resolution) -> Ring:
    """Return the radius the text gives, else its class's nominal one; 0 for a town or site."""
    around = resolution.around
    if around is not None:
        return Ring(km=around.radius_km, nominal=around.nominal)
    nominal = scale()[resolution.precision].nominal_km
    return Ring(km=nominal, nominal=bool(nominal))
