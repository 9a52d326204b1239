"""How near each option of a name lies to what the article's other names may mean."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from geo.boundaries.distance import EARTH_RADIUS_KM
from geo.types import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.resolve.candidates import Option

Key = tuple[str, bool]  # a name in lower case, and whether it is a demonym

_NEXT, _CLOSE = (math.cos(km / EARTH_RADIUS_KM) for km in (30.0, 200.0))
_MOST = 1500  # options measured against each other; bounds time and memory
_MOST_NAMES = 60  # names that keep company; an index of places is no company
DOUBT = 1.0  # names' worth of doubt, so that one other name cannot settle an article
_AREAS = frozenset({Kind.COUNTRY, Kind.CONTINENT, Kind.SEA})


class Company:
    """
    Distances between the options of an article's distinct names, measured once.

    Parameters
    ----------
    keys : sequence of (str, bool)
        The name of each toponym.
    options : sequence of sequence of Option
        What each may mean.
    """

    def __init__(self, keys: Sequence[Key], options: Sequence[Sequence[Option]]) -> None:
        distinct: dict[Key, Sequence[Option]] = {}
        for key, group in zip(keys, options, strict=True):
            if group and not key[1] and len(distinct) < _MOST_NAMES:
                distinct.setdefault(key, group)
        self._names = list(distinct)
        most = _MOST // max(1, len(distinct))
        kept = [
            (number, option)
            for number, group in enumerate(distinct.values())
            for option in group[:most]
            if option.place.kind not in _AREAS
        ]
        self._rows = [(self._names[number], option.place.id) for number, option in kept]
        self._owners = np.array([number for number, _ in kept], dtype=np.intp)
        points = np.array([option.point for _, option in kept], dtype=np.float64).reshape(-1, 3)
        cosines = points @ points.T
        self._within = [(cosines > limit).astype(np.float32) for limit in (_NEXT, _CLOSE)]

    def measure(
        self, meant: Mapping[Key, Mapping[str, float]]
    ) -> dict[tuple[Key, str], dict[str, float]]:
        """
        Weigh the company of every option.

        Parameters
        ----------
        meant : mapping
            For each name, the chance of each place, by id.

        Returns
        -------
        dict
            By name and place id: "next" (some other name means a place within 30 km) and "close"
            (the share of the other names that do within 200 km), where they are above 0.
        """
        if not self._rows:
            return {}
        chances = np.array([meant[key].get(place, 0.0) for key, place in self._rows], np.float32)
        spread = np.zeros((len(self._rows), len(self._names)), dtype=np.float32)
        spread[np.arange(len(self._rows)), self._owners] = chances
        others = np.arange(len(self._names)) != self._owners[:, None]
        by_next, by_close = ((within @ spread) * others for within in self._within)
        next_to = 1 - np.prod(1 - np.minimum(by_next, 1), axis=1)
        close = by_close.sum(axis=1) / (len(self._names) - 1 + DOUBT)
        return {
            row: {name: value for name, value in (("next", a), ("close", b)) if value > 0}
            for row, a, b in zip(self._rows, next_to.tolist(), close.tolist(), strict=True)
        }
