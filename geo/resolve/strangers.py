"""Small places of a country that the article does not tell of: hardly ever what a name means."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from geo.types import Kind, Use

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.resolve.candidates import Option
    from geo.resolve.context import Context
    from geo.types import Place, Toponym

_ENOUGH_OTHERS = 3  # names that say what an article is about
_HARDLY_ANY = 0.02  # share of the other names
_NO_MORE = 0.05  # the same, where that is no more than one name
_UNTOLD = 0.12  # the same, where nothing that is known from afar tells of the country
_BESIDE = 0.1  # the same, of those within 200 km: a border lies between
_ONE_ALONE = 1.5  # names, by their chances, below which there is no second
_MORE_THAN_NOT = 0.5
_KNOWN_AFAR = 100_000  # people of a town that texts about other countries name
_KNOWN_ANYHOW = 1_000_000  # the same, by whatever name
_STRANGE = 0.4  # score below which a place that is known from afar is no answer
_SMALL = 0.85  # the same, of a place that few know from afar
_NEVER = 1.01  # no score reaches it
_AT_HOME = frozenset({"home country", "in its time", "of its age"})  # what else speaks for it
_SPOTS = frozenset({Kind.TOWN, Kind.SITE})
_AREAS = frozenset({Kind.COUNTRY, Kind.PROVINCE})


class Strangers:
    """
    Which answers lie in a country that the rest of an article does not tell of.

    Parameters
    ----------
    toponyms : sequence of Toponym
        In reading order.
    options : sequence of sequence of Option
        What each might mean.
    chances : sequence of sequence of float
        The probability of each option.
    """

    def __init__(
        self,
        toponyms: Sequence[Toponym],
        options: Sequence[Sequence[Option]],
        chances: Sequence[Sequence[float]],
    ) -> None:
        self._names = [toponym.surface.casefold() for toponym in toponyms]
        self._telling: dict[str, set[str]] = defaultdict(set)
        for toponym, name, group, row in zip(toponyms, self._names, options, chances, strict=True):
            for option, chance in zip(group, row, strict=True):
                if chance >= _MORE_THAN_NOT and _tells(option.place, toponym, dict(option.own)):
                    self._telling[option.place.country].add(name)

    def least(
        self, i: int, place: Place, features: Mapping[str, float], context: Context
    ) -> float | None:
        """
        Return the score below which a place is no answer for being strange to its article.

        Parameters
        ----------
        i : int
            Index of the toponym.
        place : Place
            The likeliest of its places.
        features : mapping of str to float
            The signs that hold for it.
        context : Context
            What stands around the name.

        Returns
        -------
        float or None
            None where the place is no stranger; above 1 where the words beside the name also say
            that it is of another kind.
        """
        own = {self._names[i]}
        abroad = any(names - own for country, names in self._telling.items() if country)
        told = not abroad or bool(self._telling.get(place.country, set()) - own)
        if not is_stranger(place, features, context.others, told=told):
            return None
        famed = features.get("own name") or features.get("capital")
        if features.get("kind denied") and not famed:
            return _NEVER
        return _STRANGE if _is_known_afar(place, features) else _SMALL


def is_stranger(
    place: Place, features: Mapping[str, float], others: int, *, told: bool = True
) -> bool:
    """
    Return whether an article that names enough other places hardly names any in a place's country.

    Parameters
    ----------
    place : Place
        A likeliest place.
    features : mapping of str to float
        The signs that hold for it.
    others : int
        Distinct names in the article besides its own.
    told : bool, optional
        Whether the country, its people, a division or a great town of it is named.
    """
    byname = place.kind is Kind.PROVINCE and not features.get("own name")  # "Est", of East
    if others < _ENOUGH_OTHERS or not _AT_HOME.isdisjoint(features):
        return False
    if place.kind not in _SPOTS and not byname:
        return False
    close = features.get("close", 0.0)
    if close >= _BESIDE and close * others >= _ONE_ALONE:
        return False
    share = features.get("same country", 0.0)
    alone = share * others < _ONE_ALONE
    if share < _HARDLY_ANY or (share < _NO_MORE and alone):
        return True
    return not told and (share < _UNTOLD or alone)


def _tells(place: Place, toponym: Toponym, own: Mapping[str, float]) -> bool:
    return place.kind in _AREAS or toponym.use is Use.DEMONYM or _is_known_afar(place, own)


def _is_known_afar(place: Place, signs: Mapping[str, float]) -> bool:
    """Return whether texts about other countries name a place, and by this name."""
    least = _KNOWN_AFAR if signs.get("own name") else _KNOWN_ANYHOW
    return bool(signs.get("capital")) or place.population >= least
