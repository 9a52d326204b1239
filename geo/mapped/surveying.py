"""All there is to show, before anybody asks for less: locked, grouped and numbered once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.mapped import marks
from geo.mapped.asked import Box, Voice
from geo.mapped.bounds import bounds_of
from geo.mapped.excerpts import Excerpts, excerpt_key, voice_of
from geo.mapped.holding import Holding
from geo.mapped.lock import check_words
from geo.mapped.reasons import NO_WORDS, NOT_A_PLACE, why_not, wording
from geo.mapped.record import APART, Excerpt, Listed, Name
from geo.types import By, Kind, Parse, Place, Precision, Use

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.types import Article, Evidence, Resolution, Span

_LONGEST = 60  # code points of a name in the tray


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One name with all a filter may ask about: its facets."""

    parse: int
    index: int
    mark: str | None  # key of its mark; None where it is listed or no name of a place
    reason: str | None  # code why it has none
    excerpt: str | None  # key of its excerpt, if it has one
    holder: str | None
    inside: frozenset[str]  # keys of the marks whose areas hold it
    places: frozenset[str]  # keys and ids that select it: its own, and those of what holds it
    voice: Voice
    speaker: str | None
    lon: float | None  # WGS 84 degrees; None without a place
    lat: float | None
    country: str | None  # ISO 3166-1 alpha-2 of its place
    precision: Precision
    score: float
    by: By  # who placed it


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """An article that names come from, without its words."""

    article: str  # its id
    source: str  # what tells its source from others: its publisher, else itself
    engine: str
    others: int  # names judged not to be places
    arrivals: tuple[tuple[str | None, str | None], ...]  # publisher and day, ISO 8601, of each


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """One or more articles, whatever is asked of them."""

    origins: tuple[Origin, ...]  # one for each article, in order
    parses: tuple[Parse, ...]
    rows: tuple[Row, ...]  # every name, in reading order
    marks: tuple[marks.Base, ...]  # in order of number
    excerpts: tuple[Excerpt, ...]
    tray: tuple[Listed, ...]
    outlines: tuple[Place, ...]
    bounds: Box | None
    places: int  # names that are no peoples, whatever is asked
    listed: int  # of those, with no mark

    def slim(self) -> Survey:
        """Return it without words: enough for `geo.mapped.measure`, and small to keep."""
        return replace(self, parses=(), excerpts=(), tray=(), outlines=())


def survey(parses: Iterable[Parse]) -> Survey:
    """
    Read everything that articles can show, once.

    Parameters
    ----------
    parses : iterable of Parse
        In the order they are to be read; of two with the same text, which are one article, the
        later is taken.

    Returns
    -------
    Survey
        What `geo.mapped.filtering` filters.

    Raises
    ------
    ExportError
        When words are not the article's; see `geo.mapped.lock`.
    """
    given = tuple({parse.article.id: parse for parse in parses}.values())
    for parse in given:
        check_words(parse)
    plain = [tuple(_rows(i, parse)) for i, parse in enumerate(given)]
    bases = _bases(given, [row for group in plain for row in group])
    holding = Holding(bases)
    by_parse = [tuple(_held(p, rows, holding)) for p, rows in zip(given, plain, strict=True)]
    rows = tuple(row for group in by_parse for row in group)
    return Survey(
        origins=tuple(map(_origin, given)),
        parses=given,
        rows=rows,
        marks=bases,
        excerpts=tuple(
            e for p, group in zip(given, by_parse, strict=True) for e in _excerpts(p, group)
        ),
        tray=_tray(given, rows),
        outlines=_outlines(given),
        bounds=bounds_of([(base.lon, base.lat, base.ring.km) for base in bases]),
        places=sum(row.reason not in APART for row in rows),
        listed=sum(row.reason is not None and row.reason not in APART for row in rows),
    )


def _origin(parse: Parse) -> Origin:
    article = parse.article
    day = None if article.published is None else article.published.isoformat()
    return Origin(
        article=article.id,
        source=article.publisher or article.id,
        engine=parse.engine,
        others=len(parse.not_places),
        arrivals=((article.publisher, day),),
    )


def name_of(number: int, parse: Parse, index: int, excerpt: Evidence | None) -> Name:
    """
    Return one name of an article, with nothing asked for.

    Parameters
    ----------
    number : int
        The article's among those of the map.
    parse : Parse
        The article's.
    index : int
        The name's in it.
    excerpt : Evidence or None
        The name's, where it has one.
    """
    resolution = parse.resolutions[index]
    held = resolution.toponym.quote
    reason = why_not(resolution) or (NO_WORDS if excerpt is None else None)
    return Name(
        parse=number,
        index=index,
        mark=marks.key_of(resolution) if reason is None else None,
        reason=reason,
        excerpt=None if excerpt is None else excerpt_key(excerpt),
        voice=voice_of(None if held is None else parse.quotes[held]),
    )


def _rows(number: int, parse: Parse) -> Iterator[Row]:
    excerpts = {e.resolution.toponym.span: e for e in parse.evidence}
    known: dict[frozenset[str], frozenset[str]] = {}  # one for all names of a place
    for index, resolution in enumerate(parse.resolutions):
        toponym, place = resolution.toponym, resolution.place
        name = name_of(number, parse, index, excerpts.get(toponym.span))
        quote = None if toponym.quote is None else parse.quotes[toponym.quote]
        middle = resolution.around or place
        places = frozenset(_places(resolution))
        yield Row(
            parse=number,
            index=index,
            mark=name.mark,
            reason=name.reason,
            excerpt=name.excerpt,
            holder=marks.holder_of(resolution),
            inside=frozenset(),
            places=known.setdefault(places, places),
            voice=name.voice,
            speaker=quote.speaker.name if quote and quote.speaker else None,
            lon=None if middle is None else middle.lon,
            lat=None if middle is None else middle.lat,
            country=None if place is None else place.country,
            precision=resolution.precision,
            score=resolution.score,
            by=resolution.placed_by,
        )


def _held(parse: Parse, rows: Iterable[Row], holding: Holding) -> Iterator[Row]:
    """Yield the rows of a parse with the marks whose areas hold them."""
    for row in rows:
        inside = holding.of(parse.resolutions[row.index], row.holder, row.mark)
        ids = {key.partition("@")[0] for key in inside}
        yield replace(row, inside=inside, places=row.places | inside | ids) if inside else row


def _places(resolution: Resolution) -> Iterator[str]:
    """Yield what selects a name: keys and ids of its mark, its place and what holds it."""
    place = resolution.place
    if place is None:
        return
    for own in (marks.key_of(resolution), marks.spot_of(resolution), place.id, place.area):
        if own is not None:
            yield own
    holder = marks.holder_of(resolution)
    if holder is not None:
        yield from (holder, f"{holder}@P4")
    if place.country:
        yield from (f"country:{place.country}", f"country:{place.country}@P6")


def _bases(parses: Sequence[Parse], rows: Sequence[Row]) -> tuple[marks.Base, ...]:
    groups: dict[str, list[tuple[Article, Resolution]]] = {}
    for row in rows:
        if row.mark is not None:
            parse = parses[row.parse]
            groups.setdefault(row.mark, []).append((parse.article, parse.resolutions[row.index]))
    return tuple(marks.make(i, group) for i, group in enumerate(groups.values(), start=1))


def _excerpts(parse: Parse, rows: Sequence[Row]) -> tuple[Excerpt, ...]:
    leads: dict[Span, str] = {
        parse.toponyms[row.index].span: row.mark or row.reason or "" for row in rows
    }
    return Excerpts(parse, leads).make()


def _tray(parses: Sequence[Parse], rows: Sequence[Row]) -> tuple[Listed, ...]:
    """Return what is not on the map: names of places, peoples, then names of no place."""
    found: dict[tuple[str, str, str], list[tuple[int, int] | None]] = {}
    for row in sorted(rows, key=lambda row: row.reason in APART):
        if row.reason is not None:
            name = _tidy(parses[row.parse].toponyms[row.index].surface)
            key = (name, row.reason, wording(row.reason))
            found.setdefault(key, []).append((row.parse, row.index))
    for parse in parses:
        for other in parse.not_places:
            words = f"{wording(NOT_A_PLACE)}: {other.reason}"
            found.setdefault((_tidy(other.surface), NOT_A_PLACE, words), []).append(None)
    return tuple(
        Listed(
            name=name,
            times=len(held),
            reason=reason,
            words=words,
            names=tuple(at for at in held if at is not None),
        )
        for (name, reason, words), held in found.items()
    )


def _tidy(surface: str) -> str:
    return " ".join(surface.split())[:_LONGEST]


def _outlines(parses: Sequence[Parse]) -> tuple[Place, ...]:
    found: dict[str, Place] = {}
    for parse in parses:
        for resolution in parse.resolutions:
            place = resolution.place
            literal = resolution.toponym.use is Use.LITERAL
            if place is not None and literal and place.kind is Kind.COUNTRY:
                found.setdefault(place.id, place)
    return tuple(found.values())
