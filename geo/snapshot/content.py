"""
What the sheet says, before anything is drawn.

`compose` turns a parse and the reader's options into a `Sheet` of plain
records: numbered marks, numbered excerpts, the list of what is not on the map
and the counts. Nothing here knows of paper, fonts or projections.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.errors import ExportError
from geo.types import Evidence, Kind, Parse, Place, Precision, Resolution, Span, Status, Use

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geo.snapshot.options import SnapshotOptions

_NAMED_AT_MOST = 12  # surfaces spelt out in one line of "Not on the map"
_NOT_DRAWN = (Precision.P0, Precision.P6, Precision.P7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One place on the map at one precision; `number` is None outside the selection."""

    number: int | None
    place: Place
    precision: Precision
    name: str  # as the article writes it most often
    excerpts: int  # excerpts shown on it or on what lies inside it, whatever the selection
    names: int  # times it is named in them
    radius_km: float | None = None  # of the disc that relative words point at, about `place`


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Verbatim words, the marks they lead to, and who said them."""

    text: str
    names: tuple[Span, ...]  # offsets into `text` of the names that put it on the map
    marks: tuple[int, ...]  # numbers, in the order named
    listed: tuple[str, ...]  # names without a mark, e.g. the country that is selected
    who: str
    how: str
    quoted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tray:
    """One line of "Not on the map"."""

    names: str  # the first dozen, and how many more
    every: str  # all of them
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything the sheet says."""

    title: str
    subtitle: str
    marks: tuple[Mark, ...]
    excerpts: tuple[Excerpt, ...]
    tray: tuple[Tray, ...]
    countries: tuple[Place, ...]  # named as whole countries: outlined
    selected: str | None  # id of the selected area or place
    shown: str | None  # what the selection and filters leave out
    counts: str
    alt: str


def compose(parse: Parse, options: SnapshotOptions, placed: Callable[[Mark], bool]) -> Sheet:
    """
    Gather what the sheet says.

    Parameters
    ----------
    parse : Parse
        One article's parse.
    options : SnapshotOptions
        Selection and filters.
    placed : callable
        Whether a mark can be drawn with the boundaries at hand.

    Returns
    -------
    Sheet
        The words and numbers of the sheet.

    Raises
    ------
    ExportError
        When the words do not match the article, or the selection or speaker is not in it.
    """
    check_words(parse)
    _check_asked(parse, options)
    drawn = tuple(e for e in parse.evidence if _drawable(e) and placed(_bare(e)))
    shown = tuple(e for e in drawn if _passes(e, options))
    asked = parse.evidence if options.selected else shown
    listed = _by_voice(e for e in asked if _passes(e, options) and _selected(e, options.selected))
    on_map = {_key(e) for e in shown}
    numbers = _numbers(e for e in listed if _key(e) in on_map)
    marks = _marks(shown, numbers)
    excerpts = _excerpts(parse, listed, numbers)
    tray = _tray(parse, drawn)
    return Sheet(
        title=options.title or parse.article.title or "Untitled article",
        subtitle=_subtitle(parse, marks, options),
        marks=marks,
        excerpts=excerpts,
        tray=tray,
        countries=_countries(parse),
        selected=options.selected,
        shown=_shown(parse, options, drawn, shown, excerpts),
        counts=_counts(parse, marks, excerpts, (len(drawn), len(shown))),
        alt=_alt(parse, marks, tray),
    )


def check_words(parse: Parse) -> None:
    """Refuse to draw from words that are not the article's, to the last code point."""
    article = parse.article
    digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    if digest != article.id:
        msg = f"the text of {article.title[:80]!r} does not match its sha256: read it again"
        raise ExportError(msg)
    for evidence in parse.evidence:
        if evidence.article_id != article.id or article.slice(evidence.span) != evidence.text:
            start, end = evidence.span.start, evidence.span.end
            msg = f"the excerpt at {start}-{end} is not in the article: parse the article again"
            raise ExportError(msg)


def is_inside(place: Place, selected: str) -> bool:
    """Return whether `place` is the selected one or lies in it (province or country)."""
    return selected in (place.id, place.area, place.admin1) or (
        selected.startswith("country:") and place.country == selected.partition(":")[2]
    )


def _check_asked(parse: Parse, options: SnapshotOptions) -> None:
    """Refuse a selection or a speaker that the article does not have."""
    if options.selected is not None and not any(
        _selected(e, options.selected) for e in parse.evidence
    ):
        msg = f"no excerpt is tied to the selected place {options.selected!r}: clear the selection"
        raise ExportError(msg)
    names = sorted({q.speaker.name for q in parse.quotes if q.speaker})
    if options.speaker is not None and options.speaker not in names:
        known = ", ".join(names) or "none"
        msg = f"no quote is given to the speaker {options.speaker!r}: the article has {known}"
        raise ExportError(msg)


def _passes(evidence: Evidence, options: SnapshotOptions) -> bool:
    """Return whether the filters keep this piece of evidence."""
    quote = evidence.quote
    if options.quotes != "all" and (quote is None or quote.direct != (options.quotes == "direct")):
        return False
    if options.speaker is None:
        return True
    return quote is not None and quote.speaker is not None and quote.speaker.name == options.speaker


def _selected(evidence: Evidence, selected: str | None) -> bool:
    """Return whether the selection keeps this piece of evidence."""
    place = evidence.resolution.place
    return selected is None or (place is not None and is_inside(place, selected))


def _drawable(evidence: Evidence) -> bool:
    """Return whether the conventions let this be drawn as a mark at all."""
    resolution = evidence.resolution
    return (
        resolution.place is not None
        and resolution.toponym.use is Use.LITERAL
        and evidence.precision not in _NOT_DRAWN
        and resolution.place.kind not in (Kind.CONTINENT, Kind.COUNTRY, Kind.SEA)
    )


def _key(evidence: Evidence) -> tuple[str, Precision]:
    """Return what makes two pieces of evidence one mark."""
    place, around = evidence.resolution.place, evidence.resolution.around
    if around is not None:  # both ends of "between A and B" point at one disc
        return (f"{around.lon} {around.lat} {around.radius_km}", evidence.precision)
    return (place.id if place else "", evidence.precision)


def _bare(evidence: Evidence) -> Mark:
    """Return the mark of one piece of evidence alone."""
    place = evidence.resolution.place
    if place is None:  # callers ask only about drawable evidence
        msg = f"{evidence.resolution.toponym.surface!r} has no place to draw"
        raise ExportError(msg)
    bare = Mark(
        number=None,
        place=place,
        precision=evidence.precision,
        name=evidence.resolution.toponym.surface,
        excerpts=1,
        names=1,
    )
    around = evidence.resolution.around
    if around is None:
        return bare
    middle = replace(place, lon=around.lon, lat=around.lat, area=None)
    return replace(bare, place=middle, name=around.words, radius_km=around.radius_km)


def _voice(evidence: Evidence) -> int:
    """Rank direct speech before reported speech before the article's own words."""
    if evidence.quote is None:
        return 2
    return 0 if evidence.quote.direct else 1


def _by_voice(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Order by voice, then as the article is read."""
    return tuple(
        sorted(
            evidence,
            key=lambda e: (
                _voice(e),
                e.span.start,
                e.span.end,
                e.resolution.toponym.span.start,
            ),
        )
    )


def _numbers(evidence: Iterable[Evidence]) -> dict[tuple[str, Precision], int]:
    """Give the marks numbers from 1 in the order the excerpts name them."""
    numbers: dict[tuple[str, Precision], int] = {}
    for piece in evidence:
        numbers.setdefault(_key(piece), len(numbers) + 1)
    return numbers


def _marks(
    shown: tuple[Evidence, ...], numbers: dict[tuple[str, Precision], int]
) -> tuple[Mark, ...]:
    """Return one mark per place and precision, numbered ones first."""
    groups: dict[tuple[str, Precision], list[Evidence]] = {}
    for piece in shown:
        groups.setdefault(_key(piece), []).append(piece)
    marks, held = [], _by_division(shown)
    for key, pieces in groups.items():
        bare = _bare(pieces[0])
        surfaces = Counter(p.resolution.toponym.surface for p in pieces)
        marks.append(
            replace(
                bare,
                number=numbers.get(key),
                name=bare.name if bare.radius_km else surfaces.most_common(1)[0][0],
                excerpts=len({(p.span, _voice(p)) for p in (*pieces, *_inside(pieces[0], held))}),
                names=len(pieces),
            )
        )
    last = len(marks) + 1
    return tuple(sorted(marks, key=lambda m: (m.number or last, m.place.id, m.precision)))


def _by_division(shown: tuple[Evidence, ...]) -> dict[str, list[Evidence]]:
    """Return the evidence on what lies in each first-level division, by its id."""
    held: dict[str, list[Evidence]] = {}
    for piece in shown:
        place = piece.resolution.place
        if place is not None and place.admin1 is not None:
            held.setdefault(place.admin1, []).append(piece)
    return held


def _inside(holder: Evidence, held: dict[str, list[Evidence]]) -> Iterator[Evidence]:
    """Yield the evidence on places inside the area that `holder` names, as the screen counts."""
    place = holder.resolution.place
    if place is None or place.area is None:
        return
    for piece in held.get(place.area, ()):
        other = piece.resolution.place
        if other is not None and other.id != place.id:
            yield piece


def _excerpts(
    parse: Parse,
    listed: tuple[Evidence, ...],
    numbers: dict[tuple[str, Precision], int],
) -> tuple[Excerpt, ...]:
    """Return each excerpt once, with every mark it leads to."""
    groups: dict[tuple[int, Span, int | None], list[Evidence]] = {}
    for piece in listed:
        quote = piece.quote.index if piece.quote else None
        groups.setdefault((_voice(piece), piece.span, quote), []).append(piece)
    return tuple(_excerpt(parse, pieces, numbers) for pieces in groups.values())


def _excerpt(
    parse: Parse, pieces: list[Evidence], numbers: dict[tuple[str, Precision], int]
) -> Excerpt:
    """Return the excerpt that these pieces of evidence share."""
    first = pieces[0]
    base = first.span.start
    spans = [p.resolution.toponym.span for p in pieces]
    keys = list(dict.fromkeys(_key(p) for p in pieces))
    listed = dict.fromkeys(p.resolution.toponym.surface for p in pieces if _key(p) not in numbers)
    return Excerpt(
        text=first.text,
        names=tuple(
            Span(s.start - base, s.end - base) for s in sorted(spans) if first.span.covers(s)
        ),
        marks=tuple(numbers[k] for k in keys if k in numbers),
        listed=tuple(listed),
        who=_who(first),
        how=_how(parse, first),
        quoted=first.quote is not None,
    )


def _who(evidence: Evidence) -> str:
    """Name the voice: title, name and role of the speaker, or the article."""
    if evidence.quote is None:
        return "The article’s own words"  # noqa: RUF001 - print's apostrophe
    speaker = evidence.quote.speaker
    if speaker is None:
        return "Speaker not named"
    name = f"{speaker.title} {speaker.name}" if speaker.title else speaker.name
    return f"{name}, {speaker.role}" if speaker.role else name


def _how(parse: Parse, evidence: Evidence) -> str:
    """Say what kind of statement it is and where it stands."""
    kind = ("direct quote", "reported speech", "")[_voice(evidence)]
    at = evidence.span.start
    before = bisect_right(parse.sentences, at, key=lambda s: s.span.start)
    paragraph = f"paragraph {parse.sentences[before - 1].paragraph + 1}" if before else ""
    role = "" if evidence.role == "mentioned" else evidence.role
    return " · ".join(part for part in (kind, role, paragraph) if part)


def _countries(parse: Parse) -> tuple[Place, ...]:
    """Return the countries named as such, once each, in reading order."""
    found: dict[str, Place] = {}
    for resolution in parse.resolutions:
        place = resolution.place
        literal = resolution.toponym.use is Use.LITERAL
        if place is not None and literal and place.kind is Kind.COUNTRY:
            found.setdefault(place.id, place)
    return tuple(found.values())


def _tray(parse: Parse, drawn: tuple[Evidence, ...]) -> tuple[Tray, ...]:
    """List every name that is not drawn, with its reason, in reading order."""
    on_map = {e.resolution.toponym.span for e in drawn}
    groups: dict[tuple[str, str], list[str]] = {}
    for resolution in parse.resolutions:
        if resolution.toponym.span not in on_map:
            reason = _why_not(resolution)
            surface = resolution.toponym.surface
            groups.setdefault(("place", reason), []).append(surface)
    for name in parse.not_places:
        groups.setdefault(("not", f"not a place: {name.reason}"), []).append(name.surface)
    return tuple(
        Tray(names=_spell(surfaces, _NAMED_AT_MOST), every=_spell(surfaces, None), reason=reason)
        for (_, reason), surfaces in groups.items()
    )


def _why_not(resolution: Resolution) -> str:
    """Say in plain words why a name is not on the map."""
    by_use = {
        Use.DEMONYM: "a people or an adjective, never drawn",
        Use.ASSOCIATIVE: "an institution by its seat, not a place where something is",
    }
    by_status = {
        Status.UNKNOWN: "not found in the gazetteer",
        Status.REJECTED: "rejected by the analyst",
    }
    if resolution.toponym.use in by_use:
        return by_use[resolution.toponym.use]
    if resolution.status is Status.AMBIGUOUS:
        rivals = " or ".join(_admin(c.place) for c in resolution.candidates[:2])
        return f"undecided between {rivals}" if rivals else "undecided"
    if resolution.status in by_status:
        return by_status[resolution.status]
    return _why_too_wide(resolution)


def _why_too_wide(resolution: Resolution) -> str:
    """Say why a name with a place is not a mark."""
    kind = resolution.place.kind if resolution.place else None
    if kind is Kind.COUNTRY:
        return "a whole country, shown as the outline"
    if kind in (Kind.CONTINENT, Kind.SEA):
        return f"a {kind}, too wide for a mark"
    if resolution.precision is Precision.P7:
        return "at sea or in the air"
    if resolution.precision is Precision.P4:
        return "a province whose boundary is not in the data"
    return "placed, but without an excerpt to show"


def _admin(place: Place) -> str:
    """Name a place with what holds it."""
    return ", ".join((place.name, *reversed(place.admin))) or place.id


def _spell(surfaces: list[str], most: int | None) -> str:
    """Spell each name once, with how often it stands, and say how many are left out."""
    counted = Counter(surfaces)
    parts = [f"{name} ({n} times)" if n > 1 else name for name, n in counted.items()]
    if most is not None and len(parts) > most:
        parts = [*parts[:most], f"and {len(parts) - most} more"]
    return ", ".join(parts)


def plural(count: int, one: str, many: str | None = None) -> str:
    """
    Return a count with its noun: "1 place", "2 places".

    Parameters
    ----------
    count : int
        How many.
    one, many : str
        The noun for one, and for any other number (`one` + "s" by default).
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


_CLASSES = {
    Precision.P1: ("exact place", "exact places"),
    Precision.P2: ("place “near” another", "places “near” another"),
    Precision.P3: ("district", "districts"),
    Precision.P4: ("province", "provinces"),
    Precision.P5: ("wider area", "wider areas"),
}


def _classes(marks: tuple[Mark, ...]) -> str:
    """Count the marks by class: "6 provinces and 3 towns"."""
    counted = Counter(m.precision for m in marks)
    words = dict(_CLASSES)
    if all(m.place.kind is Kind.TOWN for m in marks if m.precision is Precision.P1):
        words[Precision.P1] = ("town", "towns")
    order = (Precision.P4, Precision.P3, Precision.P1, Precision.P2, Precision.P5)
    parts = [plural(counted[p], *words[p]) for p in order if counted[p]]
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:]))) or "no place"


def _subtitle(parse: Parse, marks: tuple[Mark, ...], options: SnapshotOptions) -> str:
    """Say what the marks are, and what they are not."""
    article = parse.article
    source = ", ".join(
        part
        for part in (article.publisher, article.published and article.published.isoformat())
        if part
    )
    named = f"“{article.title}”" if options.title and article.title else "this article"
    what = f"Places named in {named}" + (f" ({source})" if source else "")
    homes = {m.place.admin[:1] for m in marks}
    where = f" in {next(iter(homes))[0]}" if len(homes) == 1 and all(homes) else ""
    return f"{what}: {_classes(marks)}{where}. Named is not the same as happened."


def _shown(
    parse: Parse,
    options: SnapshotOptions,
    drawn: tuple[Evidence, ...],
    shown: tuple[Evidence, ...],
    excerpts: tuple[Excerpt, ...],
) -> str | None:
    """Say what the selection and the filters keep and hide; None when they hide nothing."""
    kept = []
    if options.quotes != "all":
        kept.append("direct quotes only" if options.quotes == "direct" else "reported speech only")
    if options.speaker is not None:
        kept.append(f"only the words of {options.speaker}")
    if options.selected is not None:
        area = options.selected.startswith(("adm", "country:"))
        tail = " and what lies in it" if area else ""
        kept.append(f"selected: {_name_of(parse, options.selected)}{tail}")
    if not kept:
        return None
    hidden = len({_key(e) for e in drawn} - {_key(e) for e in shown})
    tail = f"; {plural(hidden, 'place')} hidden by the filter" if hidden else ""
    return f"Shown: {', '.join(kept)} ({plural(len(excerpts), 'excerpt')}{tail})."


def _name_of(parse: Parse, selected: str) -> str:
    """Name the selected place, or failing that its id."""
    for resolution in parse.resolutions:
        place = resolution.place
        if place is not None and selected in (place.id, place.area):
            return place.name
    return selected


def _counts(
    parse: Parse, marks: tuple[Mark, ...], excerpts: tuple[Excerpt, ...], drawn: tuple[int, int]
) -> str:
    """Count names, places, excerpts, quotes and decisions, each its own number."""
    peoples = sum(r.toponym.use is Use.DEMONYM for r in parse.resolutions)
    names, (able, shown) = len(parse.resolutions) - peoples, drawn
    direct = sum(q.direct for q in parse.quotes)
    speakers = len({q.speaker.name for q in parse.quotes if q.speaker})
    refused = sum(r.status is Status.REJECTED for r in parse.resolutions)
    reported = len(parse.quotes) - direct
    others = len(parse.not_places)
    hidden = f", {able - shown:,} hidden by the filter" if able > shown else ""
    placed = f"{shown:,} on the map as {plural(len(marks), 'mark')}"
    parts = (
        f"{plural(names, 'name')} of places: {placed}, {names - able:,} listed beside it{hidden}",
        plural(len(excerpts), "excerpt"),
        f"{plural(direct, 'direct quote')}, {reported:,} reported" if parse.quotes else "no quotes",
        plural(speakers, "speaker") if speakers else "",
        f"{plural(peoples, 'name')} of peoples" if peoples else "",
        f"{plural(others, 'other name')} judged not places" if others else "",
        f"rejected by the analyst: {refused:,}" if refused else "",
    )
    return " · ".join(part for part in parts if part)


def _alt(parse: Parse, marks: tuple[Mark, ...], tray: tuple[Tray, ...]) -> str:
    """Describe the sheet for who cannot see it."""
    rows = [
        f"{m.number or '-'} {m.name} ({m.place.kind}, {m.precision}, "
        f"{plural(m.excerpts, 'excerpt')})"
        for m in marks
    ]
    left = "; ".join(f"{t.names}: {t.reason}" for t in tray)
    title = parse.article.title
    return (
        f"Map of the places named in “{title}”. On the map: {', '.join(rows) or 'none'}. "
        f"Not on the map: {left or 'none'}. Named is not the same as happened."
    )
