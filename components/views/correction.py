"""What an analyst may say of one name: the places it could mean, and what it may be instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from components.views.words import AS_WRITTEN, apart_km, kilometres, where
from geo import Accept, Answer, Place, Span, What, key_of_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo import Parse, Resolution, Stamp

_CHOICES = 8  # other places that are listed
_NO_PLACE = {
    What.NOT_A_PLACE: "Not a place",
    What.UNDECIDED: "Undecided: the text does not tell",
}
_BY_ANALYST = "analyst"  # source of a place that no gazetteer has


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer that can be given, and the words for it; not escaped."""

    key: str  # tells it from the others of a name
    words: str
    said: Answer | Accept


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
    )


def sought(view: CorrectionView, places: Iterable[Place]) -> tuple[Option, ...]:
    """
    Return the answers that can be given, with places that were looked up.

    Parameters
    ----------
    view
        The name.
    places
        Of the gazetteer; those that are offered already change nothing.
    """
    known = {option.key for option in view.options}
    if view.engine is not None:
        known.add(view.engine.id)
    found = [_placed(place, view.engine) for place in places if place.id not in known]
    return (*view.options, *found)


def _now(held: Resolution, *, by_analyst: bool) -> str:
    by = "the analyst" if by_analyst else "the engine"
    place = held.place
    return f"{by}: no place" if place is None else f"{by}: {_called(place)}"


def _options(held: Resolution, engine: Resolution | None) -> Iterator[Option]:
    """Yield the engine's own answer, the other places it knows, and what is no place."""
    first = None if engine is None else engine.place
    if first is not None:
        yield Option(key="accept", words=f"The engine is right: {_called(first)}", said=Accept())
    for place in _others(held if engine is None else engine, first):
        yield _placed(place, first)
    for what, words in _NO_PLACE.items():
        yield Option(key=what.value, words=words, said=Answer(what=what))


def _placed(place: Place, first: Place | None) -> Option:
    away = "" if first is None else f", {kilometres(apart_km(first, place))} away"
    said = Answer(what=What.PLACE, place=place)
    return Option(key=place.id, words=f"{_called(place)}{away}", said=said)


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


def _called(place: Place) -> str:
    return f"{place.name}, {where(place)}"
