"""Names of places as GeoJSON (RFC 7946): lon, lat; one geometry, or none, per feature."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geo.exports.contract import case_of
from geo.exports.rows import rows

if TYPE_CHECKING:
    from geo.mapped import EvidenceMap

_NOTE = (
    "Offsets are Unicode code points of the article's text, NFC with \\n line ends. Named is not "
    "the same as happened. Places: GeoNames, CC BY 4.0; boundaries: Natural Earth."
)


def write(shown: EvidenceMap) -> str:
    """
    Return one FeatureCollection of every name in the articles.

    Parameters
    ----------
    shown : EvidenceMap
        One or more articles, as asked.

    Returns
    -------
    str
        JSON. A name that is not on the map as asked has a null geometry, and `why_not`.
    """
    features = []
    for row in rows(shown):
        lon, lat = row.pop("lon"), row.pop("lat")
        point = None if lon is None else {"type": "Point", "coordinates": [lon, lat]}
        features.append({"type": "Feature", "geometry": point, "properties": row})
    case = {} if shown.stamp is None else {"case": case_of(shown.stamp)}
    collection = {"type": "FeatureCollection", "note": _NOTE, **case, "features": features}
    return json.dumps(collection, ensure_ascii=False, allow_nan=False) + "\n"
