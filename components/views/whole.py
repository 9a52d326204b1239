"""A whole case as the page shows it: one map of many articles, tables for what is asked later."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from components.views import ground, header, review, ruled, shown
from components.views import map as map_view
from components.views.agenda import Standing
from components.views.json import to_json
from components.views.words import kind_of, where
from geo import Asked, Index, Kind, Survey, answer, folded, measure, queue, scale

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo import EvidenceMap, Excerpt, Figures, Gathered, Kept, Mark, Row, Stamp

NAMELESS = "Untitled article"
_LONGEST_TITLE = 160  # code points
_PART = 1_000  # rows that are opened in one go


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One article of the case, as the list shows it."""

    article: str
    title: str
    publishers: tuple[str, ...]
    day: str | None  # ISO 8601, of its first arrival that has one
    url: str | None  # the same, of an address
    alike: tuple[str, ...]  # ids of the others that tell the same story
    said: tuple[dict[str, Any], ...] = ()  # what an analyst said of its story


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A case as the page shows it: bytes ready to send, and tables for what is asked later."""

    title: str
    entry: int  # the last of its log
    head: str  # that entry's hash
    header: header.HeaderView
    map: map_view.MapView
    bare: Survey  # without words and rows
    ground: str  # JSON of components.views.ground.draw
    drawn: str  # JSON of components.views.map.describe
    items: tuple[Item, ...]  # in the order of the facets' origins
    marks: Mapping[str, Mapping[str, Any]]  # what the list of places says of each mark, by key
    tray: tuple[dict[str, Any], ...]
    places: Mapping[str, str]  # keys of what can be chosen, by key and by the id a link may have
    speakers: Mapping[str, int]  # excerpts of each, the most first
    countries: Mapping[str, str]  # names by ISO 3166-1 alpha-2
    classes: Mapping[str, str]  # words by precision class, of the marks
    standings: Mapping[str, Standing]  # of the review, by article
    packed_rows: tuple[bytes, ...]  # of `facets`, in parts
    packed: tuple[bytes, ...]  # the excerpts of each article, opened when they are shown
    packed_texts: bytes  # (key, folded text) of every excerpt, opened when words are asked for

    @property
    def questions(self) -> int:
        """Return how many the review of all articles would ask."""
        return sum(each.left for each in self.standings.values())

    @cached_property
    def facets(self) -> Survey:
        """Return what any filter counts, without words."""
        parts = (pickle.loads(part) for part in self.packed_rows)  # noqa: S301 - our own child's
        return replace(self.bare, rows=tuple(chain.from_iterable(parts)))

    @cached_property
    def index(self) -> Index:
        """Return what finds the names of a place or an excerpt."""
        return Index(self.facets)

    @cached_property
    def excerpts_of(self) -> tuple[int, ...]:
        """Return how many excerpts each article has."""
        pairs = {(row.parse, row.excerpt) for row in self.facets.rows if row.excerpt is not None}
        counts = Counter(number for number, _ in pairs)
        return tuple(counts[number] for number in range(len(self.items)))

    @cached_property
    def unfiltered(self) -> Figures:
        """Return the marks and counts where nothing is asked."""
        return measure(self.facets, Asked())

    @cached_property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Return key and text of every excerpt, folded as a search wants them."""
        found: tuple[tuple[str, str], ...] = pickle.loads(self.packed_texts)  # noqa: S301 - our own child's
        return found

    def excerpts(self, number: int) -> dict[str, Excerpt]:
        """Return the excerpts of an article by their keys."""
        found: dict[str, Excerpt] = pickle.loads(self.packed[number])  # noqa: S301 - our own child's
        return found


def build(gathered: Gathered) -> Whole:
    """View a case: all its articles, gathered."""
    found, stamp = gathered.found, gathered.stamp
    whole = answer(found, Asked())
    drawn = map_view.build(whole)
    kept = {each.article: each for each in gathered.listed}
    by_article: dict[str, dict[str, Excerpt]] = {o.article: {} for o in found.origins}
    for excerpt in whole.excerpts:
        by_article[excerpt.article][excerpt.key] = excerpt
    said = ruled.build(gathered.settled)
    keys = [mark.key for mark in whole.marks]
    bare = {key.partition("@")[0]: key for key in reversed(keys)}
    return Whole(
        title=stamp.title,
        entry=stamp.entry,
        head=stamp.head,
        header=_header(whole, stamp),
        map=drawn,
        bare=replace(found.slim(), rows=()),
        ground=shown.ground_of(ground.extent(drawn)),
        drawn=to_json(map_view.describe(drawn)),
        items=tuple(
            replace(
                _item(kept[o.article], gathered.alike[o.article]),
                said=ruled.of_story(gathered.stories.get(o.article)),
            )
            for o in found.origins
        ),
        marks={mark.key: _mark(mark) | ruled.of_mark(mark, said) for mark in whole.marks},
        tray=tuple(
            {"name": row.name, "times": row.times, "why": row.words}
            | {"said": ruled.of_row(row, stamp.decided)}
            for row in sorted(whole.tray_of_places, key=lambda row: -row.times)
        ),
        places=bare | {key: key for key in keys},
        speakers=_speakers(whole),
        countries=_countries(found),
        classes={
            mark.precision.value: scale()[mark.precision].words
            for mark in sorted(whole.marks, key=lambda mark: mark.precision)
        },
        standings={
            each.parse.article.id: review.standing(each.parse, queue(each.parse, each.decided))
            for each in gathered.settled
        },
        packed_rows=tuple(map(pickle.dumps, batched(found.rows))),
        packed=tuple(pickle.dumps(by_article[o.article]) for o in found.origins),
        packed_texts=pickle.dumps(tuple((e.key, folded(e.text)) for e in whole.excerpts)),
    )


def batched(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Yield rows in parts: between two of them whoever opens them lets others work."""
    for start in range(0, len(rows), _PART):
        yield rows[start : start + _PART]


def _header(whole: EvidenceMap, stamp: Stamp) -> header.HeaderView:
    counts = whole.counts
    return header.HeaderView(
        title=stamp.title,
        source="",
        figures=" · ".join(
            (
                header.plural(counts.articles, "article"),
                header.plural(counts.sources, "independent source"),
                header.plural(counts.excerpts, "excerpt"),
                f"{header.plural(counts.marks, 'place')} on the map",
            )
        ),
        digest=stamp.head,
        found=counts.names > 0,
    )


def _item(kept: Kept, alike: tuple[str, ...]) -> Item:
    publishers = dict.fromkeys(source.publisher for source in kept.sources if source.publisher)
    return Item(
        article=kept.article,
        title=" ".join(kept.title.split())[:_LONGEST_TITLE] or NAMELESS,
        publishers=tuple(publishers),
        day=next((source.published for source in kept.sources if source.published), None),
        url=next((source.url for source in kept.sources if source.url), None),
        alike=alike,
    )


def _mark(mark: Mark) -> dict[str, Any]:
    return {
        "number": mark.number,
        "name": mark.name,
        "lang": mark.lang,
        "kind": kind_of(mark),
        "where": where(mark.place),
    }


def _speakers(whole: EvidenceMap) -> dict[str, int]:
    said = Counter(e.speaker.name for e in whole.excerpts if e.speaker is not None)
    return dict(said.most_common())


def _countries(found: Survey) -> dict[str, str]:
    """Return the names of the countries that marks lie in, by code, in the order of names."""
    names: dict[str, str] = {}
    for place in (base.place for base in found.marks):
        if place.country:
            own = place.name if place.kind is Kind.COUNTRY else place.country
            names[place.country] = place.admin[0] if place.admin else names.get(place.country, own)
    return dict(sorted(names.items(), key=lambda pair: pair[1]))
