"""
Geometries as a GeoPackage keeps them: a header, then well-known binary.

Positions are longitude, latitude in WGS 84 degrees; clause 2.1.3 of OGC 12-128r19.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from geo.case.skeleton import SRS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

Bounds = tuple[float, float, float, float]  # west, south, east, north, degrees
_HEADER = struct.Struct("<2sBBi")
_ENVELOPE = struct.Struct("<4d")
_POINT = struct.Struct("<BIdd")
_LITTLE, _BOXED, _EMPTY = 0x01, 0x02, 0x10  # flags of a header
_WKB_POINT = 1


def point(lon: float, lat: float) -> bytes:
    """Return a point, WGS 84 degrees."""
    return _HEADER.pack(b"GP", 0, _LITTLE, SRS) + _POINT.pack(1, _WKB_POINT, lon, lat)


def shape(wkb: bytes, bounds: Sequence[float]) -> bytes:
    """Return a geometry given as well-known binary, with its bounds (west, south, east, north)."""
    west, south, east, north = bounds
    box = _ENVELOPE.pack(west, east, south, north)
    return _HEADER.pack(b"GP", 0, _LITTLE | _BOXED, SRS) + box + wkb


def bounds_of(blob: bytes) -> Bounds | None:
    """
    Return the bounds of a geometry that `point` or `shape` made, None for an empty one.

    Raises
    ------
    ValueError
        When it is neither.
    """
    _, _, flags, _ = _HEADER.unpack_from(blob)
    if flags & _EMPTY:
        return None
    if flags & _BOXED:
        west, east, south, north = _ENVELOPE.unpack_from(blob, _HEADER.size)
        return west, south, east, north
    _, kind, lon, lat = _POINT.unpack_from(blob, _HEADER.size)
    if kind != _WKB_POINT:
        msg = f"a geometry of kind {kind} has no bounds in its header"
        raise ValueError(msg)
    return lon, lat, lon, lat


def wkb_of(blob: bytes) -> bytes:
    """Return the well-known binary of what `shape` made; ValueError where it is no such thing."""
    magic, _, flags, _ = _HEADER.unpack_from(blob)
    if magic != b"GP" or flags != _LITTLE | _BOXED:
        msg = "this is no shape with its bounds before it"
        raise ValueError(msg)
    return blob[_HEADER.size + _ENVELOPE.size :]


def register(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that the triggers of a spatial index call."""
    connection.create_function("ST_IsEmpty", 1, _is_empty, deterministic=True)
    for name, at in (("ST_MinX", 0), ("ST_MinY", 1), ("ST_MaxX", 2), ("ST_MaxY", 3)):
        connection.create_function(name, 1, _Side(at), deterministic=True)


def _is_empty(blob: bytes | None) -> int | None:
    return None if blob is None else int(bounds_of(blob) is None)


class _Side:
    """One side of a geometry's bounds."""

    def __init__(self, at: int) -> None:
        self._at = at

    def __call__(self, blob: bytes | None) -> float | None:
        bounds = None if blob is None else bounds_of(blob)
        return None if bounds is None else bounds[self._at]
