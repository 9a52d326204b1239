"""One parse as marks on a map: which places, drawn how, how often named, and what is listed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from geo import Evidence, Kind, Parse, Place, Precision, Resolution, Status, Use

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST_NAME = 60  # code points of a label
_NEAR_KM = 15.0  # radius drawn for "near": UCDP codes the limited area round a town
_FUZZY_KM = 40.0  # radius drawn for rivers, deserts and other places with no edge
_TOO_WIDE = (Precision.P0, Precision.P6, Precision.P7)
_NO_MARK = (Kind.COUNTRY, Kind.CONTINENT, Kind.SEA)


class Shape(StrEnum):
    """How a place is drawn: as finely as the text allows and no finer."""

    AREA = "area"  # its polygon
    POINT = "point"  # a filled point
    NEAR = "near"  # a ring: somewhere around it
    FUZZY = "fuzzy"  # a soft ring: a place with no agreed edge


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One place on the map; `lon` and `lat` are WGS 84 degrees."""

    id: str  # the Place's id
    name: str  # as the article writes it most often, bounded, not escaped
    kind: str  # in a reader's words: "province", "town"
    shape: Shape
    area: str | None  # id of its polygon where shape is AREA
    inside: str | None  # id of the division that holds it
    lon: float
    lat: float
    radius_km: float = 0.0  # of a ring, 0 otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A name that is not on the map, and why."""

    name: str
    times: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """Everything the map says about one article, whatever is selected."""

    article: str  # id of the article
    marks: tuple[Mark, ...]
    outlines: tuple[str, ...]  # ISO 3166-1 alpha-2 of the countries named as such
    countries: tuple[str, ...]  # ISO codes of every country concerned, sorted
    listed: tuple[Listed, ...]

    def mark(self, place: str | None) -> Mark | None:
        """Return the mark of a place id, or None."""
        return next((mark for mark in self.marks if mark.id == place), None)


def build(parse: Parse) -> MapView:
    """
    Turn a parse into what the map shows.

    Parameters
    ----------
    parse
        One article's parse.

    Returns
    -------
    MapView
        Areas before points, each in reading order; names with no mark are listed.
    """
    drawn = [r for r in parse.resolutions if is_drawn(r)]
    marks = _marks(drawn)
    outlines = _countries_named(parse.resolutions)
    concerned = {r.place.country for r in drawn if r.place} | set(outlines)
    return MapView(
        article=parse.article.id,
        marks=marks,
        outlines=outlines,
        countries=tuple(sorted(code for code in concerned if code)),
        listed=_listed(parse.resolutions),
    )


def is_drawn(resolution: Resolution) -> bool:
    """Return whether a name may stand on the map as a mark of its own."""
    place = resolution.place
    return (
        place is not None
        and resolution.toponym.use is Use.LITERAL
        and resolution.precision not in _TOO_WIDE
        and place.kind not in _NO_MARK
        and (resolution.precision is not Precision.P4 or place.area is not None)
    )


def counts(
    parse: Parse, *, speaker: str | None = None, speech: str | None = None
) -> dict[str, int]:
    """
    Count the excerpts of every place drawn, and of what lies inside it.

    Parameters
    ----------
    parse
        One article's parse.
    speaker
        Count only excerpts said by this name; None counts all.
    speech
        Count only "direct", "reported" or "writer" excerpts; None counts all.

    Returns
    -------
    dict of str to int
        Distinct excerpts by place id; 0 where the filters leave none.
    """
    drawn = [r for r in parse.resolutions if is_drawn(r)]
    holders = {r.place.area: r.place.id for r in drawn if r.place and r.place.area}
    found: dict[str, set[tuple[int, int]]] = {r.place.id: set() for r in drawn if r.place}
    for evidence in parse.evidence:
        place = evidence.resolution.place
        if place is None or place.id not in found or not keeps(evidence, speaker, speech):
            continue
        excerpt = (evidence.span.start, evidence.span.end)
        found[place.id].add(excerpt)
        if place.admin1 in holders:
            found[holders[place.admin1]].add(excerpt)
    return {place: len(excerpts) for place, excerpts in found.items()}


def keeps(evidence: Evidence, speaker: str | None, speech: str | None) -> bool:
    """Return whether the filters keep a piece of evidence."""
    quote = evidence.quote
    voice = "writer" if quote is None else "direct" if quote.direct else "reported"
    who = quote.speaker.name if quote is not None and quote.speaker is not None else None
    return (speech is None or voice == speech) and (speaker is None or who == speaker)


def _marks(drawn: Iterable[Resolution]) -> tuple[Mark, ...]:
    """Return one mark per place, areas first, each in reading order."""
    groups: dict[str, list[Resolution]] = {}
    for resolution in drawn:
        if resolution.place is not None:
            groups.setdefault(resolution.place.id, []).append(resolution)
    marks = [_mark(group[0].place, group) for group in groups.values() if group[0].place]
    return tuple(sorted(marks, key=lambda mark: mark.shape is not Shape.AREA))


def _mark(place: Place, group: list[Resolution]) -> Mark:
    """Draw a place by the finest reading the article gives it."""
    finest = min(resolution.precision for resolution in group)
    shape = _shape(place, finest)
    radius = {Shape.NEAR: _NEAR_KM, Shape.FUZZY: _FUZZY_KM}.get(shape, 0.0)
    return Mark(
        id=place.id,
        name=_usual_name(group),
        kind=place.kind.value,
        shape=shape,
        area=place.area if shape is Shape.AREA else None,
        inside=None if shape is Shape.AREA else place.admin1,
        lon=place.lon,
        lat=place.lat,
        radius_km=radius,
    )


def _shape(place: Place, precision: Precision) -> Shape:
    """Choose the shape that claims no more than the text."""
    if place.area is not None and place.kind in (Kind.PROVINCE, Kind.DISTRICT):
        return Shape.AREA
    if precision is Precision.P1:
        return Shape.POINT
    return Shape.NEAR if precision is Precision.P2 else Shape.FUZZY


def _usual_name(group: list[Resolution]) -> str:
    """Return the name the article uses most, the first of those that tie."""
    names = Counter(resolution.toponym.surface for resolution in group)
    return " ".join(names.most_common(1)[0][0].split())[:_LONGEST_NAME]


def _countries_named(resolutions: Iterable[Resolution]) -> tuple[str, ...]:
    """Return the ISO codes of the countries named as such, in reading order."""
    codes = [
        r.place.country
        for r in resolutions
        if r.place and r.place.kind is Kind.COUNTRY and r.toponym.use is Use.LITERAL
    ]
    return tuple(dict.fromkeys(code for code in codes if code))


def _listed(resolutions: Iterable[Resolution]) -> tuple[Listed, ...]:
    """List what is named and not drawn, once each with its reason, demonyms left out."""
    times: Counter[tuple[str, str]] = Counter()
    for resolution in resolutions:
        if not is_drawn(resolution) and resolution.toponym.use is not Use.DEMONYM:
            name = " ".join(resolution.toponym.surface.split())[:_LONGEST_NAME]
            times[(name, why_listed(resolution))] += 1
    return tuple(
        Listed(name=name, times=count, reason=reason) for (name, reason), count in times.items()
    )


def why_listed(resolution: Resolution) -> str:
    """Say in plain words why a name has no mark of its own."""
    if resolution.toponym.use is Use.ASSOCIATIVE:
        return "an institution by its seat"
    by_status = {
        Status.AMBIGUOUS: "could be more than one place",
        Status.UNKNOWN: "not in the gazetteer",
        Status.REJECTED: "rejected by the analyst",
    }
    if resolution.status in by_status:
        return by_status[resolution.status]
    kind = resolution.place.kind if resolution.place else None
    if kind is Kind.COUNTRY:
        return "a whole country, shown as the outline"
    if kind in _NO_MARK:
        return f"a {kind}, too wide for a mark"
    return "no boundary to draw it by"
