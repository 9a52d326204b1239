"""The engine over a corpus: figures, calibration, throughput and the mistakes."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.boundaries import Boundaries, distance_km
from geo.evaluation.corpus import read_document
from geo.evaluation.given import GivenNames
from geo.evaluation.scores import LIMIT_KM, Counts, Guess, Pair, compare
from geo.gazetteer import Gazetteer
from geo.types import Kind, Use

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.engine import Engine
    from geo.evaluation.corpus import Document, Gold
    from geo.types import Parse, Resolution

_LARGE = frozenset({Kind.COUNTRY, Kind.CONTINENT, Kind.PROVINCE, Kind.REGION, Kind.SEA})
_LARGE_KM = 1000.0  # from its own point to the gold's: the same area by another choice of point
BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one run over a corpus found."""

    documents: tuple[Counts, ...]
    small: tuple[Counts, ...]  # the same without large areas, whose one point is arbitrary
    pairs: tuple[tuple[str, Pair], ...]  # document id, gold and guess
    strangers: tuple[tuple[str, Guess], ...]  # guesses on no gold name
    country_right: float  # share of matched names put in the gold point's country
    precision: Counter[str]  # guesses by precision class
    reliability: tuple[tuple[float, float, int], ...]  # mean score, share right, names; by bin
    error: float  # expected calibration error over the bins, 0 to 1
    seconds: float  # the engine's alone


def evaluate(
    engine: Engine, documents: Sequence[Document], *, demonyms: bool, given: bool = False
) -> Report:
    """
    Run the engine over annotated documents and score it.

    Parameters
    ----------
    engine : Engine
        What is measured.
    documents : sequence of Document
        Annotated; their text is given to the engine as it is.
    demonyms : bool
        Whether "Iraqi" counts as a name of a place, as some corpora mark it.
    given : bool, optional
        Whether to tell the engine where the names are, so that resolution is measured alone.

    Returns
    -------
    Report
        Every figure's counts, document by document.
    """
    boundaries, gazetteer = Boundaries.open(), Gazetteer.open()
    counts: list[Counts] = []
    small: list[Counts] = []
    pairs: list[tuple[str, Pair]] = []
    strangers: list[tuple[str, Guess]] = []
    classes: Counter[str] = Counter()
    seconds = 0.0
    for document in documents:
        start = time.perf_counter()
        article, gold = read_document(document)
        if given:
            engine = replace(engine, find_toponyms=GivenNames(gold, gazetteer))
        parse = engine.parse(article)
        seconds += time.perf_counter() - start
        kept = [r for r in parse.resolutions if demonyms or r.toponym.use is not Use.DEMONYM]
        classes.update(r.precision.value for r in kept)
        guesses = [_guess(parse, r) for r in kept]
        count, paired = compare(gold, guesses)
        counts.append(count)
        small.append(_without_large(gold, guesses, gazetteer))
        pairs.extend((document.id, pair) for pair in paired)
        used = {id(pair.guess) for pair in paired}
        strangers.extend((document.id, g) for g in guesses if id(g) not in used)
    matched = [pair for _, pair in pairs if pair.guess is not None and pair.gold.placed]
    reliability, error = calibration(matched)
    return Report(
        documents=tuple(counts),
        small=tuple(small),
        pairs=tuple(pairs),
        strangers=tuple(strangers),
        country_right=_country_right(matched, boundaries),
        precision=classes,
        reliability=reliability,
        error=error,
        seconds=seconds,
    )


def _guess(parse: Parse, resolution: Resolution) -> Guess:
    place, span = resolution.place, resolution.toponym.span
    rivals = ", ".join(
        f"{c.place.name} ({'/'.join(c.place.admin) or c.place.country}) {c.score:.2f}"
        for c in resolution.candidates[:3]
    )
    around = parse.article.text[max(0, span.start - 40) : span.end + 40]
    note = f"{resolution.status.value}: {rivals or 'no candidate'}; {'; '.join(resolution.reasons)}"
    return Guess(
        start=span.start,
        end=span.end,
        lon=place.lon if place else None,
        lat=place.lat if place else None,
        score=resolution.score,
        country=place.country if place else "",
        kind=place.kind.value if place else "",
        precision=resolution.precision.value,
        note=f"{note} | {' '.join(around.split())}",
    )


def _without_large(gold: Sequence[Gold], guesses: Sequence[Guess], gazetteer: Gazetteer) -> Counts:
    """Score a document with large areas, and what overlapped them, left out."""
    _, pairs = compare(gold, guesses)
    large = [pair for pair in pairs if _is_large(pair.gold, gazetteer)]
    dropped = {id(pair.guess) for pair in large if pair.guess is not None}
    kept = [pair.gold for pair in pairs if pair not in large]
    return compare(kept, [g for g in guesses if id(g) not in dropped])[0]


def _is_large(gold: Gold, gazetteer: Gazetteer) -> bool:
    """Return whether a gold name is a country, division, region or sea near its point."""
    if gold.lon is None or gold.lat is None:
        return False
    return any(
        m.place.kind in _LARGE
        and distance_km(m.place.lon, m.place.lat, gold.lon, gold.lat) <= _LARGE_KM
        for m in gazetteer.lookup(gold.name)
        if m.how != "tolerant"
    )


def _country_right(matched: list[Pair], boundaries: Boundaries) -> float:
    right = total = 0
    for pair in matched:
        if pair.gold.lon is None or pair.gold.lat is None or pair.guess is None:
            continue
        held = boundaries.at(pair.gold.lon, pair.gold.lat)
        if held:
            total += 1
            right += held[0].country == pair.guess.country
    return right / total if total else 0.0


def calibration(matched: Iterable[Pair]) -> tuple[tuple[tuple[float, float, int], ...], float]:
    """
    Measure whether scores mean what they say.

    Parameters
    ----------
    matched : iterable of Pair
        Gold names with a point; those without a placed guess are passed over.

    Returns
    -------
    reliability : tuple of (float, float, int)
        Mean score, share right and names of each bin of score that holds any, in order.
    error : float
        The expected calibration error over the bins, 0 to 1.
    """
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for pair in matched:
        if pair.guess is not None and pair.guess.lon is not None:
            at = min(BINS - 1, int(pair.guess.score * BINS))
            bins[at].append((pair.guess.score, pair.km <= LIMIT_KM))
    names = sum(map(len, bins))
    rows = tuple(
        (sum(s for s, _ in b) / len(b), sum(r for _, r in b) / len(b), len(b)) for b in bins if b
    )
    return rows, sum(abs(score - right) * n for score, right, n in rows) / names if names else 0.0
