"""What is shown of a survey: the one place where a filter is applied, and everything counted."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from itertools import chain, compress
from typing import TYPE_CHECKING

from geo.errors import ExportError
from geo.mapped.asked import Asked, is_within
from geo.mapped.marks import Base
from geo.mapped.narrowing import Narrowing
from geo.mapped.reasons import LEFT_OUT
from geo.mapped.record import Counts, EvidenceMap, Mark, Name

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from geo.mapped.surveying import Origin, Row, Survey


def passes(row: Row, asked: Asked) -> bool:
    """
    Return whether a filter keeps a name.

    Parameters
    ----------
    row : Row
        The name's facets.
    asked : Asked
        The filter; `more` is `geo.mapped.narrowing`'s to answer, and keeps everything here.
    """
    if asked.voice is not None and row.voice != asked.voice:
        return False
    if asked.speaker is not None and row.speaker != asked.speaker:
        return False
    if asked.place is not None and asked.place not in row.places:
        return False
    if asked.extent is None:
        return True
    return row.lon is not None and row.lat is not None and is_within(asked.extent, row.lon, row.lat)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The marks and counts of an evidence map, without its words."""

    asked: Asked
    counts: Counts
    marks: tuple[Mark, ...]  # in order of number


def kept(found: Survey, asked: Asked, matching: Container[str] | None = None) -> list[bool]:
    """
    Return which names of a survey a filter keeps, in their order.

    Parameters
    ----------
    found : Survey
        All there is.
    asked : Asked
        The filter.
    matching : container of str, optional
        Keys of the excerpts that have the words asked for, where the survey is slim.
    """
    if not asked.more:
        return [passes(row, asked) for row in found.rows]
    more = Narrowing(found, asked, matching)
    if asked == Asked(more=asked.more):
        return [more.keeps(row) for row in found.rows]
    return [passes(row, asked) and more.keeps(row) for row in found.rows]


def measure(found: Survey, asked: Asked, keeping: list[bool] | None = None) -> Figures:
    """
    Return the marks and counts of a survey, as asked; it needs no words, `Survey.slim` will do.

    Parameters
    ----------
    found : Survey
        All there is.
    asked : Asked
        What the reader wants to see of it.
    keeping : list of bool, optional
        What `kept` returns for it, where that was asked already.
    """
    return _measured(found, asked, kept(found, asked) if keeping is None else keeping)


def _measured(found: Survey, asked: Asked, keeping: list[bool]) -> Figures:
    """Return the marks and counts, by which rows are kept."""
    tally = _tally(compress(found.rows, keeping))
    marks = tuple(_mark(base, tally, found.origins) for base in found.marks)
    return Figures(asked=asked, counts=_counts(found, marks, tally), marks=marks)


class Index:
    """
    A survey that is asked often: what a place or an excerpt has is found without looking at all.

    Parameters
    ----------
    found : Survey
        All there is; a slim one will do.
    """

    def __init__(self, found: Survey) -> None:
        self._found = found
        self._places: dict[str, list[int]] = {}
        self._excerpts: dict[str, list[int]] = {}
        for number, row in enumerate(found.rows):
            for place in row.places:
                self._places.setdefault(place, []).append(number)
            if row.excerpt is not None:
                self._excerpts.setdefault(row.excerpt, []).append(number)
        self._bare = {base.key: bare(base) for base in found.marks}

    def rows(self, asked: Asked, matching: Container[str] | None = None) -> tuple[Row, ...]:
        """
        Return the names that a filter keeps, in reading order; the same as `kept` says.

        Parameters
        ----------
        asked : Asked
            The filter.
        matching : container of str, optional
            Keys of the excerpts that have the words asked for.
        """
        near = self._near(asked, matching)
        rows = self._found.rows if near is None else [self._found.rows[at] for at in near]
        if not asked.more:
            return tuple([row for row in rows if passes(row, asked)])
        more = Narrowing(self._found, asked, matching)
        return tuple([row for row in rows if passes(row, asked) and more.keeps(row)])

    def _near(self, asked: Asked, matching: Container[str] | None) -> Iterable[int] | None:
        """Return the names that could be kept; None where any could."""
        if asked.place is not None:
            return self._places.get(asked.place, ())
        if isinstance(matching, frozenset):
            return sorted(chain.from_iterable(self._excerpts.get(key, ()) for key in matching))
        return None

    def measure(self, asked: Asked, rows: Iterable[Row]) -> Figures:
        """Return the marks and counts where these names are kept; the same as `measure` says."""
        tally = _tally(rows)
        counted = tally.names.keys() | tally.inside.keys()
        marks = tuple(
            _mark(base, tally, self._found.origins) if base.key in counted else self._bare[base.key]
            for base in self._found.marks
        )
        return Figures(asked=asked, counts=_counts(self._found, marks, tally), marks=marks)


def bare(base: Base) -> Mark:
    """Return a mark of which no name is counted."""
    return _mark(base, _Tally(), ())


def answer(found: Survey, asked: Asked) -> EvidenceMap:
    """
    Return the evidence map of a survey, as asked.

    Parameters
    ----------
    found : Survey
        All there is.
    asked : Asked
        What the reader wants to see of it.

    Returns
    -------
    EvidenceMap
        Every mark keeps its key, number, name and place in it under any filter; what is kept out
        has `shown` False. The tray and the outlines stay as they are.
    """
    keeping = kept(found, asked)
    figures = _measured(found, asked, keeping)
    shown = {row.excerpt for row in compress(found.rows, keeping)}
    return EvidenceMap(
        asked=asked,
        articles=tuple(origin.article for origin in found.origins),
        engine=" ".join(dict.fromkeys(origin.engine for origin in found.origins)),
        counts=figures.counts,
        bounds=asked.extent or found.bounds,
        marks=figures.marks,
        outlines=found.outlines,
        tray=found.tray,
        excerpts=tuple(e for e in found.excerpts if e.key in shown),
        names=tuple(_name(row, keep) for row, keep in zip(found.rows, keeping, strict=True)),
        parses=found.parses,
    )


def refuse_unknown(found: Survey, asked: Asked) -> None:
    """
    Refuse a place or a speaker that no article names, since an empty map would be no answer.

    Raises
    ------
    ExportError
        The message says what there is instead.
    """
    if asked.place is not None and not any(asked.place in row.places for row in found.rows):
        msg = f"no excerpt is tied to the selected place {asked.place!r}: clear the selection"
        raise ExportError(msg)
    if asked.speaker is None:
        return
    known = sorted({q.speaker.name for p in found.parses for q in p.quotes if q.speaker})
    if asked.speaker not in known:
        names = ", ".join(known) or "none"
        msg = f"no quote is given to the speaker {asked.speaker!r}: the article has {names}"
        raise ExportError(msg)


@dataclass(slots=True)
class _Tally:
    """Names, excerpts and articles kept, and excerpts of what lies inside, by mark's key."""

    names: dict[str, int] = field(default_factory=dict)
    by_mark: dict[str, set[str]] = field(default_factory=dict)
    inside: dict[str, set[str]] = field(default_factory=dict)
    origins: dict[str, set[int]] = field(default_factory=dict)
    excerpts: set[str] = field(default_factory=set)
    every_origin: set[int] = field(default_factory=set)


def _tally(rows: Iterable[Row]) -> _Tally:
    """Count the names that are kept."""
    tally = _Tally()
    for row in rows:
        if row.excerpt is None:
            continue
        tally.excerpts.add(row.excerpt)
        tally.every_origin.add(row.parse)
        if row.mark is None:
            continue
        tally.names[row.mark] = tally.names.get(row.mark, 0) + 1
        tally.by_mark.setdefault(row.mark, set()).add(row.excerpt)
        tally.origins.setdefault(row.mark, set()).add(row.parse)
        for key in row.inside:
            tally.inside.setdefault(key, set()).add(row.excerpt)
    return tally


_SAME = tuple(each.name for each in fields(Base) if each.name != "ring")


def _mark(base: Base, tally: _Tally, origins: tuple[Origin, ...]) -> Mark:
    names, own = tally.names.get(base.key, 0), tally.by_mark.get(base.key, set())
    inside = tally.inside.get(base.key, set())
    own_origins = tally.origins.get(base.key, set())
    same = {name: getattr(base, name) for name in _SAME}
    return Mark(
        **same,
        km=base.ring.km,
        nominal=base.ring.nominal,
        names=names,
        excerpts=len(own),
        held=len(own | inside),
        sources=len({origins[i].source for i in own_origins}),
        shown=names > 0,
    )


def _name(row: Row, keep: bool) -> Name:  # noqa: FBT001 - one of a pair
    reason = row.reason if row.reason is not None or keep else LEFT_OUT
    return Name(
        parse=row.parse,
        index=row.index,
        mark=row.mark,
        reason=reason,
        excerpt=row.excerpt if keep else None,
        voice=row.voice,
    )


def _counts(found: Survey, marks: tuple[Mark, ...], tally: _Tally) -> Counts:
    shown = [mark for mark in marks if mark.shown]
    on_map = sum(mark.names for mark in marks)
    return Counts(
        names=found.places,
        on_map=on_map,
        hidden=sum(mark.left_out for mark in marks),
        listed=found.listed,
        peoples=len(found.rows) - found.places,
        others=sum(origin.others for origin in found.origins),
        marks=len(marks),
        shown=len(shown),
        unsure=sum(not mark.sure for mark in shown),
        excerpts=len(tally.excerpts),
        articles=len(tally.every_origin),
        sources=len({found.origins[i].source for i in tally.every_origin}),
    )
