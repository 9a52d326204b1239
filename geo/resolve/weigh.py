"""Weigh every option of every toponym together, in a few rounds over the article."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from geo.resolve.company import DOUBT, Company
from geo.resolve.holding import HOLDERS, division_of, holds
from geo.resolve.strangers import Strangers
from geo.resolve.ties import How
from geo.types import Kind, Use

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from geo.resolve.candidates import Option
    from geo.resolve.context import Context
    from geo.resolve.holding import Told
    from geo.types import Place, Toponym

_HEATS = (3.0, 2.0, 1.0)  # of the rounds: the first let even unlikely places meet
_BIG_SEAT = 600_000  # people of a town that may speak as a government
_LOOSELY = 0.5  # how much what a name stands under counts, of what words tie it to
_COMPARABLE = 0.1  # of the people of the largest place of a name: a town that may be meant
_MORE_THAN_NOT = 0.5
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
    contexts : tuple of Context
        What stands around each.
    weights : mapping of str to float
        Log-odds for each unit of a sign.
    told : mapping of int to Told, optional
        Where the words put the toponyms of these indices, whatever else speaks against it.

    Attributes
    ----------
    weights : mapping of str to float
        As given.
    contexts : tuple of Context
        As given.
    chances : list of list of float
        For each toponym, the probability of each option; they sum to 1.
    features : list of list of dict
        For each toponym and option, the signs of `weights` that hold and their strength.
    strangers : Strangers
        Which of the likeliest lie in a country that the article does not tell of.
    """

    def __init__(
        self,
        toponyms: Sequence[Toponym],
        options: Sequence[Sequence[Option]],
        contexts: tuple[Context, ...],
        weights: Mapping[str, float],
        told: Mapping[int, Told] | None = None,
    ) -> None:
        self.weights = weights
        self._told = told or {}
        self._options = options
        self.contexts = contexts
        self._keys = [(t.surface.casefold(), t.use.value == "demonym") for t in toponyms]
        self._own = [_with_seats(t, group) for t, group in zip(toponyms, options, strict=True)]
        self.features = [[dict(f) for f in group] for group in self._own]
        self.chances = [_softmax(weights, group, _HEATS[0]) for group in self.features]
        self._company = Company(self._keys, options)
        for heat in _HEATS:
            self._round(heat)
        self.strangers = Strangers(toponyms, options, self.chances)

    def is_of(self, i: int, kind: Kind) -> bool:
        """Return whether toponym `i` is more likely a place of a kind than not."""
        return self._kinds[i].get(kind, 0.0) > _MORE_THAN_NOT

    def _round(self, heat: float) -> None:
        article = _Survey(self._keys, self._options, self.chances, self._company)
        self._holders = [
            [
                (option.place, chance)
                for option, chance in zip(group, row, strict=True)
                if option.place.kind in HOLDERS
            ]
            for group, row in zip(self._options, self.chances, strict=True)
        ]
        self._kinds = self._shares(lambda place: place.kind)
        self._countries = self._shares(lambda place: place.country)
        fresh: list[list[Features]] = []
        for i, group in enumerate(self._options):
            found = [
                {**own, **self._beside(i, option.place), **article.around(i, option)}
                for own, option in zip(self._own[i], group, strict=True)
            ]
            _level(group, found)
            fresh.append(found)
        self.features = fresh
        self.chances = [_softmax(self.weights, group, heat) for group in fresh]

    def _beside(self, i: int, place: Place) -> Features:
        """Return what the names and words next to toponym `i` say for `place`."""
        context = self.contexts[i]
        found: Features = {}
        if context.cue is not None:
            said = _is_kind(place.kind, context.cue[0])
            found["kind said" if said else "kind denied"] = 1.0
        if context.in_town and place.kind is Kind.TOWN:
            found["in a town"] = 1.0
        if context.the and place.kind in _WITH_ARTICLE:
            found["the before"] = 1.0
        if context.the is False and context.cue is None and place.kind is Kind.RIVER:
            found["no the"] = 1.0
        found |= self._by_holder(i, place)
        pair = len(context.list_mates) == 1 and {context.container, context.contained} != {None}
        mates = [] if pair else [j for j in context.list_mates if self._options[j]]
        if mates:
            kinds = sum(self._kinds[j].get(place.kind, 0.0) for j in mates)
            countries = sum(self._countries[j].get(place.country, 0.0) for j in mates)
            found["company kind"] = kinds / len(mates)
            found["company country"] = countries / len(mates)
        return found

    def _by_holder(self, i: int, place: Place) -> Features:
        """Return what the larger or smaller places that toponym `i` is tied to say for `place`."""
        context, found = self.contexts[i], Features()
        if context.container is not None and self._may_be_meant(i, place):
            found["holder"] = self._share_holding(context.container, place)
        elif context.container is None and context.scope is not None:
            found["holder"] = _LOOSELY * self._share_holding(context.scope.holder, place)
        if i in self._told:
            found |= self._told[i].signs(place)
        if place.kind not in HOLDERS:
            return found
        if context.contained is not None:
            found["held"] = self._mass(context.contained, lambda other: holds(place, other))
        if context.heads:
            shares = (self._mass(j, lambda other: holds(place, other)) for j in context.heads)
            found["heads"] = max(shares)
        return found

    def _share_holding(self, i: int, place: Place) -> float:
        return math.fsum(chance for other, chance in self._holders[i] if holds(other, place))

    def _may_be_meant(self, i: int, place: Place) -> bool:
        """Return whether a tie may speak for a place: soldiers go abroad, to what is well known."""
        tie = self.contexts[i].tie
        if tie is None or tie.how is not How.PEOPLE:
            return True
        most = max(option.place.population for option in self._options[i])
        return place.population >= _COMPARABLE * most

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


def _with_seats(toponym: Toponym, group: Sequence[Option]) -> list[Features]:
    """Favour what can hold a government where the name stands for one: "Washington said"."""
    own = [dict(option.own) for option in group]
    if toponym.use is not Use.ASSOCIATIVE:
        return own
    province = any(
        option.place.kind is Kind.PROVINCE and signs.get("own name")
        for option, signs in zip(group, own, strict=True)
    )
    for option, signs in zip(group, own, strict=True):
        borrowed = province and not signs.get("own name")  # Oklahoma City, of "Oklahoma says"
        big = option.place.kind is Kind.TOWN and option.place.population >= _BIG_SEAT
        if option.place.kind is Kind.COUNTRY or (big and not borrowed):
            signs["seat of power"] = 1.0
    return own


def _level(group: Sequence[Option], found: Sequence[Features]) -> None:
    """Count a town as near to others as its division, whose one point says nothing of them."""
    provinces = [k for k, option in enumerate(group) if option.place.kind is Kind.PROVINCE]
    for k, option in enumerate(group):
        if not (found[k].get("namesake") and found[k].get("own name")):
            continue  # Quebec City is not called Quebec
        for j in provinces:
            close = found[j].get("close", 0.0)
            if holds(group[j].place, option.place) and close > found[k].get("close", 0.0):
                found[k]["close"] = close


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
