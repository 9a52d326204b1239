"""Names told by what stands beside them: the rest of a list, the rows of a table, themselves."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from geo.toponyms.assemble import Found
from geo.toponyms.lines import Case
from geo.toponyms.revising import Reading, Step
from geo.toponyms.tokens import is_foreign, joined
from geo.types import By, Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.toponyms.lines import Line
    from geo.types import NotPlace

_LONGEST = 4  # words of a name looked for
_SHORTEST = 3  # letters of a name told by its company: "Bor", "Gao"
_HELPERS = 5  # words from a name to what befell it: "has not yet been shelled"
_FALLS = frozenset({"fall", "falls", "fell"})  # what a place does by itself
_NOT = frozenset({"not", "never", "again", "yet", "was", "were", "is", "been", "did", "had", "has"})
_KNOWN = 20_000  # people of a town that a heading may name
_CHANCE = 0.6  # that a name told by its company is one
_LISTED = re.compile(
    r"""\s*(?: [,;/|&\u2022] | ,?\s(?:and|or)\s | \.\s(?=\d) | \s(?=\#)
           | \s(?=\(?[\da-z]{1,3}[).]) )
        \s*(?:(?:and|or)\s+)?(?:\(?(?:\d{1,3}|[a-z])[).]\s*)?\#?""",
    re.VERBOSE | re.IGNORECASE,
)
_UNSURE = frozenset({"not used as a place", "part of a longer name"})
_PERSON = "person"  # which a number after a name suggests: an age


@dataclass(frozen=True, slots=True)
class _May:
    """A known name that nobody took for a place: words `start` to `end` of all lines' words."""

    line: int
    start: int
    end: int
    words: str
    person: bool  # whether it is a given name or a surname as well, or is taken for one here
    acts: bool  # whether it is a country that does what a government does
    suffers: bool  # whether it opens its sentence, and what befalls places is told of it


class Company(Step):
    """Find the names that their company tells to be places."""

    def __call__(self, reading: Reading, found: Sequence[Found]) -> list[Found]:
        """Add names that stand in a list with places, in rows of names, or are found elsewhere."""
        lines = reading.lines
        spans = _Spans(reading.text, lines)
        may = list(self._known(spans, reading, found))
        if not may:
            return list(found)
        named = {spans.words(f.start, f.end).lower() for f in found if not f.demonym}
        rows = _rows(lines, [*((m.start, m.end) for m in may), *((f.start, f.end) for f in found)])
        chosen = {
            i
            for i, m in enumerate(may)
            if m.acts
            or (m.suffers and not m.person)
            or m.line in rows
            or (m.words.lower() in named and not m.person)
            or (_is_alone(lines, m) and not m.person and self._is_known(m.words))
        }
        chosen |= self._listed(spans, may, chosen, found)
        added = [
            Found(m.start, m.end, demonym=False, chance=_CHANCE, by=By.RULE)
            for m in map(may.__getitem__, chosen)
        ]
        return sorted([*found, *added], key=lambda f: f.start)

    def _listed(
        self, spans: _Spans, may: Sequence[_May], chosen: set[int], found: Sequence[Found]
    ) -> set[int]:
        """Return which names stand in a list with a place, told from both ends."""
        places = [(f.start, f.end) for f in found if not f.demonym]
        sure = {*places, *((may[i].start, may[i].end) for i in chosen)}
        every = sorted({*sure, *((m.start, m.end) for m in may)})
        index = {(m.start, m.end): i for i, m in enumerate(may)}
        told: set[int] = set()
        for order in (every, every[::-1]):
            before: tuple[int, int] | None = None
            for span in order:
                i = index.get(span)
                if span in sure:
                    before = span
                elif (
                    before is not None
                    and i is not None
                    and not may[i].person
                    and spans.beside(before, span)
                ):
                    told.add(i)
                    before = span
                else:
                    before = None
        return told

    def _known(self, spans: _Spans, reading: Reading, found: Sequence[Found]) -> Iterator[_May]:
        """Yield the known names that nobody took for a place."""
        lines, ruled = reading.lines, reading.ruled
        taken = {i for f in found for i in range(f.start, f.end)}
        barred = Barred([n for n in ruled.not_places if n.reason not in {*_UNSURE, _PERSON}])
        people = Barred([n for n in ruled.not_places if n.reason == _PERSON])
        surnames = _Surnames(spans, found, ruled.not_places)
        first = 0
        for number, line in enumerate(lines):
            at = 0
            while at < len(line.tokens):
                size = 0 if first + at in taken else self._size(spans.text, line, at)
                free = size and not any(first + i in taken for i in range(at, at + size))
                span = Span(line.tokens[at].start, line.tokens[at + max(size, 1) - 1].end)
                if free and not barred(span):
                    words = spans.text[span.start : span.end]
                    acts = self._acts(line, at, size) and not surnames(words, span.start)
                    known = size == 1 and self._is_person(line.tokens[at].low)
                    person = not acts and (known or people(span))
                    suffers = self._suffers(line, at, size) or (
                        number > 0 and self._echoes(line, at, size, lines[number - 1])
                    )
                    yield _May(number, first + at, first + at + size, words, person, acts, suffers)
                at += max(size, 1)
            first += len(line.tokens)

    def _acts(self, line: Line, at: int, size: int) -> bool:
        """Say whether a country says or does something, whoever else has its name."""
        after = at + size
        if after >= len(line.tokens) or line.tokens[after].gap != " ":
            return False
        if at and (line.tokens[at - 1].low in self._lexicon.titles or line.tokens[after].capital):
            return False
        does = line.tokens[after].low
        if does not in self._lexicon.speech and does not in self._lexicon.helpers:
            return False
        name = " ".join(t.text for t in line.tokens[at:after])
        places = self._gazetteer.lookup(name, limit=3, alike=False)
        return any(m.place.kind is Kind.COUNTRY and m.how == "exact" for m in places)

    def _suffers(self, line: Line, at: int, size: int) -> bool:
        """Say whether a name opens its sentence, and falls or is shelled: "Gao did not fall"."""
        if not line.opens(at):
            return False
        after = line.tokens[at + size : at + size + _HELPERS]
        for i, token in enumerate(after):
            if token.gap != " ":
                return False
            if token.low in self._lexicon.befalls:
                return i > 0 or token.low in _FALLS
            if token.low not in self._lexicon.helpers and token.low not in _NOT:
                return False
        return False

    def _echoes(self, line: Line, at: int, size: int, before: Line) -> bool:
        """Say whether a sentence says of a name what the one before told: "Kidal did"."""
        rest = [token.low for token in line.tokens[at + size :]]
        if at > 0 or not 0 < len(rest) <= _HELPERS:
            return False
        told = any(token.low in self._lexicon.befalls for token in before.tokens)
        return told and all(low in self._lexicon.helpers or low in _NOT for low in rest)

    def _is_known(self, words: str) -> bool:
        """Say whether a name is a country's, a division's or a town's that news names."""
        places = [m.place for m in self._gazetteer.lookup(words, limit=3, alike=False)]
        return any(p.kind is not Kind.TOWN or p.population >= _KNOWN for p in places)

    def _is_person(self, low: str) -> bool:
        return low in self._lexicon.given or low in self._lexicon.surnames

    def _size(self, text: str, line: Line, at: int) -> int:
        """Return how many words the known name at a word has, standing by itself; 0 for none."""
        tokens = line.tokens
        token = tokens[at]
        if line.case is not Case.PLAIN or not token.capital or is_foreign(token.text):
            return 0
        if at and _leans(line, at):
            return 0
        end = at + 1
        while end < min(len(tokens), at + _LONGEST) and _leans(line, end):
            end += 1
        if end < len(tokens) and _leans(line, end):
            return 0
        alone = end - at == 1
        if alone and (token.low in self._lexicon.common or len(token.text) < _SHORTEST):
            return 0
        return end - at if self._gazetteer.knows(text[token.start : tokens[end - 1].end]) else 0


class _Spans:
    """The code points of words counted over all lines."""

    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        self.text = text
        self._tokens = [token for line in lines for token in line.tokens]

    def words(self, start: int, end: int) -> str:
        """Return the text of words."""
        return self.text[self._tokens[start].start : self._tokens[end - 1].end]

    def start(self, index: int) -> int:
        """Return the code point where a word starts."""
        return self._tokens[index].start

    def beside(self, one: tuple[int, int], other: tuple[int, int]) -> bool:
        """Say whether nothing but the marks of a list stands between two names."""
        first, second = sorted((one, other))
        gap = self.text[self._tokens[first[1] - 1].end : self._tokens[second[0]].start]
        return _LISTED.fullmatch(gap) is not None


class _Surnames:
    """Names that the text uses as a person's, having told the whole of that name before."""

    def __init__(
        self, spans: _Spans, found: Sequence[Found], not_places: Sequence[NotPlace]
    ) -> None:
        self._people: dict[str, int] = {}  # last word of a full name, and where it is told first
        for name in not_places:
            words = name.surface.lower().split()
            if name.reason == _PERSON and len(words) > 1:
                self._people.setdefault(words[-1], name.span.start)
        self._places: dict[str, int] = {}
        for place in found:
            self._places.setdefault(
                spans.words(place.start, place.end).lower(), spans.start(place.start)
            )

    def __call__(self, words: str, start: int) -> bool:
        """Say whether a name at a code point is a surname, no place having been called so first."""
        low = words.lower()
        person = self._people.get(low, start)
        if person >= start:
            self._places.setdefault(low, start)
            return False
        return person < self._places.get(low, start)


class Barred:
    """Names that the rules know not to be places."""

    def __init__(self, names: Sequence[NotPlace]) -> None:
        held = [n.span for n in names]
        self._starts = [span.start for span in held]
        self._ends = list(accumulate((span.end for span in held), max))

    def __call__(self, span: Span) -> bool:
        """Say whether one of them overlaps a span."""
        at = bisect_right(self._starts, span.end - 1)
        return at > 0 and self._ends[at - 1] > span.start


def _leans(line: Line, index: int) -> bool:
    """Say whether a capital word leans on the one before it, which is another capital word."""
    tokens = line.tokens
    before, token = tokens[index - 1], tokens[index]
    return joined(tokens, index) and before.capital and token.capital and before.low != token.low


def _rows(lines: Sequence[Line], names: Sequence[tuple[int, int]]) -> set[int]:
    """Return the lines that hold one name and numbers alone, next to others of the sort."""
    first = [0, *accumulate(len(line.tokens) for line in lines)]
    found = set()
    for start, end in names:
        home = bisect_right(first, start) - 1
        tokens = lines[home].tokens
        rest = [*tokens[: start - first[home]], *tokens[end - first[home] :]]
        if all(t.text.isdigit() for t in rest):
            found.add(home)
    return {i for i in found if i - 1 in found or i + 1 in found}


def _is_alone(lines: Sequence[Line], may: _May) -> bool:
    """Say whether a name is a line by itself: a heading, the row of a list."""
    return len(lines[may.line].tokens) == may.end - may.start
