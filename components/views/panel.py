"""One parse as the evidence panel shows it: excerpts, article, places and what is not drawn."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from components.views import receipt
from components.views.header import work_of
from components.views.speaker import called
from components.views.words import AS_WRITTEN, kilometres, kind_of, range_of, where
from geo import (
    Asked,
    Kind,
    Use,
    answer,
    attribution,
    depth,
    is_read,
    key_of,
    scale,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo import (
        Article,
        Decided,
        EvidenceMap,
        Excerpt,
        Listed,
        Mark,
        Parse,
        Place,
        Quote,
        Resolution,
        Span,
        Stamp,
        Survey,
    )

_BASES = 2  # places that one ring is measured from: "between A and B"
_GROUPS = {Kind.PROVINCE: "area", Kind.DISTRICT: "area", Kind.COUNTRY: "country"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelView:
    """Everything the panel says about one article, ready for JSON; no word of it escaped."""

    version: str  # ids of article and engine, and of what was decided: the same, the same words
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
    cited: dict[str, str | None]  # what an excerpt is cited of: "work" and "url"


def build(found: Survey, stamp: Stamp | None = None) -> PanelView:
    """
    Gather what the panel shows.

    Parameters
    ----------
    found : Survey
        One article's.
    stamp : Stamp, optional
        The case that it is kept in, and who decided what of it.

    Returns
    -------
    PanelView
        Each excerpt has its facets: the browser hides by them what the filter does not keep.
        Texts are cut at code-point offsets of the article, so that they join up to it again.
    """
    parse, shown = found.parses[0], answer(found, Asked())
    decided = {} if stamp is None else {index: who for (_, index), who in stamp.decided.items()}
    said = {} if stamp is None else {index: who for (_, index), who in stamp.speakers.items()}
    receipts, numbers = _receipts(parse, decided)
    marks = _Marks(parse)
    return PanelView(
        version=":".join((parse.article.id, parse.engine, *([stamp.head] if stamp else []))),
        paragraphs=_paragraphs(parse, marks),
        excerpts=_excerpts(found, shown, marks, said),
        places=_places(found, shown, decided),
        names=tuple(_name(parse, i, number) for i, number in enumerate(numbers)),
        receipts=receipts,
        unplaced=tuple(map(_row, shown.tray_of_places)),
        peoples=tuple(_row(row) for row in shown.tray if row.reason == "people"),
        others=tuple(_row(row) for row in shown.tray if row.reason == "not-a-place"),
        speakers=tuple(dict.fromkeys(q.speaker.name for q in parse.quotes if q.speaker)),
        quotes=tuple(_attribution(parse.article, quote) for quote in parse.quotes),
        cited=_cited(parse.article),
    )


def _cited(article: Article) -> dict[str, str | None]:
    publishers = (article.publisher,) if article.publisher else ()
    work = work_of(article.title, publishers, article.published)
    return {"work": work, "url": article.url}


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


def _excerpts(
    found: Survey, shown: EvidenceMap, marks: _Marks, decided: Mapping[int, Decided]
) -> tuple[dict[str, Any], ...]:
    """Return each excerpt once, with every place it names and what selects it."""
    parse = found.parses[0]
    keys = {r.toponym.span.start: key_of(r) for r in parse.resolutions}
    known = {key for key in keys.values() if key is not None}
    facets: dict[str, dict[str, None]] = {}
    for row in found.rows:
        if row.excerpt is not None:
            held = dict.fromkeys(sorted(row.places & known))
            facets.setdefault(row.excerpt, {}).update(held)
    made = []
    for words in shown.excerpts:
        starts = (words.span.start + span.start for span, _ in words.names)
        placed = dict.fromkeys(keys[start] for start in starts)
        told = _excerpt(parse, words, list(placed), list(facets[words.key]), marks)
        by = None if words.quote is None else decided.get(words.quote)
        made.append(told if by is None else told | {"analyst": _analyst(by)})
    return tuple(made)


def _excerpt(
    parse: Parse,
    words: Excerpt,
    places: list[str | None],
    facets: list[str],
    marks: _Marks,
) -> dict[str, Any]:
    said = attribution(words)
    return {
        "id": words.key,
        "parts": marks.cut(words.span),
        "places": places,
        "marks": list(words.marks),
        "facets": facets,
        "paragraph": words.paragraph,
        "sentence": words.sentence,
        "before": _neighbour(parse, words.sentence, -1),
        "after": _neighbour(parse, words.sentence, 1),
        "voice": words.voice,
        "quote": words.quote,
        "speaker": None if words.speaker is None else words.speaker.name,
        "said": {"who": said.who, "role": said.role, "how": said.how},
        "role": words.role,
        "precision": range_of(words.precision),
    }


def _analyst(decided: Decided) -> dict[str, Any]:
    """Say who decided whose words a quote is, and what the engine says of it."""
    return {**receipt.stamped(decided), "engine": called(decided.speaker)}


def _neighbour(parse: Parse, index: int, step: int) -> str:
    """Return the sentence before or after, "" at an end of the article."""
    other = index + step
    known = 0 <= other < len(parse.sentences)
    return parse.article.slice(parse.sentences[other].span) if known else ""


def _attribution(article: Article, quote: Quote) -> str:
    read = is_read(article, article.slice(quote.spans[0]))
    nobody = "speaker not named" if read else "speaker not read, since not in English"
    who = quote.speaker.name if quote.speaker else nobody
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


def _receipts(
    parse: Parse, decided: Mapping[int, Decided]
) -> tuple[dict[str, list[Any]], list[int]]:
    """Return the distinct receipts with the places and reasons they point to, and each name's."""
    receipts, places, reasons = _Table(), _Table(), _Table()
    numbers = []
    for index, resolution in enumerate(parse.resolutions):
        made = receipt.build(resolution, decided.get(index))
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


def _places(
    found: Survey, shown: EvidenceMap, decided: Mapping[int, Decided]
) -> tuple[dict[str, Any], ...]:
    """Return every place resolved and shown, in reading order."""
    groups: dict[str, list[tuple[int, Resolution]]] = {}
    holders: dict[str, list[str]] = {}
    marks = {mark.key: mark for mark in shown.marks}
    for row in found.rows:
        resolution = found.parses[0].resolutions[row.index]
        key = key_of(resolution)
        if key is not None and resolution.toponym.use is not Use.DEMONYM:
            groups.setdefault(key, []).append((row.index, resolution))
            holders.setdefault(key, _holders(row.inside, marks.get(key), marks))
    return tuple(
        _place(key, held, marks.get(key), holders[key])
        | {"analyst": any(index in decided for index, _ in held)}
        for key, held in groups.items()
    )


def _holders(keys: frozenset[str], own: Mark | None, marks: Mapping[str, Mark]) -> list[str]:
    """Return the marks that hold a place, the widest first, without one of the same areas."""
    same = own.areas if own is not None and not own.somewhere else ()
    wider = [marks[key] for key in keys if marks[key].areas != same]
    return [mark.key for mark in sorted(wider, key=lambda m: (depth(m.areas), m.number))]


def _place(
    key: str, found: list[tuple[int, Resolution]], mark: Mark | None, holders: list[str]
) -> dict[str, Any]:
    first = found[0][1]
    place = first.place
    if place is None:
        msg = f"{key} has no place"
        raise ValueError(msg)
    ring = first.around is not None
    return {
        "id": key,
        "name": place.name if mark is None else mark.name,
        "kind": "ring" if ring else place.kind.value if mark is None else kind_of(mark),
        "number": None if mark is None else mark.number,
        "group": "point" if ring else _group(place, mark),
        "ring": ring,
        "where": _somewhere([r for _, r in found]) if ring else where(place),
        "country": place.country,
        "inside": holders[-1] if holders else None,
        "within": holders,
        "drawn": mark is not None,
        "times": len(found),
        "names": [index for index, _ in found],
        "precision": scale()[first.precision].words,
    }


def _group(place: Place, mark: Mark | None) -> str:
    """Return under which heading a place is listed."""
    return "area" if mark is not None and mark.areas else _GROUPS.get(place.kind, "point")


def _somewhere(found: list[Resolution]) -> str:
    """Say how finely relative words place something, and what they are measured from."""
    near, place = found[0].around, found[0].place
    if near and place and place.source == AS_WRITTEN:
        return f"{where(place)}, to within {kilometres(near.radius_km)}"
    bases = list(dict.fromkeys(f"{r.place.name}, {where(r.place)}" for r in found if r.place))
    size = kilometres(near.radius_km) if near else ""
    return f"somewhere within {size}, measured from {' and '.join(bases[:_BASES])}"


def _row(row: Listed) -> dict[str, Any]:
    """Return a row of what is not drawn, with the indices of its names."""
    return {
        "name": row.name,
        "reason": row.words,
        "code": row.reason,
        "times": row.times,
        "names": [index for _, index in row.names],
    }
