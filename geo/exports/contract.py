"""A parse as the JSON other programs rely on; the contract is docs/json.md."""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import fields, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from geo.mapped import Asked, map_evidence, of_names
from geo.mapped.record import SCORE_PLACES
from geo.offsets import Offsets
from geo.types import Span

if TYPE_CHECKING:
    from geo.decisions import Settled
    from geo.mapped import EvidenceMap, Listed, Mark, Stamp
    from geo.types import (
        Around,
        Article,
        Candidate,
        Decided,
        Incident,
        NotPlace,
        Parse,
        Place,
        Quote,
        Resolution,
        Speaker,
    )

_PLACES = 6  # decimal places of a degree: 0.1 m, finer than any source


def write(shown: EvidenceMap) -> str:
    """
    Return one object an article, each with its own map; a list of them where there are several.

    Parameters
    ----------
    shown : EvidenceMap
        One or more articles, as asked.

    Returns
    -------
    str
        JSON.
    """
    found = [to_result(parse, shown.asked) for parse in shown.parses]
    whole = found[0] if len(found) == 1 else found
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def to_result(
    parse: Parse,
    asked: Asked | None = None,
    *,
    text: bool = False,
    settled: Settled | None = None,
) -> dict[str, Any]:
    """
    Return a parse as JSON-ready values.

    Parameters
    ----------
    parse : Parse
        What the engine made of one article.
    asked : Asked, optional
        A selection and filters for the map; everything when left out.
    text : bool, optional
        Whether to add the normalised text, the original where it is another, and to each span
        where it stood in the original.
    settled : Settled, optional
        Of a case: the parse as decided; to each toponym and quote is then added who decided it.

    Returns
    -------
    dict
        `id`, `title`, `sha256` (of the normalised text), `normaliser`, `engine`, `toponyms`,
        `quotes`, `incidents`, `not_places`, `map`. Offsets count code points of the normalised
        text, half-open; `lat` and `lon` are WGS 84 degrees.
    """
    found = _result(parse, asked)
    if settled is not None:
        _add_decided(found, settled)
    return _with_text(found, parse.article) if text else found


def _result(parse: Parse, asked: Asked | None) -> dict[str, Any]:
    index = {r.toponym.span: i for i, r in enumerate(parse.resolutions)}
    asked = asked or Asked()
    shown = replace(map_evidence([parse], of_names(asked)), asked=asked)  # it was chosen already
    starts = [toponym.span.start for toponym in parse.toponyms]
    return {
        "id": parse.article.id,
        "title": parse.article.title,
        "sha256": parse.article.id,
        "normaliser": parse.article.normaliser,
        "engine": parse.engine,
        "toponyms": [
            {**_toponym(resolution), "mark": name.mark, "excerpt": name.excerpt}
            for resolution, name in zip(parse.resolutions, shown.names, strict=True)
        ],
        "quotes": [
            _quote(quote, span, parse, starts) for quote in parse.quotes for span in quote.spans
        ],
        "incidents": [
            _incident(incident, [index[e.resolution.toponym.span] for e in incident.evidence])
            for incident in parse.incidents
        ],
        "not_places": [_not_place(name) for name in parse.not_places],
        "map": map_of(shown),
    }


def case_of(stamp: Stamp) -> dict[str, Any]:
    """Return what tells a case as it was when something was made of it."""
    return {"title": stamp.title, "entry": stamp.entry, "head": stamp.head}


def _add_decided(found: dict[str, Any], settled: Settled) -> None:
    """Say of each name and quote who decided it, and which decisions no longer fit."""
    for row in found["toponyms"]:
        row["decided"] = _decided(settled.decided.get(Span(row["start"], row["end"])))
    quotes = [quote for quote in settled.parse.quotes for _ in quote.spans]
    for row, quote in zip(found["quotes"], quotes, strict=True):
        decided = settled.quotes.get(quote.index)
        row["decided"] = None if decided is None else _signed(decided)
    found["unfit"] = [
        {"entry": u.entry, "span": [u.span.start, u.span.end], "why": u.why} for u in settled.unfit
    ]


def _decided(decided: Decided | None) -> dict[str, Any] | None:
    if decided is None:
        return None
    engine = decided.engine
    return {**_signed(decided), "engine": None if engine is None else brief(engine)}


def _signed(decided: Decided) -> dict[str, Any]:
    return {
        "entry": decided.entry,
        "who": decided.who,
        "when": decided.when,
        "why": decided.why,
    }


def brief(resolution: Resolution) -> dict[str, Any]:
    """Return an answer in short: its status, place and class."""
    place = resolution.place
    return {
        "status": resolution.status.value,
        "place": None if place is None else _place(place),
        "precision": resolution.precision.value,
    }


def _with_text(found: dict[str, Any], article: Article) -> dict[str, Any]:
    """Add the text and the original, and to each span where it stood there."""
    original = article.original
    offsets = Offsets.of(article)
    speakers = [row["speaker"] for row in found["quotes"] if row["speaker"] is not None]
    for row in (
        *found["toponyms"],
        *found["quotes"],
        *found["incidents"],
        *found["not_places"],
        *speakers,
    ):
        span = offsets.original(Span(row["start"], row["end"]))
        row["original"] = {"start": span.start, "end": span.end}
    return {
        **found,
        "text": article.text,
        "original": article.text if original is None else original.text,
    }


def map_of(shown: EvidenceMap) -> dict[str, Any]:
    """Return an evidence map's question, counts, marks and tray, JSON-ready."""
    counts = shown.counts
    return {
        "asked": shown.asked.to_plain(),
        "counts": {f.name: getattr(counts, f.name) for f in fields(counts)},
        "marks": [_mark(mark) for mark in shown.marks],
        "tray": [_listed(row) for row in shown.tray],
    }


def _mark(mark: Mark) -> dict[str, Any]:
    return {
        **mark.attributes,
        "areas": list(mark.areas),
        "lat": round(mark.lat, _PLACES),
        "lon": round(mark.lon, _PLACES),
        "somewhere": mark.somewhere,
        "named": mark.named,
        "names": mark.names,
        "excerpts": mark.excerpts,
        "held": mark.held,
        "sources": mark.sources,
        "shown": mark.shown,
    }


def _listed(row: Listed) -> dict[str, Any]:
    return {"name": row.name, "times": row.times, "reason": row.reason, "words": row.words}


def _toponym(resolution: Resolution) -> dict[str, Any]:
    toponym, place = resolution.toponym, resolution.place
    return {
        "start": toponym.span.start,
        "end": toponym.span.end,
        "name": toponym.surface,
        "use": toponym.use.value,
        "status": resolution.status.value,
        "score": round(resolution.score, SCORE_PLACES),
        "precision": resolution.precision.value,
        "place": None if place is None else _place(place),
        "around": None if resolution.around is None else _around(resolution.around),
        **({} if resolution.within is None else {"within": {"words": resolution.within}}),
        "candidates": [_candidate(candidate) for candidate in resolution.candidates],
        "reasons": list(resolution.reasons),
        "found_by": toponym.found_by.value,
        "placed_by": resolution.placed_by.value,
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind.value,
        "lat": round(place.lat, _PLACES),
        "lon": round(place.lon, _PLACES),
        "country": place.country,
        "admin1": place.admin[1] if len(place.admin) > 1 else None,
    }


def _around(around: Around) -> dict[str, Any]:
    return {
        "lat": round(around.lat, _PLACES),
        "lon": round(around.lon, _PLACES),
        "radius_km": around.radius_km,
        "words": around.words,
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "place": _place(candidate.place),
        "score": round(candidate.score, SCORE_PLACES),
        "reasons": list(candidate.reasons),
    }


def _quote(quote: Quote, span: Span, parse: Parse, starts: list[int]) -> dict[str, Any]:
    """Return one part of a quote: a split one has a row a part, so that each is verbatim."""
    inside = range(bisect_left(starts, span.start), len(starts))
    return {
        "start": span.start,
        "end": span.end,
        "text": parse.article.slice(span),
        "direct": quote.direct,
        "speaker": None if quote.speaker is None else _speaker(quote.speaker),
        "score": round(quote.probability, SCORE_PLACES),
        "places": list(takewhile(lambda i: span.covers(parse.toponyms[i].span), inside)),
    }


def _speaker(speaker: Speaker) -> dict[str, Any]:
    return {"name": speaker.name, "start": speaker.span.start, "end": speaker.span.end}


def _incident(incident: Incident, named: list[int]) -> dict[str, Any]:
    first = incident.evidence[0].span
    return {
        "label": incident.label,
        "place": named[0] if named and incident.place is not None else None,
        "when": incident.when,
        "status": incident.status,
        "start": first.start,
        "end": first.end,
    }


def _not_place(name: NotPlace) -> dict[str, Any]:
    return {
        "start": name.span.start,
        "end": name.span.end,
        "name": name.surface,
        "reason": name.reason,
    }
