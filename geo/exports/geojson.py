"""Names of places as GeoJSON (RFC 7946): lon, lat; one geometry, or none, per feature."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geo.exports.rows import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.types import Parse

_NOTE = (
    "Offsets are Unicode code points of the article's text, NFC with \\n line ends. Named is not "
    "the same as happened. Places: GeoNames, CC BY 4.0; boundaries: Natural Earth."
)


def write(parses: Iterable[Parse]) -> str:
    """
    Return one FeatureCollection of every name in the articles.

    Parameters
    ----------
    parses : iterable of Parse
        What the engine made of each article.

    Returns
    -------
    str
        JSON. A name that has no place, or is a whole country or a people, has a null geometry.
    """
    features = []
    for parse in parses:
        for row in rows(parse):
            lon, lat = row.pop("lon"), row.pop("lat")
            point = None if lon is None else {"type": "Point", "coordinates": [lon, lat]}
            features.append({"type": "Feature", "geometry": point, "properties": row})
    collection = {"type": "FeatureCollection", "note": _NOTE, "features": features}
    return json.dumps(collection, ensure_ascii=False, allow_nan=False) + "\n"
