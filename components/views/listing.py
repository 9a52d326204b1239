"""What the list beside a map of many articles says as asked: one page of it, never all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from components.views import timeline
from components.views.header import day_of, plural, work_of
from components.views.words import range_of
from geo import Asked, Figures, Row, attribution, having, wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from components.views.whole import Item, Whole
    from geo import Excerpt, Mark

SORTS = {  # by tab: what the reader can have first
    "evidence": {"": "In the order of the case", "new": "Newest first", "old": "Oldest first"},
    "article": {
        "": "In the order of the case",
        "new": "Newest first",
        "many": "Most excerpts first",
    },
    "places": {"": "Most excerpts first", "name": "By name", "number": "By number"},
}
PAGE = {"evidence": 20, "article": 40, "places": 80, "unplaced": 120}  # rows of one page, by tab
VOICES = {"direct": "Direct quotes", "reported": "Reported speech", "writer": "The writer"}
BY = {"analyst": "Placed by an analyst", "engine": "Placed by the engine"}
_DATES = ("since", "until")
_SAME = 5  # articles of one story that are told by their titles


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A case as asked: what the map and the list are drawn from."""

    asked: Asked
    chosen: Figures  # as asked
    filtered: Figures  # whatever place is chosen
    rows: tuple[Row, ...]  # the names kept, in reading order
    by_day: tuple[Row, ...]  # kept whatever days are asked for


def find(whole: Whole, asked: Asked) -> Found:
    """
    Look up what is asked of a case.

    Parameters
    ----------
    whole
        The case.
    asked
        The place and the filters on screen.
    """
    more = dict(asked.more)
    matching = having(whole.texts, more["words"]) if "words" in more else None
    undated = replace(asked, more=tuple(p for p in asked.more if p[0] not in _DATES))
    chosen, rows = _look_up(whole, asked, matching)
    anywhere = replace(asked, place=None)
    return Found(
        asked=asked,
        chosen=chosen,
        filtered=chosen if anywhere == asked else _look_up(whole, anywhere, matching)[0],
        rows=rows,
        by_day=rows if undated == asked else _look_up(whole, undated, matching)[1],
    )


def _look_up(
    whole: Whole, asked: Asked, matching: frozenset[str] | None
) -> tuple[Figures, tuple[Row, ...]]:
    """Return the marks and counts as asked, and the names kept."""
    if asked == Asked():
        return whole.unfiltered, whole.facets.rows
    rows = whole.index.rows(asked, matching)
    return whole.index.measure(asked, rows), rows


def build(whole: Whole, found: Found, *, tab: str, sort: str, page: int) -> dict[str, Any]:
    """
    Return one page of the list, and what is said above it, ready for JSON.

    Parameters
    ----------
    whole
        The case.
    found
        As `find` returns it.
    tab
        One of "evidence", "article", "places" and "unplaced".
    sort
        A key of `SORTS` of that tab; another one is the first.
    page
        From 1; past the end is the last one.

    Returns
    -------
    dict
        No word of it escaped; at most a page of rows, whatever the case holds.
    """
    sort = sort if sort in SORTS.get(tab, {}) else ""
    every = _ROWS[tab](whole, found, sort)
    size = PAGE[tab]
    last = max(1, -(-len(every) // size))
    page = min(max(page, 1), last)
    first = size * (page - 1)
    part = every[first : first + size]
    rows = part if tab != "evidence" else _cards(whole, part)
    return {
        "tab": tab,
        "rows": rows,
        "count": len(every),
        "first": first + 1,
        "page": page,
        "last": last,
        "sort": sort,
        "sorts": list(SORTS.get(tab, {}).items()),
        "told": told(whole, found),
        "tabs": _tabs(whole, found),
        "filters": _filters(whole, found.asked),
        "place": _place(whole, found),
        "timeline": timeline.build(whole.items, found.by_day, found.rows),
    }


def told(whole: Whole, found: Found) -> str:
    """Say how much of the case is shown, in one sentence."""
    now, of = found.chosen.counts, whole.facets
    every = sum(whole.excerpts_of)
    if now.excerpts == every:
        sources = plural(now.sources, "independent source")
        return f"All {plural(every, 'excerpt')} of {plural(len(of.origins), 'article')}, {sources}."
    return (
        f"Showing {now.excerpts:,} of {plural(every, 'excerpt')}, from {now.articles:,} of "
        f"{plural(len(of.origins), 'article')}, {plural(now.sources, 'independent source')}. "
        "The map and every file follow."
    )


def _tabs(whole: Whole, found: Found) -> list[list[Any]]:
    counts = found.chosen.counts
    return [
        ["evidence", "Evidence", counts.excerpts],
        ["article", "Articles", counts.articles],
        ["places", "Places", counts.shown],
        ["unplaced", "Not on the map", sum(row["times"] for row in whole.tray)],
    ]


def _place(whole: Whole, found: Found) -> dict[str, Any] | None:
    """Return what is said of the place that is chosen."""
    chosen = whole.places.get(found.asked.place or "")
    if chosen is None or chosen not in whole.marks:
        return None
    mark = next(m for m in found.chosen.marks if m.key == chosen)
    words = f"{plural(mark.excerpts, 'excerpt')} here"
    if mark.held > mark.excerpts:
        words += f", {mark.held:,} with what lies in it"
    return {**whole.marks[chosen], "id": chosen, "told": words}


def _filters(whole: Whole, asked: Asked) -> list[dict[str, str]]:
    """Return the filters in force, each with its words."""
    more = dict(asked.more)
    titles = {item.article: item.title for item in whole.items}
    said = {
        "voice": VOICES.get(asked.voice or ""),
        "speaker": asked.speaker,
        "article": titles.get(more.get("article", "")),
        "publisher": more.get("publisher"),
        "country": whole.countries.get(more.get("country", ""), more.get("country")),
        "class": whole.classes.get(more.get("class", ""), more.get("class")),
        "score": f"Score {more['score']} or more" if "score" in more else None,
        "by": BY.get(more.get("by", "")),
        "words": f"“{more['words']}”" if "words" in more else None,
        "since until": _days(more.get("since"), more.get("until")),
    }
    return [{"key": key, "words": words} for key, words in said.items() if words]


def _days(since: str | None, until: str | None) -> str | None:
    """Say which days are asked for."""
    if since and until:
        return f"{day_of(since)} to {day_of(until)}" if since != until else day_of(since)
    return f"From {day_of(since)}" if since else f"Until {day_of(until)}" if until else None


def _evidence(whole: Whole, found: Found, sort: str) -> list[tuple[int, str]]:
    """Return the article's number and the key of each excerpt kept."""
    pairs = list(
        dict.fromkeys((row.parse, row.excerpt) for row in found.rows if row.excerpt is not None)
    )
    if not sort:
        return pairs
    return _dated(pairs, lambda pair: whole.items[pair[0]].day, newest=sort == "new")


def _dated(rows: Iterable[Any], day: Any, *, newest: bool) -> list[Any]:  # noqa: ANN401 - any rows
    """Return rows by their day, those without one last."""
    rows = list(rows)
    dated = sorted((row for row in rows if day(row)), key=day, reverse=newest)
    return [*dated, *(row for row in rows if not day(row))]


def _cards(whole: Whole, pairs: Sequence[tuple[int, str]]) -> list[dict[str, Any]]:
    opened: dict[int, dict[str, Excerpt]] = {}
    for number, _ in pairs:
        if number not in opened:
            opened[number] = whole.excerpts(number)
    return [_card(whole, whole.items[number], opened[number][key]) for number, key in pairs]


def _card(whole: Whole, item: Item, excerpt: Excerpt) -> dict[str, Any]:
    said = attribution(excerpt)
    return {
        "id": excerpt.key,
        "parts": _parts(whole, excerpt),
        "who": said.who,
        "role": said.role,
        "how": said.how,
        "precision": range_of(excerpt.precision),
        "article": item.article,
        "title": item.title,
        "of": _of(item),
        "paragraph": excerpt.paragraph,
        "work": work_of(item.title, item.publishers, item.day),
        "url": item.url,
    }


def _parts(whole: Whole, excerpt: Excerpt) -> list[list[Any]]:
    """Cut an excerpt at its names: words, and the key and the number of the mark they name."""
    ends = {0, len(excerpt.text)}
    ends |= {at for span, _ in excerpt.names for at in (span.start, span.end)}
    leads = {span.start: lead for span, lead in excerpt.names}
    cut: list[list[Any]] = []
    for start, end in pairwise(sorted(ends)):
        lead, words = leads.get(start), excerpt.text[start:end]
        mark = None if lead is None else whole.marks.get(lead)
        if lead is None:
            cut.append([words])
        else:
            cut.append([words, lead, mark["number"]] if mark else [words, "", wording(lead)])
    return cut


def _of(item: Item) -> str:
    """Say who published an article, and when."""
    return ", ".join(filter(None, (" and ".join(item.publishers), day_of(item.day))))


def _articles(whole: Whole, found: Found, sort: str) -> list[dict[str, Any]]:
    """Return the articles, those with nothing that is asked for last."""
    held: dict[int, set[str]] = {}
    for row in found.rows:
        if row.excerpt is not None:
            held.setdefault(row.parse, set()).add(row.excerpt)
    titles = {item.article: item.title for item in whole.items}
    rows: list[dict[str, Any]] = [
        {
            "id": item.article,
            "title": item.title,
            "of": _of(item),
            "day": item.day or "",
            "excerpts": len(held.get(number, ())),
            "every": whole.excerpts_of[number],
            "alike": len(item.alike),
            "same": _some(item.alike, titles),
            "said": list(item.said),
        }
        for number, item in enumerate(whole.items)
    ]
    if sort == "new":
        rows = _dated(rows, lambda row: row["day"], newest=True)
    if sort == "many":
        rows.sort(key=lambda row: row["excerpts"], reverse=True)
    return sorted(rows, key=lambda row: row["excerpts"] == 0)


def _some(articles: Sequence[str], titles: Mapping[str, str]) -> list[str]:
    """Return the titles of the first articles, and how many more there are."""
    first, more = [titles[each] for each in articles[:_SAME]], len(articles) - _SAME
    return [*first, f"and {more:,} more"] if more > 0 else first


def _places(whole: Whole, found: Found, sort: str) -> list[dict[str, Any]]:
    shown = [mark for mark in found.filtered.marks if mark.shown]
    orders: dict[str, Any] = {
        "": lambda mark: (-mark.held, mark.number),
        "name": lambda mark: (mark.name.casefold(), mark.number),
        "number": lambda mark: mark.number,
    }
    return [_row(whole, mark) for mark in sorted(shown, key=orders[sort])]


def _row(whole: Whole, mark: Mark) -> dict[str, Any]:
    return {
        **whole.marks[mark.key],
        "id": mark.key,
        "excerpts": mark.excerpts,
        "held": mark.held,
        "sources": mark.sources,
    }


def _unplaced(whole: Whole, found: Found, sort: str) -> list[dict[str, Any]]:  # noqa: ARG001 - one of a table
    return list(whole.tray)


_ROWS: dict[str, Callable[[Whole, Found, str], list[Any]]] = {
    "evidence": _evidence,
    "article": _articles,
    "places": _places,
    "unplaced": _unplaced,
}
