"""The formats that have a row for each name of a place, by what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from geo.exports import geojson, table

if TYPE_CHECKING:
    from geo.mapped import EvidenceMap

Rows = Literal["csv", "geojson"]


def write(shown: EvidenceMap, form: Rows) -> str:
    """Return every name of the articles, as asked, in the format that is called so."""
    return table.write(shown) if form == "csv" else geojson.write(shown)
