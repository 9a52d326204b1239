"""Names that their neighbours tell to be a person's, a team's or none: "her aunt Hala"."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from geo.gazetteer import fold
from geo.toponyms.lines import Case
from geo.toponyms.revising import Reading, Step
from geo.toponyms.tokens import is_foreign
from geo.types import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.toponyms.assemble import Found
    from geo.toponyms.lines import Line
    from geo.toponyms.tokens import Token

_KNOWN_AFAR = 100_000  # people of a town that is no one's given name
_SCORE = re.compile(r"\b\d{1,2}\s?[-\u2013:]\s?\d{1,2}\b")
_LISTED = frozenset({", ", " "})
_LANDS = frozenset({Kind.COUNTRY, Kind.PROVINCE, Kind.CONTINENT})
_TO = frozenset({"to", "of", "on"})  # which lead to a place, and to a person
_LONGEST_LIST = 24  # words looked through for the end of a list
_PLAYS, _TRADES, _MARKET = "plays", "trades", "market"
_NEAR = 6  # words after what firms do, of which one is the market


class Refusal(Step):
    """Take out what was found and is no place by its neighbours."""

    def __call__(self, reading: Reading, found: Sequence[Found]) -> list[Found]:
        """
        Return the finds that may be places.

        Left out are people called by one given name, teams of a match that is told with its
        score, and ordinary words that are a line by themselves.
        """
        text, lines = reading.text, reading.lines
        placed = list(_placed(lines, found))
        people = self._people(placed)
        kept = []
        for (line, start, end), name in zip(placed, found, strict=True):
            token = line.tokens[start]
            lone = end - start == 1 and not name.demonym and not is_foreign(token.text)
            refused = lone and (token.low in people or self._is_line(line))
            refused = refused or self._trades(line, end) or self._has_nickname(line, end)
            if not (refused or self._plays(text, line, start, end)):
                kept.append(name)
        return kept

    def _people(self, placed: Sequence[tuple[Line, int, int]]) -> set[str]:
        """Return the words, in lower case, that are people's names wherever they stand alone."""
        told: set[str] = set()
        located: set[str] = set()
        spans = {(id(line), start) for line, start, _ in placed}
        listed = self._listed(placed)
        for i, (line, start, end) in enumerate(placed):
            if end - start > 1:
                continue
            low = line.tokens[start].low
            if self._is_kin(line, start):
                told.add(low)
            elif i in listed or self._is_located(line, start, spans):
                located.add(low)
            elif low in self._lexicon.abroad:
                told.add(low)
        return {low for low in told - located if not self._is_great(low)}

    def _listed(self, placed: Sequence[tuple[Line, int, int]]) -> set[int]:
        """Return which finds stand in a list with another that is no given name."""
        found: set[int] = set()
        for i in range(1, len(placed)):
            (line, start, end), (here, begin, _) = placed[i - 1], placed[i]
            between = [token.low for token in here.tokens[end:begin]] if line is here else ["."]
            gaps = {here.tokens[at].gap for at in range(end, begin + 1)} if line is here else {"."}
            if set(between) <= self._lexicon.joining and gaps <= _LISTED:
                pair = (line.tokens[start], here.tokens[begin])
                if not all(self._is_person(token) for token in pair):
                    found |= {i - 1, i}
        return found

    def _is_kin(self, line: Line, at: int) -> bool:
        """Say whether a word names one of a family: "her aunt Hala", "sons, Adam and Yara"."""
        tokens, least = line.tokens, max(0, at - _LONGEST_LIST)
        while at > least and tokens[at].gap in _LISTED and _is_listed(tokens[at - 1]):
            at -= 1
        if at == 0 or tokens[at - 1].low not in self._lexicon.kin:
            return False
        return tokens[at].gap == " " or self._is_person(tokens[at])

    def _is_located(self, line: Line, at: int, spans: set[tuple[int, int]]) -> bool:
        """Say whether what stands beside a word makes it a place: "in Hala", "Hala, Iraq"."""
        tokens = line.tokens
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if after is not None and self._leads_on(line, at + 1, after, spans):
            return True
        if at == 0:
            return False
        before = tokens[at - 1]
        if before.low in self._lexicon.locatives or (before.low, "before") in self._lexicon.affixes:
            return tokens[at].gap == " "
        return before.low in _TO and not (at > 1 and tokens[at - 2].low in self._lexicon.hears)

    def _leads_on(self, line: Line, at: int, after: Token, spans: set[tuple[int, int]]) -> bool:
        if after.gap == " " and (after.low, "after") in self._lexicon.affixes:
            return True
        return after.gap in {", ", " ("} and (id(line), at) in spans and not self._is_person(after)

    def _is_person(self, token: Token) -> bool:
        return token.low in self._lexicon.given or token.low in self._lexicon.abroad

    def _is_great(self, name: str) -> bool:
        """Say whether a country, a division or a large town has a name as its usual one."""
        return any(
            (m.place.kind in _LANDS or m.place.population >= _KNOWN_AFAR)
            and fold(m.place.name) == name
            for m in self._gazetteer.lookup(name, limit=5, alike=False)
        )

    def _is_line(self, line: Line) -> bool:
        """Say whether a line is one ordinary word: "Union."."""
        low = line.tokens[0].low
        if len(line.tokens) > 1 or low not in self._lexicon.common:
            return False
        return not self._is_great(low)

    def _plays(self, text: str, line: Line, start: int, end: int) -> bool:
        """Say whether a name is one of two teams: "Roma drew with Torino 1-1"."""
        tokens = line.tokens
        after = tokens[end].low if end < len(tokens) else ""
        near = [token.low for token in tokens[max(0, start - 2) : start]]
        verbs = [low for low in (after, *near) if (low, _PLAYS) in self._lexicon.things]
        return bool(verbs) and _SCORE.search(text, tokens[0].start, line.end) is not None

    def _has_nickname(self, line: Line, end: int) -> bool:
        """Say whether a team's name follows: "the New England Patriots"."""
        if end >= len(line.tokens) or line.case is not Case.PLAIN:
            return False
        token, after = line.tokens[end], line.tokens[end + 1 : end + 2]
        if not (token.capital and token.gap == " " and token.low in self._lexicon.nicknames):
            return False
        return not (after and after[0].capital and after[0].gap == " ")

    def _trades(self, line: Line, end: int) -> bool:
        """Say whether a name is one of some firms: "Nokia, Santander and Shell fell on the"."""
        tokens, things = line.tokens, self._lexicon.things
        at, most = end, min(len(tokens), end + _LONGEST_LIST)
        while at < most and tokens[at].gap in _LISTED and _is_listed(tokens[at]):
            at += 1
        if at == len(tokens) or (tokens[at].low, _TRADES) not in things:
            return False
        return any((token.low, _MARKET) in things for token in tokens[at + 1 : at + _NEAR])


def _is_listed(token: Token) -> bool:
    return token.capital or token.low in {"and", "or"}


def _placed(lines: Sequence[Line], found: Sequence[Found]) -> Iterator[tuple[Line, int, int]]:
    """Yield each find's line, and its words counted in that line."""
    firsts = [0, *accumulate(len(line.tokens) for line in lines)]
    home = 0
    for name in found:
        while firsts[home + 1] <= name.start:
            home += 1
        yield lines[home], name.start - firsts[home], name.end - firsts[home]
