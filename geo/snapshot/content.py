"""
What the sheet says, before anything is drawn.

`compose` turns an evidence map and the reader's options into a `Sheet` of plain
records: the map's own marks, its excerpts as they are set, the list of what is
not on the map and the counts. Nothing here decides what is on the map, and
nothing knows of paper, fonts or projections.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.mapped import Mark, Seen, attribution, said_of_more, spoken_of, to_see
from geo.types import Kind, Place, Precision, Span, Status

if TYPE_CHECKING:
    from geo.mapped import EvidenceMap
    from geo.mapped import Excerpt as Words
    from geo.snapshot.options import SnapshotOptions

_NAMED_AT_MOST = 12  # surfaces spelt out in one line of "Not on the map"


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Verbatim words, the marks they lead to, and who said them."""

    key: str  # of `geo.mapped.Excerpt`
    text: str
    names: tuple[Span, ...]  # offsets into `text` of the names that are evidence
    main: Span  # of these the first that leads to a mark, or failing that the first
    marks: tuple[int, ...]  # numbers of the marks shown, in the order named
    listed: tuple[str, ...]  # names without a mark, e.g. the country that is selected
    who: str
    how: str
    quoted: bool
    whole: bool = True  # false where `text` is a part of it, for a page with little room


@dataclass(frozen=True, slots=True, kw_only=True)
class Tray:
    """One line of "Not on the map"."""

    names: str  # the first dozen, and how many more
    every: str  # all of them
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything the sheet says."""

    title: str
    subtitle: str
    marks: tuple[Mark, ...]  # shown or left out
    excerpts: tuple[Excerpt, ...]
    tray: tuple[Tray, ...]
    countries: tuple[Place, ...]  # named as whole countries: outlined
    seen: Seen  # what the map must show
    spoken: frozenset[str]  # ids and names that no quiet ground repeats
    selected: str | None  # id of the selected area or place
    shown: str | None  # what the selection and filters leave out
    counts: str
    alt: str


def compose(shown: EvidenceMap, options: SnapshotOptions) -> Sheet:
    """
    Gather what the sheet says.

    Parameters
    ----------
    shown : EvidenceMap
        An article, as asked.
    options : SnapshotOptions
        Title and format.

    Returns
    -------
    Sheet
        The words and numbers of the sheet.
    """
    tray = _tray(shown)
    many = len(shown.parses) > 1
    titles = {p.article.id: p.article.title for p in shown.parses} if many else {}
    numbers = {mark.key: mark.number for mark in shown.marks if mark.shown}
    excerpts = sorted(shown.excerpts, key=lambda e: not numbers.keys() & set(e.marks))
    return Sheet(
        title=options.title or shown.title or "Untitled article",
        subtitle=_subtitle(shown, options),
        marks=shown.marks,
        excerpts=tuple(_excerpt(e, numbers, titles.get(e.article, "")) for e in excerpts),
        tray=tray,
        countries=shown.outlines,
        seen=to_see(shown, options.framing),
        spoken=spoken_of(shown.parses),
        selected=None if shown.asked.place is None else shown.asked.place.partition("@")[0],
        shown=_shown(shown),
        counts=_counts(shown),
        alt=_alt(shown, tray),
    )


def _excerpt(words: Words, numbers: dict[str, int], title: str) -> Excerpt:
    """Return an excerpt as the sheet sets it; `numbers` are those of the marks shown."""
    said = attribution(words)
    role = "" if words.role == "mentioned" else words.role
    of = f"“{title}”" if title else ""
    how = (said.how, role, of, f"paragraph {words.paragraph + 1}")
    names = sorted(words.names)
    listed = dict.fromkeys(
        words.text[span.start : span.end] for span, lead in words.names if lead not in words.marks
    )
    return Excerpt(
        key=words.key,
        text=words.text,
        names=tuple(span for span, _ in names),
        main=next((span for span, lead in names if lead in numbers), names[0][0]),
        marks=tuple(numbers[key] for key in words.marks if key in numbers),
        listed=tuple(listed),
        who=f"{said.who}, {said.role}" if said.role else said.who,
        how=" · ".join(part for part in how if part),
        quoted=words.quote is not None,
    )


def _tray(shown: EvidenceMap) -> tuple[Tray, ...]:
    """List every name that is not on the map, a line a reason, in reading order."""
    groups: dict[str, Counter[str]] = {}
    for row in shown.tray:
        groups.setdefault(row.words, Counter())[row.name] += row.times
    return tuple(
        Tray(names=_spell(names, _NAMED_AT_MOST), every=_spell(names, None), reason=words)
        for words, names in groups.items()
    )


def _spell(counted: Counter[str], most: int | None) -> str:
    """Spell each name once, with how often it stands, and say how many are left out."""
    parts = [f"{name} ({n} times)" if n > 1 else name for name, n in counted.items()]
    if most is not None and len(parts) > most:
        parts = [*parts[:most], f"and {len(parts) - most} more"]
    return ", ".join(parts)


def plural(count: int, one: str, many: str | None = None) -> str:
    """
    Return a count with its noun: "1 place", "2 places".

    Parameters
    ----------
    count : int
        How many.
    one, many : str
        The noun for one, and for any other number (`one` + "s" by default).
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


_CLASSES = {
    Precision.P1: ("town or site", "towns or sites"),
    Precision.P2: ("place “near” another", "places “near” another"),
    Precision.P3: ("district", "districts"),
    Precision.P4: ("province", "provinces"),
    Precision.P5: ("wider area", "wider areas"),
}


def _classes(marks: tuple[Mark, ...]) -> str:
    """Count the marks by class: "6 provinces and 3 towns"."""
    counted = Counter(m.precision for m in marks if m.line is None and not m.somewhere)
    words = dict(_CLASSES)
    if all(m.place.kind is Kind.TOWN for m in marks if m.precision is Precision.P1):
        words[Precision.P1] = ("town", "towns")
    order = (Precision.P4, Precision.P3, Precision.P1, Precision.P2, Precision.P5)
    parts = [plural(counted[p], *words[p]) for p in order if counted[p]]
    if rivers := sum(m.line is not None for m in marks):
        parts.append(plural(rivers, "river"))
    if within := sum(m.somewhere for m in marks):
        parts.append(
            plural(within, "name somewhere within a place", "names somewhere within a place")
        )
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def _subtitle(shown: EvidenceMap, options: SnapshotOptions) -> str:
    """Say what the marks are, and what they are not."""
    article = shown.parses[0].article
    source = ", ".join(
        part
        for part in (article.publisher, article.published and article.published.isoformat())
        if part
    )
    named = f"“{article.title}”" if options.title and article.title else "this article"
    if len(shown.parses) > 1:
        named, source = plural(len(shown.parses), "article"), ""
    what = f"Places named in {named}" + (f" ({source})" if source else "")
    marks = tuple(mark for mark in shown.marks if mark.shown)
    homes = {m.place.admin[:1] for m in marks}
    where = f" in {next(iter(homes))[0]}" if len(homes) == 1 and all(homes) else ""
    wholes = len(shown.outlines)
    countries = plural(wholes, "whole country", "whole countries") if wholes else "no place"
    return f"{what}: {_classes(marks) or countries}{where}. Named is not the same as happened."


_VOICES = {
    "direct": "direct quotes only",
    "reported": "reported speech only",
    "writer": "the article’s own words only",  # noqa: RUF001 - print's apostrophe
}


def _shown(shown: EvidenceMap) -> str | None:
    """Say what the selection and the filters keep and hide; None when they hide nothing."""
    asked, kept = shown.asked, []
    if asked.voice is not None:
        kept.append(_VOICES[asked.voice])
    if asked.speaker is not None:
        kept.append(f"only the words of {asked.speaker}")
    if asked.place is not None:
        wide = {id_ for m in shown.marks if m.areas for id_ in (m.key, m.place.id)}
        area = asked.place.startswith(("adm", "country:")) or asked.place in wide
        tail = " and what lies in it" if area else ""
        kept.append(f"selected: {shown.name_of(asked.place)}{tail}")
    if asked.extent is not None:
        kept.append("what lies between {:g}, {:g} and {:g}, {:g} (lon, lat)".format(*asked.extent))
    kept += said_of_more(asked)
    if not kept:
        return None
    counts = shown.counts
    hidden = counts.marks - counts.shown
    tail = f"; {plural(hidden, 'place')} hidden by the filter" if hidden else ""
    return f"Shown: {', '.join(kept)} ({plural(counts.excerpts, 'excerpt')}{tail})."


def _counts(shown: EvidenceMap) -> str:
    """Count names, places, excerpts, quotes and decisions, each its own number."""
    counts = shown.counts
    quotes = [quote for parse in shown.parses for quote in parse.quotes]
    direct = sum(quote.direct for quote in quotes)
    speakers = len({quote.speaker.name for quote in quotes if quote.speaker})
    resolutions = [r for parse in shown.parses for r in parse.resolutions]
    refused = sum(r.status is Status.REJECTED for r in resolutions)
    hidden = f", {counts.hidden:,} hidden by the filter" if counts.hidden else ""
    placed = f"{counts.on_map:,} on the map as {plural(counts.shown, 'mark')}"
    listed = f"{counts.listed:,} listed beside it"
    parts = (
        f"{plural(counts.names, 'name')} of places: {placed}, {listed}{hidden}",
        plural(counts.excerpts, "excerpt"),
        f"{plural(direct, 'direct quote')}, {len(quotes) - direct:,} reported"
        if quotes
        else "no quotes",
        plural(speakers, "speaker") if speakers else "",
        f"{plural(counts.peoples, 'name')} of peoples" if counts.peoples else "",
        f"{plural(counts.others, 'other name')} judged not places" if counts.others else "",
        f"{counts.unsure:,} unsure" if counts.unsure else "",
        f"rejected by the analyst: {refused:,}" if refused else "",
    )
    return " · ".join(part for part in parts if part)


def _alt(shown: EvidenceMap, tray: tuple[Tray, ...]) -> str:
    """Describe the sheet for who cannot see it."""
    rows = [
        f"{m.number} {m.name} ({m.place.kind}, {m.precision}, {plural(m.held, 'excerpt')})"
        for m in shown.marks
        if m.shown
    ]
    left = "; ".join(f"{t.names}: {t.reason}" for t in tray)
    title = shown.title
    return (
        f"Map of the places named in “{title}”. On the map: {', '.join(rows) or 'none'}. "
        f"Not on the map: {left or 'none'}. Named is not the same as happened."
    )
