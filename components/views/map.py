"""One parse as marks on a map: which places, drawn how, how often named, and what is listed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from components.views.words import kilometres
from geo import Kind, Precision, Status, Use, distance_km, scale

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo import Around, Parse, Place, Quote, Resolution

_LONGEST_NAME = 60  # code points of a label
_TOO_WIDE = (Precision.P0, Precision.P6, Precision.P7)
_NO_MARK = (Kind.COUNTRY, Kind.CONTINENT, Kind.SEA)


class Shape(StrEnum):
    """How a place is drawn: as finely as the text allows and no finer."""

    AREA = "area"  # its polygon
    POINT = "point"  # a filled point
    NEAR = "near"  # a ring: somewhere around it
    FUZZY = "fuzzy"  # a soft ring: a place with no agreed edge


Row = tuple[str, int, int, str, str | None]  # mark, code points of an excerpt, voice, speaker
_LAYERS = (Shape.AREA, Shape.FUZZY, Shape.NEAR, Shape.POINT)  # the smaller above the wider


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One place on the map; `lon` and `lat` are WGS 84 degrees."""

    id: str  # as `spot` gives it
    name: str  # as the article writes it most often, bounded, not escaped
    kind: str  # in a reader's words: "province", "town"
    shape: Shape
    area: str | None  # id of its polygon where shape is AREA
    inside: str | None  # id of the division that holds it
    lon: float
    lat: float
    radius_km: float = 0.0  # of a ring, 0 otherwise
    note: str = ""  # how finely relative words place it


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Every excerpt of every mark, so that any filter can be counted without the parse."""

    marks: tuple[str, ...]  # ids, in reading order
    rows: tuple[Row, ...]


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


def spot(resolution: Resolution) -> str | None:
    """
    Return the id of what a name stands for on the map, or None when it is not placed.

    The place's own id; or, where relative words point beside it, an id of that disc, so that a
    place named both ways is two things.
    """
    if resolution.place is None:
        return None
    around = resolution.around
    if around is None:
        return resolution.place.id
    return f"around:{around.lon:.3f},{around.lat:.3f},{around.radius_km:g}"


def place_behind(parse: Parse, at: str | None) -> str | None:
    """Return the id of the place that a ring is measured from; any other id as it is."""
    behind = (r.place.id for r in parse.resolutions if r.place and r.around and spot(r) == at)
    return next(behind, at)


def holder(resolution: Resolution) -> str | None:
    """Return the division that surely holds what a name stands for, None where it may not."""
    place, around = resolution.place, resolution.around
    if place is None or (around is not None and not _round_it(around, place)):
        return None
    return place.admin1


def tally(parse: Parse) -> Tally:
    """Gather what the counts of a parse's excerpts need, whatever the filters."""
    drawn = [r for r in parse.resolutions if is_drawn(r)]
    whole = [r.place for r in drawn if r.place and r.around is None]
    holders = {place.area: place.id for place in whole if place.area}
    marks = dict.fromkeys(at for r in drawn if (at := spot(r)))
    rows: dict[Row, None] = {}
    for evidence in parse.evidence:
        at, held = spot(evidence.resolution), holder(evidence.resolution)
        if at is None or at not in marks:
            continue
        excerpt = (evidence.span.start, evidence.span.end, *_voice(evidence.quote))
        rows[(at, *excerpt)] = None
        if held is not None and held in holders:
            rows[(holders[held], *excerpt)] = None
    return Tally(marks=tuple(marks), rows=tuple(rows))


def counts(
    tally: Tally, *, speaker: str | None = None, speech: str | None = None
) -> dict[str, int]:
    """
    Count the excerpts of every place drawn, and of what lies inside it.

    Parameters
    ----------
    tally
        One article's, as `tally` gives it.
    speaker
        Count only excerpts said by this name; None counts all.
    speech
        Count only "direct", "reported" or "writer" excerpts; None counts all.

    Returns
    -------
    dict of str to int
        Distinct excerpts by mark id; 0 where the filters leave none.
    """
    found: dict[str, set[tuple[int, int]]] = {at: set() for at in tally.marks}
    for at, start, end, voice, who in tally.rows:
        if (speech is None or voice == speech) and (speaker is None or who == speaker):
            found[at].add((start, end))
    return {at: len(excerpts) for at, excerpts in found.items()}


def _voice(quote: Quote | None) -> tuple[str, str | None]:
    """Return who speaks: "writer", "direct" or "reported", and the speaker's name."""
    if quote is None:
        return "writer", None
    who = quote.speaker.name if quote.speaker is not None else None
    return "direct" if quote.direct else "reported", who


def _marks(drawn: Iterable[Resolution]) -> tuple[Mark, ...]:
    """Return one mark per spot: areas, then rings, then points, each in reading order."""
    groups: dict[str, list[Resolution]] = {}
    for resolution in drawn:
        at = spot(resolution)
        if at is not None:
            groups.setdefault(at, []).append(resolution)
    marks = [_mark(at, group) for at, group in groups.items()]
    return tuple(sorted(marks, key=lambda mark: _LAYERS.index(mark.shape)))


def _mark(at: str, group: list[Resolution]) -> Mark:
    """Draw a spot by the finest reading the article gives it."""
    place, around = group[0].place, group[0].around
    if place is None:
        msg = f"{at} has no place"
        raise ValueError(msg)
    finest = min(resolution.precision for resolution in group)
    shape = _shape(place, around, finest)
    radius = scale()[finest].nominal_km if shape in (Shape.NEAR, Shape.FUZZY) else 0.0
    middle = around or place
    return Mark(
        id=at,
        name=name_of(group),
        kind=place.kind.value if around is None else "somewhere in a ring",
        shape=shape,
        area=place.area if shape is Shape.AREA else None,
        inside=None if shape is Shape.AREA else holder(group[0]),
        lon=middle.lon,
        lat=middle.lat,
        radius_km=around.radius_km if around else radius,
        note=f"within {kilometres(around.radius_km)}" if around else "",
    )


def _shape(place: Place, around: Around | None, precision: Precision) -> Shape:
    """Choose the shape that claims no more than the text."""
    if around is not None:
        return Shape.FUZZY if precision is Precision.P5 else Shape.NEAR
    if place.area is not None and place.kind in (Kind.PROVINCE, Kind.DISTRICT):
        return Shape.AREA
    if precision is Precision.P1:
        return Shape.POINT
    return Shape.NEAR if precision is Precision.P2 else Shape.FUZZY


def name_of(group: list[Resolution]) -> str:
    """Return what the article calls a spot most often, the first of those that tie; bounded."""
    words = [r.around.words if r.around else r.toponym.surface for r in group]
    return " ".join(Counter(words).most_common(1)[0][0].split())[:_LONGEST_NAME]


def _round_it(around: Around, place: Place) -> bool:
    """Return whether a disc holds the place it is measured from."""
    return distance_km(around.lon, around.lat, place.lon, place.lat) <= around.radius_km


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
