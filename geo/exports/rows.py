"""An evidence map as flat rows, one a name: what the table and the map formats share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.decisions import SOURCE
from geo.precision import scale

if TYPE_CHECKING:
    from geo.mapped import EvidenceMap, Mark, Name, Stamp
    from geo.types import Parse, Place, Quote, Resolution, Span

_CONTEXT = 32  # code points kept before and after a name, to find it again
_AS_WRITTEN = "text"  # source of a coordinate
_OWN = frozenset({_AS_WRITTEN, SOURCE})  # whose ring no other words of the text give
Value = str | int | float | bool | None


def rows(shown: EvidenceMap) -> list[dict[str, Value]]:
    """
    Return one row for each name of a place, in reading order, on the map or not.

    Parameters
    ----------
    shown : EvidenceMap
        One or more articles, as asked.

    Returns
    -------
    list of dict
        Offsets are code points of the normalised text; `lon` and `lat` are WGS 84 degrees, None
        where the name is not on the map as asked: `why_not` says why.
    """
    marks = {mark.key: mark for mark in shown.marks}
    texts = [{e.resolution.toponym.span: e.text for e in parse.evidence} for parse in shown.parses]
    found = []
    for name in shown.names:
        parse = shown.parses[name.parse]
        text = texts[name.parse].get(parse.toponyms[name.index].span)
        row = row_of(parse, name, None if name.mark is None else marks[name.mark], text)
        found.append(row if shown.stamp is None else {**row, **_of_case(shown.stamp, name)})
    return found


def row_of(parse: Parse, name: Name, mark: Mark | None, text: str | None) -> dict[str, Value]:
    """
    Return the row of one name, without what is told of a case.

    Parameters
    ----------
    parse : Parse
        The article's.
    name : Name
        One of it.
    mark : Mark or None
        The one that it belongs to.
    text : str or None
        Of its excerpt.
    """
    resolution = parse.resolutions[name.index]
    toponym = resolution.toponym
    grade = scale()[resolution.precision]
    quote = None if toponym.quote is None else parse.quotes[toponym.quote]
    return {
        **_of_words(parse, toponym.span),
        "use": toponym.use.value,
        "status": resolution.status.value,
        "score": round(resolution.score, 4),
        **_of_place(resolution.place),
        **_of_point(resolution, on_map=name.on_map),
        "precision": resolution.precision.value,
        "acled_geo_precision": grade.acled,
        "ucdp_where_prec": grade.ucdp,
        "plover_resolution": grade.plover,
        **_of_quote(quote),
        "excerpt": text,
        "reasons": "; ".join(resolution.reasons),
        "by": f"rule {parse.engine}",
        "found_by": toponym.found_by.value,
        "placed_by": resolution.placed_by.value,
        **_of_mark(mark),
        "on_map": name.on_map,
        "why_not": name.reason,
        "excerpt_id": name.excerpt,
        "voice": name.voice,
        "sure": None if mark is None else mark.sure,
        "held": None if mark is None else mark.held,
        **_of_shape(mark),
    }


def _of_case(stamp: Stamp, name: Name) -> dict[str, Value]:
    """Return who decided a name of a case, and what tells the case as it was then."""
    decided = stamp.decided.get((name.parse, name.index))
    return {
        "decided": None if decided is None else decided.entry,
        "decided_by": None if decided is None else decided.who,
        "case_entry": stamp.entry,
        "case_head": stamp.head,
    }


def _of_words(parse: Parse, span: Span) -> dict[str, Value]:
    article = parse.article
    return {
        "article_sha256": article.id,
        "title": article.title,
        "start": span.start,
        "end": span.end,
        "exact": article.slice(span),
        "prefix": article.text[max(0, span.start - _CONTEXT) : span.start],
        "suffix": article.text[span.end : span.end + _CONTEXT],
    }


def _of_mark(mark: Mark | None) -> dict[str, Value]:
    if mark is None:
        return dict.fromkeys(("mark", "mark_number", "mark_name", "figure", "km", "nominal"))
    return {
        "mark": mark.key,
        "mark_number": mark.number,
        "mark_name": mark.name,
        "figure": mark.figure,
        "km": mark.km,
        "nominal": mark.nominal,
    }


def _of_shape(mark: Mark | None) -> dict[str, Value]:
    """Return the ids of what is drawn: areas with a blank between them, or a line."""
    if mark is None:
        return dict.fromkeys(("areas", "line"))
    return {"areas": " ".join(mark.areas) or None, "line": mark.line}


def _of_point(resolution: Resolution, *, on_map: bool) -> dict[str, Value]:
    """Return where a name is drawn: the middle of the disc its words point at, or the place."""
    place, around = resolution.place, resolution.around
    if place is None or not on_map:
        return dict.fromkeys(("lon", "lat", "radius_km", "coord_basis", "relative_words"))
    at = around or place
    return {
        "lon": at.lon,
        "lat": at.lat,
        "radius_km": around.radius_km if around else None,
        "coord_basis": _basis(resolution, place),
        "relative_words": around.words if around and place.source not in _OWN else None,
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


def _basis(resolution: Resolution, place: Place) -> str:
    """Say what a point is: the text's own, one that words point at, or the gazetteer's."""
    if place.source in _OWN:
        return "as_written" if place.source == _AS_WRITTEN else "analyst"
    if resolution.around is not None:
        return "relative_words"
    return "representative_point" if place.area else "named_place"
