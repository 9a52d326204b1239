"""Weigh every option of every toponym together, in a few rounds over the article."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from geo.resolve.company import DOUBT, Company
from geo.types import Kind, Use

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from geo.resolve.candidates import Option
    from geo.resolve.context import Context
    from geo.types import Place, Toponym

_HEATS = (3.0, 2.0, 1.0)  # of the rounds: the first let even unlikely places meet
_BIG_SEAT = 600_000  # people of a town that may speak as a government
_HOLDERS = frozenset({Kind.COUNTRY, Kind.PROVINCE})
_WITH_ARTICLE = frozenset({Kind.RIVER, Kind.SEA, Kind.MOUNTAINS, Kind.DESERT})
_HOLDING = frozenset({Kind.PROVINCE, Kind.DISTRICT})

Features = dict[str, float]


class Weighing:
    """
    Options of one article's toponyms, weighed against each other.

    Parameters
    ----------
    toponyms : sequence of Toponym
        In reading order.
    options : sequence of sequence of Option
        What each might mean.
    contexts : sequence of Context
        What stands around each.
    weights : mapping of str to float
        Log-odds for each unit of a sign.

    Attributes
    ----------
    weights : mapping of str to float
        As given.
    chances : list of list of float
        For each toponym, the probability of each option; they sum to 1.
    features : list of list of dict
        For each toponym and option, the signs of `weights` that hold and their strength.
    """

    def __init__(
        self,
        toponyms: Sequence[Toponym],
        options: Sequence[Sequence[Option]],
        contexts: Sequence[Context],
        weights: Mapping[str, float],
    ) -> None:
        self.weights = weights
        self._options = options
        self._contexts = contexts
        self._keys = [(t.surface.casefold(), t.use.value == "demonym") for t in toponyms]
        self._own = [
            [_with_seat(dict(o.own), o.place, t) for o in group]
            for t, group in zip(toponyms, options, strict=True)
        ]
        self.features = [[dict(f) for f in group] for group in self._own]
        self.chances = [_softmax(weights, group, _HEATS[0]) for group in self.features]
        self._company = Company(self._keys, options)
        for heat in _HEATS:
            self._round(heat)

    def _round(self, heat: float) -> None:
        article = _Survey(self._keys, self._options, self.chances, self._company)
        self._holders = [
            [
                (option.place, chance)
                for option, chance in zip(group, row, strict=True)
                if option.place.kind in _HOLDERS
            ]
            for group, row in zip(self._options, self.chances, strict=True)
        ]
        self._kinds = self._shares(lambda place: place.kind)
        self._countries = self._shares(lambda place: place.country)
        fresh: list[list[Features]] = []
        for i, group in enumerate(self._options):
            fresh.append(
                [
                    {**own, **self._beside(i, option.place), **article.around(i, option)}
                    for own, option in zip(self._own[i], group, strict=True)
                ]
            )
        self.features = fresh
        self.chances = [_softmax(self.weights, group, heat) for group in fresh]

    def _beside(self, i: int, place: Place) -> Features:
        """Return what the names and words next to toponym `i` say for `place`."""
        context = self._contexts[i]
        found: Features = {}
        if context.cue is not None:
            said = _is_kind(place.kind, context.cue[0])
            found["kind said" if said else "kind denied"] = 1.0
        if context.the and place.kind in _WITH_ARTICLE:
            found["the before"] = 1.0
        if context.the is False and context.cue is None and place.kind is Kind.RIVER:
            found["no the"] = 1.0
        if context.container is not None:
            found["holder"] = math.fsum(
                chance for other, chance in self._holders[context.container] if holds(other, place)
            )
        if context.contained is not None and place.kind in _HOLDERS:
            found["held"] = self._mass(context.contained, lambda other: holds(place, other))
        pair = len(context.list_mates) == 1 and {context.container, context.contained} != {None}
        mates = [] if pair else [j for j in context.list_mates if self._options[j]]
        if mates:
            kinds = sum(self._kinds[j].get(place.kind, 0.0) for j in mates)
            countries = sum(self._countries[j].get(place.country, 0.0) for j in mates)
            found["company kind"] = kinds / len(mates)
            found["company country"] = countries / len(mates)
        return found

    def _shares(self, key: Callable[[Place], str]) -> list[dict[str, float]]:
        """Return, for each toponym, the probability of each kind or country."""
        found: list[dict[str, float]] = []
        for group, row in zip(self._options, self.chances, strict=True):
            shares: dict[str, float] = defaultdict(float)
            for option, chance in zip(group, row, strict=True):
                shares[key(option.place)] += chance
            found.append(dict(shares))
        return found

    def _mass(self, i: int, test: Callable[[Place], bool]) -> float:
        return sum(
            chance
            for option, chance in zip(self._options[i], self.chances[i], strict=True)
            if test(option.place)
        )


class _Survey:
    """What the whole article says, from one round's probabilities."""

    def __init__(
        self,
        keys: Sequence[tuple[str, bool]],
        options: Sequence[Sequence[Option]],
        chances: Sequence[Sequence[float]],
        company: Company,
    ) -> None:
        self._keys = keys
        members: dict[tuple[str, bool], list[int]] = defaultdict(list)
        for i, key in enumerate(keys):
            if options[i]:
                members[key].append(i)
        self._members = members
        self._meant = {key: _mean(ids, options, chances) for key, ids in members.items()}
        self._chances = [
            {o.place.id: c for o, c in zip(group, row, strict=True)}
            for group, row in zip(options, chances, strict=True)
        ]
        places = {o.place.id: o for group in options for o in group}
        self._countries: dict[str, float] = defaultdict(float)
        self._divisions: dict[str, float] = defaultdict(float)
        self._by_country: dict[tuple[tuple[str, bool], str], float] = defaultdict(float)
        self._by_division: dict[tuple[tuple[str, bool], str], float] = defaultdict(float)
        self._holders: dict[str, float] = defaultdict(float)
        self._in_county: dict[str, float] = defaultdict(float)
        for key, meant in self._meant.items():
            for place_id, share in meant.items():
                self._count(key, places[place_id].place, share)
        self._near = company.measure(self._meant)

    def _count(self, key: tuple[str, bool], place: Place, share: float) -> None:
        if place.country:
            self._countries[place.country] += share
            self._by_country[key, place.country] += share
        division = division_of(place)
        if division is not None:
            self._divisions[division] += share
            self._by_division[key, division] += share
        if place.kind in _HOLDING:
            self._holders[place.id] += share
        if place.admin2 is not None:
            self._in_county[place.admin2] += share

    def around(self, i: int, option: Option) -> Features:
        """Return what the other names of the article say for one option of toponym `i`."""
        key, place = self._keys[i], option.place
        others = max(0, len(self._meant) - 1) + DOUBT
        found: Features = {}
        if place.country:
            mass = self._countries[place.country] - self._by_country[key, place.country]
            found["same country"] = max(0.0, mass) / others
        division = division_of(place)
        if division is not None:
            mass = self._divisions[division] - self._by_division[key, division]
            found["same division"] = max(0.0, mass) / others
            if place.kind is not Kind.PROVINCE:
                found["holder named"] = min(1.0, self._holders[division])
        if place.admin2 is not None:
            found["county named"] = min(1.0, self._holders[place.admin2])
        if place.kind is Kind.DISTRICT:
            found["holds named"] = min(1.0, self._in_county[place.id])
        found |= self._near.get((key, place.id), {})
        mates = len(self._members.get(key, ())) - 1
        if mates > 0:
            same = self._meant[key][place.id] * (mates + 1) - self._chances[i][place.id]
            found["one sense"] = min(1.0, same / mates)
        return {name: value for name, value in found.items() if value > 0}


def holds(holder: Place, held: Place) -> bool:
    """
    Return whether one place lies in another by what the gazetteer says of them.

    Parameters
    ----------
    holder : Place
        A country or a first-level division.
    held : Place
        Any place.

    Returns
    -------
    bool
        True when the second is in the first, and is not the first.
    """
    if holder.id == held.id:
        return False
    if holder.kind is Kind.COUNTRY:
        return holder.country == held.country and held.kind is not Kind.COUNTRY
    if holder.kind is Kind.PROVINCE:
        return held.kind is not Kind.PROVINCE and held.admin1 in {holder.id, holder.area}
    return False


def division_of(place: Place) -> str | None:
    """
    Return the id of the first-level division a place is, or lies in.

    Parameters
    ----------
    place : Place
        Any place.

    Returns
    -------
    str or None
        Such as "adm1:IQ.10"; None for countries and what spans several divisions.
    """
    return place.id if place.kind is Kind.PROVINCE else place.admin1


def _with_seat(own: Features, place: Place, toponym: Toponym) -> Features:
    """Favour what can hold a government where the name stands for one: "Washington said"."""
    if toponym.use is Use.ASSOCIATIVE and (
        place.kind is Kind.COUNTRY or (place.kind is Kind.TOWN and place.population >= _BIG_SEAT)
    ):
        own["seat of power"] = 1.0
    return own


def _is_kind(kind: Kind, said: Kind) -> bool:
    return kind is said or {kind, said} <= {Kind.PROVINCE, Kind.REGION}


def _mean(
    ids: Sequence[int],
    options: Sequence[Sequence[Option]],
    chances: Sequence[Sequence[float]],
) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for i in ids:
        for option, chance in zip(options[i], chances[i], strict=True):
            found[option.place.id] += chance / len(ids)
    return dict(found)


def _softmax(
    weights: Mapping[str, float], features: Sequence[Mapping[str, float]], heat: float
) -> list[float]:
    totals = [
        math.fsum(weights[name] * value for name, value in f.items()) / heat for f in features
    ]
    if not totals:
        return []
    top = max(totals)
    raised = [math.exp(total - top) for total in totals]
    whole = math.fsum(raised)
    return [value / whole for value in raised]
