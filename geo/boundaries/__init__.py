"""Areas of the world, and the only arithmetic on coordinates: distance and projection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.boundaries.distance import distance_km

if TYPE_CHECKING:
    from geo.boundaries.areas import Area, Boundaries, Dispute
    from geo.boundaries.projection import convergence_deg, project, utm_epsg

__all__ = ["Area", "Boundaries", "Dispute", "convergence_deg", "distance_km", "project", "utm_epsg"]


def __getattr__(name: str) -> object:
    """Load shapely and pyproj only for those who draw."""
    if name in {"Area", "Boundaries", "Dispute"}:
        from geo.boundaries import areas  # noqa: PLC0415 - shapely and pyarrow load on first use

        return getattr(areas, name)
    if name in {"convergence_deg", "project", "utm_epsg"}:
        from geo.boundaries import projection  # noqa: PLC0415 - pyproj loads on first use

        return getattr(projection, name)
    msg = f"module 'geo.boundaries' has no attribute {name!r}"
    raise AttributeError(msg)
