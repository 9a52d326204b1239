"""The evidence map as the page draws it: marks with their looks, counts, and what is listed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from components.views import tiles
from components.views.words import OUTLINED, kilometres, kind_of
from geo import STEPS, Precision, Seen, depth, spoken_of, to_see, towns

if TYPE_CHECKING:
    from geo import EvidenceMap, Figures
    from geo import Mark as Record


class Shape(StrEnum):
    """How a mark looks."""

    AREA = "area"  # its polygon
    POINT = "point"  # a filled point
    NEAR = "near"  # a ring: somewhere around it
    FUZZY = "fuzzy"  # a soft ring: a place with no agreed edge
    LINE = "line"  # a river's course


_CREDIT = "Boundaries: Natural Earth 4.1 · Places: GeoNames"
_EVERYWHERE, _EVERY = (-180.0, -90.0, 180.0, 90.0), 100_000  # degrees; towns, of which all
# The smaller above the wider.
_LAYERS = (Shape.AREA, Shape.LINE, Shape.FUZZY, Shape.NEAR, Shape.POINT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One mark on the page's map; `lon` and `lat` are WGS 84 degrees."""

    id: str  # its key
    name: str
    kind: str  # in a reader's words: "province", "town"
    shape: Shape
    area: str | None  # id of its polygon where shape is AREA: a division's, or its own
    inside: str | None  # id of the division that holds it
    lon: float
    lat: float
    data: dict[str, str | float]  # what an outside program may read, whatever is asked
    union: tuple[str, ...] = ()  # areas whose union its polygon is, where that is no division's
    somewhere: bool = False  # known only to lie in its area, which another mark may paint
    line: str | None = None  # id of its course where shape is LINE
    wide: bool = False  # an area that is no one division
    radius_km: float = 0.0  # of a ring, 0 otherwise
    note: str = ""  # how finely relative words place it


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A name that is not on the map, and why."""

    name: str
    times: int
    reason: str
    outlined: bool = False  # a whole country: on the map as its outline


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """Everything the map says about one article, whatever is selected."""

    article: str  # id of the article
    marks: tuple[Mark, ...]
    outlines: tuple[str, ...]  # ISO 3166-1 alpha-2 of the countries named as such
    countries: tuple[str, ...]  # ISO codes of every country concerned, sorted
    listed: tuple[Listed, ...]
    seen: Seen  # what the map opens on
    nominal: dict[str, tuple[float, ...]]  # kilometres of conventions' rings, by class
    spoken: tuple[str, ...]  # ids of the ground's towns that the article speaks of

    def mark(self, place: str | None) -> Mark | None:
        """Return the mark of a key, or None."""
        return next((mark for mark in self.marks if mark.id == place), None)


def build(shown: EvidenceMap) -> MapView:
    """
    Turn an evidence map into what the page draws.

    Parameters
    ----------
    shown
        One article's, unfiltered.

    Returns
    -------
    MapView
        Areas before points, wide areas before those inside them, each in reading order; names
        with no mark are listed.
    """
    order = sorted(shown.marks, key=lambda mark: depth(mark.areas))
    marks = sorted(map(_mark, order), key=lambda mark: _LAYERS.index(mark.shape))
    outlines = tuple(dict.fromkeys(p.country for p in shown.outlines if p.country))
    concerned = {mark.place.country for mark in shown.marks} | set(outlines)
    return MapView(
        article=" ".join(shown.articles),
        seen=to_see(shown),
        nominal=_nominal(shown),
        spoken=_spoken(shown),
        marks=tuple(marks),
        outlines=outlines,
        countries=tuple(sorted(code for code in concerned if code)),
        listed=tuple(
            Listed(
                name=row.name,
                times=row.times,
                reason=row.words,
                outlined=row.reason == OUTLINED,
            )
            for row in shown.tray_of_places
        ),
    )


def describe(view: MapView) -> dict[str, Any]:
    """Return what the frame needs to know of a view, whatever is asked, ready for JSON."""
    return {
        "articles": view.article,
        "marks": [asdict(mark) for mark in view.marks],
        "listed": [asdict(item) for item in view.listed],
        "nominal": view.nominal,
        "spoken": view.spoken,
        "steps": [{"from": start, "words": words} for start, words in _steps()],
        "credit": _CREDIT,
        "tiles": tiles.URL,
    }


def _steps() -> list[tuple[int, str]]:
    """Return where each colour class begins, and what it holds: "1", "2-4", "10+"."""
    ends = [start - 1 for start in STEPS[1:]]
    spans = [f"{a}" if a == b else f"{a}\u2013{b}" for a, b in zip(STEPS, ends, strict=False)]
    return list(zip(STEPS, [*spans, f"{STEPS[-1]}+"], strict=True))


def told(shown: Figures) -> dict[str, Any]:
    """
    Return what an outside program may read of an evidence map on the page.

    Parameters
    ----------
    shown
        As asked on screen.

    Returns
    -------
    dict
        `root`: what is asked, and the counts, by attribute of the frame's document; `marks`:
        number, names, excerpts and held of each that has any of them; one with no names is
        left out by the filter.
    """
    counted = shown.counts
    root = {
        "asked": shown.asked.to_json(),
        "names": counted.names,
        "on-map": counted.on_map,
        "hidden": counted.hidden,
        "listed": counted.listed,
        "marks": counted.marks,
        "shown": counted.shown,
        "unsure": counted.unsure,
        "excerpts": counted.excerpts,
        "sources": counted.sources,
    }
    marks = [[m.number, m.names, m.excerpts, m.held] for m in shown.marks if m.names or m.held]
    return {"root": root, "marks": marks}


def _nominal(shown: EvidenceMap) -> dict[str, tuple[float, ...]]:
    found: dict[str, set[float]] = {}
    for mark in shown.marks:
        if mark.figure == "ring" and mark.nominal:
            found.setdefault(mark.precision.value, set()).add(mark.km)
    return {precision: tuple(sorted(found[precision])) for precision in sorted(found)}


def _spoken(shown: EvidenceMap) -> tuple[str, ...]:
    """Return the towns that are no quiet ground here: the article speaks of them itself."""
    said = spoken_of(shown.parses)
    return tuple(
        town.id
        for town in towns(_EVERYWHERE, _EVERY)
        if town.id in said or town.name.casefold() in said
    )


def _mark(mark: Record) -> Mark:
    stated = mark.key.startswith("around:")
    return Mark(
        id=mark.key,
        name=mark.name,
        kind=kind_of(mark),
        shape=_shape(mark),
        area=mark.areas[0] if len(mark.areas) == 1 else mark.place.id if mark.areas else None,
        union=mark.areas if len(mark.areas) > 1 else (),
        line=mark.line,
        wide=mark.wide,
        somewhere=mark.somewhere,
        inside=mark.holder,
        lon=mark.lon,
        lat=mark.lat,
        data=_data(mark),
        radius_km=mark.km,
        note=f"within {kilometres(mark.km)}" if stated else "",
    )


def _shape(mark: Record) -> Shape:
    """Choose the look of what the text allows."""
    if mark.figure == "area":
        return Shape.AREA
    if mark.figure == "line":
        return Shape.LINE
    if mark.figure == "point":
        return Shape.POINT
    return Shape.NEAR if mark.precision is Precision.P2 else Shape.FUZZY


def _data(mark: Record) -> dict[str, str | float]:
    """Return the attributes that no filter changes; absent ones are left out."""
    found = {**mark.attributes, "lon": mark.lon, "lat": mark.lat}
    said = {name: int(v) if isinstance(v, bool) else v for name, v in found.items()}
    return {name: value for name, value in said.items() if value is not None}
