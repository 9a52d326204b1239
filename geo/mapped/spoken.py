"""What articles speak of, so that quiet ground repeats none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.types import Parse


def spoken_of(parses: Iterable[Parse]) -> frozenset[str]:
    """
    Return what articles speak of, whether or not it came on the map.

    Parameters
    ----------
    parses : iterable of Parse
        The articles.

    Returns
    -------
    frozenset of str
        Ids of the places that a name could mean, chosen or not; and names in lower case: as
        written, of what was judged to be no place too, and as the chosen places are called. A
        town whose id or name is among them is no quiet ground: it would stand for the article's
        own.
    """
    found: set[str] = set()
    for parse in parses:
        found.update(name.surface.casefold() for name in parse.not_places)
        for resolution in parse.resolutions:
            found.add(resolution.toponym.surface.casefold())
            found.update(candidate.place.id for candidate in resolution.candidates)
            if resolution.place is not None:
                found.add(resolution.place.name.casefold())
    return frozenset(found)
