"""Areas of the world, and the only arithmetic on coordinates: distance and projection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.boundaries.courses import has_line
from geo.boundaries.distance import distance_km
from geo.boundaries.gaps import Partial, lacking, partial
from geo.boundaries.unions import members

if TYPE_CHECKING:
    from geo.boundaries.areas import Area, Boundaries, Dispute
    from geo.boundaries.projection import circle, convergence_deg, project, utm_epsg
    from geo.boundaries.waters import Town, course, lakes, river, rivers, towns

__all__ = [
    "Area",
    "Boundaries",
    "Dispute",
    "Partial",
    "Town",
    "circle",
    "convergence_deg",
    "course",
    "distance_km",
    "has_line",
    "lacking",
    "lakes",
    "members",
    "partial",
    "project",
    "river",
    "rivers",
    "towns",
    "utm_epsg",
]


def __getattr__(name: str) -> object:
    """Load shapely and pyproj only for those who draw."""
    if name in {"Area", "Boundaries", "Dispute"}:
        from geo.boundaries import areas  # noqa: PLC0415 - shapely and pyarrow load on first use

        return getattr(areas, name)
    if name in {"Town", "course", "lakes", "river", "rivers", "towns"}:
        from geo.boundaries import waters  # noqa: PLC0415 - shapely and pyarrow load on first use

        return getattr(waters, name)
    if name in {"circle", "convergence_deg", "project", "utm_epsg"}:
        from geo.boundaries import projection  # noqa: PLC0415 - pyproj loads on first use

        return getattr(projection, name)
    msg = f"module 'geo.boundaries' has no attribute {name!r}"
    raise AttributeError(msg)
