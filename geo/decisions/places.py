"""What an analyst says of places, whatever name stands for them: what they are, are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.decisions.answers import Decision, OnPlace, What
from geo.precision import precision_of
from geo.types import By, Candidate, Kind, Place, Precision, Status, Use

if TYPE_CHECKING:
    from geo.types import Resolution

_HIDDEN = "hidden by the analyst"


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What holds of places, by their ids: of two decisions on one the later."""

    merged: Mapping[str, Decision] = field(default_factory=dict)
    called: Mapping[str, Decision] = field(default_factory=dict)
    hidden: Mapping[str, Decision] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything was said of any place."""
        return bool(self.merged or self.called or self.hidden)

    @property
    def ids(self) -> frozenset[str]:
        """Ids of the places that something was said of, and of those that they were merged into."""
        into = {d.answer.place.id for d in self.merged.values() if d.answer.place is not None}
        return frozenset((*self.merged, *self.called, *self.hidden, *into))

    def taking(self, decision: Decision) -> Places:
        """Return what holds once a decision is made; the same where it is on no place."""
        target, what = decision.target, decision.answer.what
        if not isinstance(target, OnPlace):
            return self
        held = {target.place: decision}
        if what is What.MERGE:
            return replace(self, merged={**self.merged, **held})
        if what is What.RENAME:
            return replace(self, called={**self.called, **held})
        return replace(self, hidden={**self.hidden, **held}) if what is What.HIDE else self

    def leads(self, place: str) -> tuple[Place | None, Decision | None]:
        """
        Return what a place counts as, and the decision that says so; None where it is itself.

        One that leads back to itself counts as nothing else.
        """
        path = self._path(place)
        last = path[-1] if path else None
        into = None if last is None else last.answer.place
        return (None, None) if into is None or into.id == place else (into, last)

    def counts_as(self, place: str, other: str) -> bool:
        """Return whether one place is another, or was merged into it on its way to a third."""
        into = (decision.answer.place for decision in self._path(place))
        return place == other or any(p is not None and p.id == other for p in into)

    def _path(self, place: str) -> list[Decision]:
        """Return the merges that lead from a place, each once."""
        path: list[Decision] = []
        while (decision := self.merged.get(place)) is not None and decision not in path:
            path.append(decision)
            place = "" if decision.answer.place is None else decision.answer.place.id
        return path

    def seen(self, held: Resolution) -> tuple[Resolution, tuple[Decision, ...]]:
        """
        Return how a name stands once its place is what it counts as, and who says so.

        Parameters
        ----------
        held : Resolution
            As it stands by what was decided of names alone.

        Returns
        -------
        (Resolution, tuple of Decision)
            The very same and none, where nothing was said of its place. A merged place keeps the
            score and the ring that it had: the analyst says what the place is, and not that this
            name means it.
        """
        if held.place is None:
            return held, ()
        into, merge = self.leads(held.place.id)
        now = held if into is None else _merged(held, into)
        by = [] if merge is None else [merge]
        own = held.place.id if into is None else into.id
        hide, name = self.hidden.get(own), self.called.get(own)
        if hide is not None and held.toponym.use is Use.LITERAL:
            return hidden(now), (*by, hide)
        if name is not None and name.answer.called is not None:
            return _called(now, name.answer.called), (*by, name)
        return now, tuple(by)


def _merged(held: Resolution, into: Place) -> Resolution:
    first = held.candidates[0]
    own = into if into.name else replace(into, name=first.place.name)
    same = next((c for c in held.candidates if c.place.id == own.id), None)
    reason = f"{first.place.name} counts as {own.name}: said by the analyst"
    chosen = Candidate(
        place=own, score=first.score, reasons=(reason,), form="" if same is None else same.form
    )
    rest = tuple(c for c in held.candidates[1:] if c.place.id != own.id)
    is_usual = held.precision is class_of_kind(first.place.kind)
    return replace(
        held,
        candidates=(chosen, *rest),
        precision=class_of_kind(own.kind) if is_usual else held.precision,
        reasons=(reason, *held.reasons),
        placed_by=By.ANALYST,
    )


def _called(held: Resolution, name: str) -> Resolution:
    first = held.candidates[0]
    return replace(held, candidates=(replace(first, form=name), *held.candidates[1:]))


def hidden(held: Resolution) -> Resolution:
    """Return a name that an analyst wants on no map; its candidates stay."""
    return replace(
        held,
        status=Status.HIDDEN,
        precision=Precision.P0,
        around=None,
        within=None,
        placed_by=By.ANALYST,
        reasons=(_HIDDEN,),
    )


@lru_cache
def class_of_kind(kind: Kind) -> Precision:
    """Look the table of precision up once for each kind of place."""
    return precision_of(Place(id="", name="", kind=kind, lon=0.0, lat=0.0, country=""))
