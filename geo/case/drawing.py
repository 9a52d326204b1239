"""A pin or an outline of an analyst's as a place."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geo.boundaries.distance import distance_km
from geo.case.chain import canonical, digest
from geo.case.layering import AREA
from geo.coordinates.place import place_at
from geo.decisions import SOURCE, Answer, Disc, What
from geo.errors import CaseError
from geo.types import MAX_LAT, MAX_LON, Kind

if TYPE_CHECKING:
    from pathlib import Path

    import shapely

    from geo.types import Precision

_DECIMALS = 6  # of a degree: 0.1 m
_DIGITS = 12  # of an outline's digest in its id
_MOST_BYTES = 1_000_000  # of an outline's file, and of what the log keeps of it


def point(lon: float, lat: float, km: float | None, precision: Precision | None) -> Answer:
    """
    Return the answer that a name stands for a point.

    Parameters
    ----------
    lon, lat : float
        WGS 84 degrees.
    km : float or None
        Within how many kilometres; None where it is the very point.
    precision : Precision or None
        The class; None for P1, or P2 and P5 where there is a radius.

    Raises
    ------
    CaseError
        When there is no such point or circle.
    """
    try:
        place = place_at(lon, lat, "", SOURCE)
        disc = None if km is None else Disc(lon=place.lon, lat=place.lat, km=km)
    except ValueError as cause:
        msg = f"no answer at latitude {lat:g}, longitude {lon:g}: {cause}"
        raise CaseError(msg) from cause
    return Answer(what=What.POINT, place=place, disc=disc, precision=precision)


def area(file: Path, precision: Precision | None) -> Answer:
    """
    Return the answer that a name stands for what lies inside the outline of a file.

    Parameters
    ----------
    file : Path
        As `outline` takes it.
    precision : Precision or None
        The class; None for P5.

    Raises
    ------
    CaseError
        When the file cannot be read, or holds no outline that can be drawn on a globe.
    """
    try:
        _check_size(file.stat().st_size)
        data = file.read_bytes()
    except (OSError, ValueError) as cause:
        raise _refused(str(file), cause) from cause
    return outline(data, str(file), precision)


def outline(data: bytes, name: str, precision: Precision | None) -> Answer:
    """
    Return the answer that a name stands for what lies inside an outline.

    Parameters
    ----------
    data : bytes
        GeoJSON (RFC 7946): polygons in longitude, latitude; a geometry, a feature or several.
    name : str
        Of its file, for messages.
    precision : Precision or None
        The class; None for P5.

    Raises
    ------
    CaseError
        When it holds no outline that can be drawn on a globe.
    """
    import shapely  # noqa: PLC0415 - hardly any decision draws

    try:
        _check_size(len(data))
        found = {"type": "MultiPolygon", "coordinates": _polygons(json.loads(data))}
        shape = shapely.set_precision(shapely.from_geojson(json.dumps(found)), 10**-_DECIMALS)
        parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
        shape = shapely.MultiPolygon(parts)
        _check(shape)
    except (ValueError, KeyError, TypeError, RecursionError, shapely.GEOSException) as cause:
        raise _refused(name, cause) from cause
    return _answer(_plain(shape), shape, precision)


def _refused(name: str, cause: Exception) -> CaseError:
    why = getattr(cause, "strerror", None) or " ".join(str(cause).split())
    return CaseError(f"{name!r} is no outline in GeoJSON ({why[:120]}); give polygons, lon and lat")


def _answer(plain: dict[str, Any], shape: shapely.Geometry, precision: Precision | None) -> Answer:
    inside, box = shape.representative_point(), shape.envelope.centroid
    middle = (round(box.x, _DECIMALS), round(box.y, _DECIMALS))
    edge = [tuple(at[:2]) for part in shape.geoms for at in part.exterior.coords]
    km = max(distance_km(*middle, lon, lat) for lon, lat in edge)
    place = replace(
        place_at(inside.x, inside.y, "", SOURCE),
        id=f"{AREA}{digest(plain)[:_DIGITS]}",
        kind=Kind.REGION,
        admin1=None,
    )
    disc = Disc(lon=middle[0], lat=middle[1], km=round(km + 0.05, 1))
    return Answer(what=What.AREA, place=place, disc=disc, precision=precision, shape=plain)


def _check(shape: shapely.Geometry) -> None:
    """Refuse a shape that is none, or lies off the globe."""
    if shape.is_empty or not shape.is_valid:
        msg = "its lines cross, or it encloses nothing"
        raise ValueError(msg)
    west, south, east, north = shape.bounds
    if west < -MAX_LON or east > MAX_LON or south < -MAX_LAT or north > MAX_LAT:
        msg = "it reaches beyond longitude 180 or latitude 90"
        raise ValueError(msg)
    _check_size(len(canonical(_plain(shape))))


def _check_size(size: int) -> None:
    if size > _MOST_BYTES:
        msg = f"it has more than {_MOST_BYTES:,} bytes"
        raise ValueError(msg)


def _plain(shape: shapely.Geometry) -> dict[str, Any]:
    import shapely  # noqa: PLC0415 - hardly any decision draws

    plain: dict[str, Any] = json.loads(shapely.to_geojson(shape))
    return plain


def _polygons(plain: Any) -> list[Any]:  # noqa: ANN401 - whatever the file holds
    """Return the coordinates of every polygon in GeoJSON."""
    kind = plain["type"]
    if kind == "FeatureCollection":
        return [part for feature in plain["features"] for part in _polygons(feature)]
    if kind == "Feature":
        return _polygons(plain["geometry"])
    if kind == "GeometryCollection":
        return [part for geometry in plain["geometries"] for part in _polygons(geometry)]
    if kind == "MultiPolygon":
        return list(plain["coordinates"])
    return [plain["coordinates"]] if kind == "Polygon" else []
