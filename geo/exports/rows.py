"""A parse as flat rows, one a name: what the table and the map formats share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.precision import scale
from geo.types import Precision, Use

if TYPE_CHECKING:
    from geo.types import Parse, Place, Quote, Resolution

_CONTEXT = 32  # code points kept before and after a name, to find it again
Value = str | int | float | None


def rows(parse: Parse) -> list[dict[str, Value]]:
    """
    Return one row for each name of a place, in reading order, placed or not.

    Parameters
    ----------
    parse : Parse
        What the engine made of one article.

    Returns
    -------
    list of dict
        Offsets are code points of the normalised text; `lon` and `lat` are WGS 84 degrees, None
        where the name has no place or may not be drawn as a point (countries, peoples).
    """
    excerpts = {e.resolution.toponym.span: e.text for e in parse.evidence}
    return [_row(parse, r, excerpts.get(r.toponym.span)) for r in parse.resolutions]


def is_pinned(resolution: Resolution) -> bool:
    """Return whether a name may be given coordinates: a country or a people never is."""
    wide = resolution.precision in {Precision.P0, Precision.P6, Precision.P7}
    return resolution.place is not None and resolution.toponym.use is Use.LITERAL and not wide


def _row(parse: Parse, resolution: Resolution, excerpt: str | None) -> dict[str, Value]:
    toponym, place, text = resolution.toponym, resolution.place, parse.article.text
    span = toponym.span
    grade = scale()[resolution.precision]
    quote = None if toponym.quote is None else parse.quotes[toponym.quote]
    return {
        "article_sha256": parse.article.id,
        "title": parse.article.title,
        "start": span.start,
        "end": span.end,
        "exact": toponym.surface,
        "prefix": text[max(0, span.start - _CONTEXT) : span.start],
        "suffix": text[span.end : span.end + _CONTEXT],
        "use": toponym.use.value,
        "status": resolution.status.value,
        "score": round(resolution.score, 4),
        **_of_place(place),
        **_of_point(resolution),
        "precision": resolution.precision.value,
        "acled_geo_precision": grade.acled,
        "ucdp_where_prec": grade.ucdp,
        "plover_resolution": grade.plover,
        **_of_quote(quote),
        "excerpt": excerpt,
        "reasons": "; ".join(resolution.reasons),
        "by": f"rule {parse.engine}",
        "found_by": toponym.found_by.value,
        "placed_by": resolution.placed_by.value,
    }


def _of_point(resolution: Resolution) -> dict[str, Value]:
    """Return where a name may be drawn: the middle of the disc its words point at, or the place."""
    place, around = resolution.place, resolution.around
    if place is None or not is_pinned(resolution):
        return dict.fromkeys(("lon", "lat", "radius_km", "coord_basis", "relative_words"))
    at = around or place
    return {
        "lon": at.lon,
        "lat": at.lat,
        "radius_km": around.radius_km if around else None,
        "coord_basis": "relative_words" if around else _basis(place),
        "relative_words": around.words if around else None,
    }


def _of_place(place: Place | None) -> dict[str, Value]:
    if place is None:
        return dict.fromkeys(("place_id", "place", "kind", "country", "admin1", "source"))
    return {
        "place_id": place.id,
        "place": place.name,
        "kind": place.kind.value,
        "country": place.country,
        "admin1": place.admin[1] if len(place.admin) > 1 else None,
        "source": place.source,
    }


def _of_quote(quote: Quote | None) -> dict[str, Value]:
    if quote is None:
        return {"statement": "writer", "speaker": None}
    who = quote.speaker.name if quote.speaker else None
    return {"statement": "direct quote" if quote.direct else "reported", "speaker": who}


def _basis(place: Place) -> str:
    return "representative_point" if place.area else "named_place"
