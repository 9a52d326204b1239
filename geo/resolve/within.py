"""
Names that the words tie to a larger place and the gazetteer lacks there: somewhere in that place.

A like name abroad is no answer to "Kani township in Sagaing". Such a name is answered with the
larger place, as finely as that is known and no finer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.boundaries.distance import distance_km
from geo.gazetteer import fold
from geo.precision import precision_of
from geo.resolve.holding import holds
from geo.resolve.ties import How, Tie
from geo.types import By, Candidate, Kind, Place, Precision, Resolution, Status, Use

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from geo.gazetteer import Gazetteer
    from geo.resolve.context import Context
    from geo.types import Article

_LEADING = frozenset({How.IN, How.OWNER})  # to a town, from a part of it
_EVEN = 0.5  # score from which a place is as likely as not
_DOUBTFUL = 0.1  # score below which even a place that its words allow is none
_MOST_REASONS = 4
_BIG = 100_000  # people of a town that is named far from home
_LONGEST = 160  # code points of the words
_HOPS = 4  # of "A in B, C, D"
_AREAS = frozenset({Kind.COUNTRY, Kind.PROVINCE, Kind.DISTRICT, Kind.REGION})
_PARTS = frozenset({Kind.DISTRICT, Kind.PROVINCE, Kind.REGION})  # what a word may say a town is
_SMALL = frozenset({Kind.TOWN, Kind.SITE, Kind.DISTRICT, Kind.PROVINCE})
_WIDTH_KM = {Kind.DISTRICT: 60.0, Kind.TOWN: 30.0}  # of what the gazetteer gives no holder for


def place_within(
    article: Article,
    resolutions: Sequence[Resolution],
    contexts: Sequence[Context],
    capitals: AbstractSet[str],
    gazetteer: Gazetteer,
) -> tuple[Resolution, ...]:
    """
    Give each name that is tied to a larger place, and has no place there, that larger place.

    Parameters
    ----------
    article : Article
        The article.
    resolutions : sequence of Resolution
        One for each toponym, in reading order.
    contexts : sequence of Context
        What stands around each.
    capitals : set of str
        Ids of capitals, which are named in texts about anywhere.
    gazetteer : Gazetteer
        Which says in which division a town lies.

    Returns
    -------
    tuple of Resolution
        The same; where a name is `within` the place that its words give, the class is that place's.
        A town or capital that is likely all the same keeps its place.
    """
    found = _Within(article, resolutions, contexts, capitals, gazetteer)
    return tuple(found.answer(i) for i in range(len(resolutions)))


class _Within:
    """Which names of an article have no place of their own in what they are tied to."""

    def __init__(
        self,
        article: Article,
        resolutions: Sequence[Resolution],
        contexts: Sequence[Context],
        capitals: AbstractSet[str],
        gazetteer: Gazetteer,
    ) -> None:
        self._article = article
        self._gazetteer = gazetteer
        self._resolutions = resolutions
        self._contexts = contexts
        self._capitals = capitals
        self._countries = frozenset(
            r.place.country for r in resolutions if r.place and r.place.kind is Kind.COUNTRY
        )

    def answer(self, i: int) -> Resolution:
        """Return a name's answer, as its words allow."""
        resolution, tie = self._resolutions[i], self._contexts[i].tie
        held = self._holder(i)
        if held is None or tie is None or self._fits(resolution, held.place, tie):
            return self._under(i)
        finer = self._under(i) if held.place.kind is Kind.COUNTRY else resolution
        if finer.within and finer.place and finer.place.country == held.place.country:
            return finer
        words = " ".join(self._article.slice(tie.span).split())[:_LONGEST]
        inside = _inside(resolution, held.place, tie)
        if inside is not None:
            return _moved(resolution, inside, words)
        near = self._resolutions[tie.holder] if tie.how is How.BESIDE else None
        return _held(resolution, held, words) if near is None else _near(resolution, near, words)

    def _under(self, i: int) -> Resolution:
        """Return the answer of a name that nothing ties, by what it stands under."""
        resolution, scope = self._resolutions[i], self._contexts[i].scope
        if scope is None or resolution.place is not None or not self._may_be_held(i):
            return resolution
        held = self._area(scope, _HOPS)
        if held is None or fold(resolution.toponym.surface) == fold(held.place.name):
            return resolution
        words = " ".join(self._article.slice(scope.span).split()).rstrip(".:")[:_LONGEST]
        return _held(resolution, held, words)

    def _may_be_held(self, i: int) -> bool:
        """Return whether a name may lie in one area, by its use and the word beside it."""
        demonym = self._resolutions[i].toponym.use is Use.DEMONYM
        return not demonym and (not self._contexts[i].told or _may_hold(self._contexts[i]))

    def _holder(self, i: int, hops: int = _HOPS) -> Candidate | None:
        """Return the place that the words of a name put it in, whatever it was taken for."""
        tie, toponym = self._contexts[i].tie, self._resolutions[i].toponym
        if tie is None or tie.how is How.PEOPLE or not self._may_be_held(i):
            return None
        held = self._area(tie, hops)
        return None if held is None or fold(toponym.surface) == fold(held.place.name) else held

    def _further(self, i: int, hops: int) -> Candidate | None:
        """Return what a name lies in that has no place of its own; None where it has one."""
        tie = self._contexts[i].tie
        held = self._holder(i, hops - 1) if hops else None
        if held is None or tie is None or self._fits(self._resolutions[i], held.place, tie):
            return None
        return None if _inside(self._resolutions[i], held.place, tie) else held

    def _area(self, tie: Tie, hops: int) -> Candidate | None:
        """Return what a tie leads to: an area, or the town that a part of it is told of."""
        further = self._further(tie.holder, hops)
        if further is not None:
            return further
        holder, over = self._resolutions[tie.holder], self._contexts[tie.holder]
        beyond = over.tie or over.scope
        place = holder.place
        if place is None:
            return None
        if tie.how is How.BESIDE:
            return holder.candidates[0] if holder.around is not None else None
        if _is_holder(place) or (place.kind is Kind.TOWN and tie.part and tie.how in _LEADING):
            first, known = holder.candidates[0], self._gazetteer.holder(place)
            return first if known is None else replace(first, place=known)  # it has no point
        if place.kind is Kind.TOWN:
            around = (c for c in holder.candidates if holds(c.place, place))
            wider = next((replace(c, score=holder.score) for c in around), None)
            if wider is not None:
                return wider
        further = self._area(beyond, hops - 1) if beyond is not None and hops else None
        return further or self._division(holder, over)

    def _division(self, holder: Resolution, context: Context) -> Candidate | None:
        """Return the division of a town that stands for an area of its name: "Masisi territory"."""
        place = holder.place
        if place is None or place.kind is not Kind.TOWN or place.admin1 is None:
            return None
        if context.cue is None or context.cue[0] not in _PARTS or not context.told:
            return None
        division = self._gazetteer.place(place.admin1)
        return Candidate(place=division, score=holder.score, reasons=())

    def _fits(self, resolution: Resolution, holder: Place, tie: Tie) -> bool:
        """Return whether a name's own place may stand, though its words say that it lies there."""
        place = resolution.place
        if place is None or place.kind not in _SMALL or _answers(place, holder, tie):
            return place is not None
        if resolution.score < _EVEN:
            return False
        big = place.population >= _BIG or place.id in self._capitals
        if tie.how is How.BESIDE:
            at_home = tie.km is None and place.country == holder.country
            famous = big or place.kind is Kind.PROVINCE
            return at_home or (famous and not tie.part)  # "Medina, a village near Tambacounda"
        if place.country == holder.country:
            told = self._contexts[tie.holder].told and tie.how is not How.COMMA
            return (big and not told) or tie.how is How.COMMA or holder.kind is not Kind.PROVINCE
        listed = tie.how is How.COMMA or place.country in self._countries
        return listed if place.kind is Kind.PROVINCE else big


def _may_hold(context: Context) -> bool:
    """Return whether the word beside a name leaves it a place that lies in one area."""
    return context.cue is None or context.cue[0] in _SMALL | {Kind.REGION}


def _is_holder(place: Place) -> bool:
    """Return whether a place is an area of one country, as the Sahel is not."""
    return place.kind in _AREAS and bool(place.country)


def _lies_in(place: Place, holder: Place) -> bool:
    if place.country == holder.country and place.admin1 is None:
        return True  # the gazetteer does not say where in the country
    if place.id == holder.id or holds(holder, place) or place.admin2 == holder.id:
        return True
    reach = _WIDTH_KM.get(holder.kind, 0.0)
    return distance_km(place.lon, place.lat, holder.lon, holder.lat) <= reach


def _answers(place: Place, holder: Place, tie: Tie) -> bool:
    """Return whether a place lies where a tie to a holder says."""
    if tie.how is not How.BESIDE:
        return _lies_in(place, holder)
    return distance_km(place.lon, place.lat, holder.lon, holder.lat) <= tie.reach_km


def _inside(resolution: Resolution, holder: Place, tie: Tie) -> Candidate | None:
    """Return the likeliest small place of the name that lies in its holder, if any will do."""
    if resolution.status is Status.UNKNOWN:
        return None
    return next(
        (
            c
            for c in resolution.candidates
            if c.score >= _DOUBTFUL and c.place.kind in _SMALL and _answers(c.place, holder, tie)
        ),
        None,
    )


def _led_by(first: Candidate, others: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return an answer and its rivals, whose scores get what it leaves, and none more than it."""
    left, total = 1 - first.score, sum(c.score for c in others)
    share = min(1.0, left / total) if total else 1.0
    return (first, *(replace(c, score=min(first.score, c.score * share)) for c in others))


def _moved(resolution: Resolution, inside: Candidate, words: str) -> Resolution:
    """Return the answer with the place that its words leave."""
    reasons = (f"\u201c{words}\u201d says where it lies", *inside.reasons)[:_MOST_REASONS]
    first = replace(inside, reasons=reasons)
    return replace(
        resolution,
        status=Status.RESOLVED,
        candidates=_led_by(first, [c for c in resolution.candidates if c is not inside]),
        precision=precision_of(inside.place),
        reasons=reasons,
        around=None,
        placed_by=By.RULE,
    )


def _near(resolution: Resolution, beside: Resolution, words: str) -> Resolution:
    """Return the answer that a name lies where the words beside another point."""
    surface, first, around = resolution.toponym.surface, beside.candidates[0], beside.around
    if around is None:
        return resolution
    reasons = (
        f"\u201c{words}\u201d says where it lies",
        f"the gazetteer has no {surface} there",
    )
    others = [c for c in resolution.candidates if c.place.id != first.place.id]
    return replace(
        resolution,
        status=Status.RESOLVED,
        candidates=_led_by(replace(first, reasons=reasons), others),
        precision=beside.precision,
        reasons=reasons,
        around=replace(around, words=words),
        placed_by=By.RULE,
    )


def _held(resolution: Resolution, held: Candidate, words: str) -> Resolution:
    """Return the answer that a name lies somewhere in its holder."""
    surface, holder = resolution.toponym.surface, held.place
    reasons = (
        f"\u201c{words}\u201d says that it lies in {holder.name}",
        f"the gazetteer has no {surface} there",
    )
    first = Candidate(place=holder, score=held.score, reasons=reasons)
    others = [c for c in resolution.candidates if c.place.id != holder.id]
    return replace(
        resolution,
        status=Status.RESOLVED,
        candidates=_led_by(first, others),
        precision=Precision.P2 if holder.kind is Kind.TOWN else precision_of(holder),
        reasons=reasons,
        around=None,
        within=words,
        placed_by=By.RULE,
    )
