"""What is shown of a survey: the one place where a filter is applied, and everything counted."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from geo.errors import ExportError
from geo.mapped.asked import Asked, is_within
from geo.mapped.reasons import LEFT_OUT
from geo.mapped.record import APART, Counts, EvidenceMap, Mark, Name

if TYPE_CHECKING:
    from geo.mapped.marks import Base
    from geo.mapped.record import Excerpt
    from geo.mapped.surveying import Row, Survey
    from geo.types import Article


def passes(row: Row, asked: Asked) -> bool:
    """
    Return whether a filter keeps a name.

    Parameters
    ----------
    row : Row
        The name's facets.
    asked : Asked
        The filter; `more` is a case's to answer, and keeps everything here.
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
    kept = [passes(row, asked) for row in found.rows]
    tally = _tally(found, kept)
    excerpts = tuple(e for e in found.excerpts if e.key in tally.excerpts)
    marks = tuple(_mark(base, tally, found) for base in found.marks)
    names = tuple(_name(row, keep) for row, keep in zip(found.rows, kept, strict=True))
    return EvidenceMap(
        asked=asked,
        articles=tuple(dict.fromkeys(parse.article.id for parse in found.parses)),
        engine=" ".join(dict.fromkeys(parse.engine for parse in found.parses)),
        counts=_counts(found, marks, excerpts),
        bounds=asked.extent or found.bounds,
        marks=marks,
        outlines=found.outlines,
        tray=found.tray,
        excerpts=excerpts,
        names=names,
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
    """Names, excerpts and articles kept, by mark's key; excerpts held, by area's id."""

    names: dict[str, int] = field(default_factory=dict)
    by_mark: dict[str, set[str]] = field(default_factory=dict)
    by_area: dict[str, set[str]] = field(default_factory=dict)
    articles: dict[str, set[int]] = field(default_factory=dict)
    excerpts: set[str] = field(default_factory=set)


def _tally(found: Survey, kept: list[bool]) -> _Tally:
    tally = _Tally()
    for row, keep in zip(found.rows, kept, strict=True):
        if not keep or row.excerpt is None:
            continue
        tally.excerpts.add(row.excerpt)
        if row.mark is None:
            continue
        tally.names[row.mark] = tally.names.get(row.mark, 0) + 1
        tally.by_mark.setdefault(row.mark, set()).add(row.excerpt)
        tally.articles.setdefault(row.mark, set()).add(row.parse)
        if row.holder is not None:
            tally.by_area.setdefault(row.holder, set()).add(row.excerpt)
    return tally


def _mark(base: Base, tally: _Tally, found: Survey) -> Mark:
    names, own = tally.names.get(base.key, 0), tally.by_mark.get(base.key, set())
    inside = set[str]().union(*(tally.by_area.get(area, set()) for area in base.areas))
    articles = tally.articles.get(base.key, set())
    same = {f.name: getattr(base, f.name) for f in fields(base) if f.name != "ring"}
    return Mark(
        **same,
        km=base.ring.km,
        nominal=base.ring.nominal,
        somewhere=False,
        names=names,
        excerpts=len(own),
        held=len(own | inside),
        sources=len({_source(found.parses[i].article) for i in articles}),
        shown=names > 0,
    )


def _source(article: Article) -> str:
    """Return what tells an article's source from another's: its publisher, else itself."""
    return article.publisher or article.id


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


def _counts(found: Survey, marks: tuple[Mark, ...], excerpts: tuple[Excerpt, ...]) -> Counts:
    places = [row for row in found.rows if row.reason not in APART]
    shown = [mark for mark in marks if mark.shown]
    articles = {e.article for e in excerpts}
    on_map = sum(mark.names for mark in marks)
    return Counts(
        names=len(places),
        on_map=on_map,
        hidden=sum(mark.left_out for mark in marks),
        listed=sum(row.reason is not None for row in places),
        peoples=len(found.rows) - len(places),
        others=sum(len(parse.not_places) for parse in found.parses),
        marks=len(marks),
        shown=len(shown),
        unsure=sum(not mark.sure for mark in shown),
        excerpts=len(excerpts),
        articles=len(articles),
        sources=len({_source(p.article) for p in found.parses if p.article.id in articles}),
    )
