"""One parse as the evidence panel shows it: excerpts, article, places and what is not drawn."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from components.views import receipt
from components.views.map import holder, is_drawn, name_of, spot, why_listed
from components.views.words import kilometres, where
from geo import Kind, Precision, Use, scale

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo import Article, Evidence, Parse, Quote, Resolution, Span

_BASES = 2  # places that one ring is measured from: "between A and B"
_GROUPS = {Kind.PROVINCE: "area", Kind.DISTRICT: "area", Kind.COUNTRY: "country"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelView:
    """Everything the panel says about one article, ready for JSON; no word of it escaped."""

    version: str  # article id and engine id: the same version, the same words
    paragraphs: tuple[dict[str, Any], ...]
    excerpts: tuple[dict[str, Any], ...]
    places: tuple[dict[str, Any], ...]
    names: tuple[dict[str, Any], ...]  # every name in reading order, with its receipt
    receipts: dict[str, list[Any]]  # distinct `rows`, the `places` and `reasons` they number
    unplaced: tuple[dict[str, Any], ...]
    peoples: tuple[dict[str, Any], ...]  # demonyms: never drawn
    others: tuple[dict[str, Any], ...]  # names judged not to be places
    speakers: tuple[str, ...]
    quotes: tuple[str, ...]  # who said each quote, and how, by index


def build(parse: Parse) -> PanelView:
    """
    Gather what the panel shows.

    Parameters
    ----------
    parse : Parse
        One article's parse.

    Returns
    -------
    PanelView
        Texts are cut at code-point offsets of the article, so that they join up to it again.
    """
    receipts, numbers = _receipts(parse)
    marks = _Marks(parse)
    return PanelView(
        version=f"{parse.article.id}:{parse.engine}",
        paragraphs=_paragraphs(parse, marks),
        excerpts=_excerpts(parse, marks),
        places=_places(parse),
        names=tuple(_name(parse, i, number) for i, number in enumerate(numbers)),
        receipts=receipts,
        unplaced=_unplaced(parse),
        peoples=_peoples(parse),
        others=_others(parse),
        speakers=tuple(dict.fromkeys(q.speaker.name for q in parse.quotes if q.speaker)),
        quotes=tuple(_attribution(quote) for quote in parse.quotes),
    )


def pack(view: PanelView) -> bytes:
    """Return the view as JSON in UTF-8: made once, and sent as it is at every click."""
    plain = {field.name: getattr(view, field.name) for field in fields(view)}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def segments(parse: Parse, span: Span) -> list[dict[str, Any]]:
    """
    Cut the text under `span` where a name or a quote begins or ends.

    Parameters
    ----------
    parse : Parse
        One article's parse.
    span : Span
        Code points of the article.

    Returns
    -------
    list of dict
        In order; each has its text `t`, and `name` (index of a resolution), `quote` (index of a
        quote) or `other` (reason) where it stands in one. Their texts join up to the span's.
    """
    return _Marks(parse).cut(span)


class _Marks:
    """What stands where in an article: names, other names and quotes, each kind disjoint."""

    def __init__(self, parse: Parse) -> None:
        self._text = parse.article.text
        self._names = sorted(
            (r.toponym.span.start, r.toponym.span.end, i) for i, r in enumerate(parse.resolutions)
        )
        self._others = sorted((n.span.start, n.span.end, n.reason) for n in parse.not_places)
        self._quotes = sorted(
            (part.start, part.end, quote.index) for quote in parse.quotes for part in quote.spans
        )

    def cut(self, span: Span) -> list[dict[str, Any]]:
        """Return the text under `span` in pieces, each with what holds it."""
        within = {
            "other": [row for row in _touching(self._others, span) if _covers(span, row)],
            "name": [row for row in _touching(self._names, span) if _covers(span, row)],
            "quote": [
                (max(start, span.start), min(end, span.end), index)
                for start, end, index in _touching(self._quotes, span)
            ],
        }
        ends = {at for rows in within.values() for start, end, _ in rows for at in (start, end)}
        return [
            {"t": self._text[start:end], **_held(within, start)}
            for start, end in pairwise(sorted({span.start, span.end} | ends))
        ]


_Row = tuple[int, int, Any]  # start, end, and what stands there


def _touching(rows: Sequence[_Row], span: Span) -> Sequence[_Row]:
    """Return the rows, disjoint and in order, that share a code point with a span."""
    first = bisect_right(rows, span.start, key=lambda row: row[1])
    return rows[first : bisect_left(rows, span.end, key=lambda row: row[0])]


def _covers(span: Span, row: _Row) -> bool:
    return span.start <= row[0] and row[1] <= span.end


def _held(within: Mapping[str, Sequence[_Row]], offset: int) -> dict[str, Any]:
    """Return what holds the code point at `offset`; a name is never another name too."""
    found: dict[str, Any] = {}
    for kind in ("name", "quote", "other"):
        rows = within[kind]
        at = bisect_right(rows, offset, key=lambda row: row[0]) - 1
        if at >= 0 and offset < rows[at][1] and not (kind == "other" and "name" in found):
            found[kind] = rows[at][2]
    return found


def _paragraphs(parse: Parse, marks: _Marks) -> tuple[dict[str, Any], ...]:
    """Return the visible article, sentence by sentence, the first paragraph as its headline."""
    rows: dict[int, list[dict[str, Any]]] = {}
    for sentence in parse.sentences:
        rows.setdefault(sentence.paragraph, []).append(
            {"index": sentence.index, "parts": marks.cut(sentence.span)}
        )
    return tuple(
        {"number": number, "head": _is_head(parse.article, found), "sentences": found}
        for number, found in rows.items()
    )


def _is_head(article: Article, sentences: list[dict[str, Any]]) -> bool:
    words = "".join(part["t"] for part in sentences[0]["parts"])
    return len(sentences) == 1 and " ".join(words.split()) == " ".join(article.title.split())


def _excerpts(parse: Parse, marks: _Marks) -> tuple[dict[str, Any], ...]:
    """Return each distinct excerpt once, with every place it names."""
    groups: dict[tuple[int, int, int | None], list[Evidence]] = {}
    for evidence in parse.evidence:
        quote = evidence.quote.index if evidence.quote else None
        groups.setdefault((evidence.span.start, evidence.span.end, quote), []).append(evidence)
    return tuple(
        _excerpt(parse, marks, number, group) for number, group in enumerate(groups.values())
    )


def _excerpt(parse: Parse, marks: _Marks, number: int, group: list[Evidence]) -> dict[str, Any]:
    first = group[0]
    sentence = parse.sentences[first.resolution.toponym.sentence]
    placed = [at for e in group if (at := spot(e.resolution))]
    return {
        "id": number,
        "parts": marks.cut(first.span),
        "places": list(dict.fromkeys(placed)),
        "paragraph": sentence.paragraph,
        "sentence": sentence.index,
        "before": _neighbour(parse, sentence.index, -1),
        "after": _neighbour(parse, sentence.index, 1),
        "voice": _voice(first.quote),
        "speaker": _speaker(first.quote),
        "role": first.role,
        "precision": _range([e.precision for e in group]),
    }


def _range(classes: list[Precision]) -> str:
    """Say how precise an excerpt's places are, from the finest to the coarsest."""
    placed = [c for c in classes if c is not Precision.P0] or classes
    words = (scale()[min(placed)].words, scale()[max(placed)].words)
    return " to ".join(dict.fromkeys(words))


def _neighbour(parse: Parse, index: int, step: int) -> str:
    """Return the sentence before or after, "" at an end of the article."""
    other = index + step
    known = 0 <= other < len(parse.sentences)
    return parse.article.slice(parse.sentences[other].span) if known else ""


def _voice(quote: Quote | None) -> str:
    if quote is None:
        return "writer"
    return "direct" if quote.direct else "reported"


def _speaker(quote: Quote | None) -> dict[str, str] | None:
    if quote is None or quote.speaker is None:
        return None
    who = quote.speaker
    return {"name": who.name, "title": who.title or "", "role": who.role or ""}


def _attribution(quote: Quote) -> str:
    who = quote.speaker.name if quote.speaker else "speaker not named"
    return f"{'Direct quote' if quote.direct else 'Reported'}: {who}"


class _Table:
    """Distinct values, each with its number: told once however often it is meant."""

    def __init__(self) -> None:
        self.rows: list[Any] = []
        self._known: dict[str, int] = {}

    def number(self, value: Any) -> int:  # noqa: ANN401 - anything that goes into JSON
        """Return the number of a value, adding it when it is new."""
        number = self._known.setdefault(repr(value), len(self.rows))
        if number == len(self.rows):
            self.rows.append(value)
        return number


def _receipts(parse: Parse) -> tuple[dict[str, list[Any]], list[int]]:
    """Return the distinct receipts with the places and reasons they point to, and each name's."""
    receipts, places, reasons = _Table(), _Table(), _Table()
    numbers = []
    for resolution in parse.resolutions:
        made = receipt.build(resolution)
        for reading in made["readings"]:
            reading["place"] = places.number(reading["place"])
            reading["reasons"] = [reasons.number(words) for words in reading["reasons"]]
        numbers.append(receipts.number(made))
    return {"rows": receipts.rows, "places": places.rows, "reasons": reasons.rows}, numbers


def _name(parse: Parse, index: int, number: int) -> dict[str, Any]:
    toponym = parse.resolutions[index].toponym
    return {
        "name": " ".join(toponym.surface.split()),
        "receipt": number,
        "sentence": toponym.sentence,
        "paragraph": parse.sentences[toponym.sentence].paragraph,
    }


def _places(parse: Parse) -> tuple[dict[str, Any], ...]:
    """Return every spot resolved and shown, in reading order."""
    groups: dict[str, list[tuple[int, Resolution]]] = {}
    for index, resolution in enumerate(parse.resolutions):
        at = spot(resolution)
        if at is not None and not _is_people(resolution):
            groups.setdefault(at, []).append((index, resolution))
    named = [r.place for g in groups.values() for _, r in g if r.place and r.around is None]
    areas = {place.area for place in named if place.area}
    return tuple(_place(at, found, areas) for at, found in groups.items())


def _place(at: str, found: list[tuple[int, Resolution]], areas: set[str]) -> dict[str, Any]:
    first = found[0][1]
    place = first.place
    if place is None:
        msg = f"{at} has no place"
        raise ValueError(msg)
    ring = first.around is not None
    own = not ring and place.area is not None and place.kind in (Kind.PROVINCE, Kind.COUNTRY)
    held = None if own else holder(first)
    return {
        "id": at,
        "name": name_of([r for _, r in found]),
        "kind": "ring" if ring else place.kind.value,
        "group": "point" if ring else _GROUPS.get(place.kind, "point"),
        "ring": ring,
        "where": _somewhere([r for _, r in found]) if ring else where(place),
        "country": place.country,
        "inside": held if held in areas else None,
        "drawn": any(is_drawn(r) for _, r in found),
        "times": len(found),
        "names": [index for index, _ in found],
        "precision": scale()[min(r.precision for _, r in found)].words,
    }


def _somewhere(found: list[Resolution]) -> str:
    """Say how finely relative words place something, and what they are measured from."""
    near = found[0].around
    bases = list(dict.fromkeys(f"{r.place.name}, {where(r.place)}" for r in found if r.place))
    size = kilometres(near.radius_km) if near else ""
    return f"somewhere within {size}, measured from {' and '.join(bases[:_BASES])}"


def _unplaced(parse: Parse) -> tuple[dict[str, Any], ...]:
    """List each name of a place without a mark of its own, with its reason."""
    return _counted(
        (r.toponym.surface, why_listed(r), i)
        for i, r in enumerate(parse.resolutions)
        if not is_drawn(r) and not _is_people(r)
    )


def _peoples(parse: Parse) -> tuple[dict[str, Any], ...]:
    return _counted(
        (r.toponym.surface, _country_of(r), i)
        for i, r in enumerate(parse.resolutions)
        if _is_people(r)
    )


def _is_people(resolution: Resolution) -> bool:
    return resolution.toponym.use is Use.DEMONYM


def _country_of(resolution: Resolution) -> str:
    if resolution.place is None:
        return "a people or an adjective"
    return f"a people or an adjective: {resolution.place.name}"


def _others(parse: Parse) -> tuple[dict[str, Any], ...]:
    return _counted((n.surface, n.reason, None) for n in parse.not_places)


def _counted(found: Iterable[tuple[str, str, int | None]]) -> tuple[dict[str, Any], ...]:
    """Return one row for each name and reason, with the indices of its names."""
    rows: dict[tuple[str, str], list[int | None]] = {}
    for name, reason, index in found:
        rows.setdefault((" ".join(name.split()), reason), []).append(index)
    return tuple(
        {
            "name": name,
            "reason": reason,
            "times": len(indices),
            "names": [index for index in indices if index is not None],
        }
        for (name, reason), indices in rows.items()
    )
