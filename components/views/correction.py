"""What an analyst may say of one name: the places it could mean, and what it may be instead."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from components.views.ghost import area_of
from components.views.json import to_json
from components.views.spots import Look, Spot
from components.views.words import AS_WRITTEN, apart_km, kilometres, where
from geo import Accept, Answer, Place, Span, What, key_of_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo import Parse, Precision, Resolution, Stamp

_CHOICES = 8  # other places that are listed
_COMPANY = 12  # places that the article names beside, on the map of a name without candidates
_NO_PLACE = {
    What.NOT_A_PLACE: "Not a place",
    What.UNDECIDED: "Undecided: the text does not tell",
}
_BY_ANALYST = "analyst"  # source of a place that no gazetteer has


class Scope(StrEnum):
    """Of which mentions of a name an answer holds."""

    ONE = "one"
    ARTICLE = "article"  # every mention in it
    CASE = "case"  # every mention in each of its articles
    RULE = "rule"  # those to come too


class Way(StrEnum):
    """What is chosen already where a correction is asked for."""

    POINT = "point"
    WITHIN = "within"
    RULE = "rule"  # the first answer, for those to come too


def way_of(word: object) -> Way | None:
    """Return the way that a word means; None where it means none."""
    return next((each for each in Way if each == word), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer that can be given, and the words for it; not escaped."""

    key: str  # tells it from the others of a name
    words: str
    said: Answer | Accept
    place: Place | None = None  # where it puts the name


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """One name that can be corrected; none of its words escaped."""

    article: str
    span: Span
    name: str
    sentence: str
    now: str  # what it stands for as it is
    engine: Place | None  # what distances are from
    options: tuple[Option, ...]
    mentions: int  # of the same name in the article, this one among them
    missed: bool = False  # whether the engine found no name there
    company: tuple[Place, ...] = ()  # what else the article names


def build(parse: Parse, stamp: Stamp | None, index: int) -> CorrectionView | None:
    """
    Gather what can be said of a name.

    Parameters
    ----------
    parse
        As decided.
    stamp
        Who decided what of it.
    index
        Of the name's resolution.

    Returns
    -------
    CorrectionView or None
        None for a name that the article does not have.
    """
    if not 0 <= index < len(parse.resolutions):
        return None
    held = parse.resolutions[index]
    decided = None if stamp is None else stamp.decided.get((0, index))
    engine = held if decided is None else decided.engine
    toponym = held.toponym
    key = key_of_name(toponym.surface)
    return CorrectionView(
        article=parse.article.id,
        span=toponym.span,
        name=" ".join(toponym.surface.split()),
        sentence=" ".join(parse.article.slice(parse.sentences[toponym.sentence].span).split()),
        now=_now(held, by_analyst=decided is not None),
        engine=None if engine is None else engine.place,
        options=tuple(_options(held, engine)),
        mentions=sum(key_of_name(r.toponym.surface) == key for r in parse.resolutions),
        company=company(parse, held),
    )


def company(parse: Parse, held: Resolution | None = None) -> tuple[Place, ...]:
    """Return the first places that an article names beside one of its names."""
    own = held and held.place and held.place.id
    places = {r.place.id: r.place for r in parse.resolutions if r.place and r.place.id != own}
    return tuple(places.values())[:_COMPANY]


def sought(view: CorrectionView, places: Iterable[Place]) -> tuple[Option, ...]:
    """Return the answers that a name is one of these places, the same one once."""
    return tuple({place.id: placed(place, view.engine) for place in places}.values())


def spots(
    view: CorrectionView, chosen: Option | None, *, pointing: bool = False
) -> tuple[Spot, ...]:
    """
    Return where the answers lie, numbered as they are listed, or what else the article names.

    Parameters
    ----------
    view
        The name.
    chosen
        What is answered, which may be none of them.
    pointing
        Whether a point is to be given: where the article is, until it is.
    """
    placed = [option for option in view.options if option.place is not None]
    listed = enumerate(placed, start=1)
    found = [_spot(option, number, chosen) for number, option in listed]
    if chosen is not None and chosen.place is not None and chosen not in placed:
        found.append(_spot(chosen, 0, chosen))
    answers = tuple(spot for spot in found if spot is not None)
    if answers and (chosen is not None or not pointing):
        return answers
    return answers + tuple(
        Spot(lon=place.lon, lat=place.lat, number=0, look=Look.NAMED, country=place.country)
        for place in view.company
    )


def _spot(option: Option, number: int, chosen: Option | None) -> Spot | None:
    place, said = option.place, option.said
    if place is None:
        return None
    look = Look.ENGINE if isinstance(said, Accept) else Look.OTHER
    disc, shape = (said.disc, said.shape) if isinstance(said, Answer) else (None, None)
    return Spot(
        lon=place.lon if disc is None else disc.lon,
        lat=place.lat if disc is None else disc.lat,
        number=number,
        look=Look.CHOSEN if option == chosen else look,
        km=0.0 if disc is None else disc.km,
        outline="" if shape is None else to_json(shape),
        country=place.country,
        area=area_of(place) or "",
    )


def with_class(option: Option | None, precision: Precision | None) -> Option | None:
    """
    Return an answer of a class of precision.

    Parameters
    ----------
    option
        None where the class alone is said.
    precision
        None where the place's own class stands; what is no place has none.

    Returns
    -------
    Option or None
        None where nothing is said.
    """
    if precision is None or (option is not None and option.place is None):
        return option
    if option is None:
        words, said = "Its place stays as it is", Answer(what=What.CLASS, precision=precision)
        return Option(key=What.CLASS.value, words=words, said=said)
    return replace(option, said=replace(option.said, precision=precision))


def _now(held: Resolution, *, by_analyst: bool) -> str:
    by = "the analyst" if by_analyst else "the engine"
    place = held.place
    return f"{by}: no place" if place is None else f"{by}: {called(place)}"


def _options(held: Resolution, engine: Resolution | None) -> Iterator[Option]:
    """Yield the engine's own answer, the other places it knows, and what is no place."""
    first = None if engine is None else engine.place
    if first is not None:
        words = f"The engine is right: {called(first)}"
        yield Option(key="accept", words=words, said=Accept(), place=first)
    for place in _others(held if engine is None else engine, first):
        yield placed(place, first)
    for what, words in _NO_PLACE.items():
        yield Option(key=what.value, words=words, said=Answer(what=what))


def placed(place: Place, first: Place | None) -> Option:
    """Return the answer that a name is a place, with its distance from the engine's answer."""
    said = Answer(what=What.PLACE, place=place)
    words = f"{called(place)}{away(place, first)}"
    return Option(key=place.id, words=words, said=said, place=place)


def away(place: Place | None, first: Place | None) -> str:
    """Say how far a place lies from the engine's answer, where there is one: ", 12 km away"."""
    return "" if place is None or first is None else f", {kilometres(apart_km(first, place))} away"


def _others(engine: Resolution, first: Place | None) -> list[Place]:
    """Return the candidates that a gazetteer has, without the engine's answer."""
    known = {None if first is None else first.id}
    found = []
    for candidate in engine.candidates:
        place = candidate.place
        if place.id not in known and place.source not in {AS_WRITTEN, _BY_ANALYST}:
            known.add(place.id)
            found.append(place)
    return found[:_CHOICES]


def called(place: Place) -> str:
    """Name a place with its kind and what holds it."""
    return f"{place.name}, {where(place)}"
