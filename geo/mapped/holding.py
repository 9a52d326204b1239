"""Which marks hold a name in their areas: by ids alone, never by geometry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.mapped.shapes import areas_of
from geo.types import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.mapped.marks import Base
    from geo.types import Resolution


class Holding:
    """
    The marks with areas, by what these are.

    Parameters
    ----------
    bases : iterable of Base
        Every mark.
    """

    def __init__(self, bases: Iterable[Base]) -> None:
        self._by_area: dict[str, set[str]] = {}
        for base in bases:
            for area in () if base.somewhere else base.areas:  # a name in it holds nothing
                self._by_area.setdefault(area, set()).add(base.key)
        self._known: dict[tuple[str | None, ...], frozenset[str]] = {}

    def of(self, resolution: Resolution, holder: str | None, own: str | None) -> frozenset[str]:
        """
        Return the keys of the marks that hold a name in their areas.

        Parameters
        ----------
        resolution : Resolution
            The name.
        holder : str or None
            The division it is counted in.
        own : str or None
            Key of its own mark, which is left out.

        Returns
        -------
        frozenset of str
            Marks with the division it is counted in, or the country it lies in, among their
            areas, or with all the areas that it fills itself.
        """
        place = resolution.place
        if place is None or place.kind is Kind.COUNTRY or not self._by_area:
            return frozenset()
        within = (holder, f"country:{place.country}", *areas_of(resolution))
        if within not in self._known:
            self._known[within] = self._of(*within)
        return self._known[within] - {own}

    def _of(self, holder: str | None, country: str | None, *areas: str | None) -> frozenset[str]:
        found = {key for area in (holder, country) for key in self._having(area)}
        if areas:
            found |= set.intersection(*(self._having(area) for area in areas))
        return frozenset(found)

    def _having(self, area: str | None) -> set[str]:
        return set() if area is None else self._by_area.get(area, set())
