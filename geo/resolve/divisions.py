"""Second-level divisions: answers where a word says district, or nothing else has the name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.gazetteer import UNPOINTED
from geo.types import Kind, Use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.resolve.candidates import Option
    from geo.resolve.context import Context
    from geo.types import Place, Toponym

_SECOND = "ADM2"
_SOURCES = frozenset({"geonames", UNPOINTED})
_AREAS = frozenset({Kind.COUNTRY, Kind.PROVINCE})
_FIRST = frozenset({Kind.PROVINCE, Kind.REGION})


def is_called(place: Place) -> bool:
    """Return whether a place is a division that a word of kind, or want of others, calls up."""
    return place.feature == _SECOND and place.source in _SOURCES


def admit(
    toponyms: Sequence[Toponym],
    options: Sequence[tuple[Option, ...]],
    contexts: Sequence[Context],
) -> tuple[list[tuple[Option, ...]], tuple[Context, ...]]:
    """
    Keep the second-level divisions that the text asks for, and the words of kind they answer.

    A division nearly always bears the name of its chief town, which the bare name means. So it
    stays where a word beside the name says district, or says province of a name that no province
    has; or where no other place has the name. Of several it must lie in a country that the
    article names by that country's name, people or province, if it names any.

    Parameters
    ----------
    toponyms : sequence of Toponym
        In reading order.
    options : sequence of tuple of Option
        What each might mean, divisions among them.
    contexts : sequence of Context
        What stands around each.

    Returns
    -------
    options : list of tuple of Option
        What is left of each.
    contexts : tuple of Context
        The same, but that "governorate" beside the name of a district says district.
    """
    named = _countries(toponyms, options)
    pairs = [
        _admit(group, context, named)
        if any(is_called(o.place) for o in group)
        else (group, context)
        for group, context in zip(options, contexts, strict=True)
    ]
    said = tuple(_as_first(group, context) for group, context in pairs)
    return [group for group, _ in pairs], said


def _as_first(group: tuple[Option, ...], context: Context) -> Context:
    """Read "district" as a first-level division's where no second-level one has the name."""
    kinds = {option.place.kind for option in group if option.how != "tolerant"}
    if context.cue is None or context.cue[0] is not Kind.DISTRICT:
        return context
    if Kind.DISTRICT in kinds or Kind.PROVINCE not in kinds:
        return context
    return replace(context, cue=(Kind.PROVINCE, context.cue[1]))


def _countries(toponyms: Sequence[Toponym], options: Sequence[tuple[Option, ...]]) -> set[str]:
    """Return the countries that the article names, or that have a division it may name."""
    return {
        option.place.country
        for toponym, group in zip(toponyms, options, strict=True)
        for option in group
        if option.place.kind in _AREAS or toponym.use is Use.DEMONYM
    }


def _admit(
    group: tuple[Option, ...], context: Context, named: set[str]
) -> tuple[tuple[Option, ...], Context]:
    others = tuple(o for o in group if not is_called(o.place))
    called = tuple(o for o in group if is_called(o.place))
    called = tuple(o for o in called if o.place.country in named) if named else called
    spelt = tuple(o for o in others if o.how != "tolerant")
    said = context.cue[0] if context.cue is not None else None
    is_first = said is Kind.PROVINCE and not any(o.place.kind in _FIRST for o in spelt)
    if called and context.cue is not None and (said is Kind.DISTRICT or is_first):
        return (*called, *spelt), replace(context, cue=(Kind.DISTRICT, context.cue[1]))
    return (others if spelt or not called else called), context
