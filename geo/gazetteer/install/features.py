"""GeoNames feature classes and codes to kinds of place."""

from __future__ import annotations

from functools import lru_cache

from geo.types import Kind

# The codes are described in GeoNames' featureCodes; a code not named here is of its class's kind.
_CLASSES = {
    "A": Kind.REGION,
    "H": Kind.SITE,
    "L": Kind.REGION,
    "P": Kind.TOWN,
    "R": Kind.SITE,
    "S": Kind.SITE,
    "T": Kind.REGION,
    "U": Kind.SEA,
    "V": Kind.REGION,
}
_STARTS = {
    "A": {
        "PCLH": Kind.REGION,
        "PCL": Kind.COUNTRY,
        "ADM1H": Kind.REGION,
        "ADM1": Kind.PROVINCE,
        "ADM": Kind.DISTRICT,
    },
    "H": {
        "STM": Kind.RIVER,
        "CNL": Kind.RIVER,
        "WAD": Kind.RIVER,
        "DLTA": Kind.RIVER,
        "LK": Kind.LAKE,
        "RSV": Kind.LAKE,
        "LGN": Kind.LAKE,
        "PND": Kind.LAKE,
        "RGNL": Kind.LAKE,
        "SEA": Kind.SEA,
        "OCN": Kind.SEA,
        "GULF": Kind.SEA,
        "BAY": Kind.SEA,
        "STRT": Kind.SEA,
        "CHN": Kind.SEA,
        "SD": Kind.SEA,
    },
    "L": {
        "CONT": Kind.CONTINENT,
        "CMN": Kind.SITE,
        "OILF": Kind.SITE,
        "GASF": Kind.SITE,
        "MILB": Kind.SITE,
        "NVB": Kind.SITE,
        "PRT": Kind.SITE,
        "FLD": Kind.SITE,
        "LCTY": Kind.SITE,
    },
    "T": {
        "MT": Kind.MOUNTAINS,
        "HLL": Kind.MOUNTAINS,
        "PK": Kind.MOUNTAINS,
        "RDG": Kind.MOUNTAINS,
        "VLC": Kind.MOUNTAINS,
        "DSRT": Kind.DESERT,
        "ERG": Kind.DESERT,
        "HMDA": Kind.DESERT,
        "REG": Kind.DESERT,
        "ISL": Kind.ISLAND,
        "ATOL": Kind.ISLAND,
        "PASS": Kind.SITE,
        "GAP": Kind.SITE,
    },
}
CLASSES = frozenset(_CLASSES)


@lru_cache(maxsize=2048)
def kind_of(feature_class: str, code: str) -> Kind:
    """
    Return the kind of place of a GeoNames feature.

    Parameters
    ----------
    feature_class : str
        One letter, as in column 7 of GeoNames' tables; "" where unknown.
    code : str
        As in column 8; the longest known beginning decides.
    """
    starts = _STARTS.get(feature_class, {})
    known = [start for start in starts if code.startswith(start)]
    if known:
        return starts[max(known, key=len)]
    return _CLASSES.get(feature_class, Kind.SITE)
