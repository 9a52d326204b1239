"""What an analyst can say of a place, or of an article's story, in a whole case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from components.views.words import AS_WRITTEN, apart_km, kilometres, where
from geo import Answer, What

if TYPE_CHECKING:
    from collections.abc import Iterable

    from components.views.whole import Whole
    from geo import Place

_MOST = 200  # other places, or articles, that are offered
_BY_ANALYST = "analyst"  # source of a place that no gazetteer has


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """A place of the case that something can be said of; none of its words escaped."""

    id: str
    name: str  # as it is called
    where: str
    others: Mapping[str, str]  # words by the keys of other places of the case, the nearest first


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """An article whose story something can be said of; none of its words escaped."""

    article: str
    title: str
    alike: tuple[str, ...]  # titles of those that tell the same story
    others: Mapping[str, str]  # titles of the others by their ids


def place_of(whole: Whole, key: str) -> PlaceView | None:
    """Return a place of the case by the key of its mark; None where there is no such place."""
    mark = whole.marks.get(key)
    if mark is None or not mark["own"]:
        return None
    here = next(base.place for base in whole.bare.marks if base.key == key)
    away = {
        base.key: apart_km(here, base.place)
        for base in whole.bare.marks
        if whole.marks[base.key]["own"] and base.place.id != here.id
    }
    return PlaceView(
        id=here.id,
        name=mark["name"],
        where=mark["where"],
        others={
            other: f"{whole.marks[other]['name']}, {whole.marks[other]['where']}, "
            f"{kilometres(away[other])} away"
            for other in sorted(away, key=away.__getitem__)[:_MOST]
        },
    )


def merging(whole: Whole, key: str) -> Answer:
    """Return the answer that a place is the one of a mark; no words of an article are in it."""
    place = next(base.place for base in whole.bare.marks if base.key == key)
    return merged(place)


def merged(place: Place) -> Answer:
    """Return the answer that a place is this one."""
    is_own = place.source in {AS_WRITTEN, _BY_ANALYST}
    return Answer(what=What.MERGE, place=replace(place, name="") if is_own else place)


def sought(places: Iterable[Place], own: str) -> dict[str, tuple[str, Answer]]:
    """Return words and answer, by id, for places of the gazetteer, but for the one itself."""
    return {p.id: (f"{p.name}, {where(p)}", merged(p)) for p in places if p.id != own}


def is_long(story: StoryView) -> bool:
    """Return whether more articles could tell its story than are offered at once."""
    return len(story.others) > _MOST


def titled(story: StoryView, said: str) -> dict[str, str]:
    """Return the first articles that could tell its story and have some words in their titles."""
    wanted = said.casefold().split()
    found = (
        (own, title)
        for own, title in story.others.items()
        if all(word in title.casefold() for word in wanted)
    )
    return dict(islice(found, _MOST))


def story_of(whole: Whole, article: str) -> StoryView | None:
    """Return an article of the case whose story something can be said of; None without it."""
    titles = {item.article: item.title for item in whole.items}
    item = next((each for each in whole.items if each.article == article), None)
    if item is None:
        return None
    others = {own: title for own, title in titles.items() if own not in {article, *item.alike}}
    return StoryView(
        article=article,
        title=item.title,
        alike=tuple(titles[each] for each in item.alike),
        others=others,
    )
